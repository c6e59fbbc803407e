"""Refazer na base o que só o diário de envios sabe: aviso, débitos, marca e ciclo (regras.md §6.6).

As transições de `regras.aviso` não valem aqui: não se muda o aviso, anota-se o que já aconteceu com ele.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from modelos.acesso.conexao import ler, ler_uma, transacao
from modelos.avisos import agradecimentos, diario_conferido, leitura
from modelos.avisos.autorizacao import travar
from modelos.avisos.caixa_de_saida import SEM_RESPOSTA, trocar_entregas
from modelos.avisos.debitos_avisados import conferir_dono, gravar_debitos, tem_vencido, trocar_debitos
from modelos.avisos.devolvidos import marcar as marcar_devolvido
from modelos.avisos.diario_conferido import Marco
from modelos.avisos.tabelas import ABERTOS_OU_ENVIANDO, AvisoDB, TentativaDB, busca_do_aviso
from modelos.contas import parametros as parametros_gravados
from regras.aviso import EM_ABERTO, Estado
from regras.base_travada import Bloqueio
from regras.cancelamento import Causa
from regras.entrega import Desfecho, EstadoDaEntrega, TipoDeMensagem, no_estado
from regras.envio.diario import Anotacao, Anotado, Etapa

_REFEITO = "refeito a partir do diário de envios"


@transacao()
def aplicar(
    *,
    avisos: Sequence[Anotado],
    eventos: Sequence[Anotado],
    marco: Marco,
    em: datetime,
    bloqueio: Bloqueio | None = None,
    outros: Sequence[Anotado] = (),
) -> None:
    """Refaz numa transação só os avisos que faltavam e os eventos dos que já havia, e guarda o marco.

    Args:
        avisos: os que a base não tem.
        eventos: os que a base tem num estado anterior.
        marco: até onde o diário fica conferido.
        em: instante em UTC.
        bloqueio: se houver, a base fica travada por ele.
        outros: os que a base tem em dia, de que pode faltar só um reenvio.

    Raises:
        DadoInvalido: uma linha do diário traz débito de outro cliente.
    """
    for anotado in avisos:
        _incluir(anotado, em)
    for anotado in eventos:
        _atualizar(anotado, em)
    for quais, contar in (((*avisos, *eventos), False), (outros, True)):
        linhas = [linha for anotado in quais for linha in anotado.reenvios]
        _refazer_reenvios(linhas, contar=contar)
        _refazer_agradecimentos(linhas)
    for email, motivo in _devolvidos((*avisos, *eventos)).items():
        marcar_devolvido(email, motivo, em)
    diario_conferido.gravar(marco)
    if bloqueio is not None:
        travar(bloqueio)


def _incluir(anotado: Anotado, em: datetime) -> None:
    principal = anotado.principal
    conferir_dono(principal.cliente, principal.debitos)
    estado, motivo = _estado_possivel(anotado)
    linha = _mudancas(anotado, em) | {
        "estado": estado,
        "motivo": motivo,
        "data": principal.data,
        "data_original": principal.data_original,
        "cliente": principal.cliente,
        "cliente_nome": principal.cliente_nome,
        "chave": principal.chave,
        "criado_em": principal.criado_em,
        # O diário não os tem: valem os de agora.
        "parametros": parametros_gravados.obter(),
    }
    AvisoDB.incluir([linha])
    numero = _numero(principal)
    causa = Causa.OUTRO_EM_ABERTO if estado is Estado.CANCELADO else None
    gravar_debitos([(numero, principal.versao, [replace(debito, causa=causa) for debito in principal.debitos])])
    trocar_entregas(numero, principal.entregas)
    _anotar(principal, Estado.PENDENTE, estado, em, desfecho=Desfecho.REFEITA, motivo=_REFEITO)


def _atualizar(anotado: Anotado, em: datetime) -> None:
    principal = anotado.principal
    conferir_dono(principal.cliente, principal.debitos)
    numero = _numero(principal)
    gravado = ler_uma(AvisoDB.select(AvisoDB.estado, AvisoDB.tentativas).where(AvisoDB.id == numero))
    anterior, tentativas = gravado or (Estado.PENDENTE, 0)
    faltavam = no_estado(leitura.entregas(numero), EstadoDaEntrega.ADIADO)
    if principal.tipo is TipoDeMensagem.PRINCIPAL:
        mudancas = _mudancas(anotado, em) | {"tentativas": max(tentativas, anotado.tentativas)}
        trocar_debitos(numero, principal.versao, principal.debitos)
    else:
        mudancas = {"alterado_em": em}
    if tomados := [email for email in faltavam if email in anotado.sem_desfecho]:
        mudancas["motivo"] = SEM_RESPOSTA.format(", ".join(tomados))
    AvisoDB.update(**mudancas).where(AvisoDB.id == numero).execute()
    trocar_entregas(numero, principal.entregas)
    _anotar(principal, anterior, principal.estado, em, desfecho=Desfecho.REFEITA, motivo=_REFEITO)


def _mudancas(anotado: Anotado, em: datetime) -> dict[str, Any]:
    principal = anotado.principal
    return {
        "estado": principal.estado,
        "versao": principal.versao,
        "tem_vencido": tem_vencido(principal.debitos),
        "destinatarios": principal.destinatarios,
        "message_id": principal.message_id,
        "resposta": principal.resposta or None,
        "motivo": principal.motivo or None,
        "tentativas": anotado.tentativas,
        "alterado_em": em,
        "busca": busca_do_aviso(principal.chave, principal.cliente, principal.cliente_nome, principal.destinatarios),
    }


def _estado_possivel(anotado: Anotado) -> tuple[Estado, str | None]:
    """O do diário, menos quando o cliente já tem outro em aberto: a base só admite um."""
    principal = anotado.principal
    outro = (AvisoDB.cliente == principal.cliente) & AvisoDB.estado.in_(list(ABERTOS_OU_ENVIANDO))
    if principal.estado in EM_ABERTO and AvisoDB.select().where(outro).exists():
        return Estado.CANCELADO, None
    return principal.estado, principal.motivo or None


def _numero(anotacao: Anotacao) -> int:
    """O número do aviso, pela chave."""
    (numero,) = ler_uma(AvisoDB.select(AvisoDB.id).where(AvisoDB.chave == anotacao.chave)) or (0,)
    return int(numero)


def _refazer_reenvios(linhas: Sequence[Anotacao], *, contar: bool) -> None:
    """Anota nas tentativas os reenvios que o diário tem e a base não (regras.md §6.6).

    Args:
        linhas: de reenvio, de avisos que a base já tem.
        contar: o número de tentativas do aviso ainda não os inclui.
    """
    ids = [linha.message_id for linha in linhas]
    colunas = (TentativaDB.message_id, TentativaDB.desfecho)
    anotadas = ler(TentativaDB.select(*colunas).where(TentativaDB.message_id.in_(ids))) if ids else []
    ha = {(message_id, desfecho is Desfecho.COMECADA) for message_id, desfecho in anotadas}
    for linha in linhas:
        comeca = linha.etapa is Etapa.TRANSMITINDO
        if (linha.message_id, comeca) in ha:
            continue
        _anotar(linha, Estado.ENVIADO, Estado.ENVIADO, linha.em, desfecho=linha.desfecho, motivo=linha.motivo)
        if contar and comeca:
            AvisoDB.update(tentativas=AvisoDB.tentativas + 1).where(AvisoDB.id == _numero(linha)).execute()


def _refazer_agradecimentos(linhas: Sequence[Anotacao]) -> None:
    """Marca os débitos de que se agradeceu, ou pode ter agradecido; o que o servidor não aceitou não foi."""
    recusadas = {linha.message_id for linha in linhas if linha.desfecho is Desfecho.NAO_ACEITA}
    for linha in linhas:
        if linha.tipo is TipoDeMensagem.AGRADECIMENTO and linha.message_id not in recusadas:
            agradecimentos.marcar([debito.marca[:3] for debito in linha.debitos], linha.message_id, refazendo=True)


def _anotar(linha: Anotacao, de: Estado, para: Estado, em: datetime, *, desfecho: Desfecho, motivo: str) -> None:
    TentativaDB.insert(
        aviso=_numero(linha),
        em=em,
        tipo=linha.tipo,
        desfecho=desfecho,
        de=de,
        para=para,
        codigo=linha.codigo,
        resposta=linha.resposta,
        motivo=motivo,
        servidor=linha.servidor,
        message_id=linha.message_id,
    ).execute()


def _devolvidos(anotados: Iterable[Anotado]) -> dict[str, str]:
    return dict(par for anotado in anotados for par in anotado.devolvidos)
