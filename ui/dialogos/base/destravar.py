"""Destravar a base: o que a trava evita, por que esta base está travada, e a confirmação (regras.md §6.7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from envio.entrega import conciliacao
from modelos.avisos import autorizacao
from modelos.base import copias
from regras.base_travada import Bloqueio
from regras.dinheiro import em_reais
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao, Fato
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.contexto import Assunto, Contexto


class DialogoDestravar(DialogoConfirmacao):
    """Pergunta se esta é a base verdadeira, com o foco no Não. O Sim confere o diário de envios e só então destrava."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        bloqueio = autorizacao.travada()
        pergunta = "Esta é a base verdadeira?" if bloqueio else "A base não está travada."
        super().__init__(
            "Destravar a base",
            pergunta,
            detalhe=self._explicar(bloqueio),
            fatos=self._fatos(),
            alerta=self._alertar() if bloqueio else "",
            sim="&Sim, destravar",
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
        ambiente = self._contexto.ambiente
        self._calculo.pedir(lambda: conciliacao.destravar(ambiente))

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

    def _alertar(self) -> str:
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

    def _ao_destravar(self, _motivo: object) -> None:
        self._liberado = True
        self._contexto.recado.emit("Base destravada: os avisos podem ser enviados")
        self._contexto.avisar(Assunto.COPIAS, Assunto.AVISOS)
        self.accept()
