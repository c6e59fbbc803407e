"""De que coluna é cada título: nome do contrato, nome usual dos ERPs, ou o que se aprendeu."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.importacao.cabecalho import USUAIS, Casamento, assinatura, casar, normalizar_titulo, por_extenso
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo


def _casar(tipo: Tipo, titulos: str, aprendido: Mapping[str, str] | None = None) -> Casamento:
    colunas = [coluna.nome for coluna in FORMATOS[tipo].colunas]
    return casar(tipo, colunas, titulos.split(";"), aprendido or {})


def _achadas(tipo: Tipo, titulos: str) -> dict[str, str]:
    return {coluna: titulos.split(";")[onde] for coluna, onde in _casar(tipo, titulos).posicoes.items()}


@pytest.mark.parametrize(
    ("titulo", "extenso"),
    [
        ("Dt. Emissão", "data emissao"),
        ("Vencto", "vencimento"),
        ("DT_VENCTO", "data vencimento"),
        ("dtvenc", "data vencimento"),
        ("DtEmissao", "data emissao"),
        ("Vlr Saldo", "valor saldo"),
        ("Valor (R$)", "valor"),
        ("Nº", "numero"),
        ("Nº Título", "numero titulo"),
        ("Nosso Nº", "nosso numero"),
        ("Cód. do Cliente", "codigo cliente"),
        ("CodCliente", "codigo cliente"),
        ("CNPJ/CPF", "cnpj cpf"),
        ("% Multa", "percentual multa"),
        ("E-mail", "email"),
        ("Código", "codigo"),
        ("Sacado", "cliente"),
    ],
)
def test_abreviatura_e_escrita_por_extenso(titulo: str, extenso: str) -> None:
    assert por_extenso(titulo) == extenso


@pytest.mark.parametrize(
    ("tipo", "titulos", "achadas"),
    [
        (
            Tipo.DEBITOS,
            "Cód. Cliente;Cliente;CNPJ/CPF;Título;Parc.;Dt. Emissão;Vencto;Valor Original;Vlr Saldo;Portador;Nosso Nº",
            "cliente=Cód. Cliente documento=Título parcela=Parc. emissao=Dt. Emissão vencimento=Vencto "
            "valor=Valor Original saldo=Vlr Saldo nosso_numero=Nosso Nº",
        ),
        (
            Tipo.DEBITOS,
            "Prefixo;No. Titulo;Parcela;Cliente;Loja;Nome Cliente;Vencimento;Vencto Real;Vlr.Titulo;Valor Liquido",
            "cliente=Cliente documento=No. Titulo parcela=Parcela vencimento=Vencimento valor=Vlr.Titulo",
        ),
        (
            Tipo.DEBITOS,
            "Razão Social;CNPJ;Nº;Parcela;Vencimento;Valor;Dt. Pagto",
            "cliente=CNPJ documento=Nº parcela=Parcela vencimento=Vencimento valor=Valor pago_em=Dt. Pagto",
        ),
        (
            Tipo.DEBITOS,
            "Razão Social;Nota Fiscal;Duplicata;Parcela;Data Vencimento;Valor Nominal;Valor Aberto",
            "cliente=Razão Social documento=Duplicata parcela=Parcela vencimento=Data Vencimento "
            "valor=Valor Nominal saldo=Valor Aberto",
        ),
        (
            Tipo.CLIENTES,
            "Código;Razão Social;Nome Fantasia;CNPJ/CPF;E-mail;Fone;Logradouro;Nº;Município;Estado",
            "codigo=Código nome=Razão Social fantasia=Nome Fantasia cpf_cnpj=CNPJ/CPF email=E-mail telefone=Fone "
            "endereco=Logradouro numero=Nº cidade=Município uf=Estado",
        ),
        (Tipo.CLIENTES, "Código;Cliente", "codigo=Código nome=Cliente"),
        (Tipo.CLIENTES, "Cliente;Razão Social", "codigo=Cliente nome=Razão Social"),
        (Tipo.CONTATOS, "Razão Social;Contato;E-mail", "cliente=Razão Social nome=Contato email=E-mail"),
        (Tipo.PEDIDOS, "Pedido;Cliente;Emissão;Total", "numero=Pedido cliente=Cliente data=Emissão valor=Total"),
        (Tipo.NOTAS, "Série;Nota Fiscal;Data", "serie=Série numero=Nota Fiscal emissao=Data"),
    ],
)
def test_nomes_usuais_dos_erps(tipo: Tipo, titulos: str, achadas: str) -> None:
    obtidas = _achadas(tipo, titulos)
    assert sorted(f"{coluna}={titulo}" for coluna, titulo in obtidas.items()) == sorted(
        f"{par.strip()}" for par in _pares(achadas)
    )


def _pares(texto: str) -> list[str]:
    partes: list[str] = []
    for palavra in texto.split():
        if "=" in palavra:
            partes.append(palavra)
        else:
            partes[-1] += f" {palavra}"
    return partes


def test_o_nome_do_contrato_vence_o_usual() -> None:
    assert _achadas(Tipo.DEBITOS, "Título;documento;Vlr;valor") == {"documento": "documento", "valor": "valor"}


def test_dois_titulos_para_a_mesma_coluna_no_mesmo_grau_nenhum_vale() -> None:
    casamento = _casar(Tipo.CLIENTES, "codigo;nome;CNPJ;CPF")
    assert "cpf_cnpj" not in casamento.posicoes
    assert casamento.disputadas == {"cpf_cnpj": ("CNPJ", "CPF")}


def test_titulo_que_serviria_a_duas_colunas_nao_e_de_nenhuma() -> None:
    assert _achadas(Tipo.CLIENTES, "Cliente;E-mail") == {"email": "E-mail"}
    assert _achadas(Tipo.CONTATOS, "Nome;E-mail") == {"nome": "Nome", "email": "E-mail"}


def test_o_aprendido_vale_por_cima_de_tudo_e_so_ele() -> None:
    aprendido = {"valor": "saldo", "vlrbruto": "valor"}
    casamento = _casar(Tipo.DEBITOS, "Valor;Vlr. Bruto;Vencimento", aprendido)
    assert casamento.posicoes == {"valor": 1, "saldo": 0}


def test_a_assinatura_e_do_cabecalho_e_nao_de_como_ele_esta_escrito() -> None:
    assert assinatura(["Código", "Razão Social"]) == assinatura(["CODIGO", "razao_social "])
    assert assinatura(["Código", "Nome"]) != assinatura(["Nome", "Código"])


def test_so_ha_nomes_usuais_de_colunas_do_contrato_e_escritos_por_extenso() -> None:
    for tipo, colunas in USUAIS.items():
        assert set(colunas) <= {coluna.nome for coluna in FORMATOS[tipo].colunas}
        assert [forma for graus in colunas.values() for grau in graus for forma in grau.split("|")
                if por_extenso(forma) != forma] == []  # fmt: skip


@given(st.lists(st.text(max_size=20), max_size=12), st.sampled_from(list(Tipo)))
def test_qualquer_cabecalho_casa_sem_repetir_lugar(titulos: list[str], tipo: Tipo) -> None:
    casamento = casar(tipo, [coluna.nome for coluna in FORMATOS[tipo].colunas], titulos, {})
    assert len(set(casamento.posicoes.values())) == len(casamento.posicoes)
    assert all(0 <= onde < len(titulos) for onde in casamento.posicoes.values())
    assert all(normalizar_titulo(titulos[onde]) for onde in casamento.posicoes.values())
