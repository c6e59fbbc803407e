"""070 BRB: chave ASBACE; o duplo dígito da chave é o DV do título (boleto.md C.2, 070)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero
from boletos.bancos.campos import exigir, juntar, opcional, preencher
from boletos.bancos.forma import Opcao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.numeros import duplo_digito
from boletos.titulo.titulo import Titulo

_CODIGO = "070"
_SEM_INCREMENTO = "000"


class _Chave(Leiaute):
    """Impresso, o número vem entre a categoria e `070` com o duplo dígito da chave inteira."""

    def numero(self, titulo: Titulo) -> str:
        com_codigo = len(_CODIGO) + self._digitos
        return sequencial(
            titulo.nosso_numero,
            self._posicoes,
            lambda seis: _CODIGO + self.digito(titulo, seis),
            (titulo.carteira,),
            digitos=com_codigo,
        )

    def digito(self, titulo: Titulo, numero: str) -> str:
        return self.campo_livre(titulo, NossoNumero(numero, ""))[-self._digitos :]


def _agencia_codigo(titulo: Titulo) -> str:
    """`000 - AAA - CCCCCCC`."""
    agencia, conta = preencher(titulo.agencia, 3), preencher(titulo.conta + titulo.conta_dv, 7)
    return juntar(" - ", preencher(titulo.incremento, 3) or _SEM_INCREMENTO, agencia, conta)


BANCO = Banco(
    "070-1",
    "BRB",
    _Chave(
        (
            "agencia:3 conta:6 conta_dv:1",
            exigir("carteira", 1, onde="no contrato de cobrança do BRB, como categoria"),
            opcional(
                "incremento",
                3,
                "incremento",
                onde="no contrato de cobrança do BRB; só há se foi contratado",
                padrao=_SEM_INCREMENTO,
            ),
        ),
        f"incremento agencia conta+dv carteira numero {_CODIGO}",
        posicoes=6,
        digitos=2,
        aceita="carteira",
        mascara=f"{{antes}}{{numero}}{_CODIGO}{{dv}}",
        fecho=duplo_digito,
    ),
    carteiras=(
        Opcao("2", "com registro, impressão local"),
        Opcao("1", "sem registro", "a 1 é sem registro, extinta"),
    ),
    agencia_codigo=_agencia_codigo,
    carteira=lambda _titulo: "COB",
)
