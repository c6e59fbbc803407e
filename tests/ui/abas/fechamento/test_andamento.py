"""O andamento visto pelos eventos: a fila que encolhe, a espera, o resumo e o caminho para o relatório."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.eventos import Aguardar, EmTeste, Enviando, Evento, Inicio, Tratado
from regras.aviso import Aviso, Estado
from regras.erros import ErroAviso
from tests.envio.cenario import AVISO
from tests.ui.cenario_fechamento import preparar
from ui.abas.fechamento import perguntas_do_fechamento
from ui.abas.fechamento.andamento import Andamento
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.perguntas_do_fechamento import Resposta
from ui.base.confirmacao import DialogoConfirmacao
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.trabalho import Trabalho

FILA = tuple(replace(AVISO, id=numero, cliente_nome=f"Cliente {numero}") for numero in (1, 2, 3))


@pytest.fixture
def andamento(vazio: Contexto, qtbot: QtBot, hoje: date) -> Andamento:
    """Um fechamento de três avisos que acaba de começar."""
    vazio.telas = frozenset({"relatorio_fechamento"})
    novo = Andamento(vazio)
    qtbot.addWidget(novo)
    novo.resize(1366, 480)
    novo.show()
    novo.comecar(hoje, 20)
    novo.acontecer(Inicio(hoje, True, FILA))
    return novo


def _tratar(andamento: Andamento, aviso: Aviso, estado: Estado) -> None:
    andamento.acontecer(Enviando(aviso, aviso.id, len(FILA)))
    andamento.acontecer(Tratado(replace(aviso, estado=estado)))


def _terminar(andamento: Andamento, hoje: date, erro: ErroAviso | None = None) -> None:
    andamento.terminar(hoje, cancelado=False, erro=erro, habilitado=True)


def test_quem_comeca_a_ser_enviado_sai_da_fila(andamento: Andamento) -> None:
    assert andamento.fila.textos() == ["A seguir", "3 na fila", "Cliente 1", "Cliente 2", "Cliente 3"]
    andamento.acontecer(Enviando(FILA[0], 1, 3))
    assert andamento.fila.textos() == ["A seguir", "2 na fila", "Cliente 2", "Cliente 3"]
    andamento.acontecer(Tratado(replace(FILA[0], estado=Estado.ENVIADO)))
    assert andamento.fila.ritmo.accessibleName() == "Envios por minuto: 1"


def test_o_foco_nao_nasce_no_que_para_e_o_titulo_diz_que_foi_interrompido(andamento: Andamento, hoje: date) -> None:
    assert andamento.focusWidget() is andamento.visao
    _tratar(andamento, FILA[0], Estado.ADIADO)
    andamento.terminar(hoje, cancelado=True, erro=None, habilitado=True)
    assert "interrompido" in andamento._titulo.text()


def test_parar_so_com_o_sim(vazio: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    aba = AbaFechamento(vazio)
    qtbot.addWidget(aba)
    aba.envio = envio = Trabalho.de_funcao(lambda: None)
    for sim in (False, True):
        monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, resposta=sim, **_outros: resposta)
        aba.andamento.pediu_cancelar.emit()
        assert envio.cancelado is sim


def test_o_que_o_lote_parado_nem_tentou_sai_da_fila(andamento: Andamento) -> None:
    andamento.acontecer(Tratado(replace(FILA[1], estado=Estado.ADIADO)))
    assert andamento.fila.textos() == ["A seguir", "2 na fila", "Cliente 1", "Cliente 3"]


def test_na_espera_a_fila_e_dos_adiados_e_quem_saiu_depois_nao_volta(andamento: Andamento) -> None:
    for aviso, estado in zip(FILA, (Estado.ENVIADO, Estado.ADIADO, Estado.ADIADO), strict=True):
        _tratar(andamento, aviso, estado)
    andamento.acontecer(Aguardar(60, "2 avisos adiados esperam nova tentativa"))
    assert andamento.fila.textos() == ["À espera", "2 a tentar de novo", "Cliente 2", "Cliente 3"]
    _tratar(andamento, FILA[1], Estado.ENVIADO)
    andamento.acontecer(Aguardar(60, "1 aviso adiado espera nova tentativa"))
    assert andamento.fila.textos() == ["À espera", "1 a tentar de novo", "Cliente 3"]


def test_o_contador_de_cancelados_so_aparece_quando_ha(andamento: Andamento) -> None:
    assert not andamento._cancelados.isVisible()
    _tratar(andamento, FILA[0], Estado.CANCELADO)
    assert andamento._cancelados.isVisible()


def test_o_nome_do_contador_concorda_com_o_numero(andamento: Andamento) -> None:
    def nomes() -> set[str]:
        return {texto.text() for texto in andamento.findChildren(Texto) if texto.isVisible()}

    assert {"enviados", "adiados", "faltam"} <= nomes()
    _tratar(andamento, FILA[0], Estado.ENVIADO)
    _tratar(andamento, FILA[1], Estado.ADIADO)
    assert {"enviado", "adiado", "falta"} <= nomes()


def test_do_resumo_se_abre_o_relatorio_da_data(andamento: Andamento, vazio: Contexto, qtbot: QtBot, hoje: date) -> None:
    assert not andamento.relatorio.isVisible()
    _terminar(andamento, hoje)
    assert not andamento.fila.isVisible()
    with qtbot.waitSignal(vazio.abrir) as aberta:
        qtbot.mouseClick(andamento.relatorio, Qt.MouseButton.LeftButton)
    assert aberta.args == ["relatorio_fechamento", hoje]


def test_o_que_parou_antes_de_comecar_nao_oferece_o_relatorio(andamento: Andamento, hoje: date) -> None:
    andamento.comecar(hoje)
    _terminar(andamento, hoje, ErroAviso("a base está travada"))
    assert not andamento.relatorio.isVisible()


def test_no_modo_de_teste_nao_ha_relatorio_nem_a_promessa_de_registro(andamento: Andamento, hoje: date) -> None:
    assert andamento.fila._promessa.isVisible()
    andamento.comecar(hoje)
    andamento.acontecer(EmTeste("eu@exemplo.com.br"))
    andamento.acontecer(Inicio(hoje, True, FILA))
    assert not andamento.fila._promessa.isVisible()
    _terminar(andamento, hoje)
    assert not andamento.relatorio.isVisible()


def test_a_fila_toma_o_lugar_de_fechar_o_dia_so_durante_o_envio(
    tmp_path: Path, hoje: date, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", lambda *_: Resposta.SIM)
    with preparar(tmp_path, hoje, qtbot) as cenario:
        aba = AbaFechamento(cenario.contexto)
        qtbot.addWidget(aba)
        aba.resize(1366, 480)
        aba.show()
        aba.ao_entrar()
        qtbot.waitUntil(aba.fechar_dia.fechar.isEnabled)
        a_vista: list[tuple[bool, bool]] = []
        acontecer = aba.andamento.acontecer

        def olhar(evento: Evento) -> None:
            acontecer(evento)
            a_vista.append((aba.fechar_dia.isVisible(), aba.andamento.fila.isVisible()))

        monkeypatch.setattr(aba.andamento, "acontecer", olhar)
        qtbot.mouseClick(aba.fechar_dia.fechar, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(aba.andamento.voltar.isVisible)
        assert set(a_vista) == {(False, True)}
        assert aba.fechar_dia.isVisible()
        assert not aba.andamento.fila.isVisible()
