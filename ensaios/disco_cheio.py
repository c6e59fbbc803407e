"""O disco enche no meio do fechamento, de verdade; libera-se espaço e fecha-se de novo, até o fim.

    python -m ensaios.disco_cheio [--avisos 300] [--vezes 40] [--atraso 20] [--semente 7]

A base, com o diário de envios ao lado, e a pasta de dados (a cópia dele e o log) ficam em dois discos pequenos. Em
momentos sorteados um deles, ou os dois, ficam sem um byte livre: a linha do diário é cortada ao meio, o WAL não acaba
de ser escrito, nada mais abre.

Confere-se: o comando diz numa frase o que houve, sem rastro na tela; liberado o espaço, o fechamento segue de onde
parou; no fim cada cliente recebeu exatamente um aviso ou está em dúvida, e o histórico tem os bytes que o servidor
aceitou. Importar, consultar e fazer cópia com o disco cheio também só dizem a frase.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ensaios.carteira import HOJE
from ensaios.discos import Disco, recomecar_em_espaco_proprio
from ensaios.mortes import (
    ATRASO_DO_SERVIDOR_MS,
    ESPERA_MAXIMA_S,
    PARTIDA_MAXIMA_S,
    conferir,
    conferir_bytes,
    preparar,
    resolver_duvidas,
)
from ensaios.programa import Rodar, conferir_fala, iniciar, ler_saida, rodar_em, servidor
from ensaios.servidor import ler_aceitas

KIB_DA_BASE = 96 * 1024
KIB_DOS_DADOS = 8 * 1024
ONDE = ("base", "dados", "base", "dados", "os dois")
_SOBRAS = (0, 0, 4096, 2 * 4096, 4 * 4096)
"""Quanto fica livre: nada, ou o bastante para parar alguns passos depois."""
_JA_CHEIO = -1.0


@dataclass(frozen=True, slots=True)
class Enchida:
    """Um momento: que disco enche, depois de quantos avisos e mais quantos segundos, e quanto sobra.

    Atributos:
        espera_s: negativa, o disco já está cheio quando o programa começa.
    """

    onde: str
    avanco: int
    espera_s: float
    sobra_bytes: int


def sortear_enchidas(quantas: int, avisos: int, semente: int) -> list[Enchida]:
    """Sorteia os momentos; uma em cada cinco cai na partida do programa, e outra antes dela."""
    sorteio = random.Random(semente)  # noqa: S311 - sorteio de exemplo, não de segurança
    passo = max(avisos // (quantas + 1), 1)
    enchidas = []
    for numero in range(quantas):
        onde, sobra = ONDE[numero % len(ONDE)], sorteio.choice(_SOBRAS)
        if numero % 5 == 3:
            enchidas.append(Enchida(onde, 0, sorteio.uniform(0, PARTIDA_MAXIMA_S), sobra))
        elif numero % 5 == 4:
            enchidas.append(Enchida(onde, 0, _JA_CHEIO, sobra))
        else:
            avanco = sorteio.randint(1, max(2 * passo - 1, 1))
            enchidas.append(Enchida(onde, avanco, sorteio.uniform(0, ESPERA_MAXIMA_S), sobra))
    return enchidas


class Ensaio:
    """Os dois discos, a base e o que se viu.

    Atributos:
        vistas: quantas vezes cada coisa aconteceu.
        problemas: o que não conferiu.
    """

    def __init__(self, pasta: Path, dizer: Callable[[str], None]) -> None:
        self.base = pasta / "disco" / "base.db"
        self.correio = pasta / "correio"
        self._discos = {
            "base": Disco(self.base.parent, KIB_DA_BASE),
            "dados": Disco(self.base.parent / "casa", KIB_DOS_DADOS),
        }
        self._dizer = dizer
        self.rodar: Rodar = rodar_em(self.base)
        self.vistas: Counter[str] = Counter()
        self.problemas: list[str] = []

    def encher(self, onde: str, sobra_bytes: int = 0) -> None:
        """Enche o disco dito, ou os dois."""
        for nome, disco in self._discos.items():
            if onde in {nome, "os dois"}:
                disco.encher(sobra_bytes)

    def esvaziar(self) -> None:
        """Libera o espaço dos dois."""
        for disco in self._discos.values():
            disco.esvaziar()

    def fechar_enchendo(self, numero: int, enchida: Enchida) -> None:
        """Começa um fechamento, enche o disco no momento, espera o programa acabar e confere o que ele disse."""
        if enchida.espera_s == _JA_CHEIO:
            self.encher(enchida.onde, enchida.sobra_bytes)
        chegou = 0
        with iniciar(self.base, "fechar", "--data", HOJE.isoformat()) as processo:
            assert processo.stderr is not None
            lidas = []
            for linha in processo.stderr if enchida.avanco else ():
                lidas.append(linha)
                chegou = int(linha[1 : linha.index("/")]) if linha.startswith("[") else chegou
                if chegou >= enchida.avanco:
                    break
            time.sleep(max(enchida.espera_s, 0))
            if enchida.espera_s != _JA_CHEIO:
                self.encher(enchida.onde, enchida.sobra_bytes)
            saida, erros = processo.communicate(timeout=120)
        self._contar_cortes()
        self.esvaziar()
        codigo, frase = processo.returncode, ler_saida(saida).get("erro", {}).get("mensagem", "")
        self._dizer(
            f"{numero}: {enchida.onde} com {enchida.sobra_bytes} bytes livres, aviso {chegou}: {codigo} {frase}"
        )
        self._ouvir(f"fechamento {numero}", codigo, saida, "".join(lidas) + erros)

    def mandar_cheio(self, *argumentos: str) -> None:
        """Roda um comando com os dois discos cheios, sem log que caiba numa folga, e confere o que ele disse."""
        for registro in self.base.parent.glob("casa/*/registros/*"):
            registro.unlink()
        self.encher("os dois")
        with iniciar(self.base, *argumentos) as processo:
            saida, erros = processo.communicate(timeout=120)
        self.esvaziar()
        self._dizer(f"{argumentos[0]} com os discos cheios: {processo.returncode} {saida.strip()[:200]}")
        self._ouvir(argumentos[0], processo.returncode, saida, erros)

    def _ouvir(self, que: str, codigo: int, saida: str, erros: str) -> None:
        self.problemas += [f"{que}: {problema}" for problema in conferir_fala(codigo, saida, erros, "cheio")]
        if codigo == 1:
            self.vistas["recusas do diário" if ".jsonl" in saida else "recusas da base"] += 1
        else:
            self.vistas["comandos que acabaram"] += 1

    def _contar_cortes(self) -> None:
        """Quantas vezes o disco cheio deixou a última linha do diário ou o último quadro do WAL pela metade."""
        for diario in self.base.parent.glob("*.jsonl"):
            conteudo = diario.read_bytes()
            if conteudo and not conteudo.endswith(b"\n"):
                self.vistas["linhas do diário cortadas ao meio"] += 1
        wal = self.base.with_name("base.db-wal")
        if wal.exists() and wal.stat().st_size > 32 and (wal.stat().st_size - 32) % 4120:
            self.vistas["quadros do WAL cortados ao meio"] += 1


def ensaiar(
    pasta: Path,
    quantos: int,
    enchidas: list[Enchida],
    dizer: Callable[[str], None] = print,
    *,
    atraso_ms: int = ATRASO_DO_SERVIDOR_MS,
) -> list[str]:
    """Enche, libera, retoma, confere e devolve o que não conferiu. Tudo fica em `pasta`."""
    ensaio = Ensaio(pasta, dizer)
    with servidor(ensaio.correio, atraso_ms) as porta:
        preparar(ensaio.rodar, ensaio.base, quantos, porta)
        for numero, enchida in enumerate(enchidas, 1):
            ensaio.fechar_enchendo(numero, enchida)
        clientes = str(ensaio.base.parent / "clientes.csv")
        for comando in (("historico",), ("backup",), ("importar", "--clientes", clientes)):
            ensaio.mandar_cheio(*comando)
        codigo, _ = ensaio.rodar("fechar", "--data", HOJE.isoformat())
        dizer(f"com espaço livre, o último fechamento saiu com {codigo}")
        ensaio.problemas += _conferir_fim(ensaio, quantos, dizer)
    dizer("; ".join(f"{vezes} {que}" for que, vezes in ensaio.vistas.items()))
    return ensaio.problemas


def _conferir_fim(ensaio: Ensaio, quantos: int, dizer: Callable[[str], None]) -> Iterator[str]:
    lidos, aceitas = ensaio.rodar("historico")[1]["avisos"], ler_aceitas(ensaio.correio)
    em_duvida: list[dict[str, Any]] = [aviso for aviso in lidos if aviso["estado"] == "em_duvida"]
    dizer(f"{len(lidos)} avisos, {len(em_duvida)} em dúvida, {len(aceitas)} mensagens aceitas")
    yield from conferir(quantos, lidos, aceitas)
    yield from conferir_bytes(ensaio.base, aceitas)
    yield from resolver_duvidas(ensaio.rodar, quantos, em_duvida, ensaio.correio)


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    recomecar_em_espaco_proprio("ensaios.disco_cheio")
    opcoes = argparse.ArgumentParser(description="Disco cheio no meio do fechamento: nada se perde, nada se repete.")
    opcoes.add_argument("--avisos", type=int, default=300)
    opcoes.add_argument("--vezes", type=int, default=40)
    opcoes.add_argument("--atraso", type=int, default=ATRASO_DO_SERVIDOR_MS, help="milissegundos por mensagem")
    opcoes.add_argument("--semente", type=int, default=7)
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as nome:
        enchidas = sortear_enchidas(pedido.vezes, pedido.avisos, pedido.semente)
        problemas = ensaiar(Path(nome), pedido.avisos, enchidas, atraso_ms=pedido.atraso)
    print("\n".join(problemas[:20]))
    print(f"{len(problemas)} problemas em {pedido.vezes} enchidas e {pedido.avisos} avisos.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
