"""`devolvidos`: quem não recebe mais, e a limpeza da marca."""

from __future__ import annotations

import pytest

from tests.linha_de_comando import Terminal, por_cliente


@pytest.fixture
def devolvido(pronto: Terminal) -> Terminal:
    """O endereço do cliente 001 não existe no servidor."""
    pronto.correio.recusados = {"a@um.example.com": (550, "5.1.1 não existe")}
    assert por_cliente(pronto("fechar")) == {"001": "recusado", "002": "enviado"}
    pronto.correio.recusados = {}
    return pronto


def test_base_sem_devolvidos(terminal: Terminal) -> None:
    assert terminal("devolvidos").objeto == {"devolvidos": []}
    assert "Nenhum endereço devolvido" in terminal.dizer("devolvidos").saida


def test_lista_com_o_motivo_e_desde_quando(devolvido: Terminal) -> None:
    (item,) = devolvido("devolvidos").objeto["devolvidos"]
    assert (item["email"], item["em"][:10]) == ("a@um.example.com", "2026-11-24")
    assert "5.1.1" in item["motivo"]
    assert "24/11/2026" in devolvido.dizer("devolvidos").saida


def test_limpar_faz_voltar_a_receber(devolvido: Terminal) -> None:
    assert "sem destinatario" in str(devolvido("fechar", "--simular", "--data", "2026-11-25").objeto["fora"])
    dito = devolvido("devolvidos", "limpar", "A@um.example.com")
    assert (dito.codigo, dito.objeto) == (0, {"devolvidos": []})
    assert "001" in por_cliente(devolvido("fechar", "--simular", "--data", "2026-11-25"))


@pytest.mark.parametrize(
    ("argumentos", "trecho"),
    [
        (["limpar"], "falta o endereço"),
        (["limpar", "outro@um.example.com"], "não está marcado como devolvido"),
        (["limpar", "sem-arroba"], "sem-arroba"),
        (["apagar", "a@um.example.com"], "use um de"),
    ],
)
def test_uso_errado(devolvido: Terminal, argumentos: list[str], trecho: str) -> None:
    dito = devolvido("devolvidos", *argumentos)
    assert dito.codigo == 2
    assert trecho in dito.frase
    assert len(devolvido("devolvidos").objeto["devolvidos"]) == 1
