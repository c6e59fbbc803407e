"""`app.py destravar`: confirma que a base travada é a verdadeira, ou a declara cópia."""

from __future__ import annotations

import argparse

from envio.entrega import conciliacao
from regras.base_travada import Como
from ui import frases
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Confirma que a base travada é a verdadeira, e libera o envio; ou declara que ela é cópia para experimentar, "
        "que ganha identidade e diário de envios próprios."
    )
    comando.epilog = "exemplo:\n  python app.py destravar --como verdadeira"
    comando.add_argument(
        "--como",
        choices=[como.value for como in Como],
        help="o que esta base é; só a copiada ou movida o exige",
    )


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base() as base:
        feita = conciliacao.destravar(sessao.ambiente(base), Como(argumentos.como) if argumentos.como else None)
    if feita is None:
        return Resposta(
            {"destravada": False, "motivo": None, "como": None, "diario": None}, "A base já estava liberada."
        )
    motivo, diario = feita.bloqueio.frase(), feita.bloqueio.sobre_o_diario()
    return Resposta(
        {"destravada": True, "motivo": motivo, "como": feita.como.value, "diario": diario or None},
        frases.destravada(feita),
    )
