"""Testar envio: uma mensagem de amostra pela conta escolhida, passo a passo, com o que o servidor respondeu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtWidgets import QWidget

from envio import prontidao
from envio.correio.transporte import Credencial
from envio.entrega import amostra
from envio.entrega.amostra import Resultado
from envio.eventos import PassoFeito
from modelos.contas import contas_email
from regras.cadastro import ContaEmail
from regras.documentos import validar_email
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.contexto import Assunto, Contexto
from ui.moldes.tarefa import DialogoTarefa


@dataclass(frozen=True, slots=True)
class Ensaio:
    """Conta ainda não gravada e a senha digitada, ou o acesso recém-autorizado; sem eles, vale o cofre."""

    conta: ContaEmail
    credencial: Credencial = field(default=None, repr=False)


class DialogoTestarEnvio(DialogoTarefa[Resultado]):
    """Recebe um `Ensaio`, o número de uma conta, ou nada; nada muda no histórico dos clientes.

    Atributos:
        aceito_em: quando o servidor aceitou a última mensagem, em UTC; None se ainda não aceitou nenhuma.
    """

    RESULTADO = Resultado
    CANCELADA = "Teste cancelado. Nada foi enviado."
    CANCELAR_A_VISTA = True

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        estado = "Informe quem recebe o teste | ESC-Fechar"
        super().__init__(contexto, "Testar envio", pai, largura=600, altura=420, estado=estado)
        self.aceito_em: datetime | None = None
        frase = "Manda um relatório e um boleto de amostra, que não pode ser pago. Nenhum cliente recebe."
        self.por_titulo("Testar envio", frase)
        self._por_campos(argumento)
        self.botao_enviar = Botao("&Enviar teste", icone="enviar", papel=Papel.PRINCIPAL, ao_clicar=self.enviar)
        self.montar_andamento(self.botao_enviar, self.botao_fechar(), cancelar="&Cancelar o envio")
        if self.conta.valor() is None:
            self.botao_enviar.setEnabled(False)
            self.caixa.mostrar("aviso", "Cadastre uma conta de e-mail antes de testar.")
        self.focar(self.destinatario)

    def enviar(self) -> None:
        """Começa o teste; com um em curso, nada acontece."""
        ensaio = self.conta.valor()
        if self.em_curso() or not isinstance(ensaio, Ensaio) or not self.formulario.conferir():
            return
        self.comecar(_gerador(self.contexto, ensaio, validar_email(self.destinatario.valor())), "Enviando…")

    def ao_andar(self, evento: object) -> None:
        """Mais um passo da conversa com o servidor."""
        if isinstance(evento, PassoFeito):
            self.andar(f"{evento.nome}: {evento.detalhe}".rstrip(": "))

    def ao_concluir(self, resultado: Resultado) -> None:
        """Diz o que o servidor respondeu."""
        if resultado.enviado:
            self.aceito_em = self.contexto.agora()
            self.contexto.avisar(Assunto.CONTAS_EMAIL)
            titulo = "O servidor aceitou a mensagem. Confira a caixa de entrada."
            self.caixa.mostrar("ok", resultado.resposta, titulo)
        else:
            self.caixa.mostrar("perigo", resultado.resposta, resultado.motivo)

    def _por_campos(self, argumento: object) -> None:
        self.formulario = self.por_formulario(120)
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


def _gerador(contexto: Contexto, ensaio: Ensaio, para: str) -> Callable[[], Iterator[object]]:
    """O teste inteiro na outra thread: o cofre pode esperar o usuário destrancá-lo."""
    hoje, ambiente = contexto.hoje(), contexto.ambiente

    def passos() -> Iterator[object]:
        credencial = ensaio.credencial
        if credencial is None or isinstance(credencial, str):
            credencial = prontidao.obter_credencial(ambiente, ensaio.conta, credencial)
        yield from amostra.enviar_amostra_da_conta(ensaio.conta, para, hoje, ambiente, credencial=credencial)

    return passos
