"""Caixa de saída: gravar, mudar de estado, registrar tentativas (regras.md §6).

Cada mudança de estado é um `UPDATE` com o estado anterior na condição e a contagem conferida: dois
processos não levam o mesmo aviso. Para ler, `modelos.avisos.leitura`; os bytes, `modelos.avisos.mensagens_guardadas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

import peewee

from modelos.acesso.conexao import ler, ler_uma, transacao
from modelos.avisos import agradecimentos, diario_conferido, leitura, mensagens_guardadas
from modelos.avisos.debitos_avisados import conferir_dono, gravar_debitos, tem_vencido
from modelos.avisos.devolvidos import marcar as marcar_devolvido
from modelos.avisos.tabelas import AvisoDB, AvisoDebitoDB, EntregaDB, TentativaDB, busca_do_aviso
from modelos.contas import transmissoes
from regras.aviso import EM_ABERTO, DebitoAvisado, Estado, pode_ir
from regras.cancelamento import Causa, Causas
from regras.debito import ChaveDebito
from regras.entrega import Desfecho, Entregas, EstadoDaEntrega, TipoDeMensagem, desistir, no_estado
from regras.envio.diario import INTERROMPIDO
from regras.envio.ritmo import Transmissao
from regras.erros import DadoInvalido
from regras.parametros import ParametrosAviso

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
    parametros: ParametrosAviso = field(default_factory=ParametrosAviso)


@dataclass(frozen=True, slots=True)
class Mudanca:
    """No que deu uma tentativa, ou uma decisão sem tentativa.

    Atributos:
        de: estado em que o aviso tem de estar.
        para: estado em que fica.
        codigo: SMTP, 0 sem resposta.
        resposta: texto integral do servidor.
        motivo: por que, em português.
        servidor: com quem se falou.
        message_id: o da mensagem tentada.
        desfecho: no que deu; None quando não se falou com o servidor, e não há tentativa a anotar.
        tipo: o da mensagem.
        entregas: como os endereços do aviso ficam; None não os muda.
        do_aviso: de outra mensagem que não a principal, o motivo com que o aviso fica; None não o muda.
        devolvidos: pares (endereço, motivo) que deixam de receber (regras.md §3.4).
    """

    de: Estado
    para: Estado
    codigo: int = 0
    resposta: str = ""
    motivo: str = ""
    servidor: str = ""
    message_id: str | None = None
    desfecho: Desfecho | None = None
    tipo: TipoDeMensagem = TipoDeMensagem.PRINCIPAL
    entregas: Entregas | None = None
    do_aviso: str | None = None
    devolvidos: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OutraMensagem:
    """A mensagem a mais de um aviso já enviado: o complemento a quem faltava, o reenvio ou o agradecimento.

    `ordem` é por que ela vai, e `debitos`, os que ela leva.
    """

    tipo: TipoDeMensagem
    message_id: str
    destinatarios: tuple[str, ...]
    mime: bytes
    ordem: str = ""
    debitos: tuple[ChaveDebito, ...] = ()


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
        "parametros": novo.parametros,
        "destinatarios": novo.destinatarios,
        "tentativas": 0,
        "criado_em": em,
        "alterado_em": em,
        "busca": busca_do_aviso(novo.chave, novo.cliente, novo.cliente_nome, novo.destinatarios),
    }


@transacao()
def cancelar(numero: int, de: Estado, causas: Causas, em: datetime, *, das_outras: Causa | None = None) -> None:
    """Cancela um aviso em aberto, com a causa de cada débito (regras.md §6.2).

    Args:
        numero: o aviso.
        de: o estado em que ele tem de estar.
        causas: a de cada débito.
        em: instante em UTC.
        das_outras: a dos débitos que não estão nas causas.

    Raises:
        DadoInvalido: o aviso não está no estado esperado.
    """
    _mudar(numero, de, Estado.CANCELADO, motivo=None, alterado_em=em)
    _dizer_causas(numero, causas, das_outras)


@transacao()
def cancelar_anteriores(data: date, em: datetime, causas: Mapping[int, Causas]) -> int:
    """Cancela os em aberto de datas anteriores e desiste dos destinatários pendentes delas (regras.md §2.7 e §3.6).

    Args:
        data: a do fechamento.
        em: instante em UTC.
        causas: por aviso, a dos débitos que já não iriam; a dos outros é o próprio aviso ter sido substituído.

    Returns:
        Quantos avisos foram cancelados.
    """
    anteriores = AvisoDB.data < data
    abertos = AvisoDB.select(AvisoDB.id).where(anteriores & AvisoDB.estado.in_(list(EM_ABERTO)))
    numeros = [numero for (numero,) in ler(abertos)]
    for numero in numeros:
        _dizer_causas(numero, causas.get(numero, {}), Causa.SUBSTITUIDO)
    AvisoDB.update(estado=Estado.CANCELADO, motivo=None, alterado_em=em).where(AvisoDB.id.in_(abertos)).execute()
    for (numero,) in ler(AvisoDB.select(AvisoDB.id).where(anteriores & leitura.COM_PENDENTES)):
        desistir_dos_pendentes(numero, "a data passou", em)
    return len(numeros)


def _dizer_causas(numero: int, causas: Causas, das_outras: Causa | None = None) -> None:
    """Anota a causa em cada débito da versão corrente; `das_outras` é a de quem não está nas dadas."""
    d = AvisoDebitoDB
    versao = AvisoDB.select(AvisoDB.versao).where(AvisoDB.id == numero)
    da_corrente = (d.aviso == numero) & (d.versao == versao)
    if das_outras is not None:
        d.update(causa=das_outras).where(da_corrente).execute()
    for (documento, parcela), por_que in causas.items():
        deste = (d.documento == documento) & (d.parcela == parcela)
        d.update(causa=por_que.causa, causa_dia=por_que.dia).where(da_corrente & deste).execute()


@transacao()
def marcar_enviando(
    numero: int,
    de: Estado,
    em: datetime,
    *,
    entregas: Entregas = (),
    devolvidos: Iterable[tuple[str, str]] = (),
    conta: int = 0,
    destinatarios: int = 0,
) -> None:
    """Toma o aviso para transmitir; ao voltar, está confirmado em disco (regras.md §6).

    Args:
        numero: o aviso.
        de: o estado em que ele tem de estar.
        em: instante em UTC.
        entregas: o que o servidor já disse de cada endereço; de quem ele aceitou, dúvida.
        devolvidos: pares (endereço, motivo) que deixam de receber.
        conta: a que transmite, para contar no ritmo dela; 0 não conta.
        destinatarios: quantos vão receber.

    Raises:
        DadoInvalido: o aviso não está no estado esperado.
    """
    _mudar(numero, de, Estado.ENVIANDO, alterado_em=em)
    _situar(numero, entregas, devolvidos, em)
    if conta:
        transmissoes.anotar(conta, Transmissao(em, destinatarios))


@transacao()
def registrar(numero: int, mudanca: Mudanca, em: datetime) -> None:
    """Grava de uma vez o estado, a tentativa, as entregas e os endereços devolvidos.

    O estado só muda pela mensagem principal: as outras são de aviso já enviado (regras.md §3.6).

    Raises:
        DadoInvalido: a transição não existe, ou o aviso não está no estado esperado.
    """
    colunas: dict[str, Any] = {}
    if mudanca.desfecho is not None and not mudanca.tipo.so_nas_tentativas():
        colunas["resposta"] = mudanca.resposta or None
    if mudanca.tipo is TipoDeMensagem.PRINCIPAL:
        colunas |= {"motivo": mudanca.motivo or None, "alterado_em": em}
        if mudanca.desfecho is not None:
            colunas["tentativas"] = AvisoDB.tentativas + 1
        if mudanca.message_id is not None:
            colunas["message_id"] = mudanca.message_id
        _mudar(numero, mudanca.de, mudanca.para, **colunas)
    else:
        _alterar_enviado(numero, em, mudanca.do_aviso, **colunas)
    _anotar(numero, mudanca, em)
    _situar(numero, mudanca.entregas, mudanca.devolvidos, em)


@transacao()
def comecar_outra(
    numero: int,
    outra: OutraMensagem,
    em: datetime,
    *,
    entregas: Entregas | None = None,
    do_aviso: str | None = None,
    conta: int = 0,
) -> None:
    """Guarda outra mensagem de um aviso enviado antes do fim dos dados: se o programa morrer, ela pode ter ido.

    Args:
        numero: o aviso.
        outra: o complemento, cujos destinatários têm de faltar, o reenvio ou o agradecimento.
        em: instante em UTC.
        entregas: como os endereços ficam enquanto não há resposta; None quando o ponto não vai ser escrito.
        do_aviso: o motivo com que o aviso fica; None não o muda.
        conta: a que transmite, para contar no ritmo dela; 0 não conta.

    Raises:
        DadoInvalido: o aviso não está enviado, ou algum destinatário do complemento já não faltava, ou já se
            agradeceu um dos débitos.
    """
    faltam = set(no_estado(leitura.entregas(numero), EstadoDaEntrega.ADIADO))
    complemento = outra.tipo is TipoDeMensagem.COMPLEMENTO
    _alterar_enviado(numero, em, do_aviso, tentativas=AvisoDB.tentativas + 1)
    if complemento and not set(outra.destinatarios) <= faltam:
        raise DadoInvalido(f"aviso {numero}", "há destinatário que já não estava pendente")
    mensagens_guardadas.guardar_outra(numero, outra.tipo, outra.message_id, outra.destinatarios, outra.mime, em)
    if outra.tipo is TipoDeMensagem.AGRADECIMENTO:
        agradecimentos.marcar(outra.debitos, outra.message_id)
    if not complemento:
        ordem = Mudanca(
            Estado.ENVIADO,
            Estado.ENVIADO,
            motivo=outra.ordem,
            message_id=outra.message_id,
            desfecho=Desfecho.COMECADA,
            tipo=outra.tipo,
        )
        _anotar(numero, ordem, em)
    _situar(numero, entregas, (), em)
    if conta:
        transmissoes.anotar(conta, Transmissao(em, len(outra.destinatarios)))


def recuperar(em: datetime) -> list[int]:
    """O que ficou *enviando* de um processo morto vira *em dúvida* (regras.md §6.5). Só com a trava na mão.

    Sem nenhum, que é o comum, só lê: consultar não espera por quem está gravando.
    """
    orfaos = leitura.enviando()
    if orfaos:
        with transacao():
            diario_conferido.tomar_posse()
            for numero in orfaos:
                duvida = Mudanca(Estado.ENVIANDO, Estado.EM_DUVIDA, motivo=INTERROMPIDO, desfecho=Desfecho.SEM_RESPOSTA)
                registrar(numero, duvida, em)
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
    _anotar(numero, Mudanca(Estado.EM_DUVIDA, para, motivo=motivo, desfecho=Desfecho.DECIDIDA), em)


@transacao()
def desistir_dos_pendentes(numero: int, motivo: str, em: datetime) -> None:
    """Deixa de tentar os destinatários que faltavam de um aviso enviado; o motivo diz quem não recebeu.

    Raises:
        DadoInvalido: o aviso não está enviado.
    """
    entregas = leitura.entregas(numero)
    faltam = no_estado(entregas, EstadoDaEntrega.ADIADO)
    _alterar_enviado(numero, em, f"não foi entregue a {', '.join(faltam)}: {motivo}")
    _situar(numero, desistir(entregas), (), em)


def _mudar(numero: int, de: Estado, para: Estado, **mudancas: object) -> None:
    """Troca o estado se o aviso ainda está em `de`; a contagem diz se alguém chegou antes."""
    if not pode_ir(de, para):
        raise DadoInvalido(f"aviso {numero}", f"não pode ir de {_nome(de)} para {_nome(para)}")
    ainda_assim = (AvisoDB.id == numero) & (AvisoDB.estado == de)
    if AvisoDB.update(estado=para, **mudancas).where(ainda_assim).execute() != 1:
        raise _fora_do_estado(numero, de)


def _alterar_enviado(numero: int, em: datetime, motivo: str | None, **mudancas: object) -> None:
    """Altera um aviso enviado; o motivo None fica como estava, e o vazio é apagado."""
    if motivo is not None:
        mudancas["motivo"] = motivo or None
    enviado = (AvisoDB.id == numero) & (AvisoDB.estado == Estado.ENVIADO)
    if AvisoDB.update(alterado_em=em, **mudancas).where(enviado).execute() != 1:
        raise _fora_do_estado(numero, Estado.ENVIADO)


def _situar(numero: int, entregas: Entregas | None, devolvidos: Iterable[tuple[str, str]], em: datetime) -> None:
    """Troca as entregas do aviso e marca os endereços que deixam de receber."""
    if entregas is not None:
        trocar_entregas(numero, entregas)
    for email, motivo in devolvidos:
        marcar_devolvido(email, motivo, em)


def trocar_entregas(numero: int, entregas: Entregas) -> None:
    """Faz das dadas as entregas do aviso."""
    EntregaDB.delete().where(EntregaDB.aviso == numero).execute()
    EntregaDB.incluir({"aviso": numero, **asdict(entrega)} for entrega in entregas)


def _fora_do_estado(numero: int, esperado: Estado) -> DadoInvalido:
    linha = ler_uma(AvisoDB.select(AvisoDB.estado).where(AvisoDB.id == numero))
    achado = "não existe" if linha is None else f"está {_nome(linha[0])}, e não {_nome(esperado)}"
    return DadoInvalido(f"aviso {numero}", achado, o_que_fazer="Atualize o histórico e confira antes de repetir.")


def _nome(estado: Estado) -> str:
    return estado.value.replace("em_duvida", "em dúvida")


def _anotar(numero: int, mudanca: Mudanca, em: datetime) -> None:
    """Anota a tentativa, se houve uma."""
    if mudanca.desfecho is not None:
        colunas = ("tipo", "desfecho", "de", "para", "codigo", "resposta", "motivo", "servidor", "message_id")
        TentativaDB.incluir([{"aviso": numero, "em": em, **{nome: getattr(mudanca, nome) for nome in colunas}}])
