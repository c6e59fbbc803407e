"""O arquivo de pedidos, de chave número."""

from __future__ import annotations

from datetime import date

from modelos.acesso.consulta import Consulta
from modelos.carteira import pedidos
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.carteira.pedido import Pedido
from tests.modelos.importacao.amostras import Importar

FORMATO = FORMATOS[Tipo.PEDIDOS]

TITULOS = "numero;cliente;data;valor;situacao"


def test_mesmo_numero_atualiza(importa: Importar) -> None:
    importa(Tipo.PEDIDOS, f"{TITULOS}\n10;001;24/11/2026;1.234,56;Aberto\n")
    resultado = importa(Tipo.PEDIDOS, f"{TITULOS}\n10;001;24/11/2026;1,00;\n")
    assert resultado.alteradas == 1
    (pedido,) = pedidos.pagina(Consulta()).linhas
    assert (pedido.valor_centavos, pedido.situacao) == (100, "")


def test_obrigatoria_vazia_rejeita_so_a_linha(importa: Importar) -> None:
    ruins = "10;;24/11/2026;1,00;\n11;001;;1,00;\n12;001;24/11/2026;;\n13;001;24/11/2026;0,00;\n"
    resultado = importa(Tipo.PEDIDOS, f"{TITULOS}\n{ruins}14;001;24/11/2026;1,00;\n")
    assert (resultado.rejeitadas, resultado.incluidas) == (4, 1)


def test_existente_muda_so_no_que_veio() -> None:
    atual = Pedido("10", "001", date(2026, 11, 24), 100, "Aberto")
    assert FORMATO.montar({"numero": "10", "valor_centavos": 200}, atual) == atual.__class__(
        "10", "001", date(2026, 11, 24), 200, "Aberto"
    )
