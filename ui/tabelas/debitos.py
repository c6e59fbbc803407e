"""Os débitos como a lista do cadastro os mostra: com o nome do cliente e a classe na data de hoje."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from modelos.acesso.consulta import Consulta, Pagina
from modelos.cadastro import clientes
from modelos.carteira import debitos
from regras.debito import Classe, Debito
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import Coluna
from ui.tema import Peso


@dataclass(frozen=True, slots=True)
class LinhaDebito:
    """Um débito na lista.

    Atributos:
        debito: como está na base.
        nome: do cliente.
        classe: na data; None se está baixado.
        dias: hoje − vencimento original.
    """

    debito: Debito
    nome: str
    classe: Classe | None
    dias: int

    @property
    def estado(self) -> str:
        """Em que pé está: baixado, ou há quanto venceu ou em quanto vence."""
        if self.classe is None:
            pago = self.debito.pago_em
            return f"Baixado em {frases.data_curta(pago)}" if pago else "Baixado"
        return frases.dias_de_atraso(self.dias)

    @property
    def cor(self) -> str:
        """A cor do estado; a frase diz o mesmo."""
        if self.classe is None or self.classe is Classe.FUTURO:
            return "texto2"
        return {Classe.VENCIDO: "perigo", Classe.CARENCIA: "aviso"}.get(self.classe, "")


def leitor(hoje: date, classificar: Callable[[date], Classe]) -> Callable[[Consulta], Pagina[LinhaDebito]]:
    """A função que lê uma página; roda na thread do trabalho.

    Args:
        hoje: data de referência.
        classificar: diz a classe de um vencimento (`regras.debito.classificador`).
    """

    def ler(consulta: Consulta) -> Pagina[LinhaDebito]:
        pagina = debitos.pagina(consulta)
        nomes = clientes.nomes({debito.cliente for debito in pagina.linhas})
        return Pagina(
            [_em_linha(debito, nomes.get(debito.cliente, ""), hoje, classificar) for debito in pagina.linhas],
            pagina.total,
        )

    return ler


def _em_linha(debito: Debito, nome: str, hoje: date, classificar: Callable[[date], Classe]) -> LinhaDebito:
    classe = classificar(debito.vencimento) if debito.esta_em_aberto() else None
    return LinhaDebito(debito, nome, classe, (hoje - debito.vencimento).days)


COLUNAS: tuple[Coluna[LinhaDebito], ...] = (
    Coluna("Código", lambda linha: linha.debito.cliente, ordem_na_base="cliente", largura=78, detalhe=True),
    Coluna("Cliente", lambda linha: linha.nome, ordem_na_base="cliente_nome", largura=0, peso=Peso.MEIO),
    Coluna("Documento", lambda linha: linha.debito.documento, ordem_na_base="documento", largura=104),
    Coluna("Parcela", lambda linha: linha.debito.parcela, largura=72),
    colunas.dia("Vencimento", lambda linha: linha.debito.vencimento, 110, ordem_na_base="vencimento"),
    Coluna("Estado", lambda linha: linha.estado, cor=lambda linha: linha.cor, largura=172),
    colunas.dinheiro("Valor", lambda linha: linha.debito.valor_centavos, 112, ordem_na_base="valor"),
    colunas.dinheiro("Saldo", lambda linha: linha.debito.saldo_centavos, 112, ordem_na_base="saldo", peso=Peso.FORTE),
    colunas.texto("Situação", lambda linha: linha.debito.situacao, 110, ordem_na_base="situacao"),
    colunas.texto("Conta", lambda linha: linha.debito.conta_cobranca, 108, ordem_na_base="conta_cobranca"),
)
"""As do cadastro."""
