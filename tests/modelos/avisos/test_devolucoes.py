"""A devolução ligada ao aviso, a marca do endereço e o que não vale."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from modelos.avisos import caixa_de_saida, devolucoes, devolvidos, mensagens_guardadas
from modelos.avisos import leitura as avisos
from modelos.avisos.devolucoes import Recebida
from modelos.avisos.tabelas import TentativaDB
from regras.aviso import Estado
from regras.devolucao import Acao, Devolucao, Notificacao
from regras.entrega import Entrega, EstadoDaEntrega
from tests.modelos.exemplos import EM, HOJE, avisado, gravar_aviso, levar

pytestmark = pytest.mark.usefixtures("base")

A, B = "a@exemplo.com.br", "b@exemplo.com.br"
CHAVE = f"11|000123|{HOJE}"
ENVID = "abcdefghij234567wxyz"
MESSAGE_ID = f"<{ENVID}@exemplo>"


def _devolucao(email: str = A, status: str = "5.1.1", acao: Acao = Acao.FALHOU) -> Devolucao:
    return Devolucao((email,), acao, status, f"550 {status} nao existe")


def _recebida(
    *itens: Devolucao, soma: str = "s1", envids: Any = (), message_ids: Any = (MESSAGE_ID,), em: datetime = EM
) -> Recebida:
    return Recebida(Notificacao(envids, message_ids, itens or (_devolucao(),), "mx.exemplo"), soma, em)


def _sem_prova(*itens: Devolucao, envids: Any = (), **campos: Any) -> Recebida:
    return _recebida(*itens, envids=envids, message_ids=("<de-outro@x>",), **campos)


def _gravar(cliente: str = "000123", message_id: str = MESSAGE_ID, *emails: str) -> int:
    numero = gravar_aviso(cliente, destinatarios=emails or (A, B))
    mensagens_guardadas.guardar(numero, 1, message_id, emails or (A, B), (avisado(cliente),), b"oi", EM)
    return numero


def _enderecos() -> list[str]:
    return [item.email for item in devolvidos.listar()]


def test_endereco_inexistente_fica_marcado_com_a_origem() -> None:
    numero = _gravar()
    levar(numero, Estado.ENVIADO)
    (lida,) = devolucoes.registrar([_recebida()], EM + timedelta(hours=1))
    assert (lida.aviso, lida.data, lida.cliente, lida.email, lida.marcou) == (numero, HOJE, "000123", A, True)
    assert (lida.message_id, lida.provada) == (MESSAGE_ID, True)
    assert devolvidos.listar() == [devolvidos.Devolvido(A, "a mensagem voltou: 550 5.1.1 nao existe", EM)]
    assert devolucoes.que_marcaram() == {A: lida}
    assert devolucoes.do_aviso(numero) == devolucoes.recentes() == [lida]


def test_o_envid_inteiro_prova_tanto_quanto_o_message_id() -> None:
    numero = _gravar(message_id=f"<{ENVID}.2.p1@exemplo>")
    (lida,) = devolucoes.registrar([_sem_prova(envids=(ENVID,))], EM)
    assert (lida.aviso, lida.message_id, lida.provada) == (numero, None, True)
    assert _enderecos() == [A]


@pytest.mark.parametrize(
    "envid",
    [CHAVE, "teste", "", ENVID[:-1], f"{ENVID}2", ENVID.upper(), "%", "_" * 20, f"<{ENVID}", f"{ENVID}@exemplo"],
)
def test_chave_pedaco_ou_imitacao_do_envid_e_mostrado_e_nunca_marca(envid: str) -> None:
    numero = _gravar()
    caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM, entregas=(Entrega(A, EstadoDaEntrega.EM_DUVIDA),))
    (lida,) = devolucoes.registrar([_sem_prova(envids=(envid,))], EM)
    assert (lida.aviso, lida.email, lida.provada, lida.marcou) == (numero, A, False, False)
    assert (devolucoes.recentes(), _enderecos(), devolucoes.que_marcaram()) == ([lida], [], {})


@pytest.mark.parametrize(
    "citado", [f"<{ENVID}.2@exemplo>", f"<{ENVID}@outro>", f"<{ENVID[:-1]}@exemplo>", f"<{ENVID}>"]
)
def test_so_o_message_id_inteiro_vale(citado: str) -> None:
    _gravar()
    assert devolucoes.registrar([_recebida(message_ids=(citado,))], EM) == []
    assert _enderecos() == []


def test_so_a_chave_de_um_aviso_que_nao_saiu_tambem_e_mostrada() -> None:
    numero = gravar_aviso()
    (lida,) = devolucoes.registrar([_sem_prova(envids=(CHAVE,))], EM)
    assert (lida.aviso, lida.provada) == (numero, False)


def test_devolucao_que_nao_fala_de_nada_nosso_e_ignorada() -> None:
    _gravar()
    assert devolucoes.registrar([_sem_prova(_devolucao("estranho@x.com"), envids=("outra",))], EM) == []
    assert (devolucoes.recentes(), _enderecos()) == ([], [])


def test_mensagem_de_aviso_refeito_do_diario_e_achada_pelas_tentativas() -> None:
    numero = gravar_aviso()
    levar(numero, Estado.ENVIADO)
    TentativaDB.update(message_id=MESSAGE_ID).where(TentativaDB.aviso == numero).execute()
    pelo_id, pelo_envid = devolucoes.registrar([_recebida(), _sem_prova(soma="s2", envids=(ENVID,))], EM)
    assert (pelo_id.provada, pelo_envid.provada) == (True, True)
    assert _enderecos() == [A]


def test_mesma_devolucao_lida_de_novo_nao_conta_duas_vezes() -> None:
    _gravar()
    full = _recebida(_devolucao(status="5.2.2"))
    assert len(devolucoes.registrar([full, full], EM)) == 1
    assert devolucoes.registrar([full], EM) == []
    assert _enderecos() == []


def test_outra_falha_nunca_marca_por_mais_que_se_repita() -> None:
    for ordem in range(3):
        _gravar(f"00012{ordem}", f"<{ordem}@exemplo>")
        cheia = _recebida(_devolucao(status="5.2.2"), soma=str(ordem), message_ids=(f"<{ordem}@exemplo>",))
        devolucoes.registrar([cheia], EM)
    assert (len(devolucoes.recentes()), _enderecos()) == (3, [])


def test_adiada_fica_no_historico_e_nao_marca() -> None:
    numero = _gravar()
    devolucoes.registrar([_recebida(_devolucao(status="4.4.1", acao=Acao.ADIADA))], EM)
    assert [item.acao for item in devolucoes.do_aviso(numero)] == [Acao.ADIADA]
    assert _enderecos() == []


def test_devolucao_relida_depois_de_limpar_nao_marca_de_novo() -> None:
    _gravar()
    devolucoes.registrar([_recebida()], EM)
    assert devolvidos.limpar(A)
    devolucoes.registrar([_recebida()], EM)
    assert (_enderecos(), devolucoes.que_marcaram()) == ([], {})
    devolvidos.marcar(A, "550 5.1.1 ao enviar", EM + timedelta(days=1))
    assert devolucoes.que_marcaram() == {}


def test_encaminhamento_que_falhou_fica_no_historico_e_nao_marca_ninguem() -> None:
    numero = _gravar()
    devolucoes.registrar([_recebida(_devolucao("outra@provedor.exemplo"))], EM)
    assert [item.email for item in devolucoes.do_aviso(numero)] == ["outra@provedor.exemplo"]
    assert _enderecos() == []


def test_quem_conhece_o_proprio_aviso_nao_marca_o_endereco_de_outro_cliente() -> None:
    _gravar()
    _gravar("000124", "<outro@exemplo>", "vitima@outro.com")
    (lida,) = devolucoes.registrar([_recebida(_devolucao("vitima@outro.com"), envids=(f"11|000124|{HOJE}",))], EM)
    assert (lida.cliente, lida.marcou, _enderecos()) == ("000123", False, [])


def test_vale_o_destinatario_original_e_nao_o_encaminhado() -> None:
    _gravar()
    item = replace(_devolucao(), enderecos=(B, "outra@provedor.exemplo"))
    devolucoes.registrar([_recebida(item)], EM)
    assert _enderecos() == [B]


def test_cada_destinatario_da_mesma_devolucao_tem_o_seu_destino() -> None:
    _gravar()
    lidas = devolucoes.registrar([_recebida(_devolucao(A), _devolucao(B, "5.2.2"))], EM)
    assert [(item.email, item.marcou) for item in lidas] == [(A, True), (B, False)]


def test_destinatario_de_versao_anterior_ainda_e_nosso() -> None:
    numero = _gravar("000123", MESSAGE_ID, "antigo@exemplo.com.br")
    mensagens_guardadas.guardar(numero, 2, "<2@exemplo>", (B,), (avisado(),), b"oi", EM)
    devolucoes.registrar([_recebida(_devolucao("antigo@exemplo.com.br"))], EM)
    assert _enderecos() == ["antigo@exemplo.com.br"]


def test_devolucao_que_cita_o_message_id_de_um_em_duvida_e_guardada_sem_decidir() -> None:
    numero = _gravar()
    levar(numero, Estado.EM_DUVIDA)
    devolucoes.registrar([_recebida()], EM)
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert aviso.estado is Estado.EM_DUVIDA
    assert devolucoes.do_aviso(numero)[0].message_id == MESSAGE_ID


def test_recentes_tem_a_mais_nova_primeiro() -> None:
    _gravar()
    _gravar("000124", "<outro@exemplo>")
    antes = _recebida(em=EM - timedelta(days=1))
    devolucoes.registrar([antes, _recebida(soma="s2", message_ids=("<outro@exemplo>",))], EM)
    assert [item.cliente for item in devolucoes.recentes()] == ["000124", "000123"]
