"""Uma conta de cobrança diante de um boleto que o banco emitiu: o que ele diz dela, e se o código sai igual."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import NamedTuple

import zxingcpp
from PIL import Image

from boletos.bancos import BANCOS, julgar, obter
from boletos.bancos.banco import Banco
from boletos.bancos.forma import Grau
from boletos.bancos.prova import Prova, provar
from boletos.papel import leitura_pdf
from boletos.titulo import exame
from boletos.titulo.codigo import Decodificado
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.documentos import compactar_cpf_cnpj, formatar_cpf_cnpj
from regras.erros import DadoInvalido

_LINHA = re.compile(r"\d{5}\.?\s?\d{5}\s*\d{5}\.?\s?\d{6}\s*\d{5}\.?\s?\d{6}\s*\d\s*\d{14}")
_MAIS_PAGINAS = 20
"""As que se desenham à procura do código, num PDF sem texto."""
_DPI = 200
_DA_CONTA = frozenset(campo.name for campo in fields(ContaCobranca))
_DO_BANCO = frozenset(Titulo._fields) & _DA_CONTA
"""Os campos que só dizem algo dentro de um banco."""


class Mudanca(NamedTuple):
    """Um campo da conta que o boleto do banco preenche ou corrige."""

    atributo: str
    antes: str
    depois: str


class Proposta(NamedTuple):
    """Uma leitura do campo livre.

    Atributos:
        conta: como ficaria.
        mudancas: o que ela tem de novo, na ordem em que o banco mostra os campos.
        prova: o código que ela faz, diante do boleto.
    """

    conta: ContaCobranca
    mudancas: tuple[Mudanca, ...]
    prova: Prova


@dataclass(frozen=True, slots=True)
class Conferencia:
    """O que um boleto do banco diz de uma conta.

    Atributos:
        lida: o boleto.
        banco: de quem ele é.
        como_esta: a prova da conta sem mudar nada.
        propostas: as leituras que servem, da mais provável à menos; mais de uma é a pessoa que escolhe.
        cita_a_empresa: se o PDF traz o CPF ou CNPJ dela; None sem PDF com texto.
    """

    lida: Decodificado
    banco: Banco
    como_esta: Prova
    propostas: tuple[Proposta, ...]
    cita_a_empresa: bool | None = None


def conferir(
    boleto: str | bytes, conta: ContaCobranca, documento_beneficiario: str, hoje: date, senha: str = ""
) -> Conferencia:
    """Lê o boleto, propõe o que ele diz da conta, e prova a conta como está e como ficaria.

    Args:
        boleto: a linha digitável ou o código de barras, com ou sem pontos, ou o PDF.
        conta: como está, mesmo incompleta ou de outro banco.
        documento_beneficiario: o CPF ou CNPJ da empresa.
        hoje: o fator de vencimento só tem leitura única em volta desta data.
        senha: a que o PDF pede para abrir, se pede.

    Raises:
        DadoInvalido: não é boleto, algum dígito não confere, o PDF não traz boleto, ou é de banco sem leiaute aqui.
    """
    texto = leitura_pdf.texto(boleto, senha) if isinstance(boleto, bytes) else ""
    lida = exame.decodificar(boleto, hoje) if isinstance(boleto, str) else _achar(boleto, texto, hoje, senha)
    banco = obter(lida.banco)
    if banco.CODIGO not in BANCOS:
        motivo = f"{banco.CODIGO} {banco.NOME} não tem leiaute aqui: o programa só imprime a linha que ele devolver"
        raise DadoInvalido("banco", motivo, o_que_fazer="Importe a linha digitável com os débitos.")
    como_esta = provar(banco, conta, lida, documento_beneficiario)
    cita = _cita(texto, documento_beneficiario) if texto.strip() else None
    return Conferencia(lida, banco, como_esta, _propor(banco, conta, lida, documento_beneficiario), cita)


def marcar(conta: ContaCobranca, lida: Decodificado, agora: datetime) -> ContaCobranca:
    """A conta com a marca de conferida; quem a julga é sempre `bancos.conferencia`."""
    return replace(conta, conferida_com=lida.linha_digitavel, conferida_em=agora)


def _achar(pdf: bytes, texto: str, hoje: date, senha: str) -> Decodificado:
    """A primeira linha digitável escrita; sem ela, o primeiro código de barras desenhado."""
    for achada in _LINHA.findall(texto):
        if exame.examinar(achada, hoje).esta_certo:
            return exame.decodificar(achada, hoje)
    for pagina in range(1, min(leitura_pdf.contar_paginas(pdf, senha), _MAIS_PAGINAS) + 1):
        largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, pagina, _DPI, senha)
        imagem = Image.frombytes("RGB", (largura, altura), pontos)
        for simbolo in zxingcpp.read_barcodes(imagem, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.ITF)):
            if exame.examinar(simbolo.text, hoje).esta_certo:
                return exame.decodificar(simbolo.text, hoje)
    raise DadoInvalido(
        "PDF",
        "não traz linha digitável nem código de barras que se leia",
        o_que_fazer="Digite ou cole a linha digitável do boleto.",
    )


def _cita(texto: str, documento: str) -> bool:
    """O documento inteiro; do CNPJ basta a raiz, porque o boleto pode ser de outra filial."""
    escrito, compacto = formatar_cpf_cnpj(documento), compactar_cpf_cnpj(documento)
    return bool(compacto) and (escrito.partition("/")[0] in texto or compacto in texto)


def _propor(banco: Banco, conta: ContaCobranca, lida: Decodificado, documento: str) -> tuple[Proposta, ...]:
    """As melhores leituras: as que saem iguais, depois as sem recusa do banco, e as que menos trocam a conta."""
    base = conta if conta.banco == lida.banco else _de_outro_banco(conta, lida.banco)
    notas = []
    for leiaute, fixos in banco.variantes:
        e_esta = banco.leiaute(base) is leiaute
        faltam = {nome: texto for nome, texto in fixos.items() if not (e_esta and getattr(base, nome))}
        fixada = replace(base, **faltam)  # type: ignore[arg-type]  # só textos
        titulo = Titulo.da_conta(fixada, documento_beneficiario=documento)
        lidos = {nome: valor for nome, valor in leiaute.desfazer(lida.campo_livre, titulo).items() if nome in _DA_CONTA}
        nova = replace(fixada, **lidos)
        if banco.leiaute(nova) is leiaute:
            proposta = Proposta(nova, _mudancas(banco, conta, nova), provar(banco, nova, lida, documento))
            notas.append((_nota(proposta), proposta))
    melhor = min((nota for nota, _ in notas), default=())
    return tuple(proposta for nota, proposta in notas if nota == melhor)


def _de_outro_banco(conta: ContaCobranca, banco: str) -> ContaCobranca:
    vazios = {nome: False if nome == "com_desconto" else "" for nome in _DO_BANCO}
    return replace(conta, banco=banco, homologada=False, **vazios)  # type: ignore[arg-type]  # textos, e um sim ou não


def _mudancas(banco: Banco, antes: ContaCobranca, depois: ContaCobranca) -> tuple[Mudanca, ...]:
    """Na ordem em que o banco os mostra; o que era de outro banco some sem ser dito."""
    ordem = dict.fromkeys(("banco", *(exigencia.atributo for exigencia in banco.exigencias(depois))))
    todas = (Mudanca(nome, _escrito(antes, nome), _escrito(depois, nome)) for nome in ordem)
    return tuple(mudanca for mudanca in todas if mudanca.antes != mudanca.depois)


def _escrito(conta: ContaCobranca, atributo: str) -> str:
    valor = getattr(conta, atributo)
    return ("sim" if valor else "não") if isinstance(valor, bool) else str(valor)


def _nota(proposta: Proposta) -> tuple[int, ...]:
    prova, lidos = proposta.prova, {mudanca.atributo for mudanca in proposta.mudancas}
    do_campo = [problema.grau for problema in julgar(proposta.conta) if problema.atributo in lidos]
    trocados = sum(bool(mudanca.antes) for mudanca in proposta.mudancas)
    diferentes = sum(len(parte.do_banco) for parte in prova.diferencas) if prova.partes else 99
    return diferentes, do_campo.count(Grau.RECUSA), trocados, do_campo.count(Grau.HOMOLOGAR)
