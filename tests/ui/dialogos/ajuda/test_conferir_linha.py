from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from boletos.titulo import codigo
from boletos.titulo.codigo import formatar_linha
from modelos import demonstracao
from modelos.acesso.consulta import Consulta
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.debito import Debito
from ui.contexto import Contexto
from ui.dialogos.ajuda import conferir_linha
from ui.dialogos.ajuda.conferir_linha import DialogoConferirLinha
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def debito(contexto: Contexto, hoje: date) -> Debito:
    """Um débito do Itaú com a linha que o banco devolveu."""
    demonstracao.popular(hoje, AGORA, porta=2525)
    assert contas_cobranca.obter("ITAU") is not None
    lidos = debitos.pagina(Consulta(filtros={"conta_cobranca": "ITAU", "estado": "aberto"})).linhas
    barras = codigo.montar("341", lidos[0].vencimento, lidos[0].saldo_centavos, "1" * 25)
    com_linha = lidos[0]._replace(linha_digitavel=codigo.para_linha(barras))
    debitos.gravar(com_linha)
    return com_linha


@pytest.fixture
def dialogo(qtbot: QtBot, contexto: Contexto) -> DialogoConferirLinha:
    dialogo = DialogoConferirLinha(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    return dialogo


def _colar(qtbot: QtBot, dialogo: DialogoConferirLinha, texto: str) -> None:
    QGuiApplication.clipboard().setText(texto)
    dialogo.campo.selectAll()
    qtbot.keyClick(dialogo.campo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_colar_com_pontuacao_diz_banco_vencimento_valor_e_o_debito(
    qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha
) -> None:
    _colar(qtbot, dialogo, formatar_linha(debito.linha_digitavel))
    assert dialogo.situacao.texto() == "Linha digitável: todos os dígitos conferem."
    assert dialogo.leitura.valor("Banco") == "341-7 Itaú"
    assert f"{debito.vencimento:%d/%m/%Y}" in dialogo.leitura.valor("Vencimento")
    assert dialogo.leitura.valor("Código de barras") == codigo.de_linha(debito.linha_digitavel)
    qtbot.waitUntil(lambda: "o banco devolveu" in dialogo.aviso.texto())
    assert "Vencimento e saldo são os do débito." in dialogo.aviso.texto()


def test_algarismo_trocado_aponta_o_campo_e_nao_procura_debito(
    qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha
) -> None:
    linha = debito.linha_digitavel
    _colar(qtbot, dialogo, linha[:12] + str((int(linha[12]) + 1) % 10) + linha[13:])
    assert dialogo.situacao.texto().startswith("O dígito do 2º campo não confere")
    assert [estado.texto().split(" ")[0] for _, _, estado in dialogo.digitos] == ["dígito", "veio", "dígito", "veio"]
    assert dialogo.aviso.texto() == "Aparece aqui quando os dígitos conferirem."
    assert not dialogo.botao_copiar.isEnabled()
    assert Trabalho.vivos() == []


def test_digitar_diz_quanto_falta_e_confere_o_campo_ja_inteiro(
    qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha
) -> None:
    qtbot.keyClicks(dialogo.campo, debito.linha_digitavel[:10])
    assert dialogo.situacao.texto() == "Faltam 37 algarismos para os 47 da linha."
    assert dialogo.digitos[0][2].texto().endswith("confere")
    assert not dialogo.digitos[1][0].isVisible()
    qtbot.keyClick(dialogo.campo, Qt.Key.Key_Backspace)
    assert not dialogo.digitos[0][0].isVisible()


def test_copiar_poe_a_linha_formatada_mesmo_colando_o_codigo(
    qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha
) -> None:
    _colar(qtbot, dialogo, codigo.de_linha(debito.linha_digitavel))
    assert dialogo.situacao.texto().startswith("Código de barras:")
    qtbot.mouseClick(dialogo.botao_copiar, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == formatar_linha(debito.linha_digitavel)
    qtbot.mouseClick(dialogo.botao_limpar, Qt.MouseButton.LeftButton)
    assert dialogo.campo.text() == ""
    assert dialogo.leitura.valor("Banco") == "–"


def test_debito_com_outro_saldo_e_apontado(qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha) -> None:
    debitos.gravar(debito._replace(saldo_centavos=1))
    _colar(qtbot, dialogo, debito.linha_digitavel)
    qtbot.waitUntil(lambda: "0,01" in dialogo.aviso.texto())


def test_boleto_que_nao_e_da_base_e_dito(qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha) -> None:
    _colar(qtbot, dialogo, codigo.montar("001", debito.vencimento, 1, "2" * 25))
    qtbot.waitUntil(lambda: dialogo.aviso.texto().startswith("Nenhum débito"))


def test_nosso_numero_repetido_e_perigo(qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha) -> None:
    debitos.gravar(debito._replace(documento="OUTRO"))
    _colar(qtbot, dialogo, debito.linha_digitavel)
    qtbot.waitUntil(lambda: dialogo.aviso.texto().startswith("Mais de um débito"))


def test_sem_vencimento_sem_valor_e_fora_da_janela_sao_ditos(
    qtbot: QtBot, contexto: Contexto, dialogo: DialogoConferirLinha
) -> None:
    _colar(qtbot, dialogo, codigo.montar("001", None, 0, "2" * 25))
    assert dialogo.leitura.valor("Vencimento") == "não traz vencimento"
    assert dialogo.leitura.valor("Valor").startswith("em aberto")
    _colar(qtbot, dialogo, codigo.montar("001", date(2018, 1, 5), 100, "2" * 25))
    assert dialogo.leitura.valor("Vencimento").startswith("fora da janela")
    qtbot.waitUntil(lambda: dialogo.aviso.texto().startswith("Nenhum débito"))


def test_abre_com_a_linha_que_veio_no_pedido(qtbot: QtBot, contexto: Contexto, debito: Debito) -> None:
    dialogo = DialogoConferirLinha(contexto, debito.linha_digitavel)
    qtbot.addWidget(dialogo)
    assert dialogo.leitura.valor("Banco") == "341-7 Itaú"
    qtbot.waitUntil(lambda: "o banco devolveu" in dialogo.aviso.texto())


def test_falha_da_base_vira_frase_na_caixa(
    qtbot: QtBot, debito: Debito, dialogo: DialogoConferirLinha, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falhar(_lido: object) -> None:
        raise conferir_linha.ErroAviso("A base não respondeu.", "Tente de novo.")

    monkeypatch.setattr(conferir_linha.correspondencia, "procurar", falhar)
    _colar(qtbot, dialogo, debito.linha_digitavel)
    qtbot.waitUntil(lambda: dialogo.aviso.texto() == "A base não respondeu. Tente de novo.")


def test_o_debito_achado_se_abre_dali(qtbot: QtBot, contexto: Contexto, debito: Debito) -> None:
    contexto.telas = frozenset({"debitos"})
    dialogo = DialogoConferirLinha(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    assert not dialogo.botao_debito.isEnabled()
    _colar(qtbot, dialogo, debito.linha_digitavel)
    qtbot.waitUntil(dialogo.botao_debito.isEnabled)
    with qtbot.waitSignal(contexto.abrir) as pedido:
        qtbot.mouseClick(dialogo.botao_debito, Qt.MouseButton.LeftButton)
    assert pedido.args == ["debitos", debito.chave]
    qtbot.keyClick(dialogo.campo, Qt.Key.Key_Backspace)
    assert not dialogo.botao_debito.isEnabled()


def test_sem_a_tela_de_debitos_o_botao_nao_aparece(dialogo: DialogoConferirLinha) -> None:
    assert not dialogo.botao_debito.isVisible()
