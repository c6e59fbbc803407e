"""Os bytes de cada mensagem montada: o que foi enviado reabre do histórico byte a byte (regras.md §4)."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, fields
from datetime import datetime

import peewee

from modelos.acesso.conexao import (
    leitura,
    ler,
    ler_uma,
    transacao,
)
from modelos.acesso.consulta_pronta import ConsultaPronta
from modelos.avisos.debitos_avisados import conferir_dono, tem_vencido, trocar_debitos
from modelos.avisos.tabelas import AvisoDB, AvisoMensagemDB, busca_do_aviso
from regras.aviso import EM_ABERTO, DebitoAvisado, Estado
from regras.entrega import TipoDeMensagem
from regras.erros import DadoInvalido

# Os anexos já vêm comprimidos; o nível 1 tira o que a base64 acrescentou gastando o mínimo por aviso.
_NIVEL = 1


_PRINCIPAL = AvisoMensagemDB.tipo == TipoDeMensagem.PRINCIPAL
_SITUACAO = ConsultaPronta(
    lambda numero: AvisoDB.select(
        AvisoDB.estado, AvisoDB.versao, AvisoDB.cliente, AvisoDB.cliente_nome, AvisoDB.chave
    ).where(AvisoDB.id == numero)
)
_GUARDADAS = ConsultaPronta(
    lambda numero, versao: AvisoMensagemDB.select(AvisoMensagemDB.id).where(
        _PRINCIPAL & (AvisoMensagemDB.aviso == numero) & (AvisoMensagemDB.versao == versao)
    )
)
_DA_VERSAO = ConsultaPronta(
    lambda numero, versao: AvisoMensagemDB.select(AvisoMensagemDB.mime).where(
        _PRINCIPAL & (AvisoMensagemDB.aviso == numero) & (AvisoMensagemDB.versao == versao)
    )
)
_CORRENTE = ConsultaPronta(
    lambda numero: (
        AvisoMensagemDB.select(AvisoMensagemDB.mime)
        .join(AvisoDB, on=(AvisoMensagemDB.aviso == AvisoDB.id) & (AvisoMensagemDB.versao == AvisoDB.versao))
        .where(_PRINCIPAL & (AvisoMensagemDB.aviso == numero))
    )
)


@dataclass(frozen=True, slots=True)
class MensagemGuardada:
    """Uma mensagem guardada; `bytes` é o tamanho dela como foi transmitida, `guardada_em` em UTC.

    Atributos:
        soma: SHA-256 do que foi transmitido, quando o corpo já foi expurgado; senão None.
    """

    versao: int
    tipo: TipoDeMensagem
    message_id: str
    destinatarios: tuple[str, ...]
    guardada_em: datetime
    bytes: int
    soma: str | None = None


@transacao()
def guardar(  # noqa: PLR0917 - contrato com quem monta: número, o que foi montado e quando, nesta ordem
    numero: int,
    versao: int,
    message_id: str,
    destinatarios: tuple[str, ...],
    debitos: tuple[DebitoAvisado, ...],
    mensagem: bytes,
    em: datetime,
) -> None:
    """Guarda a mensagem e faz dela a versão corrente do aviso, da qual a marca e o ciclo derivam.

    Raises:
        DadoInvalido: o aviso não espera envio, a versão não é a corrente nem a seguinte, já tem outra
            mensagem guardada, ou há débito de outro cliente.
    """
    linha = _SITUACAO.ler_uma(numero)
    if linha is None:
        raise DadoInvalido(f"aviso {numero}", "não existe")
    estado, corrente, cliente, nome, chave = linha
    _conferir_vez(numero, estado, corrente, versao)
    conferir_dono(cliente, debitos)
    principal = TipoDeMensagem.PRINCIPAL
    _gravar(numero, versao, principal, message_id=message_id, destinatarios=destinatarios, mensagem=mensagem, em=em)
    trocar_debitos(numero, versao, debitos)
    AvisoDB.update(
        versao=versao,
        message_id=message_id,
        destinatarios=destinatarios,
        tem_vencido=tem_vencido(debitos),
        alterado_em=em,
        busca=busca_do_aviso(chave, cliente, nome, destinatarios),
    ).where(AvisoDB.id == numero).execute()


def _conferir_vez(numero: int, estado: Estado, corrente: int, versao: int) -> None:
    if estado not in EM_ABERTO:
        raise DadoInvalido(f"aviso {numero}", f"está {estado}, e só se monta o que espera envio")
    if versao not in (corrente, corrente + 1) or _GUARDADAS.ler(numero, versao):
        raise DadoInvalido(f"aviso {numero}", f"a versão {versao} não pode ser guardada depois da {corrente}")


@transacao()
def guardar_outra(  # noqa: PLR0917 - como em `guardar`
    numero: int,
    tipo: TipoDeMensagem,
    message_id: str,
    destinatarios: tuple[str, ...],
    mensagem: bytes,
    em: datetime,
) -> None:
    """Guarda a mensagem a mais de um aviso já enviado: a quem faltava (regras.md §3.6), ou a de um reenvio.

    A versão corrente não muda: a marca e o ciclo continuam a ser do que foi aceito.

    Raises:
        DadoInvalido: o aviso não existe, ou o Message-ID já foi usado.
    """
    linha = ler_uma(AvisoDB.select(AvisoDB.versao).where(AvisoDB.id == numero))
    if linha is None:
        raise DadoInvalido(f"aviso {numero}", "não existe")
    _gravar(numero, linha[0], tipo, message_id=message_id, destinatarios=destinatarios, mensagem=mensagem, em=em)


def _gravar(
    numero: int,
    versao: int,
    tipo: TipoDeMensagem,
    *,
    message_id: str,
    destinatarios: tuple[str, ...],
    mensagem: bytes,
    em: datetime,
) -> None:
    try:
        AvisoMensagemDB.incluir(
            [
                {
                    "aviso": numero,
                    "versao": versao,
                    "tipo": tipo,
                    "message_id": message_id,
                    "destinatarios": destinatarios,
                    "guardada_em": em,
                    "bytes": len(mensagem),
                    "mime": zlib.compress(mensagem, _NIVEL),
                }
            ]
        )
    except peewee.IntegrityError as erro:
        raise DadoInvalido(f"aviso {numero}", f"já há mensagem com o Message-ID {message_id}") from erro


@leitura()
def mime(numero: int, versao: int | None = None) -> bytes | None:
    """Os bytes da mensagem principal de uma versão, ou da corrente; None enquanto não foi montada."""
    return _abrir(_CORRENTE.ler_uma(numero) if versao is None else _DA_VERSAO.ler_uma(numero, versao))


@leitura()
def mime_da_mensagem(message_id: str) -> bytes | None:
    """Os bytes da mensagem deste Message-ID, também a que foi só a alguns destinatários."""
    linha = ler_uma(AvisoMensagemDB.select(AvisoMensagemDB.mime).where(AvisoMensagemDB.message_id == message_id))
    return _abrir(linha)


@leitura()
def listar(numero: int) -> list[MensagemGuardada]:
    """As mensagens guardadas de um aviso, na ordem em que foram montadas."""
    colunas = [getattr(AvisoMensagemDB, campo.name) for campo in fields(MensagemGuardada)]
    linhas = AvisoMensagemDB.select(*colunas).where(AvisoMensagemDB.aviso == numero).order_by(AvisoMensagemDB.id)
    return [MensagemGuardada(*linha) for linha in ler(linhas)]


def _abrir(linha: tuple[bytes] | None) -> bytes | None:
    return zlib.decompress(linha[0]) if linha is not None and linha[0] else None


@transacao()
def expurgar(antes: datetime) -> int:
    """Apaga o corpo das mensagens guardadas antes do instante; ficam data, destinatários, tamanho e soma.

    A de um aviso ainda em aberto ou em dúvida fica: pode ter de ir de novo, byte a byte. Devolve quantas.
    """
    encerrados = AvisoDB.estado.in_([Estado.ENVIADO, Estado.RECUSADO, Estado.CANCELADO])
    velhas = (
        AvisoMensagemDB.select(AvisoMensagemDB.id)
        .join(AvisoDB)
        .where((AvisoMensagemDB.guardada_em < antes) & AvisoMensagemDB.soma.is_null() & encerrados)
    )
    numeros = [numero for (numero,) in ler(velhas)]
    for numero in numeros:
        desta = AvisoMensagemDB.id == numero
        (comprimida,) = ler_uma(AvisoMensagemDB.select(AvisoMensagemDB.mime).where(desta)) or (b"",)
        soma = hashlib.sha256(zlib.decompress(comprimida)).hexdigest()
        AvisoMensagemDB.update(mime=b"", soma=soma).where(desta).execute()
    return len(numeros)
