"""Cópias conferidas da base e a volta a uma delas, que fica travada para envio (regras.md §6.7)."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

import peewee

from modelos.acesso import (
    conexao,
    dialeto,
    disco,
    locais,
)
from modelos.acesso.campos import DataHoraField
from modelos.acesso.conexao import (
    Tabela,
    leitura,
    ler_uma,
    transacao,
)
from modelos.base import autorizacao, conferencia, lugar
from modelos.base.abertura import Base
from modelos.base.trava import Trava
from regras.bloqueio import Bloqueio, PorQue
from regras.erros import AmbienteIndisponivel


class CopiaDB(Tabela):
    """Uma cópia feita e conferida."""

    id = peewee.AutoField()
    arquivo = peewee.TextField()
    bytes = peewee.BigIntegerField()
    sha256 = peewee.TextField()
    em = DataHoraField()

    class Meta:
        """Nome na base."""

        table_name = "copias"


@dataclass(frozen=True, slots=True)
class Copia:
    """Uma cópia conferida; `bytes` é o tamanho, `sha256` o resumo relido do disco, `em` em UTC."""

    arquivo: Path
    bytes: int
    sha256: str
    em: datetime


def copiar(base: Base, destino: Path | None, em: datetime) -> Copia:
    """Copia a base para um arquivo só, confere o que ficou no disco e anota a cópia na base.

    Args:
        base: a base aberta; outros podem usá-la enquanto isso.
        destino: pasta da cópia; None é a pasta de cópias do usuário.
        em: instante em UTC; o nome do arquivo traz a hora local.

    Raises:
        AmbienteIndisponivel: disco cheio, pasta sem permissão, base danificada, ou a cópia não conferiu.
    """
    pasta = (destino or locais.pasta_de_copias()).absolute()
    with conexao.traduzir(base.caminho):
        conferida = conferencia.copiar(dialeto.conexao_crua(conexao.atual), pasta, f"aviso-{_hora_local(em)}")
    copia = Copia(conferida.caminho, conferida.bytes, conferida.sha256, em)
    _anotar(copia)
    return copia


@transacao()
def _anotar(copia: Copia) -> None:
    CopiaDB.insert(arquivo=str(copia.arquivo), bytes=copia.bytes, sha256=copia.sha256, em=copia.em).execute()


@leitura()
def ultima() -> Copia | None:
    """A última cópia feita desta base, ou None."""
    colunas = [getattr(CopiaDB, campo.name) for campo in fields(Copia)]
    linha = ler_uma(CopiaDB.select(*colunas).order_by(CopiaDB.id.desc()))
    return None if linha is None else Copia(Path(linha[0]), *linha[1:])


def restaurar(arquivo: Path, caminho_base: Path, em: datetime) -> Path | None:
    """Confere a cópia, guarda a base atual ao lado e põe a cópia no lugar dela, travada para envio.

    A troca é atômica: se algo falhar antes, a base atual continua como estava.

    Args:
        arquivo: a cópia.
        caminho_base: a base a substituir, que não pode estar aberta por ninguém; pode não existir.
        em: instante em UTC, para o nome da guardada e o motivo da trava.

    Returns:
        Onde a base anterior ficou, ou None se não havia.

    Raises:
        AmbienteIndisponivel: a cópia não confere, a base está em uso ou fica em pasta de rede, ou o disco não deixou.
    """
    lugar.exigir_local(caminho_base)
    origem, destino = arquivo.absolute(), caminho_base.absolute()
    conferencia.examinar_arquivo(origem)
    if destino.exists() and origem.samefile(destino):
        raise AmbienteIndisponivel(f"{arquivo} é a própria base.", "Escolha uma cópia feita com `app.py backup`.")
    with disco.traduzir(destino):
        destino.parent.mkdir(parents=True, exist_ok=True)
    with Trava(destino):
        nova = destino.with_name(f"{destino.name}.restaurando")
        try:
            _preparar_travada(origem, nova, em)
            guardada = _guardar_atual(destino, em)
            with disco.traduzir(destino):
                os.replace(nova, destino)
                disco.confirmar(destino)
        finally:
            nova.unlink(missing_ok=True)
    return guardada


def _preparar_travada(origem: Path, nova: Path, em: datetime) -> None:
    """Põe ao lado da base uma cópia da cópia, já travada, e a confere de novo."""
    bloqueio = Bloqueio(PorQue.RESTAURADA, em=em, copia=origem.name)
    with disco.traduzir(nova), conexao.traduzir(nova):
        shutil.copyfile(origem, nova)
        dialeto.executar_em(nova, "UPDATE identidade SET trava = ?", [autorizacao.em_texto(bloqueio)])
        disco.confirmar(nova)
    conferencia.examinar_arquivo(nova)


def _guardar_atual(destino: Path, em: datetime) -> Path | None:
    """Deixa a base atual também sob outro nome, inteira num arquivo só."""
    if not destino.exists():
        return None
    _exigir_parada(destino)
    with disco.traduzir(destino.parent):
        nome = f"{destino.stem}-antes-de-restaurar-{_hora_local(em)}"
        guardada = disco.reservar(destino.parent, nome, destino.suffix or ".db")
    try:
        with disco.traduzir(guardada):
            shutil.copyfile(destino, guardada)
            disco.confirmar(guardada)
            dialeto.mover_acompanhantes(destino, guardada)
    except AmbienteIndisponivel:
        guardada.unlink(missing_ok=True)
        raise
    return guardada


def _exigir_parada(destino: Path) -> None:
    """Recusa trocar a base que alguém usa; a que nem parece base pode ser trocada, e não é tocada antes."""
    if dialeto.tem_cabecalho(destino) and not dialeto.juntar_acompanhantes(destino):
        raise AmbienteIndisponivel(
            f"A base {destino} está aberta em outro terminal.", "Feche o programa em todos eles e tente de novo."
        )


def _hora_local(em: datetime) -> str:
    return f"{em.astimezone():%Y-%m-%d-%H%M%S}"
