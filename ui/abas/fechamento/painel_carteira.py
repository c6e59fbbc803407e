"""O painel da guia Fechamento: os números do dia, a carteira por faixa de atraso e a evolução dos doze meses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta
from modelos.carteira import carteira_mensal, debitos
from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.evolucao import CarteiraDoMes
from regras.dinheiro import em_reais
from ui import tema
from ui.abas.fechamento import numeros_do_dia
from ui.abas.fechamento.numeros_do_dia import Numero
from ui.abas.fechamento.tira_de_numeros import TiraDeNumeros
from ui.componentes import evolucao
from ui.componentes.botao import Link
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.evolucao import MesDaEvolucao, QuadroEvolucao
from ui.componentes.faixas_da_carteira import FaixasDaCarteira, em_percentual
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.dialogos.carteira.filtros_debitos import EM_ABERTO, RecorteDeDebitos
from ui.tema import Letra, Peso

_QUANTOS_NUMEROS = 6
_ALTURA_FOLGADA = 430
"""Abaixo disto o gráfico não se lê: fica o caminho para a tela dele."""


@dataclass(frozen=True, slots=True)
class Painel:
    """O que o painel mostra; `clientes` conta os de cada faixa."""

    hoje: date
    carteira: CarteiraDoMes
    clientes: Mapping[FaixaDeAtraso, int]
    meses: tuple[MesDaEvolucao, ...]
    numeros: tuple[Numero, ...]


def ler(hoje: date, agora: datetime) -> Painel:
    """Lê a carteira na data, a evolução e os números do dia. Rode dentro de um `Trabalho`.

    Args:
        hoje: data de referência.
        agora: instante em UTC, para dizer o que foi hoje.
    """
    carteira = carteira_mensal.de_agora(hoje)
    clientes = {faixa: debitos.contar_clientes(Consulta(filtros=_filtros(faixa, hoje))) for faixa in FaixaDeAtraso}
    return Painel(hoje, carteira, clientes, evolucao.ler(hoje, carteira), numeros_do_dia.levantar(hoje, agora))


def _filtros(faixa: FaixaDeAtraso, hoje: date) -> dict[str, str]:
    de, ate = faixa.vencimentos(hoje)
    filtros = {"vencimento_de": de, "vencimento_ate": ate}
    return {"estado": EM_ABERTO} | {nome: dia.isoformat() for nome, dia in filtros.items() if dia}


class PainelCarteira(QWidget):
    """Números do dia, barras da carteira e o gráfico dos doze meses.

    Sinais:
        pediu(Numero): o operador clicou num número da tira.
    """

    pediu = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._hoje = contexto.hoje()
        self.tira = TiraDeNumeros(_QUANTOS_NUMEROS)
        self.tira.pediu.connect(self.pediu)
        self.total = Link("–", ao_clicar=lambda: contexto.abrir.emit("debitos", RecorteDeDebitos()))
        self._vencido = Texto(cor="texto2")
        self.faixas = FaixasDaCarteira()
        self.faixas.pediu.connect(self._ao_pedir_faixa)
        self.evolucao = QuadroEvolucao()
        self.evolucao.pediu.connect(lambda mes: contexto.abrir.emit("evolucao", mes))
        self.ver_evolucao = Link(
            "Ver a evolução dos doze meses", ao_clicar=lambda: contexto.abrir.emit("evolucao", None)
        )
        self.ver_evolucao.hide()
        titulo = Texto("Carteira por faixa de atraso", letra=Letra.BLOCO, peso=Peso.FORTE)
        fora = em_coluna(
            self.tira,
            4,
            em_linha(titulo, ELASTICO, self.total, 8, self._vencido, espaco=6),
            self.faixas,
            6,
            (self.evolucao, 1),
            self.ver_evolucao,
            espaco=6,
            margens=(20, 14, 20, 8),
            dono=self,
        )
        fora.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letra grande em tela pequena: o gráfico dá lugar à carteira, e fica o caminho para ele."""
        super().resizeEvent(event)
        cabe = event.size().height() >= tema.medida(_ALTURA_FOLGADA)
        self.evolucao.setVisible(cabe)
        self.ver_evolucao.setVisible(not cabe)

    def mostrar(self, painel: Painel) -> None:
        """Troca os números e o gráfico."""
        self._hoje = painel.hoje
        total = painel.carteira.saldo()
        self.total.setText(f"{em_reais(total)} em aberto")
        self.total.setAccessibleName(f"{self.total.text()}: ver os débitos")
        self._vencido.setText(f"{em_percentual(painel.carteira.vencido_centavos, total)} % vencido")
        self.tira.mostrar(painel.numeros)
        self.faixas.mostrar(painel.carteira, painel.clientes)
        self.evolucao.mostrar(painel.meses)

    def _ao_pedir_faixa(self, faixa: FaixaDeAtraso) -> None:
        de, ate = faixa.vencimentos(self._hoje)
        self._contexto.abrir.emit("debitos", RecorteDeDebitos(de=de, ate=ate))
