"""Modo de teste e por quanto tempo guardar as mensagens."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.base import ajustes
from regras.ajustes import MAIS_MESES, Ajustes
from regras.documentos import validar_email
from regras.erros import DadoInvalido
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import Campo, DialogoFicha, explicar


class DialogoAjustes(DialogoFicha):
    """Há uns ajustes por base; gravar altera."""

    AJUDAS = "ajustes"
    ASSUNTOS = (Assunto.AJUSTES,)

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Modo de teste e guarda", pai, largura=660)
        meses = CampoTexto(validar=_conferir_meses, largura=70, maximo=3, obrigatorio=True)
        self.declarar(
            Campo(
                "teste_para",
                "&Mandar tudo só para",
                CampoTexto(validar=validar_email, largura=380),
                "endereço de teste",
                grava=str.lower,
            ),
            explicar(
                "Preenchido, liga o modo de teste: fechar o dia monta tudo de verdade, manda só a este endereço e não "
                "registra nada. Nenhum cliente recebe. Vazio, o envio é de verdade."
            ),
            Campo("guardar_meses", "Guardar mensagens &por", meses, "meses", grava=int),
            explicar(
                "Em meses; 0 guarda para sempre. Depois disso some o corpo da mensagem com os anexos, e ficam data, "
                "destinatários, tamanho e soma de verificação."
            ),
        )
        self.mostrar(ajustes.obter())
        self.concluir()

    def guardar(self) -> None:
        """Grava os ajustes."""
        ajustes.gravar(Ajustes(**self.colher()))


def _conferir_meses(texto: str, campo: str = "meses") -> str:
    """Aceita um inteiro de 0 a `MAIS_MESES`.

    Raises:
        DadoInvalido: não é, ou está fora.
    """
    if not texto.isascii() or not texto.isdigit() or int(texto) > MAIS_MESES:
        raise DadoInvalido(campo, f"é um número inteiro de 0 a {MAIS_MESES}")
    return texto
