"""Ler as pastas vigiadas: cada arquivo uma vez, as planilhas na ordem do contrato, e o retorno do banco depois delas.

O lido vai para `lidos/`; o que não serve, para `recusados/`, com a razão ao lado; o que ainda se grava, ou que o
ambiente não deixou ler, fica para a próxima. Nada aqui impede de fechar o dia. Um processo lê por vez.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from envio.importacao import importar
from envio.pastas import arquivos
from envio.pastas.arquivos import LIDOS, RECUSADOS, Visto
from envio.retorno.casamento import Casador
from envio.retorno.leitura import Lido, leiaute_do
from envio.retorno.leitura import ler as ler_retornos
from modelos.acesso import disco
from modelos.acesso.conexao import caminho_atual
from modelos.base.trava import TravaDeArquivo
from modelos.carteira import importacoes, pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from modelos.importacao.exame_de_arquivo import examinar
from modelos.importacao.resultado import Resultado, Tipo
from regras.erros import AmbienteIndisponivel, DadoInvalido
from regras.retorno import linhas
from regras.retorno.exame import examinar as examinar_retorno

ENTRE_OLHARES_S = 1.0
_ESPERA_PELO_OUTRO_S = 60
_INICIO = 400
_GRAVANDO = "ainda está sendo gravado"
_PELA_TELA = "Abra-o em Sistema → Importar e diga que coluna é qual; depois, devolva-o à pasta."
Esperar = Callable[[float], None]


class Desfecho(StrEnum):
    """No que deu um arquivo."""

    LIDO = "lido"
    RECUSADO = "recusado"
    ESPERA = "espera"


@dataclass(frozen=True, slots=True)
class Chegada:
    """Um arquivo de uma pasta vigiada, ou a pasta que não se alcançou (`arquivo` vazio).

    Atributos:
        motivo: por que foi recusado ou espera; do lido, o que ainda há a dizer.
        importado: o que a planilha trouxe.
        retorno: o que o banco disse.
    """

    pasta: str
    arquivo: str
    desfecho: Desfecho
    motivo: str = ""
    importado: Resultado | None = None
    retorno: Lido | None = None


@dataclass(frozen=True, slots=True)
class _Pronto:
    """Um arquivo a ler; `tipo` None é retorno. `recusa` e `espera` dizem por que nem se tenta."""

    pasta: PastaVigiada
    visto: Visto
    tipo: Tipo | None
    vez: tuple[int, str, int, int, str]
    recusa: str = ""
    espera: str = ""


def ler(em: datetime, hoje: date, esperar: Esperar = time.sleep) -> Iterator[Chegada]:
    """Lê o que houver em todas as pastas; sem pasta vigiada, nada faz.

    Args:
        em: instante da leitura, em UTC.
        hoje: o dia do relógio.
        esperar: dorme tantos segundos.

    Raises:
        AmbienteIndisponivel: outro processo lê e não acaba.
    """
    if not pastas_vigiadas.listar():
        return
    trava = TravaDeArquivo(caminho_atual().with_name(f"{caminho_atual().name}.pastas.lock"))
    for _ in range(_ESPERA_PELO_OUTRO_S):
        if trava.tentar():
            break
        esperar(1)
    else:
        raise AmbienteIndisponivel("Outro programa está lendo as pastas vigiadas.", "Espere ele acabar.")
    try:
        yield from _Leitura(em, hoje, esperar).ler()
    finally:
        trava.soltar()


def maquina() -> str:
    """O nome deste computador."""
    return socket.gethostname()


class _Leitura:
    """Uma passada por todas as pastas."""

    def __init__(self, em: datetime, hoje: date, esperar: Esperar) -> None:
        self._em, self._hoje, self._esperar = em, hoje, esperar
        self._esperando: dict[str, int] = {}

    def ler(self) -> Iterator[Chegada]:
        vistos: list[tuple[PastaVigiada, list[Visto]]] = []
        for pasta in pastas_vigiadas.listar():
            try:
                vistos.append((pasta, arquivos.olhar(Path(pasta.caminho))))
            except AmbienteIndisponivel as erro:
                if pasta.maquina in ("", maquina()):
                    pastas_vigiadas.anotar(replace(pasta, lida_em=self._em, alcancada=False))
                    yield Chegada(pasta.caminho, "", Desfecho.ESPERA, erro.frase())
        if any(achados for _, achados in vistos):
            self._esperar(ENTRE_OLHARES_S)
        prontos: list[_Pronto] = []
        for pasta, achados in vistos:
            deste, esperando = arquivos.ainda_sao(achados)
            self._esperando[pasta.caminho] = 0
            prontos += [self._preparar(pasta, visto) for visto in deste]
            for visto in esperando:
                yield self._fica(pasta, visto, _GRAVANDO if visto.tamanho else "está vazio")
        for pronto in sorted(prontos, key=lambda pronto: pronto.vez):
            yield self._ler_um(pronto)
        for pasta, _ in vistos:
            recusados = arquivos.contar_recusados(Path(pasta.caminho))
            esperam = self._esperando[pasta.caminho]
            deu = replace(pasta, lida_em=self._em, alcancada=True, recusados=recusados, esperando=esperam)
            pastas_vigiadas.anotar(deu)

    def _preparar(self, pasta: PastaVigiada, visto: Visto) -> _Pronto:
        """Descobre o que o arquivo é, e em que vez se lê."""
        quando, nome = visto.mudou_em_ns, visto.caminho.name
        try:
            tipo, geracao, sequencia = self._reconhecer(pasta, visto)
        except DadoInvalido as erro:
            return _Pronto(pasta, visto, None, (len(Tipo), "", 0, quando, nome), recusa=erro.frase())
        except AmbienteIndisponivel as erro:
            return _Pronto(pasta, visto, None, (len(Tipo), "", 0, quando, nome), espera=erro.frase())
        # As planilhas pelo tipo e pela hora; os retornos, depois delas, na ordem em que o banco os gerou.
        ordem = len(Tipo) if tipo is None else list(Tipo).index(tipo)
        return _Pronto(pasta, visto, tipo, (ordem, geracao, sequencia, quando, nome))

    def _reconhecer(self, pasta: PastaVigiada, visto: Visto) -> tuple[Tipo | None, str, int]:
        """O tipo da planilha; ou None, com a geração e a sequência do retorno."""
        caminho = visto.caminho
        if arquivos.nome_legivel(caminho.name) != caminho.name:
            raise DadoInvalido("nome", "tem caracteres que não se leem", o_que_fazer="Mude o nome do arquivo.")
        if visto.tamanho > arquivos.MAIOR_ARQUIVO:
            raise DadoInvalido("arquivo", "é grande demais para ler sozinho", o_que_fazer="Importe-o pela janela.")
        with disco.traduzir(caminho):
            if _e_retorno(caminho):
                return (None, *self._conferir_retorno(pasta, caminho))
            exame = examinar(caminho)
        if exame.tipo is None or exame.faltam:
            faltam = f": falta {', '.join(exame.faltam)}" if exame.tipo else ""
            raise DadoInvalido("planilha", f"não se reconhecem as colunas{faltam}", o_que_fazer=_PELA_TELA)
        return exame.tipo, "", 0

    def _conferir_retorno(self, pasta: PastaVigiada, caminho: Path) -> tuple[str, int]:
        """Quando o banco o gerou e o número dele; recusa o de outra conta, na pasta que é de uma."""
        if caminho.stat().st_size > linhas.MAIOR_ARQUIVO:
            raise linhas.grande_demais()
        exame = examinar_retorno(linhas.abrir(caminho.read_bytes()))
        casador = Casador(leiaute_do(exame))
        contas = {conta for lida in exame.contas if (conta := casador.conta(lida)) is not None}
        if pasta.conta_cobranca and contas and pasta.conta_cobranca not in contas:
            raise DadoInvalido(
                "conta de cobrança",
                f"o retorno é da conta {', '.join(sorted(contas))}, e esta pasta é da {pasta.conta_cobranca}",
                o_que_fazer="Grave-o na pasta dessa conta, ou leia-o em Consultas → Retornos do banco.",
            )
        return (exame.data_geracao.isoformat() if exame.data_geracao else "", exame.sequencia or 0)

    def _ler_um(self, pronto: _Pronto) -> Chegada:
        pasta, visto = pronto.pasta, pronto.visto
        if pronto.recusa:
            return self._recusar(pasta, visto, pronto.recusa)
        if pronto.espera or not arquivos.nao_mudou(visto):
            return self._fica(pasta, visto, pronto.espera or _GRAVANDO)
        chegada = Chegada(pasta.caminho, visto.caminho.name, Desfecho.LIDO)
        if pronto.tipo is None:
            (lido,) = ler_retornos([visto.caminho], self._em, self._hoje)
            chegada, erro, adiavel = replace(chegada, retorno=lido), lido.erro, lido.adiavel
        elif self._ja_importado(visto.caminho):
            erro, adiavel = None, False
        else:
            fontes = {pronto.tipo: visto.caminho}
            (deu,) = importar(fontes, ausentes_baixar=pasta.ausentes_baixar, em=self._em)
            chegada, erro, adiavel = replace(chegada, importado=deu), deu.erro, deu.adiavel
        if adiavel:
            return self._fica(pasta, visto, erro or "")
        if erro:
            return self._recusar(pasta, visto, erro)
        if not arquivos.nao_mudou(visto):
            return self._fica(pasta, visto, "mudou enquanto era lido, e será lido de novo")
        return self._guardar(chegada, visto.caminho)

    def _guardar(self, chegada: Chegada, caminho: Path) -> Chegada:
        """Leva para `lidos/`, com as rejeitadas; se não dá, a próxima leitura sabe que ele já entrou."""
        try:
            guardado = arquivos.guardar(caminho, LIDOS)
            if chegada.importado is not None and (ao_lado := chegada.importado.arquivo_de_rejeitadas) is not None:
                destino = guardado.with_name(f"{guardado.name}.rejeitadas.csv")
                with disco.traduzir(destino):
                    os.replace(ao_lado, destino)
                importado = replace(chegada.importado, arquivo_de_rejeitadas=destino)
                return replace(chegada, importado=importado)
        except AmbienteIndisponivel as erro:
            self._esperando[chegada.pasta] += 1
            return replace(chegada, motivo=f"foi lido, mas continua na pasta: {erro.frase()}")
        return chegada

    def _recusar(self, pasta: PastaVigiada, visto: Visto, motivo: str) -> Chegada:
        try:
            arquivos.guardar(visto.caminho, RECUSADOS, motivo)
        except AmbienteIndisponivel as erro:
            return self._fica(pasta, visto, f"{motivo} E não pôde sair da pasta: {erro.frase()}")
        nome = arquivos.nome_legivel(visto.caminho.name)
        return Chegada(pasta.caminho, nome, Desfecho.RECUSADO, motivo)

    def _fica(self, pasta: PastaVigiada, visto: Visto, motivo: str) -> Chegada:
        self._esperando[pasta.caminho] += 1
        return Chegada(pasta.caminho, arquivos.nome_legivel(visto.caminho.name), Desfecho.ESPERA, motivo)

    def _ja_importado(self, caminho: Path) -> bool:
        """O mesmo conteúdo, deste mesmo lugar, já entrou, e só faltou sair da pasta."""
        antes = importacoes.ultima(arquivo=os.path.abspath(caminho))
        return antes is not None and not antes.erro and antes.sha256 == disco.resumir(caminho)


def _e_retorno(caminho: Path) -> bool:
    """Pelo nome que os bancos dão, ou pelo cabeçalho."""
    if caminho.suffix.lower() in arquivos.DO_RETORNO:
        return True
    with caminho.open("rb") as arquivo:
        inicio = arquivo.read(_INICIO).removeprefix(b"\xef\xbb\xbf")
    do_400 = inicio[:1] == b"0" and inicio[2:9] in (b"RETORNO", b"REMESSA")
    return do_400 or (inicio[3:8] == b"00000" and inicio[:3].isdigit())
