"""`app.py relatorio`: grava em PDF o relatório de um fechamento."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from envio.fechamento import relatorio_fechamento
from modelos.acesso import disco
from modelos.acesso.consulta import Consulta
from modelos.avisos import fechamentos
from modelos.avisos.fechamentos import Fechamento
from regras.erros import DadoInvalido
from ui import frases
from ui import frases_dos_apontamentos as apontamentos
from ui.terminal.argumentos import Analisador, ler_data, tipo
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = "Grava em PDF o relatório de um fechamento: o que saiu, o que não saiu e quem ficou de fora."
    comando.epilog = "exemplo:\n  python app.py relatorio --data 2026-11-24 --saida fechamento.pdf"
    comando.add_argument(
        "--data", type=tipo(ler_data), metavar="D", help="data do fechamento (AAAA-MM-DD); a do último, se omitida"
    )
    comando.add_argument("--saida", type=Path, required=True, metavar="ARQ", help="o PDF a gravar")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa o comando; de uma data fechada mais de uma vez, vale a última."""
    with sessao.abrir_base():
        fechamento = _ultimo(argumentos.data)
        pdf = relatorio_fechamento.em_pdf(fechamento.id, apontamentos.detalhe_de_fora)
    destino: Path = argumentos.saida
    with disco.traduzir(destino):
        destino.write_bytes(pdf)
    objeto = {"data": fechamento.data.isoformat(), "arquivo": str(destino), "bytes": len(pdf)}
    return Resposta(objeto, f"Relatório do fechamento de {frases.data_curta(fechamento.data)} em {destino}.")


def _ultimo(data: date | None) -> Fechamento:
    filtros = {"data": data.isoformat()} if data else {}
    achados = fechamentos.pagina(Consulta(decrescente=True, limite=1, filtros=filtros)).linhas
    if not achados:
        raise DadoInvalido(
            "fechamento", f"não há nenhum em {frases.data_curta(data)}" if data else "ainda não há nenhum"
        )
    return achados[0]
