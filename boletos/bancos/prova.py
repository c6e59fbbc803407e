"""A prova de uma conta: com o nosso número, o valor e o vencimento de um boleto do banco, o código sai igual?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from boletos.bancos.banco import Banco
from boletos.titulo import codigo
from boletos.titulo.codigo import Decodificado
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

_ANTES = ((3, "código do banco"), (1, "moeda"), (1, "dígito geral"), (4, "fator de vencimento"), (10, "valor"))
_INICIO_DO_CAMPO_LIVRE = codigo.TAMANHO_BARRAS - codigo.TAMANHO_CAMPO_LIVRE


class ParteProvada(NamedTuple):
    """Uma parte do código de barras, como veio e como a conta a faz; `inicio` conta de 1."""

    inicio: int
    nome: str
    do_banco: str
    da_conta: str

    @property
    def fim(self) -> int:
        """A última posição."""
        return self.inicio + len(self.do_banco) - 1

    @property
    def confere(self) -> bool:
        """Diz se são os mesmos algarismos."""
        return self.do_banco == self.da_conta


@dataclass(frozen=True, slots=True)
class Prova:
    """O que deu uma prova.

    Atributos:
        linha: a que a conta faria; vazia se nem se calcula.
        nosso_numero: como o programa o imprime; vazio se lhe falta algo que não entra no código.
        partes: o código aberto; vazio quando nem se calcula.
        falta: o que impede o cálculo; vazio se nada.
    """

    linha: str = ""
    nosso_numero: str = ""
    partes: tuple[ParteProvada, ...] = ()
    falta: str = ""

    @property
    def igual(self) -> bool:
        """Diz se o código sai algarismo por algarismo igual."""
        return bool(self.partes) and not self.diferencas

    @property
    def diferencas(self) -> tuple[ParteProvada, ...]:
        """As partes que não saem iguais."""
        return tuple(parte for parte in self.partes if not parte.confere)


def provar(banco: Banco, conta: ContaCobranca, lida: Decodificado, documento_beneficiario: str = "") -> Prova:
    """Refaz com a conta o código de um boleto que o banco emitiu, pelo mesmo cálculo dos que saem.

    Args:
        banco: o do boleto.
        conta: como está, mesmo incompleta.
        lida: o boleto do banco.
        documento_beneficiario: o CPF ou CNPJ de quem cobra; vazio aceita o do boleto, nos bancos que o põem no código.
    """
    if lida.banco != conta.banco:
        return Prova(partes=(ParteProvada(1, "código do banco", lida.banco, conta.banco),))
    leiaute = banco.leiaute(conta)
    titulo = _titulo(conta, leiaute.desfazer(lida.campo_livre, Titulo()), lida, documento_beneficiario)
    try:
        campo_livre = banco.campo_livre(titulo)
        # O vencimento fora da janela de leitura não se conhece: o fator fica o do boleto.
        sem_data = lida.tem_fator and lida.vencimento is None
        feito = codigo.montar(conta.banco, lida.vencimento, lida.valor_centavos, campo_livre)
    except DadoInvalido as erro:
        return Prova(falta=f"{erro.campo}: {erro.motivo}")
    feito = lida.codigo_barras[:_INICIO_DO_CAMPO_LIVRE] + campo_livre if sem_data else feito
    return Prova(
        codigo.para_linha(feito),
        _impresso(banco, titulo),
        tuple(_abrir(lida.codigo_barras, feito, leiaute.composicao())),
    )


def _impresso(banco: Banco, titulo: Titulo) -> str:
    """O dígito que só se imprime pode depender de campo que o código não traz."""
    try:
        return banco.impresso(titulo)
    except DadoInvalido:
        return ""


def _titulo(conta: ContaCobranca, lidos: dict[str, str], lida: Decodificado, documento: str) -> Titulo:
    return Titulo.da_conta(
        conta,
        nosso_numero=lidos["nosso_numero"],
        seu_numero=lidos.get("seu_numero", ""),
        documento_beneficiario=documento or lidos.get("documento_beneficiario", ""),
        vencimento=lida.vencimento,
        valor_centavos=lida.valor_centavos,
    )


def _abrir(do_banco: str, da_conta: str, composicao: tuple[tuple[int, str], ...]) -> list[ParteProvada]:
    """O campo livre aberto; o dígito geral, que desfaz qualquer diferença, só conta se o mais é igual."""
    livre = _partes(do_banco, da_conta, _INICIO_DO_CAMPO_LIVRE, composicao)
    return _partes(do_banco, da_conta, 0, _ANTES) + livre if all(parte.confere for parte in livre) else livre


def _partes(do_banco: str, da_conta: str, inicio: int, composicao: tuple[tuple[int, str], ...]) -> list[ParteProvada]:
    partes = []
    for tamanho, nome in composicao:
        trecho = slice(inicio, inicio + tamanho)
        partes.append(ParteProvada(inicio + 1, nome, do_banco[trecho], da_conta[trecho]))
        inicio += tamanho
    return partes
