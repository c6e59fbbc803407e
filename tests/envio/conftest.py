"""Correio de teste: em memória, de verdade em 127.0.0.1, com TLS de uma autoridade inventada, e roteirizado.

Para os casos de uso, uma base nova e o ambiente que a liga ao correio em memória.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio import conexoes
from envio.correio.smtp import TransporteSMTP
from envio.rede.conexao import Esperas, contexto_tls
from modelos.base.abertura import Base
from regras.cadastro import ContaEmail
from tests.base_copiada import abrir_nova
from tests.envio.carteira_paralela import AGORA, cadastrar
from tests.envio.correio_falso import CorreioFalso
from tests.envio.correio_paralelo import CorreioParalelo, das_conexoes
from tests.envio.servidores import Passo, ServidorReal, ServidorRoteirizado
from tests.modelos.exemplos import EM

CURTAS = Esperas(conexao=60, resposta=60, data=60, bloco=60, ponto=60, despedida=0.2)
"""Bastam em 127.0.0.1; quem prova uma espera que se esgota encurta só aquela."""


@pytest.fixture
def correio() -> CorreioFalso:
    """Transporte em memória."""
    return CorreioFalso()


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Uma base nova, sem nada cadastrado."""
    with abrir_nova(tmp_path / "aviso.db") as aberta:
        yield aberta


@pytest.fixture
def ambiente(base: Base, correio: CorreioFalso) -> Ambiente:
    """A base nova, o relógio parado, o cofre em memória e o correio em memória."""
    return Ambiente(base, lambda: EM, CofreEmMemoria(), lambda _conta, _senha: correio)


@pytest.fixture
def paralelo(monkeypatch: pytest.MonkeyPatch) -> CorreioParalelo:
    """O correio de várias sessões; qualquer demora já vale outra conexão."""
    monkeypatch.setattr(conexoes, "PACIENCIA_S", -1.0)
    return CorreioParalelo()


@pytest.fixture
def em_paralelo(base: Base, paralelo: CorreioParalelo) -> Iterator[Ambiente]:
    """A carteira da sonda e dos dois grupos, com o relógio parado; no fim não sobra thread nem sessão aberta."""
    cadastrar()
    yield Ambiente(base, lambda: AGORA, CofreEmMemoria(), paralelo.abrir)
    assert das_conexoes() == []
    assert paralelo.fechadas == paralelo.sessoes


@pytest.fixture
def servidor() -> Iterator[ServidorReal]:
    """Servidor de verdade em 127.0.0.1, sem TLS nem login."""
    with ServidorReal() as servidor:
        yield servidor


@pytest.fixture
def esperas() -> Esperas:
    """Esperas curtas, para que um defeito não pare os testes."""
    return CURTAS


@pytest.fixture
def abrir_servidor() -> Iterator[Callable[..., ServidorReal]]:
    """Abre servidores de verdade com TLS, login ou limites; fecha todos no fim."""
    with ExitStack() as abertos:
        yield lambda **opcoes: abertos.enter_context(ServidorReal(**opcoes))


@pytest.fixture
def roteirizar() -> Iterator[Callable[..., ServidorRoteirizado]]:
    """Abre servidores que seguem um roteiro `MOMENTO=passo`; fecha todos no fim."""
    abertos: list[ServidorRoteirizado] = []

    def abrir(**roteiro: Passo | list[Passo]) -> ServidorRoteirizado:
        abertos.append(ServidorRoteirizado(roteiro))
        return abertos[-1]

    yield abrir
    for servidor in abertos:
        servidor.fechar()


@pytest.fixture
def sessao(request: pytest.FixtureRequest, esperas: Esperas) -> Callable[..., TransporteSMTP]:
    """Monta sessões SMTP com esperas curtas e as fecha no fim."""

    def abrir(conta: ContaEmail, senha: str | None = None, **opcoes: Any) -> TransporteSMTP:
        aberta = TransporteSMTP(conta, senha, nome_local="teste.exemplo", **{"esperas": esperas} | opcoes)
        request.addfinalizer(aberta.fechar)
        return aberta

    return abrir


@pytest.fixture(scope="session")
def autoridade() -> trustme.CA:
    """A autoridade certificadora inventada."""
    return trustme.CA()


@pytest.fixture(scope="session")
def certificado_do_servidor(autoridade: trustme.CA) -> ssl.SSLContext:
    """Contexto TLS de um servidor em 127.0.0.1 ou localhost."""
    return contexto_de_servidor(autoridade.issue_cert("127.0.0.1", "localhost"))


@pytest.fixture(scope="session")
def certificado_de_outro(autoridade: trustme.CA) -> ssl.SSLContext:
    """Contexto TLS de um servidor que se diz outro."""
    return contexto_de_servidor(autoridade.issue_cert("outro.exemplo"))


@pytest.fixture(scope="session")
def confia(autoridade: trustme.CA) -> ssl.SSLContext:
    """O contexto TLS da casa, que também confia na autoridade inventada."""
    contexto = contexto_tls()
    autoridade.configure_trust(contexto)
    return contexto


def contexto_de_servidor(certificado: trustme.LeafCert) -> ssl.SSLContext:
    """Monta o lado de servidor a partir de um certificado."""
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificado.configure_cert(contexto)
    return contexto
