"""O estúdio: abre cada tela, espera ela assentar e grava o PNG, claro e escuro."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from envio.ambiente import Ambiente
from modelos.base import terminais
from ui import tema
from ui.contexto import Contexto
from ui.dialogos.previa.previa import DialogoPrevia
from ui.fotos import cenario, cenas
from ui.janela.janela import GUIAS, JanelaFechamento
from ui.janela.telas import DIALOGOS
from ui.trabalho import Trabalho

LARGURA, ALTURA = 1366, 696
"""A janela numa tela de 1366×768, sem a barra de título nem a do sistema."""
AoFotografar = Callable[[str, QWidget], None]
APARENCIAS = {"claro": tema.CLARO, "escuro": tema.ESCURO}
_CALMAS, _PASSO_MS, _LIMITE_MS = 14, 40, 30_000
"""A calma dura mais que as pausas de quem espera a digitação parar para calcular."""


def gerar(
    pasta: Path,
    app: QApplication,
    *,
    escala: float = 1.0,
    so: Collection[str] = (),
    aparencias: Collection[str] = tuple(APARENCIAS),
    ao_fotografar: AoFotografar | None = None,
) -> list[Path]:
    """Fotografa tudo e devolve os arquivos: `pasta/claro/<tela>.png` e `pasta/escuro/<tela>.png`.

    Args:
        pasta: onde gravar; o que houver com o mesmo nome é trocado.
        app: o programa Qt.
        escala: 1.0 é letra em 100 %; 1.25, em 125 %.
        so: nomes das telas; vazio é todas.
        aparencias: nomes de `APARENCIAS`.
        ao_fotografar: recebe o nome e a tela, já assentada, logo depois de cada foto.
    """
    app.setCursorFlashTime(0)
    with _oficina(pasta) as oficina:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(oficina / "preferencias"))
        tema.instalar(app, escala)
        with cenario.preparar(oficina) as ambiente:
            estudio = _Estudio(ambiente, pasta, so, aparencias, ao_fotografar)
            estudio.fotografar_primeira_vez()
            cenario.fechar_um_dia(ambiente)
            estudio.fotografar_o_resto()
    tema.atual().forcar(None)
    return estudio.gravadas


@contextmanager
def _oficina(pasta: Path) -> Iterator[Path]:
    """A pasta da base das fotos: de nome fixo, porque o caminho dela aparece em tela."""
    oficina = pasta.absolute() / "base-das-fotos"
    shutil.rmtree(oficina, ignore_errors=True)
    oficina.mkdir(parents=True)
    try:
        yield oficina
    finally:
        shutil.rmtree(oficina, ignore_errors=True)


def assentar() -> None:
    """Espera a tela parar: nenhum trabalho em curso por algumas voltas do laço de eventos."""
    laco, relogio = QEventLoop(), QTimer()
    calmas = [0]

    def olhar() -> None:
        calmas[0] = 0 if Trabalho.vivos() else calmas[0] + 1
        if calmas[0] >= _CALMAS:
            laco.quit()

    relogio.timeout.connect(olhar)
    relogio.start(_PASSO_MS)
    QTimer.singleShot(_LIMITE_MS, laco.quit)
    laco.exec()
    relogio.stop()


@dataclass
class _Estudio:
    """Uma sessão de fotos sobre uma base aberta."""

    _ambiente: Ambiente
    _pasta: Path
    _so: Collection[str]
    _quais: Collection[str]
    _ao_fotografar: AoFotografar | None
    gravadas: list[Path] = field(default_factory=list)

    def fotografar_primeira_vez(self) -> None:
        """A prévia antes do primeiro aviso."""
        if not self._quer("previa_primeira_vez"):
            return
        for aparencia in self._aparencias():
            with self._janela() as (contexto, janela):
                dialogo = DIALOGOS["previa"](contexto, None, janela)
                self._fotografar(aparencia, "previa_primeira_vez", dialogo)

    def fotografar_o_resto(self) -> None:
        """As guias, todo diálogo do registro e as cenas que nenhum registro abre sozinho."""
        for aparencia in self._aparencias():
            with self._janela() as (contexto, janela):
                for nome, _ in GUIAS:
                    if self._quer(nome):
                        janela.mostrar_guia(nome)
                        assentar()
                        self._gravar(aparencia, nome, janela)
                argumentos = cenas.argumentos()
                for nome, criar in DIALOGOS.items():
                    if self._quer(nome):
                        self._fotografar(aparencia, nome, criar(contexto, argumentos.get(nome), janela))
                for nome, montar in cenas.CENAS.items():
                    if self._quer(nome):
                        self._fotografar(aparencia, nome, montar(contexto, janela))

    def _quer(self, nome: str) -> bool:
        return not self._so or nome in self._so

    def _aparencias(self) -> Iterator[str]:
        for nome in self._quais:
            tema.atual().forcar(APARENCIAS[nome])
            yield nome

    @contextmanager
    def _janela(self) -> Iterator[tuple[Contexto, JanelaFechamento]]:
        """A janela de pé, com este terminal registrado; ao sair, desmontada sem deixar trabalho para trás."""
        numero = terminais.entrar("SIDICOM", "Marlene Souza", cenario.EM - cenario.DESDE)
        contexto = Contexto(self._ambiente, lambda: cenario.HOJE, terminal=numero)
        janela = JanelaFechamento(contexto)
        janela.showNormal()
        janela.resize(LARGURA, ALTURA)
        janela.activateWindow()
        assentar()
        try:
            yield contexto, janela
        finally:
            janela.cabecalho.acompanhar(False)
            assentar()
            self._descartar(janela)
            terminais.sair(numero)

    def _fotografar(self, aparencia: str, nome: str, tela: QWidget) -> None:
        if isinstance(tela, DialogoPrevia):
            # A tela das fotos é estreita, e nela a prévia rola: fotografa-se na largura em que se usa.
            tela.resize(LARGURA, tela.height())
        tela.show()
        tela.activateWindow()
        assentar()
        self._gravar(aparencia, nome, tela)
        tela.hide()
        assentar()
        self._descartar(tela)

    def _gravar(self, aparencia: str, nome: str, tela: QWidget) -> None:
        arquivo = self._pasta / aparencia / f"{nome}.png"
        arquivo.parent.mkdir(parents=True, exist_ok=True)
        tela.grab().save(str(arquivo))
        self.gravadas.append(arquivo)
        if self._ao_fotografar is not None:
            self._ao_fotografar(nome, tela)

    def _descartar(self, tela: QWidget) -> None:
        tela.hide()
        tela.deleteLater()
        QCoreApplication.sendPostedEvents(tela, QEvent.Type.DeferredDelete)
