"""Os débitos de cada versão de um aviso: o retrato de que a marca e o ciclo derivam."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from modelos.acesso.conexao import leitura
from modelos.avisos.tabelas import AvisoDB, AvisoDebitoDB
from regras.aviso import DebitoAvisado
from regras.debito import ChaveDebito, Classe
from regras.erros import DadoInvalido

_CAMPOS = [campo.name for campo in fields(DebitoAvisado)]


def tem_vencido(debitos: Iterable[DebitoAvisado]) -> bool:
    """Diz se ao menos um vai como vencido, o que faz andar o ciclo (regras.md §2.4)."""
    return any(debito.classe is Classe.VENCIDO for debito in debitos)


def conferir_dono(cliente: str, debitos: Iterable[DebitoAvisado]) -> None:
    """Um cliente nunca vê dado de outro (regras.md §3.7).

    Raises:
        DadoInvalido: há débito de outro cliente.
    """
    for debito in debitos:
        if debito.cliente != cliente:
            raise DadoInvalido(
                "aviso", f"o débito {debito.documento}/{debito.parcela} é do cliente {debito.cliente}", cliente
            )


def gravar_debitos(avisos: Iterable[tuple[int, int, Sequence[DebitoAvisado]]]) -> None:
    """Grava os débitos de muitos avisos: trincas (aviso, versão, débitos), na ordem em que vão."""
    AvisoDebitoDB.incluir(
        {"aviso": aviso, "versao": versao, **{nome: getattr(debito, nome) for nome in _CAMPOS}}
        for aviso, versao, debitos in avisos
        for debito in debitos
    )


def trocar_debitos(aviso: int, versao: int, debitos: Sequence[DebitoAvisado]) -> None:
    """Faz dos dados os únicos débitos desta versão."""
    desta = (AvisoDebitoDB.aviso == aviso) & (AvisoDebitoDB.versao == versao)
    AvisoDebitoDB.delete().where(desta).execute()
    gravar_debitos([(aviso, versao, debitos)])


@leitura()
def contar_avisos(chave: ChaveDebito) -> int:
    """Em quantos avisos o débito foi; eles guardam o próprio retrato e ficam no histórico."""
    cliente, documento, parcela = chave
    deste = (
        (AvisoDB.cliente == cliente)
        & (AvisoDebitoDB.documento == documento)
        & (AvisoDebitoDB.parcela == parcela)
        & (AvisoDebitoDB.versao == AvisoDB.versao)
    )
    return AvisoDebitoDB.select().join(AvisoDB).where(deste).count()
