"""A base de demonstração: plausível, determinista, com quase todo boleto saindo e um caso de cada problema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from boletos.bancos import BANCOS, problemas
from envio.fechamento.fechamento import planejar
from envio.plano.plano import PlanoDoDia
from modelos import demonstracao, retrato
from modelos.acesso.consulta import Consulta
from modelos.base.abertura import abrir
from modelos.cadastro import (
    clientes,
    contatos,
    empresas,
    grupos,
    situacoes,
)
from modelos.carteira import debitos, notas, pedidos
from modelos.carteira.debitos import Debito
from modelos.contas import contas_cobranca, contas_email, parametros
from regras.apontamento import TipoDeApontamento as Tipo
from regras.cadastro import Cliente, Contato, Seguranca
from regras.documentos import e_cpf_cnpj_valido
from regras.selecao import Motivo

HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
TODOS = Consulta(limite=1000)
Cadastros = tuple[list[Cliente], list[Contato], list[Debito]]


def popular(caminho: Path, hoje: date = HOJE) -> tuple[Cadastros, PlanoDoDia]:
    with abrir(caminho):
        demonstracao.popular(hoje, EM, porta=2525)
        cadastros = (
            clientes.pagina(TODOS).linhas,
            contatos.pagina(TODOS).linhas,
            debitos.pagina(TODOS).linhas,
        )
        return cadastros, planejar(hoje)


@pytest.fixture(scope="module")
def pronta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Uma base de demonstração, gravada uma vez e fechada."""
    caminho = tmp_path_factory.mktemp("demonstracao") / "aviso.db"
    with abrir(caminho):
        demonstracao.popular(HOJE, EM, porta=2525)
    return caminho


@pytest.fixture
def populada(pronta: Path) -> Iterator[None]:
    """A de demonstração, aberta; os testes só leem."""
    with abrir(pronta):
        yield


@pytest.mark.usefixtures("populada")
def test_tem_a_empresa_completa_40_clientes_e_200_debitos() -> None:
    empresa = empresas.obter()
    assert empresa is not None
    assert empresa.o_que_falta() == ()
    assert (clientes.pagina(TODOS).total, debitos.pagina(TODOS).total) == (40, 200)


@pytest.mark.usefixtures("populada")
def test_toda_conta_de_cobranca_e_de_banco_com_leiaute_e_emite() -> None:
    contas = contas_cobranca.listar()
    assert [conta.banco for conta in contas if conta.banco not in BANCOS] == []
    assert {conta.codigo: problemas(conta) for conta in contas if problemas(conta)} == {}


@pytest.mark.usefixtures("populada")
def test_todo_endereco_e_de_example_com() -> None:
    emails = [cliente.email for cliente in clientes.pagina(TODOS).linhas if cliente.email]
    emails += [email for contato in contatos.pagina(TODOS).linhas for email in contato.validos]
    emails += [conta.remetente for conta in contas_email.listar()]
    empresa = empresas.obter()
    assert empresa is not None
    assert [email for email in (*emails, empresa.email) if not email.endswith(".example.com")] == []


@pytest.mark.usefixtures("populada")
def test_documentos_conferem_e_ha_cnpj_com_letras() -> None:
    documentos = [cliente.cpf_cnpj for cliente in clientes.pagina(TODOS).linhas]
    assert all(map(e_cpf_cnpj_valido, documentos))
    assert len(set(documentos)) == 40
    assert any(not documento.isdecimal() for documento in documentos)


@pytest.mark.usefixtures("populada")
def test_esta_pronta_para_fechar_contra_o_correio_local() -> None:
    valores = parametros.obter()
    assert (valores.habilitado, valores.conta_email) == (True, 1)
    conta = contas_email.obter(1)
    assert conta is not None
    assert (conta.servidor, conta.porta, conta.seguranca) == ("127.0.0.1", 2525, Seguranca.NENHUMA)
    assert (conta.por_minuto, conta.por_hora, conta.por_dia) == (None, None, None)


@pytest.mark.usefixtures("populada")
def test_quase_todo_boleto_sai_e_cada_problema_aparece() -> None:
    plano = planejar(HOJE)
    avisados = [debito for aviso in plano.avisos for debito in aviso.debitos]
    com_boleto = [debito for debito in avisados if debito.codigo_barras]
    assert len(plano.avisos) >= 30
    assert len(com_boleto) >= 0.9 * len(avisados)
    assert len(com_boleto) < len(avisados)
    assert {apontamento.tipo for apontamento in plano.apontamentos} >= {
        Tipo.SEM_NOSSO_NUMERO,
        Tipo.EMAIL_INVALIDO,
        Tipo.ANTIGO,
    }
    assert {fora.motivo for fora in plano.fora} >= {Motivo.NAO_AVISAR, Motivo.PROMESSA, Motivo.SEM_DESTINATARIO}


@pytest.mark.usefixtures("populada")
def test_ha_debitos_de_toda_classe_grupos_situacoes_pedidos_e_falha_de_numeracao() -> None:
    dias = {(HOJE - debito.vencimento).days for debito in debitos.pagina(TODOS).linhas}
    assert min(dias) < -3
    assert dias & {-3, -2, -1, 0}
    assert 1 in dias
    assert any(2 <= quantos <= 60 for quantos in dias)
    assert len(grupos.listar()) >= 3
    assert len(situacoes.listar()) >= 3
    assert pedidos.contar_abertos() >= 3
    assert notas.falhas()
    assert retrato.ler(HOJE, parametros.obter()).debitos


def test_a_mesma_data_da_a_mesma_base_e_outra_data_so_desloca(tmp_path: Path) -> None:
    primeira, plano = popular(tmp_path / "a.db")
    assert popular(tmp_path / "b.db")[0] == primeira
    depois, outro = popular(tmp_path / "c.db", HOJE + timedelta(days=90))
    assert [debito.valor_centavos for debito in depois[2]] == [debito.valor_centavos for debito in primeira[2]]
    assert depois[2][0].vencimento - primeira[2][0].vencimento == timedelta(days=90)
    assert len(outro.avisos) == len(plano.avisos)
