"""O alto da janela, antes das guias: faixa de alerta, terminais abertos, Sair e backup (tela.md)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from modelos import copias, terminais
from modelos.copias import Copia
from modelos.terminais import Terminal
from regras.erros import ErroAviso
from ui import frases, tema
from ui.componentes.botao import Botao
from ui.componentes.molduras import Linha
from ui.componentes.texto import Estado, Icone, Texto
from ui.contexto import Assunto, Contexto, em_hora_local
from ui.tema import Letra, Peso

_INTERVALO_DOS_TERMINAIS_MS = 15_000


class FaixaDeAlerta(QWidget):
    """A faixa vermelha do topo, com o texto exato da tela de origem."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("faixa", "alerta")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"background: {tema.cores().faixa}; color: #ffffff;")
        self.setFixedHeight(tema.medida(32))
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(tema.medida(20), 0, tema.medida(20), 0)
        texto = Texto(self.tr("ATENÇÃO! TODOS USUÁRIOS DEVEM ESTAR FORA DO AR"), peso=Peso.PLENO)
        texto.setProperty("cor", "")
        caixa.addWidget(texto)
        caixa.addStretch(1)


class Cabecalho(QWidget):
    """Terminais e Sair à esquerda, backup à direita; os números são relidos de tempos em tempos.

    Sinais:
        pediu_sair(): o botão Sair.
    """

    pediu_sair = Signal()

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self.setProperty("fundo", "fundo")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.quantos = Texto("0", peso=Peso.PLENO)
        self.lista = QListWidget()
        self.lista.setAccessibleName(self.tr("Terminais logados no Banco de Dados"))
        self.lista.setFixedHeight(tema.medida(54))
        self.lista.setProperty("moldura", "true")
        self.sair = Botao(self.tr("Sai&r"), icone="sair", tecla="Esc")
        self.ultimo = Texto("", peso=Peso.PLENO)
        self.copiar = Botao(self.tr("&Backup"), icone="base")
        self.estado = Estado()
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (20, 10, 20, 10)])
        caixa.setSpacing(tema.medida(20))
        caixa.addLayout(self._dos_terminais(), 1)
        caixa.addWidget(self.sair, 0, Qt.AlignmentFlag.AlignVCenter)
        caixa.addWidget(Linha(vertical=True))
        caixa.addLayout(self._do_backup(), 1)
        self.sair.clicked.connect(self.pediu_sair)
        self.copiar.clicked.connect(self.ao_copiar)
        contexto.mudou.connect(self._ao_mudar)
        contexto.envio_mudou.connect(self._ao_mudar_envio)
        self._relogio = QTimer(self)
        self._relogio.setInterval(_INTERVALO_DOS_TERMINAIS_MS)
        self._relogio.timeout.connect(self.atualizar)
        self._relogio.start()

    def atualizar(self) -> None:
        """Relê terminais e último backup, fora da thread da tela."""
        trabalho = self._contexto.calcular(lambda: (terminais.vivos(), copias.ultima()))
        trabalho.evento.connect(self._ao_ler)
        trabalho.falhou.connect(self._ao_falhar)
        trabalho.iniciar()

    def ao_copiar(self) -> None:
        """Faz uma cópia conferida agora."""
        self.copiar.setEnabled(False)
        self.estado.mostrar("ciclo", self.tr("Copiando e conferindo…"), "texto2")
        base, em = self._contexto.base, self._contexto.agora()
        trabalho = self._contexto.calcular(lambda: copias.copiar(base, None, em))
        trabalho.evento.connect(self._ao_terminar_copia)
        trabalho.falhou.connect(self._ao_falhar)
        trabalho.terminou.connect(self._liberar)
        trabalho.iniciar()

    def _dos_terminais(self) -> QVBoxLayout:
        titulo = QHBoxLayout()
        titulo.addWidget(Texto(self.tr("Terminais logados no Banco de Dados:")))
        titulo.addWidget(self.quantos)
        titulo.addStretch(1)
        coluna = QVBoxLayout()
        coluna.setSpacing(tema.medida(4))
        coluna.addLayout(titulo)
        coluna.addWidget(self.lista)
        return coluna

    def _do_backup(self) -> QVBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(8))
        linha.addWidget(Texto(self.tr("Data último Backup:")))
        linha.addWidget(self.ultimo)
        linha.addWidget(self.copiar)
        linha.addWidget(self.estado)
        linha.addStretch(1)
        aviso = QHBoxLayout()
        aviso.setSpacing(tema.medida(8))
        aviso.addWidget(Icone("info"))
        frase = self.tr("Certifique-se que o backup esteja atualizado antes do fechamento")
        aviso.addWidget(Texto(frase, letra=Letra.CORPO, cor="texto2"))
        aviso.addStretch(1)
        coluna = QVBoxLayout()
        coluna.addLayout(linha)
        coluna.addLayout(aviso)
        coluna.addStretch(1)
        return coluna

    def _ao_ler(self, lido: tuple[list[Terminal], Copia | None]) -> None:
        vivos, copia = lido
        self.quantos.setText(str(len(vivos)))
        self.lista.clear()
        for terminal in vivos:
            desde = f"{em_hora_local(terminal.entrou_em):%H:%M}"
            self.lista.addItem(self.tr("{}    {}    desde {}").format(terminal.nome, terminal.usuario, desde))
        self._mostrar_copia(copia)

    def _mostrar_copia(self, copia: Copia | None) -> None:
        if copia is None:
            self.ultimo.setText(self.tr("nunca"))
            self.estado.mostrar("alerta", self.tr("Nenhum backup ainda"), "aviso")
            return
        self.ultimo.setText(f"{em_hora_local(copia.em):%d/%m/%Y %H:%M}")
        quando = frases.ha_quanto(copia.em, self._contexto.agora())
        self.estado.mostrar("certo", self.tr("Conferido {}").format(quando), "ok")

    def _ao_terminar_copia(self, copia: Copia) -> None:
        self._mostrar_copia(copia)
        self._contexto.recado.emit(self.tr("Backup conferido em {}").format(copia.arquivo))
        self._contexto.avisar(Assunto.COPIAS)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.estado.mostrar("erro", erro.mensagem, "perigo")
        self.estado.setToolTip(erro.frase())

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.COPIAS in assuntos:
            self.atualizar()

    def _ao_mudar_envio(self) -> None:
        self._liberar()
        self.sair.setEnabled(not self._contexto.em_envio)

    def _liberar(self) -> None:
        self.copiar.setEnabled(not self._contexto.em_envio)
