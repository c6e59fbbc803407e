"""Um servidor de autorização em 127.0.0.1, com TLS: aceita, recusa, expira, revoga, devolve lixo e erra o `state`."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import trustme

from envio.acesso.oauth.cliente import ServicoOAuth
from envio.acesso.oauth.provedores import PROVEDORES, ProvedorOAuth
from envio.acesso.oauth.rede import RedeHTTPS
from envio.rede.conexao import contexto_tls
from regras.cadastro import Autenticacao

APLICATIVO = "aplicativo-registrado"
SEGREDO = "segredo-do-aplicativo-7d1"
RENOVACAO = "renovacao-" + "r" * 40


@dataclass(slots=True)
class Resposta:
    """O que o servidor manda: código, corpo e, se for o caso, para onde desvia."""

    codigo: int
    corpo: bytes
    desvio: str = ""


def em_json(codigo: int = 200, **campos: Any) -> Resposta:
    return Resposta(codigo, json.dumps(campos).encode())


def erro(nome: str, descricao: str = "") -> Resposta:
    return em_json(400, error=nome, error_description=descricao)


class ServidorAutorizacao:
    """Segue as normas; o teste troca o que quer ver dar errado.

    Atributos:
        pedidos: os formulários recebidos em cada endereço, na ordem: (`token`, campos).
        acessos: os tokens de acesso emitidos.
        proximas: respostas a dar aos próximos pedidos de token, no lugar da certa.
        na_pagina: o que a página devolve ao navegador no lugar do código; None autoriza.
        estado: o `state` a devolver; None repete o recebido.
        revogados: tokens de renovação que já não valem.
        gira: cada renovação devolve um token de renovação novo.
        escopo: o concedido; None concede o pedido.
        dura_s: de cada token de acesso.
    """

    def __init__(self, contexto: ssl.SSLContext) -> None:
        self.pedidos: list[tuple[str, dict[str, str]]] = []
        self.acessos: list[str] = []
        self.proximas: list[Resposta] = []
        self.na_pagina: dict[str, str] | None = None
        self.estado: str | None = None
        self.revogados: set[str] = set()
        self.gira = False
        self.renovacao = RENOVACAO
        self.escopo: str | None = None
        self.dura_s = 3600
        self.dispositivo: dict[str, Any] = {
            "user_code": "ABCD-1234",
            "device_code": "dispositivo-segredo",
            "verification_uri": "https://exemplo.test/codigo",
            "expires_in": 900,
            "interval": 5,
        }
        self._codigos: dict[str, dict[str, str]] = {}
        self._servidor = _Escuta(("127.0.0.1", 0), _Pedido)
        self._servidor.dono = self
        self._servidor.contexto = contexto
        self.endereco = f"https://127.0.0.1:{self._servidor.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._servidor.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, falha: BaseException | None, rastro: TracebackType | None
    ) -> None:
        self._servidor.shutdown()
        self._servidor.server_close()
        self._thread.join(5)

    def provedor(self, autenticacao: Autenticacao) -> ProvedorOAuth:
        """Os valores do provedor, com os endereços deste servidor."""
        real = PROVEDORES[autenticacao]
        return replace(
            real,
            autorizar=f"{self.endereco}/pagina",
            token=f"{self.endereco}/token",
            dispositivo=f"{self.endereco}/dispositivo" if real.dispositivo else "",
        )

    def servico(self, confia: ssl.SSLContext, **opcoes: Any) -> ServicoOAuth:
        """O serviço que fala com este servidor, como se fosse o de cada provedor."""
        rede = RedeHTTPS(confia, **{"espera_s": 5.0} | opcoes)
        return ServicoOAuth({nome: self.provedor(nome) for nome in PROVEDORES}, rede)

    def responder_pagina(self, campos: dict[str, str]) -> Resposta:
        """A pessoa já disse sim (ou o que `na_pagina` manda): volta ao programa."""
        self.pedidos.append(("pagina", campos))
        codigo = f"codigo-{len(self._codigos)}-segredo"
        self._codigos[codigo] = campos
        volta = {"code": codigo} if self.na_pagina is None else dict(self.na_pagina)
        volta["state"] = campos["state"] if self.estado is None else self.estado
        return Resposta(302, b"", f"{campos['redirect_uri']}/?{urlencode(volta)}")

    def responder_token(self, campos: dict[str, str]) -> Resposta:
        """Troca código, renova ou consulta o dispositivo, conferindo o que a norma manda conferir."""
        self.pedidos.append(("token", campos))
        if self.proximas:
            return self.proximas.pop(0)
        if campos.get("client_id") != APLICATIVO or campos.get("client_secret", SEGREDO) != SEGREDO:
            return erro("invalid_client")
        if campos["grant_type"] == "refresh_token":
            return self._renovar(campos)
        if campos["grant_type"] == "authorization_code":
            pedido = self._codigos.pop(campos["code"], None)
            if pedido is None or not _confere(pedido, campos):
                return erro("invalid_grant", "AADSTS70008 codigo vencido")
        return self._emitir(self.renovacao)

    def responder_dispositivo(self, campos: dict[str, str]) -> Resposta:
        """O código que a pessoa digita."""
        self.pedidos.append(("dispositivo", campos))
        return em_json(**self.dispositivo)

    def _renovar(self, campos: dict[str, str]) -> Resposta:
        if campos["refresh_token"] != self.renovacao or self.renovacao in self.revogados:
            return erro("invalid_grant", f"AADSTS70043 revogado: {campos['refresh_token']}")
        if self.gira:
            self.renovacao = f"{RENOVACAO}-{len(self.acessos)}"
            return self._emitir(self.renovacao)
        return self._emitir("")

    def _emitir(self, renovacao: str) -> Resposta:
        self.acessos.append(f"acesso-{len(self.acessos)}-segredo")
        campos: dict[str, Any] = {
            "token_type": "Bearer",
            "access_token": self.acessos[-1],
            "expires_in": self.dura_s,
        }
        if renovacao:
            campos["refresh_token"] = renovacao
        if self.escopo is not None:
            campos["scope"] = self.escopo
        return em_json(**campos)


def _confere(pedido: dict[str, str], troca: dict[str, str]) -> bool:
    """PKCE S256 e o mesmo retorno (RFC 7636 §4.6, RFC 6749 §4.1.3)."""
    resumo = hashlib.sha256(troca["code_verifier"].encode()).digest()
    desafio = base64.urlsafe_b64encode(resumo).rstrip(b"=").decode()
    certo = (pedido["code_challenge_method"], pedido["code_challenge"]) == ("S256", desafio)
    return certo and pedido["redirect_uri"] == troca["redirect_uri"]


class _Escuta(ThreadingTCPServer):
    daemon_threads = True
    dono: ServidorAutorizacao
    contexto: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        try:
            protegida = self.contexto.wrap_socket(request, server_side=True)
        except OSError:  # o cliente não confia neste certificado
            return
        with protegida:
            super().finish_request(protegida, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """O cliente desligou: é o que alguns testes provocam."""


class _Pedido(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        partes = urlsplit(self.path)
        dono = self.server.dono  # type: ignore[attr-defined]
        self._dar(dono.responder_pagina(dict(parse_qsl(partes.query))))

    def do_POST(self) -> None:
        corpo = self.rfile.read(int(self.headers["Content-Length"])).decode()
        campos = {nome: valores[0] for nome, valores in parse_qs(corpo).items()}
        dono = self.server.dono  # type: ignore[attr-defined]
        responder = dono.responder_token if self.path == "/token" else dono.responder_dispositivo
        self._dar(responder(campos))

    def log_message(self, *_partes: object) -> None:
        """Calado."""

    def _dar(self, resposta: Resposta) -> None:
        self.send_response(resposta.codigo)
        if resposta.desvio:
            self.send_header("Location", resposta.desvio)
        self.send_header("Content-Length", str(len(resposta.corpo)))
        self.end_headers()
        self.wfile.write(resposta.corpo)


class Navegador:
    """O navegador do operador: abre a página, segue o desvio e volta ao programa, numa thread.

    Atributos:
        paginas: (código, corpo) do que o programa mostrou ao voltar.
    """

    def __init__(self, confia: ssl.SSLContext) -> None:
        self._confia = confia
        self.paginas: list[tuple[int, str]] = []
        self._threads: list[threading.Thread] = []

    def abrir(self, endereco: str) -> None:
        """Abre como quem clica e autoriza."""
        self._seguir(lambda: self._autorizar(endereco))

    def voltar(self, endereco: str, caminho: str, metodo: str = "GET") -> None:
        """Bate direto no endereço de retorno."""
        self._seguir(lambda: self._pedir_retorno(endereco, caminho, metodo))

    def esperar(self) -> None:
        """Espera as páginas acabarem."""
        for thread in self._threads:
            thread.join(5)

    def _seguir(self, o_que: Any) -> None:
        self._threads.append(threading.Thread(target=o_que, daemon=True))
        self._threads[-1].start()

    def _autorizar(self, endereco: str) -> None:
        partes = urlsplit(endereco)
        ligacao = http.client.HTTPSConnection(partes.netloc, context=self._confia, timeout=5)
        try:
            ligacao.request("GET", f"{partes.path}?{partes.query}")
            desvio = ligacao.getresponse().getheader("Location") or ""
        finally:
            ligacao.close()
        volta = urlsplit(desvio)
        self._pedir_retorno(f"http://{volta.netloc}", f"{volta.path}?{volta.query}", "GET")

    def _pedir_retorno(self, endereco: str, caminho: str, metodo: str) -> None:
        ligacao = http.client.HTTPConnection(urlsplit(endereco).netloc, timeout=5)
        try:
            ligacao.request(metodo, caminho)
            resposta = ligacao.getresponse()
            self.paginas.append((resposta.status, resposta.read().decode()))
        finally:
            ligacao.close()


@dataclass(frozen=True, slots=True)
class NoAr:
    """Um provedor no ar, quem fala com ele e o navegador do operador."""

    servidor: ServidorAutorizacao
    navegador: Navegador
    servico: ServicoOAuth


@contextmanager
def por_no_ar() -> Iterator[NoAr]:
    """Para quem prova a linha de comando e as telas: tudo com um certificado inventado na hora."""
    autoridade = trustme.CA()
    contexto, confia = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), contexto_tls()
    autoridade.issue_cert("127.0.0.1").configure_cert(contexto)
    autoridade.configure_trust(confia)
    navegador = Navegador(confia)
    with ServidorAutorizacao(contexto) as servidor:
        yield NoAr(servidor, navegador, servidor.servico(confia))
        navegador.esperar()
