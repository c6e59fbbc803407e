"""Grava um arquivo inteiro numa transação: compara cada linha com o que há na base, em lotes, e conta.

Uma consulta por lote de chaves, nunca uma por linha; o que não mudou não é regravado.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from modelos.acesso.conexao import transacao
from modelos.importacao.baixas import Ausentes
from modelos.importacao.clientes_citados import AMBIGUO, ClientesCitados
from modelos.importacao.destinos import DESTINOS, Destino
from modelos.importacao.formato import Interprete, Lido, Pulada, Recusado
from modelos.importacao.linhas import LinhaLida, Planilha
from modelos.importacao.rejeitadas import Rejeitadas
from modelos.importacao.resultado import Apontamentos, Rejeicao, Tipo, frase_da_ignorada
from regras.erros import DadoInvalido

LINHAS_POR_LOTE = 2000


@dataclass(slots=True)
class Contagem:
    """O que houve com as linhas de um arquivo."""

    lidas: int = 0
    incluidas: int = 0
    alteradas: int = 0
    iguais: int = 0
    baixadas: int = 0
    apontamentos: Apontamentos = field(default_factory=Apontamentos)
    ignoradas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Baixa:
    """O pedido de `--ausentes baixar`: a data da baixa e se passar da metade está confirmado."""

    hoje: date
    confirmado: bool


def gravar(
    tipo: Tipo,
    planilha: Planilha,
    nome: str,
    rejeitadas: Rejeitadas,
    *,
    aprendido: Mapping[str, str],
    baixa: Baixa | None,
    conta_unica: str,
    ao_avancar: Callable[[int], None],
) -> Contagem:
    """Grava o arquivo, ou nada dele.

    Args:
        tipo: qual arquivo.
        planilha: aberta.
        nome: o do arquivo, para as frases.
        rejeitadas: onde juntar as linhas que não entram.
        aprendido: o de-para gravado para este cabeçalho; vazio sem de-para.
        baixa: para débitos, o que fazer com os ausentes; None mantém.
        conta_unica: a conta de cobrança do débito que não diz a sua; vazia deixa sem.
        ao_avancar: chamado a cada lote com as linhas lidas até ali.

    Raises:
        DadoInvalido: títulos que não servem, ou baixa de mais da metade sem confirmação.
        AmbienteIndisponivel: o arquivo ou a base falhou no meio.
    """
    destino = DESTINOS[tipo]
    interprete = Interprete(destino.formato, planilha.titulos, nome, aprendido)
    contagem = Contagem()
    contagem.ignoradas = interprete.ignoradas
    for aviso in (*planilha.avisos, *interprete.avisos, *map(frase_da_ignorada, interprete.ignoradas)):
        contagem.apontamentos.juntar(aviso)
    with transacao():
        ausentes = Ausentes() if baixa is not None and tipo is Tipo.DEBITOS else None
        gravador = _Gravador(destino, rejeitadas, contagem, ausentes, conta_unica)
        for lote in _em_lotes(planilha.linhas()):
            gravador.gravar([interprete.interpretar(linha) for linha in lote])
            ao_avancar(contagem.lidas)
        if ausentes is not None and baixa is not None:
            if suspensa := ausentes.por_que_nao():
                contagem.apontamentos.juntar(suspensa)
            contagem.baixadas = ausentes.baixar(baixa.hoje, confirmado=baixa.confirmado)
    return contagem


def _em_lotes(linhas: Iterable[LinhaLida]) -> Iterator[list[LinhaLida]]:
    fonte = iter(linhas)
    while lote := list(islice(fonte, LINHAS_POR_LOTE)):
        yield lote


class _Gravador:
    """Grava os lotes de um arquivo."""

    def __init__(
        self,
        destino: Destino,
        rejeitadas: Rejeitadas,
        contagem: Contagem,
        ausentes: Ausentes | None,
        conta_unica: str,
    ) -> None:
        self._destino = destino
        self._conta_unica = conta_unica if destino.formato.tipo is Tipo.DEBITOS else ""
        self._citados = ClientesCitados() if destino.exige_cliente() else None
        self._rejeitadas = rejeitadas
        self._contagem = contagem
        self._ausentes = ausentes
        self._recusados: list[Recusado] = []

    def gravar(self, interpretadas: Iterable[Lido | Recusado | Pulada | None]) -> None:
        """Separa aceitas de rejeitadas, compara com a base e grava as que mudam."""
        aceitas: list[Lido] = []
        recusadas: list[Recusado] = []
        for linha in interpretadas:
            if isinstance(linha, Lido):
                aceitas.append(linha)
            elif isinstance(linha, Recusado):
                recusadas.append(linha)
            elif linha is not None:
                self._contagem.apontamentos.juntar(
                    f"linha {linha.linha}: “{linha.texto[:40]}” não é um registro, e foi pulada"
                )
        self._contagem.lidas += len(aceitas) + len(recusadas)
        aceitas = self._so_de_clientes_cadastrados(aceitas, recusadas)
        self._gravar_aceitas(aceitas)
        self._entregar_recusados()

    def _entregar_recusados(self) -> None:
        """Cada conferência recusa as suas; o operador as lê na ordem do arquivo."""
        for recusado in sorted(self._recusados, key=lambda recusado: recusado.rejeicao.linha):
            self._rejeitadas.juntar(recusado.rejeicao, recusado.celulas)
        self._recusados.clear()

    def _recusar(self, recusado: Recusado) -> None:
        self._recusados.append(recusado)
        if self._ausentes is None:
            return
        if recusado.chave is None:
            self._ausentes.suspender(recusado.rejeicao.linha)
        else:
            self._ausentes.citar([recusado.chave])

    def _recusar_lida(self, lida: Lido, coluna: str, motivo: str) -> None:
        self._recusar(Recusado(Rejeicao(lida.linha, coluna, motivo), lida.celulas, lida.chave))

    def _so_de_clientes_cadastrados(self, lidas: list[Lido], recusadas: list[Recusado]) -> list[Lido]:
        """Recusa as que não se sabe de quem são; as outras passam a dizer o código do cadastro, também na chave."""
        if self._citados is None:
            for recusada in recusadas:
                self._recusar(recusada)
            return lidas
        chave = self._destino.formato.chave
        na_chave = chave.index("cliente") if "cliente" in chave else None
        textos = {lida.mudancas["cliente"] for lida in lidas}
        if na_chave is not None:
            textos |= {recusada.chave[na_chave] for recusada in recusadas if recusada.chave is not None}
        achados = self._citados.achar(textos)
        for recusada in recusadas:
            self._recusar(replace(recusada, chave=_com_codigo(recusada.chave, na_chave, achados)))
        aceitas = []
        for lida in lidas:
            texto = lida.mudancas["cliente"]
            codigo = achados.get(texto)
            if codigo == texto:
                aceitas.append(lida)
                continue
            certa = _com_codigo(lida.chave, na_chave, achados)
            if codigo and certa is not None:
                lida.mudancas["cliente"] = codigo
                aceitas.append(replace(lida, chave=certa))
                continue
            motivo = f"o cliente “{texto}” não está cadastrado"
            if codigo == AMBIGUO:
                motivo = f"“{texto}” serve a mais de um cliente; diga o código inteiro do cadastro"
            self._recusar(Recusado(Rejeicao(lida.linha, "cliente", motivo), lida.celulas, certa))
        return aceitas

    def _gravar_aceitas(self, lidas: list[Lido]) -> None:
        if not lidas:
            return
        for frase in self._destino.preparar([lida.mudancas for lida in lidas]):
            self._contagem.apontamentos.juntar(frase)
        atuais = dict(self._destino.buscar([lida.chave for lida in lidas]))
        mudados: dict[tuple[Any, ...], Any] = {}
        for lida in lidas:
            atual = atuais.get(lida.chave)
            try:
                novo = self._destino.formato.montar(lida.mudancas, atual)
            except DadoInvalido as erro:
                self._recusar_lida(lida, erro.campo, erro.motivo)
                continue
            if self._conta_unica and not novo.conta_cobranca:
                novo = novo._replace(conta_cobranca=self._conta_unica)
            self._contar(lida, atual, novo)
            if novo != atual:
                atuais[lida.chave] = mudados[lida.chave] = novo
        if self._ausentes is not None:
            self._ausentes.citar(lida.chave for lida in lidas)
        if mudados:
            self._destino.gravar(list(mudados.values()))

    def _contar(self, lida: Lido, atual: object, novo: object) -> None:
        if lida.curta:
            self._contagem.apontamentos.juntar(
                f"linha {lida.linha}: tem menos colunas que os títulos; o que falta ficou como estava"
            )
        for frase in self._destino.formato.apontar(lida.mudancas):
            self._contagem.apontamentos.juntar(frase)
        if atual is None:
            self._contagem.incluidas += 1
        elif novo == atual:
            self._contagem.iguais += 1
        else:
            self._contagem.alteradas += 1


def _com_codigo(
    chave: tuple[Any, ...] | None, posicao: int | None, achados: Mapping[str, str]
) -> tuple[Any, ...] | None:
    """A chave com o código do cadastro no lugar do que a planilha disse; None se não se sabe de quem ela é."""
    if chave is None or posicao is None:
        return chave
    codigo = achados.get(chave[posicao], chave[posicao])
    return None if codigo == AMBIGUO else (*chave[:posicao], codigo, *chave[posicao + 1 :])
