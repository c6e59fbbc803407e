"""Cada ação da tela sobre 100 mil débitos, com um fechamento em curso noutro terminal: quanto o laço de eventos para.

    python -m benchmarks.acoes [--debitos 100000] [--clientes 10000] [--vezes 3] [--json]

Meta: nenhuma ação para o laço por mais de 50 ms. O fechamento corre noutro processo, na mesma base (o desta janela
desabilita as outras telas, e quem o mede é `benchmarks/janela.py`). De cada ação, a maior parada: a da primeira vez,
que carrega o que ainda não estava na memória, e a mediana de todas; ao lado, quanto a linha da tela esteve ocupada ela
mesma, e quanto um processo que só dorme se atrasou enquanto tudo corria.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QWidget

from ensaios.batidas import META_MS, Batidas, ate, por, resumir, so_dormindo
from ensaios.carteira import HOJE, sortear
from ensaios.programa import ambiente, iniciar, rodar_em, servidor
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from modelos.acesso.consulta import Consulta
from modelos.base import terminais
from modelos.base.abertura import abrir
from modelos.cadastro import clientes
from modelos.carteira import debitos
from ui import aplicativo
from ui.coleta import Coleta
from ui.contexto import Contexto
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.dialogos.carteira.debito import DialogoDebito
from ui.dialogos.previa.previa import DialogoPrevia
from ui.janela.janela import JanelaFechamento
from ui.janela.telas import DIALOGOS
from ui.moldes.lista import DialogoLista
from ui.trabalho import Trabalho

_CALMA_S = 0.3
_ATRASO_DO_SERVIDOR_MS = 200
_ENTRE_TECLAS_MS = 60

Acao = tuple[str, Callable[[], object]]


def assentar() -> None:
    """Espera os trabalhos acabarem e a tela parar."""
    por(_CALMA_S)
    ate(lambda: not Trabalho.vivos())
    por(_CALMA_S)


class _Medidor:
    """Guarda, por ação, a maior parada de cada vez."""

    def __init__(self) -> None:
        self._batidas = Batidas()
        self.paradas: dict[str, list[float]] = {}
        self.ocupadas: dict[str, list[float]] = {}

    def medir(self, nome: str, acao: Callable[[], object]) -> object:
        """Faz a ação dentro do laço de eventos e espera tudo assentar."""
        self._batidas.recomecar()
        resultado = acao()
        assentar()
        self.paradas.setdefault(nome, []).append(max(self._batidas.atrasos_ms))
        self.ocupadas.setdefault(nome, []).append(max(self._batidas.ocupados_ms))
        return resultado


def _descartar(tela: QWidget) -> None:
    tela.close()
    tela.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assentar()


def _mostrar(tela: QWidget) -> QWidget:
    tela.show()
    tela.activateWindow()
    return tela


def percorrer(medidor: _Medidor, contexto: Contexto, janela: JanelaFechamento) -> None:
    """Tudo o que se abre, se rola, se procura e se ordena."""
    for guia in ("pedidos", "falha_numeracao", "aviso_debitos", "fechamento"):
        medidor.medir(f"guia {guia}", lambda guia=guia: janela.mostrar_guia(guia))  # type: ignore[misc]
    for nome in sorted(DIALOGOS):
        if nome == "aviso":
            continue
        tela = medidor.medir(
            f"abrir {nome}",
            lambda nome=nome: _mostrar(DIALOGOS[nome](contexto, None, janela)),  # type: ignore[misc]
        )
        if isinstance(tela, DialogoLista) and tela.tabela.DEMORA:
            _na_lista(medidor, nome, tela)
        elif isinstance(tela, DialogoPrevia):
            _na_previa(medidor, tela)
        assert isinstance(tela, QWidget)
        medidor.medir(f"fechar {nome}", lambda tela=tela: _descartar(tela))  # type: ignore[misc]
    debito = debitos.obter(debitos.pagina(Consulta(ordem="vencimento")).linhas[0].chave)
    cliente = clientes.pagina(Consulta(ordem="nome")).linhas[0]
    for nome, ficha in (
        ("ficha do débito", lambda: DialogoDebito(contexto, debito, janela)),
        ("ficha do cliente", lambda: DialogoCliente(contexto, cliente, janela)),
    ):
        aberta = medidor.medir(nome, lambda ficha=ficha: _mostrar(ficha()))  # type: ignore[misc]
        assert isinstance(aberta, QWidget)
        _descartar(aberta)


def _na_lista(medidor: _Medidor, nome: str, tela: DialogoLista[Any]) -> None:
    quadro = tela.quadro
    barra = quadro.visao.verticalScrollBar()
    medidor.medir(f"{nome}: descer uma página", lambda: QTest.keyClick(quadro.visao, Qt.Key.Key_PageDown))
    medidor.medir(f"{nome}: ir ao fim", lambda: QTest.keyClick(quadro.visao, Qt.Key.Key_End, _CONTROLE))
    medidor.medir(f"{nome}: arrastar ao meio", lambda: barra.setValue(barra.maximum() // 2))
    medidor.medir(f"{nome}: ordenar", quadro.visao.ordenar_pela_seguinte)
    medidor.medir(f"{nome}: inverter", quadro.visao.inverter_ordem)
    medidor.medir(f"{nome}: procurar", lambda: QTest.keyClicks(quadro.procura, "004", delay=_ENTRE_TECLAS_MS))


def _na_previa(medidor: _Medidor, tela: DialogoPrevia) -> None:
    medidor.medir("previa: procurar", lambda: QTest.keyClicks(tela.procura, "004", delay=_ENTRE_TECLAS_MS))
    medidor.medir("previa: limpar a procura", tela.procura.clear)
    recortes = tela.findChild(QTabBar)
    assert isinstance(recortes, QTabBar)
    for posicao in range(recortes.count()):
        medidor.medir(
            f"previa: recorte {posicao}",
            lambda posicao=posicao: recortes.setCurrentIndex(posicao),  # type: ignore[misc]
        )
    medidor.medir("previa: voltar a todos", lambda: recortes.setCurrentIndex(0))
    for coluna in (1, 3, 10):
        medidor.medir(
            f"previa: ordenar por {coluna}",
            lambda coluna=coluna: tela.visao.sortByColumn(coluna, Qt.SortOrder.DescendingOrder),  # type: ignore[misc]
        )
    medidor.medir("previa: ir ao fim", lambda: QTest.keyClick(tela.visao, Qt.Key.Key_End, _CONTROLE))
    medidor.medir("previa: tirar um cliente", lambda: QTest.keyClick(tela.visao, Qt.Key.Key_Space))
    medidor.medir("previa: por idade", tela.por_idade.toggle)
    medidor.medir("previa: recalcular", lambda: QTest.keyClick(tela, Qt.Key.Key_F5))


_CONTROLE = Qt.KeyboardModifier.ControlModifier


@contextmanager
def _fechando(base: Path) -> Iterator[None]:
    """Um fechamento de verdade noutro processo, enquanto o bloco corre."""
    with iniciar(base, "fechar", "--data", HOJE.isoformat()) as processo:
        assert processo.stderr is not None
        while not processo.stderr.readline().startswith("["):
            assert processo.poll() is None, "o fechamento acabou antes de começar a enviar"
        try:
            yield
            assert processo.poll() is None, "o fechamento acabou antes da medida"
        finally:
            processo.kill()


def medir(pasta: Path, quantos_clientes: int, quantos_debitos: int, vezes: int) -> dict[str, Any]:
    """Monta a base, começa o fechamento, abre a janela e mede."""
    base = pasta / "base.db"
    os.environ.update(ambiente(pasta))
    rodar = rodar_em(base)
    with servidor(pasta / "correio", _ATRASO_DO_SERVIDOR_MS) as porta:
        rodar("importar", *sortear(quantos_clientes, quantos_debitos).gravar(pasta))
        conta = ("--remetente", "cob@aurora.example.com", "--servidor", "127.0.0.1", "--seguranca", "nenhuma")
        rodar("conta-email", "1", *conta, "--porta", str(porta))
        rodar("parametros", "habilitado=sim")
        coleta = Coleta(pai=aplicativo.preparar())
        with _fechando(base), so_dormindo() as dormindo, abrir(base) as aberta:
            medidor = _na_janela(Ambiente(aberta, lambda: datetime.now(UTC), CofreEmMemoria(), TransporteSMTP), vezes)
    coleta.parar()
    acoes = {
        nome: {
            "primeira_ms": round(paradas[0], 1),
            "mediana_ms": round(statistics.median(paradas), 1),
            "ocupada_ms": round(statistics.median(medidor.ocupadas[nome]), 1),
        }
        for nome, paradas in medidor.paradas.items()
    }
    return {"acoes": acoes, "processo_que_so_dorme": resumir(dormindo), "meta_ms": META_MS, "vezes": vezes}


def _na_janela(com: Ambiente, vezes: int) -> _Medidor:
    contexto = Contexto(com, lambda: HOJE)
    contexto.terminal = terminais.entrar("MEDIDA", "medida", contexto.agora())
    janela = JanelaFechamento(contexto)
    medidor = _Medidor()
    try:
        medidor.medir("abrir a janela", lambda: _mostrar(janela))
        janela.resize(1366, 696)
        for _ in range(vezes):
            percorrer(medidor, contexto, janela)
    finally:
        janela.cabecalho.acompanhar(False)
        Trabalho.esperar_todos()
        janela.deleteLater()
        terminais.sair(contexto.terminal)
    return medidor


def main() -> None:
    """Lê as opções, mede e mostra da maior para a menor."""
    opcoes = argparse.ArgumentParser(description="Parada do laço de eventos em cada ação da tela.")
    opcoes.add_argument("--clientes", type=int, default=10_000)
    opcoes.add_argument("--debitos", type=int, default=100_000)
    opcoes.add_argument("--vezes", type=int, default=3)
    opcoes.add_argument("--json", action="store_true")
    pedido = opcoes.parse_args()
    with tempfile.TemporaryDirectory() as nome:
        medido = medir(Path(nome), pedido.clientes, pedido.debitos, pedido.vezes)
    if pedido.json:
        print(json.dumps(medido))
        return
    print("primeira  mediana  ocupada (ms)")
    for acao, numeros in sorted(medido["acoes"].items(), key=lambda par: -par[1]["mediana_ms"]):
        print(f"{numeros['primeira_ms']:8.1f}  {numeros['mediana_ms']:7.1f}  {numeros['ocupada_ms']:7.1f}  {acao}")
    print(f"processo que só dorme: {medido['processo_que_so_dorme']}; meta {META_MS} ms")


if __name__ == "__main__":
    main()
