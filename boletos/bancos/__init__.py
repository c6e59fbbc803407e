"""Bancos, todos com a forma de `banco.Banco`.

Banco com regra própria é um módulo; os da mesma plataforma são uma `FAMILIA`; os que um leiaute só descreve estão em
`regionais`, `cooperativas`, `privados` e, extintos, `legado`. Para acrescentar um, declare-o (o mais parecido com
boleto.md C.2 serve de molde) e ponha-o no fim do módulo ou em `_TODOS`. Os vetores entram no teste pelo código.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from boletos.bancos import (
    autbank,
    banco_do_brasil,
    banrisul,
    bradesco,
    brb,
    c6,
    cadastro,
    caixa,
    cooperativas,
    itau,
    legado,
    privados,
    regionais,
    safra,
    santander,
    sicoob,
    sicredi,
)
from boletos.bancos.banco import Banco
from boletos.bancos.campos import e_numerico, resumir
from boletos.bancos.forma import Grau, Problema
from boletos.bancos.prova import Prova, provar
from boletos.bancos.sem_leiaute import sem_leiaute
from boletos.titulo import codigo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

_TODOS = (
    banco_do_brasil.BANCO,
    banrisul.BANCO,
    brb.BANCO,
    caixa.BANCO,
    itau.BANCO,
    safra.BANCO,
    santander.BANCO,
    sicoob.BANCO,
    sicredi.BANCO,
    *autbank.FAMILIA,
    *bradesco.FAMILIA,
    *c6.FAMILIA,
    *cooperativas.TODOS,
    *legado.TODOS,
    *privados.TODOS,
    *regionais.TODOS,
)
BANCOS: Mapping[str, Banco] = {banco.CODIGO: banco for banco in sorted(_TODOS, key=lambda banco: banco.CODIGO)}
"""Os bancos com leiaute aqui, por código."""


def oferecidos() -> tuple[Banco, ...]:
    """Devolve os bancos que se oferecem no cadastro de conta de cobrança: todos com leiaute, menos os de legado."""
    return tuple(banco for banco in BANCOS.values() if not banco.LEGADO)


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
    return sem_leiaute(codigo)


def julgar(conta: ContaCobranca) -> tuple[Problema, ...]:
    """Diz tudo o que há com esta conta de cobrança, homologada ou não, do que a impede ao que só convém conferir.

    Nada exige de banco sem leiaute aqui: quem emite é a linha digitável do banco.

    Raises:
        DadoInvalido: código de banco que não tem três algarismos.
    """
    return tuple(sorted(cadastro.julgar(obter(conta.banco), conta), key=lambda problema: problema.grau))


@lru_cache(maxsize=256)
def problemas(conta: ContaCobranca) -> tuple[Problema, ...]:
    """Diz o que impede esta conta de emitir: o que o banco recusa; sem isso nem confirmação, o que homologar."""
    de_cada = {grau: tuple(problema for problema in julgar(conta) if problema.grau is grau) for grau in Grau}
    return de_cada[Grau.RECUSA] or (() if confirmada(conta) else de_cada[Grau.HOMOLOGAR])


def ressalvas(conta: ContaCobranca) -> tuple[Problema, ...]:
    """Diz o que convém conferir nesta conta e não a impede de emitir."""
    return tuple(problema for problema in julgar(conta) if problema.grau is Grau.RESSALVA)


@lru_cache(maxsize=256)
def conferencia(conta: ContaCobranca) -> Prova | None:
    """Refaz a prova do boleto do banco com que a conta foi conferida; None se nunca foi.

    Nada fica gravado do resultado: mudou na conta algo que entra no código, a prova deixa de dar igual, e diz onde.
    """
    linha, em = conta.conferida_com, conta.conferida_em
    if em is None or len(linha) != codigo.TAMANHO_LINHA or not e_numerico(linha):
        return None
    lida = codigo.ler_barras(codigo.de_linha(linha), em.date())
    return provar(obter(lida.banco), conta, lida)


def confirmada(conta: ContaCobranca) -> bool:
    """Diz se o banco confirmou o código desta conta: o operador o disse, ou um boleto dele o prova."""
    prova = None if conta.homologada else conferencia(conta)
    return conta.homologada or (prova is not None and prova.igual)
