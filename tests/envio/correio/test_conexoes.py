"""As conexões de um lote: quando cabe outra, quem fica com qual, e o que sobra no fim."""

from __future__ import annotations

import threading

import pytest

from envio.correio.conexoes import (
    OCIOSA_S,
    PACIENCIA_S,
    Abrir,
    Canal,
    Conexoes,
    EtapaFeita,
    Transmitir,
)
from envio.correio.falhas import Fase
from envio.correio.transporte import Credencial
from tests.envio.correio_falso import CONTA, resposta_de
from tests.envio.correio_paralelo import ESPERA_S, CorreioParalelo, das_conexoes, esperar

ABRIR = Abrir("cobranca@empresa.com.br", ("a@b.com.br",), b"", "chave")


class Relogio:
    """Anda quando o teste manda, e um tanto a cada etapa de rede."""

    def __init__(self) -> None:
        self.agora = 0.0
        self.por_etapa = 0.0

    def __call__(self) -> float:
        return self.agora

    def correr(self, _sessao: int, _email: str) -> None:
        self.agora += self.por_etapa


@pytest.fixture
def relogio() -> Relogio:
    """Parado."""
    return Relogio()


@pytest.fixture
def correio(relogio: Relogio) -> CorreioParalelo:
    """Cada etapa demora o que o relógio disser."""
    correio = CorreioParalelo()
    correio.ao_abrir = correio.ao_transmitir = relogio.correr
    return correio


@pytest.fixture
def abertas(correio: CorreioParalelo, relogio: Relogio) -> Conexoes:
    """As conexões do teste, ainda sem nenhuma."""
    return conexoes(correio, relogio)


def conexoes(correio: CorreioParalelo, relogio: Relogio, credencial: Credencial = None) -> Conexoes:
    return Conexoes(lambda com: correio.abrir(CONTA, com), credencial, relogio)


def colher(abertas: Conexoes) -> EtapaFeita:
    pronta = abertas.colher(ESPERA_S)
    assert pronta is not None
    return pronta


def levar(abertas: Conexoes) -> Canal:
    """Leva um aviso inteiro e solta a conexão."""
    canal = abertas.tomar()
    abertas.pedir(canal, ABRIR)
    envelope = colher(abertas).resultado.result()
    abertas.pedir(canal, Transmitir(envelope))
    colher(abertas)
    abertas.soltar(canal)
    return canal


def demorar(abertas: Conexoes, relogio: Relogio) -> None:
    """Faz o que passa parecer um servidor lento."""
    relogio.por_etapa = 2 * PACIENCIA_S
    for _ in range(2):
        levar(abertas)


def test_a_rede_rapida_corre_na_propria_thread_e_numa_conexao_so(abertas: Conexoes, correio: CorreioParalelo) -> None:
    vistas: list[threading.Thread] = []
    correio.ao_transmitir = lambda _sessao, _email: vistas.append(threading.current_thread())
    for _ in range(5):
        levar(abertas)
    abertas.tomar()
    assert not abertas.cabe()
    assert (set(vistas), correio.sessoes, das_conexoes()) == ({threading.current_thread()}, 1, [])


def test_a_rede_que_demora_abre_outra_ate_tres(abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio) -> None:
    demorar(abertas, relogio)
    cabiam = []
    for _ in range(3):
        cabiam.append(abertas.cabe())
        abertas.tomar()
    assert (cabiam, abertas.cabe(), correio.sessoes) == ([True] * 3, False, 3)


def test_um_aviso_que_demora_sozinho_nao_abre_outra(abertas: Conexoes, relogio: Relogio) -> None:
    levar(abertas)
    relogio.por_etapa = PACIENCIA_S
    levar(abertas)
    abertas.tomar()
    assert not abertas.cabe()


def test_o_tempo_de_se_ligar_nao_conta_como_demora(
    abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio
) -> None:
    relogio.por_etapa = 2 * PACIENCIA_S
    correio.ao_transmitir = lambda _sessao, _email: None
    levar(abertas)
    abertas.tomar()
    assert not abertas.cabe()


def test_na_thread_o_que_falha_volta_como_resultado(
    abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio
) -> None:
    demorar(abertas, relogio)
    canal = abertas.tomar()
    for erro in (resposta_de(Fase.RCPT, 451, "4.3.0 depois"), ZeroDivisionError()):

        def levantar(_sessao: int, _email: str, erro: Exception = erro) -> None:
            raise erro

        correio.ao_abrir = levantar
        abertas.pedir(canal, ABRIR)
        assert colher(abertas).resultado.exception() is erro
    abertas.fechar()


def test_com_outra_em_curso_a_rede_que_ficou_rapida_ainda_corre_em_thread(
    abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio
) -> None:
    """Senão a que responde já ficaria esperando esta."""
    demorar(abertas, relogio)
    uma, outra = abertas.tomar(), abertas.tomar()
    liberar = threading.Event()
    correio.ao_abrir = lambda sessao, _email: esperar(liberar) if sessao == 2 else None
    relogio.por_etapa = 0.0
    for _ in range(2):
        abertas.pedir(uma, ABRIR)
        abertas.pedir(uma, Transmitir(colher(abertas).resultado.result()))
        colher(abertas)
    abertas.pedir(outra, ABRIR)
    liberar.set()
    assert colher(abertas).canal is outra
    abertas.fechar()


def test_na_propria_thread_so_a_falha_prevista_e_resultado(abertas: Conexoes, correio: CorreioParalelo) -> None:
    falha = resposta_de(Fase.RCPT, 451, "4.3.0 depois")

    def levantar(_sessao: int, _email: str) -> None:
        raise falha

    canal = abertas.tomar()
    correio.ao_abrir = levantar
    abertas.pedir(canal, ABRIR)
    assert colher(abertas).resultado.exception() is falha

    def quebrar(_sessao: int, _email: str) -> None:
        raise ZeroDivisionError

    correio.ao_abrir = quebrar
    with pytest.raises(ZeroDivisionError):
        abertas.pedir(canal, ABRIR)


def test_colher_volta_sem_nada_no_fim_do_limite(abertas: Conexoes) -> None:
    assert abertas.colher(0) is None
    assert not abertas.ha_feitas()


def test_dispensar_baixa_o_teto_e_a_unica_nao_se_dispensa(
    abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio
) -> None:
    demorar(abertas, relogio)
    primeira, segunda = abertas.tomar(), abertas.tomar()
    assert abertas.dispensar(segunda)
    assert not abertas.cabe()
    assert not abertas.dispensar(primeira)
    abertas.fechar()
    assert correio.fechadas == 2


def test_ficar_com_uma_deixa_as_outras_acabarem(abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio) -> None:
    demorar(abertas, relogio)
    canais = [abertas.tomar() for _ in range(3)]
    assert abertas.ficar_com_uma()
    for canal in canais:
        abertas.soltar(canal)
    assert not abertas.ficar_com_uma()
    abertas.fechar()
    assert (correio.sessoes, correio.fechadas) == (3, 3)


def test_a_mais_que_ficou_parada_e_encerrada(abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio) -> None:
    demorar(abertas, relogio)
    primeira, segunda = abertas.tomar(), abertas.tomar()
    for canal in (segunda, primeira):
        abertas.soltar(canal)
    relogio.agora += OCIOSA_S + 1
    assert abertas.tomar() is primeira
    abertas.fechar()
    assert correio.fechadas == 2


def test_fechar_espera_o_que_corre_e_nao_deixa_thread(
    abertas: Conexoes, correio: CorreioParalelo, relogio: Relogio
) -> None:
    demorar(abertas, relogio)
    liberar, chegou = threading.Event(), threading.Event()

    def segurar(_sessao: int, _email: str) -> None:
        chegou.set()
        esperar(liberar)

    correio.ao_abrir = segurar
    abertas.pedir(abertas.tomar(), ABRIR)
    esperar(chegou)
    liberar.set()
    abertas.fechar()
    assert (das_conexoes(), correio.fechadas) == ([], correio.sessoes)
    assert not abertas.ha_feitas()
    correio.ao_abrir = relogio.correr
    levar(abertas)
    abertas.fechar()


class Fonte:
    """Um token novo a cada vez que se pede."""

    def __init__(self) -> None:
        self.dados = 0
        self.vencido = True
        self.descartados = 0
        self.threads: set[threading.Thread] = set()

    def obter(self) -> str:
        self.dados += 1
        self.vencido = False
        self.threads.add(threading.current_thread())
        return f"token-{self.dados}"

    def falta_pouco(self) -> bool:
        return self.vencido

    def descartar(self) -> None:
        self.descartados += 1
        self.vencido = True


def test_o_token_e_renovado_uma_vez_para_todas_e_na_thread_do_caso_de_uso(
    correio: CorreioParalelo, relogio: Relogio
) -> None:
    fonte, tokens = Fonte(), set()
    abertas = conexoes(correio, relogio, fonte)

    def entrar(sessao: int, email: str) -> None:
        com = correio.credenciais[sessao - 1]
        assert com is not None
        assert not isinstance(com, str)
        tokens.add(com.obter())
        relogio.correr(sessao, email)

    correio.ao_abrir = entrar
    demorar(abertas, relogio)
    canais = [abertas.tomar() for _ in range(3)]
    for canal in canais:
        abertas.pedir(canal, ABRIR)
    for _ in canais:
        assert colher(abertas).resultado.exception() is None
    assert (correio.sessoes, fonte.dados, tokens) == (3, 1, {"token-1"})
    fonte.vencido = True
    for canal in canais:
        abertas.pedir(canal, ABRIR)
    abertas.fechar()
    assert (fonte.dados, tokens, fonte.threads) == (2, {"token-1", "token-2"}, {threading.current_thread()})


def test_senha_vai_como_e(correio: CorreioParalelo, relogio: Relogio) -> None:
    conexoes(correio, relogio, "segredo").tomar()
    assert correio.credenciais == ["segredo"]
