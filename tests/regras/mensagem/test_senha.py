from __future__ import annotations

from dataclasses import replace

import pytest

from regras.cadastro import Cliente, Empresa
from regras.mensagem import senha

EMPRESA = Empresa("Empresa Ltda.", "11222333000181", algarismos_da_senha=5)
EMPRESA_CLIENTE = Cliente("1", "Padaria Aurora", cpf_cnpj="45.997.418/0001-53")
PESSOA = Cliente("2", "José da Silva", cpf_cnpj="52998224725")
COM_LETRAS = Cliente("3", "Nova Ltda.", cpf_cnpj="12ABC34501DE35")


@pytest.mark.parametrize(
    ("cliente", "esperada"), [(EMPRESA_CLIENTE, "45997"), (PESSOA, "52998"), (COM_LETRAS, "12ABC")]
)
def test_senha_sao_os_primeiros_do_documento_sem_mascara(cliente: Cliente, esperada: str) -> None:
    assert senha.dos_pdfs(EMPRESA, cliente) == esperada


def test_sem_escolha_da_empresa_ou_sem_documento_nao_ha_senha_nem_frase() -> None:
    for empresa, cliente in (
        (replace(EMPRESA, algarismos_da_senha=0), PESSOA),
        (EMPRESA, Cliente("4", "Sem documento")),
    ):
        assert senha.dos_pdfs(empresa, cliente) == ""
        assert senha.como_abrir(empresa, cliente) == ""


@pytest.mark.parametrize(
    ("cliente", "trecho"),
    [
        (EMPRESA_CLIENTE, "os 5 primeiros algarismos do CNPJ de Padaria Aurora"),
        (PESSOA, "os 5 primeiros algarismos do CPF de José da Silva"),
        (COM_LETRAS, "os 5 primeiros caracteres do CNPJ de Nova Ltda."),
    ],
)
def test_a_frase_diz_como_abrir_sem_dizer_a_senha(cliente: Cliente, trecho: str) -> None:
    frase = senha.como_abrir(EMPRESA, cliente)
    assert trecho in frase
    assert senha.dos_pdfs(EMPRESA, cliente) not in frase


def test_possiveis_trazem_todas_as_escolhas_que_a_empresa_pode_ter_feito() -> None:
    assert senha.possiveis("52998224725") == ("529", "5299", "52998", "529982")
    assert senha.possiveis("") == ()
    assert senha.USUAL in senha.OPCOES
