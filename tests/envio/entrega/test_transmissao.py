"""O caminho de uma mensagem: o registro antes do ponto, o ponto antes do desfecho, e nada depois de uma falha."""

from __future__ import annotations

import pytest

from envio.ambiente import Ambiente
from envio.correio.conexoes import Abrir, Transmitir
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.transporte import Envelope, Resposta
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.registro import Esquecido
from envio.entrega.transmissao import numa_sessao, transmitir
from regras.aviso import Estado
from regras.entrega import Desfecho, TipoDeMensagem
from regras.erros import AmbienteIndisponivel
from tests.envio.cenario import AVISO
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de

PARA = ("a@b.com.br",)
MENSAGEM = MensagemPronta(TipoDeMensagem.PRINCIPAL, AVISO, "<1@x>", PARA, b"corpo", 1, ())


@pytest.fixture
def registro(ambiente: Ambiente) -> Esquecido:
    """Diz em que estado o aviso está a cada etapa."""
    return Esquecido(ambiente, CONTA)


def test_o_registro_sabe_antes_do_ponto_e_so_depois_do_corpo(registro: Esquecido) -> None:
    passos = transmitir(MENSAGEM, CONTA.remetente, registro)
    assert next(passos) == Abrir(CONTA.remetente, PARA, b"corpo", "1")
    assert registro.reler(AVISO).estado is Estado.PENDENTE
    envelope = Envelope(PARA)
    assert passos.send(envelope) == Transmitir(envelope)
    assert registro.reler(AVISO).estado is Estado.ENVIANDO
    with pytest.raises(StopIteration) as fim:
        passos.send(Resposta(250, "2.0.0 ok", "servidor"))
    assert (fim.value.value.aviso.estado, fim.value.value.resultado.desfecho) == (Estado.ENVIADO, Desfecho.ACEITA)


def test_registro_que_nao_deixa_impede_o_ponto(
    registro: Esquecido, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch
) -> None:
    def encher(*_: object) -> None:
        raise AmbienteIndisponivel("O disco encheu.")

    monkeypatch.setattr(registro, "comecar", encher)
    with pytest.raises(AmbienteIndisponivel):
        list(numa_sessao(transmitir(MENSAGEM, CONTA.remetente, registro), correio, "aberta"))
    assert (correio.abertos, correio.entregues) == (1, [])


@pytest.mark.parametrize(
    ("quando", "falha", "estado"),
    [
        ("ao_abrir", resposta_de(Fase.DATA, 451, "4.3.0 depois"), Estado.ADIADO),
        ("ao_transmitir", resposta_de(Fase.PONTO, 554, "5.7.1 não"), Estado.RECUSADO),
        ("ao_transmitir", RespostaPerdida("servidor", "queda"), Estado.EM_DUVIDA),
        ("ao_transmitir", None, Estado.ENVIADO),
    ],
)
def test_numa_sessao_so_da_sinal_com_o_corpo_no_servidor(
    registro: Esquecido, correio: CorreioFalso, quando: str, falha: Exception | None, estado: Estado
) -> None:
    setattr(correio, quando, [falha])
    sinais = ["aberta"] if quando == "ao_transmitir" else []
    assert list(numa_sessao(transmitir(MENSAGEM, CONTA.remetente, registro), correio, "aberta")) == sinais
    assert registro.reler(AVISO).estado is estado


def test_parar_com_o_corpo_no_servidor_nao_escreve_o_ponto(registro: Esquecido, correio: CorreioFalso) -> None:
    gerador = numa_sessao(transmitir(MENSAGEM, CONTA.remetente, registro), correio, "aberta")
    assert next(gerador) == "aberta"
    gerador.close()
    assert (correio.entregues, registro.reler(AVISO).estado) == ([], Estado.PENDENTE)
