"""Bancos: um módulo por banco, todos com a forma de `forma.Banco`.

Para acrescentar um banco: escreva o módulo, com as constantes e funções de `forma.Banco` (o mais parecido com boleto.md
C.2 serve de molde), e ponha-o em `BANCOS`. Bancos da mesma plataforma são um módulo só: nele, uma classe com a forma
de `Banco`, e em `BANCOS` uma instância por código. Os vetores do banco entram no teste sozinhos, pelo código.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from boletos.bancos import banco_do_brasil, bradesco, caixa, itau, santander, sicoob, sicredi
from boletos.bancos.campos import e_numerico, resumir
from boletos.bancos.forma import Banco, Problema
from boletos.bancos.sem_leiaute import SemLeiaute
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

BANCOS: Mapping[str, Banco] = {
    "001": banco_do_brasil,
    "033": santander,
    "104": caixa,
    "237": bradesco,
    "341": itau,
    "748": sicredi,
    "756": sicoob,
}
"""Os bancos com leiaute aqui, por código."""


@lru_cache(maxsize=256)
def obter(codigo: str) -> Banco:
    """Devolve o banco do código; sem leiaute aqui, um que só tem cabeçalho (imprime a linha recebida do banco).

    Raises:
        DadoInvalido: não é um código de banco de três algarismos.
    """
    if codigo in BANCOS:
        return BANCOS[codigo]
    if len(codigo) != 3 or not e_numerico(codigo):
        raise DadoInvalido("banco", f"“{resumir(codigo)}” não é um código de banco de três algarismos")
    return SemLeiaute(codigo)


@lru_cache(maxsize=256)
def problemas(conta: ContaCobranca) -> tuple[Problema, ...]:
    """Diz o que impede esta conta de cobrança de emitir: o que o banco não aceita e o que falta homologar.

    Vazio também para banco sem leiaute aqui: quem emite é a linha digitável do banco. A marca `homologada` da conta
    dispensa só o que depende da confirmação do banco (regras.md §4).

    Raises:
        DadoInvalido: código de banco que não tem três algarismos.
    """
    banco = obter(conta.banco)
    achados = banco.validar(conta)
    if not conta.homologada and not achados:
        if not banco.HOMOLOGADO:
            achados.append(Problema("banco", "banco", f"{banco.NOME} pede homologação do modelo do boleto"))
        achados += banco.a_homologar(conta)
    return tuple(achados)
