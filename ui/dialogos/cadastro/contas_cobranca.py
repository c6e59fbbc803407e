"""Contas de cobrança: a lista, com o que falta a cada uma para emitir boleto."""

from __future__ import annotations

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
from ui.moldes.lista import DialogoLista
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

    ASSUNTOS = (Assunto.CONTAS_COBRANCA,)
    ARQUIVO = "contas-de-cobranca.csv"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        self._debitos: dict[str, int] | None = None
        colunas: tuple[Coluna[ContaCobranca], ...] = (
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
        frase = "Por onde os boletos saem. O que cada banco exige é dito na ficha, campo a campo."
        super().__init__(
            contexto,
            "Contas de cobrança",
            frase,
            colunas,
            lambda conta: conta.codigo,
            pai=pai,
            largura=1040,
            altura=520,
        )
        self._contagem = Calculo(contexto, self)
        self._contagem.pronto.connect(self._ao_contar)
        self._contar()

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Copiar e a página de homologação."""
        self.botao_copiar = Botao("Co&piar", icone="copiar", ao_clicar=self.copiar)
        self.botao_homologar = Botao("Pá&gina de homologação…", icone="documento", ao_clicar=self.homologar)
        return (self.botao_copiar, self.botao_homologar)

    def ler(self) -> list[ContaCobranca]:
        """Todas, em ordem de código."""
        return contas_cobranca.listar()

    def editar(self, objeto: ContaCobranca | None) -> None:
        """Inclui ou altera."""
        DialogoContaCobranca(self.contexto, objeto, self).exec()

    def copiar(self) -> None:
        """Abre a ficha de uma conta nova igual à escolhida; a homologação é de cada conta, e não se copia."""
        conta = self.selecionada()
        if conta is not None:
            modelo = replace(conta, codigo="", homologada=False)
            DialogoContaCobranca(self.contexto, None, self, modelo=modelo).exec()

    def homologar(self) -> None:
        """Gera e mostra a página de homologação da conta escolhida."""
        conta = self.selecionada()
        if conta is not None:
            DialogoHomologacao(self.contexto, conta, self).exec()

    def remover(self, objeto: ContaCobranca) -> None:
        """Exclui a conta de que nenhum débito depende."""
        contas_cobranca.excluir(objeto.codigo)

    def descrever(self, objeto: ContaCobranca) -> str:
        """Código e banco."""
        return f"a conta de cobrança {objeto.codigo}, {_banco(objeto)}"

    def _dizer_debitos(self, conta: ContaCobranca) -> str:
        return _CONTANDO if self._debitos is None else frases.numero(self._debitos.get(conta.codigo, 0))

    def _contar(self) -> None:
        """Fora da linha da tela: os débitos podem ser muitos."""
        self._contagem.pedir(contas_cobranca.contar_debitos)

    def _ao_contar(self, debitos: dict[str, int]) -> None:
        self._debitos = debitos
        self.reler()

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        super()._ao_mudar(assuntos)
        if assuntos & {*self.ASSUNTOS, Assunto.DEBITOS}:
            self._contar()


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
