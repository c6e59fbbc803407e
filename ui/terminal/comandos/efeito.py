"""`app.py efeito`: mostra o que os avisos trouxeram: o recebido depois deles, por prazo, faixa e mês."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from boletos.relatorios.efeito import FAIXAS, em_dias
from envio.retorno import efeito
from modelos.acesso import disco
from regras.carteira.efeito import PRAZOS, Efeito, Soma
from regras.carteira.promessa import Desfecho
from regras.dinheiro import em_decimal, em_reais, formatar
from ui import frases
from ui.terminal.argumentos import Analisador, ler_data, tipo
from ui.terminal.saida import em_tabela
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Mostra o que os avisos trouxeram: o recebido em até 3, 7 e 15 dias do último aviso, por faixa de atraso e por "
        "mês,\nas promessas cumpridas e o tempo até pagar. Cada pagamento conta uma vez."
    )
    comando.epilog = "exemplo:\n  python app.py efeito --de 2026-01-01 --json\n  python app.py efeito --pdf efeito.pdf"
    ajuda = "dia de pagamento (AAAA-MM-DD); sem dizer, os últimos doze meses"
    comando.add_argument("--de", type=tipo(ler_data), metavar="D", help=f"primeiro {ajuda}")
    comando.add_argument("--ate", type=tipo(ler_data), metavar="D", help="último dia; sem dizer, hoje")
    comando.add_argument("--pdf", type=Path, metavar="ARQ", help="grava também o relatório, com o gráfico")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    hoje = sessao.composicao.hoje()
    de, ate = efeito.periodo(hoje)
    with sessao.abrir_base():
        apurado = efeito.levantar(argumentos.de or de, argumentos.ate or ate, hoje)
        pdf = efeito.em_pdf(apurado) if argumentos.pdf else b""
    if destino := argumentos.pdf:
        with disco.traduzir(destino):
            destino.write_bytes(pdf)
    return Resposta({"efeito": _em_objeto(apurado)}, _em_texto(apurado))


def _em_objeto(apurado: Efeito) -> dict[str, Any]:
    quantos, centavos = apurado.sem_aviso
    medias = {"antes": apurado.antes.media(), "depois": apurado.depois.media()}
    return {
        "de": apurado.de.isoformat(),
        "ate": apurado.ate.isoformat(),
        "total": _soma(apurado.total),
        "faixas": [{"faixa": faixa.value, **_soma(soma)} for faixa, soma in apurado.faixas.items()],
        "meses": [{"mes": f"{mes:%Y-%m}", **_soma(soma)} for mes, soma in apurado.meses.items()],
        "sem_aviso": {"pagamentos": quantos, "recebido": em_decimal(centavos)},
        "dias_ate_pagar": {nome: None if media is None else str(media) for nome, media in medias.items()},
        "promessas": {
            desfecho.value: apurado.promessas.get(desfecho, 0)
            for desfecho in (Desfecho.CUMPRIDA, Desfecho.PAGA_DEPOIS, Desfecho.NAO_CUMPRIDA)
        },
    }


def _soma(soma: Soma) -> dict[str, Any]:
    return {
        "pagamentos": soma.pagamentos,
        **{f"ate_{prazo}_dias": em_decimal(soma.ate(prazo)) for prazo in PRAZOS},
        "recebido": em_decimal(soma.centavos),
    }


def _em_texto(apurado: Efeito) -> str:
    titulos = ("", "Pagamentos", *(f"Até {prazo} dias" for prazo in PRAZOS), "Tudo")
    linhas = [(FAIXAS[faixa], soma) for faixa, soma in apurado.faixas.items()]
    linhas += [(frases.mes_por_extenso(mes), soma) for mes, soma in apurado.meses.items() if soma.pagamentos]
    linhas.append(("Tudo", apurado.total))
    tabela = em_tabela(
        titulos,
        (
            (nome, frases.numero(soma.pagamentos), *(formatar(soma.ate(p)) for p in PRAZOS), formatar(soma.centavos))
            for nome, soma in linhas
        ),
    )
    quantos, centavos = apurado.sem_aviso
    cumpridas = apurado.promessas.get(Desfecho.CUMPRIDA, 0)
    return "\n".join(
        (
            f"Pagamentos de {frases.data_curta(apurado.de)} a {frases.data_curta(apurado.ate)}, no último aviso antes "
            "de cada um.",
            tabela,
            f"Sem aviso antes: {frases.quantos(quantos, 'pagamento', 'pagamentos')}, {em_reais(centavos)}.",
            f"Do vencimento ao pagamento: {em_dias(apurado.antes.media())} antes do primeiro aviso do cliente, "
            f"{em_dias(apurado.depois.media())} depois.",
            f"Promessas cumpridas: {cumpridas} de {sum(apurado.promessas.values())}.",
        )
    )
