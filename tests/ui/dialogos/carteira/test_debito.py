from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from boletos.titulo.codigo import montar, para_linha
from modelos.cadastro import clientes, situacoes
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.cadastro import Cliente, ContaCobranca
from regras.debito import Debito
from ui.contexto import Contexto
from ui.dialogos.carteira.debito import DialogoDebito
from ui.trabalho import Trabalho

COMPLETO = Debito(
    "001",
    "1234",
    "1",
    date(2026, 11, 12),
    100_00,
    100_00,
    emissao=date(2026, 10, 1),
    situacao="Acordo",
    conta_cobranca="ITAU",
    nosso_numero="123",
    pix_copia_e_cola="0002",
    multa_percentual=Decimal("1.5"),
    juros_percentual_mes=Decimal(0),
)
LINHA = para_linha(montar("341", date(2026, 11, 12), 100_00, "1" * 25))


@pytest.fixture(autouse=True)
def _cadastros(contexto: Contexto) -> None:
    clientes.gravar(Cliente("001", "Padaria"))
    situacoes.garantir(["Acordo", "Jurídico"])
    contas_cobranca.gravar(ContaCobranca("ITAU", "341", "109"))


def _ficha(contexto: Contexto, qtbot: QtBot, debito: Debito | None) -> DialogoDebito:
    if debito is not None:
        debitos.gravar(debito)
    ficha = DialogoDebito(contexto, debito)
    qtbot.addWidget(ficha, before_close_func=lambda aberta: setattr(aberta, "alterada", False))
    with qtbot.waitActive(ficha):
        ficha.show()
    _assentar(qtbot)
    return ficha


def _assentar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def _quadro(ficha: DialogoDebito) -> tuple[str, str]:
    return ficha.hoje_em_dia.titulo(), ficha.hoje_em_dia.texto().replace("\N{NO-BREAK SPACE}", " ")


def test_gravar_sem_mexer_nao_muda_nada(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO._replace(linha_digitavel=LINHA))
    assert not ficha.alterada
    assert ficha.gravar()
    assert debitos.obter(COMPLETO.chave) == COMPLETO._replace(linha_digitavel=LINHA)


def test_altera_todos_os_campos_que_se_podem_alterar(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO)
    for campo, texto in (
        (ficha.emissao, "02102026"),
        (ficha.vencimento, "15122026"),
        (ficha.valor, "200"),
        (ficha.saldo, "150,5"),
        (ficha.pago_em, "24112026"),
        (ficha.textos["nosso_numero"], "77"),
        (ficha.textos["linha_digitavel"], LINHA),
        (ficha.textos["pix_copia_e_cola"], "0099"),
        (ficha.multa, "2,5"),
        (ficha.juros, ""),
    ):
        campo.setFocus()
        campo.selectAll()
        qtbot.keyClick(campo, Qt.Key.Key_Delete)
        qtbot.keyClicks(campo, texto)
    ficha.situacao.definir("Jurídico")
    ficha.conta.definir("")
    qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    assert debitos.obter(COMPLETO.chave) == Debito(
        "001",
        "1234",
        "1",
        date(2026, 12, 15),
        200_00,
        150_50,
        emissao=date(2026, 10, 2),
        situacao="Jurídico",
        nosso_numero="77",
        linha_digitavel=LINHA,
        pix_copia_e_cola="0099",
        pago_em=date(2026, 11, 24),
        multa_percentual=Decimal("2.5"),
    )


def test_a_chave_nao_se_altera_e_o_foco_comeca_no_vencimento(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO)
    assert ficha.focusWidget() is ficha.vencimento
    for campo in (ficha.cliente.texto, ficha.textos["documento"], ficha.textos["parcela"]):
        assert campo.isReadOnly()
    assert not ficha.cliente.botao.isVisible()


@pytest.mark.parametrize(
    ("dias", "dito"),
    [
        (12, ("Vencido há 12 dias", "Atualizado hoje: R$ 101,50 (multa R$ 1,50, juros R$ 0,00).")),
        (1, ("Vencido há 1 dia", "Em carência. Atualizado hoje: R$ 101,50 (multa R$ 1,50, juros R$ 0,00).")),
        (0, ("Vence hoje", "A vencer.")),
        (-30, ("Vence em 30 dias", "Futuro.")),
    ],
)
def test_o_quadro_diz_como_o_debito_esta_hoje(
    contexto: Contexto, qtbot: QtBot, hoje: date, dias: int, dito: tuple[str, str]
) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO._replace(vencimento=hoje - timedelta(days=dias)))
    assert _quadro(ficha) == dito


def test_sem_percentual_proprio_vale_o_da_conta(contexto: Contexto, qtbot: QtBot, hoje: date) -> None:
    contas_cobranca.gravar(ContaCobranca("ITAU", "341", "109", multa_percentual=Decimal(10)))
    herda = COMPLETO._replace(multa_percentual=None, vencimento=hoje - timedelta(days=30))
    ficha = _ficha(contexto, qtbot, herda)
    assert "110,00" in ficha.hoje_em_dia.texto()


def test_mudar_mostra_o_efeito_antes_de_gravar(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO)
    assert not ficha.efeitos.isVisible()
    qtbot.keyClicks(ficha.pago_em, "24112026")
    assert ficha.efeitos.isVisible()
    assert "fica baixado" in ficha.efeitos.texto()
    _assentar(qtbot)
    assert _quadro(ficha) == ("Baixado", "Não entra em aviso.")


def test_percentual_acima_do_usual_avisa_e_deixa_gravar(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO)
    ficha.multa.setText("10")
    assert "limite usual" in ficha.efeitos.texto()
    assert ficha.gravar()


@pytest.mark.parametrize(
    ("nome", "texto", "trecho"),
    [
        ("vencimento", "31/02/2026", "não é uma data"),
        ("vencimento", "01/01/2000", "não pode ser anterior a 03/07/2000"),
        ("valor", "0", "vai de 0,01"),
        ("saldo", "100,01", "100,01 passa do valor, 100,00"),
        ("multa", "101", "passa de 100%"),
        ("linha_digitavel", "123", "Faltam 44 algarismos"),
        ("linha_digitavel", f"{LINHA[:-1]}9", "não confere"),
    ],
)
def test_campo_errado_diz_ao_lado_e_nada_e_gravado(
    contexto: Contexto, qtbot: QtBot, nome: str, texto: str, trecho: str
) -> None:
    ficha = _ficha(contexto, qtbot, COMPLETO)
    campo = ficha.textos.get(nome) or getattr(ficha, nome)
    campo.setText(texto)
    qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    assert trecho in ficha.formulario.erro_de(campo)
    assert ficha.focusWidget() is campo
    assert debitos.obter(COMPLETO.chave) == COMPLETO


def test_linha_estranha_que_ja_estava_gravada_nao_impede(contexto: Contexto, qtbot: QtBot) -> None:
    estranho = COMPLETO._replace(linha_digitavel="1" * 44, conta_cobranca="SUMIU")
    ficha = _ficha(contexto, qtbot, estranho)
    assert "não cadastrada" in ficha.conta.currentText()
    ficha.situacao.definir("")
    assert ficha.gravar()
    assert debitos.obter(COMPLETO.chave) == estranho._replace(situacao="")


def test_incluir_com_saldo_vazio_vale_o_valor(contexto: Contexto, qtbot: QtBot) -> None:
    ficha = _ficha(contexto, qtbot, None)
    assert ficha.focusWidget() is ficha.cliente.texto
    ficha.cliente.definir("001")
    ficha.textos["documento"].setText("9")
    ficha.vencimento.setText("24/12/2026")
    ficha.valor.setText("10")
    assert ficha.gravar()
    assert debitos.obter(("001", "9", "1")) == Debito("001", "9", "1", date(2026, 12, 24), 10_00, 10_00)


def test_incluir_a_chave_que_existe_e_recusado_no_campo(contexto: Contexto, qtbot: QtBot) -> None:
    debitos.gravar(COMPLETO)
    ficha = _ficha(contexto, qtbot, None)
    ficha.cliente.definir("001")
    ficha.textos["documento"].setText("1234")
    ficha.vencimento.setText("24/12/2026")
    ficha.valor.setText("10")
    assert not ficha.gravar()
    assert "Já existe débito" in ficha.formulario.erro_de(ficha.textos["documento"])
    assert debitos.obter(COMPLETO.chave) == COMPLETO


@pytest.mark.parametrize(("codigo", "trecho"), [("", "Preencha"), ("999", "Não há cliente de código 999")])
def test_cliente_vazio_ou_que_nao_existe(contexto: Contexto, qtbot: QtBot, codigo: str, trecho: str) -> None:
    ficha = _ficha(contexto, qtbot, None)
    ficha.cliente.definir(codigo)
    assert not ficha.gravar()
    assert trecho in ficha.formulario.erro_de(ficha.cliente)
