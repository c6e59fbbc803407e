"""389 Mercantil do Brasil: o nosso número já vem com o DV (boleto.md C.2, 389)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, NossoNumero, Parte
from boletos.bancos.campos import com_dv, completar, e_numerico, exigir, opcional
from boletos.bancos.nosso_numero import ROTULO
from boletos.titulo.titulo import Titulo

_COM_DESCONTO, _SEM_DESCONTO = "0", "2"


class _ComDvInformado(Leiaute):
    """A última posição é o DV que o banco informou; o cálculo dele não tem vetor e não é conferido."""

    def numero(self, titulo: Titulo) -> str:
        texto = titulo.nosso_numero.replace(" ", "")
        corpo, hifen, digito = texto.rpartition("-")
        junto = corpo + digito if hifen and len(digito) == 1 and e_numerico(corpo) else texto
        return completar(junto, self._posicoes, ROTULO)

    def digito(self, titulo: Titulo, numero: str) -> str:
        del titulo
        return numero[-1]

    def impresso(self, titulo: Titulo, nosso: NossoNumero) -> str:
        del titulo
        return com_dv(nosso.numero[:-1], nosso.dv)


def _desconto(titulo: Titulo, _nosso: NossoNumero) -> str:
    return _COM_DESCONTO if titulo.com_desconto else _SEM_DESCONTO


BANCO = Banco(
    "389-1",
    "Mercantil",
    _ComDvInformado(
        (
            exigir("agencia", 4),
            opcional("agencia_dv", 1),
            exigir("convenio", 9, "número do contrato"),
            opcional("com_desconto", 0, "com desconto"),
            opcional("carteira", 0),
        ),
        ("agencia numero convenio", Parte(1, "marca do desconto", _desconto)),
        posicoes=11,
    ),
    agencia_codigo="agencia:4-dv/convenio:9",
)
