"""O ambiente dos casos de uso acha o diário da base que está aberta, e diz como se fala com o correio."""

from __future__ import annotations

from envio.ambiente import Ambiente, abrir_imap
from envio.correio.caixa_de_entrada import Entrada
from envio.correio.caixa_imap import CaixaIMAP
from modelos.acesso import locais
from regras.devolucao import CaixaDevolucoes


def test_o_diario_e_o_da_base_e_mora_fora_dela(ambiente: Ambiente) -> None:
    caminho = ambiente.diario().caminho
    assert caminho == locais.diario_de_envios(ambiente.base.uuid)
    assert ambiente.base.uuid in caminho.name
    assert ambiente.base.caminho.parent not in caminho.parents


def test_caixa_do_programa_e_imap_e_ainda_nao_conectou() -> None:
    aberta = abrir_imap(CaixaDevolucoes(1, "127.0.0.1", 1), Entrada("u", "s"))
    assert isinstance(aberta, CaixaIMAP)
    aberta.fechar()
