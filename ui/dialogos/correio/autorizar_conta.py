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
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho


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


class DialogoAutorizar(Dialogo):
    """Começa sozinho ao abrir; fecha sozinho quando o provedor autoriza.

    Atributos:
        tokens: o que o provedor deu; None enquanto não deu.
    """

    def __init__(self, contexto: Contexto, pedido: PedidoDeAutorizacao, pai: QWidget | None = None) -> None:
        super().__init__("Autorizar a conta", pai, largura=560, altura=300)
        self.setProperty("estado", "Autorize na página do provedor | ESC-Cancelar")
        self.contexto = contexto
        self.tokens: Tokens | None = None
        self._pedido = pedido
        self._trabalho: Trabalho | None = None
        self._erro: ErroAviso | None = None
        self._endereco = ""
        titulo = f"Autorizar {pedido.conta.login()}"
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True))
        self.caixa = CaixaMensagem("acento")
        self.corpo.addWidget(self.caixa)
        self.corpo.addStretch(1)
        self.codigo = Texto("", letra=Letra.NUMERO_CHAVE, peso=Peso.FORTE)
        self.codigo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.codigo.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.codigo.hide()
        self.corpo.addWidget(self.codigo)
        self.corpo.addStretch(1)
        self._por_botoes()

    @classmethod
    def pedir(cls, contexto: Contexto, pedido: PedidoDeAutorizacao, pai: QWidget | None = None) -> Tokens | None:
        """Conduz a autorização; None se o operador desistiu."""
        dialogo = cls(contexto, pedido, pai)
        dialogo.comecar()
        dialogo.exec()
        return dialogo.tokens

    def comecar(self) -> None:
        """Pede a autorização; com um pedido em curso, nada acontece."""
        if self._trabalho is not None:
            return
        self._erro, self._endereco = None, ""
        self._mostrar_passo("Falando com o provedor…")
        self._trabalho = self.contexto.trabalhar(_gerador(self.contexto, self._pedido))
        self._trabalho.evento.connect(self._ao_acontecer)
        self._trabalho.falhou.connect(self._ao_falhar)
        self._trabalho.terminou.connect(self._ao_terminar)
        self._trabalho.iniciar()

    def reject(self) -> None:
        """Com um pedido em curso, cancela e fecha quando ele parar."""
        if self._trabalho is None:
            super().reject()
            return
        self._trabalho.cancelar()
        self._mostrar_passo("Cancelando…")

    def _por_botoes(self) -> None:
        self.botao_copiar = Botao("&Copiar o endereço", icone="copiar")
        self.botao_copiar.clicked.connect(self._copiar)
        self.botao_abrir = Botao("Abrir a &página", papel=Papel.PRINCIPAL)
        self.botao_abrir.clicked.connect(self._abrir)
        self.botao_de_novo = Botao("&Tentar de novo", papel=Papel.PRINCIPAL)
        self.botao_de_novo.clicked.connect(self.comecar)
        fechar = self.botao_fechar("Cancelar")
        self.acoes(self.botao_de_novo, self.botao_abrir, fechar, esquerda=(self.botao_copiar,))

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

    def _ao_acontecer(self, evento: object) -> None:
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
            frase = "Abra {} em qualquer aparelho, entre com {} e digite o código. Vale por {} minutos."
            texto = frase.format(evento.endereco, self._pedido.conta.login(), evento.dura_s // 60)
            self._mostrar_passo(texto, "Digite este código", evento.codigo)
        elif isinstance(evento, Autorizada):
            self.tokens = evento.tokens

    def _abrir(self) -> None:
        if not QDesktopServices.openUrl(QUrl(self._endereco)):
            frase = "O navegador não abriu: copie o endereço e cole-o nele."
            self.caixa.mostrar("aviso", frase)

    def _copiar(self) -> None:
        QGuiApplication.clipboard().setText(self.codigo.text() or self._endereco)

    def _ao_falhar(self, erro: object) -> None:
        if isinstance(erro, ErroAviso):
            self._erro = erro

    def _ao_terminar(self) -> None:
        cancelado = self._trabalho is not None and self._trabalho.cancelado
        self._trabalho = None
        if self.tokens is not None:
            self.accept()
        elif self._erro is not None and not cancelado:
            self._endereco = ""
            self._mostrar_passo("")
            self.caixa.mostrar("perigo", self._erro.o_que_fazer, self._erro.mensagem)
            self.botao_de_novo.show()
            self.botao_de_novo.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()


def _gerador(contexto: Contexto, pedido: PedidoDeAutorizacao) -> Callable[[], Iterator[object]]:
    """Tudo na outra thread: o cofre pode esperar o usuário destrancá-lo, e o provedor, demorar."""
    ambiente = contexto.ambiente

    def passos() -> Iterator[object]:
        segredo = pedido.segredo or Guarda(ambiente.cofre, pedido.conta.numero).segredo()
        cliente = ambiente.abrir_oauth().cliente(pedido.conta, segredo)
        por_codigo = pedido.por_codigo
        conduzir = consentimento.autorizar_por_codigo if por_codigo else consentimento.autorizar_no_navegador
        yield from conduzir(cliente)

    return passos
