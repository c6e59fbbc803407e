from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from modelos import demonstracao
from modelos.avisos import devolvidos
from modelos.cadastro import feriados, grupos
from modelos.contas import mensagens
from regras.cadastro import Mensagem
from ui.contexto import Contexto
from ui.dialogos.cadastro.contas_cobranca import DialogoContasCobranca
from ui.dialogos.cadastro.feriados import DialogoFeriados
from ui.dialogos.cadastro.nomes import DialogoGrupos, DialogoSituacoes
from ui.dialogos.correio.contas_email import DialogoContasEmail
from ui.dialogos.correio.devolvidos import DialogoDevolvidos
from ui.dialogos.correio.mensagens import DialogoMensagens
from ui.moldes.lista import DialogoLista
from ui.tabelas import exportacao
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 12, tzinfo=UTC)
_CONTROLE = Qt.KeyboardModifier.ControlModifier
TELAS = [
    DialogoContasCobranca,
    DialogoContasEmail,
    DialogoDevolvidos,
    DialogoFeriados,
    DialogoGrupos,
    DialogoMensagens,
    DialogoSituacoes,
]


@pytest.fixture
def base_cheia(contexto: Contexto, hoje: date) -> None:
    assert contexto.base
    demonstracao.popular(hoje, AGORA, porta=2525)
    for dia in (9, 2, 30):
        feriados.gravar(date(2026, 3, dia), f"Feriado {dia}")
    for nome in ("ana", "bia"):
        devolvidos.marcar(f"{nome}@exemplo.com.br", "não existe", AGORA)


def _abrir(qtbot: QtBot, tela: QWidget) -> None:
    qtbot.addWidget(tela)
    with qtbot.waitActive(tela):
        tela.show()
        tela.activateWindow()
    qtbot.waitUntil(lambda: not Trabalho.vivos())


@pytest.mark.usefixtures("base_cheia")
@pytest.mark.parametrize("criar", TELAS)
def test_toda_lista_pequena_procura_ordena_e_exporta(
    qtbot: QtBot,
    contexto: Contexto,
    criar: type[DialogoLista[object]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tela = criar(contexto)  # type: ignore[call-arg]  # as subclasses só recebem o contexto
    _abrir(qtbot, tela)
    antes = tela.tabela.linhas()
    assert antes
    qtbot.keyClick(tela.visao, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    invertida = tela.tabela.linhas()
    assert invertida == antes[::-1]
    qtbot.keyClicks(tela.procura, "zzz inexistente")
    assert tela.tabela.linhas() == []
    assert not tela.botao_excluir.isEnabled()
    tela.procura.clear()
    escrita = tela.tabela.textos(antes[-1])[0].upper()
    tela.procura.setText(escrita)
    achadas = tela.tabela.linhas()
    assert antes[-1] in achadas
    assert tela.selecionada() == achadas[0]
    destino = tmp_path / "lista.csv"
    propostos: list[str] = []

    def escolher(_pai: object, _contexto: object, nome: str) -> Path:
        propostos.append(nome)
        return destino

    monkeypatch.setattr(exportacao, "perguntar_arquivo", escolher)
    qtbot.keyClick(tela.visao, Qt.Key.Key_E, _CONTROLE)
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    gravadas = destino.read_text("utf-8-sig").splitlines()
    assert propostos == [criar.LISTA.arquivo] != ["lista.csv"]
    assert gravadas[0].split(";")[0].strip('"') == tela.tabela.titulos()[0]
    assert len(gravadas) == 1 + len(achadas)


def test_procurar_vai_ao_campo_pelo_teclado_e_diz_quantas_de_quantas(qtbot: QtBot, contexto: Contexto) -> None:
    grupos.garantir(["Financeiro", "Compras", "Sócios"])
    tela = DialogoGrupos(contexto)
    _abrir(qtbot, tela)
    qtbot.keyClick(tela.visao, Qt.Key.Key_F, _CONTROLE)
    assert tela.focusWidget() is tela.procura
    qtbot.keyClicks(tela.procura, "SOCIOS")
    assert tela.tabela.linhas() == ["Sócios"]
    assert tela.rodape.text() == "1 de 3 na lista"


def test_delete_enquanto_se_procura_apaga_letra_e_nao_a_linha(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    grupos.garantir(["Financeiro", "Compras"])
    tela = DialogoGrupos(contexto)
    _abrir(qtbot, tela)
    pedidas: list[object] = []
    monkeypatch.setattr(DialogoGrupos, "excluir", lambda *_: pedidas.append(1))
    tela.procura.setFocus()
    qtbot.keyClicks(tela.procura, "fx")
    qtbot.keyClick(tela.procura, Qt.Key.Key_Left)
    qtbot.keyClick(tela.procura, Qt.Key.Key_Delete)
    assert tela.procura.text() == "f"
    assert pedidas == []


def test_lista_relida_mantem_a_procura(qtbot: QtBot, contexto: Contexto) -> None:
    tela = DialogoMensagens(contexto)
    _abrir(qtbot, tela)
    padrao = mensagens.padrao()
    tela.procura.setText(padrao.nome)
    achadas = [mensagem.numero for mensagem in tela.tabela.linhas()]
    mensagens.gravar(Mensagem(90, "Outra", "Assunto", "<p>a</p>", "a"))
    contexto.avisar(*DialogoMensagens.LISTA.assuntos)
    assert [mensagem.numero for mensagem in tela.tabela.linhas()] == achadas
