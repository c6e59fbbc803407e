from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.cadastro import clientes
from modelos.carteira import debitos, promessas
from regras.cadastro import Cliente
from regras.debito import Debito
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro import promessas as lista
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.dialogos.cadastro.promessa import DialogoPromessa
from ui.dialogos.cadastro.promessas import (
    NAO_CUMPRIDAS,
    TODAS,
    VIGENTES,
    DialogoPromessas,
)
from ui.tabelas import exportacao
from ui.trabalho import Trabalho

EM = datetime(2026, 11, 10, 12, tzinfo=UTC)


@pytest.fixture
def prometidos(contexto: Contexto, hoje: date) -> None:
    """O 1 não cumpriu, o 2 está no prazo, o 3 pagou."""
    assert contexto.base
    for codigo, nome, dias, quem, pago in (
        ("1", "Padaria", -3, "Ana", None),
        ("2", "Hotel", 5, "Bia", None),
        ("3", "Mercado", -3, "Caio", hoje),
    ):
        ate = hoje + timedelta(days=dias)
        clientes.gravar(Cliente(codigo, nome, promessa_ate=ate))
        promessas.registrar(codigo, ate, quem, EM)
        debitos.gravar(Debito(codigo, "a", "1", hoje - timedelta(days=20), 100_00, 100_00, pago_em=pago))


def _abrir(qtbot: QtBot, contexto: Contexto) -> DialogoPromessas:
    tela = DialogoPromessas(contexto)
    qtbot.addWidget(tela)
    with qtbot.waitActive(tela):
        tela.show()
        tela.activateWindow()
    _esperar(qtbot, tela)
    return tela


def _esperar(qtbot: QtBot, tela: DialogoPromessas) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos() and tela.rodape.text() != "Lendo…")


def _na_lista(tela: DialogoPromessas) -> list[list[str]]:
    modelo = tela.quadro.modelo
    return [modelo.textos(linha) for linha in modelo.percorrer()]


@pytest.mark.usefixtures("prometidos")
def test_abre_nas_nao_cumpridas_com_quem_prometeu_e_quanto_falta(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    tela = _abrir(qtbot, contexto)
    dia = f"{hoje - timedelta(days=3):%d/%m/%Y}"
    assert _na_lista(tela) == [["1", "Padaria", dia, "há 3 dias", "Ana", "10/11/2026", "1", "100,00", "100,00"]]
    assert tela.rodape.text() == "1 promessa"
    assert tela.botao_alterar.isEnabled()


@pytest.mark.usefixtures("prometidos")
@pytest.mark.parametrize(("qual", "codigos"), [(NAO_CUMPRIDAS, ["1"]), (VIGENTES, ["2"]), (TODAS, ["1", "3", "2"])])
def test_o_filtro_escolhe_quais(qtbot: QtBot, contexto: Contexto, qual: str, codigos: list[str]) -> None:
    tela = _abrir(qtbot, contexto)
    tela.filtro.definir(qual)
    qtbot.waitUntil(lambda: [linha[0] for linha in _na_lista(tela)] == codigos)


@pytest.mark.usefixtures("prometidos")
def test_pago_o_que_faltava_some_da_lista_sozinha(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    tela = _abrir(qtbot, contexto)
    debitos.gravar(Debito("1", "a", "1", hoje - timedelta(days=20), 100_00, 100_00, pago_em=hoje))
    contexto.avisar(Assunto.DEBITOS)
    qtbot.waitUntil(lambda: tela.rodape.text().startswith("Nenhuma promessa por cumprir"))
    assert not tela.botao_alterar.isEnabled()


@pytest.mark.usefixtures("prometidos")
def test_enter_abre_a_ficha_do_cliente(qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    abertas: list[str] = []

    class _Ficha(DialogoCliente):
        def exec(self) -> int:
            abertas.append(self.codigo())
            return 0

    monkeypatch.setattr(lista, "DialogoCliente", _Ficha)
    tela = _abrir(qtbot, contexto)
    qtbot.keyClick(tela.quadro.visao, Qt.Key.Key_Return)
    assert abertas == ["1"]


@pytest.mark.usefixtures("prometidos")
def test_exporta_pelo_teclado(
    qtbot: QtBot, contexto: Contexto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "promessas.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    tela = _abrir(qtbot, contexto)
    qtbot.keyClick(tela.quadro.visao, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: destino.exists() and not Trabalho.vivos())
    assert "Padaria" in destino.read_text("utf-8-sig").splitlines()[1]


def test_a_ficha_guarda_quem_prometeu_e_a_guia_conta_a_historia(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    antes = hoje - timedelta(days=3)
    clientes.gravar(Cliente("1", "Padaria", promessa_ate=antes))
    promessas.registrar("1", antes, "Ana", EM)
    debitos.gravar(Debito("1", "a", "1", hoje - timedelta(days=20), 100_00, 100_00))
    ficha = DialogoCliente(contexto, "1")
    qtbot.addWidget(ficha)
    ficha.show()
    assert ficha.quem_prometeu.valor() == "Ana"
    nova = hoje + timedelta(days=6)
    ficha.promessa.definir_data(nova)
    ficha.quem_prometeu.clear()
    qtbot.keyClicks(ficha.quem_prometeu, "Bia, do caixa")
    assert ficha.gravar()
    cliente = clientes.obter("1")
    assert cliente is not None
    assert cliente.promessa_ate == nova
    assert [(feita.ate, feita.quem) for feita in promessas.do_cliente("1")] == [(nova, "Bia, do caixa"), (antes, "Ana")]
    outra = DialogoCliente(contexto, "1")
    qtbot.addWidget(outra)
    outra.show()
    qtbot.keyClick(outra, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(outra.promessas.tabela.linhas()) == 2)
    assert [outra.promessas.tabela.textos(linha)[3:] for linha in outra.promessas.tabela.linhas()] == [
        ["No prazo", "100,00"],
        ["Não cumprida", "100,00"],
    ]


def test_sem_data_nao_ha_quem(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    clientes.gravar(Cliente("1", "Padaria"))
    ficha = DialogoCliente(contexto, "1")
    qtbot.addWidget(ficha)
    assert not ficha.quem_prometeu.isEnabled()
    ficha.promessa.definir_data(hoje)
    assert ficha.quem_prometeu.isEnabled()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert "Nenhuma promessa registrada" in ficha.promessas.resumo.text()


def test_tirar_a_data_encerra_a_promessa(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    ate = hoje + timedelta(days=3)
    clientes.gravar(Cliente("1", "Padaria", promessa_ate=ate))
    promessas.registrar("1", ate, "Ana", EM)
    ficha = DialogoCliente(contexto, "1")
    qtbot.addWidget(ficha)
    ficha.promessa.clear()
    assert ficha.gravar()
    (encerrada,) = promessas.do_cliente("1")
    assert encerrada == replace(encerrada, ate=ate, quem="Ana", encerrada_em=contexto.agora())


def test_incluir_registra_a_promessa_de_quem_nao_esta_na_lista(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    clientes.gravar(Cliente("9", "Farmácia", telefone="4733334444"))
    ficha = DialogoPromessa(contexto)
    qtbot.addWidget(ficha)
    ficha.show()
    ficha.cliente.definir("9")
    ficha.ate.definir_data(hoje + timedelta(days=2))
    ficha.quem.definir("Duda")
    assert ficha.gravar()
    gravado = clientes.obter("9")
    assert gravado is not None
    assert (gravado.promessa_ate, gravado.telefone) == (hoje + timedelta(days=2), "4733334444")
    assert [feita.quem for feita in promessas.do_cliente("9")] == ["Duda"]


@pytest.mark.parametrize("sim", [False, True])
def test_promessa_para_um_dia_que_ja_passou_pede_confirmacao(
    qtbot: QtBot, contexto: Contexto, hoje: date, monkeypatch: pytest.MonkeyPatch, sim: bool
) -> None:
    clientes.gravar(Cliente("9", "Farmácia"))
    perguntas: list[str] = []
    monkeypatch.setattr(
        DialogoConfirmacao, "perguntar", lambda _titulo, pergunta, **_outros: perguntas.append(pergunta) or sim
    )
    ficha = DialogoCliente(contexto, "9")
    qtbot.addWidget(ficha)
    ficha.show()
    ficha.promessa.definir_data(hoje - timedelta(days=1))
    assert ficha.gravar() is sim
    ficha.alterada = False
    assert len(perguntas) == 1
    assert "que já passou" in perguntas[0]
    assert (clientes.obter("9").promessa_ate is not None) is sim  # type: ignore[union-attr]


def test_corrigido_o_cnpj_a_caixa_de_cima_deixa_de_dizer_o_contrario(qtbot: QtBot, contexto: Contexto) -> None:
    clientes.gravar(Cliente("9", "Farmácia", cpf_cnpj="11222333000199"))
    ficha = DialogoCliente(contexto, "9")
    qtbot.addWidget(ficha)
    ficha.show()
    assert "não confere" in ficha.pendencias.texto()
    ficha.textos["cpf_cnpj"].definir("11222333000181")
    assert ficha.pendencias.isHidden()
    ficha.textos["cpf_cnpj"].definir("11222333000199")
    assert "não confere" in ficha.pendencias.texto()
    ficha.alterada = False
