"""Boleto em PDF: recibo do pagador e ficha de compensação, uma folha A4 (boleto.md B).

O leiaute é compilado uma vez: os fios viram formulário do molde, os rótulos operadores prontos, intercalados com os
campos para que o texto do arquivo saia em ordem de leitura. Por boleto só se escreve o que muda.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from boletos import desenho, endereco, leiaute
from boletos.barras import em_vetor
from boletos.blocos import Bloco, Caixa, Carimbo, Celula, Fio, Quadro, Texto
from boletos.boleto import Boleto
from boletos.codigo import formatar_linha
from boletos.documento import Metadados, Molde
from boletos.folha import ENTRELINHA, PONTOS_POR_MM, Letra, caber, encaixar, imprimivel
from regras.dinheiro import em_reais, formatar

_SEM_VENCIMENTO = "Contra apresentação"


class _Lugar(NamedTuple):
    """Uma célula já posta na folha: `x` é o ponto do alinhamento, `base` a primeira linha de base (`pe`: a última)."""

    campo: str
    x: float
    base: float
    largura: float
    altura: float
    letra: Letra
    alinhamento: desenho.Alinhamento
    linhas: int
    pe: bool


class _Compilado(NamedTuple):
    """O molde com os fios e, em ordem de leitura, rótulos prontos (`str`) e lugares a preencher."""

    molde: Molde
    passos: tuple[str | _Lugar, ...]


def em_pdf(boleto: Boleto) -> bytes:
    """Devolve o boleto em PDF, sempre os mesmos bytes para o mesmo boleto.

    O que não cabe encolhe, quebra ou é cortado com reticências; letra que a fonte não tem é trocada
    (`folha.textos_sem_glifo` diz quais textos têm). Nunca falha por causa de um texto.
    """
    compilado = _compilar(com_cip=bool(boleto.cip), sem_valor=boleto.sem_valor)
    conteudos = _conteudos(boleto)
    operadores: list[str] = []
    for passo in compilado.passos:
        if isinstance(passo, str):
            operadores.append(passo)
        else:
            operadores.extend(_preencher(passo, conteudos[passo.campo]))
    operadores.append(em_vetor(boleto.codigo_barras, leiaute.BARRAS_X_MM, leiaute.BARRAS_Y_MM))
    return compilado.molde.em_pdf(operadores, _metadados(boleto), boleto.processamento)


def _conteudos(boleto: Boleto) -> Mapping[str, tuple[str, ...]]:
    """O que vai em cada campo do leiaute, uma linha por parágrafo."""
    beneficiario, pagador = boleto.beneficiario, boleto.pagador
    codigo = f"{boleto.banco}-{boleto.banco_dv}"
    simples = {
        "banco": f"{boleto.banco_nome}  |  {codigo}",
        "banco_nome": boleto.banco_nome,
        "banco_codigo": codigo,
        "linha_digitavel": formatar_linha(boleto.linha_digitavel),
        "local_pagamento": boleto.local_pagamento,
        "vencimento": _em_data(boleto.vencimento) or _SEM_VENCIMENTO,
        "beneficiario_nome": beneficiario.nome,
        "beneficiario_documento": beneficiario.cpf_cnpj,
        "beneficiario_endereco_em_linha": " - ".join(endereco.em_linhas(beneficiario)),
        "agencia_codigo": boleto.agencia_codigo,
        "emissao": _em_data(boleto.emissao),
        "documento": boleto.documento,
        "especie": boleto.especie,
        "aceite": boleto.aceite,
        "processamento": _em_data(boleto.processamento),
        "nosso_numero": boleto.nosso_numero,
        "cip": boleto.cip,
        "carteira": boleto.carteira,
        "moeda": "R$",
        "valor": formatar(boleto.valor_centavos) if boleto.valor_centavos else "",
        "valor_em_reais": em_reais(boleto.valor_centavos) if boleto.valor_centavos else "Em aberto",
        "pagador_nome": pagador.nome,
        "pagador_documento": pagador.cpf_cnpj,
    }
    conteudos = {campo: (conteudo,) for campo, conteudo in simples.items()}
    return conteudos | {
        "beneficiario_endereco": endereco.em_linhas(beneficiario),
        "pagador_endereco": endereco.em_linhas(pagador),
        "instrucoes": boleto.instrucoes,
    }


def _em_data(dia: date | None) -> str:
    return f"{dia:%d/%m/%Y}" if dia else ""


def _metadados(boleto: Boleto) -> Metadados:
    vencimento = f", vencimento {_em_data(boleto.vencimento)}" if boleto.vencimento else ""
    titulo = f"Boleto {boleto.documento}{vencimento}"
    assunto = f"Boleto bancário {boleto.banco}-{boleto.banco_dv}, nosso número {boleto.nosso_numero}"
    if boleto.sem_valor:
        titulo = f"{leiaute.SEM_VALOR}: {titulo}"
    return Metadados(titulo, boleto.beneficiario.nome, assunto)


def _preencher(lugar: _Lugar, conteudo: tuple[str, ...]) -> Iterator[str]:
    paragrafos = map(imprimivel, conteudo)
    if lugar.linhas == 1:
        linhas, letra = caber(next(paragrafos, ""), lugar.letra, lugar.largura)
        if linhas:
            yield desenho.texto(lugar.x, lugar.base, linhas, letra, lugar.alinhamento)
        return
    varias, letra = encaixar(paragrafos, lugar.letra, lugar.largura, lugar.altura)
    passo = letra.corpo * ENTRELINHA / PONTOS_POR_MM
    primeira = lugar.base - passo * (len(varias) - 1) if lugar.pe else lugar.base
    for numero, linha in enumerate(varias):
        yield desenho.texto(lugar.x, primeira + numero * passo, linha, letra, lugar.alinhamento)


@lru_cache(maxsize=8)
def _compilar(*, com_cip: bool, sem_valor: bool) -> _Compilado:
    fixo: list[str] = []
    passos: list[str | _Lugar] = []
    for bloco in leiaute.blocos(com_cip=com_cip, sem_valor=sem_valor):
        _compilar_bloco(bloco, fixo, passos)
    return _Compilado(Molde(fixo), tuple(passos))


def _compilar_bloco(bloco: Bloco, fixo: list[str], passos: list[str | _Lugar]) -> None:
    match bloco:
        case Texto():
            passos.append(desenho.texto(bloco.x, bloco.base, bloco.conteudo, bloco.letra, bloco.alinhamento))
        case Fio(tracejado=True):
            fixo.append(desenho.tracejado(bloco.x1, bloco.y1, bloco.x2, bloco.y2, bloco.traco))
        case Fio():
            fixo.append(desenho.fio(bloco.x1, bloco.y1, bloco.x2, bloco.y2, bloco.traco))
        case Caixa():
            fixo.append(desenho.caixa(bloco.x, bloco.y, bloco.largura, bloco.altura, bloco.tinta))
        case Carimbo():
            fixo.append(desenho.carimbo(bloco.x, bloco.y, bloco.conteudo, bloco.letra, bloco.graus))
        case Quadro():
            if bloco.moldura:
                fixo.append(desenho.moldura(bloco.x, bloco.y, bloco.largura, bloco.altura, bloco.traco))
            for celula, x, y, altura in _postas(bloco):
                fixo.extend(_fios(bloco, celula, x, y, altura))
                passos.extend(_textos(bloco, celula, x, y, altura))


def _postas(quadro: Quadro) -> Iterator[tuple[Celula, float, float, float]]:
    """Cada célula com o seu canto de cima, à esquerda, e a sua altura."""
    y = quadro.y
    for faixa in quadro.faixas:
        x = quadro.x
        for celula in faixa.celulas:
            yield celula, x, y, celula.altura or faixa.altura
            x += celula.largura
        y += faixa.altura


def _fios(quadro: Quadro, celula: Celula, x: float, y: float, altura: float) -> Iterator[str]:
    if "e" in celula.fios:
        yield desenho.fio(x, y, x, y + altura, quadro.traco)
    if "b" in celula.fios:
        yield desenho.fio(x, y + altura, x + celula.largura, y + altura, quadro.traco)


def _textos(quadro: Quadro, celula: Celula, x: float, y: float, altura: float) -> Iterator[str | _Lugar]:
    if celula.rotulo:
        yield desenho.texto(x + quadro.recuo, y + quadro.base_rotulo, celula.rotulo, quadro.rotulo)
    if not celula.campo:
        return
    largura = celula.largura - 2 * quadro.recuo
    ponto = x + quadro.recuo + largura * celula.alinhamento.value
    corpo_mm = celula.letra.corpo / PONTOS_POR_MM
    topo = quadro.base_rotulo + corpo_mm * 0.4 if celula.rotulo else 0.0
    encostada = celula.linhas == 1 or celula.pe
    base = y + altura - quadro.folga if encostada else y + topo + corpo_mm
    # O quarto de corpo é da perna da última linha, que desce da linha de base.
    disponivel = altura - topo - corpo_mm * 0.25
    letra, alinhamento = celula.letra, celula.alinhamento
    yield _Lugar(celula.campo, ponto, base, largura, disponivel, letra, alinhamento, celula.linhas, celula.pe)
