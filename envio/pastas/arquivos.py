"""O que há numa pasta vigiada: quais arquivos estão prontos para ler, e para onde vai o que foi lido ou recusado.

Nada se sobrescreve, e nada se apaga. Só arquivo de verdade se lê: atalho, que pode apontar para fora, fica onde está.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel
from regras.nomes import tem_invisivel

LIDOS, RECUSADOS = "lidos", "recusados"
MOTIVO = ".motivo.txt"
MAIOR_ARQUIVO = 1 << 30
"""Octetos; acima disso não é a planilha de um dia, e lê-la seguraria o fechamento."""
DO_RETORNO = frozenset({".ret", ".rst", ".crt"})
_DA_PLANILHA = frozenset({".csv", ".txt", ".xlsx", ".xlsm", ".xls"})
_SO_NOSSOS = (".rejeitadas.csv", MOTIVO)
_TEMPORARIOS = (".", "~")
_RESPOSTA_DA_REDE_S = 15.0
_MAIOR_NOME = 120
_FORA_DO_NOME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\ud800-\udfff]")


class Visto(NamedTuple):
    """Um arquivo como estava num olhar; se mudou no seguinte, ainda o gravam."""

    caminho: Path
    tamanho: int
    mudou_em_ns: int


def olhar(pasta: Path) -> list[Visto]:
    """Os arquivos da pasta que podem ser do ERP ou do banco.

    Raises:
        AmbienteIndisponivel: a pasta sumiu, ou a rede não responde.
    """
    return _com_prazo(lambda: _olhar(pasta), pasta)


def ainda_sao(vistos: Iterable[Visto]) -> tuple[list[Visto], list[Visto]]:
    """Olha de novo, depois de uma espera: os que estão prontos, e os que ainda são gravados ou estão presos."""
    prontos: list[Visto] = []
    esperando: list[Visto] = []
    for visto in vistos:
        (prontos if visto.tamanho and nao_mudou(visto) and not _em_uso(visto.caminho) else esperando).append(visto)
    return prontos, esperando


def nao_mudou(visto: Visto) -> bool:
    """Diz se o arquivo continua como foi visto."""
    try:
        agora = visto.caminho.stat(follow_symlinks=False)
    except OSError:
        return False
    return (agora.st_size, agora.st_mtime_ns) == (visto.tamanho, visto.mudou_em_ns)


def nome_legivel(nome: str) -> str:
    """O nome sem o que não se escreve nem se mostra; igual se nada disso há nele."""
    limpo = _FORA_DO_NOME.sub("_", nome)
    return "".join("_" if tem_invisivel(letra) else letra for letra in limpo) if tem_invisivel(limpo) else limpo


def guardar(arquivo: Path, onde: str, motivo: str = "") -> Path:
    """Leva o arquivo para uma subpasta (`LIDOS` ou `RECUSADOS`), com outro nome se o dele já existe ali.

    Args:
        arquivo: na pasta vigiada.
        onde: a subpasta, criada se não há.
        motivo: por que foi recusado, escrito num texto ao lado; vazio não escreve.

    Raises:
        AmbienteIndisponivel: não deu para mover; o arquivo continua onde estava.
    """
    subpasta = arquivo.parent / onde
    with disco.traduzir(subpasta):
        if subpasta.is_symlink():
            raise AmbienteIndisponivel(
                f"{subpasta} é um atalho para outro lugar.", "Tire-o: o programa cria a pasta de verdade."
            )
        subpasta.mkdir(exist_ok=True)
        legivel = Path(nome_legivel(arquivo.name))
        reservado = disco.reservar(subpasta, legivel.stem[:_MAIOR_NOME], legivel.suffix)
        try:
            os.replace(arquivo, reservado)
        except OSError:
            reservado.unlink(missing_ok=True)
            raise
        if motivo:
            reservado.with_name(reservado.name + MOTIVO).write_text(f"{motivo}\n", "utf-8-sig")
    return reservado


def contar_recusados(pasta: Path) -> int:
    """Quantos arquivos esperam conserto em `RECUSADOS`."""
    try:
        with os.scandir(pasta / RECUSADOS) as itens:
            return sum(item.is_file(follow_symlinks=False) and not item.name.endswith(_SO_NOSSOS) for item in itens)
    except OSError:
        return 0


def _olhar(pasta: Path) -> list[Visto]:
    with os.scandir(pasta) as itens:
        return [
            Visto(Path(item.path), dados.st_size, dados.st_mtime_ns)
            for item in itens
            if _interessa(item) and (dados := item.stat(follow_symlinks=False))
        ]


def _interessa(item: os.DirEntry[str]) -> bool:
    nome = item.name.lower()
    return (
        not nome.startswith(_TEMPORARIOS)
        and not nome.endswith(_SO_NOSSOS)
        and Path(nome).suffix in DO_RETORNO | _DA_PLANILHA
        and item.is_file(follow_symlinks=False)
    )


def _em_uso(arquivo: Path) -> bool:
    """No Windows, quem grava segura o arquivo: abri-lo para escrita falha até ele soltar."""
    if os.name != "nt":
        return False
    try:
        arquivo.open("r+b").close()
    except OSError:
        return True
    return False


def _com_prazo(funcao: Callable[[], list[Visto]], pasta: Path) -> list[Visto]:
    """Pasta de rede que caiu segura quem a olha por minutos: passado o prazo, é dada por fora do ar."""
    achado: list[list[Visto]] = []
    falha: list[OSError] = []

    def tentar() -> None:
        try:
            achado.append(funcao())
        except OSError as erro:
            falha.append(erro)

    olhar_a_parte = threading.Thread(target=tentar, name="pasta vigiada", daemon=True)
    olhar_a_parte.start()
    olhar_a_parte.join(_RESPOSTA_DA_REDE_S)
    if achado:
        return achado[0]
    houve = disco.dizer(falha[0]) if falha else "não responde"
    raise AmbienteIndisponivel(
        f"A pasta vigiada {pasta} não pôde ser lida: {houve}.", "Confira o caminho, a rede e a permissão."
    )
