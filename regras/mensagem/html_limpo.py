"""O HTML que pode ir num e-mail: tabelas, texto, estilo embutido e links http(s) e mailto (email.md §5).

Sem programa, sem formulário e sem imagem de fora: ela avisa a quem a hospeda que a mensagem foi lida. A única imagem
aceita é o logotipo da empresa, que vai dentro da mensagem.
"""

from __future__ import annotations

import html
import re

import nh3

from regras.erros import DadoInvalido
from regras.mensagem.visual.pecas_html import CID_DO_LOGOTIPO

_ETIQUETAS = frozenset(
    {"a", "b", "blockquote", "br", "caption", "center", "code", "col", "colgroup", "dd", "div", "dl", "dt", "em"}
    | {"font", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
_SOMEM_COM_O_CONTEUDO = frozenset(
    {"script", "style", "title", "svg", "math", "template", "noscript", "iframe", "object"}
)
_CELULA = frozenset({"width", "height", "align", "valign", "bgcolor", "colspan", "rowspan", "scope"})
_ATRIBUTOS = {
    "*": frozenset({"style", "align", "dir", "lang"}),
    "a": frozenset({"href"}),
    "font": frozenset({"color", "face", "size"}),
    "table": frozenset({"width", "align", "bgcolor", "border", "cellpadding", "cellspacing", "role"}),
    "tr": frozenset({"bgcolor", "valign"}),
    "td": _CELULA,
    "th": _CELULA,
    "col": frozenset({"width", "span"}),
    "colgroup": frozenset({"width", "span"}),
}
_LADOS = ("", "-top", "-right", "-bottom", "-left")
_ESTILOS = frozenset(
    {"color", "background-color", "font-family", "font-size", "font-style", "font-weight", "font-variant-numeric"}
    | {"line-height", "letter-spacing", "text-align", "text-decoration", "text-transform", "vertical-align"}
    | {"white-space", "word-break", "overflow-wrap", "width", "max-width", "min-width", "height"}
    | {"border-collapse", "border-spacing", "border-radius", "table-layout", "list-style-type"}
    | {f"{prefixo}{lado}" for prefixo in ("margin", "padding", "border") for lado in _LADOS}
    | {"border-color", "border-style", "border-width"}
)
_ESQUEMAS = frozenset({"http", "https", "mailto"})


def _so_o_logotipo(etiqueta: str, atributo: str, valor: str) -> str | None:
    """Tira a imagem que não é o logotipo, e o link que apontasse para ela."""
    if atributo == "src":
        return valor if valor == f"cid:{CID_DO_LOGOTIPO}" else None
    return None if atributo == "href" and valor.strip().lower().startswith("cid:") else valor


def _limpador(*, logotipo: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_ETIQUETAS | {"img"} if logotipo else _ETIQUETAS,
        clean_content_tags=_SOMEM_COM_O_CONTEUDO,
        attributes={**_ATRIBUTOS, "img": frozenset({"src", "alt"})} if logotipo else _ATRIBUTOS,
        attribute_filter=_so_o_logotipo if logotipo else None,
        filter_style_properties=_ESTILOS,
        url_schemes=_ESQUEMAS | {"cid"} if logotipo else _ESQUEMAS,
        url_relative="deny",
        link_rel=None,
    )


_LIMPADORES = {logotipo: _limpador(logotipo=logotipo) for logotipo in (False, True)}
_ETIQUETA = re.compile(r"<[^>]*>")
_ABRE_OU_FECHA = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FECHAM_SOZINHAS = frozenset(
    {"br", "hr", "img", "col", "meta", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"}
)
MAIOR_ANINHAMENTO = 200
"""Acima disso o tempo de limpar cresce com o quadrado do tamanho."""
_CURTO = 50_000
"""Até este tamanho nem o pior aninhamento demora."""


def limpar(fonte: str, campo: str = "HTML", *, logotipo: bool = False) -> str:
    """Devolve só o que pode ir num e-mail; o texto fica, o resto some. `logotipo`: a empresa tem um a mostrar.

    Raises:
        DadoInvalido: texto longo com mais de `MAIOR_ANINHAMENTO` etiquetas uma dentro da outra.
    """
    if len(fonte) > _CURTO and _aninhamento(fonte) > MAIOR_ANINHAMENTO:
        raise DadoInvalido(campo, f"tem mais de {MAIOR_ANINHAMENTO} etiquetas HTML uma dentro da outra, sem fechar")
    return _LIMPADORES[logotipo].clean(fonte)


def _aninhamento(fonte: str) -> int:
    """Mede a profundidade sem montar a árvore; etiqueta que se fecha sozinha não conta."""
    profundidade = maior = 0
    for barra, nome in _ABRE_OU_FECHA.findall(fonte):
        if nome.lower() not in _FECHAM_SOZINHAS:
            profundidade = max(profundidade - 1, 0) if barra else profundidade + 1
            maior = max(maior, profundidade)
    return maior


def em_texto(fonte: str) -> str:
    """Devolve o texto visível, com os espaços juntados."""
    return " ".join(html.unescape(_ETIQUETA.sub(" ", fonte)).split())
