"""O arquivo das linhas rejeitadas: as colunas originais, mais linha e motivo (linha-de-comando.md, linha ruim).

`Rejeitadas` o escreve; `ArquivoDeRejeitadas` o lê de volta, para que sejam corrigidas.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from modelos.acesso import disco
from modelos.escrita_csv import CODIFICACAO, SEPARADOR, EscritorCSV
from modelos.importacao.cabecalho import DAS_REJEITADAS, normalizar_titulo
from modelos.importacao.exame_de_arquivo import abrir
from modelos.importacao.formato import Interprete
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.linhas import LinhaLida
from modelos.importacao.resultado import Rejeicao, Tipo
from regras.erros import DadoInvalido

_SUFIXO = ".rejeitadas.csv"


def caminho_das_rejeitadas(arquivo: Path) -> Path:
    """Ao lado do arquivo, com o nome inteiro dele na frente."""
    return arquivo.with_name(f"{arquivo.name}{_SUFIXO}")


class Rejeitadas:
    """Junta as linhas rejeitadas num arquivo temporário e, no fim, o põe ao lado do original.

    Só existe ao lado do original o que já foi decidido: importação desfeita não deixa arquivo.

    Raises:
        AmbienteIndisponivel: a pasta de temporários não aceita o arquivo.
    """

    def __init__(self, titulos: Sequence[str]) -> None:
        self._quantas_colunas = len(titulos)
        with disco.traduzir(Path(tempfile.gettempdir())):
            self._temporario = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - fechado em __exit__
            self._escritor = EscritorCSV(self._temporario)
            self._escritor.escrever([*titulos, *DAS_REJEITADAS])
        self.quantas = 0

    def __enter__(self) -> Rejeitadas:
        """Devolve as próprias rejeitadas."""
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Descarta o temporário."""
        self._temporario.close()

    def juntar(self, rejeicao: Rejeicao, celulas: Sequence[str]) -> None:
        """Acrescenta uma linha; células a mais ficam na última coluna, para linha e motivo não saírem do lugar."""
        certas = list(celulas[: self._quantas_colunas])
        certas += [""] * (self._quantas_colunas - len(certas))
        if sobra := celulas[self._quantas_colunas :]:
            certas[-1] = SEPARADOR.join([certas[-1], *sobra])
        with disco.traduzir(Path(tempfile.gettempdir())):
            self._escritor.escrever([*certas, str(rejeicao.linha), rejeicao.frase()])
        self.quantas += 1

    def gravar(self, destino: Path) -> None:
        """Grava inteiro ou nada, substituindo o da importação anterior.

        Raises:
            AmbienteIndisponivel: a pasta não aceita o arquivo.
        """
        parcial = destino.with_name(f"{destino.name}.parcial")
        with disco.traduzir(destino):
            try:
                self._temporario.seek(0)
                with parcial.open("w", encoding=CODIFICACAO, newline="") as saida:
                    shutil.copyfileobj(self._temporario, saida)
                os.replace(parcial, destino)
            finally:
                parcial.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Rejeitada:
    """Uma linha rejeitada.

    Atributos:
        linha: a da planilha de onde veio.
        celulas: na ordem dos títulos dela.
        motivo: por que não entrou.
        corrigida: o operador a mudou, e quer que entre.
    """

    linha: int
    celulas: tuple[str, ...]
    motivo: str
    corrigida: bool = False


class ArquivoDeRejeitadas:
    """As rejeitadas de uma planilha, lidas inteiras.

    Atributos:
        original: a planilha de onde vieram.
        titulos: os dela.
        linhas: em ordem.
        colunas: as do contrato, com a posição de cada uma.
        aprendido: o de-para com que se leem.

    Raises:
        AmbienteIndisponivel: não existe ou não pode ser lido.
        DadoInvalido: não é um arquivo de rejeitadas deste tipo.
    """

    def __init__(self, arquivo: Path, tipo: Tipo) -> None:
        self.arquivo, self.tipo = arquivo, tipo
        self.original = arquivo.with_name(arquivo.name.removesuffix(_SUFIXO))
        with abrir(arquivo, [tipo]) as aberta:
            formas = [normalizar_titulo(titulo) for titulo in aberta.planilha.titulos]
            if formas[-len(DAS_REJEITADAS) :] != [*DAS_REJEITADAS] or self.original == arquivo:
                raise DadoInvalido(
                    arquivo.name, "não é um arquivo de linhas rejeitadas", o_que_fazer="Use Sistema → Importar."
                )
            self.titulos = aberta.planilha.titulos[: -len(DAS_REJEITADAS)]
            self.aprendido = aberta.aprendido(tipo)
            self.colunas = Interprete(FORMATOS[tipo], self.titulos, arquivo.name, self.aprendido).usadas()
            self.linhas = sorted((self._ler(lida) for lida in aberta.planilha.linhas()), key=lambda cada: cada.linha)
        self._sha256 = disco.resumir(arquivo)

    def mudou(self) -> bool:
        """Diz se o arquivo já não é o que se leu."""
        return not self.arquivo.is_file() or disco.resumir(self.arquivo) != self._sha256

    def _ler(self, lida: LinhaLida) -> Rejeitada:
        quantas = len(self.titulos)
        celulas = [*lida.celulas, *[""] * (quantas + len(DAS_REJEITADAS) - len(lida.celulas))]
        linha, motivo = celulas[quantas : quantas + len(DAS_REJEITADAS)]
        return Rejeitada(int(linha) if linha.isdecimal() else lida.numero, tuple(celulas[:quantas]), motivo)
