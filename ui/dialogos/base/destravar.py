"""Destravar a base: o que a trava evita, por que esta base está travada, e a confirmação (regras.md §6.7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from envio.entrega import conciliacao
from envio.entrega.conciliacao import Destravada
from modelos.avisos import autorizacao
from modelos.base import copias
from regras.base_travada import Bloqueio, Como
from regras.dinheiro import em_reais
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao, Fato
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.contexto import Assunto, Contexto


class DialogoDestravar(DialogoConfirmacao):
    """Pergunta se esta é a base verdadeira, com o foco no Não. O Sim confere o diário de envios e só então destrava.

    Da copiada ou movida pergunta se ela toma o lugar da outra, e à esquerda oferece que seja cópia para experimentar.
    """

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        bloqueio = autorizacao.travada()
        outra = bloqueio is not None and bloqueio.exige_como
        pergunta = "Esta base toma o lugar da outra?" if outra else "Esta é a base verdadeira?"
        if bloqueio is None:
            pergunta = "A base não está travada."
        super().__init__(
            "Destravar a base",
            pergunta,
            detalhe=self._explicar(bloqueio),
            fatos=self._fatos(),
            alerta=self._alertar(bloqueio) if bloqueio else "",
            sim="&Sim, toma o lugar" if outra else "&Sim, destravar",
            desvio="É cópia para experimentar" if outra else "",
            nao="&Não" if bloqueio else "Fechar",
            pai=pai,
        )
        self._contexto = contexto
        self._liberado = False
        self.botao_sim.setVisible(bloqueio is not None)
        self.botao_nao.esconder_tecla(bloqueio is None)
        falhar = partial(DialogoMensagem.mostrar_erro, self, "Não destravada")
        self._calculo = Calculo(contexto, self, self._ao_destravar, falhar)
        for botao in (self.botao_sim, self.botao_nao):
            self._calculo.ocupado.connect(botao.setDisabled)

    def accept(self) -> None:
        """O Sim: concilia com o diário e destrava, fora da linha da tela; fecha quando terminar."""
        if self._liberado or self.botao_sim.isHidden():
            super().accept()
            return
        if self._calculo.calculando:
            return
        self._destravar(Como.VERDADEIRA)

    def _destravar(self, como: Como) -> None:
        ambiente = self._contexto.ambiente
        self._calculo.pedir(lambda: conciliacao.destravar(ambiente, como))

    def reject(self) -> None:
        """O Não; enquanto destrava, espera."""
        if not self._calculo.calculando:
            super().reject()

    def _explicar(self, bloqueio: Bloqueio | None) -> str:
        if bloqueio is None:
            return "Os avisos podem ser enviados por ela."
        return (
            f"Ela está travada: {bloqueio.frase()}. Uma base restaurada, copiada ou movida pode não saber de avisos "
            "que já saíram, e enviar por ela mandaria de novo o que o cliente já recebeu. Por isso ela não grava nem "
            "envia avisos até você confirmar; simular e importar continuam funcionando."
        )

    def _ao_desviar(self) -> None:
        """É cópia: destrava como tal."""
        if not self._calculo.calculando:
            self._destravar(Como.COPIA)

    def _alertar(self, bloqueio: Bloqueio) -> str:
        if bloqueio.quebra is not None:
            return (
                "Se o diário que estava ao lado da base ainda existe, responda Não e ponha-o de volta: ela destrava "
                "sozinha. Com o Sim, ele recomeça do que a base sabe e da cópia dele na pasta de dados deste usuário; "
                "confira antes, no provedor, o que saiu."
            )
        if bloqueio.exige_como:
            return (
                "Responda Sim só se a outra não vai mais enviar: esta continua de onde ela parou. Se a outra ainda "
                "envia, esta é cópia: ganha identidade e diário próprios, o que enviar não conta na outra, e as senhas "
                "das contas são informadas de novo."
            )
        return (
            "Responda Sim só se nenhuma outra cópia desta base está em uso. Ao destravar, o programa confere o diário "
            "de envios desta máquina e refaz na base os avisos que ela não tem."
        )

    def _fatos(self) -> tuple[Fato, ...]:
        tem = copias.da_base_atual()
        quando = frases.data_curta(tem.ultimo_fechamento) if tem.ultimo_fechamento else "nenhum"
        em_aberto = frases.quantos(tem.em_aberto, "débito em aberto", "débitos em aberto")
        return (
            ("Empresa", tem.empresa, ""),
            ("Carteira", em_aberto, em_reais(tem.em_aberto_centavos)),
            ("Último fechamento", quando, frases.quantos(tem.avisos, "aviso", "avisos")),
        )

    def _ao_destravar(self, feita: Destravada | None) -> None:
        self._liberado = True
        if feita is not None and feita.como is Como.COPIA:
            recado = "A base agora é cópia: feche o programa e abra-o de novo antes de enviar"
        else:
            recado = "Base destravada: os avisos podem ser enviados"
        self._contexto.recado.emit(recado)
        self._contexto.avisar(Assunto.COPIAS, Assunto.AVISOS)
        self.accept()
