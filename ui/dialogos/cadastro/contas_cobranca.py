"""Contas de cobrança: a lista, com o que falta a cada uma para emitir boleto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from boletos import bancos
from boletos.emissao import aptidao
from boletos.emissao.aptidao import Aptidao
from boletos.titulo.titulo import Titulo
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from ui import frases
from ui.calculo import Calculo
from ui.componentes.botao import Botao
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.conta_cobranca import DialogoContaCobranca
from ui.dialogos.cadastro.homologacao import DialogoHomologacao
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Alinhamento, Coluna

_CONTANDO = "…"
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
        largura=1040,
        altura=520,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        self._debitos: dict[str, int] | None = None
        super().__init__(contexto, argumento, pai)
        self._contagem = Calculo(contexto, self, self._ao_contar)
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
        """Copiar e a página de homologação."""
        self.botao_copiar = Botao("Co&piar", icone="copiar", ao_clicar=self.copiar)
        self.botao_homologar = Botao("Pá&gina de homologação…", icone="documento", ao_clicar=self.homologar)
        return (self.botao_copiar, self.botao_homologar)

    def copiar(self) -> None:
        """Abre a ficha de uma conta nova igual à escolhida; a homologação é de cada conta, e não se copia."""
        if (conta := self.selecionada()) is not None:
            modelo = replace(conta, codigo="", homologada=False, conferida_com="", conferida_em=None)
            DialogoContaCobranca(self.contexto, None, self, modelo=modelo).responder()

    def homologar(self) -> None:
        """Gera e mostra a página de homologação da conta escolhida."""
        if (conta := self.selecionada()) is not None:
            DialogoHomologacao(self.contexto, conta, self).responder()

    def _dizer_debitos(self, conta: ContaCobranca) -> str:
        return _CONTANDO if self._debitos is None else frases.numero(self._debitos.get(conta.codigo, 0))

    def _contar(self) -> None:
        """Fora da linha da tela: os débitos podem ser muitos."""
        self._contagem.pedir(contas_cobranca.contar_debitos)

    def _ao_contar(self, debitos: dict[str, int]) -> None:
        self._debitos = debitos
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
