from __future__ import annotations

from regras.apontamento import Apontamento, SemBoleto, TipoDeApontamento
from regras.erros import DadoInvalido


def test_apontamentos_com_os_mesmos_campos_sao_o_mesmo() -> None:
    um = Apontamento(TipoDeApontamento.ANTIGO, "1", "10", "1", dias=30)
    assert {um, Apontamento(TipoDeApontamento.ANTIGO, "1", "10", "1", dias=30)} == {um}
    assert um != Apontamento(TipoDeApontamento.ANTIGO, "1", "10", "1", dias=60)


def test_sem_boleto_e_um_dado_invalido_que_diz_de_que_tipo_e() -> None:
    erro = SemBoleto(TipoDeApontamento.CONTA_INEXISTENTE, "boleto", "não há", o_que_fazer="Cadastre.", conta="BB")
    assert isinstance(erro, DadoInvalido)
    assert (erro.tipo, erro.conta) == (TipoDeApontamento.CONTA_INEXISTENTE, "BB")
    assert erro.frase() == "boleto: não há. Cadastre."
