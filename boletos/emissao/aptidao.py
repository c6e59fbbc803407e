"""Se uma conta de cobrança está apta a emitir boletos e, se não está, por quê (regras.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boletos import bancos
from boletos.bancos.forma import Grau, Problema
from regras.cadastro import ContaCobranca


class Aptidao(StrEnum):
    """O que se pode esperar de uma conta, do melhor para o pior."""

    PRONTA = "pronta"
    SO_COM_LINHA = "so_com_linha"
    HOMOLOGAR = "homologar"
    INCOMPLETA = "incompleta"


@dataclass(frozen=True, slots=True)
class Parecer:
    """O que o banco acha de uma conta.

    Atributos:
        aptidao: se emite; `SO_COM_LINHA` é de banco sem leiaute aqui, que só imprime a linha digitável recebida.
        recusas: o que o banco não aceita; com alguma, nenhum código se calcula.
        a_homologar: o que só vale com a confirmação do banco, esteja ela dada ou não.
        ressalvas: o que convém conferir e não impede.
    """

    aptidao: Aptidao
    recusas: tuple[Problema, ...] = ()
    a_homologar: tuple[Problema, ...] = ()
    ressalvas: tuple[Problema, ...] = ()


def avaliar(conta: ContaCobranca) -> Parecer:
    """Avalia a conta como ela está.

    Raises:
        DadoInvalido: código de banco que não tem três algarismos.
    """
    recusas, a_homologar, ressalvas = (
        tuple(problema for problema in bancos.julgar(conta) if problema.grau is grau) for grau in Grau
    )
    if recusas:
        return Parecer(Aptidao.INCOMPLETA, recusas, (), ressalvas)
    if a_homologar and not bancos.confirmada(conta):
        aptidao = Aptidao.HOMOLOGAR
    else:
        aptidao = Aptidao.PRONTA if conta.banco in bancos.BANCOS else Aptidao.SO_COM_LINHA
    return Parecer(aptidao, (), a_homologar, ressalvas)


def mesma_homologacao(antes: ContaCobranca, agora: ContaCobranca) -> bool:
    """Diz se a confirmação dada para uma vale para a outra: o banco homologa o modelo de um contrato e carteira."""
    return all(getattr(antes, campo) == getattr(agora, campo) for campo in _DO_CONTRATO)


_DO_CONTRATO = ("banco", "carteira", "modalidade", "convenio", "agencia", "conta", "posto", "variacao")
