"""De cada título lido, a conta de cobrança e os débitos que têm o número dele: uma consulta por lote (regra 3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from boletos.bancos import obter as obter_banco
from boletos.titulo.titulo import Titulo
from modelos.acesso.busca_em_lote import BuscaEmLote
from modelos.cadastro import empresas, feriados
from modelos.carteira.debitos import DebitoDB
from modelos.contas import contas_cobranca
from modelos.retorno.efeitos import DebitoComEfeito
from regras import encargos
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, ContaCobranca
from regras.dinheiro import Centavos
from regras.encargos import Percentuais
from regras.erros import DadoInvalido
from regras.retorno.conciliacao import DebitoNoBanco, casar_conta, chave_do_numero, numeros_possiveis
from regras.retorno.forma import Leiaute
from regras.retorno.titulo import ContaLida, TituloLido


class Achado(NamedTuple):
    """Um débito da base que pode ser o de um título."""

    conta_cobranca: str
    numero: str
    cliente: str
    documento: str
    parcela: str
    baixado_em: date | None
    emissao: date | None
    multa_percentual: Decimal | None
    juros_percentual_mes: Decimal | None
    id: int
    vencimento: date
    valor_centavos: Centavos
    saldo_centavos: Centavos
    pago_em: date | None
    nosso_numero: str
    linha_digitavel: str

    def com_efeito(self) -> DebitoComEfeito:
        """O que fica com o efeito do título."""
        return DebitoComEfeito._make(self[-len(DebitoComEfeito._fields) :])


_CANDIDATOS = BuscaEmLote(
    [getattr(DebitoDB, nome) for nome in Achado._fields], [DebitoDB.conta_cobranca, DebitoDB.numero]
)


class Casado(NamedTuple):
    """Um título com a conta e os débitos que são os dele."""

    titulo: TituloLido
    conta: str | None
    debitos: tuple[Achado, ...]


class Casador:
    """Casa os títulos dos arquivos de um banco e leiaute, com as contas como estão agora."""

    def __init__(self, leiaute: Leiaute) -> None:
        self._leiaute = leiaute
        self._contas = {conta.codigo: conta for conta in contas_cobranca.listar()}
        self.conta = lru_cache(maxsize=1024)(self._casar_conta)

    def _casar_conta(self, lida: ContaLida) -> str | None:
        return casar_conta(self._leiaute.banco, lida, self._contas.values())

    def casar(self, titulos: Collection[TituloLido]) -> list[Casado]:
        """Os títulos do lote, cada um com a sua conta e os seus débitos."""
        casar_conta, pontas, e_o_numero = self.conta, self._leiaute.pontas, self._e_o_numero
        com_chaves: list[tuple[TituloLido, str | None, list[tuple[str, str]]]] = []
        todas: dict[tuple[str, str], None] = {}
        for titulo in titulos:
            conta = casar_conta(titulo.conta)
            chaves = [] if conta is None else [(conta, numero) for numero in numeros_possiveis(titulo, pontas)]
            todas.update(dict.fromkeys(chaves))
            com_chaves.append((titulo, conta, chaves))
        por_numero: dict[tuple[Any, ...], list[Achado]] = {}
        for linha in _CANDIDATOS.ler(list(todas)):
            por_numero.setdefault(linha[:2], []).append(Achado._make(linha))
        casados = []
        for titulo, conta, chaves in com_chaves:
            debitos = [
                debito
                for chave in chaves
                if chave in por_numero
                for debito in por_numero[chave]
                if e_o_numero(debito, titulo)
            ]
            casados.append(Casado(titulo, conta, tuple(debitos)))
        return casados

    def _e_o_numero(self, debito: Achado, titulo: TituloLido) -> bool:
        """Diz se o nosso número do débito, tirados prefixo e DV como o banco manda, é o sequencial do título."""
        texto, sequencial = debito.nosso_numero, titulo.sequencial
        if texto == sequencial:
            return True
        emissao = debito.emissao
        ano = f"{emissao.year % 100:02d}" if emissao else ""
        numero = _so_o_numero(self._contas[debito.conta_cobranca], texto, ano)
        if not numero:
            return chave_do_numero(texto) == sequencial
        return numero[-max(self._leiaute.tamanho_do_sequencial(), len(sequencial)) :].lstrip("0") == sequencial


def _so_o_numero(conta: ContaCobranca, nosso_numero: str, ano: str) -> str:
    """O nosso número completo sem o DV; vazio se o banco não o entende."""
    titulo = Titulo.da_conta(conta, nosso_numero=nosso_numero, ano=ano)
    try:
        return obter_banco(conta.banco).leiaute(titulo).numero(titulo)
    except DadoInvalido:
        return ""


def no_banco(debitos: Sequence[Achado], baixados_agora: Collection[int]) -> list[DebitoNoBanco]:
    """O que a decisão precisa saber de cada débito."""
    return [
        DebitoNoBanco(
            debito.id,
            debito.saldo_centavos,
            debito.saldo_centavos > 0
            and debito.pago_em is None
            and debito.baixado_em is None
            and debito.id not in baixados_agora,
        )
        for debito in debitos
    ]


def calculador() -> Callable[[Achado, date], Centavos]:
    """Devolve o que soma multa e juros de um débito numa data, com os percentuais como estão agora."""
    empresa, locais = empresas.obter(), feriados.dias()
    da_empresa = Percentuais(MULTA_INICIAL, JUROS_INICIAIS_MES)
    if empresa is not None:
        da_empresa = Percentuais(empresa.multa_percentual, empresa.juros_percentual_mes)
    das_contas = {
        conta.codigo: da_empresa.ou(conta.multa_percentual, conta.juros_percentual_mes)
        for conta in contas_cobranca.listar()
    }

    def calcular(debito: Achado, em: date) -> Centavos:
        base = das_contas.get(debito.conta_cobranca, da_empresa)
        percentuais = base.ou(debito.multa_percentual, debito.juros_percentual_mes)
        return sum(encargos.calcular(debito.saldo_centavos, percentuais, debito.vencimento, em, locais))

    return calcular
