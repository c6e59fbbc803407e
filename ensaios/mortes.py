"""`kill -9` em momentos sorteados de um fechamento, contra um servidor SMTP de verdade; depois, retomar até o fim.

    python -m ensaios.mortes [--avisos 300] [--mortes 20] [--restauracoes 0] [--atraso 20] [--semente 7]

Cada execução de `app.py fechar` é morta depois de um número sorteado de avisos e de uns milissegundos também sorteados
(às vezes antes do primeiro aviso, enquanto o programa ainda abre a base). Com `--restauracoes`, algumas mortes são
seguidas de voltar a base a uma cópia tirada antes: é a prova do diário de envios (regras.md §6.6), que fica ao lado
dela e não volta com ela. Com `--atraso` de uns 300, o servidor demora e os avisos vão em três conexões: cada morte pega
até três no meio.

No fim: cada cliente recebeu exatamente um aviso ou está em dúvida, nenhum se perdeu, e o histórico tem byte a byte o
que o servidor aceitou. Resolvidas as dúvidas pelo que o servidor diz, cada cliente recebeu exatamente um.
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
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from ensaios.carteira import HOJE, Carteira, Linha
from ensaios.programa import Rodar, iniciar, rodar_em, servidor
from ensaios.servidor import ler_aceitas
from modelos.avisos import mensagens_guardadas
from modelos.base.abertura import abrir
from regras.aviso import envid_do_message_id

ESPERA_MAXIMA_S = 0.03
"""Um aviso leva menos que isto: a morte cai em qualquer ponto dele."""
PARTIDA_MAXIMA_S = 0.8
_UMA_NA_PARTIDA_A_CADA = 5
ATRASO_DO_SERVIDOR_MS = 20
"""O servidor demora até isto com cada mensagem, parte antes de guardá-la e parte depois: alarga a janela da dúvida."""


@dataclass(frozen=True, slots=True)
class Morte:
    """Um momento: depois de quantos avisos desta execução, mais quantos segundos, e se a base volta à cópia."""

    avanco: int
    espera_s: float
    restaurar: bool = False


def sortear_mortes(
    quantas: int, avisos_a_enviar: int, restauracoes: int, semente: int, atraso_ms: int = ATRASO_DO_SERVIDOR_MS
) -> list[Morte]:
    """Sorteia os momentos, espalhados pelos avisos; os mesmos argumentos dão os mesmos momentos."""
    espera_maxima_s = max(ESPERA_MAXIMA_S, atraso_ms / 1000)
    sorteio = random.Random(semente)  # noqa: S311 - sorteio de exemplo, não de segurança
    voltam = set(sorteio.sample(range(1, quantas), restauracoes)) if restauracoes else set()
    passo = max(avisos_a_enviar // (quantas + 1), 1)
    mortes = []
    for numero in range(quantas):
        na_partida = numero % _UMA_NA_PARTIDA_A_CADA == _UMA_NA_PARTIDA_A_CADA - 1
        avanco = 0 if na_partida else sorteio.randint(1, max(2 * passo - 1, 1))
        espera = sorteio.uniform(0, espera_maxima_s if avanco else PARTIDA_MAXIMA_S)
        mortes.append(Morte(avanco, espera, numero in voltam))
    return mortes


def montar_carteira(clientes: int) -> Carteira:
    """Um cliente por aviso, cada um com um débito vencido e, um em três, com outro a vencer."""
    codigos = [f"{numero:04}" for numero in range(clientes)]
    return Carteira(
        empresa=[
            {"nome": "Aurora", "cpf_cnpj": "11222333000181", "endereco": "Rua A", "cidade": "Joinville"}
            | {"uf": "SC", "cep": "89201000"}
        ],
        contas=[{"codigo": "BB", "banco": "001", "carteira": "17", "convenio": "1234567"}],
        clientes=[
            {
                "codigo": codigo,
                "nome": f"Cliente {codigo}",
                "cpf_cnpj": "52998224725",
                "email": f"c{codigo}@example.com",
            }
            for codigo in codigos
        ],
        contatos=[{"cliente": codigos[0], "nome": "Ana", "email": "ana@example.com", "grupos": ""}],
        debitos=[
            _debito(codigo, documento, dias)
            for numero, codigo in enumerate(codigos)
            for documento, dias in (("1", -9), ("2", 2))[: 1 if numero % 3 else 2]
        ],
        debitos_ruins=[],
        feriados=(),
    )


def _debito(cliente: str, documento: str, dias: int) -> Linha:
    return {
        "cliente": cliente,
        "documento": documento,
        "parcela": "1",
        "vencimento": (HOJE + timedelta(days=dias)).isoformat(),
        "valor": "100,00",
        "conta_cobranca": "BB",
        "nosso_numero": f"{int(cliente) * 2 + int(documento)}",
    }


def preparar(rodar: Rodar, base: Path, carteira: Carteira | int, porta: int) -> None:
    """Importa a carteira, ou a de tantos clientes, e configura a conta e os parâmetros."""
    montada = montar_carteira(carteira) if isinstance(carteira, int) else carteira
    rodar("importar", *montada.gravar(base.parent))
    conta = ("--remetente", "cob@aurora.example.com", "--servidor", "127.0.0.1", "--seguranca", "nenhuma")
    rodar("conta-email", "1", *conta, "--porta", str(porta))
    rodar("parametros", "habilitado=sim")


def matar(base: Path, morte: Morte) -> int:
    """Começa um fechamento, mata o processo no momento pedido e devolve a quantos avisos ele chegou."""
    processo = iniciar(base, "fechar", "--data", HOJE.isoformat())
    chegou = 0
    if morte.avanco and processo.stderr is not None:
        for linha in processo.stderr:
            if linha.startswith("["):
                chegou = int(linha[1 : linha.index("/")])
            if chegou >= morte.avanco:
                break
    time.sleep(morte.espera_s)
    processo.kill()
    processo.communicate()
    return chegou


def ensaiar(
    pasta: Path,
    quantos: int,
    mortes: list[Morte],
    dizer: Callable[[str], None] = print,
    *,
    atraso_ms: int = ATRASO_DO_SERVIDOR_MS,
) -> list[str]:
    """Mata, retoma, confere e devolve o que não conferiu. Tudo fica em `pasta`."""
    base, correio = pasta / "base.db", pasta / "correio"
    rodar = rodar_em(base)
    with servidor(correio, atraso_ms) as porta:
        preparar(rodar, base, quantos, porta)
        _, copia = rodar("backup", "--destino", str(pasta / "copias"))
        perdidas_com_a_base = 0
        for numero, morte in enumerate(mortes, 1):
            chegou = matar(base, morte)
            dizer(f"morte {numero}: no aviso {chegou} desta execução, {morte.espera_s * 1000:.0f} ms depois")
            if morte.restaurar:
                rodar("restaurar", copia["arquivo"])
                rodar("destravar")
                perdidas_com_a_base = len(ler_aceitas(correio))
                dizer("    base de volta à cópia do começo")
        rodar("fechar", "--data", HOJE.isoformat())
        lidos, aceitas = rodar("historico")[1]["avisos"], ler_aceitas(correio)
        em_duvida = [aviso for aviso in lidos if aviso["estado"] == "em_duvida"]
        juntas = max((aceita["juntas"] for aceita in aceitas), default=0)
        dizer(f"{len(lidos)} avisos, {len(em_duvida)} em dúvida, {len(aceitas)} aceitas, até {juntas} ao mesmo tempo")
        problemas = [*conferir(quantos, lidos, aceitas), *conferir_bytes(base, aceitas[perdidas_com_a_base:])]
        return problemas + resolver_duvidas(rodar, quantos, em_duvida, correio)


def conferir(quantos: int, lidos: list[dict[str, Any]], aceitas: list[dict[str, Any]]) -> Iterator[str]:
    """Exatamente um aviso por cliente, enviado uma vez ou em dúvida; o enviado foi mesmo aceito."""
    donos = {envid_do_message_id(aviso["message_id"] or ""): aviso["cliente"] for aviso in lidos}
    por_cliente = Counter(donos.get(aceita["aviso"], aceita["aviso"]) for aceita in aceitas)
    if len(lidos) != quantos or len({aviso["cliente"] for aviso in lidos}) != quantos:
        yield f"{len(lidos)} avisos no histórico, e não um para cada um dos {quantos} clientes"
    for aviso in lidos:
        cliente, estado, vezes = aviso["cliente"], aviso["estado"], por_cliente.pop(aviso["cliente"], 0)
        if vezes > 1:
            yield f"cliente {cliente} recebeu {vezes} vezes"
        if estado not in {"enviado", "em_duvida"}:
            yield f"cliente {cliente} ficou {estado}"
        if estado == "enviado" and vezes == 0:
            yield f"cliente {cliente} consta como enviado e o servidor nada aceitou"
    yield from (f"cliente {cliente} recebeu e não está no histórico" for cliente in por_cliente)


def conferir_bytes(base: Path, aceitas: list[dict[str, Any]]) -> Iterator[str]:
    """O que o servidor aceitou reabre igual do histórico (regras.md §4)."""
    with abrir(base):
        for aceita in aceitas:
            guardada = mensagens_guardadas.mime_da_mensagem(aceita["message_id"])
            if guardada is None or sha256(guardada).hexdigest() != aceita["sha256"]:
                yield f"a mensagem {aceita['message_id']} não é a que está no histórico"


def resolver_duvidas(rodar: Rodar, quantos: int, em_duvida: list[dict[str, Any]], correio: Path) -> list[str]:
    """Decide cada dúvida pelo que o servidor tem, e confere que cada cliente recebeu exatamente um."""
    chegaram = {aceita["message_id"] for aceita in ler_aceitas(correio)}
    for aviso in em_duvida:
        rodar("resolver", str(aviso["id"]), "enviado" if aviso["message_id"] in chegaram else "reenviar")
    aceitas = ler_aceitas(correio)
    problemas = list(conferir(quantos, rodar("historico")[1]["avisos"], aceitas))
    if len(aceitas) != quantos:
        problemas.append(f"{len(aceitas)} mensagens para {quantos} clientes depois de resolvidas as dúvidas")
    return problemas


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    opcoes = argparse.ArgumentParser(description="kill -9 no meio do fechamento: nada se perde, nada se repete.")
    opcoes.add_argument("--avisos", type=int, default=300)
    opcoes.add_argument("--mortes", type=int, default=20)
    opcoes.add_argument("--restauracoes", type=int, default=0, help="quantas das mortes voltam a base a uma cópia")
    opcoes.add_argument(
        "--atraso", type=int, default=ATRASO_DO_SERVIDOR_MS, help="milissegundos que o servidor demora, no máximo"
    )
    opcoes.add_argument("--semente", type=int, default=7)
    pedido = opcoes.parse_args()
    mortes = sortear_mortes(pedido.mortes, pedido.avisos, pedido.restauracoes, pedido.semente, pedido.atraso)
    with tempfile.TemporaryDirectory() as nome:
        problemas = ensaiar(Path(nome), pedido.avisos, mortes, atraso_ms=pedido.atraso)
    print("\n".join(problemas[:20]))
    print(f"{len(problemas)} problemas em {pedido.mortes} mortes e {pedido.avisos} avisos.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
