"""A janela principal, "Fechamento Diário/Mensal" (tela.md)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from modelos import empresas
from regras.cadastro import Empresa
from regras.documentos import formatar_cpf_cnpj
from ui import atalhos, frases, menus, tema
from ui.abas.aviso_debitos import AbaAvisoDebitos
from ui.abas.base import Aba
from ui.cabecalho import Cabecalho, FaixaDeAlerta
from ui.componentes.anel_foco import AnelFoco
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.confirmacao import DialogoAlteracoes
from ui.telas import ABAS, DIALOGOS
from ui.trabalho import Trabalho

_TITULOS = (
    ("fechamento", "Fechamento"),
    ("pedidos", "Pedidos"),
    ("falha_numeracao", "Falha Numeração"),
    ("aviso_debitos", "Aviso de Débitos"),
)
_TEMPO_DO_RECADO_MS = 8000


class JanelaFechamento(QMainWindow):
    """Menus, faixa, cabeçalho, guias e barra de estado."""

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._fechando = False
        self.setWindowTitle(self.tr("Fechamento Diário/Mensal"))
        self.empresa = Texto("", cor="texto2")
        self.cabecalho = Cabecalho(contexto)
        self.guias = QTabWidget()
        self.guias.setDocumentMode(True)
        self.guias.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.abas: dict[str, Aba] = {}
        self._montar()
        self._anel = AnelFoco(self)
        self._ligar()
        self.resize(tema.medida(1366), tema.medida(700))
        self.cabecalho.atualizar()
        self._ler_empresa()
        self._ao_trocar_guia()

    def mostrar_guia(self, nome: str) -> None:
        """Traz uma guia à vista."""
        if nome in self.abas:
            self.guias.setCurrentWidget(self.abas[nome])

    def abrir_tela(self, nome: str, argumento: object = None) -> None:
        """Abre uma tela do registro, ou traz a guia deste nome."""
        if nome in self.abas:
            self.mostrar_guia(nome)
        elif nome in DIALOGOS and not self._contexto.em_envio:
            DIALOGOS[nome](self._contexto, argumento, self).exec()

    def _montar(self) -> None:
        menus.montar(self.menuBar(), self._contexto)
        self.empresa.setContentsMargins(0, tema.medida(6), tema.medida(20), 0)
        self.menuBar().setCornerWidget(self.empresa, Qt.Corner.TopRightCorner)
        centro = QWidget()
        coluna = QVBoxLayout(centro)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.setSpacing(0)
        coluna.addWidget(FaixaDeAlerta())
        coluna.addWidget(self.cabecalho)
        coluna.addWidget(self.guias, 1)
        for nome, titulo in _TITULOS:
            if nome in ABAS:
                self.abas[nome] = ABAS[nome](self._contexto)
                self.guias.addTab(self.abas[nome], self.tr(titulo))
        self.setCentralWidget(centro)
        self._situacao = Texto("", cor="texto2")
        self._teclas = Texto(self.tr("Entre parâmetros | ESC-Sair"))
        self.statusBar().setContentsMargins(tema.medida(16), 0, tema.medida(16), 0)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self._teclas)
        self.statusBar().addPermanentWidget(self._situacao)

    def _ligar(self) -> None:
        contexto = self._contexto
        contexto.abrir.connect(self.abrir_tela)
        contexto.recado.connect(self._ao_receber_recado)
        contexto.mudou.connect(self._ao_mudar)
        contexto.envio_mudou.connect(self._ao_mudar_envio)
        self.cabecalho.pediu_sair.connect(self.close)
        self.guias.currentChanged.connect(self._ao_trocar_guia)
        for aba in self.abas.values():
            aba.situacao.connect(self._situacao.setText)
            if isinstance(aba, AbaAvisoDebitos):
                aba.leu.connect(self._focar_primeiro_campo)
        for atalho, acao in (
            (atalhos.SAIR, self.ao_sair),
            (atalhos.GRAVAR, self._ao_gravar),
            (atalhos.PREVIA, self._ao_pedir_previa),
            (atalhos.FECHAR_DIA, self._ao_fechar_dia),
            (atalhos.GUIA_SEGUINTE, self._ao_avancar_guia),
            (atalhos.GUIA_ANTERIOR, self._ao_voltar_guia),
        ):
            for tecla in atalho.teclas:
                QShortcut(QKeySequence(tecla), self).activated.connect(acao)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._ao_mudar_foco)

    def _atual(self) -> Aba | None:
        atual = self.guias.currentWidget()
        return atual if isinstance(atual, Aba) else None

    def ao_sair(self) -> None:
        """ESC: sai um nível; durante o envio não faz nada."""
        aba = self._atual()
        if self._contexto.em_envio or (aba is not None and aba.sair_um_nivel()):
            return
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Pergunta se algo mudou; com trabalho em curso pede o cancelamento e fecha quando terminar."""
        if self._contexto.em_envio or not self._pode_descartar():
            event.ignore()
            return
        vivos = Trabalho.vivos()
        if vivos:
            event.ignore()
            if not self._fechando:
                self._fechando = True
                for trabalho in vivos:
                    trabalho.terminou.connect(self._ao_terminar_trabalho)
                    trabalho.cancelar()
            return
        event.accept()

    def _ao_terminar_trabalho(self) -> None:
        if self._fechando and not Trabalho.vivos():
            self.close()

    def _pode_descartar(self) -> bool:
        """Pergunta pelo que mudou e não foi gravado; gravar fecha a janela quando der certo."""
        for aba in self.abas.values():
            if not aba.tem_alteracoes():
                continue
            resposta = DialogoAlteracoes.perguntar(self)
            if resposta == DialogoAlteracoes.GRAVAR:
                aba.gravar(self.close)
            if resposta != DialogoAlteracoes.DESCARTAR:
                return False
            aba.desistir()
        return True

    def _ler_empresa(self) -> None:
        trabalho = self._contexto.calcular(empresas.obter)
        trabalho.evento.connect(self._ao_ler_empresa)
        trabalho.iniciar()

    def _ao_ler_empresa(self, empresa: Empresa | None) -> None:
        hoje = frases.data_com_dia(self._contexto.hoje())
        if empresa is None:
            self.empresa.setText(self.tr("Empresa não cadastrada   {}").format(hoje))
        else:
            documento = formatar_cpf_cnpj(empresa.cpf_cnpj)
            self.empresa.setText(self.tr("{}   CNPJ {}   {}").format(empresa.nome, documento, hoje))
        self.menuBar().adjustSize()
        self.empresa.adjustSize()

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.EMPRESA in assuntos:
            self._ler_empresa()

    def _ao_receber_recado(self, texto: str) -> None:
        self.statusBar().showMessage(texto, _TEMPO_DO_RECADO_MS)

    def _ao_mudar_envio(self) -> None:
        livre = not self._contexto.em_envio
        self.menuBar().setEnabled(livre)
        for indice in range(self.guias.count()):
            if indice != self.guias.currentIndex():
                self.guias.setTabEnabled(indice, livre)

    def _ao_trocar_guia(self, _indice: int = 0) -> None:
        aba = self._atual()
        if aba is None:
            return
        self._situacao.setText("")
        aba.ao_entrar()
        self._focar_primeiro_campo()

    def _focar_primeiro_campo(self) -> None:
        """Põe o foco no primeiro campo da guia à vista, se ela já pode ser usada e ninguém dela o tem."""
        aba = self._atual()
        campo = aba.primeiro_campo() if aba is not None else None
        em_foco = self.focusWidget()
        if aba is None or campo is None or (em_foco is not None and aba.isAncestorOf(em_foco)):
            return
        campo.setFocus()

    def _ao_gravar(self) -> None:
        if (aba := self._atual()) is not None and not self._contexto.em_envio:
            aba.gravar()

    def _ao_pedir_previa(self) -> None:
        aba = self._atual()
        self.abrir_tela("previa", aba.pedido_de_previa() if aba is not None else None)

    def _ao_fechar_dia(self) -> None:
        if not self._contexto.em_envio:
            self.mostrar_guia("fechamento")
            self._contexto.pediu_fechamento.emit()

    def _ao_avancar_guia(self) -> None:
        self._andar(1)

    def _ao_voltar_guia(self) -> None:
        self._andar(-1)

    def _andar(self, passo: int) -> None:
        if not self._contexto.em_envio:
            self.guias.setCurrentIndex((self.guias.currentIndex() + passo) % max(self.guias.count(), 1))

    def _ao_mudar_foco(self, _antes: QWidget | None, agora: QWidget | None) -> None:
        """A barra de estado diz as teclas do campo em foco, quando ele as tem."""
        if agora is not None and self.isAncestorOf(agora):
            dica = agora.property("estado") or agora.statusTip()
            self._teclas.setText(str(dica) if dica else self.tr("Entre parâmetros | ESC-Sair"))
