"""A primeira vez: enquanto nenhum aviso saiu, a prévia mostra a idade da dívida e sugere deixar situações de fora."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from envio.plano.plano import PlanoDoDia
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from modelos.cadastro import situacoes
from modelos.carteira import debitos
from modelos.contas import parametros as parametros_gravados
from regras.aviso import CONTAM
from regras.carteira import primeira_vez
from regras.carteira.atraso import VENCIDAS, FaixaDeAtraso
from regras.debito import Classe
from regras.dinheiro import Centavos
from regras.parametros import ParametrosAviso


@dataclass(frozen=True, slots=True)
class PrimeiraVez:
    """O que conferir antes do primeiro envio; dinheiro em centavos.

    Atributos:
        por_idade: total atualizado dos vencidos que iriam, por faixa de atraso.
        sugeridas: situações delicadas com débito em aberto, que os parâmetros ainda deixam passar.
        debitos: quantos débitos em aberto estão nelas.
        saldo_centavos: a soma dos saldos deles.
    """

    por_idade: dict[FaixaDeAtraso, Centavos]
    sugeridas: tuple[str, ...] = ()
    debitos: int = 0
    saldo_centavos: Centavos = 0


def avaliar(plano: PlanoDoDia, parametros: ParametrosAviso) -> PrimeiraVez | None:
    """Soma a dívida por idade e procura as situações delicadas; None quando algum aviso já saiu."""
    if any(avisos.pagina(Consulta(limite=1, filtros={"estado": estado.value})).total for estado in CONTAM):
        return None
    por_idade = dict.fromkeys(VENCIDAS, 0)
    for aviso in plano.avisos:
        for debito in aviso.debitos:
            if debito.classe is Classe.VENCIDO:
                por_idade[FaixaDeAtraso.de_dias(debito.dias)] += debito.atualizado_centavos
    contadas = {nome: _em_aberto(nome) for nome in primeira_vez.sugerir(parametros.situacoes, situacoes.listar())}
    sugeridas = {nome: conta for nome, conta in contadas.items() if conta[0]}
    return PrimeiraVez(
        por_idade,
        tuple(sugeridas),
        sum(quantos for quantos, _ in sugeridas.values()),
        sum(saldo for _, saldo in sugeridas.values()),
    )


def gravar_sem(nomes: Collection[str]) -> None:
    """Grava os parâmetros sem estas situações.

    Raises:
        DadoInvalido: uma delas deixou de existir.
    """
    gravados = parametros_gravados.obter()
    novo = primeira_vez.deixar_de_fora(gravados.situacoes, nomes)
    parametros_gravados.gravar(replace(gravados, situacoes=novo))


def _em_aberto(situacao: str) -> tuple[int, Centavos]:
    return debitos.totais(Consulta(filtros={"situacao": situacao, "estado": "aberto"}))
