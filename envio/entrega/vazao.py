"""O que segura o lote de uma conta: o ritmo, as falhas seguidas e a pausa depois de parar (email.md §2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from envio.correio.falhas import Veredito
from envio.entrega import insistencia
from modelos.contas import transmissoes
from regras.cadastro import ContaEmail
from regras.envio.ritmo import DIA, Limites, Ritmo, Transmissao, Vez


class Vazao:
    """A vazão de uma conta durante um fechamento.

    Args:
        conta: a que envia; os envios gravados dela nas últimas 24 h já contam.
        agora: instante em UTC.

    Atributos:
        so_operador: o lote parou por algo que o tempo não resolve; não se insiste sozinho.
        livre_em: antes disto a conta não é tentada sozinha; None se não está em pausa.
        firme: a última coisa que se soube da conta é que ela envia; senão vai um aviso por vez.
    """

    def __init__(self, conta: ContaEmail, agora: datetime) -> None:
        transmissoes.trazer_do_futuro(conta.numero, agora)
        limites = Limites(conta.por_minuto, conta.por_hora, conta.por_dia)
        self._ritmo = Ritmo(limites, transmissoes.desde(conta.numero, agora - DIA))
        self._vigia = insistencia.Vigia()
        self.so_operador = False
        self.livre_em: datetime | None = None
        self.firme = False
        self._parou = False
        self._a_caminho: dict[int, Transmissao] = {}

    def vez(self, destinatarios: int, agora: datetime) -> Vez:
        """Quando sai a próxima mensagem, contadas as que estão a caminho."""
        return self._ritmo.vez(max(destinatarios, 1), agora, self._a_caminho.values())

    def partiu(self, aviso: int, destinatarios: int, agora: datetime) -> None:
        """Este aviso começou: conta no ritmo até ser transmitido ou dispensado."""
        self._a_caminho[aviso] = Transmissao(agora, max(destinatarios, 1))

    def voltou(self, aviso: int) -> None:
        """Este aviso acabou, transmitido ou não."""
        self._a_caminho.pop(aviso, None)

    def esgotou(self, vez: Vez) -> str:
        """O lote para por um limite da hora ou do dia; devolve o motivo para os avisos que ficam."""
        self.livre_em = vez.quando
        hora = f"{vez.quando.astimezone():%d/%m às %H:%M}" if vez.quando else ""
        return f"{vez.esgotado} da conta atingido; volta a caber em {hora}"

    def transmitiu(self, destinatarios: int, em: datetime, aviso: int = 0) -> None:
        """Conta a mensagem cujo fim dos dados vai ser pedido; a do aviso que está a caminho, uma vez só."""
        self.voltou(aviso)
        self._ritmo.anotar(Transmissao(em, destinatarios))

    def acertou(self) -> None:
        """O servidor aceitou uma mensagem; a que já ia quando o lote parou não desfaz a parada."""
        if not self._parou:
            self._vigia.acertou()
            self.firme = True

    def recuar(self) -> None:
        """O servidor pediu menos de uma vez: metade do ritmo."""
        self._ritmo.recuar()

    def observar(self, veredito: Veredito, agora: datetime) -> str:
        """Anota uma falha; devolve o motivo quando os demais avisos devem ficar adiados sem tentar."""
        if veredito.ritmo:
            self.recuar()
        self.firme = self.firme and not veredito.serie
        if not self._vigia.observar(veredito):
            return ""
        # Duas conexões podem parar o lote juntas: vale o que segura mais.
        self.so_operador = self.so_operador or not veredito.passa
        if veredito.pausa > timedelta(0):
            self.livre_em = max(self.livre_em or agora, agora + veredito.pausa)
        self._vigia = insistencia.Vigia(sonda=True)
        self._parou = True
        return veredito.motivo

    def comecar_passada(self) -> None:
        """Uma nova volta pela fila: as falhas seguidas recomeçam, menos se a anterior parou."""
        self._vigia.recomecar()
        self.livre_em = None
        self.firme = self._parou = False
