"""O caminho do README para uma máquina sem cofre e sem tela: cada comando como está escrito lá, num processo seu."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import trustme

from tests.envio.conftest import contexto_de_servidor
from tests.envio.servidores import ServidorReal
from tests.linha_de_comando import CLIENTES, EMPRESA
from ui.terminal.argumentos import Analisador, acrescentar_comuns

RAIZ = Path(__file__).resolve().parents[1]
SENHA, USUARIO = "s3nha-d0-teste", "cobranca@empresa.com.br"
Rodar = Callable[[str], "subprocess.CompletedProcess[bytes]"]


def _do_readme(titulo: str) -> list[str]:
    """Os comandos do programa numa seção, com as linhas continuadas juntas."""
    secao = (RAIZ / "README.md").read_text(encoding="utf-8").split(f"# {titulo}\n")[1].split("\n#")[0]
    blocos = "\n".join(re.findall(r"^```\n(.*?)^```", secao, re.MULTILINE | re.DOTALL))
    linhas = blocos.replace("\\\n", " ").splitlines()
    return [linha.split(" -- ", 1)[1] for linha in linhas if linha.startswith("python3 iniciar.py -- ")]


@pytest.fixture
def servidor() -> Iterator[ServidorReal]:
    """O SMTP da empresa, com TLS e login, em 127.0.0.1."""
    autoridade = trustme.CA()
    contexto = contexto_de_servidor(autoridade.issue_cert("127.0.0.1"))
    with ServidorReal(tls=contexto, logins_aceitos={USUARIO: SENHA}) as aberto:
        aberto.autoridade = autoridade.cert_pem.bytes()  # type: ignore[attr-defined]
        yield aberto


@pytest.fixture
def rodar(tmp_path: Path, servidor: ServidorReal) -> Rodar:
    """Roda um comando do README na pasta do teste, com o servidor dele, sem cofre e sem tela."""
    (tmp_path / "ca.pem").write_bytes(servidor.autoridade)  # type: ignore[attr-defined]
    (tmp_path / "senha.txt").write_text(f"{SENHA}\n")
    vencido = f"{date.today() - timedelta(days=10):%d/%m/%Y}"  # noqa: DTZ011 - o programa usa o relógio da máquina
    debitos = f"cliente;documento;parcela;vencimento;valor\n001;10;1;{vencido};100,00\n002;20;1;{vencido};5,00\n"
    for nome, texto in (("empresa", EMPRESA), ("clientes", CLIENTES), ("debitos", debitos)):
        (tmp_path / f"{nome}.csv").write_text(texto, encoding="utf-8")
    sem_tela = {nome: valor for nome, valor in os.environ.items() if nome not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    sem_tela.pop("QT_QPA_PLATFORM", None)
    ambiente = sem_tela | {
        "AVISO_BASE": str(tmp_path / "base.db"),
        "XDG_DATA_HOME": str(tmp_path / "dados"),
        "SSL_CERT_FILE": str(tmp_path / "ca.pem"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }

    def executar(comando: str) -> subprocess.CompletedProcess[bytes]:
        comando, _, entrada = comando.partition("<")
        comando = comando.replace("smtp.empresa.com.br", "127.0.0.1").replace(" 465 ", f" {servidor.porta} ")
        dada = (tmp_path / entrada.strip()).read_bytes() if entrada else b""
        return subprocess.run(  # noqa: S603 - este mesmo Python, com os comandos do README
            [sys.executable, str(RAIZ / "app.py"), *shlex.split(comando)],
            cwd=tmp_path,
            env=ambiente,
            input=dada,
            capture_output=True,
            check=False,
        )

    return executar


def test_o_caminho_do_readme_vai_do_comeco_ao_fim_e_a_senha_nao_fica(
    rodar: Rodar, servidor: ServidorReal, tmp_path: Path
) -> None:
    importar = rodar("importar --empresa empresa.csv --clientes clientes.csv --debitos debitos.csv")
    assert importar.returncode == 0, importar.stderr.decode()
    ditos = [(comando.split()[0], rodar(comando)) for comando in _do_readme("Sem cofre de senhas")]
    ditos.append(("fechar", rodar("fechar")))
    assert [(nome, dito.returncode) for nome, dito in ditos] == [
        ("conta-email", 3),
        ("testar-envio", 0),
        ("parametros", 0),
        ("fechar", 0),
        ("fechar", 0),
        ("fechar", 1),
    ]
    assert "A senha não ficou guardada" in ditos[0][1].stderr.decode()
    assert "--senha-da-entrada" in ditos[-1][1].stderr.decode()
    assert servidor.logins == [(USUARIO, SENHA)] * len(servidor.logins)
    assert sorted(email for recebida in servidor.recebidas for email in recebida.destinatarios) == [
        "a@um.example.com",
        "b@dois.example.com",
        "eu@empresa.com.br",
    ]
    gravados = [caminho for caminho in tmp_path.rglob("*") if caminho.is_file() and caminho.name != "senha.txt"]
    escritos = [caminho.read_bytes() for caminho in gravados] + [dito.stdout + dito.stderr for _, dito in ditos]
    assert len(gravados) > 6
    assert not [onde for onde in escritos if SENHA.encode() in onde]


@cache
def _ajuda(comando: str) -> str:
    analisador = Analisador()
    import_module(f"ui.terminal.comandos.{comando.replace('-', '_')}").montar(analisador)
    acrescentar_comuns(analisador)
    return analisador.format_help()


def test_nenhuma_frase_aponta_opcao_que_o_comando_nao_tem() -> None:
    fontes = [
        caminho.read_text("utf-8") for nome in ("envio", "modelos", "ui") for caminho in (RAIZ / nome).rglob("*.py")
    ]
    numa_linha = (re.sub(r'"\s*f?"', "", fonte) for fonte in fontes)
    exemplos = [exemplo for fonte in numa_linha for exemplo in re.findall(r"`app\.py ([a-z-]+)([^`]*)`", fonte)]
    citadas = {(comando, opcao) for comando, resto in exemplos for opcao in re.findall(r"--[a-z-]+", resto)}
    assert ("devolvidos", "--senha-da-entrada") in citadas
    assert [par for par in sorted(citadas) if par[1] not in _ajuda(par[0])] == []
