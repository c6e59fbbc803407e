"""As tabelas de ocorrências, por banco e leiaute, são as da referência."""

from __future__ import annotations

import json
from collections.abc import Mapping

from regras.retorno.forma import Efeitos
from regras.retorno.leiautes import LEIAUTES_240, LEIAUTES_400
from regras.retorno.titulo import DE_PAGAMENTO, QUE_BAIXAM
from tests.regras.retorno.test_leitura import EXEMPLOS

ESPERADAS: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(
    (EXEMPLOS / "ocorrencias.json").read_text(encoding="utf-8")
)


def _em_texto(efeitos: Efeitos) -> dict[str, str]:
    return {codigo.decode(): efeito.value for codigo, efeito in efeitos.items()}


def test_cada_banco_tem_as_suas_ocorrencias() -> None:
    assert {banco: _em_texto(leiaute.efeitos) for banco, leiaute in LEIAUTES_240.items()} == ESPERADAS["240"]
    lidas = {banco: [_em_texto(leiaute.efeitos) for leiaute in tipos.values()] for banco, tipos in LEIAUTES_400.items()}
    assert {banco: tabelas[0] for banco, tabelas in lidas.items()} == ESPERADAS["400"]
    assert all(tabela == tabelas[0] for tabelas in lidas.values() for tabela in tabelas)


def test_so_os_dois_da_lista_branca_baixam() -> None:
    assert {efeito.value for efeito in QUE_BAIXAM} == {"liquidado", "liquidado_cartorio"}
    assert QUE_BAIXAM < DE_PAGAMENTO
