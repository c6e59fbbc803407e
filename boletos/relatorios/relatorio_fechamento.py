"""Relatório de um fechamento em PDF: o que saiu, o que não saiu e por quê, quem ficou de fora, e os totais.

É da empresa para ela mesma, e por isso mostra todos os clientes. Os avisos vêm por estado, do que pede atenção ao que
deu certo, com o motivo embaixo de cada um que o tem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat
from typing import NamedTuple

from boletos.papel import desenho
from boletos.papel.cores import ACENTO, PERIGO, SUAVE, TEXTO
from boletos.papel.documento import Metadados
from boletos.papel.folha import NEGRITO, Letra, caber, imprimivel, quebrar
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
from regras.aviso import Aviso, Estado
from regras.cadastro import Empresa
from regras.dinheiro import Centavos, em_reais
from regras.selecao import Fora, Motivo

_ALTURA_ABERTURA_MM = 68.0
_ALTURA_LINHA_MM = 6.2
_ENTRELINHA_MM = 3.8
_ALTURA_NADA_MM = 14.0

TITULOS: dict[Estado, str] = {
    Estado.EM_DUVIDA: "Em dúvida",
    Estado.RECUSADO: "Recusados",
    Estado.ADIADO: "Adiados",
    Estado.ENVIANDO: "Interrompidos no envio",
    Estado.PENDENTE: "Pendentes",
    Estado.CANCELADO: "Cancelados",
    Estado.ENVIADO: "Enviados",
}
"""Os estados na ordem do relatório: o que pede atenção vem antes."""
_DE_ATENCAO = frozenset({Estado.EM_DUVIDA, Estado.RECUSADO, Estado.ADIADO, Estado.ENVIANDO})
_POR_QUE: dict[Motivo, str] = {
    Motivo.NAO_AVISAR: "Marcado para não avisar",
    Motivo.PROMESSA: "Promessa de pagamento",
    Motivo.SEM_DESTINATARIO: "Sem destinatário",
    Motivo.JA_AVISADO: "Já avisado nesta data",
    Motivo.CICLO: "Fora do ciclo de avisos",
    Motivo.VALOR_MINIMO: "Abaixo do valor mínimo",
}


@dataclass(frozen=True, slots=True)
class RelatorioDoFechamento:
    """O que um fechamento fez.

    Atributos:
        data: a de referência.
        andamento: quando começou e como acabou, numa frase.
        avisos: os da data, como estão agora.
        fora: quem tinha o que avisar e não recebeu.
        nota: o que se precisa saber para ler os números; pode ser vazia.
        detalhar: completa em palavras o motivo de quem ficou de fora; pode devolver vazio.
    """

    empresa: Empresa
    data: date
    andamento: str
    avisos: tuple[Aviso, ...]
    fora: tuple[Fora, ...]
    nota: str = ""
    detalhar: Callable[[Fora], str] = lambda _fora: ""

    def por_estado(self) -> dict[Estado, tuple[Aviso, ...]]:
        """Os avisos de cada estado que tem algum, na ordem do relatório e, em cada um, por código do cliente."""
        em_ordem = sorted(self.avisos, key=lambda aviso: aviso.cliente)
        grupos = {estado: tuple(aviso for aviso in em_ordem if aviso.estado is estado) for estado in TITULOS}
        return {estado: avisos for estado, avisos in grupos.items() if avisos}


_Escrita = tuple[str, Letra]
"""Uma linha de texto e a letra em que ela cabe."""


class _Linha(NamedTuple):
    """Uma linha da tabela, já quebrada no que cabe; `abaixo` vai sob o nome, em toda a largura."""

    codigo: str
    nome: str
    para: tuple[_Escrita, ...]
    debitos: str
    centavos: Centavos
    abaixo: tuple[str, ...] = ()

    @property
    def altura_mm(self) -> float:
        """Quanto ela ocupa, com o fio."""
        return _ALTURA_LINHA_MM + _ENTRELINHA_MM * (max(1, len(self.para)) - 1 + len(self.abaixo))


_COLUNAS = (
    Coluna("Código", 14.0, 18.0),
    Coluna("Cliente", 34.0, 62.0),
    Coluna("", 98.0, 64.0),
    Coluna("Débitos", 174.0, 11.0, DIREITA),
    Coluna("Valor", 196.0, 21.0, DIREITA),
)
_LARGURA_DE_BAIXO_MM = DIREITA_MM - 34.0 - 2.0
_MAIS_LINHAS = 24
"""Quantas linhas de endereços, e quantas de motivo, uma linha da tabela mostra: as duas cabem juntas numa página."""


def em_pdf(relatorio: RelatorioDoFechamento) -> bytes:
    """Devolve o relatório em PDF, sempre os mesmos bytes para o mesmo relatório; nunca falha por um texto."""
    paginas = Paginas(list(continuar_relatorio(relatorio.empresa, f"Fechamento de {relatorio.data:%d/%m/%Y}")))
    paginas.por(_ALTURA_ABERTURA_MM, _abertura(relatorio), ("P", "H1"))
    secoes = tuple(_separar(relatorio))
    for secao in secoes:
        paginas.por_secao(secao)
    if not secoes:
        nada = "Nenhum aviso nesta data, e ninguém ficou de fora."
        paginas.por(_ALTURA_NADA_MM, (desenho.texto(MARGEM_MM, paginas.y + 6, nada, CORPO),))
    titulo = f"Relatório do fechamento de {relatorio.data:%d/%m/%Y}"
    metadados = Metadados(titulo, relatorio.empresa.nome, "Avisos por estado, quem ficou de fora e totais")
    return paginas.escrever(metadados, relatorio.empresa, relatorio.data)


def _separar(relatorio: RelatorioDoFechamento) -> Iterator[Secao]:
    for estado, avisos in relatorio.por_estado().items():
        cor = PERIGO if estado in _DE_ATENCAO else ACENTO
        para = "Enviado para" if estado is Estado.ENVIADO else "Destinatários"
        yield _secao(TITULOS[estado], cor, (para, "Débitos"), tuple(map(_de_aviso, avisos)))
    if relatorio.fora:
        fora = sorted(relatorio.fora, key=lambda item: (tuple(Motivo).index(item.motivo), item.cliente.codigo))
        linhas = tuple(_de_fora(item, relatorio.detalhar(item)) for item in fora)
        yield _secao("Ficaram de fora", TEXTO, ("Por quê", ""), linhas)


def _secao(titulo: str, cor: str, titulos: tuple[str, str], linhas: tuple[_Linha, ...]) -> Secao:
    """`titulos` são os da terceira coluna e da de débitos."""
    codigo, nome, para, debitos, valor = _COLUNAS
    return Secao(
        f"{titulo} ({len(linhas)})",
        f"{titulo} (continuação)",
        cor,
        (codigo, nome, para._replace(titulo=titulos[0]), debitos._replace(titulo=titulos[1]), valor),
        [(linha.altura_mm, partial(_linha, linha)) for linha in linhas],
        partial(_subtotal, titulo, linhas),
        do_resto=2,
    )


def _de_aviso(aviso: Aviso) -> _Linha:
    abaixo = [
        linha for frase in _observar(aviso) for linha in quebrar(imprimivel(frase), DETALHE, _LARGURA_DE_BAIXO_MM)
    ]
    if len(abaixo) > _MAIS_LINHAS:
        abaixo[_MAIS_LINHAS - 1 :] = ["O resto está no histórico."]
    return _Linha(
        aviso.cliente,
        aviso.cliente_nome,
        _em_linhas(aviso.destinatarios),
        str(len(aviso.debitos)),
        aviso.total_centavos,
        tuple(abaixo),
    )


def _observar(aviso: Aviso) -> Iterator[str]:
    """O que se precisa saber do aviso além dos números: por que não saiu, quem não recebeu, o que foi sem boleto."""
    enviado = aviso.estado is Estado.ENVIADO
    yield aviso.por_que or ("" if enviado else " ".join((aviso.resposta or "").split()))
    if aviso.destinatarios_pendentes:
        yield f"Ainda não aceito para: {', '.join(aviso.destinatarios_pendentes)}"
    if aviso.destinatarios_recusados:
        yield f"Recusado para: {', '.join(aviso.destinatarios_recusados)}"
    sem_boleto = sum(not debito.tem_boleto for debito in aviso.debitos)
    if enviado and sem_boleto:
        yield "1 débito foi sem boleto" if sem_boleto == 1 else f"{sem_boleto} débitos foram sem boleto"


def _de_fora(item: Fora, detalhe: str) -> _Linha:
    por_que = _POR_QUE[item.motivo]
    completo = f"{por_que}: {detalhe}" if detalhe else por_que
    return _Linha(item.cliente.codigo, item.cliente.nome, _em_linhas((completo,)), "", item.total_centavos)


def _em_linhas(textos: Iterable[str]) -> tuple[_Escrita, ...]:
    """Cada texto na sua linha, ou em mais de uma se não couber na coluna; o que passa do limite vira uma contagem."""
    linhas = [linha for texto in textos for linha in _encaixar(imprimivel(texto))]
    if len(linhas) > _MAIS_LINHAS:
        sobra = len(linhas) - _MAIS_LINHAS + 1
        linhas[_MAIS_LINHAS - 1 :] = [(f"e mais {sobra}; todos estão no histórico", DETALHE)]
    return tuple(linhas)


def _encaixar(texto: str) -> list[_Escrita]:
    """Endereço comprido encolhe antes de ser partido: partido, não se copia dali."""
    largura = _COLUNAS[2].largura
    menor = caber(texto, DETALHE, largura)
    if " " not in texto and menor[0] == texto:
        return [menor]
    return [(linha, DETALHE) for linha in quebrar(texto, DETALHE, largura)]


def _abertura(relatorio: RelatorioDoFechamento) -> Iterator[str]:
    y = TOPO_MM + 28
    yield from abrir_relatorio(relatorio.empresa, "Relatório do fechamento", 108, f"{relatorio.data:%d/%m/%Y}", FORTE)
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 33, SUAVE)
    yield na_largura(MARGEM_MM + 4, y + 6, relatorio.andamento, CORPO, LARGURA_MM - 8)
    yield na_largura(MARGEM_MM + 4, y + 10.6, relatorio.nota, DETALHE, LARGURA_MM - 8)
    yield desenho.fio(MARGEM_MM + 4, y + 14, DIREITA_MM - 4, y + 14, FIO)
    for ordem, (rotulo, valor) in enumerate(_resumo(relatorio)):
        x = MARGEM_MM + 4 + ordem * 36
        yield na_largura(x, y + 20, rotulo, ROTULO, 34)
        yield na_largura(x, y + 27, valor, Letra(NEGRITO, 13, TEXTO), 34)


def _resumo(relatorio: RelatorioDoFechamento) -> Iterator[tuple[str, str]]:
    """Os números do alto."""
    enviados = relatorio.por_estado().get(Estado.ENVIADO, ())
    boletos = sum(debito.tem_boleto for aviso in enviados for debito in aviso.debitos)
    yield "Avisos", str(len(relatorio.avisos))
    yield "Enviados", str(len(enviados))
    yield "Boletos enviados", str(boletos)
    yield "Total enviado", em_reais(sum(aviso.total_centavos for aviso in enviados))
    yield "Ficaram de fora", str(len(relatorio.fora))


def _linha(linha: _Linha, y: float) -> Iterator[str]:
    textos = (linha.codigo, linha.nome, "", linha.debitos, em_coluna(linha.centavos))
    yield from em_colunas(_COLUNAS, textos, y + 4.2, (DETALHE, FORTE, DETALHE, CORPO, FORTE))
    for ordem, (texto, letra) in enumerate(linha.para):
        yield desenho.texto(_COLUNAS[2].x, y + 4.2 + ordem * _ENTRELINHA_MM, texto, letra)
    base = y + 4.2 + max(1, len(linha.para)) * _ENTRELINHA_MM
    for ordem, texto in enumerate(linha.abaixo):
        yield desenho.texto(_COLUNAS[1].x, base + ordem * _ENTRELINHA_MM, texto, DETALHE)
    fim = y + linha.altura_mm
    yield desenho.fio(MARGEM_MM, fim, DIREITA_MM, fim, FIO)


def _subtotal(titulo: str, linhas: tuple[_Linha, ...], base: float) -> Iterator[str]:
    total = sum(linha.centavos for linha in linhas)
    debitos = sum(int(linha.debitos or 0) for linha in linhas)
    textos = (f"Total: {titulo.lower()}", "", "", str(debitos or ""), em_coluna(total))
    colunas = (_COLUNAS[0]._replace(largura=80.0), *_COLUNAS[1:])
    yield from em_colunas(colunas, textos, base, repeat(FORTE))
