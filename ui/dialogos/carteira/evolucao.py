"""A evolução da carteira: o gráfico dos doze meses, os mesmos números em tabela e as situações do mês escolhido."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from regras.carteira.evolucao import NaSituacao
from ui import atalhos, frases, tema
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes import evolucao
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.evolucao import MesDaEvolucao, QuadroEvolucao, nome_do_mes
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tabelas import exportacao
from ui.tabelas.base import TabelaBase
from ui.tabelas.evolucao import COLUNAS, COLUNAS_DAS_SITUACOES
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA_DAS_SITUACOES = 432


class DialogoEvolucao(Dialogo):
    """A barra e a linha correntes são sempre a do mesmo mês.

    `argumento` é o último dia do mês a mostrar, ou None para o de hoje.
    """

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        titulo = "Evolução da carteira"
        super().__init__(titulo, pai, largura=1240, altura=700, estado=f"{titulo} | ESC-Voltar")
        self._contexto = contexto
        self._meses: tuple[MesDaEvolucao, ...] = ()
        self._mes = argumento if isinstance(argumento, date) else None
        frase = (
            "O primeiro fechamento de cada mês grava a carteira do mês que acabou. Mês sem retrato não é zero: dele "
            "não se sabe, porque o mês seguinte não teve fechamento."
        )
        self.por_titulo(titulo, frase)
        self.quadro = QuadroEvolucao()
        self.corpo.addLayout(em_linha((self.quadro, 1), self._montar_situacoes(), espaco=20), 1)
        self.modelo: TabelaBase[MesDaEvolucao] = TabelaBase(COLUNAS, chave=lambda item: item.mes)
        self.visao = VisaoTabela("Meses", self.modelo, teclas=["↑↓-Muda de mês", "Ctrl+E-Exporta"])
        self.corpo.addWidget(self.visao, 2)
        exportar = Botao("E&xportar CSV", icone="baixar", tecla=atalhos.EXPORTAR.tecla, ao_clicar=self.exportar)
        self.acoes(self.botao_fechar("Voltar"), esquerda=(exportar,))
        self._ligar()
        self._ler()

    def exportar(self) -> Trabalho | None:
        """Grava em CSV a tabela dos meses."""
        linhas = [self.modelo.textos(item) for item in self.modelo.linhas()]
        titulos = self.modelo.titulos()
        return exportacao.exportar(self, self._contexto, "evolucao-da-carteira.csv", titulos, lambda: linhas)

    def _montar_situacoes(self) -> QWidget:
        coluna = QWidget()
        coluna.setFixedWidth(tema.medida(_LARGURA_DAS_SITUACOES))
        self.titulo_do_mes = Texto("–", peso=Peso.FORTE)
        self.origem = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        self.situacoes: TabelaBase[NaSituacao] = TabelaBase(COLUNAS_DAS_SITUACOES, chave=lambda item: item.situacao)
        self.visao_das_situacoes = VisaoTabela("Situações do mês", self.situacoes)
        em_coluna(self.titulo_do_mes, (self.visao_das_situacoes, 1), self.origem, espaco=4, dono=coluna)
        return coluna

    def _ligar(self) -> None:
        falhar = partial(DialogoMensagem.mostrar_erro, self, self.windowTitle())
        self._leitura = Calculo(self._contexto, self, self._mostrar, falhar)
        self.ligar_teclas((atalhos.ATUALIZAR, self._ler), (atalhos.EXPORTAR, self.exportar))
        self.quadro.mudou.connect(self._ao_mudar_no_grafico)
        self.quadro.pediu.connect(lambda _mes: self.focar(self.visao))
        self.visao.selecionou.connect(self._detalhar)
        self._contexto.ouvir(self, self._ler, Assunto.DEBITOS, Assunto.FECHAMENTOS, Assunto.SITUACOES)

    def _ler(self) -> None:
        hoje = self._contexto.hoje()
        self._leitura.pedir(lambda: evolucao.ler(hoje))

    def _mostrar(self, meses: tuple[MesDaEvolucao, ...]) -> None:
        """O gráfico vai do mais velho ao de hoje; a tabela, do de hoje ao mais velho, que é o que se lê primeiro."""
        self._meses = meses
        self.quadro.mostrar(meses)
        self.modelo.trocar(reversed(meses))
        escolhido = next((item for item in meses if item.mes == self._mes), meses[-1])
        self.visao.selecionar(self.modelo.posicao_de(escolhido.mes))
        self._detalhar(escolhido)
        self.focar(self.visao)

    def _ao_mudar_no_grafico(self, posicao: int) -> None:
        self.visao.selecionar(self.modelo.posicao_de(self._meses[posicao].mes))

    def _detalhar(self, item: MesDaEvolucao | None) -> None:
        if item is None:
            return
        self._mes = item.mes
        self.quadro.barras.ir_para(self._meses.index(item))
        self.titulo_do_mes.setText(frases.em_frase(nome_do_mes(item)).rstrip("."))
        self.origem.setText(self._dizer_origem(item))
        self.situacoes.trocar(item.carteira.por_situacao() if item.carteira else ())

    def _dizer_origem(self, item: MesDaEvolucao) -> str:
        if item.carteira is None:
            return "Sem retrato: nenhum fechamento no mês seguinte o gravou."
        if item.de_hoje:
            nome = frases.mes_por_extenso(item.mes)
            return f"Como está agora. O primeiro fechamento do mês que vem grava o retrato de {nome}."
        return f"Gravado no fechamento de {frases.data_curta(item.carteira.data)}."
