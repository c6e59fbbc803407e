from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from modelos.avisos import devolvidos
from modelos.cadastro import clientes, contatos
from regras.aviso import Estado
from regras.cadastro import Cliente, Contato
from tests.modelos.exemplos import gravar_aviso, gravar_debito
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro import clientes as telas
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.dialogos.cadastro.clientes import DialogoClientes
from ui.dialogos.cadastro.contato import DialogoContato
from ui.tabelas.clientes import colunas
from ui.trabalho import Trabalho

PADARIA = Cliente("000123", "Padaria Pão da Serra", "Pão da Serra", "11222333000181", "financeiro@padaria.com.br")
HOTEL = Cliente("000124", "Hotel Recanto", avisar=False)


@pytest.fixture
def lista(contexto: Contexto, qtbot: QtBot) -> Iterator[DialogoClientes]:
    clientes.gravar_varios([PADARIA, HOTEL])
    dialogo = DialogoClientes(contexto)
    qtbot.addWidget(dialogo)
    with qtbot.waitActive(dialogo):
        dialogo.show()
    qtbot.waitUntil(lambda: dialogo.rodape.text() == "2 clientes")
    yield dialogo
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def _ficha(contexto: Contexto, qtbot: QtBot, codigo: str = "") -> DialogoCliente:
    ficha = DialogoCliente(contexto, codigo)
    qtbot.addWidget(ficha, before_close_func=lambda aberta: setattr(aberta, "alterada", False))
    with qtbot.waitActive(ficha):
        ficha.show()
    return ficha


def _reativar(ficha: DialogoCliente, qtbot: QtBot) -> None:
    """Fora da tela não há gerenciador de janelas que devolva a vez à janela de trás."""
    with qtbot.waitActive(ficha):
        ficha.activateWindow()


def _com_o_modal(qtbot: QtBot, classe: type, acao: object) -> list[object]:
    """Quando o diálogo modal desta classe aparecer, faz a ação com ele; devolve onde os vistos ficam."""
    vistos: list[object] = []

    def olhar() -> None:
        aberto = QApplication.activeModalWidget()
        if isinstance(aberto, classe) and aberto.isActiveWindow():
            vistos.append(aberto)
            try:
                acao(aberto)  # type: ignore[operator]  # a ação é uma função do teste
            finally:
                if aberto.isVisible():
                    vistos.append("ficou aberto")
                    aberto.done(0)
        else:
            QTimer.singleShot(5, olhar)

    QTimer.singleShot(0, olhar)
    return vistos


def test_a_lista_abre_em_ordem_de_nome_com_a_linha_corrente(lista: DialogoClientes) -> None:
    atual = lista.quadro.atual()
    assert atual is not None
    assert atual.codigo == "000124"
    assert lista.focusWidget() is lista.quadro.visao


def test_o_filtro_deixa_so_quem_nao_recebe(lista: DialogoClientes, qtbot: QtBot) -> None:
    lista.filtro.setFocus()
    qtbot.keyClick(lista.filtro.escolha, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: lista.rodape.text() == "1 cliente")
    qtbot.keyClick(lista.filtro.escolha, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: getattr(lista.quadro.atual(), "codigo", "") == "000124")


def test_filtro_de_promessa_olha_a_data_de_hoje(lista: DialogoClientes, qtbot: QtBot, hoje: date) -> None:
    clientes.gravar(Cliente("9", "Prometeu", promessa_ate=hoje))
    lista.filtro.definir("promessa")
    qtbot.waitUntil(lambda: getattr(lista.quadro.atual(), "codigo", "") == "9")


def test_incluir_pelo_teclado_grava_e_fica_na_linha_nova(lista: DialogoClientes, qtbot: QtBot) -> None:
    def preencher(ficha: DialogoCliente) -> None:
        for texto in ("9", "Mercado Bom", "", "529.982.247-25", "a@b.com.br; c@d.com.br"):
            foco = ficha.focusWidget()
            qtbot.keyClicks(foco, texto)
            qtbot.keyClick(foco, Qt.Key.Key_Return)
        qtbot.keyClick(ficha, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    _com_o_modal(qtbot, DialogoCliente, preencher)
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Insert)
    gravado = clientes.obter("9")
    assert gravado == Cliente("9", "Mercado Bom", "", "52998224725", "a@b.com.br; c@d.com.br")
    qtbot.waitUntil(lambda: lista.quadro.atual() == gravado)


def test_enter_abre_a_ficha_da_linha(lista: DialogoClientes, qtbot: QtBot) -> None:
    vistos = _com_o_modal(qtbot, DialogoCliente, lambda ficha: ficha.reject())
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Return)
    assert len(vistos) == 1


def test_grupo_de_contatos_abre_na_guia(lista: DialogoClientes, qtbot: QtBot) -> None:
    guias: list[int] = []

    def olhar(ficha: DialogoCliente) -> None:
        guias.append(ficha.guias.currentIndex())
        ficha.reject()

    _com_o_modal(qtbot, DialogoCliente, olhar)
    qtbot.mouseClick(lista.botao_contatos, Qt.MouseButton.LeftButton)
    assert guias == [1]


@pytest.mark.parametrize("confirma", [True, False])
def test_del_pergunta_dizendo_o_que_vai_junto(
    lista: DialogoClientes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, confirma: bool
) -> None:
    contatos.gravar(Contato.criar("000124", "Ana", "a@b.com"))
    gravar_aviso("000124", Estado.ENVIADO)
    fatos: list[object] = []

    def perguntar(*_: object, **nomeados: object) -> bool:
        fatos.append(nomeados["fatos"])
        return confirma

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", perguntar)
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Delete)
    assert fatos == [[("1 contato", "também é excluído", ""), ("1 aviso", "fica no histórico", "")]]
    assert (clientes.obter("000124") is None) == confirma
    qtbot.waitUntil(lambda: lista.rodape.text() == ("1 cliente" if confirma else "2 clientes"))


def test_quem_tem_debito_nao_e_excluido_e_a_tela_diz_quantos(
    lista: DialogoClientes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gravar_debito("000124", "a")
    gravar_debito("000124", "b")
    gravar_aviso("000124", Estado.ADIADO)
    ditos: list[str] = []
    monkeypatch.setattr(DialogoMensagem, "mostrar", lambda *partes, **_: ditos.append(f"{partes[2]}. {partes[3]}"))
    qtbot.mouseClick(lista.botao_excluir, Qt.MouseButton.LeftButton)
    assert ditos == ["Hotel Recanto não pode ser excluído. Dependem dele 2 débitos e 1 aviso em aberto."]
    assert clientes.obter("000124") is not None


def test_o_que_outra_tela_grava_aparece(lista: DialogoClientes, contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(Cliente("9", "Novo"))
    contexto.avisar(Assunto.CLIENTES)
    qtbot.waitUntil(lambda: lista.rodape.text() == "3 clientes")


def test_f5_le_de_novo_e_ctrl_f_leva_a_procura(lista: DialogoClientes, qtbot: QtBot) -> None:
    clientes.gravar(Cliente("9", "Novo"))
    qtbot.keyClick(lista, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: lista.rodape.text() == "3 clientes")
    qtbot.keyClick(lista, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert lista.focusWidget() is lista.quadro.procura


def test_procura_sem_achado_diz_que_nao_ha(lista: DialogoClientes, qtbot: QtBot) -> None:
    qtbot.keyClicks(lista.quadro.procura, "zzz")
    qtbot.waitUntil(lambda: lista.rodape.text() == "Nenhum cliente encontrado")
    assert not lista.botao_alterar.isEnabled()
    assert not lista.botao_excluir.isEnabled()


def test_quem_pede_um_cliente_recebe_a_ficha_dele(contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(PADARIA)
    ficha, lista = telas.abrir(contexto, "000123"), telas.abrir(contexto, "sumiu")
    qtbot.addWidget(ficha)
    qtbot.addWidget(lista)
    assert isinstance(ficha, DialogoCliente)
    assert ficha.codigo() == "000123"
    assert isinstance(lista, DialogoClientes)
    qtbot.waitUntil(lambda: not Trabalho.vivos())


def test_ficha_altera_todos_os_campos(contexto: Contexto, qtbot: QtBot, hoje: date) -> None:
    clientes.gravar(PADARIA)
    ficha = _ficha(contexto, qtbot, "000123")
    novos = {
        "nome": "Padaria Nova",
        "fantasia": "Nova",
        "cpf_cnpj": "12.ABC.345/01DE-35",
        "email": "novo@padaria.com.br",
        "endereco": "Rua A",
        "numero": "10",
        "complemento": "Sala 2",
        "bairro": "Centro",
        "cidade": "Joinville",
        "uf": "sc",
        "cep": "89201-000",
    }
    for atributo, texto in novos.items():
        ficha.textos[atributo].setFocus()
        ficha.textos[atributo].selectAll()
        qtbot.keyClicks(ficha.textos[atributo], texto)
    qtbot.mouseClick(ficha.avisar, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(ficha.promessa, "3011")
    with qtbot.waitSignal(contexto.mudou):
        qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    esperado = novos | {"cpf_cnpj": "12ABC34501DE35", "cep": "89201000", "uf": "SC"}
    assert clientes.obter("000123") == Cliente("000123", **esperado, avisar=False, promessa_ate=date(2026, 11, 30))  # type: ignore[arg-type]  # todos texto


@pytest.mark.parametrize(
    ("atributo", "texto", "trecho"),
    [
        ("cpf_cnpj", "111.111.111-11", "não é um CPF nem um CNPJ válido"),
        ("cpf_cnpj", "12ABC34501DE36", "não é um CPF nem um CNPJ válido"),
        ("cep", "8920", "não tem oito algarismos"),
        ("uf", "XX", "não é a sigla de um estado"),
        ("email", "a@b.com.br; errado", "“errado” não é um endereço de e-mail válido"),
        ("nome", "", "Preencha este campo"),
    ],
)
def test_campo_errado_diz_ao_lado_na_hora_e_nao_grava(
    contexto: Contexto, qtbot: QtBot, atributo: str, texto: str, trecho: str
) -> None:
    clientes.gravar(PADARIA)
    ficha = _ficha(contexto, qtbot, "000123")
    campo = ficha.textos[atributo]
    campo.setFocus()
    campo.clear()
    qtbot.keyClicks(campo, texto)
    qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert trecho in ficha.formulario.erro_de(campo)
    ficha.guias.setCurrentIndex(1)
    qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    assert ficha.isVisible()
    assert ficha.guias.currentIndex() == 0
    assert ficha.focusWidget() is campo
    assert clientes.obter("000123") == PADARIA


def test_codigo_repetido_e_recusado_no_campo(contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(PADARIA)
    ficha = _ficha(contexto, qtbot)
    ficha.textos["codigo"].setText("000123")
    ficha.textos["nome"].setText("Outro")
    assert not ficha.gravar()
    assert ficha.formulario.erro_de(ficha.textos["codigo"]) == "Já é do cliente Padaria Pão da Serra."
    assert clientes.obter("000123") == PADARIA


def test_o_que_veio_errado_do_arquivo_e_dito_e_nao_impede_gravar_o_resto(contexto: Contexto, qtbot: QtBot) -> None:
    importado = Cliente("7", "Importado", cpf_cnpj="123", email="sem arroba", uf="XX", cep="1")
    clientes.gravar(importado)
    ficha = _ficha(contexto, qtbot, "7")
    assert "CPF/CNPJ “123”" in ficha.pendencias.texto()
    assert "“sem arroba” não vale" in ficha.pendencias.texto()
    ficha.textos["nome"].setText("Corrigido")
    assert ficha.gravar()
    assert clientes.obter("7") == Cliente("7", "Corrigido", cpf_cnpj="123", email="sem arroba", uf="XX", cep="1")


def test_o_codigo_de_quem_existe_nao_se_edita_e_o_tab_passa_por_ele(contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(PADARIA)
    ficha = _ficha(contexto, qtbot, "000123")
    qtbot.keyClicks(ficha.textos["codigo"], "9")
    assert ficha.codigo() == "000123"
    assert ficha.focusWidget() is ficha.textos["nome"]
    qtbot.keyClick(ficha.textos["nome"], Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert ficha.focusWidget() is not ficha.textos["codigo"]


def test_contato_novo_com_grupos_e_gravado_com_o_cliente(contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(PADARIA)
    contatos.gravar(Contato.criar("000123", "Ana", "ana@padaria.com.br", ("Compras", "Financeiro")))
    ficha = _ficha(contexto, qtbot, "000123")
    qtbot.keyClick(ficha, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert ficha.focusWidget() is ficha.contatos.visao

    def preencher(contato: DialogoContato) -> None:
        qtbot.keyClicks(contato.textos["nome"], "Bruno")
        qtbot.keyClicks(contato.textos["email"], "bruno@padaria.com.br")
        qtbot.keyClick(contato.grupos, Qt.Key.Key_Down)
        qtbot.keyClick(contato.grupos, Qt.Key.Key_Space)
        qtbot.mouseClick(contato.botao_gravar, Qt.MouseButton.LeftButton)

    _com_o_modal(qtbot, DialogoContato, preencher)
    qtbot.keyClick(ficha.contatos.visao, Qt.Key.Key_Insert)
    _reativar(ficha, qtbot)
    assert [contato.nome for contato in contatos.do_cliente("000123")] == ["Ana"]
    qtbot.keyClick(ficha, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [(gravado.nome, gravado.grupos) for gravado in contatos.do_cliente("000123")] == [
        ("Ana", ("Compras", "Financeiro")),
        ("Bruno", ("Financeiro",)),
    ]


def test_alterar_e_excluir_contato_so_valem_ao_gravar(
    contexto: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clientes.gravar(PADARIA)
    contatos.gravar_varios([Contato.criar("000123", nome, f"{nome}@b.com.br") for nome in ("Ana", "Bia")])
    ficha = _ficha(contexto, qtbot, "000123")
    qtbot.keyClick(ficha, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    ficha.contatos.visao.selecionar(1)

    def renomear(contato: DialogoContato) -> None:
        contato.textos["nome"].setText("Ana Paula")
        contato.ao_gravar()

    _com_o_modal(qtbot, DialogoContato, renomear)
    qtbot.keyClick(ficha.contatos.visao, Qt.Key.Key_Return)
    _reativar(ficha, qtbot)
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_a, **_n: True)
    ficha.contatos.visao.selecionar(2)
    qtbot.keyClick(ficha.contatos.visao, Qt.Key.Key_Delete)
    assert [contato.nome for contato in contatos.do_cliente("000123")] == ["Ana", "Bia"]
    assert ficha.alterada
    assert ficha.gravar()
    assert [contato.nome for contato in contatos.do_cliente("000123")] == ["Ana Paula"]


def test_devolvido_aparece_marcado_e_limpar_vale_na_hora(
    contexto: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clientes.gravar(PADARIA)
    contatos.gravar(Contato.criar("000123", "Ana", "ana@padaria.com.br"))
    devolvidos.marcar("ana@padaria.com.br", "não existe", datetime(2026, 11, 20, 12, tzinfo=UTC))
    ficha = _ficha(contexto, qtbot, "000123")
    quadro = ficha.contatos
    assert [linha.situacao[0] for linha in quadro.tabela.linhas()] == ["Recebe", "Devolvido em 20/11/2026"]
    assert not quadro.botao_limpar.isEnabled()
    quadro.visao.selecionar(1)
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_a, **_n: True)
    with qtbot.waitSignal(contexto.mudou):
        quadro.botao_limpar.click()
    assert devolvidos.enderecos() == frozenset()
    assert [linha.situacao[0] for linha in quadro.tabela.linhas()] == ["Recebe", "Recebe"]
    assert not ficha.alterada


def test_o_email_do_cadastro_e_o_primeiro_contato_e_se_altera_no_campo(contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(PADARIA)
    ficha = _ficha(contexto, qtbot, "000123")
    ficha.textos["email"].setText("outro@padaria.com.br")
    ficha.textos["email"].editingFinished.emit()
    primeira = ficha.contatos.tabela.linhas()[0]
    assert (primeira.do_cadastro, primeira.contato.email) == (True, "outro@padaria.com.br")
    ficha.guias.setCurrentIndex(1)
    ficha.contatos.visao.selecionar(0)
    assert not ficha.contatos.botao_excluir.isEnabled()
    qtbot.keyClick(ficha.contatos.visao, Qt.Key.Key_Return)
    assert ficha.guias.currentIndex() == 0
    assert ficha.focusWidget() is ficha.textos["email"]


def test_nome_repetido_e_email_errado_de_contato_dizem_ao_lado(contexto: Contexto, qtbot: QtBot) -> None:
    contato = DialogoContato(contexto, None, ["Ana"])
    qtbot.addWidget(contato)
    contato.textos["nome"].setText("ANA")
    contato.textos["email"].setText("a@")
    assert not contato.gravar()
    assert "já há um contato" in contato.formulario.erro_de(contato.textos["nome"]).lower()
    assert "“a@” não é" in contato.formulario.erro_de(contato.textos["email"])
    assert contato.confirmado is None


@pytest.mark.parametrize(
    ("dias", "avisar", "dito"), [(0, True, "Promessa até 24/11/2026"), (-1, True, "Avisar"), (0, False, "Não avisar")]
)
def test_a_promessa_so_segura_ate_o_dia_dela(hoje: date, dias: int, avisar: bool, dito: str) -> None:
    cliente = Cliente("1", "Ana", avisar=avisar, promessa_ate=hoje + timedelta(days=dias))
    assert colunas(hoje)[-1].texto(cliente) == dito


def test_f1_abre_a_ajuda_do_campo(contexto: Contexto, qtbot: QtBot) -> None:
    clientes.gravar(PADARIA)
    ficha = _ficha(contexto, qtbot, "000123")
    ficha.promessa.setFocus()
    qtbot.keyClick(ficha.promessa, Qt.Key.Key_F1)
    ajuda = ficha.formulario.linha_de(ficha.promessa).ajuda
    assert ajuda is not None
    balao = ajuda.balao
    assert balao is not None
    assert balao.isVisible()
    balao.close()
