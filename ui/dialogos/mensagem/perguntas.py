"""As perguntas pequenas do editor: o link e a cor."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from regras.erros import DadoInvalido
from regras.mensagem.visual import cores
from regras.mensagem.visual.trecho import conferir_link
from ui import tema
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto

CORES = {
    "#0b6175": "Petróleo",
    "#1a4f8b": "Azul",
    "#1a6e43": "Verde",
    "#8a2621": "Vinho",
    "#b3261e": "Vermelho",
    "#9a5b00": "Ocre",
    "#5b3a8c": "Roxo",
    "#37474f": "Grafite",
}
"""As oferecidas; qualquer outra se escreve."""


class DialogoLink(Dialogo):
    """O texto e o endereço de um link; endereço vazio desfaz o que havia."""

    def __init__(self, texto: str, endereco: str, pai: QWidget | None = None) -> None:
        super().__init__("Link", pai, largura=520, estado="Endereço do link | ESC-Voltar")
        self.texto = CampoTexto(largura=0)
        self.endereco = CampoTexto(validar=conferir_link, formatar=conferir_link, obrigatorio=not endereco, largura=0)
        self._formulario = Formulario(eixo_campo=90, eixo_ajuda=0)
        self._formulario.campo("&Texto", self.texto)
        self._formulario.campo("&Endereço", self.endereco)
        self.corpo.addWidget(self._formulario)
        dica = "Uma página (www.suaempresa.com.br) ou um e-mail."
        self.corpo.addWidget(Texto(f"{dica} Vazio, desfaz o link." if endereco else dica, cor="texto2", quebra=True))
        self.texto.definir(texto)
        self.endereco.setText(endereco)
        self.acoes(
            Botao("&Pôr o link", papel=Papel.PRINCIPAL, ao_clicar=self._confirmar), self.botao_fechar("Cancelar")
        )
        self.focar(self.endereco if texto else self.texto)

    def _confirmar(self) -> None:
        if self._formulario.conferir():
            self.accept()


class DialogoCor(Dialogo):
    """Uma cor que não está entre as oferecidas, com a amostra do que ela dá."""

    def __init__(self, cor: str, pai: QWidget | None = None) -> None:
        super().__init__("Cor da mensagem", pai, largura=440, estado="Escreva a cor | ESC-Voltar")
        self.cor = CampoTexto(validar=cores.conferir, formatar=cores.conferir, obrigatorio=True, largura=110)
        self._amostra = Texto("Nome da empresa")
        self._formulario = Formulario(eixo_campo=90, eixo_ajuda=0)
        self._formulario.campo("&Cor", self.cor, ao_lado=self._amostra)
        self.corpo.addWidget(self._formulario)
        dica = "Como está no manual da marca, por exemplo #0b6175. Cor clara demais para ler é escurecida no texto."
        self.corpo.addWidget(Texto(dica, cor="texto2", quebra=True))
        self.cor.textChanged.connect(self._mostrar)
        self.cor.definir(cor)
        self.acoes(
            Botao("&Usar a cor", papel=Papel.PRINCIPAL, ao_clicar=self._confirmar), self.botao_fechar("Cancelar")
        )
        self.focar(self.cor)

    def _mostrar(self, escrita: str) -> None:
        if len(escrita.strip()) == len(cores.COR_PADRAO):
            try:
                tons = cores.da_cor(cores.conferir(escrita))
            except DadoInvalido:
                return
            folha = f"background: {tons.faixa}; color: {tons.texto}; padding: {tema.medida(4)}px {tema.medida(10)}px"
            self._amostra.setStyleSheet(folha)

    def _confirmar(self) -> None:
        if self._formulario.conferir():
            self.accept()
