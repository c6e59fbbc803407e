"""O histórico de avisos: o que saiu, o que não saiu e por quê, lido aos poucos da base."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos import avisos
from modelos.consulta import Consulta
from regras.aviso import Aviso, Estado
from ui import atalhos, frases, tema
from ui.componentes.botao import Botao, Papel
from ui.componentes.campo_escolha import CampoEscolha
from ui.componentes.campo_texto import CampoTexto
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso import DialogoAviso
from ui.dialogos.base import Dialogo
from ui.tabelas.historico import COLUNAS
from ui.tabelas.quadro import QuadroPaginado
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA = 1180, 620
_TODOS = ""


class DialogoHistorico(Dialogo):
    """Lista paginada com estado e procura; Enter abre o aviso."""

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Monta e lê.

        Args:
            contexto: o das telas.
            argumento: uma data, um `Estado`, o código de um cliente, ou None.
            pai: dono.
        """
        super().__init__(self.tr("Histórico de avisos"), pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", self.tr("Histórico de avisos | ESC-Voltar"))
        self._contexto = contexto
        self._fixos: dict[str, str] = {}
        titulo = self._ler_argumento(argumento)
        self.estado = self._montar_estado()
        self.quadro = self._montar_quadro()
        self.corpo.addLayout(self._montar_topo(titulo))
        self.corpo.addWidget(self.quadro, 1)
        self._total = Texto(self.tr("Lendo…"), peso=Peso.MEIO)
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
        """F5 relê; Ctrl+E exporta; Ctrl+F procura."""
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F5:
            self.quadro.atualizar()
        elif controle and event.key() == Qt.Key.Key_E:
            self.exportar()
        elif controle and event.key() == Qt.Key.Key_F:
            self.procura.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _ler_argumento(self, argumento: object) -> str:
        """Guarda o filtro fixo que veio com o pedido e devolve o título."""
        if isinstance(argumento, date):
            self._fixos["data"] = argumento.isoformat()
            return self.tr("Avisos de {}").format(frases.data_curta(argumento))
        if isinstance(argumento, str) and not isinstance(argumento, Estado) and argumento:
            self._fixos["cliente"] = argumento
            return self.tr("Avisos do cliente {}").format(argumento)
        self._estado_inicial = argumento if isinstance(argumento, Estado) else None
        return self.tr("Histórico de avisos")

    _estado_inicial: Estado | None = None

    def _montar_estado(self) -> CampoEscolha:
        opcoes = [(_TODOS, self.tr("Todos os estados")), *((e.value, frases.estado(e)) for e in Estado)]
        campo = CampoEscolha(opcoes, largura=170)
        for parte in (campo, campo.view()):
            parte.setAccessibleName(self.tr("Estado"))
        campo.definir(self._estado_inicial.value if self._estado_inicial else _TODOS)
        campo.mudou.connect(self._ao_filtrar)
        return campo

    def _montar_quadro(self) -> QuadroPaginado[Aviso]:
        quadro = QuadroPaginado(
            self._contexto,
            self.tr("Histórico de avisos"),
            COLUNAS,
            avisos.pagina,
            chave=lambda aviso: aviso.id,
            consulta=Consulta(ordem="data", decrescente=True, filtros=self._filtros()),
            procura=self.tr("Procurar cliente ou e-mail"),
        )
        quadro.visao.setProperty(
            "teclas", [self.tr("Enter-Abre o aviso"), self.tr("Ctrl+F-Procura"), self.tr("F5-Atualiza")]
        )
        quadro.carregou.connect(self._ao_carregar)
        quadro.abriu.connect(self._ao_abrir)
        return quadro

    def _montar_topo(self, titulo: str) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(12))
        linha.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        linha.addStretch(1)
        linha.addWidget(self.estado)
        linha.addWidget(self.procura)
        return linha

    def _montar_acoes(self) -> None:
        exportar = Botao(self.tr("E&xportar CSV"), icone="baixar", tecla=atalhos.EXPORTAR.tecla)
        exportar.clicked.connect(self.exportar)
        abrir = Botao(self.tr("&Abrir o aviso"), tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL)
        abrir.clicked.connect(self._ao_pedir_abrir)
        self.acoes(self.botao_fechar(self.tr("Voltar")), abrir, esquerda=(exportar,))

    def _filtros(self) -> dict[str, str]:
        return {**self._fixos, "estado": str(self.estado.valor() or "")}

    def _ao_filtrar(self) -> None:
        self.quadro.filtrar(self._filtros())

    def _ao_carregar(self) -> None:
        self._total.setText(frases.quantos(self.quadro.modelo.total, "aviso", "avisos"))

    def _ao_pedir_abrir(self) -> None:
        if (aviso := self.quadro.atual()) is not None:
            self._ao_abrir(aviso)

    def _ao_abrir(self, aviso: Aviso) -> None:
        dialogo = DialogoAviso(self._contexto, aviso.id, self)
        dialogo.exec()
        dialogo.deleteLater()

    def _ao_mudar_a_base(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.AVISOS in assuntos:
            self.quadro.atualizar()
