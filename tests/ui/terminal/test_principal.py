"""A ajuda de cada comando, e o que a partida do terminal deixa de importar."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from envio.segredos import CofreEmMemoria
from envio.smtp import TransporteSMTP
from ui.terminal import principal
from ui.terminal.principal import COMANDOS, montar_analisador
from ui.terminal.sessao import Composicao

RAIZ = Path(__file__).resolve().parents[3]
NOMES = [comando.nome for comando in COMANDOS]
PESADOS = {"reportlab", "barcode", "jinja2", "smtplib", "aiosmtpd", "python_calamine", "pypdfium2", "PySide6"}


def ajuda_de(argumentos: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as saida:
        montar_analisador().parse_args(argumentos)
    assert saida.value.code == 0
    return capsys.readouterr().out


def test_ajuda_geral_lista_cada_comando_e_tem_exemplo(capsys: pytest.CaptureFixture[str]) -> None:
    ajuda = ajuda_de(["--help"], capsys)
    assert [nome for nome in NOMES if f"    {nome} " not in ajuda] == []
    assert "exemplo:" in ajuda


@pytest.mark.parametrize("comando", [[], *([nome] for nome in NOMES)])
def test_opcoes_aparecem_num_bloco_so_com_as_comuns(comando: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    ajuda = ajuda_de([*comando, "--help"], capsys)
    assert ajuda.count("opções:") == 1
    assert [ajuda.count(f"\n  {opcao}") for opcao in ("-h, --help", "--base", "--json")] == [1, 1, 1]


@pytest.mark.parametrize("nome", NOMES)
def test_cada_comando_tem_descricao_e_exemplo(nome: str, capsys: pytest.CaptureFixture[str]) -> None:
    ajuda = ajuda_de([nome, "--help"], capsys)
    assert f"uso: app.py {nome} " in ajuda
    assert "exemplo" in ajuda
    assert f"python app.py {nome}" in ajuda


def test_base_e_json_valem_antes_ou_depois_do_comando() -> None:
    for argumentos in (["--base", "b", "--json", "historico"], ["historico", "--json", "--base", "b"]):
        lidos = montar_analisador().parse_args(argumentos)
        assert (lidos.base, lidos.json) == ("b", True)


def test_ajuda_nao_importa_o_que_so_um_comando_usa() -> None:
    """Partir é o que mais se faz: o agendador, a integração e o `--help` não pagam pelo que não usam."""
    codigo = (
        "import sys, app\n"
        "try:\n    app.executar(['--help'])\n"
        "except SystemExit:\n    print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    rodado = subprocess.run(  # noqa: S603 - o próprio programa
        [sys.executable, "-c", codigo], cwd=RAIZ, capture_output=True, check=True, text=True, encoding="utf-8"
    )
    importados = set(rodado.stderr.strip().split("|"))
    assert {modulo for modulo in importados if modulo.startswith("ui.terminal.comandos.")} == set()
    assert importados & PESADOS == set()


def _recusado(argumentos: list[str], caminho: Path) -> tuple[int, dict[str, str], str]:
    """Código, objeto `erro` do JSON e o texto que a mesma chamada daria a uma pessoa."""
    composicao = Composicao(
        lambda: datetime(2026, 11, 24, tzinfo=UTC),
        lambda: date(2026, 11, 24),
        lambda _uuid: CofreEmMemoria(),
        TransporteSMTP,
        lambda _caminho: 0,
    )
    ditos = []
    for extra in ([], ["--json"]):
        saida, erros = io.StringIO(), io.StringIO()
        codigo = principal.executar(
            [*argumentos, *extra, "--base", str(caminho)], composicao, entrada=io.StringIO(), saida=saida, erros=erros
        )
        ditos.append((codigo, saida.getvalue(), erros.getvalue()))
    (codigo, nada, texto), (em_json, objeto, sem_texto) = ditos
    assert (codigo, nada, sem_texto) == (em_json, "", "")
    return codigo, json.loads(objeto)["erro"], texto


def test_erro_sem_conserto_proprio_aponta_a_ajuda_do_comando(tmp_path: Path) -> None:
    for argumentos in (["parametros", "vencendo_em_dias=61"], ["devolvidos", "limpar", "a@b.com.br"]):
        codigo, erro, texto = _recusado(argumentos, tmp_path / "b.db")
        assert (codigo, erro["o_que_fazer"]) == (2, f"Veja `app.py {argumentos[0]} --help`.")
        assert texto == f"{erro['mensagem']} {erro['o_que_fazer']}\n"


def test_data_impossivel_e_uso_errado_em_qualquer_extremo(tmp_path: Path) -> None:
    for data in ("9999-12-31", "0001-01-01", "2027-02-29"):
        codigo, erro, _ = _recusado(["fechar", "--simular", "--data", data], tmp_path / "b.db")
        assert (codigo, data in erro["mensagem"]) == (2, True)


def test_ctrl_c_fora_do_fechamento_sai_com_130_e_ainda_e_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interromper(_pedido: str) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.terminal.sessao.caminho_da_base", interromper)
    codigo, erro, texto = _recusado(["historico"], tmp_path / "b.db")
    assert (codigo, erro["mensagem"].startswith("Interrompido"), texto.startswith("Interrompido")) == (130, True, True)
