"""O plano do dia: a seleção de `regras.selecao` com os boletos calculados e os avisos que já existem.

A prévia da tela, `fechar --simular` e a execução usam este mesmo objeto.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from boletos.emissao.boleto import Boleto, montar
from envio.mensagem import letras
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import Centavos
from regras.encargos import Percentuais
from regras.erros import DadoInvalido
from regras.selecao import Apontamento, AvisoPlanejado, DebitoSelecionado, Fora, Plano

_CAMPO_BOLETO = "boleto"
SEM_CONTA = "sem conta de cobrança: o débito vai só no relatório"
CONTA_DESCONHECIDA = "a conta de cobrança {codigo} não está cadastrada: o débito vai só no relatório"


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


@dataclass(frozen=True, slots=True)
class Emissor:
    """O que é preciso para calcular os boletos de um dia."""

    empresa: Empresa
    contas: Mapping[str, ContaCobranca]
    hoje: date

    def emitir(self, debito: Debito, cliente: Cliente) -> Boleto:
        """Calcula o boleto do débito.

        Raises:
            DadoInvalido: não dá para emitir; a mensagem é a do apontamento (regras.md §4).
        """
        conta = self.contas.get(debito.conta_cobranca)
        if conta is None:
            motivo = CONTA_DESCONHECIDA.format(codigo=debito.conta_cobranca) if debito.conta_cobranca else SEM_CONTA
            raise DadoInvalido(_CAMPO_BOLETO, motivo)
        percentuais = (
            Percentuais(self.empresa.multa_percentual, self.empresa.juros_percentual_mes)
            .ou(conta.multa_percentual, conta.juros_percentual_mes)
            .ou(debito.multa_percentual, debito.juros_percentual_mes)
        )
        return montar(debito, conta, self.empresa, cliente, self.hoje, percentuais)

    def avisar(self, selecionado: DebitoSelecionado, cliente: Cliente) -> tuple[DebitoAvisado, Boleto | None, str]:
        """Devolve o retrato do débito, o boleto (ou None) e o que apontar: por que não há, ou a ressalva dele."""
        try:
            boleto = self.emitir(selecionado.debito, cliente)
            motivo = boleto.ressalva
        except DadoInvalido as erro:
            boleto, motivo = None, em_apontamento(erro)
        return retratar(selecionado, boleto), boleto, motivo


def em_apontamento(erro: DadoInvalido) -> str:
    """A frase do apontamento: o motivo, com o campo na frente quando ele diz o que falta, e o que fazer."""
    houve = erro.motivo if erro.campo == _CAMPO_BOLETO else f"{erro.campo}: {erro.motivo}"
    conserto = erro.o_que_fazer.rstrip(".")
    return f"{houve}; {conserto[0].lower()}{conserto[1:]}" if conserto else houve


def retratar(selecionado: DebitoSelecionado, boleto: Boleto | None) -> DebitoAvisado:
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
        codigo_barras=boleto.codigo_barras if boleto else None,
        linha_digitavel=boleto.linha_digitavel if boleto else None,
    )


def prever(plano: Plano, emissor: Emissor) -> tuple[tuple[AvisoPrevisto, ...], tuple[Apontamento, ...]]:
    """Calcula os boletos de um plano e devolve os avisos previstos com os apontamentos."""
    apontamentos = [*letras.apontar_empresa(emissor.empresa, emissor.contas.values()), *plano.apontamentos]
    previstos = [_prever_aviso(aviso, emissor, apontamentos) for aviso in plano.avisos]
    return tuple(previstos), tuple(apontamentos)


def _prever_aviso(aviso: AvisoPlanejado, emissor: Emissor, apontamentos: list[Apontamento]) -> AvisoPrevisto:
    retratos = []
    for selecionado in aviso.debitos:
        retrato, _, motivo = emissor.avisar(selecionado, aviso.cliente)
        retratos.append(retrato)
        if motivo:
            apontamentos.append(Apontamento(retrato.cliente, motivo, retrato.documento, retrato.parcela))
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
            aviso.motivo,
        )
        for aviso in avisos
    )
