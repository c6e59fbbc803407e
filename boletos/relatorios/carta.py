"""A carta que leva ao banco os boletos de homologação: o que vai, o que ele pede e onde está, e quem assina."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from boletos.bancos import obter
from boletos.papel import desenho
from boletos.papel.cores import ACENTO, TEXTO
from boletos.papel.documento import Metadados
from boletos.papel.folha import NEGRITO, REGULAR, Letra, imprimivel, quebrar
from boletos.relatorios.homologacao import Caso, cobertos, da_conta
from boletos.relatorios.paginas import FIO, LARGURA_MM, MARGEM_MM, Paginas, abrir_relatorio, continuar_relatorio
from regras.cadastro import ContaCobranca, Empresa

_TITULO = "Homologação de boletos"
_TEXTO = Letra(REGULAR, 10, TEXTO)
_FORTE = Letra(NEGRITO, 10, TEXTO)
_GRUPO = Letra(NEGRITO, 10.5, ACENTO)
_LINHA_MM, _RECUO_MM, _ROTULO_MM = 5.2, 5.0, 62.0
_MESES = (
    *("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro"),
    *("novembro", "dezembro"),
)


def em_pdf(conta: ContaCobranca, empresa: Empresa, hoje: date, casos: tuple[Caso, ...]) -> bytes:
    """Devolve a carta, numa folha ou mais.

    Args:
        conta: a de cobrança.
        empresa: quem pede.
        hoje: a data da carta.
        casos: os boletos que a acompanham.
    """
    banco = obter(conta.banco)
    nome = f"{banco.CODIGO}-{banco.DV} {banco.NOME}"
    paginas = Paginas(list(continuar_relatorio(empresa, _TITULO)))
    paginas.por(40, abrir_relatorio(empresa, _TITULO, 105, nome, _TEXTO))
    onde = f"{empresa.cidade}, " if empresa.cidade else ""
    _por(paginas, f"{onde}{hoje.day} de {_MESES[hoje.month - 1]} de {hoje.year}.")
    _por(paginas, f"Ao {nome}", _FORTE)
    _por(
        paginas,
        f"Pedimos a homologação do boleto que o nosso sistema emite por esta conta de cobrança. Seguem {len(casos)} "
        "boletos de amostra, de valores e vencimentos variados. Nenhum está registrado, e todos dizem não pagar.",
    )
    _abrir_grupo(paginas, "A conta")
    for rotulo, conteudo in da_conta(conta, empresa, hoje, casos[0].boleto):
        operadores = desenho.texto(MARGEM_MM, paginas.y, rotulo, _TEXTO)
        texto = desenho.texto(MARGEM_MM + _ROTULO_MM, paginas.y, imprimivel(conteudo), _FORTE)
        paginas.por(_LINHA_MM, (operadores, texto))
    _abrir_grupo(paginas, "O que acompanha")
    _por_itens(
        paginas,
        (
            "boletos: a pasta com um PDF por boleto, cada um numa folha A4",
            "quadros.pdf: os mesmos boletos, cada um com o código de barras e a linha digitável campo a campo",
            "planilha.csv: linha digitável, código de barras, nosso número, vencimento, valor e dígitos de cada um",
        ),
    )
    _abrir_grupo(paginas, "O que conferir")
    _por_itens(paginas, (f"dígitos que aparecem nas amostras: {cobertos(casos)}", *banco.HOMOLOGACAO.pede))
    paginas.por(6, ())
    _por(paginas, "Com a aprovação, ou o que houver a corrigir, pedimos a resposta por escrito.")
    _por_assinatura(paginas, empresa)
    return paginas.escrever(Metadados(f"{_TITULO}, {nome}", empresa.nome, f"Conta {conta.codigo}"), empresa, hoje)


def _por(paginas: Paginas, conteudo: str, letra: Letra = _TEXTO) -> None:
    """Um parágrafo."""
    for linha in quebrar(imprimivel(conteudo), letra, LARGURA_MM):
        paginas.por(_LINHA_MM, (desenho.texto(MARGEM_MM, paginas.y, linha, letra),))
    paginas.por(_LINHA_MM / 2, ())


def _abrir_grupo(paginas: Paginas, titulo: str) -> None:
    if not paginas.cabe(6 * _LINHA_MM):
        paginas.virar()
    paginas.por(_LINHA_MM / 2, ())
    paginas.por(_LINHA_MM * 1.2, (desenho.texto(MARGEM_MM, paginas.y, titulo, _GRUPO),))


def _por_itens(paginas: Paginas, itens: tuple[str, ...]) -> None:
    for item in itens:
        for ordem, linha in enumerate(quebrar(imprimivel(item), _TEXTO, LARGURA_MM - _RECUO_MM)):
            marca = [desenho.texto(MARGEM_MM, paginas.y, "•", _TEXTO)] if ordem == 0 else []
            paginas.por(_LINHA_MM, (*marca, desenho.texto(MARGEM_MM + _RECUO_MM, paginas.y, linha, _TEXTO)))


def _por_assinatura(paginas: Paginas, empresa: Empresa) -> None:
    if not paginas.cabe(30):
        paginas.virar()
    y = paginas.y + 18

    def tracar() -> Iterator[str]:
        yield desenho.fio(MARGEM_MM, y, MARGEM_MM + 90, y, FIO)
        yield desenho.texto(MARGEM_MM, y + 5, imprimivel(empresa.nome), _TEXTO)

    paginas.por(26, tracar())
