"""Abre um arquivo de importação e entrega títulos e linhas, em fluxo, seja CSV ou XLSX.

O formato é decidido pelo conteúdo: planilha renomeada para `.csv` é lida como planilha. Problema do arquivo
inteiro levanta `ErroAviso` ao abrir; problema de uma linha vem na própria `LinhaLida`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from modelos.acesso import disco
from modelos.escrita_csv import celula_original
from modelos.importacao import leitura_csv, leitura_xlsx
from modelos.importacao.linhas import COLUNAS_NO_MAXIMO, SERVE, LinhaLida, Nota, Planilha
from regras.erros import AmbienteIndisponivel, DadoInvalido

_ZIP = b"PK\x03\x04"
_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_DE_PLANILHA = {".xlsx", ".xlsm"}


@contextmanager
def abrir(caminho: Path, nota: Nota = lambda _titulos: SERVE) -> Iterator[Planilha]:
    """Abre o arquivo e acha os títulos; as linhas só podem ser lidas dentro do `with`.

    Args:
        caminho: do arquivo.
        nota: quanto uma linha parece a dos títulos; sem ela, é a primeira com texto.

    Raises:
        AmbienteIndisponivel: não existe, é uma pasta, ou o sistema não deixa ler (aqui ou no meio das linhas).
        DadoInvalido: vazio, binário, corrompido, ou com títulos que não servem.
    """
    _conferir_lugar(caminho)
    with ExitStack() as pilha:
        try:
            planilha = _preparar(caminho, nota, pilha)
        except OSError as erro:
            raise _sem_leitura(caminho, erro) from erro
        titulos = tuple(celula_original(titulo) for titulo in planilha.titulos)
        yield replace(planilha, titulos=titulos, linhas=lambda: _traduzir(planilha, caminho))


def _preparar(caminho: Path, nota: Nota, pilha: ExitStack) -> Planilha:
    """Escolhe a leitura pelo conteúdo; o que foi aberto fica na pilha, para fechar na ordem."""
    nome = caminho.name
    arquivo = pilha.enter_context(caminho.open("rb"))
    inicio = arquivo.read(len(_OLE2))
    arquivo.seek(0)
    if not inicio:
        raise DadoInvalido(nome, "o arquivo está vazio (0 bytes)", o_que_fazer="Gere-o outra vez no ERP.")
    if inicio.startswith(_OLE2):
        raise DadoInvalido(
            nome, "é uma planilha XLS antiga, ou protegida por senha", o_que_fazer="Salve como XLSX sem senha."
        )
    e_planilha = inicio.startswith(_ZIP) or caminho.suffix.lower() in _DE_PLANILHA
    planilha = leitura_xlsx.abrir(arquivo, nome, pilha, nota) if e_planilha else leitura_csv.abrir(arquivo, nome, nota)
    if len(planilha.titulos) > COLUNAS_NO_MAXIMO:
        raise DadoInvalido(
            nome,
            f"a linha de títulos tem {len(planilha.titulos)} colunas, e o máximo é {COLUNAS_NO_MAXIMO}",
            o_que_fazer="Confira se este é mesmo o arquivo que o ERP exportou.",
        )
    return planilha


def _traduzir(planilha: Planilha, caminho: Path) -> Iterator[LinhaLida]:
    """Entrega as linhas, traduzindo o disco que falha no meio do arquivo."""
    try:
        for linha in planilha.linhas():
            yield _sem_apostrofo(linha) if "'" in "".join(linha.celulas) else linha
    except OSError as erro:
        raise _sem_leitura(caminho, erro) from erro


def _sem_apostrofo(linha: LinhaLida) -> LinhaLida:
    """Tira das células o apóstrofo que o arquivo das rejeitadas pôs: corrigido, ele é importado de novo."""
    return linha._replace(celulas=[celula_original(celula) for celula in linha.celulas])


def _sem_leitura(caminho: Path, erro: OSError) -> AmbienteIndisponivel:
    return AmbienteIndisponivel(
        f"Não foi possível ler {caminho}: {disco.dizer(erro)}.", "Confira o arquivo e a permissão de leitura."
    )


def _conferir_lugar(caminho: Path) -> None:
    """Separa os enganos de caminho, que têm conserto diferente do de um arquivo ruim."""
    try:
        if caminho.is_file():
            return
        existe = caminho.exists()
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"O caminho {str(caminho)[:200]} não pode ser aberto: {disco.dizer(erro)}."
        ) from erro
    if existe:
        raise AmbienteIndisponivel(f"{caminho} não é um arquivo.", "Informe o arquivo CSV ou XLSX.")
    raise AmbienteIndisponivel(f"Arquivo não encontrado: {caminho}.", "Confira o nome e a pasta.")
