"""O histórico de avisos: o que saiu, o que não saiu e por quê, lido aos poucos da base."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from envio.dossie.exportacao import Pedido
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from regras.aviso import Aviso, Estado
from ui import atalhos, frases, tema
from ui.base.dialogo import Dialogo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.aviso.filtros_historico import FiltrosDoHistorico, RecorteDoHistorico
from ui.tabelas.historico import COLUNAS
from ui.tabelas.quadro import QuadroPaginado
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA = 1180, 640


class DialogoHistorico(Dialogo):
    """Lista paginada com filtros e procura; Enter abre o aviso."""

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Monta e lê.

        Args:
            contexto: o das telas.
            argumento: um `RecorteDoHistorico`, uma data, um `Estado`, o código de um cliente, ou None.
            pai: dono.
        """
        super().__init__("Histórico de avisos", pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Histórico de avisos | ESC-Voltar")
        self._contexto = contexto
        self.filtros = FiltrosDoHistorico(contexto, _em_recorte(argumento))
        self.filtros.mudou.connect(self._ao_filtrar)
        self.quadro = self._montar_quadro()
        self.corpo.addLayout(self._montar_topo())
        self.corpo.addWidget(self.filtros)
        self.corpo.addWidget(self.quadro, 1)
        self._total = Texto("Lendo…", peso=Peso.MEIO)
        self.corpo.addWidget(self._total)
        self._montar_acoes()
        contexto.mudou.connect(self._ao_mudar_a_base)
        self.quadro.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        self.quadro.atualizar()

    @property
    def visao(self) -> VisaoTabela:
        """A lista."""
        return self.quadro.visao

    @property
    def procura(self) -> CampoTexto:
        """O campo de procura."""
        return self.quadro.procura

    def total(self) -> str:
        """O rodapé, como está na tela."""
        return self._total.text()

    def exportar(self) -> Trabalho | None:
        """Grava em CSV tudo o que a lista tem, não só a página à vista."""
        return self.quadro.exportar(self, "historico.csv")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 relê; F6 e Shift+F6 ordenam; Ctrl+E exporta; Ctrl+F procura."""
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        maiuscula = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_F5:
            self.quadro.atualizar()
        elif event.key() == Qt.Key.Key_F6:
            (self.quadro.inverter_ordem if maiuscula else self.quadro.ordenar_pela_seguinte)()
        elif controle and event.key() == Qt.Key.Key_E:
            self.exportar()
        elif controle and event.key() == Qt.Key.Key_F:
            self.procura.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.procura.selectAll()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _montar_quadro(self) -> QuadroPaginado[Aviso]:
        quadro = QuadroPaginado(
            self._contexto,
            "Histórico de avisos",
            COLUNAS,
            avisos.pagina,
            chave=lambda aviso: aviso.id,
            consulta=Consulta(ordem="data", decrescente=True, filtros=self.filtros.recorte().em_filtros()),
            procura="Procurar cliente, e-mail ou número do aviso",
        )
        quadro.visao.setProperty(
            "teclas",
            [
                "Enter-Abre o aviso",
                "Letras-Procuram",
                "F6-Ordena",
                "F5-Atualiza",
            ],
        )
        quadro.carregou.connect(self._ao_carregar)
        quadro.abriu.connect(self._ao_abrir)
        return quadro

    def _montar_topo(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(12))
        linha.addWidget(Texto("Histórico de avisos", letra=Letra.BLOCO, peso=Peso.FORTE))
        linha.addStretch(1)
        linha.addWidget(self.procura)
        return linha

    def _montar_acoes(self) -> None:
        exportar = Botao("E&xportar CSV", icone="baixar", tecla=atalhos.EXPORTAR.tecla)
        exportar.clicked.connect(self.exportar)
        self.dossie = Botao("&Juntar dossiê do cliente…", icone="pasta")
        self.dossie.clicked.connect(self._ao_pedir_dossie)
        self.abrir = Botao("&Abrir o aviso", tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL)
        self.abrir.clicked.connect(self._ao_pedir_abrir)
        for botao in (self.abrir, self.dossie):
            botao.setEnabled(False)
        self.acoes(self.botao_fechar("Voltar"), self.abrir, esquerda=(exportar, self.dossie))

    def _ao_filtrar(self) -> None:
        self.quadro.filtrar(self.filtros.recorte().em_filtros())

    def _ao_carregar(self) -> None:
        total = self.quadro.modelo.total
        self._total.setText(frases.quantos(total, "aviso", "avisos") if total else "Nenhum aviso encontrado")
        for botao in (self.abrir, self.dossie):
            botao.setEnabled(self.quadro.atual() is not None)

    def _ao_pedir_abrir(self) -> None:
        if (aviso := self.quadro.atual()) is not None:
            self._ao_abrir(aviso)

    def _ao_pedir_dossie(self) -> None:
        """O dossiê do cliente da linha corrente, já com o período dos filtros."""
        if (aviso := self.quadro.atual()) is not None:
            recorte = self.filtros.recorte()
            pedido = Pedido(aviso.cliente, recorte.de, recorte.ate)
            dialogo = DialogoDossie(self._contexto, pedido, aviso.cliente_nome, self)
            dialogo.exec()
            dialogo.deleteLater()

    def _ao_abrir(self, aviso: Aviso) -> None:
        dialogo = DialogoAviso(self._contexto, aviso.id, self)
        dialogo.exec()
        dialogo.deleteLater()

    def _ao_mudar_a_base(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.AVISOS in assuntos:
            self.quadro.atualizar()


def _em_recorte(argumento: object) -> RecorteDoHistorico:
    """O recorte que o pedido da tela quer dizer."""
    if isinstance(argumento, RecorteDoHistorico):
        return argumento
    if isinstance(argumento, date):
        return RecorteDoHistorico(de=argumento, ate=argumento)
    if isinstance(argumento, Estado):
        return RecorteDoHistorico(estado=argumento)
    return RecorteDoHistorico(cliente=argumento) if isinstance(argumento, str) else RecorteDoHistorico()
