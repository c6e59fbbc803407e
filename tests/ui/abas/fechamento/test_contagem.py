"""A conta viva do fechamento: cada aviso uma vez, no último estado."""

from __future__ import annotations

from dataclasses import replace

from regras.aviso import Aviso, Estado
from tests.envio.cenario import AVISO
from ui.abas.fechamento.contagem import Contagem


def aviso(numero: int, estado: Estado = Estado.PENDENTE) -> Aviso:
    return replace(AVISO, id=numero, estado=estado)


def test_comeca_com_a_fila_inteira_por_fazer() -> None:
    conta = Contagem([aviso(1), aviso(2, Estado.ADIADO)])
    assert (conta.total, conta.resolvidos, conta.faltam, conta.quantos(Estado.ADIADO)) == (2, 0, 1, 1)
    assert conta.total_centavos == 2 * AVISO.total_centavos


def test_aviso_que_muda_de_estado_conta_uma_vez_no_ultimo() -> None:
    conta = Contagem([aviso(1), aviso(2)])
    for estado in (Estado.ADIADO, Estado.ENVIADO):
        conta.registrar(aviso(1, estado))
    assert (conta.quantos(Estado.ADIADO), conta.quantos(Estado.ENVIADO), conta.faltam) == (0, 1, 1)
    assert (conta.resolvidos, conta.resolvidos_centavos) == (1, AVISO.total_centavos)
