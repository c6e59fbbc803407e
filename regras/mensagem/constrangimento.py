"""Palavras que a cobrança não pode usar: ameaça e constrangimento (CDC, art. 42), engano (CDC, art. 71).

É um alerta, não uma recusa: quem decide é o operador, com o porquê à vista. O assunto, que outros leem na tela do
celular, tem regra mais dura em `texto.validar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from regras.cadastro import Mensagem
from regras.mensagem.html_limpo import em_texto
from regras.nomes import chave


class PorQue(StrEnum):
    """Por que a palavra não cabe; o texto é o da tela."""

    AMEACA = "soa como ameaça"
    EXPOE = "constrange ou expõe o cliente"
    ENGANO = "faz parecer ato da Justiça ou da polícia"


@dataclass(frozen=True, slots=True)
class Alerta:
    """Uma palavra achada, em que parte da mensagem, e por que não cabe."""

    parte: str
    palavra: str
    por_que: PorQue


_PALAVRAS: dict[PorQue, tuple[str, ...]] = {
    PorQue.AMEACA: (
        r"sob pena\w*",
        r"ultim(?:a chance|a oportunidade|o aviso|ato|a notificacao)",
        r"(?:medidas?|providencias?|acao|acoes|processo|cobranca|execucao|vias) judicia(?:l|is)",
        r"(?:sera|seras|vamos|iremos) (?:process|execut|protest|negativ)\w*",
        r"penhor(?:a|ar|ado|ada|as)",
        r"bloque(?:io|ar|ado|ada) d[eoa]s? (?:bens|conta|contas)",
        r"busca e apreensao",
        r"consequencias",
    ),
    PorQue.EXPOE: (
        r"calot\w*",
        r"devedor\w*",
        r"inadimplent\w*",
        r"mau[s]? pagador\w*",
        r"nome sujo",
        r"sujar (?:o|seu) nome",
        r"negativad\w*",
        r"ma[- ]fe",
        r"vergonh\w*",
        r"desonest\w*",
        r"irresponsave(?:l|is)",
        r"(?:seu|seus|sua|suas) (?:chefe|patrao|empregador|familia|familiares|vizinhos?|colegas)",
    ),
    PorQue.ENGANO: (
        r"intimac(?:ao|oes)",
        r"intimad[oa]s?",
        r"mandado",
        r"oficial de justica",
        r"notificacao judicial",
        r"polici\w*",
        r"pris(?:ao|oes)",
        r"cadeia",
        r"crim(?:e|es|inal|inais)",
        r"estelionat\w*",
    ),
}
_PROCURAS = {motivo: re.compile(rf"\b(?:{'|'.join(palavras)})\b") for motivo, palavras in _PALAVRAS.items()}


def procurar(mensagem: Mensagem) -> tuple[Alerta, ...]:
    """Devolve as palavras que não cabem numa cobrança, sem repetir, na ordem das partes da mensagem.

    Procura sem acentos nem maiúsculas, no texto que se vê; comentário e atributo do HTML não contam.
    """
    partes = (("Assunto", mensagem.assunto), ("Mensagem", em_texto(mensagem.html)), ("Texto puro", mensagem.texto))
    achados = (
        Alerta(parte, achado.group(), motivo)
        for parte, texto in partes
        for motivo, procura in _PROCURAS.items()
        for achado in procura.finditer(chave(texto))
    )
    return tuple(dict.fromkeys(achados))
