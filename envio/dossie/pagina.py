"""O índice do dossiê em HTML: um arquivo só, sem nada de fora, que se lê e se imprime em qualquer navegador."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from envio.dossie import dizeres
from envio.dossie.conteudo import AvisoContado, Dossie, Guardado, Mensagem
from envio.dossie.pacote import SOMAS
from regras.aviso import Estado, numero_do_aviso
from regras.cadastro import Cliente, Empresa
from regras.dinheiro import em_reais, formatar
from regras.documentos import formatar_cpf_cnpj

NOME = "indice.html"
_ESTILO = """
body{font:14px/1.45 'Segoe UI',Arial,sans-serif;color:#15212a;background:#fff;max-width:1000px;margin:24px auto;
padding:0 16px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 6px;border-bottom:2px solid #0b6074;padding-bottom:3px}
h3{font-size:14px;margin:14px 0 4px}p{margin:4px 0}table{border-collapse:collapse;width:100%;margin:4px 0 8px}
th,td{border-bottom:1px solid #d6dde1;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f1f4f5;font-weight:600}.v{text-align:right;white-space:nowrap}
code{font:12px/1.4 Consolas,monospace;overflow-wrap:anywhere}.n{color:#51616b}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}table{break-inside:avoid}}
"""


def montar(dossie: Dossie) -> bytes:
    """A página, em UTF-8."""
    corpo = [
        *_cabecalho(dossie),
        *_resumo(dossie),
        *_debitos(dossie),
        *(parte for contado in dossie.avisos for parte in _aviso(contado)),
        *_como_conferir(),
    ]
    titulo = f"Dossiê de {_e(dossie.cliente.nome)}"
    return (
        '<!doctype html>\n<html lang="pt-BR"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{titulo}</title><style>{_ESTILO}</style></head>\n<body>\n" + "\n".join(corpo) + "\n</body></html>\n"
    ).encode()


def _e(texto: str) -> str:
    return escape(texto, quote=True)


def _cabecalho(dossie: Dossie) -> Iterator[str]:
    yield f"<h1>Dossiê de cobrança de {_e(dossie.cliente.nome)}</h1>"
    yield f"<p>{_e(_dizer_cliente(dossie.cliente))}</p>"
    if dossie.empresa is not None:
        yield f"<p>Quem cobra: {_e(_dizer_empresa(dossie.empresa))}</p>"
    periodo = dizeres.periodo(dossie.de, dossie.ate)
    yield f'<p class="n">Período: {_e(periodo)}. Emitido em {_e(dizeres.hora(dossie.emitido_em))}.</p>'


def _dizer_cliente(cliente: Cliente) -> str:
    partes = [f"Código {cliente.codigo}"]
    if cliente.cpf_cnpj:
        partes.append(f"CPF/CNPJ {formatar_cpf_cnpj(cliente.cpf_cnpj)}")
    if not cliente.avisar:
        partes.append("hoje marcado “não avisar”")
    if cliente.promessa_ate:
        partes.append(f"promessa de pagamento até {dizeres.dia(cliente.promessa_ate)}")
    return ", ".join(partes)


def _dizer_empresa(empresa: Empresa) -> str:
    rua = f"{empresa.endereco}, {empresa.numero}" if empresa.numero else empresa.endereco
    return ", ".join(filter(None, (empresa.nome, formatar_cpf_cnpj(empresa.cpf_cnpj), rua, empresa.cidade, empresa.uf)))


def _resumo(dossie: Dossie) -> Iterator[str]:
    mensagens = [mensagem for contado in dossie.avisos for mensagem in contado.mensagens]
    numeros = [
        dizeres.quantos(len(dossie.avisos), "aviso", "avisos"),
        dizeres.quantos(sum(c.aviso.estado is Estado.ENVIADO for c in dossie.avisos), "enviado", "enviados"),
        dizeres.quantos(len(mensagens), "mensagem guardada", "mensagens guardadas"),
    ]
    if reenvios := sum(mensagem.reenvio is not None for mensagem in mensagens):
        numeros.append(dizeres.quantos(reenvios, "reenvio", "reenvios"))
    if voltaram := sum(len(contado.devolucoes) for contado in dossie.avisos):
        numeros.append(dizeres.quantos(voltaram, "devolução recebida", "devoluções recebidas"))
    yield f"<p><b>{', '.join(numeros)}.</b></p>"


def _debitos(dossie: Dossie) -> Iterator[str]:
    yield "<h2>Débitos avisados e em que pé estão hoje</h2>"
    yield _tabela(
        ("Documento", "Vencimento", _v("Último saldo avisado"), _v("Avisos"), "Hoje"),
        (
            (
                _e(f"{c.avisado.documento}/{c.avisado.parcela}"),
                dizeres.dia(c.avisado.vencimento),
                _v(formatar(c.avisado.saldo_centavos)),
                _v(str(c.vezes)),
                _e(c.hoje),
            )
            for c in dossie.debitos
        ),
    )


def _aviso(contado: AvisoContado) -> Iterator[str]:
    aviso = contado.aviso
    titulo = f"Aviso {aviso.id}, fechamento de {dizeres.dia(aviso.data)}: {dizeres.estado(aviso.estado)}"
    yield f'<h2 id="aviso-{aviso.id}">{_e(titulo)}</h2>'
    citado, total = numero_do_aviso(aviso.chave), em_reais(aviso.total_centavos)
    yield f"<p>Número citado na mensagem: {citado}. Total: {total}.</p>"
    yield f"<p>Para: {_e(dizeres.enderecos(aviso.destinatarios))}</p>"
    for rotulo, emails in (
        ("Ainda faltam", aviso.destinatarios_pendentes),
        ("Recusados", aviso.destinatarios_recusados),
    ):
        if emails:
            yield f"<p>{rotulo}: {_e(dizeres.enderecos(emails))}</p>"
    if aviso.motivo:
        yield f"<p>Motivo: {_e(aviso.motivo)}</p>"
    yield from _debitos_do_aviso(contado)
    for ordem, mensagem in enumerate(contado.mensagens, 1):
        yield from _mensagem(ordem, mensagem)
    yield from _respostas(contado)
    yield from _devolucoes(contado)


def _debitos_do_aviso(contado: AvisoContado) -> Iterator[str]:
    yield "<h3>Débitos</h3>"
    yield _tabela(
        ("Documento", "Vencimento", "Classe", _v("Saldo"), _v("Multa e juros"), _v("Atualizado")),
        (
            (
                _e(f"{debito.documento}/{debito.parcela}"),
                dizeres.dia(debito.vencimento),
                dizeres.classe(debito.classe),
                _v(formatar(debito.saldo_centavos)),
                _v(formatar(debito.multa_centavos + debito.juros_centavos)),
                _v(formatar(debito.atualizado_centavos)),
            )
            for debito in contado.aviso.debitos
        ),
    )


def _mensagem(ordem: int, mensagem: Mensagem) -> Iterator[str]:
    versao = mensagem.versao
    yield f"<h3>Mensagem {ordem}: {_e(mensagem.situacao)}</h3>"
    if mensagem.reenvio is not None:
        yield f"<p>Reenvio pedido em {_e(dizeres.hora(mensagem.reenvio.em))}: {_e(mensagem.reenvio.motivo)}</p>"
    montada = dizeres.hora(versao.guardada_em)
    yield f"<p>Para: {_e(dizeres.enderecos(versao.destinatarios))}. Montada em {montada}.</p>"
    resposta = mensagem.resposta
    if resposta is not None and (resposta.codigo or resposta.resposta):
        dita = f"{resposta.codigo or ''} {resposta.resposta}".strip()
        onde = f" ({resposta.servidor}, {dizeres.hora(resposta.em)})"
        yield f"<p>Resposta do servidor: <code>{_e(dita)}</code>{_e(onde)}</p>"
    yield f"<p>Message-ID: <code>{_e(versao.message_id)}</code></p>"
    if mensagem.arquivo is None:
        apagado = "O corpo foi apagado pelo prazo de guarda; ficaram data, destinatários, tamanho e soma."
        yield f'<p class="n">{apagado} Tinha {versao.bytes} bytes.</p>'
    else:
        arquivos = (mensagem.arquivo, *mensagem.anexos)
        yield f"<p>Arquivos: {', '.join(_ligar(arquivo) for arquivo in arquivos)}</p>"
    yield f"<p>SHA-256 da mensagem como foi transmitida: <code>{_e(mensagem.soma)}</code></p>"


def _ligar(arquivo: Guardado) -> str:
    return f'<a href="{_e(arquivo.caminho)}">{_e(arquivo.caminho.rpartition("/")[2])}</a>'


def _respostas(contado: AvisoContado) -> Iterator[str]:
    if not contado.tentativas:
        return
    yield "<h3>O que aconteceu, na ordem</h3>"
    yield _tabela(
        ("Hora", "Ficou", "Código", "Servidor", "Resposta e motivo"),
        (
            (
                _e(dizeres.hora(t.em)),
                _e(dizeres.estado(t.para)),
                str(t.codigo) if t.codigo else "–",
                _e(t.servidor or "–"),
                _e(": ".join(filter(None, (dizeres.tentativa(t), t.resposta)))),
            )
            for t in contado.tentativas
        ),
    )


def _devolucoes(contado: AvisoContado) -> Iterator[str]:
    if not contado.devolucoes:
        return
    yield "<h3>Devoluções recebidas</h3>"
    yield _tabela(
        ("Chegou em", "Endereço", "O que houve", "Status", "Diagnóstico"),
        (
            (
                _e(dizeres.hora(d.em)),
                _e(d.email),
                _e(dizeres.acao(d.acao)),
                _e(d.status),
                _e(d.diagnostico),
            )
            for d in contado.devolucoes
        ),
    )


def _como_conferir() -> Iterator[str]:
    yield "<h2>Como conferir</h2>"
    yield (
        f"<p>O arquivo {SOMAS} traz a soma de cada arquivo deste dossiê. Dentro desta pasta, no Linux: "
        f"<code>sha256sum -c {SOMAS}</code>; no macOS: <code>shasum -a 256 -c {SOMAS}</code>. No Windows, a soma de um "
        "arquivo é dita por <code>certutil -hashfile ARQUIVO SHA256</code>. Um .eml abre no programa de e-mail, "
        "e é byte a byte o que foi transmitido ao servidor.</p>"
    )


def _v(texto: str) -> str:
    """Valor, alinhado à direita: a tabela reconhece a marca."""
    return f"\0{texto}"


def _tabela(titulos: Iterable[str], linhas: Iterable[tuple[str, ...]]) -> str:
    """As células já vêm escapadas."""
    cabeca = "".join(_celula(titulo, "th") for titulo in titulos)
    corpo = "".join(f"<tr>{''.join(map(_celula, linha))}</tr>" for linha in linhas)
    return f"<table><thead><tr>{cabeca}</tr></thead><tbody>{corpo}</tbody></table>"


def _celula(texto: str, marca: str = "td") -> str:
    return f'<{marca} class="v">{texto[1:]}</{marca}>' if texto.startswith("\0") else f"<{marca}>{texto}</{marca}>"
