"""O diário de envios em disco: um arquivo fora da base, que só cresce, com soma por linha (regras.md §6.6).

Cada linha é um objeto JSON. Uma queda de energia pode cortar a última: o que foi escrito depois dela começa
em linha nova, e a cortada é contada e ignorada.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from modelos.acesso import disco
from modelos.avisos.diario_conferido import Marco
from regras.aviso import DebitoAvisado, Estado
from regras.cancelamento import Causa
from regras.debito import Classe
from regras.entrega import Desfecho, Entrega, EstadoDaEntrega, TipoDeMensagem
from regras.envio.diario import Anotacao, Etapa
from regras.erros import AmbienteIndisponivel

_SOMA = ',"soma":"'
_TAMANHO_DA_SOMA = 16


class DiarioIlegivel(AmbienteIndisponivel):
    """O diário não pode ser lido: nada é enviado, e o que não depende dele segue (regras.md §6.7)."""


@dataclass(frozen=True, slots=True)
class Lido:
    """O que foi lido do diário a partir de um marco.

    Atributos:
        anotacoes: as linhas inteiras, na ordem em que foram escritas.
        ilegiveis: quantas linhas estão cortadas ou danificadas.
        marco: o fim do que foi lido.
    """

    anotacoes: tuple[Anotacao, ...]
    ilegiveis: int
    marco: Marco


class Diario:
    """O diário de uma base. O arquivo nasce na primeira anotação.

    Args:
        caminho: o arquivo (`modelos.acesso.locais.diario_de_envios`).
    """

    def __init__(self, caminho: Path) -> None:
        self.caminho = caminho

    def anotar(self, anotacao: Anotacao) -> None:
        """Acrescenta uma linha; ao voltar, ela está no disco.

        Raises:
            AmbienteIndisponivel: disco cheio ou pasta sem permissão; a linha pode ter ficado cortada.
        """
        linha = _em_linha(anotacao)
        with disco.traduzir(self.caminho):
            novo = not self.caminho.exists()
            self.caminho.parent.mkdir(parents=True, exist_ok=True)
            # Só o dono lê: o diário tem endereços e dívidas de clientes.
            descritor = os.open(self.caminho, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descritor, "a+b") as arquivo:
                arquivo.write(linha if _termina_inteiro(arquivo) else b"\n" + linha)
                arquivo.flush()
                disco.descarregar(arquivo.fileno())
            if novo:
                disco.confirmar(self.caminho)

    def ler(self, desde: Marco) -> Lido:
        """Lê o que veio depois do marco; se o arquivo não é mais aquele, lê tudo.

        Raises:
            DiarioIlegivel: o arquivo, ou a pasta dele, não pode ser lido.
        """
        try:
            if not self.caminho.exists():
                return Lido((), 0, Marco())
            with self.caminho.open("rb") as arquivo:
                marco = desde if _confere(arquivo, desde) else Marco()
                arquivo.seek(marco.bytes)
                return _interpretar(arquivo, marco)
        except OSError as erro:
            raise DiarioIlegivel(
                f"O diário de envios não pode ser lido em {self.caminho}.",
                "Dê a este usuário permissão de leitura e gravação nesta pasta.",
            ) from erro


def _termina_inteiro(arquivo: BinaryIO) -> bool:
    """Diz se a última linha está completa; a cortada não pode ganhar continuação."""
    tamanho = arquivo.seek(0, os.SEEK_END)
    if not tamanho:
        return True
    arquivo.seek(tamanho - 1)
    return arquivo.read(1) == b"\n"


def _confere(arquivo: BinaryIO, marco: Marco) -> bool:
    """Diz se a linha que termina no marco é a mesma de quando ele foi gravado."""
    fim = f'{_SOMA}{marco.soma}"}}\n'.encode()
    if marco.bytes < len(fim):
        return marco == Marco()
    arquivo.seek(marco.bytes - len(fim))
    return arquivo.read(len(fim)) == fim


def _interpretar(linhas: Iterable[bytes], marco: Marco) -> Lido:
    """Lê as linhas a partir do marco; a última sem fim de linha ainda não conta como lida."""
    anotacoes: list[Anotacao] = []
    ilegiveis, posicao, soma = 0, marco.bytes, marco.soma
    for linha in linhas:
        lida = _de_linha(linha)
        if lida is None:
            ilegiveis += 1
        else:
            anotacoes.append(lida)
        if linha.endswith(b"\n"):
            posicao += len(linha)
            soma = _soma_da_linha(linha)
    return Lido(tuple(anotacoes), ilegiveis, Marco(posicao, soma))


def _em_linha(anotacao: Anotacao) -> bytes:
    """Escreve em ASCII: nenhum separador de linha de outro alfabeto parte a linha."""
    valores = {campo.name: getattr(anotacao, campo.name) for campo in fields(anotacao)}
    for nome in ("debitos", "entregas"):
        valores[nome] = [{campo.name: getattr(item, campo.name) for campo in fields(item)} for item in valores[nome]]
    texto = json.dumps(valores, default=_em_texto, separators=(",", ":"))[:-1]
    return f'{texto}{_SOMA}{_somar(texto.encode())}"}}\n'.encode()


def _em_texto(valor: object) -> str:
    if isinstance(valor, date):
        return valor.isoformat()
    raise TypeError(f"o diário não guarda {type(valor).__name__}")


def _somar(texto: bytes) -> str:
    return hashlib.sha256(texto).hexdigest()[:_TAMANHO_DA_SOMA]


def _soma_da_linha(linha: bytes) -> str:
    return linha.rpartition(_SOMA.encode())[2].removesuffix(b'"}\n').decode("ascii", "replace")


def _de_linha(linha: bytes) -> Anotacao | None:
    """A anotação, ou None se a linha está cortada ou danificada."""
    texto, _, soma = linha.rpartition(_SOMA.encode())
    if soma.rstrip(b"\n") != f'{_somar(texto)}"}}'.encode():
        return None
    valores = json.loads(texto + b"}")
    data_original = valores["data_original"]
    return Anotacao(
        **valores
        | {
            "etapa": Etapa(valores["etapa"]),
            "em": datetime.fromisoformat(valores["em"]),
            "criado_em": datetime.fromisoformat(valores["criado_em"]),
            "data": date.fromisoformat(valores["data"]),
            "data_original": date.fromisoformat(data_original) if data_original else None,
            "estado": Estado(valores["estado"]),
            "tipo": TipoDeMensagem(valores["tipo"]),
            "desfecho": Desfecho(valores["desfecho"]),
            "destinatarios": tuple(valores["destinatarios"]),
            "debitos": tuple(_de_debito(debito) for debito in valores["debitos"]),
            "entregas": tuple(
                Entrega(**entrega | {"estado": EstadoDaEntrega(entrega["estado"])}) for entrega in valores["entregas"]
            ),
            "devolvidos": tuple((email, motivo) for email, motivo in valores["devolvidos"]),
        }
    )


def _de_debito(valores: dict[str, Any]) -> DebitoAvisado:
    emissao, causa, causa_dia = (valores[nome] for nome in ("emissao", "causa", "causa_dia"))
    return DebitoAvisado(
        **valores
        | {
            "vencimento": date.fromisoformat(valores["vencimento"]),
            "classe": Classe(valores["classe"]),
            "emissao": date.fromisoformat(emissao) if emissao else None,
            "causa": Causa(causa) if causa else None,
            "causa_dia": date.fromisoformat(causa_dia) if causa_dia else None,
        }
    )
