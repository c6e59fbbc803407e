"""`app.py parametros`: mostra ou altera os parâmetros do aviso."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from modelos.contas import parametros as gravados
from regras.dinheiro import ler_centavos
from regras.erros import DadoInvalido
from regras.parametros import PARAMETROS, FiltroSNT, Modo, Parametro, ParametrosAviso, Tipo
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, UsoErrado, ler_inteiro
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        f"Mostra os parâmetros, ou altera as chaves informadas: ou todas, ou nenhuma.\nChaves: {', '.join(_CHAVES)}."
    )
    comando.epilog = (
        "exemplo:\n  python app.py parametros habilitado=sim vencendo_em_dias=5 grupos_modo=S \\\n"
        "      'grupos=Financeiro|Sócios'"
    )
    comando.add_argument("alteracoes", nargs="*", metavar="CHAVE=VALOR", help="o que alterar; nada mostra os atuais")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base(criar=True):
        atuais = gravados.obter()
        if argumentos.alteracoes:
            atuais = _aplicar(atuais, argumentos.alteracoes)
            gravados.gravar(atuais)
            atuais = gravados.obter()
    objeto = saida.dos_parametros(atuais)
    texto = "\n".join(f"{chave} = {_em_texto(valor)}" for chave, valor in objeto.items())
    return Resposta({"parametros": objeto}, texto)


def _aplicar(atuais: ParametrosAviso, alteracoes: list[str]) -> ParametrosAviso:
    """Aplica as alterações sobre os atuais, sem gravar.

    Raises:
        UsoErrado: falta o `=`, ou a chave não existe ou se repete.
        DadoInvalido: o valor não serve para a chave.
    """
    vistas: set[str] = set()
    for alteracao in alteracoes:
        chave, igual, valor = alteracao.partition("=")
        chave = chave.strip()
        if not igual or chave not in _CHAVES:
            raise UsoErrado(f"“{alteracao}” não é CHAVE=VALOR de um parâmetro.", f"Chaves: {', '.join(_CHAVES)}.")
        if chave in vistas:
            raise UsoErrado(f"A chave {chave} veio duas vezes.", "Informe cada chave uma vez.")
        vistas.add(chave)
        atuais = replace(atuais, **{_CHAVES[chave]: _ler(atuais, chave, valor.strip())})
    return atuais


def _ler(atuais: ParametrosAviso, chave: str, valor: str) -> Any:  # noqa: ANN401 - o tipo é o do campo
    nome = _CHAVES[chave]
    parametro = PARAMETROS[nome]
    if parametro.tipo is not Tipo.FILTRO:
        return _LEITORES[parametro.tipo](parametro, valor)
    filtro: FiltroSNT = getattr(atuais, nome)
    return _marcar(filtro, valor) if chave == parametro.chave else _trocar_modo(filtro, valor, chave)


def _ler_sim_nao(parametro: Parametro, valor: str) -> bool:
    respostas = {"sim": True, "nao": False, "não": False}
    if valor.lower() not in respostas:
        raise DadoInvalido(parametro.chave, f"“{valor}” não é sim nem nao")
    return respostas[valor.lower()]


def _inteiro(parametro: Parametro, valor: str, menor: int, maior: int) -> int:
    try:
        return ler_inteiro(menor, maior)(valor)
    except DadoInvalido as erro:
        raise DadoInvalido(parametro.chave, erro.motivo) from erro


def _marcar(filtro: FiltroSNT, valor: str) -> FiltroSNT:
    return replace(filtro, marcados=tuple(parte.strip() for parte in valor.split("|") if parte.strip()))


def _trocar_modo(filtro: FiltroSNT, valor: str, chave: str) -> FiltroSNT:
    if valor.upper() not in {modo.value for modo in Modo}:
        raise DadoInvalido(chave, f"“{valor}” não é S, N nem T")
    return replace(filtro, modo=Modo(valor.upper()))


def _em_texto(valor: Any) -> str:  # noqa: ANN401 - valores do JSON
    if isinstance(valor, bool):
        return "sim" if valor else "nao"
    if isinstance(valor, list):
        return "|".join(valor)
    return "" if valor is None else str(valor)


_LEITORES: dict[Tipo, Callable[[Parametro, str], object]] = {
    Tipo.SIM_NAO: _ler_sim_nao,
    Tipo.CONTA: lambda parametro, valor: _inteiro(parametro, valor, 1, 999_999_999) if valor else None,
    Tipo.DIAS: lambda parametro, valor: _inteiro(parametro, valor, *parametro.faixa),
    Tipo.DINHEIRO: lambda parametro, valor: ler_centavos(valor or "0", parametro.chave),
}
_CHAVES = {chave: nome for nome, parametro in PARAMETROS.items() for chave in saida.chaves_do_parametro(parametro)}
"""De cada chave do contrato ao campo que ela altera."""
