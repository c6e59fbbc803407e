"""Aviso de Débitos: a raiz de composição.

Lê os argumentos, prepara o log, escolhe as implementações (relógio, cofre, transporte) e chama o terminal
ou a janela. Só aqui se decide; o Qt só é importado quando a janela abre.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from envio.acesso.segredos import abrir_cofre
from modelos.acesso import locais, permissoes
from ui.terminal import principal
from ui.terminal.sessao import Composicao
from ui.terminal.tela import exigir_tela

if TYPE_CHECKING:
    from envio.correio.transporte import Credencial, Transporte
    from regras.cadastro import ContaEmail

log = logging.getLogger(__name__)

_MAIOR_LOG = 2_000_000
_LOGS_GUARDADOS = 5


def agora() -> datetime:
    """O instante atual, em UTC."""
    return datetime.now(UTC)


def hoje() -> date:
    """A data local desta máquina."""
    return datetime.now().astimezone().date()


def abrir_transporte(conta: ContaEmail, credencial: Credencial) -> Transporte:
    """Devolve a sessão de envio por SMTP, ainda sem conectar."""
    from envio.correio.smtp import TransporteSMTP  # noqa: PLC0415 - a rede e o TLS só são importados quando se envia

    return TransporteSMTP(conta, credencial)


def abrir_janela(caminho_base: Path) -> int:
    """Abre a janela na base dada e devolve o código de saída."""
    exigir_tela()
    from ui.aplicativo import abrir  # noqa: PLC0415 - o Qt só é importado quando a janela abre

    return abrir(caminho_base, agora=agora, hoje=hoje, abrir_cofre=abrir_cofre, abrir_transporte=abrir_transporte)


class _ArquivoDeLog(logging.Handler):
    """O log em disco, que só se carrega e se abre com o que escrever.

    O que não couber se perde calado: com o disco cheio, o rastro cobriria a frase que o diz.
    """

    def __init__(self, caminho: Path) -> None:
        super().__init__()
        self._caminho = caminho
        self._arquivo: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Escreve."""
        if self._arquivo is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - traz a rede, e `--help` não escreve nada

            self._arquivo = RotatingFileHandler(
                self._caminho, maxBytes=_MAIOR_LOG, backupCount=_LOGS_GUARDADOS, encoding="utf-8", delay=True
            )
            self._arquivo.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
            self._arquivo.handleError = self.handleError  # type: ignore[method-assign]  # nada na tela
        self._arquivo.handle(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - nome da biblioteca
        """Não escreve nada na tela."""

    def close(self) -> None:
        """Fecha o que abriu."""
        if self._arquivo is not None:
            self._arquivo.close()
        super().close()


def preparar_log() -> None:
    """Põe o log num arquivo da pasta de dados; sem poder gravar, o programa segue sem log."""
    raiz = logging.getLogger()
    raiz.setLevel(logging.INFO)
    try:
        pasta = locais.pasta_de_registros()
        pasta.mkdir(parents=True, exist_ok=True)
    except OSError:
        raiz.addHandler(logging.NullHandler())
        return
    raiz.addHandler(_ArquivoDeLog(pasta / "aviso.log"))


def _em_utf8(fluxo: object) -> None:
    """A saída do contrato é UTF-8 mesmo onde o terminal usa outra codificação."""
    if isinstance(fluxo, io.TextIOWrapper):
        fluxo.reconfigure(encoding="utf-8", errors="replace")


def executar(argumentos: Sequence[str]) -> int:
    """Executa o programa e devolve o código de saída."""
    for fluxo in (sys.stdout, sys.stderr):
        _em_utf8(fluxo)
    permissoes.so_do_dono()
    preparar_log()
    composicao = Composicao(agora, hoje, abrir_cofre, abrir_transporte, abrir_janela)
    try:
        return principal.executar(argumentos, composicao, entrada=sys.stdin, saida=sys.stdout, erros=sys.stderr)
    except Exception:  # última guarda: defeito nosso vai para o log, nunca para a tela
        log.exception("defeito ao executar o comando")
        return principal.dizer_defeito("--json" in argumentos, sys.stdout, sys.stderr)
    finally:
        for fluxo in (sys.stdout, sys.stderr):
            _esvaziar(fluxo)


def _esvaziar(fluxo: TextIO | None) -> None:
    """Solta o que não há quem receba; o Python tentaria de novo ao encerrar, com um rastro na tela."""
    if fluxo is None:
        return
    try:
        fluxo.flush()
    except OSError:
        nada = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nada, fluxo.fileno())
        os.close(nada)


if __name__ == "__main__":
    sys.exit(executar(sys.argv[1:]))
