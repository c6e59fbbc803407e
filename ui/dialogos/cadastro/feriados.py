"""Feriados locais, além dos bancários nacionais, que o programa já conhece."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from modelos.cadastro import feriados
from ui.campos.campo_data import CampoData
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import Campo, DialogoFicha
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna

Feriado = tuple[date, str]


class DialogoFeriado(DialogoFicha):
    """Um dia e o seu nome. Mudar o dia de um que existe o troca de lugar."""

    AJUDAS = "feriado"
    ASSUNTOS = (Assunto.FERIADOS,)

    def __init__(self, contexto: Contexto, feriado: Feriado | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Feriado local", pai, largura=520)
        self._antes = feriado
        self.dia = CampoData(contexto.hoje, obrigatorio=True)
        self.declarar(Campo("dia", "&Dia", self.dia), Campo("nome", "&Nome", CampoTexto(obrigatorio=True)))
        if feriado is not None:
            self.dia.definir_data(feriado[0])
            self.textos["nome"].definir(feriado[1])
        self.concluir()

    def guardar(self) -> None:
        """Grava o dia e, se ele mudou, tira o antigo."""
        dia = self.dia.data
        assert dia is not None  # noqa: S101 - o formulário já conferiu que é uma data
        feriados.gravar(dia, self.textos["nome"].valor())
        if self._antes is not None and self._antes[0] != dia:
            feriados.excluir(self._antes[0])


class DialogoFeriados(DialogoLista[Feriado]):
    """Lista de feriados locais."""

    LISTA = Lista[Feriado](
        titulo="Feriados locais",
        explicacao="Dias sem expediente bancário na praça da empresa. Os nacionais já são conhecidos.",
        colunas=(
            Coluna("Dia", lambda feriado: f"{feriado[0]:%d/%m/%Y}", lambda feriado: feriado[0]),
            Coluna("Nome", lambda feriado: feriado[1], largura=0),
        ),
        chave=lambda feriado: feriado[0],
        assuntos=(Assunto.FERIADOS,),
        arquivo="feriados.csv",
        ler=feriados.listar,
        ficha=DialogoFeriado,
        remover=lambda feriado: feriados.excluir(feriado[0]),
        descrever=lambda feriado: f"{feriado[0]:%d/%m/%Y}, {feriado[1]}",
    )
