"""O documento de uma mensagem: blocos em ordem, ligados ou não, cor e logotipo; e o JSON em que se guarda."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from regras.erros import DadoInvalido
from regras.mensagem.tom import Tom
from regras.mensagem.visual import cores, trecho
from regras.mensagem.visual.trecho import Trecho

MAIOR_DOCUMENTO = 200_000
"""Caracteres do documento guardado; o padrão tem uns 2 mil."""
MAIS_BLOCOS = 100


class Tipo(StrEnum):
    """O que um bloco é. De texto pode haver vários; dos outros, um."""

    TEXTO = "texto"
    CABECALHO = "cabecalho"
    DEBITOS = "debitos"
    BOLETOS = "boletos"
    RESPOSTAS = "respostas"
    SEGURANCA = "seguranca"
    QUEM_COBRA = "quem_cobra"


@dataclass(frozen=True, slots=True)
class Bloco:
    """Um bloco da mensagem.

    Atributos:
        ligado: desligado, fica no documento e não sai.
        textos: do bloco de texto; um, o mesmo para todos, ou três, na ordem de `Tom`.
    """

    tipo: Tipo
    ligado: bool = True
    textos: tuple[Trecho, ...] = ()

    def texto(self, tom: Tom) -> Trecho:
        """O que o bloco diz neste tom."""
        return self.textos[list(Tom).index(tom) if len(self.textos) > 1 else 0]

    def com_texto(self, tom: Tom, texto: Trecho) -> Bloco:
        """O bloco dizendo outra coisa neste tom, ou em todos se é um só."""
        onde = list(Tom).index(tom) if len(self.textos) > 1 else 0
        return replace(self, textos=(*self.textos[:onde], texto, *self.textos[onde + 1 :]))

    def por_atraso(self, sim: bool, tom: Tom) -> Bloco:
        """O bloco com um texto por tom, a partir do que há, ou com um só, o do tom dito."""
        if sim == (len(self.textos) > 1):
            return self
        return replace(self, textos=self.textos * len(Tom) if sim else (self.texto(tom),))


@dataclass(frozen=True, slots=True)
class Documento:
    """Atributos: `logotipo`, se mostra o da empresa; `puro`, o texto puro escrito à parte, e vazio é o derivado."""

    blocos: tuple[Bloco, ...]
    cor: str = cores.COR_PADRAO
    logotipo: bool = True
    puro: str = ""


def bloco_de_texto(*textos: str) -> Bloco:
    """Um bloco de texto, do HTML mínimo de cada tom, ou de um só."""
    return Bloco(Tipo.TEXTO, textos=tuple(map(trecho.ler, textos)))


def escrever(documento: Documento) -> str:
    """O documento em JSON, sempre igual para documentos iguais."""
    dados = {
        "cor": documento.cor,
        "logotipo": documento.logotipo,
        "puro": documento.puro,
        "blocos": [_em_dados(bloco) for bloco in documento.blocos],
    }
    return json.dumps(dados, ensure_ascii=False)


def _em_dados(bloco: Bloco) -> dict[str, object]:
    dados: dict[str, object] = {"tipo": bloco.tipo.value, "ligado": bloco.ligado}
    if bloco.textos:
        dados["textos"] = [trecho.escrever(texto) for texto in bloco.textos]
    return dados


@lru_cache(maxsize=32)
def ler(guardado: str) -> Documento:
    """Lê o documento guardado.

    Raises:
        DadoInvalido: não é um documento de mensagem.
    """
    if len(guardado) > MAIOR_DOCUMENTO:
        raise _invalido(f"tem {len(guardado)} caracteres; o máximo é {MAIOR_DOCUMENTO}")
    try:
        dados = json.loads(guardado)
        if not isinstance(dados["logotipo"], bool) or not isinstance(dados["puro"], str):
            raise TypeError
        blocos = tuple(_ler_bloco(cada) for cada in dados["blocos"])
        documento = Documento(blocos, cores.conferir(dados["cor"]), dados["logotipo"], dados["puro"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as erro:
        raise _invalido("não é uma mensagem em blocos") from erro
    return conferir(documento)


def conferir(documento: Documento) -> Documento:
    """Devolve o documento, conferido.

    Raises:
        DadoInvalido: blocos demais, ou um que só cabe uma vez repetido.
    """
    prontos = [bloco.tipo for bloco in documento.blocos if bloco.tipo is not Tipo.TEXTO]
    if len(prontos) != len(set(prontos)):
        raise _invalido("tem um bloco pronto repetido")
    if len(documento.blocos) > MAIS_BLOCOS:
        raise _invalido(f"tem mais de {MAIS_BLOCOS} blocos")
    return documento


def _ler_bloco(dados: dict[str, Any]) -> Bloco:
    tipo, textos = Tipo(dados["tipo"]), dados.get("textos", [])
    if not isinstance(dados["ligado"], bool) or not all(isinstance(texto, str) for texto in textos):
        raise TypeError
    if len(textos) not in ((1, len(Tom)) if tipo is Tipo.TEXTO else (0,)):
        raise ValueError
    return Bloco(tipo, dados["ligado"], tuple(map(trecho.ler, textos)))


def _invalido(motivo: str) -> DadoInvalido:
    return DadoInvalido("Corpo da mensagem", motivo, o_que_fazer="Recomece de um dos textos prontos.")
