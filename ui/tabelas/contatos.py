"""Os contatos de um cliente: quem são, em que grupos estão e se recebem."""

from __future__ import annotations

from dataclasses import dataclass

from modelos.avisos.devolvidos import Devolvido
from regras.cadastro import Contato
from ui import frases
from ui.contexto import em_hora_local
from ui.tabelas.base import Coluna
from ui.tabelas.colunas import Dito, situacao, texto
from ui.tema import Peso


@dataclass(frozen=True, slots=True)
class LinhaContato:
    """Um contato na lista.

    Atributos:
        contato: como está na ficha.
        do_cadastro: é o e-mail do próprio cliente, o primeiro da lista e sem grupo (regras.md §3.2).
        devolvidos: os endereços dele que estão marcados.
    """

    contato: Contato
    do_cadastro: bool
    devolvidos: tuple[Devolvido, ...]

    @property
    def situacao(self) -> Dito:
        """Se recebe e, se não, por quê."""
        if self.devolvidos:
            desde = min(em_hora_local(devolvido.em).date() for devolvido in self.devolvidos)
            return f"Devolvido em {frases.data_curta(desde)}", "erro", "perigo"
        if self.contato.invalidos:
            return "E-mail inválido", "alerta", "aviso"
        return ("Recebe", "certo", "ok") if self.contato.validos else ("Sem e-mail", "alerta", "aviso")


COLUNAS: tuple[Coluna[LinhaContato], ...] = (
    Coluna("Nome", lambda linha: linha.contato.nome, peso=Peso.MEIO, largura=150),
    texto("E-mail", lambda linha: linha.contato.email, 0),
    Coluna("Grupos", lambda linha: ", ".join(linha.contato.grupos) or "sem grupo", largura=160),
    situacao("Situação", lambda linha: linha.situacao, 222),
)
"""As da ficha do cliente."""
