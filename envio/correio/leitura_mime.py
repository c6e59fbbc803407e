"""A mensagem guardada, lida de volta para o histórico mostrar e abrir os anexos."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

from regras.erros import DadoInvalido
from regras.mensagem.visual.pecas_html import CID_DO_LOGOTIPO


@dataclass(frozen=True, slots=True)
class AnexoLido:
    """Um arquivo da mensagem guardada."""

    nome: str
    conteudo: bytes
    tipo: str


@dataclass(frozen=True, slots=True)
class Partes:
    """O que a tela mostra de uma mensagem guardada; os textos já decodificados. `logotipo`: o PNG que o HTML mostra."""

    assunto: str
    para: tuple[str, ...]
    html: str
    texto: str
    anexos: tuple[AnexoLido, ...]
    logotipo: bytes = b""


def ler_partes(mime: bytes) -> Partes:
    """Separa uma mensagem montada por `montagem.montar`.

    Raises:
        DadoInvalido: os bytes não são uma mensagem com texto e HTML.
    """
    mensagem = message_from_bytes(mime, policy=default)
    html, texto = mensagem.get_body(("html",)), mensagem.get_body(("plain",))
    if html is None or texto is None:
        raise DadoInvalido("Mensagem guardada", "não pode ser lida")
    destinatarios = mensagem["To"].addresses if mensagem["To"] else ()
    return Partes(
        assunto=str(mensagem["Subject"] or ""),
        para=tuple(endereco.addr_spec for endereco in destinatarios),
        html=_conteudo(html),
        texto=_conteudo(texto),
        anexos=tuple(_ler_anexo(parte) for parte in mensagem.iter_attachments()),
        logotipo=_logotipo(mensagem),
    )


def _logotipo(mensagem: EmailMessage) -> bytes:
    partes = (parte for parte in mensagem.walk() if parte["Content-ID"] == f"<{CID_DO_LOGOTIPO}>")
    return next((_ler_anexo(parte).conteudo for parte in partes if isinstance(parte, MIMEPart)), b"")


def _conteudo(parte: MIMEPart) -> str:
    return str(parte.get_content()).replace("\r\n", "\n")


def _ler_anexo(parte: MIMEPart) -> AnexoLido:
    conteudo = parte.get_payload(decode=True)
    return AnexoLido(
        parte.get_filename() or "anexo", conteudo if isinstance(conteudo, bytes) else b"", parte.get_content_type()
    )
