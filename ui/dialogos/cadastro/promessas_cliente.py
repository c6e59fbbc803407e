"""A guia "Promessas" da ficha do cliente: cada promessa que ele fez e no que deu."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta
from modelos.carteira import debitos, promessas
from regras.carteira.promessa import avaliar
from ui.calculo import Calculo
from ui.componentes.disposicao import em_coluna
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas.base import TabelaBase
from ui.tabelas.promessas import COLUNAS_DO_CLIENTE, LinhaPromessa
from ui.tabelas.visao import VisaoTabela

_DEBITOS_NO_MAXIMO = 100_000


def ler(cliente: str, hoje: date) -> list[LinhaPromessa]:
    """As promessas do cliente, julgadas nesta data. Rode dentro de um `Trabalho`."""
    feitas = promessas.do_cliente(cliente)
    if not feitas:
        return []
    dele = debitos.pagina(Consulta(filtros={"cliente": cliente}, limite=_DEBITOS_NO_MAXIMO)).linhas
    return [LinhaPromessa(promessa, avaliar(promessa, dele, hoje)) for promessa in feitas]


class QuadroPromessas(QWidget):
    """As promessas gravadas do cliente; a nova se põe na guia Cadastro."""

    def __init__(self, contexto: Contexto, cliente: str) -> None:
        super().__init__()
        self.tabela: TabelaBase[LinhaPromessa] = TabelaBase(COLUNAS_DO_CLIENTE)
        self.visao = VisaoTabela("Promessas do cliente", self.tabela)
        self.resumo = Texto("Lendo…", cor="texto2", quebra=True)
        em_coluna(self.resumo, (self.visao, 1), margens=(0, 12, 0, 0), dono=self)
        hoje = contexto.hoje()
        Calculo(contexto, self, self._ao_ler).pedir(lambda: ler(cliente, hoje))

    def _ao_ler(self, linhas: list[LinhaPromessa]) -> None:
        self.tabela.trocar(linhas)
        self.visao.selecionar(0)
        self.resumo.setText(
            "“Ainda deve” soma o que vencia até o dia prometido. A promessa nova se põe na guia Cadastro."
            if linhas
            else "Nenhuma promessa registrada. Quando o cliente prometer pagar, ponha a data na guia Cadastro."
        )
