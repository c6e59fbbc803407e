"""A caixa (IMAP, só leitura) em que as devoluções de uma conta chegam: servidor, pasta, senha no cofre, e o teste."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from envio.contas import caixas
from envio.devolucoes import devolucoes
from modelos.avisos import caixas_devolucoes
from modelos.contas import contas_email
from regras.cadastro import ContaEmail
from regras.devolucao import CaixaDevolucoes
from regras.erros import DadoInvalido, ErroAviso
from ui.calculo import Calculo
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoSenha, CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import Campo, DialogoFicha, inteiro

_LARGURA = 330


class DialogoCaixaDevolucoes(DialogoFicha):
    """Recebe o número da conta, ou None para escolher. Senha em branco mantém a que vale."""

    AJUDAS = "caixa"
    ASSUNTOS = (Assunto.CONTAS_EMAIL,)

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Caixa das devoluções", pai, largura=640, altura=470)
        self._contas = {conta.numero: conta for conta in contas_email.listar()}
        self._declarar()
        self.botao_testar = Botao("&Testar leitura", icone="lupa", ao_clicar=self.testar)
        self.botao_deixar = Botao("&Deixar de ler", papel=Papel.PERIGO, ao_clicar=self.deixar)
        self.concluir(self.botao_deixar, self.botao_testar, rolar=True)
        self._teste = Calculo(contexto, self, self._ao_testar, self.caixa.mostrar_erro)
        self._teste.ocupado.connect(lambda ocupado: self.botao_testar.setEnabled(not ocupado))
        self.escolha.definir(argumento)
        self._preencher()
        self.escolha.mudou.connect(self._preencher)

    def configurada(self) -> CaixaDevolucoes:
        """A caixa como está na tela."""
        return CaixaDevolucoes(self._conta().numero, **self.colher())

    def guardar(self) -> None:
        """Grava a caixa e a senha digitada, fora da linha da tela: o cofre pode pedir para ser destrancado."""
        caixa, senha, cofre = self.configurada(), self.senha.valor() or None, self.contexto.ambiente.cofre
        self.esperar(lambda: caixas.gravar(caixa, senha, cofre, aceita_memoria=True))

    def testar(self) -> None:
        """Entra na caixa com o que está na tela e diz o que houve; nada é lido nem gravado."""
        if self._teste.calculando or (caixa := self.conferido(self._servida)) is None:
            return
        conta, ambiente, senha = self._conta(), self.contexto.ambiente, self.senha.valor() or None
        self.caixa.mostrar("acento", "Entrando na caixa…")
        self._teste.pedir(lambda: devolucoes.experimentar(ambiente, caixa, conta, senha))

    def deixar(self) -> None:
        """Esquece a caixa desta conta; as devoluções já lidas ficam no histórico."""
        numero, cofre = self._conta().numero, self.contexto.ambiente.cofre
        try:
            self.esperar(lambda: caixas.excluir(numero, cofre))
        except ErroAviso as erro:
            self.mostrar_falha(erro)
            return
        self.contexto.avisar(*self.ASSUNTOS)
        self._preencher()

    def _conta(self) -> ContaEmail:
        conta = self._contas.get(int(str(self.escolha.valor() or 0)))
        if conta is None:
            raise DadoInvalido("conta", "cadastre antes uma conta de e-mail")
        return conta

    def _servida(self) -> CaixaDevolucoes:
        caixa = self.configurada()
        caixas.conferir(caixa)
        return caixa

    def _declarar(self) -> None:
        opcoes = [(numero, f"{numero} - {conta.remetente}") for numero, conta in self._contas.items()]
        self.escolha = CampoEscolha(opcoes, largura=_LARGURA)
        self.senha = CampoSenha(largura=_LARGURA)
        self.caixa = CaixaMensagem("acento")
        servidor = CampoTexto(obrigatorio=True, largura=_LARGURA)
        porta = CampoTexto(obrigatorio=True, maximo=5, largura=90)
        usuario, pasta = CampoTexto(largura=_LARGURA), CampoTexto(obrigatorio=True, largura=_LARGURA)
        usuario.setPlaceholderText("o mesmo da conta")
        self.declarar(
            Campo("conta", "&Conta", self.escolha, da_tela=True),
            Campo("servidor", "&Servidor de entrada (IMAP)", servidor, "servidor das devoluções"),
            Campo("porta", "Porta com T&LS", porta, "porta das devoluções", grava=lambda texto: inteiro(texto) or 0),
            Campo("usuario", "&Usuário", usuario, "usuário das devoluções"),
            Campo("senha", "Sen&ha", self.senha, da_tela=True),
            Campo("pasta", "&Pasta", pasta, "pasta das devoluções"),
            self.caixa,
        )

    def _preencher(self) -> None:
        """Mostra a caixa da conta escolhida, ou a proposta."""
        conta = self._contas.get(int(str(self.escolha.valor() or 0)))
        gravada = caixas_devolucoes.obter(conta.numero) if conta is not None else None
        caixa = gravada or (caixas.propor(conta) if conta is not None else CaixaDevolucoes(0, ""))
        self.mostrar(caixa)
        self.senha.setText("")
        self.senha.setPlaceholderText("em branco, a guardada ou a da conta")
        self.botao_deixar.setEnabled(gravada is not None)
        frase = "A caixa só é lida: nada nela é apagado, movido nem marcado como lido."
        proposta = "Proposto pela conta: confira com o seu provedor antes de gravar."
        self.caixa.mostrar("acento", frase if gravada else f"{proposta} {frase}")
        self.alterada = False

    def _ao_testar(self, _marco: object) -> None:
        self.caixa.mostrar("ok", "A pasta abriu, só para leitura.", "A leitura funciona")
