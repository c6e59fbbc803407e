"""O relatório de um fechamento gravado, lido da base: o mesmo que a tela mostra vai para o PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from boletos.relatorios import relatorio_fechamento
from boletos.relatorios.relatorio_fechamento import RelatorioDoFechamento
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from modelos.avisos.fechamentos import Fechamento
from modelos.cadastro import empresas
from regras.cadastro import Empresa
from regras.erros import DadoInvalido
from regras.selecao import Fora


def em_pdf(numero: int, detalhar: Callable[[Fora], str]) -> bytes:
    """O relatório de um fechamento, em PDF. Rode fora da linha da tela.

    Args:
        numero: o do fechamento.
        detalhar: completa em palavras o motivo de quem ficou de fora.

    Raises:
        DadoInvalido: o fechamento não existe.
    """
    return relatorio_fechamento.em_pdf(levantar(numero, detalhar))


def nome_do_arquivo(data: date) -> str:
    """O nome que se propõe ao salvar o relatório desta data."""
    return f"relatorio-do-fechamento-{data.isoformat()}.pdf"


def levantar(numero: int, detalhar: Callable[[Fora], str]) -> RelatorioDoFechamento:
    """Junta o que o fechamento gravou com os avisos da data dele, como estão agora.

    Um dia pode ter mais de um fechamento, e cada cliente tem no máximo um aviso na data (regras.md §1): o relatório é
    da data inteira, e quem ficou de fora é o que este fechamento anotou.

    Raises:
        DadoInvalido: o fechamento não existe.
    """
    fechamento = fechamentos.obter(numero)
    if fechamento is None:
        raise DadoInvalido(f"fechamento {numero}", "não existe")
    da_data = tuple(avisos.listar(data=fechamento.data))
    empresa = empresas.obter() or Empresa("", "")
    return RelatorioDoFechamento(
        empresa,
        fechamento.data,
        _dizer_andamento(fechamento),
        da_data,
        fechamento.fora,
        _dizer_nota(fechamento),
        detalhar,
    )


def _dizer_andamento(fechamento: Fechamento) -> str:
    inicio = f"Começou em {_hora(fechamento.inicio_em)}"
    if fechamento.fim_em is None:
        return f"{inicio} e não terminou: foi interrompido, ou ainda está em andamento."
    fim = f"terminou em {_hora(fechamento.fim_em)}"
    if not fechamento.habilitado:
        return f"{inicio} e {fim}, com o aviso de débitos desabilitado: nada foi selecionado nem enviado."
    return f"{inicio} e {fim}."


def _dizer_nota(fechamento: Fechamento) -> str:
    repetidos = fechamentos.quantos_na_data(fechamento.data)
    if repetidos > 1:
        return f"Esta data foi fechada {repetidos} vezes; os avisos abaixo são os de todas, como estão agora."
    return "Os avisos estão como ficaram depois das decisões e reenvios feitos até agora."


def _hora(instante: datetime) -> str:
    """Na hora local da máquina."""
    return f"{instante.astimezone():%d/%m/%Y às %H:%M}"
