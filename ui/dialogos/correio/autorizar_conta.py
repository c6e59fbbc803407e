"""Autorizar uma conta de e-mail no provedor: abre o navegador e espera a volta, ou mostra o código a digitar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from envio.acesso.guarda import Guarda
from envio.acesso.oauth import consentimento
from envio.acesso.oauth.consentimento import AbrirNavegador, Autorizada, DigitarCodigo
from envio.acesso.oauth.pedidos import Tokens
from regras.cadastro import ContaEmail
from regras.erros import ErroAviso
from ui import frases
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.moldes.tarefa import DialogoTarefa
from ui.tema import Letra, Peso


@dataclass(frozen=True, slots=True)
class PedidoDeAutorizacao:
    """O que se autoriza.

    Atributos:
        conta: como está na tela, gravada ou não.
        segredo: o do aplicativo, se acabou de ser digitado; vazio, vale o do cofre.
        por_codigo: por código em outro aparelho, e não pelo navegador deste.
    """

    conta: ContaEmail
    segredo: str = field(default="", repr=False)
    por_codigo: bool = False


class DialogoAutorizar(DialogoTarefa[Autorizada]):
    """Começa sozinho ao abrir; fecha sozinho quando o provedor autoriza.

    Atributos:
        tokens: o que o provedor deu; None enquanto não deu.
    """

    RESULTADO = Autorizada

    def __init__(self, contexto: Contexto, pedido: PedidoDeAutorizacao, pai: QWidget | None = None) -> None:
        estado = "Autorize na página do provedor | ESC-Cancelar"
        super().__init__(contexto, "Autorizar a conta", pai, largura=560, altura=300, estado=estado)
        self.tokens: Tokens | None = None
        self._pedido = pedido
        self._desistiu = False
        self._endereco = ""
        self.por_titulo(f"Autorizar {pedido.conta.login()}")
        self.corpo.addWidget(self.caixa)
        self.corpo.addStretch(1)
        self.codigo = Texto("", letra=Letra.NUMERO_CHAVE, peso=Peso.FORTE)
        self.codigo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.codigo.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.codigo.hide()
        self.corpo.addWidget(self.codigo)
        self.corpo.addStretch(1)
        self.botao_copiar = Botao("&Copiar o endereço", icone="copiar", ao_clicar=self._copiar)
        self.botao_abrir = Botao("Abrir a &página", papel=Papel.PRINCIPAL, ao_clicar=self._abrir)
        self.botao_de_novo = Botao("&Tentar de novo", papel=Papel.PRINCIPAL, ao_clicar=self.autorizar)
        fechar = self.botao_fechar("Cancelar")
        self.acoes(self.botao_de_novo, self.botao_abrir, fechar, esquerda=(self.botao_copiar,))

    @classmethod
    def pedir(cls, contexto: Contexto, pedido: PedidoDeAutorizacao, pai: QWidget | None = None) -> Tokens | None:
        """Conduz a autorização; None se o operador desistiu."""
        dialogo = cls(contexto, pedido, pai)
        dialogo.autorizar()
        dialogo.responder()
        return dialogo.tokens

    def autorizar(self) -> None:
        """Pede a autorização; com um pedido em curso, nada acontece."""
        if not self.em_curso():
            self._endereco = ""
            self._mostrar_passo("Falando com o provedor…")
            self.comecar(_gerador(self.contexto, self._pedido))

    def cancelar(self) -> None:
        """Desiste do pedido em curso; a janela fecha quando ele parar."""
        self._desistiu = True
        self._tarefa.cancelar()
        self._mostrar_passo("Cancelando…")

    def travar(self, em_curso: bool) -> None:
        """Os botões são os do passo."""

    def ao_andar(self, evento: object) -> None:
        """Diz o que o operador faz na página do provedor."""
        if isinstance(evento, AbrirNavegador):
            self._endereco = evento.endereco
            self._mostrar_passo(
                f"Entre com {self._pedido.conta.login()} na página que se abriu e permita o envio. Esta janela fecha"
                " sozinha.",
                "Autorize no navegador",
            )
            self._abrir()
        elif isinstance(evento, DigitarCodigo):
            self._endereco = evento.endereco
            frase = "Abra {} em qualquer aparelho, entre com {} e digite o código. Vale por {}."
            texto = frase.format(
                evento.endereco, self._pedido.conta.login(), frases.quantos(evento.dura_s // 60, "minuto", "minutos")
            )
            self._mostrar_passo(texto, "Digite este código", evento.codigo)

    def ao_concluir(self, resultado: Autorizada) -> None:
        """O provedor autorizou: guarda e fecha."""
        self.tokens = resultado.tokens
        self.accept()

    def ao_falhar(self, erro: ErroAviso) -> None:
        """Diz o que houve e deixa tentar de novo; quem já desistiu só sai."""
        if self._desistiu:
            self.reject()
            return
        self._endereco = ""
        self._mostrar_passo("")
        super().ao_falhar(erro)
        self.botao_de_novo.show()
        self.focar(self.botao_de_novo)

    def ao_cancelar(self) -> None:
        """Parou: fecha."""
        self.reject()

    def ao_acabar(self) -> None:
        """O foco já foi aonde devia."""

    def _mostrar_passo(self, texto: str, titulo: str = "", codigo: str = "") -> None:
        self.caixa.mostrar("acento", texto, titulo)
        self.codigo.setText(codigo)
        self.codigo.setAccessibleName("Código {}".format(" ".join(codigo)) if codigo else "")
        self.codigo.setVisible(bool(codigo))
        self.botao_copiar.setText("&Copiar o código" if codigo else "&Copiar o endereço")
        self.botao_copiar.setAccessibleName(self.botao_copiar.text().replace("&", ""))
        self.botao_copiar.setVisible(bool(self._endereco))
        self.botao_abrir.setVisible(bool(self._endereco))
        self.botao_de_novo.hide()

    def _abrir(self) -> None:
        if not QDesktopServices.openUrl(QUrl(self._endereco)):
            self.caixa.mostrar("aviso", "O navegador não abriu: copie o endereço e cole-o nele.")

    def _copiar(self) -> None:
        QGuiApplication.clipboard().setText(self.codigo.text() or self._endereco)


def _gerador(contexto: Contexto, pedido: PedidoDeAutorizacao) -> Callable[[], Iterator[object]]:
    """Tudo na outra thread: o cofre pode esperar o usuário destrancá-lo, e o provedor, demorar."""
    ambiente = contexto.ambiente

    def passos() -> Iterator[object]:
        segredo = pedido.segredo or Guarda(ambiente.cofre, pedido.conta.numero).segredo()
        cliente = ambiente.abrir_oauth().cliente(pedido.conta, segredo)
        if pedido.por_codigo:
            yield from consentimento.autorizar_por_codigo(cliente)
        else:
            yield from consentimento.autorizar_no_navegador(cliente)

    return passos
