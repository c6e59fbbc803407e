"""Importa uma carteira grande e confere cada fechamento contra um cálculo independente, débito a débito.

    python -m ensaios.conferencia [--clientes 10000] [--debitos 60000]

O programa só é usado pela linha de comando. O roteiro fecha dois dias de verdade, para um grupo pequeno, contra um
servidor SMTP local que recusa parte dos destinatários: assim há marcas, ciclos, devolvidos, adiados e recusados. Depois
simula muitas datas e parâmetros. Saída 0 se nada diverge; as divergências são listadas.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ensaios import carteira as sorteada
from ensaios.calculo import Calculo, Parametros, Resultado
from ensaios.carteira import HOJE, Carteira
from ensaios.programa import Rodar, rodar_em, servidor
from modelos.base.abertura import abrir
from modelos.cadastro import feriados

MOSTRADAS = 20


@dataclass(frozen=True, slots=True)
class Passo:
    """Um fechamento do roteiro, de verdade ou simulado."""

    rotulo: str
    data: date
    parametros: Parametros
    simular: bool = True


def _daqui_a(dias: int) -> date:
    return HOJE + timedelta(days=dias)


_PILOTO = Parametros(grupos_modo="S", grupos="Piloto")
ROTEIRO = (
    Passo("fecha D-6 para o grupo Piloto", _daqui_a(-6), _PILOTO, simular=False),
    Passo("fecha D-6 outra vez", _daqui_a(-6), _PILOTO, simular=False),
    Passo("simula D-6, já fechado", _daqui_a(-6), Parametros()),
    Passo("fecha D-3 com outros parâmetros", _daqui_a(-3), Parametros("S", "piloto", "N", "Acordo", 5), simular=False),
    Passo("valores iniciais", HOJE, Parametros()),
    Passo("ciclo cumprido", _daqui_a(2), Parametros()),
    Passo("só Financeiro", HOJE, Parametros("S", "FINANCEIRO", intervalo_dias=2)),
    Passo("menos Compras e Sócios", HOJE, Parametros("N", "Compras|Sócios", "S", "Jurídico|Acordo")),
    Passo("menos Normal, sem carência", HOJE, Parametros("N", "", "N", "normal", dias_para_vencido=0)),
    Passo("só no dia, carência longa", HOJE, Parametros(vencendo_em_dias=0, dias_para_vencido=9)),
    Passo("só a vencer", HOJE, Parametros(vencendo_em_dias=10, enviar_vencidos=False)),
    Passo("prorroga para dia útil", HOJE, Parametros(prorrogar_dia_util=True, dias_para_vencido=1)),
    Passo("prorroga na segunda-feira", _daqui_a(6), Parametros(prorrogar_dia_util=True, vencendo_em_dias=1)),
    Passo("mínimo e sem limite", HOJE, Parametros(valor_minimo=150000, vencidos_ate_dias=0, intervalo_dias=365)),
    Passo("limite curto", HOJE, Parametros(vencidos_ate_dias=30, intervalo_dias=0)),
    Passo("ano que vem, depois do Carnaval", date(2027, 2, 10), Parametros(prorrogar_dia_util=True)),
)


def conferir(
    rodar: Rodar, base: Path, carteira: Carteira, porta: int, dizer: Callable[[str], None] = print
) -> list[str]:
    """Importa, segue o roteiro e devolve as divergências.

    Args:
        rodar: executa comandos do programa na base do ensaio.
        base: a base do ensaio, ainda por criar; os arquivos de importação ficam ao lado dela.
        carteira: o que importar; é também o que o cálculo lê.
        porta: do servidor do ensaio em 127.0.0.1.
        dizer: recebe o andamento.
    """
    divergencias = list(_importar(rodar, carteira, base.parent))
    _cadastrar_feriados(base, carteira)
    conta = ("--remetente", "cobranca@aurora.example.com", "--servidor", "127.0.0.1", "--seguranca", "nenhuma")
    rodar("conta-email", "1", *conta, "--porta", str(porta))
    calculo = Calculo(carteira)
    for passo in ROTEIRO:
        inicio = time.perf_counter()
        rodar("parametros", "habilitado=sim", *_em_argumentos(passo.parametros))
        data = passo.data.isoformat()
        _, obtido = rodar("fechar", "--data", data, *(["--simular"] if passo.simular else []))
        esperado = (calculo.simular if passo.simular else calculo.executar)(passo.data, passo.parametros)
        achadas = [f"{passo.rotulo}: {achada}" for achada in comparar(esperado, obtido)]
        divergencias += achadas
        totais = f"{len(esperado.avisos)} avisos, {sum(len(a.debitos) for a in esperado.avisos.values())} débitos"
        dizer(
            f"{passo.rotulo} ({data}): {totais}, {len(esperado.fora)} de fora; {len(achadas)} divergências, "
            f"{time.perf_counter() - inicio:.1f} s"
        )
    return divergencias


def _importar(rodar: Rodar, carteira: Carteira, pasta: Path) -> Iterator[str]:
    _, lido = rodar("importar", *carteira.gravar(pasta))
    esperadas = {
        "empresa": len(carteira.empresa),
        "contas_cobranca": len(carteira.contas),
        "clientes": len(carteira.clientes),
        "contatos": len(carteira.contatos),
        "debitos": len(carteira.debitos),
    }
    obtidas = {arquivo["tipo"]: arquivo["incluidas"] for arquivo in lido["arquivos"]}
    if obtidas != esperadas:
        yield f"importar: {obtidas}, e não {esperadas}"
    if (rejeitadas := lido["arquivos"][-1]["rejeitadas"]) != len(carteira.debitos_ruins):
        yield f"importar: {rejeitadas} débitos rejeitados, e não {len(carteira.debitos_ruins)}"


def _cadastrar_feriados(base: Path, carteira: Carteira) -> None:
    """Feriado local só se cadastra na janela; aqui, pela mesma função que ela chama."""
    with abrir(base):
        for dia in carteira.feriados:
            feriados.gravar(dia, "Feriado do ensaio")


def _em_argumentos(parametros: Parametros) -> Iterator[str]:
    for campo in fields(parametros):
        valor = getattr(parametros, campo.name)
        if isinstance(valor, bool):
            valor = "sim" if valor else "nao"
        elif campo.name == "valor_minimo":
            valor = f"{valor // 100}.{valor % 100:02}"
        yield f"{campo.name}={valor}"


def comparar(esperado: Resultado, obtido: dict[str, Any]) -> Iterator[str]:
    """As diferenças entre o cálculo e o JSON do programa, cada uma numa frase."""
    if "erro" in obtido:
        yield f"o programa recusou: {obtido['erro']['mensagem']}"
        return
    avisos = {aviso["cliente"]: aviso for aviso in obtido["avisos"]}
    fora = {item["cliente"]: item["motivo"] for item in obtido["fora"]}
    for ordenados in (obtido["avisos"], obtido["fora"]):
        codigos = [item["cliente"] for item in ordenados]
        if codigos != sorted(set(codigos)):
            yield "clientes repetidos ou fora de ordem"
    for codigo in sorted(esperado.avisos.keys() | avisos.keys() | esperado.fora.keys() | fora.keys()):
        em = (_onde(codigo, esperado.avisos, esperado.fora), _onde(codigo, avisos, fora))
        if em[0] != em[1]:
            yield f"cliente {codigo}: pelo cálculo, {em[0]}; pelo programa, {em[1]}"
        elif codigo in avisos:
            yield from _comparar_aviso(codigo, esperado, avisos[codigo])
    yield from _comparar_resumo(esperado, obtido)


def _onde(codigo: str, avisos: dict[str, Any], fora: dict[str, str]) -> str:
    if codigo in avisos and codigo in fora:
        return "aviso e de fora"
    return "aviso" if codigo in avisos else fora.get(codigo, "ausente")


def _comparar_aviso(codigo: str, esperado: Resultado, obtido: dict[str, Any]) -> Iterator[str]:
    aviso = esperado.avisos[codigo]
    for nome in ("destinatarios", "estado"):
        if getattr(aviso, nome) != obtido[nome]:
            yield f"cliente {codigo}: {nome} {getattr(aviso, nome)} pelo cálculo, {obtido[nome]} pelo programa"
    chaves = [
        [(debito["documento"], debito["parcela"]) for debito in lado] for lado in (aviso.debitos, obtido["debitos"])
    ]
    if chaves[0] != chaves[1]:
        yield f"cliente {codigo}: débitos {chaves[0]} pelo cálculo, {chaves[1]} pelo programa"
        return
    for certo, visto in zip(aviso.debitos, obtido["debitos"], strict=True):
        for nome in sorted(certo.keys() | visto.keys()):
            if certo.get(nome) != visto.get(nome):
                yield (
                    f"cliente {codigo}, débito {certo['documento']}/{certo['parcela']}: {nome} é {certo.get(nome)} "
                    f"pelo cálculo, {visto.get(nome)} pelo programa"
                )


def _comparar_resumo(esperado: Resultado, obtido: dict[str, Any]) -> Iterator[str]:
    apontados = {(item["cliente"], item["documento"], item["parcela"]) for item in obtido["apontamentos"]}
    for falta in sorted(esperado.apontados - apontados, key=str):
        yield f"não foi apontado: {falta}"
    debitos = [debito for aviso in esperado.avisos.values() for debito in aviso.debitos]
    estados = [aviso.estado for aviso in esperado.avisos.values()]
    totais = {
        "avisos": len(esperado.avisos),
        "debitos": len(debitos),
        "boletos": sum(debito["boleto"] for debito in debitos),
        "enviados": estados.count("enviado"),
        "adiados": estados.count("adiado"),
        "recusados": estados.count("recusado"),
        "em_duvida": 0,
    }
    if obtido["totais"] != totais:
        yield f"totais {totais} pelo cálculo, {obtido['totais']} pelo programa"


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    opcoes = argparse.ArgumentParser(description="Fechamentos conferidos contra um cálculo independente.")
    opcoes.add_argument("--clientes", type=int, default=10_000)
    opcoes.add_argument("--debitos", type=int, default=60_000)
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as nome:
        pasta = Path(nome)
        with servidor(pasta / "correio") as porta:
            carteira = sorteada.sortear(pedido.clientes, pedido.debitos)
            base = pasta / "base.db"
            divergencias = conferir(rodar_em(base), base, carteira, porta)
    print("\n".join(divergencias[:MOSTRADAS]))
    print(f"{len(divergencias)} divergências em {len(ROTEIRO)} fechamentos.")
    return 1 if divergencias else 0


if __name__ == "__main__":
    sys.exit(main())
