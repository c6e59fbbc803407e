"""A base de demonstração fechada contra um Postfix de verdade, com TLS e AUTH, em tudo o que ele sabe recusar.

    python -m ensaios.postfix [--so CENA]

O Postfix é só do ensaio (`correio_postfix.py`): pasta própria, 127.0.0.1, portas altas. Cada cena fecha o mesmo dia
numa base nova e confere o que chegou à caixa: cada mensagem foi aceita uma vez só, cada destinatário de um aviso
enviado tem exatamente uma cópia, igual aos bytes do histórico, e do que não foi enviado nada chegou.
"""

from __future__ import annotations

import argparse
import os
import socket
import socketserver
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import trustme

from ensaios.carteira import HOJE
from ensaios.correio_postfix import JANELA_S, SENHA, TAMANHO_PEQUENO, USUARIO, Copia, Postfix, o_que_falta
from ensaios.programa import ambiente
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import Credencial
from envio.eventos import Enviando, LoteParado
from envio.fechamento import fechamento, resolucao
from envio.fechamento.resolucao import Decisao
from envio.rede.conexao import contexto_tls
from modelos import demonstracao
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.base.abertura import abrir
from modelos.cadastro import clientes, contatos
from modelos.contas import contas_email
from regras.aviso import EM_ABERTO, Aviso, Estado, envid_do_message_id
from regras.cadastro import ContaEmail, Seguranca

FECHAMENTOS_DEMAIS = 40
INEXISTENTES, OCUPADOS, MISTOS = ("00102", "00112"), ("00103",), ("00101", "00121")
"""Clientes da demonstração cujos endereços o ensaio troca; os mistos seguem com algum que existe."""
_QUEDAS = ((3, 0.0), (5, 0.03), (6, 0.06), (4, 0.09), (5, 0.12))
"""Em que aviso da execução, e quantos segundos depois, o Postfix é derrubado."""


class Queda:
    """O Postfix derrubado uns instantes depois de começar um aviso, e de pé de novo quando o lote acaba."""

    def __init__(self, postfix: Postfix, no_aviso: int, espera_s: float) -> None:
        self._postfix = postfix
        self._no_aviso = no_aviso
        self._relogio = threading.Timer(espera_s, postfix.derrubar)

    def armar(self, evento: Enviando) -> None:
        """Começa a contar, se é a vez."""
        if evento.posicao == self._no_aviso:
            self._relogio.start()

    def reparar(self) -> None:
        """Sobe o que se derrubou."""
        if self._relogio.ident is not None:
            self._relogio.join()
            self._postfix.subir()


@dataclass(slots=True)
class Cena:
    """Um fechamento num serviço do Postfix.

    Atributos:
        postfix: de pé.
        casos: a base da cena e como ela envia.
        contexto: o TLS de quem envia; a cena pode trocar.
        senha: a que se dá ao fechar; idem.
        parados: por que cada fechamento parou, na ordem; vazio, o que foi até o fim.
        copias: o que chegou à caixa.
    """

    postfix: Postfix
    casos: Ambiente = field(init=False)
    contexto: ssl.SSLContext
    senha: str = SENHA
    parados: list[str] = field(default_factory=list)
    copias: list[Copia] = field(default_factory=list)

    def fechar(
        self,
        ao_enviar: Callable[[Enviando], None] = lambda _evento: None,
        ao_acabar: Callable[[], None] = lambda: None,
    ) -> list[Aviso]:
        """Fecha o dia uma vez, recolhe o que chegou e devolve como ficaram os avisos."""
        parado = ""
        for evento in fechamento.executar(HOJE, self.casos, senha=self.senha):
            if isinstance(evento, Enviando):
                ao_enviar(evento)
            if isinstance(evento, LoteParado):
                parado = evento.motivo
        ao_acabar()
        self.parados.append(parado)
        self.copias += self.postfix.recolher()
        return avisos.listar(data=HOJE)

    def fechar_ate_acabar(self, espera_s: float = 0.0) -> list[Aviso]:
        """Fecha de novo enquanto houver aviso em aberto, esperando entre um e outro."""
        for _ in range(FECHAMENTOS_DEMAIS):
            gravados = self.fechar()
            if not any(aviso.estado in EM_ABERTO or aviso.destinatarios_pendentes for aviso in gravados):
                break
            time.sleep(espera_s)
        return gravados


def cena_normal(cena: Cena) -> Iterator[str]:
    """Todos enviados num fechamento só."""
    yield from exigir(all(aviso.estado is Estado.ENVIADO for aviso in cena.fechar()), "nem todos foram enviados")
    yield from exigir(cena.parados == [""], f"o lote parou: {cena.parados}")


def cena_senha_errada(cena: Cena) -> Iterator[str]:
    """Uma tentativa só, nada enviado; com a senha certa, tudo."""
    cena.senha = "outra"
    yield from exigir(all(aviso.estado is Estado.ADIADO for aviso in cena.fechar()), "algum aviso não ficou adiado")
    recusas = cena.postfix.registro().count("authentication failed")
    yield from exigir(recusas == 1, f"a senha errada foi tentada {recusas} vezes")
    yield from exigir("usuário ou a senha" in cena.parados[0], f"a frase não fala da senha: {cena.parados}")
    cena.senha = SENHA
    cena.fechar()


def cena_certificado_estranho(cena: Cena) -> Iterator[str]:
    """De autoridade que ninguém conhece: nada sai, nem a senha; conhecida, tudo."""
    certo, cena.contexto = cena.contexto, contexto_tls()
    logins = cena.postfix.registro().count("sasl_method")
    yield from exigir(all(aviso.estado is Estado.ADIADO for aviso in cena.fechar()), "algum aviso não ficou adiado")
    yield from exigir("certificado" in cena.parados[0], f"a frase não fala do certificado: {cena.parados}")
    yield from exigir(cena.postfix.registro().count("sasl_method") == logins, "fez login sem conferir o certificado")
    cena.contexto = certo
    cena.fechar()


def cena_destinatarios(cena: Cena) -> Iterator[str]:
    """Inexistente é recusado e marcado, ocupado é adiado, e o misto vai só a quem existe."""
    for codigo in (*INEXISTENTES, *MISTOS, *OCUPADOS):
        trocar_enderecos(codigo, "ocupado-" if codigo in OCUPADOS else "inexistente-", so_um=codigo in MISTOS)
    estados = {aviso.cliente: aviso for aviso in cena.fechar()}
    for codigos, estado in ((INEXISTENTES, Estado.RECUSADO), (OCUPADOS, Estado.ADIADO), (MISTOS, Estado.ENVIADO)):
        for codigo in codigos:
            yield from exigir(estados[codigo].estado is estado, f"{codigo} ficou {estados[codigo].estado}")
    for codigo in MISTOS:
        yield from exigir(len(estados[codigo].destinatarios_recusados) == 1, f"{codigo} não anotou o recusado")


def cena_tamanho(cena: Cena) -> Iterator[str]:
    """As mensagens grandes demais são recusadas, as outras saem."""
    gravados = cena.fechar()
    grandes = [aviso for aviso in gravados if aviso.estado is Estado.RECUSADO]
    yield from exigir(0 < len(grandes) < len(gravados), f"{len(grandes)} grandes de {len(gravados)}: nada se provou")
    for aviso in gravados:
        tamanho = len(mime(aviso.message_id or ""))
        cabe = tamanho <= TAMANHO_PEQUENO
        yield from exigir(cabe == (aviso.estado is Estado.ENVIADO), f"{aviso.cliente}, {tamanho} bytes: {aviso.estado}")
        yield from exigir(cabe or "grande demais" in str(aviso.motivo), f"{aviso.cliente}: {aviso.motivo}")


def cena_taxa(cena: Cena) -> Iterator[str]:
    """O Postfix recusa por ora o que passa do ritmo; fecha-se de novo a cada janela."""
    gravados = cena.fechar_ate_acabar(JANELA_S + 0.5)
    yield from exigir(all(aviso.estado is Estado.ENVIADO for aviso in gravados), "nem todos foram enviados")
    yield from exigir(len(cena.parados) > 1, "o limite não chegou a valer")


def cena_conexoes(cena: Cena) -> Iterator[str]:
    """421 na saudação: a conta descansa e nada sai; passada a janela, tudo."""
    porta = cena.postfix.portas["conexoes"]
    time.sleep(JANELA_S + 0.5)
    with socket.create_connection(("127.0.0.1", porta)) as outra:
        outra.recv(1)
        yield from exigir(all(aviso.estado is Estado.ADIADO for aviso in cena.fechar()), "algum não ficou adiado")
    yield from exigir(bool(cena.parados[0]), "o lote não parou")
    time.sleep(JANELA_S + 0.5)
    cena.fechar()


def cena_cinza(cena: Cena) -> Iterator[str]:
    """Na primeira vez de cada destinatário, 450; fechando de novo, todos."""
    yield from exigir(all(aviso.estado is Estado.ADIADO for aviso in cena.fechar()), "algum não ficou adiado")
    gravados = cena.fechar_ate_acabar()
    yield from exigir(all(aviso.estado is Estado.ENVIADO for aviso in gravados), "nem todos foram enviados")


def cena_quedas(cena: Cena) -> Iterator[str]:
    """O Postfix é derrubado no meio e sobe de novo; a dúvida só onde ele pode ter aceitado."""
    for no_aviso, espera_s in _QUEDAS:
        queda = Queda(cena.postfix, no_aviso, espera_s)
        cena.fechar(queda.armar, queda.reparar)
    gravados = cena.fechar_ate_acabar()
    duvidas = [aviso for aviso in gravados if aviso.estado is Estado.EM_DUVIDA]
    chegaram = {copia.message_id for copia in cena.copias}
    for aviso in duvidas:
        resolucao.resolver(aviso.id, Decisao.ENVIADO if aviso.message_id in chegaram else Decisao.REENVIAR, cena.casos)
    cena.copias += cena.postfix.recolher()
    yield from exigir(all(aviso.estado is Estado.ENVIADO for aviso in avisos.listar(data=HOJE)), "sobrou aviso")
    print(f"    {sum(bool(parado) for parado in cena.parados)} lotes parados, {len(duvidas)} em dúvida")


CENAS: dict[str, tuple[str, Seguranca, Callable[[Cena], Iterator[str]]]] = {
    "STARTTLS e PLAIN": ("so_plain", Seguranca.STARTTLS, cena_normal),
    "TLS direto e LOGIN": ("tls", Seguranca.TLS, cena_normal),
    "senha errada": ("starttls", Seguranca.STARTTLS, cena_senha_errada),
    "certificado estranho": ("tls", Seguranca.TLS, cena_certificado_estranho),
    "destinatários recusados": ("starttls", Seguranca.STARTTLS, cena_destinatarios),
    "SIZE anunciado": ("pequeno", Seguranca.STARTTLS, cena_tamanho),
    "SIZE calado": ("pequeno_calado", Seguranca.STARTTLS, cena_tamanho),
    "mensagens por janela": ("mensagens", Seguranca.STARTTLS, cena_taxa),
    "destinatários por janela": ("destinatarios", Seguranca.STARTTLS, cena_taxa),
    "conexões por janela": ("conexoes", Seguranca.STARTTLS, cena_conexoes),
    "lista cinza": ("cinza", Seguranca.STARTTLS, cena_cinza),
    "quedas do servidor": ("starttls", Seguranca.STARTTLS, cena_quedas),
}
"""Cada cena, com o serviço do Postfix e a segurança da conta."""


def trocar_enderecos(codigo: str, comeco: str, *, so_um: bool) -> None:
    """Põe este começo nos endereços do cliente, ou só no dele e não nos dos contatos."""
    cliente = clientes.obter(codigo)
    assert cliente is not None
    clientes.gravar(replace(cliente, email=comeco + cliente.email))
    for contato in () if so_um else contatos.do_cliente(codigo):
        contatos.gravar(contato.criar(codigo, contato.nome, comeco + contato.email, contato.grupos))


def exigir(certo: bool, problema: str) -> Iterator[str]:
    """O problema, se não está certo."""
    if not certo:
        yield problema


def mime(message_id: str) -> bytes:
    """Os bytes desta mensagem no histórico.

    Raises:
        LookupError: não está nele.
    """
    if (guardada := mensagens_guardadas.mime_da_mensagem(message_id)) is None:
        raise LookupError(message_id)
    return guardada


def conferir(gravados: list[Aviso], copias: list[Copia]) -> Iterator[str]:
    """Cada destinatário de um enviado tem uma cópia só, a do histórico, e cada mensagem foi aceita uma vez só."""
    aceitas: dict[str, set[str]] = {}
    for copia in copias:
        aceitas.setdefault(copia.message_id, set()).add(copia.na_fila)
    yield from (f"{nome} foi aceita {len(filas)} vezes" for nome, filas in aceitas.items() if len(filas) > 1)
    for aviso in gravados:
        dele = [copia for copia in copias if copia.aviso == envid_do_message_id(aviso.message_id or "")]
        fora = {*aviso.destinatarios_pendentes, *aviso.destinatarios_recusados}
        devem = [email for email in aviso.destinatarios if email not in fora and aviso.estado is Estado.ENVIADO]
        chegou = sorted(copia.para for copia in dele)
        yield from exigir(
            chegou == sorted(devem), f"{aviso.cliente}, {aviso.estado}: chegou a {chegou}, e não a {devem}"
        )
        iguais = all(copia.conteudo.endswith(mime(copia.message_id).replace(b"\r\n", b"\n")) for copia in dele)
        yield from exigir(iguais, f"{aviso.cliente}: chegou outra coisa que não a do histórico")
    donos = {copia.message_id: copia.aviso for copia in copias}
    yield from exigir(
        all(donos[copia.message_id] == copia.aviso for copia in copias), "dois avisos com o mesmo Message-ID"
    )


class _ListaCinza(socketserver.StreamRequestHandler):
    """Quem o Postfix consulta a cada destinatário: na primeira vez, que espere."""

    vistos: set[str] = set()  # noqa: RUF012 - um só para todas as conversas

    def handle(self) -> None:
        para = ""
        for linha in self.rfile:
            nome, _, valor = linha.decode().strip().partition("=")
            if nome == "recipient":
                para = valor
            if not nome:  # a linha em branco acaba a pergunta; a conversa segue com outra
                resposta = "dunno" if para in self.vistos else "450 4.7.1 lista cinza"
                self.wfile.write(f"action={resposta}\n\n".encode())
                self.vistos.add(para)


@contextmanager
def lista_cinza() -> Iterator[int]:
    """Atende o Postfix enquanto o contexto durar; devolve a porta."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _ListaCinza) as servidor:
        servidor.daemon_threads = True
        threading.Thread(target=servidor.serve_forever, daemon=True).start()
        yield servidor.server_address[1]
        servidor.shutdown()


@contextmanager
def montar(
    postfix: Postfix, pasta: Path, contexto: ssl.SSLContext, servico: str, seguranca: Seguranca
) -> Iterator[Cena]:
    """Uma base de demonstração nova, que envia por este serviço."""
    with abrir(pasta / "base.db") as base:
        demonstracao.popular(HOJE, datetime.now(UTC), porta=1)
        conta = contas_email.obter(1)
        assert conta is not None
        porta = postfix.portas[servico]
        contas_email.gravar(replace(conta, servidor="localhost", porta=porta, seguranca=seguranca, usuario=USUARIO))
        cena = Cena(postfix, contexto)

        def abrir_transporte(conta: ContaEmail, credencial: Credencial) -> TransporteSMTP:
            return TransporteSMTP(conta, credencial, contexto=cena.contexto)

        cofre = CofreEmMemoria()
        cofre.guardar(1, SENHA)
        cena.casos = Ambiente(base, lambda: datetime.now(UTC), cofre, abrir_transporte)
        yield cena


def ensaiar(pasta: Path, nomes: list[str]) -> list[str]:
    """Roda as cenas, uma base e uma pasta cada uma, e devolve o que não conferiu."""
    autoridade, problemas = trustme.CA(), []
    contexto = contexto_tls()
    autoridade.configure_trust(contexto)
    correio = pasta / "postfix"
    correio.mkdir()
    with lista_cinza() as porta, Postfix(correio, autoridade.issue_cert("localhost"), porta) as postfix:
        for nome in nomes:
            servico, seguranca, roteiro = CENAS[nome]
            inicio = time.monotonic()
            with montar(postfix, pasta / servico / nome, contexto, servico, seguranca) as cena:
                achados = [*roteiro(cena), *conferir(avisos.listar(data=HOJE), cena.copias)]
                gravados = avisos.listar(data=HOJE)
            enviados = sum(aviso.estado is Estado.ENVIADO for aviso in gravados)
            print(
                f"{nome}: {len(cena.parados)} fechamentos, {enviados} enviados de {len(gravados)},"
                f" {len(cena.copias)} cópias na caixa, {len(achados)} problemas, {time.monotonic() - inicio:.1f} s"
            )
            problemas += [f"{nome}: {achado}" for achado in achados]
    return problemas


def main() -> int:
    """Lê as opções, ensaia e mostra."""
    opcoes = argparse.ArgumentParser(description="A demonstração fechada contra um Postfix de verdade.")
    opcoes.add_argument("--so", choices=CENAS, help="só esta cena")
    pedido = opcoes.parse_args()
    if falta := o_que_falta():
        print(falta)
        return 1
    with tempfile.TemporaryDirectory() as nome:
        Path(nome).chmod(0o755)
        os.environ.update(ambiente(Path(nome)))
        problemas = ensaiar(Path(nome), [pedido.so] if pedido.so else list(CENAS))
    print("\n".join(problemas[:20]))
    print(f"{len(problemas)} problemas.")
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(main())
