"""Tudo o que a seleção precisa saber da base, num número fixo de consultas (regras.md §2 e §3).

É o caminho mais quente do programa: 60 mil débitos de uma vez. As linhas vêm cruas do motor, sem passar
pelos campos do peewee, e cada texto repetido (data, percentual, lista) é convertido uma vez só.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

import peewee

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual, leitura
from modelos.acesso.consulta_pronta import ConsultaPronta
from modelos.avisos import devolvidos
from modelos.avisos.tabelas import QUE_CONTAM, AvisoDB, AvisoDebitoDB
from modelos.cadastro import empresas, feriados, situacoes
from modelos.cadastro.clientes import COLUNAS as COLUNAS_DO_CLIENTE
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.contatos import ContatoDB, ContatoGrupoDB
from modelos.carteira.debitos import EM_ABERTO, DebitoDB
from modelos.carteira.debitos import obter as obter_debito
from modelos.contas.contas_cobranca import ContaCobrancaDB
from modelos.retorno import efeitos
from regras import coleta_de_ciclos
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, Cliente, Contato
from regras.debito import ChaveDebito, Classe, Debito, Marca, vencimentos_da_classe
from regras.encargos import Percentuais
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.retorno.arquivo import Retencao, esta_atrasado
from regras.selecao import Retrato, filtro_de_situacao

_Donos: TypeAlias = "peewee.ModelSelect[Any] | None"
"""A consulta que dá os códigos dos clientes, ou None para todos."""
_Linhas: TypeAlias = list[tuple[Any, ...]]

_NOME_DO_CADASTRO = "e-mail do cadastro"
# `pago_em` fora do índice obrigaria a buscar cada linha; a situação vazia é nula só na base.
_DEBITOS = DebitoDB.select(
    DebitoDB.cliente,
    DebitoDB.documento,
    DebitoDB.parcela,
    DebitoDB.vencimento,
    DebitoDB.valor_centavos,
    DebitoDB.saldo_centavos,
    DebitoDB.emissao,
    peewee.fn.COALESCE(DebitoDB.situacao, peewee.SQL("''")),
    DebitoDB.conta_cobranca,
    DebitoDB.nosso_numero,
    DebitoDB.linha_digitavel,
    DebitoDB.pix_copia_e_cola,
    DebitoDB.multa_percentual,
    DebitoDB.juros_percentual_mes,
    DebitoDB.titulo_baixado,
)
_CLIENTES = ClienteDB.select(
    ClienteDB.email_validos,
    ClienteDB.email_invalidos,
    ClienteDB.avisar,
    ClienteDB.promessa_ate,
    *(coluna for coluna in COLUNAS_DO_CLIENTE if coluna.name not in {"avisar", "promessa_ate"}),
)
_CONTATOS = (
    ContatoDB.select(
        ContatoDB.id,
        ContatoDB.cliente,
        ContatoDB.nome,
        ContatoDB.email,
        ContatoDB.validos,
        ContatoDB.invalidos,
        ContatoGrupoDB.grupo,
    )
    .join(ContatoGrupoDB, peewee.JOIN.LEFT_OUTER)
    .order_by(ContatoDB.id, ContatoGrupoDB.id)
)
_DEBITOS_DE = ConsultaPronta(lambda cliente: _DEBITOS.where(EM_ABERTO & (DebitoDB.cliente == cliente)))
_CLIENTE_DE = ConsultaPronta(lambda cliente: _CLIENTES.where(ClienteDB.codigo == cliente))
_CONTATOS_DE = ConsultaPronta(lambda cliente: _CONTATOS.where(ContatoDB.cliente == cliente))
_PERCENTUAIS_DAS_CONTAS = ConsultaPronta(
    lambda: ContaCobrancaDB.select(
        ContaCobrancaDB.codigo, ContaCobrancaDB.multa_percentual, ContaCobrancaDB.juros_percentual_mes
    )
)
_PARTE_QUE_VALE_LER_TUDO = 2
"""Acima de um em cada dois clientes, ler todos é mais rápido que procurar os donos um a um."""


class _Memoria(dict[Any, Any]):
    """Converte cada texto uma vez só; o nulo continua nulo."""

    def __init__(self, converter: Callable[[str], object]) -> None:
        super().__init__({None: None})
        self._converter = converter

    def __missing__(self, texto: str) -> object:
        convertido = self[texto] = self._converter(texto)
        return convertido


def ler(hoje: date, parametros: ParametrosAviso) -> Retrato:
    """Lê o retrato inteiro para selecionar na data.

    Args:
        hoje: data de referência.
        parametros: de que dependem a faixa dos débitos, das marcas e do ciclo.

    Raises:
        AmbienteIndisponivel: base ocupada ou danificada.
    """
    (inteiro,) = ler_em_lotes(hoje, parametros, sys.maxsize)
    return inteiro


def ler_em_lotes(hoje: date, parametros: ParametrosAviso, clientes_por_lote: int = 2000) -> Iterator[Retrato]:
    """O retrato aos poucos: cada um traz alguns clientes inteiros, em ordem de código, e nada guarda a base toda.

    Cada lote é uma leitura: o que outro terminal grava no meio vale para quem ainda não foi lido, e nenhum cliente é
    visto pela metade. Sem ninguém em jogo vem um lote vazio.
    """
    jogo = _comecar(hoje, parametros)
    for inicio in range(0, max(len(jogo.donos), 1), clientes_por_lote):
        yield _ler_lote(jogo, jogo.donos[inicio : inicio + clientes_por_lote])
        if not inicio:  # o que não é de nenhum lote vem uma vez só
            jogo = replace(jogo, comum=replace(jogo.comum, renegociados=()))


@dataclass(frozen=True, slots=True)
class _EmJogo:
    """O que é comum aos lotes de uma data.

    Atributos:
        debitos: a condição dos que podem ir.
        donos: os códigos de quem os tem, em ordem.
        procurar: os donos são poucos, e ler todos os clientes da faixa deles custaria mais.
        comum: o retrato sem débitos, clientes nem contatos.
    """

    debitos: peewee.Expression
    donos: list[str]
    procurar: bool
    comum: Retrato


@leitura()
def _comecar(hoje: date, parametros: ParametrosAviso) -> _EmJogo:
    locais = feriados.dias()
    desde, _ = vencimentos_da_classe(Classe.A_VENCER, parametros, hoje, locais) or (hoje, hoje)
    ate = hoje + timedelta(days=parametros.vencendo_em_dias)
    em_jogo = EM_ABERTO & (DebitoDB.vencimento <= ate)
    if parametros.situacoes.modo is not Modo.TODOS:
        em_jogo &= _da_situacao(parametros.situacoes)
    if not parametros.enviar_vencidos:
        em_jogo &= DebitoDB.vencimento >= desde
    em_ordem = DebitoDB.select(DebitoDB.cliente).where(em_jogo).distinct().order_by(DebitoDB.cliente)
    donos = [codigo for (codigo,) in _ler_cru(em_ordem)]
    comum = _montar(
        [],
        [],
        [],
        locais,
        marcas=_ler_marcas(desde or hoje, ate),
        ultimo_com_vencidos=_ler_ciclo(hoje - timedelta(days=parametros.intervalo_dias)),
        retidos=efeitos.retidos(),
        atrasadas=_ler_atrasadas(hoje, parametros.retorno_dias, locais),
        renegociados=efeitos.renegociados(),
    )
    return _EmJogo(em_jogo, donos, len(donos) * _PARTE_QUE_VALE_LER_TUDO <= ClienteDB.select().count(), comum)


@leitura()
def _ler_lote(jogo: _EmJogo, donos: Sequence[str]) -> Retrato:
    if not donos:
        return jogo.comum
    em_jogo = jogo.debitos & DebitoDB.cliente.between(donos[0], donos[-1])
    so_de = DebitoDB.select(DebitoDB.cliente).where(em_jogo) if jogo.procurar else None
    with coleta_de_ciclos.adiada():
        clientes, do_cadastro = _em_clientes(_ler_cru(_da_faixa(_CLIENTES, ClienteDB.codigo, donos, so_de)))
        return replace(
            jogo.comum,
            debitos=_em_debitos(_ler_cru(_DEBITOS.where(em_jogo))),
            clientes=clientes,
            contatos=_em_contatos(_ler_cru(_da_faixa(_CONTATOS, ContatoDB.cliente, donos, so_de))),
            email_do_cadastro=do_cadastro,
        )


def _da_faixa(
    consulta: peewee.ModelSelect[Any], coluna: peewee.Field[Any], donos: Sequence[str], so_de: _Donos
) -> peewee.ModelSelect[Any]:
    return consulta.where(coluna.between(donos[0], donos[-1]) if so_de is None else coluna.in_(so_de))


def _da_situacao(filtro: FiltroSNT) -> peewee.Expression:
    """O filtro de situação da regra, aplicado uma vez a cada nome cadastrado em vez de a cada débito."""
    passa = filtro_de_situacao(filtro)
    aceitas = [nome for nome in situacoes.listar() if passa(nome)]
    sem_situacao = DebitoDB.situacao.is_null()
    condicao: peewee.Expression = DebitoDB.situacao.in_(aceitas)
    return condicao | sem_situacao if passa("") else condicao


@leitura()
def ler_do_aviso(cliente: str, chaves: Collection[ChaveDebito]) -> Retrato:
    """Lê o retrato só do que um aviso cita, para a reconferência (regras.md §6.2); sem marcas nem ciclo.

    Args:
        cliente: o dono do aviso.
        chaves: dos débitos do aviso, todos deste cliente; os baixados também vêm, e o que não existe mais não volta.
    """
    citados = set(chaves)
    lidos = [debito for debito in _em_debitos(_DEBITOS_DE.ler_cru(cliente)) if debito.chave in citados]
    baixados = (obter_debito(chave) for chave in citados.difference(debito.chave for debito in lidos))
    return _montar(
        [*lidos, *filter(None, baixados)],
        _CLIENTE_DE.ler_cru(cliente),
        _CONTATOS_DE.ler_cru(cliente),
        feriados.dias(),
        retidos=efeitos.retidos_de(cliente),
    )


def _ler_atrasadas(hoje: date, dias: int, locais: Collection[date]) -> dict[str, date]:
    """As contas de cobrança cujo retorno está velho demais para cobrar vencidos, e de quando ele é."""
    if not dias:
        return {}
    geracoes = efeitos.ultimas_geracoes()
    return {conta: em for conta, em in geracoes.items() if esta_atrasado(em, hoje, dias, locais)}


def _montar(
    debitos: list[Debito],
    linhas_de_clientes: _Linhas,
    linhas_de_contatos: _Linhas,
    locais: Collection[date],
    *,
    marcas: Mapping[Marca, date] | None = None,
    ultimo_com_vencidos: Mapping[str, date] | None = None,
    retidos: Mapping[ChaveDebito, Retencao] | None = None,
    atrasadas: Mapping[str, date] | None = None,
    renegociados: Collection[ChaveDebito] = (),
) -> Retrato:
    clientes, do_cadastro = _em_clientes(linhas_de_clientes)
    percentuais = _ler_percentuais()
    return Retrato(
        debitos=debitos,
        clientes=clientes,
        contatos=_em_contatos(linhas_de_contatos),
        email_do_cadastro=do_cadastro,
        percentuais=percentuais,
        devolvidos=devolvidos.enderecos(),
        percentuais_da_conta=_ler_percentuais_da_conta(percentuais),
        marcas=marcas or {},
        ultimo_com_vencidos=ultimo_com_vencidos or {},
        feriados_locais=locais,
        retidos=retidos or {},
        atrasadas=atrasadas or {},
        renegociados=renegociados,
    )


def _ler_cru(consulta: peewee.ModelSelect[Any]) -> list[tuple[Any, ...]]:
    comando, valores = consulta.sql()
    return dialeto.ler_cru(atual, comando, valores)


def _em_debitos(linhas: _Linhas) -> list[Debito]:
    datas = _Memoria(date.fromisoformat)
    taxas = _Memoria(Decimal)
    novo = tuple.__new__
    return [
        novo(
            Debito, (c, d, p, datas[v], va, sa, datas[e], si, cc, nn, ld, px, None, taxas[m], taxas[j], None, None, tb)
        )
        for c, d, p, v, va, sa, e, si, cc, nn, ld, px, m, j, tb in linhas
    ]


def _ler_lista(texto: str) -> tuple[str, ...]:
    """A lista de um `TextoListaField`; só a que tem escape precisa do leitor de JSON, dez vezes mais lento."""
    if texto == "[]":
        return ()
    return tuple(json.loads(texto)) if "\\" in texto else tuple(texto[2:-2].split('", "'))


def _em_clientes(linhas: _Linhas) -> tuple[dict[str, Cliente], dict[str, Contato]]:
    """Os donos, e o e-mail do cadastro de cada um como contato sem grupo (regras.md §3.2)."""
    datas = _Memoria(date.fromisoformat)
    clientes: dict[str, Cliente] = {}
    do_cadastro: dict[str, Contato] = {}
    for validos, invalidos, avisar, promessa_ate, *textos in linhas:
        cliente = Cliente(*(*textos, avisar == 1, datas[promessa_ate]))
        codigo, email = cliente.codigo, cliente.email
        clientes[codigo] = cliente
        if email:
            do_cadastro[codigo] = Contato(
                codigo, _NOME_DO_CADASTRO, email, (), _ler_lista(validos), _ler_lista(invalidos)
            )
    return clientes, do_cadastro


def _em_contatos(linhas: _Linhas) -> dict[str, list[Contato]]:
    """Os contatos de cada dono, cada um com os grupos das suas linhas seguidas."""
    contatos: dict[str, list[Contato]] = {}
    anterior = None
    for numero, cliente, nome, email, validos, invalidos, grupo in linhas:
        lidos = contatos.get(cliente)
        if lidos is None:
            lidos = contatos[cliente] = []
        if numero == anterior:
            lidos[-1] = lidos[-1]._replace(grupos=(*lidos[-1].grupos, grupo))
            continue
        anterior = numero
        grupos = () if grupo is None else (grupo,)
        lidos.append(Contato(cliente, nome, email, grupos, _ler_lista(validos), _ler_lista(invalidos)))
    return contatos


def _ler_percentuais() -> Percentuais:
    empresa = empresas.obter()
    if empresa is None:
        return Percentuais(MULTA_INICIAL, JUROS_INICIAIS_MES)
    return Percentuais(empresa.multa_percentual, empresa.juros_percentual_mes)


def _ler_percentuais_da_conta(da_empresa: Percentuais) -> dict[str, Percentuais]:
    """Os de cada conta de cobrança, com os da empresa onde a conta não diz (regras.md §5)."""
    return {codigo: da_empresa.ou(multa, juros) for codigo, multa, juros in _PERCENTUAIS_DAS_CONTAS.ler()}


def _ler_marcas(desde: date, ate: date) -> dict[Marca, date]:
    """Os débitos que já foram em aviso que conta, e a data do primeiro; só os vencimentos que podem ser "a vencer"."""
    corrente = (AvisoDebitoDB.aviso == AvisoDB.id) & (AvisoDebitoDB.versao == AvisoDB.versao)
    marca = (AvisoDebitoDB.cliente, AvisoDebitoDB.documento, AvisoDebitoDB.parcela, AvisoDebitoDB.vencimento)
    consulta = (
        AvisoDebitoDB.select(*marca, peewee.fn.MIN(AvisoDB.data))
        .join(AvisoDB, on=corrente)
        .where(AvisoDebitoDB.vencimento.between(desde, ate) & AvisoDB.estado.in_(QUE_CONTAM))
        .group_by(*marca)
    )
    datas = _Memoria(date.fromisoformat)
    return {
        (cliente, documento, parcela, datas[vencimento]): datas[primeira]
        for cliente, documento, parcela, vencimento, primeira in _ler_cru(consulta)
    }


def _ler_ciclo(depois_de: date) -> dict[str, date]:
    """Por cliente, a data do último aviso que conta com ao menos um vencido; o que já completou o ciclo não importa."""
    consulta = (
        AvisoDB.select(AvisoDB.cliente, peewee.fn.MAX(AvisoDB.data))
        .where(AvisoDB.estado.in_(QUE_CONTAM) & (AvisoDB.data > depois_de) & AvisoDB.tem_vencido)
        .group_by(AvisoDB.cliente)
    )
    return {cliente: date.fromisoformat(ultima) for cliente, ultima in _ler_cru(consulta)}
