"""As opções nossas do aviso: prorrogar para dia útil, valor mínimo e idade máxima da dívida."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from regras.parametros import FAIXAS, ParametrosAviso
from ui import atalhos, tema
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dias import CampoDias
from ui.campos.campo_dinheiro import CampoDinheiro
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.tema import Letra, Peso


class DialogoMaisOpcoes(Dialogo):
    """Edita três parâmetros; confirmar leva à guia, que é quem grava."""

    def __init__(self, parametros: ParametrosAviso, pai: QWidget | None = None) -> None:
        super().__init__("Mais opções do aviso", pai, largura=590)
        self.setProperty("estado", "Mais opções | ESC-Voltar")
        self._parametros = parametros
        self.corpo.addWidget(Texto("Mais opções do aviso", letra=Letra.BLOCO, peso=Peso.FORTE))
        self.corpo.addWidget(
            Texto("Valem junto com os campos da guia, e são gravadas com eles.", cor="texto2", quebra=True)
        )
        self.corpo.addSpacing(tema.medida(8))
        self.formulario = Formulario(eixo_campo=230, eixo_ajuda=270)
        self.prorrogar = CaixaMarcar("&Prorrogar o vencimento para o próximo dia útil")
        self.minimo = CampoDinheiro()
        self.limite = CampoDias(*FAIXAS["vencidos_ate_dias"], largura=84)
        self.formulario.campo("", self.prorrogar, ajuda="prorrogar_dia_util", desde_a_margem=True)
        self.formulario.campo("&Valor mínimo por aviso:", self.minimo, ajuda="valor_minimo", unidade="R$")
        self.formulario.campo(
            "Vencido &há no máximo:",
            self.limite,
            ajuda="vencidos_ate_dias",
            unidade="dias (0 é sem limite)",
        )
        self.corpo.addWidget(self.formulario)
        self.corpo.addStretch(1)
        self._mostrar()
        confirmar = Botao("&Confirmar", papel=Papel.PRINCIPAL, altura=34)
        confirmar.clicked.connect(self._ao_confirmar)
        cancelar = Botao("Cancelar", tecla=atalhos.SAIR.tecla, altura=34)
        cancelar.clicked.connect(self.reject)
        self.acoes(confirmar, cancelar)
        self.prorrogar.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def perguntar(
        cls, parametros: ParametrosAviso, pai: QWidget | None, ao_pedir_tutorial: Callable[[str], object]
    ) -> ParametrosAviso | None:
        """Mostra as opções e devolve os parâmetros com elas, ou None se desistiram.

        Args:
            parametros: os da guia, como estão na tela.
            pai: dono.
            ao_pedir_tutorial: recebe o capítulo pedido num balão de ajuda.
        """
        dialogo = cls(parametros, pai)
        dialogo.formulario.pediu_tutorial.connect(ao_pedir_tutorial)
        confirmou = dialogo.exec() == cls.DialogCode.Accepted
        dialogo.deleteLater()
        return dialogo.colher() if confirmou else None

    def colher(self) -> ParametrosAviso:
        """Os parâmetros com o que está na tela."""
        return replace(
            self._parametros,
            prorrogar_dia_util=self.prorrogar.isChecked(),
            valor_minimo_centavos=self.minimo.centavos or 0,
            vencidos_ate_dias=self.limite.valor(),
        )

    def _mostrar(self) -> None:
        self.prorrogar.setChecked(self._parametros.prorrogar_dia_util)
        self.minimo.definir_centavos(self._parametros.valor_minimo_centavos)
        self.limite.definir(self._parametros.vencidos_ate_dias)

    def _ao_confirmar(self) -> None:
        if self.formulario.conferir():
            self.accept()
