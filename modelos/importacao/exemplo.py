"""A planilha de exemplo de cada arquivo: os títulos do contrato e uma linha que a própria importação aceita.

As linhas combinam entre si: importados todos os exemplos, sobra um cliente com contato, conta de cobrança e débito.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from modelos.acesso import disco
from modelos.escrita_csv import CODIFICACAO, EscritorCSV
from modelos.importacao.destinos import DESTINOS
from modelos.importacao.formato import Coluna
from modelos.importacao.resultado import Tipo

_PARTES = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{nome}" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{linhas}</sheetData></worksheet>",
}
"""As partes mínimas de um XLSX; as células são todas texto, para os zeros à esquerda ficarem."""
_SEMPRE_A_MESMA = (2026, 1, 1, 0, 0, 0)


def colunas(tipo: Tipo) -> tuple[Coluna, ...]:
    """As colunas do arquivo, na ordem do contrato; cada uma diz se é obrigatória."""
    return DESTINOS[tipo].formato.colunas


def titulos(tipo: Tipo) -> list[str]:
    """Os títulos da primeira linha."""
    return [coluna.nome for coluna in colunas(tipo)]


def linha(tipo: Tipo, hoje: date) -> list[str]:
    """A linha de exemplo, na ordem dos títulos. Vence dez dias depois de `hoje`."""
    exemplos = [coluna.exemplo for coluna in colunas(tipo)]
    return [f"{hoje + timedelta(exemplo):%d/%m/%Y}" if isinstance(exemplo, int) else exemplo for exemplo in exemplos]


def gravar(tipo: Tipo, arquivo: Path, hoje: date) -> None:
    """Grava o exemplo; a extensão `.xlsx` faz planilha, qualquer outra faz CSV.

    Raises:
        AmbienteIndisponivel: não deu para gravar no lugar escolhido.
    """
    linhas = [titulos(tipo), linha(tipo, hoje)]
    conteudo = _em_xlsx(tipo, linhas) if arquivo.suffix.lower() == ".xlsx" else _em_csv(linhas)
    with disco.traduzir(arquivo):
        arquivo.write_bytes(conteudo)


def _em_csv(linhas: Sequence[Sequence[str]]) -> bytes:
    """Separador `;` e UTF-8 com BOM: a planilha abre com colunas e acentos certos."""
    saida = io.StringIO(newline="")
    escritor = EscritorCSV(saida)
    for celulas in linhas:
        escritor.escrever(celulas)
    return saida.getvalue().encode(CODIFICACAO)


def _em_xlsx(tipo: Tipo, linhas: Sequence[Sequence[str]]) -> bytes:
    saida = io.BytesIO()
    with zipfile.ZipFile(saida, "w", zipfile.ZIP_DEFLATED) as pacote:
        for nome, parte in _PARTES.items():
            conteudo = parte.replace("{nome}", tipo.value).replace("{linhas}", _em_celulas(linhas))
            declaracao = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            pacote.writestr(zipfile.ZipInfo(nome, _SEMPRE_A_MESMA), declaracao + conteudo)
    return saida.getvalue()


def _em_celulas(linhas: Sequence[Sequence[str]]) -> str:
    return "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(texto)}</t></is></c>' for texto in celulas) + "</row>"
        for celulas in linhas
    )
