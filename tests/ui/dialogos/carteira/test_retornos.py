"""Retornos do banco na janela: ler, decidir um título e desfazer o arquivo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from modelos.retorno import arquivos
from regras.cadastro import Cliente, ContaCobranca
from regras.debito import Debito
from regras.retorno.titulo import Resultado
from tests.exemplos.retorno_feito import arquivo, titulo
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Contexto
from ui.dialogos.carteira.retorno import A_CONFERIR, DialogoRetorno
from ui.dialogos.carteira.retornos import DialogoRetornos
from ui.trabalho import Trabalho


@pytest.fixture
def lidos(contexto: Contexto, qtbot: QtBot, tmp_path: Path) -> DialogoRetornos:
    """Um débito pago a menor, e a tela que leu o arquivo que o diz e um que não é retorno."""
    contas_cobranca.gravar(ContaCobranca("1", banco="237", carteira="09", agencia="1234", conta="55501"))
    clientes.gravar(Cliente("1", "Padaria"))
    vence = date(2026, 11, 19)
    debitos.gravar(Debito("1", "d", "1", vence, 150_00, 150_00, conta_cobranca="1", nosso_numero="123"))
    (tmp_path / "CB.RET").write_bytes(arquivo(titulo(pago=100_00), titulo(99)))
    (tmp_path / "ruim.ret").write_bytes(b"isto nao e retorno")
    tela = DialogoRetornos(contexto, (tmp_path / "CB.RET", tmp_path / "ruim.ret"))
    qtbot.addWidget(tela)
    _esperar(qtbot)
    return tela


def _esperar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def _abrir(qtbot: QtBot, tela: DialogoRetornos) -> DialogoRetorno:
    ((retorno, _),) = tela.tabela.linhas()
    detalhe = DialogoRetorno(tela.contexto, retorno)
    qtbot.addWidget(detalhe)
    _esperar(qtbot)
    detalhe.visao.selectRow(0)
    return detalhe


def _resultados() -> list[Resultado]:
    return [item.resultado for item in arquivos.itens(1)]


def test_diz_o_que_deu_cada_arquivo(lidos: DialogoRetornos) -> None:
    recusado, certo = lidos.caixa.texto().split("\n")
    assert recusado.startswith("ruim.ret: ")
    assert certo.startswith("CB.RET: 2 títulos, 0 baixados, 2 a conferir, 0 sem efeito, 0 repetidos.")
    (linha,) = lidos.tabela.linhas()
    assert lidos.tabela.textos(linha)[1:10] == ["CB.RET", "237", "1", "310", "24/11/2026", "2", "0", "2", "Lido"]
    assert lidos.botao_ler.isEnabled()


def test_dar_por_pago_e_soltar_perguntam_antes(
    qtbot: QtBot, lidos: DialogoRetornos, monkeypatch: pytest.MonkeyPatch
) -> None:
    detalhe = _abrir(qtbot, lidos)
    motivos = [detalhe.tabela.textos(item)[-1] for item in detalhe.tabela.linhas()]
    assert motivos == ["valor a menor", "débito não encontrado"]
    perguntas: list[str] = []

    def responder(sim: bool) -> None:
        monkeypatch.setattr(
            DialogoConfirmacao, "perguntar", lambda _titulo, pergunta, **_outros: perguntas.append(pergunta) or sim
        )

    responder(False)
    detalhe.botao_baixar.click()
    assert _resultados()[0] is Resultado.A_CONFERIR
    responder(True)
    detalhe.botao_baixar.click()
    _esperar(qtbot)
    assert _resultados()[0] is Resultado.BAIXADO
    detalhe.filtro.definir(A_CONFERIR)
    qtbot.waitUntil(lambda: detalhe.tabela.total == 1)
    detalhe.filtro.definir("")
    qtbot.waitUntil(lambda: detalhe.tabela.total == 2)
    detalhe.visao.selectRow(0)
    detalhe.botao_soltar.click()
    _esperar(qtbot)
    assert _resultados()[0] is Resultado.SEM_EFEITO
    assert perguntas[1:] == ["Dar por pago o débito 1 / d / 1?", "Soltar o débito 1 / d / 1?"]


def test_desfazer_o_arquivo_fecha_e_a_lista_o_diz(
    qtbot: QtBot, lidos: DialogoRetornos, monkeypatch: pytest.MonkeyPatch
) -> None:
    detalhe = _abrir(qtbot, lidos)
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **_outros: True)
    detalhe.botao_desfazer.click()
    _esperar(qtbot)
    _esperar(qtbot)
    (linha,) = lidos.tabela.linhas()
    assert lidos.tabela.textos(linha)[9] == "Desfeito"
    assert not _abrir(qtbot, lidos).botao_desfazer.isEnabled()
