"""O passo 6: base antiga abre sem logotipo, senha nem beneficiário final, e passa a guardá-los."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from modelos.base.abertura import abrir
from modelos.cadastro import empresas
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca, Empresa

BASES = Path(__file__).parents[2] / "bases"
EMPRESA = Empresa("Empresa Ltda.", "11222333000181")
CONTA = ContaCobranca("01", "237", "09")


@pytest.mark.parametrize("versao", ["v1.db", "v5.db", "v6.db"])
def test_base_guardada_passa_a_guardar_o_que_e_novo(tmp_path: Path, versao: str) -> None:
    caminho = Path(shutil.copyfile(BASES / versao, tmp_path / "aviso.db"))
    caminho.chmod(0o644)
    with abrir(caminho):
        empresas.gravar(EMPRESA)
        assert empresas.obter() == EMPRESA
        completa = replace(EMPRESA, logotipo=bytes(range(256)), algarismos_da_senha=5)
        empresas.gravar(completa)
        assert empresas.obter() == completa
        conta = replace(CONTA, beneficiario_final="Fundo", beneficiario_final_cpf_cnpj="52998224725")
        contas_cobranca.gravar(conta)
        assert contas_cobranca.obter("01") == conta
