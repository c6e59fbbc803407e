"""`--ausentes baixar`: o arquivo é o retrato completo do ERP, e o que não está nele foi pago ou cancelado."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import peewee

from modelos.acesso.busca_em_lote import Chave
from modelos.acesso.conexao import ler
from modelos.carteira import debitos
from modelos.carteira.debitos import EM_ABERTO_NO_ERP, DebitoDB
from regras.erros import DadoInvalido

_LOTE = 5000


class BaixaExcessiva(DadoInvalido):
    """Baixaria mais da metade dos débitos em aberto, e ninguém confirmou."""


class Ausentes:
    """Os débitos em aberto ainda não vistos no arquivo.

    Leia a base ao começar, já dentro da transação; marque cada chave citada, aceita ou rejeitada; depois baixe.
    """

    def __init__(self) -> None:
        self._por_chave: dict[Chave, int] = {
            linha[:3]: linha[3] for linha in ler(DebitoDB.select(*debitos.CHAVE, DebitoDB.id).where(EM_ABERTO_NO_ERP))
        }
        self._abertos = len(self._por_chave)
        self._sem_chave: list[int] = []

    def citar(self, chaves: Iterable[Chave]) -> None:
        """Tira da lista os débitos citados."""
        for chave in chaves:
            self._por_chave.pop(chave, None)

    def suspender(self, linha: int) -> None:
        """Anota uma linha rejeitada sem chave legível: ela pode ser de qualquer débito, e nada mais é baixado."""
        self._sem_chave.append(linha)

    def por_que_nao(self) -> str:
        """Diz por que a baixa foi suspensa; vazio se não foi."""
        if not self._sem_chave or not self._por_chave:
            return ""
        quais = "linha rejeitada sem chave legível" if len(self._sem_chave) == 1 else "linhas rejeitadas sem chave"
        ausentes = len(self._por_chave)
        nenhum = "o débito ausente não" if ausentes == 1 else f"nenhum dos {ausentes} débitos ausentes"
        return (
            f"{nenhum} foi baixado: há {len(self._sem_chave)} {quais} "
            f"(a primeira é a {self._sem_chave[0]}); corrija e importe de novo"
        )

    def baixar(self, hoje: date, *, confirmado: bool) -> int:
        """Dá por pagos em `hoje` os que sobraram, com o saldo como está, e devolve quantos.

        Raises:
            BaixaExcessiva: seria mais da metade dos que estavam em aberto, sem confirmação.
        """
        if self._sem_chave:
            return 0
        quantos = len(self._por_chave)
        if quantos * 2 > self._abertos and not confirmado:
            raise BaixaExcessiva(
                "ausentes",
                f"{'seria baixado 1' if quantos == 1 else f'seriam baixados {quantos}'} de "
                f"{'1 débito' if self._abertos == 1 else f'{self._abertos} débitos'} em aberto, mais da metade; "
                "nada foi gravado",
                o_que_fazer="Confira se o arquivo é o retrato completo do ERP; se é, confirme⟨| (--sim)⟩.",
            )
        for numeros in peewee.chunked(self._por_chave.values(), _LOTE):
            DebitoDB.update(pago_em=hoje, ausente_em=hoje).where(DebitoDB.id.in_(numeros)).execute()
        return quantos
