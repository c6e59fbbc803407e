"""Ataques ao que entra: cópia, logotipo, devolução, mensagem, nome; e ao que fica à vista (regras.md §6, email.md)."""

from __future__ import annotations

import base64
import re
import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import trustme

from ensaios.ataques.lugar import CONTA, FECHAR, Lugar, preparar
from ensaios.servidor_imap import SENHA, USUARIO, Pasta, ServidorIMAP

_EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(rodou) print\nshowpage\n%%EOF\n"
_MEMORIA_KIB = 1_500_000
_EMENDAS = 14
"""Quantas vezes o texto hostil emenda o que já emendou: cada vez, o dobro."""


def copia_hostil(pasta: Path) -> Iterator[str]:
    """Identidade que é caminho, gatilho, visão e tabela estranhos: recusados, e nada se grava."""
    hostis = {
        "identidade que é caminho": "UPDATE identidade SET uuid = '../../../fora'",
        "identidade que não é UUID": "UPDATE identidade SET uuid = 'qualquer'",
        "gatilho": "CREATE TRIGGER g AFTER INSERT ON avisos BEGIN UPDATE clientes SET email = 'eu@mal.example'; END",
        "visão": "CREATE VIEW v AS SELECT * FROM clientes",
        "visão no lugar da tabela": "ALTER TABLE notas RENAME TO n; CREATE VIEW notas AS SELECT * FROM n",
        "tabela": "CREATE TABLE intrusa (a)",
        "índice com expressão": "CREATE INDEX i ON clientes (upper(email))",
    }
    with preparar(pasta, 1) as lugar:
        boa = Path(lugar("backup", "--destino", str(pasta / "copias")).objeto["arquivo"])
        antes = lugar.base.read_bytes()
        for nome, comando in hostis.items():
            hostil = pasta / "hostil.db"
            hostil.write_bytes(boa.read_bytes())
            with closing(sqlite3.connect(hostil)) as base:
                base.executescript(comando)
            yield from (f"{nome}: {problema}" for problema in lugar("restaurar", str(hostil)).problemas(1))
            if lugar.base.read_bytes() != antes:
                yield f"{nome}: a base mudou"
        yield from (f"fora: {achado}" for achado in pasta.parent.glob("fora*"))


def logotipo_que_e_programa(pasta: Path) -> Iterator[str]:
    """Um EPS guardado na base como logotipo, e um `gs` que denuncia ter sido chamado."""
    denuncia, programas = pasta / "chamado", pasta / "programas"
    programas.mkdir()
    (programas / "gs").write_text(f"#!/bin/sh\ntouch {denuncia}\n", "ascii")
    (programas / "gs").chmod(0o755)
    with preparar(pasta, 1) as lugar:
        with closing(sqlite3.connect(lugar.base)) as base, base:
            base.execute("UPDATE empresas SET logotipo = ?", [base64.b64encode(_EPS).decode()])
        dito = lugar(*FECHAR, PATH=f"{programas}:/usr/bin:/bin")
        yield from dito.problemas(dito.codigo)
        if denuncia.exists():
            yield "o programa do logotipo foi executado"


def devolucao_forjada(pasta: Path) -> Iterator[str]:
    """Só a devolução que cita, inteiro, o Message-ID ou o ENVID marca o endereço: lidas na caixa, por IMAP."""
    with preparar(pasta, 2) as lugar, _caixa(pasta, lugar) as caixa:
        lugar(*FECHAR)
        primeiro, segundo = lugar("historico").objeto["avisos"]
        message_id, email = primeiro["message_id"], primeiro["destinatarios"][0]
        envid = message_id.strip("<>").partition("@")[0]
        forjadas = {
            "nada": ("", ""),
            "a chave do aviso": (f"11222333000181|{primeiro['cliente']}|{primeiro['data']}", ""),
            "o ENVID sem o fim": (envid[:-1], ""),
            "o ENVID com mais": (envid + "a", ""),
            "o Message-ID sem o fim": ("", message_id[:-1]),
            "o Message-ID de outro cliente": ("", segundo["message_id"]),
        }
        verdadeiras = {"o ENVID": (envid, ""), "o Message-ID": ("", message_id)}
        for cita, (de_envelope, de_mensagem) in (forjadas | verdadeiras).items():
            caixa.por(_devolucao(email, de_envelope, de_mensagem))
            dito = lugar("devolvidos", "buscar", "--senha-da-entrada", entrada=f"{SENHA}\n", **_confiando(pasta))
            marcou = [devolvido["email"] for devolvido in lugar("devolvidos").objeto["devolvidos"]]
            yield from dito.problemas(0)
            if len(dito.objeto.get("devolucoes", ())) != 1:
                yield f"cita {cita}: a devolução não foi mostrada"
            if marcou != ([email] if cita in verdadeiras else []):
                yield f"cita {cita}: marcou {marcou}"
            lugar("devolvidos", "limpar", email)


@contextmanager
def _caixa(pasta: Path, lugar: Lugar) -> Iterator[Pasta]:
    autoridade = trustme.CA()
    autoridade.cert_pem.write_to_path(str(pasta / "autoridade.pem"))
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    autoridade.issue_cert("127.0.0.1").configure_cert(contexto)
    with ServidorIMAP(contexto) as servidor:
        onde = ("--servidor", "127.0.0.1", "--porta", str(servidor.porta), "--usuario", USUARIO)
        lugar("caixa-devolucoes", "1", *onde)
        yield servidor.pasta


def _confiando(pasta: Path) -> dict[str, str]:
    return {"SSL_CERT_FILE": str(pasta / "autoridade.pem")}


def _devolucao(email: str, envid: str, message_id: str) -> bytes:
    relato = f"Original-Envelope-Id: {envid}\n" if envid else ""
    original = f"Content-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\n\n--l\n" if message_id else ""
    mime = (
        'From: mailer-daemon@x.example\nContent-Type: multipart/report; boundary="l"\n\n--l\n'
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n{relato}\n"
        f"Final-Recipient: rfc822; {email}\nAction: failed\nStatus: 5.1.1\n\n--l\n{original}--l--\n"
    )
    return mime.replace("\n", "\r\n").encode()


def permissoes(pasta: Path) -> Iterator[str]:
    """Tudo o que o programa cria é só do dono."""
    with preparar(pasta, 1) as lugar:
        lugar(*FECHAR, antes=("sh", "-c", 'umask 022; exec "$@"', "sh"))
        lugar("backup", "--destino", str(pasta / "copias"))
        lugar("relatorio", "--saida", str(pasta / "saida"))
        lugar("dossie", "0000", "--saida", str(pasta / "dossie.zip"))
        lugar("suporte", "--saida", str(pasta / "suporte.zip"))
        lugar("boleto", str(_boletos(pasta)), "--saida", str(pasta / "boletos"))
        de_fora = {pasta, lugar.base.parent, pasta / "boletos.json", *pasta.glob("*.csv")}
        for achado in sorted(pasta.rglob("*")):
            if (
                achado not in de_fora
                and lugar.correio not in {achado, *achado.parents}
                and achado.stat().st_mode & 0o077
            ):
                yield f"{achado.relative_to(pasta)} é {achado.stat().st_mode & 0o777:o}"


def _boletos(pasta: Path) -> Path:
    entrada = pasta / "boletos.json"
    entrada.write_text("[]", "ascii")
    return entrada


def mensagem_que_come_memoria(pasta: Path) -> Iterator[str]:
    """Textos que crescem ao preencher, com a memória do processo limitada."""
    emenda = "empresa"
    for _ in range(_EMENDAS):
        emenda = f"({emenda} ~ {emenda})"
    hostis = {
        "emenda": "{{ " + emenda + " }}",
        "repetição": "{% for d in debitos %}" + "{{ d.documento }}" * 30_000 + "{% endfor %}",
        "laço em laço": "{% for d in debitos %}" * 20 + "x" + "{% endfor %}" * 20,
        "conta": "{{ 'a' * 1000000000 }}",
        "potência": "{{ 9 ** 9 ** 9 }}",
        "sequência": "{% for n in range(1000000000) %}x{% endfor %}",
        "aninhamento": "<div>" * 100_000,
        "parênteses": "{{ " + "(" * 5_000 + "empresa" + ")" * 5_000 + " }}",
    }
    with preparar(pasta, 1) as lugar:
        for nome, texto in hostis.items():
            arquivo = pasta / "hostil.html"
            arquivo.write_text(texto, "utf-8")
            dito = lugar("mensagem", "--html", str(arquivo), antes=("prlimit", f"--as={_MEMORIA_KIB * 1024}"))
            yield from (f"{nome}: {problema}" for problema in dito.problemas(2))


def sem_cofre(pasta: Path) -> Iterator[str]:
    """Máquina sem cofre: a conta fica, a frase diz o que fazer, e cada comando aceita a senha pela entrada."""
    nenhum = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with preparar(pasta, 1) as lugar:
        com_login = (*CONTA, "--porta", str(lugar.porta), "--usuario", "cob")
        dito = lugar(*com_login, "--senha-da-entrada", entrada="segredo\n", **nenhum)
        if dito.codigo != 3:
            yield from dito.problemas(3)
        for comando in (("testar-envio", "1", "--para", "eu@b.com.br"), FECHAR, ("resolver", "1", "reenviar")):
            sem, com = lugar(*comando, **nenhum), lugar(*comando, "--senha-da-entrada", entrada="segredo\n", **nenhum)
            yield from _opcoes_que_nao_existem(lugar, comando[0], f"{dito.frase} {dito.erros} {sem.frase} {sem.erros}")
            if "argument" in com.frase.lower() or "não reconhecid" in com.frase:
                yield f"{comando[0]} não aceita --senha-da-entrada: {com.frase}"
        yield from ("o segredo foi para o disco" for arquivo in pasta.rglob("*") if arquivo.is_file() and _tem(arquivo))


def _tem(arquivo: Path) -> bool:
    return b"segredo\n" in arquivo.read_bytes()


def _opcoes_que_nao_existem(lugar: Lugar, comando: str, frase: str) -> Iterator[str]:
    ajuda = _ajuda(lugar, comando)
    for citada in re.findall(r"--[a-z-]+", frase):
        if citada not in ajuda and citada not in _ajuda(lugar, "conta-email"):
            yield f"{comando}: a frase aponta {citada}, que não existe"


def _ajuda(lugar: Lugar, comando: str) -> str:
    with lugar.comecar(comando, "--help") as processo:
        return processo.communicate(timeout=60)[0]


def nome_que_engana(pasta: Path) -> Iterator[str]:
    """Nome com caractere de direção ou de controle é recusado."""
    with preparar(pasta, 1) as lugar:
        for letra in "\u202e\u2066\u200f\x07\x1b":
            arquivo = pasta / "nomes.csv"
            arquivo.write_text(f"codigo;nome\n77;Padaria {letra}odoT\n", "utf-8")
            lidos = lugar("importar", "--clientes", str(arquivo)).objeto["arquivos"][0]
            if lidos["rejeitadas"] != 1:
                yield f"aceitou o nome com U+{ord(letra):04X}"
