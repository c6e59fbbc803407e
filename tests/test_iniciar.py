"""Prova `iniciar.py` sem rede: uma pasta com espaço e acento, um pacote travado feito na hora e um app de mentira."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

PROJETO = Path(__file__).resolve().parent.parent
APP = "import sys, amostra; print(sys.prefix, sys.argv[1:], amostra.VALOR); sys.exit(7)\n"


def _carregar() -> ModuleType:
    especificacao = importlib.util.spec_from_file_location("iniciar", PROJETO / "iniciar.py")
    assert especificacao is not None
    assert especificacao.loader is not None
    modulo = importlib.util.module_from_spec(especificacao)
    especificacao.loader.exec_module(modulo)
    return modulo


iniciar = _carregar()


def _fabricar_pacote(pasta: Path) -> str:
    """Grava o arquivo instalável `amostra` 1.0 e devolve o seu sha256."""
    arquivo = pasta / "amostra-1.0-py3-none-any.whl"
    with zipfile.ZipFile(arquivo, "w") as pacote:
        pacote.writestr("amostra.py", "VALOR = 42\n")
        pacote.writestr("amostra-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: amostra\nVersion: 1.0\n")
        pacote.writestr("amostra-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        pacote.writestr("amostra-1.0.dist-info/RECORD", "")
    return hashlib.sha256(arquivo.read_bytes()).hexdigest()


def _montar_casa(casa: Path) -> Path:
    """Uma cópia de `iniciar.py` com um pacote travado e um programa que se despede com 7."""
    shutil.copytree(PROJETO / "dependencias", casa / "dependencias", ignore=shutil.ignore_patterns("__pycache__"))
    (casa / "pacotes").mkdir()
    shutil.copy(PROJETO / "iniciar.py", casa)
    (casa / "app.py").write_text(APP, encoding="utf-8")
    travada = f"amostra==1.0 --hash=sha256:{_fabricar_pacote(casa / 'pacotes')}\n"
    for perfil in (iniciar.EXECUCAO, iniciar.DESENVOLVIMENTO):
        iniciar.travadas(casa, perfil).write_text(travada, encoding="utf-8")
    return casa


def _rodar(casa: Path, *argumentos: str) -> subprocess.CompletedProcess[str]:
    ambiente = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "pacotes", "PYTHONIOENCODING": "utf-8"}
    comando = (sys.executable, str(casa / "iniciar.py"), *argumentos)
    return subprocess.run(  # noqa: S603 - este mesmo Python, com argumentos do teste
        comando, cwd=casa, env=ambiente, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def casa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Uma casa já preparada, que os testes deste arquivo compartilham: criar outra custa segundos."""
    casa = _montar_casa(tmp_path_factory.mktemp("pasta com espaço") / "Aviso de Débitos")
    resultado = _rodar(casa, "preparar")
    assert resultado.returncode == 0, resultado.stderr
    return casa


def test_sem_comando_abre_a_demonstracao_com_o_python_do_ambiente(casa: Path) -> None:
    resultado = _rodar(casa)
    assert resultado.stdout.strip() == f"{casa / '.venv'} ['demo'] 42"


def test_codigo_de_saida_do_programa_e_repassado(casa: Path) -> None:
    assert _rodar(casa, "--", "fechar", "--simular").returncode == 7


def test_argumentos_depois_dos_tracos_vao_para_o_programa(casa: Path) -> None:
    assert "['fechar', '--base', 'a b.db']" in _rodar(casa, "--", "fechar", "--base", "a b.db").stdout


def test_segunda_vez_custa_menos_de_um_segundo_e_nada_diz(casa: Path) -> None:
    antes = os.times()
    resultado = _rodar(casa, "preparar")
    depois = os.times()
    assert (resultado.stdout, resultado.stderr) == ("", "")
    assert depois.children_user + depois.children_system - antes.children_user - antes.children_system < 1


def test_preparacao_interrompida_recomeca_do_zero(casa: Path) -> None:
    iniciar._carimbo(casa).unlink()
    resto = casa / ".venv" / "resto-da-anterior"
    resto.touch()
    assert _rodar(casa, "preparar").returncode == 0
    assert not resto.exists()


def test_desenvolvimento_completa_o_ambiente_que_ja_serve(casa: Path) -> None:
    assert iniciar.perfis_prontos(casa) == {iniciar.EXECUCAO}
    marca = casa / ".venv" / "marca"
    marca.touch()
    _rodar(casa, "testes", "--version")
    assert marca.exists()
    assert iniciar.perfis_prontos(casa) == {iniciar.EXECUCAO, iniciar.DESENVOLVIMENTO}


def test_pacotes_travados_novos_pedem_ambiente_novo(tmp_path: Path) -> None:
    casa = _montar_casa(tmp_path)
    iniciar.python_do_ambiente(casa).parent.mkdir(parents=True)
    iniciar.python_do_ambiente(casa).touch()
    iniciar.carimbar(casa, iniciar.EXECUCAO)
    assert iniciar.perfis_prontos(casa) == {iniciar.EXECUCAO}
    iniciar.travadas(casa, iniciar.EXECUCAO).write_text("amostra==2.0\n", encoding="utf-8")
    assert iniciar.perfis_prontos(casa) == set()


def test_python_que_sumiu_pede_ambiente_novo(tmp_path: Path) -> None:
    casa = _montar_casa(tmp_path)
    (casa / ".venv").mkdir()
    iniciar.carimbar(casa, iniciar.EXECUCAO)
    assert iniciar.perfis_prontos(casa) == set()


def test_pacote_trocado_nao_e_instalado(tmp_path: Path) -> None:
    casa = _montar_casa(tmp_path / "casa")
    iniciar.travadas(casa, iniciar.EXECUCAO).write_text(f"amostra==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    resultado = _rodar(casa)
    assert resultado.returncode == 1
    assert "não é o que está travado" in resultado.stderr
    assert iniciar.perfis_prontos(casa) == set()


def test_ctrl_c_para_com_uma_frase(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interromper(*_argumentos: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(iniciar, "preparar", interromper)
    assert iniciar.principal(["preparar"]) == 130
    assert "Interrompido" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("saida", "frase"),
    [
        ("ERROR: [Errno 28] No space left on device\n", "espaço em disco"),
        ("SSLError(CERTIFICATE_VERIFY_FAILED)\nNo matching distribution found\n", "PIP_CERT"),
        ("NewConnectionError: Temporary failure in name resolution\nNo matching distribution\n", "confira a rede"),
        ("ERROR: No matching distribution found for x==1\n", "Python 3.11, 3.12 ou 3.13"),
        ("ERROR: outra coisa\n", "resolva o que ele diz"),
    ],
)
def test_falha_do_pip_vira_frase(saida: str, frase: str) -> None:
    explicada = iniciar.explicar(saida.splitlines(keepends=True))
    assert frase in explicada
    assert "  pip: " in explicada


@pytest.mark.parametrize("sobra", [(), ("--help",), ("desconhecido",), ("passo", "nenhum"), ("preparar", "x")])
def test_uso_errado_mostra_o_uso_e_sai_com_dois(
    sobra: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(iniciar, "preparar", lambda *_: None)
    monkeypatch.setattr(iniciar, "entregar", lambda *_: 0)
    esperado = 0 if sobra in ((), ("--help",)) else 2
    assert iniciar.principal(sobra) == esperado
    assert ("uso: python3 iniciar.py" in capsys.readouterr().err) == bool(sobra)


@pytest.mark.parametrize("comando", ["fotos", "medidas", "tocados"])
def test_comando_de_modulo_prepara_os_pacotes_dele_e_o_roda_com_os_argumentos(
    comando: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feitos: list[object] = []
    monkeypatch.setattr(iniciar, "preparar", lambda _raiz, perfil: feitos.append(perfil))
    monkeypatch.setattr(iniciar, "rodar_modulo", lambda _raiz, *modulo, argumentos: feitos.append((modulo, argumentos)))
    iniciar.executar(tmp_path, [comando, "saida", "--letra", "125"])
    perfil, modulo = iniciar.MODULOS[comando]
    assert feitos == [perfil, ((modulo,), ["saida", "--letra", "125"])]
    assert (PROJETO / f"{modulo.replace('.', '/')}.py").is_file() or (PROJETO / modulo.replace(".", "/")).is_dir()


def test_python_velho_consegue_ler_o_arquivo_ate_a_frase_que_o_recusa() -> None:
    arvore = ast.parse((PROJETO / "iniciar.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    recusa = next(no for no in arvore.body if isinstance(no, ast.If))
    antes = arvore.body[: arvore.body.index(recusa)]
    assert "Python 3.11" in ast.unparse(recusa)
    assert all(isinstance(no, ast.Import | ast.ImportFrom | ast.Expr) for no in antes)


def test_pre_commit_roda_os_passos_da_ci_e_dos_testes_so_os_tocados() -> None:
    configuracao = (PROJETO / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entradas = [linha.rsplit(maxsplit=1)[1] for linha in configuracao.splitlines() if "entry:" in linha]
    assert entradas == [*(passo for passo in iniciar.PASSOS if passo != "testes"), "tocados"]
    assert "python3 iniciar.py testes" in (PROJETO / ".ci" / "run").read_text(encoding="utf-8")
