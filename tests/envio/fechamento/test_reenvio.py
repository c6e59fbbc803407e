"""O reenvio é ordem com motivo: mensagem a mais do mesmo aviso enviado, sem mudar estado, marca nem ciclo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import FalhaSMTP, Fase, RespostaPerdida
from envio.entrega import conciliacao
from envio.eventos import PassoFeito
from envio.fechamento.reenvio import (
    MAIOR_MOTIVO,
    Resultado,
    conferir_motivo,
    prever,
    reenviar,
)
from modelos import retrato
from modelos.avisos import caixa_de_saida, mensagens_guardadas, reenvios
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco
from modelos.base import ajustes
from modelos.base.trava import Trava
from modelos.cadastro import clientes
from modelos.contas import parametros, transmissoes
from regras.ajustes import Ajustes
from regras.aviso import Aviso, Estado
from regras.entrega import TipoDeMensagem
from regras.envio.diario import Etapa
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, unico_aviso
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de
from tests.modelos.exemplos import EM, HOJE, dia, gravar_aviso, gravar_debito

MOTIVO = "o cliente diz que não recebeu"


@pytest.fixture
def enviado(ambiente: Ambiente) -> Aviso:
    """Um aviso enviado."""
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)
    return unico_aviso()


def _reenviar(numero: int, motivo: str, ambiente: Ambiente, hoje: date = HOJE) -> Resultado:
    """Reenvia até o fim."""
    *passos, resultado = reenviar(numero, motivo, ambiente, hoje)
    assert all(isinstance(passo, PassoFeito) for passo in passos)
    assert isinstance(resultado, Resultado)
    return resultado


def test_vai_outra_mensagem_com_message_id_proprio_e_o_estado_fica(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso
) -> None:
    feito = _reenviar(enviado.id, MOTIVO, ambiente)
    primeira, segunda = (message_from_bytes(entregue.mime)["Message-ID"] for entregue in correio.entregues)
    assert primeira == enviado.message_id != segunda
    assert mensagens_guardadas.mime_da_mensagem(segunda) == correio.entregues[1].mime
    assert feito.aceito
    assert (feito.aviso.estado, feito.aviso.versao, feito.aviso.message_id) == (
        enviado.estado,
        enviado.versao,
        enviado.message_id,
    )
    assert feito.aviso.debitos == enviado.debitos
    assert feito.aviso.tentativas == enviado.tentativas + 1


def test_motivo_fica_nas_tentativas_e_no_diario(ambiente: Ambiente, enviado: Aviso) -> None:
    _reenviar(enviado.id, MOTIVO, ambiente)
    ordem, desfecho = avisos.tentativas(enviado.id)[-2:]
    assert MOTIVO in ordem.motivo
    assert (desfecho.codigo, desfecho.de, desfecho.para) == (250, Estado.ENVIADO, Estado.ENVIADO)
    linhas = ambiente.diario().conferir(Marco()).anotacoes[-2:]
    assert [linha.etapa for linha in linhas] == [Etapa.TRANSMITINDO, Etapa.DESFECHO]
    assert all(linha.tipo is TipoDeMensagem.REENVIO and linha.estado is Estado.ENVIADO for linha in linhas)
    assert linhas[0].motivo == MOTIVO
    (reenvio,) = reenvios.contar(avisos.tentativas(enviado.id))
    assert (reenvio.motivo, reenvio.desfecho) == (MOTIVO, "reenvio aceito pelo servidor")


def test_marca_e_ciclo_ficam_como_estavam(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    gravar_debito(documento="3", vence_em=2)
    fechar(ambiente)
    enviado = unico_aviso()
    antes = retrato.ler(HOJE, parametros.obter())
    _reenviar(enviado.id, MOTIVO, ambiente, dia(9))
    depois = retrato.ler(HOJE, parametros.obter())
    assert depois.marcas == antes.marcas != {}
    assert depois.ultimo_com_vencidos == antes.ultimo_com_vencidos == {"000123": HOJE}
    assert not conciliacao.conciliar(ambiente)


def test_conta_no_ritmo_da_conta_de_email(ambiente: Ambiente, enviado: Aviso) -> None:
    antes = len(transmissoes.desde(CONTA.numero, EM))
    _reenviar(enviado.id, MOTIVO, ambiente)
    assert len(transmissoes.desde(CONTA.numero, EM)) == antes + 1


def test_cada_reenvio_e_uma_mensagem(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    _reenviar(enviado.id, MOTIVO, ambiente)
    depois = replace(ambiente, agora=lambda: EM + timedelta(minutes=5))
    _reenviar(enviado.id, MOTIVO, depois)
    assert len({message_from_bytes(entregue.mime)["Message-ID"] for entregue in correio.entregues}) == 3


@pytest.mark.parametrize("quando", ["ao_abrir", "ao_transmitir"])
def test_recusa_fica_escrita_e_nada_mais_muda(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso, quando: str
) -> None:
    setattr(correio, quando, [resposta_de(Fase.PONTO, 554, "5.7.1 não")])
    feito = _reenviar(enviado.id, MOTIVO, ambiente)
    assert not feito.aceito
    assert feito.motivo.startswith("reenvio não enviado")
    assert (feito.aviso.estado, len(correio.entregues)) == (Estado.ENVIADO, 1)
    ordem, desfecho = avisos.tentativas(enviado.id)[-2:]
    assert MOTIVO in ordem.motivo
    assert desfecho.codigo == 554


def test_sem_resposta_diz_que_pode_ter_ido(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    feito = _reenviar(enviado.id, MOTIVO, ambiente)
    assert not feito.aceito
    assert "pode ter sido aceito" in feito.motivo
    assert feito.aviso.estado is Estado.ENVIADO


def test_quem_faltava_e_recebeu_deixa_de_faltar(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    com_pendente = _fechar_com_pendente(ambiente, correio)
    correio.recusados = {}
    assert _reenviar(com_pendente.id, MOTIVO, ambiente).aviso.destinatarios_pendentes == ()


def test_quem_faltava_e_continua_recusado_por_ora_segue_faltando(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    com_pendente = _fechar_com_pendente(ambiente, correio)
    feito = _reenviar(com_pendente.id, MOTIVO, ambiente)
    assert feito.aviso.destinatarios_pendentes == com_pendente.destinatarios_pendentes


def _fechar_com_pendente(ambiente: Ambiente, correio: CorreioFalso) -> Aviso:
    aviso = _fechar_com_recusa(ambiente, correio, (451, "4.2.0 depois"))
    assert aviso.destinatarios_pendentes == ("dois@exemplo.com.br",)
    return aviso


def _fechar_com_recusa(ambiente: Ambiente, correio: CorreioFalso, resposta: tuple[int, str]) -> Aviso:
    cliente = clientes.obter("000123")
    assert cliente is not None
    clientes.gravar(replace(cliente, email="um@exemplo.com.br; dois@exemplo.com.br"))
    correio.recusados = {"dois@exemplo.com.br": resposta}
    fechar(ambiente)
    return unico_aviso()


def test_recusado_de_vez_que_agora_recebe_sai_da_lista(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    parcial = _fechar_com_recusa(ambiente, correio, (550, "5.7.1 não"))
    assert parcial.destinatarios_recusados == ("dois@exemplo.com.br",)
    correio.recusados = {}
    depois = _reenviar(parcial.id, MOTIVO, ambiente).aviso
    assert (depois.destinatarios_recusados, depois.motivo) == ((), None)


@pytest.mark.parametrize(
    ("quando", "falha"),
    [
        ("ao_abrir", resposta_de(Fase.DATA, 554, "5.7.1 não")),
        ("ao_transmitir", resposta_de(Fase.PONTO, 451, "4.3.0 depois")),
    ],
)
def test_falha_deixa_quem_faltava_como_estava(
    ambiente: Ambiente, correio: CorreioFalso, quando: str, falha: FalhaSMTP
) -> None:
    cadastrar()
    cadastrar_vencido()
    antes = _fechar_com_pendente(ambiente, correio)
    correio.recusados = {}
    setattr(correio, quando, [falha])
    depois = _reenviar(antes.id, MOTIVO, ambiente).aviso
    assert (depois.destinatarios_pendentes, depois.motivo) == (antes.destinatarios_pendentes, antes.motivo)


def test_sem_resposta_quem_faltava_nao_e_repetido_sozinho(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    antes = _fechar_com_pendente(ambiente, correio)
    correio.recusados = {}
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    depois = _reenviar(antes.id, MOTIVO, ambiente).aviso
    assert depois.destinatarios_pendentes == ()
    assert "pode ter sido aceita" in (depois.motivo or "")


@pytest.mark.parametrize("passos", [0, 1, 2])
def test_cancelar_antes_do_fim_nao_envia_nem_deixa_rastro_de_entrega(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso, passos: int
) -> None:
    gerador = reenviar(enviado.id, MOTIVO, ambiente, HOJE)
    for _ in range(passos):
        next(gerador)
    gerador.close()  # type: ignore[attr-defined]  # é um gerador
    assert len(correio.entregues) == 1
    assert avisos.obter(enviado.id) == enviado
    assert len(mensagens_guardadas.listar(enviado.id)) == 1
    with Trava(ambiente.base.caminho):
        pass


def test_programa_que_morre_depois_do_ponto_deixa_a_ordem_e_diz_que_pode_ter_ido(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    def morrer(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(correio, "transmitir", morrer)
    with pytest.raises(KeyboardInterrupt):
        _reenviar(enviado.id, MOTIVO, ambiente)
    (reenvio,) = reenvios.contar(avisos.tentativas(enviado.id))
    assert "pode ter sido aceita" in reenvio.desfecho
    assert mensagens_guardadas.mime_da_mensagem(reenvio.message_id) is not None
    assert not conciliacao.conciliar(ambiente)
    assert unico_aviso().estado is Estado.ENVIADO


@pytest.mark.parametrize("onde", [(mensagens_guardadas, "guardar_outra"), (caixa_de_saida, "comecar_outra")])
def test_base_que_nao_deixa_comecar_nao_diz_que_pode_ter_ido(
    ambiente: Ambiente, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch, onde: tuple[object, str]
) -> None:
    def falhar(*_: object, **_opcoes: object) -> None:
        raise AmbienteIndisponivel("a base está ocupada.", "tente de novo")

    cadastrar()
    cadastrar_vencido()
    antes = _fechar_com_pendente(ambiente, correio)
    entregues = len(correio.entregues)
    with monkeypatch.context() as troca:
        troca.setattr(*onde, falhar)
        with pytest.raises(AmbienteIndisponivel, match="ocupada"):
            _reenviar(antes.id, MOTIVO, ambiente)

    conciliacao.conciliar(ambiente)
    assert len(correio.entregues) == entregues
    assert unico_aviso().destinatarios_pendentes == antes.destinatarios_pendentes
    (contado,) = reenvios.contar(avisos.tentativas(antes.id))
    assert contado.desfecho == "reenvio não enviado: a base está ocupada."


def test_so_se_cobra_o_que_ainda_se_deve(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    cadastrar_vencido(documento="2")
    fechar(ambiente)
    cadastrar_vencido(documento="2", pago_em=HOJE)
    aviso = unico_aviso()
    previsao = prever(aviso.id, HOJE)
    assert [item.debito.documento for item in previsao.debitos] == ["1"]
    assert [debito.documento for debito in previsao.fora] == ["2"]
    assert previsao.total_centavos == previsao.debitos[0].atualizado_centavos
    _reenviar(aviso.id, MOTIVO, ambiente)
    assert [anexo for anexo in _anexos(correio.entregues[1].mime) if anexo.startswith("boleto")] == [
        "boleto-000123-1-1.pdf"
    ]


def _anexos(mime: bytes) -> list[str]:
    return [parte.get_filename() or "" for parte in message_from_bytes(mime).walk() if parte.get_filename()]


def test_promessa_vale_pelo_dia_de_hoje_e_nao_pelo_do_aviso(ambiente: Ambiente, enviado: Aviso) -> None:
    cliente = clientes.obter("000123")
    assert cliente is not None
    clientes.gravar(replace(cliente, promessa_ate=dia(5)))
    with pytest.raises(DadoInvalido, match="prometeu pagar"):
        _reenviar(enviado.id, MOTIVO, ambiente, dia(5))
    assert _reenviar(enviado.id, MOTIVO, ambiente, dia(6)).aceito


def test_endereco_corrigido_depois_e_quem_recebe(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    cliente = clientes.obter("000123")
    assert cliente is not None
    clientes.gravar(replace(cliente, email="certo@exemplo.com.br"))
    assert prever(enviado.id, HOJE).destinatarios == ("certo@exemplo.com.br",)
    _reenviar(enviado.id, MOTIVO, ambiente)
    assert correio.entregues[1].destinatarios == ("certo@exemplo.com.br",)


def test_sem_nada_a_cobrar_nao_reenvia(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    cadastrar_vencido(saldo_centavos=0)
    with pytest.raises(DadoInvalido, match="não há o que reenviar"):
        _reenviar(enviado.id, MOTIVO, ambiente)
    assert len(correio.entregues) == 1


@pytest.mark.parametrize("motivo", ["", "  \n ", "x" * (MAIOR_MOTIVO + 1)])
def test_motivo_vazio_ou_comprido_e_recusado(motivo: str) -> None:
    with pytest.raises(DadoInvalido, match="motivo"):
        conferir_motivo(motivo)


def test_motivo_fica_numa_linha_so() -> None:
    assert conferir_motivo("  pediu \n de novo ") == "pediu de novo"


@pytest.mark.parametrize("estado", sorted(set(Estado) - {Estado.ENVIADO, Estado.ENVIANDO}))
def test_os_outros_estados_nao_se_reenviam_por_aqui(ambiente: Ambiente, estado: Estado) -> None:
    cadastrar()
    numero = gravar_aviso(estado=estado)
    with pytest.raises(DadoInvalido, match="só se reenvia"):
        _reenviar(numero, MOTIVO, ambiente)


@pytest.mark.parametrize(
    "pedir",
    [
        lambda numero, ambiente: _reenviar(numero, MOTIVO, ambiente),
        lambda numero, _ambiente: prever(numero, HOJE),
    ],
)
def test_no_modo_de_teste_nao_vai_ao_cliente(
    ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso, pedir: Callable[[int, Ambiente], object]
) -> None:
    ajustes.gravar(Ajustes(teste_para="eu@empresa.com.br"))
    with pytest.raises(ConfiguracaoIncompleta, match="modo de teste"):
        pedir(enviado.id, ambiente)
    assert len(correio.entregues) == 1


def test_com_fechamento_em_curso_nada_vai(ambiente: Ambiente, correio: CorreioFalso, enviado: Aviso) -> None:
    with Trava(ambiente.base.caminho), pytest.raises(AmbienteIndisponivel):
        _reenviar(enviado.id, MOTIVO, ambiente)
    assert len(correio.entregues) == 1


def test_aviso_que_nao_existe(ambiente: Ambiente) -> None:
    cadastrar()
    with pytest.raises(DadoInvalido, match="não existe"):
        _reenviar(99, MOTIVO, ambiente)
