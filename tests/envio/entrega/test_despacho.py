"""O despacho, aviso a aviso, com o correio em memória (regras.md §3.6, §3.7 e §6)."""

from __future__ import annotations

import email
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.entrega import despacho
from envio.eventos import Evento, Fim, LoteParado
from envio.fechamento import fechamento
from envio.fechamento.resolucao import Decisao, resolver
from modelos.avisos import devolvidos, mensagens_guardadas
from modelos.avisos import leitura as avisos
from modelos.base.abertura import Base
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Aviso, Estado
from regras.cadastro import Cliente, Empresa
from regras.debito import Debito
from regras.erros import DadoInvalido
from regras.parametros import ParametrosAviso
from tests.base_copiada import abrir_nova
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de

HOJE = date(2026, 11, 24)
AGORA = datetime(2026, 11, 24, 20, tzinfo=UTC)
CADASTRO = "a{0}@example.com; b{0}@example.com"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Três clientes com dois endereços e um vencido sem conta de cobrança cada."""
    with abrir_nova(tmp_path / "base.db") as aberta:
        empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
        contas_email.gravar(CONTA)
        parametros.gravar(ParametrosAviso(habilitado=True))
        for n in range(1, 4):
            clientes.gravar(Cliente(f"C{n}", f"Cliente {n}", email=CADASTRO.format(n)))
            debitos.gravar(Debito(f"C{n}", "1", "1", HOJE - timedelta(days=9), 100_00, 100_00))
        yield aberta


@pytest.fixture
def ambiente(base: Base, correio: CorreioFalso) -> Ambiente:
    """O ambiente com o correio em memória."""
    return Ambiente(base, lambda: AGORA, CofreEmMemoria(), lambda _conta, _senha: correio)


def fechar(ambiente: Ambiente, hoje: date = HOJE) -> list[Evento]:
    return list(fechamento.executar(hoje, ambiente))


def estados() -> dict[str, Estado]:
    return {aviso.cliente: aviso.estado for aviso in avisos.listar()}


def de(cliente: str) -> Aviso:
    return avisos.listar(cliente=cliente)[0]


def test_aceitacao_parcial_e_enviada_e_a_falta_e_completada_no_mesmo_dia(
    ambiente: Ambiente, correio: CorreioFalso
) -> None:
    correio.recusados = {"b1@example.com": (450, "4.2.1 tente depois"), "b2@example.com": (550, "5.1.1 não existe")}
    primeiro = fechar(ambiente)[-1]
    assert isinstance(primeiro, Fim)
    assert set(estados().values()) == {Estado.ENVIADO}
    assert primeiro.resumo.tem_ressalva()
    assert de("C1").destinatarios_pendentes == ("b1@example.com",)
    assert de("C2").destinatarios_recusados == ("b2@example.com",)
    assert devolvidos.enderecos() == {"b2@example.com"}

    correio.recusados, correio.entregues = {}, []
    segundo = fechar(ambiente)[-1]
    assert isinstance(segundo, Fim)
    assert [entregue.destinatarios for entregue in correio.entregues] == [("b1@example.com",)]
    assert de("C1").destinatarios_pendentes == ()
    assert not segundo.resumo.tem_ressalva()
    enviada = email.message_from_bytes(correio.entregues[0].mime)
    assert enviada["To"] == "b1@example.com"
    assert enviada["Message-ID"] != de("C1").message_id
    guardadas = [versao.message_id for versao in mensagens_guardadas.listar(de("C1").id)]
    assert guardadas == [de("C1").message_id, enviada["Message-ID"]]


def test_no_dia_seguinte_desiste_do_destinatario_que_faltava(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.recusados = {"b1@example.com": (450, "4.2.1 tente depois")}
    fechar(ambiente)
    correio.recusados, correio.entregues = {}, []
    fechar(ambiente, HOJE + timedelta(days=1))
    assert correio.entregues == []
    assert de("C1").destinatarios_pendentes == ()


def test_complemento_sem_resposta_nao_e_repetido(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.recusados = {"b1@example.com": (450, "4.2.1 tente depois")}
    fechar(ambiente)
    correio.recusados, correio.entregues = {}, []
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    fechar(ambiente)
    fechar(ambiente)
    assert correio.entregues == []
    assert de("C1").destinatarios_pendentes == ()


def test_falha_de_um_cliente_nao_impede_os_outros(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.recusados = {"a2@example.com": (550, "5.1.1 não"), "b2@example.com": (550, "5.1.1 não")}
    fechar(ambiente)
    assert estados() == {"C1": Estado.ENVIADO, "C2": Estado.RECUSADO, "C3": Estado.ENVIADO}


def test_senha_errada_para_na_primeira_e_adia_os_demais_sem_tentar(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 senha")]
    eventos = fechar(ambiente)
    assert any(isinstance(evento, LoteParado) for evento in eventos)
    assert set(estados().values()) == {Estado.ADIADO}
    assert [aviso.tentativas for aviso in avisos.listar()] == [1, 0, 0]


@pytest.mark.parametrize(
    ("codigo", "texto", "estado"), [(451, "4.3.0 tente", Estado.ADIADO), (550, "5.7.1 não", Estado.RECUSADO)]
)
def test_resposta_ao_ponto_decide(
    ambiente: Ambiente, correio: CorreioFalso, codigo: int, texto: str, estado: Estado
) -> None:
    correio.ao_transmitir = [resposta_de(Fase.PONTO, codigo, texto)]
    fechar(ambiente)
    assert estados()["C1"] is estado


def test_sem_resposta_ao_ponto_fica_em_duvida_e_o_operador_decide(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.ao_transmitir = [RespostaPerdida("servidor", "queda")] * 2
    fechar(ambiente)
    assert estados() == {"C1": Estado.EM_DUVIDA, "C2": Estado.EM_DUVIDA, "C3": Estado.ENVIADO}
    fechar(ambiente)
    assert [entregue.destinatarios[0] for entregue in correio.entregues] == ["a3@example.com"]
    assert resolver(de("C1").id, Decisao.ENVIADO, ambiente).estado is Estado.ENVIADO
    assert resolver(de("C2").id, Decisao.REENVIAR, ambiente).estado is Estado.ENVIADO
    assert [entregue.destinatarios[0] for entregue in correio.entregues] == ["a3@example.com", "a2@example.com"]
    with pytest.raises(DadoInvalido, match="em dúvida"):
        resolver(de("C1").id, Decisao.REENVIAR, ambiente)


@pytest.mark.log_esperado
def test_defeito_num_aviso_e_isolado_e_cinco_seguidos_param_o_lote(
    ambiente: Ambiente, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quebrar(*_argumentos: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(despacho.Preparo, "compor", quebrar)
    monkeypatch.setattr(despacho, "DEFEITOS_SEGUIDOS", 2)
    fechar(ambiente)
    assert estados() == {"C1": Estado.RECUSADO, "C2": Estado.RECUSADO, "C3": Estado.ADIADO}


def test_parar_de_iterar_deixa_o_resto_pendente_e_o_mesmo_dia_retoma(ambiente: Ambiente, correio: CorreioFalso) -> None:
    eventos = fechamento.executar(HOJE, ambiente)
    while not correio.entregues:
        next(eventos)
    eventos.close()
    assert estados() == {"C1": Estado.ENVIADO, "C2": Estado.PENDENTE, "C3": Estado.PENDENTE}
    fechar(ambiente)
    assert [entregue.destinatarios[0] for entregue in correio.entregues] == [f"a{n}@example.com" for n in (1, 2, 3)]


def test_no_dia_seguinte_o_adiado_e_substituido_e_refeito(ambiente: Ambiente, correio: CorreioFalso) -> None:
    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 senha")]
    fechar(ambiente)
    fechar(ambiente, HOJE + timedelta(days=1))
    assert {aviso.estado for aviso in avisos.listar(data=HOJE)} == {Estado.CANCELADO}
    assert {aviso.estado for aviso in avisos.listar(data=HOJE + timedelta(days=1))} == {Estado.ENVIADO}


def test_apontamento_do_plano_nao_se_repete_no_envio(ambiente: Ambiente) -> None:
    fim = fechar(ambiente)[-1]
    assert isinstance(fim, Fim)
    assert [item.cliente for item in fim.plano.apontamentos] == ["C1", "C2", "C3"]
