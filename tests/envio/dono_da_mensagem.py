"""Lê tudo o que uma mensagem diz, por todos os caminhos, e acusa o que não é do dono dela (regras.md §3.7)."""

from __future__ import annotations

import email
import email.policy
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage

import pypdfium2

from boletos.papel import leitura_pdf
from envio.entrega.preparo import MARCA_DE_TESTE
from tests.envio.carteira_marcada import Marcado, marcas_em
from tests.envio.correio_falso import CONTA

_LINHA = re.compile(r"\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}")
_CPF = re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
OPERADOR = "operador@empresa.example"
"""Quem recebe tudo no modo de teste."""
_CALCULADOS = {"message-id", "content-type", "date"}
"""Cabeçalhos só com o que o programa calcula: letras e números que poderiam imitar uma marca."""


@dataclass(frozen=True, slots=True)
class Vista:
    """Uma mensagem como chegou ao correio, aceita ou não, com o código do cliente do aviso."""

    destinatarios: tuple[str, ...]
    mime: bytes
    cliente: str


def alheios(vista: Vista, carteira: Mapping[str, Marcado], algarismos_da_senha: int = 0) -> list[str]:
    """Cada coisa da mensagem que não é do cliente do aviso, ou que falta dizer que é, numa frase."""
    return sorted(set(_alheios(vista, carteira, algarismos_da_senha)))


def _alheios(vista: Vista, carteira: Mapping[str, Marcado], algarismos_da_senha: int) -> Iterator[str]:
    dono = carteira[vista.cliente]
    dos_outros = frozenset().union(*(outro.so_dele for outro in carteira.values())) - dono.so_dele
    mensagem = email.message_from_bytes(vista.mime, policy=email.policy.default)
    assert isinstance(mensagem, EmailMessage)
    recebem = {OPERADOR} if str(mensagem["Subject"]).startswith(MARCA_DE_TESTE) else dono.enderecos
    if not set(vista.destinatarios) <= recebem:
        yield f"o envelope vai a {vista.destinatarios}"
    if tuple(endereco.addr_spec for endereco in mensagem["To"].addresses) != vista.destinatarios:
        yield f"o To diz {mensagem['To']}, e o envelope {vista.destinatarios}"
    nome = dono.cliente.nome.split()[1]
    for onde, texto in _trechos(mensagem, dono.cliente.cpf_cnpj[:algarismos_da_senha]):
        if onde not in {"cabeçalhos", "nome do anexo"} and nome not in texto:
            yield f"{onde} não traz o nome do cliente"
        enderecos = {achado.lower() for achado in _EMAIL.findall(texto)} - dono.enderecos - recebem - {CONTA.remetente}
        achados = {*enderecos, *_alheios_em(texto, dono, dos_outros)}
        yield from (f"{onde} traz {alheio}" for alheio in achados)


def _alheios_em(texto: str, dono: Marcado, dos_outros: frozenset[str]) -> Iterator[str]:
    """O que é de outro cliente, e o que tem a forma do que é de um cliente e não é deste."""
    yield from (alheio for alheio in dos_outros if alheio in texto)
    yield from marcas_em(texto) - dono.so_dele
    yield from {*_LINHA.findall(texto), *_CPF.findall(texto)} - dono.so_dele


def _trechos(mensagem: EmailMessage, senha: str) -> Iterator[tuple[str, str]]:
    """Onde e o quê, de tudo o que se lê da mensagem sem a passar pelo programa que a montou."""
    yield "cabeçalhos", "\n".join(str(valor) for nome, valor in mensagem.items() if nome.lower() not in _CALCULADOS)
    for parte in mensagem.walk():
        if parte.is_multipart():
            continue
        conteudo = parte.get_content()
        if isinstance(conteudo, str):
            yield parte.get_content_type(), conteudo
            continue
        yield "nome do anexo", str(parte.get_filename())
        yield from _trechos_do_pdf(str(parte.get_filename()), conteudo, senha)


def _trechos_do_pdf(nome: str, pdf: bytes, senha: str) -> Iterator[tuple[str, str]]:
    """O texto que se vê, o que está escrito e talvez não se veja, e os metadados."""
    with closing(pypdfium2.PdfDocument(pdf, password=senha or None)) as documento:
        metadados = "\n".join(documento.get_metadata_dict().values())
    yield nome, f"{leitura_pdf.texto(pdf, senha)}\n{metadados}"
    if not senha:
        yield f"{nome}, por dentro,", _escrito(pdf)


def _escrito(pdf: bytes) -> str:
    """Os operadores de cada fluxo do arquivo, também o que uma página não mostra; imagens não dizem texto."""
    comecos = (achado.end() for achado in re.finditer(rb">>\s*stream\n", pdf))
    return "\n".join(_aberto(pdf[comeco:]).decode("cp1252", "replace") for comeco in comecos)


def _aberto(fluxo: bytes) -> bytes:
    """O fluxo, comprimido ou não (os metadados se leem sem abrir nada)."""
    try:
        return zlib.decompressobj().decompress(fluxo)
    except zlib.error:
        return fluxo.partition(b"endstream")[0]
