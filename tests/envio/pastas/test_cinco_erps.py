"""O primeiro envio com as planilhas de cinco ERPs imitados: gravadas na pasta vigiada, tudo entra numa leitura só.

Nenhuma coluna é ensinada: os nomes são os usuais de cada ERP, com linhas acima dos títulos e totais abaixo.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from envio.pastas.cadastro import vigiar
from envio.pastas.leitura import Desfecho, ler
from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.carteira import debitos
from tests.exemplos.retorno_feito import HOJE
from tests.modelos.exemplos import EM

ERPS = {
    "totvs": (
        "TOTVS S.A.;;;\nRelação de Clientes;;;\n\nCódigo;Razão Social;CNPJ/CPF;E-mail\n000901;Padaria;;a@b.com.br\n",
        "Títulos a Receber - em aberto;;;;;\n\n"
        "Cliente;Prefixo;No. Titulo;Parcela;Dt. Emissao;Vencto Real;Vlr.Titulo;Saldo\n"
        "000901;FAT;T-10;1;01/10/2026;20/11/2026;1.234,56;1.234,56\nTotal Geral;;;;;;1.234,56;1.234,56\n",
    ),
    "bling": (
        "ID;Código;Nome;Fantasia;CNPJ / CPF;Email;Cidade;UF\n1;000901;Padaria;;;a@b.com.br;Joinville;SC\n",
        "Código Cliente;Nº Documento;Parcela;Data Emissão;Data Vencimento;Valor documento;Saldo;Situação\n"
        "000901;T-10;1;01/10/2026;20/11/2026;1234,56;1234,56;Em aberto\n",
    ),
    "omie": (
        "Código do Cliente;Razão Social;Nome Fantasia;CNPJ / CPF;E-mail;Estado\n000901;Padaria;;;a@b.com.br;SC\n",
        "Contas a Receber\n"
        "Código do Cliente;Número do Documento;Parcela;Data de Emissão;Vencimento;Valor do Documento;Valor em Aberto\n"
        "000901;T-10;1;01/10/2026;20/11/2026;1.234,56;1.234,56\n",
    ),
    "sankhya": (
        "Cód. Parceiro;Nome Parceiro;CNPJ/CPF\n000901;Padaria;\n",
        "Cód. Parceiro;Nro. Documento;Parcela;Dt. Negociação;Dt. Vencimento;Vlr. Parcela;Vlr. Saldo\n"
        "000901;T-10;1;01/10/2026;20/11/2026;1.234,56;1.234,56\n",
    ),
    "senior": (
        "Cód. Cliente;Nome do Cliente;CNPJ/CPF;E-mail;Cidade;UF\n000901;Padaria;;a@b.com.br;Joinville;SC\n",
        "Empresa: 1;;;;;;\n"
        "Cód. Cliente;Nome do Cliente;Nº Título;Parc.;Dt. Emissão;Dt. Vencto;Vlr. Original;Vlr. Aberto\n"
        "901;Padaria;T-10;1;01/10/2026;20/11/2026;1.234,56;1.234,56\nTotal;;;;;;1.234,56;1.234,56\n",
    ),
}


@pytest.mark.parametrize("erp", ERPS)
def test_as_duas_planilhas_entram_numa_leitura_sem_ensinar_nada(base: Base, tmp_path: Path, erp: str) -> None:
    pasta = tmp_path / erp
    pasta.mkdir()
    vigiar(pasta)
    for nome, texto in zip(("cadastro.csv", "a_receber.csv"), ERPS[erp], strict=True):
        (pasta / nome).write_text(texto, "cp1252")
    chegadas = list(ler(EM, HOJE, lambda _s: None))
    assert [(chegada.arquivo, chegada.desfecho, chegada.motivo) for chegada in chegadas] == [
        ("cadastro.csv", Desfecho.LIDO, ""),
        ("a_receber.csv", Desfecho.LIDO, ""),
    ]
    assert clientes.obter("000901") is not None
    gravado = debitos.obter(("000901", "T-10", "1"))
    assert gravado is not None
    assert (gravado.saldo_centavos, gravado.vencimento.isoformat()) == (123_456, "2026-11-20")
