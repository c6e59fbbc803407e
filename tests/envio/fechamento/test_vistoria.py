"""A vistoria do dia: o que impede é o que o fechamento recusa, e nada é gravado nem enviado."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from envio.ambiente import Ambiente
from envio.fechamento.vistoria import Achado, Nivel, Quesito, Vistoria, vistoriar
from envio.prontidao import Exigencia
from envio.retorno.leitura import ler
from modelos.avisos import autorizacao, fechamentos
from modelos.avisos import leitura as avisos
from modelos.base import ajustes
from modelos.cadastro import empresas
from modelos.carteira import importacoes
from modelos.contas import contas_cobranca, contas_email, mensagens, parametros
from modelos.retorno import decisoes
from regras.base_travada import Bloqueio, PorQue
from regras.cadastro import ContaCobranca
from regras.erros import ErroAviso
from regras.parametros import ParametrosAviso
from tests.boletos.contas_de_exemplo import BRADESCO
from tests.boletos.linha_do_banco import linha_de
from tests.envio.cenario import EMPRESA, cadastrar, cadastrar_vencido, fechar
from tests.envio.correio_falso import CONTA, CorreioFalso
from tests.exemplos.retorno_feito import arquivo, titulo
from tests.modelos.exemplos import EM, HOJE, dia, gravar_debito


def _quesitos(vistoria: Vistoria, nivel: Nivel) -> list[str]:
    return [achado.quesito.value for achado in vistoria.achados if achado.nivel is nivel]


def _travar() -> None:
    autorizacao.travar(Bloqueio(PorQue.RESTAURADA, copia="x.db"))


IMPEDEM: dict[Exigencia, Callable[[], object]] = {
    Exigencia.BASE: _travar,
    Exigencia.DATA: lambda: fechamentos.abrir(dia(1), EM, habilitado=True),
    Exigencia.EMPRESA: lambda: empresas.gravar(replace(EMPRESA, cep="")),
    Exigencia.CONTA: lambda: contas_email.excluir(1),
    Exigencia.MENSAGEM: lambda: mensagens.gravar(replace(mensagens.padrao(), assunto="{{ inventada }}")),
    Exigencia.CREDENCIAL: lambda: contas_email.gravar(replace(CONTA, usuario="cobranca")),
}


@pytest.mark.parametrize("exigencia", IMPEDEM)
def test_o_que_impede_e_o_que_o_fechamento_recusa_com_a_mesma_frase(ambiente: Ambiente, exigencia: Exigencia) -> None:
    cadastrar()
    cadastrar_vencido()
    assert vistoriar(HOJE, ambiente).impedimentos == []
    IMPEDEM[exigencia]()
    (impedimento,) = vistoriar(HOJE, ambiente).impedimentos
    assert impedimento.quesito is exigencia
    assert impedimento.erro is not None
    with pytest.raises(ErroAviso) as erro:
        fechar(ambiente)
    assert erro.value.frase() == impedimento.erro.frase()


def test_todos_os_impedimentos_saem_de_uma_vez_na_ordem_em_que_se_exige(ambiente: Ambiente) -> None:
    parametros.gravar(ParametrosAviso(habilitado=True))
    _travar()
    assert _quesitos(vistoriar(HOJE, ambiente), Nivel.IMPEDE) == ["base", "empresa", "conta"]


def test_desabilitado_so_exige_base_e_data(ambiente: Ambiente) -> None:
    vistoria = vistoriar(HOJE, ambiente)
    assert vistoria.impedimentos == []
    assert _quesitos(vistoria, Nivel.ATENCAO)[0] == Quesito.ENVIO
    assert Exigencia.CONTA in _quesitos(vistoria, Nivel.ATENCAO)
    _travar()
    assert _quesitos(vistoriar(HOJE, ambiente), Nivel.IMPEDE) == ["base"]


def test_nao_grava_nem_envia(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    vistoria = vistoriar(HOJE, ambiente)
    assert len(vistoria.a_enviar.avisos) == 1
    assert (avisos.listar(), fechamentos.ultimo(), correio.entregues) == ([], None, [])


def test_senha_desta_execucao_dispensa_a_do_cofre(ambiente: Ambiente) -> None:
    cadastrar()
    contas_email.gravar(replace(CONTA, usuario="cobranca"))
    assert _quesitos(vistoriar(HOJE, ambiente), Nivel.IMPEDE) == ["credencial"]
    assert vistoriar(HOJE, ambiente, senha="segredo").impedimentos == []


def test_o_tirado_nao_vai_e_e_dito(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    vistoria = vistoriar(HOJE, ambiente, {"000123"})
    (tirado,) = [achado for achado in vistoria.achados if achado.quesito is Quesito.TIRADOS]
    assert (len(vistoria.a_enviar.avisos), len(vistoria.retirados), vistoria.ja_resolvidos) == (0, 1, 0)
    assert (tirado.quantos, tirado.total_centavos) == (1, vistoria.retirados[0].total_centavos)


def test_o_que_ja_teve_desfecho_conta_como_resolvido(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)
    vistoria = vistoriar(HOJE, ambiente)
    assert (len(vistoria.a_enviar.avisos), vistoria.ja_resolvidos) == (0, 1)


def test_modo_de_teste_e_ressalva_e_nao_grava_o_mes(ambiente: Ambiente) -> None:
    cadastrar()
    ajustes.gravar(replace(ajustes.obter(), teste_para="eu@empresa.com.br"))
    vistoria = vistoriar(HOJE, ambiente)
    assert (vistoria.teste_para, vistoria.mes_a_encerrar) == ("eu@empresa.com.br", None)
    assert Quesito.TESTE in _quesitos(vistoria, Nivel.ATENCAO)


def test_retorno_em_dia_atrasado_e_a_conferir(ambiente: Ambiente, tmp_path: Path) -> None:
    contas_cobranca.gravar(ContaCobranca("1", banco="237", carteira="09", agencia="1234", conta="55501"))
    quesitos = {Quesito.RETORNO, Quesito.A_CONFERIR}

    def ler_um(gerado: date, sequencia: int) -> list[Achado]:
        caminho = tmp_path / f"{sequencia}.ret"
        caminho.write_bytes(arquivo(titulo(sequencia), gerado=gerado, sequencia=sequencia))
        ler([caminho], EM, HOJE)
        return [achado for achado in vistoriar(HOJE, ambiente).achados if achado.quesito in quesitos]

    assert not [achado for achado in vistoriar(HOJE, ambiente).achados if achado.quesito in quesitos]
    antes, velho = HOJE - timedelta(days=7), HOJE - timedelta(days=8)
    atrasado, a_conferir = ler_um(velho, 1)
    assert (atrasado.nivel, atrasado.nome, atrasado.geracao) == (Nivel.ATENCAO, "1", velho)
    assert (a_conferir.quesito, a_conferir.quantos) == (Quesito.A_CONFERIR, 1)
    em_dia, dois = ler_um(HOJE, 2)
    assert (em_dia.nivel, em_dia.geracao, dois.quantos) == (Nivel.CERTO, HOJE, 2)
    assert ler_um(antes, 3)[0].nivel is Nivel.CERTO
    decisoes.desfazer(1, EM)
    decisoes.desfazer(2, EM)
    assert [achado.quantos for achado in vistoriar(HOJE, ambiente).achados if achado.quesito is Quesito.A_CONFERIR] == [
        1
    ]
    parametros.gravar(replace(parametros.obter(), retorno_dias=0))
    assert Quesito.RETORNO not in _quesitos(vistoriar(HOJE, ambiente), Nivel.ATENCAO)


def test_importacao_que_nao_entrou_merece_atencao_mesmo_sendo_de_hoje(
    ambiente: Ambiente, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Quesito.IMPORTACAO in _quesitos(vistoriar(HOJE, ambiente), Nivel.ATENCAO)
    feita = importacoes.Importacao(EM, "debitos.csv", "debitos")
    monkeypatch.setattr(importacoes, "ultima", lambda _tipo=None: feita)
    assert Quesito.IMPORTACAO in _quesitos(vistoriar(HOJE, ambiente), Nivel.CERTO)
    monkeypatch.setattr(importacoes, "ultima", lambda _tipo=None: replace(feita, erro="não é texto"))
    assert Quesito.IMPORTACAO in _quesitos(vistoriar(HOJE, ambiente), Nivel.ATENCAO)
    monkeypatch.setattr(importacoes, "ultima", lambda _tipo=None: replace(feita, lidas=3, rejeitadas=3))
    assert Quesito.IMPORTACAO in _quesitos(vistoriar(HOJE, ambiente), Nivel.ATENCAO)


def test_contas_de_cobranca_confirmadas_a_conferir_e_a_que_mudou(ambiente: Ambiente) -> None:
    """Só as que calculam código; a que mudou depois da prova diz em quê, e nenhuma impede."""
    cadastrar()
    quesitos = {Quesito.COBRANCA, Quesito.COBRANCA_MUDOU}

    def dizer() -> list[tuple[str, Nivel, list[str]]]:
        achados = [achado for achado in vistoriar(HOJE, ambiente).achados if achado.quesito in quesitos]
        return [(achado.quesito, achado.nivel, [conta.codigo for conta in achado.cobrancas]) for achado in achados]

    assert dizer() == []
    conta = replace(BRADESCO, codigo="1", homologada=False)
    contas_cobranca.gravar_varias([conta, replace(BRADESCO, codigo="SEM_DEBITO")])
    gravar_debito(conta_cobranca="1", nosso_numero="12345")
    assert dizer() == [("cobranca", Nivel.ATENCAO, ["1"])]
    contas_cobranca.gravar(replace(conta, homologada=True))
    assert dizer() == [("cobranca", Nivel.CERTO, ["1"])]
    provada = replace(conta, conferida_com=linha_de(conta), conferida_em=EM)
    contas_cobranca.gravar(provada)
    assert dizer() == [("cobranca", Nivel.CERTO, ["1"])]
    contas_cobranca.gravar(replace(provada, conta="31719", conta_dv="5", homologada=True))
    assert dizer() == [("cobranca_mudou", Nivel.ATENCAO, ["1"])]
    gravar_debito(conta_cobranca="1", nosso_numero="12345", linha_digitavel=linha_de(conta))
    assert dizer() == []
