"""O de-para aprendido: guardado por cabeçalho, usado sozinho, esquecido a pedido."""

from __future__ import annotations

from modelos.base.abertura import Base
from modelos.importacao import mapas
from modelos.importacao.resultado import Tipo
from tests.modelos.importacao.amostras import EM, Importar, contar, obter_debito

TITULOS = ("Quem", "Papel", "Vez", "Dia", "Quanto", "Obs")
COLUNAS = {"Quem": "cliente", "Papel": "documento", "Vez": "parcela", "Dia": "vencimento", "Quanto": "valor"}


def test_guarda_um_por_cabecalho_e_tipo(base: Base) -> None:
    mapas.gravar(Tipo.DEBITOS, TITULOS, COLUNAS, EM)
    mapas.gravar(Tipo.DEBITOS, TITULOS, COLUNAS | {"Obs": "situacao"}, EM)
    (mapa,) = mapas.listar()
    assert (mapa.tipo, mapa.titulos, mapa.em) == (Tipo.DEBITOS, TITULOS, EM)
    assert mapa.por_titulo() == COLUNAS | {"Obs": "situacao"}
    assert mapas.obter(Tipo.CLIENTES, TITULOS) is None
    assert mapas.obter(Tipo.DEBITOS, tuple(titulo.upper() for titulo in TITULOS)) == mapa


def test_o_arquivo_de_titulos_estranhos_entra_depois_de_ensinado(importa: Importar) -> None:
    texto = f"Relatório de títulos\n{';'.join(TITULOS)}\n001;10;1;20/11/2026;1,50;x\n"
    assert "faltam as colunas" in (importa(Tipo.DEBITOS, texto).erro or "")
    mapas.gravar(Tipo.DEBITOS, TITULOS, COLUNAS, EM)
    resultado = importa(Tipo.DEBITOS, texto)
    assert contar(resultado) == (1, 0, 0, 0, 0)
    assert resultado.ignoradas == ("Obs",)
    assert obter_debito("001", "10").valor_centavos == 150


def test_apagado_deixa_de_valer(base: Base) -> None:
    mapas.gravar(Tipo.DEBITOS, TITULOS, COLUNAS, EM)
    assert (mapas.apagar(TITULOS), mapas.apagar(TITULOS), mapas.listar()) == (1, 0, [])
