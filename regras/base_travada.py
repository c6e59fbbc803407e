"""Por que uma base fica travada para envio até alguém confirmar que é a verdadeira (regras.md §6.7)."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class PorQue(StrEnum):
    """O que faz desconfiar da base, ou impede de guardar o diário."""

    RESTAURADA = "restaurada"
    ANTIGA = "antiga"
    DESCONHECIDA = "desconhecida"
    DIARIO = "diario"
    SEM_DIARIO = "sem_diario"


class Quebra(StrEnum):
    """O que há com o diário que a base já tinha visto (regras.md §6.6)."""

    FALTA = "falta"
    VAZIO = "vazio"
    ENCURTADO = "encurtado"
    ALTERADO = "alterado"
    OUTRO = "outro"
    ATRASADO = "atrasado"


class Como(StrEnum):
    """O que o operador diz da base copiada ou movida, ao destravar."""

    VERDADEIRA = "verdadeira"
    COPIA = "copia"


_QUEBRAS = {
    Quebra.FALTA: "o diário de envios {onde} não existe mais",
    Quebra.VAZIO: "o diário de envios {onde} está vazio",
    Quebra.ENCURTADO: "o diário de envios {onde} perdeu as últimas linhas",
    Quebra.ALTERADO: "o diário de envios {onde} tem linha alterada ou arrancada",
    Quebra.OUTRO: "o diário de envios {onde} não é o desta base: a cadeia de somas dele é outra",
    Quebra.ATRASADO: (
        "o diário de envios {onde} está atrás da cópia que este usuário tem: ou a base e o diário voltaram juntos, ou "
        "outra base tomou o lugar desta"
    ),
}


@dataclass(frozen=True, slots=True)
class Bloqueio:
    """Por que a base não grava nem envia avisos.

    Atributos:
        em: quando foi restaurada, em UTC.
        copia: nome do arquivo de que foi restaurada.
        avisos: quantos o diário de envios tinha e ela não.
        de: data do primeiro desses avisos.
        ate: data do último.
        caminho: onde está a base que ninguém confirmou neste usuário.
        houve: o que impediu de guardar o diário.
        quebra: o que há com o diário, se ele não é o que a base já viu.
        diario: o nome do arquivo dele.
        linhas: quantas linhas a base já viu.
        achadas: quantas há nele.
    """

    por_que: PorQue
    em: datetime | None = None
    copia: str = ""
    avisos: int = 0
    de: date | None = None
    ate: date | None = None
    caminho: str = ""
    houve: str = ""
    quebra: Quebra | None = None
    diario: str = ""
    linhas: int = 0
    achadas: int = 0

    @property
    def confirmar_resolve(self) -> bool:
        """Sem onde guardar o diário, confirmar a base não adianta: quem resolve é a permissão na pasta."""
        return self.por_que is not PorQue.SEM_DIARIO

    @property
    def exige_como(self) -> bool:
        """A copiada ou movida: só o operador sabe se ela toma o lugar da outra ou é cópia."""
        return self.por_que is PorQue.DESCONHECIDA

    def frase(self) -> str:
        """O motivo em palavras, sem maiúscula nem ponto, para telas, terminal e erros."""
        motivos = (self._motivo(), self.sobre_o_diario())
        return "; e ".join(filter(None, motivos))

    def sobre_o_diario(self) -> str:
        """O que há com o diário, o que falta dele e o risco; vazio se nada há."""
        if self.quebra is None:
            return ""
        houve = _QUEBRAS[self.quebra].format(onde=self.diario)
        return (
            f"{houve} (a base já viu {_linhas(self.linhas)}, e {_ha(self.achadas)}). Se um envio só estava no "
            "que falta, esta base não sabe dele e o cliente pode receber o aviso de novo"
        )

    def _motivo(self) -> str:
        if self.por_que is PorQue.RESTAURADA:
            quando = f" em {self.em.astimezone():%d/%m/%Y %H:%M}" if self.em else ""
            return f"restaurada{quando} da cópia {self.copia}"
        if self.por_que is PorQue.ANTIGA:
            quantos = "1 aviso" if self.avisos == 1 else f"{self.avisos} avisos"
            return (
                f"ela é mais antiga que os envios já feitos; {quantos} de {self._quando()} vieram do diário de envios"
            )
        if self.por_que is PorQue.DESCONHECIDA:
            return f"é a primeira vez que ela é usada por este usuário em {self.caminho}"
        if self.por_que is PorQue.DIARIO:
            return ""
        return f"não há onde guardar o diário de envios. {self.houve}"

    def em_json(self) -> str:
        """Como se grava na base: só os campos que dizem algo."""
        campos = {campo.name: valor for campo in fields(self) if (valor := getattr(self, campo.name))}
        return json.dumps(campos, ensure_ascii=False, default=operator.methodcaller("isoformat"))

    @classmethod
    def de_json(cls, gravado: str) -> Bloqueio:
        """Lê o que `em_json` escreveu."""
        campos: dict[str, Any] = json.loads(gravado)
        return cls(**campos | {nome: ler(campos[nome]) for nome, ler in _DE_JSON.items() if nome in campos})

    def _quando(self) -> str:
        return " a ".join(f"{dia:%d/%m/%Y}" for dia in dict.fromkeys((self.de, self.ate)) if dia)


def _linhas(quantas: int) -> str:
    return "1 linha" if quantas == 1 else f"{quantas} linhas"


def _ha(quantas: int) -> str:
    return f"há {_linhas(quantas)}" if quantas else "não há nenhuma"


_DE_JSON: Mapping[str, Callable[[str], object]] = {
    "por_que": PorQue,
    "quebra": Quebra,
    "em": datetime.fromisoformat,
    "de": date.fromisoformat,
    "ate": date.fromisoformat,
}
"""Os campos que em JSON são texto e aqui não."""
