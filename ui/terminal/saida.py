"""A forma do JSON de cada saída (docs/linha-de-comando.md, saídas JSON). Nomes e chaves são estáveis."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TextIO

from regras.apontamento import Apontamento
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.dinheiro import em_decimal
from regras.parametros import PARAMETROS, Parametro, ParametrosAviso, Tipo
from regras.selecao import Fora
from ui import frases_dos_apontamentos as apontamentos

if TYPE_CHECKING:  # o plano traz os boletos consigo, e quase todo comando escreve por aqui
    from envio.plano.assinatura import Assinatura
    from envio.plano.plano import AvisoPrevisto, PlanoDoDia, Totais


def dos_campos(objeto: object, nomes: str) -> dict[str, Any]:
    """Estes campos, de nomes separados por espaço, com data, enum e tupla na forma do JSON."""
    return {nome: _em_json(getattr(objeto, nome)) for nome in nomes.split()}


def _em_json(valor: Any) -> Any:  # noqa: ANN401 - o tipo é o do campo
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, date):
        return valor.isoformat()
    return list(valor) if isinstance(valor, tuple) else valor


def do_debito(debito: DebitoAvisado) -> dict[str, Any]:
    """Um débito dentro de um aviso."""
    return {
        "documento": debito.documento,
        "parcela": debito.parcela,
        "vencimento": debito.vencimento.isoformat(),
        "classe": debito.classe.value,
        "dias": debito.dias,
        "saldo": em_decimal(debito.saldo_centavos),
        "multa": em_decimal(debito.multa_centavos),
        "juros": em_decimal(debito.juros_centavos),
        "atualizado": em_decimal(debito.atualizado_centavos),
        "boleto": debito.tem_boleto,
        "codigo_barras": debito.codigo_barras,
        "linha_digitavel": debito.linha_digitavel,
    }


def do_plano(plano: PlanoDoDia) -> dict[str, Any]:
    """A saída de `fechar`, com ou sem `--simular`."""
    from envio.plano.plano import Totais  # noqa: PLC0415 - só quem mostra um plano o carrega

    totais = Totais()
    totais.somar(plano)
    return _cabeca(plano) | {
        "avisos": [_do_previsto(aviso) for aviso in plano.avisos],
        "fora": [_de_fora(item) for item in plano.fora],
        "apontamentos": [_do_apontamento(item) for item in plano.apontamentos],
        "totais": _dos_totais(totais),
    }


def escrever_plano(assinatura: Assinatura, partes: Iterable[PlanoDoDia], destino: TextIO) -> None:
    """O mesmo que `do_plano`, escrito enquanto o plano passa, com a soma dele em `plano`."""
    fora: list[str] = []
    apontamentos: list[str] = []
    for parte in assinatura.ao_passar(partes):
        if assinatura.totais.partes == 1:
            destino.write(_em_linha(_cabeca(parte))[:-1] + ', "avisos": [')
        antes = ",\n" if assinatura.totais.avisos > len(parte.avisos) else "\n"
        if parte.avisos:
            destino.write(antes + ",\n".join([_em_linha(_do_previsto(aviso)) for aviso in parte.avisos]))
        fora += [_em_linha(_de_fora(item)) for item in parte.fora]
        apontamentos += [_em_linha(_do_apontamento(item)) for item in parte.apontamentos]
    for nome, linhas in (("fora", fora), ("apontamentos", apontamentos)):
        destino.write(f'],\n"{nome}": [' + ",\n".join(linhas))
    fim = {"totais": _dos_totais(assinatura.totais), "plano": assinatura.soma()}
    destino.write("],\n" + _em_linha(fim)[1:] + "\n")


def _em_linha(objeto: dict[str, Any]) -> str:
    return json.dumps(objeto, ensure_ascii=False)


def _cabeca(plano: PlanoDoDia) -> dict[str, Any]:
    return {"data": plano.data.isoformat(), "habilitado": plano.habilitado, "simulado": plano.simulado}


def _do_previsto(aviso: AvisoPrevisto) -> dict[str, Any]:
    campos = dos_campos(aviso, "id cliente destinatarios debitos estado message_id")
    return campos | {"debitos": [do_debito(debito) for debito in aviso.debitos], "motivo": aviso.motivo or None}


def _de_fora(item: Fora) -> dict[str, Any]:
    return {"cliente": item.cliente.codigo, "motivo": item.motivo.value}


def _do_apontamento(item: Apontamento) -> dict[str, Any]:
    de_quem = {"cliente": item.cliente or None} | dos_campos(item, "documento parcela")
    return de_quem | {"motivo": apontamentos.motivo(item)}


def _dos_totais(totais: Totais) -> dict[str, int]:
    contados = totais.por_estado
    return {
        "avisos": totais.avisos,
        "debitos": totais.debitos,
        "boletos": totais.boletos,
        "enviados": contados[Estado.ENVIADO],
        "adiados": contados[Estado.ADIADO],
        "recusados": contados[Estado.RECUSADO],
        "em_duvida": contados[Estado.EM_DUVIDA],
    }


def do_aviso(aviso: Aviso) -> dict[str, Any]:
    """Um aviso do histórico; só o de data corrigida traz as duas datas."""
    corrigida = {"data_original": aviso.data_original.isoformat()} if aviso.data_original else {}
    enderecos = "destinatarios destinatarios_pendentes destinatarios_recusados"
    campos = dos_campos(aviso, f"id data cliente {enderecos} estado message_id resposta motivo tentativas")
    return campos | {
        "resposta": aviso.resposta or None,
        "motivo": aviso.por_que or None,
        "debitos": [do_debito(debito) for debito in aviso.debitos],
        **corrigida,
    }


def dos_parametros(parametros: ParametrosAviso) -> dict[str, Any]:
    """Os parâmetros, com os nomes do contrato."""
    objeto: dict[str, Any] = {}
    for nome, parametro in PARAMETROS.items():
        valor = getattr(parametros, nome)
        if parametro.tipo is Tipo.FILTRO:
            valores = [valor.modo.value, list(valor.marcados)]
        else:
            valores = [em_decimal(valor) if parametro.tipo is Tipo.DINHEIRO else valor]
        objeto.update(zip(chaves_do_parametro(parametro), valores, strict=True))
    return objeto


def chaves_do_parametro(parametro: Parametro) -> tuple[str, ...]:
    """As chaves de um parâmetro no contrato: o filtro tem a do modo e a dos nomes marcados."""
    return (f"{parametro.chave}_modo", parametro.chave) if parametro.tipo is Tipo.FILTRO else (parametro.chave,)


def em_tabela(titulos: Iterable[str], linhas: Iterable[Iterable[str]]) -> str:
    """Alinha colunas para a leitura de gente no terminal."""
    todas = [list(titulos), *(list(linha) for linha in linhas)]
    larguras = [max(len(linha[coluna]) for linha in todas) for coluna in range(len(todas[0]))]
    return "\n".join(
        "  ".join(celula.ljust(largura) for celula, largura in zip(linha, larguras, strict=True)).rstrip()
        for linha in todas
    )
