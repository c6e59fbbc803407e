"""Cinco mil avisos com 5 % de falhas misturadas: cada um no seu estado, e nada vaza.

    python -m ensaios.volume [--avisos 5000] [--atraso 0] [--rastrear] [--janela]

Um cliente em vinte falha, de seis modos, um depois do outro: destinatário inexistente (550) e ocupado (450), 451 e 554
depois do ponto, conexão que cai antes do corpo, e que cai depois do ponto sem resposta.

**Sem janela.** Dois fechamentos seguidos, no mesmo processo, contra um servidor SMTP de verdade. Confere-se o estado
de cada aviso, que ninguém recebeu duas vezes, que arquivos abertos (as conexões inclusive) e threads voltam ao que
eram, e que a memória não cresce nem ao longo de um fechamento, depois do aquecimento, nem de um para o outro.

**Com janela** (`--janela`, que o primeiro chama no fim). O mesmo dia fechado pelo botão da janela inteira: a maior
parada do laço de eventos, ao lado de um processo que só dorme, e de novo arquivos e threads.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ensaios.carteira import HOJE, Carteira
from ensaios.mortes import montar_carteira, preparar
from ensaios.programa import Rodar, ambiente, rodar_em, servidor
from ensaios.servidor import ler_aceitas
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.eventos import Aguardar, Tratado
from envio.fechamento import fechamento
from modelos.avisos import leitura as avisos
from modelos.base.abertura import abrir
from regras.aviso import envid_do_message_id

FALHAS = {
    "inexistente": "recusado",
    "ocupado": "adiado",
    "depois": "adiado",
    "conteudo": "recusado",
    "cai": "adiado",
    "duvida": "em_duvida",
}
"""O começo do endereço (`servidor.py`) e como o aviso tem de ficar."""
UMA_EM = 20
DEPOIS = HOJE + timedelta(days=5)
"""A data do segundo fechamento: o ciclo dos vencidos já voltou."""
AQUECIMENTO = 0.2
"""A parte do primeiro fechamento em que a memória ainda pode crescer."""
MAIOR_CRESCIMENTO_POR_AVISO = 4096
"""Bytes: o aviso tratado, que o resumo e a tela ainda vão mostrar, ocupa isto; a mensagem dele, dez vezes mais."""
POUCOS_AVISOS = 1000
"""Com menos que isto não se julga a memória."""
MAIOR_CRESCIMENTO_ENTRE_FECHAMENTOS = 0.1
META_PARADA_MS = 50.0


@dataclass(slots=True)
class Medida:
    """O que se vê de um processo por fora."""

    rss_mib: float
    arquivos: int
    threads: int


@dataclass(slots=True)
class Vistos:
    """As medidas de um fechamento: uma a cada tantos avisos, e o tempo."""

    passos: list[tuple[int, float]] = field(default_factory=list)
    segundos: float = 0.0


def medir() -> Medida:
    """Memória residente, arquivos abertos e threads deste processo, agora; fora do Linux, só as threads."""
    processo = Path("/proc/self")
    if not processo.exists():
        return Medida(0, 0, threading.active_count())
    paginas = int((processo / "statm").read_text(encoding="ascii").split()[1])
    mib = paginas * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return Medida(round(mib, 1), len(list((processo / "fd").iterdir())), threading.active_count())


def falha_de(numero: int) -> str:
    """Como falha o cliente deste número; vazio, não falha."""
    vez, resto = divmod(numero, UMA_EM)
    return list(FALHAS)[vez % len(FALHAS)] if resto == UMA_EM - 1 else ""


def montar(quantos: int) -> Carteira:
    """A carteira das mortes súbitas, com os endereços que falham."""
    carteira = montar_carteira(quantos)
    for numero, cliente in enumerate(carteira.clientes):
        if falha := falha_de(numero):
            cliente["email"] = f"{falha}-{cliente['email']}"
    return carteira


def ensaiar(
    rodar: Rodar,
    base: Path,
    quantos: int,
    *,
    atraso_ms: int = 0,
    rastrear: bool = False,
    dizer: Callable[[str], None] = print,
) -> list[str]:
    """Fecha dois dias e devolve o que não conferiu.

    Args:
        rodar: executa comandos do programa na base do ensaio, como esta instalação.
        base: ainda por criar; tudo fica ao lado dela.
        quantos: avisos.
        atraso_ms: quanto o servidor demora com cada mensagem; com uns 300 os avisos vão por mais de uma conexão.
        rastrear: mostra onde a memória foi pedida entre o aquecimento e o fim do primeiro fechamento; demora o dobro.
        dizer: recebe o andamento.
    """
    correio = base.parent / "correio"
    with servidor(correio, atraso_ms) as porta:
        preparar(rodar, base, montar(quantos), porta)
        with abrir(base) as aberta:
            casos = Ambiente(aberta, lambda: datetime.now(UTC), CofreEmMemoria(), TransporteSMTP)
            antes = medir()
            primeiro = _fechar(HOJE, casos, quantos, rastrear, dizer)
            entre = medir()
            problemas = list(conferir_estados(HOJE, quantos, _por_cliente(correio, HOJE)))
            segundo = _fechar(DEPOIS, casos, quantos, False, dizer)
            depois = medir()
            problemas += conferir_estados(DEPOIS, quantos, _por_cliente(correio, DEPOIS), sem=("inexistente",))
    dizer(f"antes {antes}; entre os dois {entre}; depois {depois}")
    dizer(f"{quantos} avisos em {primeiro.segundos:.1f} s, e de novo em {segundo.segundos:.1f} s")
    return [
        *problemas,
        *conferir_sobras(antes, entre),
        *conferir_sobras(antes, depois),
        *conferir_memoria(primeiro.passos, segundo.passos),
    ]


def _fechar(dia: date, casos: Ambiente, quantos: int, rastrear: bool, dizer: Callable[[str], None]) -> Vistos:
    vistos, tratados, inicio = Vistos(), 0, time.perf_counter()
    passo = max(quantos // 20, 1)
    for evento in fechamento.executar(dia, casos):
        assert type(evento) is not Aguardar, "ninguém espera num fechamento sem insistir"
        if isinstance(evento, Tratado):
            tratados += 1
            if tratados % passo == 0:
                vistos.passos.append((tratados, medir().rss_mib))
            if rastrear and tratados == int(quantos * AQUECIMENTO):
                tracemalloc.start(10)
                foto = tracemalloc.take_snapshot()
    vistos.segundos = time.perf_counter() - inicio
    if rastrear:
        for achado in tracemalloc.take_snapshot().compare_to(foto, "lineno")[:12]:
            dizer(f"    {achado}")
        tracemalloc.stop()
    dizer(f"{dia:%d/%m/%Y}: memória a cada {passo} avisos, em MiB: {' '.join(str(mib) for _, mib in vistos.passos)}")
    gc.collect()
    return vistos


def _por_cliente(correio: Path, dia: date) -> Counter[str]:
    """Quantas mensagens o servidor aceitou de cada cliente nos avisos de uma data."""
    donos = {
        envid_do_message_id(aviso.message_id): aviso.cliente for aviso in avisos.listar(data=dia) if aviso.message_id
    }
    return Counter(donos[aceita["aviso"]] for aceita in ler_aceitas(correio) if aceita["aviso"] in donos)


def conferir_estados(dia: date, quantos: int, aceitas: Counter[str], sem: Collection[str] = ()) -> Iterator[str]:
    """Cada aviso no estado que a falha dele manda, e uma mensagem aceita só para os enviados e os em dúvida.

    Args:
        dia: a data dos avisos.
        quantos: clientes.
        aceitas: quantas mensagens o servidor aceitou de cada um.
        sem: as falhas que deixam o cliente sem aviso nenhum, como o endereço já marcado como devolvido.
    """
    lidos = {aviso.cliente: str(aviso.estado) for aviso in avisos.listar(data=dia)}
    for numero in range(quantos):
        codigo, falha = f"{numero:04}", falha_de(numero)
        esperado = FALHAS.get(falha, "enviado") if falha not in sem else None
        if lidos.get(codigo) != esperado:
            yield f"{dia}: o cliente {codigo} ({falha or 'sem falha'}) ficou {lidos.get(codigo)}, e não {esperado}"
        vezes = int(esperado in {"enviado", "em_duvida"})
        if aceitas[codigo] != vezes:
            yield f"{dia}: o servidor aceitou {aceitas[codigo]} mensagens do cliente {codigo}, e não {vezes}"


def conferir_sobras(antes: Medida, depois: Medida) -> Iterator[str]:
    """Arquivos (as conexões inclusive) e threads que ficaram."""
    if depois.arquivos > antes.arquivos:
        yield f"{depois.arquivos - antes.arquivos} arquivos ou conexões ficaram abertos"
    if depois.threads > antes.threads:
        yield f"{depois.threads - antes.threads} threads ficaram vivas"


def conferir_memoria(primeiro: Sequence[tuple[int, float]], segundo: Sequence[tuple[int, float]]) -> Iterator[str]:
    """A memória não cresce ao longo do primeiro fechamento, passado o aquecimento, nem do fim de um ao do outro.

    Args:
        primeiro: quantos avisos já tinham sido tratados e quantos MiB o processo ocupava, em ordem.
        segundo: o mesmo do outro fechamento.
    """
    quente = primeiro[int(len(primeiro) * AQUECIMENTO) :]
    (de, mib_de), (ate, mib_ate) = quente[0], quente[-1]
    if ate - de < POUCOS_AVISOS:
        return  # o que o processo aprende no começo pesa mais que os avisos
    por_aviso = (mib_ate - mib_de) * (1 << 20) / (ate - de)
    if por_aviso > MAIOR_CRESCIMENTO_POR_AVISO:
        yield f"a memória cresceu {por_aviso:.0f} bytes por aviso depois do aquecimento"
    if segundo[-1][1] > mib_ate * (1 + MAIOR_CRESCIMENTO_ENTRE_FECHAMENTOS):
        yield f"a memória foi de {mib_ate} MiB no fim do primeiro fechamento a {segundo[-1][1]} MiB no fim do segundo"


def ensaiar_com_janela(base: Path, quantos: int, dizer: Callable[[str], None] = print) -> list[str]:
    """Fecha o dia pela janela e devolve o que não conferiu."""
    from ensaios.janela import fechar_na_janela, janela_aberta  # noqa: PLC0415 - o Qt só entra nesta parte

    correio = base.parent / "correio"
    with servidor(correio) as porta:
        preparar(rodar_em(base), base, montar(quantos), porta)
        with janela_aberta(base) as janela:
            antes = medir()
            medido = fechar_na_janela(janela, quantos, limite_s=quantos * 0.2 + 120)
            gc.collect()
            depois = medir()
            problemas = list(conferir_estados(HOJE, quantos, _por_cliente(correio, HOJE)))
    dizer(json.dumps(medido, ensure_ascii=False))
    dizer(f"janela: antes {antes}; depois {depois}")
    return [*problemas, *conferir_sobras(antes, depois), *conferir_parada(medido)]


def conferir_parada(medido: dict[str, Any]) -> Iterator[str]:
    """O laço de eventos que passou da meta, se a culpa não é da máquina.

    Args:
        medido: o que `ensaios.janela` mediu. A linha da tela ocupada ela mesma é sempre culpa do programa; a batida
            atrasada, só quando o processo que só dorme, ao lado, não se atrasou também.
    """
    ocupada, parada = medido["ocupada_ela_mesma"]["maior_ms"], medido["fechando"]["maior_ms"]
    if ocupada > META_PARADA_MS:
        yield f"a linha da tela ficou ocupada {ocupada} ms; a meta é {META_PARADA_MS}"
    elif parada > META_PARADA_MS and medido["processo_que_so_dorme"]["maior_ms"] < META_PARADA_MS / 2:
        yield f"o laço de eventos parou {parada} ms; a meta é {META_PARADA_MS}"


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    opcoes = argparse.ArgumentParser(description="Cinco mil avisos com falhas misturadas: nada se perde e nada vaza.")
    opcoes.add_argument("--avisos", type=int, default=5000)
    opcoes.add_argument("--atraso", type=int, default=0, help="milissegundos por mensagem; só na parte sem janela")
    opcoes.add_argument("--rastrear", action="store_true", help="mostra onde a memória é pedida")
    opcoes.add_argument("--janela", action="store_true", help="só a parte com a janela aberta")
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as nome:
        base = Path(nome) / "base.db"
        os.environ.update(ambiente(base.parent))
        if pedido.janela:
            problemas = ensaiar_com_janela(base, pedido.avisos)
        else:
            problemas = ensaiar(rodar_em(base), base, pedido.avisos, atraso_ms=pedido.atraso, rastrear=pedido.rastrear)
    print("\n".join(problemas[:20]))
    print(f"{len(problemas)} problemas em {pedido.avisos} avisos{', pela janela' if pedido.janela else ''}.")
    if pedido.janela:
        return 1 if problemas else 0
    com_janela = [sys.executable, "-m", "ensaios.volume", "--janela", "--avisos", str(pedido.avisos)]
    return max(subprocess.run(com_janela, check=False).returncode, 1 if problemas else 0)


if __name__ == "__main__":
    sys.exit(main())
