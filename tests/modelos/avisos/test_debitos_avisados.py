"""Os débitos de cada versão de um aviso."""

from __future__ import annotations

import pytest

from modelos.avisos import leitura as avisos
from modelos.avisos.debitos_avisados import (
    conferir_dono,
    contar_avisos,
    gravar_debitos,
    tem_vencido,
    trocar_debitos,
)
from modelos.avisos.tabelas import AvisoDebitoDB
from regras.aviso import Estado
from regras.erros import DadoInvalido
from tests.modelos.exemplos import avisado, dia, gravar_aviso, gravar_debito


def test_um_vencido_basta_para_o_ciclo_andar() -> None:
    assert tem_vencido([avisado(vence_em=0), avisado(vence_em=-1)])
    assert not tem_vencido([avisado(vence_em=0)])
    assert not tem_vencido([])


def test_debito_de_outro_cliente_nunca_entra_num_aviso() -> None:
    conferir_dono("001", [avisado("001")])
    with pytest.raises(DadoInvalido, match="é do cliente 002"):
        conferir_dono("001", [avisado("001"), avisado("002", documento="9")])


@pytest.mark.usefixtures("base")
def test_trocar_vale_so_para_a_versao() -> None:
    numero = gravar_aviso("000123")
    gravar_debitos([(numero, 2, [avisado(documento="20")])])
    trocar_debitos(numero, 2, [avisado(documento="21"), avisado(documento="22")])
    linhas = [(linha.versao, linha.documento) for linha in AvisoDebitoDB.select().order_by(AvisoDebitoDB.id)]
    assert linhas == [(1, "1"), (2, "21"), (2, "22")]
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert [debito.documento for debito in aviso.debitos] == ["1"]


@pytest.mark.usefixtures("base")
def test_avisos_em_que_o_debito_foi() -> None:
    debito = gravar_debito("1", "a")
    gravar_aviso("1", Estado.ENVIADO, data=dia(-1), debitos=[avisado("1", "a"), avisado("1", "b")])
    segundo = gravar_aviso("1", Estado.ENVIADO, debitos=[avisado("1", "a")])
    gravar_aviso("2", Estado.ENVIADO, debitos=[avisado("2", "a")])
    gravar_debitos([(segundo, 2, [avisado("1", "a")])])
    assert contar_avisos(debito.chave) == 2
    assert contar_avisos(("1", "sumiu", "1")) == 0
