"""Cadastro: a conta de cobrança diante do que o banco declara em `exigencias` (boleto.md C.6)."""

from __future__ import annotations

from collections.abc import Iterator

from boletos.bancos.banco import Banco
from boletos.bancos.campos import e_numerico, resumir
from boletos.bancos.forma import Exigencia, Grau, Opcao, Problema
from regras.cadastro import ContaCobranca

HOMOLOGAR = "homologar com o banco"


def julgar(banco: Banco, conta: ContaCobranca) -> Iterator[Problema]:
    """Diz tudo o que há com esta conta: o que é do banco, campo por campo, e o que só ele sabe conferir."""
    if banco.LEGADO:
        yield Problema("banco", "banco", f"{banco.NOME} é legado: nenhum boleto se registra mais nele")
    if not banco.HOMOLOGADO:
        motivo = f"{HOMOLOGAR}: o leiaute de {banco.NOME} não foi conferido com boletos de verdade"
        yield Problema("banco", "banco", motivo, grau=Grau.HOMOLOGAR)
    for exigencia in banco.exigencias(conta):
        texto = _conteudo(conta, exigencia)
        if recusa := _recusar(texto, exigencia):
            yield recusa
        if motivo := _o_que_homologar(texto, exigencia):
            yield Problema(exigencia.atributo, exigencia.rotulo, motivo, grau=Grau.HOMOLOGAR)
    yield from banco.validar(conta)


def _conteudo(conta: ContaCobranca, exigencia: Exigencia) -> str:
    """O texto do campo; a marca de sim ou não (`com_desconto`) não tem o que conferir."""
    conteudo = getattr(conta, exigencia.atributo)
    return conteudo if isinstance(conteudo, str) else ""


def _recusar(texto: str, exigencia: Exigencia) -> Problema | None:
    """O que o banco não aceita neste campo; o legado não se conserta procurando outro dado, e vai sem o lugar."""
    opcao = _achar(texto, exigencia.opcoes) if texto else None
    if opcao is not None and opcao.legado:
        motivo = f"{opcao.codigo} é legado: nenhum boleto se registra mais assim"
        return Problema(exigencia.atributo, exigencia.rotulo, motivo)
    motivo = "" if opcao is not None else _o_que_ha(texto, exigencia)
    return Problema(exigencia.atributo, exigencia.rotulo, motivo, exigencia.onde) if motivo else None


def _o_que_ha(texto: str, exigencia: Exigencia) -> str:
    """O que há com um texto que não é nenhuma das opções."""
    if not texto:
        return f"falta informar:{_ate(exigencia.tamanho)}".rstrip(":") if exigencia.exigido else ""
    if exigencia.opcoes and exigencia.atributo != "carteira":
        aceitas = ", ".join(opcao.codigo for opcao in exigencia.oferecidas())
        return f"o banco aceita {aceitas}, e veio “{resumir(texto)}”"
    return _sobre_a_forma(texto, exigencia) if exigencia.tamanho else ""


def _sobre_a_forma(texto: str, exigencia: Exigencia) -> str:
    if texto.upper() in tuple(exigencia.letras):
        return ""
    if not e_numerico(texto):
        com_letra = f" ou {exigencia.letras[0]}" if exigencia.letras else ""
        return f"o banco aceita só algarismos{com_letra}, e veio “{resumir(texto)}”"
    if len(texto.lstrip("0")) > exigencia.tamanho:
        return f"o banco aceita{_ate(exigencia.tamanho)}, e veio “{resumir(texto)}”"
    pode_ser_zero = not exigencia.exigido or exigencia.atributo.endswith("_dv")
    return "" if pode_ser_zero or texto.strip("0") else "não pode ser zero"


def _ate(tamanho: int) -> str:
    return f" até {tamanho} algarismo{'s' if tamanho > 1 else ''}" if tamanho else ""


def _o_que_homologar(texto: str, exigencia: Exigencia) -> str:
    if len(texto) < exigencia.inteiro and (texto or not exigencia.exigido):
        return _incompleto(texto, exigencia.inteiro)
    if not texto or not exigencia.opcoes:
        return ""
    if opcao := _achar(texto, exigencia.opcoes):
        return f"{opcao.ressalva}: {HOMOLOGAR}" if opcao.ressalva else ""
    if exigencia.atributo != "carteira":
        return ""
    return f"a {resumir(texto)} é fora da lista conferida: {HOMOLOGAR}"


def _incompleto(texto: str, tamanho: int) -> str:
    """Completado com zeros, o número de outra conta vira um código que se paga."""
    if not texto:
        return f"falta, e só ele prova que a conta está certa: informe-o, ou {HOMOLOGAR}"
    quantos = f"tem {len(texto)} algarismo{'s' if len(texto) > 1 else ''}, e o comum são {tamanho}"
    return f"{quantos}: escreva os zeros, se começa por eles, ou {HOMOLOGAR}"


def _achar(texto: str, opcoes: tuple[Opcao, ...]) -> Opcao | None:
    chave = _chave(texto)
    for opcao in opcoes:
        if chave in {_chave(nome) for nome in (opcao.codigo, *opcao.apelidos)}:
            return opcao
    return None


def _chave(texto: str) -> str:
    """Sem zeros à esquerda e sem a variação que pode vir junto da carteira, `17/019`."""
    return texto.strip().upper().replace("-", "/").partition("/")[0].lstrip("0") or "0"
