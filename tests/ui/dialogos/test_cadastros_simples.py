from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from modelos.avisos import devolvidos
from modelos.cadastro import (
    clientes,
    empresas,
    feriados,
    grupos,
    situacoes,
)
from modelos.cadastro import contatos as cadastro_de_contatos
from modelos.contas import contas_cobranca
from regras.cadastro import Cliente, ContaCobranca, Contato
from tests.boletos.papel.test_logotipo import desenho, em_arquivo
from tests.ui.leitor import escrito
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.empresa import DialogoEmpresa
from ui.dialogos.cadastro.feriados import DialogoFeriado, DialogoFeriados
from ui.dialogos.cadastro.nomes import DialogoGrupo, DialogoGrupos
from ui.dialogos.correio.devolvidos import DialogoDevolvidos
from ui.moldes import lista


def test_a_empresa_e_gravada_com_o_documento_compactado(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoEmpresa(contexto)
    qtbot.addWidget(dialogo)
    qtbot.keyClicks(dialogo.textos["nome"], "Aurora Ltda")
    qtbot.keyClicks(dialogo.textos["cpf_cnpj"], "11.222.333/0001-81")
    qtbot.keyClicks(dialogo.textos["cep"], "89201-000")
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(dialogo.botao_gravar, Qt.MouseButton.LeftButton)
    assert mudou.args == [frozenset({Assunto.EMPRESA})]
    gravada = empresas.obter()
    assert gravada is not None
    assert (gravada.nome, gravada.cpf_cnpj, gravada.cep) == ("Aurora Ltda", "11222333000181", "89201000")


def test_logotipo_e_senha_da_empresa_ficam_gravados(qtbot: QtBot, contexto: Contexto, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(em_arquivo(desenho()))
    dialogo = DialogoEmpresa(contexto)
    qtbot.addWidget(dialogo)
    qtbot.keyClicks(dialogo.textos["nome"], "Aurora Ltda")
    qtbot.keyClicks(dialogo.textos["cpf_cnpj"], "11.222.333/0001-81")
    dialogo.logotipo.ler(tmp_path / "logo.png")
    dialogo.senha.definir(5)
    assert dialogo.gravar()
    outra_vez = DialogoEmpresa(contexto)
    qtbot.addWidget(outra_vez)
    assert outra_vez.logotipo.png() == dialogo.logotipo.png() != b""
    assert outra_vez.senha.valor() == 5
    gravada = empresas.obter()
    assert gravada is not None
    assert (gravada.algarismos_da_senha, gravada.logotipo) == (5, dialogo.logotipo.png())


def test_documento_errado_nao_grava_e_diz_ao_lado(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoEmpresa(contexto)
    qtbot.addWidget(dialogo)
    dialogo.textos["nome"].setText("Aurora")
    dialogo.textos["cpf_cnpj"].setText("11222333000180")
    assert not dialogo.gravar()
    assert dialogo.formulario.erro_de(dialogo.textos["cpf_cnpj"])
    assert empresas.obter() is None
    assert dialogo.alterada


def test_grupo_repetido_e_recusado_no_campo(qtbot: QtBot, contexto: Contexto) -> None:
    grupos.garantir(["Financeiro", "Compras"])
    dialogo = DialogoGrupo(contexto, "Compras", None)
    qtbot.addWidget(dialogo)
    dialogo.campo.setText("FINANCEIRO")
    assert not dialogo.gravar()
    assert "Financeiro" in dialogo.formulario.erro_de(dialogo.campo)
    dialogo.campo.setText("Suprimentos")
    assert dialogo.gravar()
    assert grupos.listar() == ["Financeiro", "Suprimentos"]


@pytest.mark.parametrize("confirma", [True, False])
def test_excluir_grupo_pergunta_antes(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch, confirma: bool
) -> None:
    grupos.garantir(["Financeiro"])
    dialogo = DialogoGrupos(contexto)
    qtbot.addWidget(dialogo)
    monkeypatch.setattr(lista.DialogoConfirmacao, "perguntar", lambda *_a, **_n: confirma)
    qtbot.mouseClick(dialogo.botao_excluir, Qt.MouseButton.LeftButton)
    assert grupos.listar() == ([] if confirma else ["Financeiro"])
    assert len(dialogo.tabela.linhas()) == (0 if confirma else 1)


def test_grupo_em_uso_nao_e_excluido(qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    clientes.gravar(Cliente("1", "Padaria"))
    cadastro_de_contatos.gravar(Contato.criar("1", "Ana", "ana@exemplo.com.br", ("Financeiro",)))
    frases: list[str] = []
    dialogo = DialogoGrupos(contexto)
    qtbot.addWidget(dialogo)
    monkeypatch.setattr(lista.DialogoConfirmacao, "perguntar", lambda *_a, **_n: True)
    monkeypatch.setattr(lista.DialogoMensagem, "mostrar_erro", lambda _p, _t, erro: frases.append(erro.frase()))
    dialogo.excluir()
    assert grupos.listar() == ["Financeiro"]
    assert "contato" in frases[0]


def test_feriado_que_muda_de_dia_nao_fica_em_dobro(qtbot: QtBot, contexto: Contexto) -> None:
    feriados.gravar(date(2026, 3, 9), "Aniversário da cidade")
    dialogo = DialogoFeriado(contexto, (date(2026, 3, 9), "Aniversário da cidade"))
    qtbot.addWidget(dialogo)
    dialogo.dia.clear()
    qtbot.keyClicks(dialogo.dia, "10032026")
    assert dialogo.gravar()
    assert feriados.listar() == [(date(2026, 3, 10), "Aniversário da cidade")]


def test_devolvido_limpo_volta_a_receber(qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    devolvidos.marcar("ana@exemplo.com.br", "não existe", datetime(2026, 11, 20, tzinfo=UTC))
    dialogo = DialogoDevolvidos(contexto)
    qtbot.addWidget(dialogo)
    monkeypatch.setattr(lista.DialogoConfirmacao, "perguntar", lambda *_a, **_n: True)
    dialogo.excluir()
    assert devolvidos.enderecos() == frozenset()


def test_a_lista_rele_quando_outra_tela_grava(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoFeriados(contexto)
    qtbot.addWidget(dialogo)
    feriados.gravar(date(2026, 3, 9), "Aniversário")
    contexto.avisar(Assunto.FERIADOS)
    assert len(dialogo.tabela.linhas()) == 1
    assert situacoes.listar() == []


def test_lista_vazia_diz_como_incluir_e_a_tecla_insert_inclui(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    editados: list[object] = []
    monkeypatch.setattr(DialogoFeriados, "editar", lambda _dialogo, objeto: editados.append(objeto))
    dialogo = DialogoFeriados(contexto)
    qtbot.addWidget(dialogo)
    dialogo.open()
    dialogo.activateWindow()
    qtbot.waitUntil(dialogo.visao.hasFocus)
    assert any("use Incluir" in texto.text() for texto in dialogo.findChildren(Texto))
    qtbot.keyClick(dialogo.visao, Qt.Key.Key_Insert)
    assert editados == [None]


def test_a_empresa_diz_o_que_falta_para_avisos_e_boletos_enquanto_se_digita(qtbot: QtBot, contexto: Contexto) -> None:
    contexto.telas = frozenset({"contas_cobranca"})
    dialogo = DialogoEmpresa(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    assert dialogo.falta.titulo() == "Para usar ainda falta"
    dialogo.textos["nome"].setText("Aurora Ltda")
    dialogo.textos["cpf_cnpj"].setText("11222333000181")
    assert dialogo.falta.titulo().startswith("Pode gravar assim")
    assert "Para enviar avisos: endereço, cidade, UF e CEP." in escrito(dialogo.falta)
    assert "Para gerar boletos" in escrito(dialogo.falta)
    with qtbot.waitSignal(contexto.abrir) as pedido:
        dialogo.contas.click()
    assert pedido.args == ["contas_cobranca", None]
    for campo, conteudo in (("endereco", "Rua A"), ("cidade", "Joinville"), ("uf", "SC"), ("cep", "89201000")):
        dialogo.textos[campo].setText(conteudo)
    assert "avisos" not in escrito(dialogo.falta)
    contas_cobranca.gravar(ContaCobranca("BB", "001", "17"))
    contexto.avisar(Assunto.CONTAS_COBRANCA)
    assert dialogo.falta.isHidden()
    dialogo.alterada = False


def test_o_telefone_ganha_a_mascara_ao_sair_do_campo(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoEmpresa(contexto)
    qtbot.addWidget(dialogo)
    telefone = dialogo.textos["telefone"]
    qtbot.keyClicks(telefone, "47999998888")
    telefone.editingFinished.emit()
    assert telefone.text() == "(47) 99999-8888"
    telefone.setText("3333")
    telefone.editingFinished.emit()
    assert "DDD" in dialogo.formulario.erro_de(telefone)
    dialogo.alterada = False
