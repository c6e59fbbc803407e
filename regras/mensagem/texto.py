"""A mensagem cadastrada: conferir antes de gravar e preencher para um aviso (regras.md §4).

Comece por `preencher`; telas e terminal só precisam deste módulo. As variáveis estão em `variaveis.py`; a linguagem em
que o texto é escrito, em `gabarito.py`; o que o HTML pode levar, em `html_limpo.py`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from regras.cadastro import Empresa, Mensagem
from regras.documentos import compactar_cpf_cnpj
from regras.erros import DadoInvalido
from regras.mensagem import senha, tom
from regras.mensagem.gabarito import Gabarito, compilar
from regras.mensagem.gabarito import preencher as preencher_gabarito
from regras.mensagem.html_limpo import em_texto, limpar
from regras.mensagem.variaveis import (
    CAMPOS_DO_DEBITO,
    COM_VALORES,
    EMPRESA_DE_EXEMPLO,
    VARIAVEIS,
    ConteudoDoAviso,
    em_uma_linha,
    em_variaveis,
    exemplo,
    quem_cobra,
)
from regras.mensagem.visual.pecas_html import CID_DO_LOGOTIPO
from regras.mensagem.visual.prontos import TEXTO_PURO_PADRAO
from regras.nomes import chave

__all__ = [
    "CAMPOS_DO_DEBITO",
    "MAIOR_ASSUNTO",
    "VARIAVEIS",
    "ConteudoDoAviso",
    "Preenchida",
    "exemplo",
    "preencher",
    "validar",
]

MAIOR_ASSUNTO = 200
"""Caracteres do assunto preenchido que chegam ao cabeçalho; o resto é cortado (email.md §5)."""

_ASSUNTO = "Assunto"
_HTML = "Corpo da mensagem"
_TEXTO = "Texto puro"

_VALOR = re.compile(r"r\$|\d,\d{2}(?!\d)", re.IGNORECASE)
_CONSTRANGE = re.compile(
    r"\b(devedor\w*|inadimpl\w*|calot\w*|negativad\w*|negativac\w*|protest\w*|spc|serasa|mau pagador\w*|nome sujo)\b"
)
"""Procurado sem acentos nem maiúsculas: o assunto é lido por terceiros na tela do celular (CDC, art. 42)."""


@dataclass(frozen=True, slots=True)
class Preenchida:
    """A mensagem de um cliente, pronta para o e-mail. O HTML é uma página inteira."""

    assunto: str
    html: str
    texto: str


def validar(mensagem: Mensagem) -> None:
    """Confere a mensagem antes de gravar, preenchendo-a com cada caso que um aviso pode trazer.

    Raises:
        DadoInvalido: assunto vazio, com valores ou com palavra que exponha o cliente; corpo sem texto; variável
            desconhecida (com sugestão) ou erro de escrita (com a linha), em qualquer das três partes.
    """
    _conferir_assunto(mensagem.assunto)
    for conteudo in _casos():
        preenchida = preencher(mensagem, conteudo)
        _conferir_assunto_preenchido(preenchida.assunto)
        if not em_texto(_corpo(mensagem, em_variaveis(conteudo))):
            raise DadoInvalido(_HTML, "não tem texto nenhum", o_que_fazer="Escreva a mensagem que o cliente vai ler.")


def preencher(mensagem: Mensagem, conteudo: ConteudoDoAviso) -> Preenchida:
    """Preenche a mensagem para um aviso. Sempre traz nome, endereço e CPF/CNPJ de quem cobra (CDC, art. 42-A).

    Quando os PDFs pedem senha, acaba dizendo como abri-los, qualquer que seja o texto cadastrado.

    Raises:
        DadoInvalido: a mensagem cadastrada não pode ser preenchida.
    """
    variaveis = em_variaveis(conteudo)
    assunto = em_uma_linha(preencher_gabarito(compilar(mensagem.assunto, _ASSUNTO, escapar=False), variaveis))
    corpo = _com_logotipo(_corpo(mensagem, variaveis), conteudo.empresa.logotipo)
    if not _diz_quem_cobra(em_texto(corpo), conteudo.empresa):
        corpo += _quem_cobra_em_html(conteudo.empresa)
    texto = preencher_gabarito(_texto_puro(mensagem), variaveis).strip() + "\n"
    if not _diz_quem_cobra(" ".join(texto.split()), conteudo.empresa):
        texto += "\n" + "\n".join(_linhas_de_quem_cobra(conteudo.empresa)) + "\n"
    if abrir := em_uma_linha(senha.como_abrir(conteudo.empresa, conteudo.cliente)):
        corpo += _BLOCO_DE_COMO_ABRIR.format(frase=html.escape(abrir))
        texto += f"\n{abrir}\n"
    return Preenchida(assunto[:MAIOR_ASSUNTO], _MOLDURA.format(titulo=html.escape(assunto), corpo=corpo), texto)


def _corpo(mensagem: Mensagem, variaveis: dict[str, object]) -> str:
    preenchido = preencher_gabarito(compilar(mensagem.html, _HTML, escapar=True), variaveis)
    return limpar(preenchido, _HTML, logotipo=bool(variaveis["tem_logotipo"]))


def _com_logotipo(corpo: str, png: bytes) -> str:
    """Dá ao logotipo a largura e a altura em que ele cabe no alto da mensagem; sem elas o Outlook o mostra inteiro."""
    if not png:
        return corpo
    largura, altura = (max(1, int.from_bytes(png[inicio : inicio + 4], "big")) for inicio in (16, 20))
    if altura * _MAIOR_LOGOTIPO[0] > largura * _MAIOR_LOGOTIPO[1]:
        cabe = (max(1, largura * _MAIOR_LOGOTIPO[1] // altura), _MAIOR_LOGOTIPO[1])
    else:
        cabe = (_MAIOR_LOGOTIPO[0], max(1, altura * _MAIOR_LOGOTIPO[0] // largura))
    imagem = f'src="cid:{CID_DO_LOGOTIPO}"'
    return corpo.replace(imagem, f'{imagem} width="{min(cabe[0], largura)}" height="{min(cabe[1], altura)}"')


def _texto_puro(mensagem: Mensagem) -> Gabarito:
    fonte = mensagem.texto if mensagem.texto.strip() else TEXTO_PURO_PADRAO
    return compilar(fonte, _TEXTO, escapar=False)


def _conferir_assunto(fonte: str) -> None:
    if not fonte.strip():
        raise DadoInvalido(
            _ASSUNTO, "está vazio", o_que_fazer="Por exemplo: Aviso de débitos – {{ empresa }} – {{ data }}"
        )
    com_valores = sorted(compilar(fonte, _ASSUNTO, escapar=False).variaveis & COM_VALORES)
    if com_valores:
        _recusar_assunto(f"“{com_valores[0]}” traz valores")


def _conferir_assunto_preenchido(assunto: str) -> None:
    if not assunto:
        raise DadoInvalido(_ASSUNTO, "fica vazio em parte dos avisos")
    if _VALOR.search(assunto):
        _recusar_assunto("traz valores")
    if casou := _CONSTRANGE.search(chave(assunto)):
        _recusar_assunto(f"a palavra “{casou.group()}” expõe o cliente")


def _recusar_assunto(motivo: str) -> None:
    raise DadoInvalido(
        _ASSUNTO,
        motivo,
        o_que_fazer="O assunto aparece para quem estiver por perto (CDC, art. 42): deixe isso para o corpo.",
    )


def _diz_quem_cobra(visivel: str, empresa: Empresa) -> bool:
    """Diz se o texto visível traz nome, rua, cidade e documento, como cadastrados."""
    documento = quem_cobra(empresa)["cnpj_empresa"]
    if documento not in visivel and compactar_cpf_cnpj(documento) not in visivel:
        return False
    return all(" ".join(em_uma_linha(parte).split()) in visivel for parte in _exigidos(empresa))


def _exigidos(empresa: Empresa) -> tuple[str, ...]:
    return empresa.nome, empresa.endereco, empresa.cidade


def _linhas_de_quem_cobra(empresa: Empresa) -> list[str]:
    variaveis = quem_cobra(empresa)
    linhas = (variaveis[nome] for nome in ("empresa", "documento_empresa", "endereco_empresa"))
    return [linha for linha in linhas if linha]


def _quem_cobra_em_html(empresa: Empresa) -> str:
    linhas = "<br>\n".join(html.escape(linha) for linha in _linhas_de_quem_cobra(empresa))
    return _BLOCO_DE_QUEM_COBRA.format(linhas=linhas)


def _casos() -> Iterator[ConteudoDoAviso]:
    """Os avisos que um texto atende: com tudo, só vencido, há muito, só a vencer, sem boleto e sem dado opcional."""
    inteiro = exemplo(EMPRESA_DE_EXEMPLO, _DIA_DE_EXEMPLO)
    primeiro, _, ultimo = inteiro.debitos
    yield inteiro
    yield replace(inteiro, debitos=(primeiro,))
    yield replace(inteiro, debitos=(replace(primeiro, dias=tom.ATE_DIAS + 1),))
    yield replace(inteiro, debitos=(ultimo,), empresa=replace(EMPRESA_DE_EXEMPLO, telefone="", email=""))
    yield replace(inteiro, debitos=(replace(primeiro, linha_digitavel=None, emissao=None),))


_DIA_DE_EXEMPLO = date(2026, 11, 24)
_MAIOR_LOGOTIPO = (200, 60)
"""Pontos, no alto da mensagem."""

_MOLDURA = """\
<!DOCTYPE html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="supported-color-schemes" content="light">
<title>{titulo}</title>
</head>
<body bgcolor="#ffffff" style="margin:8px;background-color:#ffffff;\
font-family:Inter,Segoe UI,Roboto,Arial,sans-serif;font-size:15px;color:#15212a">
{corpo}
</body>
</html>
"""
_BLOCO_DE_COMO_ABRIR = """
<p style="margin:16px 0 0;font-size:13px;line-height:20px;color:#15212a">{frase}</p>"""
_BLOCO_DE_QUEM_COBRA = """
<p style="margin:16px 0 0;font-size:12px;line-height:19px;color:#475661">
{linhas}
</p>"""
