"""Refazer na base o que só o diário de envios sabe: aviso, débitos, marca e ciclo (regras.md §6.6).

As transições de `regras.aviso` não valem aqui: não se muda o aviso, anota-se o que já aconteceu com ele.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from modelos.acesso.conexao import ler_uma, transacao
from modelos.avisos import avisos_reenviados, diario_conferido
from modelos.avisos.autorizacao import travar
from modelos.avisos.avisos_debitos import (
    conferir_dono,
    gravar_debitos,
    tem_vencido,
    trocar_debitos,
)
from modelos.avisos.avisos_tabelas import (
    ABERTOS_OU_ENVIANDO,
    AvisoDB,
    TentativaDB,
    busca_do_aviso,
)
from modelos.avisos.caixa_de_saida import SEM_RESPOSTA
from modelos.avisos.devolvidos import marcar as marcar_devolvido
from modelos.avisos.diario_conferido import Marco
from regras.aviso import EM_ABERTO, Estado
from regras.diario import Anotacao, Anotado

_REFEITO = "refeito a partir do diário de envios"
_SUBSTITUIDO = "substituído: o cliente tem outro aviso em aberto"


@transacao()
def aplicar(
    *,
    avisos: Sequence[Anotado],
    eventos: Sequence[Anotado],
    marco: Marco,
    em: datetime,
    motivo_da_trava: str = "",
    outros: Sequence[Anotado] = (),
) -> None:
    """Refaz numa transação só os avisos que faltavam e os eventos dos que já havia, e guarda o marco.

    Args:
        avisos: os que a base não tem.
        eventos: os que a base tem num estado anterior.
        marco: até onde o diário fica conferido.
        em: instante em UTC.
        motivo_da_trava: se houver, a base fica travada por ele.
        outros: os que a base tem em dia, de que pode faltar só um reenvio.

    Raises:
        DadoInvalido: uma linha do diário traz débito de outro cliente.
    """
    for anotado in avisos:
        _incluir(anotado, em)
    for anotado in eventos:
        _atualizar(anotado, em)
    for quais, contar in (((*avisos, *eventos), False), (outros, True)):
        avisos_reenviados.refazer([linha for anotado in quais for linha in anotado.reenvios], contar=contar)
    for email, motivo in _devolvidos((*avisos, *eventos)).items():
        marcar_devolvido(email, motivo, em)
    diario_conferido.gravar(marco)
    if motivo_da_trava:
        travar(motivo_da_trava)


def _incluir(anotado: Anotado, em: datetime) -> None:
    principal = anotado.principal
    conferir_dono(principal.cliente, principal.debitos)
    estado, motivo = _estado_possivel(anotado)
    linha = _mudancas(anotado, em) | {
        "estado": estado,
        "motivo": motivo,
        "data": principal.data,
        "cliente": principal.cliente,
        "cliente_nome": principal.cliente_nome,
        "chave": principal.chave,
        "criado_em": principal.criado_em,
    }
    AvisoDB.incluir([linha])
    gravar_debitos([(_numero(principal), principal.versao, principal.debitos)])
    _anotar(anotado, Estado.PENDENTE, estado, em)


def _atualizar(anotado: Anotado, em: datetime) -> None:
    principal = anotado.principal
    conferir_dono(principal.cliente, principal.debitos)
    numero = _numero(principal)
    colunas = (AvisoDB.estado, AvisoDB.tentativas, AvisoDB.destinatarios_pendentes)
    gravado = ler_uma(AvisoDB.select(*colunas).where(AvisoDB.id == numero))
    anterior, tentativas, faltavam = gravado or (Estado.PENDENTE, 0, ())
    if principal.complemento:
        mudancas = {
            "destinatarios_pendentes": principal.pendentes,
            "destinatarios_recusados": principal.recusados,
            "alterado_em": em,
        }
    else:
        mudancas = _mudancas(anotado, em) | {"tentativas": max(tentativas, anotado.tentativas)}
        trocar_debitos(numero, principal.versao, principal.debitos)
    if tomados := [email for email in faltavam if email in anotado.sem_desfecho]:
        mudancas["motivo"] = SEM_RESPOSTA.format(", ".join(tomados))
    AvisoDB.update(**mudancas).where(AvisoDB.id == numero).execute()
    _anotar(anotado, anterior, principal.estado, em)


def _mudancas(anotado: Anotado, em: datetime) -> dict[str, Any]:
    principal = anotado.principal
    return {
        "estado": principal.estado,
        "versao": principal.versao,
        "tem_vencido": tem_vencido(principal.debitos),
        "destinatarios": principal.destinatarios,
        "destinatarios_pendentes": principal.pendentes,
        "destinatarios_recusados": principal.recusados,
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
        return Estado.CANCELADO, _SUBSTITUIDO
    return principal.estado, principal.motivo or None


def _numero(anotacao: Anotacao) -> int:
    """O número do aviso do cliente na data; há um só."""
    deste = (AvisoDB.cliente == anotacao.cliente) & (AvisoDB.data == anotacao.data)
    (numero,) = ler_uma(AvisoDB.select(AvisoDB.id).where(deste)) or (0,)
    return int(numero)


def _anotar(anotado: Anotado, de: Estado, para: Estado, em: datetime) -> None:
    principal = anotado.principal
    TentativaDB.insert(
        aviso=_numero(principal),
        em=em,
        de=de,
        para=para,
        codigo=principal.codigo,
        resposta=principal.resposta,
        motivo=_REFEITO,
        servidor=principal.servidor,
        message_id=principal.message_id,
    ).execute()


def _devolvidos(anotados: Iterable[Anotado]) -> dict[str, str]:
    return dict(par for anotado in anotados for par in anotado.devolvidos)
