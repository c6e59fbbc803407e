"""Relatório do que os avisos trouxeram, em PDF: os números, o gráfico dos meses, e as tabelas por mês e por faixa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import repeat

from boletos.papel import desenho
from boletos.papel.cores import ACENTO, LINHA, PRAZOS_EM_CORES, SUAVE, TEXTO
from boletos.papel.documento import Metadados
from boletos.papel.folha import NEGRITO, Letra
from boletos.relatorios.paginas import (
    CORPO,
    DETALHE,
    DIREITA,
    DIREITA_MM,
    FIO,
    FORTE,
    LARGURA_MM,
    MARGEM_MM,
    ROTULO,
    TOPO_MM,
    Coluna,
    Paginas,
    Secao,
    abrir_relatorio,
    continuar_relatorio,
    em_coluna,
    em_colunas,
    na_largura,
)
from regras.cadastro import Empresa
from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.efeito import PRAZOS, Efeito, Soma
from regras.carteira.promessa import Desfecho
from regras.dinheiro import em_reais

TITULO = "O que os avisos trouxeram"
INTERVALOS = ("até 3 dias", "4 a 7 dias", "8 a 15 dias", "depois de 15")
"""Os de `Soma.por_prazo`."""
A_CONTA = (
    "Cada pagamento conta uma vez, no último aviso enviado em dia anterior ao dele. O dia e o valor são os do banco; "
    "sem retorno, o dia do ERP e o saldo que o aviso cobrou."
)
FAIXAS: Mapping[FaixaDeAtraso, str] = {
    FaixaDeAtraso.A_VENCER: "A vencer",
    FaixaDeAtraso.ATE_30: "Vencido de 1 a 30 dias",
    FaixaDeAtraso.ATE_60: "Vencido de 31 a 60 dias",
    FaixaDeAtraso.ATE_90: "Vencido de 61 a 90 dias",
    FaixaDeAtraso.MAIS_90: "Vencido há mais de 90 dias",
}
_ALTURA_ABERTURA_MM, _ALTURA_GRAFICO_MM, _ALTURA_LINHA_MM, _BARRA_MM = 64.0, 62.0, 6.2, 40.0
_COLUNAS = (
    Coluna("", 14.0, 48.0),
    Coluna("Pagamentos", 82.0, 18.0, DIREITA),
    *(Coluna(f"Até {prazo} dias", x, 24.0, DIREITA) for prazo, x in zip(PRAZOS, (108.0, 134.0, 160.0), strict=True)),
    Coluna("Tudo", 196.0, 32.0, DIREITA),
)


def em_pdf(empresa: Empresa, efeito: Efeito) -> bytes:
    """Devolve o relatório em PDF, sempre os mesmos bytes para os mesmos números."""
    periodo = f"{efeito.de:%d/%m/%Y} a {efeito.ate:%d/%m/%Y}"
    paginas = Paginas(list(continuar_relatorio(empresa, f"{TITULO}, {periodo}")))
    paginas.por(_ALTURA_ABERTURA_MM, _abertura(empresa, efeito, periodo), ("P", "H1"))
    paginas.por(_ALTURA_GRAFICO_MM, _grafico(efeito.meses, paginas.y))
    meses = [(f"{mes:%m/%Y}", soma) for mes, soma in efeito.meses.items()]
    faixas = [(FAIXAS[faixa], soma) for faixa, soma in efeito.faixas.items()]
    for titulo, linhas in (("Por faixa de atraso no dia do aviso", faixas), ("Por mês do pagamento", meses)):
        paginas.por_secao(_secao(titulo, linhas, efeito.total))
    metadados = Metadados(f"{TITULO}, {periodo}", empresa.nome, "Recebido depois dos avisos, por faixa e por mês")
    return paginas.escrever(metadados, empresa, efeito.ate)


def em_dias(media: Decimal | None) -> str:
    """`12,5 dias`, ou travessão."""
    return "–" if media is None else f"{media} dias".replace(".", ",")


def _abertura(empresa: Empresa, efeito: Efeito, periodo: str) -> Iterator[str]:
    y = TOPO_MM + 28
    yield from abrir_relatorio(empresa, TITULO, 108, periodo, FORTE)
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 33, SUAVE)
    for ordem, linha in enumerate(_dizeres(efeito)):
        yield na_largura(MARGEM_MM + 4, y + 5.4 + 4.4 * ordem, linha, DETALHE if ordem else CORPO, LARGURA_MM - 8)
    yield desenho.fio(MARGEM_MM + 4, y + 15.4, DIREITA_MM - 4, y + 15.4, FIO)
    for ordem, (rotulo, valor) in enumerate(_resumo(efeito)):
        x = MARGEM_MM + 4 + ordem * 36
        yield na_largura(x, y + 20.6, rotulo, ROTULO, 34)
        yield na_largura(x, y + 27.4, valor, Letra(NEGRITO, 12, TEXTO), 34)


def _dizeres(efeito: Efeito) -> Iterator[str]:
    quantos, centavos = efeito.sem_aviso
    yield A_CONTA
    yield f"Fora desta conta: {quantos} pagamentos sem aviso antes, {em_reais(centavos)}."


def _resumo(efeito: Efeito) -> Iterator[tuple[str, str]]:
    cumpridas = efeito.promessas.get(Desfecho.CUMPRIDA, 0)
    yield "Recebido depois de um aviso", em_reais(efeito.total.centavos)
    yield "Em até 7 dias do aviso", em_reais(efeito.total.ate(7))
    yield "Até pagar, antes do 1º aviso", em_dias(efeito.antes.media())
    yield "Até pagar, depois dele", em_dias(efeito.depois.media())
    yield "Promessas cumpridas", f"{cumpridas} de {sum(efeito.promessas.values())}"


def _grafico(meses: Mapping[date, Soma], y: float) -> Iterator[str]:
    """Uma barra por mês, empilhada do que veio mais depressa, embaixo, ao que demorou mais."""
    yield desenho.texto(MARGEM_MM, y + 4, "Recebido por mês do pagamento", Letra(NEGRITO, 11, ACENTO))
    for ordem, (nome, cor) in enumerate(zip(INTERVALOS, PRAZOS_EM_CORES, strict=True)):
        x = DIREITA_MM - 100 + ordem * 26
        yield desenho.caixa(x, y + 1.6, 2.6, 2.6, cor)
        yield desenho.texto(x + 3.8, y + 4, nome, DETALHE)
    maior = max((soma.centavos for soma in meses.values()), default=0)
    chao, passo = y + 10 + _BARRA_MM, LARGURA_MM / max(len(meses), 1)
    for ordem, (mes, soma) in enumerate(meses.items()):
        x, largura, topo = MARGEM_MM + ordem * passo + passo * 0.15, passo * 0.7, chao
        for centavos, cor in zip(soma.por_prazo, PRAZOS_EM_CORES, strict=True):
            if altura := _BARRA_MM * centavos / maior if maior else 0:
                topo -= altura
                yield desenho.caixa(x, topo, largura, altura, cor)
        meio = x + largura / 2
        if soma.centavos:
            yield desenho.texto(meio, topo - 1, _em_mil(soma.centavos), DETALHE, desenho.Alinhamento.CENTRO)
        yield desenho.texto(meio, chao + 4.4, f"{mes:%m/%y}", DETALHE, desenho.Alinhamento.CENTRO)
    yield desenho.fio(MARGEM_MM, chao, DIREITA_MM, chao, desenho.Traco(0.3, LINHA))


def _em_mil(centavos: int) -> str:
    """Em milhares, com uma casa: `12,3 mil`."""
    decimos = (centavos + 5_000) // 10_000
    return f"{decimos // 10},{decimos % 10} mil"


def _secao(titulo: str, linhas: Sequence[tuple[str, Soma]], total: Soma) -> Secao:
    return Secao(
        titulo,
        f"{titulo} (continuação)",
        ACENTO,
        _COLUNAS,
        [(_ALTURA_LINHA_MM, partial(_linha, nome, soma)) for nome, soma in linhas],
        lambda base: em_colunas(_COLUNAS, _textos("Total", total), base, repeat(FORTE)),
    )


def _linha(nome: str, soma: Soma, y: float) -> Iterable[str]:
    yield from em_colunas(_COLUNAS, _textos(nome, soma), y + 4.2, (FORTE, *repeat(CORPO, 4), FORTE))
    fim = y + _ALTURA_LINHA_MM
    yield desenho.fio(MARGEM_MM, fim, DIREITA_MM, fim, FIO)


def _textos(nome: str, soma: Soma) -> tuple[str, ...]:
    return (
        nome,
        str(soma.pagamentos or "–"),
        *(em_coluna(soma.ate(prazo)) for prazo in PRAZOS),
        em_coluna(soma.centavos),
    )
