"""O que se compõe adiantado só serve se a reconferência der o mesmo, e sai igual de qualquer dos dois lados."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from envio.ambiente import Ambiente
from envio.entrega import adiantamento
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.preparo import Preparo
from envio.eventos import Inicio
from envio.fechamento import fechamento
from modelos.carteira import debitos
from regras.aviso import Aviso
from regras.erros import DadoInvalido
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, fim_de, preparo, unico_aviso
from tests.envio.correio_falso import CorreioFalso
from tests.modelos.exemplos import EM, HOJE


class _Aqui:
    """No lugar do outro processo: responde já, com o que se mandar."""

    def __init__(self, responder: Callable[..., Any]) -> None:
        self._responder = responder
        self.pedidos: list[int] = []
        self.encerrado = False

    def submit(self, _funcao: object, aviso: Aviso, *resto: Any) -> Future[Any]:
        self.pedidos.append(aviso.id)
        futuro: Future[Any] = Future()
        try:
            futuro.set_result(self._responder(aviso, *resto))
        except (BrokenExecutor, DadoInvalido) as erro:
            futuro.set_exception(erro)
        return futuro

    def shutdown(self, **_como: object) -> None:
        self.encerrado = True


@pytest.fixture
def pendente(ambiente: Ambiente) -> Aviso:
    """Um aviso gravado e ainda sem mensagem: o lote parou antes da vez dele."""
    cadastrar()
    cadastrar_vencido()
    eventos = fechamento.executar(HOJE, ambiente)
    assert isinstance(next(eventos), Inicio)
    eventos.close()  # type: ignore[attr-defined]  # é um gerador
    return unico_aviso()


@pytest.fixture
def de_perto(monkeypatch: pytest.MonkeyPatch) -> Callable[..., _Aqui]:
    """Troca o outro processo e aceita fila de um."""

    def trocar(responder: Callable[..., Any]) -> _Aqui:
        aqui = _Aqui(responder)
        monkeypatch.setattr(adiantamento, "_abrir", lambda _compositor: aqui)
        monkeypatch.setattr(adiantamento, "POUCOS", 1)
        return aqui

    return trocar


def _como_iria(quem: Preparo, aviso: Aviso) -> MensagemPronta:
    pronta = quem.compor(aviso, EM)
    assert isinstance(pronta, MensagemPronta)
    return pronta


def test_outro_processo_compoe_os_mesmos_bytes(
    ambiente: Ambiente, pendente: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adiantamento, "POUCOS", 1)
    daqui, de_la = preparo(ambiente), preparo(ambiente)
    de_la.adiantar([pendente], 0, EM)
    (pedido,) = de_la._adiantadas._pedidos.values()
    composta = pedido.feita.result(timeout=120)
    tomada = _como_iria(de_la, pendente)
    de_la.fechar()
    assert tomada.tentativa == composta.tentativa  # é a de lá, e não outra igual
    assert replace(tomada, tentativa="") == replace(_como_iria(daqui, pendente), tentativa="")


@pytest.mark.parametrize("passou", [timedelta(0), timedelta(minutes=2)])
def test_o_que_mudou_ou_envelheceu_e_composto_de_novo(
    ambiente: Ambiente, pendente: Aviso, de_perto: Callable[..., _Aqui], passou: timedelta
) -> None:
    errada = _como_iria(preparo(ambiente), pendente)
    aqui, quem = de_perto(lambda *_: errada), preparo(ambiente)
    quem.adiantar([pendente], 0, EM)
    if not passou:
        debito = debitos.obter(("000123", "1", "1"))
        assert debito is not None
        debitos.gravar(debito._replace(saldo_centavos=debito.saldo_centavos - 1))
    composta = quem.compor(pendente, EM + passou)
    assert aqui.pedidos == [pendente.id]
    assert isinstance(composta, MensagemPronta)
    assert composta.tentativa != errada.tentativa
    assert composta.mime != errada.mime


def _morrer(*_: object) -> None:
    raise BrokenProcessPool("o outro processo morreu")


def _falhar(*_: object) -> None:
    raise DadoInvalido("boleto", "não dá")


@pytest.mark.log_esperado
@pytest.mark.parametrize("responder", [_morrer, _falhar])
def test_sem_o_outro_processo_compoe_aqui(
    ambiente: Ambiente, correio: CorreioFalso, de_perto: Callable[..., _Aqui], responder: Callable[..., Any]
) -> None:
    cadastrar()
    for numero in range(3):
        cadastrar_vencido(f"00{numero}", "1")
    aqui = de_perto(responder)
    assert fim_de(fechar(ambiente)).resumo.enviados == 3
    assert aqui.pedidos
    assert aqui.encerrado


def test_fila_curta_nao_acorda_outro_processo(ambiente: Ambiente, de_perto: Callable[..., _Aqui]) -> None:
    aqui = de_perto(_morrer)
    adiantamento.POUCOS = 4  # de_perto desfaz
    cadastrar()
    for numero in range(3):
        cadastrar_vencido(f"00{numero}", "1")
    assert fim_de(fechar(ambiente)).resumo.enviados == 3
    assert aqui.pedidos == []
