from __future__ import annotations

import pytest

from envio.correio.leitura_mime import ler_partes
from regras.erros import DadoInvalido

MIME = b"""From: "Aurora" <a@b.com>
To: c@d.com, e@f.com
Subject: =?utf-8?B?w6A=?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: multipart/alternative; boundary="a"

--a
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Ol=C3=A1
--a
Content-Type: text/html; charset="utf-8"

<p>Oi</p>
--a--
--m
Content-Type: application/pdf; name="x.pdf"
Content-Disposition: attachment; filename="x.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--m--
""".replace(b"\n", b"\r\n")


def test_mensagem_guardada_volta_em_partes() -> None:
    partes = ler_partes(MIME)
    assert (partes.assunto, partes.para) == ("à", ("c@d.com", "e@f.com"))
    assert (partes.texto.strip(), partes.html.strip()) == ("Olá", "<p>Oi</p>")
    assert [(anexo.nome, anexo.conteudo, anexo.tipo) for anexo in partes.anexos] == [
        ("x.pdf", b"%PDF", "application/pdf")
    ]


@pytest.mark.parametrize("mime", [b"", b"\x00\xff\xfe", b"Subject: x\r\n\r\nso texto", MIME[:200]])
def test_bytes_que_nao_sao_a_mensagem_sao_recusados(mime: bytes) -> None:
    with pytest.raises(DadoInvalido, match="não pode ser lida"):
        ler_partes(mime)
