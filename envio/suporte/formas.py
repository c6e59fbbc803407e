"""As formas em que um dado pessoal ou um segredo aparece num texto, e a marca que fica no lugar de cada uma."""

from __future__ import annotations

import re

_EXTENSOES = r"\.(?:db|csv|tsv|xlsx?|ods|pdf|zip|eml|html?|jsonl?|log|txt|py|png|jpe?g|parcial|lock)(?![\w.])"
_COMECO_DE_CAMINHO = r"(?:\b[a-z]:[\\/]|\\\\(?=\w)|~[\\/]|(?<![\w.\])>])/(?=\w))"
_DO_CAMINHO = r"[^\n\"'<>|]*"
_ROTULOS = r"nosso.?n[uú]mero|documento|parcela|cliente|contato|d[eé]bito|pedido|nota|c[oó]digo|ag[eê]ncia|conv[eê]nio"
_GRUPO = "[0-9a-z]"


def _formas(*pares: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(padrao, re.IGNORECASE), marca) for padrao, marca in pares)


DE_SEGREDO = _formas(
    (
        r"((?:senha|password|passwd|pwd|secret|segredo|token|authorization|code_verifier)\w*)[\"']?\s*[:=].*",
        r"\1: [segredo]",
    ),
    (r"\b(?:bearer|auth\s+(?:plain|login|xoauth2|cram-md5))\s+.*", "[segredo]"),
    (r"\b\w+://\S+", "[endereço]"),
    (r"=\?[\w-]+\?[bq]\?\S*", "[texto]"),
    (r"\S*(?:[%=][0-9a-f]{2}){2,}\S*", "[texto]"),
    (r"[^\s@<>()\"',;:=\[\]]+@[^\s@<>()\"',;:\[\]]+", "[e-mail]"),
)
"""O que se procura primeiro: o que vier junto pode enganar as outras formas."""

DE_PESSOA = _formas(
    (r"000201.*6304[0-9a-f]{4}", "[pix]"),
    (r"\b\d{5}\.?\d{5}\s*\d{5}\.?\d{6}\s*\d{5}\.?\d{6}\s*\d\s*\d{14}\b", "[linha digitável]"),
    (_COMECO_DE_CAMINHO + rf"(?:{_DO_CAMINHO}?{_EXTENSOES}|{_DO_CAMINHO})", "[caminho]"),
    (rf"(?<=[\"'])[^\"'\n]+{_EXTENSOES}(?=[\"'])|[^\s\"']+{_EXTENSOES}", "[arquivo]"),
    (rf"\b{_GRUPO}{{2}}[.\s]?{_GRUPO}{{3}}[.\s]?{_GRUPO}{{3}}[/\s]?{_GRUPO}{{4}}[-\s]?\d{{2}}\b", "[cnpj]"),
    (r"\b\d{3}[.\s]?\d{3}[.\s]?\d{3}[-\s]?\d{2}\b", "[cpf]"),
    (r"(?:\+\d{2}\s*)?(?:\(\d{2}\)|\b\d{2})\s*\d{4,5}[\s-]?\d{4}\b|\b\d{4,5}-\d{4}\b", "[telefone]"),
    (r"\b\d{5}-\d{3}\b", "[cep]"),
    (
        r"(?<![\w./+-])(?![a-z_][\w.]*(?:Error|Exception|Warning)\b)(?=[\w./+-]*\d)(?=[\w./+-]*[a-z])[\w./+-]{20,}={0,2}",
        "[segredo]",
    ),
    (r"\b[a-z]{32,}\b|\b[a-z0-9+/]{8,}={1,2}(?=[\s\"',;.)]|$)", "[segredo]"),
    (r"r\$\s*-?[\d.,]+", "[valor]"),
    (r"centavos\W{0,4}-?\d+", "centavos=[valor]"),
    (r"(?<![\d.,])-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?<![\d.,])-?\d+,\d+", "[valor]"),
    (r"(?<![\d.])-?\d+\.\d{2}(?![\d.])", "[valor]"),
    (r"(?<![\d.])(?!127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", "[ip]"),
    (r"(?:[0-9a-f]{1,4}:){3,}:?[0-9a-f:]*", "[ip]"),
    (rf"\b({_ROTULOS})(\w*[\"']?[\s=:nº°.#\"'(]{{1,4}})(?=[\w./-]*\d)[\w./-]+", r"\1\2[código]"),
    (r"(?<!\bporta )(?<!\d)\d{5,}|\d{6,}", "[número]"),
)
"""O que diz de quem se fala, por onde se acha, e quanto deve."""

SERVIDOR = re.compile(
    r"\b[^\W_][\w-]*(?:\.[\w-]+)*\.(?:com|net|org|info|biz|local|lan|br)\b(?:\.\w{2}\b)?", re.IGNORECASE
)
"""Um endereço de servidor."""
ENTRE_ASPAS = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|“([^”\n]*)”|«([^»\n]*)»")
"""O que uma exceção cita: pode ser o que alguém digitou."""
IDENTIFICADOR = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+|\[[^\]\n]+\]|[\W_]*")
"""O que pode ficar entre aspas: um nome do programa, uma marca ou só pontuação."""
