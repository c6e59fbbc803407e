"""Nota que outro programa gravou na base, para nenhuma tela mostrar número velho calada."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from modelos.acesso import conexao
from regras.erros import AmbienteIndisponivel
from ui.contexto import Contexto

INTERVALO_MS = 1000
"""Nota em dois intervalos, no pior caso."""


class Vigia(QObject):
    """Pergunta à base, de tempos em tempos, se outra conexão gravou: uma pergunta de microssegundos, na thread da tela.

    As gravações deste programa também mudam a base, e as telas já releem depois delas. Enquanto há uma, não se sabe se
    outro programa gravou junto: passada ela, quem mostra números relê calado (`Contexto.talvez_mudou`).
    """

    def __init__(self, contexto: Contexto, pai: QObject) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self._vista = 0
        self._propria = self._em_duvida = False
        self._relogio = QTimer(self, interval=INTERVALO_MS)
        self._relogio.timeout.connect(self.olhar)

    def acompanhar(self, ligado: bool = True) -> None:
        """Começa a olhar, a partir de como a base está agora, ou para."""
        if ligado:
            conexao.gravacoes.houve()
            self._vista = conexao.versao_vista()
            self._relogio.start()
        else:
            self._relogio.stop()

    def olhar(self) -> None:
        """Olha uma vez, e diz o que notou."""
        antes = conexao.gravacoes.houve()
        try:
            versao = conexao.versao_vista()
        except AmbienteIndisponivel:
            return  # ocupada agora: olha-se de novo no próximo intervalo, e o cabeçalho diz que ela não respondeu
        depois = conexao.gravacoes.houve()
        propria, self._propria = self._propria or antes or depois, depois
        if versao == self._vista:
            if self._em_duvida and not depois:
                self._em_duvida = False
                self._contexto.talvez_mudou.emit()
            return
        self._vista = versao
        if propria:
            self._em_duvida = True
        elif not self._contexto.em_envio:
            self._contexto.mudou_por_fora.emit()
