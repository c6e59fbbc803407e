"""O segredo não sobra no que se guarda de uma resposta, como quer que o servidor o repita."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.rede.ocultacao import TARJA, Ocultador

SENHA = "s3nha-Secret@/çã+"
TOKEN = "ya29." + "".join(chr(65 + (i * 7) % 26) + str(i % 10) for i in range(300))


def _em_base64(texto: str) -> str:
    return base64.b64encode(texto.encode()).decode()


@pytest.mark.parametrize("segredo", [SENHA, TOKEN])
@pytest.mark.parametrize(
    "escrever",
    [
        lambda segredo: segredo,
        _em_base64,
        lambda segredo: _em_base64(f"\0usuario\0{segredo}"),
        lambda segredo: _em_base64(f"\0usuari\0{segredo}"),
        lambda segredo: _em_base64(f"user=a\1auth=Bearer {segredo}\1\1"),
        lambda segredo: base64.urlsafe_b64encode(segredo.encode()).decode(),
        lambda segredo: quote(segredo, safe=""),
    ],
)
def test_segredo_some_em_qualquer_forma(segredo: str, escrever: object) -> None:
    assert callable(escrever)
    escrito = escrever(segredo)
    oculto = Ocultador(segredo).ocultar(f"5.7.8 recebi {escrito} e nao serve")
    assert TARJA in oculto
    # A segunda metade é toda do segredo; a primeira pode ser do usuário.
    assert not [i for i in range(len(escrito) // 2, len(escrito) - 8) if escrito[i : i + 8] in oculto]
    assert oculto.startswith("5.7.8 recebi ")
    assert oculto.endswith(" e nao serve")


def test_token_quebrado_em_linhas_ou_cortado_tambem_some() -> None:
    linhas = "\n".join(TOKEN[i : i + 40] for i in range(0, len(TOKEN), 40))
    oculto = Ocultador(TOKEN).ocultar(f"535 {linhas}")
    assert not any(TOKEN[i : i + 17] in oculto for i in range(len(TOKEN) - 17))
    assert TOKEN[:100] not in Ocultador(TOKEN).ocultar(TOKEN[:100])


def test_sem_segredo_nada_muda() -> None:
    assert Ocultador("", "").ocultar("2.0.0 na fila como 77") == "2.0.0 na fila como 77"
    assert Ocultador(SENHA).ocultar("2.0.0 na fila como 77") == "2.0.0 na fila como 77"
    assert SENHA not in repr(Ocultador(SENHA))


@given(segredo=st.text(min_size=4, max_size=40), antes=st.text(max_size=10), depois=st.text(max_size=10))
def test_nem_o_segredo_nem_o_base64_dele_sobram(segredo: str, antes: str, depois: str) -> None:
    for escrito in (segredo, _em_base64(segredo)):
        oculto = Ocultador(segredo).ocultar(f"{antes}{escrito}{depois}")
        assert escrito not in oculto.replace(TARJA, "")
