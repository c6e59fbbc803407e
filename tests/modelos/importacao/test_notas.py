"""O arquivo de notas, de chave série + número."""

from __future__ import annotations

from datetime import date

from modelos.acesso.consulta import Consulta
from modelos.carteira import notas
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.carteira.nota import Nota
from tests.modelos.importacao.amostras import Importar

FORMATO = FORMATOS[Tipo.NOTAS]


def test_mesma_serie_e_numero_atualizam_e_serie_diferente_e_outra(importa: Importar) -> None:
    importa(Tipo.NOTAS, "serie;numero;emissao;situacao\n1;10;24/11/2026;Emitida\n2;10;;\n")
    resultado = importa(Tipo.NOTAS, "serie;numero;situacao\n1;10;Cancelada\n")
    assert (resultado.alteradas, resultado.incluidas) == (1, 0)
    gravadas = {(nota.serie, nota.numero): nota for nota in notas.pagina(Consulta()).linhas}
    assert gravadas["1", 10] == Nota("1", 10, date(2026, 11, 24), "Cancelada")
    assert gravadas["2", 10].emissao is None


def test_numero_que_nao_e_inteiro_rejeita_so_a_linha(importa: Importar) -> None:
    resultado = importa(Tipo.NOTAS, "serie;numero\n1;dez\n1;11\n1;-1\n")
    assert (resultado.rejeitadas, resultado.incluidas) == (2, 1)


def test_existente_muda_so_no_que_veio() -> None:
    atual = Nota("1", 10, date(2026, 11, 24), "Emitida")
    assert FORMATO.montar({"serie": "1", "numero": 10, "emissao": None}, atual) == Nota("1", 10, None, "Emitida")
