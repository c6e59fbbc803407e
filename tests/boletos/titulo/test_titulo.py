"""O título junta o que é da conta de cobrança com o que é do débito."""

from __future__ import annotations

from datetime import date

from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca


def test_titulo_leva_cada_campo_da_conta_no_lugar_certo() -> None:
    comuns = set(Titulo._fields) & set(ContaCobranca.__slots__)
    conta = ContaCobranca(**{"codigo": "1", "banco": "001", **{campo: campo for campo in comuns}})
    titulo = Titulo.da_conta(
        conta,
        nosso_numero="n",
        ano="26",
        seu_numero="s",
        parcela="p",
        documento_beneficiario="d",
        vencimento=date(2026, 12, 1),
        valor_centavos=1,
    )
    assert {campo: getattr(titulo, campo) for campo in comuns} == {campo: campo for campo in comuns}
    assert (titulo.nosso_numero, titulo.ano, titulo.seu_numero, titulo.parcela) == ("n", "26", "s", "p")
    assert (titulo.documento_beneficiario, titulo.vencimento) == ("d", date(2026, 12, 1))
    assert titulo.valor_centavos == 1


def test_o_que_nao_foi_informado_e_vazio_e_o_valor_e_none() -> None:
    assert set(Titulo()) == {"", False, None}
