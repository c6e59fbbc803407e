"""Ler arquivos de retorno: cada um numa transação, em lotes, e nada pela metade (retorno.md, regras 1 a 8)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar, overload

from envio.retorno.casamento import Casado, Casador, calculador, no_banco
from envio.retorno.extrato import gravar as gravar_extrato
from modelos.acesso import disco
from modelos.acesso.conexao import transacao
from modelos.retorno import arquivos
from modelos.retorno.arquivos import Contagem, EfeitoAGravar
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


class Itens(Sequence[ItemDoRetorno]):
    """Os títulos de um arquivo gravado, lidos da base aos poucos a cada vez que se percorrem."""

    def __init__(self, numero: int, quantos: int, *, repetidos: bool = False) -> None:
        self._numero, self._quantos, self._repetidos = numero, quantos, repetidos

    def __len__(self) -> int:
        """Quantos são."""
        return self._quantos

    def __iter__(self) -> Iterator[ItemDoRetorno]:
        """Em ordem de linha."""
        ultima = 0
        while lote := arquivos.itens(self._numero, depois_de=ultima, limite=_POR_LOTE):
            ultima = lote[-1].linha
            for item in lote:
                yield item._replace(resultado=Resultado.REPETIDO, motivo=None) if self._repetidos else item

    @overload
    def __getitem__(self, indice: int) -> ItemDoRetorno: ...
    @overload
    def __getitem__(self, indice: slice) -> list[ItemDoRetorno]: ...
    def __getitem__(self, indice: int | slice) -> ItemDoRetorno | list[ItemDoRetorno]:
        """Os desta posição, em ordem de linha."""
        return list(self)[indice]


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
        for caminho in caminhos:
            lido = _ler_um(caminho, em, hoje)
            lidos.append(replace(lido, itens=list(lido.itens)))
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
                retorno, apontamentos, contagem = gravar_extrato(caminho.name, octetos, em)
                itens = Itens(retorno.id or 0, contagem.titulos)
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
    numero = antes.id or 0
    quantos = arquivos.contar(numero)
    apontamento = ApontamentoDoRetorno(TipoDeApontamento.JA_LIDO, (numero,))
    itens = Itens(numero, quantos, repetidos=True)
    return Lido(nome, antes, itens, (apontamento,), contagem=Contagem.de({Resultado.REPETIDO: quantos}))


class _Leitura:
    """A leitura de um arquivo aceito, do exame ao que fica gravado."""

    def __init__(self, nome: str, octetos: bytes, exame: Exame, em: datetime, hoje: date) -> None:
        self._nome, self._octetos = nome, octetos
        self._exame, self._em, self._hoje = exame, em, hoje
        self._casador = Casador(leiaute_do(exame))
        self._encargos = calculador()
        self._contagem: Counter[Resultado] = Counter()
        self._contas: set[str | None] = set()
        self._divergem: list[int] = []
        self._quantos_divergem = 0
        self._orfaos = leitura.Orfaos()

    def gravar(self) -> Lido:
        """Grava o arquivo, os títulos e os efeitos, lote a lote: nada do arquivo fica na memória além dos octetos."""
        titulos = leitura.ler(linhas.abrir(self._octetos), self._exame, self._orfaos)
        primeiro = list(islice(titulos, _POR_LOTE))
        numero = self._abrir()
        for lote in chain((primeiro,), _em_lotes(titulos, _POR_LOTE)):
            self._gravar_lote(numero, self._casador.casar(lote))
        unica = next(iter(self._contas)) if len(self._contas) == 1 else None
        dos_cabecalhos = {self._casador.conta(lida) for lida in self._exame.contas}
        todas = {conta for conta in (*self._contas, *dos_cabecalhos) if conta is not None}
        apontamentos = tuple(self._apontar(todas))
        retorno = arquivos.encerrar(numero, unica, apontamentos, todas, self._hoje)
        contagem = Contagem.de(self._contagem)
        return Lido(self._nome, retorno, Itens(numero, contagem.titulos), apontamentos, contagem=contagem)

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
        """O que os lotes de antes baixaram já está refletido nos débitos; o deste, em `baixados`."""
        chaves = [_repeticao(casado, self._exame.banco) for casado in casados]
        vistos = arquivos.repetidos(chaves)
        baixados: set[int] = set()
        titulos, com_efeito = [], []
        for casado, chave in zip(casados, chaves, strict=True):
            repetido = chave in vistos
            vistos.add(chave)
            decisao = _REPETIDO if repetido else self._decidir(casado, baixados)
            titulo, conta, debitos = casado
            self._contagem[decisao.resultado] += 1
            self._contas.add(conta)
            debito = self._do_titulo(casado, decisao)
            titulos.append(arquivos.cru(numero, titulo, conta, chave, debito, decisao.resultado, decisao.motivo))
            if debitos and (tipo := _efeito(decisao)) is not None:
                em = titulo.data_ocorrencia
                com_efeito += [EfeitoAGravar(titulo.linha, tipo, debito.com_efeito(), em) for debito in debitos]
        arquivos.incluir_titulos(numero, titulos, com_efeito)

    def _decidir(self, casado: Casado, baixados: set[int]) -> Decisao:
        por_numero = {debito.id: debito for debito in casado.debitos}

        def encargos(debito: DebitoNoBanco, em: date) -> Centavos:
            return self._encargos(por_numero[debito.id], em)

        decisao = decidir(
            casado.titulo,
            casado.conta,
            no_banco(casado.debitos, baixados),
            hoje=self._hoje,
            totais_fecham=self._exame.fecha(),
            encargos=encargos,
        )
        if decisao.resultado is Resultado.BAIXADO:
            baixados.update(por_numero)
        return decisao

    def _do_titulo(self, casado: Casado, decisao: Decisao) -> int | None:
        """O número do débito do título, se um só; e anota o seu número que não lembra o documento."""
        titulo, _, debitos = casado
        if len(debitos) != 1 or (decisao.motivo is Motivo.OCORRENCIA_DESCONHECIDA and not decisao.retem):
            return None
        (debito,) = debitos
        if diverge(titulo.seu_numero, debito.documento, debito.parcela):
            self._quantos_divergem += 1
            if len(self._divergem) < _A_VISTA:
                self._divergem.append(titulo.linha)
        return debito.id

    def _apontar(self, contas: Iterable[str]) -> Iterator[ApontamentoDoRetorno]:
        exame = self._exame
        if not exame.fecha():
            yield ApontamentoDoRetorno(TipoDeApontamento.TOTAIS, tuple(exame.divergencias))
        for tipo, achadas, quantas in (
            (TipoDeApontamento.U_SEM_T, self._orfaos, len(self._orfaos)),
            (TipoDeApontamento.SEU_NUMERO, self._divergem, self._quantos_divergem),
        ):
            if achadas:
                yield ApontamentoDoRetorno(tipo, tuple(achadas[:_A_VISTA]), quantos=quantas)
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
