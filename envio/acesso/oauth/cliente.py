"""Os pedidos ao provedor e a leitura das respostas, formados pela oauthlib: um fluxo só para todos (RFC 6749, 7636).

Tudo o que vem de fora é conferido antes de valer. O erro da biblioteca não segue adiante: pode citar o que se trocou.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

from oauthlib.oauth2 import DeviceClient, OAuth2Error, WebApplicationClient

from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel, do_erro
from envio.acesso.oauth.pedidos import (
    AindaNao,
    CodigoDeDispositivo,
    Pedido,
    Tokens,
)
from envio.acesso.oauth.provedores import PROVEDORES, QUALQUER_LOCATARIO, ProvedorOAuth
from envio.acesso.oauth.rede import Rede, RedeHTTPS, Resposta
from regras.cadastro import Autenticacao, ContaEmail
from regras.erros import ConfiguracaoIncompleta

DURACAO_PRESUMIDA = timedelta(hours=1)
"""Quando o provedor não diz quanto o token de acesso dura (email.md §3.1)."""
_DURACAO_MAXIMA_S = 86_400
_TOKEN = re.compile(r"[\x21-\x7e]{1,16384}")
_CODIGO_NA_TELA = re.compile(r"[\x20-\x7e]{1,40}")
_TAMANHO_DO_VERIFICADOR = 64
_INTERVALO_PADRAO_S = 5
_CODIGO_DURA_S = 900


class ClienteOAuth:
    """Fala com o provedor de uma conta."""

    def __init__(self, provedor: ProvedorOAuth, conta: ContaEmail, segredo: str, rede: Rede) -> None:
        """Prepara, sem conectar.

        Args:
            provedor: os valores do provedor da conta.
            conta: identificador do aplicativo, locatário e login.
            segredo: o do aplicativo; vazio se o provedor não o usa.
            rede: por onde se fala.

        Raises:
            ConfiguracaoIncompleta: falta o identificador ou o segredo do aplicativo.
        """
        if not conta.aplicativo or (provedor.com_segredo and not segredo):
            falta = "o segredo" if conta.aplicativo else "o identificador"
            raise ConfiguracaoIncompleta(
                f"A conta de e-mail {conta.numero} ({conta.remetente}) está sem {falta} do aplicativo.",
                "Preencha-o na conta, em Cadastros → Tabelas → Contas de e-mail.",
            )
        self.provedor = provedor
        self._conta = conta
        self._segredo = {"client_secret": segredo} if provedor.com_segredo else {}
        self._rede = rede
        self._web = WebApplicationClient(conta.aplicativo)

    def comecar(self, retorno: str) -> Pedido:
        """Monta o pedido de autorização que volta a este endereço, com PKCE S256 e um `state` novo."""
        verificador = self._web.create_code_verifier(_TAMANHO_DO_VERIFICADOR)
        estado = secrets.token_urlsafe(32)
        endereco = self._web.prepare_request_uri(
            self._em(self.provedor.autorizar),
            redirect_uri=retorno,
            scope=list(self.provedor.escopos),
            state=estado,
            code_challenge=self._web.create_code_challenge(verificador, "S256"),
            code_challenge_method="S256",
            login_hint=self._conta.login(),
            **self.provedor.parametros,
        )
        return Pedido(endereco, retorno, estado, verificador)

    def e_resposta(self, pedido: Pedido, consulta: str) -> bool:
        """Diz, pelo `state`, se o que o navegador trouxe, código ou recusa, é a resposta deste pedido."""
        (estado, *outros) = parse_qs(consulta).get("state", [""])
        return not outros and secrets.compare_digest(estado.encode(), pedido.estado.encode())

    def ler_retorno(self, pedido: Pedido, consulta: str) -> str:
        """Confere o `state` e devolve o código que o navegador trouxe.

        Raises:
            AutorizacaoNegada: recusada na página, ou a resposta não é deste pedido.
        """
        try:
            # A oauthlib só lê endereços https; o retorno à própria máquina não passa por rede nenhuma (RFC 8252 §8.3).
            lido = self._web.parse_request_uri_response(f"https://127.0.0.1/?{consulta}", state=pedido.estado)
            return str(lido["code"])
        except OAuth2Error as erro:
            falha = self._do_erro(erro)
        raise falha

    def trocar(self, pedido: Pedido, codigo: str) -> Tokens:
        """Troca o código pelos tokens.

        Raises:
            AutorizacaoNegada: o provedor não aceitou, ou não deu permissão de enviar.
            ProvedorIndisponivel: não respondeu, ou respondeu o que não se entende.
        """
        corpo = self._web.prepare_request_body(
            code=codigo, redirect_uri=pedido.retorno, code_verifier=pedido.verificador, **self._segredo
        )
        return self._ler_autorizacao(self._postar(self.provedor.token, corpo))

    def renovar(self, renovacao: str) -> Tokens:
        """Pede outro token de acesso.

        Raises:
            AutorizacaoNegada: a autorização não vale mais.
            ProvedorIndisponivel: não respondeu, ou respondeu o que não se entende.
        """
        corpo = self._web.prepare_refresh_body(
            refresh_token=renovacao,
            scope=list(self.provedor.escopos),
            client_id=self._conta.aplicativo,
            **self._segredo,
        )
        return self._ler_tokens(self._postar(self.provedor.token, corpo))[0]

    def pedir_codigo(self) -> CodigoDeDispositivo:
        """Pede um código de dispositivo.

        Raises:
            ConfiguracaoIncompleta: o provedor não oferece código de dispositivo para correio.
            AutorizacaoNegada: o aplicativo não pode pedir um.
            ProvedorIndisponivel: não respondeu, ou respondeu o que não se entende.
        """
        if not self.provedor.dispositivo:
            raise ConfiguracaoIncompleta(
                f"O provedor ({self.provedor.nome}) não oferece código de dispositivo para enviar e-mail.",
                "Autorize pelo navegador deste computador.",
            )
        corpo = urlencode({"client_id": self._conta.aplicativo, "scope": " ".join(self.provedor.escopos)})
        lido = self._ler(self._postar(self.provedor.dispositivo, corpo))
        if "error" in lido:
            raise do_erro(lido["error"], lido.get("error_description"), self.provedor.nome)
        codigo, segredo = lido.get("user_code"), lido.get("device_code")
        endereco = lido.get("verification_uri") or lido.get("verification_url")
        if not (_e(_CODIGO_NA_TELA, codigo) and _e(_TOKEN, segredo) and _e(_TOKEN, endereco)):
            raise self._ilegivel()
        if not str(endereco).startswith("https://"):
            raise self._ilegivel()
        intervalo = _segundos(lido.get("interval"), _INTERVALO_PADRAO_S)
        dura = _segundos(lido.get("expires_in"), _CODIGO_DURA_S)
        return CodigoDeDispositivo(str(codigo), str(endereco), str(segredo), intervalo, dura)

    def consultar(self, codigo: CodigoDeDispositivo) -> Tokens | AindaNao:
        """Vê se o código já foi digitado; se não, consulte de novo depois do intervalo.

        Raises:
            AutorizacaoNegada: recusado, ou o código venceu.
            ProvedorIndisponivel: não respondeu, ou respondeu o que não se entende.
        """
        dispositivo = DeviceClient(self._conta.aplicativo)
        corpo = dispositivo.prepare_request_body(codigo.segredo, include_client_id=True, **self._segredo)
        resposta = self._postar(self.provedor.token, corpo)
        erro = self._ler(resposta).get("error")
        if erro in ("authorization_pending", "slow_down"):
            return AindaNao(devagar=erro == "slow_down")
        return self._ler_autorizacao(resposta)

    def _em(self, endereco: str) -> str:
        return endereco.format(locatario=self._conta.locatario or QUALQUER_LOCATARIO)

    def _postar(self, endereco: str, corpo: str) -> Resposta:
        resposta = self._rede.postar(self._em(endereco), corpo)
        if resposta.codigo >= 500 or resposta.codigo == 429:
            nome = self.provedor.nome
            raise ProvedorIndisponivel(f"o serviço de autorização ({nome}) respondeu o erro {resposta.codigo}")
        return resposta

    def _ler(self, resposta: Resposta) -> dict[str, Any]:
        try:
            lido = json.loads(resposta.corpo)
        except ValueError:
            lido = None
        if not isinstance(lido, dict):
            raise self._ilegivel()
        return lido

    def _ler_autorizacao(self, resposta: Resposta) -> Tokens:
        """Os tokens de uma autorização nova: têm de poder enviar e de poder ser renovados."""
        tokens, escopo = self._ler_tokens(resposta)
        if escopo and self.provedor.prova_do_envio not in escopo:
            raise AutorizacaoNegada(
                "a permissão de enviar e-mail não foi dada na página do provedor",
                "Autorize de novo e deixe marcada a permissão de enviar e-mail.",
            )
        if not tokens.renovacao:
            raise AutorizacaoNegada(
                "o provedor autorizou só por uma hora, sem deixar renovar",
                "No registro do aplicativo, permita o acesso contínuo (offline) e autorize de novo.",
            )
        return tokens

    def _ler_tokens(self, resposta: Resposta) -> tuple[Tokens, str]:
        """Os tokens e o escopo concedido, em minúsculas; vazio quando o provedor não o disse."""
        self._ler(resposta)
        try:
            lido = self._web.parse_request_body_response(resposta.corpo.decode("utf-8"))
        except OAuth2Error as erro:
            falha: AutorizacaoNegada | ProvedorIndisponivel = self._do_erro(erro)
        except (ValueError, TypeError, AttributeError):  # a biblioteca supõe os tipos do que o provedor manda
            falha = self._ilegivel()
        else:
            return self._conferir(lido)
        raise falha

    def _conferir(self, lido: Mapping[str, Any]) -> tuple[Tokens, str]:
        acesso, renovacao = lido.get("access_token"), lido.get("refresh_token") or ""
        e_portador = str(lido.get("token_type", "bearer")).lower() == "bearer"
        if not (e_portador and _e(_TOKEN, acesso) and (renovacao == "" or _e(_TOKEN, renovacao))):
            raise self._ilegivel()
        segundos = _segundos(lido.get("expires_in"), int(DURACAO_PRESUMIDA.total_seconds()))
        escopo = lido.get("scope") or ""
        escopo = escopo if isinstance(escopo, str) else " ".join(str(parte) for parte in escopo)
        dura = timedelta(seconds=min(segundos, _DURACAO_MAXIMA_S))
        return Tokens(str(acesso), str(renovacao), dura), escopo.lower()

    def _do_erro(self, erro: OAuth2Error) -> AutorizacaoNegada | ProvedorIndisponivel:
        if erro.error in ("mismatching_state", "missing_code"):
            return AutorizacaoNegada(
                "o que voltou do navegador não é a resposta deste pedido",
                "Feche a página do provedor e autorize de novo a partir do programa.",
            )
        if erro.error in ("missing_token", "missing_token_type"):
            return self._ilegivel()
        return do_erro(erro.error, erro.description, self.provedor.nome)

    def _ilegivel(self) -> ProvedorIndisponivel:
        nome = self.provedor.nome
        return ProvedorIndisponivel(
            f"o serviço de autorização ({nome}) respondeu algo que não se entende",
            "Confira se a rede não está pedindo login ou desviando a conexão, e tente de novo.",
        )


@dataclass(frozen=True, slots=True)
class ServicoOAuth:
    """O que se precisa para falar com qualquer provedor; o teste troca os endereços e a rede."""

    provedores: Mapping[Autenticacao, ProvedorOAuth] = field(default_factory=lambda: PROVEDORES)
    rede: Rede = field(default_factory=RedeHTTPS)

    def cliente(self, conta: ContaEmail, segredo: str) -> ClienteOAuth:
        """O cliente do provedor desta conta.

        Raises:
            ConfiguracaoIncompleta: falta o identificador ou o segredo do aplicativo.
        """
        return ClienteOAuth(self.provedores[conta.autenticacao], conta, segredo, self.rede)


def _e(forma: re.Pattern[str], texto: object) -> bool:
    return isinstance(texto, str) and forma.fullmatch(texto) is not None


def _segundos(valor: object, padrao: int) -> int:
    """Um número de segundos vindo de fora; o que não é positivo vale o padrão."""
    try:
        segundos = int(str(valor))
    except ValueError:
        return padrao
    return segundos if segundos > 0 else padrao
