"""Planejar não grava nada; executar grava antes de enviar, uma execução por vez (regras.md §2 e §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.eventos import Aguardar, Enviando, Inicio, Tratado
from envio.fechamento import fechamento
from modelos.avisos import autorizacao, fechamentos
from modelos.avisos import leitura as avisos
from modelos.base.trava import Trava
from modelos.cadastro import empresas
from modelos.contas import contas_conferidas, contas_email, parametros
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import Estado
from regras.base_travada import Bloqueio, PorQue
from regras.cadastro import Conferida
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.selecao import Motivo
from tests.envio.cenario import EMPRESA, cadastrar, cadastrar_vencido, fechar, fim_de, unico_aviso
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.modelos.exemplos import EM, HOJE, gravar_aviso, gravar_cliente

pytestmark = pytest.mark.usefixtures("base")
AMANHA = HOJE + timedelta(days=1)


def test_planejar_mostra_o_que_fechar_faria_e_nao_grava_nada() -> None:
    cadastrar()
    cadastrar_vencido()
    plano = fechamento.planejar(HOJE)
    (aviso,) = plano.avisos
    assert (aviso.id, aviso.estado, aviso.destinatarios) == (None, Estado.PENDENTE, ("c000123@exemplo.com.br",))
    assert (plano.simulado, plano.habilitado, plano.quantidade_boletos, plano.apontamentos) == (True, True, 1, ())
    assert avisos.listar() == []
    assert fechamentos.ultimo() is None


def test_planejar_usa_os_parametros_da_tela_sem_os_gravar() -> None:
    cadastrar()
    cadastrar_vencido()
    da_tela = ParametrosAviso(habilitado=True, enviar_vencidos=False)
    assert fechamento.planejar(HOJE, parametros=da_tela).avisos == ()
    assert parametros.obter().enviar_vencidos


def test_desabilitado_planeja_so_a_pedido() -> None:
    cadastrar(habilitado=False)
    cadastrar_vencido()
    assert fechamento.planejar(HOJE).avisos == ()
    a_pedido = fechamento.planejar(HOJE, mesmo_desabilitado=True)
    assert (len(a_pedido.avisos), a_pedido.habilitado) == (1, False)


def test_planejar_mostra_o_aviso_que_ja_existe_na_data_e_nao_o_poe_de_fora(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)
    plano = fechamento.planejar(HOJE)
    assert [(aviso.id, aviso.estado) for aviso in plano.avisos] == [(unico_aviso().id, Estado.ENVIADO)]
    assert plano.fora == ()


def test_planejar_aponta_o_que_faria_o_fechamento_ser_recusado() -> None:
    cadastrar()
    empresas.gravar(replace(EMPRESA, cep=""))
    sumido = ParametrosAviso(habilitado=True, grupos=FiltroSNT(Modo.SELECIONA, ("Financeiro",)))
    assert fechamento.planejar(HOJE, parametros=sumido).apontamentos == (
        Apontamento(TipoDeApontamento.EMPRESA_INCOMPLETA, nomes=("CEP",)),
        Apontamento(TipoDeApontamento.GRUPOS_SUMIDOS, nomes=("Financeiro",)),
    )


def test_base_sem_empresa_planeja_e_aponta() -> None:
    parametros.gravar(ParametrosAviso(habilitado=True))
    (apontamento,) = fechamento.planejar(HOJE).apontamentos
    assert apontamento == Apontamento(TipoDeApontamento.SEM_EMPRESA)


def test_letra_fora_da_fonte_e_apontada_uma_vez_ao_planejar_e_ao_fechar(
    ambiente: Ambiente, correio: CorreioFalso
) -> None:
    cadastrar()
    cadastrar_vencido()
    gravar_cliente("000123", nome="Łukasz & Filhos", cpf_cnpj="52998224725")
    planejado = fechamento.planejar(HOJE).apontamentos
    assert [(item.cliente, item.documento) for item in planejado] == [("000123", None)]
    assert "sai “?ukasz & Filhos”" in planejado[0].houve
    correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    assert fim_de(fechar(ambiente)).plano.apontamentos == planejado
    assert fim_de(fechar(ambiente)).plano.apontamentos == planejado, "retomado, sem plano novo, aponta do mesmo jeito"
    assert unico_aviso().estado is Estado.ENVIADO


def test_o_aviso_ja_esta_gravado_quando_o_envio_comeca(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    eventos = fechamento.executar(HOJE, ambiente)
    inicio = next(eventos)
    assert isinstance(inicio, Inicio)
    assert (inicio.fila, unico_aviso().estado) == ((unico_aviso(),), Estado.PENDENTE)
    assert isinstance(next(eventos), Enviando)
    assert correio.abertos == 0
    eventos.close()


def test_fim_traz_o_aviso_como_ficou_e_o_fechamento_encerrado(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    cadastrar_vencido("000124")
    gravar_cliente("000124", avisar=False)
    fim = fim_de(fechar(ambiente))
    assert [(aviso.cliente, aviso.estado) for aviso in fim.plano.avisos] == [("000123", Estado.ENVIADO)]
    assert [(item.cliente.codigo, item.motivo) for item in fim.plano.fora] == [("000124", Motivo.NAO_AVISAR)]
    gravado = fechamentos.ultimo()
    assert gravado is not None
    assert (gravado.fim_em, gravado.totais["enviados"], len(gravado.fora)) == (EM, 1, 1)


def test_desabilitado_registra_o_dia_e_nao_cancela_o_de_ontem(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar(habilitado=False)
    cadastrar_vencido()
    gravar_aviso(data=HOJE - timedelta(days=1))
    assert not fim_de(fechar(ambiente)).plano.habilitado
    assert (correio.abertos, unico_aviso().estado) == (0, Estado.PENDENTE)
    gravado = fechamentos.ultimo()
    assert gravado is not None
    assert (gravado.data, gravado.habilitado, gravado.totais["motivo"]) == (HOJE, False, "aviso desabilitado")


def test_aviso_de_outro_dia_e_substituido_antes_de_selecionar(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    gravar_aviso(data=HOJE - timedelta(days=1))
    inicio = fechar(ambiente)[0]
    assert isinstance(inicio, Inicio)
    assert inicio.substituidos == 1
    assert {aviso.data: aviso.estado for aviso in avisos.listar()} == {
        HOJE - timedelta(days=1): Estado.CANCELADO,
        HOJE: Estado.ENVIADO,
    }


def test_retirado_pelo_operador_nao_ganha_aviso_e_os_outros_sim(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido("000123")
    cadastrar_vencido("000124")
    fechar(ambiente, retirados={"000123"})
    assert [aviso.cliente for aviso in avisos.listar()] == ["000124"]


def test_ja_avisado_no_dia_fica_fora_com_o_motivo(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)
    fim = fim_de(fechar(ambiente))
    assert fim.plano.avisos == ()
    assert [item.motivo for item in fim.plano.fora] == [Motivo.JA_AVISADO]


def test_um_fechamento_por_vez(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    with Trava(ambiente.base.caminho), pytest.raises(AmbienteIndisponivel, match="Outro fechamento"):
        fechar(ambiente)
    assert avisos.listar() == []
    assert fim_de(fechar(ambiente)).resumo.enviados == 1


@pytest.mark.parametrize("falta", ["data", "base", "empresa", "conta"])
def test_recusa_antes_de_gravar_o_primeiro_aviso(ambiente: Ambiente, falta: str) -> None:
    cadastrar()
    cadastrar_vencido()
    if falta == "data":
        fechamentos.abrir(AMANHA, EM, habilitado=True)
    elif falta == "base":
        autorizacao.travar(Bloqueio(PorQue.RESTAURADA, copia="aviso.db"))
    elif falta == "empresa":
        empresas.gravar(replace(EMPRESA, cpf_cnpj=""))
    else:
        contas_email.excluir(1)
    with pytest.raises((DadoInvalido, AmbienteIndisponivel, ConfiguracaoIncompleta)):
        fechar(ambiente)
    assert avisos.listar() == []


def test_parar_no_meio_encerra_o_fechamento_e_solta_a_trava(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido("000123")
    cadastrar_vencido("000124")
    eventos = fechamento.executar(HOJE, ambiente)
    while not isinstance(next(eventos), Tratado):
        pass
    eventos.close()
    gravado = fechamentos.ultimo()
    assert gravado is not None
    assert (gravado.totais["enviados"], gravado.totais["pendentes"]) == (1, 1)
    assert correio.fechado == 1
    assert fim_de(fechar(ambiente)).resumo.enviados == 1


def test_insistir_espera_e_repete_so_os_adiados(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido("000123")
    cadastrar_vencido("000124")
    correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    eventos = fechar(ambiente, insistir=True)
    (espera,) = (evento for evento in eventos if isinstance(evento, Aguardar))
    assert 240 <= espera.segundos <= 360
    assert [entregue.destinatarios[0] for entregue in correio.entregues] == [
        "c000124@exemplo.com.br",
        "c000123@exemplo.com.br",
    ]
    assert fim_de(eventos).resumo.adiados == 0


def test_enviando_de_processo_morto_vira_em_duvida_e_nao_e_repetido(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    gravar_aviso(estado=Estado.ENVIANDO)
    assert [item.motivo for item in fim_de(fechar(ambiente)).plano.fora] == [Motivo.JA_AVISADO]
    assert (unico_aviso().estado, correio.entregues) == (Estado.EM_DUVIDA, [])


def test_em_duvida_conta_no_resumo_e_pede_atencao(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    resumo = fim_de(fechar(ambiente)).resumo
    assert (resumo.em_duvida, resumo.tem_ressalva()) == (1, True)


def test_aviso_aceito_deixa_a_conta_conferida_e_recusado_nao(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 recusada")]
    list(fechamento.executar(HOJE, ambiente))
    assert contas_conferidas.obter(1) is None
    list(fechamento.executar(HOJE, ambiente))
    assert contas_conferidas.obter(1) == Conferida(ambiente.agora())


def test_a_conta_fica_conferida_ja_no_primeiro_aceite(ambiente: Ambiente, correio: CorreioFalso) -> None:
    """A queda que vier depois não desfaz o que o servidor já aceitou."""
    cadastrar()
    cadastrar_vencido()
    execucao = fechamento.executar(HOJE, ambiente)
    next(evento for evento in execucao if isinstance(evento, Tratado))
    assert contas_conferidas.obter(1) == Conferida(ambiente.agora())
    list(execucao)


def test_so_completar_o_que_ja_fora_enviado_e_ser_recusado_no_login_nao_confere_a_conta(
    ambiente: Ambiente, correio: CorreioFalso
) -> None:
    cadastrar()
    cadastrar_vencido()
    gravar_cliente("000123", email="a@exemplo.com.br; b@exemplo.com.br")
    correio.recusados = {"b@exemplo.com.br": (450, "4.2.1 depois")}
    list(fechamento.executar(HOJE, ambiente))
    assert unico_aviso().destinatarios_pendentes == ("b@exemplo.com.br",)
    contas_conferidas.esquecer(1)  # a senha mudou

    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 recusada")]
    list(fechamento.executar(HOJE, ambiente))
    assert contas_conferidas.obter(1) is None
