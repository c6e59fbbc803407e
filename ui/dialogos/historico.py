"""O histórico de avisos: o que saiu, o que não saiu e por quê, lido aos poucos da base."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from modelos import avisos
from modelos.consulta import Consulta
from regras.aviso import Aviso, Estado
from regras.erros import ErroAviso
from ui import atalhos, frases, tema
from ui.componentes.botao import Botao, Papel
from ui.componentes.campo_escolha import CampoEscolha
from ui.componentes.campo_texto import CampoTexto
from ui.componentes.texto import Estado as LinhaDeEstado
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso import DialogoAviso
from ui.dialogos.base import Dialogo
from ui.tabelas import exportacao
from ui.tabelas.historico import COLUNAS
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA = 1180, 620
_ESPERA_MS = 250
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
        self.corpo.addLayout(self._montar_topo(titulo))
        self._erro = LinhaDeEstado("erro", "", "perigo", quebra=True)
        self._erro.hide()
        self.corpo.addWidget(self._erro)
        consulta = Consulta(ordem="data", decrescente=True, filtros=self._filtros())
        self.modelo = TabelaPaginada(COLUNAS, avisos.pagina, contexto.base, consulta=consulta, pai=self)
        self.modelo.carregou.connect(self._ao_carregar)
        self.modelo.falhou.connect(self._ao_falhar)
        self.visao = VisaoTabela(self.tr("Histórico de avisos"), preferencias=contexto.preferencias)
        self.visao.setProperty("moldura", True)
        self.visao.setProperty(
            "teclas", [self.tr("Enter-Abre o aviso"), self.tr("Ctrl+F-Procura"), self.tr("F5-Atualiza")]
        )
        self.visao.mostrar(self.modelo)
        self.visao.horizontalHeader().setSectionsClickable(True)
        self.visao.horizontalHeader().sectionClicked.connect(self._ao_ordenar)
        self.visao.abriu.connect(self._ao_abrir)
        self.visao.digitou.connect(self._ao_digitar_na_lista)
        self.corpo.addWidget(self.visao, 1)
        self._total = Texto(self.tr("Lendo…"), peso=Peso.MEIO)
        self.corpo.addWidget(self._total)
        self._montar_acoes()
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(_ESPERA_MS)
        self._espera.timeout.connect(self._procurar)
        contexto.mudou.connect(self._ao_mudar_a_base)
        self.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        self.modelo.atualizar()

    def total(self) -> str:
        """O rodapé, como está na tela."""
        return self._total.text()

    def exportar(self) -> Trabalho | None:
        """Grava em CSV tudo o que a lista tem, não só a página à vista."""
        modelo = self.modelo
        return exportacao.exportar(
            self, self._contexto, "historico.csv", modelo.titulos(), lambda: map(modelo.textos, modelo.percorrer())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 relê; Ctrl+E exporta; Ctrl+F procura."""
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F5:
            self.modelo.atualizar()
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

    def _montar_topo(self, titulo: str) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(12))
        linha.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        linha.addStretch(1)
        opcoes = [(_TODOS, self.tr("Todos os estados")), *((e.value, frases.estado(e)) for e in Estado)]
        self.estado = CampoEscolha(opcoes, largura=170)
        for parte in (self.estado, self.estado.view()):
            parte.setAccessibleName(self.tr("Estado"))
        self.estado.definir(self._estado_inicial.value if self._estado_inicial else _TODOS)
        self.estado.mudou.connect(self._ao_filtrar)
        self.procura = CampoTexto(largura=300)
        self.procura.setPlaceholderText(self.tr("Procurar cliente ou e-mail"))
        self.procura.setAccessibleName(self.tr("Procurar cliente ou e-mail"))
        self.procura.mudou.connect(self._ao_digitar)
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

    def _ao_digitar(self) -> None:
        self._espera.start()

    def _ao_digitar_na_lista(self, letras: str) -> None:
        self.procura.setFocus(Qt.FocusReason.OtherFocusReason)
        self.procura.setText(letras)

    def _procurar(self) -> None:
        self.modelo.procurar(self.procura.text())

    def _ao_filtrar(self) -> None:
        self.modelo.filtrar(self._filtros())

    def _ao_ordenar(self, coluna: int) -> None:
        nome = self.modelo.colunas[coluna].ordem_na_base
        if not nome:
            return
        atual = self.modelo.consulta
        desce = atual.ordem == nome and not atual.decrescente
        ordem = Qt.SortOrder.DescendingOrder if desce else Qt.SortOrder.AscendingOrder
        self.visao.horizontalHeader().setSortIndicatorShown(True)
        self.visao.horizontalHeader().setSortIndicator(coluna, ordem)
        self.modelo.sort(coluna, ordem)

    def _ao_carregar(self) -> None:
        self._erro.hide()
        self._total.setText(frases.quantos(self.modelo.total, "aviso", "avisos"))
        if self.visao.atual() is None:
            self.visao.selecionar(0)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._erro.mostrar("erro", erro.frase(), "perigo")
        self._erro.show()

    def _ao_pedir_abrir(self) -> None:
        if isinstance(aviso := self.visao.atual(), Aviso):
            self._ao_abrir(aviso)

    def _ao_abrir(self, aviso: Aviso) -> None:
        dialogo = DialogoAviso(self._contexto, aviso.id, self)
        dialogo.exec()
        dialogo.deleteLater()

    def _ao_mudar_a_base(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.AVISOS in assuntos:
            self.modelo.atualizar()
