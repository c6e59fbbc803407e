"""Banco sem leiaute aqui: cabeçalho e nada mais; o código vem pronto, na linha digitável do banco (boleto.md C.1)."""

from __future__ import annotations

from boletos.bancos.banco import Banco, Leiaute, Parte
from boletos.bancos.campos import com_dv, juntar, opcional
from boletos.titulo.codigo import TAMANHO_CAMPO_LIVRE
from boletos.titulo.numeros import modulo_11_x
from boletos.titulo.titulo import Titulo
from regras.erros import DadoInvalido

SO_COM_LINHA = "este banco só com a linha digitável do banco"

_NOMES = {
    "037": "Banpará",
    "121": "Agibank",
    "197": "Stone",
    "260": "Nubank",
    "290": "PagBank",
    "323": "Mercado Pago",
    "364": "Efí",
    "380": "PicPay",
    "461": "Asaas",
}
"""Os mais comuns; outro qualquer sai com o código no lugar do nome."""
_CONFORME_O_BANCO = Parte(TAMANHO_CAMPO_LIVRE, "conforme o banco", lambda _titulo, _nosso: "")
_IMPRESSOS = ("agencia", "agencia_dv", "conta", "conta_dv", "convenio", "carteira")


class _SoComLinha(Leiaute):
    """O que se imprime; nada é exigido, porque o banco fez o código, e nada se calcula."""

    def __init__(self, codigo: str) -> None:
        super().__init__(tuple(opcional(campo, 0) for campo in _IMPRESSOS), (_CONFORME_O_BANCO,), posicoes=0)
        self._codigo = codigo

    def numero(self, titulo: Titulo) -> str:
        raise DadoInvalido("banco", f"{SO_COM_LINHA} ({self._codigo})")


def _agencia_codigo(titulo: Titulo) -> str:
    """`agência-D / conta-D`, ou o convênio no lugar da conta."""
    agencia = com_dv(titulo.agencia, titulo.agencia_dv)
    return juntar(" / ", agencia, titulo.convenio or com_dv(titulo.conta, titulo.conta_dv))


def sem_leiaute(codigo: str) -> Banco:
    """Devolve um banco de que só se imprime a linha digitável recebida."""
    nome = _NOMES.get(codigo, f"Banco {codigo}")
    return Banco(f"{codigo}-{modulo_11_x(codigo)}", nome, _SoComLinha(codigo), agencia_codigo=_agencia_codigo)
