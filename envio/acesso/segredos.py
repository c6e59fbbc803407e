"""Onde as senhas de e-mail ficam: no cofre do sistema; sem cofre, só na memória desta execução (email.md §3).

Nunca na base, no log nem no texto de um erro. Um cofre pode pedir ao usuário que o destranque e esperar por ele: não
chame da thread da tela.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeVar

from regras.erros import AmbienteIndisponivel, DadoInvalido

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICO = "aviso-de-debitos"
OCTETOS_MAXIMOS = 2560
"""O Gerenciador de Credenciais do Windows guarda até 2560 octetos em UTF-16, cerca de 1280 caracteres."""

# "fail" e "null" não guardam nada; os pacotes keyrings.* guardam em texto claro ou pedem senha no terminal.
_RECUSADOS = ("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer", "keyrings.")

T = TypeVar("T")

Chave = int | str
"""O número da conta, onde fica a senha; ou ele e o que mais se guarda da conta (`1:aplicativo`)."""


class Cofre(Protocol):
    """As senhas e os outros segredos das contas de e-mail de uma base, pelo número da conta."""

    @property
    def e_persistente(self) -> bool:
        """Falso quando a senha se perde ao fechar o programa; a tela diz."""
        ...

    def guardar(self, chave: Chave, senha: str) -> None:
        """Guarda e relê para conferir.

        Raises:
            DadoInvalido: senha vazia ou longa demais.
            AmbienteIndisponivel: o cofre não deixou.
        """
        ...

    def obter(self, chave: Chave) -> str | None:
        """Devolve a senha, ou None se não há.

        Raises:
            AmbienteIndisponivel: o cofre não deixou.
        """
        ...

    def apagar(self, chave: Chave) -> None:
        """Esquece a senha; não haver nenhuma não é erro.

        Raises:
            AmbienteIndisponivel: o cofre não deixou.
        """
        ...


def abrir_cofre(uuid_base: str) -> Cofre:
    """Devolve o cofre do sistema, ou um em memória quando não há nenhum confiável.

    A procura, que custa perto de 300 ms, só acontece no primeiro uso: a maioria dos comandos nunca pede senha.

    Args:
        uuid_base: entra na chave de cada senha, para que bases diferentes não se misturem.
    """
    return _CofreAoUsar(uuid_base)


class _CofreAoUsar:
    """Repassa tudo ao cofre achado no primeiro uso."""

    def __init__(self, uuid_base: str) -> None:
        self._uuid_base = uuid_base
        self._achado: Cofre | None = None
        self._trava = threading.Lock()

    @property
    def e_persistente(self) -> bool:
        """Ver `Cofre.e_persistente`."""
        return self._achar().e_persistente

    def guardar(self, chave: Chave, senha: str) -> None:
        """Ver `Cofre.guardar`."""
        self._achar().guardar(chave, senha)

    def obter(self, chave: Chave) -> str | None:
        """Ver `Cofre.obter`."""
        return self._achar().obter(chave)

    def apagar(self, chave: Chave) -> None:
        """Ver `Cofre.apagar`."""
        self._achar().apagar(chave)

    def _achar(self) -> Cofre:
        # Sem a trava duas threads poderiam achar dois cofres em memória, e uma senha se perderia.
        with self._trava:
            if self._achado is None:
                cofre = _cofre_do_sistema()
                self._achado = CofreEmMemoria() if cofre is None else CofreDoSistema(cofre, self._uuid_base)
            return self._achado


class CofreEmMemoria:
    """Guarda só enquanto o programa está aberto."""

    e_persistente = False

    def __init__(self) -> None:
        self._senhas: dict[Chave, str] = {}

    def guardar(self, chave: Chave, senha: str) -> None:
        """Ver `Cofre.guardar`."""
        _conferir(senha)
        self._senhas[chave] = senha

    def obter(self, chave: Chave) -> str | None:
        """Ver `Cofre.obter`."""
        return self._senhas.get(chave)

    def apagar(self, chave: Chave) -> None:
        """Ver `Cofre.apagar`."""
        self._senhas.pop(chave, None)


class CofreDoSistema:
    """Gerenciador de Credenciais, Chaves do macOS, Secret Service ou KWallet, pelo keyring."""

    e_persistente = True

    def __init__(self, cofre: KeyringBackend, uuid_base: str) -> None:
        self._cofre = cofre
        self._uuid_base = uuid_base

    def guardar(self, chave: Chave, senha: str) -> None:
        """Ver `Cofre.guardar`."""
        _conferir(senha)
        _pedir("gravar a senha", lambda: self._cofre.set_password(SERVICO, self._chave(chave), senha))
        if self.obter(chave) != senha:
            raise AmbienteIndisponivel(
                "O cofre de senhas do sistema aceitou a senha, mas não a devolveu igual.",
                "Destranque o cofre e grave a senha de novo.",
            )

    def obter(self, chave: Chave) -> str | None:
        """Ver `Cofre.obter`."""
        return _pedir("ler a senha", lambda: self._cofre.get_password(SERVICO, self._chave(chave)))

    def apagar(self, chave: Chave) -> None:
        """Ver `Cofre.apagar`."""
        if self.obter(chave) is not None:
            _pedir("apagar a senha", lambda: self._cofre.delete_password(SERVICO, self._chave(chave)))

    def _chave(self, chave: Chave) -> str:
        return f"{self._uuid_base}:{chave}"


def _conferir(senha: str) -> None:
    if not senha:
        raise DadoInvalido("senha", "está vazia")
    if len(senha.encode("utf-16-le")) > OCTETOS_MAXIMOS:
        raise DadoInvalido("senha", f"passa de {OCTETOS_MAXIMOS // 2} caracteres, o que o cofre do sistema guarda")


def _cofre_do_sistema() -> KeyringBackend | None:
    """Escolhe o cofre pelo nome, passando por cima dos que não são seguros."""
    import keyring  # noqa: PLC0415 - a procura por cofres custa perto de 300 ms

    try:
        atual = keyring.get_keyring()
        # Com mais de um cofre no sistema, o corrente é uma corrente deles.
        candidatos: list[KeyringBackend] = getattr(atual, "backends", [atual])
    except (keyring.errors.KeyringError, ImportError, AttributeError, OSError, RuntimeError):
        # Configuração do keyring que aponta para um cofre que não existe, ou que não se deixa abrir.
        return None
    return next((cofre for cofre in candidatos if not type(cofre).__module__.startswith(_RECUSADOS)), None)


def _pedir(o_que: str, chamada: Callable[[], T]) -> T:
    """Faz um pedido ao cofre; o erro da biblioteca não segue junto, porque pode citar o que se ia gravar."""
    try:
        return chamada()
    except _erros_do_cofre() as erro:
        nome = type(erro).__name__
    raise AmbienteIndisponivel(
        f"O cofre de senhas do sistema não deixou {o_que} ({nome}).", "Destranque o cofre e tente de novo."
    )


def _erros_do_cofre() -> tuple[type[Exception], ...]:
    """Os do keyring, e os que os cofres deixam escapar de bibliotecas que só existem em alguns sistemas."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - ver `_cofre_do_sistema`

    erros: list[type[Exception]] = [OSError, RuntimeError, KeyringError]
    with suppress(ImportError):
        from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415

        erros.append(SecretStorageException)
    with suppress(ImportError):
        from jeepney.wrappers import DBusErrorResponse  # noqa: PLC0415

        erros.append(DBusErrorResponse)
    with suppress(ImportError):
        from win32ctypes.pywin32.pywintypes import error  # noqa: PLC0415

        erros.append(error)
    return tuple(erros)
