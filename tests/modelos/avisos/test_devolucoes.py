"""A devolução ligada ao aviso, a marca do endereço e o que não vale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from modelos.avisos import caixa_de_saida, devolucoes, devolvidos, mensagens_guardadas
from modelos.avisos import leitura as avisos
from modelos.avisos.devolucoes import Recebida
from regras.aviso import Estado
from regras.devolucao import Acao, Devolucao, Notificacao
from tests.modelos.exemplos import EM, HOJE, avisado, dia, gravar_aviso, levar, novo_aviso

pytestmark = pytest.mark.usefixtures("base")

A, B = "a@exemplo.com.br", "b@exemplo.com.br"
CHAVE = f"11|000123|{HOJE}"


def _devolucao(email: str = A, status: str = "5.1.1", acao: Acao = Acao.FALHOU) -> Devolucao:
    return Devolucao((email,), acao, status, f"550 {status} nao existe")


def _recebida(*itens: Devolucao, soma: str = "s1", chaves: Any = (CHAVE,), message_ids: Any = ()) -> Recebida:
    return Recebida(Notificacao(chaves, message_ids, itens or (_devolucao(),), "mx.exemplo"), soma, EM)


def _guardar_mensagem(numero: int, message_id: str = "<1@exemplo>", *emails: str) -> None:
    mensagens_guardadas.guardar(numero, 1, message_id, emails or (A, B), (avisado(),), b"oi", EM)


def _enderecos() -> list[str]:
    return [item.email for item in devolvidos.listar()]


def test_endereco_inexistente_fica_marcado_com_a_origem() -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    (lida,) = devolucoes.registrar([_recebida()], EM + timedelta(hours=1))
    assert (lida.aviso, lida.data, lida.cliente, lida.email, lida.marcou) == (numero, HOJE, "000123", A, True)
    assert devolvidos.listar() == [devolvidos.Devolvido(A, "a mensagem voltou: 550 5.1.1 nao existe", EM)]
    assert devolucoes.que_marcaram() == {A: lida}
    assert devolucoes.do_aviso(numero) == devolucoes.recentes() == [lida]


def test_devolucao_que_nao_cita_nada_nosso_e_ignorada() -> None:
    gravar_aviso()
    de_outro = _recebida(chaves=("outra",), message_ids=("<x@y>",))
    assert devolucoes.registrar([de_outro], EM) == []
    assert (devolucoes.recentes(), _enderecos()) == ([], [])


def test_message_id_da_mensagem_guardada_basta() -> None:
    numero = gravar_aviso()
    _guardar_mensagem(numero)
    (lida,) = devolucoes.registrar([_recebida(chaves=(), message_ids=("<0@x>", "<1@exemplo>"))], EM)
    assert (lida.aviso, lida.message_id) == (numero, "<1@exemplo>")


def test_mesma_devolucao_lida_de_novo_nao_conta_duas_vezes() -> None:
    gravar_aviso()
    full = _recebida(_devolucao(status="5.2.2"))
    assert len(devolucoes.registrar([full, full], EM)) == 1
    assert devolucoes.registrar([full], EM) == []
    assert _enderecos() == []


def test_outra_falha_marca_na_segunda_mensagem_devolvida() -> None:
    gravar_aviso()
    gravar_aviso("000124")
    cheia = _devolucao(status="5.2.2")
    devolucoes.registrar([_recebida(cheia)], EM)
    devolucoes.registrar([_recebida(cheia, soma="s2")], EM)
    assert _enderecos() == []  # a mesma mensagem, devolvida duas vezes
    devolucoes.registrar([_recebida(cheia, soma="s3", chaves=(f"11|000124|{HOJE}",))], EM)
    assert _enderecos() == [A]


def test_adiada_fica_no_historico_e_nao_marca() -> None:
    numero = gravar_aviso()
    devolucoes.registrar([_recebida(_devolucao(status="4.4.1", acao=Acao.ADIADA))], EM)
    assert [item.acao for item in devolucoes.do_aviso(numero)] == [Acao.ADIADA]
    assert _enderecos() == []


def test_limpar_a_marca_recomeca_a_contagem() -> None:
    for codigo in ("000123", "000124", "000125"):
        gravar_aviso(codigo)
    cheia = _devolucao(status="5.2.2")
    for soma, codigo in (("s1", "000123"), ("s2", "000124")):
        devolucoes.registrar([_recebida(cheia, soma=soma, chaves=(f"11|{codigo}|{HOJE}",))], EM)
    assert devolvidos.limpar(A)
    assert devolucoes.que_marcaram() == {}
    devolucoes.registrar([_recebida(cheia, soma="s3", chaves=(f"11|000125|{HOJE}",))], EM)
    assert _enderecos() == []
    assert len(devolucoes.recentes()) == 3


def test_devolucao_relida_depois_de_limpar_nao_marca_de_novo() -> None:
    gravar_aviso()
    devolucoes.registrar([_recebida()], EM)
    devolvidos.limpar(A)
    devolucoes.registrar([_recebida()], EM)
    assert _enderecos() == []


def test_encaminhamento_que_falhou_fica_no_historico_e_nao_marca_ninguem() -> None:
    numero = gravar_aviso()
    _guardar_mensagem(numero)
    devolucoes.registrar([_recebida(_devolucao("outra@provedor.exemplo"), message_ids=("<1@exemplo>",))], EM)
    assert [item.email for item in devolucoes.do_aviso(numero)] == ["outra@provedor.exemplo"]
    assert _enderecos() == []


def test_so_com_a_chave_adivinhada_e_destinatario_estranho_nao_entra() -> None:
    gravar_aviso()
    assert devolucoes.registrar([_recebida(_devolucao("outra@provedor.exemplo"))], EM) == []


def test_vale_o_destinatario_original_e_nao_o_encaminhado() -> None:
    gravar_aviso()
    item = replace(_devolucao(), enderecos=(B, "outra@provedor.exemplo"))
    devolucoes.registrar([_recebida(item)], EM)
    assert _enderecos() == [B]


def test_cada_destinatario_da_mesma_devolucao_tem_o_seu_destino() -> None:
    gravar_aviso()
    lidas = devolucoes.registrar([_recebida(_devolucao(A), _devolucao(B, "5.2.2"))], EM)
    assert [(item.email, item.marcou) for item in lidas] == [(A, True), (B, False)]


def test_destinatario_de_versao_anterior_ainda_e_nosso() -> None:
    numero = gravar_aviso(destinatarios=("antigo@exemplo.com.br",))
    _guardar_mensagem(numero, "<1@exemplo>", "antigo@exemplo.com.br")
    mensagens_guardadas.guardar(numero, 2, "<2@exemplo>", (B,), (avisado(),), b"oi", EM)
    devolucoes.registrar([_recebida(_devolucao("antigo@exemplo.com.br"))], EM)
    assert _enderecos() == ["antigo@exemplo.com.br"]


def test_devolucao_que_cita_o_message_id_de_um_em_duvida_e_guardada_sem_decidir() -> None:
    numero = gravar_aviso()
    _guardar_mensagem(numero)
    levar(numero, Estado.EM_DUVIDA)
    devolucoes.registrar([_recebida(message_ids=("<1@exemplo>",))], EM)
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert aviso.estado is Estado.EM_DUVIDA
    assert devolucoes.do_aviso(numero)[0].message_id == "<1@exemplo>"


def test_recentes_tem_a_mais_nova_primeiro() -> None:
    caixa_de_saida.gravar_pendentes([novo_aviso(), novo_aviso("000124", data=dia(0))], EM)
    antes = replace(_recebida(soma="s1"), em=EM - timedelta(days=1))
    devolucoes.registrar([antes, _recebida(soma="s2", chaves=(f"11|000124|{HOJE}",))], EM)
    assert [item.cliente for item in devolucoes.recentes()] == ["000124", "000123"]
