"""A ajuda de cada comando, e o que a partida do terminal deixa de importar."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui.terminal.principal import COMANDOS, montar_analisador

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
