"""O protocolo percorrido inteiro: são, não falha; com cada furo de antes, é acusado."""

from __future__ import annotations

import pytest

from ensaios.mundo import Defeito
from ensaios.protocolo import UMA_COISA_SO, Modelo, com_defeito, percorrer


@pytest.mark.parametrize("distribuido", [False, True])
def test_o_protocolo_sao_nao_falha_em_nenhuma_ordem(*, distribuido: bool) -> None:
    visitados, historia = percorrer(Modelo(distribuido=distribuido, limites=UMA_COISA_SO))
    assert historia == []
    assert visitados > 8_000


@pytest.mark.parametrize(
    ("defeito", "falha"),
    [
        (Defeito.TRAVA_PELO_NOME, "em dúvida o que um processo vivo ainda transmite"),
        (Defeito.DESISTENCIA_SEM_DONO, "aceito 2 vezes com 0 decisões de risco"),
        (Defeito.DIARIO_POR_USUARIO, "aceito 2 vezes com 0 decisões de risco"),
        (Defeito.DIARIO_SEM_CADEIA, "aceito 2 vezes com 0 decisões de risco"),
        (Defeito.DIARIO_SO_CONTADO, "aceito 2 vezes com 0 decisões de risco"),
        (Defeito.SEM_CERCADO, "quem perdeu a posse escreveu na base"),
        (Defeito.COPIA_COM_A_MESMA_IDENTIDADE, "a base diz enviado e o servidor não aceitou nada"),
    ],
)
def test_cada_furo_replantado_e_acusado(defeito: Defeito, falha: str) -> None:
    assert percorrer(com_defeito(defeito))[1][-1] == falha
