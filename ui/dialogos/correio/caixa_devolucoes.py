"""A caixa (IMAP, só leitura) em que as devoluções de uma conta chegam: servidor, pasta, senha no cofre, e o teste."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QWidget

from envio.contas import caixas
from envio.devolucoes import devolucoes
from modelos.avisos import caixas_devolucoes
from modelos.contas import contas_email
from regras.cadastro import ContaEmail
from regras.devolucao import CaixaDevolucoes
from regras.erros import DadoInvalido, ErroAviso
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoSenha, CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import DialogoFicha
from ui.trabalho import Trabalho


class DialogoCaixaDevolucoes(DialogoFicha):
    """Recebe o número da conta, ou None para escolher. Senha em branco mantém a que vale."""

    AJUDAS = "caixa"

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Caixa das devoluções", pai, largura=640, altura=470)
        self._trabalho: Trabalho | None = None
        self._contas = {conta.numero: conta for conta in contas_email.listar()}
        opcoes = [(numero, f"{numero} - {conta.remetente}") for numero, conta in self._contas.items()]
        self.escolha = CampoEscolha(opcoes, largura=330)
        self.formulario.campo("&Conta", self.escolha, ajuda="caixa.conta")
        self.escolha.view().setAccessibleName("Conta")
        self._por_campos()
        self.caixa = CaixaMensagem("acento")
        self.formulario.largo(self.caixa, desde_o_campo=True)
        self.botao_testar = Botao("&Testar leitura", icone="lupa", altura=34)
        self.botao_testar.clicked.connect(self.testar)
        self.botao_deixar = Botao("&Deixar de ler", papel=Papel.PERIGO, altura=34)
        self.botao_deixar.clicked.connect(self.deixar)
        self.concluir(self.botao_deixar, self.botao_testar, rolar=True)
        self.escolha.definir(argumento)
        self._preencher()
        self.escolha.mudou.connect(self._preencher)

    def configurada(self) -> CaixaDevolucoes:
        """A caixa como está na tela."""
        textos = self.colher_textos()
        return CaixaDevolucoes(
            self._conta().numero,
            textos["servidor"],
            int(textos["porta"]) if textos["porta"].isdecimal() else 0,
            textos["usuario"],
            textos["pasta"],
        )

    def guardar(self) -> None:
        """Grava a caixa e a senha digitada, fora da linha da tela: o cofre pode pedir para ser destrancado."""
        caixa, senha, cofre = self.configurada(), self.senha.valor() or None, self.contexto.ambiente.cofre
        self._esperar(lambda: caixas.gravar(caixa, senha, cofre, aceita_memoria=True))
        self.contexto.avisar(Assunto.CONTAS_EMAIL)

    def testar(self) -> None:
        """Entra na caixa com o que está na tela e diz o que houve; nada é lido nem gravado."""
        if self._trabalho is not None or not self.formulario.conferir():
            return
        try:
            caixa, conta = self.configurada(), self._conta()
            caixas.conferir(caixa)
        except DadoInvalido as erro:
            self.mostrar_falha(erro)
            return
        ambiente, senha = self.contexto.ambiente, self.senha.valor() or None
        self._trabalho = self.contexto.calcular(lambda: devolucoes.experimentar(ambiente, caixa, conta, senha))
        self._trabalho.evento.connect(self._ao_testar)
        self._trabalho.falhou.connect(self._ao_falhar)
        self._trabalho.terminou.connect(self._ao_terminar)
        self.botao_testar.setEnabled(False)
        self.caixa.mostrar("acento", "Entrando na caixa…")
        self._trabalho.iniciar()

    def deixar(self) -> None:
        """Esquece a caixa desta conta; as devoluções já lidas ficam no histórico."""
        numero, cofre = self._conta().numero, self.contexto.ambiente.cofre
        try:
            self._esperar(lambda: caixas.excluir(numero, cofre))
        except ErroAviso as erro:
            self.mostrar_falha(erro)
            return
        self.contexto.avisar(Assunto.CONTAS_EMAIL)
        self._preencher()

    def _conta(self) -> ContaEmail:
        conta = self._contas.get(int(str(self.escolha.valor() or 0)))
        if conta is None:
            raise DadoInvalido("conta", "cadastre antes uma conta de e-mail")
        return conta

    def _por_campos(self) -> None:
        self.nomear(self.escolha, "conta")
        servidor = CampoTexto(obrigatorio=True, largura=330)
        self.texto("servidor", "&Servidor de entrada (IMAP)", servidor, "servidor das devoluções")
        porta = CampoTexto(obrigatorio=True, maximo=5, largura=90)
        self.texto("porta", "Porta com T&LS", porta, "porta das devoluções")
        usuario = self.texto("usuario", "&Usuário", CampoTexto(largura=330), "usuário das devoluções")
        usuario.setPlaceholderText("o mesmo da conta")
        self.senha = CampoSenha(largura=330)
        self.formulario.campo("Sen&ha", self.senha, ajuda="caixa.senha")
        self.nomear(self.senha, "senha")
        self.texto("pasta", "&Pasta", CampoTexto(obrigatorio=True, largura=330), "pasta das devoluções")

    def _preencher(self) -> None:
        """Mostra a caixa da conta escolhida, ou a proposta."""
        conta = self._contas.get(int(str(self.escolha.valor() or 0)))
        gravada = caixas_devolucoes.obter(conta.numero) if conta is not None else None
        caixa = gravada or (caixas.propor(conta) if conta is not None else CaixaDevolucoes(0, ""))
        for atributo in self.textos:
            self.textos[atributo].definir(str(getattr(caixa, atributo)))
        self.senha.setText("")
        self.senha.setPlaceholderText("em branco, a guardada ou a da conta")
        self.botao_deixar.setEnabled(gravada is not None)
        frase = "A caixa só é lida: nada nela é apagado, movido nem marcado como lido."
        proposta = "Proposto pela conta: confira com o seu provedor antes de gravar."
        self.caixa.mostrar("acento", frase if gravada else f"{proposta} {frase}")
        self._alterada = False

    def _esperar(self, funcao: Callable[[], object]) -> None:
        """Roda fora da linha da tela e espera.

        Raises:
            ErroAviso: o que a função levantou.
        """
        falhas: list[object] = []
        espera = QEventLoop(self)
        trabalho = self.contexto.calcular(funcao)
        trabalho.falhou.connect(falhas.append)
        trabalho.terminou.connect(espera.quit)
        self.setEnabled(False)
        trabalho.iniciar()
        espera.exec()
        self.setEnabled(True)
        for falha in falhas:
            if isinstance(falha, ErroAviso):
                raise falha

    def _ao_testar(self, _marco: object) -> None:
        self.caixa.mostrar("ok", "A pasta abriu, só para leitura.", "A leitura funciona")

    def _ao_falhar(self, erro: object) -> None:
        if isinstance(erro, ErroAviso):
            self.caixa.mostrar("perigo", erro.o_que_fazer, erro.mensagem)

    def _ao_terminar(self) -> None:
        self._trabalho = None
        self.botao_testar.setEnabled(True)
