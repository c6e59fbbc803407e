"""Os filtros do histórico de avisos: cliente, débito, estado e data do fechamento."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from regras.aviso import Estado
from ui import frases
from ui.campos.campo_data import CampoData
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.faixa_de_filtros import FaixaDeFiltros

_TODOS = ""


@dataclass(frozen=True, slots=True)
class RecorteDoHistorico:
    """O que a lista mostra; é também o argumento de quem pede a tela já num recorte.

    Atributos:
        cliente: código, ou vazio para todos.
        debito: parte do documento ou do nosso número de um débito do aviso.
        estado: None para todos.
        de: primeira data de fechamento.
        ate: última data de fechamento.
    """

    cliente: str = ""
    debito: str = ""
    estado: Estado | None = None
    de: date | None = None
    ate: date | None = None

    def em_filtros(self) -> dict[str, str]:
        """Os filtros que `modelos.avisos.leitura.pagina` entende."""
        filtros = {
            "cliente": self.cliente,
            "debito": self.debito,
            "estado": self.estado.value if self.estado else "",
            "data_de": self.de.isoformat() if self.de else "",
            "data_ate": self.ate.isoformat() if self.ate else "",
        }
        return {nome: valor for nome, valor in filtros.items() if valor}


class FiltrosDoHistorico(FaixaDeFiltros[RecorteDoHistorico]):
    """A faixa de filtros do histórico."""

    def __init__(self, contexto: Contexto, inicial: RecorteDoHistorico, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.cliente = CampoCliente(contexto, vazio="todos")
        self.debito = CampoTexto(largura=160)
        estados = ((estado.value, frases.estado(estado)) for estado in Estado)
        self.estado = CampoEscolha([(_TODOS, "Todos"), *estados], largura=130)
        self.de, self.ate = CampoData(contexto.hoje), CampoData(contexto.hoje)
        campos = (
            ("&Cliente", self.cliente),
            ("Doc&umento ou nosso nº", self.debito),
            ("E&stado", self.estado),
            ("Fechamento &de", self.de),
            ("Fechamento a&té", self.ate),
        )
        self.montar(campos, vazio=RecorteDoHistorico(), inicial=inicial)

    def por(self, recorte: RecorteDoHistorico) -> None:
        """Escreve um recorte nos campos."""
        self.cliente.definir(recorte.cliente)
        self.debito.definir(recorte.debito)
        self.estado.definir(recorte.estado.value if recorte.estado else _TODOS)
        self.de.definir_data(recorte.de)
        self.ate.definir_data(recorte.ate)

    def colher(self) -> RecorteDoHistorico | None:
        """O recorte escrito, ou None com data pela metade; o histórico de um cliente excluído ainda se acha."""
        if any(campo.valor() and campo.data is None for campo in (self.de, self.ate)):
            return None
        valor = self.estado.valor()
        return RecorteDoHistorico(
            cliente=self.cliente.codigo(),
            debito=self.debito.valor(),
            estado=Estado(str(valor)) if valor else None,
            de=self.de.data,
            ate=self.ate.data,
        )
