"""`app.py retorno`: lê arquivos de retorno do banco e baixa o que ele diz pago."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, SAIDA_NAO_PODE, Resposta, Sessao

if TYPE_CHECKING:
    from envio.retorno.leitura import Lido


def montar(comando: Analisador) -> None:
    comando.description = (
        "Lê arquivos de retorno de cobrança (CNAB 240 e 400) e baixa o que o banco diz pago.\n"
        "O que não é certo fica a conferir, e o débito dele espera fora dos avisos."
    )
    comando.epilog = "exemplo:\n  python app.py retorno --conferir CB1911.RET\n  python app.py retorno *.RET --json"
    comando.add_argument("arquivos", nargs="+", type=Path, metavar="ARQUIVO", help="arquivo de retorno")
    comando.add_argument("--conferir", action="store_true", help="só mostra o que faria; nada é gravado")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    from envio.retorno.leitura import ler  # noqa: PLC0415 - a ajuda não lê retorno, que traz os bancos e os boletos
    from ui.terminal import saida_do_retorno as saida  # noqa: PLC0415 - idem

    composicao = sessao.composicao
    with sessao.abrir_base():
        lidos = ler(argumentos.arquivos, composicao.agora(), composicao.hoje(), conferir=argumentos.conferir)
        texto = "\n".join(saida.lido_em_texto(lido) for lido in lidos)
        return Resposta({"retornos": [saida.do_lido(lido) for lido in lidos]}, texto, _codigo(lidos))


def _codigo(lidos: list[Lido]) -> int:
    if any(lido.erro for lido in lidos):
        return SAIDA_NAO_PODE
    return SAIDA_COM_RESSALVAS if any(lido.contagem.a_conferir for lido in lidos) else SAIDA_CERTA
