"""O reenvio é ordem com motivo: mensagem a mais do mesmo aviso, sem mudar estado, marca nem ciclo (regras.md §6)."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

import pytest

from envio import conciliacao
from envio.ambiente import Ambiente
from envio.falhas import Fase, RespostaPerdida
from envio.reenvio import MAIOR_MOTIVO, conferir_motivo, reenviar
from modelos import ajustes, avisos, clientes, transmissoes
from modelos.diario_conferido import Marco
from modelos.trava import Trava
from regras.ajustes import Ajustes
from regras.aviso import REENVIAVEIS, Aviso, Estado
from regras.diario import Etapa
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, unico_aviso
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de
from tests.modelos.exemplos import EM, gravar_aviso

MOTIVO = "o cliente diz que não recebeu"


@pytest.fixture
def enviado(ambiente: Ambiente) -> Aviso:
    """Um aviso enviado."""
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)
    return unico_aviso()


def test_vai_outra_mensagem_com_message_id_proprio_e_o_estado_fica(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso
) -> None:
    feito = reenviar(enviado.id, MOTIVO, ambiente)
    primeira, segunda = (message_from_bytes(entregue.mime)["Message-ID"] for entregue in correio.entregues)
    assert primeira == enviado.message_id != segunda
    assert avisos.mime_da_mensagem(segunda) == correio.entregues[1].mime
    assert feito.aceito
    assert (feito.aviso.estado, feito.aviso.versao, feito.aviso.message_id) == (
        enviado.estado,
        enviado.versao,
        enviado.message_id,
    )
    assert feito.aviso.debitos == enviado.debitos
    assert feito.aviso.tentativas == enviado.tentativas + 1


def test_motivo_fica_nas_tentativas_e_no_diario(ambiente: Ambiente, enviado: Aviso) -> None:
    reenviar(enviado.id, MOTIVO, ambiente)
    ordem, desfecho = avisos.tentativas(enviado.id)[-2:]
    assert MOTIVO in ordem.motivo
    assert (desfecho.codigo, desfecho.de, desfecho.para) == (250, Estado.ENVIADO, Estado.ENVIADO)
    linhas = ambiente.diario().ler(Marco()).anotacoes[-2:]
    assert [linha.etapa for linha in linhas] == [Etapa.TRANSMITINDO, Etapa.DESFECHO]
    assert all(linha.complemento and linha.estado is Estado.ENVIADO for linha in linhas)
    assert MOTIVO in linhas[0].motivo


def test_conta_no_ritmo_da_conta_de_email(ambiente: Ambiente, enviado: Aviso) -> None:
    antes = len(transmissoes.desde(CONTA.numero, EM))
    reenviar(enviado.id, MOTIVO, ambiente)
    assert len(transmissoes.desde(CONTA.numero, EM)) == antes + 1


def test_cada_reenvio_e_uma_mensagem(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    reenviar(enviado.id, MOTIVO, ambiente)
    reenviar(enviado.id, MOTIVO, ambiente)
    assert len({message_from_bytes(entregue.mime)["Message-ID"] for entregue in correio.entregues}) == 3


def test_recusado_continua_recusado(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    correio.ao_abrir = [resposta_de(Fase.DATA, 550, "5.7.1 não")]
    fechar(ambiente)
    recusado = unico_aviso()
    assert recusado.estado is Estado.RECUSADO
    feito = reenviar(recusado.id, MOTIVO, ambiente)
    assert (feito.aceito, feito.aviso.estado, len(correio.entregues)) == (True, Estado.RECUSADO, 1)
    assert not conciliacao.conciliar(ambiente)
    assert unico_aviso().estado is Estado.RECUSADO


@pytest.mark.parametrize("quando", ["ao_abrir", "ao_transmitir"])
def test_recusa_fica_escrita_e_nada_mais_muda(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso, quando: str
) -> None:
    setattr(correio, quando, [resposta_de(Fase.PONTO, 554, "5.7.1 não")])
    feito = reenviar(enviado.id, MOTIVO, ambiente)
    assert not feito.aceito
    assert feito.motivo.startswith("reenvio não enviado")
    assert (feito.aviso.estado, len(correio.entregues)) == (Estado.ENVIADO, 1)
    ordem, desfecho = avisos.tentativas(enviado.id)[-2:]
    assert MOTIVO in ordem.motivo
    assert desfecho.codigo == 554


def test_sem_resposta_diz_que_pode_ter_ido(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    feito = reenviar(enviado.id, MOTIVO, ambiente)
    assert not feito.aceito
    assert "pode ter sido aceito" in feito.motivo
    assert feito.aviso.estado is Estado.ENVIADO


def test_quem_faltava_e_recebeu_deixa_de_faltar(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    com_pendente = _fechar_com_pendente(ambiente, correio)
    correio.recusados = {}
    assert reenviar(com_pendente.id, MOTIVO, ambiente).aviso.destinatarios_pendentes == ()


def test_quem_faltava_e_continua_recusado_por_ora_segue_faltando(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    com_pendente = _fechar_com_pendente(ambiente, correio)
    feito = reenviar(com_pendente.id, MOTIVO, ambiente)
    assert feito.aviso.destinatarios_pendentes == com_pendente.destinatarios_pendentes


def _fechar_com_pendente(ambiente: Ambiente, correio: CorreioFalso) -> Aviso:
    cliente = clientes.obter("000123")
    assert cliente is not None
    clientes.gravar(replace(cliente, email="um@exemplo.com.br; dois@exemplo.com.br"))
    correio.recusados = {"dois@exemplo.com.br": (451, "4.2.0 depois")}
    fechar(ambiente)
    aviso = unico_aviso()
    assert aviso.destinatarios_pendentes == ("dois@exemplo.com.br",)
    return aviso


def test_sem_nada_a_cobrar_nao_reenvia(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    cadastrar_vencido(saldo_centavos=0)
    with pytest.raises(DadoInvalido, match="não há o que reenviar"):
        reenviar(enviado.id, MOTIVO, ambiente)
    assert len(correio.entregues) == 1


@pytest.mark.parametrize("motivo", ["", "  \n ", "x" * (MAIOR_MOTIVO + 1)])
def test_motivo_vazio_ou_comprido_e_recusado(motivo: str) -> None:
    with pytest.raises(DadoInvalido, match="motivo"):
        conferir_motivo(motivo)


def test_motivo_fica_numa_linha_so() -> None:
    assert conferir_motivo("  pediu \n de novo ") == "pediu de novo"


@pytest.mark.parametrize("estado", sorted(set(Estado) - REENVIAVEIS - {Estado.ENVIANDO}))
def test_os_outros_estados_nao_se_reenviam_por_aqui(ambiente: Ambiente, estado: Estado) -> None:
    cadastrar()
    numero = gravar_aviso(estado=estado)
    with pytest.raises(DadoInvalido, match="só se reenvia"):
        reenviar(numero, MOTIVO, ambiente)


def test_no_modo_de_teste_nao_vai_ao_cliente(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    ajustes.gravar(Ajustes(teste_para="eu@empresa.com.br"))
    with pytest.raises(ConfiguracaoIncompleta, match="modo de teste"):
        reenviar(enviado.id, MOTIVO, ambiente)
    assert len(correio.entregues) == 1


def test_com_fechamento_em_curso_nada_vai(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    with Trava(ambiente.base.caminho), pytest.raises(AmbienteIndisponivel):
        reenviar(enviado.id, MOTIVO, ambiente)
    assert len(correio.entregues) == 1


def test_aviso_que_nao_existe(ambiente: Ambiente) -> None:
    cadastrar()
    with pytest.raises(DadoInvalido, match="não existe"):
        reenviar(99, MOTIVO, ambiente)
