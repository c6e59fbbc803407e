"""Os anexos de uma mensagem guardada: lista, páginas do PDF desenhadas fora da tela e salvar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from boletos import leitura_pdf
from envio.leitura_mime import AnexoLido
from modelos import disco
from regras.erros import AmbienteIndisponivel, ErroAviso
from ui import frases, tema
from ui.abas.calculo import Calculo
from ui.componentes.botao import Botao
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.dialogos.mensagem import DialogoMensagem
from ui.tabelas import exportacao
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela

_DPI, _MENOR_DPI = 88, 50
_POLEGADAS_DO_A4 = 8.27
"""A página é desenhada na largura que há, para não rolar de lado."""
_LARGURA_DA_LISTA = 300
_PDF = "application/pdf"

COLUNAS: tuple[Coluna[AnexoLido], ...] = (
    Coluna("Anexo", lambda anexo: anexo.nome, icone=lambda _: "documento", largura=0),
    Coluna("Tamanho", lambda anexo: frases.tamanho(len(anexo.conteudo)), detalhe=True, largura=72),
)


def desenhar(pdf: bytes, pagina: int, dpi: float) -> tuple[QImage, int]:
    """Desenha uma página e diz quantas há. Rode dentro de um `Trabalho`."""
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, pagina, dpi)
    imagem = QImage(pontos, largura, altura, largura * 3, QImage.Format.Format_RGB888).copy()
    return imagem, leitura_pdf.contar_paginas(pdf)


def salvar(destino: Path, conteudo: bytes) -> str:
    """Grava o anexo, byte a byte, e devolve o nome do arquivo.

    Raises:
        AmbienteIndisponivel: não deu para gravar no lugar escolhido.
    """
    try:
        destino.write_bytes(conteudo)
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar {destino.name}: {disco.dizer(erro)}.", "Escolha outra pasta."
        ) from erro
    return destino.name


class QuadroAnexos(QWidget):
    """A lista à esquerda e a página à direita."""

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self._pagina, self._paginas = 1, 0
        self._desenho = Calculo(contexto, self)
        self._desenho.pronto.connect(self._ao_desenhar)
        self._desenho.falhou.connect(self._ao_falhar_o_desenho)
        self._gravacao = Calculo(contexto, self)
        self._gravacao.pronto.connect(self._ao_salvar)
        self._gravacao.falhou.connect(self._ao_falhar_a_gravacao)
        lado = QHBoxLayout(self)
        lado.setContentsMargins(0, 0, 0, 0)
        lado.setSpacing(tema.medida(12))
        lado.addWidget(self._montar_lista())
        lado.addLayout(self._montar_pagina(), 1)

    def mostrar(self, anexos: tuple[AnexoLido, ...]) -> None:
        """Troca os anexos e abre o primeiro."""
        self._modelo.trocar(anexos)
        self.salvar_anexo.setEnabled(bool(anexos))
        self.visao.selecionar(0)
        if not anexos:
            self._folha.setText(self.tr("Sem anexos."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A página acompanha a largura."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._abrir_pagina()

    def pagina(self) -> str:
        """`Página 1 de 2`, como está na tela."""
        return self._posicao.text()

    def _montar_lista(self) -> QWidget:
        coluna = QWidget()
        coluna.setFixedWidth(tema.medida(_LARGURA_DA_LISTA))
        caixa = QVBoxLayout(coluna)
        caixa.setContentsMargins(0, 0, 0, 0)
        self._modelo: TabelaBase[AnexoLido] = TabelaBase(COLUNAS, chave=lambda anexo: anexo.nome)
        self.visao = VisaoTabela(self.tr("Anexos"))
        self.visao.setProperty("moldura", True)
        self.visao.mostrar(self._modelo)
        self.visao.selecionou.connect(self._ao_selecionar)
        self.salvar_anexo = Botao(self.tr("&Salvar anexo…"), icone="baixar")
        self.salvar_anexo.clicked.connect(self._ao_pedir_salvar)
        caixa.addWidget(self.visao, 1)
        caixa.addWidget(self.salvar_anexo)
        return coluna

    def _montar_pagina(self) -> QVBoxLayout:
        coluna = QVBoxLayout()
        self._folha = QLabel()
        self._folha.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._folha.setAccessibleName(self.tr("Página do anexo"))
        self._rolagem = rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        rolagem.setWidget(self._folha)
        rolagem.setAccessibleName(self.tr("Página do anexo"))
        coluna.addWidget(rolagem, 1)
        linha = QHBoxLayout()
        self.anterior, self.seguinte = Botao("", icone="seta_esquerda"), Botao("", icone="seta_direita")
        self.anterior.setAccessibleName(self.tr("Página anterior"))
        self.seguinte.setAccessibleName(self.tr("Página seguinte"))
        self.anterior.clicked.connect(lambda: self._andar(-1))
        self.seguinte.clicked.connect(lambda: self._andar(1))
        self._posicao = Texto(cor="texto2")
        linha.addStretch(1)
        for widget in (self.anterior, self._posicao, self.seguinte):
            linha.addWidget(widget)
        linha.addStretch(1)
        coluna.addLayout(linha)
        self._repintar_posicao()
        return coluna

    def _atual(self) -> AnexoLido | None:
        anexo = self.visao.atual()
        return anexo if isinstance(anexo, AnexoLido) else None

    def _ao_selecionar(self, _anexo: object) -> None:
        self._pagina, self._paginas = 1, 0
        self._abrir_pagina()

    def _andar(self, passo: int) -> None:
        self._pagina = min(max(1, self._pagina + passo), max(1, self._paginas))
        self._abrir_pagina()

    def _abrir_pagina(self) -> None:
        anexo, pagina = self._atual(), self._pagina
        self._repintar_posicao()
        if anexo is None:
            return
        if anexo.tipo != _PDF:
            self._folha.setText(self.tr("Este anexo não é um PDF; salve para abrir."))
            return
        barra = self._rolagem.verticalScrollBar().sizeHint().width()
        cabe = (self._rolagem.width() - barra - tema.medida(8)) / _POLEGADAS_DO_A4
        dpi = min(tema.medida(_DPI), max(_MENOR_DPI, int(cabe)))
        self._desenho.pedir(lambda: desenhar(anexo.conteudo, pagina, dpi))

    def _ao_desenhar(self, desenho: tuple[QImage, int]) -> None:
        imagem, self._paginas = desenho
        self._folha.setPixmap(QPixmap.fromImage(imagem))
        self._repintar_posicao()

    def _repintar_posicao(self) -> None:
        self._posicao.setText(self.tr("Página {} de {}").format(self._pagina, self._paginas) if self._paginas else "")
        self.anterior.setEnabled(self._pagina > 1)
        self.seguinte.setEnabled(self._pagina < self._paginas)

    def _ao_falhar_o_desenho(self, erro: ErroAviso) -> None:
        self._folha.setText(erro.frase())

    def _ao_pedir_salvar(self) -> None:
        anexo = self._atual()
        if anexo is None:
            return
        destino = exportacao.perguntar_arquivo(self, self._contexto, anexo.nome, self.tr("Todos os arquivos (*)"))
        if destino is not None:
            self._gravacao.pedir(lambda: salvar(destino, anexo.conteudo))

    def _ao_salvar(self, nome: str) -> None:
        self._contexto.recado.emit(self.tr("{} salvo").format(nome))

    def _ao_falhar_a_gravacao(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, self.tr("Salvar anexo"), erro)
