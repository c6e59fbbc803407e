"""Envio por SMTP em etapas, para que cada queda tenha um desfecho certo (email.md §1).

O corpo vai ao servidor em `abrir_envelope`; o ponto final, em escrita própria, só em `transmitir`. Entre os dois o
despacho grava *enviando*. Antes do ponto nada foi aceito; depois dele, sem resposta, não se sabe.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from ssl import SSLContext
from typing import NoReturn

from envio.correio import diagnostico, provedores
from envio.correio.falhas import (
    DA_SESSAO,
    FalhaSMTP,
    Fase,
    Recusa,
    RespostaPerdida,
)
from envio.correio.login import ACEITO, Login
from envio.correio.respostas import recusar
from envio.correio.transporte import Credencial, Envelope, Resposta
from envio.rede.conexao import (
    Conexao,
    Esperas,
    RespostaIlegivel,
    contexto_tls,
    nome_desta_maquina,
)
from envio.rede.octetos import com_pontos_dobrados, em_corpo, em_xtext
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import DadoInvalido

log = logging.getLogger(__name__)

MENSAGENS_POR_CONEXAO = 100
IDADE_MAXIMA_S = 300.0
PARADA_MAXIMA_S = 30.0
"""Reaproveitamento da conexão (email.md §1.2)."""

_ENVID_MAXIMO = 100
# Nestas fases uma recusa deixa a conversa num ponto de onde não se continua.
_SEM_VOLTA = DA_SESSAO | {Fase.CORPO}


class TransporteSMTP:
    """Sessão de envio por uma conta; cumpre `transporte.Transporte`. Não é segura entre threads.

    A conexão é reaproveitada por até 100 mensagens ou 5 minutos, e trocada depois de um erro que não seja resposta.
    """

    def __init__(
        self,
        conta: ContaEmail,
        credencial: Credencial = None,
        *,
        esperas: Esperas | None = None,
        contexto: SSLContext | None = None,
        nome_local: str | None = None,
        relogio: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepara a sessão, sem conectar.

        Args:
            conta: servidor, porta, segurança e usuário; sem usuário não há login.
            credencial: a senha, ou de onde sai o token da conta autorizada.
            esperas: segundos por etapa; os da casa por omissão.
            contexto: TLS; por omissão confere pelas autoridades do sistema.
            nome_local: como se apresentar no EHLO.
            relogio: segundos que só crescem.

        Raises:
            ConfiguracaoIncompleta: a conta faz login e não veio com quê.
            DadoInvalido: conexão sem proteção com servidor que não é esta máquina, ou senha em conta autorizada.
        """
        _conferir(conta)
        self._conta = conta
        self._login = Login(conta, credencial)
        self._esperas = esperas or Esperas()
        sem_tls = conta.seguranca is Seguranca.NENHUMA
        self._contexto = None if sem_tls else contexto or contexto_tls()
        self._nome_local = nome_local or nome_desta_maquina()
        self._relogio = relogio
        self._conexao: Conexao | None = None
        self._livre = False
        self._aberto: Envelope | None = None
        self._mensagens = 0
        self._tamanho = 0
        self._aberta_em = self._usada_em = 0.0

    @property
    def simultaneas(self) -> int:
        """Ver `Transporte.simultaneas`."""
        return provedores.conexoes(self._conta.servidor)

    def entrar(self) -> Iterator[Fase]:
        """Ver `transporte.Sessao.entrar`."""
        yield from self._abrir_sessao()
        self._livre = True

    def abrir_envelope(self, remetente: str, destinatarios: Sequence[str], mime: bytes, envid: str = "") -> Envelope:
        """Ver `Transporte.abrir_envelope`."""
        corpo = em_corpo(mime)
        conexao = self._pronta()
        self._tamanho = len(corpo)
        self._pedir_remetente(conexao, remetente, corpo, envid)
        aceitos, recusas = self._pedir_destinatarios(conexao, destinatarios)
        if not aceitos:
            self._livre = True
            raise diagnostico.da_recusa_de_todos(self._conta, recusas)
        self._escrever_corpo(conexao, com_pontos_dobrados(corpo))
        self._aberto = Envelope(aceitos, recusas)
        return self._aberto

    def transmitir(self, envelope: Envelope) -> Resposta:
        """Ver `Transporte.transmitir`."""
        conexao = self._conexao
        if conexao is None or envelope is not self._aberto:
            raise RuntimeError("este envelope não está aberto nesta sessão")
        self._aberto = None
        self._conferir_silencio(conexao)
        conexao.espera = self._esperas.ponto
        with self._na_fase(Fase.PONTO):
            conexao.send(b".\r\n")
        codigo, texto = self._ler_aceite(conexao)
        self._usada_em = self._relogio()
        if codigo // 100 != 2:
            self._recusar(Fase.PONTO, codigo, texto)
        self._livre = True
        return Resposta(codigo, texto, self._conta.servidor)

    def fechar(self) -> None:
        """Ver `Transporte.fechar`."""
        conexao = self._conexao
        # Com os dados abertos um QUIT seria só mais uma linha do corpo.
        if conexao is not None and self._livre:
            conexao.espera = self._esperas.despedida
            with contextlib.suppress(OSError):  # depois do aceite nada que o QUIT diga importa (email.md §1)
                conexao.docmd("QUIT")
        self._derrubar()

    def _pronta(self) -> Conexao:
        """Devolve uma conexão em que se pode dizer MAIL: a que já havia, se presta, ou uma nova."""
        if self._conexao is not None and not self._presta(self._conexao):
            self.fechar()
        conexao = self._conexao or self._conectar()
        self._livre = False
        self._mensagens += 1
        return conexao

    def _presta(self, conexao: Conexao) -> bool:
        agora = self._relogio()
        if not self._livre or self._mensagens >= MENSAGENS_POR_CONEXAO or agora - self._aberta_em > IDADE_MAXIMA_S:
            return False
        if self._login.caducou():
            return False
        conexao.espera = self._esperas.resposta
        try:
            if agora - self._usada_em > PARADA_MAXIMA_S and conexao.docmd("NOOP")[0] // 100 != 2:
                return False
            return conexao.docmd("RSET")[0] // 100 == 2
        except OSError:
            # O servidor cansou de esperar: é o fim normal de uma conexão parada, não uma falha de envio.
            self._derrubar()
            return False

    def _conectar(self) -> Conexao:
        for _ in self._abrir_sessao():
            continue
        if self._conexao is None:
            raise RuntimeError("a sessão se abriu sem conexão")
        return self._conexao

    def _abrir_sessao(self) -> Iterator[Fase]:
        """Conecta, se apresenta, protege e entra; diz cada fase vencida."""
        self._login.preparar()
        conexao = Conexao(
            self._conta, self._contexto, self._esperas, nome_local=self._nome_local, relogio=self._relogio
        )
        self._conexao = conexao
        with self._na_fase(Fase.CONEXAO):
            conexao.ligar()
        yield Fase.CONEXAO
        conexao.espera = self._esperas.resposta
        with self._na_fase(Fase.SAUDACAO):
            codigo, texto = conexao.getreply()
        self._exigir(codigo == 220, Fase.SAUDACAO, codigo, texto)
        self._apresentar(conexao)
        yield Fase.EHLO
        if self._conta.seguranca is Seguranca.STARTTLS:
            self._proteger(conexao)
            yield Fase.STARTTLS
        if self._conta.login():
            self._autenticar(conexao)
            yield Fase.LOGIN
        self._mensagens = 0
        self._aberta_em = self._usada_em = self._relogio()
        log.info("conexão aberta com %s, porta %s", self._conta.servidor, self._conta.porta)

    def _apresentar(self, conexao: Conexao) -> None:
        with self._na_fase(Fase.EHLO):
            codigo, texto = conexao.ehlo()
        self._exigir(codigo == 250, Fase.EHLO, codigo, texto)

    def _proteger(self, conexao: Conexao) -> None:
        if not conexao.has_extn("starttls"):
            self._derrubar()
            raise diagnostico.sem_starttls(self._conta)
        with self._na_fase(Fase.STARTTLS):
            codigo, texto = conexao.docmd("STARTTLS")
        self._exigir(codigo == 220, Fase.STARTTLS, codigo, texto)
        with self._na_fase(Fase.STARTTLS):
            conexao.proteger()
        self._apresentar(conexao)

    def _autenticar(self, conexao: Conexao) -> None:
        anunciados = conexao.esmtp_features.get("auth", "").upper().split()
        mecanismo = self._login.escolher(anunciados)
        if not mecanismo:
            self._derrubar()
            raise diagnostico.sem_login(self._conta, anunciados)
        with self._na_fase(Fase.LOGIN):
            codigo, texto = self._login.entrar(conexao, mecanismo)
        self._exigir(codigo == ACEITO, Fase.LOGIN, codigo, texto)

    def _pedir_remetente(self, conexao: Conexao, remetente: str, corpo: bytes, envid: str) -> None:
        opcoes = []
        if conexao.has_extn("size"):
            limite = _limite_anunciado(conexao)
            if 0 < limite < len(corpo):
                self._livre = True
                raise diagnostico.grande_demais(self._conta, len(corpo), limite)
            opcoes.append(f"SIZE={len(corpo)}")
        if conexao.has_extn("8bitmime") and not corpo.isascii():
            opcoes.append("BODY=8BITMIME")
        if conexao.has_extn("dsn"):
            opcoes.append("RET=HDRS")
            if 0 < len(identificador := em_xtext(envid)) <= _ENVID_MAXIMO:
                opcoes.append(f"ENVID={identificador}")
        conexao.espera = self._esperas.resposta
        with self._na_fase(Fase.MAIL):
            codigo, texto = conexao.mail(remetente, opcoes)
        self._exigir(codigo // 100 == 2, Fase.MAIL, codigo, texto)

    def _pedir_destinatarios(
        self, conexao: Conexao, destinatarios: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[Recusa, ...]]:
        """Pede um a um; cada um tem a sua resposta (email.md §1.3)."""
        aceitos: list[str] = []
        recusas: list[Recusa] = []
        com_dsn = conexao.has_extn("dsn")
        for email in destinatarios:
            opcoes = ["NOTIFY=FAILURE,DELAY", f"ORCPT=rfc822;{em_xtext(email)}"] if com_dsn else []
            with self._na_fase(Fase.RCPT):
                codigo, texto = conexao.rcpt(email, opcoes)
            if codigo // 100 == 2:
                aceitos.append(email)
                continue
            # 421 não fala deste destinatário: o servidor vai desligar.
            self._exigir(codigo // 100 in (4, 5) and codigo != 421, Fase.RCPT, codigo, texto)
            recusas.append(recusar(email, codigo, self._login.ocultar(texto)))
        return tuple(aceitos), tuple(recusas)

    def _escrever_corpo(self, conexao: Conexao, corpo: bytes) -> None:
        conexao.espera = self._esperas.data
        with self._na_fase(Fase.DATA):
            codigo, texto = conexao.docmd("DATA")
        self._exigir(codigo == 354, Fase.DATA, codigo, texto)
        with self._na_fase(Fase.CORPO):
            conexao.enviar_corpo(corpo)

    def _conferir_silencio(self, conexao: Conexao) -> None:
        """Antes do ponto, vê se o servidor já recusou ou já desligou: então nada foi aceito, e é certo."""
        conexao.espera = self._esperas.resposta
        with self._na_fase(Fase.CORPO):
            if not conexao.ja_respondeu():
                return
            codigo, texto = conexao.getreply()
        self._recusar(Fase.CORPO, codigo, self._login.ocultar(texto))

    def _ler_aceite(self, conexao: Conexao) -> tuple[int, str]:
        """Lê a resposta ao ponto; o que não for 2xx, 4xx ou 5xx não diz se foi aceita."""
        try:
            codigo, texto = conexao.getreply()
            if codigo // 100 == 3:
                raise RespostaIlegivel(f"resposta fora de hora: {codigo}")
        except OSError as erro:
            self._derrubar()
            raise RespostaPerdida(self._conta.servidor, f"{type(erro).__name__}: {erro}") from erro
        return codigo, self._login.ocultar(texto)

    def _exigir(self, certo: bool, fase: Fase, codigo: int, texto: bytes) -> None:
        if not certo:
            self._recusar(fase, codigo, self._login.ocultar(texto))

    def _recusar(self, fase: Fase, codigo: int, texto: str) -> NoReturn:
        """Levanta a falha de uma resposta, deixando a conexão livre para outra mensagem quando dá."""
        limite = 0 if self._conexao is None else _limite_anunciado(self._conexao)
        self._livre = codigo != 421 and fase not in _SEM_VOLTA and codigo // 100 in (4, 5)
        if not self._livre:
            self._derrubar()
        if codigo // 100 not in (4, 5):
            raise diagnostico.da_rede(self._conta, fase, RespostaIlegivel(f"resposta fora de hora: {codigo} {texto}"))
        raise diagnostico.da_resposta(self._conta, fase, codigo, texto, tamanho=self._tamanho, limite=limite)

    @contextlib.contextmanager
    def _na_fase(self, fase: Fase) -> Iterator[None]:
        """Traduz a falha da biblioteca, aproveitando a resposta que o servidor tenha deixado antes de desligar."""
        try:
            yield
        except OSError as erro:
            falha = self._traduzir(fase, erro)
            self._derrubar()
            raise falha from erro

    def _traduzir(self, fase: Fase, erro: OSError) -> FalhaSMTP:
        ilegivel = isinstance(erro, RespostaIlegivel)
        pendente = None if ilegivel or self._conexao is None else self._conexao.resposta_pendente()
        if pendente is None or pendente[0] // 100 not in (4, 5):
            return diagnostico.da_rede(self._conta, fase, erro)
        codigo, texto = pendente
        oculto = self._login.ocultar(texto)
        return diagnostico.da_resposta(self._conta, fase, codigo, oculto, tamanho=self._tamanho)

    def _derrubar(self) -> None:
        """Fecha o soquete sem despedida e esquece a conexão."""
        self._aberto = None
        self._livre = False
        if self._conexao is not None:
            self._conexao.close()
            self._conexao = None


def _limite_anunciado(conexao: Conexao) -> int:
    """Os bytes que o servidor disse no EHLO que aceita por mensagem; 0 se não disse."""
    limite = conexao.esmtp_features.get("size", "")
    return int(limite) if limite.isascii() and limite.isdigit() else 0


def _conferir(conta: ContaEmail) -> None:
    if conta.seguranca is Seguranca.NENHUMA and not conta.e_local():
        raise DadoInvalido(
            "segurança",
            "sem proteção só se envia por um servidor desta própria máquina",
            f"conta {conta.numero}",
            "Use TLS na porta 465 ou STARTTLS na 587.",
        )
