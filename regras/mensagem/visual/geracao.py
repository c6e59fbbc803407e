"""Do documento ao que se grava: o HTML e o texto puro, na linguagem da mensagem.

O que se escreve na tela entra como texto: escapado no HTML, e a chave que ela tivesse não vira comando.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import groupby

from regras.cadastro import Mensagem
from regras.mensagem.tom import Tom
from regras.mensagem.visual import cores, documento, pecas_html, pecas_texto
from regras.mensagem.visual.documento import Bloco, Documento, Tipo
from regras.mensagem.visual.etiquetas import ETIQUETAS
from regras.mensagem.visual.trecho import Paragrafo, Parte, Trecho, vestir


def em_mensagem(numero: int, nome: str, assunto: str, corpo: Documento) -> Mensagem:
    """A mensagem que se grava: o documento, e o HTML e o texto puro que saem dele.

    Raises:
        DadoInvalido: o documento não se guarda.
    """
    documento.conferir(corpo)
    texto = corpo.puro if corpo.puro.strip() else em_texto_puro(corpo)
    return Mensagem(numero, nome, assunto, em_html(corpo), texto, documento.escrever(corpo))


def em_html(corpo: Documento) -> str:
    """O HTML do documento, com as variáveis por preencher."""
    tons = cores.da_cor(corpo.cor)
    pecas = {**_HTML, Tipo.CABECALHO: pecas_html.cabecalho(logotipo=corpo.logotipo)}
    blocos = "".join(
        _por_tom(bloco, lambda texto: _texto_em_html(texto, tons.acento))
        if bloco.tipo is Tipo.TEXTO
        else _vestir_peca(pecas[bloco.tipo], tons)
        for bloco in corpo.blocos
        if bloco.ligado
    )
    return pecas_html.MOLDE.replace("%blocos%\n", blocos)


def em_texto_puro(corpo: Documento) -> str:
    """O texto puro derivado do documento, com as variáveis por preencher."""
    ligados = (bloco for bloco in corpo.blocos if bloco.ligado)
    return "".join(_por_tom(bloco, _texto_puro) if bloco.tipo is Tipo.TEXTO else _PURO[bloco.tipo] for bloco in ligados)


_ANEXOS = ETIQUETAS["anexos"].modelo
_HTML = {
    Tipo.DEBITOS: pecas_html.DEBITOS,
    Tipo.BOLETOS: pecas_html.BOLETOS.replace("%anexos%", _ANEXOS),
    Tipo.RESPOSTAS: pecas_html.RESPOSTAS,
    Tipo.SEGURANCA: pecas_html.SEGURANCA,
    Tipo.QUEM_COBRA: pecas_html.QUEM_COBRA,
}
_PURO = {
    Tipo.CABECALHO: "",
    Tipo.DEBITOS: pecas_texto.DEBITOS,
    Tipo.BOLETOS: pecas_texto.BOLETOS.replace("%anexos%", _ANEXOS),
    Tipo.RESPOSTAS: pecas_texto.RESPOSTAS,
    Tipo.SEGURANCA: pecas_texto.SEGURANCA,
    Tipo.QUEM_COBRA: pecas_texto.QUEM_COBRA,
}


def _vestir_peca(peca: str, tons: cores.Cores) -> str:
    for nome in ("faixa", "texto", "acento", "claro"):
        peca = peca.replace(f"%{nome}%", getattr(tons, nome))
    return peca


def _por_tom(bloco: Bloco, escrever: Callable[[Trecho], str]) -> str:
    """O texto do bloco; com um por atraso, o do tom do aviso."""
    if len(bloco.textos) == 1:
        return escrever(bloco.textos[0])
    a_vencer, ate_30, acima = (escrever(bloco.texto(tom)) for tom in Tom)
    return (
        f'{{% if tom == "{Tom.ACIMA_DE_30}" %}}\n{acima}{{% elif tom == "{Tom.ATE_30}" %}}\n{ate_30}'
        f"{{% else %}}\n{a_vencer}{{% endif %}}\n"
    )


def _texto_em_html(texto: Trecho, acento: str) -> str:
    if not texto:
        return ""
    linhas: list[str] = []
    for em_lista, paragrafos in groupby(texto, key=lambda paragrafo: paragrafo.item):
        grupo = tuple(paragrafos)
        dentro = [_html_das_partes(cada, acento) for cada in grupo]
        if em_lista:
            itens = (f'<li style="{pecas_html.ITEM}">{escrito}</li>' for escrito in dentro)
            linhas += [f'<ul style="{pecas_html.lista(ultima=grupo[-1] is texto[-1])}">', *itens, "</ul>"]
        else:
            estilos = (pecas_html.paragrafo(ultimo=cada is texto[-1]) for cada in grupo)
            linhas += [f'<p style="{estilo}">{escrito}</p>' for estilo, escrito in zip(estilos, dentro, strict=True)]
    return pecas_html.TEXTO.replace("%texto%", "\n".join(linhas))


def _html_das_partes(paragrafo: Paragrafo, acento: str) -> str:
    estilo = f' style="color:{acento}"'
    return "".join(
        vestir(ETIQUETAS[parte.campo].modelo if parte.campo else _literal(html.escape(parte.texto)), parte, estilo)
        for parte in paragrafo.partes
    )


def _texto_puro(texto: Trecho) -> str:
    linhas: list[str] = []
    for em_lista, paragrafos in groupby(texto, key=lambda paragrafo: paragrafo.item):
        escritos = [_puro_das_partes(cada.partes) for cada in paragrafos]
        linhas += ["\n".join(f"- {escrito}" for escrito in escritos)] if em_lista else escritos
    return "".join(f"{linha}\n\n" for linha in linhas)


def _puro_das_partes(partes: tuple[Parte, ...]) -> str:
    saida = ""
    for link, grupo in groupby(partes, key=lambda parte: parte.link):
        escritas = tuple(grupo)
        saida += "".join(ETIQUETAS[parte.campo].modelo if parte.campo else _literal(parte.texto) for parte in escritas)
        endereco = link.removeprefix("mailto:")
        if link and endereco != "".join(parte.texto for parte in escritas):
            saida += f" ({endereco})"
    return saida


def _literal(texto: str) -> str:
    """A chave escrita por gente sai como chave, e não abre comando na linguagem da mensagem."""
    return texto.replace("{", '{{ "{" }}')
