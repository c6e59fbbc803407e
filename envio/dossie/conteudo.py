"""O que entra no dossiê: cada aviso do cliente com as suas mensagens, respostas, reenvios e devoluções."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from modelos.avisos import devolucoes, mensagens_guardadas, reenvios
from modelos.avisos import leitura as avisos
from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.leitura import Tentativa
from modelos.avisos.mensagens_guardadas import MensagemGuardada
from modelos.avisos.reenvios import Reenvio
from modelos.carteira import debitos
from modelos.retorno import decisoes
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.cadastro import Cliente, Empresa
from regras.dinheiro import em_reais
from regras.retorno.arquivo import NoBanco

ACEITA = "aceita pelo servidor"
NAO_ACEITA = "não aceita pelo servidor"
SEM_RESPOSTA = "sem resposta do servidor; pode ter sido aceita"
DADA_COMO_ENVIADA = "sem resposta do servidor; dada como enviada pelo operador"
SEM_ENVIO = "montada, sem envio anotado"
_PRIMEIRO_CODIGO, _DEPOIS_DOS_ACEITOS = 200, 300


@dataclass(frozen=True, slots=True)
class Guardado:
    """Um arquivo do pacote: o caminho dentro dele, com `/`, e o SHA-256 em hexadecimal."""

    caminho: str
    soma: str


@dataclass(frozen=True, slots=True)
class Mensagem:
    """Uma mensagem de um aviso.

    Atributos:
        situacao: no que ela deu, em português.
        resposta: a conversa com o servidor que decidiu; None se nenhuma foi anotada.
        reenvio: a ordem do operador, se ela veio de um reenvio.
        arquivo: o .eml no pacote; None se o corpo já foi apagado pela guarda.
        anexos: os arquivos que iam nela, tirados do .eml.
        soma: SHA-256 da mensagem como foi transmitida; vazia só se ninguém a anotou.
    """

    versao: MensagemGuardada
    situacao: str
    resposta: Tentativa | None = None
    reenvio: Reenvio | None = None
    arquivo: Guardado | None = None
    anexos: tuple[Guardado, ...] = ()
    soma: str = ""


@dataclass(frozen=True, slots=True)
class AvisoContado:
    """Um aviso com tudo o que se sabe dele."""

    aviso: Aviso
    mensagens: tuple[Mensagem, ...]
    tentativas: tuple[Tentativa, ...]
    devolucoes: tuple[DevolucaoLida, ...]


@dataclass(frozen=True, slots=True)
class DebitoContado:
    """Um débito que foi em algum aviso do dossiê, e em que pé está hoje.

    Atributos:
        avisado: como foi no último aviso que o levou.
        vezes: em quantos avisos enviados ou em dúvida ele foi.
        hoje: em aberto, pago ou fora do cadastro, em português.
        no_banco: o que os retornos do banco disseram dele, na ordem em que foram lidos.
    """

    avisado: DebitoAvisado
    vezes: int
    hoje: str
    no_banco: tuple[NoBanco, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossie:
    """O dossiê inteiro, fora os arquivos. Instante em UTC.

    Atributos:
        empresa: quem cobra; None se não está cadastrada.
        cliente: como está no cadastro; de um excluído, só código e nome.
        de: primeira data de fechamento pedida; None é desde sempre.
        ate: última; None é até agora.
    """

    empresa: Empresa | None
    cliente: Cliente
    de: date | None
    ate: date | None
    emitido_em: datetime
    avisos: tuple[AvisoContado, ...]
    debitos: tuple[DebitoContado, ...]


def ler_mensagens(aviso: Aviso) -> list[Mensagem]:
    """As mensagens guardadas de um aviso, na ordem, ainda sem arquivo."""
    tentativas = avisos.tentativas(aviso.id)
    ordens = {reenvio.message_id: reenvio for reenvio in reenvios.contar(tentativas)}
    guardadas = mensagens_guardadas.listar(aviso.id)
    principal = next((versao for versao in guardadas if versao.versao == aviso.versao), None)
    mensagens = []
    for versao in guardadas:
        resposta = next((t for t in reversed(tentativas) if t.message_id == versao.message_id), None)
        reenvio = ordens.get(versao.message_id)
        estado = aviso.estado if versao is principal else None
        situacao = _situar(resposta, reenvio, estado)
        mensagens.append(Mensagem(versao, situacao, resposta, reenvio, soma=versao.soma or ""))
    return mensagens


def _situar(resposta: Tentativa | None, reenvio: Reenvio | None, estado: Estado | None) -> str:
    """No que a mensagem deu; `estado` é o do aviso quando ela é a principal da versão corrente, senão None."""
    if resposta is not None and resposta.codigo:
        aceita = _PRIMEIRO_CODIGO <= resposta.codigo < _DEPOIS_DOS_ACEITOS
        return ACEITA if aceita else NAO_ACEITA
    if reenvio is not None:
        return reenvio.desfecho
    if resposta is not None and resposta.para is not Estado.EM_DUVIDA:
        return resposta.motivo or SEM_RESPOSTA
    if estado is Estado.ENVIADO:
        return DADA_COMO_ENVIADA
    return SEM_RESPOSTA if resposta is not None or estado is Estado.EM_DUVIDA else SEM_ENVIO


def contar(aviso: Aviso, mensagens: tuple[Mensagem, ...]) -> AvisoContado:
    """Junta a um aviso as suas mensagens, já com arquivo, e o resto do que se sabe; a devolução sem prova não entra."""
    voltaram = tuple(lida for lida in devolucoes.do_aviso(aviso.id) if lida.provada)
    return AvisoContado(aviso, mensagens, tuple(avisos.tentativas(aviso.id)), voltaram)


def contar_debitos(avisados: list[Aviso]) -> tuple[DebitoContado, ...]:
    """Cada débito uma vez, em ordem de vencimento, documento e parcela, com o que o cadastro diz dele hoje."""
    ultimos: dict[tuple[str, str, str], DebitoAvisado] = {}
    vezes: dict[tuple[str, str, str], int] = {}
    for aviso in avisados:
        foi = aviso.estado in {Estado.ENVIADO, Estado.EM_DUVIDA}
        for debito in aviso.debitos:
            chave = (debito.cliente, debito.documento, debito.parcela)
            ultimos[chave] = debito
            vezes[chave] = vezes.get(chave, 0) + foi
    historia: dict[tuple[str, str, str], tuple[NoBanco, ...]] = {}
    for cliente in {chave[0] for chave in ultimos}:
        historia |= decisoes.historia(cliente)
    contados = [
        DebitoContado(debito, vezes[chave], _dizer_hoje(chave), historia.get(chave, ()))
        for chave, debito in ultimos.items()
    ]
    return tuple(sorted(contados, key=lambda c: (c.avisado.vencimento, c.avisado.documento, c.avisado.parcela)))


def _dizer_hoje(chave: tuple[str, str, str]) -> str:
    debito = debitos.obter(chave)
    if debito is None:
        return "não está mais no cadastro"
    if debito.foi_baixado_por_ausencia():
        return f"baixado em {debito.pago_em:%d/%m/%Y}, por não constar do arquivo do ERP"
    if debito.pago_em is not None:
        return f"pago em {debito.pago_em:%d/%m/%Y}"
    if debito.baixado_em is not None:
        return f"pago no banco em {debito.baixado_em:%d/%m/%Y}"
    return f"em aberto, saldo de {em_reais(debito.saldo_centavos)}" if debito.saldo_centavos else "sem saldo"
