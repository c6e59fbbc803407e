"""O que os avisos trouxeram num período: lido da base, e em PDF (docs/regras.md §9)."""

from __future__ import annotations

from datetime import date

from boletos.relatorios import efeito as relatorio
from modelos.cadastro import empresas
from modelos.retorno import recebidos
from regras.cadastro import Empresa
from regras.carteira.efeito import Efeito, apurar
from regras.carteira.evolucao import MESES, mes_encerrado
from regras.carteira.promessa import Desfecho, avaliar
from regras.erros import DadoInvalido

_NAO_SE_JULGAM = frozenset({Desfecho.VIGENTE, Desfecho.TROCADA})


def periodo(hoje: date) -> tuple[date, date]:
    """O de início: os doze meses que acabam no de hoje."""
    primeiro = hoje.replace(day=1)
    for _ in range(MESES - 1):
        primeiro = mes_encerrado(primeiro).replace(day=1)
    return primeiro, hoje


def levantar(de: date, ate: date, hoje: date) -> Efeito:
    """Conta o que os avisos trouxeram entre dois dias de pagamento, inclusive. Rode fora da thread da tela.

    Args:
        de: o primeiro dia.
        ate: o último.
        hoje: a data em que as promessas são olhadas.

    Raises:
        DadoInvalido: o período está ao contrário.
    """
    if de > ate:
        raise DadoInvalido("período", "a primeira data é posterior à última", o_que_fazer="Troque as duas.")
    desfechos = (avaliar(promessa, debitos, hoje).desfecho for promessa, debitos in recebidos.promessas(de, ate))
    return apurar(de, ate, recebidos.pagos(), (desfecho for desfecho in desfechos if desfecho not in _NAO_SE_JULGAM))


def em_pdf(apurado: Efeito) -> bytes:
    """O relatório, com o gráfico dos meses."""
    return relatorio.em_pdf(empresas.obter() or Empresa("", ""), apurado)


def nome_do_arquivo(apurado: Efeito) -> str:
    """O nome que se propõe ao salvar."""
    return f"o-que-os-avisos-trouxeram-{apurado.de.isoformat()}-a-{apurado.ate.isoformat()}.pdf"
