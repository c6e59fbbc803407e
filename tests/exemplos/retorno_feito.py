"""Arquivos de retorno feitos à medida do teste: 240 do Bradesco, com os totais que fecham."""

from __future__ import annotations

from datetime import date

HOJE = date(2026, 11, 24)


def _por(linha: str, coluna: int, texto: str) -> str:
    return linha[: coluna - 1] + texto + linha[coluna - 1 + len(texto) :]


def titulo(
    numero: int = 123,
    pago: int = 15000,
    *,
    ocorrencia: str = "06",
    em: date | None = HOJE,
    documento: str = "",
    valor: int = 15000,
    encargos: int = 0,
    desconto: int = 0,
    com_u: bool = True,
) -> list[str]:
    """Os segmentos de um título; dinheiro em centavos."""
    t = _por(" " * 240, 1, "2370001300000T ")
    t = _por(t, 16, ocorrencia)
    t = _por(t, 38, f"00900000{numero:011d}5")
    t = _por(t, 59, f"{documento:<15}")
    t = _por(t, 74, "19112026")
    t = _por(t, 82, f"{valor:015d}")
    t = _por(t, 199, "0" * 15)
    u = _por(" " * 240, 1, "2370001300000U ")
    u = _por(u, 16, ocorrencia)
    u = _por(u, 18, f"{encargos:015d}{desconto:015d}{0:015d}{0:015d}{pago:015d}{pago:015d}")
    u = _por(u, 138, (f"{em:%d%m%Y}" if em else "00000000") + "00000000")
    return [t, u] if com_u else [t]


def arquivo(
    *titulos: list[str],
    gerado: date = HOJE,
    sequencia: int = 310,
    agencia: str = "1234",
    conta: str = "55501",
    fecha: bool = True,
) -> bytes:
    """Um arquivo inteiro."""
    cabecalho = _por(_por(_por(" " * 240, 1, "23700000"), 143, f"2{gerado:%d%m%Y}"), 158, f"{sequencia:06d}")
    lote = _por(_por(_por(" " * 240, 1, "23700011T01"), 54, f"{agencia:>05}"), 60, f"{conta:>012}")
    detalhes = [
        _por(linha, 9, f"{ordem:05d}")
        for ordem, linha in enumerate((linha for do_titulo in titulos for linha in do_titulo), 1)
    ]
    fim = _por(_por(" " * 240, 1, "23700015"), 18, f"{len(detalhes) + 2:06d}")
    trailer = _por(_por(" " * 240, 1, "23799999"), 18, f"000001{len(detalhes) + 4 + (not fecha):06d}")
    return ("\r\n".join([cabecalho, lote, *detalhes, fim, trailer]) + "\r\n").encode("ascii")
