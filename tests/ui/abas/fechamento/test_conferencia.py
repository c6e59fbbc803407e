"""O que se confere antes de fechar o dia: a autorização vencida da conta é avisada, e não impede."""

from __future__ import annotations

from dataclasses import replace

import pytest

from envio.contas import contas
from envio.fechamento.vistoria import Nivel, Vistoria, vistoriar
from modelos.base import lugar
from modelos.contas import contas_autorizadas, contas_conferidas, contas_email
from regras.cadastro import Autenticacao
from ui.abas.fechamento.conferencia import ItemAConferir, em_itens
from ui.abas.fechamento.perguntas_do_fechamento import montar_confirmacao
from ui.contexto import Contexto


def _da_tela(vistoria: Vistoria, tela: str) -> list[ItemAConferir]:
    return [item for item in em_itens(vistoria) if item.tela == tela]


def test_autorizacao_vencida_e_avisada_com_o_caminho(exemplo: Contexto) -> None:
    conta = contas_email.unica()
    assert conta is not None
    autorizada = contas.Autorizada("renovacao", exemplo.agora())
    nova = replace(conta, autenticacao=Autenticacao.MICROSOFT, aplicativo="x")
    contas.gravar(nova, None, exemplo.ambiente.cofre, autorizada=autorizada, aceita_memoria=True)
    contas_conferidas.conferir(conta.numero, exemplo.agora())
    certa = vistoriar(exemplo.hoje(), exemplo.ambiente)
    contas_autorizadas.vencer(conta.numero, exemplo.agora())
    vencida = vistoriar(exemplo.hoje(), exemplo.ambiente)
    (item,) = _da_tela(vencida, "contas_email")
    assert (item.nivel, item.acao, vencida.conta) == (Nivel.ATENCAO, "Autorizar", nova)
    assert _da_tela(certa, "contas_email") == []


def test_conta_nao_conferida_e_avisada_e_nao_impede(exemplo: Contexto) -> None:
    contas_conferidas.esquecer(1)
    situacao = vistoriar(exemplo.hoje(), exemplo.ambiente)
    (item,) = _da_tela(situacao, "contas_email")
    assert (item.nivel, item.acao) == (Nivel.ATENCAO, "Conferir")
    assert item.frase == "Conta 1 não conferida"
    assert situacao.impedimentos == []
    pergunta = montar_confirmacao(None, situacao)
    assert "conta 1 não conferida" in pergunta.accessibleDescription().lower()
    pergunta.deleteLater()


def test_base_em_pasta_da_nuvem_e_avisada_e_nao_impede(exemplo: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lugar, "sincronizada", lambda _caminho: "o Dropbox")
    situacao = vistoriar(exemplo.hoje(), exemplo.ambiente)
    (item,) = _da_tela(situacao, "sobre")
    assert (item.nivel, item.frase, item.acao) == (Nivel.ATENCAO, "Base em pasta da nuvem", "Entender")
    assert "o Dropbox" in item.detalhe
    assert situacao.impedimentos == []


def test_toda_ressalva_tem_botao(exemplo: Contexto) -> None:
    vistoria = vistoriar(exemplo.hoje(), exemplo.ambiente)
    sem_botao = [item.frase for item in em_itens(vistoria) if item.nivel is not Nivel.CERTO and not item.tela]
    assert vistoria.ressalvas
    assert sem_botao == []
