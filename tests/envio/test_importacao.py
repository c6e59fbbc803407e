"""O débito que não diz a sua conta de cobrança vai pela única pronta da base."""

from __future__ import annotations

from pathlib import Path

import pytest

from envio.importacao import Situacao, conta_unica, importar, lembrados
from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.carteira import debitos, pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from modelos.contas import contas_cobranca
from modelos.importacao.resultado import Resultado, Tipo
from regras.cadastro import Cliente, ContaCobranca
from tests.modelos.exemplos import EM

PRONTA = ContaCobranca("1", "237", "09", agencia="1234", agencia_dv="3", conta="12345", conta_dv="7")


@pytest.fixture
def arquivo(base: Base, tmp_path: Path) -> Path:
    clientes.gravar_varios([Cliente("001", "Padaria")])
    caminho = tmp_path / "d.csv"
    caminho.write_text("cliente;documento;parcela;vencimento;valor\n001;10;1;20/11/2026;1,00\n", "utf-8")
    return caminho


def _importar(caminho: Path) -> Resultado:
    (resultado,) = importar({Tipo.DEBITOS: caminho}, em=EM)
    return resultado


def _conta() -> str:
    gravado = debitos.obter(("001", "10", "1"))
    assert gravado is not None
    return gravado.conta_cobranca


def test_so_uma_pronta_vale_e_reimportar_e_igual(arquivo: Path) -> None:
    contas_cobranca.gravar(PRONTA)
    contas_cobranca.gravar(ContaCobranca("2", "237", "09"))
    assert conta_unica() == "1"
    assert (_importar(arquivo).incluidas, _conta()) == (1, "1")
    assert _importar(arquivo).iguais == 1


def test_duas_prontas_ou_nenhuma_fica_sem(arquivo: Path) -> None:
    assert (_importar(arquivo).incluidas, _conta()) == (1, "")
    contas_cobranca.gravar(PRONTA)
    contas_cobranca.gravar(ContaCobranca("2", "237", "09", agencia="1234", agencia_dv="3", conta="54321", conta_dv="7"))
    assert conta_unica() == ""
    assert (_importar(arquivo).iguais, _conta()) == (1, "")


def test_a_que_o_arquivo_ou_a_base_diz_fica(arquivo: Path) -> None:
    contas_cobranca.gravar(PRONTA)
    texto = arquivo.read_text("utf-8").replace("valor\n", "valor;conta_cobranca\n").replace("1,00\n", "1,00;9\n")
    arquivo.with_name("outro.csv").write_text(texto, "utf-8")
    _importar(arquivo.with_name("outro.csv"))
    assert (_importar(arquivo).iguais, _conta()) == (1, "9")


def test_lembra_o_ultimo_de_cada_tipo_que_entrou_menos_o_de_pasta_vigiada(arquivo: Path) -> None:
    _importar(arquivo)
    arquivo.with_name("d2.csv").write_text("nada\n", "utf-8")
    _importar(arquivo.with_name("d2.csv"))
    (lembrado,) = lembrados()
    assert (lembrado.tipo, lembrado.arquivo, lembrado.situacao) == (Tipo.DEBITOS, arquivo, Situacao.IGUAL)
    arquivo.write_text(f"{arquivo.read_text('utf-8')}\n", "utf-8")
    assert [cada.situacao for cada in lembrados()] == [Situacao.MUDOU]
    arquivo.unlink()
    assert [cada.situacao for cada in lembrados()] == [Situacao.SUMIU]
    pastas_vigiadas.gravar(PastaVigiada(str(arquivo.parent)))
    assert list(lembrados()) == []
