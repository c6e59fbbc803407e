from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from boletos.papel import logotipo
from envio.correio.leitura_mime import ler_partes
from envio.mensagem.montagem import (
    Anexo,
    MensagemAMontar,
    anexar_boleto,
    anexar_relatorio,
    conferir_destino,
    montar,
)
from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, ContaEmail, Empresa, Mensagem, Seguranca
from regras.debito import Classe
from regras.erros import DadoInvalido
from regras.mensagem.visual import prontos
from regras.mensagem.visual.pecas_html import CID_DO_LOGOTIPO

DATA = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 17, 33, 12, tzinfo=timezone(timedelta(hours=-3)))
EMPRESA = Empresa(
    "Aurora Ltda",
    "11222333000181",
    "Rua A",
    "1",
    "",
    "Centro",
    "Joinville",
    "SC",
    "89201000",
    "",
    "contato@aurora.com.br",
)
CONTA = ContaEmail(1, "cobranca@aurora.com.br", "smtp.aurora.com.br", 587, Seguranca.STARTTLS)
CORPO = "{{ cliente }}: {% for d in debitos %}{{ d.documento }}/{{ d.parcela }} {{ d.linha_digitavel }} {% endfor %}"
MENSAGEM = Mensagem(1, "Padrão", "Aviso – {{ cliente }} – {{ data }}", f"<p>{CORPO}</p>", CORPO)
CABECALHOS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Aviso-Id"]
HOSTIS = [
    "=?UTF-8?Q?=0A?=Bcc: x@y",
    "a\r\nBcc: x@y",
    "Padaria\n",
    "a\u2028Bcc: x@y",
    'Silva, "Pão" & Filhos; Ltda',
    'Silva "o bom", <x@y>',
    "x" * 3_000,
    "Ç" * 3_000,
    "<script>alert(1)</script>",
    "\r\n\r\n--=_aviso",
    ".\r\n.\r\n",
]


def avisado(cliente: str = "000123", documento: str = "1234", parcela: str = "1") -> DebitoAvisado:
    return DebitoAvisado(
        cliente,
        documento,
        parcela,
        date(2026, 11, 20),
        Classe.VENCIDO,
        4,
        10_000,
        10_000,
        200,
        13,
        linha_digitavel="1" * 47,
    )


def carta(**mudancas: object) -> MensagemAMontar:
    debito = avisado()
    pronta = MensagemAMontar(
        chave="11222333000181|000123|2026-11-24",
        message_id="<abcdefghij234567wxyz.2@aurora.com.br>",
        conta=CONTA,
        empresa=EMPRESA,
        cliente=Cliente("000123", "Padaria Pão"),
        destinatarios=("a@b.com.br", "c@d.com"),
        debitos=(debito,),
        mensagem=MENSAGEM,
        anexos=(anexar_relatorio("000123", DATA, b"%PDF-relatorio"), anexar_boleto(debito, b"%PDF-boleto\x00\xff")),
        data=DATA,
        em=EM,
    )
    return replace(pronta, **mudancas)  # type: ignore[arg-type]  # campos da própria carta


def reler(mime: bytes) -> EmailMessage:
    lida = message_from_bytes(mime, policy=default)
    assert not [parte.defects for parte in lida.walk() if parte.defects]
    return lida


def cabecalhos_de(lida: EmailMessage) -> list[str]:
    return [nome for nome in lida if nome not in {"MIME-Version", "Content-Type"}]


def test_cabecalhos_sao_os_esperados() -> None:
    lida = reler(montar(carta()))
    assert cabecalhos_de(lida) == CABECALHOS
    assert {nome: str(lida[nome]) for nome in CABECALHOS} == {
        "From": "Aurora Ltda <cobranca@aurora.com.br>",
        "To": "a@b.com.br, c@d.com",
        "Reply-To": "contato@aurora.com.br",
        "Subject": "Aviso – Padaria Pão – 24/11/2026",
        "Date": "Tue, 24 Nov 2026 17:33:12 -0300",
        "Message-ID": "<abcdefghij234567wxyz.2@aurora.com.br>",
        "Auto-Submitted": "auto-generated",
        "X-Aviso-Id": "abcdefghij234567wxyz",
    }


def test_estrutura_e_mista_com_alternativa_e_anexos() -> None:
    tipos = [parte.get_content_type() for parte in reler(montar(carta())).walk()]
    assert tipos == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", *["application/pdf"] * 2]


def test_anexos_voltam_byte_a_byte() -> None:
    partes = ler_partes(montar(carta()))
    assert [(anexo.nome, anexo.conteudo) for anexo in partes.anexos] == [
        ("relatorio-2026-11-24.pdf", b"%PDF-relatorio"),
        ("boleto-000123-1234-1.pdf", b"%PDF-boleto\x00\xff"),
    ]


def test_corpo_volta_inteiro() -> None:
    mensagem = replace(
        MENSAGEM, texto="çã\n" + "longo " * 400 + "\n.\n..\nFrom x\n \nfim=", html="<p>" + "ã" * 3_000 + "</p>"
    )
    partes = ler_partes(montar(carta(mensagem=mensagem)))
    assert partes.texto.startswith("çã\n" + ("longo " * 400).rstrip(" "))
    assert "\n.\n..\nFrom x\n \nfim=\n" in partes.texto
    assert "ã" * 3_000 in partes.html


def test_saida_e_ascii_com_crlf_em_linhas_curtas() -> None:
    mime = montar(carta(anexos=(Anexo("a.pdf", bytes(range(256)) * 50, "000123"),)))
    assert mime.isascii()
    assert mime.count(b"\n") == mime.count(b"\r\n") == mime.count(b"\r")
    assert max(map(len, mime.split(b"\r\n"))) <= 78


def test_mesmos_argumentos_dao_os_mesmos_bytes() -> None:
    assert montar(carta()) == montar(carta())


def test_outro_message_id_troca_os_separadores() -> None:
    primeiro, segundo = (reler(montar(carta(message_id=f"<a{n}@b.com>"))).get_boundary() for n in (1, 2))
    assert primeiro != segundo


def test_nome_da_conta_vale_mais_que_o_da_empresa() -> None:
    lida = reler(montar(carta(conta=replace(CONTA, nome="Aurora, a Boa"))))
    assert str(lida["From"]) == '"Aurora, a Boa" <cobranca@aurora.com.br>'


@pytest.mark.parametrize(("email", "responder"), [("", None), ("não é", None), ("A@B.com; c@d.com", "a@b.com")])
def test_responder_para_so_com_email_valido(email: str, responder: str | None) -> None:
    assert reler(montar(carta(empresa=replace(EMPRESA, email=email))))["Reply-To"] == responder


@pytest.mark.parametrize("hostil", HOSTIS)
@pytest.mark.parametrize("onde", ["cliente", "empresa", "conta", "chave", "documento", "anexo"])
def test_dado_hostil_nao_acrescenta_cabecalho_nem_destinatario(onde: str, hostil: str) -> None:
    debito = avisado(documento=hostil) if onde == "documento" else avisado()
    mudancas: dict[str, dict[str, object]] = {
        "cliente": {"cliente": Cliente("000123", hostil, hostil)},
        "empresa": {"empresa": replace(EMPRESA, nome=hostil, endereco=hostil, telefone=hostil)},
        "conta": {"conta": replace(CONTA, nome=hostil)},
        "chave": {"chave": hostil},
        "documento": {"debitos": (debito,), "anexos": (anexar_boleto(debito, b"x"),)},
        "anexo": {"anexos": (Anexo(hostil, b"x", "000123"),)},
    }
    lida = reler(montar(carta(**mudancas[onde])))
    assert cabecalhos_de(lida) == CABECALHOS
    assert [endereco.addr_spec for endereco in lida["To"].addresses] == ["a@b.com.br", "c@d.com"]
    assert [endereco.addr_spec for endereco in lida["From"].addresses] == ["cobranca@aurora.com.br"]
    assert "<script" not in ler_partes(montar(carta(**mudancas[onde]))).html
    assert all(parte.get_filename().isascii() for parte in lida.iter_attachments())


@pytest.mark.parametrize("destinatarios", [(), ("a@b.com\r\nBcc: x@y",), ("a@b.com, c@d.com",), ("a@b.com\n",)])
def test_destinatario_ruim_e_recusado(destinatarios: tuple[str, ...]) -> None:
    with pytest.raises(DadoInvalido):
        montar(carta(destinatarios=destinatarios))


def test_tipo_de_anexo_hostil_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="não é um tipo de arquivo"):
        montar(carta(anexos=(Anexo("a.pdf", b"x", "000123", tipo="application/pdf\r\nX: y"),)))


def test_nomes_iguais_ficam_unicos() -> None:
    debitos = (avisado(documento="1/2"), avisado(documento="1.2"))
    partes = ler_partes(montar(carta(debitos=debitos, anexos=tuple(anexar_boleto(d, b"x") for d in debitos))))
    assert [anexo.nome for anexo in partes.anexos] == ["boleto-000123-1-2-1.pdf", "boleto-000123-1-2-1-2.pdf"]


def test_acima_de_10_mb_e_recusado_com_o_numero() -> None:
    with pytest.raises(DadoInvalido, match=r"10,3 MB; o máximo é 10,0 MB"):
        montar(carta(anexos=(Anexo("a.pdf", bytes(7_500_000), "000123"),)))


@pytest.mark.parametrize(
    ("debito", "anexo", "motivo"),
    [
        (avisado(cliente="000124"), anexar_relatorio("000123", DATA, b"x"), "1234/1 não é deste cliente"),
        (avisado(), anexar_relatorio("000124", DATA, b"x"), "não é de um débito deste aviso"),
        (avisado(), anexar_boleto(avisado(cliente="000124"), b"x"), "não é de um débito deste aviso"),
        (avisado(), anexar_boleto(avisado(documento="9"), b"x"), "não é de um débito deste aviso"),
        (avisado(), anexar_boleto(avisado(parcela="2"), b"x"), "não é de um débito deste aviso"),
    ],
)
def test_nada_de_outro_cliente_entra_na_mensagem(debito: DebitoAvisado, anexo: Anexo, motivo: str) -> None:
    with pytest.raises(DadoInvalido, match=motivo):
        montar(carta(debitos=(debito,), anexos=(anexo,)))


def test_anexo_repetido_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="está repetido"):
        conferir_destino("000123", [avisado()], [anexar_boleto(avisado(), b"x")] * 2)


def test_mensagem_que_nao_se_preenche_e_recusada() -> None:
    with pytest.raises(DadoInvalido, match="“clinte” não existe"):
        montar(carta(mensagem=replace(MENSAGEM, html="{{ clinte }}")))


LETRAS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)


@st.composite
def cliente_com_aviso(draw: st.DrawFn, marca: str) -> MensagemAMontar:
    """Um aviso de textos quaisquer, em que tudo o que identifica o cliente contém a marca."""
    codigo, documento, nome = (f"{draw(LETRAS)}{marca}{rotulo}" for rotulo in ("cod", "doc", "nome"))
    debito = avisado(codigo, documento, draw(LETRAS) or "1")
    return carta(
        chave=f"11222333000181|{codigo}|2026-11-24",
        message_id=f"<{marca}@aurora.com.br>",
        cliente=Cliente(codigo, nome, draw(LETRAS)),
        destinatarios=(f"{marca}@exemplo.com.br",),
        debitos=(debito,),
        anexos=(anexar_relatorio(codigo, DATA, marca.encode()), anexar_boleto(debito, marca.encode())),
        em=EM.astimezone(UTC),
    )


@given(cliente_com_aviso("zzprimeirozz"), cliente_com_aviso("yysegundoyy"))
def test_a_mensagem_de_um_cliente_nunca_tem_nada_do_outro(um: MensagemAMontar, outro: MensagemAMontar) -> None:
    for propria, alheia, marca, estranha in (
        (um, outro, "zzprimeirozz", "yysegundoyy"),
        (outro, um, "yysegundoyy", "zzprimeirozz"),
    ):
        mime = montar(propria)
        lida = reler(mime)
        assert cabecalhos_de(lida) == CABECALHOS
        partes = ler_partes(mime)
        tudo = [partes.assunto, *partes.para, partes.html, partes.texto, str(lida["X-Aviso-Id"])]
        tudo += [anexo.nome + anexo.conteudo.decode() for anexo in partes.anexos]
        assert marca in partes.html
        assert not any(estranha in texto for texto in tudo)
        assert partes.para == propria.destinatarios
        with pytest.raises(DadoInvalido):
            montar(replace(propria, anexos=(*propria.anexos, *alheia.anexos)))


def test_logotipo_da_empresa_vai_dentro_da_mensagem_e_nao_como_anexo() -> None:
    png = logotipo.preparar(_png(400, 100))
    mime = montar(carta(empresa=replace(EMPRESA, logotipo=png), mensagem=prontos.original()))
    lida = reler(mime)
    assert [parte.get_content_type() for parte in lida.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf", "application/pdf",
    ]  # fmt: skip
    partes = ler_partes(mime)
    assert partes.logotipo == png
    assert f'<img src="cid:{CID_DO_LOGOTIPO}" width="200" height="50" alt="Aurora Ltda"' in partes.html
    assert [anexo.tipo for anexo in partes.anexos] == ["application/pdf"] * 2
    assert mime == montar(carta(empresa=replace(EMPRESA, logotipo=png), mensagem=prontos.original()))


def test_sem_logotipo_ou_sem_quem_o_mostre_nao_ha_imagem() -> None:
    sem = montar(carta(mensagem=prontos.original()))
    sem_quem_mostre = montar(carta(empresa=replace(EMPRESA, logotipo=logotipo.preparar(_png(30, 30)))))
    for mime in (sem, sem_quem_mostre):
        assert b"image/png" not in mime
        assert ler_partes(mime).logotipo == b""


def _png(largura: int, altura: int) -> bytes:
    saida = io.BytesIO()
    Image.new("RGB", (largura, altura), "navy").save(saida, "PNG")
    return saida.getvalue()
