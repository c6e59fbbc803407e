"""Testar envio: uma mensagem de amostra pela conta escolhida, passo a passo, com o que o servidor respondeu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from envio.contas import prontidao
from envio.correio.transporte import Credencial
from envio.entrega import amostra
from envio.entrega.amostra import Resultado
from envio.eventos import PassoFeito
from modelos.contas import contas_email
from regras.cadastro import ContaEmail
from regras.documentos import validar_email
from regras.erros import ErroAviso
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.lista_passos import ListaPassos
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho


@dataclass(frozen=True, slots=True)
class Ensaio:
    """Conta ainda não gravada e a senha digitada, ou o acesso recém-autorizado; sem eles, vale o cofre."""

    conta: ContaEmail
    credencial: Credencial = field(default=None, repr=False)


class DialogoTestarEnvio(Dialogo):
    """Recebe um `Ensaio`, o número de uma conta, ou nada; nada muda no histórico dos clientes.

    Atributos:
        aceito_em: quando o servidor aceitou a última mensagem, em UTC; None se ainda não aceitou nenhuma.
    """

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Testar envio", pai, largura=600, altura=420)
        self.setProperty("estado", "Informe quem recebe o teste | ESC-Fechar")
        self.contexto = contexto
        self.aceito_em: datetime | None = None
        self._trabalho: Trabalho | None = None
        self._resultado: Resultado | None = None
        self._erro: ErroAviso | None = None
        self.corpo.addWidget(Texto("Testar envio", letra=Letra.BLOCO, peso=Peso.FORTE))
        frase = "Manda um relatório e um boleto de amostra, que não pode ser pago. Nenhum cliente recebe."
        self.corpo.addWidget(Texto(frase, cor="texto2", quebra=True))
        self._por_campos(argumento)
        self._passos = ListaPassos()
        self.corpo.addLayout(self._passos)
        self.caixa = CaixaMensagem()
        self.caixa.hide()
        self.corpo.addWidget(self.caixa)
        self.corpo.addStretch(1)
        self._por_botoes()
        self.destinatario.setFocus(Qt.FocusReason.OtherFocusReason)

    def passos(self) -> list[str]:
        """O que está escrito na lista de passos."""
        return self._passos.textos()

    def enviar(self) -> None:
        """Começa o teste; com um em curso, nada acontece."""
        ensaio = self.conta.valor()
        if self._trabalho is not None or not isinstance(ensaio, Ensaio) or not self.formulario.conferir():
            return
        self._limpar()
        para = validar_email(self.destinatario.valor())
        self._trabalho = self.contexto.trabalhar(_gerador(self.contexto, ensaio, para))
        self._trabalho.evento.connect(self._ao_acontecer)
        self._trabalho.falhou.connect(self._ao_falhar)
        self._trabalho.terminou.connect(self._ao_terminar)
        self._habilitar(False)
        self.caixa.mostrar("acento", "Enviando…")
        self.caixa.show()
        self._trabalho.iniciar()

    def cancelar(self) -> None:
        """Para no próximo passo; o que o servidor já aceitou não volta."""
        if self._trabalho is not None:
            self._trabalho.cancelar()
            self.botao_cancelar.setEnabled(False)
            self.caixa.mostrar("aviso", "Cancelando: espera o passo em curso terminar.")

    def reject(self) -> None:
        """Com um teste em curso, ESC só o cancela."""
        if self._trabalho is not None:
            self.cancelar()
            return
        super().reject()

    def _por_campos(self, argumento: object) -> None:
        self.formulario = Formulario(eixo_campo=120, eixo_ajuda=0)
        ensaios = [argumento] if isinstance(argumento, Ensaio) else [Ensaio(conta) for conta in contas_email.listar()]
        opcoes = [(ensaio, f"{ensaio.conta.numero} - {ensaio.conta.remetente}") for ensaio in ensaios]
        self.conta = CampoEscolha(opcoes, largura=380)
        numeros = [ensaio.conta.numero for ensaio in ensaios]
        if argumento in numeros:
            self.conta.setCurrentIndex(numeros.index(argumento))
        self.conta.setEnabled(len(ensaios) > 1)
        self.formulario.campo("C&onta", self.conta, ajuda="teste.conta")
        self.destinatario = CampoTexto(validar=validar_email, obrigatorio=True, largura=380)
        if ensaios:
            self.destinatario.definir(ensaios[0].conta.remetente)
        self.formulario.campo("&Para", self.destinatario, ajuda="teste.para")
        self.formulario.pediu_tutorial.connect(lambda capitulo: self.contexto.abrir.emit("tutorial", capitulo))
        self.corpo.addWidget(self.formulario)

    def _por_botoes(self) -> None:
        self.botao_enviar = Botao("&Enviar teste", icone="enviar", papel=Papel.PRINCIPAL, altura=34)
        self.botao_enviar.clicked.connect(self.enviar)
        self.botao_cancelar = Botao("&Cancelar o envio", altura=34)
        self.botao_cancelar.clicked.connect(self.cancelar)
        self.acoes(self.botao_enviar, self.botao_fechar(), esquerda=(self.botao_cancelar,))
        self._habilitar(True)
        if self.conta.valor() is None:
            self.botao_enviar.setEnabled(False)
            self.caixa.mostrar("aviso", "Cadastre uma conta de e-mail antes de testar.")
            self.caixa.show()

    def _limpar(self) -> None:
        self._resultado = self._erro = None
        self._passos.limpar()

    def _habilitar(self, parado: bool) -> None:
        self.formulario.setEnabled(parado)
        self.botao_enviar.setEnabled(parado)
        self.botao_cancelar.setEnabled(not parado)

    def _ao_acontecer(self, evento: object) -> None:
        if isinstance(evento, PassoFeito):
            self._passos.por(f"{evento.nome}: {evento.detalhe}".rstrip(": "))
        elif isinstance(evento, Resultado):
            self._resultado = evento

    def _ao_falhar(self, erro: object) -> None:
        if isinstance(erro, ErroAviso):
            self._erro = erro

    def _ao_terminar(self) -> None:
        self._trabalho = None
        self._habilitar(True)
        if self._erro is not None:
            self.caixa.mostrar("perigo", self._erro.o_que_fazer, self._erro.mensagem)
        elif self._resultado is None:
            self.caixa.mostrar("aviso", "Teste cancelado. Nada foi enviado.")
        elif self._resultado.enviado:
            self.aceito_em = self.contexto.agora()
            self.contexto.avisar(Assunto.CONTAS_EMAIL)
            titulo = "O servidor aceitou a mensagem. Confira a caixa de entrada."
            self.caixa.mostrar("ok", self._resultado.resposta, titulo)
        else:
            self.caixa.mostrar("perigo", self._resultado.resposta, self._resultado.motivo)


def _gerador(contexto: Contexto, ensaio: Ensaio, para: str) -> Callable[[], Iterator[object]]:
    """O teste inteiro na outra thread: o cofre pode esperar o usuário destrancá-lo."""
    hoje, ambiente = contexto.hoje(), contexto.ambiente

    def passos() -> Iterator[object]:
        credencial = ensaio.credencial
        if credencial is None or isinstance(credencial, str):
            credencial = prontidao.obter_credencial(ambiente, ensaio.conta, credencial)
        yield from amostra.enviar_amostra_da_conta(ensaio.conta, para, hoje, ambiente, credencial=credencial)

    return passos
