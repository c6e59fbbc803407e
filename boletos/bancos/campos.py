"""Peças comuns aos bancos: completar um campo com zeros, conferir tamanhos e dígitos do cadastro."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from boletos.bancos.forma import Problema
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido


def e_numerico(texto: str) -> bool:
    """Diz se só há algarismos de 0 a 9, e ao menos um."""
    return texto.isascii() and texto.isdecimal()


def completar(texto: str, tamanho: int, rotulo: str) -> str:
    """Devolve `texto` com zeros à esquerda até `tamanho`.

    Raises:
        DadoInvalido: vazio, com algo além de algarismos, ou maior que o campo.
    """
    if not texto:
        raise DadoInvalido(rotulo, "falta informar")
    if not e_numerico(texto):
        raise DadoInvalido(rotulo, f"“{resumir(texto)}” não são só algarismos")
    if len(texto) > tamanho:
        texto = texto.lstrip("0")
        if len(texto) > tamanho:
            raise DadoInvalido(rotulo, f"“{resumir(texto)}” não cabe: o banco aceita até {tamanho} algarismos")
    return texto.zfill(tamanho)


def resumir(texto: str) -> str:
    """Corta o que vai citado numa frase de erro."""
    return texto if len(texto) <= 30 else f"{texto[:30]}…"


def com_dv(numero: str, dv: str) -> str:
    """Escreve `numero-dv`, ou só o que houver."""
    return f"{numero}-{dv}" if numero and dv else numero


def juntar(separador: str, *partes: str) -> str:
    """Junta as partes que não são vazias."""
    return separador.join(parte for parte in partes if parte)


def preencher(texto: str, tamanho: int) -> str:
    """Zeros à esquerda só para imprimir: vazio continua vazio, e nada é recusado."""
    return texto.zfill(tamanho) if texto else ""


class Exigencia(NamedTuple):
    """Um campo da conta de cobrança que o banco usa (boleto.md C.6); `tamanho` é o máximo, sem DV."""

    atributo: str
    rotulo: str
    tamanho: int
    exigido: bool = True


def conferir_tamanhos(conta: ContaCobranca, exigencias: Iterable[Exigencia]) -> list[Problema]:
    """Confere presença, algarismos e tamanho de cada campo que o banco usa."""
    problemas = []
    for atributo, rotulo, tamanho, exigido in exigencias:
        if motivo := _o_que_ha(getattr(conta, atributo), tamanho, exigido=exigido):
            problemas.append(Problema(atributo, rotulo, motivo))
    return problemas


def _o_que_ha(texto: str, tamanho: int, *, exigido: bool) -> str:
    algarismos = f"{tamanho} algarismo{'s' if tamanho > 1 else ''}"
    if not texto:
        return f"o banco exige até {algarismos}, e o campo está vazio" if exigido else ""
    if not e_numerico(texto):
        return f"o banco aceita só algarismos, e veio “{resumir(texto)}”"
    if len(texto.lstrip("0")) > tamanho:
        return f"o banco aceita até {algarismos}, e veio “{resumir(texto)}”"
    return "não pode ser zero" if exigido and not texto.strip("0") else ""


def conferir_opcao(conta: ContaCobranca, atributo: str, rotulo: str, aceitas: Collection[str]) -> list[Problema]:
    """Confere um campo que só tem alguns valores; vazio é sempre aceito."""
    informada = getattr(conta, atributo).upper()
    if not informada or informada in aceitas:
        return []
    lista = ", ".join(sorted(aceitas))
    return [Problema(atributo, rotulo, f"o banco aceita {lista}, e veio “{resumir(informada)}”")]


def conferir_dv(informado: str, calculado: str, atributo: str, rotulo: str) -> list[Problema]:
    """Compara o dígito do cadastro com o calculado; vazio é aceito, porque o cálculo não depende dele."""
    if not informado or informado.upper() == calculado:
        return []
    return [Problema(atributo, rotulo, f"veio {resumir(informado)}, e o cálculo do banco dá {calculado}")]


def conferir_carteira(carteira: str, em_uso: Collection[str], extintas: Collection[str] = ()) -> list[Problema]:
    """Aponta a carteira extinta ou fora da lista conferida: só com a confirmação do banco."""
    if carteira in em_uso:
        return []
    motivo = "sem registro, extinta" if carteira in extintas else "fora da lista conferida"
    return [Problema("carteira", "carteira", f"a {resumir(carteira)} é {motivo} e pede homologação do banco")]
