"""As planilhas do dossiê: CSV que a planilha abre com acentos e que não executa fórmula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from envio.dossie import dizeres
from envio.dossie.conteudo import AvisoContado, Dossie
from envio.retorno.dizeres import decisao, efeito
from modelos.escrita_csv import CODIFICACAO, SEPARADOR, EscritorCSV
from regras.aviso import numero_do_aviso
from regras.dinheiro import formatar

_Linhas = Iterator[tuple[str, ...]]

_TITULOS = {
    "avisos.csv": (
        "Aviso;Data;Número citado na mensagem;Estado;Destinatários;Ainda faltam;Recusados;Débitos;Total;"
        "Message-ID;Última resposta;Motivo;Tentativas"
    ),
    "debitos-avisados.csv": (
        "Aviso;Data;Documento;Parcela;Emissão;Vencimento;Classe;Dias;Valor;Saldo;Multa;Juros;Atualizado;Linha digitável"
    ),
    "debitos-hoje.csv": "Documento;Parcela;Vencimento;Último saldo avisado;Avisos que o levaram;Hoje",
    "retornos-do-banco.csv": (
        "Documento;Parcela;Arquivo;Lido em;Linha;Ocorrência;O que quer dizer;Data;Valor pago;Decisão"
    ),
    "mensagens.csv": (
        "Aviso;Data;Montada em;Destinatários;Situação;Código;Resposta;Servidor;Respondida em;Motivo do reenvio;"
        "Message-ID;Arquivo;Bytes;SHA-256"
    ),
    "respostas.csv": "Aviso;Data;Hora;Ficou;Código;Servidor;Resposta;Motivo;Message-ID",
    "devolucoes.csv": "Aviso;Data;Chegou em;Endereço;O que houve;Status;Diagnóstico;Servidor;Message-ID",
}


def montar(dossie: Dossie) -> Iterator[tuple[str, bytes]]:
    """Cada planilha: nome do arquivo e bytes, em UTF-8 com BOM e separador `;`."""
    for nome, titulos in _TITULOS.items():
        yield nome, _em_csv(titulos.split(SEPARADOR), _linhas(nome, dossie))


def _linhas(nome: str, dossie: Dossie) -> _Linhas:
    if nome == "debitos-hoje.csv":
        yield from _debitos_hoje(dossie)
        return
    if nome == "retornos-do-banco.csv":
        yield from _retornos(dossie)
        return
    de_um = {
        "avisos.csv": _avisos,
        "debitos-avisados.csv": _debitos_avisados,
        "mensagens.csv": _mensagens,
        "respostas.csv": _respostas,
        "devolucoes.csv": _devolucoes,
    }[nome]
    for contado in dossie.avisos:
        yield from de_um(contado)


def _em_csv(titulos: list[str], linhas: Iterable[tuple[str, ...]]) -> bytes:
    saida = io.StringIO(newline="")
    escritor = EscritorCSV(saida)
    escritor.escrever(titulos)
    for linha in linhas:
        escritor.escrever(linha)
    return saida.getvalue().encode(CODIFICACAO)


def _comeco(contado: AvisoContado) -> tuple[str, str]:
    return str(contado.aviso.id), dizeres.dia(contado.aviso.data)


def _avisos(contado: AvisoContado) -> _Linhas:
    aviso = contado.aviso
    yield (
        *_comeco(contado),
        numero_do_aviso(aviso.chave),
        dizeres.estado(aviso.estado),
        dizeres.enderecos(aviso.destinatarios),
        dizeres.enderecos(aviso.destinatarios_pendentes),
        dizeres.enderecos(aviso.destinatarios_recusados),
        str(len(aviso.debitos)),
        formatar(aviso.total_centavos),
        aviso.message_id or "",
        aviso.resposta or "",
        dizeres.por_que(aviso),
        str(aviso.tentativas),
    )


def _debitos_avisados(contado: AvisoContado) -> _Linhas:
    for debito in contado.aviso.debitos:
        valores = (debito.valor_centavos, debito.saldo_centavos, debito.multa_centavos, debito.juros_centavos)
        yield (
            *_comeco(contado),
            debito.documento,
            debito.parcela,
            dizeres.dia(debito.emissao),
            dizeres.dia(debito.vencimento),
            dizeres.classe(debito.classe),
            str(debito.dias),
            *map(formatar, valores),
            formatar(debito.atualizado_centavos),
            debito.linha_digitavel or "",
        )


def _debitos_hoje(dossie: Dossie) -> _Linhas:
    for contado in dossie.debitos:
        debito = contado.avisado
        yield (
            debito.documento,
            debito.parcela,
            dizeres.dia(debito.vencimento),
            formatar(debito.saldo_centavos),
            str(contado.vezes),
            contado.hoje,
        )


def _retornos(dossie: Dossie) -> _Linhas:
    for contado in dossie.debitos:
        for dito in contado.no_banco:
            yield (
                contado.avisado.documento,
                contado.avisado.parcela,
                dito.arquivo,
                dizeres.hora(dito.lido_em),
                str(dito.linha),
                dito.ocorrencia,
                efeito(dito.efeito),
                dizeres.dia(dito.data_ocorrencia),
                "" if dito.valor_pago_centavos is None else formatar(dito.valor_pago_centavos),
                decisao(dito),
            )


def _mensagens(contado: AvisoContado) -> _Linhas:
    for mensagem in contado.mensagens:
        resposta = mensagem.resposta
        yield (
            *_comeco(contado),
            dizeres.hora(mensagem.versao.guardada_em),
            dizeres.enderecos(mensagem.versao.destinatarios),
            mensagem.situacao,
            str(resposta.codigo) if resposta and resposta.codigo else "",
            resposta.resposta if resposta else "",
            resposta.servidor if resposta else "",
            dizeres.hora(resposta.em) if resposta else "",
            mensagem.reenvio.motivo if mensagem.reenvio else "",
            mensagem.versao.message_id,
            mensagem.arquivo.caminho if mensagem.arquivo else "corpo apagado pelo prazo de guarda",
            str(mensagem.versao.bytes),
            mensagem.soma,
        )


def _respostas(contado: AvisoContado) -> _Linhas:
    for tentativa in contado.tentativas:
        yield (
            *_comeco(contado),
            dizeres.hora(tentativa.em),
            dizeres.estado(tentativa.para),
            str(tentativa.codigo) if tentativa.codigo else "",
            tentativa.servidor,
            tentativa.resposta,
            dizeres.tentativa(tentativa),
            tentativa.message_id or "",
        )


def _devolucoes(contado: AvisoContado) -> _Linhas:
    for devolucao in contado.devolucoes:
        yield (
            *_comeco(contado),
            dizeres.hora(devolucao.em),
            devolucao.email,
            dizeres.acao(devolucao.acao),
            devolucao.status,
            devolucao.diagnostico,
            devolucao.servidor,
            devolucao.message_id or "",
        )
