"""Caixa de saída e histórico: gravar, mudar de estado, registrar tentativas (regras.md §6).

Cada mudança de estado é um `UPDATE` com o estado anterior na condição e a contagem conferida: dois
processos não levam o mesmo aviso. Para ler, `modelos.avisos.avisos_lidos`; os bytes, `modelos.avisos.avisos_versoes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import peewee

from modelos.acesso.conexao import ler, ler_uma, transacao
from modelos.avisos import avisos_lidos, avisos_versoes
from modelos.avisos.avisos_debitos import conferir_dono, gravar_debitos, tem_vencido
from modelos.avisos.avisos_lidos import Tentativa
from modelos.avisos.avisos_tabelas import AvisoDB, TentativaDB, busca_do_aviso
from modelos.avisos.avisos_versoes import Versao
from modelos.avisos.devolvidos import marcar as marcar_devolvido
from modelos.contas import transmissoes
from regras.aviso import EM_ABERTO, DebitoAvisado, Estado, pode_ir
from regras.diario import INTERROMPIDO
from regras.erros import DadoInvalido
from regras.ritmo import Transmissao

__all__ = [
    "SEM_RESPOSTA",
    "DesfechoGravado",
    "NovoAviso",
    "Tentativa",
    "Versao",
    "cancelar_anteriores",
    "da_data",
    "dar_como_enviado",
    "das_datas",
    "desistir_dos_pendentes",
    "dizer_quem_falta",
    "em_aberto",
    "gravar_pendentes",
    "guardar_complemento",
    "guardar_versao",
    "listar",
    "marcar_enviando",
    "mime",
    "mime_da_mensagem",
    "obter",
    "pagina",
    "recuperar",
    "registrar",
    "registrar_pendentes",
    "tentativas",
    "tomar_pendentes",
    "versoes",
    "voltar_a_pendente",
]

obter = avisos_lidos.obter
listar = avisos_lidos.listar
pagina = avisos_lidos.pagina
das_datas = avisos_lidos.das_datas
da_data = avisos_lidos.da_data
em_aberto = avisos_lidos.em_aberto
tentativas = avisos_lidos.tentativas
guardar_versao = avisos_versoes.guardar
guardar_complemento = avisos_versoes.guardar_complemento
mime_da_mensagem = avisos_versoes.mime_da_mensagem
mime = avisos_versoes.mime
versoes = avisos_versoes.listar

_SUBSTITUIDO = "substituído: a data passou antes do envio"
SEM_RESPOSTA = "sem resposta do servidor, pode ter sido aceita; não será repetida para {}"
"""Motivo do aviso cuja mensagem a quem faltava ficou sem resposta."""


@dataclass(frozen=True, slots=True)
class NovoAviso:
    """Um aviso a gravar como pendente, com o retrato dos débitos."""

    data: date
    cliente: str
    cliente_nome: str
    chave: str
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoAvisado, ...]


@dataclass(frozen=True, slots=True)
class DesfechoGravado:
    """No que deu uma tentativa, ou uma decisão sem tentativa.

    Atributos:
        de: estado em que o aviso tem de estar.
        para: estado em que fica.
        codigo: SMTP, 0 sem resposta.
        resposta: texto integral do servidor.
        motivo: por que está neste estado, em português.
        servidor: com quem se falou.
        message_id: o da mensagem tentada.
        pendentes: destinatários recusados por ora (4xx).
        recusados: destinatários recusados de vez (5xx).
        devolvidos: pares (endereço, motivo) que deixam de receber (regras.md §3.4).
        tentou: falso quando não se falou com o servidor.
    """

    de: Estado
    para: Estado
    codigo: int = 0
    resposta: str = ""
    motivo: str = ""
    servidor: str = ""
    message_id: str | None = None
    pendentes: tuple[str, ...] = ()
    recusados: tuple[str, ...] = ()
    devolvidos: tuple[tuple[str, str], ...] = ()
    tentou: bool = True


@transacao()
def gravar_pendentes(novos: Sequence[NovoAviso], em: datetime) -> list[int]:
    """Grava todos como pendentes, com os débitos, e devolve os números na mesma ordem.

    Raises:
        DadoInvalido: cliente que já tem aviso da data ou outro em aberto, ou débito de outro cliente;
            nada é gravado.
    """
    for novo in novos:
        conferir_dono(novo.cliente, novo.debitos)
    try:
        AvisoDB.incluir(_em_linha(novo, em) for novo in novos)
    except peewee.IntegrityError as erro:
        raise DadoInvalido(
            "aviso", "um cliente já tem aviso desta data ou outro em aberto", o_que_fazer="Feche o dia de novo."
        ) from erro
    numeros: dict[str, int] = {}
    for data in {novo.data for novo in novos}:
        numeros.update(ler(AvisoDB.select(AvisoDB.chave, AvisoDB.id).where(AvisoDB.data == data)))
    gravar_debitos((numeros[novo.chave], 1, novo.debitos) for novo in novos)
    return [numeros[novo.chave] for novo in novos]


def _em_linha(novo: NovoAviso, em: datetime) -> dict[str, Any]:
    return {
        "data": novo.data,
        "cliente": novo.cliente,
        "cliente_nome": novo.cliente_nome,
        "chave": novo.chave,
        "estado": Estado.PENDENTE,
        "versao": 1,
        "tem_vencido": tem_vencido(novo.debitos),
        "destinatarios": novo.destinatarios,
        "destinatarios_pendentes": (),
        "destinatarios_recusados": (),
        "tentativas": 0,
        "criado_em": em,
        "alterado_em": em,
        "busca": busca_do_aviso(novo.chave, novo.cliente, novo.cliente_nome, novo.destinatarios),
    }


@transacao()
def cancelar_anteriores(data: date, em: datetime) -> int:
    """Cancela os em aberto de datas anteriores e desiste dos destinatários pendentes delas (regras.md §2.7 e §3.6).

    Devolve quantos avisos foram cancelados.
    """
    anteriores = AvisoDB.data < data
    cancelar = AvisoDB.update(estado=Estado.CANCELADO, motivo=_SUBSTITUIDO, alterado_em=em)
    quantos: int = cancelar.where(anteriores & AvisoDB.estado.in_(list(EM_ABERTO))).execute()
    for (numero,) in ler(AvisoDB.select(AvisoDB.id).where(anteriores & avisos_lidos.COM_PENDENTES)):
        desistir_dos_pendentes(numero, "a data passou", em)
    return quantos


@transacao()
def marcar_enviando(numero: int, de: Estado, em: datetime, *, conta: int = 0, destinatarios: int = 0) -> None:
    """Toma o aviso para transmitir; ao voltar, está confirmado em disco (regras.md §6).

    Args:
        numero: o aviso.
        de: o estado em que ele tem de estar.
        em: instante em UTC.
        conta: a que transmite, para contar no ritmo dela; 0 não conta.
        destinatarios: quantos vão receber.

    Raises:
        DadoInvalido: o aviso não está no estado esperado.
    """
    _mudar(numero, de, Estado.ENVIANDO, alterado_em=em)
    if conta:
        transmissoes.anotar(conta, Transmissao(em, destinatarios))


@transacao()
def registrar(numero: int, desfecho: DesfechoGravado, em: datetime) -> None:
    """Grava de uma vez o estado, a tentativa, os destinatários que faltam e os endereços devolvidos.

    Raises:
        DadoInvalido: a transição não existe, ou o aviso não está no estado esperado.
    """
    mudancas: dict[str, Any] = {
        "motivo": desfecho.motivo or None,
        "destinatarios_pendentes": desfecho.pendentes,
        "destinatarios_recusados": desfecho.recusados,
        "alterado_em": em,
    }
    if desfecho.tentou:
        mudancas |= {"resposta": desfecho.resposta or None, "tentativas": AvisoDB.tentativas + 1}
    if desfecho.message_id is not None:
        mudancas["message_id"] = desfecho.message_id
    _mudar(numero, desfecho.de, desfecho.para, **mudancas)
    if desfecho.tentou:
        _anotar(numero, desfecho, em)
    for email, motivo in desfecho.devolvidos:
        marcar_devolvido(email, motivo, em)


def recuperar(em: datetime) -> list[int]:
    """O que ficou *enviando* de um processo morto vira *em dúvida* (regras.md §6.5). Só com a trava na mão.

    Sem nenhum, que é o comum, só lê: consultar não espera por quem está gravando.
    """
    orfaos = avisos_lidos.enviando()
    if orfaos:
        with transacao():
            for numero in orfaos:
                registrar(numero, DesfechoGravado(Estado.ENVIANDO, Estado.EM_DUVIDA, motivo=INTERROMPIDO), em)
    return orfaos


@transacao()
def voltar_a_pendente(numero: int, em: datetime) -> None:
    """O operador manda reenviar um em dúvida: marca e ciclo recuam sozinhos, porque derivam do estado.

    Raises:
        DadoInvalido: não está em dúvida, ou o cliente já tem outro aviso em aberto.
    """
    try:
        _decidir(numero, Estado.PENDENTE, "reenvio pedido pelo operador", em)
    except peewee.IntegrityError as erro:
        raise DadoInvalido(
            f"aviso {numero}",
            "o cliente já tem outro aviso em aberto",
            o_que_fazer="Dê este como enviado: o outro leva os mesmos débitos.",
        ) from erro


@transacao()
def dar_como_enviado(numero: int, em: datetime) -> None:
    """O operador confirma que um em dúvida chegou.

    Raises:
        DadoInvalido: o aviso não está em dúvida.
    """
    _decidir(numero, Estado.ENVIADO, "dado como enviado pelo operador", em)


def _decidir(numero: int, para: Estado, motivo: str, em: datetime) -> None:
    _mudar(numero, Estado.EM_DUVIDA, para, motivo=motivo, alterado_em=em)
    _anotar(numero, DesfechoGravado(Estado.EM_DUVIDA, para, motivo=motivo), em)


@transacao()
def tomar_pendentes(numero: int, destinatarios: Iterable[str], em: datetime) -> None:
    """Tira da lista os destinatários que vão receber agora, antes do fim dos dados.

    Se o programa morrer antes da resposta, eles não são repetidos: o motivo diz que ficaram em dúvida.

    Raises:
        DadoInvalido: o aviso não está enviado, ou algum deles já não faltava.
    """
    tomados = list(destinatarios)
    faltam, _ = _destinatarios_que_faltam(numero)
    if not set(tomados) <= set(faltam):
        raise DadoInvalido(f"aviso {numero}", "há destinatário que já não estava pendente")
    _gravar_pendentes(
        numero,
        em,
        destinatarios_pendentes=[email for email in faltam if email not in tomados],
        motivo=SEM_RESPOSTA.format(", ".join(tomados)),
    )


@transacao()
def registrar_pendentes(
    numero: int,
    *,
    em: datetime,
    pendentes: Sequence[str] = (),
    recusados: Sequence[str] = (),
    devolvidos: Sequence[tuple[str, str]] = (),
    codigo: int = 0,
    resposta: str = "",
    servidor: str = "",
    message_id: str | None = None,
) -> None:
    """Grava no que deu a mensagem feita só para os destinatários que faltavam; o estado não muda (regras.md §3.6).

    Args:
        numero: o aviso, já enviado aos demais.
        em: instante em UTC.
        pendentes: os que continuam faltando (4xx).
        recusados: os recusados de vez (5xx), que se somam aos anteriores.
        devolvidos: pares (endereço, motivo) que deixam de receber.
        codigo: SMTP, 0 sem resposta.
        resposta: texto integral do servidor.
        servidor: com quem se falou.
        message_id: o da mensagem tentada.

    Raises:
        DadoInvalido: o aviso não está enviado.
    """
    faltavam, ja_recusados = _destinatarios_que_faltam(numero)
    faltam = [email for email in dict.fromkeys((*faltavam, *pendentes)) if email not in recusados]
    todos_recusados = list(dict.fromkeys((*ja_recusados, *recusados)))
    mudancas: dict[str, Any] = {"destinatarios_pendentes": faltam, "destinatarios_recusados": todos_recusados}
    if codigo or pendentes or recusados:
        mudancas["motivo"] = dizer_quem_falta(faltam, todos_recusados) or None
    _gravar_pendentes(numero, em, tentativas=AvisoDB.tentativas + 1, resposta=resposta or None, **mudancas)
    desfecho = DesfechoGravado(
        Estado.ENVIADO, Estado.ENVIADO, codigo, resposta, mudancas.get("motivo") or "", servidor, message_id
    )
    _anotar(numero, desfecho, em)
    for email, motivo in devolvidos:
        marcar_devolvido(email, motivo, em)


@transacao()
def desistir_dos_pendentes(numero: int, motivo: str, em: datetime) -> None:
    """Deixa de tentar os destinatários que faltavam de um aviso enviado; o motivo diz quem não recebeu.

    Raises:
        DadoInvalido: o aviso não está enviado.
    """
    faltam, _ = _destinatarios_que_faltam(numero)
    texto = f"não foi entregue a {', '.join(faltam)}: {motivo}"
    _gravar_pendentes(numero, em, destinatarios_pendentes=(), motivo=texto)


def dizer_quem_falta(faltam: Sequence[str], recusados: Sequence[str]) -> str:
    """O motivo de um aviso enviado só a alguns; vazio quando todos receberam."""
    partes = [f"falta entregar a {', '.join(faltam)}"] if faltam else []
    partes += [f"recusado de vez para {', '.join(recusados)}"] if recusados else []
    return "; ".join(partes)


def _mudar(numero: int, de: Estado, para: Estado, **mudancas: object) -> None:
    """Troca o estado se o aviso ainda está em `de`; a contagem diz se alguém chegou antes."""
    if not pode_ir(de, para):
        raise DadoInvalido(f"aviso {numero}", f"não pode ir de {_nome(de)} para {_nome(para)}")
    no_estado = (AvisoDB.id == numero) & (AvisoDB.estado == de)
    if AvisoDB.update(estado=para, **mudancas).where(no_estado).execute() != 1:
        raise _fora_do_estado(numero, de)


def _gravar_pendentes(numero: int, em: datetime, **mudancas: object) -> None:
    enviado = (AvisoDB.id == numero) & (AvisoDB.estado == Estado.ENVIADO)
    if AvisoDB.update(alterado_em=em, **mudancas).where(enviado).execute() != 1:
        raise _fora_do_estado(numero, Estado.ENVIADO)


def _destinatarios_que_faltam(numero: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    colunas = (AvisoDB.destinatarios_pendentes, AvisoDB.destinatarios_recusados)
    linha = ler_uma(AvisoDB.select(*colunas).where(AvisoDB.id == numero))
    return ((), ()) if linha is None else (linha[0], linha[1])


def _fora_do_estado(numero: int, esperado: Estado) -> DadoInvalido:
    linha = ler_uma(AvisoDB.select(AvisoDB.estado).where(AvisoDB.id == numero))
    achado = "não existe" if linha is None else f"está {_nome(linha[0])}, e não {_nome(esperado)}"
    return DadoInvalido(f"aviso {numero}", achado, o_que_fazer="Atualize o histórico e confira antes de repetir.")


def _nome(estado: Estado) -> str:
    return estado.value.replace("em_duvida", "em dúvida")


def _anotar(numero: int, desfecho: DesfechoGravado, em: datetime) -> None:
    colunas = ("de", "para", "codigo", "resposta", "motivo", "servidor", "message_id")
    valores = asdict(desfecho)
    TentativaDB.incluir([{"aviso": numero, "em": em, **{nome: valores[nome] for nome in colunas}}])
