"""O que falta para fechar é dito antes de gravar o primeiro aviso (regras.md §2.12, §3.1, §4 e §6.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from envio import prontidao
from envio.ambiente import Ambiente
from envio.contas import contas
from envio.contas.autorizacao import Acesso
from modelos.acesso import locais
from modelos.avisos import autorizacao, fechamentos
from modelos.cadastro import empresas, grupos, situacoes
from modelos.contas import (
    contas_autorizadas,
    contas_email,
    mensagens,
    parametros,
)
from regras.base_travada import Bloqueio, PorQue
from regras.cadastro import Autenticacao, ContaEmail
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from tests.envio.cenario import EMPRESA, cadastrar
from tests.envio.correio_falso import CONTA
from tests.modelos.exemplos import EM, HOJE

pytestmark = pytest.mark.usefixtures("base")
COM_LOGIN = replace(CONTA, usuario="cobranca")


def test_com_tudo_no_lugar_devolve_o_que_o_envio_usa(ambiente: Ambiente) -> None:
    cadastrar()
    pronto = prontidao.conferir(ambiente, parametros.obter())
    assert (pronto.empresa, pronto.conta, pronto.credencial) == (EMPRESA, CONTA, None)
    assert pronto.mensagem == mensagens.padrao()


def test_sem_empresa() -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="empresa") as erro:
        prontidao.conferir_empresa()
    assert "--empresa" in erro.value.no_terminal


@pytest.mark.parametrize(
    ("campo", "dito"),
    [
        ("nome", "nome"),
        ("cpf_cnpj", "CPF/CNPJ"),
        ("endereco", "endereço"),
        ("cidade", "cidade"),
        ("uf", "UF"),
        ("cep", "CEP"),
    ],
)
def test_campo_que_a_lei_exige_de_quem_cobra(campo: str, dito: str) -> None:
    empresas.gravar(replace(EMPRESA, **{campo: " "}))
    with pytest.raises(ConfiguracaoIncompleta, match=f"empresa: {dito}\\."):
        prontidao.conferir_empresa()


@pytest.mark.parametrize("modo", list(Modo))
def test_marcado_que_deixou_de_existir_so_impede_em_s(modo: Modo) -> None:
    grupos.garantir(["Sócios"])
    filtro = FiltroSNT(modo, ("SOCIOS", "Financeiro"))
    perdidos = prontidao.filtros_com_nome_perdido(ParametrosAviso(grupos=filtro))
    assert perdidos == ([(prontidao.Filtro.GRUPOS, ["Financeiro"])] if modo is Modo.SELECIONA else [])


def test_situacao_perdida_impede_e_diz_qual() -> None:
    situacoes.garantir(["Normal"])
    valores = ParametrosAviso(situacoes=FiltroSNT(Modo.SELECIONA, ("Normal", "Acordo")))
    with pytest.raises(ConfiguracaoIncompleta, match="Situações marcados que não existem mais: Acordo"):
        prontidao.conferir_filtros(valores)


def test_filtro_perdido_e_conferido_junto_com_o_resto(ambiente: Ambiente) -> None:
    cadastrar()
    with pytest.raises(ConfiguracaoIncompleta, match="Grupos de contatos"):
        prontidao.conferir(ambiente, ParametrosAviso(grupos=FiltroSNT(Modo.SELECIONA, ("Sumido",))))


def test_conta_vazia_vale_a_unica() -> None:
    contas_email.gravar(CONTA)
    assert prontidao.escolher_conta(ParametrosAviso()) == CONTA


def test_conta_escolhida_vale_entre_varias() -> None:
    contas_email.gravar(CONTA)
    contas_email.gravar(replace(CONTA, numero=2))
    assert prontidao.escolher_conta(ParametrosAviso(conta_email=2)).numero == 2


@pytest.mark.parametrize("quantas", [0, 2])
def test_sem_escolha_com_nenhuma_ou_varias_contas_e_recusado(quantas: int) -> None:
    for numero in range(1, quantas + 1):
        contas_email.gravar(replace(CONTA, numero=numero))
    with pytest.raises(ConfiguracaoIncompleta, match="Nenhuma conta"):
        prontidao.escolher_conta(ParametrosAviso())


def test_conta_escolhida_que_nao_existe_e_recusada() -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="conta de e-mail 7 não existe"):
        prontidao.escolher_conta(ParametrosAviso(conta_email=7))


def test_conta_sem_login_nao_pede_senha_nem_olha_o_cofre(ambiente: Ambiente) -> None:
    ambiente.cofre.guardar(1, "do cofre")
    assert prontidao.obter_credencial(ambiente, CONTA, None) is None


@pytest.mark.parametrize(("desta_execucao", "esperada"), [(None, "do cofre"), ("da entrada", "da entrada")])
def test_senha_desta_execucao_vale_mais_que_a_do_cofre(
    ambiente: Ambiente, desta_execucao: str | None, esperada: str
) -> None:
    ambiente.cofre.guardar(1, "do cofre")
    assert prontidao.obter_credencial(ambiente, COM_LOGIN, desta_execucao) == esperada
    assert ambiente.cofre.obter(1) == "do cofre"


def test_conta_com_login_e_sem_senha_e_recusada(ambiente: Ambiente) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match=CONTA.remetente) as erro:
        prontidao.obter_credencial(ambiente, COM_LOGIN, None)
    assert "--senha-da-entrada" in erro.value.no_terminal


def test_mensagem_que_nao_se_preenche_e_recusada_antes_do_primeiro_aviso(ambiente: Ambiente) -> None:
    cadastrar()
    mensagens.gravar(replace(mensagens.padrao(), assunto="{{ inventada }}"))
    with pytest.raises(DadoInvalido, match="inventada"):
        prontidao.conferir(ambiente, parametros.obter())


@pytest.mark.parametrize(("dias", "vale"), [(-1, False), (0, True), (1, True)])
def test_o_fechamento_so_anda_para_a_frente(dias: int, vale: bool) -> None:
    prontidao.conferir_data(HOJE - timedelta(days=99), HOJE)
    fechamentos.abrir(HOJE, EM, habilitado=True)
    if vale:
        prontidao.conferir_data(HOJE + timedelta(days=dias), HOJE)
        return
    with pytest.raises(DadoInvalido, match=r"23/11/2026 é anterior ao último fechamento, de 24/11/2026"):
        prontidao.conferir_data(HOJE + timedelta(days=dias), HOJE)


def test_base_travada_diz_por_que_e_como_sair() -> None:
    prontidao.conferir_base()
    autorizacao.travar(Bloqueio(PorQue.RESTAURADA, copia="aviso.db"))
    with pytest.raises(AmbienteIndisponivel, match=r"restaurada da cópia aviso\.db") as erro:
        prontidao.conferir_base()
    assert "destravar" in erro.value.no_terminal


def test_sem_pasta_de_dados_o_conserto_e_a_permissao_e_nao_destravar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "arquivo").write_text("")
    monkeypatch.setattr(locais, "pasta_de_dados", lambda: tmp_path / "arquivo" / "dados")
    with pytest.raises(AmbienteIndisponivel, match="não há onde guardar o diário") as erro:
        prontidao.conferir_base()
    assert "permissão" in erro.value.o_que_fazer
    assert "destravar" not in erro.value.o_que_fazer


def _conta_autorizada(ambiente: Ambiente) -> ContaEmail:
    conta = replace(CONTA, autenticacao=Autenticacao.MICROSOFT, aplicativo="x")
    contas.gravar(conta, None, ambiente.cofre, autorizada=contas.Autorizada("renovacao", EM), aceita_memoria=True)
    return conta


def test_conta_autorizada_entra_com_o_token_e_nao_com_a_senha(ambiente: Ambiente) -> None:
    conta = _conta_autorizada(ambiente)
    credencial = prontidao.obter_credencial(ambiente, conta, None)
    assert isinstance(credencial, Acesso)
    assert credencial.renovacao == "renovacao"
    with pytest.raises(DadoInvalido, match="não por senha"):
        prontidao.obter_credencial(ambiente, conta, "da entrada")


def test_autorizacao_vencida_e_dita_antes_de_fechar(ambiente: Ambiente) -> None:
    conta = _conta_autorizada(ambiente)
    prontidao.conferir_autorizacao(conta)
    contas_autorizadas.vencer(1, EM)
    with pytest.raises(ConfiguracaoIncompleta, match="não vale mais") as erro:
        prontidao.conferir_autorizacao(conta)
    assert "Autorize de novo" in erro.value.o_que_fazer
    prontidao.conferir_autorizacao(CONTA)
