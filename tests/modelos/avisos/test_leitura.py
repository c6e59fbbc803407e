"""Ler a caixa de saída: filtros, ordem e número fixo de consultas."""

from __future__ import annotations

import pytest

from modelos.acesso.consulta import Consulta
from modelos.avisos import caixa_de_saida
from modelos.avisos import leitura as avisos
from modelos.avisos.caixa_de_saida import Mudanca
from regras.aviso import Aviso, Estado
from regras.entrega import Desfecho
from tests.modelos.exemplos import EM, HOJE, adiados, avisado, consultas_contadas, dia, gravar_aviso, gravar_debito

pytestmark = pytest.mark.usefixtures("base")


def _clientes(lidos: list[Aviso]) -> list[str]:
    return [aviso.cliente for aviso in lidos]


def test_listar_combina_os_filtros_em_ordem_de_data_e_codigo() -> None:
    gravar_aviso("2", Estado.ENVIADO)
    gravar_aviso("1", Estado.ENVIADO)
    gravar_aviso("1", Estado.PENDENTE, data=dia(1))
    assert [(aviso.data, aviso.cliente) for aviso in avisos.listar()] == [(HOJE, "1"), (HOJE, "2"), (dia(1), "1")]
    assert _clientes(avisos.listar(data=HOJE)) == ["1", "2"]
    assert len(avisos.listar(cliente="1")) == 2
    assert avisos.listar(data=HOJE, cliente="1", estados=[Estado.PENDENTE]) == []


def test_listar_custa_tres_consultas_com_qualquer_numero_de_avisos() -> None:
    for numero in range(20):
        gravar_aviso(str(numero))
    with consultas_contadas() as comandos:
        assert len(avisos.listar()) == 20
    assert len(comandos) == 3


def test_cada_aviso_traz_os_seus_debitos() -> None:
    gravar_aviso("1", debitos=(avisado("1", "a"), avisado("1", "b", vence_em=2)))
    gravar_aviso("2", debitos=(avisado("2", "c"),))
    assert [[debito.documento for debito in aviso.debitos] for aviso in avisos.listar()] == [["a", "b"], ["c"]]


def test_em_aberto_sao_os_que_um_fechamento_da_data_retoma() -> None:
    for estado in Estado:
        gravar_aviso(estado.value, estado)
    gravar_aviso("outra data", Estado.PENDENTE, data=dia(1))
    numero = gravar_aviso("faltando", Estado.ENVIANDO)
    desfecho = Mudanca(Estado.ENVIANDO, Estado.ENVIADO, desfecho=Desfecho.ACEITA, entregas=adiados("b@x.com"))
    caixa_de_saida.registrar(numero, desfecho, EM)
    assert _clientes(avisos.em_aberto(HOJE)) == ["adiado", "faltando", "pendente"]


def test_da_data_diz_o_estado_de_cada_cliente() -> None:
    gravar_aviso("1", Estado.ENVIADO)
    gravar_aviso("2", Estado.ADIADO)
    assert avisos.da_data(HOJE) == {"1": Estado.ENVIADO, "2": Estado.ADIADO}
    assert avisos.da_data(dia(1)) == {}


@pytest.mark.parametrize(
    ("consulta", "achados"),
    [
        (Consulta(), ["1", "2", "3"]),
        (Consulta(decrescente=True), ["3", "2", "1"]),
        (Consulta(busca="avila"), ["2"]),
        (Consulta(busca="especial@"), ["3"]),
        (Consulta(filtros={"estado": "enviado,adiado"}), ["1", "2"]),
        (Consulta(filtros={"data": "2026-11-25"}), ["3"]),
        (Consulta(filtros={"data_de": "2026-11-25", "data_ate": "2026-11-30"}), ["3"]),
        (Consulta(filtros={"cliente": "1"}), ["1"]),
        (Consulta(ordem="cliente_nome"), ["2", "1", "3"]),
        (Consulta(limite=1, deslocamento=1), ["2"]),
    ],
)
def test_pagina_do_historico(consulta: Consulta, achados: list[str]) -> None:
    gravar_aviso("1", Estado.ENVIADO, cliente_nome="Bar")
    gravar_aviso("2", Estado.ADIADO, cliente_nome="Ávila")
    gravar_aviso("3", Estado.PENDENTE, cliente_nome="Casa", data=dia(1), destinatarios=("especial@x.com",))
    assert _clientes(avisos.pagina(consulta).linhas) == achados


@pytest.mark.parametrize("ordem", ["data", "cliente", "estado", "tentativas", "alterado_em"])
def test_toda_ordem_do_historico_existe(ordem: str) -> None:
    gravar_aviso("1")
    assert avisos.pagina(Consulta(ordem=ordem)).total == 1


def test_pagina_custa_quatro_consultas() -> None:
    for numero in range(20):
        gravar_aviso(str(numero))
    with consultas_contadas() as comandos:
        avisos.pagina(Consulta(limite=10))
    assert len(comandos) == 4


@pytest.mark.parametrize(
    ("texto", "clientes"),
    [
        ("NF-77", ["1", "2"]),
        ("nf-77", ["1", "2"]),
        ("NF-77/1", ["1", "2"]),
        ("77/9", []),
        ("00042", ["2"]),
        ("%", []),
        ("_", []),
    ],
)
def test_pagina_filtra_pelo_documento_e_pelo_nosso_numero(texto: str, clientes: list[str]) -> None:
    gravar_debito("2", "NF-77", nosso_numero="00042")
    gravar_aviso("1", debitos=(avisado("1", "NF-77"), avisado("1", "outro")))
    gravar_aviso("2", debitos=(avisado("2", "NF-77"),))
    gravar_aviso("3", debitos=(avisado("3", "88"),))
    assert _clientes(avisos.pagina(Consulta(filtros={"debito": texto})).linhas) == clientes


def test_pagina_combina_os_filtros() -> None:
    gravar_aviso("1", Estado.ENVIADO, data=dia(-1), debitos=(avisado("1", "77"),))
    gravar_aviso("1", Estado.ENVIADO, data=HOJE, debitos=(avisado("1", "77"),))
    gravar_aviso("1", Estado.RECUSADO, data=dia(1), debitos=(avisado("1", "77"),))
    gravar_aviso("2", Estado.ENVIADO, data=HOJE, debitos=(avisado("2", "77"),))
    filtros = {
        "cliente": "1",
        "debito": "77",
        "estado": "enviado",
        "data_de": HOJE.isoformat(),
        "data_ate": dia(1).isoformat(),
    }
    (achado,) = avisos.pagina(Consulta(busca="cliente 1", filtros=filtros)).linhas
    assert (achado.cliente, achado.data, achado.estado) == ("1", HOJE, Estado.ENVIADO)
