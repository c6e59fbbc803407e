"""Aviso: o e-mail que sai, os seus estados e as transições permitidas (regras.md §6)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from regras.cancelamento import Causa, Causas, PorQue, dizer
from regras.debito import Classe, Marca
from regras.dinheiro import Centavos
from regras.entrega import Entregas, EstadoDaEntrega, no_estado
from regras.parametros import ParametrosAviso


class Estado(StrEnum):
    """Onde o aviso está; o texto é o do contrato da linha de comando."""

    PENDENTE = "pendente"
    ENVIANDO = "enviando"
    ENVIADO = "enviado"
    ADIADO = "adiado"
    RECUSADO = "recusado"
    EM_DUVIDA = "em_duvida"
    CANCELADO = "cancelado"


TRANSICOES: dict[Estado, frozenset[Estado]] = {
    Estado.PENDENTE: frozenset({Estado.ENVIANDO, Estado.ADIADO, Estado.RECUSADO, Estado.CANCELADO}),
    Estado.ENVIANDO: frozenset({Estado.ENVIADO, Estado.ADIADO, Estado.RECUSADO, Estado.EM_DUVIDA}),
    Estado.ADIADO: frozenset({Estado.ENVIANDO, Estado.ADIADO, Estado.RECUSADO, Estado.CANCELADO}),
    Estado.EM_DUVIDA: frozenset({Estado.ENVIADO, Estado.PENDENTE}),
    Estado.ENVIADO: frozenset(),
    Estado.RECUSADO: frozenset(),
    Estado.CANCELADO: frozenset(),
}

EM_ABERTO = frozenset({Estado.PENDENTE, Estado.ADIADO})
"""Retomados por um novo fechamento no mesmo dia; cancelados em outro (regras.md §2.6 e §2.7)."""
CONTAM = frozenset({Estado.ENVIADO, Estado.EM_DUVIDA})
"""Fazem andar a marca e o ciclo (regras.md §2.5)."""


_TAMANHO_DO_ENVID = 20


def pode_ir(de: Estado, para: Estado) -> bool:
    """Diz se a transição existe na tabela de regras.md §6."""
    return para in TRANSICOES[de]


def chave_do_aviso(documento_empresa: str, cliente: str, data: date, vez: int = 1) -> str:
    """Chave única (empresa, cliente, data), gravada antes do envio (regras.md §6.1).

    `vez` só passa de 1 na data em que o relógio adiantado já fez um aviso do cliente, corrigido para outra: aquele
    guarda a chave e o Message-ID.
    """
    return f"{documento_empresa}|{cliente}|{data.isoformat()}{f'|{vez}' if vez > 1 else ''}"


def envid(chave: str, segredo: str) -> str:
    """O que identifica o aviso para quem o recebe: igual em cada repetição, e de fora não se adivinha (regras.md §6.1).

    Vai no ENVID, no `X-Aviso-Id` e no começo do Message-ID: 20 caracteres base32 do HMAC-SHA256, 100 bits.

    Args:
        chave: a de `chave_do_aviso`.
        segredo: o da base.
    """
    resumo = hmac.digest(segredo.encode(), chave.encode(), "sha256")
    return base64.b32encode(resumo).decode().lower()[:_TAMANHO_DO_ENVID]


def message_id(envid_do_aviso: str, dominio: str, *, versao: int = 1, sufixo: str = "") -> str:
    """Message-ID de uma mensagem do aviso: o ENVID, a versão e o sufixo de destinatários (email.md §5).

    Args:
        envid_do_aviso: o de `envid`.
        dominio: o do remetente, em forma A-label.
        versao: 1 não deixa marca; 2 em diante vira `.2`, `.3`.
        sufixo: distingue a mensagem a mais do mesmo aviso: a quem faltou receber, ou de um reenvio.
    """
    marca = f".{versao}" if versao > 1 else ""
    return f"<{envid_do_aviso}{marca}{f'.{sufixo}' if sufixo else ''}@{dominio}>"


def e_envid(texto: str) -> bool:
    """Diz se o texto tem a forma de um ENVID nosso, inteiro."""
    return re.fullmatch(f"[a-z2-7]{{{_TAMANHO_DO_ENVID}}}", texto) is not None


def envid_do_message_id(identificador: str) -> str:
    """O ENVID do aviso a que um Message-ID nosso pertence."""
    return identificador.removeprefix("<").partition("@")[0].partition(".")[0]


def numero_do_aviso(chave: str) -> str:
    """O número que o cliente cita ao responder, como `K3F9-2QXM`: sai da chave, e é o mesmo na prévia e no envio."""
    resumo = base64.b32encode(hashlib.sha256(chave.encode()).digest()).decode()
    return f"{resumo[:4]}-{resumo[4:8]}"


@dataclass(frozen=True, slots=True)
class DebitoAvisado:
    """Retrato de um débito dentro de um aviso. `dias` é hoje − vencimento original; dinheiro em centavos.

    Sem boleto, `codigo_barras` e `linha_digitavel` são None. `causa` só do aviso cancelado: por que não foi.
    """

    cliente: str
    documento: str
    parcela: str
    vencimento: date
    classe: Classe
    dias: int
    valor_centavos: Centavos
    saldo_centavos: Centavos
    multa_centavos: Centavos
    juros_centavos: Centavos
    emissao: date | None = None
    codigo_barras: str | None = None
    linha_digitavel: str | None = None
    causa: Causa | None = None
    causa_dia: date | None = None

    @property
    def marca(self) -> Marca:
        """Cliente, documento, parcela e vencimento."""
        return (self.cliente, self.documento, self.parcela, self.vencimento)

    @property
    def atualizado_centavos(self) -> Centavos:
        """Saldo mais multa e juros."""
        return self.saldo_centavos + self.multa_centavos + self.juros_centavos

    @property
    def tem_boleto(self) -> bool:
        """Diz se vai boleto deste débito."""
        return self.linha_digitavel is not None


@dataclass(frozen=True, slots=True)
class Aviso:
    """Um aviso gravado, como o histórico mostra. Instantes em UTC.

    Atributos:
        versao: cresce quando o conteúdo muda entre tentativas (regras.md §6.2).
        entregas: o que o servidor disse de cada endereço; vazia enquanto nenhuma mensagem chegou ao ponto final.
        resposta: texto integral da última resposta do servidor.
        motivo: por que está neste estado, em português; do cancelado, veja `por_que`.
        tentativas: quantas vezes se falou com o servidor por este aviso.
        parametros: os com que foi planejado, que valem até o fim dele (regras.md §2.6).
        data_original: aquela com que foi feito, se o relógio estava adiantado e a data foi corrigida (regras.md §2.12).
    """

    id: int
    data: date
    cliente: str
    cliente_nome: str
    chave: str
    estado: Estado
    versao: int
    destinatarios: tuple[str, ...]
    debitos: tuple[DebitoAvisado, ...]
    criado_em: datetime
    message_id: str | None = None
    resposta: str | None = None
    motivo: str | None = None
    tentativas: int = 0
    entregas: Entregas = ()
    parametros: ParametrosAviso = field(default_factory=ParametrosAviso)
    data_original: date | None = None

    @property
    def causas(self) -> Causas:
        """Por que cada débito do aviso cancelado não foi, por documento e parcela."""
        return {(d.documento, d.parcela): PorQue(d.causa, d.causa_dia) for d in self.debitos if d.causa is not None}

    @property
    def por_que(self) -> str:
        """Por que está neste estado, em português; vazio quando não há o que dizer."""
        return dizer(self.causas) or self.motivo or ""

    @property
    def destinatarios_pendentes(self) -> tuple[str, ...]:
        """Recusados por ora (4xx) numa mensagem que foi, ou pode ter ido, aos outros."""
        return self._entregas_no(EstadoDaEntrega.ADIADO)

    @property
    def destinatarios_recusados(self) -> tuple[str, ...]:
        """Recusados de vez (5xx) numa mensagem que foi, ou pode ter ido, aos outros."""
        return self._entregas_no(EstadoDaEntrega.RECUSADO)

    def _entregas_no(self, estado: EstadoDaEntrega) -> tuple[str, ...]:
        return no_estado(self.entregas, estado) if self.estado in CONTAM else ()

    def espera_tentativa(self) -> bool:
        """Diz se um fechamento do mesmo dia o retoma: em aberto, ou enviado a quem ainda falta alguém."""
        return self.estado in EM_ABERTO or (self.estado is Estado.ENVIADO and bool(self.destinatarios_pendentes))

    def ocupa_a_data(self) -> bool:
        """Diz se o cliente já teve o aviso da data; o cancelado porque ela foi corrigida é refeito no mesmo dia."""
        return self.estado is not Estado.CANCELADO or self.data_original is None

    @property
    def total_centavos(self) -> Centavos:
        """Total atualizado dos débitos do aviso."""
        return sum(debito.atualizado_centavos for debito in self.debitos)
