"""Caixa de saída em pasta: cada mensagem vira um arquivo `.eml` que qualquer programa de correio abre.

Serve a demonstração e os testes; nada sai da máquina.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from envio.correio.falhas import FalhaSMTP, Fase
from envio.correio.respostas import julgar
from envio.correio.transporte import Envelope, Resposta

_FORA_DO_NOME = re.compile(r"[^a-z0-9@._-]+")
_NOME_MAXIMO = 60


class CaixaDePasta:
    """Grava mensagens numa pasta com nomes seguros e em ordem: `0001-financeiro@cliente.com.br.eml`."""

    def __init__(self, pasta: Path) -> None:
        """Cria a pasta se preciso e continua a numeração que houver nela.

        Raises:
            OSError: a pasta não pode ser criada ou lida.
        """
        pasta.mkdir(parents=True, exist_ok=True)
        self.pasta = pasta
        ultimos = (arquivo.name.partition("-")[0] for arquivo in pasta.glob("*-*.eml"))
        self._proximo = itertools.count(max((int(numero) for numero in ultimos if numero.isdecimal()), default=0) + 1)

    def preparar(self, destinatarios: Sequence[str], mime: bytes) -> Path:
        """Grava a mensagem como rascunho, que ainda não conta como entregue, e devolve o caminho dele.

        Raises:
            OSError: disco cheio ou sem permissão.
        """
        para = _FORA_DO_NOME.sub("-", destinatarios[0].lower())[:_NOME_MAXIMO]
        rascunho = self.pasta / f"{next(self._proximo):04d}-{para}.eml.rascunho"
        with rascunho.open("xb") as arquivo:
            arquivo.write(mime)
        return rascunho

    def entregar(self, rascunho: Path) -> Path:
        """Dá o rascunho como entregue, num passo só, e devolve o `.eml`.

        Raises:
            OSError: o arquivo não pode ser renomeado.
        """
        return rascunho.replace(rascunho.with_suffix(""))


class PastaDeSaida:
    """Cumpre `transporte.Transporte` gravando em pasta: o rascunho é o corpo; entregar é o ponto final."""

    simultaneas = 1

    def __init__(self, pasta: Path) -> None:
        self._pasta = pasta
        self._caixa: CaixaDePasta | None = None
        self._aberto: tuple[Envelope, Path] | None = None

    def abrir_envelope(self, remetente: str, destinatarios: Sequence[str], mime: bytes, envid: str = "") -> Envelope:
        """Grava o rascunho; remetente e `envid` já estão na própria mensagem.

        Raises:
            FalhaSMTP: a pasta ou o arquivo não pôde ser gravado.
        """
        self.fechar()
        try:
            self._caixa = self._caixa or CaixaDePasta(self._pasta)
            rascunho = self._caixa.preparar(destinatarios, mime)
        except OSError as erro:
            raise self._falha(Fase.CORPO, erro) from erro
        envelope = Envelope(tuple(destinatarios))
        self._aberto = (envelope, rascunho)
        return envelope

    def transmitir(self, envelope: Envelope) -> Resposta:
        """Entrega o rascunho.

        Raises:
            FalhaSMTP: o arquivo não pôde ser renomeado.
        """
        if self._caixa is None or self._aberto is None or self._aberto[0] is not envelope:
            raise RuntimeError("este envelope não está aberto nesta sessão")
        rascunho = self._aberto[1]
        try:
            entregue = self._caixa.entregar(rascunho)
        except OSError as erro:
            raise self._falha(Fase.PONTO, erro) from erro
        self._aberto = None
        return Resposta(250, f"2.0.0 {entregue.name}", str(self._pasta))

    def fechar(self) -> None:
        """Apaga o rascunho que não foi entregue."""
        if self._aberto is not None:
            with contextlib.suppress(OSError):  # um rascunho esquecido não é mensagem
                self._aberto[1].unlink(missing_ok=True)
            self._aberto = None

    def _falha(self, fase: Fase, erro: OSError) -> FalhaSMTP:
        resposta = f"4.3.1 {erro.strerror or erro}"
        veredito = replace(
            julgar(fase, 452, resposta),
            motivo=f"a pasta de saída {self._pasta} não pôde ser gravada",
            o_que_fazer="Confira se há espaço em disco e permissão para gravar nela.",
        )
        return FalhaSMTP(fase, 452, resposta, veredito, servidor=str(self._pasta))
