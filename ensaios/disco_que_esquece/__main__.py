"""A luz acaba no meio do fechamento, e o disco só tem o que foi sincronizado; volta-se a fechar.

    python -m ensaios.disco_que_esquece [--avisos 12] [--quedas 200] [--exigente] [--semente 7]

Um fechamento inteiro roda sob o `strace`, que conta cada escrita dele e do servidor de correio, na ordem. Para cada
queda sorteada, a pasta da base, a do diário e a do usuário voltam ao que um disco honesto teria ali (`escritas.py`), e
o fechamento recomeça contra um servidor novo: ninguém recebe de novo o que já tinha sido aceito, salvo por decisão;
nada some sem estar em dúvida; a base abre e não trava. Só no Linux, com o pacote `strace`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ensaios.ataques.lugar import CONTA, FECHAR, Lugar, preparar
from ensaios.disco_que_esquece.escritas import RASTREAR, Ato, DiscoQueEsquece, Escrita, ler
from ensaios.programa import RAIZ, ambiente, servidor
from ensaios.servidor import ACEITAS, ler_aceitas

_PERTO = 3
"""Metade das quedas cai até tantas escritas depois de uma mensagem aceita: é onde se perde ou se repete."""


def gravar(lugar: Lugar, rastro: Path) -> list[Escrita]:
    """Fecha sob o `strace`, com um servidor também contado, e devolve tudo o que se escreveu, na ordem."""
    comando = [sys.executable, "-m", "ensaios.disco_que_esquece", "--dentro", str(lugar.base), str(lugar.pasta / "b")]
    subprocess.run([*RASTREAR, "-o", str(rastro), *comando], cwd=RAIZ, env=ambiente(lugar.casa), check=True)
    with rastro.open(encoding="ascii", errors="replace") as linhas:
        return list(ler(linhas))


def fechar_aqui(base: Path, correio: Path) -> None:
    """Sobe o servidor, aponta a conta para ele e fecha: o que roda sob o `strace`."""
    with servidor(correio) as porta:
        for argumentos in ((*CONTA, "--porta", str(porta)), FECHAR):
            comando = [sys.executable, "app.py", *argumentos, "--json", "--base", str(base)]
            subprocess.run(comando, cwd=RAIZ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def sortear(escritas: Sequence[Escrita], quantas: int, sorteio: random.Random) -> list[int]:
    """Depois de quantas escritas a luz acaba, em cada queda."""
    aceitas = [numero for numero, escrita in enumerate(escritas, 1) if _aceita(escrita)]
    perto = [min(sorteio.choice(aceitas) + sorteio.randint(0, _PERTO), len(escritas)) for _ in range(quantas // 2)]
    return sorted(perto + [sorteio.randint(1, len(escritas)) for _ in range(quantas - len(perto))])


def _aceita(escrita: Escrita) -> bool:
    return escrita.ato is Ato.ESCREVER and escrita.arquivo.endswith(ACEITAS)


def cair(lugar: Lugar, escritas: Sequence[Escrita], disco: DiscoQueEsquece, sorteio: random.Random) -> Iterator[str]:
    """Volta as pastas ao que o disco teria, fecha de novo e confere."""
    antes = [json.loads(escrita.conteudo)["destinatarios"] for escrita in escritas if _aceita(escrita)]
    _devolver(lugar, disco.cair(sorteio))
    correio = lugar.pasta / "depois"
    shutil.rmtree(correio, ignore_errors=True)
    with servidor(correio) as porta:
        for argumentos in ((*CONTA, "--porta", str(porta)), FECHAR):
            dito = lugar(*argumentos)
            if dito.codigo not in {0, 3} or "Traceback" in dito.erros:
                yield f"{argumentos[0]} saiu com {dito.codigo}: {dito.frase} {dito.erros[-300:]}"
        depois = [aceita["destinatarios"] for aceita in ler_aceitas(correio)]
    vezes = Counter(str(email) for destinatarios in (*antes, *depois) for email in destinatarios)
    yield from (f"{email} recebeu {quantas} vezes" for email, quantas in vezes.items() if quantas > 1)
    for aviso in lugar("historico").objeto.get("avisos", ()):
        recebeu = any(vezes[email] for email in aviso["destinatarios"])
        if aviso["estado"] not in {"enviado", "em_duvida"} or (aviso["estado"] == "enviado" and not recebeu):
            yield f"{aviso['cliente']} ficou {aviso['estado']}, e o servidor aceitou {vezes}"


def _devolver(lugar: Lugar, arquivos: dict[str, bytes]) -> None:
    """Por cima do mesmo arquivo, que continua o mesmo: é a mesma base, e não uma cópia."""
    for pasta in (lugar.base.parent, lugar.casa):
        for achado in pasta.rglob("*"):
            if achado.is_file() and str(achado) not in arquivos:
                achado.unlink()
    for nome, conteudo in arquivos.items():
        arquivo = Path(nome)
        if lugar.base.parent in arquivo.parents or lugar.casa in arquivo.parents:
            arquivo.parent.mkdir(parents=True, exist_ok=True)
            with arquivo.open("r+b" if arquivo.exists() else "xb") as aberto:
                aberto.truncate()
                aberto.write(conteudo)


def ensaiar(
    pasta: Path, avisos: int, quedas: int, semente: int, dizer: Callable[[str], None] = print, *, exigente: bool = False
) -> list[str]:
    """Fecha uma vez, cai de tantos modos, e devolve o que não conferiu."""
    sorteio = random.Random(semente)  # noqa: S311 - sorteio de exemplo, não de segurança
    problemas: list[str] = []
    with preparar(pasta, avisos) as lugar:
        lugar.casa.mkdir(exist_ok=True)
        disco = DiscoQueEsquece(pasta, exigente=exigente)
        escritas = gravar(lugar, pasta / "rastro")
        dizer(f"{len(escritas)} escritas, {sum(map(_aceita, escritas))} mensagens aceitas")
        feitas = 0
        for quantas in sortear(escritas, quedas, sorteio):
            for escrita in escritas[feitas:quantas]:
                disco.aplicar(escrita)
            feitas = quantas
            achados = list(cair(lugar, escritas[:quantas], disco, sorteio))
            problemas += [f"depois da escrita {quantas}: {achado}" for achado in achados]
            dizer(f"queda depois da escrita {quantas}: {'; '.join(achados) or 'conferida'}")
    return problemas


def main() -> int:
    """Lê as opções, ensaia numa pasta temporária e diz o que não conferiu."""
    opcoes = argparse.ArgumentParser(description="O disco perde o que não foi sincronizado, no meio do fechamento.")
    opcoes.add_argument("--avisos", type=int, default=12)
    opcoes.add_argument("--quedas", type=int, default=200)
    opcoes.add_argument("--semente", type=int, default=7)
    opcoes.add_argument("--exigente", action="store_true", help="nome de arquivo só fica com o fsync da pasta")
    opcoes.add_argument("--dentro", nargs=2, type=Path, help=argparse.SUPPRESS)
    pedido = opcoes.parse_args()
    if pedido.dentro:
        fechar_aqui(*pedido.dentro)
        return 0
    if shutil.which("strace") is None:
        raise SystemExit("Este ensaio usa o `strace`: instale o pacote do sistema e rode de novo.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as pasta:
        problemas = ensaiar(
            Path(os.path.realpath(pasta)), pedido.avisos, pedido.quedas, pedido.semente, exigente=pedido.exigente
        )
    print(f"{len(problemas)} problemas.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
