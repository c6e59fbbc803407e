"""Exportar uma lista em CSV: escolher o arquivo, gravar fora da tela e dizer no que deu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from regras.erros import ErroAviso
from ui import frases
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Contexto
from ui.tabelas import planilha
from ui.trabalho import Trabalho


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

    def ao_gravar(feitas: int) -> None:
        quantas[0] = feitas

    def ao_falhar(erro: ErroAviso) -> None:
        quantas[0] = -1
        DialogoMensagem.mostrar_erro(pai, "Exportar", erro)

    def ao_terminar() -> None:
        if quantas[0] >= 0:
            linhas_gravadas = frases.quantos(quantas[0], "linha gravada", "linhas gravadas")
            contexto.recado.emit(f"{linhas_gravadas} em {destino.name}")

    trabalho = contexto.trabalhar(lambda: planilha.exportar(destino, titulos, linhas()))
    trabalho.evento.connect(ao_gravar)
    trabalho.falhou.connect(ao_falhar)
    trabalho.terminou.connect(ao_terminar)
    return trabalho.iniciar()
