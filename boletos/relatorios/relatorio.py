"""Relatório dos débitos de um aviso em PDF (regras.md §4).

As linhas são postas de cima para baixo e nunca partidas; página nova repete o cabeçalho da tabela.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat
from typing import NamedTuple

from boletos.papel import desenho
from boletos.papel.cores import ACENTO, PERIGO, SUAVE, TEXTO
from boletos.papel.documento import Metadados
from boletos.papel.folha import NEGRITO, REGULAR, Letra, caber, imprimivel
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
    documento,
    em_coluna,
    em_colunas,
    juntar,
    na_largura,
)
from boletos.titulo.codigo import formatar_linha
from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, Empresa
from regras.debito import Classe
from regras.dinheiro import Centavos, em_reais

_ALTURA_ABERTURA_MM = 72.0
_ALTURA_LINHA_MM = 11.2
_ALTURA_TOTAL_MM = 24.0
_LARGURA_DA_IDENTIDADE_MM = 178


@dataclass(frozen=True, slots=True)
class Relatorio:
    """O que se manda a um cliente num dia; os débitos na ordem do aviso. `data` é a de referência."""

    empresa: Empresa
    cliente: Cliente
    data: date
    debitos: tuple[DebitoAvisado, ...]


_COLUNAS = (
    Coluna("Documento / parcela", 14, 36),
    Coluna("Emissão", 52, 19),
    Coluna("Vencimento", 72, 19),
    Coluna("", 108, 16, DIREITA),
    Coluna("Valor", 131, 22, DIREITA),
    Coluna("Multa", 150, 18, DIREITA),
    Coluna("Juros", 170, 19, DIREITA),
    Coluna("Atualizado", 196, 25, DIREITA),
)
_COLUNA_DOS_DIAS = 3
_DE_DINHEIRO = _COLUNAS[4:]


class _Grupo(NamedTuple):
    """Os débitos de uma tabela do relatório; `dias` é o título da coluna de dias e `cor` a do título."""

    titulo: str
    subtotal: str
    dias: str
    cor: str
    debitos: tuple[DebitoAvisado, ...]


class _Somas(NamedTuple):
    """Totais em centavos, na ordem das colunas de dinheiro."""

    saldo: Centavos
    multa: Centavos
    juros: Centavos
    atualizado: Centavos


def em_pdf(relatorio: Relatorio, senha: str = "") -> bytes:
    """Devolve o relatório em PDF, sempre os mesmos bytes para o mesmo relatório; com senha, só abre com ela.

    Sem débitos de uma classe, a seção dela não aparece. Letra que a fonte não tem é trocada; nunca falha por um texto.
    """
    do_cliente = f"{relatorio.cliente.nome}, posição em {relatorio.data:%d/%m/%Y}"
    paginas = Paginas(list(continuar_relatorio(relatorio.empresa, do_cliente)))
    paginas.por(_ALTURA_ABERTURA_MM, _abertura(relatorio), ("P", "H1"))
    for grupo in _separar(relatorio.debitos):
        paginas.por_secao(_secao(grupo))
    if not paginas.cabe(_ALTURA_TOTAL_MM):
        paginas.virar()
    paginas.por(_ALTURA_TOTAL_MM, _total(relatorio, paginas.y))
    return paginas.escrever(_metadados(relatorio), relatorio.empresa, relatorio.data, senha)


def identidade(cliente: Cliente) -> str:
    """A linha que diz de quem é o relatório, como sai impressa: por ela se confere o PDF."""
    return _identificar(cliente)[0]


def _identificar(cliente: Cliente) -> tuple[str, Letra]:
    return caber(imprimivel(juntar(documento(cliente), f"Código {cliente.codigo}")), CORPO, _LARGURA_DA_IDENTIDADE_MM)


def _separar(debitos: tuple[DebitoAvisado, ...]) -> tuple[_Grupo, ...]:
    vencidos = tuple(debito for debito in debitos if debito.classe is Classe.VENCIDO)
    a_vencer = tuple(debito for debito in debitos if debito.classe is not Classe.VENCIDO)
    grupos = (
        _Grupo("Débitos vencidos", "Subtotal vencido", "Atraso", PERIGO, vencidos),
        _Grupo("Débitos a vencer", "Subtotal a vencer", "Vence", ACENTO, a_vencer),
    )
    return tuple(grupo for grupo in grupos if grupo.debitos)


def _secao(grupo: _Grupo) -> Secao:
    colunas = list(_COLUNAS)
    colunas[_COLUNA_DOS_DIAS] = colunas[_COLUNA_DOS_DIAS]._replace(titulo=grupo.dias)
    return Secao(
        grupo.titulo,
        f"{grupo.titulo} (continuação)",
        grupo.cor,
        tuple(colunas),
        [(_ALTURA_LINHA_MM, partial(_linha, debito, grupo.cor)) for debito in grupo.debitos],
        partial(_numeros, grupo.subtotal, _somar(grupo.debitos)),
    )


def _abertura(relatorio: Relatorio) -> Iterator[str]:
    cliente, y = relatorio.cliente, TOPO_MM + 29
    data = f"Posição em {relatorio.data:%d/%m/%Y}"
    yield from abrir_relatorio(relatorio.empresa, "Relatório de débitos", 122, data, CORPO)
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 36, SUAVE)
    yield desenho.texto(MARGEM_MM + 4, y + 5.6, "Cliente", ROTULO)
    yield na_largura(MARGEM_MM + 4, y + 11, cliente.nome, Letra(NEGRITO, 11, TEXTO), LARGURA_MM - 8)
    yield desenho.texto(MARGEM_MM + 4, y + 15.8, *_identificar(cliente))
    yield desenho.fio(MARGEM_MM + 4, y + 19.4, DIREITA_MM - 4, y + 19.4, FIO)
    for ordem, (rotulo, centavos, letra) in enumerate(_resumo(relatorio)):
        x = MARGEM_MM + 4 + ordem * 60
        yield desenho.texto(x, y + 25, rotulo, ROTULO)
        yield na_largura(x, y + 31.6, em_reais(centavos), letra, 56)


def _resumo(relatorio: Relatorio) -> Iterator[tuple[str, Centavos, Letra]]:
    """Os números do alto: cada seção que existe e o total."""
    for grupo in _separar(relatorio.debitos):
        titulo = f"{grupo.titulo} ({len(grupo.debitos)})"
        yield titulo, _somar(grupo.debitos).atualizado, Letra(REGULAR, 15, TEXTO)
    yield "Total atualizado", _somar(relatorio.debitos).atualizado, Letra(NEGRITO, 15, TEXTO)


def _linha(debito: DebitoAvisado, cor: str, y: float) -> Iterator[str]:
    textos = (
        _numero(debito),
        f"{debito.emissao:%d/%m/%Y}" if debito.emissao else "",
        f"{debito.vencimento:%d/%m/%Y}",
        _dias(debito),
        *map(em_coluna, _somar((debito,))),
    )
    letras = [CORPO] * len(_COLUNAS)
    letras[0] = letras[-1] = FORTE
    letras[_COLUNA_DOS_DIAS] = CORPO._replace(cor=cor)
    yield from em_colunas(_COLUNAS, textos, y + 4.6, letras)
    x = _COLUNAS[0].x
    if debito.linha_digitavel:
        yield desenho.texto(x, y + 8.8, "Linha digitável", ROTULO)
        yield desenho.texto(x + 19, y + 8.8, formatar_linha(debito.linha_digitavel), DETALHE._replace(cor=TEXTO))
    else:
        yield desenho.texto(x, y + 8.8, "Sem boleto neste aviso", ROTULO)
    if debito.saldo_centavos < debito.valor_centavos:
        parcial = f"Saldo de um valor original de {em_reais(debito.valor_centavos)}"
        yield desenho.texto(_COLUNAS[-1].x, y + 8.8, parcial, DETALHE, DIREITA)
    yield desenho.fio(MARGEM_MM, y + _ALTURA_LINHA_MM, DIREITA_MM, y + _ALTURA_LINHA_MM, FIO)


def _total(relatorio: Relatorio, y: float) -> Iterator[str]:
    somas = _somar(relatorio.debitos)
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 9, SUAVE)
    yield from _numeros("Total", somas, y + 5.8)
    notas = ["Se algum destes débitos já foi pago, desconsidere-o."]
    if somas.multa or somas.juros:
        notas.insert(0, f"Multa e juros calculados até {relatorio.data:%d/%m/%Y} sobre o saldo de cada débito.")
    for ordem, nota in enumerate(notas):
        yield desenho.texto(MARGEM_MM, y + 15 + ordem * 4, nota, DETALHE)


def _numeros(rotulo: str, somas: _Somas, base: float) -> Iterator[str]:
    """Uma linha de totais, debaixo das colunas de dinheiro."""
    yield desenho.texto(_COLUNAS[0].x, base, rotulo, FORTE)
    yield from em_colunas(_DE_DINHEIRO, map(em_coluna, somas), base, repeat(FORTE))


def _metadados(relatorio: Relatorio) -> Metadados:
    titulo = f"Relatório de débitos, {relatorio.cliente.nome}, {relatorio.data:%d/%m/%Y}"
    return Metadados(titulo, relatorio.empresa.nome, "Débitos vencidos e a vencer, com as linhas digitáveis")


def _numero(debito: DebitoAvisado) -> str:
    return f"{debito.documento}/{debito.parcela}" if debito.parcela else debito.documento


def _dias(debito: DebitoAvisado) -> str:
    """`12 dias` de atraso; a vencer, `em 3 dias`, `hoje`, ou `há 1 dia` quando o dia útil prorrogou."""
    quantos = abs(debito.dias)
    por_extenso = f"{quantos} dia" if quantos == 1 else f"{quantos} dias"
    if debito.classe is Classe.VENCIDO:
        return por_extenso
    if not quantos:
        return "hoje"
    return f"em {por_extenso}" if debito.dias < 0 else f"há {por_extenso}"


def _somar(debitos: Iterable[DebitoAvisado]) -> _Somas:
    saldo = multa = juros = 0
    for debito in debitos:
        saldo += debito.saldo_centavos
        multa += debito.multa_centavos
        juros += debito.juros_centavos
    return _Somas(saldo, multa, juros, saldo + multa + juros)
