"""A lista da prévia: um cliente por linha, com o que recebe ou por que fica de fora."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from envio.plano import AvisoPrevisto, PlanoDoDia
from regras.atraso import FaixaDeAtraso
from regras.aviso import EM_ABERTO, DebitoAvisado
from regras.debito import Classe
from regras.dinheiro import Centavos, em_reais, formatar
from regras.nomes import chave
from regras.selecao import Apontamento, Fora
from ui import frases
from ui.contexto import PedidoDePrevia
from ui.tabelas import estados
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso

_NADA = "–"
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

    def da_classe(self, classe: Classe) -> Centavos:
        """Total atualizado dos débitos de uma classe."""
        return self._por_classe.get(classe, 0)

    def da_idade(self, faixa: FaixaDeAtraso) -> Centavos:
        """Total atualizado dos vencidos de uma faixa de atraso."""
        return self._por_idade.get(faixa, 0)

    def preparar(self) -> None:
        """Calcula já o que a lista vai perguntar; chame fora da linha da tela."""
        for nome in ("recebe", "total_centavos", "boletos", "ordem_do_nome", "_por_classe", "_por_idade", "_busca"):
            getattr(self, nome)

    @cached_property
    def _por_classe(self) -> Counter[Classe]:
        somas: Counter[Classe] = Counter()
        for debito in self.debitos:
            somas[debito.classe] += debito.atualizado_centavos
        return somas

    @cached_property
    def _por_idade(self) -> Counter[FaixaDeAtraso]:
        somas: Counter[FaixaDeAtraso] = Counter()
        for debito in self.debitos:
            if debito.classe is Classe.VENCIDO:
                somas[FaixaDeAtraso.de_dias(debito.dias)] += debito.atualizado_centavos
        return somas

    @cached_property
    def _busca(self) -> str:
        partes = [self.codigo, self.nome, self.por_que(), *(debito.documento for debito in self.debitos)]
        if self.aviso is not None:
            partes.extend(self.aviso.destinatarios)
        return chave(" ".join(partes))

    @cached_property
    def _porque(self) -> str:
        if self.fora is not None:
            return _frase_de_fora(self.fora)
        if self.pode_retirar and self.retirada:
            return TIRADO
        if self.aviso is not None and self.aviso.id is not None:
            return frases.estado(self.aviso.estado)
        if self.apontamentos:
            return frases.em_frase(self.apontamentos[0].motivo).rstrip(".")
        return dizer_atraso(self.debitos)

    def por_que(self) -> str:
        """Por que recebe, por que fica de fora, ou o que há a consertar."""
        return self._porque

    def icone(self) -> str:
        """Desenho ao lado do porquê."""
        if self.fora is not None:
            return estados.ICONES_DE_MOTIVO[self.fora.motivo]
        if self.pode_retirar and self.retirada:
            return "menos"
        if self.aviso is not None and self.aviso.id is not None:
            return estados.ICONES[self.aviso.estado]
        if self.apontamentos:
            return "alerta"
        return "relogio" if self.da_classe(Classe.VENCIDO) else "calendario"

    def cor(self) -> str:
        """Cor do porquê; vazia é a do corpo."""
        if self.fora is not None or (self.pode_retirar and self.retirada):
            return "texto2"
        if self.aviso is not None and self.aviso.id is not None:
            return estados.CORES[self.aviso.estado]
        return "aviso" if self.apontamentos else ""

    def pertence(self, recorte: Recorte) -> bool:
        """Diz se aparece num recorte."""
        if recorte is Recorte.RECEBEM:
            return self.recebe
        if recorte is Recorte.DE_FORA:
            return self.fora is not None or (self.pode_retirar and self.retirada)
        return recorte is Recorte.TODOS or bool(self.apontamentos)

    def contem(self, palavras: Iterable[str]) -> bool:
        """Diz se todas as palavras (na forma de `nomes.chave`) aparecem no cliente, nos documentos ou nos e-mails."""
        return all(palavra in self._busca for palavra in palavras)


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
        sum(linha.da_classe(Classe.VENCIDO) for linha in vao),
        sum(linha.da_classe(Classe.A_VENCER) for linha in vao),
        sum(linha.boletos for linha in vao),
    )


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


def dizer_apontamento(item: Apontamento) -> str:
    """`Documento 10482/1: sem nosso número.`, ou só a frase quando fala do cliente."""
    frase = frases.em_frase(item.motivo)
    if item.documento is None:
        return frase
    parcela = f"/{item.parcela}" if item.parcela else ""
    return f"{item.documento}{parcela}: {frase[0].lower()}{frase[1:]}"


def _frase_de_fora(fora: Fora) -> str:
    motivo = frases.motivo(fora.motivo)
    return f"{motivo}: {fora.detalhe}" if fora.detalhe else motivo


def _para(linha: LinhaPrevia) -> str:
    return str(len(linha.aviso.destinatarios)) if linha.aviso else _NADA


def _valor(linha: LinhaPrevia, classe: Classe) -> str:
    return formatar(valor) if (valor := linha.da_classe(classe)) else _NADA


def _apagada(linha: LinhaPrevia) -> str:
    return "" if linha.recebe else "texto2"


def _da_idade(faixa: FaixaDeAtraso) -> Coluna[LinhaPrevia]:
    return Coluna(
        faixa.value,
        lambda linha: formatar(valor) if (valor := linha.da_idade(faixa)) else _NADA,
        lambda linha: linha.da_idade(faixa),
        Alinhamento.DIREITA,
        cor=_apagada,
        largura=74,
    )


COLUNAS: tuple[Coluna[LinhaPrevia], ...] = (
    Coluna("Código", lambda linha: linha.codigo, largura=96, detalhe=True),
    Coluna("Cliente", lambda linha: linha.nome, lambda linha: linha.ordem_do_nome, cor=_apagada, largura=0),
    Coluna("Para", _para, lambda linha: _para(linha).rjust(6), Alinhamento.DIREITA, cor=_apagada, largura=48),
    Coluna(
        "Vencidos",
        lambda linha: _valor(linha, Classe.VENCIDO),
        lambda linha: linha.da_classe(Classe.VENCIDO),
        Alinhamento.DIREITA,
        cor=_apagada,
        largura=92,
    ),
    *map(_da_idade, FaixaDeAtraso),
    Coluna(
        "A vencer",
        lambda linha: _valor(linha, Classe.A_VENCER),
        lambda linha: linha.da_classe(Classe.A_VENCER),
        Alinhamento.DIREITA,
        cor=_apagada,
        largura=92,
    ),
    Coluna(
        "Total",
        lambda linha: formatar(linha.total_centavos),
        lambda linha: linha.total_centavos,
        Alinhamento.DIREITA,
        cor=_apagada,
        peso=Peso.FORTE,
        largura=100,
    ),
    Coluna(
        "Boletos",
        lambda linha: str(linha.boletos) if linha.debitos else _NADA,
        lambda linha: linha.boletos,
        Alinhamento.DIREITA,
        cor=_apagada,
        largura=64,
    ),
    Coluna("Por quê", LinhaPrevia.por_que, icone=LinhaPrevia.icone, cor=LinhaPrevia.cor, largura=216),
)
"""As colunas da prévia."""
_ONDE = {coluna.titulo: posicao for posicao, coluna in enumerate(COLUNAS)}
PARA, VENCIDOS, A_VENCER, BOLETOS = (_ONDE[titulo] for titulo in ("Para", "Vencidos", "A vencer", "Boletos"))
"""Colunas que a tela esconde quando falta lugar."""
SO_SEM_IDADE = (PARA, VENCIDOS, BOLETOS)
"""Colunas que dão lugar às da idade da dívida."""
SO_COM_IDADE = tuple(_ONDE[faixa.value] for faixa in FaixaDeAtraso)
"""Colunas da idade da dívida."""
POR_QUE = len(COLUNAS) - 1
"""A coluna do porquê, que encolhe quando a idade aparece."""


def _documento(debito: DebitoAvisado) -> str:
    return f"{debito.documento}/{debito.parcela}" if debito.parcela else debito.documento


COLUNAS_DE_DEBITOS: tuple[Coluna[DebitoAvisado], ...] = (
    Coluna("Documento", _documento, largura=0),
    Coluna("Vencimento", lambda d: frases.data_curta(d.vencimento), lambda d: d.vencimento, largura=94),
    Coluna("Dias", lambda d: str(d.dias), lambda d: d.dias, Alinhamento.DIREITA, largura=42),
    Coluna(
        "Atualizado",
        lambda d: formatar(d.atualizado_centavos),
        lambda d: d.atualizado_centavos,
        Alinhamento.DIREITA,
        peso=Peso.FORTE,
        largura=84,
    ),
    Coluna(
        "Boleto",
        lambda d: "Sim" if d.tem_boleto else "Não",
        icone=lambda d: "certo" if d.tem_boleto else "alerta",
        cor=lambda d: "ok" if d.tem_boleto else "aviso",
        largura=62,
    ),
)
"""Os débitos de um aviso, como foram ou irão."""


def dizer_totais(linhas: Iterable[LinhaPrevia]) -> str:
    """O rodapé da lista."""
    totais = somar(linhas)
    return (
        f"Vencidos {em_reais(totais.vencidos_centavos)}   A vencer {em_reais(totais.a_vencer_centavos)}   "
        f"Total {em_reais(totais.total_centavos)}   {frases.quantos(totais.boletos, 'boleto', 'boletos')}"
    )
