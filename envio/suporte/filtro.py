"""Tira do registro do programa o que diz de quem se fala: fica o que houve, e não com quem.

Na dúvida, tira. As palavras dos nomes da base somem uma a uma, com ou sem acento; números de cinco algarismos ou mais,
também, porque podem ser um documento, um telefone ou um boleto; e o que uma exceção cita entre aspas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from envio.suporte.formas import DE_PESSOA, DE_SEGREDO, ENTRE_ASPAS, IDENTIFICADOR, SERVIDOR
from regras.nomes import chave

_LINHA_MAIOR = 1000
_MENOR_PALAVRA, _MENOR_CODIGO, _MENOR_NUMERO = 3, 3, 4
_INICIO = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+ ")
"""Data, nível e módulo, como o registro os escreve: são do programa, e ficam."""
_DO_RASTRO = re.compile(r'\s+File "(?P<arquivo>[^"]*)", line (?P<linha>\d+)(?:, in (?P<funcao>[\w<>]+))?$')
_DOS_PACOTES = re.compile(r".*/(?:(?:site|dist)-packages|python3[\d.]*|Lib)/(.+)")
_RAIZ = Path(__file__).resolve().parents[2].as_posix() + "/"
_OCTETOS = re.compile(r"(?:\\x[0-9a-fA-F]{2})+")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PALAVRA = re.compile(r"\[[^\[\]\n]{2,16}\]|[^\W_]+")
_CODIGO = re.compile(r"[^\W_](?:[\w./-]*[^\W_])?")
_COLADAS = re.compile(r"\[nome\](?:[\s.&,'-]*(?:\b(?:de|da|do|das|dos|e|d)\b)?[\s.&'-]*\[nome\])+")
_DO_PROGRAMA = """
    aberta aberto adiado adiados ainda and ano antes aos apagado apos aqui arquivo aviso avisos base boleto
    boletos bytes cada caixa call class cliente clientes cobranca codigo cofre com como conexao conferido conta
    contas contato contatos contra copia das data debito debitos def defeito depois desta deste devolucao dia
    diario dict dos eireli ela ele elif else email emails enviado enviando envio epp erro error esta estado
    except exception expurgado false fechada fechado fechamento file foi for from guardado historico hoje hora
    import importacao int invalido key lambda last line linha linhas list ltda mais mas mei mensagem mensagens
    modulo most nao nas nem nome none nos not novo numa numero ocupada outra outro para pasta pela pelo pendente
    plano pode por porta programa que raise recent recusado registro renovado return self sem ser servidor seu
    smtp str sua tabela tarefa tela tem thread tls trabalho traceback trava true try uma valor value versao vez
    while with yield
"""
_COMUNS = frozenset(_DO_PROGRAMA.split())
"""Palavras da língua e do programa: um cliente “Porta & Linha” não pode apagar o registro inteiro."""


class Filtro:
    """Tira dados pessoais de um texto, linha a linha.

    Args:
        nomes: como pessoas e empresas se chamam, e onde moram; cada palavra some.
        codigos: códigos e números que apontam alguém.
        servidores: endereços de servidor que não são de provedor conhecido.
        conhecidos: endereços dos provedores de correio, que podem ficar.
    """

    def __init__(
        self,
        nomes: Iterable[str] = (),
        codigos: Iterable[str] = (),
        servidores: Iterable[str] = (),
        conhecidos: Iterable[str] = (),
    ) -> None:
        todas = {palavra for nome in nomes for palavra in re.findall(r"[^\W\d_]+|[^\W_]+", chave(nome))}
        self._palavras = {palavra for palavra in todas - _COMUNS if len(palavra) >= _MENOR_PALAVRA}
        self._curtas = {palavra for palavra in todas if len(palavra) < _MENOR_PALAVRA}
        self._codigos = {codigo.casefold() for codigo in codigos if _serve(codigo)}
        self._conhecidos = {conhecido.casefold() for conhecido in conhecidos}
        self._servidores = {servidor.casefold() for servidor in servidores} - self._conhecidos

    def limpar(self, texto: str) -> str:
        """O texto sem dado pessoal, com as mesmas linhas; a linha longa demais é cortada."""
        return "\n".join(self._limpar_linha(_abrir(linha)) for linha in texto.splitlines())

    def _limpar_linha(self, linha: str) -> str:
        if achado := _DO_RASTRO.match(linha):
            funcao = f", in {achado['funcao']}" if achado["funcao"] else ""
            return f'  File "{_dentro_do_programa(achado["arquivo"])}", line {achado["linha"]}{funcao}'
        inicio = achado[0] if (achado := _INICIO.match(linha)) else ""
        resto = linha[len(inicio) : _LINHA_MAIOR]
        for forma, marca in DE_SEGREDO:
            resto = forma.sub(marca, resto)
        resto = _CODIGO.sub(self._sem_codigo, SERVIDOR.sub(self._sem_servidor, resto))
        for forma, marca in DE_PESSOA:
            resto = forma.sub(marca, resto)
        return inicio + self._tirar_nomes(ENTRE_ASPAS.sub(_sem_citacao, resto))

    def _sem_servidor(self, achado: re.Match[str]) -> str:
        return achado[0] if achado[0].casefold() in self._conhecidos else "[servidor]"

    def _sem_codigo(self, achado: re.Match[str]) -> str:
        minusculo = achado[0].casefold()
        if minusculo in self._servidores:
            return "[servidor]"
        return "[código]" if minusculo in self._codigos else achado[0]

    def _tirar_nomes(self, texto: str) -> str:
        """Cada palavra que é de um nome, e as curtas que estão ao lado dela."""
        palavras = list(_PALAVRA.finditer(texto))
        chaves = [chave(achado[0]) for achado in palavras]
        tira = [palavra in self._palavras for palavra in chaves]
        for posicao, palavra in enumerate(chaves):
            ao_lado = any(tira[max(posicao - 1, 0) : posicao + 2])
            tira[posicao] = tira[posicao] or (palavra in self._curtas and ao_lado)
        partes, fim = [], 0
        for achado, sai in zip(palavras, tira, strict=True):
            if sai:
                partes += [texto[fim : achado.start()], "[nome]"]
                fim = achado.end()
        return _COLADAS.sub("[nome]", "".join([*partes, texto[fim:]]))


def _serve(codigo: str) -> bool:
    """Um código curto demais é um número qualquer: tirá-lo apagaria portas e respostas do servidor."""
    if codigo.isdecimal():
        return len(codigo) >= _MENOR_NUMERO
    return len(codigo) >= _MENOR_CODIGO and any(letra.isdigit() for letra in codigo)


def _sem_citacao(achado: re.Match[str]) -> str:
    dentro = next((grupo for grupo in achado.groups() if grupo is not None), "")
    return achado[0] if IDENTIFICADOR.fullmatch(dentro) else f"{achado[0][0]}[texto]{achado[0][-1]}"


def _abrir(linha: str) -> str:
    r"""A linha com os acentos como letras: `\xc3\xa3` e `\u00e3` esconderiam um nome."""
    linha = _OCTETOS.sub(lambda achado: _de_octetos(achado[0]), linha)
    linha = _UNICODE.sub(lambda achado: chr(int(achado[1], 16)), linha)
    return unicodedata.normalize("NFC", linha)


def _de_octetos(escapes: str) -> str:
    octetos = bytes.fromhex(escapes.replace("\\x", ""))
    try:
        return octetos.decode("utf-8")
    except UnicodeDecodeError:
        return octetos.decode("latin-1")


def _dentro_do_programa(arquivo: str) -> str:
    """O caminho a partir da pasta do programa ou da dos pacotes; de outro lugar, só se sabe que é outro."""
    barras = arquivo.replace("\\", "/")
    if not barras.endswith(".py"):
        return "[caminho]"
    if achado := _DOS_PACOTES.search(barras):
        return achado[1]
    return barras.removeprefix(_RAIZ) if barras.startswith(_RAIZ) else "[caminho]"
