"""A máquina atacada: uma base pronta para fechar, um servidor de correio e a linha de comando."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ensaios.carteira import HOJE, Carteira
from ensaios.mortes import montar_carteira
from ensaios.programa import RAIZ, ambiente, ler_saida, servidor
from ensaios.servidor import ler_aceitas

CONTA = (
    "conta-email",
    "1",
    "--remetente",
    "cob@aurora.example.com",
    "--servidor",
    "127.0.0.1",
    "--seguranca",
    "nenhuma",
)
FECHAR = ("fechar", "--data", HOJE.isoformat())


@dataclass(frozen=True, slots=True)
class Dito:
    """O que um comando disse."""

    codigo: int
    objeto: dict[str, Any]
    erros: str

    @property
    def frase(self) -> str:
        """A do erro, com o que fazer; vazia se não houve."""
        erro = self.objeto.get("erro") or {}
        return f"{erro.get('mensagem', '')} {erro.get('o_que_fazer', '')}".strip()

    def problemas(self, codigo: int, *palavras: str) -> Iterator[str]:
        """O que difere do esperado: a saída, as palavras da frase, ou um rastro na tela."""
        if self.codigo != codigo:
            yield f"saiu com {self.codigo}, e não {codigo}: {self.frase or self.erros[-300:]}"
        yield from (f"a frase não diz “{palavra}”: {self.frase}" for palavra in palavras if palavra not in self.frase)
        if "Traceback" in self.erros or "Defeito do programa" in self.frase:
            yield f"rastro ou defeito: {self.frase} {self.erros[-500:]}"


@dataclass(frozen=True, slots=True)
class Lugar:
    """Uma base, a casa do usuário que a usa e onde o servidor guarda o que aceitou."""

    pasta: Path
    base: Path
    correio: Path
    casa: Path
    porta: int

    def comecar(self, *argumentos: str, antes: Sequence[str] = (), **variaveis: str) -> subprocess.Popen[str]:
        """Começa um comando nesta base, como este usuário."""
        return subprocess.Popen(
            [*antes, sys.executable, "app.py", *argumentos, "--json", "--base", str(self.base)],
            cwd=RAIZ,
            env=ambiente(self.casa) | variaveis,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __call__(self, *argumentos: str, entrada: str = "", antes: Sequence[str] = (), **variaveis: str) -> Dito:
        """Roda um comando até o fim."""
        with self.comecar(*argumentos, antes=antes, **variaveis) as processo:
            saida, erros = processo.communicate(entrada, timeout=120)
        return Dito(processo.returncode, ler_saida(saida), erros)

    def como(self, usuario: str) -> Lugar:
        """O mesmo lugar, visto por outro usuário do sistema: outra pasta de dados."""
        return replace(self, casa=self.pasta / usuario)

    def em(self, base: Path) -> Lugar:
        """O mesmo usuário, noutra base."""
        return replace(self, base=base)

    def diarios(self) -> list[Path]:
        """Todos os arquivos de diário, onde quer que estejam."""
        return [arquivo for arquivo in self.pasta.rglob("*.jsonl") if self.correio not in arquivo.parents]

    def repetidos(self) -> list[str]:
        """Quem o servidor aceitou mais de uma vez."""
        vezes = Counter(str(email) for aceita in ler_aceitas(self.correio) for email in aceita["destinatarios"])
        return [f"{email} recebeu {quantas} vezes" for email, quantas in vezes.items() if quantas > 1]

    def recebidas(self) -> int:
        """Quantas mensagens o servidor aceitou."""
        return len(ler_aceitas(self.correio))

    def estados(self) -> dict[str, str]:
        """Cliente → estado."""
        return {aviso["cliente"]: aviso["estado"] for aviso in self("historico").objeto.get("avisos", ())}


@contextmanager
def preparar(
    pasta: Path, clientes: int = 3, *, atraso_ms: int = 0, emails: Mapping[int, str] | None = None
) -> Iterator[Lugar]:
    """Cria a base, importa a carteira e configura a conta no servidor deste ensaio.

    Args:
        pasta: vazia; tudo fica nela.
        clientes: quantos, com um aviso cada.
        atraso_ms: quanto o servidor demora.
        emails: o número do cliente e o e-mail que ele tem no lugar do de sempre.
    """
    (pasta / "dados").mkdir(parents=True)
    carteira: Carteira = montar_carteira(clientes)
    for numero, email in (emails or {}).items():
        carteira.clientes[numero]["email"] = email
    with servidor(pasta / "correio", atraso_ms) as porta:
        lugar = Lugar(pasta, pasta / "dados" / "base.db", pasta / "correio", pasta / "ana", porta)
        for argumentos in (
            ("importar", *carteira.gravar(pasta)),
            (*CONTA, "--porta", str(porta)),
            ("parametros", "habilitado=sim"),
        ):
            dito = lugar(*argumentos)
            if dito.codigo:
                raise RuntimeError(f"{argumentos[0]}: {json.dumps(dito.objeto)} {dito.erros}")
        yield lugar
