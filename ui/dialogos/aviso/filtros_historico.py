"""Os filtros do histórico de avisos: cliente, débito, estado e data do fechamento."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regras.aviso import Estado
from ui import frases
from ui.campos.campo_data import CampoData
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.faixa_de_filtros import FaixaDeFiltros
from ui.moldes.ficha import Campo


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
    """A faixa de filtros do histórico; o de um cliente excluído ainda se acha, pelo código."""

    def __init__(self, contexto: Contexto, inicial: RecorteDoHistorico) -> None:
        super().__init__()
        self.cliente = CampoCliente(contexto, vazio="todos")
        self.debito = CampoTexto(largura=160)
        estados = ((estado.value, frases.ESTADOS[estado]) for estado in Estado)
        self.estado = CampoEscolha([(None, "Todos"), *estados], largura=130)
        self.de, self.ate = CampoData(contexto.hoje), CampoData(contexto.hoje)
        campos = (
            Campo("cliente", "&Cliente", self.cliente),
            Campo("debito", "Doc&umento ou nosso nº", self.debito),
            Campo("estado", "E&stado", self.estado, grava=lambda estado: estado and Estado(estado)),
            Campo("de", "Fechamento &de", self.de),
            Campo("ate", "Fechamento a&té", self.ate),
        )
        self.montar(campos, vazio=RecorteDoHistorico(), inicial=inicial)
