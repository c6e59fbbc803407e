"""O retorno do banco e o extrato, estragados: cada leiaute parte das amostras dele, e nada estragado vira pagamento.

Um pagamento só existe com a data e o valor que o arquivo traz, e nunca no título incompleto: é o que se confere aqui.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from regras.retorno import exame, extrato, leitura, linhas
from regras.retorno.titulo import Efeito

AMOSTRAS = Path(__file__).resolve().parents[2] / "tests" / "exemplos" / "retorno"
PEDACOS = (b"\r\n", b"\x1a", b" " * 15, b"0" * 15, b"06", b"17", b"3" + b" " * 5 + b"T", b"\xef\xbb\xbf", b"9" * 13)
DO_OFX = (b"<STMTTRN>", b"</STMTTRN>", b"<TRNAMT>", b"-1", b"1.234,56", b"<!ENTITY", b"&amp;", b"\xff\xfe", b"<OFX>")
_OFX = (
    b"OFXHEADER:100\nCHARSET:1252\n\n<OFX><BANKACCTFROM><BANKID>237<ACCTID>1</BANKACCTFROM><BANKTRANLIST><DTEND>20261124"
    b"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261124120000[-3:BRT]<TRNAMT>150.00<FITID>1<MEMO>PIX JOS\xc9</STMTTRN>"
    b"</BANKTRANLIST></OFX>"
)


def ler_retorno(conteudo: bytes) -> None:
    """Examina e lê tudo; um título de pagamento tem de estar inteiro."""
    examinado = exame.examinar(linhas.abrir(conteudo))
    for titulo in leitura.ler(linhas.abrir(conteudo), examinado):
        pago = titulo.valor_pago_centavos
        if titulo.efeito in (Efeito.LIQUIDADO, Efeito.LIQUIDADO_CARTORIO) and pago is not None:
            assert titulo.completo
            assert 0 <= pago < 10**16
            assert titulo.sequencial == titulo.sequencial.lstrip("0")


def ler_ofx(conteudo: bytes) -> None:
    """Lê o extrato; um crédito tem valor e data."""
    for credito in extrato.ler(conteudo).creditos:
        assert credito.centavos > 0


def exemplos_de_ofx() -> list[bytes]:
    """Um SGML sem fechamento, em Windows-1252."""
    return [_OFX]


def _exemplos_de(prefixo: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [caminho.read_bytes() for caminho in sorted(AMOSTRAS.glob(f"{prefixo}*.ret"))]


def por_leiaute() -> dict[str, Callable[[], Sequence[bytes]]]:
    """De cada banco e tamanho, `retorno-237-240`, as amostras."""
    prefixos = sorted({"-".join(caminho.stem.split("-")[:2]) for caminho in AMOSTRAS.glob("*.ret")})
    return {f"retorno-{prefixo}": _exemplos_de(prefixo) for prefixo in prefixos}
