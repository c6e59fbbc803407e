"""A promessa de pagamento: quem prometeu, até quando, e no que deu (regras.md §2.9).

A promessa vale para o que vence até o dia dela: é isso que o cliente tinha dito que estaria pago.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from regras.debito import Debito
from regras.dinheiro import Centavos
from regras.erros import DadoInvalido
from regras.nomes import tem_invisivel

MAIOR_NOME = 60


class Desfecho(StrEnum):
    """No que deu uma promessa, vista numa data."""

    VIGENTE = "vigente"
    CUMPRIDA = "cumprida"
    PAGA_DEPOIS = "paga_depois"
    NAO_CUMPRIDA = "nao_cumprida"
    TROCADA = "trocada"


@dataclass(frozen=True, slots=True)
class Promessa:
    """Uma promessa de um cliente. Instantes em UTC.

    Atributos:
        cliente: código.
        ate: o último dia; nele ainda não se avisa.
        quem: quem prometeu, pelo cliente; vazio se não se sabe (a importação não diz).
        registrada_em: None nas que já havia quando o programa passou a guardá-las.
        encerrada_em: quando o operador a tirou ou pôs outra no lugar; None enquanto é a do cliente.
    """

    cliente: str
    ate: date
    quem: str = ""
    registrada_em: datetime | None = None
    encerrada_em: datetime | None = None


@dataclass(frozen=True, slots=True)
class Avaliacao:
    """O desfecho e o que ainda se deve do prometido, em centavos."""

    desfecho: Desfecho
    saldo_centavos: Centavos = 0


def conferir(promessa: Promessa) -> None:
    """Confere o que o operador escreveu.

    Raises:
        DadoInvalido: nome longo demais, ou com caractere de controle.
    """
    if len(promessa.quem) > MAIOR_NOME:
        raise DadoInvalido("quem prometeu", f"tem mais de {MAIOR_NOME} letras", promessa.cliente)
    if tem_invisivel(promessa.quem):
        raise DadoInvalido("quem prometeu", "tem um caractere que não se vê; digite de novo", promessa.cliente)


def avaliar(promessa: Promessa, debitos: Iterable[Debito], hoje: date) -> Avaliacao:
    """Diz no que deu a promessa.

    Conta o que vence até o dia prometido: o que está em aberto é o que falta; o que foi pago depois desse dia mostra
    que ela foi cumprida com atraso. O dia é o do banco, quando ele o disse. Débito baixado por não vir no arquivo conta
    como pago no dia da baixa. Promessa tirada ou trocada antes do seu dia não se julga.

    Args:
        promessa: de um cliente.
        debitos: todos os dele.
        hoje: a data em que se olha.
    """
    if promessa.encerrada_em is not None:
        # O dia é o de quem encerrou, na hora desta máquina: às 22 h em Brasília já é o dia seguinte em UTC.
        dia = promessa.encerrada_em.astimezone().date()
        if dia <= min(promessa.ate, hoje):
            return Avaliacao(Desfecho.TROCADA)
    prometidos = [debito for debito in debitos if debito.vencimento <= promessa.ate]
    falta = sum(debito.saldo_centavos for debito in prometidos if debito.esta_em_aberto())
    if hoje <= promessa.ate:
        return Avaliacao(Desfecho.VIGENTE, falta)
    if falta:
        return Avaliacao(Desfecho.NAO_CUMPRIDA, falta)
    depois = any(pago is not None and pago > promessa.ate for pago in (d.recebido_em for d in prometidos))
    return Avaliacao(Desfecho.PAGA_DEPOIS if depois else Desfecho.CUMPRIDA)
