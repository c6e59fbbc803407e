"""Cada leitor do que vem de fora, como `bytes → None`, e os exemplos de verdade de que o fuzz parte.

Levantar `ErroAviso` é responder; qualquer outra exceção é defeito. `__main__.py` os roda.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from boletos.emissao.amostra import amostra
from boletos.papel import ficha, leitura_pdf, logotipo
from boletos.titulo import codigo, exame, pix
from ensaios.fuzz import correio, retorno
from envio import cadeia
from envio.acesso.segredos import CofreEmMemoria
from envio.diario import Diario
from modelos import demonstracao
from modelos.acesso.conexao import transacao
from modelos.avisos.diario_conferido import Marco
from modelos.base.abertura import abrir
from modelos.importacao import importador
from modelos.importacao.resultado import Tipo
from regras.aviso import DebitoAvisado
from regras.cadastro import Empresa, Mensagem
from regras.debito import Classe
from regras.entrega import Entrega, EstadoDaEntrega
from regras.envio.diario import Anotacao, Etapa
from regras.erros import ErroAviso
from regras.mensagem import texto
from regras.mensagem.visual import prontos
from ui.terminal import principal
from ui.terminal.sessao import Composicao

HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 12, tzinfo=UTC)
EXEMPLOS = Path(__file__).resolve().parents[2] / "tests" / "exemplos"


@dataclass(frozen=True, slots=True)
class Leitor:
    """Um leitor: a função, os exemplos e pedaços que abrem caminhos que o acaso não acha."""

    ler: Callable[[bytes], object]
    sementes: Callable[[], Sequence[bytes]]
    pedacos: tuple[bytes, ...] = ()


_ABERTOS = ExitStack()


@cache
def _pasta() -> Path:
    return Path(_ABERTOS.enter_context(tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True)))


@cache
def _base() -> None:
    """A base em que se importa, aberta até `fechar`."""
    _ABERTOS.enter_context(abrir(_pasta() / "importada.db"))
    demonstracao.popular(HOJE, EM, porta=2525)


def fechar() -> None:
    """Fecha a base e apaga os arquivos do processo."""
    _ABERTOS.close()
    _base.cache_clear()
    _pasta.cache_clear()


def _arquivo(nome: str, conteudo: bytes) -> Path:
    caminho = _pasta() / nome
    caminho.write_bytes(conteudo)
    return caminho


# Planilhas


class _Desfazer(Exception):
    """Para a transação voltar."""


def _importar(tipo: Tipo, arquivo: Path) -> None:
    _base()
    with suppress(_Desfazer), transacao():
        for resultado in importador.importar({tipo: arquivo}, ausentes_baixar=True, confirmado=True, em=EM):
            assert resultado.erro is None or resultado.saida
        raise _Desfazer


def _de_qual(conteudo: bytes) -> Tipo:
    """O primeiro octeto diz de que arquivo se trata."""
    return list(Tipo)[conteudo[0] % len(Tipo)] if conteudo else Tipo.DEBITOS


def _ler_csv(conteudo: bytes) -> None:
    _importar(_de_qual(conteudo), _arquivo("dados.csv", conteudo[1:]))


def _exemplos_de_csv() -> list[bytes]:
    return [bytes([numero]) + (EXEMPLOS / f"importacao/{tipo}.csv").read_bytes() for numero, tipo in enumerate(Tipo)]


_PLANILHA = EXEMPLOS / "importacao" / "planilha.xlsx"


def _ler_xlsx(conteudo: bytes) -> None:
    """O primeiro octeto diz que parte do ZIP o resto troca; 255, o arquivo inteiro."""
    if conteudo[:1] == b"\xff":
        _importar(Tipo.DEBITOS, _arquivo("dados.xlsx", conteudo[1:]))
        return
    saida = io.BytesIO()
    with zipfile.ZipFile(_PLANILHA) as original, zipfile.ZipFile(saida, "w", zipfile.ZIP_DEFLATED) as nova:
        nomes = original.namelist()
        trocada = nomes[conteudo[0] % len(nomes)] if conteudo else ""
        for nome in nomes:
            nova.writestr(nome, conteudo[1:] if nome == trocada else original.read(nome))
    _importar(Tipo.DEBITOS, _arquivo("dados.xlsx", saida.getvalue()))


def _exemplos_de_xlsx() -> list[bytes]:
    with zipfile.ZipFile(_PLANILHA) as original:
        partes = [bytes([numero]) + original.read(nome) for numero, nome in enumerate(original.namelist())]
    return [*partes, b"\xff" + _PLANILHA.read_bytes()]


# Linha de comando


def _comando(*argumentos: str) -> None:
    def sem_janela(_caminho: Path) -> int:
        raise AssertionError("nenhum comando do fuzz abre a janela")

    def sem_correio(*_argumentos: object) -> Any:
        raise ErroAviso("Nada sai no fuzz.")

    composicao = Composicao(lambda: EM, lambda: HOJE, lambda _uuid: CofreEmMemoria(), sem_correio, sem_janela)
    saida = io.StringIO()
    principal.executar([*argumentos, "--json"], composicao, entrada=None, saida=saida, erros=io.StringIO())
    json.loads(saida.getvalue())


def _ler_json(conteudo: bytes) -> None:
    entrada = _arquivo("entrada.json", conteudo)
    _comando("boleto", str(entrada), "--saida", str(_pasta() / "boletos"))


def _exemplos_de_json() -> list[bytes]:
    vetores = json.loads((EXEMPLOS / "vetores.json").read_text("utf-8"))
    itens = vetores if isinstance(vetores, list) else next(v for v in vetores.values() if isinstance(v, list))
    parte = {"nome": "Aurora", "cpf_cnpj": "11222333000181", "endereco": "Rua 1", "cidade": "X", "uf": "SP", "cep": "1"}
    cheio = {"beneficiario": parte, "pagador": parte, "instrucoes": ["a", "b"], "emissao": "2026-11-01", "multa": 2.5}
    return [json.dumps([item | cheio]).encode() for item in itens[::7]]


def _ler_copia(conteudo: bytes) -> None:
    """Restaura, destrava como cópia e usa."""
    copia, base = _arquivo("copia.db", conteudo), str(_pasta() / "base.db")
    for sobra in _pasta().glob("base*"):
        sobra.unlink()
    with mock.patch("os.fsync"):
        _comando("restaurar", str(copia), "--base", base)
        if Path(base).exists():
            for argumentos in (["destravar"], ["historico"], ["fechar", "--simular"], ["parametros"], ["mensagem"]):
                _comando(*argumentos, "--base", base)


@cache
def _base_de_exemplo() -> bytes:
    caminho = _pasta() / "exemplo.db"
    with abrir(caminho):
        demonstracao.popular(HOJE, EM, porta=2525)
    return caminho.read_bytes()


def _ler_celula_da_copia(conteudo: bytes) -> None:
    """Uma célula de uma cópia perfeita, trocada: dois octetos escolhem qual, e o resto é o valor."""
    copia = _arquivo("trocada.db", _base_de_exemplo())
    with closing(sqlite3.connect(copia)) as base, base:
        colunas = [
            (tabela, coluna[1])
            for (tabela,) in base.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            for coluna in base.execute(f"PRAGMA table_info({tabela})").fetchall()
        ]
        tabela, coluna = colunas[int.from_bytes(conteudo[:2]) % len(colunas)]
        valor: object = conteudo[2:]
        with suppress(ValueError):
            valor = conteudo[2:].decode()
            valor = int(conteudo[2:])
        with suppress(sqlite3.Error, OverflowError):
            base.execute("PRAGMA ignore_check_constraints = 1")
            base.execute(f"UPDATE {tabela} SET {coluna} = ?", [valor])  # noqa: S608 - nomes da própria base
    _ler_copia(copia.read_bytes())


def _exemplos_de_celula() -> list[bytes]:
    valores = (
        b"",
        b"1",
        b"-1",
        b"9" * 19,
        b"texto",
        b"[]",
        b'["a"]',
        b"2026-11-24",
        b"2026-11-24T12:00:00",
        b"\xff\xfe",
    )
    return [numero.to_bytes(2) + valores[numero % len(valores)] for numero in range(0, 300, 3)]


# O que fica guardado


def _ler_imagem(conteudo: bytes) -> None:
    logotipo.ler(logotipo.preparar(conteudo))


def _ler_imagem_guardada(conteudo: bytes) -> None:
    logotipo.ler(conteudo)


def _exemplos_de_imagem() -> list[bytes]:
    achados = []
    for formato in ("PNG", "JPEG", "WEBP", "GIF", "EPS"):
        for modo in ("RGB", "L", "P", "RGBA", "CMYK", "1"):
            saida = io.BytesIO()
            with suppress(OSError, ValueError):
                Image.effect_mandelbrot((40, 20), (-2, -1, 1, 1), 20).convert(modo).save(saida, formato)
                achados.append(saida.getvalue())
    return achados


_CORTE = "\x1f"


def _ler_modelo(conteudo: bytes) -> None:
    """Assunto, HTML e texto puro."""
    assunto, html, puro = [*conteudo.decode("utf-8", "replace").split(_CORTE), "", ""][:3]
    texto.validar(Mensagem(1, "modelo", assunto, html, puro))


def _exemplos_de_modelo() -> list[bytes]:
    return [_CORTE.join((cada.assunto, cada.html, cada.texto)).encode() for cada in prontos.prontas()]


_DO_MODELO = (
    *(
        b"{{ ",
        b" }}",
        b"{% if ",
        b"{% endif %}",
        b"{% for d in debitos %}",
        b"{% endfor %}",
        b"{{ d.valor ~ d.valor }}",
    ),
    *(
        b"|maiusculas",
        b"|plural(1, 2)",
        b"debitos[0]",
        b"loop.index",
        b" is odd",
        b"<style>",
        b"<table>",
        b"{#",
        b"{% raw %}",
    ),
)


def _ler_pdf(conteudo: bytes) -> None:
    for ler in (
        lambda: leitura_pdf.texto(conteudo),
        lambda: leitura_pdf.senha_que_abre(conteudo, ["1"]),
        lambda: leitura_pdf.pagina_em_rgb(conteudo, 1, 20),
        lambda: leitura_pdf.procurar_escritos(conteudo, leitura_pdf.em_forma(rb"[^()]*")),
    ):
        with suppress(ErroAviso):
            ler()


def _exemplos_de_pdf() -> list[bytes]:
    boleto = amostra(None, Empresa("Aurora", "11222333000181"), HOJE)
    return [ficha.em_pdf(boleto), ficha.em_pdf(boleto, "1")]


def _ler_linha(conteudo: bytes) -> None:
    colado = conteudo.decode("utf-8", "replace")
    exame.examinar(colado, HOJE)
    pix.conferir(colado, 100)


def _exemplos_de_linha() -> list[bytes]:
    linhas = [codigo.para_linha(codigo.montar("341", HOJE, 12345, "1" * 25)), codigo.montar("001", None, 0, "2" * 25)]
    copia_e_cola = "00020126330014br.gov.bcb.pix0111123456789015204000053039865406123.455802BR5901A6001B62070503***6304"
    return [linha.encode() for linha in [*linhas, copia_e_cola + pix.calcular_crc(copia_e_cola)]]


_UUID = "0b0e7a52-6a5c-4c86-9a60-0d6f6e3f5a11"


def _diario() -> Diario:
    return Diario(_pasta() / "diario.jsonl", _pasta() / "copia.jsonl", _UUID)


def _ler_diario(conteudo: bytes) -> None:
    """Cada linha ganha a soma certa: quem altera o diário por fora também sabe fazê-la."""
    linhas, anterior = [], cadeia.comeco(_UUID)
    for n, objeto in enumerate(conteudo.splitlines(), start=1):
        linha, anterior = cadeia.encadear(objeto, n, anterior)
        linhas.append(linha)
    _arquivo("diario.jsonl", b"".join(linhas))
    _arquivo("copia.jsonl", b"".join(linhas))
    _diario().conferir(Marco())


def _exemplos_de_diario() -> list[bytes]:
    debito = DebitoAvisado("1", "10", "1", HOJE, Classe.VENCIDO, 0, 100, 100, 0, 0)
    entrega = Entrega("a@b.com", EstadoDaEntrega.ACEITO, 250, "ok")
    linha = Anotacao(Etapa.DESFECHO, EM, "k", HOJE, "1", "Um", EM, 1, "<m@x>", ("a@b.com",), (debito,))
    _diario().anotar(replace(linha, entregas=(entrega,), devolvidos=(("a@b.com", "x"),)))
    escrita = (_pasta() / "diario.jsonl").read_bytes()
    return [escrita.partition(b',"n":')[0]]


LEITORES: dict[str, Leitor] = {
    "csv": Leitor(
        _ler_csv, _exemplos_de_csv, (b'"', b"\r\n", b";", b"\0", b"\xef\xbb\xbf", b"2026-11-24", b"1.234,56")
    ),
    "xlsx": Leitor(_ler_xlsx, _exemplos_de_xlsx, (b"<c r='A1'/>", b't="s"', b't="e"', b"<row r='9'>", b"XFD1048576")),
    "json": Leitor(_ler_json, _exemplos_de_json, (b"null", b"[", b"{}", b"1e999", b'"\\ud800"', b"-0.001", b"true")),
    "devolucao": Leitor(
        correio.ler_mensagem,
        correio.exemplos_de_devolucao,
        (b"=?utf-8?q?", b"\r\n\r\n", b"Status: 5.1.1", b"charset=x"),
    ),
    "smtp": Leitor(correio.falar_smtp, correio.exemplos_de_smtp, correio.DO_SMTP),
    "imap": Leitor(correio.falar_imap, correio.exemplos_de_imap, correio.DO_IMAP),
    "copia": Leitor(_ler_copia, lambda: [_base_de_exemplo()]),
    "copia-celula": Leitor(
        _ler_celula_da_copia, _exemplos_de_celula, (b"../", b"null", b"[[]]", b"NaN", b"0000-00-00")
    ),
    "imagem": Leitor(_ler_imagem, _exemplos_de_imagem),
    "imagem-guardada": Leitor(_ler_imagem_guardada, _exemplos_de_imagem),
    "modelo": Leitor(_ler_modelo, _exemplos_de_modelo, _DO_MODELO),
    "pdf": Leitor(_ler_pdf, _exemplos_de_pdf, (b"stream\n", b"endstream", b"startxref\n", b") Tj", b"\\9", b"\x81")),
    "diario": Leitor(_ler_diario, _exemplos_de_diario, (b"null", b"[]", b"{}", b"[" * 3000, b"\n", b"2026-13-01")),
    "linha": Leitor(_ler_linha, _exemplos_de_linha, ("²".encode(), "١".encode(), b"0" * 44)),
    "ofx": Leitor(retorno.ler_ofx, retorno.exemplos_de_ofx, retorno.DO_OFX),
    **{nome: Leitor(retorno.ler_retorno, deste, retorno.PEDACOS) for nome, deste in retorno.por_leiaute().items()},
}
