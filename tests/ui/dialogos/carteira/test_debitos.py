from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.contas import parametros
from regras.aviso import Estado
from regras.cadastro import Cliente
from regras.debito import Classe, Debito
from regras.parametros import ParametrosAviso
from tests.modelos.exemplos import avisado, gravar_aviso
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Assunto, Contexto
from ui.dialogos.carteira import debitos as telas
from ui.dialogos.carteira.debito import DialogoDebito
from ui.dialogos.carteira.debitos import DialogoDebitos
from ui.dialogos.carteira.filtros_debitos import RecorteDeDebitos
from ui.moldes import campo_cliente
from ui.tabelas import exportacao
from ui.trabalho import Trabalho

REAIS = "R$\N{NO-BREAK SPACE}"


def _debito(cliente: str, documento: str, dias: int, hoje: date, centavos: int = 100_00, **outros: object) -> Debito:
    """Um débito; `dias` é hoje − vencimento."""
    return Debito(cliente, documento, "1", hoje - timedelta(days=dias), centavos, centavos)._replace(**outros)  # type: ignore[arg-type]  # campos da tabela


@pytest.fixture
def lista(contexto: Contexto, qtbot: QtBot, hoje: date) -> Iterator[DialogoDebitos]:
    clientes.gravar_varios([Cliente("001", "Padaria"), Cliente("002", "Hotel")])
    debitos.gravar_varios(
        [
            _debito("001", "vencido", 12, hoje, situacao="Jurídico"),
            _debito("001", "carencia", 1, hoje),
            _debito("002", "avencer", 0, hoje, 200_00, situacao="Normal"),
            _debito("002", "futuro", -30, hoje),
            _debito("002", "baixado", 40, hoje, pago_em=hoje),
        ]
    )
    with _aberta(DialogoDebitos(contexto), qtbot) as dialogo:
        yield dialogo


class _aberta:  # noqa: N801 - gerenciador de contexto usado como função
    """A tela aberta e assentada; ao sair, espera os trabalhos."""

    def __init__(self, dialogo: DialogoDebitos, qtbot: QtBot) -> None:
        self._dialogo, self._qtbot = dialogo, qtbot
        qtbot.addWidget(dialogo)

    def __enter__(self) -> DialogoDebitos:
        with self._qtbot.waitActive(self._dialogo):
            self._dialogo.show()
        _assentar(self._qtbot)
        return self._dialogo

    def __exit__(self, *_: object) -> None:
        _assentar(self._qtbot)


def _assentar(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Trabalho.vivos(), timeout=60_000)


def _documentos(lista: DialogoDebitos) -> list[str]:
    return [linha.debito.documento for _, linha in lista.quadro.modelo.na_memoria()]


def _com_a_ficha(acao: Callable[[DialogoDebito], object]) -> list[DialogoDebito]:
    """Quando a ficha aparecer, faz a ação com ela; se a ação não a fechar, fecha."""
    vistas: list[DialogoDebito] = []

    def olhar() -> None:
        aberta = QApplication.activeModalWidget()
        if isinstance(aberta, DialogoDebito) and aberta.isActiveWindow():
            vistas.append(aberta)
            try:
                acao(aberta)
            finally:
                if aberta.isVisible():
                    aberta.done(0)
        else:
            QTimer.singleShot(5, olhar)

    QTimer.singleShot(0, olhar)
    return vistas


def test_abre_nos_em_aberto_por_vencimento_com_quantidade_e_saldo(lista: DialogoDebitos) -> None:
    assert _documentos(lista) == ["vencido", "carencia", "avencer", "futuro"]
    assert lista.rodape.text() == f"4 débitos   saldo de {REAIS}500,00"


def test_ler_e_somar_sao_de_outra_linha_de_execucao(
    lista: DialogoDebitos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lugares: list[bool] = []

    def vigiar(nome: str) -> None:
        original = getattr(debitos, nome)

        def chamar(consulta: Consulta) -> object:
            lugares.append(threading.current_thread() is threading.main_thread())
            return original(consulta)

        monkeypatch.setattr(debitos, nome, chamar)

    vigiar("pagina")
    vigiar("totais")
    lista.quadro.atualizar()
    _assentar(qtbot)
    assert lugares == [False, False]


@pytest.mark.parametrize(
    ("mostrar", "achados"),
    [
        ("vencido", ["vencido"]),
        ("carencia", ["carencia"]),
        ("a_vencer", ["avencer"]),
        ("futuro", ["futuro"]),
        ("baixado", ["baixado"]),
        ("todos", ["baixado", "vencido", "carencia", "avencer", "futuro"]),
    ],
)
def test_mostrar_filtra_pela_classe_de_hoje(
    lista: DialogoDebitos, qtbot: QtBot, mostrar: str, achados: list[str]
) -> None:
    lista.filtros.mostrar.definir(mostrar)
    qtbot.waitUntil(lambda: _documentos(lista) == achados)
    _assentar(qtbot)
    assert lista.rodape.text().startswith(f"{len(achados)} débito")


def test_a_classe_acompanha_os_parametros_gravados(lista: DialogoDebitos, contexto: Contexto, qtbot: QtBot) -> None:
    lista.filtros.mostrar.definir("vencido")
    qtbot.waitUntil(lambda: _documentos(lista) == ["vencido"])
    parametros.gravar(ParametrosAviso(dias_para_vencido=1))
    contexto.avisar(Assunto.PARAMETROS)
    qtbot.waitUntil(lambda: _documentos(lista) == ["vencido", "carencia"])


def test_classe_que_nao_existe_nao_acha_nada(lista: DialogoDebitos, contexto: Contexto, qtbot: QtBot) -> None:
    parametros.gravar(ParametrosAviso(dias_para_vencido=0))
    contexto.avisar(Assunto.PARAMETROS)
    lista.filtros.mostrar.definir("carencia")
    qtbot.waitUntil(
        lambda: (
            lista.rodape.text() == "Nenhum débito encontrado: use Incluir, tire um filtro, ou importe do seu sistema"
        )
    )


def test_filtros_pelo_teclado_somam_se_e_limpar_volta(lista: DialogoDebitos, qtbot: QtBot, hoje: date) -> None:
    qtbot.keyClicks(lista.filtros.cliente.texto, "002")
    qtbot.waitUntil(lambda: _documentos(lista) == ["avencer", "futuro"])
    assert lista.filtros.cliente.nome.text() == "Hotel"
    qtbot.keyClicks(lista.filtros.ate, f"{hoje:%d%m%Y}")
    qtbot.waitUntil(lambda: _documentos(lista) == ["avencer"])
    qtbot.mouseClick(lista.filtros.limpar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(_documentos(lista)) == 4)
    assert (lista.filtros.cliente.codigo(), lista.filtros.ate.text()) == ("", "")
    assert not lista.filtros.limpar.isEnabled()


def test_filtro_de_situacao_tem_tambem_as_sem_situacao(lista: DialogoDebitos, qtbot: QtBot) -> None:
    textos = [lista.filtros.situacao.itemText(indice) for indice in range(lista.filtros.situacao.count())]
    assert textos == ["Todas", "Sem situação", "Jurídico", "Normal"]
    lista.filtros.situacao.setCurrentIndex(2)
    qtbot.waitUntil(lambda: _documentos(lista) == ["vencido"])
    lista.filtros.situacao.setCurrentIndex(1)
    qtbot.waitUntil(lambda: _documentos(lista) == ["carencia", "futuro"])


def test_f2_no_filtro_de_cliente_abre_a_consulta(
    lista: DialogoDebitos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campo_cliente.DialogoEscolherCliente, "perguntar", lambda *_: Cliente("001", "Padaria"))
    qtbot.keyClick(lista.filtros.cliente.texto, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: _documentos(lista) == ["vencido", "carencia"])


def test_codigo_ou_data_pela_metade_nao_filtra(lista: DialogoDebitos, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(lista.filtros.mudou, wait=400):
        qtbot.keyClicks(lista.filtros.cliente.texto, "00")
        qtbot.keyClicks(lista.filtros.de, "241")


def test_apagar_parte_da_data_mantem_o_ultimo_filtro_inteiro(lista: DialogoDebitos, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lista.filtros.mudou):
        qtbot.keyClicks(lista.filtros.de, "24112026")
    with qtbot.assertNotEmitted(lista.filtros.mudou, wait=400):
        qtbot.keyClick(lista.filtros.de, Qt.Key.Key_Backspace)
    assert lista.filtros.recorte().de == date(2026, 11, 24)


def test_o_rodape_soma_o_que_a_procura_acha(lista: DialogoDebitos, qtbot: QtBot) -> None:
    qtbot.keyClicks(lista.quadro.procura, "hotel avencer")
    qtbot.waitUntil(lambda: lista.rodape.text() == f"1 débito   saldo de {REAIS}200,00")


def test_exporta_o_filtrado_com_os_nomes(
    lista: DialogoDebitos, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "debitos.csv"
    monkeypatch.setattr(exportacao, "perguntar_arquivo", lambda *_: destino)
    lista.filtros.mostrar.definir("a_vencer")
    _assentar(qtbot)
    qtbot.keyClick(lista.quadro.procura, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    _assentar(qtbot)
    assert destino.read_text("utf-8-sig").splitlines() == [
        "Código;Cliente;Documento;Parcela;Vencimento;Estado;Valor;Saldo;Situação;Conta",
        "002;Hotel;avencer;1;24/11/2026;Vence hoje;200,00;200,00;Normal;–",
    ]


@pytest.mark.parametrize(
    ("argumento", "achados"),
    [
        ("002", ["avencer", "futuro"]),
        (RecorteDeDebitos(mostrar="vencido"), ["vencido"]),
        (RecorteDeDebitos(situacao="", de=date(2026, 11, 24)), ["futuro"]),
        (None, ["vencido", "carencia", "avencer", "futuro"]),
    ],
)
def test_abre_ja_no_recorte_pedido(
    lista: DialogoDebitos, contexto: Contexto, qtbot: QtBot, argumento: object, achados: list[str]
) -> None:
    outra = telas.abrir(contexto, argumento)
    assert isinstance(outra, DialogoDebitos)
    with _aberta(outra, qtbot):
        assert _documentos(outra) == achados


def test_a_chave_de_um_debito_abre_a_ficha_dele(lista: DialogoDebitos, contexto: Contexto, qtbot: QtBot) -> None:
    ficha = telas.abrir(contexto, ("001", "vencido", "1"))
    qtbot.addWidget(ficha)
    assert isinstance(ficha, DialogoDebito)
    assert ficha.windowTitle() == "Débito vencido/1"


@pytest.mark.parametrize("confirma", [True, False])
def test_del_diz_em_quantos_avisos_foi_e_so_exclui_com_sim(
    lista: DialogoDebitos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, confirma: bool
) -> None:
    gravar_aviso("001", Estado.ENVIADO, debitos=[avisado("001", "vencido", -12)])
    vistos: list[tuple[object, object]] = []

    def perguntar(*partes: object, **nomeados: object) -> bool:
        vistos.append((partes[1], nomeados["fatos"]))
        return confirma

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", perguntar)
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Delete)
    assert vistos == [
        (
            "Excluir o débito vencido/1?",
            [
                ("Cliente", "Padaria", "001"),
                ("Vencimento", "Vencido há 12 dias", "12/11/2026"),
                ("Saldo", "", f"{REAIS}100,00"),
                ("Avisos", "foi em 1 aviso, que fica no histórico", ""),
            ],
        )
    ]
    assert (debitos.obter(("001", "vencido", "1")) is None) == confirma
    _assentar(qtbot)
    assert len(_documentos(lista)) == (3 if confirma else 4)


def test_incluir_pelo_teclado_ja_vem_com_o_cliente_do_filtro(lista: DialogoDebitos, qtbot: QtBot, hoje: date) -> None:
    lista.filtros.cliente.definir("002")
    qtbot.waitUntil(lambda: _documentos(lista) == ["avencer", "futuro"])

    def preencher(ficha: DialogoDebito) -> None:
        for texto in ("9001", "2", "", "301126", "1234.56"):
            foco = ficha.focusWidget()
            foco.selectAll()  # type: ignore[union-attr]  # é um campo de texto
            qtbot.keyClicks(foco, texto)
            qtbot.keyClick(foco, Qt.Key.Key_Return)
        qtbot.keyClick(ficha, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    _com_a_ficha(preencher)
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Insert)
    gravado = debitos.obter(("002", "9001", "2"))
    assert gravado == Debito("002", "9001", "2", date(2026, 11, 30), 1234_56, 1234_56)
    qtbot.waitUntil(lambda: getattr(lista.quadro.atual(), "debito", None) == gravado)


def test_enter_abre_e_alterar_fica_gravado(lista: DialogoDebitos, qtbot: QtBot) -> None:
    def alterar(ficha: DialogoDebito) -> None:
        ficha.situacao.definir("Normal")
        ficha.saldo.selectAll()
        qtbot.keyClicks(ficha.saldo, "40,5")
        qtbot.mouseClick(ficha.botao_gravar, Qt.MouseButton.LeftButton)

    _com_a_ficha(alterar)
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Return)
    gravado = debitos.obter(("001", "vencido", "1"))
    assert gravado is not None
    assert (gravado.situacao, gravado.saldo_centavos, gravado.valor_centavos) == ("Normal", 40_50, 100_00)
    qtbot.waitUntil(lambda: lista.rodape.text() == f"4 débitos   saldo de {REAIS}440,50")


def test_debito_que_sumiu_da_base_so_faz_a_lista_reler(lista: DialogoDebitos, qtbot: QtBot) -> None:
    debitos.excluir(("001", "vencido", "1"))
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _documentos(lista) == ["carencia", "avencer", "futuro"])


@pytest.mark.parametrize("classe", list(Classe))
def test_recorte_de_classe_soma_se_ao_vencimento_pedido(classe: Classe, hoje: date) -> None:
    recorte = RecorteDeDebitos(mostrar=classe, de=hoje - timedelta(days=400), ate=hoje + timedelta(days=400))
    filtros = recorte.em_filtros(ParametrosAviso(), hoje, ())
    assert filtros["estado"] == "aberto"
    assert filtros["vencimento_de"] >= (hoje - timedelta(days=400)).isoformat()
    assert filtros["vencimento_ate"] <= (hoje + timedelta(days=400)).isoformat()


def test_f6_passa_a_ordem_a_coluna_seguinte_e_shift_f6_inverte(lista: DialogoDebitos, qtbot: QtBot) -> None:
    lista.resize(1280, 600)
    vistas = []
    for _ in range(5):
        qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_F6)
        _assentar(qtbot)
        vistas.append(lista.quadro.modelo.consulta.ordem)
    assert vistas == ["valor", "saldo", "situacao", "conta_cobranca", "cliente"]
    qtbot.keyClick(lista.quadro.visao, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    _assentar(qtbot)
    assert lista.quadro.modelo.consulta.decrescente
    assert lista.quadro.visao.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
