"""O plano do dia: a seleção de `regras.selecao` com os boletos calculados e os avisos que já existem.

A prévia da tela, `fechar --simular` e a execução usam este mesmo objeto.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from boletos.emissao.boleto import Boleto, Cobranca, Codigos, conferir_pix
from envio.mensagem import letras
from regras.apontamento import Apontamento, SemBoleto, TipoDeApontamento
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import Centavos
from regras.encargos import Percentuais
from regras.erros import DadoInvalido
from regras.selecao import AvisoPlanejado, DebitoSelecionado, Fora, Plano

_CAMPO_BOLETO = "boleto"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class AvisoPrevisto:
    """Um aviso como será, ou como já está gravado na data (`id` preenchido)."""

    cliente: str
    cliente_nome: str
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoAvisado, ...]
    id: int | None = None
    estado: Estado = Estado.PENDENTE
    message_id: str | None = None
    motivo: str | None = None

    @property
    def total_centavos(self) -> Centavos:
        """Total atualizado."""
        return sum(debito.atualizado_centavos for debito in self.debitos)


@dataclass(frozen=True)
class PlanoDoDia:
    """Quem recebe, quem fica de fora e o que há a consertar, numa data."""

    data: date
    habilitado: bool
    simulado: bool
    avisos: tuple[AvisoPrevisto, ...] = ()
    fora: tuple[Fora, ...] = ()
    apontamentos: tuple[Apontamento, ...] = ()

    @cached_property
    def total_centavos(self) -> Centavos:
        """Total atualizado de todos os avisos."""
        return sum(aviso.total_centavos for aviso in self.avisos)

    @cached_property
    def quantidade_debitos(self) -> int:
        """Débitos de todos os avisos."""
        return sum(len(aviso.debitos) for aviso in self.avisos)

    @cached_property
    def quantidade_boletos(self) -> int:
        """Débitos que vão com boleto."""
        return sum(debito.tem_boleto for aviso in self.avisos for debito in aviso.debitos)


@dataclass(slots=True)
class Totais:
    """O que se conta de um plano que passa aos poucos; dinheiro em centavos.

    Atributos:
        partes: quantas já passaram.
        por_estado: quantos avisos em cada estado.
    """

    partes: int = 0
    avisos: int = 0
    debitos: int = 0
    boletos: int = 0
    fora: int = 0
    total_centavos: Centavos = 0
    por_estado: Counter[Estado] = field(default_factory=Counter)

    def somar(self, parte: PlanoDoDia) -> None:
        """Conta mais uma parte."""
        self.partes += 1
        self.avisos += len(parte.avisos)
        self.debitos += parte.quantidade_debitos
        self.boletos += parte.quantidade_boletos
        self.fora += len(parte.fora)
        self.total_centavos += parte.total_centavos
        self.por_estado.update(aviso.estado for aviso in parte.avisos)


def juntar(partes: Iterable[PlanoDoDia]) -> PlanoDoDia:
    """O plano inteiro, das suas partes (`fechamento.planejar_em_partes`); sem nenhuma não há plano."""
    todas = list(partes)
    return replace(
        todas[0],
        avisos=tuple(chain.from_iterable(parte.avisos for parte in todas)),
        fora=tuple(chain.from_iterable(parte.fora for parte in todas)),
        apontamentos=tuple(chain.from_iterable(parte.apontamentos for parte in todas)),
    )


@dataclass(frozen=True, slots=True)
class Emissor:
    """O que é preciso para calcular os boletos de um dia."""

    empresa: Empresa
    contas: Mapping[str, ContaCobranca]
    hoje: date
    _prontas: dict[str, Cobranca] = field(default_factory=dict, init=False, repr=False, compare=False)

    def apontar_letras(self) -> Iterator[Apontamento]:
        """O que a empresa e as contas têm impresso e sai trocado."""
        return letras.apontar_empresa(self.empresa, self.contas.values())

    def prever(self, selecionado: DebitoSelecionado, cliente: Cliente) -> tuple[DebitoAvisado, Apontamento | None]:
        """O retrato do débito e o que apontar, sem montar o boleto: o plano só precisa dos códigos."""
        debito = selecionado.debito
        codigos, apontado = self._tentar(debito, lambda: self._cobrar(debito).codificar(debito, cliente))
        if codigos is not None and debito.pix_copia_e_cola:
            apontado = _ressalvar(debito, conferir_pix(debito.pix_copia_e_cola, debito.saldo_centavos)[1])
        return retratar(selecionado, codigos), apontado

    def avisar(
        self, selecionado: DebitoSelecionado, cliente: Cliente
    ) -> tuple[DebitoAvisado, Boleto | None, Apontamento | None]:
        """Devolve o retrato do débito, o boleto (ou None) e o que apontar: por que não há, ou a ressalva dele."""
        debito = selecionado.debito
        boleto, apontado = self._tentar(debito, lambda: self.emitir(debito, cliente))
        if boleto is not None:
            apontado = _ressalvar(debito, boleto.ressalva)
        return retratar(selecionado, boleto), boleto, apontado

    def emitir(self, debito: Debito, cliente: Cliente) -> Boleto:
        """Monta o boleto do débito.

        Raises:
            SemBoleto: não dá para emitir; o tipo é o do apontamento (regras.md §4).
            DadoInvalido: a conta de cobrança tem código de banco, espécie ou aceite que não existem.
        """
        cobranca = self._cobrar(debito)
        percentuais = (
            Percentuais(self.empresa.multa_percentual, self.empresa.juros_percentual_mes)
            .ou(cobranca.conta.multa_percentual, cobranca.conta.juros_percentual_mes)
            .ou(debito.multa_percentual, debito.juros_percentual_mes)
        )
        return cobranca.montar(debito, cliente, percentuais)

    def _cobrar(self, debito: Debito) -> Cobranca:
        """A conta de cobrança do débito, pronta.

        Raises:
            SemBoleto: o banco já não o recebe, ou a conta não existe.
        """
        if debito.titulo_baixado and debito.o_banco_nao_recebe():
            raise SemBoleto(
                TipoDeApontamento.TITULO_BAIXADO,
                _CAMPO_BOLETO,
                "o banco baixou ou protestou o título e já não o recebe: o débito vai só no relatório",
                o_que_fazer="Registre outro título e importe o nosso número dele.",
            )
        codigo = debito.conta_cobranca
        if (pronta := self._prontas.get(codigo)) is not None:
            return pronta
        conta = self.contas.get(codigo)
        if conta is None:
            houve, tipo = "sem conta de cobrança", TipoDeApontamento.SEM_CONTA
            if codigo:
                houve, tipo = f"a conta de cobrança {codigo} não está cadastrada", TipoDeApontamento.CONTA_INEXISTENTE
            raise SemBoleto(tipo, _CAMPO_BOLETO, f"{houve}: o débito vai só no relatório", conta=codigo)
        pronta = self._prontas[codigo] = Cobranca(conta, self.empresa, self.hoje)
        return pronta

    @staticmethod
    def _tentar(debito: Debito, calcular: Callable[[], _T]) -> tuple[_T | None, Apontamento | None]:
        """O que se calculou, ou o apontamento de por que não dá (regras.md §4)."""
        try:
            return calcular(), None
        except SemBoleto as erro:
            return None, apontar_recusa(erro.tipo, debito, erro, erro.conta)
        except DadoInvalido as erro:
            return None, apontar_recusa(TipoDeApontamento.CONTA_INCOMPLETA, debito, erro, debito.conta_cobranca)


def _ressalvar(debito: Debito, houve: str) -> Apontamento | None:
    if not houve:
        return None
    return Apontamento(TipoDeApontamento.PIX_RECUSADO, debito.cliente, debito.documento, debito.parcela, houve=houve)


def apontar_recusa(
    tipo: TipoDeApontamento, debito: Debito | DebitoAvisado, erro: DadoInvalido, conta: str = ""
) -> Apontamento:
    """O apontamento de um débito que ficou sem boleto: o que houve, com o campo na frente, e o que fazer."""
    houve = erro.motivo if erro.campo == _CAMPO_BOLETO else f"{erro.campo}: {erro.motivo}"
    return Apontamento(
        tipo,
        debito.cliente,
        debito.documento,
        debito.parcela,
        conta=conta,
        houve=houve,
        o_que_fazer=erro.o_que_fazer,
    )


def retratar(selecionado: DebitoSelecionado, codigos: Boleto | Codigos | None) -> DebitoAvisado:
    """Tira o retrato de um débito selecionado para gravar com o aviso."""
    debito = selecionado.debito
    return DebitoAvisado(
        cliente=debito.cliente,
        documento=debito.documento,
        parcela=debito.parcela,
        vencimento=debito.vencimento,
        classe=selecionado.classe,
        dias=selecionado.dias,
        valor_centavos=debito.valor_centavos,
        saldo_centavos=debito.saldo_centavos,
        multa_centavos=selecionado.encargos.multa_centavos,
        juros_centavos=selecionado.encargos.juros_centavos,
        emissao=debito.emissao,
        codigo_barras=codigos.codigo_barras if codigos else None,
        linha_digitavel=codigos.linha_digitavel if codigos else None,
    )


def prever(plano: Plano, emissor: Emissor) -> tuple[tuple[AvisoPrevisto, ...], tuple[Apontamento, ...]]:
    """Calcula os códigos dos boletos de um plano e devolve os avisos previstos com os apontamentos."""
    apontamentos = [*plano.apontamentos]
    previstos = [_prever_aviso(aviso, emissor, apontamentos) for aviso in plano.avisos]
    return tuple(previstos), tuple(apontamentos)


def _prever_aviso(aviso: AvisoPlanejado, emissor: Emissor, apontamentos: list[Apontamento]) -> AvisoPrevisto:
    retratos = []
    for selecionado in aviso.debitos:
        retrato, apontado = emissor.prever(selecionado, aviso.cliente)
        retratos.append(retrato)
        if apontado is not None:
            apontamentos.append(apontado)
    apontamentos.extend(letras.apontar_cliente(aviso.cliente, retratos))
    return AvisoPrevisto(aviso.cliente.codigo, aviso.cliente.nome, aviso.destinatarios, tuple(retratos))


def de_gravados(avisos: Iterable[Aviso]) -> tuple[AvisoPrevisto, ...]:
    """Mostra avisos já gravados na mesma forma dos previstos."""
    return tuple(
        AvisoPrevisto(
            aviso.cliente,
            aviso.cliente_nome,
            aviso.destinatarios,
            aviso.debitos,
            aviso.id,
            aviso.estado,
            aviso.message_id,
            aviso.por_que or None,
        )
        for aviso in avisos
    )
