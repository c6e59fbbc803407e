"""O que a importação recebe, emite e devolve: tipos de arquivo, rejeições, progresso e resultado."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

MAIOR_QUANTIDADE_DE_APONTAMENTOS = 1000
"""Acima disso só a contagem: a lista vai para a tela e para o JSON, e um arquivo inteiro errado não pode enchê-la."""


class Tipo(StrEnum):
    """Os arquivos do contrato, na ordem em que são lidos (linha-de-comando.md, arquivos de importação)."""

    EMPRESA = "empresa"
    CONTAS_COBRANCA = "contas_cobranca"
    CLIENTES = "clientes"
    CONTATOS = "contatos"
    DEBITOS = "debitos"
    PEDIDOS = "pedidos"
    NOTAS = "notas"


class Saida(IntEnum):
    """Códigos de saída que a importação sugere (linha-de-comando.md, comum a todos)."""

    CERTO = 0
    NAO_PODE = 1
    USO_ERRADO = 2
    COM_RESSALVAS = 3


_PRECEDENCIA = (Saida.USO_ERRADO, Saida.NAO_PODE, Saida.COM_RESSALVAS)
"""Com mais de um desfecho vale a saída 2, depois 1, depois 3 (linha-de-comando.md, saídas JSON)."""


@dataclass(frozen=True, slots=True)
class Rejeicao:
    """Uma linha que não entra. `linha` é a do arquivo original; `coluna` vazia fala da linha inteira."""

    linha: int
    coluna: str
    motivo: str

    def frase(self) -> str:
        """Motivo com a coluna na frente, como vai para o arquivo de rejeitadas."""
        return f"{self.coluna}: {self.motivo}" if self.coluna else self.motivo


@dataclass(frozen=True, slots=True)
class ProgressoImportacao:
    """Andamento da leitura de um arquivo. `total` é a estimativa de linhas; 0 quando não se sabe."""

    tipo: Tipo
    lidas: int
    total: int = 0


@dataclass(frozen=True, slots=True)
class Resultado:
    """O que houve com um arquivo; os nomes são os da saída JSON de `importar`.

    Sem erro, incluídas + alteradas + iguais + rejeitadas = lidas. Com erro nada do arquivo foi gravado e as
    contagens são zero.

    Atributos:
        arquivo: o caminho como foi pedido.
        baixadas: débitos em aberto que não estavam no arquivo e foram baixados.
        apontamentos: o que entrou e merece conserto, em frases.
        erro: por que o arquivo não entrou, em uma frase, para a tela; None se entrou.
        erro_no_terminal: a mesma, com o conserto do terminal.
        saida: código de saída que este arquivo pede.
        ignoradas: títulos das colunas a mais, que também estão nos apontamentos.
        adiavel: o erro é do ambiente (base ocupada, disco, permissão), e o mesmo arquivo pode entrar depois.
        arquivo_de_rejeitadas: onde ficaram as linhas rejeitadas; None sem rejeição ou se não deu para gravar.
    """

    arquivo: str
    tipo: Tipo
    lidas: int = 0
    incluidas: int = 0
    alteradas: int = 0
    iguais: int = 0
    rejeitadas: int = 0
    baixadas: int = 0
    apontamentos: tuple[str, ...] = ()
    erro: str | None = None
    erro_no_terminal: str | None = None
    saida: Saida = Saida.CERTO
    arquivo_de_rejeitadas: Path | None = None
    ignoradas: tuple[str, ...] = ()
    adiavel: bool = False

    def a_conferir(self) -> tuple[str, ...]:
        """Os apontamentos que pedem conserto: coluna a mais é só informação."""
        so_informam = set(map(frase_da_ignorada, self.ignoradas))
        return tuple(frase for frase in self.apontamentos if frase not in so_informam)


def frase_da_ignorada(titulo: str) -> str:
    """Como se diz que uma coluna do arquivo não é usada."""
    return f"coluna ignorada: {titulo}"


def saida_geral(resultados: list[Resultado]) -> Saida:
    """Escolhe o código de saída de uma importação de vários arquivos."""
    saidas = {resultado.saida for resultado in resultados}
    return next((saida for saida in _PRECEDENCIA if saida in saidas), Saida.CERTO)


class Apontamentos:
    """Junta apontamentos sem repetir frase, e só conta os que passam do limite."""

    def __init__(self) -> None:
        self._frases: dict[str, None] = {}
        self._a_mais = 0

    def juntar(self, frase: str) -> None:
        """Guarda a frase; passado o limite, só a conta."""
        if frase in self._frases:
            return
        if len(self._frases) >= MAIOR_QUANTIDADE_DE_APONTAMENTOS:
            self._a_mais += 1
            return
        self._frases[frase] = None

    def frases(self) -> tuple[str, ...]:
        """Devolve as frases, na ordem em que surgiram, e a contagem do que não coube."""
        if not self._a_mais:
            return tuple(self._frases)
        return (
            *self._frases,
            "e mais 1 apontamento como estes"
            if self._a_mais == 1
            else f"e mais {self._a_mais} apontamentos como estes",
        )
