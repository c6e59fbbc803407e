"""As rejeitadas na tela: o motivo por célula, a correção, e só as corrigidas entram."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio.importacao import importar
from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.importacao.rejeitadas import ArquivoDeRejeitadas
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente
from tests.modelos.exemplos import EM
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Contexto
from ui.dialogos.base.rejeitadas import DialogoLinhaRejeitada, DialogoRejeitadas
from ui.trabalho import Trabalho

TEXTO = "Cliente;Título;Parc;Vencto;Valor;Obs\n901;1;1;20/11/2026;10,00;a\n901;2;1;31/02/2026;x;b\n901;3;1;;5,00;c\n"


@pytest.fixture
def tela(contexto: Contexto, qtbot: QtBot, tmp_path: Path) -> DialogoRejeitadas:
    """Uma planilha de que entrou uma linha e duas não; as rejeitadas dela na tela."""
    clientes.gravar_varios([Cliente("901", "Padaria")])
    arquivo = tmp_path / "c.csv"
    arquivo.write_text(TEXTO, "utf-8")
    (deu,) = importar({Tipo.DEBITOS: arquivo}, em=EM)
    assert deu.arquivo_de_rejeitadas is not None
    tela = DialogoRejeitadas(contexto, ArquivoDeRejeitadas(deu.arquivo_de_rejeitadas, Tipo.DEBITOS))
    # Com o que perder, fechar perguntaria.
    qtbot.addWidget(tela, before_close_func=lambda aberta: aberta._linhas.clear())
    tela.open()
    return tela


def _corrigir(
    tela: DialogoRejeitadas, monkeypatch: pytest.MonkeyPatch, posicao: int, **valores: str
) -> DialogoLinhaRejeitada:
    """Abre a linha, escreve e guarda, como quem usa."""
    abertas: list[DialogoLinhaRejeitada] = []

    def responder(dialogo: DialogoLinhaRejeitada) -> bool:
        abertas.append(dialogo)
        for nome, valor in valores.items():
            dialogo.textos[nome].definir(valor)
        return dialogo.gravar()

    monkeypatch.setattr(DialogoLinhaRejeitada, "responder", responder)
    tela.visao.selecionar(posicao)
    tela.alterar()
    return abertas[0]


def _importar(tela: DialogoRejeitadas, qtbot: QtBot) -> None:
    qtbot.mouseClick(tela.botao_importar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not Trabalho.vivos() and bool(tela.caixa.texto()), timeout=8_000)


def test_o_motivo_esta_em_cada_celula_que_nao_serve(tela: DialogoRejeitadas, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tela.rodape.text() == "2 linhas"
    assert not tela.botao_importar.isEnabled()
    linha = _corrigir(tela, monkeypatch, 0)
    assert linha.corrigida is None
    assert list(linha.textos) == ["cliente", "documento", "parcela", "vencimento", "valor"]
    erros = {nome: linha.formulario.erro_de(campo) for nome, campo in linha.textos.items()}
    assert [bool(erro) for erro in erros.values()] == [False, False, False, True, True]
    vazia = _corrigir(tela, monkeypatch, 1)
    assert vazia.formulario.erro_de(vazia.textos["vencimento"]) == "Preencha este campo."


def test_so_a_corrigida_entra_e_a_outra_fica(
    tela: DialogoRejeitadas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _corrigir(tela, monkeypatch, 0, vencimento="28/02/2026", valor="7,00")
    assert tela.botao_importar.text() == "&Importar as corrigidas (1)"
    ja_entrou = debitos.obter(("901", "1", "1"))
    assert ja_entrou is not None
    debitos.gravar(ja_entrou._replace(saldo_centavos=1))
    _importar(tela, qtbot)
    assert tela.caixa.texto() == "1 linha entrou."
    gravados = [debitos.obter(("901", documento, "1")) for documento in "123"]
    assert [gravado and gravado.saldo_centavos for gravado in gravados] == [1, 700, None]
    sobrou = (tmp_path / "c.csv.rejeitadas.csv").read_text("utf-8-sig")
    assert ("901;3;1;;5,00;c;4;" in sobrou, "901;2;" in sobrou) == (True, False)
    _corrigir(tela, monkeypatch, 0, vencimento="28/02/2026")
    _importar(tela, qtbot)
    assert not (tmp_path / "c.csv.rejeitadas.csv").exists()
    qtbot.waitUntil(lambda: tela.rodape.text() == "Nenhuma linha rejeitada.")


def test_arquivo_que_mudou_por_fora_nao_se_importa(
    tela: DialogoRejeitadas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _corrigir(tela, monkeypatch, 0, vencimento="28/02/2026", valor="7,00")
    (tmp_path / "c.csv.rejeitadas.csv").unlink()
    _importar(tela, qtbot)
    assert "mudou desde que foi aberto" in tela.caixa.titulo()
    assert debitos.obter(("901", "2", "1")) is None


def test_fechar_com_corrigidas_pergunta(tela: DialogoRejeitadas, monkeypatch: pytest.MonkeyPatch) -> None:
    _corrigir(tela, monkeypatch, 0, vencimento="28/02/2026", valor="7,00")
    feitas: list[str] = []

    def negar(_titulo: str, pergunta: str, **_outros: object) -> bool:
        feitas.append(pergunta)
        return False

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", negar)
    tela.reject()
    assert (feitas, tela.isVisible()) == (["Fechar sem importar as corrigidas?"], True)
