"""Contas de cobrança: a lista, com o que falta a cada uma para emitir boleto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from boletos import bancos
from boletos.emissao import aptidao
from boletos.emissao.aptidao import Aptidao
from boletos.titulo.titulo import Titulo
from envio import importacao
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido, ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.botao import Botao
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.conta_cobranca import DialogoContaCobranca
from ui.dialogos.cadastro.homologacao import DialogoHomologacao
from ui.moldes.lista import DialogoLista, Lista
from ui.moldes.marcacao import DialogoMarcar
from ui.tabelas.base import Alinhamento, Coluna

_CONTANDO = "…"
_SEM_SITUACAO = "Sem situação"
_SITUACOES = {
    Aptidao.PRONTA: ("Pronta", "certo", "ok"),
    Aptidao.SO_COM_LINHA: ("Só com a linha do banco", "info", "acento"),
    Aptidao.HOMOLOGAR: ("Homologar com o banco", "alerta", "aviso"),
    Aptidao.INCOMPLETA: ("Incompleta", "erro", "perigo"),
}


class DialogoContasCobranca(DialogoLista[ContaCobranca]):
    """Lista das contas; copiar abre a ficha de uma nova com o que a escolhida tem."""

    LISTA = Lista[ContaCobranca](
        titulo="Contas de cobrança",
        explicacao="Por onde os boletos saem. O que cada banco exige é dito na ficha, campo a campo.",
        chave=lambda conta: conta.codigo,
        assuntos=(Assunto.CONTAS_COBRANCA,),
        arquivo="contas-de-cobranca.csv",
        ler=contas_cobranca.listar,
        ficha=DialogoContaCobranca,
        remover=lambda conta: contas_cobranca.excluir(conta.codigo),
        descrever=lambda conta: f"a conta de cobrança {conta.codigo}, {_banco(conta)}",
        largura=1180,
        altura=520,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        self._debitos: dict[str, int] | None = None
        self._sem_conta: dict[str, int] = {}
        super().__init__(contexto, argumento, pai)
        self._contagem = Calculo(contexto, self, self._ao_contar)
        self._aplicacao = Calculo(contexto, self, self._ao_aplicar, self._ao_falhar)
        contexto.ouvir(self, self._contar, Assunto.CONTAS_COBRANCA, Assunto.DEBITOS)
        self._contar()

    def colunas(self) -> Sequence[Coluna[ContaCobranca]]:
        """Os débitos de cada conta chegam depois das contas."""
        return (
            Coluna("Código", lambda conta: conta.codigo, largura=130),
            Coluna("Banco", _banco, largura=190),
            Coluna("Carteira", lambda conta: conta.carteira, largura=80),
            Coluna("Agência / código", _agencia_codigo, largura=170),
            Coluna(
                "Débitos",
                self._dizer_debitos,
                lambda conta: (self._debitos or {}).get(conta.codigo, 0),
                alinhamento=Alinhamento.DIREITA,
                largura=80,
            ),
            Coluna(
                "Situação",
                lambda conta: _situacao(conta)[0],
                icone=lambda conta: _situacao(conta)[1],
                cor=lambda conta: _situacao(conta)[2],
                largura=0,
            ),
        )

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """Copiar, o kit de homologação, e pôr a conta nos débitos sem nenhuma."""
        self.botao_copiar = Botao("Co&piar", icone="copiar", ao_clicar=self.copiar)
        self.botao_aplicar = Botao("", icone="certo", ao_clicar=self.aplicar)
        self.botao_aplicar.hide()
        self.botao_homologar = Botao("&Kit de homologação…", icone="documento", ao_clicar=self.homologar)
        return (self.botao_copiar, self.botao_homologar, self.botao_aplicar)

    def copiar(self) -> None:
        """Abre a ficha de uma conta nova igual à escolhida; a homologação é de cada conta, e não se copia."""
        if (conta := self.selecionada()) is not None:
            modelo = replace(conta, codigo="", homologada=False, conferida_com="", conferida_em=None)
            DialogoContaCobranca(self.contexto, None, self, modelo=modelo).responder()

    def homologar(self) -> None:
        """Gera e mostra o kit de homologação da conta escolhida."""
        if (conta := self.selecionada()) is not None:
            DialogoHomologacao(self.contexto, conta, self).responder()

    def aplicar(self) -> None:
        """Põe a conta escolhida nos débitos em aberto sem nenhuma; com outra pronta, só nas situações que marcarem."""
        conta, quais = self.selecionada(), tuple(self._sem_conta)
        if conta is None or not quais:
            return
        if len(importacao.contas_prontas()) > 1 and len(quais) > 1:
            nomes = {nome or _SEM_SITUACAO: nome for nome in quais}
            explicacao = f"Os débitos em aberto sem conta, das situações marcadas, passam à conta {conta.codigo}."
            marcadas = DialogoMarcar.perguntar("Situações", explicacao, list(nomes), (), pai=self)
            quais = tuple(nomes[nome] for nome in marcadas or ())
        quantos = frases.quantos(sum(self._sem_conta[nome] for nome in quais), "débito", "débitos")
        if quais and DialogoConfirmacao.perguntar(
            "Contas de cobrança",
            f"Pôr a conta {conta.codigo} em {quantos} sem conta?",
            detalhe=f"{_banco(conta)}, carteira {conta.carteira}. Confira se o nosso número deles é desta conta.",
            fatos=[(nome or _SEM_SITUACAO, "", frases.numero(self._sem_conta[nome])) for nome in quais],
            sim="&Sim, pôr a conta",
            pai=self,
        ):
            codigo = conta.codigo
            self._aplicacao.pedir(lambda: contas_cobranca.aplicar(codigo, quais))

    def _ao_aplicar(self, quantos: int) -> None:
        feitos = frases.quantos(quantos, "débito passou à conta", "débitos passaram à conta")
        self.contexto.recado.emit(f"{feitos}.")
        self.contexto.avisar(Assunto.DEBITOS)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Contas de cobrança", erro)

    def _ao_selecionar(self) -> None:
        super()._ao_selecionar()
        conta, quantos = self.selecionada(), sum(self._sem_conta.values())
        self.botao_aplicar.setVisible(bool(quantos) and conta is not None and importacao.esta_pronta(conta))
        sem = frases.quantos(quantos, "débito sem conta", "débitos sem conta")
        self.botao_aplicar.setText(f"A&plicar a {sem}…")

    def _dizer_debitos(self, conta: ContaCobranca) -> str:
        return _CONTANDO if self._debitos is None else frases.numero(self._debitos.get(conta.codigo, 0))

    def _contar(self) -> None:
        """Fora da linha da tela: os débitos podem ser muitos."""
        self._contagem.pedir(lambda: (contas_cobranca.contar_debitos(), contas_cobranca.contar_sem_conta()))

    def _ao_contar(self, contados: tuple[dict[str, int], dict[str, int]]) -> None:
        self._debitos, self._sem_conta = contados
        self.reler()


def _banco(conta: ContaCobranca) -> str:
    try:
        return f"{conta.banco} · {bancos.obter(conta.banco).NOME}"
    except DadoInvalido:
        return conta.banco


def _agencia_codigo(conta: ContaCobranca) -> str:
    try:
        return bancos.obter(conta.banco).agencia_codigo(Titulo.da_conta(conta))
    except DadoInvalido:
        return ""


def _situacao(conta: ContaCobranca) -> tuple[str, str, str]:
    """Texto, ícone e cor."""
    try:
        return _SITUACOES[aptidao.avaliar(conta).aptidao]
    except DadoInvalido:
        return _SITUACOES[Aptidao.INCOMPLETA]
