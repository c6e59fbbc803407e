"""O kit de homologação de uma conta de cobrança: um ZIP com a carta, um PDF por boleto, os quadros e a planilha."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from boletos.papel import ficha
from boletos.relatorios import carta, homologacao
from boletos.relatorios.homologacao import Caso
from boletos.titulo.codigo import formatar_linha
from envio.dossie.pacote import Pacote
from envio.mensagem.nomes_de_arquivo import nomear
from modelos.cadastro import empresas
from modelos.escrita_csv import CODIFICACAO, EscritorCSV
from regras.cadastro import ContaCobranca
from regras.dinheiro import formatar
from regras.erros import ConfiguracaoIncompleta

_TITULOS = (
    *("Arquivo", "Nosso número", "Vencimento", "Valor", "Linha digitável", "Código de barras", "Campo livre"),
    *("Dígito geral", "Dígito do nosso número", "Dígito do campo livre"),
)
_GRUPO = 11
"""Algarismos entre um espaço e outro: um número comprido sem eles vira notação científica na planilha."""


@dataclass(frozen=True, slots=True)
class Gravado:
    """O kit está no lugar.

    Atributos:
        arquivo: o ZIP.
        boletos: quantos leva.
        digitos: os que aparecem neles.
    """

    arquivo: Path
    boletos: int
    digitos: str


def nome_proposto(conta: ContaCobranca) -> str:
    """`homologacao-237-BRADESCO.zip`."""
    return nomear(f"homologacao-{conta.banco}-{conta.codigo}", "zip")


def exportar(conta: ContaCobranca, destino: Path, hoje: date, *, primeiro: int = 1) -> Gravado:
    """Grava o kit; o mesmo pedido no mesmo dia dá os mesmos bytes.

    Args:
        conta: como está, gravada ou não; a marca de homologada não é exigida.
        destino: o ZIP.
        hoje: a data da carta e do processamento.
        primeiro: o sequencial do nosso número a partir do qual se procura.

    Raises:
        ConfiguracaoIncompleta: não há empresa cadastrada.
        DadoInvalido: a conta não basta para o cálculo, ou o banco não tem leiaute aqui.
        AmbienteIndisponivel: não deu para gravar.
    """
    empresa = empresas.obter()
    if empresa is None:
        raise ConfiguracaoIncompleta("Falta o cadastro da empresa, que assina a carta.", "Cadastre-a antes.")
    casos = homologacao.casos(conta, empresa, hoje, primeiro=primeiro)
    quadros = homologacao.em_pdf(conta, empresa, hoje, primeiro=primeiro)
    arquivos = [nomear(f"{ordem:02d}-{caso.boleto.nosso_numero}", "pdf") for ordem, caso in enumerate(casos, start=1)]
    with Pacote(destino, Path(nome_proposto(conta)).stem) as pacote:
        pacote.guardar("carta.pdf", carta.em_pdf(conta, empresa, hoje, casos))
        pacote.guardar("quadros.pdf", quadros)
        pacote.guardar("planilha.csv", _planilha(arquivos, casos))
        for arquivo, caso in zip(arquivos, casos, strict=True):
            pacote.guardar(f"boletos/{arquivo}", ficha.em_pdf(caso.boleto))
    return Gravado(destino, len(casos), homologacao.cobertos(casos))


def _planilha(arquivos: list[str], casos: tuple[Caso, ...]) -> bytes:
    saida = io.StringIO(newline="")
    escritor = EscritorCSV(saida)
    escritor.escrever(_TITULOS)
    for arquivo, caso in zip(arquivos, casos, strict=True):
        escritor.escrever((arquivo, *_celulas(caso)))
    return saida.getvalue().encode(CODIFICACAO)


def _celulas(caso: Caso) -> Iterator[str]:
    boleto = caso.boleto
    yield _em_grupos(boleto.nosso_numero)
    yield f"{boleto.vencimento:%d/%m/%Y}" if boleto.vencimento else ""
    yield formatar(boleto.valor_centavos)
    yield formatar_linha(boleto.linha_digitavel)
    yield _em_grupos(boleto.codigo_barras)
    yield _em_grupos(boleto.codigo_barras[19:])
    yield from (caso.geral, caso.do_numero, caso.do_campo_livre)


def _em_grupos(algarismos: str) -> str:
    if not algarismos.isdecimal() or len(algarismos) <= _GRUPO:
        return algarismos
    return " ".join(algarismos[inicio : inicio + _GRUPO] for inicio in range(0, len(algarismos), _GRUPO))
