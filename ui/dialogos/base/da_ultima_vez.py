"""O que se importou da última vez, e o botão que importa o mesmo de novo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from envio.importacao import Lembrado, lembrados
from modelos.carteira import importacoes
from modelos.carteira.importacoes import Importacao
from modelos.importacao.resultado import Tipo
from regras.erros import ErroAviso
from ui import frases
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto, em_hora_local
from ui.tema import Letra


class DaUltimaVez(QWidget):
    """Some quando ainda não se importou nada.

    Sinais:
        lembrou(list[Lembrado]): pediram de novo, e já se sabe o que mudou.
    """

    lembrou = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._registro = Calculo(contexto, self, self._ao_ler, self._ao_falhar)
        self._arquivos = Calculo(contexto, self, self._ao_conferir, self._ao_falhar)
        self.dizeres = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        self.botao = Botao("Importar de no&vo", icone="ciclo", ao_clicar=self.pedir)
        self.botao.setToolTip("Lê os mesmos arquivos outra vez, menos os que não mudaram.")
        em_linha((self.dizeres, 1), self.botao, espaco=16, dono=self)
        self.hide()
        self.atualizar()

    def atualizar(self) -> None:
        """Lê o registro das importações."""
        self._registro.pedir(importacoes.ultimas_que_entraram)

    def pedir(self) -> None:
        """Confere quais arquivos mudaram, fora da thread da tela."""
        self._arquivos.pedir(lambda: list(lembrados()))

    def _ao_ler(self, ultimas: list[Importacao]) -> None:
        ditas = [
            f"{Path(cada.arquivo).name} ({frases.TIPOS_DE_ARQUIVO[Tipo(cada.tipo)]}, "
            f"{frases.quantos(cada.lidas, 'linha', 'linhas')}, {frases.data_e_hora(em_hora_local(cada.em))})"
            for cada in ultimas
            if cada.sha256
        ]
        self.dizeres.setText(f"Da última vez: {frases.lista(ditas)}.")
        self.setVisible(bool(ditas))

    def _ao_conferir(self, achados: list[Lembrado]) -> None:
        self.lembrou.emit(achados)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Importar", erro)
