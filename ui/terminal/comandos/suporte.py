"""`app.py suporte`: grava um ZIP para quem dá suporte, sem dado pessoal."""

from __future__ import annotations

import argparse
from pathlib import Path

from envio.suporte.pedido import gravar, juntar, nome_proposto
from ui import frases
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Grava um ZIP para quem dá suporte a vocês: versões, estrutura da base sem as linhas, configurações sem "
        "endereços nem senhas, e o fim do registro sem dados pessoais. Nada é enviado."
    )
    comando.epilog = "exemplo:\n  python app.py suporte --saida ."
    comando.add_argument(
        "--saida", type=Path, default=Path(), metavar="ARQ_OU_DIR", help="o .zip, ou a pasta em que gravar (esta)"
    )


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    agora, saida = sessao.composicao.agora(), argumentos.saida
    destino = saida / nome_proposto(agora) if saida.is_dir() else saida
    with sessao.abrir_base():
        folhas = juntar(agora)
        gravado = gravar(folhas, destino)
    objeto = {
        "arquivo": str(gravado.arquivo),
        "conteudo": [folha.nome for folha in folhas],
        "bytes": gravado.bytes,
        "sha256": gravado.soma,
    }
    linhas = "\n".join(f"  {folha.nome}: {folha.assunto}" for folha in folhas)
    texto = f"{gravado.arquivo} ({frases.tamanho(gravado.bytes)})\n{linhas}\nMande a quem dá suporte a vocês."
    return Resposta({"suporte": objeto}, texto)
