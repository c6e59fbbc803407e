"""Um Postfix de verdade só para o ensaio: pasta própria, 127.0.0.1, portas altas, TLS de autoridade de teste e AUTH.

Cada modo de receber é um serviço, na sua porta. Tudo o que ele entrega cai numa caixa Maildir só, em que cada cópia diz
o destinatário. Precisa do administrador, porque é assim que o Postfix sobe; nada toca no Postfix da máquina.
"""

from __future__ import annotations

import email
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme

USUARIO = "cobranca@aurora.example.com"
SENHA = "s3nha-do-ensaio"
TAMANHO_PEQUENO = 52_000
"""Limite do serviço que aceita só mensagens pequenas, em bytes."""
POR_JANELA = 15
"""Mensagens ou conexões que os serviços com ritmo aceitam em cada janela."""
JANELA_S = 3
_ESPERA_S = 30.0
_NA_FILA = re.compile(r"\bid ([0-9A-F]+)")
_FILAS = ("maildrop", "incoming", "active", "deferred")
_PROGRAMAS = {"postfix": "postfix", "saslpasswd2": "sasl2-bin"}

SERVICOS = {
    "starttls": "",
    "tls": "-o smtpd_tls_wrappermode=yes -o smtpd_sasl_mechanism_filter=login",
    "so_plain": "-o smtpd_sasl_mechanism_filter=plain",
    "pequeno": f"-o message_size_limit={TAMANHO_PEQUENO}",
    "pequeno_calado": f"-o message_size_limit={TAMANHO_PEQUENO} -o smtpd_discard_ehlo_keywords=size",
    "mensagens": f"-o smtpd_client_message_rate_limit={POR_JANELA}",
    "destinatarios": f"-o smtpd_client_recipient_rate_limit={POR_JANELA}",
    "conexoes": "-o smtpd_client_connection_rate_limit=1",
    "cinza": "-o smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:{cinza},permit_sasl_authenticated",
}
"""Os serviços e o que cada um tem de diferente; `{cinza}` é a porta de quem decide a lista cinza."""

_PRINCIPAL = """
compatibility_level = 3.6
maillog_file = {pasta}/postfix.log
maillog_file_prefixes = {pasta}
queue_directory = {pasta}/fila
data_directory = {pasta}/estado
mail_owner = postfix
setgid_group = postdrop
myhostname = correio.example
mydestination =
mynetworks =
alias_maps =
inet_interfaces = loopback-only
inet_protocols = ipv4
smtpd_peername_lookup = no
virtual_mailbox_domains = static:todos
virtual_mailbox_maps = static:caixa/
virtual_mailbox_base = {pasta}
virtual_uid_maps = static:{dono}
virtual_gid_maps = static:{grupo}
smtpd_tls_cert_file = {pasta}/etc/certificado.pem
smtpd_tls_key_file = {pasta}/etc/chave.pem
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = cyrus
cyrus_sasl_config_path = {pasta}/etc/sasl
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access regexp:{pasta}/etc/destinatarios
smtpd_client_event_limit_exceptions =
smtpd_error_sleep_time = 0
anvil_rate_time_unit = {janela}s
"""
_SASL = """
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: {pasta}/etc/sasldb2
mech_list: PLAIN LOGIN
"""
_DESTINATARIOS = """
/^inexistente-/ 550 5.1.1 usuario inexistente
/^ocupado-/ 450 4.2.1 caixa ocupada
"""
_DE_CASA = """
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Copia:
    """Uma mensagem como ficou na caixa.

    Atributos:
        aviso: o ENVID do aviso.
        message_id: o da mensagem.
        na_fila: o número com que o Postfix a aceitou; duas aceitações têm dois.
        para: o destinatário desta cópia.
        conteudo: os bytes, com o que o Postfix pôs na frente, e fim de linha LF.
    """

    aviso: str
    message_id: str
    na_fila: str
    para: str
    conteudo: bytes


def o_que_falta() -> str:
    """Por que este ensaio não roda nesta máquina, numa frase; vazia se roda."""
    faltam = [pacote for programa, pacote in _PROGRAMAS.items() if shutil.which(programa) is None]
    if faltam:
        return f"Para este ensaio instale {' e '.join(faltam)} (apt install {' '.join(faltam)})."
    return "" if os.geteuid() == 0 else "Este ensaio precisa ser rodado pelo administrador: é assim que o Postfix sobe."


class Postfix:
    """Sobe, para e recomeça. Use num `with`.

    Args:
        pasta: vazia; tem de poder ser atravessada por qualquer usuário.
        certificado: o do servidor, para localhost.
        porta_da_lista_cinza: de quem decide a lista cinza.

    Atributos:
        portas: a de cada serviço.
    """

    def __init__(self, pasta: Path, certificado: trustme.LeafCert, porta_da_lista_cinza: int) -> None:
        self._pasta = pasta
        self.portas = dict(zip(SERVICOS, portas_livres(len(SERVICOS)), strict=True))
        self._configurar(certificado, porta_da_lista_cinza)

    def __enter__(self) -> Self:
        """Sobe."""
        self.subir()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, erro: BaseException | None, rastro: TracebackType | None
    ) -> None:
        """Derruba, se está de pé."""
        if self._mandar("status").returncode == 0:
            self.derrubar()

    def subir(self) -> None:
        """Volta quando a porta de todos os serviços atende.

        Raises:
            TimeoutError: não subiu.
        """
        # Recém-derrubado, a conferência que ele faz ao subir tropeça nos arquivos que os processos ainda apagam.
        _esperar(lambda: self._mandar("start").returncode == 0, f"o Postfix não subiu; o log está em {self._pasta}")
        for porta in self.portas.values():
            socket.create_connection(("127.0.0.1", porta), timeout=10).close()

    def derrubar(self) -> None:
        """Para na hora, com as conversas pela metade."""
        self._mandar("abort")
        _esperar(lambda: self._mandar("status").returncode != 0, "o Postfix não caiu")

    def registro(self) -> str:
        """O log do Postfix."""
        arquivo = self._pasta / "postfix.log"
        return arquivo.read_text("utf-8", "replace") if arquivo.exists() else ""

    def esperar_a_fila(self) -> None:
        """Espera que tudo o que foi aceito chegue à caixa.

        Raises:
            TimeoutError: ficou mensagem na fila.
        """
        _esperar(lambda: not self._na_fila(), "ficou mensagem na fila do Postfix")

    def recolher(self) -> Iterator[Copia]:
        """Esvazia a caixa e devolve o que havia nela."""
        self.esperar_a_fila()
        for arquivo in sorted((self._pasta / "caixa" / "new").glob("*")):
            conteudo = arquivo.read_bytes()
            arquivo.unlink()
            lida = email.message_from_bytes(conteudo)
            aceita = _NA_FILA.search(str(lida["Received"]))
            yield Copia(
                str(lida["X-Aviso-Id"]),
                str(lida["Message-ID"]),
                aceita[1] if aceita else "",
                str(lida["Delivered-To"]),
                conteudo,
            )

    def _na_fila(self) -> bool:
        return any(arquivo.is_file() for fila in _FILAS for arquivo in (self._pasta / "fila" / fila).rglob("*"))

    def _mandar(self, ordem: str) -> subprocess.CompletedProcess[str]:
        comando = ["postfix", "-c", str(self._pasta / "etc"), ordem]
        return subprocess.run(comando, capture_output=True, text=True, check=False)

    def _configurar(self, certificado: trustme.LeafCert, porta_da_lista_cinza: int) -> None:
        import pwd  # noqa: PLC0415 - só existe onde o Postfix existe; o módulo se importa em qualquer sistema

        etc, postfix, ninguem = self._pasta / "etc", pwd.getpwnam("postfix"), pwd.getpwnam("nobody")
        valores = {"pasta": self._pasta, "dono": ninguem.pw_uid, "grupo": ninguem.pw_gid, "janela": JANELA_S}
        servicos = "".join(
            f"127.0.0.1:{self.portas[nome]} inet n - n - - smtpd {opcoes.format(cinza=porta_da_lista_cinza)}\n"
            for nome, opcoes in SERVICOS.items()
        )
        for nome in ("etc/sasl", "fila", "estado", "caixa"):
            (self._pasta / nome).mkdir(parents=True)
        os.chown(self._pasta / "estado", postfix.pw_uid, -1)
        os.chown(self._pasta / "caixa", ninguem.pw_uid, ninguem.pw_gid)
        (etc / "main.cf").write_text(_PRINCIPAL.format(**valores), "utf-8")
        (etc / "master.cf").write_text(_DE_CASA + servicos, "utf-8")
        (etc / "destinatarios").write_text(_DESTINATARIOS, "utf-8")
        (etc / "sasl" / "smtpd.conf").write_text(_SASL.format(**valores), "utf-8")
        for numero, parte in enumerate(certificado.cert_chain_pems):
            parte.write_to_path(str(etc / "certificado.pem"), append=numero > 0)
        certificado.private_key_pem.write_to_path(str(etc / "chave.pem"))
        (etc / "chave.pem").chmod(0o600)
        nome, dominio = USUARIO.split("@")
        comando = ["saslpasswd2", "-p", "-c", "-f", str(etc / "sasldb2"), "-u", dominio, nome]
        subprocess.run(comando, input=SENHA, text=True, check=True)
        os.chown(etc / "sasldb2", postfix.pw_uid, -1)


def _esperar(pronto: Callable[[], bool], problema: str) -> None:
    limite = time.monotonic() + _ESPERA_S
    while not pronto():
        if time.monotonic() > limite:
            raise TimeoutError(problema)
        time.sleep(0.05)


def portas_livres(quantas: int) -> list[int]:
    """Portas altas em que ninguém escuta agora."""
    with ExitStack() as abertas:
        escutas = [abertas.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(quantas)]
        return [escuta.getsockname()[1] for escuta in escutas]
