from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from boletos import bancos
from modelos import demonstracao
from modelos.acesso.consulta import Consulta
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro import conta_cobranca
from ui.dialogos.cadastro import contas_cobranca as lista_de_contas
from ui.dialogos.cadastro.conta_cobranca import DialogoContaCobranca
from ui.dialogos.cadastro.contas_cobranca import DialogoContasCobranca
from ui.dialogos.cadastro.homologacao import DialogoHomologacao
from ui.moldes import lista
from ui.tabelas import exportacao
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 12, tzinfo=UTC)
ITAU = ContaCobranca("ITAU", "341", "109", agencia="0810", conta="53678", conta_dv="9")


def _ficha(
    qtbot: QtBot, contexto: Contexto, conta: ContaCobranca | None = None, modelo: ContaCobranca | None = None
) -> DialogoContaCobranca:
    ficha = DialogoContaCobranca(contexto, conta, modelo=modelo)
    qtbot.addWidget(ficha)
    ficha.show()
    return ficha


def _escrever(qtbot: QtBot, campo: QWidget, texto: str) -> None:
    qtbot.keyClick(campo, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(campo, Qt.Key.Key_Delete)
    qtbot.keyClicks(campo, texto)


@pytest.fixture(autouse=True)
def _fechar_sem_pergunta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ao fim do teste a ficha à vista é fechada com o que tiver: ninguém responderia à pergunta."""
    monkeypatch.setattr("ui.moldes.ficha.perguntar_por_alteracoes", lambda *_: True)


@pytest.fixture
def respostas(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """As perguntas feitas; responde com o segundo valor da última posta antes da pergunta, ou Não."""
    feitas: list[tuple[str, bool]] = []

    def perguntar(_titulo: str, pergunta: str, **_outros: object) -> bool:
        resposta = feitas[-1][1] if feitas and not feitas[-1][0] else False
        feitas.append((pergunta, resposta))
        return resposta

    monkeypatch.setattr(conta_cobranca.DialogoConfirmacao, "perguntar", perguntar)
    return feitas


def test_incluir_digitando_grava_so_o_que_o_banco_usa(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto)
    _escrever(qtbot, ficha.textos["codigo"], "ITAU")
    ficha.banco.definir("341")
    campos = ficha.do_banco
    for atributo, texto in (("agencia", "0810"), ("conta", "53678"), ("conta_dv", "9"), ("carteira", "109")):
        assert campos[atributo].isVisible()
        _escrever(qtbot, campos[atributo], texto)
    assert not campos["posto"].isVisible()
    with qtbot.waitSignal(contexto.mudou) as mudou:
        qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    assert mudou.args == [frozenset({Assunto.CONTAS_COBRANCA})]
    assert contas_cobranca.obter("ITAU") == ITAU


def test_todo_banco_oferecido_mostra_os_campos_que_declara(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ContaCobranca("X", "001", ""))
    for banco in bancos.oferecidos():
        ficha.banco.definir(banco.CODIGO)
        exigidos = {exigencia.atributo for exigencia in banco.exigencias(ContaCobranca("X", banco.CODIGO, ""))}
        assert {nome for nome, campo in ficha.do_banco.items() if campo.exigencia} == exigidos - {"com_desconto"}, (
            banco.NOME
        )
        assert ficha.com_desconto.isVisible() == ("com_desconto" in exigidos), banco.NOME


def test_a_frase_do_banco_aparece_ao_lado_do_campo_enquanto_se_digita(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    agencia, dac = ficha.do_banco["agencia"], ficha.do_banco["conta_dv"]
    assert ficha.formulario.erro_de(agencia) == ""
    _escrever(qtbot, agencia, "12345")
    assert ficha.formulario.erro_de(agencia).startswith("O banco aceita até 4 algarismos, e veio “12345”; procure")
    assert "Ainda não emite boleto" in ficha.parecer.titulo()
    _escrever(qtbot, agencia, "0811")
    assert ficha.formulario.erro_de(agencia) == ""
    assert ficha.formulario.erro_de(dac).startswith("Veio 9, e o cálculo do banco dá")
    _escrever(qtbot, agencia, "0810")
    assert ficha.parecer.titulo() == "Conta pronta"


def test_campo_vazio_so_e_acusado_depois_de_se_passar_por_ele(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ContaCobranca("X", "341", ""))
    agencia = ficha.do_banco["agencia"]
    assert ficha.formulario.erro_de(agencia) == ""
    agencia.editingFinished.emit()
    assert "Falta informar" in ficha.formulario.erro_de(agencia)


def test_a_carteira_se_escolhe_na_lista_do_banco(
    qtbot: QtBot, contexto: Contexto, monkeypatch: pytest.MonkeyPatch
) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    oferecidas: list[str] = []

    def perguntar(_titulo: str, _colunas: object, opcoes: tuple[bancos.Banco, ...], **_outros: object) -> object:
        oferecidas.extend(opcao.codigo for opcao in opcoes)  # type: ignore[attr-defined]
        return next(opcao for opcao in opcoes if opcao.codigo == "112")  # type: ignore[attr-defined]

    monkeypatch.setattr("ui.dialogos.cadastro.campos_do_banco.DialogoConsulta.perguntar", perguntar)
    qtbot.keyClick(ficha.do_banco["carteira"], Qt.Key.Key_F2)
    assert {"109", "112", "175"} <= set(oferecidas)
    assert ficha.conta().carteira == "112"
    qtbot.keyClick(ficha.do_banco["agencia"], Qt.Key.Key_F2)
    assert ficha.conta().carteira == "112"


def test_homologada_pede_confirmacao_explicita_e_o_nao_desmarca(
    qtbot: QtBot, contexto: Contexto, respostas: list[tuple[str, bool]]
) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    assert not ficha.homologada.isVisible()
    _escrever(qtbot, ficha.do_banco["carteira"], "175")
    assert ficha.homologada.isVisible()
    assert ficha.parecer.titulo() == "Falta homologar com o banco"
    qtbot.mouseClick(ficha.homologada, Qt.MouseButton.LeftButton)
    assert [pergunta for pergunta, _ in respostas] == ["O Itaú aprovou o boleto desta conta?"]
    assert not ficha.homologada.isChecked()
    respostas.append(("", True))
    qtbot.mouseClick(ficha.homologada, Qt.MouseButton.LeftButton)
    assert ficha.homologada.isChecked()
    assert ficha.parecer.titulo() == "Conta pronta"
    assert ficha.gravar()
    gravada = contas_cobranca.obter("ITAU")
    assert gravada is not None
    assert gravada.homologada


def test_mudar_a_carteira_desfaz_a_homologacao(
    qtbot: QtBot, contexto: Contexto, respostas: list[tuple[str, bool]]
) -> None:
    ficha = _ficha(qtbot, contexto, ContaCobranca("X", "341", "175", "0810", "", "53678", "9", homologada=True))
    ficha.instrucoes.setPlainText("Não receber após o vencimento.")
    assert ficha.homologada.isChecked()
    _escrever(qtbot, ficha.do_banco["carteira"], "174")
    assert not ficha.homologada.isChecked()
    assert respostas == []


def test_o_que_o_banco_nao_aceita_so_se_grava_confirmando(
    qtbot: QtBot, contexto: Contexto, respostas: list[tuple[str, bool]]
) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    _escrever(qtbot, ficha.do_banco["agencia"], "")
    assert not ficha.gravar()
    assert contas_cobranca.obter("ITAU") is None
    assert "Falta informar" in ficha.formulario.erro_de(ficha.do_banco["agencia"])
    respostas.append(("", True))
    assert ficha.gravar()
    gravada = contas_cobranca.obter("ITAU")
    assert gravada is not None
    assert gravada.agencia == ""


def test_codigo_repetido_e_recusado_no_campo(qtbot: QtBot, contexto: Contexto) -> None:
    contas_cobranca.gravar(ITAU)
    ficha = _ficha(qtbot, contexto, None, modelo=ITAU)
    assert not ficha.gravar()
    assert "Já existe" in ficha.formulario.erro_de(ficha.textos["codigo"])


def test_banco_sem_leiaute_entra_pelo_codigo(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto)
    _escrever(qtbot, ficha.textos["codigo"], "NUBANK")
    assert not ficha.textos["outro_banco"].isVisible()
    ficha.banco.definir("")
    _escrever(qtbot, ficha.textos["outro_banco"], "26")
    assert ficha.avaliar() is None
    assert not ficha.gravar()
    _escrever(qtbot, ficha.textos["outro_banco"], "260")
    assert ficha.parecer.titulo() == "Só com a linha digitável do banco"
    assert ficha.gravar()
    gravada = contas_cobranca.obter("NUBANK")
    assert gravada is not None
    assert gravada.banco == "260"


def test_a_amostra_acompanha_a_conta(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    qtbot.waitSignal(ficha.quadro.desenhou, timeout=60_000).wait()
    antes = ficha.quadro.folha.pixmap().toImage()
    with qtbot.waitSignal(ficha.quadro.desenhou, timeout=60_000):
        _escrever(qtbot, ficha.do_banco["carteira"], "112")
    assert ficha.quadro.folha.pixmap().toImage() != antes
    assert ficha.quadro.falha.isHidden()


def test_multa_acima_do_usual_avisa_e_deixa_gravar(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    assert not ficha.do_usual.isVisible()
    _escrever(qtbot, ficha.multa, "10")
    assert "limite usual" in ficha.do_usual.texto()
    assert ficha.gravar()
    gravada = contas_cobranca.obter("ITAU")
    assert gravada is not None
    assert gravada.multa_percentual == 10


def test_sair_sem_mudar_nada_nao_pergunta(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    assert not ficha.alterada


@pytest.fixture
def das_contas(qtbot: QtBot, contexto: Contexto, hoje: date) -> DialogoContasCobranca:
    demonstracao.popular(hoje, AGORA, porta=2525)
    dialogo = DialogoContasCobranca(contexto)
    qtbot.addWidget(dialogo)
    return dialogo


def test_a_lista_abre_sem_esperar_a_contagem_dos_debitos(qtbot: QtBot, contexto: Contexto, hoje: date) -> None:
    demonstracao.popular(hoje, AGORA, porta=2525)
    das_contas = DialogoContasCobranca(contexto)
    qtbot.addWidget(das_contas)
    coluna = [coluna.titulo for coluna in das_contas.tabela.colunas].index("Débitos")

    def mostrados() -> list[str]:
        return [das_contas.tabela.textos(conta)[coluna] for conta in das_contas.tabela.linhas()]

    assert set(mostrados()) == {"…"}
    escolhida = das_contas.selecionada()
    assert escolhida is not None
    qtbot.waitUntil(lambda: "…" not in mostrados())
    contados = contas_cobranca.contar_debitos()
    assert mostrados() == [str(contados.get(conta.codigo, 0)) for conta in contas_cobranca.listar()]
    assert das_contas.selecionada() == escolhida


def test_a_lista_diz_quantos_debitos_e_a_situacao(qtbot: QtBot, das_contas: DialogoContasCobranca) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    textos = {conta.codigo: das_contas.tabela.textos(conta) for conta in das_contas.tabela.linhas()}
    quantos = debitos.pagina(Consulta(filtros={"conta_cobranca": "ITAU"})).total
    assert textos["ITAU"][1:] == ["341 · Itaú", "109", "0810/53678-9", str(quantos), "Pronta"]


def test_conta_usada_nao_se_exclui_e_a_tela_diz_por_que(
    das_contas: DialogoContasCobranca, monkeypatch: pytest.MonkeyPatch
) -> None:
    ditos: list[str] = []
    monkeypatch.setattr(lista.DialogoConfirmacao, "perguntar", lambda *_a, **_n: True)
    monkeypatch.setattr(lista.DialogoMensagem, "mostrar_erro", lambda _p, _t, erro: ditos.append(erro.frase()))
    das_contas.excluir()
    assert "débitos" in ditos[0]
    assert len(contas_cobranca.listar()) == 7


def test_copiar_abre_uma_conta_nova_sem_codigo_nem_homologacao(
    das_contas: DialogoContasCobranca, monkeypatch: pytest.MonkeyPatch
) -> None:
    abertas: list[ContaCobranca | None] = []

    def exec_(dialogo: DialogoContaCobranca) -> int:
        abertas.append(dialogo.conta())
        return 0

    monkeypatch.setattr(lista_de_contas.DialogoContaCobranca, "exec", exec_)
    das_contas.copiar()
    (copia,) = abertas
    original = das_contas.selecionada()
    assert copia is not None
    assert original is not None
    assert (copia.codigo, copia.homologada, copia.banco) == ("", False, original.banco)


def test_exportar_grava_a_lista(
    qtbot: QtBot, das_contas: DialogoContasCobranca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "contas.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_a, **_n: destino)
    das_contas.exportar()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    linhas = destino.read_text(encoding="utf-8-sig").splitlines()
    assert linhas[0].startswith("Código;Banco;Carteira")
    assert len(linhas) == 8


def test_beneficiario_final_se_grava_e_o_documento_se_confere(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ITAU)
    _escrever(qtbot, ficha.textos["beneficiario_final"], "Alfa Fomento Ltda")
    documento = ficha.textos["beneficiario_final_cpf_cnpj"]
    _escrever(qtbot, documento, "12345678000190")
    documento.editingFinished.emit()
    assert ficha.formulario.erro_de(documento)
    _escrever(qtbot, documento, "12345678000195")
    assert ficha.gravar()
    gravada = contas_cobranca.obter("ITAU")
    assert gravada is not None
    assert gravada.beneficiario_final == "Alfa Fomento Ltda"
    assert gravada.beneficiario_final_cpf_cnpj == "12345678000195"


def test_alterar_so_a_multa_preserva_o_resto(qtbot: QtBot, contexto: Contexto) -> None:
    completa = replace(ITAU, local_pagamento="Em qualquer banco", instrucoes="Uma\nDuas", aceite="A", especie="NF")
    ficha = _ficha(qtbot, contexto, completa)
    _escrever(qtbot, ficha.multa, "1")
    assert ficha.gravar()
    assert contas_cobranca.obter("ITAU") == replace(completa, multa_percentual=Decimal(1))


def test_a_ficha_e_a_lista_abrem_a_pagina_de_homologacao(
    qtbot: QtBot, contexto: Contexto, das_contas: DialogoContasCobranca, monkeypatch: pytest.MonkeyPatch
) -> None:
    abertas: list[str] = []
    monkeypatch.setattr(DialogoHomologacao, "exec", lambda dialogo: abertas.append(dialogo.windowTitle()) or 0)
    qtbot.mouseClick(das_contas.botao_homologar, Qt.MouseButton.LeftButton)
    ficha = _ficha(qtbot, contexto, ITAU)
    qtbot.mouseClick(ficha.botao_homologar, Qt.MouseButton.LeftButton)
    assert abertas == ["Kit de homologação"] * 2


def test_trocar_de_banco_esquece_o_vazio_ja_acusado(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto, ContaCobranca("X", "341", ""))
    agencia = ficha.do_banco["agencia"]
    agencia.editingFinished.emit()
    assert ficha.formulario.erro_de(agencia)
    ficha.banco.definir("237")
    assert ficha.formulario.erro_de(agencia) == ""


def test_a_conta_pronta_vai_a_todos_os_debitos_sem_conta_com_a_contagem_e_a_outra_nao_se_oferece(
    exemplo: Contexto, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    alguns = debitos.pagina(Consulta(limite=3, filtros={"estado": "aberto"})).linhas
    for debito in alguns:
        debitos.alterar(debito._replace(conta_cobranca=""))
    (sem,) = {sum(contas_cobranca.contar_sem_conta().values())}
    assert sem >= len(alguns)
    perguntas: list[str] = []
    monkeypatch.setattr(
        lista_de_contas.DialogoConfirmacao,
        "perguntar",
        lambda _titulo, pergunta, **_outros: perguntas.append(pergunta) or True,
    )
    monkeypatch.setattr(lista_de_contas.importacao, "contas_prontas", lambda: ["uma"])
    tela = DialogoContasCobranca(exemplo)
    qtbot.addWidget(tela)
    tela.show()
    qtbot.waitUntil(lambda: bool(tela._sem_conta))
    pronta = next(conta for conta in contas_cobranca.listar() if lista_de_contas.importacao.esta_pronta(conta))
    tela.quadro.procurar_em(pronta.codigo)
    assert tela.botao_aplicar.isVisible()
    tela.botao_aplicar.click()
    qtbot.waitUntil(lambda: not tela._sem_conta)
    assert perguntas == [f"Pôr a conta {pronta.codigo} em {sem} débitos sem conta?"]
    assert all(debitos.obter(debito.chave).conta_cobranca == pronta.codigo for debito in alguns)  # type: ignore[union-attr]
    assert not tela.botao_aplicar.isVisible()
