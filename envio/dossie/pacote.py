"""O ZIP de um dossiê ou de um pedido de suporte: datas fixas, somas conferíveis, inteiro ou nada."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from envio.dossie.conteudo import Guardado
from modelos.acesso import disco

SOMAS = "SHA256SUMS"
_DATA_FIXA = (1980, 1, 1, 0, 0, 0)
"""A menor que o formato guarda: os mesmos arquivos dão os mesmos bytes."""
_MODO = 0o644 << 16
_UNIX = 3


class Pacote:
    """Escreve num arquivo ao lado do destino e só o põe no lugar quando termina bem; senão, não sobra nada.

    Args:
        destino: o .zip; se já existe, é trocado só no fim.
        raiz: a pasta em que tudo vai, dentro do ZIP.

    Raises:
        AmbienteIndisponivel: não deu para gravar.
    """

    def __init__(self, destino: Path, raiz: str) -> None:
        self._destino, self._raiz = destino, raiz
        self._somas: dict[str, str] = {}

    def __enter__(self) -> Pacote:
        """Abre o arquivo provisório."""
        with disco.traduzir(self._destino):
            descritor, nome = tempfile.mkstemp(prefix=f".{self._raiz}-", suffix=".parcial", dir=self._destino.parent)
            self._provisorio = Path(nome)
            self._arquivo = os.fdopen(descritor, "wb")
        self._zip = zipfile.ZipFile(self._arquivo, "w", zipfile.ZIP_DEFLATED)
        return self

    def guardar(self, caminho: str, conteudo: bytes) -> Guardado:
        """Acrescenta um arquivo e devolve onde ficou, com a soma dele."""
        guardado = Guardado(caminho, hashlib.sha256(conteudo).hexdigest())
        self._somas[caminho] = guardado.soma
        self._escrever(caminho, conteudo)
        return guardado

    def quantos(self) -> int:
        """Quantos arquivos já entraram."""
        return len(self._somas)

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Com erro ou cancelado, apaga o provisório; senão, grava as somas e o põe no lugar."""
        try:
            if erro is None:
                linhas = (f"{soma}  {caminho}\n" for caminho, soma in sorted(self._somas.items()))
                self._escrever(SOMAS, "".join(linhas).encode())
                with disco.traduzir(self._destino):
                    self._zip.close()
                    self._arquivo.close()
                    disco.confirmar(self._provisorio)
                    self._provisorio.replace(self._destino)
        finally:
            self._abandonar()

    def _escrever(self, caminho: str, conteudo: bytes) -> None:
        entrada = zipfile.ZipInfo(f"{self._raiz}/{caminho}", _DATA_FIXA)
        entrada.compress_type = zipfile.ZIP_DEFLATED
        entrada.create_system, entrada.external_attr = _UNIX, _MODO
        with disco.traduzir(self._destino):
            self._zip.writestr(entrada, conteudo)

    def _abandonar(self) -> None:
        """Fecha e apaga o que sobrou; depois de pôr no lugar, não sobra nada. O erro que trouxe aqui é o que vale."""
        for fechar in (self._zip.close, self._arquivo.close):
            with suppress(OSError):
                fechar()
        with suppress(OSError):
            self._provisorio.unlink(missing_ok=True)
