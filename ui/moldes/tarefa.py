"""A forma comum dos diálogos de tarefa longa: começar, andar, falhar, acabar e cancelar, sempre do mesmo jeito."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar, cast

from PySide6.QtWidgets import QWidget

from regras.erros import ErroAviso
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.componentes.botao import Botao
from ui.componentes.disposicao import esvaziar
from ui.componentes.lista_passos import ListaPassos
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Contexto
from ui.tarefa import Fim, Tarefa

R = TypeVar("R")
"""O evento que traz o que a tarefa deu."""


class DialogoTarefa(Dialogo, Generic[R]):
    """A subclasse põe no corpo o que pergunta, chama `montar_andamento` e começa com `comecar`.

    Com a tarefa em curso os campos e o botão que a começa ficam travados, Enter repetido não começa outra e ESC a
    cancela. `RESULTADO` é o tipo do evento que traz o que ela deu; `CANCELADA`, o que se diz se ele não veio;
    `CANCELAR_A_VISTA` mostra o botão de cancelar, desabilitado, também antes de começar.
    """

    RESULTADO: type
    CANCELADA = "Cancelado."
    CANCELAR_A_VISTA = False

    def __init__(
        self,
        contexto: Contexto,
        titulo: str,
        pai: QWidget | None = None,
        *,
        largura: int = 0,
        altura: int = 0,
        estado: str = "",
    ) -> None:
        super().__init__(titulo, pai, largura=largura, altura=altura, estado=estado)
        self.contexto = contexto
        self.caixa = CaixaMensagem()
        self._andados = ListaPassos()
        self._travados: tuple[QWidget, ...] = ()
        self._tarefa = Tarefa(contexto, self, self.RESULTADO)
        self._tarefa.andou.connect(self.ao_andar)
        self._tarefa.acabou.connect(self._ao_acabar)

    def por_formulario(self, eixo: int) -> Formulario:
        """Põe no corpo, vazio, o formulário do que se pergunta antes de começar; `eixo` é o dos rótulos."""
        formulario = Formulario(eixo_campo=eixo, eixo_ajuda=0)
        formulario.pediu_tutorial.connect(lambda capitulo: self.contexto.abrir.emit("tutorial", capitulo))
        self._travados = (formulario,)
        self.corpo.addWidget(formulario)
        return formulario

    def montar_andamento(self, principal: Botao, sair: Botao, *, cancelar: str) -> None:
        """Põe os passos e a caixa no fim do corpo, e os botões: o que começa, o que fecha e o que cancela."""
        self.corpo.addLayout(self._andados)
        self.corpo.addWidget(self.caixa)
        self.corpo.addStretch(1)
        self.botao_cancelar = Botao(cancelar, ao_clicar=self.cancelar)
        self._sair = sair
        self._travados = (*self._travados, principal)
        self.acoes(principal, sair, esquerda=(self.botao_cancelar,))
        self._acertar_cancelar(False)

    def em_curso(self) -> bool:
        """Diz se a tarefa está em curso."""
        return self._tarefa.em_curso

    def passos(self) -> list[str]:
        """O que está escrito na lista de passos."""
        return self._andados.textos()

    def andar(self, passo: str) -> None:
        """Acrescenta um passo cumprido."""
        self._andados.por(passo)

    def comecar(self, gerador: Callable[[], Iterable[object]], frase: str = "") -> None:
        """Começa, dizendo a frase; com uma em curso, nada acontece."""
        if self.em_curso():
            return
        esvaziar(self._andados)
        self.travar(True)
        if frase:
            self.caixa.mostrar("acento", frase)
        self._tarefa.comecar(gerador)

    def cancelar(self) -> None:
        """Para antes do próximo passo; o que o servidor já aceitou não volta."""
        if self.em_curso():
            self._tarefa.cancelar()
            self.botao_cancelar.setEnabled(False)
            self.caixa.mostrar("aviso", "Cancelando: espera o passo em curso terminar.")

    def reject(self) -> None:
        """ESC e o X; com a tarefa em curso, só a cancelam."""
        if self.em_curso():
            self.cancelar()
        else:
            super().reject()

    def travar(self, em_curso: bool) -> None:
        """A tarefa começou ou acabou: campos e botões acompanham."""
        for parte in self._travados:
            parte.setEnabled(not em_curso)
        self._acertar_cancelar(em_curso)

    def ao_andar(self, evento: object) -> None:
        """Veio um evento da tarefa, que não o do resultado."""

    def ao_concluir(self, resultado: R) -> None:
        """Chegou ao fim: diz no que deu."""

    def ao_falhar(self, erro: ErroAviso) -> None:
        """Parou por um erro: diz o que houve e o que fazer."""
        self.caixa.mostrar_erro(erro)

    def ao_cancelar(self) -> None:
        """Acabou sem resultado."""
        self.caixa.mostrar("aviso", self.CANCELADA)

    def ao_acabar(self) -> None:
        """Depois de dito no que deu, seja o que for: o foco vai a quem fecha."""
        self.focar(self._sair)

    def _acertar_cancelar(self, em_curso: bool) -> None:
        self.botao_cancelar.setVisible(em_curso or self.CANCELAR_A_VISTA)
        self.botao_cancelar.setEnabled(em_curso)

    def _ao_acabar(self, fim: Fim) -> None:
        self.travar(False)
        if fim.erro is not None:
            self.ao_falhar(fim.erro)
        elif fim.resultado is None:
            self.ao_cancelar()
        else:
            self.ao_concluir(cast("R", fim.resultado))
        self.ao_acabar()
