"""Confere um boleto pelo que está no próprio PDF, antes de anexar (regras.md §4)."""

from __future__ import annotations

import re
from datetime import date

from boletos.emissao.boleto import Boleto
from boletos.papel import leitura_pdf
from boletos.relatorios import relatorio
from boletos.titulo import exame
from boletos.titulo.codigo import Decodificado, formatar_linha
from regras.cadastro import Cliente
from regras.dinheiro import em_reais
from regras.documentos import formatar_cpf_cnpj
from regras.erros import DadoInvalido

_FORMA = re.compile(r"\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}")
_DOCUMENTO = re.compile(r"[A-Z\d]{2}\.[A-Z\d]{3}\.[A-Z\d]{3}/[A-Z\d]{4}-\d{2}|\d{3}\.\d{3}\.\d{3}-\d{2}")
_ESCRITOS = leitura_pdf.em_forma(b"%b|%b" % (_FORMA.pattern.encode(), _DOCUMENTO.pattern.encode()))
_IDENTIDADE = leitura_pdf.em_forma(rb"(?:[^()\\]|\\.)*C(?:\xf3|\\363)digo (?:[^()\\]|\\.)*")
_CAMPO = "PDF do boleto"
_VIAS = 2
"""A linha digitável e o CPF/CNPJ do pagador saem no recibo e na ficha."""


def conferir(pdf: bytes, boleto: Boleto, hoje: date, senha: str = "", *, cliente: Cliente | None = None) -> None:
    """Lê a linha digitável do texto do PDF e confere que dá o banco, o vencimento e o valor do boleto.

    Com o cliente do aviso, confere também que o pagador escrito no PDF é ele (regras.md §3.7).

    Args:
        pdf: o arquivo que vai ser anexado.
        boleto: o que ele deve dizer.
        hoje: o fator de vencimento só tem leitura única em volta desta data.
        senha: a que o arquivo pede para abrir, se pede.
        cliente: a quem o PDF vai.

    Raises:
        DadoInvalido: falta a linha em alguma das duas vias, ela é outra, ou diz outra coisa; ou o pagador é outro.
    """
    lidas, documentos = _ler(pdf, senha)
    if cliente is not None:
        _conferir_pagador(documentos, boleto, cliente)
    if len(lidas) != _VIAS:
        raise DadoInvalido(_CAMPO, f"a linha digitável aparece em {len(lidas)} das {_VIAS} vias", boleto.documento)
    if set(lidas) != {formatar_linha(boleto.linha_digitavel)}:
        raise DadoInvalido(_CAMPO, "a linha digitável impressa não é a do boleto", boleto.documento)
    lida = exame.decodificar(lidas[0], hoje)
    if lida.codigo_barras != boleto.codigo_barras:
        raise DadoInvalido(_CAMPO, "a linha digitável e o código de barras não se correspondem", boleto.documento)
    _conferir_banco_vencimento_e_valor(lida, boleto)


def conferir_relatorio(pdf: bytes, cliente: Cliente, senha: str = "") -> None:
    """Confere que o relatório, lido do próprio PDF, é o deste cliente (regras.md §3.7).

    Raises:
        DadoInvalido: o PDF não traz o código e o CPF/CNPJ do cliente.
    """
    esperada = relatorio.identidade(cliente)
    if senha:
        escritas = [_sem_espacos(linha) for linha in leitura_pdf.texto(pdf, senha).splitlines()]
        esperada = _sem_espacos(esperada)
    else:
        escritas = leitura_pdf.procurar_escritos(pdf, _IDENTIDADE)
    if esperada not in escritas:
        raise DadoInvalido("PDF do relatório", "não é o do cliente deste aviso", f"cliente {cliente.codigo}")


def _ler(pdf: bytes, senha: str) -> tuple[list[str], list[str]]:
    """As linhas digitáveis e os CPF/CNPJ escritos; cifrado, só o leitor de PDF o lê."""
    if senha:
        escrito = leitura_pdf.texto(pdf, senha)
        return _FORMA.findall(escrito), _DOCUMENTO.findall(escrito)
    escritos = leitura_pdf.procurar_escritos(pdf, _ESCRITOS)
    return [item for item in escritos if _FORMA.fullmatch(item)], [i for i in escritos if not _FORMA.fullmatch(i)]


def _sem_espacos(texto: str) -> str:
    return "".join(texto.split())


def _conferir_pagador(documentos: list[str], boleto: Boleto, cliente: Cliente) -> None:
    """O pagador do boleto é o cliente, e o PDF diz isso nas duas vias; o do beneficiário também está escrito nele."""
    esperado = formatar_cpf_cnpj(cliente.cpf_cnpj)
    if boleto.pagador.cpf_cnpj != esperado or documentos.count(esperado) < _VIAS:
        raise DadoInvalido(_CAMPO, "o pagador impresso não é o cliente deste aviso", boleto.documento)


def _conferir_banco_vencimento_e_valor(lida: Decodificado, boleto: Boleto) -> None:
    if lida.banco != boleto.banco:
        raise DadoInvalido(_CAMPO, f"a linha digitável é do banco {lida.banco}", boleto.documento)
    if lida.vencimento != boleto.vencimento:
        dia = f"vence em {lida.vencimento:%d/%m/%Y}" if lida.vencimento else "não traz vencimento"
        raise DadoInvalido(_CAMPO, f"a linha digitável {dia}", boleto.documento)
    if lida.valor_centavos != boleto.valor_centavos:
        raise DadoInvalido(_CAMPO, f"a linha digitável é de {em_reais(lida.valor_centavos)}", boleto.documento)
