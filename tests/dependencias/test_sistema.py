"""Um Debian em que falta a libegl1 e o ensurepip, visto por quem é root e por quem não é."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence

import pytest

from dependencias import sistema

Comandos = list[Sequence[str]]


@pytest.fixture
def comandos(monkeypatch: pytest.MonkeyPatch) -> Comandos:
    """Os comandos que seriam rodados, todos bem-sucedidos."""
    rodados: Comandos = []

    def rodar(comando: Sequence[str], **_opcoes: object) -> subprocess.CompletedProcess[str]:
        rodados.append(comando)
        return subprocess.CompletedProcess(comando, 0)

    monkeypatch.setattr(sistema, "bibliotecas_que_faltam", lambda: {"libegl1": "libEGL.so.1"})
    monkeypatch.setattr(sistema.importlib.util, "find_spec", lambda _nome: None)
    monkeypatch.setattr(sistema.shutil, "which", lambda _nome: "/usr/bin/apt-get")
    monkeypatch.setattr(sistema, "pacote_do_venv", lambda: "python3-venv")
    monkeypatch.setattr(sistema.subprocess, "run", rodar)
    return rodados


def test_root_instala_o_que_falta(comandos: Comandos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema, "e_administrador", lambda: True)
    sistema.conferir_sistema()
    assert comandos[0][:2] == ("apt-get", "update")
    assert comandos[1][-2:] == ("libegl1", "python3-venv")


@pytest.mark.parametrize(
    ("resposta", "instala"), [("s\n", True), ("Sim\n", True), ("\n", False), ("n\n", False), ("", False)]
)
def test_root_num_terminal_ve_os_pacotes_e_responde_antes(
    comandos: Comandos,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    resposta: str,
    instala: bool,
) -> None:
    monkeypatch.setattr(sistema, "e_administrador", lambda: True)
    monkeypatch.setattr(sistema, "ha_terminal", lambda: True)
    monkeypatch.setattr(sistema.sys, "stdin", io.StringIO(resposta))
    if instala:
        sistema.conferir_sistema()
    else:
        with pytest.raises(sistema.Impedimento, match="Nada foi instalado"):
            sistema.conferir_sistema()
    assert bool(comandos) is instala
    assert "libegl1" in capsys.readouterr().err


def test_quem_nao_e_root_le_o_comando_exato(comandos: Comandos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema, "e_administrador", lambda: False)
    with pytest.raises(sistema.Impedimento, match="sudo apt-get install -y libegl1 python3-venv"):
        sistema.conferir_sistema()
    assert comandos == []


@pytest.mark.usefixtures("comandos")
def test_sem_apt_diz_quais_bibliotecas_procurar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema.shutil, "which", lambda _nome: None)
    with pytest.raises(sistema.Impedimento, match=r"libEGL\.so\.1.*ensurepip"):
        sistema.conferir_sistema()


@pytest.mark.usefixtures("comandos")
def test_apt_que_falha_para_com_o_comando_que_falhou(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema, "e_administrador", lambda: True)
    monkeypatch.setattr(sistema.subprocess, "run", lambda comando, **_: subprocess.CompletedProcess(comando, 100))
    with pytest.raises(sistema.Impedimento, match="apt-get update"):
        sistema.conferir_sistema()


def test_sistema_completo_nao_chama_nada(comandos: Comandos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema, "bibliotecas_que_faltam", dict)
    monkeypatch.setattr(sistema.importlib.util, "find_spec", lambda _nome: object())
    sistema.conferir_sistema()
    assert comandos == []


def test_biblioteca_que_o_carregador_nao_acha_e_apontada(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema.sysconfig, "get_platform", lambda: "linux-x86_64")
    monkeypatch.setattr(sistema, "BIBLIOTECAS_QT", {"pacote": "libnaoexiste.so.99"})
    assert sistema.bibliotecas_que_faltam() == {"pacote": "libnaoexiste.so.99"}


def test_fora_do_linux_o_qt_nao_pede_bibliotecas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema.sysconfig, "get_platform", lambda: "win-amd64")
    assert sistema.bibliotecas_que_faltam() == {}


def test_python_que_nao_e_o_padrao_do_debian_tem_o_seu_pacote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sistema.os.path, "realpath", lambda _caminho: "/usr/bin/python3.2")
    assert sistema.pacote_do_venv() == f"python{sistema.sys.version_info[0]}.{sistema.sys.version_info[1]}-venv"
