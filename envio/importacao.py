"""Importar do ERP: a leitura e a gravação são de `modelos.importacao`; aqui, o que depende dos boletos, e o de novo.

O débito que não diz a sua conta de cobrança vai pela única pronta da base (linha-de-comando.md, arquivos de
importação).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from boletos.emissao.aptidao import Aptidao, avaliar
from modelos.acesso import disco
from modelos.carteira import importacoes, pastas_vigiadas
from modelos.carteira.importacoes import Importacao
from modelos.contas import contas_cobranca
from modelos.importacao import importador
from modelos.importacao.resultado import Tipo
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
importar_aberta = partial(importador.importar_aberta, conta_unica=conta_unica)
"""Importa o que já se abriu de outro lugar, como `importador.importar_aberta`."""
reenviar = partial(importador.reenviar, conta_unica=conta_unica)
"""Importa as rejeitadas que foram corrigidas, como `importador.reenviar`."""


class Situacao(StrEnum):
    """Um arquivo já importado, hoje."""

    MUDOU = "mudou"
    IGUAL = "igual"
    SUMIU = "sumiu"


@dataclass(frozen=True, slots=True)
class Lembrado:
    """O último arquivo de um tipo que entrou, e como ele está agora."""

    tipo: Tipo
    arquivo: Path
    importacao: Importacao
    situacao: Situacao


def lembrados() -> Iterator[Lembrado]:
    """O que se importaria de novo, na ordem do contrato; lê cada arquivo para saber se mudou.

    O que veio do banco do ERP não é arquivo. O que veio de uma pasta vigiada não conta: ela o leva embora, e lê o
    próximo sozinha.
    """
    vigiadas = {pasta.caminho for pasta in pastas_vigiadas.listar()}
    por_tipo = {Tipo(importacao.tipo): importacao for importacao in importacoes.ultimas_que_entraram()}
    for tipo in Tipo:
        if (importacao := por_tipo.get(tipo)) is not None:
            arquivo = Path(importacao.arquivo)
            if str(arquivo.parent) not in vigiadas and importacao.sha256:
                yield Lembrado(tipo, arquivo, importacao, _situar(arquivo, importacao.sha256))


def _situar(arquivo: Path, sha256: str) -> Situacao:
    with suppress(OSError):
        return Situacao.IGUAL if disco.resumir(arquivo) == sha256 else Situacao.MUDOU
    return Situacao.SUMIU
