"""A linguagem dos textos cadastrados: Jinja2 em caixa de areia, reduzido ao que um aviso precisa.

Aceita as variáveis conhecidas, `if`, um `for` sobre os débitos e poucos filtros. Não aceita chamadas, contas,
atribuições nem um laço dentro de outro: assim o trabalho de preencher cresce só com o tamanho do texto e o número de
débitos, e nenhum texto, por hostil que seja, trava o fechamento nem come a memória: cada emenda e cada valor escrito
tem tamanho conferido enquanto se faz, e não só no fim. A caixa de areia continua por baixo (email.md §5).
"""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from regras.erros import DadoInvalido
from regras.mensagem.variaveis import CAMPOS_DO_DEBITO, LISTAS, VARIAVEIS
from regras.nomes import chave

MAIOR_FONTE = 200_000
"""Caracteres do texto cadastrado; o padrão tem cerca de 7 mil."""
MAIOR_RESULTADO = 1_000_000
"""Caracteres do texto preenchido."""
MAIOR_PROFUNDIDADE = 30
"""Comandos e expressões um dentro do outro; acima disso quem compila é que falharia."""

MAIS_PEDACOS = 5_000
"""Comandos, variáveis e trechos de um texto; o padrão tem menos de 300. Compilar custa uns 8 KB por pedaço."""
MAIS_PASSOS = 5_000_000
"""Pedaços repetidos vezes débitos de um aviso."""

_CONHECIDAS = tuple(variavel.nome for variavel in VARIAVEIS)
_CAMPOS = tuple(campo.nome for campo in CAMPOS_DO_DEBITO)
_DO_LACO = ("index", "first", "last", "length")
_ATRIBUTOS = frozenset(_CAMPOS + _DO_LACO)
_PERMITIDOS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For,
    nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Getattr, nodes.Getitem, nodes.Slice,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat,
    nodes.Filter, nodes.Test,
)  # fmt: skip
_RECUSADOS = {
    nodes.Call: "chamadas com parênteses não são aceitas",
    nodes.Assign: "{% set %} não é aceito",
    nodes.AssignBlock: "{% set %} não é aceito",
    nodes.Include: "{% include %} não é aceito",
    nodes.Import: "{% import %} não é aceito",
    nodes.FromImport: "{% from %} não é aceito",
    nodes.Extends: "{% extends %} não é aceito",
    nodes.Macro: "{% macro %} não é aceito",
    nodes.BinExpr: "contas não são aceitas: os valores já vêm calculados",
}


class _Indefinida(StrictUndefined):
    """Variável sem valor na hora de preencher; a frase sai em português."""

    @property
    def _undefined_message(self) -> str:
        return f"“{self._undefined_name}” não tem valor aqui"


def _escrever(valor: object) -> object:
    """Deixa passar só o que se escreve: texto, número, vazio; a indefinida reclama sozinha."""
    if valor is None or isinstance(valor, str | int | _Indefinida):
        return valor
    raise TemplateRuntimeError("uma lista inteira não se escreve: repita com {% for d in debitos %}")


def _em_texto(valor: object) -> str:
    return str(_escrever(valor))


def _juntar(partes: Iterable[object]) -> str:
    """Emenda os valores de `a ~ b`, e para assim que passam do que um texto preenchido pode ter."""
    textos: list[str] = []
    tamanho = 0
    for parte in partes:
        textos.append(_em_texto(parte))
        tamanho += len(textos[-1])
        if tamanho > MAIOR_RESULTADO:
            raise TemplateRuntimeError(f"o texto preenchido passa de {MAIOR_RESULTADO} caracteres")
    return "".join(textos)


def _plural(quantidade: int, um: str, varios: str) -> str:
    return f"{_em_texto(quantidade)} {_em_texto(um if quantidade == 1 else varios)}"


class _Ambiente(ImmutableSandboxedEnvironment):
    """A caixa de areia do Jinja, mais estreita: só deixa ler os campos do débito e os do laço."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Vale a lista fechada, e não a busca por nomes perigosos da biblioteca: é mais estrita e mais rápida."""
        return attr in _ATRIBUTOS


_FILTROS = {
    "maiusculas": lambda texto: _em_texto(texto).upper(),
    "minusculas": lambda texto: _em_texto(texto).lower(),
    "quantidade": len,
    "plural": _plural,
    "upper": lambda texto: _em_texto(texto).upper(),
    "lower": lambda texto: _em_texto(texto).lower(),
    "length": len,
}
FILTROS: tuple[str, ...] = tuple(_FILTROS)
"""Os filtros aceitos. `{{ quantidade_debitos|plural("débito", "débitos") }}` escreve “1 débito” ou “3 débitos”."""
_EMENDA = "~"
"""Nome interno do filtro que cumpre o `~`: ninguém o escreve, porque não é um nome."""
_TESTES = {"odd": lambda numero: numero % 2 == 1, "even": lambda numero: numero % 2 == 0}


def _criar_ambiente(*, escapar: bool) -> _Ambiente:
    ambiente = _Ambiente(
        autoescape=escapar,
        undefined=_Indefinida,
        finalize=_escrever,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    ambiente.filters = {**_FILTROS, _EMENDA: _juntar}
    ambiente.tests = dict(_TESTES)
    ambiente.globals.clear()
    return ambiente


_AMBIENTES = {escapar: _criar_ambiente(escapar=escapar) for escapar in (False, True)}


@dataclass(frozen=True, slots=True)
class Gabarito:
    """Um texto com variáveis já conferido e compilado.

    Atributos:
        campo: como o operador o conhece.
        repetidos: quantos pedaços se repetem a cada débito.
    """

    campo: str
    variaveis: frozenset[str]
    compilado: Template
    repetidos: int = 0


class _EmendaMedida(NodeTransformer):
    """Troca cada `a ~ b` pela emenda que confere o tamanho enquanto junta."""

    def visit_Concat(self, no: nodes.Concat) -> nodes.Filter:  # noqa: N802 - nome que o Jinja procura
        self.generic_visit(no)
        partes = nodes.Tuple(no.nodes, "load", lineno=no.lineno)
        return nodes.Filter(partes, _EMENDA, [], [], None, None, lineno=no.lineno)


@lru_cache(maxsize=64)
def compilar(fonte: str, campo: str, *, escapar: bool) -> Gabarito:
    """Confere e compila um texto; repetir o mesmo texto não custa nada.

    Args:
        fonte: o texto cadastrado.
        campo: como o operador conhece este texto, para as frases de erro.
        escapar: verdadeiro no HTML; falso no assunto e no texto puro.

    Raises:
        DadoInvalido: erro de escrita, variável desconhecida ou comando não aceito, com a linha e a sugestão.
    """
    if len(fonte) > MAIOR_FONTE:
        raise DadoInvalido(campo, f"tem {len(fonte)} caracteres; o máximo é {MAIOR_FONTE}")
    ambiente = _AMBIENTES[escapar]
    try:
        arvore = ambiente.parse(fonte)
        conferencia = _Conferencia(campo)
        conferencia.conferir(arvore)
        compilado = ambiente.from_string(_EmendaMedida().visit(arvore))
        return Gabarito(campo, frozenset(conferencia.usadas), compilado, conferencia.repetidos)
    except TemplateSyntaxError as erro:
        raise DadoInvalido(campo, _em_portugues(erro.message or ""), f"linha {erro.lineno}") from erro
    except (RecursionError, SyntaxError) as erro:
        raise DadoInvalido(campo, "tem comandos demais, um dentro do outro") from erro


def preencher(gabarito: Gabarito, variaveis: Mapping[str, object]) -> str:
    """Devolve o texto preenchido.

    Raises:
        DadoInvalido: uma variável não tem valor neste aviso, um filtro foi usado no que não serve, ou o resultado
            passa de `MAIOR_RESULTADO`, ou são passos demais para os débitos deste aviso.
    """
    debitos = max((len(lista) for nome in LISTAS if isinstance(lista := variaveis.get(nome), list)), default=0)
    if gabarito.repetidos * debitos > MAIS_PASSOS:
        raise DadoInvalido(gabarito.campo, f"repete comandos demais para {debitos} débitos", "", "Encurte a repetição.")
    partes: list[str] = []
    tamanho = 0
    try:
        for parte in gabarito.compilado.generate(variaveis):
            partes.append(parte)
            tamanho += len(parte)
            if tamanho > MAIOR_RESULTADO:
                raise DadoInvalido(gabarito.campo, f"o texto preenchido passa de {MAIOR_RESULTADO} caracteres")
    except (TemplateError, TypeError, ValueError, LookupError) as erro:
        motivo = erro.message if isinstance(erro, TemplateError) else "filtro ou comparação num valor que não serve"
        raise DadoInvalido(gabarito.campo, str(motivo), _linha_do_erro(erro)) from erro
    return "".join(partes)


def _linha_do_erro(erro: BaseException) -> str:
    """Devolve a linha do texto em que o preenchimento parou; o Jinja a põe no rastro, sem nome de arquivo."""
    linhas = [quadro.lineno for quadro in traceback.extract_tb(erro.__traceback__) if quadro.filename == "<template>"]
    return f"linha {linhas[-1]}" if linhas else ""


class _Conferencia:
    """Percorre um texto já lido e recusa o que não está na linguagem."""

    def __init__(self, campo: str) -> None:
        self._campo = campo
        self._do_laco: set[str] = set()
        self._pedacos = 0
        self.usadas: set[str] = set()
        self.repetidos = 0

    def conferir(self, arvore: nodes.Template) -> None:
        """Confere a árvore inteira; ao fim, `usadas` tem as variáveis citadas."""
        for laco in arvore.find_all(nodes.For):
            self._conferir_laco(laco)
            self.repetidos += sum(1 for _ in laco.find_all(nodes.Node))
        self._descer(arvore, 0)

    def _descer(self, no: nodes.Node, profundidade: int) -> None:
        self._pedacos += 1
        if self._pedacos > MAIS_PEDACOS:
            self._recusar(f"tem mais de {MAIS_PEDACOS} comandos e variáveis", no)
        if profundidade > MAIOR_PROFUNDIDADE:
            self._recusar("tem comandos demais, um dentro do outro", no)
        if not isinstance(no, _PERMITIDOS):
            motivos = (motivo for tipo, motivo in _RECUSADOS.items() if isinstance(no, tipo))
            self._recusar(next(motivos, "este comando não é aceito"), no)
        if isinstance(no, nodes.Name):
            self._conferir_nome(no)
        elif isinstance(no, nodes.Getattr):
            self._conferir_campo(no.attr, no)
        elif isinstance(no, nodes.Getitem):
            self._conferir_item(no)
        elif isinstance(no, nodes.Filter):
            self._conferir_filtro(no)
        elif isinstance(no, nodes.Test) and no.name not in _TESTES:
            self._recusar(f"a pergunta “is {no.name}” não é aceita", no)
        for filho in no.iter_child_nodes():
            self._descer(filho, profundidade + 1)

    def _conferir_laco(self, laco: nodes.For) -> None:
        lista = laco.iter.node if isinstance(laco.iter, nodes.Getitem) else laco.iter
        if not isinstance(lista, nodes.Name) or lista.name not in LISTAS:
            self._recusar("só se repete sobre debitos, vencidos ou a_vencer", laco)
        if not isinstance(laco.target, nodes.Name) or laco.recursive:
            self._recusar("escreva a repetição como {% for d in debitos %}", laco)
        if any(True for _ in laco.find_all(nodes.For)):
            self._recusar("uma repetição dentro de outra não é aceita", laco)
        self._do_laco.add(laco.target.name)

    def _conferir_nome(self, no: nodes.Name) -> None:
        if no.name in _CONHECIDAS:
            self.usadas.add(no.name)
        elif no.name not in self._do_laco and not (no.name == "loop" and self._do_laco):
            self._desconhecer("a variável", no.name, _CONHECIDAS, no)

    def _conferir_item(self, no: nodes.Getitem) -> None:
        if isinstance(no.arg, nodes.Const) and isinstance(no.arg.value, str):
            self._conferir_campo(no.arg.value, no)
        elif not isinstance(no.arg, nodes.Slice) and not (
            isinstance(no.arg, nodes.Const) and isinstance(no.arg.value, int)
        ):
            self._recusar("entre colchetes só vai um número ou o nome de um campo", no)

    def _conferir_campo(self, nome: str, no: nodes.Node) -> None:
        if nome not in _ATRIBUTOS:
            self._desconhecer("o campo", nome, _CAMPOS, no)

    def _conferir_filtro(self, no: nodes.Filter) -> None:
        if no.name not in _FILTROS:
            self._desconhecer("o filtro", no.name, FILTROS, no)
        if no.dyn_args is not None or no.dyn_kwargs is not None:
            self._recusar("o filtro não aceita asteriscos", no)

    def _desconhecer(self, o_que: str, nome: str, existem: Iterable[str], no: nodes.Node) -> NoReturn:
        parecidas = difflib.get_close_matches(chave(nome), existem, n=1)
        sugestao = f"; você quis dizer “{parecidas[0]}”?" if parecidas else ""
        terminacao = "Existem" if o_que != "a variável" else "Variáveis que existem"
        raise DadoInvalido(
            self._campo,
            f"{o_que} “{nome}” não existe{sugestao}",
            f"linha {no.lineno}",
            f"{terminacao}: {', '.join(existem)}.",
        )

    def _recusar(self, motivo: str, no: nodes.Node) -> NoReturn:
        raise DadoInvalido(self._campo, motivo, f"linha {no.lineno}")


_TRADUCOES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"innermost block that needs to be closed is '(\w+)'"),
        "{{% {0} %}} não foi fechado: falta {{% end{0} %}}",
    ),
    (re.compile(r"end of template"), "o texto acabou antes de fechar as chaves"),
    (re.compile(r"(?:unexpected|got) 'end of (?:print|statement)"), "falta algo antes de fechar as chaves"),
    (re.compile(r"unknown tag '(\w+)'"), "o comando {{% {0} %}} não existe, ou está fora do lugar"),
    (re.compile(r"unexpected char ['\"](.+?)['\"] at"), "“{0}” não pode ficar entre chaves"),
    (re.compile(r"unexpected '(.+?)'"), "“{0}” fora do lugar; uma variável se escreve {{{{ cliente }}}}"),
    (
        re.compile(r"expected token 'end of print statement'"),
        "a variável não foi fechada com }}}}, ou tem espaços no nome",
    ),
    (re.compile(r"expected token 'end of statement block'"), "o comando não foi fechado com %}}, ou sobra algo nele"),
    (re.compile(r"end of comment tag"), "um comentário começou com {{# e não foi fechado com #}}"),
    (re.compile(r"end of raw"), "{{% raw %}} não foi fechado: falta {{% endraw %}}"),
)


def _em_portugues(mensagem: str) -> str:
    """Diz em português um erro de escrita do Jinja, que só os tem em inglês."""
    for padrao, frase in _TRADUCOES:
        if casou := padrao.search(mensagem):
            return frase.format(*casou.groups())
    return "o que está entre chaves não foi entendido"
