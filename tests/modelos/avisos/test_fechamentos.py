"""Os fechamentos feitos."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modelos.acesso.consulta import Consulta
from modelos.avisos import fechamentos
from regras.cadastro import Cliente
from regras.selecao import Fora, Motivo, SemQuem
from tests.modelos.exemplos import EM, HOJE, dia

pytestmark = pytest.mark.usefixtures("base")


def test_base_nova_nao_tem_fechamento() -> None:
    assert fechamentos.ultimo() is None


def test_aberto_e_nao_encerrado_foi_interrompido() -> None:
    numero = fechamentos.abrir(HOJE, EM, habilitado=True)
    ultimo = fechamentos.ultimo()
    assert ultimo is not None
    assert (ultimo.id, ultimo.fim_em, ultimo.totais, ultimo.fora) == (numero, None, {}, ())


def test_encerrado_guarda_totais_e_quem_ficou_de_fora() -> None:
    fora = (
        Fora(Cliente("1", "Ávila"), Motivo.PROMESSA, 3_000_000_000, HOJE),
        Fora(Cliente("2", "Bia"), Motivo.SEM_DESTINATARIO, 1, sem_quem=SemQuem.DEVOLVIDOS),
    )
    numero = fechamentos.abrir(HOJE, EM, habilitado=True)
    fechamentos.encerrar(numero, EM + timedelta(minutes=1), {"enviados": 3, "motivo": "conta pausada"}, fora)
    ultimo = fechamentos.ultimo()
    assert ultimo is not None
    assert (ultimo.fim_em, ultimo.totais, ultimo.fora) == (
        EM + timedelta(minutes=1),
        {"enviados": 3, "motivo": "conta pausada"},
        fora,
    )


def test_o_ultimo_e_o_de_maior_data_e_nao_o_gravado_por_ultimo() -> None:
    maior = fechamentos.abrir(dia(3), EM, habilitado=False)
    fechamentos.abrir(HOJE, EM + timedelta(days=1), habilitado=True)
    ultimo = fechamentos.ultimo()
    assert ultimo is not None
    assert (ultimo.id, ultimo.habilitado) == (maior, False)
    assert [feito.data for feito in fechamentos.listar()] == [dia(3), HOJE]


def test_obter_pelo_numero_e_contar_os_da_data() -> None:
    numero = fechamentos.abrir(HOJE, EM, habilitado=True)
    fechamentos.abrir(HOJE, EM + timedelta(hours=1), habilitado=True)
    achado = fechamentos.obter(numero)
    assert achado is not None
    assert (achado.id, achado.data) == (numero, HOJE)
    assert fechamentos.obter(99) is None
    assert (fechamentos.quantos_na_data(HOJE), fechamentos.quantos_na_data(dia(1))) == (2, 0)


def test_pagina_do_mais_novo_ao_mais_velho_e_so_de_uma_data() -> None:
    numeros = [fechamentos.abrir(data, EM, habilitado=True) for data in (HOJE, dia(1), HOJE)]
    toda = fechamentos.pagina(Consulta(ordem="data", decrescente=True))
    assert [feito.id for feito in toda.linhas] == [numeros[1], numeros[2], numeros[0]]
    de_hoje = fechamentos.pagina(Consulta(limite=1, decrescente=True, filtros={"data": HOJE.isoformat()}))
    assert ([feito.id for feito in de_hoje.linhas], de_hoje.total) == ([numeros[2]], 2)
