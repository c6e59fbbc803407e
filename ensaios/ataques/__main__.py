"""`python -m ensaios.ataques [ITEM …]`: roda os ataques e mostra a tabela.

Cada ataque é um comando, ou alguns, dados como faria quem ataca, contra uma base e um servidor SMTP só dele.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ensaios.ataques import entrada, envio

ATAQUES: dict[int, tuple[str, Callable[[Path], Iterator[str]]]] = {
    1: ("trava contornada", envio.trava_contornada),
    2: ("morto transmitindo", envio.morto_transmitindo),
    3: ("dois usuários", envio.dois_usuarios),
    4: ("diário estragado", envio.diario_estragado),
    5: ("cópia para experimentar", envio.copia_para_experimentar),
    6: ("cópia hostil", entrada.copia_hostil),
    7: ("logotipo que é programa", entrada.logotipo_que_e_programa),
    8: ("devolução forjada", entrada.devolucao_forjada),
    9: ("relógio adiantado", envio.relogio_adiantado),
    10: ("queda depois do ponto", envio.queda_depois_do_ponto),
    11: ("parâmetro no mesmo dia", envio.parametro_no_mesmo_dia),
    12: ("permissões", entrada.permissoes),
    13: ("mensagem que come memória", entrada.mensagem_que_come_memoria),
    14: ("sem cofre", entrada.sem_cofre),
    15: ("base errada", envio.base_errada),
    16: ("nome que engana", entrada.nome_que_engana),
}


def atacar(numero: int) -> list[str]:
    """Faz um ataque numa pasta só dele e devolve os furos."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as pasta:
        return list(ATAQUES[numero][1](Path(pasta)))


def main() -> int:
    """Lê as opções, ataca e mostra."""
    opcoes = argparse.ArgumentParser(description="Ataques por comando a uma base de verdade.")
    opcoes.add_argument("itens", nargs="*", type=int, help="só estes; sem nenhum, todos")
    total = 0
    for numero in opcoes.parse_args().itens or ATAQUES:
        furos = atacar(numero)
        total += len(furos)
        print(f"{numero:3} {ATAQUES[numero][0]:28} {'falhou' if furos else 'passou'}", flush=True)
        for furo in furos:
            print(f"      {furo}", flush=True)
    print(f"{total} furos.")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
