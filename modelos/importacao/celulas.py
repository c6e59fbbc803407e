"""Lê o texto de uma célula conforme a coluna. Puro; o que não serve levanta `DadoInvalido`.

Todas as funções recebem o texto já sem espaços nas pontas e nunca vazio, e o nome da coluna.
Fonte: linha-de-comando.md, arquivos de importação.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from regras.carteira.nota import MAIOR_NUMERO
from regras.debito import PRIMEIRO_VENCIMENTO, ULTIMO_VENCIMENTO
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, Centavos, formatar, ler_centavos
from regras.documentos import compactar_cpf_cnpj
from regras.erros import DadoInvalido
from regras.nomes import chave

PRIMEIRO_ANO, ULTIMO_ANO = 1900, 2199
"""Fora destes anos a data é erro de digitação (ano com zero na frente, algarismo a mais)."""

_DATA_BRASILEIRA = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_DATA_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MASCARA = re.compile(r"[\s.\-]")
_BANCO = re.compile(r"[0-9]{1,3}")
_NUMERO = re.compile(r"[0-9]+")
_SIM = frozenset({"s", "sim", "verdadeiro", "true", "1"})
_NAO = frozenset({"n", "nao", "falso", "false", "0"})


def ler_texto(texto: str, coluna: str) -> str:
    """Devolve o texto em forma composta (NFC): o mesmo nome escrito de dois jeitos é um nome só."""
    return texto if texto.isascii() else unicodedata.normalize("NFC", texto)


def ler_data(texto: str, coluna: str) -> date:
    """Lê `dd/mm/aaaa` ou `aaaa-mm-dd`.

    Raises:
        DadoInvalido: outro formato, ou data que não existe.
    """
    dia = _data(texto)
    if dia is None:
        raise DadoInvalido(coluna, f"“{texto}” não é uma data possível em dd/mm/aaaa ou aaaa-mm-dd")
    return dia


@lru_cache(maxsize=8192)
def _data(texto: str) -> date | None:
    """As datas de um arquivo se repetem: lê cada uma uma vez."""
    if casou := _DATA_BRASILEIRA.fullmatch(texto):
        dia, mes, ano = map(int, casou.groups())
    elif casou := _DATA_ISO.fullmatch(texto):
        ano, mes, dia = map(int, casou.groups())
    else:
        return None
    if not PRIMEIRO_ANO <= ano <= ULTIMO_ANO:
        return None
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None


def ler_vencimento(texto: str, coluna: str) -> date:
    """Lê uma data entre 03/07/2000 e 31/12/2049.

    Raises:
        DadoInvalido: não é data, ou está fora da faixa.
    """
    dia = ler_data(texto, coluna)
    if not PRIMEIRO_VENCIMENTO <= dia <= ULTIMO_VENCIMENTO:
        raise DadoInvalido(
            coluna,
            f"{dia:%d/%m/%Y} está fora da faixa de {PRIMEIRO_VENCIMENTO:%d/%m/%Y} a {ULTIMO_VENCIMENTO:%d/%m/%Y}",
        )
    return dia


def ler_valor(texto: str, coluna: str) -> Centavos:
    """Lê um valor de R$ 0,01 a R$ 99.999.999,99, em centavos.

    Raises:
        DadoInvalido: não é valor, é ambíguo, ou está fora da faixa.
    """
    centavos = ler_saldo(texto, coluna)
    if centavos == 0:
        raise DadoInvalido(coluna, "o menor valor aceito é 0,01")
    return centavos


def ler_saldo(texto: str, coluna: str) -> Centavos:
    """Lê um valor de zero a R$ 99.999.999,99, em centavos; quem compara com o valor do débito é `debitos`.

    Raises:
        DadoInvalido: não é valor, é ambíguo, ou está fora da faixa.
    """
    centavos = ler_centavos(texto, coluna)
    if centavos > MAIOR_VALOR_CENTAVOS:
        raise DadoInvalido(coluna, f"passa de {formatar(MAIOR_VALOR_CENTAVOS)}")
    return centavos


def ler_sim_nao(texto: str, coluna: str) -> bool:
    """Lê S ou N (e sim, não; verdadeiro, falso, que é como o Excel guarda a caixa marcada).

    Raises:
        DadoInvalido: outra coisa.
    """
    forma = chave(texto)
    if forma in _SIM:
        return True
    if forma in _NAO:
        return False
    raise DadoInvalido(coluna, f"“{texto}” não é S nem N")


def ler_cpf_cnpj(texto: str, coluna: str) -> str:
    """Tira a máscara. Não julga: CPF/CNPJ inválido é gravado e apontado."""
    return compactar_cpf_cnpj(ler_texto(texto, coluna))


def ler_sem_mascara(texto: str, coluna: str) -> str:
    """Tira pontos, hífens e espaços de um número (CEP, linha digitável); com outra coisa, fica como veio."""
    compacto = _MASCARA.sub("", texto)
    return compacto if _NUMERO.fullmatch(compacto) else ler_texto(texto, coluna)


def ler_maiusculas(texto: str, coluna: str) -> str:
    """Devolve o texto em maiúsculas (UF, espécie)."""
    return ler_texto(texto, coluna).upper()


def ler_aceite(texto: str, coluna: str) -> str:
    """Lê o aceite do título: `A` (aceito) ou `N` (não aceito); S e sim valem A (boleto.md B.7).

    Raises:
        DadoInvalido: outra coisa.
    """
    if chave(texto) == "a":
        return "A"
    try:
        return "A" if ler_sim_nao(texto, coluna) else "N"
    except DadoInvalido as erro:
        raise DadoInvalido(coluna, f"“{texto}” não é A (aceito) nem N (não aceito)") from erro


def ler_banco(texto: str, coluna: str) -> str:
    """Lê o código do banco, com os zeros à esquerda que a planilha costuma comer.

    Raises:
        DadoInvalido: não são até três algarismos.
    """
    if not _BANCO.fullmatch(texto):
        raise DadoInvalido(coluna, f"“{texto}” não é um código de banco de três algarismos")
    return texto.zfill(3)


def ler_grupos(texto: str, coluna: str) -> tuple[str, ...]:
    """Separa nomes de grupo por `|`; partes vazias e repetidas (sem maiúsculas e acentos) não contam."""
    nomes: dict[str, str] = {}
    for parte in ler_texto(texto, coluna).split("|"):
        if comparado := chave(parte):
            nomes.setdefault(comparado, " ".join(parte.split()))
    return tuple(nomes.values())


def ler_nome_de_tabela(texto: str, coluna: str) -> str:
    """Lê um nome de situação, sem espaços repetidos (regras.md §1).

    Raises:
        DadoInvalido: nada sobra quando comparado sem acentos; a base não teria como reconhecê-lo.
    """
    nome = _nome(texto)
    if not nome:
        raise DadoInvalido(coluna, f"“{texto}” não é um nome")
    return nome


@lru_cache(maxsize=1024)
def _nome(texto: str) -> str:
    """Situações são poucas e se repetem em toda linha: lê cada uma uma vez."""
    nome = " ".join(ler_texto(texto, "").split())
    return nome if chave(nome) else ""


def ler_numero_de_nota(texto: str, coluna: str) -> int:
    """Lê o número de uma nota: inteiro, porque a falha de numeração é uma conta.

    Raises:
        DadoInvalido: não é um inteiro de 1 a quinze algarismos.
    """
    if not _NUMERO.fullmatch(texto) or not 1 <= int(texto) <= MAIOR_NUMERO:
        raise DadoInvalido(coluna, f"“{texto}” não é um número de nota (de 1 a quinze algarismos)")
    return int(texto)
