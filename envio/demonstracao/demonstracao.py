"""A demonstração: base de exemplo, correio local e a pasta onde tudo fica."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from envio.correio.leitura_mime import ler_partes
from envio.demonstracao.servidor_local import ServidorLocal
from modelos import demonstracao
from modelos.acesso import disco
from modelos.base.abertura import abrir
from regras.erros import AmbienteIndisponivel, DadoInvalido

_MARCA = ".aviso-de-debitos-demonstracao"


@dataclass(frozen=True, slots=True)
class Demonstracao:
    """Onde a demonstração ficou."""

    pasta: Path
    base: Path
    emails: Path
    pdfs: Path


@contextmanager
def preparar(pasta: Path, hoje: date, em: datetime) -> Iterator[Demonstracao]:
    """Recria a pasta, popula a base e mantém o correio local de pé enquanto o contexto durar.

    Raises:
        DadoInvalido: a pasta existe, tem conteúdo e não foi a demonstração que a criou.
        AmbienteIndisponivel: não dá para gravar na pasta.
    """
    pasta = pasta.absolute()
    lugar = Demonstracao(pasta, pasta / "aviso.db", pasta / "emails", pasta / "pdfs")
    _recriar(lugar)
    with ServidorLocal(lugar.emails) as correio:
        with abrir(lugar.base):
            demonstracao.popular(hoje, em, porta=correio.porta)
        yield lugar


def extrair_pdfs(lugar: Demonstracao) -> int:
    """Copia para a pasta de PDFs os anexos das mensagens recebidas, por mensagem; devolve quantos."""
    quantos = 0
    for eml in sorted(lugar.emails.glob("*.eml")):
        destino = lugar.pdfs / eml.stem
        for anexo in ler_partes(eml.read_bytes()).anexos:
            destino.mkdir(parents=True, exist_ok=True)
            (destino / anexo.nome).write_bytes(anexo.conteudo)
            quantos += 1
    return quantos


def _recriar(lugar: Demonstracao) -> None:
    try:
        if lugar.pasta.exists() and any(lugar.pasta.iterdir()):
            if not (lugar.pasta / _MARCA).is_file():
                raise DadoInvalido(
                    "pasta da demonstração",
                    f"{lugar.pasta} já existe e não foi a demonstração que a criou",
                    o_que_fazer="Escolha outra pasta em --pasta; nada foi apagado.",
                )
            shutil.rmtree(lugar.pasta)
        for pasta in (lugar.pasta, lugar.emails, lugar.pdfs):
            pasta.mkdir(parents=True, exist_ok=True)
        (lugar.pasta / _MARCA).write_text(
            "Criada pela demonstração do Aviso de Débitos; é recriada a cada vez.\n", "utf-8"
        )
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível preparar {lugar.pasta}: {disco.dizer(erro)}.", "Confira o espaço e a permissão da pasta."
        ) from erro
