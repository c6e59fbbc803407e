"""`app.py kit-homologacao`: grava o ZIP que o banco pede para aprovar os boletos de uma conta."""

from __future__ import annotations

import argparse
from pathlib import Path

from envio import homologacao
from modelos.contas import contas_cobranca
from regras.erros import DadoInvalido
from ui import frases
from ui.terminal import saida
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Grava um ZIP com a carta ao banco, um PDF por boleto de amostra, o quadro campo a campo e a planilha de\n"
        "conferência. São quantos boletos o banco pede, com todo dígito que o cálculo pode dar; nenhum é registrado."
    )
    comando.epilog = "exemplo:\n  python app.py kit-homologacao CAIXA --saida ."
    comando.add_argument("conta", metavar="CONTA", help="código da conta de cobrança")
    comando.add_argument(
        "--saida", type=Path, default=Path(), metavar="ARQ_OU_DIR", help="o .zip, ou a pasta em que gravar (esta)"
    )
    comando.add_argument(
        "--primeiro", type=NUMERO, default=1, metavar="N", help="sequencial do nosso número de onde começar (1)"
    )


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base():
        conta = contas_cobranca.obter(argumentos.conta)
        if conta is None:
            raise DadoInvalido("conta", f"a conta de cobrança {argumentos.conta} não existe")
        pedida: Path = argumentos.saida
        destino = pedida / homologacao.nome_proposto(conta) if pedida.is_dir() else pedida
        gravado = homologacao.exportar(conta, destino, sessao.composicao.hoje(), primeiro=argumentos.primeiro)
    quantos = frases.quantos(gravado.boletos, "boleto", "boletos")
    texto = f"Kit de homologação da conta {conta.codigo}, {quantos}.\nDígitos: {gravado.digitos}.\n{gravado.arquivo}"
    objeto = {"arquivo": str(gravado.arquivo)} | saida.dos_campos(gravado, "boletos digitos")
    return Resposta({"kit": objeto}, texto)
