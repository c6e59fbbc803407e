"""A página de homologação de uma conta de cobrança: gerada fora da linha da tela, folheada e salva para o banco."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boletos import homologacao
from envio.leitura_mime import AnexoLido
from modelos import empresas
from regras.cadastro import ContaCobranca
from regras.erros import ErroAviso
from regras.variaveis import EMPRESA_DE_EXEMPLO
from ui import frases
from ui.abas.calculo import Calculo
from ui.componentes.texto import Estado, Texto
from ui.contexto import Contexto
from ui.dialogos.anexos import QuadroAnexos
from ui.dialogos.base import Dialogo
from ui.tema import Letra, Peso

_LARGURA, _ALTURA = 1080, 700


class DialogoHomologacao(Dialogo):
    """Mostra o PDF da conta como ela está, gravada ou ainda na ficha."""

    def __init__(self, contexto: Contexto, conta: ContaCobranca, pai: QWidget | None = None) -> None:
        super().__init__(self.tr("Página de homologação"), pai, largura=_LARGURA, altura=_ALTURA)
        self._contexto, self._conta = contexto, conta
        self.setProperty("estado", self.tr("Salve o arquivo e mande-o ao banco | ESC-Voltar"))
        titulo = self.tr("Página de homologação da conta {}").format(conta.codigo or self.tr("nova"))
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        frase = self.tr(
            "Nove boletos de valores e vencimentos variados, um para cada dígito do código de barras, com o quadro "
            "campo a campo. Não estão registrados. Salve e mande ao banco; com a aprovação, marque a conta como "
            "homologada."
        )
        self.corpo.addWidget(Texto(frase, cor="texto2", quebra=True))
        self.situacao = Estado("ciclo", self.tr("Gerando os boletos…"), "texto2", quebra=True)
        self.corpo.addWidget(self.situacao)
        self.quadro = QuadroAnexos(contexto)
        self.corpo.addWidget(self.quadro, 1)
        self.acoes(self.botao_fechar(self.tr("Voltar")))
        self.quadro.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        self._geracao = Calculo(contexto, self)
        self._geracao.pronto.connect(self._ao_gerar)
        self._geracao.falhou.connect(self._ao_falhar)
        hoje = contexto.hoje()
        self._geracao.pedir(lambda: homologacao.em_pdf(conta, empresas.obter() or EMPRESA_DE_EXEMPLO, hoje))

    def _ao_gerar(self, pdf: bytes) -> None:
        nome = "-".join(filter(None, ("homologacao", self._conta.banco, _para_arquivo(self._conta.codigo))))
        self.quadro.mostrar((AnexoLido(f"{nome}.pdf", pdf, "application/pdf"),))
        self.situacao.mostrar("certo", self.tr("Pronto: {}").format(frases.tamanho(len(pdf))), "ok")

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.quadro.mostrar(())
        self.situacao.mostrar("erro", erro.frase(), "perigo")


def _para_arquivo(codigo: str) -> str:
    """Só o que todo sistema aceita num nome de arquivo."""
    return "".join(letra if letra.isalnum() and letra.isascii() else "-" for letra in codigo).strip("-")
