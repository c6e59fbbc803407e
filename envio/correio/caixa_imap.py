"""A caixa das devoluções por IMAP: TLS conferido, pasta em só leitura e esperas com limite (email.md §7)."""

from __future__ import annotations

import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from imapclient import IMAPClient, SocketTimeout, tls
from imapclient.exceptions import IMAPClientError

from envio.correio.caixa_de_entrada import Chegada, Entrada, Marco
from envio.correio.leitura_devolucao import CABECALHOS_DA_TRIAGEM, MAIOR_LIDA_BYTES
from envio.rede.conexao import contexto_tls
from envio.rede.octetos import aparar
from envio.rede.ocultacao import Ocultador
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido

# A biblioteca anota cada conexão e cada comando: não é assunto do nosso log.
logging.getLogger("imapclient").setLevel(logging.WARNING)

ESPERA_S = 30.0
"""Segundos para conectar e para cada leitura do soquete."""
PRAZO_S = 120.0
"""Segundos para um pedido inteiro: um servidor que manda um byte por vez também acaba."""
MAIOR_RESPOSTA_BYTES = 32 << 20
"""O que se lê em resposta a um pedido: quem anuncia um literal de gigabytes não os reserva na memória."""

_CABECALHOS = f"BODY.PEEK[HEADER.FIELDS ({' '.join(CABECALHOS_DA_TRIAGEM)})]"
_COMECO = f"BODY.PEEK[]<0.{MAIOR_LIDA_BYTES}>"
# Servidor que responde o que a biblioteca não espera a faz cair com qualquer destes.
_DETALHE_MAXIMO = 200
_RESPOSTA_ESTRANHA = (IMAPClientError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


class _Conversa(tls.IMAP4_TLS):  # type: ignore[misc]  # a biblioteca não traz tipos
    """A conversa da biblioteca, com limite do que se lê por pedido."""

    resta = MAIOR_RESPOSTA_BYTES

    def read(self, size: int) -> bytes:
        self._gastar(size)
        lido: bytes = super().read(size)
        return lido

    def readline(self) -> bytes:
        linha: bytes = super().readline()
        self._gastar(len(linha))
        return linha

    def _gastar(self, quantos: int) -> None:
        self.resta -= quantos
        if self.resta < 0:
            raise self.abort(f"resposta com mais de {MAIOR_RESPOSTA_BYTES >> 20} MB")


class _Cliente(IMAPClient):  # type: ignore[misc]  # a biblioteca não traz tipos
    """O cliente da biblioteca, sobre essa conversa."""

    def _create_IMAP4(self) -> _Conversa:  # noqa: N802 - nome da biblioteca
        return _Conversa(self.host, self.port, self.ssl_context, self._timeout.connect)

    def recomecar(self) -> None:
        """Outro pedido: o limite vale de novo."""
        self._imap.resta = MAIOR_RESPOSTA_BYTES


class CaixaIMAP:
    """Cumpre `caixa.Caixa`. Não é segura entre threads."""

    def __init__(
        self,
        caixa: CaixaDevolucoes,
        entrada: Entrada,
        *,
        contexto: ssl.SSLContext | None = None,
        espera_s: float = ESPERA_S,
        prazo_s: float = PRAZO_S,
    ) -> None:
        """Prepara, sem conectar.

        Args:
            caixa: servidor, porta e pasta.
            entrada: usuário e senha, ou token.
            contexto: TLS; por omissão confere pelas autoridades do sistema.
            espera_s: segundos por leitura.
            prazo_s: segundos por pedido.
        """
        self._caixa = caixa
        self._entrada = entrada
        self._contexto = contexto or contexto_tls()
        self._espera_s = espera_s
        self._prazo_s = prazo_s
        self._cliente: _Cliente | None = None

    def abrir(self) -> Marco:
        """Ver `Caixa.abrir`."""
        with self._traduzindo():
            self._cliente = _Cliente(
                self._caixa.servidor.strip("[]"),
                self._caixa.porta,
                ssl_context=self._contexto,
                timeout=SocketTimeout(self._espera_s, self._espera_s),
            )
        with self._pedido() as cliente:
            self._entrar(cliente)
            try:
                # Em só leitura o próprio servidor recusa o que mudaria a pasta (EXAMINE, RFC 9051 §6.3.3).
                resposta = cliente.select_folder(self._caixa.pasta, readonly=True)
            except IMAPClientError as erro:
                if isinstance(erro, cliente.AbortError):
                    raise
                raise self._sem_pasta(erro) from erro
            return Marco(int(resposta[b"UIDVALIDITY"]), int(resposta.get(b"UIDNEXT", 1)) - 1)

    def listar(self, *, depois_de: int, desde: date | None) -> list[int]:
        """Ver `Caixa.listar`."""
        criterio: list[object] = ["UID", f"{depois_de + 1}:*"]
        if desde is not None:
            criterio += ["SINCE", desde]
        with self._pedido() as cliente:
            # `n:*` traz a última mensagem mesmo que o número dela seja menor que n.
            return sorted(int(numero) for numero in cliente.search(criterio) if int(numero) > depois_de)

    def cabecalhos(self, numeros: Sequence[int]) -> dict[int, bytes]:
        """Ver `Caixa.cabecalhos`."""
        with self._pedido() as cliente:
            return {int(numero): _octetos(campos) for numero, campos in cliente.fetch(numeros, [_CABECALHOS]).items()}

    def comeco(self, numero: int) -> Chegada | None:
        """Ver `Caixa.comeco`."""
        with self._pedido() as cliente:
            cliente.normalise_times = False
            campos = cliente.fetch([numero], [_COMECO, "INTERNALDATE"]).get(numero)
            if campos is None:
                return None
            chegou = campos[b"INTERNALDATE"]
            if not isinstance(chegou, datetime):
                raise ValueError("mensagem sem data de chegada")
            return Chegada(_octetos(campos)[:MAIOR_LIDA_BYTES], chegou.astimezone(UTC))

    def fechar(self) -> None:
        """Ver `Caixa.fechar`."""
        cliente, self._cliente = self._cliente, None
        if cliente is None:
            return
        with contextlib.suppress(OSError, *_RESPOSTA_ESTRANHA), self._prazo(cliente):
            cliente.logout()
        with contextlib.suppress(OSError, *_RESPOSTA_ESTRANHA):
            cliente.shutdown()

    def _entrar(self, cliente: IMAPClient) -> None:
        """Faz login com um só mecanismo: senha errada conta uma vez no servidor. LOGIN não leva acentos."""
        usuario, senha = self._entrada.usuario, self._entrada.senha
        if any(letra in texto for texto in (usuario, senha) for letra in "\r\n\0"):
            raise DadoInvalido("usuário ou senha da caixa", "tem quebra de linha")
        try:
            if self._entrada.token:
                cliente.oauth2_login(usuario, self._entrada.token)
            elif cliente.has_capability("AUTH=PLAIN"):
                cliente.plain_login(usuario, senha)
            else:
                cliente.login(usuario, senha)
        except UnicodeEncodeError:
            pass
        except IMAPClientError as erro:
            if isinstance(erro, cliente.AbortError):
                raise
        else:
            return
        # Fora do `except`: a exceção da biblioteca pode repetir o que se mandou, e não segue junto.
        raise ConfiguracaoIncompleta(
            f"O servidor {self._caixa.servidor} não aceitou o usuário ou a senha da caixa de devoluções.",
            "Confira usuário e senha na conta de e-mail. O provedor pode exigir senha de app, ou que se ligue o IMAP.",
        )

    @contextlib.contextmanager
    def _pedido(self) -> Iterator[IMAPClient]:
        cliente = self._cliente
        if cliente is None:
            raise RuntimeError("a caixa não está aberta")
        cliente.recomecar()
        with self._traduzindo(), self._prazo(cliente):
            yield cliente

    @contextlib.contextmanager
    def _prazo(self, cliente: IMAPClient) -> Iterator[None]:
        """Derruba a conexão se o pedido inteiro passar do prazo: a espera do soquete vale só para cada leitura."""
        soquete = cliente.socket()

        def derrubar() -> None:
            with contextlib.suppress(OSError):
                soquete.shutdown(socket.SHUT_RDWR)

        relogio = threading.Timer(self._prazo_s, derrubar)
        relogio.daemon = True
        relogio.start()
        try:
            yield
        finally:
            relogio.cancel()

    @contextlib.contextmanager
    def _traduzindo(self) -> Iterator[None]:
        try:
            yield
        except _RESPOSTA_ESTRANHA as erro:
            if isinstance(erro, OSError):  # certificado recusado é também ValueError
                raise self._fora_do_ar(erro) from erro
            detalhe = self._sem_segredo(str(erro))
        except OSError as erro:
            raise self._fora_do_ar(erro) from erro
        else:
            return
        raise AmbienteIndisponivel(
            f"O servidor {self._caixa.servidor} respondeu algo que não se entende à leitura das devoluções"
            f" ({detalhe or 'sem detalhe'}).",
            "Tente de novo mais tarde; se continuar, confira servidor, porta e pasta na conta de e-mail.",
        )

    def _fora_do_ar(self, erro: OSError) -> AmbienteIndisponivel:
        lugar = f"{self._caixa.servidor}, porta {self._caixa.porta}"
        if isinstance(erro, ssl.SSLCertVerificationError):
            return AmbienteIndisponivel(
                f"O certificado do servidor de devoluções ({lugar}) não pôde ser conferido.",
                "Confira o nome do servidor na conta de e-mail; sem certificado válido não se lê a caixa.",
            )
        if isinstance(erro, ssl.SSLError):
            o_que = f"O servidor de devoluções ({lugar}) não falou com proteção TLS."
        elif isinstance(erro, TimeoutError):
            o_que = f"O servidor de devoluções ({lugar}) não respondeu a tempo."
        else:
            o_que = f"Não foi possível falar com o servidor de devoluções ({lugar})."
        return AmbienteIndisponivel(o_que, "Confira servidor e porta (993) na conta de e-mail, e a rede.")

    def _sem_pasta(self, erro: Exception) -> ConfiguracaoIncompleta:
        return ConfiguracaoIncompleta(
            f"A pasta “{self._caixa.pasta}” das devoluções não pôde ser aberta ({self._sem_segredo(str(erro))}).",
            "Confira o nome da pasta na conta de e-mail; a de entrada se chama INBOX.",
        )

    def _sem_segredo(self, texto: str) -> str:
        entrada = self._entrada
        segredos = (entrada.senha, entrada.token, f"\0{entrada.usuario}\0{entrada.senha}" if entrada.senha else "")
        return aparar(Ocultador(*segredos).ocultar(texto))[:_DETALHE_MAXIMO]


def _octetos(campos: dict[bytes, object]) -> bytes:
    """O único literal de uma resposta: o nome que o servidor lhe dá varia em espaços, aspas e maiúsculas."""
    return next(
        (valor for nome, valor in campos.items() if nome.startswith(b"BODY[") and isinstance(valor, bytes)), b""
    )
