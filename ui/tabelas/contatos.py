"""Os contatos de um cliente: quem são, em que grupos estão e se recebem."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from modelos.avisos.devolvidos import Devolvido
from regras.cadastro import Contato
from ui import frases
from ui.contexto import em_hora_local
from ui.tabelas.base import Coluna
from ui.tabelas.colunas import texto
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
    def situacao(self) -> str:
        """Se recebe e, se não, por quê."""
        if self.devolvidos:
            desde = min(em_hora_local(devolvido.em).date() for devolvido in self.devolvidos)
            return f"Devolvido em {frases.data_curta(desde)}"
        if self.contato.invalidos:
            return "E-mail inválido"
        return "Recebe" if self.contato.validos else "Sem e-mail"

    @property
    def cor(self) -> str:
        """A cor da situação; a palavra e o ícone dizem o mesmo."""
        if self.devolvidos:
            return "perigo"
        return "ok" if self.contato.validos and not self.contato.invalidos else "aviso"

    @property
    def icone(self) -> str:
        """O ícone da situação."""
        return {"perigo": "erro", "ok": "certo", "aviso": "alerta"}[self.cor]


COLUNAS: tuple[Coluna[LinhaContato], ...] = (
    Coluna("Nome", lambda linha: linha.contato.nome, peso=Peso.MEIO, largura=150),
    texto("E-mail", lambda linha: linha.contato.email, 0),
    Coluna("Grupos", lambda linha: ", ".join(linha.contato.grupos) or "sem grupo", largura=160),
    Coluna("Situação", attrgetter("situacao"), icone=attrgetter("icone"), cor=attrgetter("cor"), largura=222),
)
"""As da ficha do cliente."""
