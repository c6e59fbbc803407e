"""O que a tela do aviso mostra, lido da base de uma vez."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from envio.correio.leitura_mime import Partes, ler_partes
from modelos.avisos import devolucoes, mensagens_guardadas, reenvios
from modelos.avisos import leitura as avisos
from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.leitura import Tentativa
from modelos.avisos.mensagens_guardadas import MensagemGuardada
from modelos.avisos.reenvios import Reenvio
from modelos.cadastro import clientes
from modelos.retorno import decisoes
from regras.aviso import Aviso
from regras.debito import ChaveDebito
from regras.erros import DadoInvalido
from regras.mensagem import senha
from regras.retorno.arquivo import NoBanco


@dataclass(frozen=True, slots=True)
class AvisoLido:
    """Um aviso do histórico.

    Atributos:
        mensagens: as guardadas, na ordem em que foram montadas.
        aberta: a que se mostra; None se nenhuma foi montada.
        partes: a aberta, já lida; None se não há, ou se o corpo foi apagado pela guarda.
        reenvios: os pedidos pelo operador, com motivo e desfecho.
        senhas: as que os PDFs podem pedir para abrir.
        devolucoes: o que voltou deste aviso.
        no_banco: o que os retornos do banco disseram dos débitos dele.
    """

    aviso: Aviso
    tentativas: tuple[Tentativa, ...]
    mensagens: tuple[MensagemGuardada, ...] = ()
    aberta: MensagemGuardada | None = None
    partes: Partes | None = None
    reenvios: tuple[Reenvio, ...] = ()
    senhas: tuple[str, ...] = field(default=(), repr=False)
    devolucoes: tuple[DevolucaoLida, ...] = ()
    no_banco: tuple[tuple[ChaveDebito, NoBanco], ...] = ()


def ler(numero: int, message_id: str = "") -> AvisoLido:
    """Lê o aviso da base, com a mensagem pedida ou a principal. Rode dentro de um `Trabalho`.

    Raises:
        DadoInvalido: o aviso não existe, ou a mensagem guardada não pode ser lida.
    """
    aviso = avisos.obter(numero)
    if aviso is None:
        raise DadoInvalido(f"aviso {numero}", "não existe")
    mensagens = tuple(mensagens_guardadas.listar(numero))
    aberta = _escolher(mensagens, aviso, message_id)
    mime = mensagens_guardadas.mime_da_mensagem(aberta.message_id) if aberta else None
    cliente = clientes.obter(aviso.cliente)
    tentativas = tuple(avisos.tentativas(numero))
    return AvisoLido(
        aviso,
        tentativas,
        mensagens,
        aberta,
        None if mime is None else ler_partes(mime),
        tuple(reenvios.contar(tentativas)),
        senha.possiveis(cliente.cpf_cnpj) if cliente else (),
        tuple(devolucoes.do_aviso(numero)),
        tuple(_no_banco(aviso)),
    )


def _no_banco(aviso: Aviso) -> Iterator[tuple[ChaveDebito, NoBanco]]:
    historia = decisoes.historia(aviso.cliente)
    for debito in aviso.debitos:
        chave = (debito.cliente, debito.documento, debito.parcela)
        yield from ((chave, dito) for dito in historia.get(chave, ()))


def _escolher(mensagens: tuple[MensagemGuardada, ...], aviso: Aviso, message_id: str) -> MensagemGuardada | None:
    """A pedida; senão a principal da versão corrente."""
    pedida = next((mensagem for mensagem in mensagens if mensagem.message_id == message_id), None)
    return pedida or next((mensagem for mensagem in mensagens if mensagem.versao == aviso.versao), None)
