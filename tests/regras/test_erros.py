"""Os erros dizem o que houve, onde e o que fazer."""

from __future__ import annotations

from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido, FalhaEnvio


def test_dado_invalido_diz_campo_motivo_e_lugar() -> None:
    erro = DadoInvalido("valor", "não é um número", "linha 3", "Corrija.")
    assert erro.frase() == "valor: não é um número (linha 3). Corrija."


def test_os_demais_dizem_o_que_houve_e_o_que_fazer() -> None:
    assert ConfiguracaoIncompleta("Falta a senha.", "Informe.").frase() == "Falta a senha. Informe."
    assert AmbienteIndisponivel("Disco cheio.").frase() == "Disco cheio."
    falha = FalhaEnvio(451, "tente depois", passageira=True)
    assert (falha.codigo, falha.passageira, falha.frase()) == (
        451,
        True,
        "O servidor de correio respondeu 451: tente depois",
    )
