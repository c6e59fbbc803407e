"""Leitura de CSV linha a linha, com memória constante.

Uma passada decide a codificação (UTF-8 ou Windows-1252) e conta linhas; outra entrega. Aspas que abrem e não
fecham não podem comer o arquivo. A regra, para a linha em que um campo fica aberto:

1. as linhas seguintes são juntadas a ela, até fechar, no máximo `LINHAS_DE_UM_CAMPO`;
2. vale a junção só se as aspas fecham antes de um separador ou do fim da linha e o total de campos é o dos títulos;
3. desiste-se da junção ao encontrar uma linha que sozinha já é um registro inteiro (tem os campos dos títulos);
4. sem junção válida só a linha em que as aspas abriram é rejeitada, e a leitura recomeça na seguinte.

Um campo com quebra de linha legítima é, portanto, lido como um registro só. Se a coluna é do contrato, a quebra
de linha, que é caractere de controle, o rejeita adiante; se a coluna é ignorada, o registro vale.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from modelos.importacao.aspas import ASPAS, Estado, Separacao, separar
from modelos.importacao.linhas import (
    LINHAS_ATE_OS_TITULOS,
    SERVE,
    LinhaLida,
    Nota,
    Planilha,
    achar_titulos,
    frase_das_puladas,
)
from regras.erros import DadoInvalido
from regras.nomes import tem_controle

BYTES_DE_UMA_LINHA = 1 << 20
LINHAS_DE_UM_CAMPO = 20
SEPARADORES = (";", "\t", ",")

CONSERTO = "Salve de novo como CSV UTF-8 (ou XLSX) e importe outra vez."
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIM_DO_DOS = "\x1a"
"""Ctrl+Z: programas da era do DOS ainda fecham o arquivo com ele."""
_BRANCOS = " \t\u00a0" + _FIM_DO_DOS
_AMOSTRA = 500
_FORA_DA_CODIFICACAO = {
    "utf-8": "a linha não está em UTF-8 como o resto do arquivo",
    "cp1252": "a linha tem um caractere que não existe em Windows-1252",
}
_MOTIVO_DAS_ASPAS = {
    Estado.ABERTA: "aspas não fechadas",
    Estado.FORA_DO_LUGAR: "aspas fora do lugar: dentro de um campo entre aspas, escreva-as dobradas",
}


class _Fisica(NamedTuple):
    """Uma linha física decodificada, sem a quebra."""

    numero: int
    texto: str
    defeito: str = ""
    cortada: bool = False


def abrir(arquivo: BinaryIO, nome: str, nota: Nota = lambda _titulos: SERVE) -> Planilha:
    """Acha os títulos e prepara a leitura das linhas. O arquivo continua de quem chamou, e tem de seguir aberto.

    Raises:
        DadoInvalido: não é texto, está em UTF-16, ou a linha de títulos não serve.
    """
    _conferir_inicio(arquivo.read(4096), nome)
    codificacao, total = _examinar(arquivo)
    fisicas = _LinhasFisicas(arquivo, codificacao)
    puladas = _pular_ate_os_titulos(fisicas, nota)
    cabecalho = _primeira_com_texto(fisicas, nome)
    separador = _separador(cabecalho)
    separacao = separar(cabecalho, separador)
    if separacao.estado is not Estado.INTEIRA:
        raise DadoInvalido(nome, "há aspas sem par na linha de títulos", o_que_fazer=CONSERTO)
    titulos = tuple(separacao.campos)
    avisos = frase_das_puladas(puladas)
    return Planilha(titulos, lambda: _entregar(fisicas, separador, len(titulos)), total, avisos)


def _conferir_inicio(inicio: bytes, nome: str) -> None:
    """Recusa o que não é texto pelo começo do arquivo."""
    primeira = inicio.partition(b"\n")[0]
    if inicio.startswith(_UTF16) or primeira.count(b"\0") * 3 > len(primeira):
        raise DadoInvalido(nome, "o arquivo está em UTF-16", o_que_fazer="Salve de novo como CSV UTF-8.")
    # Nulo só no meio das linhas é defeito de uma linha; sem um título sequer, o arquivo é outra coisa.
    if b"\0" in primeira or (b"\0" in inicio and not any(cada.encode() in primeira for cada in SEPARADORES)):
        raise DadoInvalido(nome, "não é um arquivo de texto", o_que_fazer=CONSERTO)


def _examinar(arquivo: BinaryIO) -> tuple[str, int]:
    """Decide a codificação e conta as linhas depois dos títulos.

    Conta as linhas com acento que são UTF-8 e as que não são: vence a maioria, e as que destoam são rejeitadas
    uma a uma. Um caractere cortado ao meio não muda a leitura do arquivo inteiro.
    """
    arquivo.seek(0)
    certas = erradas = linhas = 0
    while bloco := arquivo.readline(BYTES_DE_UMA_LINHA):
        linhas += 1
        if bloco.isascii():
            continue
        try:
            bloco.decode()
            certas += 1
        except UnicodeDecodeError:
            erradas += 1
    arquivo.seek(0)
    e_utf8 = certas >= erradas or arquivo.read(3) == codecs.BOM_UTF8
    return ("utf-8" if e_utf8 else "cp1252"), max(0, linhas - 1)


class _LinhasFisicas:
    """Linhas físicas em fluxo, com as que já foram espiadas à espera na fila."""

    def __init__(self, arquivo: BinaryIO, codificacao: str) -> None:
        self._arquivo = arquivo
        self._codificacao = codificacao
        self._fila: deque[_Fisica] = deque()
        self._numero = 0
        arquivo.seek(0)
        if arquivo.read(3) != codecs.BOM_UTF8:
            arquivo.seek(0)

    def tomar(self) -> _Fisica | None:
        """Devolve a próxima linha; None no fim do arquivo."""
        return self._fila.popleft() if self._fila else self._ler()

    def espiar(self, adiante: int) -> _Fisica | None:
        """Olha uma linha à frente sem tomá-la; 0 é a próxima."""
        while len(self._fila) <= adiante:
            fisica = self._ler()
            if fisica is None:
                return None
            self._fila.append(fisica)
        return self._fila[adiante]

    def _ler(self) -> _Fisica | None:
        bloco = self._arquivo.readline(BYTES_DE_UMA_LINHA)
        if not bloco:
            return None
        self._numero += 1
        inteira = bloco.endswith(b"\n")
        if not inteira and len(bloco) == BYTES_DE_UMA_LINHA:
            self._pular_resto()
            return _Fisica(self._numero, bloco[:_AMOSTRA].decode(errors="replace"), "a linha passa de 1 MB")
        try:
            return _Fisica(self._numero, bloco.rstrip(b"\r\n").decode(self._codificacao), "", not inteira)
        except UnicodeDecodeError:
            texto = bloco.rstrip(b"\r\n").decode(self._codificacao, errors="replace")
            return _Fisica(self._numero, texto, _FORA_DA_CODIFICACAO[self._codificacao])

    def _pular_resto(self) -> None:
        while (bloco := self._arquivo.readline(BYTES_DE_UMA_LINHA)) and not bloco.endswith(b"\n"):
            pass


def _separador(linha: str) -> str:
    return max(SEPARADORES, key=lambda cada: len(separar(linha, cada).campos))


def _pular_ate_os_titulos(fisicas: _LinhasFisicas, nota: Nota) -> int:
    """Toma as linhas do relatório que antecedem os títulos; devolve quantas tinham texto."""
    posicao = achar_titulos(_espiadas(fisicas), nota) or 0
    tomadas = [fisicas.tomar() for _ in range(posicao)]
    return sum(bool(fisica and fisica.texto.strip(_BRANCOS)) for fisica in tomadas)


def _espiadas(fisicas: _LinhasFisicas) -> Iterator[list[str]]:
    """As primeiras linhas, já separadas; a que tem defeito, ou aspas sem par, conta como uma célula só."""
    for adiante in range(LINHAS_ATE_OS_TITULOS):
        fisica = fisicas.espiar(adiante)
        if fisica is None:
            return
        texto = fisica.texto.strip(_FIM_DO_DOS)
        separacao = separar(texto, _separador(texto))
        inteira = not fisica.defeito and separacao.estado is Estado.INTEIRA
        yield separacao.campos if inteira else [texto.strip(_BRANCOS)]


def _primeira_com_texto(fisicas: _LinhasFisicas, nome: str) -> str:
    """Toma a linha de títulos, pulando as em branco que a antecedem."""
    while (fisica := fisicas.tomar()) is not None:
        if fisica.defeito:
            raise DadoInvalido(nome, f"na linha de títulos, {fisica.defeito}", o_que_fazer=CONSERTO)
        if tem_controle(fisica.texto.replace("\t", "").rstrip(_FIM_DO_DOS)):
            raise DadoInvalido(
                nome, "não é um arquivo de texto: há caracteres de controle nos títulos", o_que_fazer=CONSERTO
            )
        if fisica.texto.strip(_BRANCOS):
            return fisica.texto
    raise DadoInvalido(nome, "o arquivo só tem linhas em branco", o_que_fazer=CONSERTO)


def _entregar(fisicas: _LinhasFisicas, separador: str, colunas: int) -> Iterator[LinhaLida]:
    """Entrega as linhas de dados, pulando as em branco."""
    while (fisica := fisicas.tomar()) is not None:
        numero, texto, defeito, cortada = fisica
        if defeito:
            yield LinhaLida(numero, texto.split(separador), defeito)
            continue
        if not texto.strip(_BRANCOS):
            continue
        if ASPAS not in texto:  # quase todas: sem isto o arquivo grande demora metade a mais
            yield LinhaLida(numero, texto.split(separador), "", 0, cortada)
            continue
        campos, estado = separar(texto, separador)
        if estado is Estado.ABERTA:
            campos, estado = _juntar(fisicas, fisica, separador, colunas)
        if estado is Estado.INTEIRA:
            yield LinhaLida(numero, campos, cortada=cortada)
        else:
            yield LinhaLida(numero, texto.split(separador), _MOTIVO_DAS_ASPAS[estado], legiveis=len(campos))


def _juntar(fisicas: _LinhasFisicas, aberta: _Fisica, separador: str, colunas: int) -> Separacao:
    """Procura nas linhas seguintes o fim do campo aberto; sem achar, devolve a separação da linha sozinha."""
    sozinha = separar(aberta.texto, separador)
    texto = aberta.texto
    for adiante in range(LINHAS_DE_UM_CAMPO):
        seguinte = fisicas.espiar(adiante)
        if seguinte is None or seguinte.defeito or _e_registro_inteiro(seguinte.texto, separador, colunas):
            return sozinha
        texto = f"{texto}\n{seguinte.texto}"
        juntada = separar(texto, separador)
        if juntada.estado is Estado.ABERTA:
            continue
        if juntada.estado is Estado.FORA_DO_LUGAR or len(juntada.campos) != colunas:
            return sozinha
        for _ in range(adiante + 1):
            fisicas.tomar()
        return juntada
    return sozinha


def _e_registro_inteiro(texto: str, separador: str, colunas: int) -> bool:
    campos, estado = separar(texto, separador)
    return estado is Estado.INTEIRA and len(campos) == colunas
