"""Modo de teste e por quanto tempo guardar as mensagens."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.base import ajustes
from regras.ajustes import MAIS_MESES, Ajustes
from regras.documentos import validar_email
from regras.erros import DadoInvalido
from ui.campos.campo_texto import CampoTexto
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import DialogoFicha
from ui.tema import Letra


class DialogoAjustes(DialogoFicha):
    """Há uns ajustes por base; gravar altera."""

    AJUDAS = "ajustes"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Modo de teste e guarda", pai, largura=660)
        self.texto(
            "teste_para",
            "&Mandar tudo só para",
            CampoTexto(validar=validar_email, largura=380),
            "endereço de teste",
        )
        self._explicar(
            "Preenchido, liga o modo de teste: fechar o dia monta tudo de verdade, manda só a este endereço e não "
            "registra nada. Nenhum cliente recebe. Vazio, o envio é de verdade."
        )
        meses = CampoTexto(validar=_conferir_meses, largura=70, maximo=3, obrigatorio=True)
        self.texto("guardar_meses", "Guardar mensagens &por", meses, "meses")
        self._explicar(
            "Em meses; 0 guarda para sempre. Depois disso some o corpo da mensagem com os anexos, e ficam data, "
            "destinatários, tamanho e soma de verificação."
        )
        atuais = ajustes.obter()
        self.preencher_textos({"teste_para": atuais.teste_para, "guardar_meses": str(atuais.guardar_meses)})
        self.concluir()

    def guardar(self) -> None:
        """Grava os ajustes."""
        textos = self.colher_textos()
        ajustes.gravar(Ajustes(textos["teste_para"].strip().lower(), int(textos["guardar_meses"])))
        self.contexto.avisar(Assunto.AJUSTES)

    def _explicar(self, texto: str) -> None:
        self.formulario.largo(Texto(texto, letra=Letra.DETALHE, cor="texto2", quebra=True), desde_o_campo=True)


def _conferir_meses(texto: str, campo: str = "meses") -> str:
    """Aceita um inteiro de 0 a `MAIS_MESES`.

    Raises:
        DadoInvalido: não é, ou está fora.
    """
    if not texto.isascii() or not texto.isdigit() or int(texto) > MAIS_MESES:
        raise DadoInvalido(campo, f"é um número inteiro de 0 a {MAIS_MESES}")
    return texto
