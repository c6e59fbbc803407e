"""Código de barras (44) ⇄ linha digitável (47), com todas as conferências (boleto.md A.1, A.4, A.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from boletos.titulo.numeros import JANELA, Janela, fator_e_valor, ler_fator_e_valor, modulo_10, modulo_11_barra
from regras.dinheiro import Centavos
from regras.erros import DadoInvalido

TAMANHO_BARRAS = 44
TAMANHO_LINHA = 47
TAMANHO_CAMPO_LIVRE = 25

_REAL = "9"
_ARRECADACAO = "8"
_MASCARA = str.maketrans("", "", " .-\t\r\n\N{NO-BREAK SPACE}")
CAMPOS_DA_LINHA = (slice(0, 10), slice(10, 21), slice(21, 32))
"""As posições dos três primeiros campos, cada um com o seu dígito no fim (boleto.md A.5)."""


@dataclass(frozen=True, slots=True)
class Decodificado:
    """O que um código diz. Valor em centavos; 0 é valor em aberto.

    `vencimento` é None sem fator (`tem_fator` falso) ou quando o fator não cai na janela de leitura.
    """

    banco: str
    vencimento: date | None
    valor_centavos: Centavos
    campo_livre: str
    codigo_barras: str
    linha_digitavel: str

    @property
    def tem_fator(self) -> bool:
        """Diz se as posições 6 a 9 trazem fator de vencimento."""
        return self.codigo_barras[5] != "0"


def montar(banco: str, vencimento: date | None, valor_centavos: Centavos, campo_livre: str) -> str:
    """Devolve as 44 posições do código de barras, com o DV geral.

    Args:
        banco: código de três algarismos.
        vencimento: None é sem vencimento (fator 0000).
        valor_centavos: 0 é valor em aberto.
        campo_livre: as 25 posições do banco, só algarismos.

    Raises:
        DadoInvalido: valor ou vencimento que não cabem; campo livre de outro tamanho.
    """
    if len(campo_livre) != TAMANHO_CAMPO_LIVRE or not campo_livre.isdecimal():
        raise DadoInvalido("campo livre", f"não tem {TAMANHO_CAMPO_LIVRE} algarismos")
    depois = fator_e_valor(vencimento, valor_centavos) + campo_livre
    antes = banco + _REAL
    return f"{antes}{modulo_11_barra(antes + depois)}{depois}"


def para_linha(codigo_barras: str) -> str:
    """Devolve a linha digitável, 47 algarismos sem máscara, de um código de barras de 44."""
    primeiro = codigo_barras[:4] + codigo_barras[19:24]
    segundo = codigo_barras[24:34]
    terceiro = codigo_barras[34:]
    return (
        f"{primeiro}{modulo_10(primeiro)}{segundo}{modulo_10(segundo)}{terceiro}{modulo_10(terceiro)}"
        f"{codigo_barras[4:19]}"
    )


def de_linha(linha: str) -> str:
    """Devolve o código de barras de uma linha de 47 algarismos, conferidos os três módulos 10.

    Raises:
        DadoInvalido: um dos três primeiros campos não confere.
    """
    for ordem, posicoes in enumerate(CAMPOS_DA_LINHA, start=1):
        campo = linha[posicoes]
        if modulo_10(campo[:-1]) != campo[-1]:
            raise DadoInvalido("linha digitável", f"o dígito do {ordem}º campo não confere: há algarismo trocado")
    return barras_da_linha(linha)


def barras_da_linha(linha: str) -> str:
    """Devolve as 44 posições que estão numa linha de 47 algarismos, sem conferir dígito nenhum."""
    return linha[:4] + linha[32:] + linha[4:9] + linha[10:20] + linha[21:31]


def formatar_linha(linha: str) -> str:
    """Escreve os 47 algarismos como se imprimem: `AAAAA.AAAAD BBBBB.BBBBBD CCCCC.CCCCCD K FFFFVVVVVVVVVV`."""
    primeiro, segundo, terceiro = linha[:10], linha[10:21], linha[21:32]
    return (
        f"{primeiro[:5]}.{primeiro[5:]} {segundo[:5]}.{segundo[5:]} {terceiro[:5]}.{terceiro[5:]} "
        f"{linha[32]} {linha[33:]}"
    )


def decodificar(linha_ou_barra: str, hoje: date, janela: Janela = JANELA) -> Decodificado:
    """Lê uma linha digitável ou um código de barras de boleto, com ou sem máscara.

    Args:
        linha_ou_barra: 47 ou 44 algarismos.
        hoje: o fator de vencimento só tem leitura única em volta desta data (boleto.md A.6).
        janela: limites da leitura do fator, em dias.

    Raises:
        DadoInvalido: não é boleto, falta algarismo ou algum dígito verificador não confere.
    """
    algarismos = linha_ou_barra.translate(_MASCARA)
    nome = "código de barras" if len(algarismos) == TAMANHO_BARRAS else "linha digitável"
    if not (algarismos.isascii() and algarismos.isdecimal()):
        raise DadoInvalido(nome, "só pode ter algarismos, pontos, hifens e espaços" if algarismos else "está vazia")
    if algarismos[0] == _ARRECADACAO:
        raise DadoInvalido(nome, "é de arrecadação (conta de consumo ou tributo), e não de boleto")
    if len(algarismos) not in {TAMANHO_BARRAS, TAMANHO_LINHA}:
        raise DadoInvalido(nome, f"tem {len(algarismos)} algarismos; a linha tem 47 e o código de barras, 44")
    barras = algarismos if len(algarismos) == TAMANHO_BARRAS else de_linha(algarismos)
    _conferir_barras(barras, nome)
    return ler_barras(barras, hoje, janela)


def ler_barras(barras: str, hoje: date, janela: Janela = JANELA) -> Decodificado:
    """Lê banco, vencimento e valor de 44 algarismos, sem conferir dígito nenhum."""
    vencimento, valor_centavos = ler_fator_e_valor(barras[5:19], hoje, janela)
    return Decodificado(barras[:3], vencimento, valor_centavos, barras[19:], barras, para_linha(barras))


def _conferir_barras(barras: str, nome: str) -> None:
    if barras[3] != _REAL:
        raise DadoInvalido(nome, f"a moeda é {barras[3]}, e só 9 (real) é aceita")
    if barras[4] == "0":
        raise DadoInvalido(nome, "não traz dígito verificador geral (posição 5 é 0)")
    if modulo_11_barra(barras[:4] + barras[5:]) != barras[4]:
        raise DadoInvalido(nome, "o dígito verificador geral não confere: há algarismo trocado")
