"""Endereços devolvidos: de onde veio a marca, a busca na caixa, e a caixa configurada."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from envio.caixa import Chegada, Entrada, Marco
from modelos import avisos, caixas_devolucoes, contas_email, devolucoes, devolvidos
from modelos.avisos import NovoAviso
from modelos.devolucoes import Recebida
from regras.cadastro import ContaEmail, Seguranca
from regras.devolucao import Acao, CaixaDevolucoes, Devolucao, Notificacao
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import avisado
from ui.contexto import Assunto, Contexto
from ui.dialogos.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.devolvidos import DialogoDevolvidos
from ui.trabalho import Trabalho

ACERVO = Path(__file__).resolve().parents[2] / "exemplos" / "devolucoes"
MARIA = "maria@cliente.exemplo"
CHAVE = "11222333000181|000123|2026-11-24"
EM = datetime(2026, 11, 24, 15, 31, tzinfo=UTC)
CONTA = ContaEmail(1, "cobranca@exemplo.com.br", "smtp.exemplo.com.br", 465, Seguranca.TLS, "cobranca")


class Caixa:
    """Uma caixa com uma devolução, em memória."""

    def __init__(self, falha: AmbienteIndisponivel | None = None) -> None:
        self.falha = falha
        self.entradas: list[Entrada] = []

    def __call__(self, _caixa: CaixaDevolucoes, entrada: Entrada) -> Caixa:
        self.entradas.append(entrada)
        return self

    def abrir(self) -> Marco:
        if self.falha:
            raise self.falha
        return Marco(7, 1)

    def listar(self, *, depois_de: int, desde: date | None) -> list[int]:
        return [] if depois_de else [1]

    def cabecalhos(self, numeros: Sequence[int]) -> dict[int, bytes]:
        return dict.fromkeys(numeros, b"From: mailer-daemon@x\r\n\r\n")

    def comeco(self, _numero: int) -> Chegada | None:
        return Chegada((ACERVO / "postfix.eml").read_bytes(), EM)

    def fechar(self) -> None:
        """Nada a fechar."""


@pytest.fixture
def caixa(contexto: Contexto) -> Caixa:
    """A conta 1 com caixa e senha, e um aviso à Maria."""
    contas_email.gravar(CONTA)
    caixas_devolucoes.gravar(CaixaDevolucoes(1, "imap.exemplo.com.br"))
    contexto.ambiente.cofre.guardar(1, "segredo")
    hoje = date(2026, 11, 24)
    avisos.gravar_pendentes([NovoAviso(hoje, "000123", "Cliente", CHAVE, (MARIA,), (avisado(),))], EM)
    em_memoria = Caixa()
    contexto.ambiente = replace(contexto.ambiente, abrir_caixa=em_memoria)
    return em_memoria


def _abrir(qtbot: QtBot, contexto: Contexto) -> DialogoDevolvidos:
    dialogo = DialogoDevolvidos(contexto)
    qtbot.addWidget(dialogo)
    dialogo.show()
    return dialogo


def _buscar(qtbot: QtBot, dialogo: DialogoDevolvidos) -> None:
    qtbot.mouseClick(dialogo.botao_buscar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogo.buscando())


def test_buscar_agora_marca_e_mostra_de_onde_veio(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    dialogo = _abrir(qtbot, contexto)
    with qtbot.waitSignal(contexto.mudou) as mudou:
        _buscar(qtbot, dialogo)
    assert Assunto.DEVOLVIDOS in mudou.args[0]
    assert dialogo.mensagem() == "1 devolução nova."
    (linha,) = dialogo.tabela.linhas()
    assert (linha.devolvido.email, linha.origem.aviso if linha.origem else 0) == (MARIA, 1)
    assert [lida.email for lida in dialogo.recebidas()] == [MARIA]
    _buscar(qtbot, dialogo)
    assert dialogo.mensagem() == "0 devoluções novas."


def test_caixa_que_falha_diz_por_que(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    caixa.falha = AmbienteIndisponivel("O servidor não respondeu.", "Confira a rede.")
    dialogo = _abrir(qtbot, contexto)
    _buscar(qtbot, dialogo)
    assert "Conta 1: O servidor não respondeu. Confira a rede." in dialogo.mensagem()
    assert dialogo.botao_buscar.text() == "&Buscar agora"


def test_sem_caixa_configurada_diz_onde(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = _abrir(qtbot, contexto)
    _buscar(qtbot, dialogo)
    assert "Contas de e-mail" in dialogo.mensagem()


def test_fechar_durante_a_busca_para(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    dialogo = _abrir(qtbot, contexto)
    dialogo.buscar()
    dialogo.reject()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    assert not dialogo.isVisible()


@pytest.mark.parametrize("lista", ["visao", "visao_recebidas"])
def test_enter_abre_o_aviso_que_voltou(qtbot: QtBot, contexto: Contexto, caixa: Caixa, lista: str) -> None:
    dita = Notificacao((CHAVE,), (), (Devolucao((MARIA,), Acao.FALHOU, "5.1.1"),))
    devolucoes.registrar([Recebida(dita, "s", EM)], EM)
    dialogo = _abrir(qtbot, contexto)
    getattr(dialogo, lista).selecionar(0)
    with qtbot.waitSignal(contexto.abrir) as abriu:
        qtbot.keyClick(getattr(dialogo, lista), Qt.Key.Key_Return)
    assert abriu.args == ["aviso", 1]


def test_marca_do_envio_nao_tem_aviso_a_abrir(qtbot: QtBot, contexto: Contexto) -> None:
    devolvidos.marcar(MARIA, "550 5.1.1", EM)
    dialogo = _abrir(qtbot, contexto)
    with qtbot.assertNotEmitted(contexto.abrir):
        qtbot.keyClick(dialogo.visao, Qt.Key.Key_Return)


def _ficha(qtbot: QtBot, contexto: Contexto, argumento: object = None) -> DialogoCaixaDevolucoes:
    ficha = DialogoCaixaDevolucoes(contexto, argumento)
    qtbot.addWidget(ficha)
    return ficha


def test_caixa_proposta_gravada_com_senha_propria_e_esquecida(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(CONTA)
    ficha = _ficha(qtbot, contexto, 1)
    assert ficha.configurada() == CaixaDevolucoes(1, "imap.exemplo.com.br")
    assert not ficha.botao_deixar.isEnabled()
    ficha.senha.setText("da caixa")
    qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)
    assert caixas_devolucoes.obter(1) == CaixaDevolucoes(1, "imap.exemplo.com.br")
    assert contexto.ambiente.cofre.obter("1:caixa") == "da caixa"
    assert contexto.ambiente.cofre.obter(1) is None
    outra = _ficha(qtbot, contexto, 1)
    qtbot.mouseClick(outra.botao_deixar, Qt.MouseButton.LeftButton)
    assert caixas_devolucoes.listar() == []
    assert contexto.ambiente.cofre.obter("1:caixa") is None


def test_dado_ruim_aparece_no_campo(qtbot: QtBot, contexto: Contexto) -> None:
    contas_email.gravar(CONTA)
    ficha = _ficha(qtbot, contexto)
    ficha.textos["porta"].setText("abc")
    assert not ficha.gravar()
    assert "1 a 65535" in ficha.formulario.erro_de(ficha.textos["porta"])
    ficha.testar()
    assert caixas_devolucoes.listar() == []


def test_sem_conta_cadastrada_nao_grava(qtbot: QtBot, contexto: Contexto) -> None:
    ficha = _ficha(qtbot, contexto)
    ficha.textos["servidor"].setText("imap.exemplo.com.br")
    assert not ficha.gravar()
    assert "Cadastre antes" in ficha.formulario.erro_de(ficha.escolha)


def test_testar_entra_com_a_senha_digitada_e_nao_grava(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    ficha = _ficha(qtbot, contexto, 1)
    ficha.senha.setText("digitada")
    qtbot.mouseClick(ficha.botao_testar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(ficha.botao_testar.isEnabled)
    assert ficha.caixa.titulo() == "A leitura funciona"
    assert caixa.entradas == [Entrada("cobranca", "digitada")]
    assert contexto.ambiente.cofre.obter("1:caixa") is None


def test_testar_que_falha_diz_o_que_conferir(qtbot: QtBot, contexto: Contexto, caixa: Caixa) -> None:
    caixa.falha = AmbienteIndisponivel("O servidor não respondeu.", "Confira a rede.")
    ficha = _ficha(qtbot, contexto, 1)
    ficha.testar()
    qtbot.waitUntil(ficha.botao_testar.isEnabled)
    assert (ficha.caixa.titulo(), ficha.caixa.texto()) == ("O servidor não respondeu.", "Confira a rede.")


@pytest.mark.parametrize("tela", [DialogoDevolvidos, DialogoCaixaDevolucoes])
def test_campos_que_recebem_foco_tem_nome_acessivel(qtbot: QtBot, contexto: Contexto, tela: type[QWidget]) -> None:
    dialogo = tela(contexto)  # type: ignore[call-arg,arg-type]
    qtbot.addWidget(dialogo)
    campos = [w for w in dialogo.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [f"{type(c).__name__} {c.objectName()}" for c in campos if not c.accessibleName()] == []
