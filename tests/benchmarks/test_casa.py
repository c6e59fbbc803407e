"""As contas da casa: círculos em todo andar, pastas cheias e a tabela, numa casa de mentira."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import casa

ARQUIVOS = {
    "regras/__init__.py": "",
    "regras/dinheiro.py": "def somar(a, b):\n    return a + b\n",
    "envio/a/um.py": "from envio.b.dois import x\n",
    "envio/a/outro.py": "y = 1\n",
    "envio/b/dois.py": "def f():\n    from envio.a import outro\n    return outro\n",
    "ui/vai.py": "import ui.volta\n",
    "ui/volta.py": "from ui import vai\n",
    "ui/sobra.py": "from ui.vai import z\nfrom regras import dinheiro\n",
    "app.py": "from ui import sobra\n",
    "iniciar.py": "import sys\n",
}


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    for nome, texto in ARQUIVOS.items():
        (tmp_path / nome).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nome).write_text(texto, encoding="utf-8")
    return tmp_path


def test_circulo_entre_arquivos_e_entre_pastas_e_achado(raiz: Path) -> None:
    grafo = casa.grafo_dos_arquivos(casa.ler(raiz, casa.PRODUTO))
    assert casa.circulos(grafo) == [["envio/a", "envio/b"], ["ui/vai.py", "ui/volta.py"]]


def test_import_de_modulo_pelo_pacote_nao_e_import_do_pacote(raiz: Path) -> None:
    assert casa.grafo_dos_arquivos(casa.ler(raiz, casa.PRODUTO))["ui/sobra.py"] == {"ui/vai.py", "regras/dinheiro.py"}


def test_pasta_cheia_conta_os_modulos_soltos_e_dispensa_as_de_registro() -> None:
    muitos = [f"{pasta}/m{numero}.py" for pasta in ("ui", "boletos/bancos") for numero in range(21)]
    assert casa.pastas_cheias(muitos) == {"ui": 21}
    assert casa.pastas_cheias([*muitos[1:21], "ui/__init__.py", "ui/abas/m.py"]) == {}


def test_tabela_se_imprime_para_a_pasta_dada(raiz: Path) -> None:
    feito = subprocess.run(  # noqa: S603 - este mesmo Python, com argumentos do teste
        [sys.executable, str(casa.RAIZ / "benchmarks" / "casa.py"), str(raiz)],
        capture_output=True,
        text=True,
        check=True,
    )
    linhas = dict(linha.rsplit("  ", 1) for linha in feito.stdout.splitlines() if "↔" not in linha)
    valores = {nome.strip(): valor.strip() for nome, valor in linhas.items()}
    assert valores["linhas de produto"] == "13"
    assert valores["círculos entre arquivos ou pastas"] == "2"
    assert valores["linhas por função, máximo"] == "3"
