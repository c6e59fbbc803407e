"""Os erros que chegam a uma pessoa, sempre em português (docs/arquitetura.md, erros).

Cada um diz o que houve, com qual registro e o que fazer. Qualquer outra exceção é defeito do programa.
"""

from __future__ import annotations

import re

_FORMAS = re.compile(r"⟨([^|⟩]*)\|([^⟩]*)⟩")


class ErroAviso(Exception):
    """Base dos erros que podem ser mostrados a quem usa o programa.

    Atributos:
        mensagem: o que houve, com qual registro.
        o_que_fazer: o próximo passo na tela, na voz de quem ajuda; pode ser vazio.
        no_terminal: o mesmo passo para quem usa a linha de comando.
    """

    def __init__(self, mensagem: str, o_que_fazer: str = "") -> None:
        """Onde a tela e o terminal diferem, `o_que_fazer` traz as duas formas: `⟨na tela|no terminal⟩`."""
        super().__init__(mensagem)
        self.mensagem = mensagem
        self.o_que_fazer, self.no_terminal = (_FORMAS.sub(forma, o_que_fazer) for forma in (r"\1", r"\2"))

    def frase(self) -> str:
        """Devolve mensagem e conserto numa linha só, para a tela."""
        return f"{self.mensagem} {self.o_que_fazer}".strip()

    def frase_no_terminal(self) -> str:
        """A mesma, com o conserto do terminal."""
        return f"{self.mensagem} {self.no_terminal}".strip()


class DadoInvalido(ErroAviso):
    """Entrada do operador ou de arquivo que não pode ser aceita.

    Atributos:
        campo: nome do campo recusado, como o operador o conhece.
        motivo: por que foi recusado.
        onde: registro ou lugar (linha, código, chave); pode ser vazio.
    """

    def __init__(self, campo: str, motivo: str, onde: str = "", o_que_fazer: str = "") -> None:
        lugar = f" ({onde})" if onde else ""
        super().__init__(f"{campo}: {motivo}{lugar}.", o_que_fazer)
        self.campo = campo
        self.motivo = motivo
        self.onde = onde


class ConfiguracaoIncompleta(ErroAviso):
    """Falta algo que só a empresa pode informar: conta, senha no cofre, dados da empresa."""

    def __init__(self, falta: str, o_que_fazer: str = "") -> None:
        super().__init__(falta, o_que_fazer)
        self.falta = falta


class AmbienteIndisponivel(ErroAviso):
    """O ambiente não deixou: disco cheio, base ocupada ou corrompida, rede, cofre do sistema."""

    def __init__(self, o_que: str, o_que_fazer: str = "") -> None:
        super().__init__(o_que, o_que_fazer)
        self.o_que = o_que


class FalhaEnvio(ErroAviso):
    """O servidor de correio recusou, ou a conexão caiu, antes de o aviso ser aceito.

    Atributos:
        codigo: código SMTP de três algarismos; 0 quando não houve resposta.
        resposta: texto integral do servidor, ou da falha de rede; nunca traz senha.
        passageira: verdadeira quando tentar de novo pode dar certo.
    """

    def __init__(
        self, codigo: int, resposta: str, *, passageira: bool, mensagem: str = "", o_que_fazer: str = ""
    ) -> None:
        super().__init__(mensagem or f"O servidor de correio respondeu {codigo}: {resposta}", o_que_fazer)
        self.codigo = codigo
        self.resposta = resposta
        self.passageira = passageira
