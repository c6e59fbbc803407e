"""O que cada linha da prévia diz de um cliente, e as contas da lista. Sem Qt: monta-se fora da linha da tela."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from regras.apontamento import Apontamento
from regras.aviso import EM_ABERTO, DebitoAvisado
from regras.carteira.atraso import FaixaDeAtraso
from regras.debito import Classe
from regras.dinheiro import Centavos
from regras.nomes import chave
from regras.selecao import Fora, Motivo
from ui import frases
from ui import frases_dos_apontamentos as apontamentos
from ui.contexto import PedidoDePrevia
from ui.tabelas import estados
from ui.tabelas.colunas import Dito, dizer_estado

TIRADO = "Tirado deste fechamento"
"""O porquê de quem o operador tirou."""


class Recorte(StrEnum):
    """Que parte da lista se vê."""

    TODOS = "todos"
    RECEBEM = "recebem"
    DE_FORA = "de_fora"
    APONTAMENTOS = "apontamentos"


@dataclass(frozen=True, slots=True)
class PedidoNaData(PedidoDePrevia):
    """A prévia de uma data, já num recorte; data None é hoje."""

    data: date | None = None
    recorte: Recorte = Recorte.TODOS


@dataclass(frozen=True)
class LinhaPrevia:
    """Um cliente na prévia: com aviso, de fora, ou só com apontamento.

    O que a lista pergunta a cada linha, a cada letra da procura, é calculado uma vez e guardado.
    """

    codigo: str
    nome: str
    aviso: AvisoPrevisto | None = None
    fora: Fora | None = None
    apontamentos: tuple[Apontamento, ...] = ()
    retirada: bool = False

    @cached_property
    def recebe(self) -> bool:
        """Diz se o aviso ainda vai sair; o que já teve desfecho na data, ou foi tirado pelo operador, não conta."""
        return self.pode_retirar and not self.retirada

    @cached_property
    def pode_retirar(self) -> bool:
        """Diz se há um aviso por sair, que o operador pode tirar deste fechamento ou devolver."""
        return self.aviso is not None and self.aviso.estado in EM_ABERTO

    @property
    def debitos(self) -> tuple[DebitoAvisado, ...]:
        """Os débitos do aviso."""
        return self.aviso.debitos if self.aviso else ()

    @cached_property
    def total_centavos(self) -> Centavos:
        """Total atualizado do que vai, ou do que iria."""
        if self.aviso is not None:
            return self.aviso.total_centavos
        return self.fora.total_centavos if self.fora else 0

    @cached_property
    def boletos(self) -> int:
        """Débitos que vão com boleto."""
        return sum(debito.tem_boleto for debito in self.debitos)

    @cached_property
    def ordem_do_nome(self) -> str:
        """O nome como é ordenado."""
        return chave(self.nome)

    @cached_property
    def vencidos_centavos(self) -> Centavos:
        """Total atualizado dos vencidos."""
        return self._da_classe(Classe.VENCIDO)

    @cached_property
    def a_vencer_centavos(self) -> Centavos:
        """Total atualizado dos a vencer."""
        return self._da_classe(Classe.A_VENCER)

    def da_idade(self, faixa: FaixaDeAtraso) -> Centavos:
        """Total atualizado dos vencidos de uma faixa de atraso."""
        return self._por_idade.get(faixa, 0)

    def preparar(self) -> None:
        """Calcula já o que a lista vai perguntar; chame fora da linha da tela."""
        for nome in _PERGUNTADOS:
            getattr(self, nome)

    def _da_classe(self, classe: Classe) -> Centavos:
        return sum(debito.atualizado_centavos for debito in self.debitos if debito.classe is classe)

    @cached_property
    def _por_idade(self) -> Counter[FaixaDeAtraso]:
        somas: Counter[FaixaDeAtraso] = Counter()
        for debito in self.debitos:
            if debito.classe is Classe.VENCIDO:
                somas[FaixaDeAtraso.de_dias(debito.dias)] += debito.atualizado_centavos
        return somas

    @cached_property
    def busca(self) -> str:
        """Onde a procura procura: cliente, porquê, documentos e e-mails, na forma de `nomes.chave`."""
        partes = [self.codigo, self.nome, self.por_que[0], *(debito.documento for debito in self.debitos)]
        if self.aviso is not None:
            partes.extend(self.aviso.destinatarios)
        return chave(" ".join(partes))

    @cached_property
    def por_que(self) -> Dito:
        """Por que recebe, por que fica de fora, ou o que há a consertar."""
        if self.fora is not None:
            return _frase_de_fora(self.fora), estados.ICONES_DE_MOTIVO[self.fora.motivo], "texto2"
        if self.pode_retirar and self.retirada:
            return TIRADO, "menos", "texto2"
        if self.aviso is not None and self.aviso.id is not None:
            return dizer_estado(self.aviso.estado)
        if self.apontamentos:
            return frases.em_frase(apontamentos.dizer(self.apontamentos[0])).rstrip("."), "alerta", "aviso"
        return dizer_atraso(self.debitos), "relogio" if self.vencidos_centavos else "calendario", ""

    def pertence(self, recorte: Recorte) -> bool:
        """Diz se aparece num recorte."""
        if recorte is Recorte.RECEBEM:
            return self.recebe
        if recorte is Recorte.DE_FORA:
            return self.fora is not None or (self.pode_retirar and self.retirada)
        return recorte is Recorte.TODOS or bool(self.apontamentos)


_PERGUNTADOS = (
    *("recebe", "total_centavos", "vencidos_centavos", "a_vencer_centavos"),
    *("boletos", "ordem_do_nome", "_por_idade", "busca"),
)
"""O que a lista pergunta a todas as linhas quando filtra, ordena e soma."""


@dataclass(frozen=True, slots=True)
class TotaisDaPrevia:
    """As somas do rodapé, do que vai sair; dinheiro em centavos."""

    recebem: int
    vencidos_centavos: Centavos
    a_vencer_centavos: Centavos
    boletos: int

    @property
    def total_centavos(self) -> Centavos:
        """Vencidos mais a vencer."""
        return self.vencidos_centavos + self.a_vencer_centavos


def somar(linhas: Iterable[LinhaPrevia]) -> TotaisDaPrevia:
    """Soma o que vai sair."""
    vao = [linha for linha in linhas if linha.recebe]
    return TotaisDaPrevia(
        len(vao),
        sum(linha.vencidos_centavos for linha in vao),
        sum(linha.a_vencer_centavos for linha in vao),
        sum(linha.boletos for linha in vao),
    )


@dataclass(frozen=True, slots=True)
class ContagemDaPrevia:
    """Os números do alto da prévia e dos recortes; dinheiro em centavos.

    Atributos:
        por_recorte: quantas linhas em cada recorte, na ordem de `Recorte`.
        recebem: as somas do que vai sair.
        fora_centavos: total do que iria a quem fica de fora.
    """

    por_recorte: tuple[int, ...]
    recebem: TotaisDaPrevia
    fora_centavos: Centavos


def contar(linhas: Collection[LinhaPrevia]) -> ContagemDaPrevia:
    """Conta as linhas de cada recorte e soma os dois lados."""
    de_fora = [linha.total_centavos for linha in linhas if linha.pertence(Recorte.DE_FORA)]
    recebem = somar(linhas)
    apontadas = sum(1 for linha in linhas if linha.apontamentos)
    return ContagemDaPrevia((len(linhas), recebem.recebem, len(de_fora), apontadas), recebem, sum(de_fora))


def achar(
    linhas: list[LinhaPrevia], recorte: Recorte, palavras: Collection[str] = (), motivo: Motivo | None = None
) -> list[LinhaPrevia]:
    """As linhas de um recorte que têm todas as palavras e, com `motivo`, ficam de fora por ele."""
    if recorte is not Recorte.TODOS:
        linhas = [linha for linha in linhas if linha.pertence(recorte)]
    for palavra in palavras:
        linhas = [linha for linha in linhas if palavra in linha.busca]
    if motivo is not None:
        linhas = [linha for linha in linhas if linha.fora is not None and linha.fora.motivo is motivo]
    return linhas


def sem_nome(plano: PlanoDoDia) -> set[str]:
    """Códigos de clientes que só têm apontamento: o nome deles não vem no plano."""
    conhecidos = {aviso.cliente for aviso in plano.avisos} | {item.cliente.codigo for item in plano.fora}
    return {item.cliente for item in plano.apontamentos if item.cliente} - conhecidos


def montar_linhas(
    plano: PlanoDoDia, nomes: Mapping[str, str], retirados: Collection[str] = frozenset()
) -> list[LinhaPrevia]:
    """Uma linha por cliente do plano.

    Args:
        plano: o da data.
        nomes: os dos clientes que só têm apontamento.
        retirados: códigos dos que o operador tirou deste fechamento.
    """
    por_cliente: dict[str, list[Apontamento]] = {}
    for item in plano.apontamentos:
        if item.cliente:
            por_cliente.setdefault(item.cliente, []).append(item)
    linhas = [
        LinhaPrevia(
            aviso.cliente,
            aviso.cliente_nome,
            aviso,
            apontamentos=tuple(por_cliente.pop(aviso.cliente, ())),
            retirada=aviso.cliente in retirados,
        )
        for aviso in plano.avisos
    ]
    com_aviso = {linha.codigo for linha in linhas}
    linhas += [
        LinhaPrevia(item.cliente.codigo, item.cliente.nome, None, item, tuple(por_cliente.pop(item.cliente.codigo, ())))
        for item in plano.fora
        if item.cliente.codigo not in com_aviso
    ]
    linhas += [
        LinhaPrevia(codigo, nomes.get(codigo, codigo), None, None, tuple(i)) for codigo, i in por_cliente.items()
    ]
    for linha in linhas:
        linha.preparar()
    return linhas


def dizer_atraso(debitos: Iterable[DebitoAvisado]) -> str:
    """O mais atrasado dos vencidos; sem vencidos, o que vence primeiro."""
    todos = list(debitos)
    vencidos = [debito.dias for debito in todos if debito.classe is Classe.VENCIDO]
    dias = vencidos or [debito.dias for debito in todos]
    return frases.dias_de_atraso(max(dias)) if dias else ""


def _frase_de_fora(fora: Fora) -> str:
    motivo, detalhe = frases.MOTIVOS[fora.motivo], apontamentos.detalhe_de_fora(fora)
    return f"{motivo}: {detalhe}" if detalhe else motivo
