"""`app.py parametros`: mostra ou altera os parâmetros do aviso."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from modelos.contas import parametros as gravados
from regras.dinheiro import ler_centavos
from regras.erros import DadoInvalido
from regras.parametros import FAIXAS, FiltroSNT, Modo, ParametrosAviso
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, UsoErrado, ler_inteiro
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    """Põe no analisador a descrição, os argumentos e o que executar."""
    comando.description = (
        f"Mostra os parâmetros, ou altera as chaves informadas: ou todas, ou nenhuma.\nChaves: {', '.join(_LEITORES)}."
    )
    comando.epilog = (
        "exemplo:\n  python app.py parametros habilitado=sim vencendo_em_dias=5 grupos_modo=S \\\n"
        "      'grupos=Financeiro|Sócios'"
    )
    comando.add_argument("alteracoes", nargs="*", metavar="CHAVE=VALOR", help="o que alterar; nada mostra os atuais")
    comando.set_defaults(executar=executar)


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa o comando."""
    with sessao.abrir_base():
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
        if not igual or chave not in _LEITORES:
            raise UsoErrado(f"“{alteracao}” não é CHAVE=VALOR de um parâmetro.", f"Chaves: {', '.join(_LEITORES)}.")
        if chave in vistas:
            raise UsoErrado(f"A chave {chave} veio duas vezes.", "Informe cada chave uma vez.")
        vistas.add(chave)
        atuais = _LEITORES[chave](atuais, chave, valor.strip())
    return atuais


def _ler_sim_nao(atuais: ParametrosAviso, chave: str, valor: str) -> ParametrosAviso:
    respostas = {"sim": True, "nao": False, "não": False}
    if valor.lower() not in respostas:
        raise DadoInvalido(chave, f"“{valor}” não é sim nem nao")
    return replace(atuais, **{chave: respostas[valor.lower()]})  # type: ignore[arg-type]  # a chave é do contrato


def _ler_dias(atuais: ParametrosAviso, chave: str, valor: str) -> ParametrosAviso:
    try:
        dias = ler_inteiro(*FAIXAS[chave])(valor)
    except DadoInvalido as erro:
        raise DadoInvalido(chave, erro.motivo) from erro
    return replace(atuais, **{chave: dias})  # type: ignore[arg-type]  # a chave é do contrato


def _ler_conta(atuais: ParametrosAviso, chave: str, valor: str) -> ParametrosAviso:
    if not valor:
        return replace(atuais, conta_email=None)
    try:
        return replace(atuais, conta_email=ler_inteiro(1, 999_999_999)(valor))
    except DadoInvalido as erro:
        raise DadoInvalido(chave, erro.motivo) from erro


def _ler_valor(atuais: ParametrosAviso, chave: str, valor: str) -> ParametrosAviso:
    return replace(atuais, valor_minimo_centavos=ler_centavos(valor or "0", chave))


def _ler_filtro(atuais: ParametrosAviso, chave: str, valor: str) -> ParametrosAviso:
    campo = chave.removesuffix("_modo")
    filtro: FiltroSNT = getattr(atuais, campo)
    if chave == campo:
        nomes = tuple(parte.strip() for parte in valor.split("|") if parte.strip())
        return replace(atuais, **{campo: replace(filtro, marcados=nomes)})  # type: ignore[arg-type]  # a chave é do contrato
    if valor.upper() not in {modo.value for modo in Modo}:
        raise DadoInvalido(chave, f"“{valor}” não é S, N nem T")
    return replace(atuais, **{campo: replace(filtro, modo=Modo(valor.upper()))})  # type: ignore[arg-type]  # a chave é do contrato


def _em_texto(valor: Any) -> str:  # noqa: ANN401 - valores do JSON
    if isinstance(valor, bool):
        return "sim" if valor else "nao"
    if isinstance(valor, list):
        return "|".join(valor)
    return "" if valor is None else str(valor)


_LEITORES: dict[str, Callable[[ParametrosAviso, str, str], ParametrosAviso]] = {
    "habilitado": _ler_sim_nao,
    "conta_email": _ler_conta,
    "grupos_modo": _ler_filtro,
    "grupos": _ler_filtro,
    "situacoes_modo": _ler_filtro,
    "situacoes": _ler_filtro,
    "vencendo_em_dias": _ler_dias,
    "enviar_vencidos": _ler_sim_nao,
    "dias_para_vencido": _ler_dias,
    "intervalo_dias": _ler_dias,
    "prorrogar_dia_util": _ler_sim_nao,
    "valor_minimo": _ler_valor,
    "vencidos_ate_dias": _ler_dias,
}
