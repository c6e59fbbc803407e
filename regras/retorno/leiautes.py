"""Os leiautes de retorno que se leem, por banco.

Para acrescentar um banco: o módulo em `bancos`, que declara os seus `LEIAUTES`, e o nome dele em `_TODOS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from regras.retorno.bancos import (
    ailos,
    banco_do_brasil,
    banrisul,
    bradesco,
    brb,
    btg,
    c6,
    caixa,
    fibra,
    inter,
    itau,
    nordeste,
    safra,
    santander,
    sicoob,
    sicredi,
    unicred,
)
from regras.retorno.forma import Leiaute, Leiaute240, Leiaute400

_TODOS: tuple[tuple[Leiaute, ...], ...] = (
    ailos.LEIAUTES,
    banco_do_brasil.LEIAUTES,
    banrisul.LEIAUTES,
    bradesco.LEIAUTES,
    brb.LEIAUTES,
    btg.LEIAUTES,
    c6.LEIAUTES,
    caixa.LEIAUTES,
    fibra.LEIAUTES,
    inter.LEIAUTES,
    itau.LEIAUTES,
    nordeste.LEIAUTES,
    safra.LEIAUTES,
    santander.LEIAUTES,
    sicoob.LEIAUTES,
    sicredi.LEIAUTES,
    unicred.LEIAUTES,
)
LEIAUTES_240: Mapping[str, Leiaute240] = {
    leiaute.banco: leiaute for do_banco in _TODOS for leiaute in do_banco if isinstance(leiaute, Leiaute240)
}
"""Por código de banco."""
LEIAUTES_400: dict[str, dict[bytes, Leiaute400]] = {}
for _leiaute in (leiaute for do_banco in _TODOS for leiaute in do_banco):
    if isinstance(_leiaute, Leiaute400):
        LEIAUTES_400.setdefault(_leiaute.banco, {})[_leiaute.tipo] = _leiaute
"""Por código de banco e, nele, pelo tipo do registro do título."""
