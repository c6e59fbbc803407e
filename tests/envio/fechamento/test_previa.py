from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.fechamento import fechamento, previa
from envio.plano.plano import AvisoPrevisto
from modelos import demonstracao
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Estado
from regras.erros import DadoInvalido
from tests.base_copiada import abrir_pronta
from tests.envio.correio_falso import CorreioFalso

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def ambiente(tmp_path: Path, hoje: date, correio: CorreioFalso) -> Iterator[Ambiente]:
    with abrir_pronta(tmp_path / "aviso.db", demonstracao.popular, hoje, AGORA, porta=25) as base:
        yield Ambiente(base, lambda: AGORA, CofreEmMemoria(), lambda *_: correio)


def _previstos(hoje: date) -> tuple[AvisoPrevisto, ...]:
    return fechamento.planejar(hoje, mesmo_desabilitado=True).avisos


def test_a_mensagem_da_previa_e_byte_a_byte_a_que_o_fechamento_manda(
    ambiente: Ambiente, correio: CorreioFalso, hoje: date
) -> None:
    previstas = {p.cliente: previa.montar(p, hoje, AGORA).mime for p in _previstos(hoje)[:6]}
    list(fechamento.executar(hoje, ambiente))
    guardadas = {aviso.cliente: mensagens_guardadas.mime(aviso.id) for aviso in avisos.listar(data=hoje)}
    assert previstas == {cliente: guardadas[cliente] for cliente in previstas}
    assert {entregue.mime for entregue in correio.entregues} >= set(previstas.values())


def test_montar_nao_grava_aviso(ambiente: Ambiente, hoje: date) -> None:
    previa.montar(_previstos(hoje)[0], hoje, AGORA)
    assert avisos.listar(data=hoje) == []
    assert mensagens_guardadas.mime(0) is None


def test_partes_trazem_assunto_destinatarios_textos_e_um_boleto_por_debito_que_tem(
    ambiente: Ambiente, hoje: date
) -> None:
    previsto = _previstos(hoje)[0]
    montada = previa.montar(previsto, hoje, AGORA)
    assert montada.partes.para == previsto.destinatarios
    assert montada.remetente == "cobranca@aurora.example.com"
    assert "Aurora" in montada.partes.assunto
    assert len(montada.partes.anexos) == 1 + sum(debito.tem_boleto for debito in montada.debitos)
    assert all(anexo.conteudo.startswith(b"%PDF") for anexo in montada.partes.anexos)


def test_debito_sem_boleto_vem_apontado(ambiente: Ambiente, hoje: date) -> None:
    apontadas = [previa.montar(previsto, hoje, AGORA).apontamentos for previsto in _previstos(hoje)]
    assert any("nosso número" in item.houve for itens in apontadas for item in itens)


def test_sem_conta_escolhida_monta_com_a_mensagem_padrao_e_diz_o_que_falta(ambiente: Ambiente, hoje: date) -> None:
    parametros.gravar(replace(parametros.obter(), conta_email=None))
    contas_email.excluir(1)
    montada = previa.montar(_previstos(hoje)[0], hoje, AGORA)
    assert montada.remetente == ""
    assert montada.ressalva.startswith("Nenhuma conta de e-mail foi escolhida")


def test_aviso_ja_enviado_sai_como_foi(ambiente: Ambiente, hoje: date) -> None:
    list(fechamento.executar(hoje, ambiente))
    (primeiro, *_) = [p for p in _previstos(hoje) if p.estado is Estado.ENVIADO]
    depois = previa.montar(primeiro, hoje, AGORA + timedelta(hours=3))
    assert depois.mime == mensagens_guardadas.mime(primeiro.id or 0)


def test_debito_pago_depois_do_plano_sai_da_previa(ambiente: Ambiente, hoje: date) -> None:
    previsto = _previstos(hoje)[0]
    for debito in previsto.debitos:
        debitos.excluir((debito.cliente, debito.documento, debito.parcela))
    with pytest.raises(DadoInvalido, match="fora do cadastro"):
        previa.montar(previsto, hoje, AGORA)


def test_data_a_frente_usa_a_data_no_relatorio_e_no_texto(ambiente: Ambiente, hoje: date) -> None:
    outra = hoje + timedelta(days=10)
    montada = previa.montar(_previstos(outra)[0], outra, AGORA)
    assert "04/12/2026" in montada.partes.html


def test_retirado_nao_ganha_aviso_nem_tem_o_em_aberto_tentado(
    ambiente: Ambiente, correio: CorreioFalso, hoje: date
) -> None:
    cliente = _previstos(hoje)[0].cliente
    passos = fechamento.executar(hoje, ambiente)
    next(passos)
    passos.close()  # type: ignore[attr-defined]
    list(fechamento.executar(hoje, ambiente, retirados={cliente}))
    estados = avisos.da_data(hoje)
    assert estados[cliente] is Estado.PENDENTE
    assert {estado for outro, estado in estados.items() if outro != cliente} == {Estado.ENVIADO}
