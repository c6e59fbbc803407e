"""Débitos: chave única, situação pela primeira grafia, página com busca e filtros."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from modelos.acesso.consulta import Consulta
from modelos.cadastro import situacoes
from modelos.carteira import debitos
from regras.debito import Debito
from regras.erros import DadoInvalido
from tests.modelos.exemplos import HOJE, dia, gravar_cliente, gravar_debito

pytestmark = pytest.mark.usefixtures("base")


def test_volta_como_foi_gravado() -> None:
    gravar_cliente("000123")
    completo = Debito(
        "000123",
        "0012/A",
        "01",
        HOJE,
        9_999_999_999,
        1,
        emissao=dia(-30),
        situacao="Acordo",
        conta_cobranca="não cadastrada",
        nosso_numero="00000000001",
        linha_digitavel="2379" * 11,
        pix_copia_e_cola="0002",
        pago_em=dia(1),
        multa_percentual=Decimal("2.5"),
        juros_percentual_mes=Decimal(0),
    )
    debitos.gravar(completo)
    assert debitos.obter(completo.chave) == completo


def test_chave_repetida_atualiza_e_nunca_duplica() -> None:
    gravar_debito("1", "a")
    novo = gravar_debito("1", "a", vence_em=5, saldo_centavos=50_00)
    assert debitos.pagina(Consulta()).linhas == [novo]


def test_cliente_inexistente_nao_grava_nada_do_lote() -> None:
    gravar_cliente("1")
    with pytest.raises(DadoInvalido, match="cliente não está cadastrado"):
        debitos.gravar_varios([Debito("1", "a", "1", HOJE, 1, 1), Debito("sumiu", "a", "1", HOJE, 1, 1)])
    assert debitos.pagina(Consulta()).total == 0


def test_situacao_nova_e_cadastrada_e_vale_a_primeira_grafia() -> None:
    gravar_debito("1", "a", situacao="Jurídico")
    gravar_debito("1", "b", situacao=" JURIDICO ")
    assert situacoes.listar() == ["Jurídico"]
    assert debitos.obter(("1", "b", "1")).situacao == "Jurídico"  # type: ignore[union-attr]


def test_sem_situacao_volta_vazia() -> None:
    assert debitos.obter(gravar_debito("1").chave).situacao == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("saldo", "pago", "aberto"), [(100, None, True), (0, None, False), (100, 5, False), (100, -5, False)]
)
def test_em_aberto_e_saldo_e_sem_pagamento(saldo: int, pago: int | None, aberto: bool) -> None:
    gravar_debito("1", saldo_centavos=saldo, pago_em=None if pago is None else dia(pago))
    assert debitos.contar_em_aberto() == aberto
    assert debitos.pagina(Consulta(filtros={"estado": "aberto"})).total == aberto
    assert debitos.pagina(Consulta(filtros={"estado": "baixado"})).total == (not aberto)


@pytest.mark.parametrize(
    ("consulta", "achados"),
    [
        (Consulta(busca="avila"), ["a", "b"]),
        (Consulta(busca="NF-é"), ["NF-É9"]),
        (Consulta(busca="avila a"), ["a", "b"]),
        (Consulta(filtros={"cliente": "2"}), ["NF-É9"]),
        (Consulta(filtros={"situacao": "Acordo"}), ["b"]),
        (Consulta(filtros={"sem_situacao": "S"}), ["a", "NF-É9"]),
        (Consulta(filtros={"conta_cobranca": "7"}), ["NF-É9"]),
        (Consulta(ordem="cliente_nome"), ["a", "b", "NF-É9"]),
        (Consulta(filtros={"vencimento_de": "2026-11-24", "vencimento_ate": "2026-11-25"}), ["a", "b"]),
        (Consulta(ordem="vencimento", decrescente=True), ["NF-É9", "b", "a"]),
        (Consulta(ordem="saldo"), ["b", "a", "NF-É9"]),
    ],
)
def test_busca_filtros_e_ordens_da_pagina(consulta: Consulta, achados: list[str]) -> None:
    gravar_cliente("1", nome="Ávila")
    gravar_debito("1", "a", vence_em=0)
    gravar_debito("1", "b", vence_em=1, situacao="Acordo", saldo_centavos=1)
    gravar_debito("2", "NF-É9", vence_em=9, conta_cobranca="7", saldo_centavos=100_01)
    assert [debito.documento for debito in debitos.pagina(consulta).linhas] == achados


def test_totais_do_que_a_pagina_mostra_sem_o_recorte() -> None:
    for numero in range(3):
        gravar_debito("1", str(numero), saldo_centavos=3_000_000_000)
    gravar_debito("2", "x")
    assert debitos.totais(Consulta(limite=1, filtros={"cliente": "1"})) == (3, 9_000_000_000)
    assert debitos.totais(Consulta(busca="sumiu")) == (0, 0)


def test_excluir() -> None:
    chave = gravar_debito("1").chave
    debitos.excluir(chave)
    assert debitos.obter(chave) is None


def test_com_linha_acha_pela_linha_ou_pelo_codigo_guardado() -> None:
    linha = gravar_debito("1", "A", linha_digitavel="1" * 47)
    codigo = gravar_debito("1", "B", linha_digitavel="2" * 44)
    assert debitos.com_linha("1" * 47, "3" * 44) == [linha]
    assert debitos.com_linha("9" * 47, "2" * 44) == [codigo]


def test_parecidos_vencem_no_dia_ou_tem_o_valor_ou_o_saldo_e_sao_das_contas_pedidas() -> None:
    comum = {"conta_cobranca": "ITAU", "nosso_numero": "1"}
    no_dia = gravar_debito("1", "dia", vence_em=5, valor_centavos=7_00, saldo_centavos=7_00, **comum)
    do_saldo = gravar_debito("1", "saldo", vence_em=9, valor_centavos=90_00, saldo_centavos=30_00, **comum)
    gravar_debito("1", "outra", vence_em=5, conta_cobranca="BB", nosso_numero="1")
    gravar_debito("1", "sem", vence_em=5, conta_cobranca="ITAU")
    assert debitos.parecidos(dia(5), 30_00, ["ITAU"]) == [do_saldo, no_dia]
    assert debitos.parecidos(None, 90_00, ["ITAU"]) == [do_saldo]
    assert debitos.parecidos(dia(5), 30_00, []) == []


def test_incluir_o_que_ja_existe_nao_sobrepoe() -> None:
    existente = gravar_debito("1", "a")
    with pytest.raises(DadoInvalido, match="já existe débito"):
        debitos.incluir(existente._replace(saldo_centavos=1))
    assert debitos.obter(existente.chave) == existente


def test_alterar_o_que_outro_excluiu_nao_o_traz_de_volta() -> None:
    debito = gravar_debito("1", "a")
    debitos.alterar(debito._replace(saldo_centavos=1))
    assert debitos.obter(debito.chave).saldo_centavos == 1  # type: ignore[union-attr]
    debitos.excluir(debito.chave)
    with pytest.raises(DadoInvalido, match="foi excluído"):
        debitos.alterar(debito)
    assert debitos.obter(debito.chave) is None


@pytest.mark.parametrize("gravar", [debitos.incluir, debitos.alterar])
def test_incluir_e_alterar_conferem_as_faixas(gravar: Callable[[Debito], None]) -> None:
    with pytest.raises(DadoInvalido, match="saldo"):
        gravar(Debito("1", "a", "1", HOJE, 1, 2))


def test_conta_cada_cliente_uma_vez() -> None:
    for documento in ("a", "b"):
        gravar_debito("1", documento)
    gravar_debito("2", "a")
    assert debitos.contar_clientes(Consulta()) == 2
    assert debitos.contar_clientes(Consulta(filtros={"cliente": "2"})) == 1
