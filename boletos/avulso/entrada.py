"""Entrada: leitura tolerante de um item do comando `boleto`, que vem de qualquer sistema e traz qualquer coisa."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from boletos.emissao.boleto import Parte
from regras.dinheiro import Centavos, ler_centavos, ler_percentual
from regras.documentos import formatar_cep, formatar_cpf_cnpj
from regras.erros import DadoInvalido
from regras.nomes import tem_invisivel

MAIOR_TEXTO = 500
"""Caracteres de um campo; o mesmo limite dos arquivos de importação (linha-de-comando.md)."""

_MAIOR_EXPOENTE = 60
_MAIOR_CITADO = 60
_DATA = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MARCAS = {"": False, "n": False, "nao": False, "não": False, "s": True, "sim": True}

T = TypeVar("T")


class Entrada:
    """Um item da lista, lido campo a campo. Campo ruim vira frase em `erros` e vale como não informado.

    Atributos:
        erros: frases na ordem em que apareceram, sem repetição.
    """

    def __init__(self, item: Mapping[str, object], nome: str = "", erros: dict[str, None] | None = None) -> None:
        self._item = item
        self.nome = nome
        self._prefixo = f"{nome}." if nome else ""
        self._lidos: set[str] = set()
        self._objetos: list[Entrada] = []
        self.erros: dict[str, None] = {} if erros is None else erros

    def anotar(self, erro: DadoInvalido) -> None:
        """Guarda a frase de um dado que não serve."""
        self.erros[erro.mensagem] = None

    def tentar(self, calcular: Callable[[], T]) -> T | None:
        """Devolve o resultado; se o dado não serve, guarda a frase e devolve None."""
        try:
            return calcular()
        except DadoInvalido as erro:
            self.anotar(erro)
            return None

    def nao_usadas(self) -> list[str]:
        """As chaves que ninguém leu, também as dos objetos de dentro."""
        daqui = [f"{self._prefixo}{chave}"[:_MAIOR_CITADO] for chave in self._item if chave not in self._lidos]
        return daqui + [chave for objeto in self._objetos for chave in objeto.nao_usadas()]

    def texto(self, campo: str) -> str:
        """O campo como texto sem espaços nas pontas; vazio se falta."""
        return self.tentar(lambda: ler_texto(*self._obter(campo))) or ""

    def como_veio(self, campo: str) -> str:
        """O campo sem conferência nenhuma, para quem o confere e segue sem ele; vazio se falta."""
        conteudo, _ = self._obter(campo)
        return "" if conteudo is None else str(conteudo)

    def linhas(self, campo: str) -> str:
        """Um texto com quebras de linha, ou uma lista de textos."""
        return self.tentar(lambda: _ler_linhas(*self._obter(campo))) or ""

    def valor(self, campo: str) -> Centavos | None:
        """Reais em texto ou número, em centavos; None se falta."""
        return self.tentar(lambda: ler_valor(*self._obter(campo)))

    def percentual(self, campo: str) -> Decimal | None:
        """De 0 a 100, em texto ou número; None se falta."""
        return self.tentar(lambda: _ler_percentual(*self._obter(campo)))

    def data(self, campo: str) -> date | None:
        """Data AAAA-MM-DD; None se falta."""
        return self.tentar(lambda: ler_data(*self._obter(campo)))

    def marca(self, campo: str, *, na_falta: bool = False) -> bool:
        """Verdadeiro ou falso, ou S e N em texto."""
        conteudo, nome = self._obter(campo)
        return na_falta if conteudo is None else self.tentar(lambda: _ler_marca(conteudo, nome)) or False

    def objeto(self, campo: str) -> Entrada | None:
        """Um objeto de dentro, que guarda as frases no mesmo lugar; None se falta."""
        conteudo, nome = self._obter(campo)
        return None if conteudo is None else self._abrir(conteudo, nome)

    def objetos(self, campo: str, no_maximo: int) -> list[Entrada]:
        """Uma lista de objetos; vazia se falta."""
        conteudo, nome = self._obter(campo)
        if conteudo is None:
            return []
        if not isinstance(conteudo, list) or len(conteudo) > no_maximo:
            self.anotar(DadoInvalido(nome, f"tem de ser uma lista de até {no_maximo} objetos"))
            return []
        abertos = (self._abrir(um, f"{nome}[{ordem}]") for ordem, um in enumerate(conteudo))
        return [aberto for aberto in abertos if aberto]

    def parte(self, campo: str) -> Parte:
        """Beneficiário, pagador ou beneficiário final; o que falta fica vazio."""
        objeto = self.objeto(campo)
        if objeto is None:
            return Parte("")
        return Parte(
            objeto.texto("nome"),
            formatar_cpf_cnpj(objeto.texto("cpf_cnpj")),
            objeto.texto("endereco"),
            objeto.texto("cidade"),
            objeto.texto("uf"),
            formatar_cep(objeto.texto("cep")),
        )

    def _obter(self, campo: str) -> tuple[object, str]:
        """(o conteúdo, o nome completo para a frase)."""
        self._lidos.add(campo)
        return self._item.get(campo), self._prefixo + campo

    def _abrir(self, conteudo: object, nome: str) -> Entrada | None:
        if not isinstance(conteudo, Mapping):
            self.anotar(DadoInvalido(nome, "não é um objeto"))
            return None
        objeto = Entrada(conteudo, nome, self.erros)
        self._objetos.append(objeto)
        return objeto


def ler_texto(conteudo: object, campo: str) -> str:
    """Devolve o texto de um campo; número inteiro também serve.

    Raises:
        DadoInvalido: outro tipo, número quebrado ou negativo, caractere de controle, ou acima de 500 caracteres.
    """
    texto = _em_texto(conteudo, campo).strip()
    if tem_invisivel(texto):
        raise DadoInvalido(campo, "tem caractere de controle ou de direção")
    return texto


def _ler_marca(conteudo: object, campo: str) -> bool:
    if conteudo is None or isinstance(conteudo, bool):
        return bool(conteudo)
    if isinstance(conteudo, str) and (texto := conteudo.strip().lower()) in _MARCAS:
        return _MARCAS[texto]
    raise DadoInvalido(campo, "tem de ser verdadeiro ou falso")


def _ler_linhas(conteudo: object, campo: str) -> str:
    linhas = conteudo[:MAIOR_TEXTO] if isinstance(conteudo, list) else _em_texto(conteudo, campo).splitlines()
    return "\n".join(ler_texto(linha, campo) for linha in linhas)


def _em_texto(conteudo: object, campo: str) -> str:
    if conteudo is None:
        return ""
    if isinstance(conteudo, str):
        if len(conteudo) > MAIOR_TEXTO:
            raise DadoInvalido(campo, f"passa de {MAIOR_TEXTO} caracteres")
        if any("\ud800" <= letra <= "\udfff" for letra in conteudo):
            raise DadoInvalido(campo, "tem caractere que não existe")
        return conteudo
    if isinstance(conteudo, bool) or not isinstance(conteudo, int | float | Decimal):
        raise DadoInvalido(campo, "tem de ser texto")
    inteiro, denominador = _em_fracao(conteudo, campo)
    if denominador != 1:
        raise DadoInvalido(campo, f"{conteudo} não é um número inteiro")
    return str(inteiro)


def _em_fracao(conteudo: float | Decimal, campo: str) -> tuple[int, int]:
    """O número exato, em numerador e denominador; de ponto flutuante, o decimal que ele mostra."""
    numero = Decimal(repr(conteudo)) if isinstance(conteudo, float) else Decimal(conteudo)
    if not numero.is_finite():
        raise DadoInvalido(campo, "não é um número")
    if numero < 0:
        raise DadoInvalido(campo, "não pode ser negativo")
    if abs(numero.adjusted()) > _MAIOR_EXPOENTE:
        raise DadoInvalido(campo, "é um número fora da faixa")
    return numero.as_integer_ratio()


def ler_valor(conteudo: object, campo: str) -> Centavos | None:
    """Devolve centavos de um valor em reais: `10.50`, `1.234,56`, ou o número 10.5. None e vazio são "não informado".

    Raises:
        DadoInvalido: não é um valor, é negativo, ou tem mais de duas casas.
    """
    if isinstance(conteudo, int | float | Decimal) and not isinstance(conteudo, bool):
        numerador, denominador = _em_fracao(conteudo, campo)
        centavos, resto = divmod(numerador * 100, denominador)
        if resto:
            raise DadoInvalido(campo, "tem mais de duas casas")
        return centavos
    texto = ler_texto(conteudo, campo)
    return ler_centavos(texto, campo) if texto else None


def _ler_percentual(conteudo: object, campo: str) -> Decimal | None:
    if isinstance(conteudo, int | float | Decimal) and not isinstance(conteudo, bool):
        _em_fracao(conteudo, campo)
        conteudo = f"{Decimal(str(conteudo)):f}"
    texto = ler_texto(conteudo, campo)
    return ler_percentual(texto, campo) if texto else None


def ler_data(conteudo: object, campo: str) -> date | None:
    """Devolve a data de um texto AAAA-MM-DD; None e vazio são "não informado".

    Raises:
        DadoInvalido: não é uma data nessa forma.
    """
    if conteudo is None or conteudo == "":
        return None
    if isinstance(conteudo, str) and _DATA.fullmatch(conteudo.strip()):
        try:
            return date.fromisoformat(conteudo.strip())
        except ValueError as erro:
            raise DadoInvalido(campo, f"{conteudo.strip()} não existe no calendário") from erro
    raise DadoInvalido(campo, "não é uma data na forma AAAA-MM-DD")
