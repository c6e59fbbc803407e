"""O retorno do banco e o extrato, estragados: cada leiaute parte das amostras dele, e nada estragado vira pagamento.

Uma baixa só existe com a data e o valor que o arquivo traz, e nunca no título incompleto: é o que se confere aqui.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from regras.retorno import exame, extrato, leitura, linhas
from regras.retorno.conciliacao import DebitoNoBanco, decidir
from regras.retorno.titulo import QUE_BAIXAM, Resultado

AMOSTRAS = Path(__file__).resolve().parents[2] / "tests" / "exemplos" / "retorno"
PEDACOS = (b"\r\n", b"\x1a", b" " * 15, b"0" * 15, b"06", b"17", b"3" + b" " * 5 + b"T", b"\xef\xbb\xbf", b"9" * 13)
DO_OFX = (b"<STMTTRN>", b"</STMTTRN>", b"<TRNAMT>", b"-1", b"1.234,56", b"<!ENTITY", b"&amp;", b"\xff\xfe", b"<OFX>")
_HOJE = date(2026, 11, 24)
_OFX = (
    b"OFXHEADER:100\nCHARSET:1252\n\n<OFX><BANKACCTFROM><BANKID>237<ACCTID>1</BANKACCTFROM><BANKTRANLIST><DTEND>20261124"
    b"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261124120000[-3:BRT]<TRNAMT>150.00<FITID>1<MEMO>PIX JOS\xc9</STMTTRN>"
    b"</BANKTRANLIST></OFX>"
)


def ler_retorno(conteudo: bytes) -> None:
    """Examina, lê e decide tudo como se cada título tivesse um débito do valor dele; a baixa tem de ser inteira."""
    examinado = exame.examinar(linhas.abrir(conteudo))
    for titulo in leitura.ler(linhas.abrir(conteudo), examinado):
        debito = DebitoNoBanco(1, titulo.valor_pago_centavos or 1, True)
        decisao = decidir(
            titulo, "1", [debito], hoje=_HOJE, totais_fecham=examinado.fecha(), encargos=lambda _debito, _em: 0
        )
        if decisao.resultado is Resultado.BAIXADO:
            assert titulo.completo
            assert titulo.efeito in QUE_BAIXAM
            assert titulo.valor_pago_centavos
            assert titulo.data_ocorrencia is not None
            assert titulo.data_ocorrencia <= _HOJE
            assert examinado.fecha()


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
