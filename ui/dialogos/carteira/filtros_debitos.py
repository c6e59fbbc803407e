"""Os filtros da lista de débitos: cliente, em que pé estão, situação e vencimento."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker

from modelos.cadastro import situacoes
from regras.debito import Classe, vencimentos_da_classe
from regras.parametros import ParametrosAviso
from ui import frases
from ui.campos.campo_data import CampoData
from ui.campos.campo_escolha import CampoEscolha
from ui.contexto import Assunto, Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.faixa_de_filtros import FaixaDeFiltros
from ui.moldes.ficha import Campo

EM_ABERTO, BAIXADOS, TODOS = "aberto", "baixado", "todos"
_NENHUM = date(1, 1, 1)
"""Vencimento que não existe na base: a faixa de uma classe vazia não acha nada."""


@dataclass(frozen=True, slots=True)
class RecorteDeDebitos:
    """O que a lista mostra; é também o argumento de quem pede a tela já num recorte.

    Atributos:
        cliente: código, ou vazio para todos.
        mostrar: `aberto`, `baixado`, `todos`, ou uma `Classe` (que só vale para os em aberto).
        situacao: nome cadastrado, ou None para todas; vazio são os sem situação.
        de: primeiro vencimento.
        ate: último vencimento.
    """

    cliente: str = ""
    mostrar: str = EM_ABERTO
    situacao: str | None = None
    de: date | None = None
    ate: date | None = None

    def em_filtros(self, parametros: ParametrosAviso, hoje: date, feriados: Collection[date]) -> dict[str, str]:
        """Os filtros que `modelos.carteira.debitos.pagina` entende, na data de hoje."""
        de, ate, estado = self.de, self.ate, self.mostrar
        if estado not in {EM_ABERTO, BAIXADOS, TODOS}:
            primeiro, ultimo = vencimentos_da_classe(Classe(estado), parametros, hoje, feriados) or (None, _NENHUM)
            de = max(filter(None, (de, primeiro)), default=None)
            ate = min(filter(None, (ate, ultimo)), default=None)
            estado = EM_ABERTO
        filtros = {
            "cliente": self.cliente,
            "estado": "" if estado == TODOS else estado,
            "situacao": self.situacao or "",
            "sem_situacao": "S" if self.situacao == "" else "",
            "vencimento_de": de.isoformat() if de else "",
            "vencimento_ate": ate.isoformat() if ate else "",
        }
        return {nome: valor for nome, valor in filtros.items() if valor}


class FiltrosDeDebitos(FaixaDeFiltros[RecorteDeDebitos]):
    """A faixa de filtros dos débitos."""

    def __init__(self, contexto: Contexto, inicial: RecorteDeDebitos) -> None:
        super().__init__()
        self.cliente = CampoCliente(contexto, vazio="todos")
        self.mostrar = CampoEscolha(_opcoes(), largura=130)
        self.situacao = CampoEscolha(largura=160)
        self.de, self.ate = CampoData(contexto.hoje), CampoData(contexto.hoje)
        self._listar_situacoes()
        campos = (
            Campo("cliente", "&Cliente", self.cliente),
            Campo("mostrar", "&Mostrar", self.mostrar),
            Campo("situacao", "&Situação", self.situacao),
            Campo("de", "Vencimento &de", self.de),
            Campo("ate", "Vencimento a&té", self.ate),
        )
        self.montar(campos, vazio=RecorteDeDebitos(), inicial=inicial)
        contexto.ouvir(self, self._listar_situacoes, Assunto.SITUACOES)

    def colher(self) -> RecorteDeDebitos | None:
        """O recorte escrito, ou None com data ou código pela metade."""
        return None if self.cliente.codigo() and self.cliente.cliente() is None else super().colher()

    def _listar_situacoes(self) -> None:
        with QSignalBlocker(self.situacao):
            nomes = [(nome, nome) for nome in situacoes.listar()]
            self.situacao.trocar([(None, "Todas"), ("", "Sem situação"), *nomes])


def _opcoes() -> list[tuple[object, str]]:
    classes = (Classe.VENCIDO, Classe.CARENCIA, Classe.A_VENCER, Classe.FUTURO)
    textos = {Classe.VENCIDO: "Vencidos", Classe.FUTURO: "Futuros"}
    return [
        (EM_ABERTO, "Em aberto"),
        *((classe.value, textos.get(classe, frases.CLASSES[classe])) for classe in classes),
        (BAIXADOS, "Baixados"),
        (TODOS, "Todos"),
    ]
