"""A base de demonstração: empresa, 40 clientes e 200 débitos plausíveis, sempre os mesmos para a mesma data.

Nada é sorteado: cada cliente e débito sai do seu número de ordem. E-mails só em `example.com`, que não entrega.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from modelos.cadastro import clientes, contatos, empresas
from modelos.carteira import carteira_mensal, debitos, importacoes, notas, pedidos
from modelos.contas import contas_cobranca, contas_conferidas, contas_email, parametros
from regras.cadastro import Cliente, ContaCobranca, ContaEmail, Contato, Empresa, Seguranca
from regras.carteira.evolucao import CarteiraDoMes, ultimos_meses
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido
from regras.debito import Debito
from regras.documentos import completar_cnpj
from regras.parametros import ParametrosAviso

QUANTOS_CLIENTES = 40
DEBITOS_POR_CLIENTE = 5

EMPRESA = Empresa(
    nome="Aurora Distribuidora de Alimentos Ltda",
    cpf_cnpj="12345678000195",
    endereco="Rua das Palmeiras",
    numero="1420",
    bairro="Floresta",
    cidade="Joinville",
    uf="SC",
    cep="89211000",
    telefone="(47) 3000-1420",
    email="financeiro@aurora.example.com",
)

CONTAS = (
    ContaCobranca("BB", "001", "17", "0131", "7", "59127", "0", convenio="1234567", variacao="019"),
    ContaCobranca("SANTANDER", "033", "101", "1234", convenio="1234567", ios="0"),
    ContaCobranca("CAIXA", "104", "1", "1234", convenio="123456", modalidade="4"),
    ContaCobranca("BRADESCO", "237", "09", "1234", "3", "123456", "0"),
    ContaCobranca("ITAU", "341", "109", "0810", "", "53678", "9"),
    ContaCobranca("SICREDI", "748", "1", "0156", convenio="85305", posto="05", byte_geracao="2", modalidade="1"),
    ContaCobranca("SICOOB", "756", "1", "4327", convenio="229385", modalidade="01"),
)

_RAMOS = ("Padaria", "Mercado", "Restaurante", "Hotel", "Lanchonete", "Hortifruti", "Peixaria", "Empório")
_NOMES = ("Pão da Serra", "São José", "Varanda", "Recanto do Mar", "Estação", "Serra Azul", "Maré Alta", "Santa Clara")
_CIDADES = (("Joinville", "SC", "89201000"), ("Curitiba", "PR", "80010000"), ("São Paulo", "SP", "01001000"))
_GRUPOS = (("Financeiro",), ("Contas a pagar",), ("Sócios", "Financeiro"), ())
_SITUACOES = ("Normal", "Normal", "Normal", "Acordo", "Normal", "Jurídico", "Normal", "Protesto")
_DIAS = (-20, -3, -1, 0, 1, 3, 6, 12, 25, 40, 75, 130)
"""Hoje − vencimento: futuros, a vencer, em carência e vencidos de todas as idades."""
_PRESCRITO = 2000
_PERCENTUAIS = (112, 124, 127, 118, 0, 104, 107, 101, 92, 88, 96, 93)
"""A carteira de cada um dos doze meses, em relação à de hoje; zero é um mês que ficou sem retrato."""


def popular(hoje: date, em: datetime, *, porta: int) -> None:
    """Enche uma base recém-criada.

    Args:
        hoje: data em torno da qual os vencimentos são postos.
        em: instante registrado como o da importação.
        porta: a do correio local da demonstração, em 127.0.0.1.
    """
    empresas.gravar(EMPRESA)
    contas_cobranca.gravar_varias(CONTAS)
    clientes.gravar_varios([_cliente(numero, hoje) for numero in range(QUANTOS_CLIENTES)])
    contatos.gravar_varios([contato for numero in range(QUANTOS_CLIENTES) for contato in _contatos(numero)])
    todos = [_debito(ordem, hoje) for ordem in range(QUANTOS_CLIENTES * DEBITOS_POR_CLIENTE)]
    debitos.gravar_varios(todos)
    pedidos.gravar_varios([_pedido(numero, hoje) for numero in range(6)])
    notas.gravar_varias([Nota("1", numero, hoje - timedelta(days=5)) for numero in range(1001, 1041) if numero % 13])
    contas_email.gravar(
        ContaEmail(1, "cobranca@aurora.example.com", "127.0.0.1", porta, Seguranca.NENHUMA, nome="Aurora Cobrança")
    )
    contas_conferidas.conferir(1, em)  # o correio local acabou de abrir nesta porta
    parametros.gravar(replace(ParametrosAviso(), habilitado=True, conta_email=1))
    importacoes.registrar(importacoes.Importacao(em, "demonstração", "debitos", lidas=len(todos), incluidas=len(todos)))
    agora = carteira_mensal.de_agora(hoje)
    for mes, percentual in zip(ultimos_meses(hoje), _PERCENTUAIS, strict=True):
        if percentual:
            carteira_mensal.gravar(_carteira(agora, mes, percentual), em)


def _carteira(agora: CarteiraDoMes, mes: date, percentual: int) -> CarteiraDoMes:
    """A carteira de um mês encerrado: a de agora, encolhida ou esticada, cada faixa um pouco diferente."""
    posicoes = tuple(
        posicao._replace(
            debitos=max(1, posicao.debitos * percentual // 100),
            saldo_centavos=posicao.saldo_centavos * (percentual + ordem % 5 * 3) // 100,
        )
        for ordem, posicao in enumerate(agora.posicoes, start=mes.month)
    )
    return CarteiraDoMes(mes, mes + timedelta(days=1), posicoes)


def _cliente(numero: int, hoje: date) -> Cliente:
    cidade, uf, cep = _CIDADES[numero % len(_CIDADES)]
    nome = f"{_RAMOS[numero % len(_RAMOS)]} {_NOMES[(numero // len(_RAMOS) + numero) % len(_NOMES)]} Ltda"
    return Cliente(
        codigo=f"{numero + 101:05d}",
        nome=nome,
        cpf_cnpj=_cnpj(numero),
        email="" if numero == 7 else f"contato@cliente-{numero + 1:02d}.example.com",
        endereco="Avenida Central",
        numero=str(100 + numero),
        bairro="Centro",
        cidade=cidade,
        uf=uf,
        cep=cep,
        avisar=numero != 5,
        promessa_ate=hoje + timedelta(days=4) if numero == 9 else None,
    )


def _cnpj(numero: int) -> str:
    """CNPJ com dígitos certos; um em cada oito com letras, como os novos desde julho de 2026."""
    raiz = f"{'AB' if numero % 8 == 3 else '33'}{numero + 100000:06d}0001"
    return completar_cnpj(raiz)


def _contatos(numero: int) -> Iterator[Contato]:
    """Um contato por cliente, dois em alguns; um com e-mail inválido e um cliente sem ninguém."""
    codigo, dominio = f"{numero + 101:05d}", f"cliente-{numero + 1:02d}.example.com"
    if numero == 7:
        return
    email = f"financeiro@{dominio}; sem-arroba" if numero == 11 else f"financeiro@{dominio}"
    yield Contato.criar(codigo, "Financeiro", email, _GRUPOS[numero % len(_GRUPOS)])
    if numero % 5 == 0:
        yield Contato.criar(codigo, "Compras", f"compras@{dominio}", ("Compras",))


def _debito(ordem: int, hoje: date) -> Debito:
    numero, parcela = divmod(ordem, DEBITOS_POR_CLIENTE)
    dias = _PRESCRITO if ordem == 33 else _DIAS[(numero * 5 + parcela * 7) % len(_DIAS)]
    vencimento = hoje - timedelta(days=dias)
    conta = CONTAS[ordem % len(CONTAS)]
    valor = 150_00 + (ordem * 7919) % 450_000
    return Debito(
        cliente=f"{numero + 101:05d}",
        documento=str(10_400 + ordem),
        parcela=str(parcela % 3 + 1),
        vencimento=vencimento,
        valor_centavos=valor,
        saldo_centavos=valor,
        emissao=vencimento - timedelta(days=28),
        situacao=_SITUACOES[ordem % len(_SITUACOES)],
        conta_cobranca=conta.codigo,
        nosso_numero="" if ordem == 13 else str(10_001 + ordem),
        multa_percentual=Decimal(0) if ordem == 20 else None,
    )


def _pedido(numero: int, hoje: date) -> Pedido:
    return Pedido(str(7001 + numero), f"{numero + 101:05d}", hoje - timedelta(days=numero), 500_00 + numero * 731_00)
