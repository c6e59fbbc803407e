"""O fechamento conferido, débito a débito, contra o cálculo independente dos ensaios (regras.md inteira)."""

from __future__ import annotations

import copy
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ensaios import calculo, conferencia
from ensaios.calculo import Calculo, Parametros
from ensaios.carteira import HOJE, sortear
from ensaios.programa import servidor
from envio.acesso.segredos import CofreEmMemoria
from envio.correio.smtp import TransporteSMTP
from ui.terminal import principal
from ui.terminal.sessao import Composicao

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def rodar_aqui(base: Path) -> Any:
    """A linha de comando inteira, sem o custo de um processo por comando."""
    composicao = Composicao(
        lambda: AGORA, lambda: HOJE, lambda _uuid: CofreEmMemoria(), TransporteSMTP, lambda _caminho: 0
    )

    def rodar(*argumentos: str) -> tuple[int, dict[str, Any]]:
        saida = io.StringIO()
        todos = [*argumentos, "--json", "--base", str(base)]
        codigo = principal.executar(todos, composicao, entrada=io.StringIO(), saida=saida, erros=io.StringIO())
        return codigo, json.loads(saida.getvalue())

    return rodar


def test_trezentos_clientes_e_dois_mil_debitos_batem_com_o_calculo_independente(tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    with servidor(tmp_path / "correio") as porta:
        divergencias = conferencia.conferir(rodar_aqui(base), base, sortear(300, 2000), porta, lambda _linha: None)
    assert divergencias == []


def test_a_carteira_sorteada_tem_todas_as_variedades() -> None:
    """Sem isto a conferência poderia bater por não haver o que conferir."""
    feito = Calculo(sortear(300, 2000))
    feito.executar(HOJE, Parametros())
    motivos, estados = set(), set()
    for passo in conferencia.ROTEIRO:
        resultado = feito.simular(passo.data, passo.parametros)
        motivos |= set(resultado.fora.values())
        estados |= {aviso.estado for aviso in resultado.avisos.values()}
    de_novo = feito.executar(HOJE, Parametros())
    motivos |= set(de_novo.fora.values())
    debitos = [debito for aviso in feito.historico.avisos[HOJE].values() for debito in aviso.debitos]
    assert motivos == {
        "nao avisar", "promessa", "sem destinatario", "ja avisado hoje", "ciclo", "valor minimo"
    }  # fmt: skip
    assert estados == {"pendente", "enviado", "adiado", "recusado"}
    assert {(debito["classe"], debito["boleto"]) for debito in debitos} == {
        ("a_vencer", True), ("a_vencer", False), ("vencido", True), ("vencido", False)
    }  # fmt: skip
    assert any(aviso.pendentes for aviso in feito.historico.avisos[HOJE].values())


@pytest.mark.parametrize(
    ("estragar", "frase"),
    [
        (lambda json: json["avisos"][0]["debitos"][0].update(multa="9.99"), "multa"),
        (lambda json: json["avisos"][0]["debitos"].pop(), "débitos"),
        (lambda json: json["avisos"][0].update(destinatarios=["a@b.com"]), "destinatarios"),
        (lambda json: json["avisos"].pop(), "pelo cálculo, aviso; pelo programa, ausente"),
        (lambda json: json["avisos"].reverse(), "fora de ordem"),
        (lambda json: json["fora"][0].update(motivo="ciclo"), "pelo programa, ciclo"),
        (lambda json: json["apontamentos"].clear(), "não foi apontado"),
        (lambda json: json["totais"].update(boletos=0), "totais"),
    ],
)
def test_a_comparacao_acusa_cada_diferenca(estragar: Any, frase: str) -> None:
    esperado = Calculo(sortear(60, 360)).simular(HOJE, Parametros())
    obtido = em_json(esperado)
    assert list(conferencia.comparar(esperado, obtido)) == []
    estragar(obtido)
    assert any(frase in divergencia for divergencia in conferencia.comparar(esperado, obtido))


def em_json(resultado: calculo.Resultado) -> dict[str, Any]:
    """Um resultado do cálculo na forma da saída de `fechar`."""
    avisos = [
        {"cliente": codigo, "destinatarios": aviso.destinatarios, "estado": aviso.estado, "debitos": aviso.debitos}
        for codigo, aviso in sorted(resultado.avisos.items())
    ]
    debitos = [debito for aviso in avisos for debito in aviso["debitos"]]
    totais = dict.fromkeys(("enviados", "adiados", "recusados", "em_duvida"), 0)
    totais |= {"avisos": len(avisos), "debitos": len(debitos), "boletos": sum(item["boleto"] for item in debitos)}
    return copy.deepcopy(
        {
            "avisos": avisos,
            "fora": [{"cliente": codigo, "motivo": motivo} for codigo, motivo in sorted(resultado.fora.items())],
            "apontamentos": [
                {"cliente": codigo, "documento": documento, "parcela": parcela}
                for codigo, documento, parcela in resultado.apontados
            ],
            "totais": totais,
        }
    )


@pytest.mark.parametrize(
    ("ano", "pascoa"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2049, (4, 18))]
)
def test_a_pascoa_do_calculo_e_a_do_calendario(ano: int, pascoa: tuple[int, int]) -> None:
    sexta_santa = date(ano, *pascoa) - 2 * calculo.UM_DIA
    assert sexta_santa in calculo.feriados_do_ano(ano)
