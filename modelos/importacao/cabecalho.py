"""De que coluna do contrato é cada título: pelo nome dela, pelos nomes usuais dos ERPs, ou pelo que se aprendeu. Puro.

O nome do contrato vale primeiro. Depois, o usual: o título é reduzido a palavras por extenso (`Dt. Vencto` é `data
vencimento`) e casa quando só um destino lhe resta e nenhum outro título o disputa no mesmo grau. O de-para que o
operador gravou para um cabeçalho igual vale por cima de tudo (linha-de-comando.md, arquivos de importação).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from modelos.importacao.resultado import Tipo
from regras.nomes import chave

DAS_REJEITADAS = ("linha", "motivo")
"""As colunas que o arquivo das rejeitadas tem depois das da planilha."""
_NAO_LETRA = re.compile(r"[^0-9a-z]")
_EMENDA = re.compile(r"(?<=[a-z])(?=[A-Z])")
_POR_EXTENSO = {
    **dict.fromkeys(("dt", "dta", "dat"), "data"),
    **dict.fromkeys(("vlr", "vl", "val", "vr"), "valor"),
    **dict.fromkeys(("n", "no", "num", "nr", "nro", "numer"), "numero"),
    **dict.fromkeys(("cod", "codig", "cd"), "codigo"),
    **dict.fromkeys(("venc", "vencto", "vcto", "vct", "vencim", "vencimto"), "vencimento"),
    **dict.fromkeys(("emis", "emiss"), "emissao"),
    **dict.fromkeys(("end", "ender"), "endereco"),
    **dict.fromkeys(("tel", "fone", "telef", "celular", "cel", "whatsapp"), "telefone"),
    **dict.fromkeys(("doc", "docto", "dcto"), "documento"),
    **dict.fromkeys(("parc", "prest", "prestacao"), "parcela"),
    **dict.fromkeys(("tit",), "titulo"),
    **dict.fromkeys(("dupl", "dup"), "duplicata"),
    **dict.fromkeys(("sit",), "situacao"),
    **dict.fromkeys(("compl", "comp"), "complemento"),
    **dict.fromkeys(("cli", "sacado", "pagador", "devedor"), "cliente"),
    **dict.fromkeys(("pag", "pgto", "pagto", "pagamto", "baixa", "quitacao", "liquidacao", "recebimento"), "pagamento"),
    **dict.fromkeys(("orig",), "original"),
    **dict.fromkeys(("perc", "pct"), "percentual"),
    **dict.fromkeys(("ag",), "agencia"),
    **dict.fromkeys(("cta",), "conta"),
    **dict.fromkeys(("dig", "digito"), "dv"),
    **dict.fromkeys(("nf", "nfe", "nfs"), "nota fiscal"),
    **dict.fromkeys(("municipio",), "cidade"),
    **dict.fromkeys(("logradouro", "rua"), "endereco"),
}
_SEM_SENTIDO = frozenset(("a", "o", "da", "de", "do", "das", "dos", "em", "e", "no", "na", "r", "rs", "brl"))
_COLADAS = re.compile(r"(dt|data|vlr|vl|valor|cod|num|nr|nro)(?=[a-z]{3})")

_QUEM = (
    *("codigo cliente|cliente codigo|id cliente", "cliente", "codigo|codigo parceiro"),
    *("cpf cnpj|cnpj cpf|cnpj|cpf|cnpj cliente|cpf cnpj cliente|cnpj cpf cliente|documento cliente|cgc cpf|cgc",),
    *("razao social|nome|nome cliente|cliente nome|razao social cliente|nome razao social",),
)
_DOCUMENTO_DE_PESSOA = (
    "cpf cnpj|cnpj cpf|cgc cpf|cpf cgc",
    "cnpj|cpf|cgc|documento|documento cliente|cnpj cliente|cpf cnpj cliente",
)
_NOME = (
    "nome|razao social|nome razao social|razao social nome|nome cliente|razao|nome empresarial|nome parceiro",
    "cliente",
)
_ONDE = {
    "endereco": ("endereco", "endereco cobranca|endereco principal"),
    "numero": ("numero|numero endereco|endereco numero",),
    "complemento": ("complemento|complemento endereco|endereco complemento",),
    "bairro": ("bairro|bairro endereco",),
    "cidade": ("cidade|nome cidade|cidade endereco",),
    "uf": ("uf|estado|sigla uf|uf endereco",),
    "cep": ("cep|codigo postal|cep endereco",),
    "telefone": ("telefone", "telefone 1|telefone principal|ddd telefone|telefone comercial|telefone contato"),
    "email": ("email", "email cobranca|email financeiro", "email principal|email contato|correio eletronico"),
}
_PERCENTUAIS = {
    "multa_percentual": ("percentual multa|multa percentual|taxa multa",),
    "juros_percentual_mes": ("percentual juros|juros percentual|percentual juros mes|juros mes|percentual mora",),
}

USUAIS: Mapping[Tipo, Mapping[str, tuple[str, ...]]] = {
    Tipo.EMPRESA: {"nome": _NOME, "cpf_cnpj": _DOCUMENTO_DE_PESSOA, **_ONDE, **_PERCENTUAIS},
    Tipo.CONTAS_COBRANCA: {
        "codigo": ("codigo|codigo conta|conta cobranca",),
        "banco": ("banco|codigo banco|numero banco",),
        "carteira": ("carteira|codigo carteira",),
        "agencia": ("agencia|numero agencia|codigo agencia",),
        "agencia_dv": ("agencia dv|dv agencia",),
        "conta": ("conta corrente|numero conta",),
        "conta_dv": ("conta dv|dv conta|conta corrente dv|dv conta corrente",),
        "convenio": ("convenio|numero convenio|codigo beneficiario|codigo cedente|codigo convenio",),
        "especie": ("especie|especie documento|especie titulo",),
        "local_pagamento": ("local pagamento",),
        "instrucoes": ("instrucoes|instrucao|mensagem",),
        **_PERCENTUAIS,
    },
    Tipo.CLIENTES: {
        "codigo": ("codigo|codigo cliente|cliente codigo|id cliente|codigo parceiro", "id", "cliente"),
        "nome": _NOME,
        "fantasia": ("fantasia|nome fantasia",),
        "cpf_cnpj": _DOCUMENTO_DE_PESSOA,
        **_ONDE,
        "promessa_ate": ("promessa|data promessa|promessa ate|promessa pagamento",),
    },
    Tipo.CONTATOS: {
        "cliente": _QUEM,
        "nome": ("contato|nome contato|pessoa contato|responsavel", "nome"),
        "email": _ONDE["email"],
        "telefone": _ONDE["telefone"],
        "grupos": ("grupo|grupos|departamento|setor",),
    },
    Tipo.DEBITOS: {
        "cliente": _QUEM,
        "documento": (
            "documento|titulo|numero titulo|numero documento|documento numero|duplicata|numero duplicata",
            "fatura|numero fatura",
            "numero",
            "nota fiscal|numero nota fiscal|nota|numero nota",
        ),
        "parcela": ("parcela|numero parcela|parcela numero|parcela titulo",),
        "vencimento": ("vencimento|data vencimento", "vencimento original|data vencimento original", "vencimento real"),
        "valor": (
            "valor|valor original|valor titulo|valor documento|valor duplicata|valor nominal",
            "valor parcela|valor bruto|valor total",
        ),
        "emissao": ("emissao|data emissao|emitido",),
        "saldo": ("saldo|valor saldo|saldo titulo|saldo aberto|valor aberto|valor pendente",),
        "situacao": ("situacao|situacao titulo|situacao cobranca",),
        "conta_cobranca": ("conta cobranca|codigo conta cobranca",),
        "nosso_numero": ("nosso numero|nosso numero banco",),
        "linha_digitavel": ("linha digitavel",),
        "pix_copia_e_cola": ("pix copia cola|copia cola|pix",),
        "pago_em": ("pago|data pagamento|pagamento",),
        **_PERCENTUAIS,
    },
    Tipo.PEDIDOS: {
        "numero": ("numero|pedido|numero pedido|codigo pedido",),
        "cliente": _QUEM,
        "data": ("data|data pedido", "emissao|data emissao"),
        "valor": ("valor|valor pedido|valor total|total|total pedido",),
        "situacao": ("situacao|situacao pedido|status",),
    },
    Tipo.NOTAS: {
        "serie": ("serie|serie nota|serie nota fiscal",),
        "numero": ("numero|nota fiscal|numero nota|numero nota fiscal|nota",),
        "emissao": ("emissao|data emissao|data",),
        "situacao": ("situacao|situacao nota|situacao nota fiscal|status",),
    },
}
"""Por tipo e coluna, os títulos por extenso, do grau que mais diz ao que menos diz; num grau, separados por `|`."""


@dataclass(frozen=True, slots=True)
class Casamento:
    """Onde está cada coluna.

    Atributos:
        posicoes: coluna do contrato → posição do título, contada de 0.
        disputadas: coluna → os títulos que poderiam ser ela, quando mais de um poderia.
        repetidas: colunas cujo nome do contrato aparece em dois títulos.
    """

    posicoes: Mapping[str, int]
    disputadas: Mapping[str, tuple[str, ...]]
    repetidas: tuple[str, ...] = ()


def normalizar_titulo(titulo: str) -> str:
    """Reduz um título ao que se compara: sem maiúsculas, acentos, espaços nem pontuação."""
    return _NAO_LETRA.sub("", chave(titulo))


@lru_cache(maxsize=2048)
def por_extenso(titulo: str) -> str:
    """Um título em palavras inteiras, sem acentos, pontuação nem partículas: `Vlr. Orig. (R$)` é `valor original`."""
    texto = chave(_EMENDA.sub(" ", titulo.replace("%", " percentual ")))
    texto = texto.replace("e-mail", "email").replace("e mail", "email").replace("n°", "no ").replace("nº", "no ")
    palavras: list[str] = []
    for solta in _NAO_LETRA.sub(" ", texto).split():
        for palavra in _COLADAS.sub(r"\1 ", solta, count=1).split() if solta not in _INTEIRAS else (solta,):
            # “No” e “n” são número (Nº) no começo e em “nosso nº”, e partícula no meio.
            e_particula = palavra in {"no", "n"} and palavras and palavras[-1] != "nosso"
            inteira = palavra if e_particula else _POR_EXTENSO.get(palavra, palavra)
            if inteira not in _SEM_SENTIDO:
                palavras.append(inteira)
    return " ".join(palavras)


_INTEIRAS = frozenset({"codigo", "numero", "valores", "numeros"}) | frozenset(_POR_EXTENSO)


def assinatura(titulos: Iterable[str]) -> str:
    """O que identifica um cabeçalho: os mesmos títulos, na mesma ordem, escritos de qualquer jeito.

    O das rejeitadas é o da planilha de onde vieram: as duas colunas que ele tem a mais não contam.
    """
    formas = [*map(normalizar_titulo, titulos)]
    if formas[-len(DAS_REJEITADAS) :] == [*DAS_REJEITADAS]:
        formas = formas[: -len(DAS_REJEITADAS)]
    return hashlib.sha256("|".join(formas).encode()).hexdigest()[:16]


def casar(tipo: Tipo, colunas: Sequence[str], titulos: Sequence[str], aprendido: Mapping[str, str]) -> Casamento:
    """Acha cada coluna do contrato entre os títulos de um arquivo.

    Args:
        tipo: o arquivo.
        colunas: os nomes do contrato.
        titulos: como estão no arquivo.
        aprendido: título normalizado → coluna (vazia é nenhuma), do de-para deste cabeçalho; vazio sem de-para.
    """
    formas = [normalizar_titulo(titulo) for titulo in titulos]
    if aprendido:
        destinos = [aprendido.get(forma, "") for forma in formas]
        return Casamento({nome: destinos.index(nome) for nome in colunas if nome in destinos}, {})
    por_nome = {normalizar_titulo(nome): nome for nome in colunas}
    exatas = [(por_nome[forma], indice) for indice, forma in enumerate(formas) if forma in por_nome]
    posicoes = dict(exatas)
    repetidas = tuple(nome for nome in posicoes if sum(coluna == nome for coluna, _ in exatas) > 1)
    extensos = [por_extenso(titulo) for titulo in titulos]
    usuais = {nome: [grau.split("|") for grau in graus] for nome, graus in USUAIS[tipo].items() if nome in colunas}
    if (mais := _quem_mais_diz(usuais, extensos)) is not None and "cliente" in posicoes:
        posicoes["cliente"] = mais
    livres = {indice: forma for indice, forma in enumerate(extensos) if forma and indice not in posicoes.values()}
    disputadas = _casar_usuais(usuais, livres, posicoes)
    return Casamento(
        posicoes, {nome: tuple(titulos[i] for i in quais) for nome, quais in disputadas.items()}, repetidas
    )


def _quem_mais_diz(usuais: Mapping[str, list[list[str]]], extensos: Sequence[str]) -> int | None:
    """Com “Cód. Cliente” e “Cliente” no mesmo arquivo, o segundo é o nome, mesmo tendo o nome do contrato."""
    if "cliente" not in usuais:
        return None
    return next((indice for indice, forma in enumerate(extensos) if forma in usuais["cliente"][0]), None)


def _casar_usuais(
    usuais: Mapping[str, list[list[str]]], livres: Mapping[int, str], posicoes: dict[str, int]
) -> dict[str, list[int]]:
    """Põe em `posicoes` o que só pode ser de um jeito, até nada mais mudar; devolve as colunas disputadas."""
    disputadas: dict[str, list[int]] = {}
    mudou = True
    while mudou:
        mudou = False
        disputadas = {}
        for nome, graus in usuais.items():
            if nome in posicoes:
                continue
            soltos = {indice: forma for indice, forma in livres.items() if indice not in posicoes.values()}
            servem = next((quais for grau in graus if (quais := [i for i, f in soltos.items() if f in grau])), [])
            if len(servem) > 1:
                disputadas[nome] = servem
            elif servem and not _outra_quer(livres[servem[0]], nome, usuais, posicoes):
                posicoes[nome] = servem[0]
                mudou = True
    return disputadas


def _outra_quer(forma: str, nome: str, usuais: Mapping[str, list[list[str]]], posicoes: Mapping[str, int]) -> bool:
    """Diz se o título também serviria a outra coluna ainda sem lugar."""
    return any(
        outra != nome and outra not in posicoes and any(forma in grau for grau in graus)
        for outra, graus in usuais.items()
    )
