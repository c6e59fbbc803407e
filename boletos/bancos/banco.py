"""A forma que todo banco tem: o cabeçalho, os campos da conta que usa e o leiaute das 25 posições, tudo declarado.

Um leiaute se escreve por palavras, da esquerda para a direita: `"agencia conta+dv numero dv carteira 000"` é a agência,
a conta com o dígito, o nosso número, o dígito dele, a carteira e três zeros. O tamanho e o nome de cada palavra são os
do campo da conta, declarado uma vez. As palavras viram funções quando o banco é criado: por boleto nada se interpreta.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from boletos.bancos.campos import Campos, com_dv, com_o_digito, completar, declarar, e_numerico
from boletos.bancos.forma import HOMOLOGACAO_USUAL, Exigencia, Homologacao, Opcao, Problema
from boletos.bancos.impressao import Impressao, impressao
from boletos.bancos.nosso_numero import sequencial
from boletos.titulo.codigo import TAMANHO_CAMPO_LIVRE
from boletos.titulo.numeros import Digito
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido

LOCAL_GERAL = "Pagável em qualquer banco"
Composicao = tuple[tuple[int, str], ...]
"""As partes do campo livre, da esquerda para a direita: quantas posições e o que é."""


class NossoNumero(NamedTuple):
    """O nosso número completo, com prefixo e zeros, e o seu dígito; vazio onde o banco não tem."""

    numero: str
    dv: str


class Origem(Enum):
    """De onde sai uma parte do campo livre."""

    TITULO = auto()
    NUMERO = auto()
    DV = auto()


Volta = Callable[[str], Mapping[str, Any]]
"""Dos algarismos lidos num código de volta aos campos, da conta ou do título, que os dão."""


class Parte(NamedTuple):
    """Um pedaço do código.

    Atributos:
        tamanho, nome: quantas posições, e o que é.
        ler: o título e o nosso número já calculado → os algarismos.
        origem: de onde ele sai.
        volta: o contrário de `ler`; nada, no que é calculado ou constante.
        inicio: no que é do nosso número, onde começa nele, contando de 0.
    """

    tamanho: int
    nome: str
    ler: Callable[[Titulo, NossoNumero], str]
    origem: Origem = Origem.TITULO
    volta: Volta = lambda _: {}
    inicio: int = 0


Escrita = str | tuple[str | Parte, ...]
"""Palavras separadas por espaço; o que não é campo da conta, entre elas, é uma `Parte`."""


class Leiaute:
    """Uma divisão das 25 posições do campo livre, com o nosso número que ela leva e os campos da conta que usa."""

    def __init__(
        self,
        campos: Campos,
        livre: Escrita,
        *,
        posicoes: int,
        digito: Digito | None = None,
        digitos: int = 1,
        base: Escrita = "",
        prefixo: Escrita = "",
        aceita: Escrita = "",
        mascara: str = "",
        fecho: Digito | None = None,
    ) -> None:
        """Declara o leiaute.

        Args:
            campos: os da conta, na ordem em que se mostram (`campos.declarar`).
            livre: o campo livre, sem o que `fecho` acrescenta. Além dos campos, `numero` é o nosso número, `dv` o seu
                dígito, e algarismos são uma constante.
            posicoes: algarismos do sequencial.
            digito: a regra do dígito do nosso número; None onde não tem.
            digitos: quantos ele são.
            base: o que entra na conta do dígito, antes do nosso número.
            prefixo: o que vem antes do sequencial e é parte do nosso número.
            aceita: o que pode vir antes do número sem ser parte dele, como a carteira impressa.
            mascara: como se imprime, com `{antes}` (o que `aceita` diz), `{numero}` e `{dv}`; vazia é `numero-dv`.
            fecho: os dígitos do fim do campo livre, calculados sobre tudo o que vem antes.

        Raises:
            ValueError: palavra que não é campo da conta, ou partes que não somam 25 posições.
        """
        self.campos = declarar(campos)
        self._posicoes = posicoes
        self._digito = digito
        self._digitos = digitos
        self._mascara = mascara.replace("{antes}", "{0}").replace("{numero}", "{1}").replace("{dv}", _DV_NA_MASCARA)
        self._fecho = fecho
        self._prefixo = self._traduzir(prefixo)
        self._do_prefixo = sum(parte.tamanho for parte in self._prefixo)
        self._livre = self._traduzir(livre)
        partes_da_base, partes_aceitas = self._traduzir(base), self._traduzir(aceita) or self._prefixo
        self._ler_prefixo, self._ler_base = _juncao(self._prefixo), _juncao(partes_da_base)
        self._ler_aceita = _juncao(partes_aceitas)
        self._do_titulo = (*self._prefixo, *partes_da_base, *(p for p in self._livre if p.origem is Origem.TITULO))
        self._leva_dv = any(parte.origem is Origem.DV for parte in self._livre)
        self._ler_livre = tuple(parte.ler for parte in self._livre)
        if sum(tamanho for tamanho, _ in self.composicao()) != TAMANHO_CAMPO_LIVRE:
            raise ValueError(f"{livre} não soma {TAMANHO_CAMPO_LIVRE} posições")

    def numero(self, titulo: Titulo) -> str:
        """O nosso número, com o prefixo e os zeros, sem máscara nem dígito."""
        prefixo, texto = self._ler_prefixo(titulo), titulo.nosso_numero
        if len(texto) <= self._posicoes and e_numerico(texto):
            return prefixo + texto.zfill(self._posicoes)
        aceito = prefixo or self._ler_aceita(titulo)
        calcular = None if self._digito is None else lambda numero: self.digito(titulo, prefixo + numero)
        aceitos = (aceito,) if aceito else ()
        return prefixo + sequencial(texto, self._posicoes, calcular, aceitos, digitos=self._digitos)

    def digito(self, titulo: Titulo, numero: str) -> str:
        """O dígito, ou os dígitos, do nosso número completo; vazio onde não tem."""
        return "" if self._digito is None else self._digito(self._ler_base(titulo) + numero)

    def nosso_numero(self, titulo: Titulo, *, so_no_codigo: bool = False) -> NossoNumero:
        """O nosso número e o seu dígito; `so_no_codigo` deixa vazio o dígito que não entra no campo livre."""
        numero = self.numero(titulo)
        return NossoNumero(numero, "" if so_no_codigo and not self._leva_dv else self.digito(titulo, numero))

    def impresso(self, titulo: Titulo, nosso: NossoNumero) -> str:
        """O nosso número como se imprime."""
        if not self._mascara:
            return com_dv(*nosso)
        return self._mascara.format(self._ler_aceita(titulo), *nosso)

    def campo_livre(self, titulo: Titulo, nosso: NossoNumero) -> str:
        """As 25 posições."""
        antes = "".join([ler(titulo, nosso) for ler in self._ler_livre])
        return antes + self._fecho(antes) if self._fecho else antes

    def digitos(self, titulo: Titulo) -> tuple[str, str]:
        """Os dígitos calculados: os do nosso número e os do fim do campo livre; vazios onde não há."""
        nosso = self.nosso_numero(titulo)
        return nosso.dv, self.campo_livre(titulo, nosso)[sum(parte.tamanho for parte in self._livre) :]

    def desfazer(self, campo_livre: str, titulo: Titulo) -> dict[str, Any]:
        """Lê o campo livre ao contrário: os campos de `Titulo` que o dão, com o sequencial em `nosso_numero`.

        O que `titulo` já traz e dá os mesmos algarismos não é repetido: `17/019` continua como está.
        """
        pedacos = sorted((p.inicio, lido) for p, lido in _cortar(self._livre, campo_livre) if p.origem is Origem.NUMERO)
        numero = "".join(lido for _, lido in pedacos)
        campos: dict[str, Any] = {}
        for parte, lido in (*_cortar(self._livre, campo_livre), *_cortar(self._prefixo, numero)):
            escritos = parte.volta(lido)
            if escritos and not (any(getattr(titulo, nome) for nome in escritos) and _ja_da(parte, titulo, lido)):
                campos |= escritos
        return campos | {"nosso_numero": numero[self._do_prefixo :]}

    def faltas(self, titulo: Titulo) -> tuple[DadoInvalido, ...]:
        """Tudo o que impede o cálculo, e não só o primeiro: o que é da conta antes do que há com o nosso número."""
        achadas: dict[str, DadoInvalido] = {}
        for ler in (*(parte.ler for parte in self._do_titulo), self._ler_nosso_numero):
            try:
                ler(titulo, _NENHUM)
            except DadoInvalido as erro:
                achadas.setdefault(erro.mensagem, erro)
        return tuple(achadas.values())

    def _ler_nosso_numero(self, titulo: Titulo, _: NossoNumero) -> str:
        if not titulo.nosso_numero:
            raise DadoInvalido(_NUMERO, "falta informar")
        return self.nosso_numero(titulo).numero

    def composicao(self) -> Composicao:
        """As partes do campo livre; o nosso número com prefixo vai aberto nele e no sequencial."""
        partes: list[tuple[int, str]] = []
        for tamanho, nome, _, origem, *_ in self._livre:
            if origem is Origem.NUMERO and self._prefixo and tamanho > self._posicoes:
                partes += [(parte.tamanho, parte.nome) for parte in self._prefixo]
                partes.append((self._posicoes, "sequencial do nosso número"))
            else:
                partes.append((tamanho, nome))
        if self._fecho:
            antes = sum(tamanho for tamanho, _ in partes)
            faltam = TAMANHO_CAMPO_LIVRE - antes
            partes.append((faltam, f"{'dígitos' if faltam > 1 else 'dígito'} das {antes} anteriores"))
        return tuple(partes)

    def _traduzir(self, escrita: Escrita) -> tuple[Parte, ...]:
        return tuple(self._partes((escrita,) if isinstance(escrita, str) else escrita))

    def _partes(self, escrita: Iterable[str | Parte]) -> Iterator[Parte]:
        por_nome = {campo.atributo: campo for campo in self.campos}
        for item in escrita:
            if isinstance(item, Parte):
                yield item
            else:
                yield from (self._da_palavra(palavra, por_nome) for palavra in item.split())

    def _da_palavra(self, palavra: str, campos: Mapping[str, Exigencia]) -> Parte:
        if palavra.isdecimal():
            return _constante(palavra)
        if palavra == "numero":
            return Parte(self._do_prefixo + self._posicoes, _NUMERO, lambda _, nosso: nosso.numero, Origem.NUMERO)
        if palavra == "dv":
            nome = f"{'dígitos' if self._digitos > 1 else 'dígito'} do {_NUMERO}"
            return Parte(self._digitos, nome, lambda _, nosso: nosso.dv, Origem.DV)
        nome, mais, _ = palavra.partition("+")
        if nome not in campos:
            raise ValueError(f"“{palavra}” não é campo da conta neste leiaute")
        return _com_dv(campos[nome], campos[f"{nome}_dv"]) if mais else _do_campo(campos[nome])


_NUMERO = "nosso número"
_DV_NA_MASCARA = "{2}"
_NENHUM = NossoNumero("", "")
_CONTAS_LEMBRADAS = 64
"""O campo de uma conta é o mesmo em todos os boletos dela: completa-se uma vez."""


def _juncao(partes: tuple[Parte, ...]) -> Callable[[Titulo], str]:
    """Compila a leitura de partes que não dependem do nosso número."""
    ler_partes = tuple(parte.ler for parte in partes)
    if len(ler_partes) == 1:
        return lambda titulo: ler_partes[0](titulo, _NENHUM)
    return lambda titulo: "".join([ler(titulo, _NENHUM) for ler in ler_partes])


def _cortar(partes: Iterable[Parte], algarismos: str) -> Iterator[tuple[Parte, str]]:
    inicio = 0
    for parte in partes:
        yield parte, algarismos[inicio : inicio + parte.tamanho]
        inicio += parte.tamanho


def _ja_da(parte: Parte, titulo: Titulo, lido: str) -> bool:
    try:
        return parte.ler(titulo, _NENHUM) == lido
    except DadoInvalido:
        return False


def _constante(algarismos: str) -> Parte:
    nome = f"constante {algarismos}" if algarismos.strip("0") else "zeros" if len(algarismos) > 1 else "zero"
    return Parte(len(algarismos), nome, lambda _titulo, _nosso: algarismos)


def _do_campo(campo: Exigencia) -> Parte:
    obter, tamanho, nome, padrao = _do_titulo(campo), campo.tamanho, campo.nome(), campo.padrao
    escrever = lru_cache(_CONTAS_LEMBRADAS)(lambda texto: completar(texto or padrao, tamanho, nome))
    return Parte(tamanho, nome, lambda titulo, _: escrever(obter(titulo)), volta=ao_campo(campo.atributo))


def _com_dv(campo: Exigencia, dv: Exigencia) -> Parte:
    numero, digito, tamanho, nome = _do_titulo(campo), _do_titulo(dv), campo.tamanho + dv.tamanho, campo.nome()
    escrever = lru_cache(_CONTAS_LEMBRADAS)(partial(com_o_digito, tamanho=tamanho, rotulo=nome))
    com_o_dv = f"{nome}, com o dígito"
    volta = a_numero_e_dv(campo.atributo, dv.tamanho)
    return Parte(tamanho, com_o_dv, lambda titulo, _: escrever(numero(titulo), digito(titulo)), volta=volta)


def ao_campo(atributo: str) -> Volta:
    """A volta dos algarismos que são um campo inteiro; a conta não se escreve com os zeros que a completam."""
    if atributo == "conta":
        return lambda lido: {atributo: lido.lstrip("0") or "0"}
    return lambda lido: {atributo: lido}


def a_numero_e_dv(atributo: str, digitos: int = 1) -> Volta:
    """A volta dos algarismos que são um campo e, no fim, o dígito dele."""
    numero = ao_campo(atributo)
    return lambda lido: {**numero(lido[:-digitos]), f"{atributo}_dv": lido[-digitos:]}


def _do_titulo(campo: Exigencia) -> Callable[[Titulo], str]:
    return itemgetter(Titulo._fields.index(campo.atributo))


class Banco:
    """Um banco.

    O cálculo (`impresso` a `calcular`) aceita o que um cadastro real recusaria, como agência 0 ou carteira fora da
    lista. Quem julga a conta é `bancos.julgar`, com o que o banco declara em `exigencias` e o que só ele sabe conferir;
    quem julga o título é `conferir`.

    Atributos:
        CODIGO, DV, NOME: como no cabeçalho do boleto (boleto.md C.1).
        LOCAL_PAGAMENTO: texto corrente; a conta de cobrança pode trazer outro (boleto.md B.5).
        HOMOLOGADO: falso (leiaute sem vetor) pede a confirmação de cada conta de cobrança (`homologada`).
        LEGADO: verdadeiro só se calcula no boleto avulso, e não se oferece no cadastro (boleto.md C.4).
        CIP: `000` no Bradesco e família, vazio nos demais (boleto.md B.3).
        HOMOLOGACAO: o que pede para aprovar o boleto.
        ATENDIMENTO: a linha que ele exige no boleto, com os seus telefones; vazia nos demais.
        CARTEIRAS: as conhecidas, na ordem em que se oferecem; vazia é conforme o contrato.
        leiaute: o do título ou da conta, que o escolhe pelo que traz (carteira, modalidade); nunca falha.
        variantes: os que ele pode escolher, do mais comum ao menos, com o que a conta traz para ser cada um e não se
            lê no campo livre.
        agencia_codigo: agência e código do beneficiário como se imprimem.
        carteira: a carteira como se imprime.
        validar: diz o que há com a conta, além das `exigencias`; ela pode estar torta.
        conferir: diz o que o banco não aceita no título, embora o cálculo aceite.
    """

    def __init__(
        self,
        codigo: str,
        nome: str,
        leiaute: Leiaute | Callable[[Titulo | ContaCobranca], Leiaute],
        *,
        variantes: tuple[tuple[Leiaute, Mapping[str, str]], ...] = (),
        carteiras: tuple[Opcao, ...] = (),
        agencia_codigo: str | Impressao = "agencia:4/conta-dv",
        carteira: str | Impressao = "carteira",
        local: str = LOCAL_GERAL,
        homologado: bool = True,
        legado: bool = False,
        cip: str = "",
        homologacao: Homologacao = HOMOLOGACAO_USUAL,
        atendimento: str = "",
        validar: Callable[[ContaCobranca], Iterable[Problema]] = lambda _: (),
        conferir: Callable[[Titulo], Iterable[Problema]] = lambda _: (),
    ) -> None:
        """Declara um banco: `codigo` traz o DV, como `001-9`, e o que não se diz é o mais comum."""
        self.CODIGO, self.DV = codigo.split("-")
        self.NOME = nome
        self.LOCAL_PAGAMENTO = local
        self.HOMOLOGADO, self.LEGADO = homologado, legado
        self.CIP, self.ATENDIMENTO, self.HOMOLOGACAO = cip, atendimento, homologacao
        self.CARTEIRAS = carteiras
        self.leiaute = (lambda _: leiaute) if isinstance(leiaute, Leiaute) else leiaute
        self.variantes = ((leiaute, {}),) if isinstance(leiaute, Leiaute) else variantes
        self.agencia_codigo = impressao(agencia_codigo) if isinstance(agencia_codigo, str) else agencia_codigo
        self.carteira = impressao(carteira) if isinstance(carteira, str) else carteira
        self.validar, self.conferir = validar, conferir

    def impresso(self, titulo: Titulo) -> str:
        """Devolve o nosso número como se imprime, com prefixo e DV.

        Raises:
            DadoInvalido: falta dado que entra na conta.
        """
        leiaute = self.leiaute(titulo)
        return leiaute.impresso(titulo, leiaute.nosso_numero(titulo))

    def campo_livre(self, titulo: Titulo) -> str:
        """Devolve as 25 posições do campo livre.

        Raises:
            DadoInvalido: falta dado, ou algum não cabe; `faltas` diz todos.
        """
        leiaute = self.leiaute(titulo)
        return leiaute.campo_livre(titulo, leiaute.nosso_numero(titulo, so_no_codigo=True))

    def calcular(self, titulo: Titulo) -> tuple[str, str]:
        """Devolve o nosso número impresso e o campo livre, numa conta só.

        Raises:
            DadoInvalido: falta dado, ou algum não cabe.
        """
        leiaute = self.leiaute(titulo)
        nosso = leiaute.nosso_numero(titulo)
        return leiaute.impresso(titulo, nosso), leiaute.campo_livre(titulo, nosso)

    def exigencias(self, conta: ContaCobranca) -> tuple[Exigencia, ...]:
        """Os campos que o banco usa nesta conta, na ordem em que se mostram; o que já está nela pode mudar a lista."""
        return tuple(
            campo._replace(
                onde=campo.onde.replace("{banco}", self.NOME),
                opcoes=campo.opcoes or (self.CARTEIRAS if campo.atributo == "carteira" else ()),
            )
            for campo in self.leiaute(conta).campos
        )
