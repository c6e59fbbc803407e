"""Correio que não serve, de ponta a ponta: o aviso fica adiado com o motivo, e o conserto o faz sair uma vez só."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import Transporte
from envio.rede.conexao import Esperas, contexto_tls
from regras.cadastro import ContaEmail
from tests.envio.servidores import ServidorReal
from tests.linha_de_comando import CONTA_TLS, Dito, Terminal, por_cliente

CURTAS = Esperas(conexao=60, resposta=60, data=60, bloco=60, ponto=60, despedida=0.2)
REMETENTE = ("--remetente", "cob@aurora.example.com")
ADIADOS = {"001": "adiado", "002": "adiado"}
ENVIADOS = {"001": "enviado", "002": "enviado"}


@pytest.fixture
def autoridade() -> trustme.CA:
    """A autoridade certificadora em que este teste pode confiar."""
    return trustme.CA()


@pytest.fixture
def terminal(tmp_path: Path, autoridade: trustme.CA) -> Terminal:
    """Uma máquina pronta para fechar o dia pelo SMTP de verdade, confiando na autoridade do teste."""
    maquina = Terminal(tmp_path)
    maquina.preparar()

    def abrir(conta: ContaEmail, senha: str | None) -> Transporte:
        contexto = contexto_tls()
        autoridade.configure_trust(contexto)
        # O TLS só se prova em 127.0.0.1, e o contrato o aceita com qualquer servidor.
        return TransporteSMTP(conta, senha, esperas=CURTAS, contexto=contexto, nome_local="teste.exemplo")

    maquina.abrir = abrir
    return maquina


@pytest.fixture
def servir() -> Iterator[Callable[..., ServidorReal]]:
    """Abre servidores de verdade em 127.0.0.1; fecha todos no fim."""
    with ExitStack() as abertos:
        yield lambda **opcoes: abertos.enter_context(ServidorReal(**opcoes))


def lado_do_servidor(certificado: trustme.LeafCert) -> ssl.SSLContext:
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificado.configure_cert(contexto)
    return contexto


def configurar(terminal: Terminal, porta: int, *opcoes: str, seguranca: str = "nenhuma") -> None:
    conta = ("--servidor", "127.0.0.1", "--porta", str(porta), "--seguranca", seguranca)
    assert terminal("conta-email", "1", *REMETENTE, *conta, *opcoes).codigo == 0


def conferir_adiados(dito: Dito, trecho: str, *, para_na_primeira: bool = True) -> None:
    """Tudo adiado, saída 3, com o motivo; o que é da conta não é tentado de novo a cada aviso."""
    assert (dito.codigo, por_cliente(dito)) == (3, ADIADOS)
    primeiro, segundo = (aviso["motivo"] for aviso in dito.objeto["avisos"])
    assert trecho in primeiro.lower()
    assert trecho in segundo.lower()
    assert segundo.startswith("não tentado: ") is para_na_primeira
    assert "Traceback" not in dito.erros


def conferir_conserto(terminal: Terminal, servidor: ServidorReal) -> None:
    """Fechar de novo no mesmo dia envia uma vez a cada cliente."""
    assert por_cliente(terminal("fechar")) == ENVIADOS
    assert sorted(recebida.destinatarios[0] for recebida in servidor.recebidas) == [
        "a@um.example.com",
        "b@dois.example.com",
    ]


def test_conta_sem_senha_e_recusada_antes_de_qualquer_aviso(terminal: Terminal) -> None:
    terminal("conta-email", "1", *CONTA_TLS, "--porta", "465", "--usuario", "cob")
    for comando in (["fechar"], ["testar-envio", "1", "--para", "eu@b.com.br"]):
        dito = terminal(*comando)
        assert dito.codigo == 1
        assert "sem senha no cofre" in dito.frase
        assert "--senha-da-entrada" in dito.frase
    assert terminal("historico").objeto == {"avisos": []}
    assert terminal("fechar", "--data", "2026-11-01", "--senha-da-entrada", entrada="").codigo == 1


def test_porta_em_que_ninguem_atende(terminal: Terminal, servir: Callable[..., ServidorReal]) -> None:
    configurar(terminal, 1)
    conferir_adiados(terminal("fechar"), "127.0.0.1", para_na_primeira=False)
    servidor = servir()
    configurar(terminal, servidor.porta)
    conferir_conserto(terminal, servidor)


def test_nome_de_servidor_que_nao_existe(
    terminal: Terminal, servir: Callable[..., ServidorReal], monkeypatch: pytest.MonkeyPatch
) -> None:
    def desconhecido(*_argumentos: object, **_nomeados: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "nome desconhecido")

    terminal("conta-email", "1", *CONTA_TLS, "--porta", "465")
    with monkeypatch.context() as troca:
        troca.setattr(socket, "getaddrinfo", desconhecido)
        conferir_adiados(terminal("fechar"), "smtp.aurora.example.com", para_na_primeira=False)
    servidor = servir()
    configurar(terminal, servidor.porta)
    conferir_conserto(terminal, servidor)


@pytest.mark.parametrize(
    ("caso", "trecho"), [("desconhecida", "autoridade"), ("outro", "não é do servidor"), ("vencido", "vencido")]
)
def test_certificado_que_nao_vale(
    terminal: Terminal, servir: Callable[..., ServidorReal], autoridade: trustme.CA, caso: str, trecho: str
) -> None:
    ontem = datetime.now(UTC) - timedelta(days=1)
    ruim = {
        "desconhecida": lambda: trustme.CA().issue_cert("127.0.0.1"),
        "outro": lambda: autoridade.issue_cert("outro.exemplo"),
        "vencido": lambda: autoridade.issue_cert("127.0.0.1", not_after=ontem),
    }[caso]()
    mau = servir(tls=lado_do_servidor(ruim))
    configurar(terminal, mau.porta, seguranca="tls")
    conferir_adiados(terminal("fechar"), trecho)
    assert mau.comandos == []
    bom = servir(tls=lado_do_servidor(autoridade.issue_cert("127.0.0.1")))
    configurar(terminal, bom.porta, seguranca="tls")
    conferir_conserto(terminal, bom)


def test_servidor_sem_tls_numa_conta_que_o_exige(terminal: Terminal, servir: Callable[..., ServidorReal]) -> None:
    servidor = servir()
    configurar(terminal, servidor.porta, seguranca="tls")
    conferir_adiados(terminal("fechar"), "tls")
    configurar(terminal, servidor.porta, seguranca="starttls")
    conferir_adiados(terminal("fechar"), "starttls")
    assert servidor.recebidas == []


def test_senha_errada_tenta_uma_vez_so_e_nao_aparece_em_lugar_nenhum(
    terminal: Terminal, servir: Callable[..., ServidorReal], autoridade: trustme.CA
) -> None:
    tls = lado_do_servidor(autoridade.issue_cert("127.0.0.1"))
    servidor = servir(tls=tls, logins_aceitos={"cob": "certa-321"})
    configurar(terminal, servidor.porta, "--usuario", "cob", seguranca="tls")
    dito = terminal("fechar", "--senha-da-entrada", entrada="errada-123\n")
    conferir_adiados(dito, "senha")
    assert [usuario for usuario, _ in servidor.logins] == ["cob"]
    historico = terminal("historico")
    assert "errada-123" not in dito.saida + dito.erros + historico.saida
    assert b"errada-123" not in terminal.base.read_bytes()
    certo = terminal("fechar", "--senha-da-entrada", entrada="certa-321\n")
    assert (certo.codigo, por_cliente(certo)) == (0, ENVIADOS)
    assert len(servidor.recebidas) == 2


def test_testar_envio_diz_o_mesmo_motivo_com_saida_1(terminal: Terminal) -> None:
    configurar(terminal, 1)
    dito = terminal("testar-envio", "1", "--para", "eu@b.com.br")
    assert (dito.codigo, dito.objeto["teste"]["enviado"]) == (1, False)
    assert "127.0.0.1" in dito.objeto["teste"]["motivo"]
