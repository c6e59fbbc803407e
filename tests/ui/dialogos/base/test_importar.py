from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from envio import importacao
from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from modelos.carteira import debitos
from modelos.importacao.resultado import Resultado, Tipo
from ui.base.confirmacao import DialogoConfirmacao
from ui.contexto import Assunto, Contexto
from ui.dialogos.base import colunas_da_planilha, importar
from ui.dialogos.base.de_para import DialogoDePara
from ui.dialogos.base.importar import DialogoImportar
from ui.trabalho import Trabalho

CLIENTES = "codigo;nome;email\n001;Padaria;a@b.com\n002;;c@d.com\n"
DEBITOS = "cliente;documento;parcela;vencimento;valor\n" + "".join(
    f"001;{numero};1;24/12/2026;100,00\n" for numero in range(10)
)


class Perguntas(list[str]):
    """O que foi perguntado, e a resposta a dar."""

    resposta = False


@pytest.fixture
def perguntas(monkeypatch: pytest.MonkeyPatch) -> Perguntas:
    feitas = Perguntas()

    def responder(_titulo: str, pergunta: str, **_outros: object) -> bool:
        feitas.append(pergunta)
        return feitas.resposta

    monkeypatch.setattr(DialogoConfirmacao, "perguntar", responder)
    return feitas


@pytest.fixture
def dialogo(qtbot: QtBot, contexto: Contexto) -> DialogoImportar:
    dialogo = DialogoImportar(contexto)
    qtbot.addWidget(dialogo)
    dialogo.open()
    return dialogo


def _arquivo(pasta: Path, nome: str, texto: str) -> Path:
    arquivo = pasta / nome
    arquivo.write_text(texto, encoding="utf-8")
    return arquivo


def _importar(dialogo: DialogoImportar, qtbot: QtBot) -> None:
    dialogo.comecar()
    qtbot.waitUntil(lambda: not Trabalho.vivos() and dialogo.importar.isEnabled(), timeout=60_000)


def test_importa_e_diz_o_que_houve_com_cada_arquivo(
    dialogo: DialogoImportar, contexto: Contexto, qtbot: QtBot, tmp_path: Path
) -> None:
    mudou: list[frozenset[Assunto]] = []
    contexto.mudou.connect(mudou.append)
    dialogo.campo(Tipo.CLIENTES).definir(_arquivo(tmp_path, "clientes.csv", CLIENTES))
    dialogo.campo(Tipo.NOTAS).definir(_arquivo(tmp_path, "notas.csv", "nada a ver\n1\n"))
    _importar(dialogo, qtbot)
    assert "2 lidas, 1 incluída, 1 rejeitada" in dialogo.frase_de(Tipo.CLIENTES)
    assert "coluna" in dialogo.frase_de(Tipo.NOTAS)
    assert clientes.pagina(Consulta()).total == 1
    assert Assunto.CLIENTES in mudou[0]


def test_sem_arquivo_diz_o_que_falta(dialogo: DialogoImportar) -> None:
    dialogo.comecar()
    assert "ao menos um" in dialogo.formulario.erro_de(dialogo.campo(Tipo.EMPRESA))


def test_arquivo_que_nao_existe_nao_comeca(dialogo: DialogoImportar, tmp_path: Path) -> None:
    dialogo.campo(Tipo.DEBITOS).definir(tmp_path / "falta.csv")
    dialogo.comecar()
    assert not Trabalho.vivos()
    assert "falta.csv" in dialogo.formulario.erro_de(dialogo.campo(Tipo.DEBITOS))


@pytest.mark.parametrize(("sim", "em_aberto"), [(True, 1), (False, 10)])
def test_baixar_mais_da_metade_so_com_o_sim(
    dialogo: DialogoImportar, qtbot: QtBot, tmp_path: Path, perguntas: Perguntas, *, sim: bool, em_aberto: int
) -> None:
    dialogo.campo(Tipo.CLIENTES).definir(_arquivo(tmp_path, "clientes.csv", CLIENTES))
    dialogo.campo(Tipo.DEBITOS).definir(_arquivo(tmp_path, "debitos.csv", DEBITOS))
    _importar(dialogo, qtbot)
    perguntas.resposta = sim
    so_um = "".join(DEBITOS.splitlines(keepends=True)[:2])
    dialogo.campo(Tipo.CLIENTES).definir(None)
    dialogo.campo(Tipo.DEBITOS).definir(_arquivo(tmp_path, "novos.csv", so_um))
    dialogo.baixar.setChecked(True)
    _importar(dialogo, qtbot)
    assert perguntas == ["Baixar mais da metade dos débitos em aberto?"]
    abertos = [item for item in debitos.pagina(Consulta()).linhas if item.esta_em_aberto()]
    assert len(abertos) == em_aberto


def test_esc_fecha_quando_nada_corre(dialogo: DialogoImportar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialogo.rejected):
        qtbot.keyClick(dialogo, Qt.Key.Key_Escape)


@pytest.mark.parametrize("lendo", [False, True])
def test_esc_durante_a_importacao_pede_para_parar(
    dialogo: DialogoImportar, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lendo: bool
) -> None:
    parou = threading.Event()

    def devagar(*args: Any, **opcoes: Any) -> Iterator[Resultado]:
        for resultado in importacao.importar(*args, **opcoes):
            assert parou.wait(60)
            yield resultado

    monkeypatch.setattr(importar, "importar", devagar)
    for tipo in (Tipo.CLIENTES, Tipo.DEBITOS):
        texto = CLIENTES if tipo is Tipo.CLIENTES else DEBITOS
        dialogo.campo(tipo).definir(_arquivo(tmp_path, f"{tipo.value}.csv", texto))
    dialogo.comecar()
    if lendo:
        qtbot.waitUntil(lambda: "lidas" in dialogo.frase_de(Tipo.CLIENTES), timeout=60_000)
    dialogo.reject()
    parou.set()
    qtbot.waitUntil(lambda: not Trabalho.vivos() and dialogo.importar.isEnabled(), timeout=60_000)
    assert dialogo.isVisible()
    assert "você parou antes" in dialogo.frase_de(Tipo.DEBITOS)


def test_comeca_no_tipo_pedido(qtbot: QtBot, contexto: Contexto) -> None:
    dialogo = DialogoImportar(contexto, "pedidos")
    qtbot.addWidget(dialogo)
    assert dialogo.focusWidget() is dialogo.campo(Tipo.PEDIDOS).focusProxy()


def test_erro_comprido_de_um_arquivo_faz_a_tela_crescer_em_vez_de_cortar_os_campos(
    dialogo: DialogoImportar, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DialogoDePara, "responder", lambda _dialogo: True)
    antes = dialogo.height()
    sem_parcela = _arquivo(tmp_path, "debitos.csv", "cliente;documento;emissao;vencimento;valor;forma\n")
    for tipo in (Tipo.CLIENTES, Tipo.DEBITOS, Tipo.PEDIDOS, Tipo.NOTAS):
        dialogo.campo(tipo).definir(sem_parcela)
    dialogo.comecar()
    qtbot.waitUntil(lambda: not Trabalho.vivos())

    def coube() -> bool:
        campos = [dialogo.campo(tipo) for tipo in Tipo]
        disposicao = dialogo.layout()
        assert disposicao is not None
        return dialogo.height() >= max(antes + 1, disposicao.totalHeightForWidth(dialogo.width())) and all(
            campo.height() >= campo.minimumSizeHint().height() for campo in campos
        )

    qtbot.waitUntil(coube)


def test_coluna_a_mais_e_informacao_e_nao_alerta(dialogo: DialogoImportar, qtbot: QtBot, tmp_path: Path) -> None:
    texto = "codigo;nome;vendedor;regiao\n001;Padaria;Zé;Sul\n"
    dialogo.campo(Tipo.CLIENTES).definir(_arquivo(tmp_path, "clientes.csv", texto))
    _importar(dialogo, qtbot)
    frase = dialogo.frase_de(Tipo.CLIENTES)
    assert frase.endswith("2 colunas a mais não foram usadas: vendedor e regiao.")
    assert "a conferir" not in frase
    estado = dialogo._linhas[Tipo.CLIENTES].estado
    assert estado._texto.property("cor") == "ok"


def test_as_colunas_mostradas_sao_as_do_arquivo_em_foco_e_o_modelo_entra_na_importacao(
    dialogo: DialogoImportar, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogo.activateWindow()
    qtbot.waitUntil(dialogo.isActiveWindow)
    assert dialogo.colunas.obrigatorias.text() == "Obrigatórias: nome, cpf_cnpj."
    dialogo.campo(Tipo.CLIENTES).setFocus()
    qtbot.waitUntil(lambda: dialogo.colunas.tipo is Tipo.CLIENTES)
    assert dialogo.colunas.obrigatorias.text() == "Obrigatórias: codigo, nome."
    assert "promessa_ate" in dialogo.colunas.opcionais.text()
    modelo = tmp_path / "modelo.xlsx"
    monkeypatch.setattr(colunas_da_planilha, "perguntar_arquivo", lambda *_a: modelo)
    qtbot.mouseClick(dialogo.colunas.salvar, Qt.MouseButton.LeftButton)
    dialogo.campo(Tipo.CLIENTES).definir(modelo)
    _importar(dialogo, qtbot)
    assert dialogo.frase_de(Tipo.CLIENTES) == "1 lida, 1 incluída."


def test_importar_de_novo_le_o_que_mudou_e_diz_o_que_nao(
    dialogo: DialogoImportar, contexto: Contexto, qtbot: QtBot, tmp_path: Path
) -> None:
    clientes_csv = _arquivo(tmp_path, "clientes.csv", CLIENTES)
    debitos_csv = _arquivo(tmp_path, "debitos.csv", DEBITOS)
    notas_csv = _arquivo(tmp_path, "notas.csv", "serie;numero\n1;1\n")
    for tipo, arquivo in ((Tipo.CLIENTES, clientes_csv), (Tipo.DEBITOS, debitos_csv), (Tipo.NOTAS, notas_csv)):
        dialogo.campo(tipo).definir(arquivo)
    dialogo.baixar.setChecked(True)
    _importar(dialogo, qtbot)
    outro = DialogoImportar(contexto)
    qtbot.addWidget(outro)
    outro.open()
    qtbot.waitUntil(lambda: not Trabalho.vivos() and outro.da_ultima_vez.isVisible(), timeout=60_000)
    assert "debitos.csv (débitos, 10 linhas, " in outro.da_ultima_vez.dizeres.text()
    _arquivo(tmp_path, "debitos.csv", DEBITOS.replace("100,00", "200,00"))
    notas_csv.unlink()
    outro.da_ultima_vez.pedir()
    qtbot.waitUntil(lambda: not Trabalho.vivos() and outro.importar.isEnabled(), timeout=60_000)
    assert "10 alteradas" in outro.frase_de(Tipo.DEBITOS)
    assert outro.frase_de(Tipo.CLIENTES).startswith("Não mudou desde")
    assert outro.frase_de(Tipo.NOTAS).endswith("notas.csv não está mais lá.")
    assert outro.baixar.isChecked()
    assert (outro.campo(Tipo.CLIENTES).caminho(), outro.campo(Tipo.NOTAS).caminho()) == (clientes_csv, None)
