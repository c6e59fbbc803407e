"""O carnê em medidas: três vias por folha A4, cada uma com o canhoto à esquerda da ficha de compensação.

A ficha do carnê pode ter de 60 a 108 mm de altura e de 145 a 216 mm de largura (boleto.md B.1); o recibo é o canhoto
(B.4), com o Pix quando há. Só tabelas, em milímetros.
"""

from __future__ import annotations

from boletos.papel import desenho
from boletos.papel.blocos import Bloco, Celula, CodigoQR, Faixa, Imagem, Quadro, Texto, faixa
from boletos.papel.cores import TEXTO_2
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM, Alinhamento, Traco
from boletos.papel.folha import NEGRITO, REGULAR, Letra
from boletos.papel.leiaute import Opcoes
from boletos.papel.leiaute_ficha import FIO_MM, ROTULO, Formato, ficha

VIAS_POR_FOLHA = 3
ALTURA_VIA_MM = ALTURA_MM / VIAS_POR_FOLHA
LARGURA_CANHOTO_MM = 50.0
"""Daqui para a direita é a ficha, com 160 mm de largura."""

_X_MM, _LARGURA_MM = 5.0, 41.0
_VALOR = Letra(REGULAR, 7.5)
_NOME = Letra(REGULAR, 6.4)
_FORTE = Letra(NEGRITO, 8)
_TITULO_MM = 4.2
_QUADRO_MM = 6.4
_ALTURA_LOGOTIPO_MM = 7.5
_LADO_QR_MM = 25.0
_CORTE = Traco(0.2, TEXTO_2)


def _formato(via: int) -> Formato:
    return Formato(
        corte=via * ALTURA_VIA_MM,
        altura=ALTURA_VIA_MM,
        x=LARGURA_CANHOTO_MM + 6,
        largura=LARGURA_MM - LARGURA_CANHOTO_MM - 11,
        coluna=42,
        nome=19,
        codigo=22.6,
        linha_digitavel=0.76,
        do_documento=(22, 31, 16, 11, 27),
        do_valor=(23, 28, 18, 19, 19),
        cip=9,
        caixa=4.7,
        local=Letra(REGULAR, 7),
        nome_banco=Letra(NEGRITO, 8.5),
        autenticacao=Letra(NEGRITO, 4.9),
    )


def via(numero: int, opcoes: Opcoes) -> tuple[Bloco, ...]:
    """Os blocos de uma via.

    Args:
        numero: 0, 1 ou 2, de cima para baixo.
        opcoes: `sem_valor` não vale aqui; a amostra é sempre em folha inteira.
    """
    alto = numero * ALTURA_VIA_MM
    return (
        *((desenho.tracejado(0, alto, LARGURA_MM, alto, _CORTE),) if numero else ()),
        *_canhoto(alto, opcoes),
        desenho.tracejado(LARGURA_CANHOTO_MM, alto, LARGURA_CANHOTO_MM, alto + ALTURA_VIA_MM, _CORTE),
        *ficha(_formato(numero), com_cip=opcoes.com_cip, com_final=opcoes.com_final),
    )


def _canhoto(alto: float, opcoes: Opcoes) -> tuple[Bloco, ...]:
    quadro = _campos(alto, com_final=opcoes.com_final)
    embaixo = quadro.y + quadro.altura + 1.2
    # Com o beneficiário final e o Pix não sobra lugar para o logotipo: o copia e cola nunca é cortado.
    com_logotipo = opcoes.com_logotipo and not (opcoes.com_final and opcoes.com_pix)
    return (
        Texto(_X_MM, alto + _TITULO_MM + 0.8, "Recibo do Pagador", Letra(NEGRITO, 8)),
        quadro,
        *((Imagem(_X_MM, embaixo, _LARGURA_MM, _ALTURA_LOGOTIPO_MM),) if com_logotipo else ()),
        *(_pix(embaixo + (_ALTURA_LOGOTIPO_MM + 0.6 if com_logotipo else 0), alto) if opcoes.com_pix else ()),
        Texto(_X_MM + _LARGURA_MM, alto + 97, "Autenticação Mecânica", Letra(REGULAR, 5.2), Alinhamento.DIREITA),
    )


def _campos(alto: float, *, com_final: bool) -> Quadro:
    metade = _LARGURA_MM / 2

    def uma(rotulo: str, campo: str) -> Faixa:
        return faixa(5, Celula(_LARGURA_MM, rotulo, campo, _VALOR, fios="b"))

    def nome(rotulo: str, campo: str) -> Faixa:
        return faixa(7.6, Celula(_LARGURA_MM, rotulo, campo, _NOME, linhas=2, fios="b"))

    def duas(
        esquerda: tuple[str, str], direita: tuple[str, str], letra: Letra = _VALOR, largura: float = metade
    ) -> Faixa:
        return faixa(5, Celula(largura, *esquerda, letra, fios="b"), Celula(_LARGURA_MM - largura, *direita, letra))

    faixas = (
        duas(("Banco", "banco_codigo"), ("Nº do documento", "documento")),
        duas(("Vencimento", "vencimento"), ("Valor do documento", "valor_em_reais"), _FORTE),
        uma("Nosso número", "nosso_numero"),
        duas(("Carteira", "carteira"), ("Data do documento", "emissao"), largura=24),
        uma("Agência / Código do beneficiário", "agencia_codigo"),
        nome("Beneficiário", "beneficiario_nome"),
        uma("CPF / CNPJ do beneficiário", "beneficiario_documento"),
        nome("Pagador", "pagador_nome"),
        *((nome("Beneficiário final", "beneficiario_final"),) if com_final else ()),
    )
    rotulo = ROTULO._replace(corpo=5)
    return Quadro(_X_MM, alto + _QUADRO_MM, faixas, rotulo, Traco(FIO_MM), moldura=True, base_rotulo=1.8, folga=0.8)


def _pix(y: float, alto: float) -> tuple[Bloco, ...]:
    """O QR e, embaixo dele até o pé da via, o copia e cola."""
    meio = _X_MM + _LARGURA_MM / 2
    texto = y + 2.6 + _LADO_QR_MM
    copia = Celula(_LARGURA_MM, "", "pix", Letra(REGULAR, 4.2), linhas=9, fios="", corrido=True)
    return (
        Texto(meio, y + 2.4, "Pague com Pix", Letra(NEGRITO, 7), Alinhamento.CENTRO),
        CodigoQR(meio - _LADO_QR_MM / 2, y + 2.6, _LADO_QR_MM),
        Quadro(_X_MM, texto, (faixa(alto + 95.4 - texto, copia),), ROTULO, Traco(FIO_MM), recuo=0),
    )
