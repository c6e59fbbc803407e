"""De que débito da base é uma linha digitável, e no que os dois diferem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boletos import bancos
from boletos.emissao.boleto import titulo_do_debito
from boletos.titulo.codigo import Decodificado
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from regras.debito import Debito
from regras.dinheiro import em_reais
from regras.erros import DadoInvalido


@dataclass(frozen=True, slots=True)
class Correspondente:
    """O débito que a linha cobra.

    Atributos:
        debito: como está na base.
        cliente: nome de quem paga.
        do_banco: verdadeiro se a linha é a que o banco devolveu; falso se saiu do nosso número, pelo leiaute do banco.
        diferencas: no que a linha não diz o que o débito diz, em frases.
    """

    debito: Debito
    cliente: str
    do_banco: bool
    diferencas: tuple[str, ...]


def procurar(lido: Decodificado) -> tuple[Correspondente, ...]:
    """Devolve os débitos que esta linha cobra: os que a guardam, senão os que dariam este mesmo campo livre.

    O campo livre traz o nosso número, e por ele se acha também o débito que foi prorrogado ou pago em parte depois de
    a linha sair. Mais de um é sinal de nosso número repetido.

    Args:
        lido: a linha, com os dígitos já conferidos.
    """
    guardados = debitos.com_linha(lido.linha_digitavel, lido.codigo_barras)
    if guardados:
        return tuple(_ligar(lido, guardados, do_banco=True))
    contas = {conta.codigo: conta for conta in contas_cobranca.listar() if conta.banco == lido.banco}
    candidatos = debitos.parecidos(lido.vencimento, lido.valor_centavos, list(contas)) if contas else []
    empresa = empresas.obter()
    documento = empresa.cpf_cnpj if empresa else ""
    achados = (
        debito
        for debito in candidatos
        if _campo_livre(debito, contas[debito.conta_cobranca], documento) == lido.campo_livre
    )
    return tuple(_ligar(lido, achados, do_banco=False))


def _campo_livre(debito: Debito, conta: ContaCobranca, documento: str) -> str:
    """As 25 posições que o débito teria; vazio se a conta ou o nosso número não bastam."""
    try:
        return bancos.obter(conta.banco).campo_livre(titulo_do_debito(debito, conta, documento))
    except DadoInvalido:
        return ""


def _ligar(lido: Decodificado, achados: Iterable[Debito], *, do_banco: bool) -> Iterator[Correspondente]:
    for debito in achados:
        cliente = clientes.obter(debito.cliente)
        yield Correspondente(debito, cliente.nome if cliente else "", do_banco, tuple(_diferencas(lido, debito)))


def _diferencas(lido: Decodificado, debito: Debito) -> Iterator[str]:
    if debito.pago_em is not None:
        yield f"O débito foi pago em {debito.pago_em:%d/%m/%Y}."
    elif not debito.saldo_centavos:
        yield "O débito não tem mais saldo."
    elif lido.valor_centavos != debito.saldo_centavos:
        yield f"A linha é de {em_reais(lido.valor_centavos)}, e o saldo é de {em_reais(debito.saldo_centavos)}."
    if lido.vencimento is not None and lido.vencimento != debito.vencimento:
        yield f"A linha vence em {lido.vencimento:%d/%m/%Y}, e o débito em {debito.vencimento:%d/%m/%Y}."
