"""O que é preciso cadastrar para fechar um dia, e um dia fechado até onde o teste quer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from envio import prontidao
from envio.ambiente import Ambiente
from envio.entrega.preparo import Preparo
from envio.eventos import Evento, Fim
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.cadastro import empresas
from modelos.contas import contas_cobranca, contas_email, parametros
from regras.aviso import Aviso, Estado
from regras.cadastro import ContaCobranca, Empresa
from regras.debito import Debito
from regras.parametros import ParametrosAviso
from tests.envio.correio_falso import CONTA
from tests.modelos.exemplos import EM, HOJE, avisado, gravar_cliente, gravar_debito

EMPRESA = Empresa("Aurora Ltda", "11222333000181", "Rua A", "10", cidade="Joinville", uf="SC", cep="89201000")
COBRANCA = ContaCobranca("BB", "001", "17", convenio="1234567")
AVISO = Aviso(
    id=1,
    data=HOJE,
    cliente="000123",
    cliente_nome="Cliente",
    chave="11|000123|2026-11-24",
    estado=Estado.PENDENTE,
    versao=1,
    destinatarios=("a@b.com.br",),
    debitos=(replace(avisado(documento="1"), linha_digitavel="0" * 47), avisado(documento="2")),
    criado_em=EM,
)
"""Um aviso com dois débitos, um deles com boleto."""


def cadastrar(**campos: Any) -> None:
    """A empresa, uma conta de cobrança, uma de e-mail sem login, e o envio habilitado com estes parâmetros."""
    empresas.gravar(EMPRESA)
    contas_cobranca.gravar(COBRANCA)
    contas_email.gravar(CONTA)
    parametros.gravar(ParametrosAviso(**{"habilitado": True} | campos))


def cadastrar_vencido(cliente: str = "000123", documento: str = "1", **campos: Any) -> Debito:
    """Um débito vencido há dez dias, com boleto, de um cliente com CPF."""
    gravar_cliente(cliente, cpf_cnpj="52998224725")
    boleto = {"conta_cobranca": "BB", "nosso_numero": documento.zfill(2)}
    return gravar_debito(cliente, documento, vence_em=-10, **boleto | campos)


def fechar(ambiente: Ambiente, **opcoes: Any) -> list[Evento]:
    """Fecha HOJE e devolve todos os eventos."""
    return list(fechamento.executar(opcoes.pop("hoje", HOJE), ambiente, **opcoes))


def fim_de(eventos: list[Evento]) -> Fim:
    fim = eventos[-1]
    assert isinstance(fim, Fim)
    return fim


def unico_aviso() -> Aviso:
    (aviso,) = avisos.listar()
    return aviso


def preparo(ambiente: Ambiente) -> Preparo:
    """O preparo de HOJE, com o que está gravado."""
    valores = parametros.obter()
    return Preparo(prontidao.conferir(ambiente, valores), fechamento.emissor(HOJE))
