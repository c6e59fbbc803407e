"""O operador decide um título do retorno: dar o débito por pago, ou soltá-lo (retorno.md)."""

from __future__ import annotations

from datetime import date

from envio.retorno.casamento import Casador
from envio.retorno.leitura import leiaute_do
from modelos.acesso.conexao import transacao
from modelos.retorno import arquivos, decisoes
from modelos.retorno.extratos import LEIAUTE as LEIAUTE_DO_EXTRATO
from regras.retorno import leitura, linhas
from regras.retorno.arquivo import Decisao, DecisaoTomada, ItemDoRetorno
from regras.retorno.exame import examinar


def resolver(numero: int, linha: int, tomada: DecisaoTomada, hoje: date) -> ItemDoRetorno:
    """Dá por pago o débito do título, ou tira a baixa e a retenção dele.

    Args:
        numero: o `id` do retorno.
        linha: a do título no arquivo.
        tomada: a decisão do operador.
        hoje: o dia do relógio, que vale quando o título não traz data que sirva.

    Returns:
        O título como ficou.

    Raises:
        DadoInvalido: não há esse título, o arquivo foi desfeito, ou nenhum débito é o dele.
    """
    with transacao():
        titulo, debito, em = decisoes.titulo(numero, linha)
        if tomada.decisao is Decisao.SOLTAR:
            decisoes.soltar(titulo, debito, tomada)
        else:
            pago_em = min(em, hoje) if em is not None else hoje
            decisoes.baixar(titulo, debito or _procurar(numero, linha), pago_em, tomada)
        return arquivos.itens(numero, linha)[0]


def _procurar(numero: int, linha: int) -> int:
    """O débito que entrou na base depois da leitura, relido do arquivo guardado."""
    if arquivos.exigir(numero).leiaute == LEIAUTE_DO_EXTRATO:
        raise decisoes.sem_debito()
    octetos = arquivos.octetos(numero) or b""
    exame = examinar(linhas.abrir(octetos))
    titulos = leitura.ler(linhas.abrir(octetos), exame)
    do_titulo = [lido for lido in titulos if lido.linha == linha]
    achados = Casador(leiaute_do(exame)).casar(do_titulo)[0].debitos
    if len(achados) != 1:
        raise decisoes.sem_debito()
    return achados[0].id
