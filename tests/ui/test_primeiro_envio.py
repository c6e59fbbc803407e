"""O primeiro envio inteiro pela janela, como o operador: base vazia, só teclado e cliques, e um servidor de verdade.

Empresa → importar → conta conferida → teste para si → habilitar → prévia → fechar; no fim se olha a mensagem recebida e
o que ficou na base.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.leitura_mime import ler_partes
from envio.correio.smtp import TransporteSMTP
from envio.rede.conexao import Esperas
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from modelos.cadastro import clientes, empresas
from modelos.contas import contas_conferidas, contas_email, parametros
from modelos.importacao import exemplo
from modelos.importacao.resultado import Tipo
from regras.aviso import Estado
from tests.base_copiada import abrir_nova
from tests.envio.servidores import ServidorReal
from tests.ui.apoio_janela import abrir_janela
from tests.ui.leitor import escrito
from tests.ui.operador import Condicao, Operador
from ui.abas.aviso_debitos.aviso_debitos import AbaAvisoDebitos
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Contexto
from ui.dialogos.base.importar import DialogoImportar
from ui.dialogos.cadastro.empresa import DialogoEmpresa
from ui.dialogos.correio.contas_email import DialogoContaEmail, DialogoContasEmail
from ui.dialogos.correio.testar_envio import DialogoTestarEnvio
from ui.dialogos.previa.previa import DialogoPrevia
from ui.janela.janela import JanelaFechamento
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 20, 33, tzinfo=UTC)
REMETENTE, SENHA, MEU = "cobranca@aurora.example.com", "abcd efgh ijkl", "marlene@aurora.example.com"
CTRL = Qt.KeyboardModifier.ControlModifier
ESC, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return


@pytest.fixture
def servidor() -> Iterator[ServidorReal]:
    with ServidorReal(logins_aceitos={REMETENTE: SENHA}, login_exige_tls=False) as aberto:
        yield aberto


@pytest.fixture
def contexto(qtbot: QtBot, tmp_path: Path, hoje: date) -> Iterator[Contexto]:
    """Uma base nova e o correio de verdade, só nesta máquina."""
    esperas = Esperas(60, 60, 60, 60, 60, 0.2)
    with abrir_nova(tmp_path / "aviso.db") as aberta:
        ambiente = Ambiente(
            aberta,
            lambda: AGORA,
            CofreEmMemoria(),
            lambda conta, senha: TransporteSMTP(conta, senha, esperas=esperas, nome_local="teste.exemplo"),
        )
        yield Contexto(ambiente, lambda: hoje)
        qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


@pytest.fixture
def planilhas(tmp_path: Path, hoje: date) -> dict[Tipo, Path]:
    """Os modelos que a própria tela oferece, com o débito de exemplo vencendo amanhã."""
    arquivos = {
        tipo: tmp_path / f"{tipo.value}.csv"
        for tipo in (Tipo.CONTAS_COBRANCA, Tipo.CLIENTES, Tipo.CONTATOS, Tipo.DEBITOS)
    }
    for tipo, arquivo in arquivos.items():
        exemplo.gravar(tipo, arquivo, hoje - timedelta(days=9))
    return arquivos


class Roteiro:
    """O que o operador faz, tela a tela."""

    def __init__(self, operador: Operador, janela: JanelaFechamento, planilhas: dict[Tipo, Path], porta: int) -> None:
        self._operador, self._janela = operador, janela
        self._planilhas, self._porta = planilhas, porta
        fechamento, aviso = janela.abas["fechamento"], janela.abas["aviso_debitos"]
        assert isinstance(fechamento, AbaFechamento)
        assert isinstance(aviso, AbaAvisoDebitos)
        self._fechamento, self._aviso = fechamento, aviso

    def inteiro(self) -> Iterator[Condicao]:
        """Do primeiro passo ao fim do fechamento."""
        yield lambda: self._fechamento.passos.isVisible() and len(self._fechamento.passos.links) == 6
        yield from self._cadastrar_empresa()
        yield from self._importar()
        yield from self._cadastrar_conta()
        yield from self._testar()
        yield from self._habilitar()
        yield from self._ver_a_previa()
        yield from self._fechar()

    def _abrir(self, passo: int, tela: type[QWidget]) -> Iterator[Condicao]:
        yield lambda: self._operador.dialogo() is None and not Trabalho.vivos()
        self._operador.clicar(self._fechamento.passos.links[passo])
        yield lambda: isinstance(self._operador.dialogo(), tela) and self._tem_foco()

    def _tem_foco(self) -> bool:
        dialogo = self._operador.dialogo()
        return dialogo is not None and dialogo.isActiveWindow() and dialogo.focusWidget() is not None

    def _cadastrar_empresa(self) -> Iterator[Condicao]:
        operador = self._operador
        yield from self._abrir(0, DialogoEmpresa)
        tela = operador.dialogo()
        assert isinstance(tela, DialogoEmpresa)
        assert "Para enviar avisos" in escrito(tela.falta)
        for texto in ("Aurora Ltda", "11222333000181", "Rua das Palmeiras", "1420", "", "Floresta", "Joinville", "sc"):
            operador.digitar(texto)
        operador.digitar("89211000")
        operador.digitar("4730001420")
        yield lambda: "avisos" not in escrito(tela.falta)
        assert tela.textos["telefone"].text() == "(47) 3000-1420"
        operador.tecla(Qt.Key.Key_S, CTRL)
        yield lambda: operador.dialogo() is None
        gravada = empresas.obter()
        assert gravada is not None
        assert gravada.o_que_falta() == ()

    def _importar(self) -> Iterator[Condicao]:
        operador = self._operador
        yield from self._abrir(1, DialogoImportar)
        tela = operador.dialogo()
        assert isinstance(tela, DialogoImportar)
        operador.tecla(ENTER)  # a empresa já está cadastrada
        for tipo in (Tipo.CONTAS_COBRANCA, Tipo.CLIENTES, Tipo.CONTATOS, Tipo.DEBITOS):
            operador.digitar(str(self._planilhas[tipo]))
        yield lambda: tela.campo(Tipo.DEBITOS).caminho() == self._planilhas[Tipo.DEBITOS]
        operador.clicar(tela.importar)
        yield lambda: tela.frase_de(Tipo.DEBITOS) == "1 lida, 1 incluída." and not Trabalho.vivos()
        assert all(tela.frase_de(tipo) == "1 lida, 1 incluída." for tipo in self._planilhas)
        operador.tecla(ESC)
        yield lambda: operador.dialogo() is None
        assert clientes.obter("000123") is not None

    def _cadastrar_conta(self) -> Iterator[Condicao]:
        operador = self._operador
        yield from self._abrir(3, DialogoContasEmail)
        operador.tecla(Qt.Key.Key_Insert)
        yield lambda: isinstance(operador.dialogo(), DialogoContaEmail) and self._tem_foco()
        ficha = operador.dialogo()
        assert isinstance(ficha, DialogoContaEmail)
        operador.digitar("Aurora Cobrança")
        operador.digitar(REMETENTE)
        yield lambda: ficha.textos["servidor"].valor() == "smtp.aurora.example.com"
        operador.clicar(ficha.entrada.senha)
        operador.digitar(SENHA)
        operador.digitar("127.0.0.1")
        operador.digitar(str(self._porta))
        operador.tecla(Qt.Key.Key_N)  # Nenhuma: só na própria máquina
        yield lambda: "Nenhuma" in ficha.seguranca.currentText()
        operador.tecla(Qt.Key.Key_S, CTRL)
        yield lambda: isinstance(operador.dialogo(), DialogoContasEmail)
        assert contas_conferidas.obter(1) is not None
        operador.tecla(ESC)

    def _testar(self) -> Iterator[Condicao]:
        operador = self._operador
        yield from self._abrir(4, DialogoTestarEnvio)
        tela = operador.dialogo()
        assert isinstance(tela, DialogoTestarEnvio)
        operador.digitar(MEU)
        operador.clicar(tela.botao_enviar)
        yield lambda: tela.aceito_em is not None
        operador.tecla(ESC)
        yield lambda: operador.dialogo() is None and self._fechamento.passos.links[4].text() == "Rever"
        assert self._janela.focusWidget() is self._fechamento.passos.links[4]

    def _habilitar(self) -> Iterator[Condicao]:
        operador = self._operador
        yield lambda: operador.dialogo() is None and not Trabalho.vivos()
        operador.clicar(self._fechamento.passos.links[5])
        yield lambda: self._janela.aba_atual() is self._aviso and self._aviso.quadro.habilitado.hasFocus()
        operador.tecla(Qt.Key.Key_Space)
        operador.tecla(Qt.Key.Key_S, CTRL)
        yield lambda: parametros.obter().habilitado

    def _ver_a_previa(self) -> Iterator[Condicao]:
        operador = self._operador
        yield lambda: not Trabalho.vivos()
        operador.tecla(Qt.Key.Key_F4)
        yield lambda: isinstance(operador.dialogo(), DialogoPrevia) and not Trabalho.vivos()
        operador.tecla(ESC)
        yield lambda: operador.dialogo() is None

    def _fechar(self) -> Iterator[Condicao]:
        operador = self._operador
        operador.tecla(Qt.Key.Key_F9)
        yield lambda: isinstance(operador.dialogo(), DialogoConfirmacao) and self._tem_foco()
        pergunta = operador.dialogo()
        assert isinstance(pergunta, DialogoConfirmacao)
        assert pergunta.botao_nao.hasFocus()
        assert "Enviar 1 e-mail, R$\N{NO-BREAK SPACE}1.234,56?" in pergunta.accessibleDescription()
        operador.tecla(Qt.Key.Key_S)
        yield lambda: fechamentos.ultimo() is not None and self._fechamento.envio is None and not Trabalho.vivos()


def test_o_primeiro_envio_inteiro_so_pela_janela(
    contexto: Contexto, servidor: ServidorReal, planilhas: dict[Tipo, Path], qtbot: QtBot, hoje: date
) -> None:
    with abrir_janela(contexto, qtbot) as janela:
        operador = Operador(janela)
        operador.seguir(Roteiro(operador, janela, planilhas, servidor.porta).inteiro())
    teste, aviso = servidor.recebidas
    assert (teste.remetente, teste.destinatarios) == (REMETENTE, [MEU])
    assert sorted(aviso.destinatarios) == ["financeiro@cliente.com.br", "maria@cliente.com.br"]
    carta = ler_partes(aviso.conteudo)
    assert "Aurora Ltda" in carta.assunto
    assert "1.234,56" not in carta.assunto
    assert [anexo.nome.partition("-")[0] for anexo in carta.anexos] == ["relatorio", "boleto"]
    (gravado,) = avisos.listar()
    assert (gravado.estado, gravado.cliente, gravado.data) == (Estado.ENVIADO, "000123", hoje)
    assert [debito.documento for debito in gravado.debitos] == ["1234"]
    conta = contas_email.obter(1)
    assert conta is not None
    assert (conta.nome, conta.remetente, conta.usuario) == ("Aurora Cobrança", REMETENTE, REMETENTE)
    conferida = contas_conferidas.obter(1)
    assert conferida is not None
    assert conferida.testada_em == AGORA
    assert contexto.ambiente.cofre.obter(1) == SENHA
