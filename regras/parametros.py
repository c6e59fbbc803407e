"""Os parâmetros da guia Aviso de Débitos e a sua validação (regras.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from regras.dinheiro import Centavos
from regras.erros import DadoInvalido
from regras.nomes import chave


class Modo(StrEnum):
    """As três letras de um filtro da tela."""

    SELECIONA = "S"
    NAO_SELECIONA = "N"
    TODOS = "T"


@dataclass(frozen=True, slots=True)
class FiltroSNT:
    """(S) seleciona, (N) não seleciona, (T) todos; `marcados` guarda os nomes como foram cadastrados."""

    modo: Modo = Modo.TODOS
    marcados: tuple[str, ...] = ()

    def chaves(self) -> frozenset[str]:
        """Devolve os nomes marcados na forma em que são comparados."""
        return frozenset(chave(nome) for nome in self.marcados)

    def aceita(self, nome: str, marcados: frozenset[str]) -> bool:
        """Diz se um débito desta situação passa (regras.md §2.2); sem situação: fora em S, dentro em N e T."""
        if self.modo is Modo.TODOS:
            return True
        esta_marcado = bool(nome) and chave(nome) in marcados
        return esta_marcado if self.modo is Modo.SELECIONA else not esta_marcado


@dataclass(frozen=True, slots=True)
class ParametrosAviso:
    """O que a guia grava, com os valores iniciais de regras.md §2. Dias são corridos."""

    habilitado: bool = False
    conta_email: int | None = None
    grupos: FiltroSNT = field(default_factory=FiltroSNT)
    situacoes: FiltroSNT = field(default_factory=FiltroSNT)
    vencendo_em_dias: int = 3
    enviar_vencidos: bool = True
    dias_para_vencido: int = 2
    intervalo_dias: int = 5
    prorrogar_dia_util: bool = False
    valor_minimo_centavos: Centavos = 0
    vencidos_ate_dias: int = 1825


FAIXAS: dict[str, tuple[int, int]] = {
    "vencendo_em_dias": (0, 60),
    "dias_para_vencido": (0, 60),
    "intervalo_dias": (0, 365),
    "vencidos_ate_dias": (0, 36500),
}
"""Faixas aceitas de cada parâmetro em dias (regras.md §2)."""

ROTULOS: dict[str, str] = {
    "vencendo_em_dias": "Vencendo em dias",
    "dias_para_vencido": "Quantos dias o débito é considerado vencido após o vencimento",
    "intervalo_dias": "Intervalo de dias para os avisos",
    "vencidos_ate_dias": "Vencido há no máximo",
    "valor_minimo_centavos": "Valor mínimo por aviso",
    "grupos": "Grupo de contatos",
    "situacoes": "Situação do débito",
}


def validar(parametros: ParametrosAviso) -> None:
    """Confere faixas e seleções antes de gravar.

    Raises:
        DadoInvalido: valor fora da faixa, ou S sem nada marcado (regras.md §3.1).
    """
    for nome, (menor, maior) in FAIXAS.items():
        dias = getattr(parametros, nome)
        if not menor <= dias <= maior:
            raise DadoInvalido(
                ROTULOS[nome],
                f"{dias} está fora da faixa de {menor} a {maior}",
                o_que_fazer="Informe um valor dentro da faixa.",
            )
    if parametros.valor_minimo_centavos < 0:
        raise DadoInvalido(ROTULOS["valor_minimo_centavos"], "não pode ser negativo")
    for nome in ("grupos", "situacoes"):
        filtro: FiltroSNT = getattr(parametros, nome)
        if filtro.modo is Modo.SELECIONA and not filtro.marcados:
            raise DadoInvalido(
                ROTULOS[nome], "(S) seleciona sem nada marcado", o_que_fazer="Marque ao menos um, ou use (T) todos."
            )
