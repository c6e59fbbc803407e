"""A janela principal, "Fechamento Diário/Mensal": menus, faixa, cabeçalho, guias e barra de estado."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget

from modelos.cadastro import empresas
from regras.cadastro import Empresa
from ui import atalhos, frases, tema
from ui.abas.base import Aba
from ui.base.confirmacao import DialogoAlteracoes, DialogoConfirmacao
from ui.componentes.anel_foco import AnelFoco
from ui.componentes.area import que_rola
from ui.componentes.barra_estado import BarraEstado
from ui.componentes.disposicao import em_coluna
from ui.contexto import Assunto, Contexto
from ui.janela.cabecalho import Cabecalho
from ui.janela.faixas import FaixaDaMudanca, FaixaDaTrava, FaixaDeAlerta, FaixaDeTeste
from ui.janela.menus import BarraDeMenus
from ui.janela.telas import ABAS, CAPITULO_DA_TELA, DIALOGOS
from ui.trabalho import Trabalho

GUIAS = (
    ("fechamento", "Fechamento"),
    ("pedidos", "Pedidos"),
    ("falha_numeracao", "Falha Numeração"),
    ("aviso_debitos", "Aviso de Débitos"),
)
"""As guias, na ordem da tela de origem; só aparecem as do registro."""
_LARGURA, _ALTURA = 1366, 700
_MAIOR_LARGURA = 1920
_ALTURA_FOLGADA = 620
_LARGURA_MINIMA, _ALTURA_MINIMA = 1000, 520
_NOME = "janela"


class JanelaFechamento(QMainWindow):
    """A janela. `contexto` já tem a base aberta e este terminal registrado."""

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._fechando = False
        self._deve_foco: Aba | None = None
        self.copia_a_restaurar: Path | None = None
        contexto.telas = frozenset(DIALOGOS) | frozenset(ABAS)
        self.setWindowTitle("Fechamento Diário/Mensal")
        self.abas: dict[str, Aba] = {}
        self.menus = BarraDeMenus(self._existe, self._ao_escolher_no_menu)
        self.faixa = FaixaDeAlerta()
        self.faixa_da_trava = FaixaDaTrava(contexto)
        self.cabecalho = Cabecalho(contexto)
        self.guias = QTabWidget()
        self.estado = BarraEstado()
        self._montar()
        self._anel = AnelFoco(self)
        self._ligar()
        self._por_atalhos()
        self.setAcceptDrops(True)
        self._recuperar_geometria()

    def mostrar_guia(self, nome: str) -> None:
        """Traz uma guia à vista."""
        if nome in self.abas and not self._contexto.em_envio:
            self.guias.setCurrentWidget(self.abas[nome])

    def abrir_tela(self, nome: str, argumento: object = None) -> None:
        """Abre uma tela do registro, ou traz a guia deste nome; durante o envio não faz nada."""
        if nome in self.abas:
            self.mostrar_guia(nome)
        elif nome in DIALOGOS and not self._contexto.em_envio:
            # Aberta de dentro de outra tela (um conserto da prévia), fica por cima dela e não atrás.
            dialogo = DIALOGOS[nome](self._contexto, argumento, QApplication.activeModalWidget() or self)
            dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            if nome != "tutorial":  # onde o campo não tem ajuda própria, F1 abre o capítulo da tela
                QShortcut(QKeySequence(atalhos.AJUDA.teclas[0]), dialogo, lambda: self._ensinar(nome))
            dialogo.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Aceita uma planilha arrastada sobre a janela, fora do envio."""
        enderecos = event.mimeData().urls()
        if enderecos and enderecos[0].isLocalFile() and not self._contexto.em_envio:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """O retorno do banco é lido; a planilha vai para a importação, no campo do que ela parece."""
        event.acceptProposedAction()
        arquivos = [Path(endereco.toLocalFile()) for endereco in event.mimeData().urls() if endereco.isLocalFile()]
        retornos = tuple(arquivo for arquivo in arquivos if arquivo.suffix.lower() in {".ret", ".ofx"})
        self.abrir_tela("retornos" if retornos else "importar", retornos or arquivos[0])

    def aba_atual(self) -> Aba | None:
        """A guia à vista."""
        atual = self.guias.currentWidget()
        return atual if isinstance(atual, Aba) else None

    def ao_sair(self) -> None:
        """O botão e o menu Sair: um nível; durante o envio não fazem nada."""
        if self._sai_do_programa():
            self.close()

    def ao_esc(self) -> None:
        """ESC: sai um nível; do programa, só com o Sim: um ESC a mais não o fecha."""
        if self._sai_do_programa() and (
            self._ha_o_que_perder()
            or DialogoConfirmacao.perguntar("Sair", "Sair do programa?", sim="&Sim, sair", pai=self)
        ):
            self.close()

    def restaurar(self, copia: Path) -> None:
        """Fecha a janela para que o programa, já sem ninguém na base, a troque por esta cópia e reabra."""
        if self._contexto.em_envio or not self._pode_descartar(lambda: self.restaurar(copia)):
            return
        self.copia_a_restaurar = copia
        if not self.close() and not self._fechando:
            self.copia_a_restaurar = None

    def showEvent(self, event: QShowEvent) -> None:
        """Começa a acompanhar a base quando a janela aparece."""
        super().showEvent(event)
        self.cabecalho.acompanhar()
        self._ler_empresa()
        self._ao_trocar_guia()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Janela baixa (letra grande, tela pequena): o cabeçalho encolhe."""
        super().resizeEvent(event)
        self.cabecalho.compactar(self.height() < tema.medida(_ALTURA_FOLGADA))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Pergunta se algo mudou; com trabalho em curso pede o cancelamento, espera e só então fecha."""
        if not self._fechando and not self._pode_sair():
            event.ignore()
            return
        if not Trabalho.vivos():
            self._contexto.preferencias.guardar_geometria(_NOME, self.saveGeometry())
            self._contexto.preferencias.gravar()
            event.accept()
            return
        event.ignore()
        if self._fechando:
            return
        self._fechando = True
        self.cabecalho.acompanhar(False)
        self.setEnabled(False)
        self.estado.dar_recado("Fechando: terminando o que está em curso…", "aviso")
        self._fechar_sem_trabalho()

    def _montar(self) -> None:
        self.setMenuWidget(self.menus)
        self.guias.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.guias.tabBar().setAccessibleName("Guias")
        self.guias.tabBar().setProperty("teclas", ["←→-Muda de guia", "Ctrl+PgDn-Guia seguinte"])
        for nome, titulo in GUIAS:
            if nome in ABAS:
                self.abas[nome] = ABAS[nome](self._contexto)
                self.guias.addTab(self.abas[nome], titulo)
        centro = QWidget()
        faixas = (self.faixa, FaixaDeTeste(self._contexto), self.faixa_da_trava)
        em_coluna(*faixas, self.cabecalho, FaixaDaMudanca(self._contexto), (self.guias, 1), espaco=0, dono=centro)
        fora = QWidget()
        em_coluna((que_rola(centro, _LARGURA_MINIMA), 1), self.estado, espaco=0, dono=fora)
        self.setCentralWidget(fora)
        self._dizer_estado(None, None)

    def _ligar(self) -> None:
        contexto = self._contexto
        contexto.abrir.connect(self.abrir_tela)
        contexto.recado.connect(self.estado.dar_recado)
        contexto.mudou.connect(self._ao_mudar)
        contexto.envio_mudou.connect(self._ao_mudar_envio)
        contexto.quer_fechar.connect(self._ao_fechar_dia)
        contexto.quer_restaurar.connect(self.restaurar)
        self.cabecalho.pediu_sair.connect(self.ao_sair)
        self.cabecalho.terminais.mudou.connect(self.faixa.dizer_outros)
        self.cabecalho.leu_trava.connect(self.faixa_da_trava.mostrar)
        self.guias.currentChanged.connect(self._ao_trocar_guia)
        for aba in self.abas.values():
            aba.situacao.connect(self._ao_situar)
            aba.pronta.connect(self._ao_ficar_pronta)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._dizer_estado)

    def _por_atalhos(self) -> None:
        for atalho, acao in (
            (atalhos.SAIR, self.ao_esc),
            (atalhos.AJUDA, self._ao_pedir_ajuda),
            (atalhos.GRAVAR, self._ao_gravar),
            (atalhos.PREVIA, self._ao_pedir_previa),
            (atalhos.ATUALIZAR, self._ao_atualizar),
            (atalhos.FECHAR_DIA, self._ao_fechar_dia),
            (atalhos.GUIA_SEGUINTE, lambda: self._andar(1)),
            (atalhos.GUIA_ANTERIOR, lambda: self._andar(-1)),
        ):
            for tecla in atalho.teclas:
                QShortcut(QKeySequence(tecla), self, acao)

    def _existe(self, nome: str) -> bool:
        return nome in DIALOGOS or nome in ABAS or nome in ("backup", "sair")

    def _ao_escolher_no_menu(self, nome: str) -> None:
        # Aberta pelo teclado, a barra segura o foco: sem isto, ao voltar da tela, o que se digita abre menus.
        if self.focusWidget() is self.menus.barra:
            self._focar_primeiro_campo()
        if nome == "backup":
            self.cabecalho.backup.copiar()
        elif nome == "sair":
            self.ao_sair()
        else:
            self.abrir_tela(nome)

    def _recuperar_geometria(self) -> None:
        """Volta a como estava; na primeira vez, o tamanho do conceito, ou a tela toda se ela é menor."""
        self.setMinimumSize(_LARGURA_MINIMA, _ALTURA_MINIMA)
        self.resize(tema.medida(_LARGURA), tema.medida(_ALTURA))
        if self.restoreGeometry(self._contexto.preferencias.geometria(_NOME)):
            return
        livre = self.screen().availableGeometry()
        if livre.width() > self.width() * 5 // 4:  # na tela grande, o lugar é do operador
            self.resize(min(livre.width() * 3 // 4, tema.medida(_MAIOR_LARGURA)), livre.height() * 3 // 4)
        if livre.width() <= self.width() or livre.height() <= self.height() + tema.medida(32):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _sai_do_programa(self) -> bool:
        aba = self.aba_atual()
        return not self._contexto.em_envio and not (aba is not None and aba.sair_um_nivel())

    def _ha_o_que_perder(self) -> bool:
        tirados = self._contexto.retirados(self._contexto.hoje())
        return bool(self._contexto.espera or tirados) or any(aba.tem_alteracoes() for aba in self.abas.values())

    def _pode_interromper(self) -> bool:
        if not self._contexto.em_envio:
            return not self._contexto.espera or self._pode_parar_de_esperar()
        return DialogoConfirmacao.perguntar(
            "Fechar o programa",
            "Parar o envio e fechar?",
            detalhe="O aviso em curso termina; os que faltam ficam para o próximo fechamento do dia.",
            sim="&Sim, parar e fechar",
            nao="&Não, continuar enviando",
            pai=self,
        )

    def _pode_parar_de_esperar(self) -> bool:
        return DialogoConfirmacao.perguntar(
            "Fechar o programa",
            "Fechar e parar de tentar?",
            detalhe=f"{self._contexto.espera} Com o programa fechado, só saem quando o dia for fechado outra vez.",
            sim="&Sim, fechar",
            nao="&Não, continuar esperando",
            pai=self,
        )

    def _pode_sair(self) -> bool:
        """Só pergunta se há o que perder: envio ou espera em curso, alteração por gravar, cliente tirado do dia."""
        return (
            self._pode_interromper()
            and self._pode_descartar(self.close, ao_sair=True)
            and self._pode_esquecer_os_tirados()
        )

    def _pode_esquecer_os_tirados(self) -> bool:
        """Quem o operador tirou do fechamento de hoje vale só enquanto o programa está aberto."""
        tirados = len(self._contexto.retirados(self._contexto.hoje()))
        if not tirados:
            return True
        quantos = frases.quantos(tirados, "cliente que você tirou", "clientes que você tirou")
        return DialogoConfirmacao.perguntar(
            "Fechar o programa",
            f"Fechar e esquecer {quantos} deste fechamento?",
            detalhe="Reaberto o programa, o fechamento de hoje volta a incluir quem você tirou.",
            sim="&Sim, fechar",
            pai=self,
        )

    def _pode_descartar(self, depois: Callable[[], object], *, ao_sair: bool = False) -> bool:
        """Pergunta pelo que mudou e não foi gravado; escolhido gravar, `depois` é chamado quando der certo."""
        for nome, aba in self.abas.items():
            if not aba.tem_alteracoes():
                continue
            self.mostrar_guia(nome)
            resposta = DialogoAlteracoes.perguntar(self, ao_sair=ao_sair)
            if resposta == DialogoAlteracoes.GRAVAR:
                aba.gravar(depois)
            if resposta != DialogoAlteracoes.DESCARTAR:
                return False
            aba.desistir()
        return True

    def _fechar_sem_trabalho(self) -> None:
        """Fecha se nada corre; senão, cancela tudo e volta aqui quando um acabar: o que acaba pode começar outro."""
        vivos = Trabalho.vivos()
        if not vivos:
            self.close()
            return
        for trabalho in vivos:
            trabalho.cancelar()
        vivos[0].terminou.connect(self._fechar_sem_trabalho)

    def _ler_empresa(self) -> None:
        self._contexto.calcular(empresas.obter).iniciar(self._ao_ler_empresa)

    def _ao_ler_empresa(self, empresa: Empresa | None) -> None:
        self.menus.mostrar(empresa, self._contexto.hoje())

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.EMPRESA in assuntos:
            self._ler_empresa()

    def _ao_mudar_envio(self) -> None:
        livre = not self._contexto.em_envio
        self.menus.barra.setEnabled(livre)
        for indice in range(self.guias.count()):
            if indice != self.guias.currentIndex():
                self.guias.setTabEnabled(indice, livre)

    def _ao_trocar_guia(self, _indice: int = 0) -> None:
        aba = self.aba_atual()
        if aba is None or not self.isVisible():
            return
        self.estado.situar(aba.situacao_atual)
        aba.ao_entrar()
        self._focar_primeiro_campo()

    def _focar_primeiro_campo(self) -> None:
        """Põe o foco no primeiro campo da guia que acaba de aparecer; se ela ainda lê a base, quando ficar pronta."""
        aba = self.aba_atual()
        campo = aba.primeiro_campo() if aba is not None else None
        if aba is None or campo is None or self.focusWidget() is self.guias.tabBar():
            return
        if not campo.isEnabled():
            self._deve_foco = aba
            return
        campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ao_ficar_pronta(self) -> None:
        """A guia leu a base: recebe o foco que ficou devendo, uma vez."""
        if self._deve_foco is not None and self._deve_foco is self.aba_atual():
            self._deve_foco = None
            self._focar_primeiro_campo()

    def _ao_situar(self, texto: str) -> None:
        if self.sender() is self.aba_atual():
            self.estado.situar(texto)

    def _ao_gravar(self) -> None:
        if (aba := self.aba_atual()) is not None and not self._contexto.em_envio:
            aba.gravar()

    def _ao_pedir_ajuda(self) -> None:
        aba = self.aba_atual()
        self._ensinar(next((nome for nome, guia in self.abas.items() if guia is aba), ""))

    def _ensinar(self, tela: str) -> None:
        self.abrir_tela("tutorial", CAPITULO_DA_TELA.get(tela))

    def _ao_atualizar(self) -> None:
        if not self._contexto.em_envio:
            self.cabecalho.atualizar()
            self._contexto.reler_tudo()

    def _ao_pedir_previa(self) -> None:
        aba = self.aba_atual()
        self.abrir_tela("previa", aba.pedido_de_previa() if aba is not None else None)

    def _ao_fechar_dia(self, data: date | None = None) -> None:
        """F9 e a prévia: o que não foi gravado não vale no fechamento, então pergunta antes."""
        if self._contexto.em_envio or not self._pode_descartar(lambda: self._ao_fechar_dia(data)):
            return
        self.mostrar_guia("fechamento")
        self._contexto.pediu_fechamento.emit(data)

    def _andar(self, passo: int) -> None:
        if not self._contexto.em_envio and self.guias.count():
            self.guias.setCurrentIndex((self.guias.currentIndex() + passo) % self.guias.count())

    def _dizer_estado(self, _antes: QWidget | None, foco: QWidget | None) -> None:
        """A barra de estado diz o que a janela da frente espera e as teclas do campo em foco."""
        padrao = "Entre parâmetros | ESC-Sair"
        frente = foco.window() if foco is not None else None
        # A lista aberta de um campo é janela também: quem diz o que se espera é a tela de onde ela saiu.
        if frente is not None and frente.windowType() is Qt.WindowType.Popup and (dono := frente.parentWidget()):
            frente = dono.window()
        da_janela = frente.property("estado") if frente is not None else None
        teclas = foco.property("teclas") if foco is not None else None
        self.estado.mostrar(str(da_janela) if da_janela else padrao, list(teclas or ()))
