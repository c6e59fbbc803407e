"""O Pix copia e cola que o banco devolveu com o registro do boleto: só se confere, nunca se monta (boleto.md B.9).

Montar um com a chave do beneficiário cobraria o cliente sem baixar o boleto.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from regras.dinheiro import Centavos, em_reais, ler_centavos
from regras.erros import DadoInvalido

CAMPO = "Pix do banco"
MAIOR_TEXTO = 512
_SEM_QR = "O boleto sai sem o QR. Importe de novo o copia e cola que o banco devolveu."
_DOMINIO = "br.gov.bcb.pix"
_CONTAS = frozenset(f"{numero:02d}" for numero in range(26, 52))
_CRC = "63"
_TAMANHO_CRC = 4
_TXID = re.compile(r"\*{3}|[A-Za-z0-9]{1,35}")
_VALOR = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")


def conferir(copia_e_cola: str, valor_centavos: Centavos) -> str:
    """Devolve o copia e cola sem espaços nas pontas, se é um Pix dinâmico, inteiro e do valor do boleto.

    Args:
        copia_e_cola: como veio do banco (BR Code).
        valor_centavos: o do boleto; um Pix que não diz o valor também serve.

    Raises:
        DadoInvalido: não é um BR Code, foi cortado ou trocado (CRC), não é Pix, é de chave (estático), não é em reais
            ou é de outro valor.
    """
    texto = copia_e_cola.strip()
    if not texto.isascii() or not texto.isprintable() or len(texto) > MAIOR_TEXTO:
        raise _invalido(f"passa de {MAIOR_TEXTO} caracteres ou tem letra que um Pix não tem")
    campos = dict(_campos(texto))
    if campos.get("00") != "01" or _CRC not in campos:
        raise _invalido("não é um copia e cola de Pix")
    if calcular_crc(texto[:-_TAMANHO_CRC]) != campos[_CRC]:
        raise _invalido("o código de conferência (CRC) não bate: há letra trocada ou faltando")
    contas = (dict(_campos(conteudo)) for numero, conteudo in campos.items() if numero in _CONTAS)
    do_pix = [conta for conta in contas if conta.get("00", "").lower() == _DOMINIO]
    if not do_pix:
        raise _invalido(f"não traz {_DOMINIO}")
    for conta in do_pix:
        _conferir_endereco(conta)
    if not _TXID.fullmatch(dict(_campos(campos.get("62", ""))).get("05", "")):
        raise _invalido("não traz o identificador (62-05) de um Pix do banco")
    if campos.get("53") != "986" or campos.get("58") != "BR":
        raise _invalido("não é em reais, no Brasil")
    _conferir_valor(campos.get("54"), valor_centavos)
    return texto


def calcular_crc(texto: str) -> str:
    """CRC-16 de tudo até `6304`, inclusive: polinômio 0x1021, início 0xFFFF, em quatro hexadecimais maiúsculos."""
    return f"{binascii.crc_hqx(texto.encode('ascii'), 0xFFFF):04X}"


def _campos(texto: str) -> Iterator[tuple[str, str]]:
    """Cada campo: dois algarismos de número, dois de tamanho e o conteúdo. O CRC é sempre o último."""
    posicao = 0
    while posicao < len(texto):
        numero, tamanho = texto[posicao : posicao + 2], texto[posicao + 2 : posicao + 4]
        conteudo = texto[posicao + 4 : posicao + 4 + int(tamanho)] if tamanho.isdecimal() else ""
        posicao += 4 + len(conteudo)
        inteiro = numero.isdecimal() and tamanho.isdecimal() and len(conteudo) == int(tamanho)
        if not inteiro or (numero == _CRC and posicao != len(texto)):
            raise _invalido("está cortado ou não é um copia e cola de Pix")
        yield numero, conteudo


def _conferir_endereco(conta: dict[str, str]) -> None:
    """Só o dinâmico, que traz o endereço da cobrança no banco: o de chave paga, mas não baixa o boleto."""
    endereco = conta.get("25", "")
    if "01" in conta or not endereco:
        raise _invalido("é de uma chave Pix, e não da cobrança registrada no banco: pagar por ele não baixa o boleto")
    if "://" in endereco or " " in endereco:
        raise _invalido("traz um endereço que os bancos não leem (vai sem https:// e sem espaço)")


def _conferir_valor(escrito: str | None, valor_centavos: Centavos) -> None:
    if escrito is None:
        return
    if not _VALOR.fullmatch(escrito):
        raise _invalido("traz um valor que não se lê")
    inteiro, _, casas = escrito.partition(".")
    centavos = ler_centavos(f"{inteiro}.{casas:0<2}", CAMPO)
    if centavos != valor_centavos:
        raise _invalido(f"é de {em_reais(centavos)}, e o boleto é de {em_reais(valor_centavos)}")


def _invalido(motivo: str) -> DadoInvalido:
    return DadoInvalido(CAMPO, motivo, o_que_fazer=_SEM_QR)
