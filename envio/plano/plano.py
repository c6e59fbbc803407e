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
from regras.apontamento import Apontamento, SemBoleto, TipoDeApontamento
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import Centavos
from regras.encargos import Percentuais
from regras.erros import DadoInvalido
from regras.selecao import AvisoPlanejado, DebitoSelecionado, Fora, Plano

_CAMPO_BOLETO = "boleto"


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
            SemBoleto: não dá para emitir; o tipo é o do apontamento (regras.md §4).
            DadoInvalido: a conta de cobrança tem código de banco, espécie ou aceite que não existem.
        """
        if debito.o_banco_nao_recebe():
            raise SemBoleto(
                TipoDeApontamento.TITULO_BAIXADO,
                _CAMPO_BOLETO,
                "o banco baixou ou protestou o título e já não o recebe: o débito vai só no relatório",
                o_que_fazer="Registre outro título e importe o nosso número dele.",
            )
        codigo = debito.conta_cobranca
        conta = self.contas.get(codigo)
        if conta is None:
            houve, tipo = "sem conta de cobrança", TipoDeApontamento.SEM_CONTA
            if codigo:
                houve, tipo = f"a conta de cobrança {codigo} não está cadastrada", TipoDeApontamento.CONTA_INEXISTENTE
            raise SemBoleto(tipo, _CAMPO_BOLETO, f"{houve}: o débito vai só no relatório", conta=codigo)
        percentuais = (
            Percentuais(self.empresa.multa_percentual, self.empresa.juros_percentual_mes)
            .ou(conta.multa_percentual, conta.juros_percentual_mes)
            .ou(debito.multa_percentual, debito.juros_percentual_mes)
        )
        return montar(debito, conta, self.empresa, cliente, self.hoje, percentuais)

    def avisar(
        self, selecionado: DebitoSelecionado, cliente: Cliente
    ) -> tuple[DebitoAvisado, Boleto | None, Apontamento | None]:
        """Devolve o retrato do débito, o boleto (ou None) e o que apontar: por que não há, ou a ressalva dele."""
        debito = selecionado.debito
        apontado: Apontamento | None
        try:
            boleto = self.emitir(debito, cliente)
        except SemBoleto as erro:
            return retratar(selecionado, None), None, apontar_recusa(erro.tipo, debito, erro, erro.conta)
        except DadoInvalido as erro:
            apontado = apontar_recusa(TipoDeApontamento.CONTA_INCOMPLETA, debito, erro, debito.conta_cobranca)
            return retratar(selecionado, None), None, apontado
        tipo, houve = TipoDeApontamento.PIX_RECUSADO, boleto.ressalva
        apontado = Apontamento(tipo, debito.cliente, debito.documento, debito.parcela, houve=houve) if houve else None
        return retratar(selecionado, boleto), boleto, apontado


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
        retrato, _, apontado = emissor.avisar(selecionado, aviso.cliente)
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
