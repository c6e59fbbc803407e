"""Os arquivos de retorno lidos, e os títulos de um deles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from envio.retorno import dizeres
from modelos.retorno.arquivos import Contagem
from regras.debito import ChaveDebito
from regras.dinheiro import formatar
from regras.retorno.arquivo import EstadoDoRetorno, ItemDoRetorno, NoBanco, Retorno
from regras.retorno.titulo import Resultado
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import Alinhamento, Coluna

ArquivoLido: TypeAlias = tuple[Retorno, Contagem]
_ESTADOS: Mapping[EstadoDoRetorno, colunas.Dito] = {
    EstadoDoRetorno.LIDO: ("Lido", "certo", "ok"),
    EstadoDoRetorno.DESFEITO: ("Desfeito", "desfazer", "texto2"),
}
_CORES: Mapping[Resultado, str] = {
    Resultado.BAIXADO: "ok",
    Resultado.A_CONFERIR: "aviso",
    Resultado.SEM_EFEITO: "",
    Resultado.REPETIDO: "",
}

COLUNAS_DOS_ARQUIVOS: tuple[Coluna[ArquivoLido], ...] = (
    Coluna("Retorno", lambda lido: str(lido[0].id), lambda lido: lido[0].id, Alinhamento.DIREITA, largura=80),
    Coluna("Arquivo", lambda lido: lido[0].arquivo, largura=0),
    Coluna("Banco", lambda lido: lido[0].banco, largura=64),
    colunas.texto("Conta", lambda lido: lido[0].conta_cobranca, 90),
    colunas.texto("Sequência", lambda lido: _texto(lido[0].sequencia), 90),
    Coluna(
        "Gerado em",
        lambda lido: frases.data_curta(lido[0].data_geracao) if lido[0].data_geracao else colunas.NADA,
        lambda lido: str(lido[0].data_geracao or ""),
        largura=104,
    ),
    colunas.numero("Títulos", lambda lido: lido[1].titulos),
    colunas.numero("Baixados", lambda lido: lido[1].baixados, 86),
    colunas.numero(
        "A conferir", lambda lido: lido[1].a_conferir, 96, cor=lambda lido: "aviso" if lido[1].a_conferir else ""
    ),
    colunas.situacao("Estado", lambda lido: _ESTADOS[lido[0].estado], 110),
    colunas.instante("Lido em", lambda lido: lido[0].lido_em, 140, formato="%d/%m/%Y %H:%M"),
)
"""Os arquivos lidos, cada um com a contagem dos títulos."""


def _texto(numero: int | None) -> str:
    return "" if numero is None else str(numero)


COLUNAS_DOS_TITULOS: tuple[Coluna[ItemDoRetorno], ...] = (
    Coluna("Linha", lambda item: str(item.linha), lambda item: item.linha, Alinhamento.DIREITA, largura=64),
    colunas.texto("Nosso número", lambda item: item.nosso_numero, 170),
    colunas.texto("Seu número", lambda item: item.seu_numero, 110),
    Coluna("Ocorrência", lambda item: item.ocorrencia, largura=90),
    Coluna("Efeito", lambda item: dizeres.efeito(item.efeito), largura=150),
    Coluna(
        "Data",
        lambda item: frases.data_curta(item.data_ocorrencia) if item.data_ocorrencia else colunas.NADA,
        lambda item: str(item.data_ocorrencia or ""),
        largura=100,
    ),
    Coluna(
        "Valor pago",
        lambda item: colunas.NADA if item.valor_pago_centavos is None else formatar(item.valor_pago_centavos),
        lambda item: -1 if item.valor_pago_centavos is None else item.valor_pago_centavos,
        Alinhamento.DIREITA,
        largura=100,
    ),
    colunas.texto("Débito", lambda item: " / ".join(item.debito) if item.debito else "", 150),
    Coluna(
        "Resultado",
        lambda item: dizeres.RESULTADOS[item.resultado],
        cor=lambda item: _CORES[item.resultado],
        largura=100,
    ),
    colunas.texto("Motivo", lambda item: dizeres.motivo(item.motivo) if item.motivo else "", 0),
)
"""Os títulos de um arquivo."""


COLUNAS_NO_BANCO: tuple[Coluna[tuple[ChaveDebito, NoBanco]], ...] = (
    Coluna("Débito", lambda par: " / ".join(par[0][1:]), largura=120),
    Coluna("Arquivo", lambda par: par[1].arquivo, largura=130),
    colunas.instante("Lido em", lambda par: par[1].lido_em, 130, formato="%d/%m/%Y %H:%M"),
    Coluna("Ocorrência", lambda par: f"{par[1].ocorrencia} {dizeres.efeito(par[1].efeito)}", largura=150),
    Coluna(
        "Data",
        lambda par: frases.data_curta(par[1].data_ocorrencia) if par[1].data_ocorrencia else colunas.NADA,
        lambda par: str(par[1].data_ocorrencia or ""),
        largura=96,
    ),
    Coluna(
        "Valor pago",
        lambda par: colunas.NADA if par[1].valor_pago_centavos is None else formatar(par[1].valor_pago_centavos),
        lambda par: -1 if par[1].valor_pago_centavos is None else par[1].valor_pago_centavos,
        Alinhamento.DIREITA,
        largura=96,
    ),
    Coluna("Decisão", lambda par: dizeres.decisao(par[1]), largura=0),
)
"""O que os retornos disseram dos débitos de um aviso."""
