"""O que cada planilha traz: colunas obrigatórias e opcionais, e o modelo para preencher."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from modelos.importacao import exemplo
from modelos.importacao.resultado import Tipo
from regras.erros import ErroAviso
from ui import frases, tema
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import TituloGrupo
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas.exportacao import perguntar_arquivo
from ui.tema import Letra, Peso


class QuadroDeColunas(QWidget):
    """Mostra as colunas de um tipo de arquivo e salva o modelo dele.

    Sinais:
        pediu_conferir(Tipo): quer ver que coluna é qual na planilha escolhida.
    """

    pediu_conferir = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self.tipo = Tipo.EMPRESA
        self._titulo = TituloGrupo("")
        self.obrigatorias = Texto(letra=Letra.DETALHE, peso=Peso.MEIO, quebra=True)
        self.opcionais = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        textos = em_coluna(self.obrigatorias, self.opcionais, ELASTICO, espaco=2)
        self.salvar = Botao("&Salvar modelo…", icone="baixar", ao_clicar=self._ao_salvar)
        self.salvar.setToolTip("Grava uma planilha com os títulos e uma linha de exemplo, para preencher.")
        self.conferir = Botao("Con&ferir colunas…", icone="lupa", ao_clicar=lambda: self.pediu_conferir.emit(self.tipo))
        self.conferir.setToolTip("Mostra as primeiras linhas da planilha e deixa dizer que coluna é qual.")
        linha = em_linha((textos, 1), self.conferir, self.salvar, espaco=16)
        em_coluna(self._titulo, linha, espaco=4, margens=(0, 4, 0, 0), dono=self)
        # A altura é a da planilha de mais colunas: trocar de campo não mexe na tela.
        self.setMinimumHeight(tema.medida(104))

    def mostrar(self, tipo: Tipo) -> None:
        """Troca o tipo mostrado."""
        self.tipo = tipo
        colunas = exemplo.colunas(tipo)
        exigidas = [coluna.nome for coluna in colunas if coluna.obrigatoria]
        outras = [coluna.nome for coluna in colunas if not coluna.obrigatoria]
        self._titulo.trocar(f"Colunas da planilha de {frases.TIPOS_DE_ARQUIVO[tipo]}")
        self.obrigatorias.setText("Obrigatórias: {}.".format(", ".join(exigidas)))
        self.opcionais.setText("Se houver: {}.".format(", ".join(outras)))

    def _ao_salvar(self) -> None:
        filtro = "Planilha XLSX (*.xlsx);;Planilha CSV (*.csv)"
        arquivo = perguntar_arquivo(self, self._contexto, f"modelo-{self.tipo.value}.xlsx", filtro)
        if arquivo is not None:
            self.gravar(arquivo if arquivo.suffix else arquivo.with_suffix(".xlsx"))

    def gravar(self, arquivo: Path) -> None:
        """Grava o modelo do tipo mostrado."""
        try:
            exemplo.gravar(self.tipo, arquivo, self._contexto.hoje())
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, "Salvar modelo", erro)
            return
        self._contexto.recado.emit(f"Modelo gravado em {arquivo.name}")
