"""Ataques ao que sai: duas vezes, pela porta dos fundos, ou dado por enviado sem ter ido (regras.md §3.6, §6)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from ensaios.ataques.lugar import CONTA, FECHAR, Lugar, preparar
from ensaios.carteira import HOJE
from ensaios.programa import servidor
from ensaios.servidor import ler_aceitas


def trava_contornada(pasta: Path) -> Iterator[str]:
    """Outro fechamento por um atalho, por um link físico, e com o arquivo da trava apagado no meio."""
    with preparar(pasta, atraso_ms=500) as lugar:
        atalho, fisico = pasta / "atalho.db", pasta / "fisico.db"
        atalho.symlink_to(lugar.base)
        with lugar.comecar(*FECHAR) as processo:
            _parar_no_meio(processo)
            for sobra in lugar.base.parent.glob("*trava*"):
                sobra.unlink()
            yield from lugar(*FECHAR).problemas(1)
            yield from lugar.em(atalho)(*FECHAR).problemas(1)
            processo.send_signal(signal.SIGCONT)
            processo.communicate(timeout=120)
        os.link(lugar.base, fisico)
        yield from lugar.em(fisico)(*FECHAR).problemas(1, "link")
        yield from lugar(*FECHAR).problemas(1, "link")
        fisico.unlink()
        lugar(*FECHAR)
        yield from _cada_um_recebeu_um(lugar, 3)


def morto_transmitindo(pasta: Path) -> Iterator[str]:
    """Com um transmitindo, outro processo tenta de tudo; morto o primeiro, nada dele volta a sair."""
    with preparar(pasta, atraso_ms=500) as lugar:
        with lugar.comecar(*FECHAR) as processo:
            _parar_no_meio(processo)
            yield from lugar(*FECHAR).problemas(1)
            lugar("resolver", "1", "reenviar")
            processo.kill()
            processo.communicate()
        lugar(*FECHAR)
        yield from lugar.repetidos()
        if estranhos := set(lugar.estados().values()) - {"enviado", "em_duvida"}:
            yield f"avisos {estranhos} depois de retomar"


def dois_usuarios(pasta: Path) -> Iterator[str]:
    """Um fecha; o outro, com a sua pasta de dados, restaura a cópia de antes, destrava e fecha."""
    with preparar(pasta) as ana:
        copia = ana("backup", "--destino", str(pasta / "copias")).objeto["arquivo"]
        yield from ana(*FECHAR).problemas(0)
        bento = ana.como("bento")
        yield from bento("restaurar", copia).problemas(0)
        yield from bento("destravar", "--como", "verdadeira").problemas(0)
        bento(*FECHAR)
        yield from _cada_um_recebeu_um(bento, 3)


def diario_estragado(pasta: Path) -> Iterator[str]:
    """Apagado, esvaziado, encurtado, trocado pelo de outra base, e com uma linha alterada: nunca passa calado."""
    with preparar(pasta / "outra") as outra:
        outra(*FECHAR)
        de_outra = outra.diarios()[0].read_bytes()
    estragos: dict[str, Callable[[Path], object]] = {
        "apagado": lambda diario: diario.unlink(),
        "esvaziado": lambda diario: diario.write_bytes(b""),
        "encurtado": lambda diario: diario.write_bytes(b"".join(diario.read_bytes().splitlines(True)[:-2])),
        "trocado": lambda diario: diario.write_bytes(de_outra),
        "alterado": lambda diario: diario.write_bytes(diario.read_bytes().replace(b"enviado", b"adiado", 1)),
    }
    for nome, estragar in estragos.items():
        with preparar(pasta / nome) as lugar:
            copia = lugar("backup", "--destino", str(pasta / nome / "copias")).objeto["arquivo"]
            yield from lugar(*FECHAR).problemas(0)
            if not lugar.diarios():
                yield "não há diário"
            for diario in lugar.diarios():
                estragar(diario)
            seguinte = ("fechar", "--data", (HOJE + timedelta(days=1)).isoformat(), "--confirmar-data")
            yield from (f"{nome}: {problema}" for problema in lugar(*seguinte).problemas(1, "diário"))
            if lugar.recebidas() != 3:
                yield f"{nome}: saíram {lugar.recebidas() - 3} avisos com o diário estragado"
            lugar("restaurar", copia)
            lugar(*FECHAR)
            yield from (f"{nome}, restaurada: {problema}" for problema in lugar.repetidos())


def copia_para_experimentar(pasta: Path) -> Iterator[str]:
    """Copiada, destravada como cópia e fechada contra outro servidor: a verdadeira ainda envia tudo, uma vez."""
    with preparar(pasta) as lugar, servidor(pasta / "de-teste") as porta:
        copia = lugar.em(pasta / "copiada" / "base.db")
        copia.base.parent.mkdir()
        shutil.copyfile(lugar.base, copia.base)
        yield from copia(*FECHAR).problemas(1)
        yield from copia("destravar", "--como", "copia").problemas(0)
        copia(*CONTA, "--porta", str(porta))
        yield from copia(*FECHAR).problemas(0)
        if len(ler_aceitas(pasta / "de-teste")) != 3:
            yield "a cópia não enviou ao servidor de teste"
        yield from lugar(*FECHAR).problemas(0)
        yield from _cada_um_recebeu_um(lugar, 3)


def relogio_adiantado(pasta: Path) -> Iterator[str]:
    """Fechar 800 dias à frente pede confirmação; confirmado, há volta."""
    with preparar(pasta) as lugar:
        longe = (date.today() + timedelta(days=800)).isoformat()  # noqa: DTZ011 - o relógio da máquina é o atacado
        yield from lugar("fechar", "--data", longe).problemas(2, "--confirmar-data")
        lugar("fechar", "--data", longe, "--confirmar-data")
        antes = lugar.recebidas()
        if not lugar("fechar").codigo:
            yield "fechou antes do último fechamento, sem correção"
        if (corrigido := lugar("fechar", "--corrigir-data")).codigo not in {0, 3}:
            yield from corrigido.problemas(0)
        yield from lugar.repetidos()
        if not antes:
            yield "confirmada, a data não fechou"


def queda_depois_do_ponto(pasta: Path) -> Iterator[str]:
    """Um destinatário cuja resposta se perde, um recusado e um adiado: cada um fica no que o servidor disse."""
    emails = "duvida-1@example.com; inexistente-2@example.com; ocupado-3@example.com"
    with preparar(pasta, 1, emails={0: emails}) as lugar:
        yield from lugar(*FECHAR).problemas(3)
        (aviso,) = lugar("historico").objeto["avisos"]
        lugar("resolver", str(aviso["id"]), "enviado")
        for lido in (aviso, lugar("historico").objeto["avisos"][0]):
            if lido["destinatarios_recusados"] != ["inexistente-2@example.com"]:
                yield f"{lido['estado']}: recusados {lido['destinatarios_recusados']}"
            if lido["destinatarios_pendentes"] != ["ocupado-3@example.com"]:
                yield f"{lido['estado']}: pendentes {lido['destinatarios_pendentes']}"
        if (aviso["estado"]) != "em_duvida":
            yield f"o aviso ficou {aviso['estado']}"


def parametro_no_mesmo_dia(pasta: Path) -> Iterator[str]:
    """Adiado o aviso, muda-se o parâmetro que o criou: ele não é cancelado, nem se culpa pagamento que não houve."""
    with preparar(pasta, 1, emails={0: "depois-1@example.com"}) as lugar:
        yield from lugar(*FECHAR).problemas(3)
        lugar("parametros", "enviar_vencidos=nao", "vencendo_em_dias=0")
        yield from lugar(*FECHAR).problemas(3)
        (aviso,) = lugar("historico").objeto["avisos"]
        if aviso["estado"] != "adiado" or "pago" in (aviso["motivo"] or ""):
            yield f"o aviso ficou {aviso['estado']}: {aviso['motivo']}"


def base_errada(pasta: Path) -> Iterator[str]:
    """O agendador com o caminho errado."""
    with preparar(pasta, 1) as lugar:
        errada = lugar.em(pasta / "nao-existe.db")
        for comando in (FECHAR, ("historico",), ("backup",), ("destravar",), ("devolvidos",)):
            yield from errada(*comando).problemas(1, "nao-existe.db")
        if errada.base.exists():
            yield "a base nasceu"


def _parar_no_meio(processo: subprocess.Popen[str]) -> None:
    """Congela o fechamento quando o primeiro aviso começa: vivo, com tudo o que tomou."""
    for linha in processo.stderr or ():
        if linha.startswith("[1/"):
            break
    processo.send_signal(signal.SIGSTOP)


def _cada_um_recebeu_um(lugar: Lugar, quantos: int) -> Iterator[str]:
    yield from lugar.repetidos()
    if lugar.recebidas() != quantos:
        yield f"{lugar.recebidas()} mensagens para {quantos} clientes"
