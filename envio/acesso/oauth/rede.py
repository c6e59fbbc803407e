"""Pedidos HTTPS ao provedor que autoriza: certificado conferido, esperas com limite, resposta de tamanho limitado."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from envio.acesso.oauth.falhas import ProvedorIndisponivel
from envio.rede.conexao import contexto_tls

ESPERA_S = 30.0
"""Para conectar e para cada leitura; e o dobro para o pedido inteiro."""
_RESPOSTA_MAXIMA = 1 << 18
_BLOCO = 1 << 14


@dataclass(frozen=True, slots=True)
class Resposta:
    """O que o provedor respondeu; o corpo pode trazer token e não aparece em `repr`."""

    codigo: int
    corpo: bytes = field(repr=False)


class Rede(Protocol):
    """Como se fala com o provedor."""

    def postar(self, endereco: str, corpo: str) -> Resposta:
        """Manda um formulário e lê a resposta, qualquer que seja o código dela.

        Raises:
            ProvedorIndisponivel: não conectou, demorou demais, ou o que veio não é HTTP.
        """
        ...


class _SemDesvio(urllib.request.HTTPRedirectHandler):
    """O formulário leva segredo: não segue para onde o servidor mandar."""

    def redirect_request(self, *_pedido: Any, **_opcoes: Any) -> None:  # noqa: ANN401 - a assinatura é a da biblioteca
        """Recusa; o código 3xx vira a resposta."""


class RedeHTTPS:
    """A de verdade, pela biblioteca padrão; usa o proxy do sistema, se há um."""

    def __init__(
        self,
        contexto: ssl.SSLContext | None = None,
        *,
        espera_s: float = ESPERA_S,
        relogio: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepara, sem conectar.

        Args:
            contexto: TLS; por omissão confere pelas autoridades do sistema.
            espera_s: segundos por operação.
            relogio: segundos que só crescem.
        """
        self._espera_s = espera_s
        self._relogio = relogio
        protegido = urllib.request.HTTPSHandler(context=contexto or contexto_tls())
        self._abridor = urllib.request.build_opener(protegido, _SemDesvio)

    def postar(self, endereco: str, corpo: str) -> Resposta:
        """Ver `Rede.postar`."""
        partes = urlsplit(endereco)
        if partes.scheme != "https":
            raise ValueError("o provedor que autoriza só é chamado por https")
        pedido = urllib.request.Request(  # noqa: S310 - só https, conferido acima
            endereco,
            corpo.encode("ascii"),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        )
        motivo = ""
        try:
            return self._pedir(pedido)
        except (OSError, http.client.HTTPException) as erro:
            motivo = _explicar(erro, partes.hostname or "")
        # Fora do except: a exceção da biblioteca guarda o pedido, e nele vai o token.
        raise ProvedorIndisponivel(motivo)

    def _pedir(self, pedido: urllib.request.Request) -> Resposta:
        prazo = self._relogio() + 2 * self._espera_s
        try:
            resposta = self._abridor.open(pedido, timeout=self._espera_s)
        except urllib.error.HTTPError as erro:
            resposta = erro
        with resposta:
            return Resposta(resposta.status, self._ler(resposta, prazo))

    def _ler(self, resposta: Any, prazo: float) -> bytes:  # noqa: ANN401 - resposta ou erro da biblioteca, que lê igual
        recebido = bytearray()
        while bloco := resposta.read1(_BLOCO) if hasattr(resposta, "read1") else resposta.read(_BLOCO):
            recebido += bloco
            if len(recebido) > _RESPOSTA_MAXIMA:
                raise http.client.HTTPException("resposta longa demais")
            if self._relogio() > prazo:
                raise TimeoutError("a resposta não acabou no prazo")
        return bytes(recebido)


def _explicar(erro: Exception, servidor: str) -> str:
    causa = erro.reason if isinstance(erro, urllib.error.URLError) else erro
    if isinstance(causa, ssl.SSLCertVerificationError):
        return f"o certificado de {servidor}, que autoriza a conta, não é de uma autoridade conhecida"
    if isinstance(causa, TimeoutError):
        return f"o serviço que autoriza a conta ({servidor}) demorou demais para responder"
    if isinstance(causa, http.client.HTTPException):
        return f"o serviço que autoriza a conta ({servidor}) respondeu algo que não se entende"
    nome = type(causa).__name__
    return f"não foi possível falar com o serviço que autoriza a conta ({servidor}; {nome})"
