"""`importar-mapa`: lista, mostra o que se faria com um arquivo, e esquece."""

from __future__ import annotations

from modelos.base import abertura
from modelos.importacao import mapas
from modelos.importacao.resultado import Tipo
from tests.linha_de_comando import Terminal
from tests.modelos.importacao.amostras import EM


def _ensinar(terminal: Terminal) -> str:
    with abertura.abrir(terminal.base):
        mapas.gravar(Tipo.CLIENTES, ("Quem", "Papel", "Obs"), {"Quem": "codigo", "Papel": "nome"}, EM)
    return terminal.escrever("q.csv", "Quem;Papel;Obs\n009;Padaria;x\n")


def test_lista_mostra_usa_e_esquece(pronto: Terminal) -> None:
    assert pronto("importar-mapa").objeto == {"mapas": []}
    arquivo = _ensinar(pronto)
    (mapa,) = pronto("importar-mapa").objeto["mapas"]
    assert mapa["colunas"] == {"Quem": "codigo", "Papel": "nome", "Obs": None}
    mostrado = pronto("importar-mapa", arquivo, "--mostrar").objeto
    assert (mostrado["tipo"], mostrado["aprendido"], mostrado["faltam"]) == ("clientes", True, [])
    assert mostrado["assinatura"] == mapa["assinatura"]
    assert pronto("importar", "--clientes", arquivo).objeto["arquivos"][0]["incluidas"] == 1
    assert pronto("importar-mapa", arquivo).objeto == {"apagado": mapa["assinatura"]}
    dito = pronto("importar-mapa", arquivo)
    assert (dito.codigo, pronto("importar-mapa").objeto) == (2, {"mapas": []})


def test_mostrar_sem_arquivo_e_uso_errado_e_arquivo_que_nao_ha_e_dito(pronto: Terminal) -> None:
    assert pronto("importar-mapa", "--mostrar").codigo == 2
    dito = pronto("importar-mapa", "nao-ha.csv", "--mostrar")
    assert dito.codigo == 1
    assert "nao-ha.csv" in dito.objeto["erro"]["mensagem"]


def test_em_texto_diz_o_que_falta(pronto: Terminal) -> None:
    arquivo = pronto.escrever("d.csv", "Cliente;Título;Vencto;Valor\n001;10;20/11/2026;1,00\n")
    dito = pronto.dizer("importar-mapa", arquivo, "--mostrar")
    assert "Faltam: parcela" in dito.saida
    assert "Vencto → vencimento" in dito.saida
