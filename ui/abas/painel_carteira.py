"""O painel da guia Fechamento: os números do dia, a carteira por faixa de atraso e os últimos fechamentos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from modelos import debitos, fechamentos
from modelos.consulta import Consulta
from modelos.fechamentos import Fechamento
from regras.dinheiro import Centavos, em_reais, formatar
from ui import frases, tema
from ui.abas import numeros_do_dia
from ui.abas.numeros_do_dia import Numero
from ui.abas.tira_de_numeros import TiraDeNumeros
from ui.componentes.barra_proporcao import BarraProporcao
from ui.componentes.molduras import Linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas.andamento import COLUNAS_DE_FECHAMENTOS
from ui.tabelas.base import TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_FAIXAS: tuple[tuple[str, str, int | None, int | None], ...] = (
    ("A vencer", "a_vencer", None, 0),
    ("1–30 dias", "ate_30", 1, 30),
    ("31–60 dias", "ate_60", 31, 60),
    ("61–90 dias", "ate_90", 61, 90),
    ("90+ dias", "mais_90", 91, None),
)
"""Nome, cor e dias corridos de atraso (de, até); None é sem limite."""
_ULTIMOS = 30
_QUANTOS_NUMEROS = 5
_ALTURA_FOLGADA = 400


@dataclass(frozen=True, slots=True)
class Faixa:
    """Débitos em aberto de uma faixa de atraso."""

    nome: str
    cor: str
    debitos: int
    clientes: int
    saldo_centavos: Centavos


@dataclass(frozen=True, slots=True)
class Carteira:
    """O que o painel mostra."""

    faixas: tuple[Faixa, ...]
    fechamentos: tuple[Fechamento, ...]
    numeros: tuple[Numero, ...]

    @property
    def total_centavos(self) -> Centavos:
        """Saldo em aberto de todas as faixas."""
        return sum(faixa.saldo_centavos for faixa in self.faixas)


def ler(hoje: date, agora: datetime) -> Carteira:
    """Soma a carteira por faixa de atraso na data e lê os últimos fechamentos. Rode dentro de um `Trabalho`.

    Args:
        hoje: data de referência.
        agora: instante em UTC, para dizer o que foi hoje.
    """
    faixas = []
    for nome, cor, de, ate in _FAIXAS:
        filtros = {"estado": "aberto"}
        if de is not None:
            filtros["vencimento_ate"] = (hoje - timedelta(days=de)).isoformat()
        if ate is not None:
            filtros["vencimento_de"] = (hoje - timedelta(days=ate)).isoformat()
        consulta = Consulta(filtros=filtros)
        quantidade, saldo = debitos.totais(consulta)
        faixas.append(Faixa(nome, cor, quantidade, debitos.contar_clientes(consulta), saldo))
    numeros = numeros_do_dia.levantar(hoje, agora)
    return Carteira(tuple(faixas), tuple(fechamentos.listar(limite=_ULTIMOS)), numeros)


def em_percentual(parte: Centavos, todo: Centavos) -> str:
    """Percentual com uma casa: `39,6`."""
    decimos = (parte * 2000 + todo) // (2 * todo) if todo else 0
    return f"{decimos // 10},{decimos % 10}"


class PainelCarteira(QWidget):
    """Números do dia, barras da carteira e a lista dos últimos fechamentos.

    Sinais:
        pediu(Item): o operador clicou num número.
    """

    pediu = Signal(object)

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        fora = QVBoxLayout(self)
        fora.setContentsMargins(*[tema.medida(lado) for lado in (20, 16, 20, 12)])
        fora.setSpacing(tema.medida(8))
        self.tira = TiraDeNumeros(_QUANTOS_NUMEROS)
        self.tira.pediu.connect(self.pediu)
        fora.addWidget(self.tira)
        fora.addSpacing(tema.medida(4))
        topo = QHBoxLayout()
        topo.addWidget(Texto(self.tr("Carteira por faixa de atraso"), letra=Letra.BLOCO, peso=Peso.FORTE))
        topo.addStretch(1)
        self._total = Texto(peso=Peso.FORTE)
        self._vencido = Texto(cor="texto2")
        topo.addWidget(self._total)
        topo.addSpacing(tema.medida(8))
        topo.addWidget(self._vencido)
        fora.addLayout(topo)
        fora.addLayout(self._montar_faixas())
        fora.addSpacing(tema.medida(8))
        self._titulo_dos_ultimos = Texto(self.tr("Últimos fechamentos"), letra=Letra.BLOCO, peso=Peso.FORTE)
        fora.addWidget(self._titulo_dos_ultimos)
        self._modelo: TabelaBase[Fechamento] = TabelaBase(COLUNAS_DE_FECHAMENTOS, chave=lambda item: item.id)
        self.visao = VisaoTabela(self.tr("Últimos fechamentos"))
        self.visao.setProperty("moldura", True)
        self.visao.setProperty("teclas", [self.tr("Enter-Histórico do dia"), self.tr("F5-Atualiza")])
        self.visao.mostrar(self._modelo)
        self.visao.abriu.connect(self._ao_abrir)
        fora.addWidget(self.visao, 1)
        self._vazio = Texto(self.tr("Nenhum fechamento feito ainda."), cor="texto2")
        fora.addWidget(self._vazio)
        fora.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letra grande em tela pequena: os últimos fechamentos dão lugar à carteira; eles estão em Consultas."""
        super().resizeEvent(event)
        cabem = event.size().height() >= tema.medida(_ALTURA_FOLGADA)
        self._titulo_dos_ultimos.setVisible(cabem)
        self.visao.setVisible(cabem)
        self._vazio.setVisible(cabem and not self._modelo.rowCount())

    def mostrar(self, carteira: Carteira) -> None:
        """Troca os números e a lista."""
        total = carteira.total_centavos
        maior = max((faixa.saldo_centavos for faixa in carteira.faixas), default=0)
        self._total.setText(self.tr("{} em aberto").format(em_reais(total)))
        vencido = total - carteira.faixas[0].saldo_centavos
        self._vencido.setText(self.tr("{} % vencido").format(em_percentual(vencido, total)))
        self.tira.mostrar(carteira.numeros)
        for faixa, (barra, valor, percentual, quantos, clientes) in zip(carteira.faixas, self._linhas, strict=True):
            barra.mostrar(((faixa.saldo_centavos, faixa.cor), (maior - faixa.saldo_centavos, "rebaixo")))
            valor.setText(formatar(faixa.saldo_centavos))
            percentual.setText(em_percentual(faixa.saldo_centavos, total))
            quantos.setText(frases.numero(faixa.debitos))
            clientes.setText(frases.numero(faixa.clientes))
        self._modelo.trocar(carteira.fechamentos)
        self._vazio.setVisible(self.visao.isVisibleTo(self) and not carteira.fechamentos)

    def total(self) -> str:
        """O total em aberto, como está na tela."""
        return self._total.text()

    def _montar_faixas(self) -> QGridLayout:
        grade = QGridLayout()
        grade.setHorizontalSpacing(tema.medida(16))
        grade.setVerticalSpacing(tema.medida(5))
        grade.setColumnStretch(1, 1)
        direita = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        titulos = ((0, self.tr("Faixa")), (2, "R$"), (3, "%"), (4, self.tr("Débitos")), (5, self.tr("Clientes")))
        for coluna, titulo in titulos:
            rotulo = Texto(titulo, letra=Letra.DETALHE, peso=Peso.MEIO, cor="texto2")
            grade.addWidget(rotulo, 0, coluna, direita if coluna else Qt.AlignmentFlag.AlignLeft)
        self._linhas: list[tuple[BarraProporcao, Texto, Texto, Texto, Texto]] = []
        for posicao, (nome, _, _, _) in enumerate(_FAIXAS):
            linha = posicao * 2 + 1
            grade.addWidget(Linha(), linha, 0, 1, len(titulos) + 1)
            barra = BarraProporcao()
            barra.setFixedHeight(tema.medida(16))
            valor, percentual = Texto("–", letra=Letra.BLOCO, peso=Peso.FORTE), Texto("–", cor="texto2")
            quantos, clientes = Texto("–", cor="texto2"), Texto("–", cor="texto2")
            grade.addWidget(Texto(nome, peso=Peso.FORTE), linha + 1, 0)
            grade.addWidget(barra, linha + 1, 1)
            for coluna, texto in ((2, valor), (3, percentual), (4, quantos), (5, clientes)):
                texto.setMinimumWidth(tema.medida(110 if coluna == 2 else 56))
                texto.setAlignment(direita)
                grade.addWidget(texto, linha + 1, coluna)
            self._linhas.append((barra, valor, percentual, quantos, clientes))
        return grade

    def _ao_abrir(self, fechamento: Fechamento) -> None:
        self._contexto.abrir.emit("historico", fechamento.data)
