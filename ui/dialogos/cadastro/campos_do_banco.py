"""Um campo da conta de cobrança que depende do banco: o nome que ele lhe dá, a lista dele e a frase dele ao lado."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt

from boletos.bancos.forma import Exigencia, Opcao
from ui import frases
from ui.base.formulario import LinhaDeCampo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.moldes.consulta import DialogoConsulta
from ui.recursos import Ajuda
from ui.tabelas.base import Coluna

ATRIBUTOS = (
    *("agencia", "agencia_dv", "posto", "conta", "conta_dv", "convenio", "carteira", "variacao"),
    *("modalidade", "byte_geracao", "ios", "sistema", "incremento"),
)
"""Os textos de `ContaCobranca` que dependem do banco, na ordem da tela."""
_LARGURA = 150
_COLUNAS: tuple[Coluna[Opcao], ...] = (
    Coluna("Código", lambda opcao: opcao.codigo, largura=90),
    Coluna("O que é", lambda opcao: frases.em_frase(opcao.nome).rstrip("."), largura=230),
    Coluna(
        "Confirmação",
        lambda opcao: "homologar com o banco" if opcao.ressalva else "",
        cor=lambda opcao: "aviso" if opcao.ressalva else "",
        largura=0,
    ),
)


class CampoDoBanco(CampoTexto):
    """Um campo que o banco julga enquanto se digita; o vazio só é acusado depois que se passou por ele.

    Atributos:
        exigencia: o que o banco escolhido diz do campo; None se não o usa.
        botao: abre a lista do banco, se ele tem uma.
    """

    CONSULTA = "Lista do banco"

    def __init__(self, atributo: str, recusa: Callable[[str], str]) -> None:
        """Monta o campo; `recusa` recebe o atributo e devolve a frase do banco, ou vazio."""
        super().__init__(maximo=20, largura=_LARGURA)
        self.exigencia: Exigencia | None = None
        self.botao = Botao("", icone="seta_baixo", ao_clicar=self.consultar)
        self.botao.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._atributo, self._recusa = atributo, recusa
        self._opcoes: tuple[Opcao, ...] = ()
        self._passou = False

    def conferir(self) -> str:
        """Confere também o vazio, daqui em diante."""
        self._passou = True
        return super().conferir()

    def rever(self) -> None:
        """Pergunta de novo ao banco: outro campo mudou."""
        if self._passou or self.valor():
            self._dizer(self._erro())

    def esquecer(self) -> None:
        """Volta a não acusar o vazio: o banco é outro."""
        self._passou = False
        self._dizer("")

    def vestir(self, exigencia: Exigencia | None, linha: LinhaDeCampo) -> None:
        """Fica à mostra com rótulo, tamanho e opções do banco; sem exigência, esconde a linha."""
        self.exigencia = exigencia
        linha.mostrar(exigencia is not None)
        if exigencia is None:
            return
        nome, onde = frases.em_frase(exigencia.rotulo).rstrip("."), frases.em_frase(exigencia.onde)
        if linha.rotulo is not None:
            linha.rotulo.setText(nome)
        self.setAccessibleName(nome)
        self.setAccessibleDescription(onde)
        self.setToolTip(onde)
        self.setPlaceholderText(_tamanho(exigencia))
        self._opcoes = exigencia.oferecidas()
        self.botao.setVisible(bool(self._opcoes))
        self.botao.setAccessibleName(f"Escolher {exigencia.rotulo} na lista")

    def consultar(self) -> None:
        """F2: escolhe na lista do banco; sem lista, não faz nada."""
        if not self._opcoes:
            return
        escolhida = DialogoConsulta.perguntar(
            self.accessibleName(),
            _COLUNAS,
            self._opcoes,
            chave=lambda opcao: opcao.codigo,
            corrente=self.valor(),
            pai=self.window(),
        )
        if escolhida is not None:
            self.definir(escolhida.codigo)
            self.conferir()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def ajudar(self) -> Ajuda:
        """O que o banco chama este campo e onde achá-lo no contrato; o resto é igual em todos."""
        primeira = next(iter(self._opcoes), None)
        exemplo = f"{primeira.codigo}: {primeira.nome}." if primeira else "Copie como está no contrato."
        corpo = (
            f"<p>{escape(self.accessibleDescription())}</p><h2>Exemplo</h2><p>{escape(exemplo)}</p>"
            "<h2>O que muda no envio</h2>"
            "<p>Entra no boleto: errado, o banco não o reconhece. A amostra ao lado já o usa.</p>"
        )
        return Ajuda(self.accessibleName(), corpo, "boletos")

    def _erro(self) -> str:
        return self._recusa(self._atributo)


def _tamanho(exigencia: Exigencia) -> str:
    if not exigencia.tamanho:
        return "" if exigencia.exigido else "opcional"
    quantos = frases.quantos(exigencia.tamanho, "algarismo", "algarismos")
    return f"até {quantos}" if exigencia.exigido else f"até {exigencia.tamanho}, opcional"
