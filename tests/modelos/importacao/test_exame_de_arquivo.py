"""O que se faria com uma planilha qualquer: tipo, colunas, o que falta e as primeiras linhas."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelos.base.abertura import Base
from modelos.importacao import mapas
from modelos.importacao.exame_de_arquivo import LINHAS_DA_AMOSTRA, examinar
from modelos.importacao.resultado import Tipo
from tests.modelos.importacao.amostras import EM
from tests.modelos.importacao.planilhas import montar


@pytest.mark.parametrize(
    ("titulos", "tipo"),
    [
        ("Cliente;Título;Parc;Vencto;Vlr Original;Saldo", Tipo.DEBITOS),
        ("Código;Razão Social;CNPJ/CPF;E-mail;Cidade;UF", Tipo.CLIENTES),
        ("Razão Social;Contato;E-mail;Setor", Tipo.CONTATOS),
        ("Pedido;Cliente;Data;Valor Total", Tipo.PEDIDOS),
        ("Série;Nota Fiscal;Emissão", Tipo.NOTAS),
        ("codigo;banco;carteira;agencia;conta", Tipo.CONTAS_COBRANCA),
        ("nome;cpf_cnpj;endereco;cidade", Tipo.EMPRESA),
    ],
)
def test_adivinha_o_tipo_pelos_titulos_abrindo_uma_vez(
    base: Base, tmp_path: Path, aberturas: list[Path], titulos: str, tipo: Tipo
) -> None:
    arquivo = tmp_path / "qualquer.csv"
    arquivo.write_text(f"{titulos}\n", "utf-8")
    exame = examinar(arquivo)
    assert (exame.tipo, exame.faltam) == (tipo, ())
    assert aberturas == [arquivo]


def test_mostra_o_que_falta_e_o_que_seria_rejeitado(base: Base, tmp_path: Path) -> None:
    arquivo = tmp_path / "d.csv"
    linhas = "".join(f"001;{numero};1;20/11/2026;{'x' if numero == 2 else '1,00'}\n" for numero in range(30))
    arquivo.write_text(f"Emitido hoje\nCliente;Título;Parc;Vencto;Valor\n{linhas}", "utf-8")
    exame = examinar(arquivo)
    assert exame.colunas["Vencto"] == "vencimento"
    assert len(exame.amostra) == LINHAS_DA_AMOSTRA
    assert [bool(motivo) for _, motivo in exame.amostra[:4]] == [False, False, True, False]
    assert exame.avisos == ("1 linha acima dos títulos foi pulada",)
    assert not mapas.listar()


def test_experimenta_um_de_para_sem_gravar(base: Base, tmp_path: Path) -> None:
    arquivo = tmp_path / "d.xlsx"
    arquivo.write_bytes(montar(["Quem", "Papel"], ["001", "Padaria"]))
    assert examinar(arquivo, Tipo.CLIENTES).faltam == ("codigo", "nome")
    ensinado = examinar(arquivo, Tipo.CLIENTES, {"quem": "codigo", "papel": "nome"})
    assert (ensinado.faltam, ensinado.aprendido) == ((), False)
    mapas.gravar(Tipo.CLIENTES, ("Quem", "Papel"), {"Quem": "codigo", "Papel": "nome"}, EM)
    assert (examinar(arquivo).tipo, examinar(arquivo).aprendido) == (Tipo.CLIENTES, True)


def test_planilha_de_outra_coisa_nao_e_de_tipo_nenhum(base: Base, tmp_path: Path) -> None:
    arquivo = tmp_path / "x.csv"
    arquivo.write_text("alfa;beta\n1;2\n", "utf-8")
    assert examinar(arquivo).tipo is None
