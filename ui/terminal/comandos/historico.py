"""`app.py historico`: mostra os avisos e seus estados."""

from __future__ import annotations

import argparse

from modelos.avisos import leitura as avisos
from regras.aviso import Aviso
from regras.dinheiro import em_reais
from ui import frases
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, ler_data, tipo
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Mostra os avisos gravados e o estado de cada um."
    comando.epilog = "exemplo:\n  python app.py historico --data 2026-11-24 --cliente 000123 --json"
    comando.add_argument("--data", type=tipo(ler_data), metavar="D", help="só os desta data (AAAA-MM-DD)")
    comando.add_argument("--cliente", metavar="C", help="só os deste cliente (código)")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    with sessao.abrir_base():
        achados = avisos.listar(data=argumentos.data, cliente=argumentos.cliente)
    return Resposta({"avisos": [saida.do_aviso(aviso) for aviso in achados]}, em_texto(achados))


def em_texto(achados: list[Aviso]) -> str:
    """Os avisos para a leitura de gente."""
    if not achados:
        return "Nenhum aviso."
    return saida.em_tabela(
        ("Aviso", "Data", "Cliente", "Nome", "Total", "Estado", "Motivo"),
        (
            (
                str(aviso.id),
                frases.datas(aviso.data, aviso.data_original),
                aviso.cliente,
                aviso.cliente_nome,
                em_reais(aviso.total_centavos),
                frases.ESTADOS[aviso.estado],
                aviso.por_que,
            )
            for aviso in achados
        ),
    )
