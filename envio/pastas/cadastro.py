"""Pôr uma pasta entre as vigiadas: ela tem de existir e aceitar as subpastas para onde vão os lidos."""

from __future__ import annotations

import os
from pathlib import Path

from envio.pastas.arquivos import LIDOS, RECUSADOS
from envio.pastas.leitura import maquina
from modelos.carteira import pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from modelos.contas import contas_cobranca
from regras.erros import DadoInvalido


def vigiar(caminho: Path, conta_cobranca: str = "", *, ausentes_baixar: bool = False) -> PastaVigiada:
    """Passa a vigiar a pasta, ou muda como se vigia a que já se vigiava.

    Args:
        caminho: de uma pasta que existe; guarda-se inteiro.
        conta_cobranca: a conta cujo retorno se grava ali; vazio aceita o de qualquer uma.
        ausentes_baixar: débito em aberto que não está no arquivo dali é baixado.

    Raises:
        DadoInvalido: não é uma pasta em que se possa gravar, é a dos lidos de outra, ou a conta não existe.
    """
    inteiro = Path(os.path.abspath(caminho))
    if not inteiro.is_dir():
        raise DadoInvalido("pasta", f"não há pasta {inteiro}", o_que_fazer="Crie-a, ou escolha outra.")
    if not os.access(inteiro, os.R_OK | os.W_OK | os.X_OK):
        raise DadoInvalido(
            "pasta",
            f"este usuário não pode gravar em {inteiro}, e o que se lê é levado para uma subpasta",
            o_que_fazer="Dê permissão de gravação, ou escolha outra.",
        )
    vigiadas = {cada.caminho for cada in pastas_vigiadas.listar()}
    if inteiro.name in (LIDOS, RECUSADOS) and str(inteiro.parent) in vigiadas:
        raise DadoInvalido("pasta", f"é onde ficam os {inteiro.name} de uma pasta vigiada")
    if conta_cobranca and contas_cobranca.obter(conta_cobranca) is None:
        raise DadoInvalido("conta_cobranca", f"a conta de cobrança “{conta_cobranca}” não está cadastrada")
    pasta = PastaVigiada(str(inteiro), conta_cobranca, ausentes_baixar, maquina())
    pastas_vigiadas.gravar(pasta)
    return pasta
