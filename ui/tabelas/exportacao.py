"""Exportar uma lista em CSV, que a planilha abre com acentos e sem executar fórmula: perguntar onde, gravar e dizer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from modelos.acesso import disco
from modelos.escrita_csv import CODIFICACAO, EscritorCSV
from regras.erros import AmbienteIndisponivel, ErroAviso
from ui import frases
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Contexto
from ui.trabalho import Trabalho

_PASSO = 1000


def escrever(arquivo: Path, titulos: Sequence[str], linhas: Iterable[Sequence[str]]) -> Iterator[int]:
    """Grava o CSV (UTF-8 com BOM, separador `;`) e produz, de mil em mil, quantas linhas já foram.

    Raises:
        AmbienteIndisponivel: não deu para gravar no lugar escolhido.
    """
    feitas = 0
    try:
        with arquivo.open("w", encoding=CODIFICACAO, newline="") as saida:
            escritor = EscritorCSV(saida)
            escritor.escrever(titulos)
            for linha in linhas:
                escritor.escrever(linha)
                feitas += 1
                if feitas % _PASSO == 0:
                    yield feitas
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar {arquivo.name}: {disco.dizer(erro)}.",
            "Feche o arquivo se ele estiver aberto na planilha, ou escolha outra pasta.",
        ) from erro
    yield feitas


def perguntar_arquivo(pai: QWidget, contexto: Contexto, nome: str, filtro: str = "") -> Path | None:
    """Pergunta onde gravar; None se desistiram. Lembra a pasta."""
    inicio = str(Path(contexto.preferencias.ultima_pasta()) / nome)
    escolhido, _ = QFileDialog.getSaveFileName(pai, "Gravar em", inicio, filtro or "Planilha CSV (*.csv)")
    if not escolhido:
        return None
    contexto.preferencias.guardar_ultima_pasta(str(Path(escolhido).parent))
    return Path(escolhido)


def exportar(
    pai: QWidget,
    contexto: Contexto,
    nome: str,
    titulos: Sequence[str],
    linhas: Callable[[], Iterable[Sequence[str]]],
) -> Trabalho | None:
    """Pergunta o arquivo e grava; `linhas` é chamada na thread do trabalho. Devolve o trabalho, ou None."""
    arquivo = perguntar_arquivo(pai, contexto, nome)
    if arquivo is None:
        return None
    destino = arquivo if arquivo.suffix else arquivo.with_suffix(".csv")
    quantas = [0]

    def ao_falhar(erro: ErroAviso) -> None:
        quantas.clear()
        DialogoMensagem.mostrar_erro(pai, "Exportar", erro)

    def ao_terminar() -> None:
        if quantas:
            linhas_gravadas = frases.quantos(quantas[-1], "linha gravada", "linhas gravadas")
            contexto.recado.emit(f"{linhas_gravadas} em {destino.name}")

    return contexto.trabalhar(lambda: escrever(destino, titulos, linhas())).iniciar(
        quantas.append, ao_falhar, ao_terminar
    )
