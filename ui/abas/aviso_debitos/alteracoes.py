"""O que mudou nos parâmetros em relação ao gravado, dito como o operador leria. Sem Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regras.dinheiro import em_reais
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from ui import frases


@dataclass(frozen=True, slots=True)
class Alteracao:
    """Um parâmetro que mudou."""

    rotulo: str
    antes: str
    depois: str


def comparar(gravado: ParametrosAviso, tela: ParametrosAviso) -> list[Alteracao]:
    """As diferenças, na ordem da tela. Nomes marcados num filtro em T não contam: não valem."""
    achadas = []
    for nome, rotulo, dizer in _CAMPOS:
        antes, depois = getattr(gravado, nome), getattr(tela, nome)
        if _normal(antes) != _normal(depois):
            achadas.append(Alteracao(rotulo, dizer(antes), dizer(depois)))
    return achadas


def _normal(valor: object) -> object:
    if not isinstance(valor, FiltroSNT):
        return valor
    return (valor.modo, frozenset() if valor.modo is Modo.TODOS else valor.chaves())


def _sim_nao(valor: bool) -> str:
    return "sim" if valor else "não"


def _dias(valor: int) -> str:
    return frases.quantos(valor, "dia", "dias")


def _limite(valor: int) -> str:
    return _dias(valor) if valor else "sem limite"


def _filtro(valor: FiltroSNT) -> str:
    if valor.modo is Modo.TODOS or not valor.marcados:
        return frases.modo(valor.modo)
    return f"{frases.modo(valor.modo)}: {frases.lista_curta(valor.marcados, 4)}"


def _conta(valor: int | None) -> str:
    return "a única cadastrada" if valor is None else str(valor)


_CAMPOS: tuple[tuple[str, str, Callable[..., str]], ...] = (
    ("habilitado", "Habilitar o envio de débitos por e-mail", _sim_nao),
    ("conta_email", "Conta de e-mail", _conta),
    ("grupos", "Grupo de contatos", _filtro),
    ("situacoes", "Situação do débito", _filtro),
    ("vencendo_em_dias", "Vencendo em", _dias),
    ("enviar_vencidos", "Enviar os débitos vencidos", _sim_nao),
    ("dias_para_vencido", "Considerado vencido após", _dias),
    ("intervalo_dias", "Intervalo para os avisos", _dias),
    ("prorrogar_dia_util", "Prorrogar para dia útil", _sim_nao),
    ("valor_minimo_centavos", "Valor mínimo por aviso", em_reais),
    ("vencidos_ate_dias", "Vencido há no máximo", _limite),
)
