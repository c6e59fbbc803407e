"""O texto de um bloco: parágrafos e itens de lista com negrito, itálico, link e etiquetas, e nada mais.

Guarda-se em HTML mínimo (`<p>`, `<ul><li>`, `<b>`, `<i>`, `<a href>`, e `<var>nome</var>` para a etiqueta). O mesmo
leitor aceita o que se cola do Word, do Outlook e da internet: fica o que um trecho sabe dizer, o resto some.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby

from regras.erros import DadoInvalido
from regras.mensagem.visual.etiquetas import ETIQUETAS
from regras.nomes import tem_invisivel

MAIOR_COLADO = 2_000_000
"""Caracteres lidos do que se cola; o Word põe uma folha de estilo inteira antes de uma palavra."""


@dataclass(frozen=True, slots=True)
class Parte:
    """Um pedaço de texto, ou uma etiqueta (`campo`, e então `texto` é vazio), com a sua forma."""

    texto: str = ""
    campo: str = ""
    negrito: bool = False
    italico: bool = False
    link: str = ""

    @property
    def forma(self) -> tuple[bool, bool, str]:
        """O que faz duas partes vizinhas serem uma só."""
        return self.negrito, self.italico, self.link


@dataclass(frozen=True, slots=True)
class Paragrafo:
    """Um parágrafo, ou um item de lista."""

    partes: tuple[Parte, ...]
    item: bool = False


Trecho = tuple[Paragrafo, ...]


def ler(fonte: str) -> Trecho:
    """Lê o HTML, o guardado ou o colado, e devolve o trecho na forma normal."""
    leitor = _Leitor()
    leitor.feed(fonte[:MAIOR_COLADO])
    leitor.close()
    return leitor.concluir()


def ler_texto(texto: str) -> Trecho:
    """Lê texto puro: cada linha é um parágrafo, e `{{ nome }}` conhecido vira etiqueta."""
    return normalizar(Paragrafo(tuple(partir(linha))) for linha in texto.splitlines())


def partir(texto: str) -> Iterator[Parte]:
    """Separa `{{ nome }}` conhecido do resto do texto."""
    for posicao, pedaco in enumerate(_CHAVES.split(texto)):
        if posicao % 2 == 0:
            yield Parte(pedaco)
        else:
            yield Parte(campo=pedaco) if pedaco in ETIQUETAS else Parte(f"{{{{ {pedaco} }}}}")


def escrever(trecho: Trecho) -> str:
    """Devolve o HTML mínimo em que o trecho se guarda; `ler` o devolve igual."""
    saida: list[str] = []
    for em_lista, paragrafos in groupby(trecho, key=lambda paragrafo: paragrafo.item):
        etiqueta = "li" if em_lista else "p"
        escritos = [f"<{etiqueta}>{_escrever_partes(cada)}</{etiqueta}>" for cada in paragrafos]
        saida.append(f"<ul>{''.join(escritos)}</ul>" if em_lista else "".join(escritos))
    return "".join(saida)


def em_texto(trecho: Trecho) -> str:
    """O trecho como se lê, com o nome de cada etiqueta entre colchetes (leitor de tela e área de transferência)."""
    return "\n".join(
        ("• " if paragrafo.item else "")
        + "".join(f"[{ETIQUETAS[parte.campo].titulo}]" if parte.campo else parte.texto for parte in paragrafo.partes)
        for paragrafo in trecho
    )


def normalizar(paragrafos: Iterable[Paragrafo]) -> Trecho:
    """Junta espaços e partes iguais, tira o que não se vê, e descarta parágrafo vazio: a forma em que se compara."""
    prontos = (replace(paragrafo, partes=_normalizar_partes(paragrafo.partes)) for paragrafo in paragrafos)
    return tuple(paragrafo for paragrafo in prontos if paragrafo.partes)


def conferir_link(escrito: str) -> str:
    """Devolve o endereço completo de um link.

    Raises:
        DadoInvalido: não é página da internet (http, https) nem e-mail (mailto).
    """
    endereco = escrito.strip()
    if _EMAIL.fullmatch(endereco):
        endereco = f"mailto:{endereco}"
    elif _SITIO.fullmatch(endereco):
        endereco = f"https://{endereco}"
    if not _LINK.fullmatch(endereco):
        raise DadoInvalido(
            "Link",
            "não é página da internet nem e-mail",
            o_que_fazer="Escreva, por exemplo, www.suaempresa.com.br ou cobranca@suaempresa.com.br.",
        )
    return endereco


_CHAVES = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_EMAIL = re.compile(r"[^\s@<>\"':/?]+@[^\s@<>\"':/?]+\.[^\s@<>\"':/?]+")
_SITIO = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s<>\"'{}\\]*)?", re.IGNORECASE)
_LINK = re.compile(
    r"(https?://[^\s<>\"'{}\\/]+(/[^\s<>\"'{}\\]*)?|mailto:[^\s<>\"'{}\\]+@[^\s<>\"'{}\\]+)", re.IGNORECASE
)
_ESPACOS = re.compile(r"\s+")
_OBJETO = "\ufffc"


def _normalizar_partes(partes: Iterable[Parte]) -> tuple[Parte, ...]:
    saida: list[Parte] = []
    for parte in partes:
        if parte.campo:
            saida.append(parte)
            continue
        texto = _ESPACOS.sub(" ", _so_visivel(parte.texto))
        anterior = saida[-1] if saida else None
        if (anterior is None or (not anterior.campo and anterior.texto.endswith(" "))) and texto.startswith(" "):
            texto = texto[1:]
        if not texto:
            continue
        if anterior and not anterior.campo and anterior.forma == parte.forma:
            saida[-1] = replace(anterior, texto=anterior.texto + texto)
        else:
            saida.append(replace(parte, texto=texto))
    while saida and not saida[-1].campo and (visivel := saida[-1].texto.rstrip(" ")) != saida[-1].texto:
        saida[-1:] = [replace(saida[-1], texto=visivel)] if visivel else []
    return tuple(saida)


def _so_visivel(texto: str) -> str:
    texto = texto.replace(_OBJETO, "")
    if not tem_invisivel(texto):
        return texto
    return "".join(" " if tem_invisivel(letra) else letra for letra in texto)


def _escrever_partes(paragrafo: Paragrafo) -> str:
    return "".join(
        vestir(f"<var>{parte.campo}</var>" if parte.campo else html.escape(parte.texto, quote=False), parte, "")
        for parte in paragrafo.partes
    )


def vestir(escrito: str, parte: Parte, estilo_do_link: str) -> str:
    """Põe em volta de um pedaço já escapado o negrito, o itálico e o link da parte."""
    if parte.italico:
        escrito = f"<i>{escrito}</i>"
    if parte.negrito:
        escrito = f"<b>{escrito}</b>"
    return f'<a href="{html.escape(parte.link)}"{estilo_do_link}>{escrito}</a>' if parte.link else escrito


_BLOCOS = frozenset(
    {"address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "header", "hr", "ol", "p", "pre", "section", "table", "tbody", "tr", "ul"}
)
_TITULOS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SOMEM = frozenset({"head", "noscript", "object", "script", "style", "svg", "template", "title", "xml"})
_VAZIAS = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_PESO = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_INCLINACAO = re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE)
_LISTA_DO_WORD = re.compile(r"mso-list\s*:(?!\s*(?:none|ignore))", re.IGNORECASE)
_MARCADOR_DO_WORD = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


class _Leitor(HTMLParser):
    """Percorre o HTML uma vez, com a forma em vigor numa pilha; o que não fecha não estraga o que vem depois."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragrafos: list[Paragrafo] = []
        self._partes: list[Parte] = []
        self._item = False
        self._pilha: list[tuple[str, Parte, bool]] = []
        self._forma = Parte()
        self._sumindo: list[str] = []
        self._na_etiqueta = False

    def concluir(self) -> Trecho:
        """O que se leu."""
        self._fechar_paragrafo()
        return normalizar(self._paragrafos)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        atributos = {nome: valor or "" for nome, valor in attrs}
        estilo = atributos.get("style", "")
        if self._sumindo or tag in _SOMEM or _MARCADOR_DO_WORD.search(estilo):
            if tag not in _VAZIAS:
                self._sumindo.append(tag)
            return
        if tag in {"br", "li"} or tag in _BLOCOS:
            self._fechar_paragrafo()
        elif tag in {"td", "th"}:
            self._partes.append(Parte(" "))
        self._na_etiqueta = tag == "var"
        if tag not in _VAZIAS:
            self._pilha.append((tag, self._forma, self._item))
            self._item = self._item or tag == "li" or bool(_LISTA_DO_WORD.search(estilo))
            self._forma = self._vestida(tag, atributos.get("href", ""), estilo)

    def handle_endtag(self, tag: str) -> None:
        if self._sumindo:
            if tag in self._sumindo:
                while self._sumindo.pop() != tag:
                    pass
            return
        self._na_etiqueta = False
        if tag == "li" or tag in _BLOCOS:
            self._fechar_paragrafo()
        if any(aberta == tag for aberta, _, _ in self._pilha):
            while True:
                aberta, self._forma, self._item = self._pilha.pop()
                if aberta == tag:
                    return

    def handle_data(self, data: str) -> None:
        if self._sumindo:
            return
        if self._na_etiqueta and data.strip() in ETIQUETAS:
            self._partes.append(replace(self._forma, campo=data.strip()))
        else:
            self._partes.append(replace(self._forma, texto=data.replace("\xa0", " ")))

    def unknown_decl(self, data: str) -> None:
        """`<![if …]>` do Word: o que ele cerca já é julgado pelo estilo."""

    def _fechar_paragrafo(self) -> None:
        self._paragrafos.append(Paragrafo(tuple(self._partes), self._item))
        self._partes = []

    def _vestida(self, tag: str, href: str, estilo: str) -> Parte:
        forma = self._forma
        if tag in {"b", "strong", "th"} or tag in _TITULOS:
            forma = replace(forma, negrito=True)
        if tag in {"i", "em"}:
            forma = replace(forma, italico=True)
        if peso := _PESO.search(estilo):
            forma = replace(forma, negrito=peso[1].lower() in {"bold", "bolder", "600", "700", "800", "900"})
        if inclinacao := _INCLINACAO.search(estilo):
            forma = replace(forma, italico=inclinacao[1].lower() in {"italic", "oblique"})
        if tag == "a" and _LINK.fullmatch(href.strip()):
            forma = replace(forma, link=href.strip())
        return forma
