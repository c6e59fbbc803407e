"""O que pode dar errado ao autorizar ou renovar, em frases; nenhuma cita token, código nem segredo."""

from __future__ import annotations

import re

from regras.cadastro import ContaEmail
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido

_CODIGO = re.compile(r"[a-z_]{1,40}")
_NUMERO_DA_MICROSOFT = re.compile(r"\bAADSTS\d{4,9}\b")
_AUTORIZE = "Autorize de novo em Cadastros → Tabelas → Contas de e-mail⟨|, ou com `app.py autorizar`⟩."

_VENCIDAS = frozenset({"invalid_grant", "interaction_required", "consent_required", "login_required"})
_DO_PROVEDOR = frozenset({"temporarily_unavailable", "server_error"})
_FRASES = {
    "access_denied": (
        "a autorização foi recusada na página do provedor",
        "Autorize de novo com a conta certa; numa empresa, o administrador pode precisar liberar o aplicativo.",
    ),
    "invalid_client": (
        "o provedor não aceitou o aplicativo: o identificador ou o segredo não confere",
        "Confira o identificador e o segredo do aplicativo na conta de e-mail.",
    ),
    "invalid_scope": (
        "o aplicativo registrado não tem permissão para enviar e-mail",
        "No registro do aplicativo, acrescente a permissão de enviar e-mail por SMTP e autorize de novo.",
    ),
    "expired_token": ("o código venceu antes de ser digitado", "Peça outro código e digite-o em seguida."),
}
_MESMA_FRASE = {"authorization_declined": "access_denied", "unauthorized_client": "invalid_client"}


class AutorizacaoNegada(ConfiguracaoIncompleta):
    """O provedor não dá acesso, e o tempo não resolve: só o operador.

    Atributos:
        motivo: a frase sem maiúscula nem ponto, como vai ao histórico.
        vencida: a autorização que havia deixou de valer.
    """

    def __init__(self, motivo: str, o_que_fazer: str = _AUTORIZE, *, vencida: bool = False) -> None:
        super().__init__(em_frase(motivo), o_que_fazer)
        self.motivo = motivo
        self.vencida = vencida


class ProvedorIndisponivel(AmbienteIndisponivel):
    """Não se conseguiu falar com o provedor, ou ele não respondeu o que se entende; pode passar.

    Atributos:
        motivo: a frase sem maiúscula nem ponto, como vai ao histórico.
    """

    def __init__(self, motivo: str, o_que_fazer: str = "Confira a conexão com a internet e tente de novo.") -> None:
        super().__init__(em_frase(motivo), o_que_fazer)
        self.motivo = motivo


def do_erro(codigo: object, descricao: object, provedor: str) -> AutorizacaoNegada | ProvedorIndisponivel:
    """Monta a falha de um erro que o provedor declarou (RFC 6749 §5.2, RFC 8628 §3.5).

    Args:
        codigo: o campo `error`.
        descricao: o campo `error_description`; dele só se aproveita o número do erro da Microsoft.
        provedor: o nome dele.
    """
    lido = codigo if isinstance(codigo, str) and _CODIGO.fullmatch(codigo) else "desconhecido"
    achado = _NUMERO_DA_MICROSOFT.search(descricao) if isinstance(descricao, str) else None
    numero = f", {achado[0]}" if achado else ""
    if lido in _DO_PROVEDOR:
        return ProvedorIndisponivel(f"o serviço de autorização ({provedor}) está fora do ar ({lido}{numero})")
    if lido in _VENCIDAS:
        motivo = f"a autorização da conta no provedor ({provedor}) não vale mais ({lido}{numero})"
        return AutorizacaoNegada(motivo, vencida=True)
    motivo, o_que_fazer = _FRASES.get(
        _MESMA_FRASE.get(lido, lido), (f"o provedor ({provedor}) não deu a autorização", _AUTORIZE)
    )
    return AutorizacaoNegada(f"{motivo} ({lido}{numero})", o_que_fazer)


def em_frase(motivo: str) -> str:
    """Com maiúscula e ponto, para mostrar sozinha."""
    return f"{motivo[:1].upper()}{motivo[1:]}."


def com_autorizacao_nao_se_usa_senha(conta: ContaEmail) -> DadoInvalido:
    """A recusa de uma senha para a conta que entra por autorização."""
    return DadoInvalido(
        "senha",
        "esta conta entra por autorização do provedor, e não por senha",
        f"conta {conta.numero}",
        "Não informe senha; autorize a conta em Cadastros → Tabelas → Contas de e-mail.",
    )
