"""Da mensagem que chegou à caixa ao que ela diz da entrega: DSN (RFC 3464) e os formatos de antes dela (email.md §7).

Puro, e feito para o que vem de estranhos: lê com a biblioteca padrão na política `compat32`, e não na `default`, que
analisa cada cabeçalho por gramática e por isso cai com `Message-ID: <` ou com parênteses sem fim, e leva 9 s num
`Content-Type` com 20 mil parâmetros, que esta lê em 0,2 s. O que não é ASCII vira `?`: nada do que se procura o é.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, message_from_string
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from envio.rede.octetos import de_xtext
from regras.devolucao import Acao, Devolucao, Notificacao

# O detector anota cada formato que tenta, e cada mensagem estranha com o rastro: não é assunto do nosso log.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

MAIOR_LIDA_BYTES = 256 * 1024
"""O começo de uma mensagem basta: o que se procura vem antes da cópia do original."""
CABECALHOS_DA_TRIAGEM = ("FROM", "RETURN-PATH", "CONTENT-TYPE", "AUTO-SUBMITTED", "X-FAILED-RECIPIENTS")
"""O que `parece` olha para que só as devoluções sejam lidas inteiras."""

_MAIOR_LINHA = 998
_MAIS_PARTES = 64
_MAIOR_TIPO = 2000
_MAIS_DEVOLUCOES = 100
_MAIS_CITACOES = 50
_MAIOR_DIAGNOSTICO = 500
_BYTES_FORA_DO_PADRAO = 64 * 1024
_LINHAS_FORA_DO_PADRAO = 2000

_SO_ASCII = bytes(octeto if 0 < octeto < 128 else ord("?") for octeto in range(256))
_LINHA_LONGA = re.compile(rb"([^\n]{%d})[^\n]+" % _MAIOR_LINHA)
_TIPO = re.compile(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_CARTEIRO = re.compile(r"(?:^|[<\s\"])(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon)\b", re.IGNORECASE)
_ENDERECO = re.compile(r"[^\s<>;,()\"':][^\s<>;,()\":]{0,63}@[^\s<>;,()\"':]{1,255}")
_ESTENDIDO = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODIGO = re.compile(r"(?<![\d.])(55[0-4]|4[25][0-2])(?![\d.])")
_IDENTIFICADOR = re.compile(r"<[^<>\s]{1,300}>")
_CITADOS = re.compile(r"^[ \t>]*(message-id|x-aviso-id):[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_OUTROS_RELATOS = frozenset({"message/disposition-notification", "message/feedback-report"})
_PARAGRAFO = re.compile(r"\n[ \t\r]*\n")
_QUEDAS_DO_DETECTOR = (AttributeError, LookupError, TypeError, ValueError, MessageError)


def parece(cabecalhos: bytes) -> bool:
    """Diz, só pelos cabeçalhos de `CABECALHOS_DA_TRIAGEM`, se a mensagem pode ser uma devolução."""
    mensagem = _abrir(cabecalhos)
    if mensagem is None:
        return False
    return mensagem.get_content_type() == "multipart/report" or _vem_do_correio(mensagem)


def ler(mime: bytes) -> Notificacao | None:
    """Lê uma mensagem; None quando não é devolução ou não dá para entender. Nenhuma sequência de bytes a derruba.

    Resposta automática de férias, aviso de leitura e queixa de spam não são devolução. Fora do padrão e sem código,
    na dúvida a falha é passageira.

    Args:
        mime: a mensagem; só os primeiros `MAIOR_LIDA_BYTES` contam.
    """
    mensagem = _abrir(mime)
    if mensagem is None:
        return None
    partes = list(_partes(mensagem))
    blocos = [bloco for parte in partes if _e_relato(parte) for bloco in _blocos(parte)]
    if blocos:
        devolucoes = tuple(_do_padrao(blocos))
    elif any(parte.get_content_type() in _OUTROS_RELATOS for parte in partes) or not _vem_do_correio(mensagem):
        return None
    else:
        devolucoes = tuple(_fora_do_padrao(mime, _textos(partes)))
    if not devolucoes:
        return None
    envids, message_ids = _citacoes(mensagem, partes, blocos)
    servidor = next((_depois_do_tipo(valor) for bloco in blocos if (valor := _valor(bloco, "Reporting-MTA"))), "")
    return Notificacao(envids, message_ids, devolucoes[:_MAIS_DEVOLUCOES], servidor[:_MAIOR_LINHA])


def _abrir(mime: bytes) -> Message | None:
    """Abre a mensagem, ou None quando ela foi feita para custar caro: partes demais ou tipo comprido demais."""
    limpo = _LINHA_LONGA.sub(rb"\1", mime[:MAIOR_LIDA_BYTES].translate(_SO_ASCII))
    tipos = [len(tipo[0]) for tipo in _TIPO.finditer(limpo)]
    if len(tipos) > _MAIS_PARTES or max(tipos, default=0) > _MAIOR_TIPO:
        return None
    return message_from_bytes(limpo, policy=compat32)


def _partes(mensagem: Message) -> Iterator[Message]:
    """As partes que não são conjuntos, sem entrar na mensagem anexada: a devolução encaminhada não é devolução."""
    fila = [mensagem]
    while fila:
        parte = fila.pop()
        carga = parte.get_payload()
        if parte.get_content_maintype() == "multipart" and isinstance(carga, list):
            fila.extend(item for item in reversed(carga) if isinstance(item, Message))
        else:
            yield parte


def _e_relato(parte: Message) -> bool:
    return parte.get_content_type() in {"message/delivery-status", "message/global-delivery-status"}


def _vem_do_correio(mensagem: Message) -> bool:
    """Diz se quem manda é o correio: sem remetente no envelope, e sem se dizer resposta automática, ou pelo nome."""
    if _CARTEIRO.search(_valor(mensagem, "From")) or _valor(mensagem, "X-Failed-Recipients"):
        return True
    respondida = _valor(mensagem, "Auto-Submitted").lower().startswith("auto-replied")
    return _valor(mensagem, "Return-Path") == "<>" and not respondida


def _blocos(parte: Message) -> Iterator[Message]:
    """Os blocos de cabeçalhos de um relato: um da mensagem e um por destinatário."""
    carga = parte.get_payload()
    for bloco in carga if isinstance(carga, list) else ():
        if isinstance(bloco, Message):
            yield bloco
            # A biblioteca só separa os blocos de `message/delivery-status`; o do correio internacional vem num só.
            resto = bloco.get_payload()
            pedacos = _PARAGRAFO.split(resto) if isinstance(resto, str) else ()
            yield from (message_from_string(pedaco.lstrip(), policy=compat32) for pedaco in pedacos if pedaco.strip())


def _do_padrao(blocos: Iterable[Message]) -> Iterator[Devolucao]:
    for bloco in blocos:
        enderecos = tuple(dict.fromkeys((
            *_enderecos(_valor(bloco, "Original-Recipient")), *_enderecos(_valor(bloco, "Final-Recipient")),
        )))  # fmt: skip
        diagnostico = _depois_do_tipo(_valor(bloco, "Diagnostic-Code"))[:_MAIOR_DIAGNOSTICO]
        status = _status(_valor(bloco, "Status"), diagnostico)
        acao = _acao(_valor(bloco, "Action").lower(), status)
        if enderecos and acao is not None:
            yield Devolucao(enderecos, acao, status, diagnostico)


def _acao(dita: str, status: str) -> Acao | None:
    """None para o que não é falha: entregue, repassada, expandida."""
    if dita.startswith(("fail", "error")) or (not dita and status.startswith("5.")):
        return Acao.FALHOU
    if dita.startswith("delay") or (not dita and status.startswith("4.")):
        return Acao.ADIADA
    return None


def _status(dito: str, diagnostico: str) -> str:
    """O código do relato; quando ele é genérico (`5.0.0`), o que o servidor de destino disse, da mesma classe."""
    casou = _ESTENDIDO.search(dito)
    status = casou[1] if casou else ""
    if status and not status.endswith(".0.0"):
        return status
    preciso = _ESTENDIDO.search(diagnostico)
    return preciso[1] if preciso and (not status or preciso[1][0] == status[0]) else status


def _fora_do_padrao(mime: bytes, texto: str) -> Iterator[Devolucao]:
    """O que o detector de formatos antigos acha, com o código que estiver no parágrafo do endereço."""
    passageiras, definitivas = _detectar(mime)
    todos = sorted(passageiras | definitivas)
    for endereco in todos:
        trecho = _trecho(texto, endereco, sozinho=len(todos) == 1)
        status = _status("", trecho) or "".join(f"{codigo[1][0]}.0.0" for codigo in list(_CODIGO.finditer(trecho))[:1])
        falhou = endereco in definitivas and status.startswith("5.")
        dito = _numa_linha(_PARAGRAFO.split(trecho, 1)[0].removeprefix(endereco).lstrip(">:, "))
        yield Devolucao((endereco,), Acao.FALHOU if falhou else Acao.ADIADA, status, dito[:_MAIOR_DIAGNOSTICO])


def _detectar(mime: bytes) -> tuple[set[str], set[str]]:
    linhas = mime[:_BYTES_FORA_DO_PADRAO].splitlines(keepends=True)
    reduzida = _abrir(b"".join(linhas[:_LINHAS_FORA_DO_PADRAO]))
    if reduzida is None:
        return set(), set()
    from flufl.bounce import all_failures  # noqa: PLC0415 - só a devolução fora do padrão precisa dele

    try:
        achados = all_failures(reduzida)
    except _QUEDAS_DO_DETECTOR:
        return set(), set()
    passageiras, definitivas = ({e for item in grupo for e in _enderecos(item.decode())} for grupo in achados)
    return passageiras, definitivas


def _trecho(texto: str, endereco: str, *, sozinho: bool) -> str:
    """O parágrafo que fala do endereço; sem código nele e com um endereço só, o texto inteiro."""
    onde = texto.lower().find(endereco)
    paragrafo = _PARAGRAFO.split(texto[onde:], 1)[0][:_MAIOR_LINHA] if onde >= 0 else ""
    if sozinho and not _ESTENDIDO.search(paragrafo) and not _CODIGO.search(paragrafo):
        return texto[max(onde, 0) : max(onde, 0) + _BYTES_FORA_DO_PADRAO]
    return paragrafo


def _citacoes(
    mensagem: Message, partes: Iterable[Message], blocos: Iterable[Message]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """O que a devolução cita que pode ser nosso: ENVID e Message-ID."""
    envids: list[str] = [_valor(bloco, "Original-Envelope-Id") for bloco in blocos]
    ids: list[str] = []
    for original in _originais(partes):
        envids.append(_decodificar(_valor(original, "X-Aviso-Id")))
        ids.append(_valor(original, "Message-ID"))
    for nome, valor in _CITADOS.findall(_textos(partes)):
        (envids if nome.lower() == "x-aviso-id" else ids).append(_decodificar(valor.strip()))
    ids += [_valor(mensagem, "In-Reply-To"), _valor(mensagem, "References")]
    todas = dict.fromkeys(forma for envid in envids if envid for forma in (envid, de_xtext(envid)))
    achados = dict.fromkeys(achado for texto in ids for achado in _IDENTIFICADOR.findall(texto))
    return tuple(todas)[:_MAIS_CITACOES], tuple(achados)[:_MAIS_CITACOES]


def _originais(partes: Iterable[Message]) -> Iterator[Message]:
    """A mensagem devolvida, ou só os cabeçalhos dela."""
    for parte in partes:
        carga = parte.get_payload()
        if parte.get_content_type() == "text/rfc822-headers":
            yield message_from_string(_texto(parte).lstrip(), policy=compat32)
        elif parte.get_content_maintype() == "message" and not _e_relato(parte) and isinstance(carga, list):
            yield from (item for item in carga if isinstance(item, Message))


def _textos(partes: Iterable[Message]) -> str:
    return "\n\n".join(_texto(parte) for parte in partes if parte.get_content_type() == "text/plain")


def _texto(parte: Message) -> str:
    carga = parte.get_payload(decode=True)
    return carga.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(carga, bytes) else ""


def _valor(mensagem: Message, nome: str) -> str:
    """O cabeçalho numa linha só; vazio se não há."""
    return _numa_linha(str(mensagem.get(nome, "")))


def _numa_linha(texto: str) -> str:
    visiveis = "".join(letra if letra.isprintable() else " " for letra in texto[: _MAIOR_LINHA * 4])
    return " ".join(visiveis.split())[:_MAIOR_LINHA]


def _depois_do_tipo(valor: str) -> str:
    """`smtp; 550 5.1.1 …` sem o tipo."""
    tipo, separador, resto = valor.partition(";")
    return resto.strip() if separador and " " not in tipo.strip() else valor


def _enderecos(valor: str) -> tuple[str, ...]:
    """O endereço de `rfc822; maria@x.com`, em minúsculas, decodificado e como veio."""
    achado = _ENDERECO.search(_depois_do_tipo(valor))
    return tuple(dict.fromkeys((de_xtext(achado[0]).lower(), achado[0].lower()))) if achado else ()


def _decodificar(valor: str) -> str:
    """Um cabeçalho que pode ter palavras codificadas (RFC 2047)."""
    if "=?" not in valor:
        return valor
    try:
        return str(make_header(decode_header(valor)))
    except (LookupError, ValueError, MessageError):
        return valor
