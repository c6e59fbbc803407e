"""Os campos da conta de cobrança que o banco escolhido usa, com o nome que ele lhes dá e a frase dele ao lado."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QObject, Qt

from boletos.bancos.forma import Exigencia, Opcao
from ui import frases
from ui.base.formulario import Formulario, LinhaDeCampo
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
    """Um campo que o banco julga enquanto se digita; o vazio só é acusado depois que se passou por ele."""

    def __init__(self, atributo: str, recusa: Callable[[str], str]) -> None:
        """Monta o campo; `recusa` recebe o atributo e devolve a frase do banco, ou vazio."""
        super().__init__(maximo=20, largura=_LARGURA)
        self.atributo = atributo
        self._recusa = recusa
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

    def _erro(self) -> str:
        return self._recusa(self.atributo)


class CamposDoBanco(QObject):
    """Põe os campos num formulário e mostra, a cada banco, só os que ele usa."""

    def __init__(self, formulario: Formulario, recusa: Callable[[str], str], pai: QObject) -> None:
        super().__init__(pai)
        self.campos: dict[str, CampoDoBanco] = {}
        self._linhas: dict[str, LinhaDeCampo] = {}
        self._botoes: dict[str, Botao] = {}
        self._opcoes: dict[str, tuple[Opcao, ...]] = {}
        self._exigencias: dict[str, Exigencia] = {}
        for atributo in ATRIBUTOS:
            self._por(formulario, CampoDoBanco(atributo, recusa))

    def mostrar(self, exigencias: Iterable[Exigencia]) -> None:
        """Mostra os campos destas exigências, com rótulo, tamanho e opções do banco; esconde os outros."""
        usadas = {exigencia.atributo: exigencia for exigencia in exigencias}
        for atributo, linha in self._linhas.items():
            linha.mostrar(atributo in usadas)
            if atributo in usadas:
                self._vestir(atributo, usadas[atributo])

    def valores(self) -> dict[str, str]:
        """O que está escrito em cada campo, também nos escondidos."""
        return {atributo: campo.valor() for atributo, campo in self.campos.items()}

    def usados(self) -> set[str]:
        """Os atributos à mostra."""
        return {atributo for atributo, linha in self._linhas.items() if not linha.partes[-1].isHidden()}

    def rever(self) -> None:
        """Pergunta de novo ao banco por todos."""
        for campo in self.campos.values():
            campo.rever()

    def esquecer(self) -> None:
        """O banco mudou: o que está vazio volta a não ser erro."""
        for campo in self.campos.values():
            campo.esquecer()

    def escolher(self, atributo: str) -> None:
        """F2: escolhe na lista do banco; sem lista, não faz nada."""
        opcoes, campo = self._opcoes.get(atributo, ()), self.campos[atributo]
        if not opcoes:
            return
        escolhida = DialogoConsulta.perguntar(
            campo.accessibleName(),
            _COLUNAS,
            opcoes,
            chave=lambda opcao: opcao.codigo,
            corrente=campo.valor(),
            pai=campo.window(),
        )
        if escolhida is not None:
            campo.definir(escolhida.codigo)
            campo.conferir()
        campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _por(self, formulario: Formulario, campo: CampoDoBanco) -> None:
        atributo = campo.atributo
        botao = Botao("", icone="seta_baixo")
        botao.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        botao.clicked.connect(lambda: self.escolher(atributo))
        self.campos[atributo], self._botoes[atributo] = campo, botao
        self._linhas[atributo] = formulario.campo(
            "Campo",
            campo,
            ao_lado=botao,
            consulta=lambda: self.escolher(atributo),
            nome_consulta="Lista do banco",
            ajuda_viva=lambda: self._ajuda(atributo),
        )

    def _ajuda(self, atributo: str) -> Ajuda:
        """O que o banco chama este campo e onde achá-lo no contrato; o resto é igual em todos."""
        exigencia, opcoes = self._exigencias[atributo], self._opcoes[atributo]
        exemplo = f"{opcoes[0].codigo}: {opcoes[0].nome}." if opcoes else "Copie como está no contrato."
        corpo = (
            f"<p>{escape(frases.em_frase(exigencia.onde))}</p><h2>{'Exemplo'}</h2><p>{escape(exemplo)}</p>"
            f"<h2>{'O que muda no envio'}</h2>"
            f"<p>{'Entra no boleto: errado, o banco não o reconhece. A amostra ao lado já o usa.'}</p>"
        )
        return Ajuda(frases.em_frase(exigencia.rotulo).rstrip("."), corpo, "boletos")

    def _vestir(self, atributo: str, exigencia: Exigencia) -> None:
        campo, linha = self.campos[atributo], self._linhas[atributo]
        nome = frases.em_frase(exigencia.rotulo).rstrip(".")
        if linha.rotulo is not None:
            linha.rotulo.setText(nome)
        campo.setAccessibleName(nome)
        onde = frases.em_frase(exigencia.onde)
        campo.setAccessibleDescription(onde)
        campo.setToolTip(onde)
        campo.setPlaceholderText(_tamanho(exigencia))
        self._exigencias[atributo] = exigencia
        self._opcoes[atributo] = exigencia.oferecidas()
        self._botoes[atributo].setVisible(bool(self._opcoes[atributo]))
        self._botoes[atributo].setAccessibleName(f"Escolher {exigencia.rotulo} na lista")


def _tamanho(exigencia: Exigencia) -> str:
    if not exigencia.tamanho:
        return "" if exigencia.exigido else "opcional"
    quantos = frases.quantos(exigencia.tamanho, "algarismo", "algarismos")
    return f"até {quantos}" if exigencia.exigido else f"até {exigencia.tamanho}, opcional"
