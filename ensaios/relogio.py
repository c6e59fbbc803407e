"""O relógio da máquina volta uma hora, um dia, um mês, ou salta um ano, no meio do fechamento ou entre dois.

    python -m ensaios.relogio [--avisos 40]

O relógio é o que o programa recebe de fora, e aqui mente; as esperas passam nele, sem esperar de verdade. O servidor
SMTP é de verdade. Em cada cena confere-se que ninguém recebe duas vezes, que o ritmo da conta não fica preso por envios
"do futuro", que a espera acaba, e que fechar numa data anterior à do último fechamento é recusado (regras.md §2.12).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from ensaios.carteira import HOJE
from ensaios.mortes import conferir, conferir_bytes, preparar
from ensaios.programa import Rodar, rodar_em, servidor
from ensaios.programa import ambiente as variaveis
from ensaios.servidor import ler_aceitas
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.eventos import Aguardar, Enviando
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.base.abertura import abrir
from modelos.cadastro import clientes
from modelos.contas import contas_email
from regras.aviso import EM_ABERTO, Aviso
from regras.erros import DadoInvalido

HORA, DIA, ANO = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
OCUPADOS = 4
_MAIS_FECHAMENTOS = 15
_MAIOR_ESPERA = 3 * DIA


class Relogio:
    """Um relógio que se adianta, atrasa e salta; `agora` em UTC."""

    def __init__(self) -> None:
        self._agora = datetime.combine(HOJE, time(15), UTC)
        self.esperado = timedelta(0)

    def agora(self) -> datetime:
        """O instante; cada pergunta leva um milésimo."""
        self._agora += timedelta(milliseconds=1)
        return self._agora

    def hoje(self) -> date:
        """A data."""
        return self._agora.date()

    def esperar(self, tempo: timedelta) -> None:
        """Deixa passar o tempo."""
        self._agora += tempo
        self.esperado += tempo

    def saltar(self, tempo: timedelta) -> None:
        """Alguém mexeu no relógio; para trás, se negativo."""
        self._agora += tempo


@dataclass(frozen=True, slots=True)
class Cena:
    """O que o relógio apronta.

    Atributos:
        salto: de quanto; negativo, volta.
        no_aviso: em que aviso do primeiro fechamento; 0, depois dele.
        adiantado: de quanto o relógio já estava errado no primeiro fechamento.
        por_hora: o limite da conta.
        insistir: espera e repete os adiados, que são as caixas ocupadas; o salto é na primeira espera.
        fechamentos: em quantos, um por hora, todos têm de ter recebido.
    """

    nome: str
    salto: timedelta
    no_aviso: int = 0
    adiantado: timedelta = timedelta(0)
    por_hora: int | None = None
    insistir: bool = False
    fechamentos: int = 1


CENAS = (
    Cena("volta uma hora no meio", -HORA, no_aviso=10),
    Cena("volta um dia no meio", -DIA, no_aviso=10),
    Cena("volta um mês no meio, para antes do último fechamento", -30 * DIA, no_aviso=10),
    Cena("salta um ano no meio", ANO, no_aviso=10),
    Cena("volta uma hora com o limite da hora gasto", -HORA, por_hora=30, fechamentos=3),
    Cena("volta um dia com o limite da hora gasto", -DIA, por_hora=30, fechamentos=3),
    Cena("estava um ano adiantado e volta ao certo", -ANO, adiantado=ANO, por_hora=30, fechamentos=3),
    Cena("volta um dia no meio, com limite da hora", -DIA, no_aviso=10, por_hora=30, fechamentos=3),
    Cena("volta um ano na espera pelo limite da hora", -ANO, por_hora=30, insistir=True, fechamentos=3),
    Cena("volta um dia durante a espera dos adiados", -DIA, insistir=True, fechamentos=2),
    Cena("volta um ano durante a espera dos adiados", -ANO, insistir=True, fechamentos=2),
    Cena("salta um ano durante a espera dos adiados", ANO, insistir=True, fechamentos=2),
)


def ensaiar(rodar: Rodar, base: Path, cena: Cena, quantos: int, dizer: Callable[[str], None] = print) -> list[str]:
    """Vive a cena e devolve o que não conferiu.

    Args:
        rodar: executa comandos do programa na base do ensaio, como esta instalação.
        base: ainda por criar; tudo fica ao lado dela.
        cena: o que o relógio apronta.
        quantos: avisos.
        dizer: recebe o andamento.
    """
    correio, relogio = base.parent / "correio", Relogio()
    with servidor(correio) as porta:
        preparar(rodar, base, quantos, porta)
        with abrir(base) as aberta:
            ambiente = Ambiente(aberta, relogio.agora, CofreEmMemoria(), TransporteSMTP)
            problemas = list(_viver(cena, ambiente, relogio, quantos, correio, dizer))
        problemas += conferir_bytes(base, ler_aceitas(correio))
    return [f"{cena.nome}: {problema}" for problema in problemas]


def _viver(  # noqa: PLR0917 - a cena, onde ela se passa e quem a ouve
    cena: Cena, ambiente: Ambiente, relogio: Relogio, quantos: int, correio: Path, dizer: Callable[[str], None]
) -> Iterator[str]:
    _ajustar(cena)
    relogio.saltar(cena.adiantado)
    feitos = 1
    if problema := _fechar(ambiente, relogio, HOJE, cena):
        yield problema
    if not cena.no_aviso and not cena.insistir:
        relogio.saltar(cena.salto)
    _desocupar()
    while _em_aberto() and feitos < _MAIS_FECHAMENTOS:
        relogio.esperar(HORA)
        feitos += 1
        if problema := _fechar(ambiente, relogio, HOJE):
            yield problema
    lidos = [
        {"cliente": aviso.cliente, "estado": str(aviso.estado), "message_id": aviso.message_id or ""}
        for aviso in avisos.listar(data=HOJE)
    ]
    aceitas = ler_aceitas(correio)
    dizer(f"{cena.nome}: {feitos} fechamentos, {relogio.esperado} de espera, {len(aceitas)} aceitas")
    yield from conferir(quantos, lidos, aceitas)
    if feitos > cena.fechamentos:
        yield f"levou {feitos} fechamentos, um por hora, e não {cena.fechamentos}: o ritmo ficou preso"
    yield from _fechar_pelo_relogio(ambiente, relogio, len(aceitas), correio, dizer)


def _fechar(ambiente: Ambiente, relogio: Relogio, dia: date, cena: Cena | None = None) -> str:
    """Fecha deixando o tempo passar no relógio; devolve o problema, se a espera não acaba."""
    por_saltar, comecou = cena is not None, relogio.esperado
    for evento in fechamento.executar(dia, ambiente, insistir=cena is not None and cena.insistir):
        if isinstance(evento, Aguardar):
            relogio.esperar(timedelta(seconds=evento.segundos))
        na_vez = isinstance(evento, Enviando) and cena is not None and evento.posicao == cena.no_aviso
        na_espera = type(evento) is Aguardar and cena is not None and cena.insistir
        if cena is not None and por_saltar and (na_vez or na_espera):
            relogio.saltar(cena.salto)
            por_saltar = False
        if relogio.esperado - comecou > _MAIOR_ESPERA:
            return f"esperou mais de {_MAIOR_ESPERA} num fechamento"
    return ""


def _fechar_pelo_relogio(
    ambiente: Ambiente, relogio: Relogio, ja_aceitas: int, correio: Path, dizer: Callable[[str], None]
) -> Iterator[str]:
    """Fecha na data que o relógio diz: a anterior é recusada, a mesma não repete, a posterior segue as regras."""
    dia = relogio.hoje()
    try:
        _fechar(ambiente, relogio, dia)
    except DadoInvalido as recusa:
        dizer(f"    fechar em {dia:%d/%m/%Y}: {recusa.frase()}")
        if dia >= HOJE:
            yield f"recusou {dia}, que não é anterior ao último fechamento"
    else:
        if dia < HOJE:
            yield f"fechou {dia}, anterior ao último fechamento"
    novas = ler_aceitas(correio)[ja_aceitas:]
    if dia > HOJE:
        dizer(f"    fechar em {dia:%d/%m/%Y}: é outra data, e {len(novas)} avisos saíram por ela (regras.md §2)")
    if novas and dia <= HOJE:
        yield f"fechar em {dia} mandou {len(novas)} mensagens de novo"
    if len({nova["aviso"] for nova in novas}) != len(novas):
        yield f"fechar em {dia} mandou o mesmo aviso mais de uma vez"


def _ajustar(cena: Cena) -> None:
    """O limite da conta e, para haver adiados, caixas ocupadas."""
    conta = contas_email.obter(1)
    assert conta is not None
    contas_email.gravar(replace(conta, por_hora=cena.por_hora, por_minuto=60 if cena.por_hora else None))
    if cena.insistir:
        _trocar_email("c", "ocupado-c")


def _desocupar() -> None:
    """As caixas ocupadas passam a aceitar."""
    _trocar_email("ocupado-c", "c")


def _trocar_email(de: str, para: str) -> None:
    for numero in range(OCUPADOS):
        cliente = clientes.obter(f"{numero:04}")
        assert cliente is not None
        clientes.gravar(replace(cliente, email=cliente.email.replace(f"{de}{numero:04}@", f"{para}{numero:04}@")))


def _em_aberto() -> list[Aviso]:
    return [aviso for aviso in avisos.listar(data=HOJE) if aviso.estado in EM_ABERTO or aviso.destinatarios_pendentes]


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    opcoes = argparse.ArgumentParser(description="O relógio volta ou salta: ninguém recebe duas vezes, nada trava.")
    opcoes.add_argument("--avisos", type=int, default=40)
    pedido = opcoes.parse_args()
    problemas = []
    for cena in CENAS:
        with tempfile.TemporaryDirectory() as nome:
            base = Path(nome) / "base.db"
            os.environ.update(variaveis(base.parent))
            problemas += ensaiar(rodar_em(base), base, cena, pedido.avisos)
    print("\n".join(problemas))
    print(f"{len(problemas)} problemas em {len(CENAS)} cenas de {pedido.avisos} avisos.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
