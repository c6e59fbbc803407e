"""Escolhe, na data de referência, quem recebe o quê (regras.md §2 e §3). O coração do programa."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from regras import coleta_de_ciclos, encargos
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.cadastro import Cliente, Contato
from regras.debito import ChaveDebito, Classe, Debito, Marca, classificador
from regras.destinatarios import Destinatarios, escolher
from regras.dinheiro import Centavos
from regras.encargos import Encargos, Percentuais
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.retorno.arquivo import Retencao


class Motivo(StrEnum):
    """Por que um cliente fica de fora; a ordem é a de regras.md §2.14, o texto o do contrato."""

    NAO_AVISAR = "nao avisar"
    PROMESSA = "promessa"
    SEM_DESTINATARIO = "sem destinatario"
    JA_AVISADO = "ja avisado hoje"
    CICLO = "ciclo"
    VALOR_MINIMO = "valor minimo"


class SemQuem(StrEnum):
    """Por que um cliente não tem a quem avisar."""

    DEVOLVIDOS = "devolvidos"
    INVALIDOS = "invalidos"
    SEM_EMAIL = "sem e-mail"
    FILTRO = "filtro de grupos"


@dataclass(frozen=True, slots=True)
class Retrato:
    """O que a base sabe na hora de selecionar, lido com um número fixo de consultas.

    Atributos:
        debitos: em aberto, com vencimento até hoje + X; a ordem não importa.
        clientes: por código, ao menos os donos dos débitos.
        contatos: por código de cliente, sem o e-mail do cadastro.
        email_do_cadastro: por código de cliente, o e-mail do cadastro como contato sem grupo.
        devolvidos: endereços que não recebem mais.
        percentuais: os da empresa.
        percentuais_da_conta: por código de conta de cobrança, já completados com os da empresa.
        marcas: "a vencer" já avisado → data do primeiro aviso que conta.
        ultimo_com_vencidos: por cliente, data do último aviso que conta com ao menos um vencido.
        feriados_locais: tabela da empresa.
        retidos: débitos de que o retorno do banco falou e ninguém decidiu (retorno.md, regra 8).
        atrasadas: contas de cobrança de retorno velho demais, e de quando ele é (regra 10).
        renegociados: o banco os diz pagos, e o ERP, em aberto com outro vencimento ou valor (regra 7).
    """

    debitos: Iterable[Debito]
    clientes: Mapping[str, Cliente]
    contatos: Mapping[str, Sequence[Contato]]
    email_do_cadastro: Mapping[str, Contato]
    percentuais: Percentuais
    devolvidos: Collection[str] = frozenset()
    percentuais_da_conta: Mapping[str, Percentuais] = field(default_factory=dict)
    marcas: Mapping[Marca, date] = field(default_factory=dict)
    ultimo_com_vencidos: Mapping[str, date] = field(default_factory=dict)
    feriados_locais: Collection[date] = frozenset()
    retidos: Mapping[ChaveDebito, Retencao] = field(default_factory=dict)
    atrasadas: Mapping[str, date] = field(default_factory=dict)
    renegociados: Collection[ChaveDebito] = ()


class DebitoSelecionado(NamedTuple):
    """Um débito que vai no aviso. Tupla, pelo mesmo motivo de `Debito`.

    Atributos:
        dias: hoje − vencimento original.
        atualizado_centavos: saldo mais multa e juros.
    """

    debito: Debito
    classe: Classe
    dias: int
    encargos: Encargos
    atualizado_centavos: Centavos


@dataclass(frozen=True, slots=True)
class AvisoPlanejado:
    """O que um cliente vai receber; débitos em ordem de vencimento, documento e parcela."""

    cliente: Cliente
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoSelecionado, ...]

    @property
    def total_centavos(self) -> Centavos:
        """Total atualizado."""
        return sum(debito.atualizado_centavos for debito in self.debitos)


@dataclass(frozen=True, slots=True)
class Fora:
    """Cliente que tinha o que avisar e não recebe.

    Atributos:
        total_centavos: total atualizado do que iria.
        ate: o dia da promessa, ou aquele em que o ciclo volta.
        sem_quem: por que não há destinatário.
    """

    cliente: Cliente
    motivo: Motivo
    total_centavos: Centavos = 0
    ate: date | None = None
    sem_quem: SemQuem | None = None


@dataclass(frozen=True, slots=True)
class Plano:
    """O resultado da seleção, em ordem de código do cliente."""

    data: date
    avisos: tuple[AvisoPlanejado, ...]
    fora: tuple[Fora, ...]
    apontamentos: tuple[Apontamento, ...]


def filtro_de_situacao(filtro: FiltroSNT) -> Callable[[str], bool]:
    """Devolve a função que diz se um débito desta situação passa, com memória por nome (regras.md §2.2)."""
    if filtro.modo is Modo.TODOS:
        return lambda situacao: True
    marcadas = filtro.chaves()
    return lru_cache(maxsize=None)(lambda situacao: filtro.aceita(situacao, marcadas))


def destinatarios_do_cliente(codigo: str, grupos: FiltroSNT, retrato: Retrato) -> Destinatarios:
    """Escolhe quem recebe por um cliente; o e-mail do cadastro vem primeiro, sem grupo (regras.md §3.2)."""
    contatos = retrato.contatos.get(codigo, ())
    if cadastro := retrato.email_do_cadastro.get(codigo):
        contatos = (cadastro, *contatos)
    return escolher(contatos, grupos, retrato.devolvidos)


def _colunas(*nomes: str) -> Callable[[Debito], tuple[Any, ...]]:
    """Lê vários campos de uma vez, pela posição: metade do custo de os ler um a um."""
    return itemgetter(*(Debito._fields.index(nome) for nome in nomes))


_ordem = _colunas("vencimento", "documento", "parcela")
_conta = _colunas("conta_cobranca", "vencimento", "multa_percentual", "juros_percentual_mes")


class Selecionador:
    """Põe classe, dias e encargos nos débitos que vão, com memória por conta de cobrança e vencimento.

    Args:
        hoje: data de referência.
        classificar: a do dia (`debito.classificador`).
        retrato: de onde saem os percentuais e os feriados locais.
    """

    def __init__(self, hoje: date, classificar: Callable[[date], Classe], retrato: Retrato) -> None:
        self._hoje = hoje
        self._classificar = classificar
        self._retrato = retrato
        self._memoria: dict[tuple[Any, ...], tuple[Classe, int, Callable[[Centavos], Encargos]]] = {}

    def selecionar(self, debitos: Iterable[Debito]) -> tuple[DebitoSelecionado, ...]:
        """Devolve os débitos prontos para o aviso, em ordem de vencimento, documento e parcela."""
        selecionados = []
        memoria = self._memoria
        # O construtor da tupla nomeada passa por uma função a mais, que custa tanto quanto a conta.
        novo = tuple.__new__
        for debito in sorted(debitos, key=_ordem):
            conta = _conta(debito)
            preparada = memoria.get(conta)
            if preparada is None:
                preparada = memoria[conta] = self._preparar(*conta)
            classe, dias, aplicar = preparada
            saldo = debito.saldo_centavos
            multa, juros = devidos = aplicar(saldo)
            selecionados.append(novo(DebitoSelecionado, (debito, classe, dias, devidos, saldo + multa + juros)))
        return tuple(selecionados)

    def _preparar(
        self, conta_cobranca: str, vencimento: date, multa: Decimal | None, juros_mes: Decimal | None
    ) -> tuple[Classe, int, Callable[[Centavos], Encargos]]:
        """Percentuais do débito, senão da conta, senão da empresa (regras.md §5)."""
        da_conta = self._retrato.percentuais_da_conta.get(conta_cobranca, self._retrato.percentuais)
        percentuais = da_conta.ou(multa, juros_mes)
        aplicar = encargos.preparar(percentuais, vencimento, self._hoje, self._retrato.feriados_locais)
        return self._classificar(vencimento), (self._hoje - vencimento).days, aplicar


_Carteira = tuple[list[Debito], list[Debito], list[Debito]]
"""Os débitos de um cliente que passaram pelo filtro de situação: a vencer, vencidos e prescritos."""
_A_VENCER, _VENCIDOS, _PRESCRITOS = range(3)


def _carteira_vazia() -> _Carteira:
    return [], [], []


def planejar(
    hoje: date,
    parametros: ParametrosAviso,
    retrato: Retrato,
    *,
    ja_avisados: Collection[str] = frozenset(),
    ignorados: Collection[str] = frozenset(),
) -> Plano:
    """Aplica regras.md §2 e §3 e devolve o plano do dia.

    Não olha `habilitado`: quem decide o que fazer com um módulo desligado é o fechamento.

    Args:
        hoje: data de referência.
        parametros: os da guia.
        retrato: o que a base sabe.
        ja_avisados: clientes com aviso da data que não será retomado.
        ignorados: clientes cujo aviso da data será retomado (ou mostrado à parte, ao simular).
    """
    with coleta_de_ciclos.adiada():
        return _Selecao(hoje, parametros, retrato, ja_avisados, ignorados).planejar()


class _Selecao:
    """Uma execução da seleção: guarda o que se calcula uma vez por data."""

    def __init__(
        self,
        hoje: date,
        parametros: ParametrosAviso,
        retrato: Retrato,
        ja_avisados: Collection[str],
        ignorados: Collection[str],
    ) -> None:
        self._hoje = hoje
        self._parametros = parametros
        self._retrato = retrato
        self._ja_avisados = ja_avisados
        self._ignorados = ignorados
        self._classificar = classificador(parametros, hoje, retrato.feriados_locais)
        self._selecionador = Selecionador(hoje, self._classificar, retrato)
        self._fora: list[Fora] = []
        self._avisos: list[AvisoPlanejado] = []
        self._apontamentos: list[Apontamento] = []

    def planejar(self) -> Plano:
        """Percorre os clientes em ordem textual de código."""
        carteiras = self._separar()
        self._apontamentos += (
            Apontamento(TipoDeApontamento.RENEGOCIADO, *chave) for chave in self._retrato.renegociados
        )
        for codigo in sorted(carteiras):
            if codigo not in self._ignorados and codigo in self._retrato.clientes:
                self._decidir(self._retrato.clientes[codigo], carteiras[codigo])
        return Plano(self._hoje, tuple(self._avisos), tuple(self._fora), tuple(self._apontamentos))

    def _separar(self) -> dict[str, _Carteira]:
        """Filtra por situação e classe, guardando só o que pode entrar em aviso."""
        onde = cache(self._onde)
        passa = filtro_de_situacao(self._parametros.situacoes)
        carteiras: defaultdict[str, _Carteira] = defaultdict(_carteira_vazia)
        pode_reter = bool(self._retrato.retidos or self._retrato.atrasadas)
        for debito in self._retrato.debitos:
            parte = onde(debito.vencimento)
            if parte is not None and passa(debito.situacao) and not (pode_reter and self._reter(debito, parte)):
                carteiras[debito.cliente][parte].append(debito)
        return carteiras

    def _reter(self, debito: Debito, parte: int) -> bool:
        """Diz se o débito espera pelo banco, e aponta por quê (retorno.md, regras 8 e 10)."""
        chave, conta = debito.chave, debito.conta_cobranca
        if (retencao := self._retrato.retidos.get(chave)) is not None:
            apontado = Apontamento(TipoDeApontamento.RETIDO, *chave, conta=conta, retencao=retencao)
        elif parte == _VENCIDOS and conta in self._retrato.atrasadas:
            dia = self._retrato.atrasadas[conta]
            apontado = Apontamento(TipoDeApontamento.RETORNO_ATRASADO, *chave, conta=conta, dia=dia)
        else:
            return False
        self._apontamentos.append(apontado)
        return True

    def _onde(self, vencimento: date) -> int | None:
        """Em que parte da carteira entra um débito com este vencimento, ou None se em nenhuma."""
        classe = self._classificar(vencimento)
        if classe is Classe.A_VENCER:
            return _A_VENCER
        if classe is not Classe.VENCIDO or not self._parametros.enviar_vencidos:
            return None
        limite = self._parametros.vencidos_ate_dias
        return _PRESCRITOS if limite and (self._hoje - vencimento).days > limite else _VENCIDOS

    def _decidir(self, cliente: Cliente, carteira: _Carteira) -> None:
        """Aplica a ordem de regras.md §2.14 a um cliente."""
        a_vencer, todos_vencidos, prescritos = carteira
        self._apontar_prescritos(prescritos)
        avisado_hoje = cliente.codigo in self._ja_avisados
        dispara = any(self._e_novo(debito, avisado_hoje) for debito in a_vencer)
        if not dispara and not todos_vencidos:
            return
        destinatarios = destinatarios_do_cliente(cliente.codigo, self._parametros.grupos, self._retrato)
        self._apontar_enderecos(cliente, destinatarios)
        volta = self._volta_do_ciclo(cliente.codigo)
        vencidos = todos_vencidos if volta is None else []
        selecionados = self._selecionador.selecionar(vencidos + a_vencer)
        total = sum([selecionado.atualizado_centavos for selecionado in selecionados])
        motivo = self._motivo(cliente, destinatarios, dispara or bool(vencidos), total)
        if motivo is None:
            self._avisos.append(AvisoPlanejado(cliente, destinatarios.enderecos, selecionados))
            return
        if motivo is Motivo.CICLO:
            total = sum(item.atualizado_centavos for item in self._selecionador.selecionar(todos_vencidos + a_vencer))
        ate = {Motivo.PROMESSA: cliente.promessa_ate, Motivo.CICLO: volta}.get(motivo)
        sem_quem = (
            _por_que_ninguem(destinatarios, self._parametros.grupos) if motivo is Motivo.SEM_DESTINATARIO else None
        )
        self._fora.append(Fora(cliente, motivo, total, ate, sem_quem))

    def _motivo(self, cliente: Cliente, destinatarios: Destinatarios, dispara: bool, total: Centavos) -> Motivo | None:
        """Devolve o primeiro motivo que valer para ficar de fora, ou None."""
        promessa = cliente.promessa_ate
        if not cliente.avisar:
            return Motivo.NAO_AVISAR
        if promessa is not None and promessa >= self._hoje:
            return Motivo.PROMESSA
        if not destinatarios.enderecos:
            return Motivo.SEM_DESTINATARIO
        if cliente.codigo in self._ja_avisados:
            return Motivo.JA_AVISADO
        if not dispara:
            return Motivo.CICLO
        return Motivo.VALOR_MINIMO if total < self._parametros.valor_minimo_centavos else None

    def _e_novo(self, debito: Debito, avisado_hoje: bool) -> bool:
        """Diz se um "a vencer" ainda não foi avisado; o aviso da própria data não conta (regras.md §2.13)."""
        avisado_em = self._retrato.marcas.get(debito.marca)
        return avisado_em is None or (avisado_hoje and avisado_em >= self._hoje)

    def _volta_do_ciclo(self, cliente: str) -> date | None:
        """Data em que os vencidos deste cliente voltam a poder ir; None quando já podem (regras.md §2.4)."""
        ultimo = self._retrato.ultimo_com_vencidos.get(cliente)
        if ultimo is None or (self._hoje - ultimo).days >= self._parametros.intervalo_dias:
            return None
        return ultimo + timedelta(days=self._parametros.intervalo_dias)

    def _apontar_prescritos(self, prescritos: list[Debito]) -> None:
        if not prescritos:
            return
        limite = self._parametros.vencidos_ate_dias
        self._apontamentos.extend(
            Apontamento(TipoDeApontamento.ANTIGO, d.cliente, d.documento, d.parcela, dias=limite) for d in prescritos
        )

    def _apontar_enderecos(self, cliente: Cliente, destinatarios: Destinatarios) -> None:
        codigo = cliente.codigo
        for nome, endereco in destinatarios.invalidos:
            tipo = TipoDeApontamento.EMAIL_INVALIDO
            self._apontamentos.append(Apontamento(tipo, codigo, contato=nome, endereco=endereco))
        for endereco in destinatarios.devolvidos:
            self._apontamentos.append(Apontamento(TipoDeApontamento.ENDERECO_DEVOLVIDO, codigo, endereco=endereco))


def _por_que_ninguem(destinatarios: Destinatarios, grupos: FiltroSNT) -> SemQuem:
    if destinatarios.devolvidos:
        return SemQuem.DEVOLVIDOS
    if destinatarios.invalidos:
        return SemQuem.INVALIDOS
    # Com todos os grupos o filtro não tira ninguém: culpá-lo mandaria o operador ao lugar errado.
    return SemQuem.SEM_EMAIL if grupos.modo is Modo.TODOS else SemQuem.FILTRO
