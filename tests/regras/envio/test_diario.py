"""No que um aviso ficou pelas linhas do diário, e o que a base não sabe (regras.md §6.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.debito import Classe
from regras.entrega import TipoDeMensagem, por_em_duvida
from regras.envio.diario import Anotacao, Anotado, Etapa, Falta, anotar, comparar, resumir
from tests.modelos.exemplos import adiados, recusados

COMPLEMENTO = TipoDeMensagem.COMPLEMENTO
HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 20, tzinfo=UTC)
DEBITO = DebitoAvisado("C1", "1", "1", HOJE, Classe.A_VENCER, 0, 100_00, 100_00, 0, 0)
GRAVADO = Aviso(1, HOJE, "C1", "Cliente", "E|C1|2026-11-24", Estado.PENDENTE, 1, ("a@b.com", "c@d.com"), (DEBITO,), EM)


def linha(etapa: Etapa = Etapa.TRANSMITINDO, **valores: object) -> Anotacao:
    return replace(anotar(etapa, GRAVADO, EM), **valores)  # type: ignore[arg-type]  # o teste escolhe os campos


def ficou(*linhas: Anotacao) -> Anotado:
    (anotado,) = resumir(linhas).values()
    return anotado


def test_transmitindo_sem_desfecho_e_em_duvida() -> None:
    anotado = ficou(linha())
    assert (anotado.principal.estado, anotado.tentativas) == (Estado.EM_DUVIDA, 1)


def test_o_ultimo_desfecho_vale_e_as_transmissoes_sao_contadas() -> None:
    adiado = linha(Etapa.DESFECHO, estado=Estado.ADIADO)
    enviado = linha(Etapa.DESFECHO, estado=Estado.ENVIADO, versao=2, entregas=adiados("a@b.com"))
    anotado = ficou(linha(), adiado, linha(versao=2), enviado)
    assert (anotado.principal, anotado.tentativas) == (enviado, 2)


def test_complemento_muda_so_quem_falta() -> None:
    enviado = linha(Etapa.DESFECHO, estado=Estado.ENVIADO, entregas=adiados("a@b.com"), message_id="<1>")
    em_duvida = por_em_duvida(enviado.entregas, ["a@b.com"])
    tomado = linha(
        tipo=COMPLEMENTO,
        tentativa="c",
        estado=Estado.ENVIADO,
        message_id="<1.p1>",
        destinatarios=("a@b.com",),
        entregas=em_duvida,
    )
    anotado = ficou(linha(), enviado, tomado)
    assert (anotado.principal, anotado.sem_desfecho) == (replace(enviado, entregas=em_duvida), ("a@b.com",))
    recusado = replace(tomado, etapa=Etapa.DESFECHO, entregas=recusados("a@b.com"))
    anotado = ficou(linha(), enviado, tomado, recusado)
    assert anotado.principal == replace(enviado, entregas=recusados("a@b.com"))
    assert anotado.sem_desfecho == ()


def test_devolvidos_de_todas_as_linhas_se_juntam() -> None:
    par = ("a@b.com", "5.1.1 não existe")
    assert ficou(linha(), linha(Etapa.DESFECHO, devolvidos=(par,)), linha()).devolvidos == (par,)


def test_reenvio_nao_muda_o_que_foi_aceito() -> None:
    enviado = linha(Etapa.DESFECHO, estado=Estado.ENVIADO, message_id="<1>")
    faltava = linha(tipo=COMPLEMENTO, estado=Estado.ENVIADO, message_id="<1.p1>")
    reenvio = linha(tipo=TipoDeMensagem.REENVIO, estado=Estado.ENVIADO, message_id="<1.r1>", motivo="o cliente pediu")
    anotado = ficou(linha(), enviado, faltava, reenvio)
    assert anotado.reenvios == (reenvio,)
    assert anotado.principal == enviado
    assert ficou(reenvio, linha(), enviado).reenvios == (reenvio,)


@pytest.mark.parametrize("antes", [(), (linha(Etapa.DESFECHO, estado=Estado.ADIADO),)])
def test_quem_perdeu_a_troca_nao_desdiz_o_que_o_outro_transmitia(antes: tuple[Anotacao, ...]) -> None:
    vencedor, perdedor = linha(tentativa="v"), linha(tentativa="p")
    desistiu = linha(Etapa.DESFECHO, estado=Estado.PENDENTE, tentativa="p")
    assert ficou(*antes, vencedor, perdedor, desistiu).principal.estado is Estado.EM_DUVIDA
    assert ficou(*antes, perdedor, vencedor, desistiu).principal.estado is Estado.EM_DUVIDA
    enviado = linha(Etapa.DESFECHO, estado=Estado.ENVIADO, tentativa="v")
    assert ficou(*antes, vencedor, perdedor, enviado, desistiu).principal.estado is Estado.ENVIADO
    assert ficou(*antes, perdedor, desistiu).principal.estado is Estado.PENDENTE


def test_decisao_do_operador_encerra_o_que_estava_aberto() -> None:
    decisao = linha(Etapa.DECISAO, estado=Estado.PENDENTE)
    assert ficou(linha(tentativa="v"), decisao).principal.estado is Estado.PENDENTE
    assert ficou(linha(tentativa="v"), decisao).abertas == ()


def test_avisos_diferentes_nao_se_misturam() -> None:
    outro = linha(cliente="C2", chave="E|C2|2026-11-24")
    assert {anotado.principal.cliente for anotado in resumir([linha(), outro]).values()} == {"C1", "C2"}


def test_aviso_que_a_base_nao_tem_falta_inteiro() -> None:
    assert comparar(ficou(linha()), None) is Falta.AVISO


@pytest.mark.parametrize(
    ("no_diario", "na_base", "falta"),
    [
        (Estado.EM_DUVIDA, Estado.PENDENTE, Falta.EVENTO),
        (Estado.EM_DUVIDA, Estado.ADIADO, Falta.EVENTO),
        (Estado.EM_DUVIDA, Estado.ENVIANDO, Falta.EVENTO),
        (Estado.EM_DUVIDA, Estado.CANCELADO, Falta.EVENTO),
        (Estado.EM_DUVIDA, Estado.EM_DUVIDA, Falta.NADA),
        (Estado.EM_DUVIDA, Estado.ENVIADO, Falta.NADA),
        (Estado.EM_DUVIDA, Estado.RECUSADO, Falta.NADA),
        (Estado.ENVIADO, Estado.PENDENTE, Falta.EVENTO),
        (Estado.ENVIADO, Estado.EM_DUVIDA, Falta.EVENTO),
        (Estado.ENVIADO, Estado.ENVIADO, Falta.NADA),
        (Estado.RECUSADO, Estado.ENVIANDO, Falta.EVENTO),
        (Estado.RECUSADO, Estado.CANCELADO, Falta.NADA),
        (Estado.ADIADO, Estado.ENVIANDO, Falta.EVENTO),
        (Estado.ADIADO, Estado.CANCELADO, Falta.NADA),
        (Estado.PENDENTE, Estado.EM_DUVIDA, Falta.NADA),
        (Estado.PENDENTE, Estado.ADIADO, Falta.NADA),
    ],
)
def test_a_base_so_avanca(no_diario: Estado, na_base: Estado, falta: Falta) -> None:
    anotado = ficou(linha(Etapa.DESFECHO, estado=no_diario))
    assert comparar(anotado, replace(GRAVADO, estado=na_base)) is falta


def test_so_a_decisao_devolve_a_pendente() -> None:
    anotado = ficou(linha(Etapa.DECISAO, estado=Estado.PENDENTE))
    assert comparar(anotado, replace(GRAVADO, estado=Estado.EM_DUVIDA)) is Falta.EVENTO


def test_destinatario_que_a_base_ainda_acha_pendente_e_um_evento() -> None:
    enviado = replace(GRAVADO, estado=Estado.ENVIADO, entregas=adiados("a@b.com"))
    assert comparar(ficou(linha(Etapa.DESFECHO, estado=Estado.ENVIADO)), enviado) is Falta.EVENTO


def test_destinatario_de_que_a_base_ja_desistiu_nao_volta() -> None:
    anotado = ficou(linha(Etapa.DESFECHO, estado=Estado.ENVIADO, entregas=adiados("a@b.com")))
    assert comparar(anotado, replace(GRAVADO, estado=Estado.ENVIADO)) is Falta.NADA


def test_outra_versao_enviada_e_um_evento() -> None:
    anotado = ficou(linha(Etapa.DESFECHO, estado=Estado.ENVIADO, versao=2))
    assert comparar(anotado, replace(GRAVADO, estado=Estado.ENVIADO)) is Falta.EVENTO
