"""O que cada resposta do servidor de correio quer dizer: a tabela de email.md §2, linha a linha.

Puro. A primeira linha que casa decide; por isso as de código estendido exato vêm antes, e as que leem palavras do texto
só valem para código que não tem linha.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from envio.correio.falhas import DA_SESSAO, PAUSA, Alvo, Fase, Recusa, Veredito, codigo_estendido
from regras.aviso import Estado
from regras.devolucao import INEXISTENTES

PAUSA_DA_COTA = timedelta(hours=1)
"""Com a cota do dia esgotada; o provedor a devolve aos poucos, em até 24 h."""


@dataclass(frozen=True, slots=True)
class Linha:
    """Uma linha da tabela; condição vazia casa com tudo.

    Atributos:
        estendidos: códigos exatos; `5.5.` casa com qualquer detalhe; `""` casa com a falta de código.
        palavras: ao menos uma inteira no texto.
    """

    veredito: Veredito
    codigos: frozenset[int] = frozenset()
    estendidos: frozenset[str] = frozenset()
    fases: frozenset[Fase] = frozenset()
    palavras: re.Pattern[str] | None = None

    def casa(self, fase: Fase, codigo: int, estendido: str, texto: str) -> bool:
        """Diz se a resposta é desta linha."""
        if self.codigos and codigo not in self.codigos:
            return False
        if self.fases and fase not in self.fases:
            return False
        if self.estendidos and not _esta(estendido, self.estendidos):
            return False
        return self.palavras is None or self.palavras.search(texto) is not None


def _esta(estendido: str, conjunto: Iterable[str]) -> bool:
    return any(item == estendido or (item.endswith(".") and estendido.startswith(item)) for item in conjunto)


def _palavras(*palavras: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(palavras)})\b", re.IGNORECASE)


def _conta(motivo: str, o_que_fazer: str = "", *, serie: str = "conta", limite: int = 1) -> Veredito:
    """A conta tem um problema que só o operador resolve: adiado e, no limite, o lote para (email.md §2, "Para")."""
    return Veredito(Estado.ADIADO, Alvo.CONTA, motivo, o_que_fazer=o_que_fazer, serie=serie, limite=limite, passa=False)


def _descansa(motivo: str, o_que_fazer: str = "", pausa: timedelta = PAUSA, *, ritmo: bool = False) -> Veredito:
    """A conta não pode enviar por ora, e volta a poder sozinha: o lote para e uma sonda tenta depois da pausa."""
    return replace(_conta(motivo, o_que_fazer), passa=True, pausa=pausa, ritmo=ritmo)


def _adia(motivo: str, *, ritmo: bool = False) -> Veredito:
    return Veredito(Estado.ADIADO, Alvo.AVISO, motivo, ritmo=ritmo)


def _recusa(motivo: str, *, devolvido: bool = False, serie: str = "", limite: int = 0) -> Veredito:
    return Veredito(Estado.RECUSADO, Alvo.AVISO, motivo, devolvido=devolvido, serie=serie, limite=limite)


def _em(*estendidos: str) -> frozenset[str]:
    return frozenset(estendidos)


_CINCOS = frozenset(range(500, 600))
_QUATROS = frozenset(range(400, 500))
_RELAY = _palavras("relay", "relaying")
_RITMO = _palavras("throttle", "throttled", "throttling", "limit", "limits")
_COTA = _palavras("daily", "limit", "limits", "rate")
_SO_NO_RCPT = frozenset({Fase.RCPT})

_DEMAIS = _descansa(
    "o servidor diz que há mensagens ou destinatários demais por agora",
    "Espere a janela do provedor passar, ou reduza os limites por minuto e por hora da conta.",
    ritmo=True,
)
_COTA_ESGOTADA = _descansa(
    "o limite diário de envio da conta foi atingido",
    "O provedor costuma liberar em até 24 horas; feche de novo depois.",
    PAUSA_DA_COTA,
)
_REMETENTE = _conta(
    "o servidor não aceita este remetente",
    "Use na conta o mesmo endereço do login, ou libere o remetente no provedor.",
)
_SEM_PERMISSAO = _conta(
    "esta conta não tem permissão para enviar com este remetente",
    "O remetente tem de ser o endereço da própria conta, e o servidor pode exigir usuário e senha.",
)
SENHA_RECUSADA = _conta(
    "o servidor recusou o usuário ou a senha",
    "Confira o usuário e grave a senha de novo na conta de e-mail. Não se insiste, para não bloquear a conta.",
)
AUTORIZACAO_RECUSADA = _conta(
    "o servidor não aceitou a autorização desta conta",
    "Autorize de novo na conta de e-mail, entrando no provedor com o mesmo endereço do remetente. Se já é o mesmo, peça"
    " ao administrador que ligue o SMTP autenticado da caixa.",
)
"""O que `SENHA_RECUSADA` quer dizer para a conta que entra por autorização."""
TROQUE_PARA_AUTORIZACAO = (
    "Na conta de e-mail, troque a forma de entrar para Microsoft ou Google e autorize pelo navegador."
)
GRANDE = replace(
    _recusa("a mensagem é grande demais para o servidor"),
    o_que_fazer="Mande menos débitos por aviso, por exemplo com um limite menor de dias dos vencidos, ou envie por "
    "outra conta.",
)
"""O único desfecho em que o tamanho e o limite entram na frase."""
_DOMINIO = _conta(
    "o provedor do destinatário exige que o domínio do remetente prove quem é (SPF, DKIM ou DMARC)",
    "Peça a quem cuida do domínio da empresa que publique SPF, DKIM e DMARC para este provedor de envio.",
    serie="dominio",
    limite=3,
)
_COMANDO = _recusa("o servidor não aceitou um comando ou parâmetro da conversa", serie="comando", limite=3)
_ENDERECO = "o endereço não existe ou o domínio dele não recebe correio"

_DA_CONTA = (
    Linha(
        _descansa("o servidor vai fechar a conexão: manutenção ou limite de envio", "Tente de novo mais tarde."),
        codigos=frozenset({421}),
    ),
    Linha(
        replace(
            _descansa(
                "o servidor diz que há conexões simultâneas demais desta conta",
                "Feche outros programas que a usem.",
                ritmo=True,
            ),
            conexoes=True,
        ),
        codigos=frozenset({432}),
    ),
    Linha(_descansa("o servidor não está recebendo mensagens agora"), estendidos=_em("4.3.2")),
    Linha(_descansa("o servidor está sem espaço para receber mensagens"), estendidos=_em("4.3.1")),
    Linha(_DEMAIS, estendidos=_em("4.5.3")),
    Linha(
        _descansa("o servidor não consegue proteger a conexão ou conferir o login agora", "Tente de novo mais tarde."),
        frozenset({454}),
        _em("4.7.0", ""),
    ),
    Linha(
        _conta(
            "o provedor está com o envio por programas (SMTP autenticado) desligado nesta caixa ou na organização",
            "Peça ao administrador do e-mail que ligue o SMTP autenticado para esta caixa.",
        ),
        estendidos=_em("5.7.139"),
    ),
    Linha(
        _conta(
            "o provedor não aceita mais senha nesta conta, só autorização pelo navegador (OAuth)",
            TROQUE_PARA_AUTORIZACAO,
        ),
        estendidos=_em("5.7.30"),
    ),
    Linha(
        _conta(
            "o provedor exige uma senha de app ou um login mais forte",
            "Crie uma senha de app na página de segurança do provedor e grave-a na conta de e-mail.",
        ),
        estendidos=_em("5.7.9"),
    ),
    Linha(SENHA_RECUSADA, estendidos=_em("5.7.8")),
    Linha(SENHA_RECUSADA, frozenset({535})),
    Linha(
        _conta("o servidor exige uma senha de app ou um login mais forte", "Crie uma senha de app no provedor."),
        frozenset({534}),
    ),
    Linha(
        _conta(
            "o servidor exige login, ou conexão protegida, antes de enviar",
            "Informe usuário e senha e confira porta e segurança na conta de e-mail.",
        ),
        frozenset({530}),
    ),
    Linha(
        _conta("o servidor exige login antes de enviar", "Informe usuário e senha na conta de e-mail."),
        estendidos=_em("5.7.57"),
    ),
    Linha(
        _conta("o login só é aceito em conexão protegida", "Troque a segurança da conta para TLS ou STARTTLS."),
        estendidos=_em("5.7.11"),
    ),
    Linha(
        _conta("o login só é aceito em conexão protegida", "Troque a segurança da conta para TLS ou STARTTLS."),
        frozenset({538}),
    ),
    Linha(_COTA_ESGOTADA, estendidos=_em("5.4.5")),
    Linha(_COTA_ESGOTADA, estendidos=_em("5.2.0"), palavras=_palavras("quota")),
    Linha(_SEM_PERMISSAO, estendidos=_em("5.7.60")),
    Linha(_SEM_PERMISSAO, frozenset({553}), _em("5.7.1")),
    Linha(_SEM_PERMISSAO, frozenset({550, 554}), _em("5.7.1"), palavras=_RELAY),
    Linha(_DOMINIO, estendidos=_em("5.7.26", "5.7.515", "5.7.509")),
    Linha(_REMETENTE, estendidos=_em("5.1.7", "5.1.8")),
)

_QUALQUER_AO_MAIL = Linha(_REMETENTE, _CINCOS, fases=frozenset({Fase.MAIL}))

_DO_AVISO = (
    Linha(
        _conta(
            "o servidor recusou a conexão vinda deste endereço de rede",
            "Fale com o provedor: a rede de onde se envia pode estar bloqueada.",
        ),
        _CINCOS,
        fases=frozenset({Fase.SAUDACAO}),
    ),
    Linha(
        _conta("o servidor recusou o login", "Confira usuário, senha e segurança na conta de e-mail."),
        _CINCOS,
        fases=frozenset({Fase.LOGIN}),
    ),
    Linha(
        _conta("o servidor não quis iniciar a conversa", "Confira servidor, porta e segurança na conta de e-mail."),
        _CINCOS,
        fases=DA_SESSAO,
    ),
    Linha(
        _descansa("o servidor recusou o login por ora", "Se continuar, confira a conta de e-mail."),
        _QUATROS,
        fases=frozenset({Fase.LOGIN}),
    ),
    Linha(
        _descansa("o servidor não quis iniciar a conversa agora", "Se continuar, confira a conta de e-mail."),
        _QUATROS,
        fases=DA_SESSAO,
    ),
    _QUALQUER_AO_MAIL,
    Linha(
        _recusa(_ENDERECO, devolvido=True),
        estendidos=INEXISTENTES,
        fases=_SO_NO_RCPT,
    ),
    Linha(_recusa(_ENDERECO), estendidos=INEXISTENTES),
    Linha(_adia("o servidor quer menos destinatários por mensagem"), frozenset({552}), _em(""), _SO_NO_RCPT),
    Linha(_recusa("a caixa do destinatário está desativada"), estendidos=_em("5.2.1")),
    Linha(_recusa("a caixa do destinatário está cheia"), estendidos=_em("5.2.2")),
    Linha(
        _recusa("o servidor recusou a mensagem por política, conteúdo ou reputação", serie="politica", limite=3),
        estendidos=_em("5.7.1"),
    ),
    Linha(_COMANDO, frozenset({500, 501, 502, 503, 504, 555})),
    Linha(_COMANDO, estendidos=_em("5.5.")),
    Linha(
        _adia("a caixa do destinatário não pode receber agora, ou recebe mensagens demais", ritmo=True),
        estendidos=_em("4.2.1"),
    ),
    Linha(
        _adia("o servidor pediu para esperar e tentar de novo (lista cinza ou ritmo)", ritmo=True),
        estendidos=_em("4.7.1"),
    ),
    Linha(_adia("o servidor teve um erro passageiro, de sistema, de nome ou de rota"), estendidos=_em("4.3.0", "4.4.")),
    Linha(_adia("a caixa do destinatário está cheia por ora"), estendidos=_em("4.2.2")),
)

# O tamanho tem a sua linha antes das de fase: um 5.3.4 ao MAIL fala desta mensagem, não do remetente.
_TABELA = (*_DA_CONTA, Linha(GRANDE, estendidos=_em("5.2.3", "5.3.4")), *_DO_AVISO)

_COM_LINHA = frozenset(item for linha in _TABELA for item in linha.estendidos if item)

_POR_PALAVRA = (
    Linha(_DEMAIS, frozenset({452}), palavras=_RITMO),
    Linha(_COTA_ESGOTADA, _CINCOS, palavras=_COTA),
    Linha(_SEM_PERMISSAO, frozenset({550, 553, 554}), palavras=_RELAY),
)
# "Message size exceeds fixed limit" fala desta mensagem, não do limite de envio da conta.
_TAMANHO = _palavras("size", "large", "big")


def julgar(fase: Fase, codigo: int, resposta: str) -> Veredito:
    """Julga uma resposta 4xx ou 5xx pela tabela de email.md §2.

    Args:
        fase: a quê o servidor respondeu.
        codigo: três algarismos.
        resposta: o texto, que pode começar pelo código estendido.
    """
    estendido = codigo_estendido(codigo, resposta)
    linha = next((linha for linha in _TABELA if linha.casa(fase, codigo, estendido, resposta)), None)
    if linha is None or linha is _QUALQUER_AO_MAIL:
        linha = _por_palavra(fase, codigo, estendido, resposta) or linha
    if linha is None:
        return _pelo_digito(codigo)
    if linha.veredito is _COMANDO:
        return replace(_COMANDO, serie=f"{codigo} {estendido}".strip())
    return linha.veredito


def recusar(email: str, codigo: int, resposta: str) -> Recusa:
    """A recusa de um destinatário, já julgada; `devolvido` no veredito manda marcar o endereço (regras.md §3.4)."""
    return Recusa(email, codigo, resposta, julgar(Fase.RCPT, codigo, resposta))


def _por_palavra(fase: Fase, codigo: int, estendido: str, resposta: str) -> Linha | None:
    """Lê as palavras do texto, só quando o código estendido não tem linha na tabela."""
    if _esta(estendido, _COM_LINHA) or _TAMANHO.search(resposta):
        return None
    return next((linha for linha in _POR_PALAVRA if linha.casa(fase, codigo, estendido, resposta)), None)


def _pelo_digito(codigo: int) -> Veredito:
    if codigo // 100 == 5:
        return _recusa(f"o servidor recusou a mensagem (código {codigo})")
    return _adia(f"o servidor não pôde receber a mensagem agora (código {codigo})")
