"""`app.py pastas`: as pastas em que o ERP e o banco gravam, e que o programa lê ao abrir e antes de fechar."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from envio.pastas import leitura
from envio.pastas.cadastro import vigiar
from envio.pastas.leitura import Chegada
from modelos.carteira import pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from regras.erros import DadoInvalido
from ui import frases_das_pastas as frases
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, UsoErrado
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "As pastas vigiadas: as planilhas e os retornos do banco gravados nelas são lidos ao abrir a janela e antes\n"
        "de fechar o dia; o lido vai para lidos/, e o que não serve, para recusados/, com o motivo ao lado.\n"
        "Sem pasta, lista; com uma, passa a vigiá-la, ou muda como."
    )
    comando.epilog = (
        "exemplos:\n  python app.py pastas /dados/erp/saida --ausentes baixar\n"
        "  python app.py pastas /dados/banco --conta-cobranca 1\n  python app.py pastas --ler"
    )
    comando.add_argument("pasta", nargs="?", type=Path, metavar="PASTA", help="pasta em que o ERP ou o banco grava")
    comando.add_argument(
        "--conta-cobranca", default="", metavar="C", help="só aceita ali o retorno desta conta de cobrança"
    )
    comando.add_argument(
        "--ausentes",
        choices=["manter", "baixar"],
        default="manter",
        help="débito em aberto que não está no arquivo dali: manter (de início) ou baixar",
    )
    comando.add_argument("--tirar", action="store_true", help="deixa de vigiar a pasta; os arquivos dela ficam")
    comando.add_argument("--ler", action="store_true", help="lê agora o que houver em todas")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    pasta: Path | None = argumentos.pasta
    if pasta is None and (argumentos.tirar or argumentos.conta_cobranca or argumentos.ausentes == "baixar"):
        raise UsoErrado("Falta a pasta.", "Informe-a: pastas PASTA [--conta-cobranca C] [--tirar].")
    chegadas: list[Chegada] = []
    with sessao.abrir_base():
        if argumentos.tirar:
            inteiro = os.path.abspath(pasta or "")
            if not pastas_vigiadas.tirar(inteiro):
                raise DadoInvalido("pasta", f"{inteiro} não é vigiada", o_que_fazer="Veja quais são com `pastas`.")
        elif pasta is not None:
            vigiar(pasta, argumentos.conta_cobranca, ausentes_baixar=argumentos.ausentes == "baixar")
        if argumentos.ler:
            chegadas = list(leitura.ler(sessao.composicao.agora(), sessao.composicao.hoje()))
        vigiadas = pastas_vigiadas.listar()
    objeto: dict[str, Any] = {"pastas": [_em_objeto(cada) for cada in vigiadas]}
    linhas = [f"{cada.caminho}: {frases.situacao(cada)}." for cada in vigiadas] or ["Nenhuma pasta vigiada."]
    if argumentos.ler:
        objeto["chegadas"] = [da_chegada(chegada) for chegada in chegadas]
        linhas = [*map(frases.da_chegada, chegadas), *linhas]
    return Resposta(objeto, "\n".join(linhas), SAIDA_COM_RESSALVAS if frases.pede_atencao(chegadas) else SAIDA_CERTA)


def _em_objeto(pasta: PastaVigiada) -> dict[str, Any]:
    return {
        **saida.dos_campos(pasta, "caminho conta_cobranca maquina lida_em alcancada recusados esperando"),
        "ausentes": "baixar" if pasta.ausentes_baixar else "manter",
    }


def da_chegada(chegada: Chegada) -> dict[str, Any]:
    return {**saida.dos_campos(chegada, "pasta arquivo desfecho"), "motivo": chegada.motivo or None}
