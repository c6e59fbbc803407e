"""Mensagens: a padrão nasce com a base e não se exclui."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modelos.contas import contas_email, mensagens
from regras.cadastro import ContaEmail, Mensagem, Seguranca
from regras.erros import DadoInvalido
from regras.mensagem import texto
from regras.mensagem.html_limpo import em_texto
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from regras.mensagem.visual import prontos
from regras.mensagem.visual.prontos import NUMERO_PADRAO

pytestmark = pytest.mark.usefixtures("base")
OUTRA = Mensagem(2, "Curta", "Débitos", "<p>Olá</p>", "Olá")
CONTA = ContaEmail(1, "a@b.com.br", "localhost", 25, Seguranca.NENHUMA)


def test_a_padrao_e_a_que_veio_com_o_programa() -> None:
    assert mensagens.padrao() == prontos.original()
    assert mensagens.padrao().texto
    assert "\n" not in mensagens.padrao().assunto


@pytest.mark.parametrize(("apontada", "nome"), [(None, "Padrão"), (2, "Curta"), (99, "Padrão")])
def test_a_da_conta_e_a_apontada_ou_a_padrao(apontada: int | None, nome: str) -> None:
    mensagens.gravar(OUTRA)
    contas_email.gravar(replace(CONTA, mensagem=apontada))
    assert mensagens.da_conta(1).nome == nome


def test_conta_que_nao_existe_usa_a_padrao() -> None:
    assert mensagens.da_conta(7) == mensagens.padrao()


def test_a_padrao_nao_se_exclui() -> None:
    with pytest.raises(DadoInvalido, match="padrão não pode"):
        mensagens.excluir(NUMERO_PADRAO)


def test_a_usada_por_conta_nao_se_exclui() -> None:
    mensagens.gravar(OUTRA)
    contas_email.gravar(replace(CONTA, mensagem=2))
    with pytest.raises(DadoInvalido, match="1 conta de e-mail"):
        mensagens.excluir(2)
    contas_email.gravar(CONTA)
    mensagens.excluir(2)
    assert [mensagem.numero for mensagem in mensagens.listar()] == [0, 1]


def test_os_textos_prontos_podem_ser_gravados_e_dizem_coisas_diferentes() -> None:
    prontas = prontos.prontas()
    assert [pronta.nome for pronta in prontas] == ["Lembrete", "Vencido", "Vencido há muito", "Conforme o atraso"]
    for pronta in prontas:
        texto.validar(pronta)
    assert len({pronta.assunto for pronta in prontas} | {prontos.original().assunto}) == 5


@pytest.mark.parametrize("posicao", [0, 1, 2, 3])
def test_o_texto_puro_pronto_diz_o_mesmo_que_o_html(posicao: int, hoje: date) -> None:
    pronta = prontos.prontas()[posicao]
    preenchida = texto.preencher(pronta, texto.exemplo(EMPRESA_DE_EXEMPLO, hoje))
    visivel = em_texto(preenchida.html)
    assert "R$" in visivel
    for frase in ("Se o pagamento já foi feito", "Para sua segurança", "Total vencido", EMPRESA_DE_EXEMPLO.nome):
        assert frase in visivel
        assert frase in preenchida.texto
