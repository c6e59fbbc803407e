"""Exame de uma linha digitável ou de um código de barras, dígito a dígito, também pela metade (boleto.md A.2 a A.6).

Diz tudo o que se sabe, para quem confere olhar o lugar certo; `decodificar` é de quem só aceita o que está certo.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from boletos.titulo import codigo
from boletos.titulo.codigo import REAL, TAMANHO_BARRAS, TAMANHO_LINHA, Decodificado
from boletos.titulo.numeros import JANELA, Janela, modulo_10, modulo_11_barra
from regras.erros import DadoInvalido

_ARRECADACAO = "8"
_MASCARA = str.maketrans("", "", " .-\t\r\n\N{NO-BREAK SPACE}")
_COPIAR_DE_NOVO = "Copie os algarismos de novo, como o banco os devolveu."
_POSICAO_DO_DV = {TAMANHO_LINHA: 33, TAMANHO_BARRAS: 5}


class DigitoVerificador(NamedTuple):
    """Um dígito conferido.

    Atributos:
        lugar: de que ele é, como o operador o acha na linha ou no código.
        trecho: os algarismos que ele confere, com ele, como se imprimem; vazio no geral, que confere todos.
        posicao: onde ele está, contando de 1.
        informado, calculado: o que veio e o que deveria vir.
    """

    lugar: str
    trecho: str
    posicao: int
    informado: str
    calculado: str

    @property
    def confere(self) -> bool:
        """Diz se o que veio é o calculado."""
        return self.informado == self.calculado


class Exame(NamedTuple):
    """O que se sabe do que foi colado.

    Atributos:
        algarismos: sem pontuação.
        digitos: os verificadores que já se podem conferir, na ordem em que aparecem.
        problema: por que não é (ou ainda não é) um boleto que se leia; vazio se é.
        lido: banco, vencimento e valor; None enquanto não há algarismos bastantes. Com dígito errado, não é de confiar.
    """

    algarismos: str
    digitos: tuple[DigitoVerificador, ...] = ()
    problema: str = ""
    lido: Decodificado | None = None

    @property
    def e_linha(self) -> bool:
        """Diz se é uma linha digitável inteira."""
        return len(self.algarismos) == TAMANHO_LINHA

    @property
    def esta_certo(self) -> bool:
        """Diz se é um boleto e todos os dígitos conferem."""
        return self.lido is not None and not self.problema


def decodificar(linha_ou_barra: str, hoje: date, janela: Janela = JANELA) -> Decodificado:
    """Lê uma linha digitável ou um código de barras de boleto, com ou sem máscara.

    Raises:
        DadoInvalido: não é boleto, falta algarismo ou algum dígito verificador não confere.
    """
    algarismos = linha_ou_barra.translate(_MASCARA)
    if _e_linha_certa(algarismos):
        return codigo.ler_barras(codigo.de_linha(algarismos), hoje, janela)
    exame = examinar(algarismos, hoje, janela)
    if exame.lido is None or exame.problema:
        nome = "linha digitável" if exame.lido is None or exame.e_linha else "código de barras"
        raise DadoInvalido(nome, exame.problema or "está vazia", o_que_fazer=_COPIAR_DE_NOVO)
    return exame.lido


def _e_linha_certa(algarismos: str) -> bool:
    """O caso de quase todas, sem o exame dígito a dígito, que custa três vezes mais."""
    if len(algarismos) != TAMANHO_LINHA or not (algarismos.isascii() and algarismos.isdecimal()):
        return False
    barras = codigo.de_linha(algarismos)
    return (
        codigo.para_linha(barras) == algarismos
        and algarismos[0] != _ARRECADACAO
        and barras[3] == REAL
        and modulo_11_barra(barras[:4] + barras[5:]) == barras[4]
    )


def examinar(texto: str, hoje: date, janela: Janela = JANELA) -> Exame:
    """Examina uma linha digitável ou um código de barras, com ou sem pontuação. Nunca falha por causa do texto.

    Args:
        texto: o que o operador colou; espaços, pontos e hifens são desprezados.
        hoje: o fator de vencimento só tem leitura única em volta desta data (boleto.md A.6).
        janela: limites da leitura do fator, em dias.
    """
    algarismos = texto.translate(_MASCARA)
    if not algarismos:
        return Exame("")
    if not (algarismos.isascii() and algarismos.isdecimal()):
        return Exame("", problema="só pode ter algarismos, pontos, hifens e espaços")
    if algarismos[0] == _ARRECADACAO:
        return Exame(algarismos, problema="é de arrecadação (conta de consumo ou tributo), e não de boleto")
    if len(algarismos) not in _POSICAO_DO_DV or _e_linha_em_curso(algarismos):
        return Exame(algarismos, _dos_campos(algarismos), _problema_do_tamanho(len(algarismos)))
    e_linha = len(algarismos) == TAMANHO_LINHA
    barras = codigo.de_linha(algarismos) if e_linha else algarismos
    digitos = (*(_dos_campos(algarismos) if e_linha else ()), _geral(barras, _POSICAO_DO_DV[len(algarismos)]))
    return Exame(algarismos, digitos, _problema(barras, digitos), codigo.ler_barras(barras, hoje, janela))


def _e_linha_em_curso(algarismos: str) -> bool:
    """Diz se 44 algarismos são uma linha a que ainda faltam três: os seus campos fecham, e como código não fecham."""
    if len(algarismos) != TAMANHO_BARRAS or _geral(algarismos, 5).confere:
        return False
    return all(digito.confere for digito in _dos_campos(algarismos))


def _dos_campos(algarismos: str) -> tuple[DigitoVerificador, ...]:
    """Os módulos 10 dos campos já inteiros de uma linha."""
    achados = []
    for ordem, posicoes in enumerate(codigo.CAMPOS_DA_LINHA, start=1):
        campo = algarismos[posicoes]
        if len(algarismos) < posicoes.stop:
            break
        trecho = f"{campo[:5]}.{campo[5:]}"
        achados.append(DigitoVerificador(f"{ordem}º campo", trecho, posicoes.stop, campo[-1], modulo_10(campo[:-1])))
    return tuple(achados)


def _geral(barras: str, posicao: int) -> DigitoVerificador:
    return DigitoVerificador("Dígito geral", "", posicao, barras[4], modulo_11_barra(barras[:4] + barras[5:]))


def _problema_do_tamanho(quantos: int) -> str:
    if quantos > TAMANHO_LINHA:
        return f"tem {quantos} algarismos; a linha tem {TAMANHO_LINHA} e o código de barras, {TAMANHO_BARRAS}"
    faltam = TAMANHO_LINHA - quantos
    return (
        f"faltam {faltam} algarismos para os {TAMANHO_LINHA} da linha" if faltam > 1 else "falta 1 algarismo da linha"
    )


def _problema(barras: str, digitos: tuple[DigitoVerificador, ...]) -> str:
    """O primeiro problema, dito pelo lugar: erro num campo também desfaz o dígito geral, e é o campo que se olha."""
    errados = [digito for digito in digitos if not digito.confere]
    campos = [digito.lugar for digito in errados if digito.trecho]
    if campos:
        onde = campos[0] if len(campos) == 1 else f"{', '.join(campos[:-1])} e {campos[-1]}"
        return f"o dígito do {onde} não confere: há algarismo trocado ali"
    if barras[3] != REAL:
        return f"a moeda é {barras[3]}, e só 9 (real) é aceita"
    if barras[4] == "0":
        return "não traz dígito verificador geral (posição 5 é 0)"
    return _do_geral(len(digitos) > 1) if errados else ""


def _do_geral(e_linha: bool) -> str:
    """Com os três campos certos, o erro só pode estar no que eles não conferem."""
    if e_linha:
        return "o dígito geral não confere: há algarismo trocado do 33º em diante (ele, o vencimento ou o valor)"
    return "o dígito geral não confere: há algarismo trocado no código"
