"""O token de todas as conexões: quem renova é um só, e cada uma sabe com qual entrou."""

from __future__ import annotations

import pytest

from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.correio.token_comum import TokenComum
from regras.erros import AmbienteIndisponivel, ErroAviso


class Fonte:
    """Dá um token novo a cada vez, ou levanta o que o teste mandar."""

    def __init__(self) -> None:
        self.numero = 0
        self.vencido = True
        self.erro: ErroAviso | None = None

    def obter(self) -> str:
        if self.erro is not None:
            raise self.erro
        self.numero += self.vencido
        self.vencido = False
        return f"token-{self.numero}"

    def falta_pouco(self) -> bool:
        return self.vencido

    def descartar(self) -> None:
        self.vencido = True


@pytest.fixture
def fonte() -> Fonte:
    """Ainda sem token."""
    return Fonte()


def test_todas_veem_o_mesmo_e_so_ha_um_pedido(fonte: Fonte) -> None:
    comum = TokenComum(fonte)
    uma, outra = comum.para_uma(), comum.para_uma()
    for _ in range(3):
        comum.renovar()
    assert (uma.obter(), outra.obter(), fonte.numero) == ("token-1", "token-1", 1)


def test_renovado_cada_uma_entra_de_novo_na_sua_vez(fonte: Fonte) -> None:
    comum = TokenComum(fonte)
    uma, outra = comum.para_uma(), comum.para_uma()
    comum.renovar()
    uma.obter()
    outra.obter()
    fonte.vencido = True
    comum.renovar()
    assert (uma.falta_pouco(), outra.falta_pouco()) == (True, True)
    assert uma.obter() == "token-2"
    assert (uma.falta_pouco(), outra.falta_pouco()) == (False, True)


def test_o_recusado_pelo_correio_e_trocado_antes_do_proximo(fonte: Fonte) -> None:
    comum = TokenComum(fonte)
    uma = comum.para_uma()
    comum.renovar()
    uma.obter()
    uma.descartar()
    comum.renovar()
    assert uma.obter() == "token-2"
    comum.renovar()
    assert fonte.numero == 2


def test_recusa_de_um_token_que_ja_nao_e_o_de_agora_nao_troca_nada(fonte: Fonte) -> None:
    comum = TokenComum(fonte)
    atrasada, outra = comum.para_uma(), comum.para_uma()
    comum.renovar()
    atrasada.obter()
    fonte.vencido = True
    comum.renovar()
    atrasada.descartar()
    comum.renovar()
    assert (outra.obter(), fonte.numero) == ("token-2", 2)


@pytest.mark.parametrize("erro", [AutorizacaoNegada("não vale mais"), ProvedorIndisponivel("fora do ar")])
def test_sem_token_quem_for_entrar_recebe_o_motivo(fonte: Fonte, erro: ErroAviso) -> None:
    comum = TokenComum(fonte)
    uma = comum.para_uma()
    comum.renovar()
    uma.obter()
    fonte.vencido, fonte.erro = True, erro
    comum.renovar()
    assert uma.falta_pouco()
    with pytest.raises(type(erro)) as visto:
        uma.obter()
    assert visto.value is erro
    fonte.erro = None
    comum.renovar()
    assert uma.obter() == "token-2"


def test_cofre_que_nao_deixa_e_dito_a_quem_renova(fonte: Fonte) -> None:
    fonte.erro = AmbienteIndisponivel("o cofre está fechado", "abra-o")
    with pytest.raises(AmbienteIndisponivel):
        TokenComum(fonte).renovar()
