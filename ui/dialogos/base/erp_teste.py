"""Testar a consulta ao banco do ERP: passo a passo até as primeiras linhas, e dali ao que é cada coluna."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from envio.erp import importacao, leitura
from envio.erp.leitura import Amostra, Passo
from modelos.carteira.consultas_erp import ConsultaErp
from modelos.escrita_csv import CODIFICACAO, EscritorCSV
from modelos.importacao.exame_de_arquivo import Exame, examinar
from modelos.importacao.linhas import LinhaLida
from modelos.importacao.resultado import Tipo
from regras.erros import ErroAviso
from ui import frases, tema
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.contexto import Contexto
from ui.dialogos.base.de_para import DialogoDePara
from ui.moldes.tarefa import DialogoTarefa
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela


class DialogoTesteErp(DialogoTarefa[Amostra]):
    """Testa assim que abre; nada é gravado na base nem no ERP."""

    RESULTADO = Amostra
    CANCELADA = "Teste cancelado."

    def __init__(self, contexto: Contexto, consulta: ConsultaErp, senha: str, pai: QWidget | None = None) -> None:
        """`senha` vazia é a do cofre."""
        super().__init__(contexto, "Testar a consulta", pai, largura=900, altura=560)
        self._consulta, self._senha = consulta, senha
        self._amostra = Amostra((), ())
        self._exame = Calculo(contexto, self, self._ao_examinar, self._ao_nao_examinar)
        self.por_titulo("Testar a consulta", "Entra no banco do ERP, roda a consulta e mostra as primeiras linhas.")
        self.visao = VisaoTabela("Primeiras linhas da consulta")
        self.visao.setFixedHeight(tema.medida(250))
        self.visao.hide()
        self.corpo.addWidget(self.visao)
        self.colunas = Botao("Con&ferir colunas…", icone="lupa", ao_clicar=self.conferir_colunas)
        self.corpo.addLayout(em_linha(ELASTICO, self.colunas))
        self.de_novo = Botao("Testar &de novo", icone="ciclo", papel=Papel.PRINCIPAL, ao_clicar=self.testar)
        self.montar_andamento(self.de_novo, self.botao_fechar(), cancelar="Parar")
        self.testar()

    def testar(self) -> None:
        """Começa, do princípio."""
        self.visao.hide()
        self.colunas.setEnabled(False)
        consulta, senha, cofre = self._consulta, self._senha, self.contexto.ambiente.cofre

        def passos() -> Iterator[object]:
            guardada = None if senha or not consulta.usuario else cofre.obter(importacao.chave(consulta.nome))
            yield from leitura.testar(consulta, senha or guardada)

        self.comecar(passos, "Testando…")

    def ao_andar(self, evento: object) -> None:
        """Venceu mais um passo."""
        if isinstance(evento, Passo):
            self.andar(frases.PASSOS_DO_ERP[evento])

    def ao_concluir(self, resultado: Amostra) -> None:
        """Mostra as linhas."""
        self._amostra = resultado
        ultima = len(resultado.titulos) - 1
        colunas = [
            Coluna[LinhaLida](titulo, partial(_celula, posicao), largura=130 if posicao < ultima else 0)
            for posicao, titulo in enumerate(resultado.titulos)
        ]
        tabela = TabelaBase(tuple(colunas), chave=lambda linha: linha.numero)
        tabela.trocar(list(resultado.linhas))
        self.visao.mostrar(tabela)
        self.visao.show()
        quantas = frases.quantos(len(resultado.linhas), "linha lida", "linhas lidas")
        self.caixa.mostrar("ok", f"A consulta funciona: {quantas}. Confira que coluna é qual.")
        self.colunas.setEnabled(True)

    def ao_acabar(self) -> None:
        """O foco vai ao que se faz a seguir."""
        self.focar(self.colunas if self.colunas.isEnabled() else self.de_novo)

    def conferir_colunas(self) -> None:
        """O mesmo de-para das planilhas, com as primeiras linhas."""
        amostra, tipo = self._amostra, Tipo(self._consulta.tipo)
        # O de-para lê a amostra de um arquivo; ele some com esta tela, e não antes: pode haver leitura em curso.
        pasta = Path(tempfile.mkdtemp())
        self.destroyed.connect(partial(shutil.rmtree, pasta, ignore_errors=True))
        self._exame.pedir(lambda: _examinar(amostra, tipo, pasta))

    def _ao_examinar(self, exame: Exame) -> None:
        DialogoDePara(self.contexto, exame, Tipo(self._consulta.tipo), self).responder()

    def _ao_nao_examinar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Colunas da consulta", erro)


def _examinar(amostra: Amostra, tipo: Tipo, pasta: Path) -> Exame:
    arquivo = pasta / "consulta.csv"
    with arquivo.open("w", encoding=CODIFICACAO, newline="") as saida:
        escritor = EscritorCSV(saida)
        for celulas in (amostra.titulos, *(linha.celulas for linha in amostra.linhas)):
            escritor.escrever(celulas)
    return examinar(arquivo, tipo)


def _celula(posicao: int, linha: LinhaLida) -> str:
    return linha.celulas[posicao]
