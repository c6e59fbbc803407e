"""Importar do ERP: a leitura e a gravação são de `modelos.importacao`; aqui se diz o que depende dos boletos.

O débito que não diz a sua conta de cobrança vai pela única pronta da base (linha-de-comando.md, arquivos de
importação).
"""

from __future__ import annotations

from functools import partial

from boletos.emissao.aptidao import Aptidao, avaliar
from modelos.contas import contas_cobranca
from modelos.importacao import importador
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido


def conta_unica() -> str:
    """O código da conta de cobrança que serve a todo débito sem conta; vazio se não há uma só pronta."""
    prontas = contas_prontas()
    return prontas[0] if len(prontas) == 1 else ""


def contas_prontas() -> list[str]:
    """Os códigos das contas de cobrança que já emitem boleto."""
    return [conta.codigo for conta in contas_cobranca.listar() if esta_pronta(conta)]


def esta_pronta(conta: ContaCobranca) -> bool:
    """Diz se a conta já emite boleto: completa, e homologada se o banco o exige."""
    try:
        return avaliar(conta).aptidao is Aptidao.PRONTA
    except DadoInvalido:
        return False


importar = partial(importador.importar, conta_unica=conta_unica)
"""Importa um arquivo por vez, como `importador.importar`, sabendo qual é a única conta pronta."""
