"""Ler arquivos de retorno: cada um numa transação, em lotes, e nada pela metade (retorno.md, regras 1 a 8)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from envio.retorno.casamento import Casado, Casador, calculador, no_banco
from envio.retorno.extrato import gravar as gravar_extrato
from modelos.acesso import disco
from modelos.acesso.conexao import transacao
from modelos.retorno import arquivos
from modelos.retorno.arquivos import Contagem, TituloAGravar
from regras.dinheiro import Centavos
from regras.erros import AmbienteIndisponivel, ErroAviso
from regras.retorno import extrato, leitura, linhas
from regras.retorno.arquivo import ApontamentoDoRetorno, ItemDoRetorno, Retorno, TipoDeApontamento
from regras.retorno.conciliacao import DebitoNoBanco, Decisao, decidir, diverge
from regras.retorno.exame import Exame, examinar
from regras.retorno.forma import Leiaute
from regras.retorno.leiautes import LEIAUTES_240, LEIAUTES_400
from regras.retorno.titulo import Motivo, NoDebito, Resultado

_POR_LOTE = 2000
_A_VISTA = 20
"""Quantas linhas um apontamento cita."""
_REPETIDO = Decisao(Resultado.REPETIDO)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Lido:
    """O que houve com um arquivo; recusado, só há `arquivo`, `erro`, e se o erro é do ambiente e passa (`adiavel`)."""

    arquivo: str
    retorno: Retorno | None = None
    itens: Sequence[ItemDoRetorno] = ()
    apontamentos: tuple[ApontamentoDoRetorno, ...] = ()
    erro: str | None = None
    contagem: Contagem = field(default_factory=Contagem)
    adiavel: bool = False


class _SoMostrar(Exception):
    """Desfaz o que `conferir` gravou para mostrar."""


def ler(caminhos: Iterable[Path], em: datetime, hoje: date, *, conferir: bool = False) -> list[Lido]:
    """Lê os arquivos na ordem e baixa o que o banco diz pago; um recusado não impede os outros.

    Args:
        caminhos: os arquivos.
        em: instante da leitura, em UTC.
        hoje: o dia do relógio.
        conferir: só mostra o que faria; nada fica gravado.
    """
    if not conferir:
        return [_ler_um(caminho, em, hoje) for caminho in caminhos]
    lidos: list[Lido] = []
    with suppress(_SoMostrar), transacao():
        lidos += (_ler_um(caminho, em, hoje) for caminho in caminhos)
        raise _SoMostrar
    return [replace(lido, retorno=lido.retorno and replace(lido.retorno, id=None)) for lido in lidos]


def _ler_um(caminho: Path, em: datetime, hoje: date) -> Lido:
    try:
        octetos = _abrir(caminho)
        de_extrato = extrato.parece(octetos)
        exame = None if de_extrato else examinar(linhas.abrir(octetos))
        with transacao():
            if (antes := arquivos.ja_lido(hashlib.sha256(octetos).hexdigest())) is not None:
                return _ja_lido(caminho.name, antes)
            if exame is None:
                retorno, itens, apontamentos, contagem = gravar_extrato(caminho.name, octetos, em)
                return Lido(caminho.name, retorno, itens, apontamentos, contagem=contagem)
            return _Leitura(caminho.name, octetos, exame, em, hoje).gravar()
    except ErroAviso as erro:
        return Lido(caminho.name, erro=erro.frase(), adiavel=isinstance(erro, AmbienteIndisponivel))


def _abrir(caminho: Path) -> bytes:
    with disco.traduzir(caminho):
        if not caminho.is_file():
            raise AmbienteIndisponivel(f"{caminho} não é um arquivo.", "Confira o caminho.")
        if caminho.stat().st_size > linhas.MAIOR_ARQUIVO:
            raise linhas.grande_demais()
        return caminho.read_bytes()


def _ja_lido(nome: str, antes: Retorno) -> Lido:
    """O mesmo conteúdo de um arquivo já lido: tudo é repetido, e nada se grava (regra 5)."""
    itens = [item._replace(resultado=Resultado.REPETIDO, motivo=None) for item in arquivos.itens(antes.id or 0)]
    apontamento = ApontamentoDoRetorno(TipoDeApontamento.JA_LIDO, (antes.id or 0,))
    return Lido(nome, antes, itens, (apontamento,), contagem=Contagem.de({Resultado.REPETIDO: len(itens)}))


class _Leitura:
    """A leitura de um arquivo aceito, do exame ao que fica gravado."""

    def __init__(self, nome: str, octetos: bytes, exame: Exame, em: datetime, hoje: date) -> None:
        self._nome, self._octetos = nome, octetos
        self._exame, self._em, self._hoje = exame, em, hoje
        self._casador = Casador(leiaute_do(exame))
        self._encargos = calculador()
        self._baixados: set[int] = set()
        self._vistos: set[str] = set()
        self._itens: list[ItemDoRetorno] = []
        self._divergem: list[int] = []
        self._orfaos = leitura.Orfaos()

    def gravar(self) -> Lido:
        """Grava o arquivo, os títulos e os efeitos."""
        titulos = leitura.ler(linhas.abrir(self._octetos), self._exame, self._orfaos)
        primeiro = list(islice(titulos, _POR_LOTE))
        numero = self._abrir()
        for lote in (primeiro, *_em_lotes(titulos, _POR_LOTE)):
            self._gravar_lote(numero, self._casador.casar(lote))
        arquivos.refletir(numero)
        contas = {item.conta_cobranca for item in self._itens}
        unica = contas.pop() if len(contas) == 1 else None
        dos_cabecalhos = {self._casador.conta(lida) for lida in self._exame.contas}
        todas = {conta for conta in (unica, *contas, *dos_cabecalhos) if conta is not None}
        apontamentos = tuple(self._apontar(todas))
        retorno = arquivos.encerrar(numero, unica, apontamentos, todas, self._hoje)
        contagem = Contagem.de(Counter(item.resultado for item in self._itens))
        return Lido(self._nome, retorno, self._itens, apontamentos, contagem=contagem)

    def _abrir(self) -> int:
        exame = self._exame
        retorno = Retorno(
            None,
            self._nome,
            hashlib.sha256(self._octetos).hexdigest(),
            exame.banco,
            exame.tamanho,
            None,
            exame.sequencia,
            exame.data_geracao,
            self._em,
        )
        return arquivos.incluir(retorno, self._octetos)

    def _gravar_lote(self, numero: int, casados: Sequence[Casado]) -> None:
        if not casados:
            return
        chaves = [_repeticao(casado, self._exame.banco) for casado in casados]
        ja_gravados = arquivos.repetidos(chaves)
        novos = []
        for casado, chave in zip(casados, chaves, strict=True):
            repetido = chave in ja_gravados or chave in self._vistos
            self._vistos.add(chave)
            decisao = _REPETIDO if repetido else self._decidir(casado)
            novo = self._a_gravar(casado, decisao, chave)
            self._itens.append(novo.item)
            novos.append(novo)
        arquivos.incluir_titulos(numero, novos)

    def _decidir(self, casado: Casado) -> Decisao:
        por_numero = {debito.id: debito for debito in casado.debitos}

        def encargos(debito: DebitoNoBanco, em: date) -> Centavos:
            return self._encargos(por_numero[debito.id], em)

        decisao = decidir(
            casado.titulo,
            casado.conta,
            no_banco(casado.debitos, self._baixados),
            hoje=self._hoje,
            totais_fecham=self._exame.fecha(),
            encargos=encargos,
        )
        if decisao.resultado is Resultado.BAIXADO:
            self._baixados.update(por_numero)
        return decisao

    def _a_gravar(self, casado: Casado, decisao: Decisao, repeticao: str) -> TituloAGravar:
        """O título como se mostra e se grava."""
        titulo, conta, debitos = casado
        debito = debitos[0] if len(debitos) == 1 else None
        if decisao.motivo is Motivo.OCORRENCIA_DESCONHECIDA and not decisao.retem:
            debito = None
        chave = None
        if debito is not None:
            chave = (debito.cliente, debito.documento, debito.parcela)
            if diverge(titulo.seu_numero, debito.documento, debito.parcela):
                self._divergem.append(titulo.linha)
        item = ItemDoRetorno(
            titulo.linha,
            titulo.nosso_numero,
            titulo.seu_numero,
            conta,
            titulo.ocorrencia,
            titulo.efeito,
            titulo.data_ocorrencia,
            titulo.data_credito,
            titulo.vencimento,
            titulo.valor_centavos,
            titulo.valor_pago_centavos,
            titulo.tarifa_centavos,
            chave,
            decisao.resultado,
            decisao.motivo,
        )
        efeito = _efeito(decisao)
        com_efeito = () if efeito is None else tuple([achado.com_efeito() for achado in debitos])
        return TituloAGravar(
            item,
            titulo.sequencial,
            repeticao,
            None if debito is None else debito.id,
            efeito,
            titulo.data_ocorrencia,
            com_efeito,
        )

    def _apontar(self, contas: Iterable[str]) -> Iterator[ApontamentoDoRetorno]:
        exame = self._exame
        if not exame.fecha():
            yield ApontamentoDoRetorno(TipoDeApontamento.TOTAIS, tuple(exame.divergencias))
        for tipo, achadas in (
            (TipoDeApontamento.U_SEM_T, self._orfaos),
            (TipoDeApontamento.SEU_NUMERO, self._divergem),
        ):
            if achadas:
                yield ApontamentoDoRetorno(tipo, tuple(achadas[:_A_VISTA]), quantos=len(achadas))
        if exame.data_geracao is not None and exame.data_geracao > self._hoje:
            yield ApontamentoDoRetorno(TipoDeApontamento.GERACAO_FUTURA)
        if exame.sequencia is None:
            return
        ultimas = arquivos.ultimas_sequencias()
        for conta in sorted(contas):
            ultima = ultimas.get(conta)
            if ultima is not None and exame.sequencia > ultima + 1:
                faltam = (ultima + 1, exame.sequencia - 1)
                yield ApontamentoDoRetorno(TipoDeApontamento.FALTAM, faltam, conta)
            elif ultima is not None and exame.sequencia <= ultima:
                yield ApontamentoDoRetorno(TipoDeApontamento.FORA_DE_ORDEM, (exame.sequencia, ultima), conta)


def leiaute_do(exame: Exame) -> Leiaute:
    """Um leiaute do banco do arquivo, para o que é igual em todos os dele."""
    return LEIAUTES_240[exame.banco] if exame.tamanho == 240 else next(iter(LEIAUTES_400[exame.banco].values()))


def _em_lotes(itens: Iterator[_T], tamanho: int) -> Iterator[list[_T]]:
    while lote := list(islice(itens, tamanho)):
        yield lote


def _repeticao(casado: Casado, banco: str) -> str:
    """O que faz dois títulos serem o mesmo: conta, nosso número, ocorrência, data dela e valor pago (regra 5)."""
    titulo = casado.titulo
    de_quem = casado.conta if casado.conta is not None else f"?{banco} {' '.join(titulo.conta)}"
    numero = titulo.sequencial or titulo.nosso_numero
    return f"{de_quem}|{numero}|{titulo.ocorrencia}|{titulo.data_ocorrencia}|{titulo.valor_pago_centavos}"


def _efeito(decisao: Decisao) -> NoDebito | None:
    if decisao.resultado is Resultado.BAIXADO:
        return NoDebito.BAIXA
    if decisao.retem:
        return NoDebito.RETENCAO
    return NoDebito.SEM_TITULO if decisao.sem_titulo else None
