"""As faixas do topo da janela: a de alerta, a do modo de teste e a da base travada."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.base import ajustes
from regras.base_travada import Bloqueio
from ui import frases, tema
from ui.componentes.botao import Botao, Link
from ui.componentes.disposicao import ELASTICO, Item, em_linha
from ui.componentes.texto import Estado, Icone, Texto, TextoElidido
from ui.contexto import MUDOU_POR_FORA, Assunto, Contexto
from ui.janela.quadro_terminais import dizer_outros
from ui.tema import Letra, Peso


class _Faixa(QWidget):
    """Toma a largura da janela, numa cor do tema."""

    def __init__(self, fundo: str, altura: int, *itens: Item) -> None:
        super().__init__()
        self.setFixedHeight(tema.medida(altura))
        tema.dar_fundo(self, fundo)
        em_linha(*itens, espaco=10, margens=(20, 0, 20, 0), dono=self)


class FaixaDeAlerta(_Faixa):
    """A faixa vermelha do topo, com o texto exato da tela de origem."""

    def __init__(self) -> None:
        self.texto = Texto("ATENÇÃO! TODOS USUÁRIOS DEVEM ESTAR FORA DO AR", peso=Peso.PLENO, cor="faixa_texto")
        self.outros = Estado("certo", dizer_outros(0), "faixa_texto", letra=Letra.CORPO)
        super().__init__("faixa", 32, Icone("alerta", "faixa_texto"), self.texto, ELASTICO, self.outros)

    def dizer_outros(self, outros: int) -> None:
        """Diz se há mais alguém com a base aberta."""
        self.outros.mostrar("terminal" if outros else "certo", dizer_outros(outros), "faixa_texto")


class FaixaDeTeste(_Faixa):
    """Aparece só com o modo de teste ligado, para ninguém esquecer (`envio.fechamento.modo_de_teste`)."""

    def __init__(self, contexto: Contexto) -> None:
        self.texto = TextoElidido(peso=Peso.FORTE)
        self.abrir = Link("Mudar…", ao_clicar=lambda: contexto.abrir.emit("ajustes", None))
        self.abrir.setAccessibleName("Mudar o modo de teste")
        super().__init__("aviso_fundo", 30, Icone("alerta", "aviso"), (self.texto, 1), self.abrir)
        self.hide()
        contexto.mudou.connect(self._ao_mudar)
        self.mostrar(ajustes.obter().teste_para)

    def mostrar(self, para: str) -> None:
        """Mostra a quem tudo vai; vazio some."""
        self.texto.setText(frases.em_teste(para) if para else "")
        self.setVisible(bool(para))

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.AJUSTES in assuntos:
            self.mostrar(ajustes.obter().teste_para)


class FaixaDaMudanca(_Faixa):
    """Outro programa gravou na base depois dos números que estão à vista; some quando tudo é relido."""

    def __init__(self, contexto: Contexto) -> None:
        self.reler = Link("Atualizar (F5)", ao_clicar=contexto.reler_tudo)
        self.reler.setAccessibleName(f"{MUDOU_POR_FORA} Atualizar, F5")
        frase = Texto(MUDOU_POR_FORA, peso=Peso.FORTE)
        super().__init__("aviso_fundo", 30, Icone("ciclo", "aviso"), frase, self.reler, ELASTICO)
        self.hide()
        contexto.mudou_por_fora.connect(self.show)
        contexto.mudou.connect(self._ao_mudar)

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if assuntos == frozenset(Assunto):
            self.hide()


class FaixaDaTrava(_Faixa):
    """A base não pode enviar: por quê, e o botão que abre a tela que explica e destrava (regras.md §6.7)."""

    def __init__(self, contexto: Contexto) -> None:
        self.motivo = TextoElidido(cor="aviso")
        self.botao = Botao(
            "Entender e destra&var…", icone="cadeado", ao_clicar=lambda: contexto.abrir.emit("destravar", None)
        )
        frase = Texto("Base travada: nenhum aviso sai.", peso=Peso.PLENO, cor="aviso")
        super().__init__("aviso_fundo", 40, Icone("cadeado", "aviso"), frase, (self.motivo, 1), self.botao)
        contexto.envio_mudou.connect(lambda: self.botao.setEnabled(not contexto.em_envio))
        self.hide()

    def mostrar(self, bloqueio: Bloqueio | None) -> None:
        """Mostra por que a base está travada; None esconde a faixa."""
        self.setVisible(bloqueio is not None)
        if bloqueio is not None:
            self.motivo.setText(f"Motivo: {bloqueio.frase()}.")
            self.botao.setVisible(bloqueio.confirmar_resolve)
