"""356 Real, extinto: calculado só no boleto avulso, com aviso (boleto.md C.4, 356)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte
from boletos.bancos.campos import completar, exigir, opcional
from boletos.titulo.numeros import modulo_10
from boletos.titulo.titulo import Titulo


def _digito_da_cobranca(titulo: Titulo, nosso: NossoNumero) -> str:
    """Vai no código, e não no nosso número impresso."""
    return modulo_10(nosso.numero + completar(titulo.agencia, 4, "agência") + completar(titulo.conta, 7, "conta"))


BANCO = Banco(
    "356-5",
    "Banco Real",
    Leiaute(
        (exigir("agencia", 4), exigir("conta", 7), opcional("carteira", 0)),
        ("agencia conta", Parte(1, "dígito da cobrança", _digito_da_cobranca), "numero"),
        posicoes=13,
    ),
    agencia_codigo="agencia:4/conta:7",
    legado=True,
)
