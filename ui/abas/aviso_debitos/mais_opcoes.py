"""As opções nossas do aviso: um campo por parâmetro que as declara (`regras.parametros.Opcao`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from regras.parametros import PARAMETROS, Opcao, ParametrosAviso, Tipo
from ui import atalhos, frases, tema
from ui.abas.aviso_debitos import alteracoes
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dias import CampoDias
from ui.campos.campo_dinheiro import CampoDinheiro
from ui.componentes.botao import Botao, Papel

OPCOES = {nome: parametro.opcao for nome, parametro in PARAMETROS.items() if parametro.opcao is not None}
"""Os parâmetros desta tela, na ordem em que foram declarados."""
_INICIAIS = ParametrosAviso()


class DialogoMaisOpcoes(Dialogo):
    """Edita os parâmetros que não têm campo na guia; confirmar leva à guia, que é quem grava."""

    def __init__(self, parametros: ParametrosAviso, pai: QWidget | None = None) -> None:
        super().__init__("Mais opções do aviso", pai, largura=590)
        self.setProperty("estado", "Mais opções | ESC-Voltar")
        self._parametros = parametros
        self.por_titulo("Mais opções do aviso", "Valem junto com os campos da guia, e são gravadas com eles.")
        self.corpo.addSpacing(tema.medida(8))
        self.formulario = Formulario(eixo_campo=230, eixo_ajuda=270)
        self.campos = {nome: self._por_campo(nome, opcao) for nome, opcao in OPCOES.items()}
        self.corpo.addWidget(self.formulario)
        self.corpo.addStretch(1)
        self._mostrar()
        self.acoes(
            Botao("&Confirmar", papel=Papel.PRINCIPAL, altura=34, ao_clicar=self._ao_confirmar),
            Botao("Cancelar", tecla=atalhos.SAIR.tecla, altura=34, ao_clicar=self.reject),
        )
        next(iter(self.campos.values())).setFocus(Qt.FocusReason.OtherFocusReason)

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
        return replace(self._parametros, **{nome: _valor(campo) for nome, campo in self.campos.items()})

    def _por_campo(self, nome: str, opcao: Opcao) -> CaixaMarcar | CampoDinheiro | CampoDias:
        """O campo que serve ao tipo do parâmetro, no formulário."""
        parametro = PARAMETROS[nome]
        if parametro.tipo is Tipo.SIM_NAO:
            caixa = CaixaMarcar(opcao.texto)
            self.formulario.campo("", caixa, ajuda=parametro.chave, desde_a_margem=True)
            return caixa
        campo = CampoDinheiro() if parametro.tipo is Tipo.DINHEIRO else CampoDias(*parametro.faixa, largura=84)
        self.formulario.campo(opcao.texto, campo, ajuda=parametro.chave, unidade=opcao.unidade)
        return campo

    def _mostrar(self) -> None:
        for nome, campo in self.campos.items():
            valor = getattr(self._parametros, nome)
            if isinstance(campo, CaixaMarcar):
                campo.setChecked(valor)
            elif isinstance(campo, CampoDinheiro):
                campo.definir_centavos(valor)
            else:
                campo.definir(valor)

    def _ao_confirmar(self) -> None:
        if self.formulario.conferir():
            self.accept()


def dizer(parametros: ParametrosAviso) -> str:
    """As opções em uma linha; as que estão como nascem não se dizem."""
    partes = [
        opcao.resumo_do_zero
        if opcao.resumo_do_zero and not valor
        else opcao.resumo.format(alteracoes.dizer(PARAMETROS[nome], valor))
        for nome, opcao in OPCOES.items()
        if (valor := getattr(parametros, nome)) != getattr(_INICIAIS, nome)
    ]
    return frases.em_frase(frases.lista(partes)) if partes else "Dia útil, valor mínimo e idade da dívida."


def _valor(campo: CaixaMarcar | CampoDinheiro | CampoDias) -> Any:  # noqa: ANN401 - o tipo é o do parâmetro
    if isinstance(campo, CaixaMarcar):
        return campo.isChecked()
    return (campo.centavos or 0) if isinstance(campo, CampoDinheiro) else campo.valor()
