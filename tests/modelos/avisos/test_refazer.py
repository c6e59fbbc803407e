"""Refazer na base o que só o diário tem: aviso, débitos, marca, ciclo e endereços devolvidos (regras.md §6.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from modelos import retrato
from modelos.avisos import (
    autorizacao,
    caixa_de_saida,
    devolvidos,
    diario_conferido,
    mensagens_guardadas,
    refazer,
)
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco
from regras.aviso import Aviso, Estado
from regras.base_travada import Bloqueio, PorQue
from regras.entrega import TipoDeMensagem
from regras.envio.diario import Anotacao, Anotado, Etapa
from regras.erros import DadoInvalido
from regras.parametros import ParametrosAviso
from tests.modelos.exemplos import EM, HOJE, adiados, avisado, gravar_debito, novo_aviso, recusados

DEBITO = avisado("C1", vence_em=-9)
LINHA = Anotacao(
    Etapa.DESFECHO,
    EM,
    "11|C1|2026-11-24",
    HOJE,
    "C1",
    "Cliente C1",
    EM,
    2,
    "<x.2@d>",
    ("a@b.com", "c@d.com"),
    (DEBITO,),
    estado=Estado.ENVIADO,
    codigo=250,
    resposta="ok",
    entregas=adiados("c@d.com"),
)
MARCO = Marco(2, 99, "soma")

pytestmark = pytest.mark.usefixtures("base")


def refazer_um(**valores: object) -> None:
    anotado = Anotado(replace(LINHA, **valores), 1, (("e@f.com", "5.1.1"),))  # type: ignore[arg-type]  # campos do teste
    refazer.aplicar(avisos=[anotado], eventos=[], marco=MARCO, em=EM)


def unico() -> Aviso:
    (aviso,) = avisos.listar()
    return aviso


def test_aviso_refeito_tem_tudo_o_que_o_diario_diz() -> None:
    refazer_um()
    aviso = unico()
    assert (aviso.estado, aviso.versao, aviso.message_id, aviso.tentativas) == (Estado.ENVIADO, 2, "<x.2@d>", 1)
    assert (aviso.debitos, aviso.destinatarios_pendentes) == ((DEBITO,), ("c@d.com",))
    assert mensagens_guardadas.mime(aviso.id) is None
    assert avisos.tentativas(aviso.id)[0].motivo == "refeito a partir do diário de envios"
    assert (diario_conferido.obter(), devolvidos.enderecos()) == (MARCO, {"e@f.com"})


def test_marca_e_ciclo_andam_com_o_aviso_refeito() -> None:
    gravar_debito("C1", vence_em=-9)
    gravar_debito("C1", "2", vence_em=2)
    refazer_um(debitos=(DEBITO, avisado("C1", "2", vence_em=2)))
    lido = retrato.ler(HOJE, ParametrosAviso(habilitado=True))
    assert lido.ultimo_com_vencidos == {"C1": HOJE}
    assert [marca[:2] for marca in lido.marcas] == [("C1", "2")]


def test_evento_leva_o_aviso_da_base_ao_que_o_diario_diz_com_a_versao_que_foi() -> None:
    gravar_debito("C1", vence_em=-9)
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso("C1", debitos=[DEBITO, avisado("C1", "2")])], EM)
    refazer.aplicar(avisos=[], eventos=[Anotado(LINHA, 1)], marco=MARCO, em=EM)
    aviso = unico()
    assert (aviso.id, aviso.estado, aviso.versao, aviso.debitos) == (numero, Estado.ENVIADO, 2, (DEBITO,))


def test_evento_do_complemento_muda_so_quem_falta() -> None:
    refazer_um()
    antes = unico()
    complemento = replace(
        LINHA, tipo=TipoDeMensagem.COMPLEMENTO, entregas=recusados("c@d.com"), message_id="<y>", versao=2
    )
    refazer.aplicar(avisos=[], eventos=[Anotado(complemento, 1)], marco=MARCO, em=EM)
    assert unico() == replace(antes, entregas=recusados("c@d.com"))


def test_em_aberto_de_quem_ja_tem_outro_em_aberto_entra_cancelado() -> None:
    caixa_de_saida.gravar_pendentes([novo_aviso("C1", HOJE - timedelta(days=1), debitos=[DEBITO])], EM)
    refazer_um(estado=Estado.ADIADO)
    assert sorted(aviso.estado for aviso in avisos.listar()) == [Estado.CANCELADO, Estado.PENDENTE]


def test_com_motivo_a_base_fica_travada_na_mesma_transacao() -> None:
    bloqueio = Bloqueio(PorQue.ANTIGA, avisos=1)
    refazer.aplicar(avisos=[Anotado(LINHA, 1)], eventos=[], marco=MARCO, em=EM, bloqueio=bloqueio)
    assert autorizacao.travada() == bloqueio


def test_debito_de_outro_cliente_nao_entra_e_nada_fica() -> None:
    with pytest.raises(DadoInvalido, match="C2"):
        refazer_um(debitos=(avisado("C2"),))
    assert (avisos.listar(), diario_conferido.obter()) == ([], Marco())
