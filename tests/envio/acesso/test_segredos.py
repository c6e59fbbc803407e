"""O cofre: relê, não mistura bases, recusa texto claro e nunca deixa escapar a senha."""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from envio.acesso.segredos import CofreDoSistema, CofreEmMemoria, abrir_cofre
from regras.erros import AmbienteIndisponivel, DadoInvalido, ErroAviso

SENHA = "Segr3do-çã"


class DeTeste(KeyringBackend):
    """Um cofre de sistema em memória; `erro` é levantado por toda chamada."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, erro: Exception | None = None, *, estraga: bool = False) -> None:
        super().__init__()
        self.guardadas: dict[tuple[str, str], str] = {}
        self.erro = erro
        self.estraga = estraga

    def _conferir(self) -> None:
        if self.erro is not None:
            raise self.erro

    def get_password(self, service: str, username: str) -> str | None:
        self._conferir()
        return self.guardadas.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._conferir()
        self.guardadas[service, username] = password[:-1] if self.estraga else password

    def delete_password(self, service: str, username: str) -> None:
        self._conferir()
        del self.guardadas[service, username]


class EmTextoClaro(DeTeste):
    """Faz de conta que é dos pacotes que guardam em texto claro."""


EmTextoClaro.__module__ = "keyrings.alt.file"


@pytest.fixture
def usar() -> Iterator[object]:
    """Troca o cofre corrente do keyring e o devolve no fim."""
    antes = keyring.core._keyring_backend
    yield keyring.set_keyring
    keyring.core._keyring_backend = antes


def test_senha_guardada_volta_e_se_apaga() -> None:
    cofre = CofreDoSistema(DeTeste(), "base-1")
    cofre.guardar(1, SENHA)
    assert cofre.obter(1) == SENHA
    cofre.apagar(1)
    cofre.apagar(1)
    assert cofre.obter(1) is None


def test_bases_diferentes_nao_se_misturam() -> None:
    cofre = DeTeste()
    CofreDoSistema(cofre, "base-1").guardar(1, SENHA)
    assert CofreDoSistema(cofre, "base-2").obter(1) is None
    assert list(cofre.guardadas) == [("aviso-de-debitos", "base-1:1")]


def test_cofre_que_nao_devolve_igual_e_denunciado() -> None:
    with pytest.raises(AmbienteIndisponivel, match="não a devolveu igual"):
        CofreDoSistema(DeTeste(estraga=True), "b").guardar(1, SENHA)


@pytest.mark.parametrize("cofre", [CofreDoSistema(DeTeste(), "b"), CofreEmMemoria()])
@pytest.mark.parametrize("senha", ["", "x" * 1281, "\N{PARTY POPPER}" * 641])
def test_senha_vazia_ou_longa_demais_e_recusada(cofre: CofreDoSistema | CofreEmMemoria, senha: str) -> None:
    with pytest.raises(DadoInvalido, match="senha"):
        cofre.guardar(1, senha)
    assert cofre.obter(1) is None


def test_senha_no_limite_do_windows_cabe() -> None:
    cofre = CofreDoSistema(DeTeste(), "b")
    cofre.guardar(1, "x" * 1280)
    assert cofre.obter(1) == "x" * 1280


@pytest.mark.parametrize(
    "erro",
    [KeyringLocked(SENHA), InitError(SENHA), PasswordSetError(SENHA), NoKeyringError(SENHA), OSError(1783, SENHA)],
)
def test_erro_do_cofre_vira_frase_sem_a_senha(erro: Exception) -> None:
    cofre = CofreDoSistema(DeTeste(erro), "b")
    for pedido in (lambda: cofre.guardar(1, SENHA), lambda: cofre.obter(1), lambda: cofre.apagar(1)):
        with pytest.raises(AmbienteIndisponivel, match=type(erro).__name__) as excecao:
            pedido()
        assert SENHA not in "".join(traceback.format_exception(excecao.value)) + repr(excecao.value.args)
        assert excecao.value.__context__ is None
        assert isinstance(excecao.value, ErroAviso)


@pytest.mark.parametrize("inseguro", [fail.Keyring, null.Keyring, EmTextoClaro])
def test_sem_cofre_de_confianca_a_senha_fica_so_na_memoria(usar: object, inseguro: type[KeyringBackend]) -> None:
    keyring.set_keyring(inseguro())
    cofre = abrir_cofre("base-1")
    cofre.guardar(1, SENHA)
    assert not cofre.e_persistente
    assert cofre.obter(1) == SENHA
    cofre.apagar(1)
    assert cofre.obter(1) is None


def test_cofre_do_sistema_e_persistente(usar: object) -> None:
    do_sistema = DeTeste()
    keyring.set_keyring(do_sistema)
    cofre = abrir_cofre("base-1")
    cofre.guardar(2, SENHA)
    assert cofre.e_persistente
    assert do_sistema.guardadas == {("aviso-de-debitos", "base-1:2"): SENHA}


def test_entre_varios_cofres_os_inseguros_sao_pulados(usar: object, monkeypatch: pytest.MonkeyPatch) -> None:
    seguro = DeTeste()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [EmTextoClaro(), seguro])
    keyring.set_keyring(chainer.ChainerBackend())
    abrir_cofre("b").guardar(1, SENHA)
    assert list(seguro.guardadas.values()) == [SENHA]


@pytest.mark.parametrize("erro", [NoKeyringError(), ImportError(), InitError()])
def test_keyring_que_nao_se_abre_e_o_mesmo_que_nao_haver(monkeypatch: pytest.MonkeyPatch, erro: Exception) -> None:
    def falhar() -> None:
        raise erro

    monkeypatch.setattr(keyring, "get_keyring", falhar)
    assert not abrir_cofre("b").e_persistente


def test_abrir_o_cofre_nao_carrega_o_keyring() -> None:
    codigo = (
        "import sys; from envio.acesso.segredos import abrir_cofre; abrir_cofre('b'); print('keyring' in sys.modules)"
    )
    saida = subprocess.run([sys.executable, "-c", codigo], capture_output=True, text=True, check=True)  # noqa: S603 - comando fixo
    assert saida.stdout.strip() == "False"


def test_defeito_nosso_nao_passa_por_erro_do_cofre() -> None:
    with pytest.raises(ZeroDivisionError):
        CofreDoSistema(DeTeste(ZeroDivisionError()), "b").obter(1)
