"""Ajustes da base que não são regra de cobrança: o modo de teste e por quanto tempo guardar as mensagens."""

from __future__ import annotations

from dataclasses import dataclass

from regras.documentos import validar_email
from regras.erros import DadoInvalido

MESES_DE_INICIO = 60
"""Cinco anos: o prazo em que a dívida líquida prescreve (Código Civil, art. 206, § 5º, I)."""
MAIS_MESES = 600


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Os ajustes.

    Atributos:
        teste_para: no modo de teste, o único endereço que recebe; vazio, o envio é de verdade.
        guardar_meses: por quantos meses guardar o corpo das mensagens; 0 guarda para sempre.
    """

    teste_para: str = ""
    guardar_meses: int = MESES_DE_INICIO

    def em_teste(self) -> bool:
        """Diz se o modo de teste está ligado."""
        return bool(self.teste_para)


def validar(ajustes: Ajustes) -> None:
    """Confere os ajustes antes de gravar.

    Raises:
        DadoInvalido: endereço ou número de meses que não serve.
    """
    if ajustes.teste_para:
        validar_email(ajustes.teste_para, "endereço de teste")
    if not 0 <= ajustes.guardar_meses <= MAIS_MESES:
        raise DadoInvalido("meses", f"{ajustes.guardar_meses} está fora da faixa de 0 a {MAIS_MESES}")
