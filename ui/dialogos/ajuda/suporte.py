"""Pedir suporte: o que vai no arquivo, inteiro e à vista, antes de gravar."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from envio.suporte.pedido import Folha, Gravado, gravar, juntar, nome_proposto
from ui import frases, tema
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.campos.campo_texto import TextoDeLer
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas import exportacao
from ui.tema import Peso

_LISTA = 284


class DialogoSuporte(Dialogo):
    """À esquerda os arquivos que iriam; à direita, o texto inteiro do escolhido. Grava o mesmo que mostrou."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Pedir suporte", pai, largura=980, altura=620)
        self.setProperty("estado", "Leia o que vai no arquivo e grave | ESC-Fechar")
        self._contexto = contexto
        self._folhas: tuple[Folha, ...] = ()
        frase = (
            "Junta num ZIP o que ajuda a entender um problema: versões, estrutura da base e o fim do registro. Não vão "
            "clientes, débitos, mensagens, endereços nem senhas. O programa só grava o arquivo; quem manda é você."
        )
        self.por_titulo("Um arquivo para quem dá suporte", frase)
        self.corpo.addSpacing(tema.medida(4))
        self.corpo.addLayout(self._montar_leitura(), 1)
        self.caixa = CaixaMensagem("acento", "Juntando…")
        self.corpo.addWidget(self.caixa)
        self._montar_botoes()
        self.gravacao = Calculo(contexto, self, self._ao_gravar, self.caixa.mostrar_erro)
        self.gravacao.ocupado.connect(lambda ocupado: self.botao_gravar.setEnabled(not ocupado))
        agora, aparencia = contexto.agora(), self._aparencia()
        Calculo(contexto, self, self._ao_juntar, self.caixa.mostrar_erro).pedir(lambda: juntar(agora, aparencia))

    def gravar(self) -> None:
        """Pergunta onde e grava o que está à vista; antes de estar tudo junto, nada acontece."""
        if not self._folhas or self.gravacao.calculando:
            return
        proposto = nome_proposto(self._contexto.agora())
        escolhido = exportacao.perguntar_arquivo(self, self._contexto, proposto, "Arquivo ZIP (*.zip)")
        if escolhido is not None:
            folhas, destino = self._folhas, escolhido if escolhido.suffix else escolhido.with_suffix(".zip")
            self.caixa.mostrar("acento", "Gravando…")
            self.gravacao.pedir(lambda: gravar(folhas, destino))

    def _montar_leitura(self) -> QHBoxLayout:
        self.lista = QListWidget()
        self.lista.setAccessibleName("Arquivos que vão no pedido")
        self.lista.setWordWrap(True)
        self.lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lista.setFixedWidth(tema.medida(_LISTA))
        self.lista.setSpacing(tema.medida(2))
        self.lista.currentRowChanged.connect(self._ao_escolher)
        self.texto = TextoDeLer("Texto inteiro do arquivo escolhido")
        nomes = em_coluna(Texto("O que vai", peso=Peso.MEIO), (self.lista, 1), espaco=6)
        texto = em_coluna(Texto("O texto, como vai", peso=Peso.MEIO), (self.texto, 1), espaco=6)
        return em_linha(nomes, (texto, 1), espaco=16)

    def _montar_botoes(self) -> None:
        self.botao_gravar = Botao("&Gravar arquivo…", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.gravar)
        self.botao_gravar.setEnabled(False)
        self.botao_sair = self.botao_fechar()
        self.acoes(self.botao_gravar, self.botao_sair)
        self.focar(self.botao_sair)

    def _aparencia(self) -> list[tuple[str, str]]:
        """O que só a tela sabe de si, lido aqui: na linha do trabalho o Qt não responde."""
        tela = self.screen()
        tamanho = f"{tela.size().width()}×{tela.size().height()}, densidade {tela.devicePixelRatio():g}"
        aparencia = "escura" if tema.escuro() else "clara"
        return [
            ("Qt", f"{qVersion()} ({QGuiApplication.platformName()})"),
            ("Tela", tamanho),
            ("Letra e aparência", f"{tema.atual().escala:.0%}, {aparencia}"),
            ("Idioma do sistema", QLocale.system().name()),
        ]

    def _ao_juntar(self, folhas: tuple[Folha, ...]) -> None:
        self._folhas = folhas
        for folha in folhas:
            tamanho = frases.tamanho(len(folha.texto.encode()))
            self.lista.addItem(f"{folha.nome} ({tamanho})\n{folha.assunto}")
        self.lista.setCurrentRow(0)
        frase = "Confira antes de gravar: o arquivo leva só isto, e a soma de cada um (SHA256SUMS)."
        self.caixa.mostrar("acento", frase)
        self.botao_gravar.setEnabled(True)
        self.focar(self.lista)

    def _ao_escolher(self, linha: int) -> None:
        if 0 <= linha < len(self._folhas):
            self.texto.setPlainText(self._folhas[linha].texto)

    def _ao_gravar(self, gravado: Gravado) -> None:
        texto = "{} ({}). Mande a quem dá suporte a vocês, dizendo o que aconteceu e a que horas."
        self.caixa.mostrar("ok", texto.format(gravado.arquivo, frases.tamanho(gravado.bytes)), "Arquivo gravado")
        self.focar(self.botao_sair)
