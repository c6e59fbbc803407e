"""O protocolo da caixa e a que o programa usa."""

from __future__ import annotations

from envio.correio.caixa_de_entrada import Entrada, abrir_imap
from envio.correio.caixa_imap import CaixaIMAP
from regras.devolucao import CaixaDevolucoes


def test_caixa_do_programa_e_imap_e_ainda_nao_conectou() -> None:
    aberta = abrir_imap(CaixaDevolucoes(1, "127.0.0.1", 1), Entrada("u", "s"))
    assert isinstance(aberta, CaixaIMAP)
    aberta.fechar()
