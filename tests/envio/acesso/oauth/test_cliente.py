"""Os pedidos ao provedor e o que se aceita de volta: nada que venha de fora vale sem ser conferido."""

from __future__ import annotations

import contextlib
import json
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from envio.acesso.oauth.cliente import DURACAO_PRESUMIDA, ClienteOAuth
from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.acesso.oauth.pedidos import AindaNao, CodigoDeDispositivo, Tokens
from envio.acesso.oauth.provedores import PROVEDORES
from envio.acesso.oauth.rede import Resposta
from regras.cadastro import Autenticacao
from regras.erros import ConfiguracaoIncompleta, ErroAviso
from tests.envio.acesso.conftest import REMETENTE, conta_de
from tests.envio.acesso.servidor_autorizacao import (
    APLICATIVO,
    RENOVACAO,
    SEGREDO,
    ServidorAutorizacao,
    em_json,
    erro,
)
from tests.envio.acesso.servidor_autorizacao import Resposta as DoServidor

Montar = Callable[..., ClienteOAuth]
RETORNO = "http://127.0.0.1:54321"


def autorizar(cliente: ClienteOAuth, autorizador: ServidorAutorizacao) -> Tokens:
    """A pessoa autorizou e o navegador voltou."""
    pedido = cliente.comecar(RETORNO)
    desvio = autorizador.responder_pagina(dict(parse_qsl(urlsplit(pedido.endereco).query))).desvio
    return cliente.trocar(pedido, cliente.ler_retorno(pedido, urlsplit(desvio).query))


def tudo_de(falha: BaseException | None) -> Iterator[str]:
    """Tudo o que se pode escrever de uma exceção e das que vieram antes dela."""
    while falha is not None:
        yield from ("".join(traceback.format_exception(falha)), repr(falha), repr(vars(falha)))
        falha = falha.__cause__ or falha.__context__


@pytest.mark.parametrize("autenticacao", list(PROVEDORES))
def test_o_mesmo_fluxo_serve_aos_dois_provedores(
    cliente: Montar, autorizador: ServidorAutorizacao, autenticacao: Autenticacao
) -> None:
    tokens = autorizar(cliente(autenticacao), autorizador)
    assert (tokens.acesso, tokens.renovacao) == (autorizador.acessos[0], RENOVACAO)
    assert tokens.dura == timedelta(hours=1)


def test_o_pedido_leva_pkce_s256_estado_e_o_que_o_provedor_quer(cliente: Montar) -> None:
    um, outro = (cliente(Autenticacao.GOOGLE).comecar(RETORNO) for _ in range(2))
    campos = dict(parse_qsl(urlsplit(um.endereco).query))
    assert campos["redirect_uri"] == RETORNO
    assert campos["code_challenge_method"] == "S256"
    assert (campos["access_type"], campos["login_hint"]) == ("offline", REMETENTE)
    assert campos["scope"] == "https://mail.google.com/"
    assert len(um.verificador) >= 43
    assert um.verificador not in um.endereco
    assert SEGREDO not in um.endereco
    assert (um.estado, um.verificador) != (outro.estado, outro.verificador)


@pytest.mark.parametrize(("locatario", "no_endereco"), [("", "/common/"), ("empresa.com.br", "/empresa.com.br/")])
def test_o_locatario_entra_no_endereco_da_microsoft(locatario: str, no_endereco: str) -> None:
    conta = conta_de(locatario=locatario)
    cliente = ClienteOAuth(PROVEDORES[Autenticacao.MICROSOFT], conta, "", _Rede(b"{}"))
    assert no_endereco in cliente.comecar(RETORNO).endereco


@pytest.mark.parametrize(("autenticacao", "leva"), [(Autenticacao.MICROSOFT, False), (Autenticacao.GOOGLE, True)])
def test_so_o_google_leva_o_segredo_do_aplicativo(
    cliente: Montar, autorizador: ServidorAutorizacao, autenticacao: Autenticacao, leva: bool
) -> None:
    autorizar(cliente(autenticacao), autorizador)
    cliente(autenticacao).renovar(RENOVACAO)
    trocas = [campos for onde, campos in autorizador.pedidos if onde == "token"]
    assert [("client_secret" in campos, campos["client_id"]) for campos in trocas] == [(leva, APLICATIVO)] * 2


@pytest.mark.parametrize(
    ("campos", "falta"), [({"aplicativo": ""}, "identificador"), ({"autenticacao": Autenticacao.GOOGLE}, "segredo")]
)
def test_sem_identificador_ou_segredo_diz_o_que_falta(
    autorizador: ServidorAutorizacao, campos: dict[str, str], falta: str
) -> None:
    conta = conta_de(**campos)
    with pytest.raises(ConfiguracaoIncompleta, match=falta):
        ClienteOAuth(PROVEDORES[conta.autenticacao], conta, "", _Rede(b"{}"))


@pytest.mark.parametrize(
    ("consulta", "trecho"),
    [
        ("code=roubado-1&state=de-outro", "não é a resposta deste pedido"),
        ("code=roubado-1", "não é a resposta deste pedido"),
        ("state={estado}", "não é a resposta deste pedido"),
        ("error=access_denied&state={estado}", "recusada na página"),
        ("error=server_error&state={estado}", "fora do ar"),
        ("error=%3Cscript%3E&state={estado}", "desconhecido"),
    ],
)
def test_retorno_que_nao_serve_e_recusado_sem_citar_o_codigo(cliente: Montar, consulta: str, trecho: str) -> None:
    pedido = cliente().comecar(RETORNO)
    with pytest.raises(ErroAviso, match=trecho) as excecao:
        cliente().ler_retorno(pedido, consulta.format(estado=pedido.estado))
    visto = "\n".join(tudo_de(excecao.value))
    for segredo in ("roubado-1", pedido.estado, pedido.verificador, "script"):
        assert segredo not in visto


def test_verificador_de_outro_pedido_nao_troca(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    este = cliente()
    pedido, outro = este.comecar(RETORNO), este.comecar(RETORNO)
    desvio = autorizador.responder_pagina(dict(parse_qsl(urlsplit(pedido.endereco).query))).desvio
    codigo = este.ler_retorno(pedido, urlsplit(desvio).query)
    with pytest.raises(AutorizacaoNegada, match=r"invalid_grant, AADSTS70008"):
        este.trocar(outro, codigo)


@pytest.mark.parametrize(
    ("nome", "trecho", "vencida"),
    [
        ("invalid_grant", "não vale mais", True),
        ("interaction_required", "não vale mais", True),
        ("invalid_client", "identificador ou o segredo", False),
        ("unauthorized_client", "identificador ou o segredo", False),
        ("invalid_scope", "permissão para enviar", False),
        ("coisa_nova", "coisa_nova", False),
    ],
)
def test_erro_do_provedor_vira_frase_e_so_o_vencimento_marca_a_conta(
    cliente: Montar, autorizador: ServidorAutorizacao, nome: str, trecho: str, vencida: bool
) -> None:
    autorizador.proximas = [erro(nome, f"AADSTS65001: {RENOVACAO}")]
    with pytest.raises(AutorizacaoNegada, match=trecho) as excecao:
        cliente().renovar(RENOVACAO)
    assert excecao.value.vencida is vencida
    assert "AADSTS65001" in excecao.value.mensagem
    assert excecao.value.o_que_fazer
    assert RENOVACAO not in "\n".join(tudo_de(excecao.value))


LIXO = [
    DoServidor(200, b"<html>entre no wi-fi</html>"),
    DoServidor(200, b"\xff\xfe\x00"),
    DoServidor(200, b"[1, 2]"),
    DoServidor(200, b"null"),
    em_json(),
    em_json(access_token=""),
    em_json(access_token=7),
    em_json(access_token="a\x01auth=Bearer b"),
    em_json(access_token="certo", token_type="mac"),
    em_json(access_token="certo", refresh_token={"a": 1}),
    em_json(access_token="certo", expires_in="amanha"),
    DoServidor(302, b"", "https://outro.exemplo/"),
    DoServidor(500, b"caiu"),
    DoServidor(429, b"{}"),
    DoServidor(503, json.dumps({"error": "invalid_grant"}).encode()),
    erro("temporarily_unavailable"),
]


@pytest.mark.parametrize("resposta", LIXO)
def test_lixo_e_falha_que_passa_e_nao_vence_a_autorizacao(
    cliente: Montar, autorizador: ServidorAutorizacao, resposta: DoServidor
) -> None:
    autorizador.proximas = [resposta]
    with pytest.raises(ProvedorIndisponivel) as excecao:
        cliente().renovar(RENOVACAO)
    assert RENOVACAO not in "\n".join(tudo_de(excecao.value))


@pytest.mark.parametrize(
    ("dito", "dura"),
    [
        (120, timedelta(minutes=2)),
        ("120", timedelta(minutes=2)),
        (None, DURACAO_PRESUMIDA),
        (-5, DURACAO_PRESUMIDA),
        (10**30, timedelta(days=1)),
    ],
)
def test_duracao_dita_de_qualquer_forma(
    cliente: Montar, autorizador: ServidorAutorizacao, dito: object, dura: timedelta
) -> None:
    autorizador.proximas = [em_json(access_token="a", expires_in=dito)]
    assert cliente().renovar(RENOVACAO).dura == dura


@pytest.mark.parametrize(
    ("autenticacao", "escopo", "certo"),
    [
        (Autenticacao.GOOGLE, "https://mail.google.com/ openid", True),
        (Autenticacao.GOOGLE, "openid", False),
        (Autenticacao.MICROSOFT, "https://outlook.office.com/SMTP.Send", True),
        (Autenticacao.MICROSOFT, "https://outlook.office.com/User.Read", False),
    ],
)
def test_sem_a_permissao_de_enviar_a_autorizacao_nao_serve(
    cliente: Montar, autorizador: ServidorAutorizacao, autenticacao: Autenticacao, escopo: str, certo: bool
) -> None:
    autorizador.escopo = escopo
    if certo:
        assert autorizar(cliente(autenticacao), autorizador).renovacao == RENOVACAO
        return
    with pytest.raises(AutorizacaoNegada, match="permissão de enviar"):
        autorizar(cliente(autenticacao), autorizador)


def test_autorizacao_que_nao_se_renova_nao_serve(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    autorizador.renovacao = ""
    with pytest.raises(AutorizacaoNegada, match="sem deixar renovar"):
        autorizar(cliente(), autorizador)


def test_o_google_nao_tem_codigo_de_dispositivo(cliente: Montar) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="Google"):
        cliente(Autenticacao.GOOGLE).pedir_codigo()


def test_codigo_de_dispositivo(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    codigo = cliente().pedir_codigo()
    assert (codigo.codigo, codigo.intervalo_s, codigo.dura_s) == ("ABCD-1234", 5, 900)
    assert "dispositivo-segredo" not in repr(codigo)
    autorizador.proximas = [erro("authorization_pending"), erro("slow_down")]
    assert [cliente().consultar(codigo) for _ in range(2)] == [AindaNao(), AindaNao(devagar=True)]
    tokens = cliente().consultar(codigo)
    assert isinstance(tokens, Tokens)
    assert tokens.renovacao == RENOVACAO
    assert autorizador.pedidos[-1][1]["device_code"] == "dispositivo-segredo"


@pytest.mark.parametrize(
    ("nome", "trecho"),
    [("authorization_declined", "recusada"), ("expired_token", "venceu"), ("access_denied", "recusada")],
)
def test_codigo_recusado_ou_vencido(cliente: Montar, autorizador: ServidorAutorizacao, nome: str, trecho: str) -> None:
    autorizador.proximas = [erro(nome)]
    codigo = CodigoDeDispositivo("A", "https://exemplo.test", "segredo", 5, 900)
    with pytest.raises(AutorizacaoNegada, match=trecho):
        cliente().consultar(codigo)


@pytest.mark.parametrize(
    "campos",
    [
        {"user_code": None},
        {"user_code": "x" * 41},
        {"user_code": "a\nb"},
        {"device_code": ""},
        {"verification_uri": "http://exemplo.test/"},
        {"verification_uri": "javascript:alert(1)"},
    ],
)
def test_codigo_que_nao_se_pode_mostrar_e_recusado(
    cliente: Montar, autorizador: ServidorAutorizacao, campos: dict[str, object]
) -> None:
    autorizador.dispositivo |= campos
    with pytest.raises(ProvedorIndisponivel):
        cliente().pedir_codigo()


def test_aplicativo_que_nao_pode_pedir_codigo(cliente: Montar, autorizador: ServidorAutorizacao) -> None:
    autorizador.dispositivo = {"error": "invalid_client", "error_description": "AADSTS7000218: nao e publico"}
    with pytest.raises(AutorizacaoNegada, match="AADSTS7000218"):
        cliente().pedir_codigo()


class _Rede:
    """Responde sempre o mesmo."""

    def __init__(self, corpo: bytes, codigo: int = 200) -> None:
        self._resposta = Resposta(codigo, corpo)

    def postar(self, _endereco: str, _corpo: str) -> Resposta:
        return self._resposta


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda dentro: st.lists(dentro, max_size=3) | st.dictionaries(st.text(max_size=8), dentro, max_size=3),
    max_leaves=5,
)
_CAMPOS = ("access_token", "refresh_token", "token_type", "expires_in", "expires_at", "scope", "error", "error_uri")


@settings(max_examples=60)
@given(st.binary(max_size=60), st.dictionaries(st.sampled_from(_CAMPOS), _JSON), st.sampled_from((200, 400, 401)))
def test_o_que_quer_que_o_provedor_mande_da_tokens_ou_uma_frase(
    lixo: bytes, trocados: dict[str, object], codigo: int
) -> None:
    certo = {"access_token": "a", "token_type": "Bearer", "expires_in": 60}
    for corpo in (lixo, json.dumps(certo | trocados).encode()):
        cliente = ClienteOAuth(PROVEDORES[Autenticacao.MICROSOFT], conta_de(), "", _Rede(corpo, codigo))
        with contextlib.suppress(AutorizacaoNegada, ProvedorIndisponivel):
            tokens = cliente.renovar(RENOVACAO)
            assert tokens.acesso.isprintable()
            assert timedelta(0) < tokens.dura <= timedelta(days=1)
