"""Relatório dos débitos de um aviso em PDF (regras.md §4).

As linhas são postas de cima para baixo e nunca partidas; página nova repete o cabeçalho da tabela.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from boletos.papel import desenho
from boletos.papel.cores import (
    ACENTO,
    PAINEL,
    PERIGO,
    SUAVE,
    TEXTO,
    TEXTO_2,
)
from boletos.papel.desenho import Alinhamento, Traco
from boletos.papel.documento import Metadados
from boletos.papel.folha import (
    NEGRITO,
    REGULAR,
    Letra,
    caber,
    imprimivel,
)
from boletos.relatorios.paginas import (
    DIREITA_MM,
    FIO,
    LARGURA_MM,
    MARGEM_MM,
    ROTULO,
    TOPO_MM,
    Paginas,
    documento,
    identificar,
    juntar,
    na_largura,
)
from boletos.titulo.codigo import formatar_linha
from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, Empresa
from regras.debito import Classe
from regras.dinheiro import Centavos, em_reais, formatar

_ALTURA_ABERTURA_MM = 72.0
_ALTURA_TITULO_MM = 17.0
_ALTURA_LINHA_MM = 11.2
_ALTURA_SUBTOTAL_MM = 9.0
_ALTURA_TOTAL_MM = 24.0
_ESPACO_MM = 5.0
_LARGURA_DA_IDENTIDADE_MM = 178

_CORPO = Letra(REGULAR, 8.5, TEXTO)
_FORTE = Letra(NEGRITO, 8.5, TEXTO)
_DETALHE = Letra(REGULAR, 7.5, TEXTO_2)
_DIREITA = Alinhamento.DIREITA


@dataclass(frozen=True, slots=True)
class Relatorio:
    """O que se manda a um cliente num dia; os débitos na ordem do aviso. `data` é a de referência."""

    empresa: Empresa
    cliente: Cliente
    data: date
    debitos: tuple[DebitoAvisado, ...]


class _Coluna(NamedTuple):
    """`x` é a borda esquerda, ou a direita nas colunas de número."""

    titulo: str
    x: float
    largura: float
    alinhamento: Alinhamento


_COLUNAS = (
    _Coluna("Documento / parcela", 14, 36, Alinhamento.ESQUERDA),
    _Coluna("Emissão", 52, 19, Alinhamento.ESQUERDA),
    _Coluna("Vencimento", 72, 19, Alinhamento.ESQUERDA),
    _Coluna("", 108, 16, _DIREITA),
    _Coluna("Valor", 131, 22, _DIREITA),
    _Coluna("Multa", 150, 18, _DIREITA),
    _Coluna("Juros", 170, 19, _DIREITA),
    _Coluna("Atualizado", 196, 25, _DIREITA),
)
_COLUNA_DOS_DIAS = 3
_DE_DINHEIRO = _COLUNAS[4:]


class _Secao(NamedTuple):
    """Uma tabela do relatório; `dias` é o título da coluna de dias e `cor` a do título."""

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
    paginas = Paginas(list(_continuacao(relatorio)))
    paginas.por(_ALTURA_ABERTURA_MM, _abertura(relatorio))
    for secao in _separar(relatorio.debitos):
        _por_secao(paginas, secao)
    if not paginas.cabe(_ALTURA_TOTAL_MM):
        paginas.virar()
    paginas.por(_ALTURA_TOTAL_MM, _total(relatorio, paginas.y))
    return paginas.escrever(_metadados(relatorio), relatorio.empresa, senha)


def identidade(cliente: Cliente) -> str:
    """A linha que diz de quem é o relatório, como sai impressa: por ela se confere o PDF."""
    return _identificar(cliente)[0]


def _identificar(cliente: Cliente) -> tuple[str, Letra]:
    return caber(imprimivel(juntar(documento(cliente), f"Código {cliente.codigo}")), _CORPO, _LARGURA_DA_IDENTIDADE_MM)


def _separar(debitos: tuple[DebitoAvisado, ...]) -> tuple[_Secao, ...]:
    vencidos = tuple(debito for debito in debitos if debito.classe is Classe.VENCIDO)
    a_vencer = tuple(debito for debito in debitos if debito.classe is not Classe.VENCIDO)
    secoes = (
        _Secao("Débitos vencidos", "Subtotal vencido", "Atraso", PERIGO, vencidos),
        _Secao("Débitos a vencer", "Subtotal a vencer", "Vence", ACENTO, a_vencer),
    )
    return tuple(secao for secao in secoes if secao.debitos)


def _por_secao(paginas: Paginas, secao: _Secao) -> None:
    """Põe a tabela: o título nunca fica sem a primeira linha, nem o subtotal sem a última."""
    titulo = secao.titulo
    ultimo = len(secao.debitos) - 1
    for ordem, debito in enumerate(secao.debitos):
        junto = _ALTURA_LINHA_MM + (_ALTURA_SUBTOTAL_MM if ordem == ultimo else 0)
        abre = ordem == 0
        if not paginas.cabe(junto + (_ALTURA_TITULO_MM if abre else 0)):
            paginas.virar()
            abre = True
        if abre:
            paginas.por(_ALTURA_TITULO_MM, _titulo(secao, titulo, paginas.y))
            titulo = f"{secao.titulo} (continuação)"
        paginas.por(_ALTURA_LINHA_MM, _linha(debito, secao, paginas.y))
    paginas.por(_ALTURA_SUBTOTAL_MM, _numeros(secao.subtotal, _somar(secao.debitos), paginas.y + 5.6))
    paginas.y += _ESPACO_MM


def _abertura(relatorio: Relatorio) -> Iterator[str]:
    empresa, cliente = relatorio.empresa, relatorio.cliente
    y = TOPO_MM
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 0.8, ACENTO)
    yield na_largura(MARGEM_MM, y + 9, empresa.nome, Letra(NEGRITO, 14, TEXTO), 122)
    yield desenho.texto(DIREITA_MM, y + 9, "Relatório de débitos", Letra(NEGRITO, 14, ACENTO), _DIREITA)
    yield desenho.texto(DIREITA_MM, y + 14.2, f"Posição em {relatorio.data:%d/%m/%Y}", _CORPO, _DIREITA)
    for ordem, linha in enumerate(identificar(empresa)):
        yield na_largura(MARGEM_MM, y + 14.2 + ordem * 4, linha, Letra(REGULAR, 8.5, TEXTO_2), 140)
    y += 29
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
    for secao in _separar(relatorio.debitos):
        quantos = len(secao.debitos)
        yield f"{secao.titulo} ({quantos})", _somar(secao.debitos).atualizado, Letra(REGULAR, 15, TEXTO)
    yield "Total atualizado", _somar(relatorio.debitos).atualizado, Letra(NEGRITO, 15, TEXTO)


def _continuacao(relatorio: Relatorio) -> Iterator[str]:
    yield desenho.caixa(MARGEM_MM, TOPO_MM, LARGURA_MM, 0.8, ACENTO)
    yield na_largura(MARGEM_MM, TOPO_MM + 6.6, relatorio.empresa.nome, _FORTE, 90)
    do_cliente = imprimivel(f"{relatorio.cliente.nome}, posição em {relatorio.data:%d/%m/%Y}")
    texto, letra = caber(do_cliente, _CORPO, 92)
    yield desenho.texto(DIREITA_MM, TOPO_MM + 6.6, texto, letra, _DIREITA)


def _titulo(secao: _Secao, titulo: str, y: float) -> Iterator[str]:
    yield desenho.texto(MARGEM_MM, y + 6, titulo, Letra(NEGRITO, 11, secao.cor))
    yield desenho.caixa(MARGEM_MM, y + 9.2, LARGURA_MM, 6.6, PAINEL)
    yield desenho.fio(MARGEM_MM, y + 15.8, DIREITA_MM, y + 15.8, Traco(0.3, secao.cor))
    for coluna in _COLUNAS:
        yield desenho.texto(coluna.x, y + 13.4, coluna.titulo or secao.dias, ROTULO, coluna.alinhamento)


def _linha(debito: DebitoAvisado, secao: _Secao, y: float) -> Iterator[str]:
    textos = (
        _numero(debito),
        f"{debito.emissao:%d/%m/%Y}" if debito.emissao else "",
        f"{debito.vencimento:%d/%m/%Y}",
        _dias(debito),
        *map(_em_coluna, _somar((debito,))),
    )
    atualizado = len(_COLUNAS) - 1
    for ordem, (coluna, texto) in enumerate(zip(_COLUNAS, textos, strict=True)):
        letra = _FORTE if ordem in {0, atualizado} else _CORPO
        if ordem == _COLUNA_DOS_DIAS:
            letra = letra._replace(cor=secao.cor)
        visivel, letra = caber(imprimivel(texto), letra, coluna.largura)
        yield desenho.texto(coluna.x, y + 4.6, visivel, letra, coluna.alinhamento)
    x = _COLUNAS[0].x
    if debito.linha_digitavel:
        yield desenho.texto(x, y + 8.8, "Linha digitável", ROTULO)
        yield desenho.texto(x + 19, y + 8.8, formatar_linha(debito.linha_digitavel), _DETALHE._replace(cor=TEXTO))
    else:
        yield desenho.texto(x, y + 8.8, "Sem boleto neste aviso", ROTULO)
    if debito.saldo_centavos < debito.valor_centavos:
        parcial = f"Saldo de um valor original de {em_reais(debito.valor_centavos)}"
        yield desenho.texto(_COLUNAS[-1].x, y + 8.8, parcial, _DETALHE, _DIREITA)
    yield desenho.fio(MARGEM_MM, y + _ALTURA_LINHA_MM, DIREITA_MM, y + _ALTURA_LINHA_MM, FIO)


def _total(relatorio: Relatorio, y: float) -> Iterator[str]:
    somas = _somar(relatorio.debitos)
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 9, SUAVE)
    yield from _numeros("Total", somas, y + 5.8)
    notas = ["Se algum destes débitos já foi pago, desconsidere-o."]
    if somas.multa or somas.juros:
        notas.insert(0, f"Multa e juros calculados até {relatorio.data:%d/%m/%Y} sobre o saldo de cada débito.")
    for ordem, nota in enumerate(notas):
        yield desenho.texto(MARGEM_MM, y + 15 + ordem * 4, nota, _DETALHE)


def _numeros(rotulo: str, somas: _Somas, base: float) -> Iterator[str]:
    """Uma linha de totais, debaixo das colunas de dinheiro."""
    yield desenho.texto(_COLUNAS[0].x, base, rotulo, _FORTE)
    for coluna, centavos in zip(_DE_DINHEIRO, somas, strict=True):
        texto, letra = caber(_em_coluna(centavos), _FORTE, coluna.largura)
        yield desenho.texto(coluna.x, base, texto, letra, coluna.alinhamento)


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


def _em_coluna(centavos: Centavos) -> str:
    return formatar(centavos) if centavos else "–"


def _somar(debitos: Iterable[DebitoAvisado]) -> _Somas:
    saldo = multa = juros = 0
    for debito in debitos:
        saldo += debito.saldo_centavos
        multa += debito.multa_centavos
        juros += debito.juros_centavos
    return _Somas(saldo, multa, juros, saldo + multa + juros)
