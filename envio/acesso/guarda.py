"""Os segredos da autorização no cofre do sistema: o token de renovação, em pedaços que cabem nele, e o do aplicativo.

O Gerenciador de Credenciais do Windows guarda até 1280 caracteres por entrada, e um token da Microsoft passa disso. O
token de acesso nunca vem para cá.
"""

from __future__ import annotations

import secrets

from envio.acesso.segredos import Cofre
from regras.erros import DadoInvalido

PEDACO = 1200
"""Caracteres do token em cada entrada; o resto é a marca e a contagem."""
PEDACOS_MAXIMOS = 9


class Guarda:
    """Os segredos de autorização de uma conta."""

    def __init__(self, cofre: Cofre, numero: int) -> None:
        """Prepara, sem abrir o cofre.

        Args:
            cofre: onde ficam.
            numero: o da conta de e-mail.
        """
        self._cofre = cofre
        self._numero = numero

    def guardar_renovacao(self, token: str) -> None:
        """Troca o token de renovação, e esquece os pedaços que o anterior tinha a mais.

        Cada pedaço leva uma marca desta gravação: se ela for interrompida, os pedaços não se misturam.

        Raises:
            DadoInvalido: vazio, ou longo além do que se guarda.
            AmbienteIndisponivel: o cofre não deixou.
        """
        pedacos = [token[inicio : inicio + PEDACO] for inicio in range(0, len(token), PEDACO)]
        if not 0 < len(pedacos) <= PEDACOS_MAXIMOS:
            raise DadoInvalido("token de renovação", "o provedor mandou um que não cabe no cofre do sistema")
        marca = secrets.token_hex(4)
        for ordem, pedaco in enumerate(pedacos, 1):
            self._cofre.guardar(self._chave(ordem), f"{marca}:{len(pedacos)}:{pedaco}")
        self._apagar_pedacos(len(pedacos) + 1)

    def renovacao(self) -> str:
        """O token de renovação; vazio se não há um inteiro.

        Raises:
            AmbienteIndisponivel: o cofre não deixou.
        """
        marca, quantos, inicio = self._ler(1)
        pedacos = [inicio]
        for ordem in range(2, quantos + 1):
            outra, _, pedaco = self._ler(ordem)
            if outra != marca:
                return ""
            pedacos.append(pedaco)
        return "".join(pedacos)

    def guardar_segredo(self, segredo: str) -> None:
        """Troca o segredo do aplicativo.

        Raises:
            DadoInvalido: vazio ou longo demais.
            AmbienteIndisponivel: o cofre não deixou.
        """
        self._cofre.guardar(self._chave_do_segredo(), segredo)

    def segredo(self) -> str:
        """O segredo do aplicativo, ou vazio.

        Raises:
            AmbienteIndisponivel: o cofre não deixou.
        """
        return self._cofre.obter(self._chave_do_segredo()) or ""

    def esquecer_renovacao(self) -> None:
        """Apaga o token de renovação.

        Raises:
            AmbienteIndisponivel: o cofre não deixou.
        """
        self._apagar_pedacos(1)

    def esquecer(self) -> None:
        """Apaga tudo da autorização desta conta.

        Raises:
            AmbienteIndisponivel: o cofre não deixou.
        """
        self.esquecer_renovacao()
        self._cofre.apagar(self._chave_do_segredo())

    def _ler(self, ordem: int) -> tuple[str, int, str]:
        marca, _, resto = (self._cofre.obter(self._chave(ordem)) or "").partition(":")
        quantos, _, pedaco = resto.partition(":")
        return (marca, int(quantos), pedaco) if quantos.isdecimal() else ("", 0, "")

    def _apagar_pedacos(self, primeiro: int) -> None:
        for ordem in range(primeiro, PEDACOS_MAXIMOS + 1):
            if self._cofre.obter(self._chave(ordem)) is None:
                return
            self._cofre.apagar(self._chave(ordem))

    def _chave(self, ordem: int) -> str:
        return f"{self._numero}:renovacao:{ordem}"

    def _chave_do_segredo(self) -> str:
        return f"{self._numero}:aplicativo"
