"""A lista do fechamento em curso, com o mais novo em cima, e a dos últimos fechamentos."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from modelos.avisos.fechamentos import Fechamento
from regras.aviso import Aviso, Estado
from ui import frases
from ui.tabelas import colunas
from ui.tabelas.base import _RAIZ, Alinhamento, Coluna, TabelaBase
from ui.tabelas.historico import dizer_motivo
from ui.tema import Peso


@dataclass(frozen=True, slots=True)
class LinhaDoAndamento:
    """Um aviso como ficou num instante (hora local); `estado` é *enviando* enquanto ele está em curso."""

    em: datetime
    aviso: Aviso
    estado: Estado

    def resposta(self) -> str:
        """O que o servidor disse, ou por que está assim."""
        return "" if self.estado is Estado.ENVIANDO else dizer_motivo(self.aviso)


COLUNAS: tuple[Coluna[LinhaDoAndamento], ...] = (
    Coluna("Hora", lambda p: f"{p.em:%H:%M:%S}", lambda p: p.em, largura=76),
    Coluna("Código", lambda p: p.aviso.cliente, largura=76, detalhe=True),
    Coluna("Cliente", lambda p: p.aviso.cliente_nome, peso=Peso.MEIO, largura=230),
    colunas.estado("Estado", lambda p: p.estado),
    colunas.dinheiro("Valor", lambda p: p.aviso.total_centavos, 92),
    Coluna("Resposta do servidor", LinhaDoAndamento.resposta, largura=0),
)
"""As colunas do andamento."""


class TabelaAndamento(TabelaBase[LinhaDoAndamento]):
    """Os avisos na ordem em que foram feitos, o último em cima; o em curso dá lugar ao seu desfecho."""

    def __init__(self) -> None:
        super().__init__(COLUNAS, chave=lambda passo: passo.aviso.id)
        self._em_curso: set[int] = set()

    def acrescentar(self, passo: LinhaDoAndamento) -> None:
        """Põe um aviso em cima; se ele já é a linha de cima, ou está em curso mais abaixo, troca-a."""
        numero = passo.aviso.id
        em_cima = bool(self._linhas) and self._linhas[0].aviso.id == numero
        # Com mais de uma conexão, outros podem ter passado por cima do que está em curso.
        linha = 0 if em_cima else self.posicao_de(numero) if numero in self._em_curso else -1
        (self._em_curso.add if passo.estado is Estado.ENVIANDO else self._em_curso.discard)(numero)
        if linha >= 0:
            self._linhas[linha] = passo
            self.dataChanged.emit(self.index(linha, 0), self.index(linha, len(self.colunas) - 1))
            return
        self.beginInsertRows(_RAIZ, 0, 0)
        self._linhas.insert(0, passo)
        self.endInsertRows()


COLUNAS_DA_FILA: tuple[Coluna[Aviso], ...] = (
    Coluna("Código", lambda aviso: aviso.cliente, largura=66, detalhe=True),
    Coluna("Cliente", lambda aviso: aviso.cliente_nome, peso=Peso.MEIO, largura=0),
    colunas.dinheiro("Valor", lambda aviso: aviso.total_centavos, 92),
)
"""As colunas de quem espera a vez."""


class TabelaFila(TabelaBase[Aviso]):
    """Os avisos que ainda esperam a vez, na ordem em que saem."""

    def __init__(self) -> None:
        super().__init__(COLUNAS_DA_FILA, chave=lambda aviso: aviso.id)
        self._numeros: set[int] = set()

    def trocar(self, linhas: Iterable[Aviso], marcadas: Iterable[Hashable] | None = None) -> None:
        """Mostra outra fila."""
        super().trocar(linhas, marcadas)
        self._numeros = {aviso.id for aviso in self._linhas}

    def retirar(self, numero: int) -> bool:
        """Tira um aviso, que quase sempre é o primeiro; diz se estava na fila."""
        if numero not in self._numeros:
            return False
        self._numeros.discard(numero)
        posicao = self.posicao_de(numero)
        self.beginRemoveRows(_RAIZ, posicao, posicao)
        del self._linhas[posicao]
        self.endRemoveRows()
        return True


def dizer_situacao(fechamento: Fechamento) -> colunas.Dito:
    """Como o fechamento acabou."""
    campos = ("pendentes", "adiados", "recusados", "em_duvida", "com_destinatario_pendente")
    if fechamento.fim_em is None:
        return "Não terminou", "alerta", "aviso"
    if not fechamento.habilitado:
        return "Aviso desabilitado", "menos", "texto2"
    if any(fechamento.totais.get(campo) for campo in campos):
        return "Com ressalva", "alerta", "aviso"
    return "Completo", "certo", "ok"


def _enviados(fechamento: Fechamento) -> str:
    valor = fechamento.totais.get("enviados")
    return frases.numero(valor) if isinstance(valor, int) else "–"


COLUNAS_DO_RELATORIO: tuple[Coluna[Fechamento], ...] = (
    colunas.dia("Data", lambda f: f.data, ordem_na_base="data", peso=Peso.MEIO),
    colunas.instante("Hora", lambda f: f.inicio_em, 58, formato="%H:%M"),
    colunas.situacao("Situação", dizer_situacao, 0),
    Coluna("Enviados", _enviados, alinhamento=Alinhamento.DIREITA, largura=74),
)
"""Os fechamentos de que se tira relatório, lidos da base aos poucos."""
