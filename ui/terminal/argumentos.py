"""Leitura dos argumentos em português: ajuda, erros e as opções comuns a todos os comandos."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from regras.erros import DadoInvalido, ErroAviso

_TRADUCOES = (
    (r"the following arguments are required: (.*)", r"falta informar: \1"),
    (r"unrecognized arguments: (.*)", r"argumento desconhecido: \1"),
    (r"argument (.*?): expected (?:one argument|at least one argument|\d+ arguments?)", r"\1: falta o valor"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 não vale; use um de: \3"),
    (r"argument (.*?): invalid (?:int|float|_?inteiro) value: (.*)", r"\1: \2 não é um número inteiro"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 não pode ser usado junto com \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 não aceita valor (\2)"),
    (r"ambiguous option: (.*) could match (.*)", r"opção ambígua: \1 pode ser \2"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)

_DATA_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATA_BRASILEIRA = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")

PRIMEIRO_ANO, ULTIMO_ANO = 1900, 2199
"""Fora destes anos a data é erro de digitação; são os da importação."""


SENHA = "--senha-da-entrada"
"""A opção que lê a senha da entrada padrão: onde não há cofre, é por ela que a conta entra."""


class UsoErrado(ErroAviso):
    """Argumentos que o comando não entende (saída 2)."""


class Analisador(argparse.ArgumentParser):
    """`ArgumentParser` que fala português e levanta `UsoErrado` em vez de encerrar o processo."""

    def __init__(self, *argumentos: Any, **nomeados: Any) -> None:  # noqa: ANN401 - repassa ao argparse
        nomeados.setdefault("formatter_class", _Formato)
        nomeados.setdefault("allow_abbrev", False)
        nomeados["add_help"] = False
        super().__init__(*argumentos, **nomeados)
        self._montar: Callable[[Analisador], None] | None = None
        self._positionals.title = "o que informar"
        self._optionals.title = "opções"
        self.add_argument("-h", "--help", action="help", help="mostra esta ajuda")

    def pedir_senha(self) -> None:
        """Aceita a senha da conta de e-mail só para esta execução."""
        self.add_argument(SENHA, action="store_true", help="lê da entrada padrão a senha, só para esta execução")

    def adiar(self, montar: Callable[[Analisador], None]) -> None:
        """Guarda a montagem dos argumentos para quando este analisador for o escolhido."""
        self._montar = montar

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - a assinatura é a do argparse
        """Monta o que foi adiado e lê os argumentos."""
        montar, self._montar = self._montar, None
        if montar is not None:
            montar(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Traduz o erro e o levanta.

        Raises:
            UsoErrado: sempre.
        """
        for padrao, portugues in _TRADUCOES:
            if re.fullmatch(padrao, message, re.DOTALL):
                message = re.sub(padrao, portugues, message, count=1, flags=re.DOTALL)
                break
        ajuda = f"Veja `{self.prog} --help`."
        raise UsoErrado(f"{message[:1].upper()}{message[1:].rstrip('.')}.", ajuda)


class _Formato(argparse.RawDescriptionHelpFormatter):
    """Troca o rótulo inglês da linha de uso."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401 - tipos internos do argparse
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)


def acrescentar_comuns(analisador: Analisador) -> None:
    """Acrescenta as opções que valem antes ou depois do comando.

    O valor omitido é `SUPPRESS`: a posição em que a opção não veio não apaga o que a outra trouxe.
    """
    analisador.add_argument(
        "--base",
        metavar="CAMINHO_OU_URL",
        default=argparse.SUPPRESS,
        help="a base de dados; sem ela, a variável AVISO_BASE ou a pasta de dados do usuário",
    )
    analisador.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="escreve um objeto JSON, e só ele, na saída padrão",
    )


def tipo(ler: Callable[[str], Any]) -> Callable[[str], Any]:
    """Adapta um leitor que levanta `DadoInvalido` para o argparse."""

    def converter(texto: str) -> Any:  # noqa: ANN401 - o tipo é o do leitor
        try:
            return ler(texto)
        except DadoInvalido as erro:
            raise argparse.ArgumentTypeError(erro.motivo) from erro

    return converter


def ler_data(texto: str) -> date:
    """Lê `AAAA-MM-DD` ou `DD/MM/AAAA`.

    Raises:
        DadoInvalido: não é uma data, ou o ano é erro de digitação.
    """
    casou = _DATA_ISO.fullmatch(texto)
    partes = casou.groups() if casou else ()
    if casou := _DATA_BRASILEIRA.fullmatch(texto):
        partes = casou.groups()[::-1]
    try:
        ano, mes, dia = (int(parte) for parte in partes)
        lida = date(ano, mes, dia)
    except ValueError as erro:
        raise DadoInvalido("data", f"“{texto}” não é uma data (AAAA-MM-DD)") from erro
    if not PRIMEIRO_ANO <= ano <= ULTIMO_ANO:
        raise DadoInvalido("data", f"“{texto}” está fora dos anos de {PRIMEIRO_ANO} a {ULTIMO_ANO}")
    return lida


def ler_inteiro(menor: int, maior: int) -> Callable[[str], int]:
    """Devolve um leitor de inteiro dentro da faixa."""

    def ler(texto: str) -> int:
        if not re.fullmatch(r"\d{1,9}", texto, re.ASCII) or not menor <= int(texto) <= maior:
            raise DadoInvalido("número", f"“{texto}” não é um inteiro de {menor} a {maior}")
        return int(texto)

    return ler


NUMERO = tipo(ler_inteiro(1, 999_999_999))
"""O número de um aviso ou de uma conta."""
