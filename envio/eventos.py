"""O que aconteceu num fechamento, em dataclasses, na ordem em que aconteceu.

Os casos de uso demorados são geradores destes eventos (docs/arquitetura.md, o caminho de um débito):
cancelar é parar de iterar; a pausa é `Aguardar`, que quem consome cumpre. Com mais de uma conexão, `em_curso` diz
quantos avisos estão no meio do caminho depois do evento: quem vai segurar ou parar pede que nada novo comece
(`segurar`, em `fechamento.executar`) e itera até ele ser zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from envio.plano.plano import PlanoDoDia
from regras.apontamento import Apontamento
from regras.aviso import Aviso, Estado
from regras.dinheiro import Centavos
from regras.selecao import Fora


@dataclass(frozen=True, slots=True)
class Inicio:
    """O fechamento começou: o que será tratado nesta execução, já gravado.

    Atributos:
        fila: avisos em ordem de código do cliente, os retomados inclusive.
        fora: quem não recebe, com o motivo.
        substituidos: quantos avisos de datas anteriores foram cancelados.
        mes_encerrado: o último dia do mês cuja carteira este fechamento gravou antes de começar; None, nenhum.
    """

    data: date
    habilitado: bool
    fila: tuple[Aviso, ...] = ()
    fora: tuple[Fora, ...] = ()
    apontamentos: tuple[Apontamento, ...] = ()
    substituidos: int = 0
    mes_encerrado: date | None = None

    @property
    def total_centavos(self) -> Centavos:
        """Total atualizado de todos os avisos da fila."""
        return sum(aviso.total_centavos for aviso in self.fila)


@dataclass(frozen=True, slots=True)
class EmTeste:
    """O modo de teste está ligado: tudo vai só para este endereço, e nada fica registrado."""

    para: str


@dataclass(frozen=True, slots=True)
class PassoFeito:
    """Um passo de um envio só, reenvio ou teste, que terminou bem."""

    nome: str
    detalhe: str = ""


@dataclass(frozen=True, slots=True)
class Procurando:
    """Antes de selecionar, procuram-se devoluções na caixa de uma conta: quantas mensagens já vistas, de quantas."""

    conta: int
    vistas: int
    total: int


@dataclass(frozen=True, slots=True)
class Enviando:
    """Começou a tratar um aviso: a `posicao` de `total`, a partir de 1."""

    aviso: Aviso
    posicao: int
    total: int
    em_curso: int = 0


@dataclass(frozen=True, slots=True)
class Tratado:
    """Um aviso teve desfecho; `aviso` é como ficou gravado."""

    aviso: Aviso
    apontamentos: tuple[Apontamento, ...] = ()
    em_curso: int = 0


@dataclass(frozen=True, slots=True)
class LoteParado:
    """A conta falhou: os em curso terminam, e os demais avisos ficam adiados sem tentar."""

    motivo: str
    em_curso: int = 0


@dataclass(frozen=True, slots=True)
class Aguardar:
    """Quem consome espera estes segundos, ou menos se o operador cancelar."""

    segundos: float
    motivo: str


@dataclass(frozen=True, slots=True)
class Compasso(Aguardar):
    """A espera curta entre duas mensagens, pelo ritmo da conta; cumpre-se sem anunciar."""


@dataclass(frozen=True, slots=True)
class Agradecendo:
    """Depois dos avisos: começou a agradecer o pagamento do que este aviso levou."""

    aviso: Aviso
    posicao: int
    total: int


@dataclass(frozen=True, slots=True)
class Agradecido:
    """O agradecimento teve desfecho; `aceito` é pelo servidor."""

    aviso: Aviso
    aceito: bool


@dataclass(frozen=True, slots=True)
class Resumo:
    """Contagem final por estado dos avisos tratados."""

    avisos: int = 0
    debitos: int = 0
    boletos: int = 0
    enviados: int = 0
    pendentes: int = 0
    adiados: int = 0
    recusados: int = 0
    em_duvida: int = 0
    cancelados: int = 0
    com_destinatario_pendente: int = 0

    def tem_ressalva(self) -> bool:
        """Diz se algo não saiu como se queria (saída 3 da linha de comando)."""
        return bool(
            self.pendentes or self.adiados or self.recusados or self.em_duvida or self.com_destinatario_pendente
        )


@dataclass(frozen=True, slots=True)
class Fim:
    """O fechamento terminou: o plano com os avisos como ficaram, e a contagem."""

    plano: PlanoDoDia
    resumo: Resumo


def juntar_apontamentos(inicio: Inicio, tratados: Iterable[Tratado]) -> tuple[Apontamento, ...]:
    """Junta os apontamentos do plano e os de cada envio, sem repetir: o envio reconfere o que o plano já disse."""
    do_envio = (apontamento for tratado in tratados for apontamento in tratado.apontamentos)
    return tuple(dict.fromkeys((*inicio.apontamentos, *do_envio)))


Evento = EmTeste | Procurando | Inicio | Enviando | Tratado | LoteParado | Aguardar | Agradecendo | Agradecido | Fim


def resumir(avisos: Iterable[Aviso]) -> Resumo:
    """Conta os avisos por estado; débitos e boletos são os da versão corrente de cada um."""
    lista = list(avisos)
    por_estado = Counter(aviso.estado for aviso in lista)
    return Resumo(
        avisos=len(lista),
        debitos=sum(len(aviso.debitos) for aviso in lista),
        boletos=sum(debito.tem_boleto for aviso in lista for debito in aviso.debitos),
        enviados=por_estado[Estado.ENVIADO],
        pendentes=por_estado[Estado.PENDENTE],
        adiados=por_estado[Estado.ADIADO],
        recusados=por_estado[Estado.RECUSADO],
        em_duvida=por_estado[Estado.EM_DUVIDA] + por_estado[Estado.ENVIANDO],
        cancelados=por_estado[Estado.CANCELADO],
        com_destinatario_pendente=sum(bool(aviso.destinatarios_pendentes) for aviso in lista),
    )
