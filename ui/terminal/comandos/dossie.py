"""`app.py dossie`: grava um ZIP com tudo o que foi enviado a um cliente."""

from __future__ import annotations

import argparse
from pathlib import Path

from envio.dossie.exportacao import Gravado, Pedido, exportar, nome_proposto
from regras.erros import AmbienteIndisponivel
from ui import frases
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, ler_data, tipo
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Grava o dossiê de um cliente: um ZIP com cada mensagem enviada (.eml), os PDFs, as respostas dos servidores, "
        "os reenvios, as devoluções e as somas para conferir."
    )
    comando.epilog = "exemplo:\n  python app.py dossie 000123 --saida . --de 2026-01-01"
    comando.add_argument("cliente", metavar="CLIENTE", help="código do cliente")
    comando.add_argument(
        "--saida", type=Path, default=Path(), metavar="ARQ_OU_DIR", help="o .zip, ou a pasta em que gravar (esta)"
    )
    comando.add_argument("--de", type=tipo(ler_data), metavar="D", help="primeira data de fechamento (AAAA-MM-DD)")
    comando.add_argument("--ate", type=tipo(ler_data), metavar="D", help="última data de fechamento (AAAA-MM-DD)")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    pedida: Path = argumentos.saida
    destino = pedida / nome_proposto(argumentos.cliente) if pedida.is_dir() else pedida
    gravado: Gravado | None = None
    with sessao.abrir_base():
        pedido = Pedido(argumentos.cliente, argumentos.de, argumentos.ate)
        for passo in exportar(pedido, destino, sessao.composicao.agora()):
            if isinstance(passo, Gravado):
                gravado = passo
    if gravado is None:
        raise AmbienteIndisponivel("O dossiê não terminou.", "Tente de novo.")
    contagens = saida.dos_campos(gravado, "avisos mensagens sem_corpo arquivos bytes")
    objeto = {"arquivo": str(gravado.arquivo)} | contagens | {"sha256": gravado.soma}
    return Resposta({"dossie": objeto}, f"{frases.dossie(gravado)}\n{gravado.arquivo}\nSHA-256 {gravado.soma}")
