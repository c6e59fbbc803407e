"""A base, a pasta dela, o diário ou a pasta de dados que viram somente leitura, antes do fechamento ou no meio dele.

    python -m ensaios.somente_leitura [--avisos 40]

De dois jeitos: sem permissão de gravar, e com o disco remontado só de leitura. Em cada caso confere-se que nada é
enviado enquanto não se pode registrar, que o comando diz numa frase o que houve, que consultar e simular respondem ou
dizem a frase, e que, devolvida a permissão, cada cliente recebe exatamente um aviso.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ensaios.carteira import HOJE
from ensaios.discos import SEM_PASSAR_POR_CIMA, Disco, recomecar_em_espaco_proprio
from ensaios.mortes import ATRASO_DO_SERVIDOR_MS, conferir, conferir_bytes, preparar, resolver_duvidas
from ensaios.programa import conferir_fala, iniciar, ler_saida, rodar_em, servidor
from ensaios.servidor import ler_aceitas

DIZERES = r"somente leitura|não pode gravar|não pode ser lido|só de leitura"
KIB = 48 * 1024


class Lugar:
    """Onde o caso acontece: a base num disco e a pasta de dados noutro."""

    def __init__(self, pasta: Path) -> None:
        self.base = pasta / "disco" / "base.db"
        self.dados = self.base.parent / "casa" / "aviso-de-debitos"
        self.discos = {"base": Disco(self.base.parent, KIB), "dados": Disco(self.base.parent / "casa", KIB)}

    def arquivo_da_base(self, trancar: bool) -> None:
        """Tira a permissão de gravar na base e no que o motor deixou ao lado dela, ou a devolve."""
        for arquivo in self.base.parent.glob("base.db*"):
            if arquivo.suffix != ".jsonl":
                arquivo.chmod(0o444 if trancar else 0o644)

    def pasta_da_base(self, trancar: bool) -> None:
        """Tira a permissão de gravar na pasta da base, ou a devolve."""
        self.base.parent.chmod(0o555 if trancar else 0o755)

    def arquivo_do_diario(self, trancar: bool) -> None:
        """Tira a permissão de gravar no diário de envios, ao lado da base, ou a devolve."""
        for arquivo in self.base.parent.glob("*.jsonl"):
            arquivo.chmod(0o444 if trancar else 0o600)

    def pasta_de_dados(self, trancar: bool) -> None:
        """Tira a permissão de gravar na pasta de dados, e na cópia do diário se já nasceu, ou a devolve."""
        self.dados.chmod(0o555 if trancar else 0o755)
        for arquivo in self.dados.glob("*.jsonl"):
            arquivo.chmod(0o444 if trancar else 0o600)

    def disco(self, qual: str, trancar: bool) -> None:
        """Remonta um dos discos só de leitura, ou de volta."""
        self.discos[qual].so_de_leitura(trancar)


@dataclass(frozen=True, slots=True)
class Caso:
    """O que se tranca e quando.

    Atributos:
        no_meio: depois de alguns avisos; senão, antes de o programa começar.
        segue: o fechamento acaba assim mesmo: o programa já tinha aberto o que se trancou, ou ele só guarda a cópia do
            diário, que não é o diário.
    """

    nome: str
    trancar: Callable[[Lugar, bool], None]
    no_meio: bool = False
    segue: bool = False


CASOS = (
    Caso("arquivo da base", Lugar.arquivo_da_base),
    Caso("pasta da base", Lugar.pasta_da_base),
    Caso("pasta de dados", Lugar.pasta_de_dados, segue=True),
    Caso("disco da base", lambda lugar, trancar: lugar.disco("base", trancar)),
    Caso("disco dos dados", lambda lugar, trancar: lugar.disco("dados", trancar), segue=True),
    Caso("arquivo do diário, no meio", Lugar.arquivo_do_diario, no_meio=True),
    Caso("pasta de dados, no meio", Lugar.pasta_de_dados, no_meio=True, segue=True),
    Caso("arquivo da base, no meio", Lugar.arquivo_da_base, no_meio=True, segue=True),
    Caso("pasta da base, no meio", Lugar.pasta_da_base, no_meio=True, segue=True),
)


def ensaiar(pasta: Path, caso: Caso, quantos: int, dizer: Callable[[str], None] = print) -> list[str]:
    """Prepara, tranca, fecha, destranca, fecha de novo e devolve o que não conferiu. Tudo fica em `pasta`."""
    lugar, correio = Lugar(pasta), pasta / "correio"
    com_permissoes = SEM_PASSAR_POR_CIMA if os.geteuid() == 0 else ()
    comecar = partial(iniciar, lugar.base, antes=com_permissoes)
    rodar = rodar_em(lugar.base)
    problemas: list[str] = []
    with servidor(correio, ATRASO_DO_SERVIDOR_MS) as porta:
        preparar(rodar, lugar.base, quantos, porta)
        if not caso.no_meio:
            caso.trancar(lugar, True)
        codigo, saida, erros = _fechar(comecar, caso, lugar)
        aceitas = len(ler_aceitas(correio))
        dizer(f"{caso.nome}: fechar saiu com {codigo}, {aceitas} aceitas: {_frase(saida)}")
        problemas += conferir_fala(codigo, saida, erros, DIZERES)
        problemas += conferir_o_que_saiu(caso, codigo, aceitas, quantos)
        for comando in (("historico",), ("fechar", "--simular", "--data", HOJE.isoformat())):
            with comecar(*comando) as processo:
                saida, erros = processo.communicate(timeout=120)
            dizer(f"    {' '.join(comando[:2])}: {processo.returncode} {_frase(saida)}")
            problemas += conferir_fala(processo.returncode, saida, erros, DIZERES)
        caso.trancar(lugar, False)
        rodar("fechar", "--data", HOJE.isoformat())
        lidos, mensagens = rodar("historico")[1]["avisos"], ler_aceitas(correio)
        em_duvida: list[dict[str, Any]] = [aviso for aviso in lidos if aviso["estado"] == "em_duvida"]
        problemas += [*conferir(quantos, lidos, mensagens), *conferir_bytes(lugar.base, mensagens)]
        problemas += resolver_duvidas(rodar, quantos, em_duvida, correio)
        dizer(f"    destrancado: {len(lidos)} avisos, {len(em_duvida)} em dúvida, {len(mensagens)} aceitas")
    return [f"{caso.nome}: {problema}" for problema in problemas]


def _fechar(comecar: Callable[..., Any], caso: Caso, lugar: Lugar) -> tuple[int, str, str]:
    """Fecha; no meio, tranca quando o quinto aviso começa."""
    with comecar("fechar", "--data", HOJE.isoformat()) as processo:
        lidas = []
        for linha in processo.stderr if caso.no_meio else ():
            lidas.append(linha)
            if linha.startswith("[5/"):
                caso.trancar(lugar, True)
                break
        saida, erros = processo.communicate(timeout=120)
    return processo.returncode, saida, "".join(lidas) + erros


def conferir_o_que_saiu(caso: Caso, codigo: int, aceitas: int, quantos: int) -> Iterator[str]:
    """Enquanto não se pode registrar, nada sai; no meio, para ou acaba, conforme o caso."""
    if not (caso.no_meio or caso.segue) and (codigo != 1 or aceitas):
        yield f"saiu com {codigo} e {aceitas} mensagens, sem poder registrar"
    if caso.no_meio and not caso.segue and (codigo != 1 or not 0 < aceitas < quantos):
        yield f"saiu com {codigo} e {aceitas} mensagens de {quantos}; devia ter parado no meio"
    if caso.segue and (codigo != 0 or aceitas != quantos):
        yield f"saiu com {codigo} e {aceitas} mensagens de {quantos}; devia ter acabado"


def _frase(saida: str) -> str:
    erro = ler_saida(saida).get("erro")
    return f"{erro['mensagem']} {erro['o_que_fazer']}" if erro else "respondeu"


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    recomecar_em_espaco_proprio("ensaios.somente_leitura")
    opcoes = argparse.ArgumentParser(description="Base e diário somente leitura: nada sai sem registro.")
    opcoes.add_argument("--avisos", type=int, default=40)
    pedido = opcoes.parse_args()
    problemas = []
    for caso in CASOS:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as nome:
            problemas += ensaiar(Path(nome), caso, pedido.avisos)
    print("\n".join(problemas))
    print(f"{len(problemas)} problemas em {len(CASOS)} casos de {pedido.avisos} avisos.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
