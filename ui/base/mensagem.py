"""Uma notícia só: o que houve e o que fazer, com um botão para fechar."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from regras.erros import ErroAviso
from ui import tema
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.tema import Letra, Peso

_LARGURA = 520


class DialogoMensagem(Dialogo):
    """Mostra um texto, e um aviso colorido se houver. Enter e Esc fecham.

    Com `remedio`, um botão resolve ali mesmo: `remediar` diz que foi o escolhido.
    """

    def __init__(
        self,
        titulo: str,
        assunto: str,
        texto: str = "",
        *,
        tom: str = "",
        destaque: str = "",
        remedio: str = "",
        pai: QWidget | None = None,
    ) -> None:
        """Monta: `assunto` é a frase grande, `texto` o corpo, e `destaque` vai numa caixa da cor de `tom`."""
        super().__init__(titulo, pai, largura=_LARGURA, estado="Leia a mensagem | ESC-Fechar")
        self.corpo.addWidget(Texto(assunto, letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True))
        if texto:
            self.corpo.addWidget(Texto(texto, quebra=True))
        if destaque:
            self.corpo.addSpacing(tema.medida(4))
            self.corpo.addWidget(CaixaMensagem(tom or "aviso", destaque))
        self.corpo.addStretch(1)
        fechar = self.botao_fechar("&Entendi")
        remediar = Botao(remedio, papel=Papel.PRINCIPAL, ao_clicar=self.accept)
        if not remedio:
            fechar.mudar_papel(Papel.PRINCIPAL)
        self.acoes(*((remediar,) if remedio else ()), fechar)
        self.focar(remediar if remedio else fechar)
        self.setAccessibleDescription(f"{assunto} {texto} {destaque}".strip())

    @classmethod
    def mostrar(cls, pai: QWidget | None, titulo: str, assunto: str, texto: str = "", **outros: str) -> bool:
        """Mostra e espera fechar; verdadeiro se escolheram o remédio. Aceita `tom`, `destaque` e `remedio`."""
        return cls(titulo, assunto, texto, pai=pai, **outros).responder()

    @classmethod
    def mostrar_erro(cls, pai: QWidget | None, titulo: str, erro: ErroAviso) -> None:
        """Mostra o que houve e, na caixa, o que fazer."""
        cls.mostrar(pai, titulo, erro.mensagem, tom="acento", destaque=erro.o_que_fazer)
