"""O ritmo da conta e o disjuntor no fechamento: espera, para, sonda e volta (email.md §2; regras.md §6.3)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.diagnostico import da_rede
from envio.correio.falhas import Fase
from envio.entrega import despacho
from envio.entrega.insistencia import PRAZO
from envio.eventos import Aguardar, Compasso, Evento, LoteParado
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.base.abertura import Base
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Estado
from regras.cadastro import Cliente, Empresa
from regras.debito import Debito
from regras.parametros import ParametrosAviso
from tests.base_copiada import abrir_nova
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de

HOJE = date(2026, 11, 24)
QUANTOS = 8


class Relogio:
    """Anda quando o fechamento pede para esperar."""

    def __init__(self) -> None:
        self.agora = datetime(2026, 11, 24, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.agora

    def andar(self, segundos: float) -> None:
        self.agora += timedelta(seconds=segundos)


@pytest.fixture
def relogio() -> Relogio:
    """Parado nas 20 h até que se espere."""
    return Relogio()


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Oito clientes com um endereço e um vencido cada."""
    with abrir_nova(tmp_path / "base.db") as aberta:
        empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
        parametros.gravar(ParametrosAviso(habilitado=True))
        for n in range(QUANTOS):
            clientes.gravar(Cliente(f"C{n}", f"Cliente {n}", email=f"a{n}@example.com"))
            debitos.gravar(Debito(f"C{n}", "1", "1", HOJE - timedelta(days=9), 100_00, 100_00))
        yield aberta


@pytest.fixture
def ambiente(base: Base, correio: CorreioFalso, relogio: Relogio) -> Ambiente:
    """O ambiente com o correio em memória e o relógio do teste."""
    return Ambiente(base, relogio, CofreEmMemoria(), lambda _conta, _senha: correio)


def limitar(**limites: int) -> None:
    contas_email.gravar(replace(CONTA, **limites))


def fechar(ambiente: Ambiente, relogio: Relogio, *, insistir: bool = False) -> list[Evento]:
    """Fecha cumprindo as esperas no relógio do teste."""
    eventos = []
    for evento in fechamento.executar(HOJE, ambiente, insistir=insistir):
        eventos.append(evento)
        if isinstance(evento, Aguardar):
            relogio.andar(evento.segundos)
    return eventos


def contar() -> dict[Estado, int]:
    estados = [aviso.estado for aviso in avisos.listar()]
    return {estado: estados.count(estado) for estado in set(estados)}


def test_limite_por_minuto_espalha_e_todos_vao_na_mesma_passada(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso
) -> None:
    limitar(por_minuto=20)
    eventos = fechar(ambiente, relogio)
    assert [evento.segundos for evento in eventos if isinstance(evento, Compasso)] == [3.0] * (QUANTOS - 1)
    assert len(correio.entregues) == QUANTOS


def test_limite_da_hora_adia_os_demais_sem_tentar_e_diz_quando(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso
) -> None:
    limitar(por_hora=3)
    eventos = fechar(ambiente, relogio)
    assert contar() == {Estado.ENVIADO: 3, Estado.ADIADO: QUANTOS - 3}
    adiado = avisos.listar(estados=[Estado.ADIADO])[0]
    assert adiado.tentativas == 0
    assert "limite de 3 destinatários por hora da conta atingido" in str(adiado.motivo)
    assert any(isinstance(evento, LoteParado) for evento in eventos)


def test_fechar_de_novo_manda_uma_sonda_e_o_limite_contado_na_base_continua(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso
) -> None:
    limitar(por_hora=3)
    fechar(ambiente, relogio)
    fechar(ambiente, relogio)
    assert (len(correio.entregues), contar()[Estado.ENVIADO]) == (4, 4)
    relogio.andar(3601)
    fechar(ambiente, relogio)
    assert len(correio.entregues) == 7


def test_insistir_espera_a_hora_passar_e_termina_dentro_do_limite(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso
) -> None:
    limitar(por_hora=3)
    inicio = relogio.agora
    fechar(ambiente, relogio, insistir=True)
    assert contar() == {Estado.ENVIADO: QUANTOS}
    assert timedelta(hours=2) <= relogio.agora - inicio < timedelta(hours=3)


def test_servidor_que_pede_menos_dobra_o_passo(ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso) -> None:
    limitar(por_minuto=60)
    correio.ao_transmitir = [None, resposta_de(Fase.PONTO, 451, "4.7.1 devagar")]
    eventos = fechar(ambiente, relogio)
    passos = [evento.segundos for evento in eventos if isinstance(evento, Compasso)]
    assert passos[0] == 1.0
    assert passos[1] == 2.0
    assert passos[-1] < passos[1]


def test_disjuntor_abre_na_quinta_falha_e_a_sonda_sozinha_o_mantem_aberto(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso
) -> None:
    limitar()
    queda = da_rede(CONTA, Fase.CONEXAO, ConnectionRefusedError())
    correio.ao_abrir = [queda] * 6
    eventos = fechar(ambiente, relogio, insistir=True)
    paradas = [numero for numero, evento in enumerate(eventos) if isinstance(evento, LoteParado)]
    esperas = [evento.segundos for evento in eventos if isinstance(evento, Aguardar)]
    assert len(paradas) == 2
    assert esperas[0] >= 15 * 60
    assert contar() == {Estado.ENVIADO: QUANTOS}


def test_senha_errada_nao_e_tentada_de_novo_sozinha(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso
) -> None:
    limitar()
    correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 senha")]
    eventos = fechar(ambiente, relogio, insistir=True)
    assert not any(isinstance(evento, Aguardar) for evento in eventos)
    assert contar() == {Estado.ADIADO: QUANTOS}


def test_cada_adiado_espera_a_sua_vez(ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso) -> None:
    """O recusado por ora volta em 5 min; quem já foi não é tocado."""
    limitar()
    correio.recusados = {"a0@example.com": (450, "4.2.0 depois")}
    eventos = fechamento.executar(HOJE, ambiente, insistir=True)
    for evento in eventos:
        if isinstance(evento, Aguardar):
            assert 300 <= evento.segundos <= 360
            relogio.andar(evento.segundos)
            correio.recusados = {}
    assert contar() == {Estado.ENVIADO: QUANTOS}
    assert [entregue.destinatarios for entregue in correio.entregues][-1] == ("a0@example.com",)


def test_relogio_que_volta_durante_a_espera_nao_a_faz_durar_mais_que_o_prazo(
    ambiente: Ambiente, relogio: Relogio, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hora marcada do segundo é do relógio de antes: sem teto, o programa o esperaria por um ano."""
    monkeypatch.setattr(despacho, "_SORTEIO", SimpleNamespace(uniform=lambda _de, _ate: next(sorteios)))
    sorteios = itertools.cycle((0.0, 1.0))
    limitar()
    correio.recusados = {f"a{n}@example.com": (450, "4.2.0 depois") for n in (0, 1)}
    esperas = []
    for evento in fechamento.executar(HOJE, ambiente, insistir=True):
        if isinstance(evento, Aguardar):
            esperas.append(timedelta(seconds=evento.segundos))
            relogio.andar(evento.segundos - (365 * 86400 if len(esperas) == 1 else 0))
            correio.recusados = {}
    assert max(esperas) <= PRAZO
    assert contar() == {Estado.ENVIADO: QUANTOS}
