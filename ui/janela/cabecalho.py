"""O alto da janela, antes das guias: faixa de alerta, terminais abertos, Sair e backup."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from modelos.avisos import autorizacao
from modelos.base import copias, terminais
from modelos.base.copias import Copia
from modelos.base.terminais import Terminal
from regras.base_travada import Bloqueio
from regras.erros import ErroAviso
from ui import atalhos, tema
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_linha
from ui.componentes.molduras import Linha
from ui.contexto import Assunto, Contexto
from ui.janela.quadro_backup import QuadroBackup
from ui.janela.quadro_terminais import QuadroTerminais
from ui.vigia import Vigia

INTERVALO_MS = 3000
_LARGURA_ESQUERDA = 732


class Cabecalho(QWidget):
    """Terminais e Sair à esquerda, backup à direita; relidos da base de tempos em tempos, fora da tela.

    Sinais:
        pediu_sair(): o botão Sair.
        leu_trava(str | None): por que a base não pode enviar, ou None se pode.
    """

    pediu_sair = Signal()
    leu_trava = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._lendo = False
        self._copia: Copia | None = None
        tema.dar_fundo(self, "fundo")
        self.terminais = QuadroTerminais(contexto)
        self.backup = QuadroBackup(contexto)
        self.sair = Botao("Sair", icone="sair", tecla=atalhos.SAIR.tecla, ao_clicar=self.pediu_sair)
        self._montar()
        contexto.mudou.connect(self._ao_mudar)
        contexto.envio_mudou.connect(self._ao_mudar_envio)
        self.vigia = Vigia(contexto, self)
        self._relogio = QTimer(self, interval=INTERVALO_MS)
        self._relogio.timeout.connect(self.atualizar)

    def acompanhar(self, ligado: bool = True) -> None:
        """Começa a reler de tempos em tempos, ou para (a janela está fechando)."""
        self.vigia.acompanhar(ligado)
        if ligado:
            self.atualizar()
            self._relogio.start()
        else:
            self._relogio.stop()

    def compactar(self, compacto: bool) -> None:
        """Na janela baixa, a lista de terminais encolhe."""
        self.terminais.compactar(compacto)

    def atualizar(self) -> None:
        """Relê terminais e último backup; se a leitura anterior ainda corre, espera a próxima."""
        if self._lendo:
            return
        self._lendo = True
        self._contexto.calcular(_ler).iniciar(self._ao_ler, self._ao_falhar, self._ao_terminar)

    def _montar(self) -> None:
        esquerda = QWidget()
        esquerda.setMaximumWidth(tema.medida(_LARGURA_ESQUERDA))
        lado = QWidget()
        em_linha((self.sair, Qt.AlignmentFlag.AlignTop), margens=(0, 22, 0, 0), dono=lado)
        em_linha((self.terminais, 1), (lado, Qt.AlignmentFlag.AlignTop), espaco=12, dono=esquerda)
        em_linha(
            (esquerda, 5),
            Linha(vertical=True, cor="linha2"),
            (self.backup, 4),
            espaco=20,
            margens=(20, 10, 20, 10),
            dono=self,
        )

    def _ao_ler(self, lido: tuple[list[Terminal], Copia | None, Bloqueio | None]) -> None:
        vivos, copia, trava = lido
        self.terminais.mostrar(vivos)
        self.backup.mostrar(copia)
        antes, self._copia = self._copia, copia
        if antes is not None and copia != antes:
            # Feito por outro programa: o painel também o mostra, e os dois dizem sempre o mesmo.
            self._contexto.avisar(Assunto.COPIAS)
        self.leu_trava.emit(trava)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.backup.estado.mostrar("erro", "A base não respondeu", "perigo")
        self.backup.estado.setToolTip(erro.frase())

    def _ao_terminar(self) -> None:
        self._lendo = False

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.COPIAS in assuntos:
            self.atualizar()

    def _ao_mudar_envio(self) -> None:
        livre = not self._contexto.em_envio
        self.sair.setEnabled(livre)
        self.backup.liberar(livre)


def _ler() -> tuple[list[Terminal], Copia | None, Bloqueio | None]:
    return terminais.vivos(), copias.ultima(), autorizacao.travada()
