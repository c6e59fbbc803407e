"""Código de barras (44) ⇄ linha digitável (47) (boleto.md A.1, A.4, A.5). Quem confere é `exame`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from boletos.titulo.numeros import JANELA, Janela, fator_e_valor, ler_fator_e_valor, modulo_10, modulo_11_barra
from regras.dinheiro import Centavos
from regras.erros import DadoInvalido

TAMANHO_BARRAS = 44
TAMANHO_LINHA = 47
TAMANHO_CAMPO_LIVRE = 25

REAL = "9"
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
    antes = banco + REAL
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
    """Devolve as 44 posições que estão numa linha de 47 algarismos, sem conferir dígito nenhum."""
    return linha[:4] + linha[32:] + linha[4:9] + linha[10:20] + linha[21:31]


def formatar_linha(linha: str) -> str:
    """Escreve os 47 algarismos como se imprimem: `AAAAA.AAAAD BBBBB.BBBBBD CCCCC.CCCCCD K FFFFVVVVVVVVVV`."""
    primeiro, segundo, terceiro = linha[:10], linha[10:21], linha[21:32]
    return (
        f"{primeiro[:5]}.{primeiro[5:]} {segundo[:5]}.{segundo[5:]} {terceiro[:5]}.{terceiro[5:]} "
        f"{linha[32]} {linha[33:]}"
    )


def ler_barras(barras: str, hoje: date, janela: Janela = JANELA) -> Decodificado:
    """Lê banco, vencimento e valor de 44 algarismos, sem conferir dígito nenhum."""
    vencimento, valor_centavos = ler_fator_e_valor(barras[5:19], hoje, janela)
    return Decodificado(barras[:3], vencimento, valor_centavos, barras[19:], barras, para_linha(barras))
