"""O despacho em três conexões, parado no meio: por quem consome, ou pelo disco."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from envio.ambiente import Ambiente
from envio.diario import Diario
from envio.eventos import Enviando, Evento, Tratado
from envio.fechamento import fechamento
from modelos.avisos import fechamentos
from regras.aviso import Estado
from regras.envio.diario import Anotacao
from regras.erros import AmbienteIndisponivel
from tests.envio.carteira_paralela import (
    HOJE,
    OS_PRIMEIROS,
    QUANTOS,
    TODOS,
    em_grupos_de,
    fechar,
    por_estado,
)
from tests.envio.correio_paralelo import CorreioParalelo, esperar


@pytest.fixture
def ambiente(em_paralelo: Ambiente) -> Ambiente:
    """O da carteira em paralelo."""
    return em_paralelo


def ate_tres_em_curso(eventos: Iterator[Evento]) -> None:
    """Itera até o quarto aviso ser anunciado com dois em curso."""
    for evento in eventos:
        if isinstance(evento, Enviando) and evento.em_curso == 2:
            return


def test_parar_de_iterar_termina_os_em_curso_e_deixa_o_resto_pendente(
    ambiente: Ambiente, paralelo: CorreioParalelo
) -> None:
    liberar = threading.Event()
    paralelo.ao_transmitir = lambda _sessao, email: None if email == "a0@example.com" else esperar(liberar)
    eventos = fechamento.executar(HOJE, ambiente)
    ate_tres_em_curso(eventos)
    liberar.set()
    eventos.close()  # type: ignore[attr-defined]
    assert por_estado() == {Estado.ENVIADO: ["C0", "C1", "C2"], Estado.PENDENTE: ["C3", "C4", "C5", "C6"]}
    assert fechamentos.listar()[0].totais["enviados"] == 3
    fechar(ambiente)
    assert sorted(paralelo.entregues) == [f"a{n}@example.com" for n in range(QUANTOS)]


@pytest.mark.parametrize("continua", [False, True])
def test_quem_segura_ve_os_em_curso_terminarem_sem_nada_novo(
    ambiente: Ambiente, paralelo: CorreioParalelo, continua: bool
) -> None:
    segurar, liberar = threading.Event(), threading.Event()
    paralelo.ao_transmitir = lambda _sessao, email: None if email == "a0@example.com" else esperar(liberar)
    eventos = fechamento.executar(HOJE, ambiente, segurar=segurar.is_set)
    ate_tres_em_curso(eventos)
    segurar.set()
    liberar.set()
    ultimos = []
    for evento in eventos:
        ultimos.append(evento)
        if not getattr(evento, "em_curso", 0):
            break
    assert sorted(evento.aviso.cliente for evento in ultimos if isinstance(evento, Tratado)) == ["C1", "C2"]
    assert not any(isinstance(evento, Enviando) for evento in ultimos)
    if continua:
        segurar.clear()
        resto = list(eventos)
        assert [evento.aviso.cliente for evento in resto if isinstance(evento, Enviando)] == ["C4", "C5", "C6"]
        assert por_estado() == {Estado.ENVIADO: TODOS}
    else:
        eventos.close()  # type: ignore[attr-defined]
        assert por_estado() == {Estado.ENVIADO: ["C0", "C1", "C2"], Estado.PENDENTE: ["C3", "C4", "C5", "C6"]}


def test_segurar_depois_de_um_desfecho_tambem_nao_anuncia_mais_ninguem(
    ambiente: Ambiente, paralelo: CorreioParalelo
) -> None:
    pedido, liberar, juntos = threading.Event(), threading.Event(), em_grupos_de(3)

    def gancho(sessao: int, email: str) -> None:
        juntos(sessao, email)
        if email in OS_PRIMEIROS - {"a1@example.com"}:
            esperar(liberar)

    def segurar() -> bool:
        """Os outros só acabam depois de o despacho perguntar."""
        if pedido.is_set():
            liberar.set()
        return pedido.is_set()

    paralelo.ao_transmitir = gancho
    depois: list[Evento] = []
    for evento in fechamento.executar(HOJE, ambiente, segurar=segurar):
        if pedido.is_set():
            depois.append(evento)
            if not getattr(evento, "em_curso", 0):
                break
        elif isinstance(evento, Tratado) and evento.em_curso == 2:
            pedido.set()
    assert [type(evento) for evento in depois] == [Tratado, Tratado]


@pytest.mark.parametrize("quem", [("C2",), ("C1", "C2")])
def test_diario_que_falha_num_aviso_nao_deixa_os_outros_sem_desfecho(
    ambiente: Ambiente, paralelo: CorreioParalelo, monkeypatch: pytest.MonkeyPatch, quem: tuple[str, ...]
) -> None:
    falharam = threading.Event()
    faltam = set(quem)
    anotar = Diario.anotar

    def falhar(diario: Diario, linha: Anotacao) -> None:
        if linha.cliente in quem:
            faltam.discard(linha.cliente)
            if not faltam:
                falharam.set()
            raise AmbienteIndisponivel("o disco encheu", "libere espaço")
        anotar(diario, linha)

    paralelo.ao_abrir = em_grupos_de(3)
    paralelo.ao_transmitir = lambda _sessao, email: esperar(falharam) if email == "a3@example.com" else None
    monkeypatch.setattr(Diario, "anotar", falhar)
    with pytest.raises(AmbienteIndisponivel, match="o disco encheu"):
        fechar(ambiente)
    estados = por_estado()
    assert estados[Estado.ENVIADO] == [c for c in ("C0", "C1", "C2", "C3") if c not in quem]
    assert estados.keys() == {Estado.ENVIADO, Estado.PENDENTE}
    assert len(paralelo.entregues) == len(estados[Estado.ENVIADO])
