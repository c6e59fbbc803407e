"""A faixa da primeira vez na prévia: a idade da dívida e a sugestão de deixar Protesto e Jurídico de fora."""

from __future__ import annotations

from PySide6.QtCore import Signal

from envio.plano import primeira_vez
from envio.plano.primeira_vez import PrimeiraVez
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.botao import Link
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.tema import Letra


class QuadroPrimeiraVez(CaixaMensagem):
    """Some quando algum aviso já saiu.

    Sinais:
        gravou(): as situações sugeridas passaram a ficar de fora.
    """

    gravou = Signal()

    def __init__(self, contexto: Contexto) -> None:
        super().__init__("acento")
        self._contexto = contexto
        self._avaliacao: PrimeiraVez | None = None
        self._gravacao = Calculo(contexto, self, self._ao_gravar, self._ao_falhar)
        self.excluir = Link("", letra=Letra.DETALHE, ao_clicar=self._ao_pedir)
        self.acrescentar(self.excluir)
        self.hide()

    def avaliar(self, avaliacao: PrimeiraVez | None, *, pode_gravar: bool) -> None:
        """Mostra a avaliação; com parâmetros ainda não gravados na guia, a sugestão espera."""
        self._avaliacao = avaliacao
        self.setVisible(avaliacao is not None)
        if avaliacao is None:
            return
        idades = "   ".join(
            f"{frases.faixa_em_dias(faixa)}: {em_reais(soma)}" for faixa, soma in avaliacao.por_idade.items() if soma
        )
        titulo = "Primeira vez: todos os vencidos vão de uma vez. Confira a idade da dívida."
        self.mostrar("acento", idades or "Nenhum débito vencido iria hoje.", titulo)
        nomes = frases.lista(avaliacao.sugeridas)
        self.excluir.setText(f"Deixar {nomes} de fora ({self._quantos()})…")
        self.excluir.setAccessibleName(self.excluir.text())
        self.excluir.setVisible(bool(avaliacao.sugeridas) and pode_gravar)

    def _quantos(self) -> str:
        if self._avaliacao is None:
            return ""
        quantos = frases.quantos(self._avaliacao.debitos, "débito", "débitos")
        return f"{quantos}, {em_reais(self._avaliacao.saldo_centavos)}"

    def _ao_pedir(self) -> None:
        if self._avaliacao is None:
            return
        nomes = self._avaliacao.sugeridas
        sim = DialogoConfirmacao.perguntar(
            "Situação do débito",
            f"Deixar {frases.lista(nomes)} de fora dos avisos?",
            detalhe=f"São {self._quantos()} em aberto, que deixam de entrar em qualquer aviso.",
            alerta="Muda o parâmetro “Situação do débito”. Para voltar atrás, desmarque-as na guia Aviso de Débitos.",
            sim="&Sim, deixar de fora",
            pai=self.window(),
        )
        if sim:
            self._gravacao.pedir(lambda: primeira_vez.gravar_sem(nomes))

    def _ao_gravar(self, _resultado: object) -> None:
        self.gravou.emit()
        self._contexto.avisar(Assunto.PARAMETROS)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self.window(), "Situação do débito", erro)
