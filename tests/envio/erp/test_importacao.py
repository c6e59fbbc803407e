"""Importar do banco do ERP: o mesmo de-para, as mesmas regras, e a senha só no cofre."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.erp import importacao
from envio.importacao import lembrados
from modelos.base.abertura import Base
from modelos.cadastro import clientes
from modelos.carteira import consultas_erp, debitos
from modelos.carteira.consultas_erp import ConsultaErp
from modelos.importacao import mapas
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente
from regras.erros import DadoInvalido
from tests.envio.erp.test_leitura import consulta
from tests.modelos.exemplos import EM

__all__ = ["consulta"]


def test_grava_o_que_a_consulta_traz_e_rejeita_a_linha_ruim(base: Base, consulta: ConsultaErp) -> None:
    clientes.gravar_varios([Cliente("901", "Padaria")])
    deu = importacao.importar(consulta, None, EM)
    assert (deu.erro, deu.lidas, deu.incluidas, deu.rejeitadas) == (None, 2, 1, 1)
    gravado = debitos.obter(("901", "T-1", "1"))
    assert gravado is not None
    assert gravado.saldo_centavos == 123_450
    assert deu.arquivo_de_rejeitadas is not None
    assert deu.arquivo_de_rejeitadas.parent == base.caminho.parent
    assert importacao.importar(consulta, None, EM).iguais == 1
    assert list(lembrados()) == []


def test_vale_o_de_para_ensinado_e_o_que_falta_e_dito(base: Base, consulta: ConsultaErp) -> None:
    clientes.gravar_varios([Cliente("901", "Padaria")])
    outra = replace(consulta, consulta="SELECT cliente a, titulo b, 1 c, vencto d, saldo e FROM titulos")
    deu = importacao.importar(outra, None, EM)
    assert deu.erro is not None
    assert "faltam as colunas" in deu.erro
    nomes = ("cliente", "documento", "parcela", "vencimento", "valor")
    mapas.gravar(Tipo.DEBITOS, tuple("abcde"), dict(zip("abcde", nomes, strict=True)), EM)
    assert importacao.importar(outra, None, EM).incluidas == 1


def test_a_senha_fica_so_no_cofre(base: Base, consulta: ConsultaErp) -> None:
    cofre = CofreEmMemoria()
    importacao.gravar(consulta, "segredo", cofre)
    assert consultas_erp.obter("titulos") == consulta
    assert cofre.obter(importacao.chave("titulos")) == "segredo"
    importacao.excluir("titulos", cofre)
    assert (consultas_erp.listar(), cofre.obter(importacao.chave("titulos"))) == ([], None)


@pytest.mark.parametrize(
    ("campo", "valor"),
    [("nome", " "), ("banco", ""), ("porta", -1), ("tempo_maximo_s", 0), ("consulta", "DROP TABLE t")],
)
def test_o_que_nao_serve_e_dito_no_campo(base: Base, consulta: ConsultaErp, campo: str, valor: object) -> None:
    with pytest.raises(DadoInvalido) as erro:
        importacao.gravar(replace(consulta, **{campo: valor}), None, CofreEmMemoria())  # type: ignore[arg-type]
    assert erro.value.campo == campo
