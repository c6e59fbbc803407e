"""O papel do boleto em medidas: recibo do pagador em cima, ficha de compensação no rodapé da folha A4 (boleto.md B).

Só tabelas, em milímetros. A ordem dos blocos é a ordem de leitura.
"""

from __future__ import annotations

from boletos.barras import ALTURA_BARRAS_MM
from boletos.blocos import VALOR, Bloco, Caixa, Carimbo, Celula, Faixa, Fio, Quadro, Texto
from boletos.cores import ACENTO, BRANCO, LINHA, MARCA_DAGUA, PERIGO, SUAVE, TEXTO, TEXTO_2
from boletos.desenho import ALTURA_MM, LARGURA_MM, Alinhamento, Traco
from boletos.folha import NEGRITO, REGULAR, Letra

_DIREITA, _CENTRO = Alinhamento.DIREITA, Alinhamento.CENTRO

MARGEM_MM = 8.0
"""Dos lados do quadro; vale como zona de silêncio das barras, que pede 5 mm."""
LARGURA_QUADRO_MM = LARGURA_MM - 2 * MARGEM_MM
BORDA_DIREITA_MM = LARGURA_MM - MARGEM_MM

ALTURA_FICHA_MM = 102.0
"""Do corte ao pé da folha: 95 a 108 mm, e o Bradesco quer no máximo 104."""
CORTE_MM = ALTURA_MM - ALTURA_FICHA_MM
CENTRO_BARRAS_MM = 12.0
"""Da margem inferior da ficha ao meio das barras."""
BARRAS_X_MM = MARGEM_MM
BARRAS_Y_MM = ALTURA_MM - CENTRO_BARRAS_MM - ALTURA_BARRAS_MM / 2

_FIO_MM = 0.3
_FIO = Traco(_FIO_MM)
_FIO_CODIGO = Traco(1.2)
_COLUNA_MM = 50.0
"""Última coluna da ficha: vencimento, valor e os campos do caixa."""
_CORPO_MM = LARGURA_QUADRO_MM - _COLUNA_MM
_ALTURA_CAIXA_MM = 5.3
"""De cada um dos cinco campos do caixa, ao lado das instruções."""
_CABECALHO_MM = CORTE_MM + 2.6
_ALTURA_CABECALHO_MM = 8.0
_QUADRO_MM = _CABECALHO_MM + _ALTURA_CABECALHO_MM

_ROTULO = Letra(REGULAR, 5.8)
_DESTAQUE = Letra(NEGRITO, 10)
_ENDERECO = Letra(REGULAR, 7.5)
_NOME_BANCO = Letra(NEGRITO, 10.5)
_CODIGO_BANCO = Letra(NEGRITO, 20)
"""Algarismos de 5 mm de altura."""
_LINHA_DIGITAVEL = Letra(NEGRITO, 14.1)
"""Algarismos de 3,5 a 3,6 mm de altura."""

_NOME_MM, _CODIGO_MM = 29.0, 22.6

_CABECALHO_FICHA = Quadro(
    MARGEM_MM,
    _CABECALHO_MM,
    (
        Faixa(
            _ALTURA_CABECALHO_MM,
            (
                Celula(_NOME_MM, "", "banco_nome", _NOME_BANCO, linhas=2, pe=True, fios=""),
                Celula(_CODIGO_MM, "", "banco_codigo", _CODIGO_BANCO, _CENTRO, fios=""),
                Celula(
                    LARGURA_QUADRO_MM - _NOME_MM - _CODIGO_MM,
                    "",
                    "linha_digitavel",
                    _LINHA_DIGITAVEL,
                    _DIREITA,
                    fios="",
                ),
            ),
        ),
    ),
    _ROTULO,
    _FIO,
    recuo=0,
    folga=1.7,
)


def _do_caixa(rotulo: str, *, ultimo: bool = False) -> Faixa:
    """Linha de um campo que o caixa preenche, ao lado das instruções."""
    return Faixa(_ALTURA_CAIXA_MM, (Celula(_CORPO_MM, fios="b" if ultimo else ""), Celula(_COLUNA_MM, rotulo)))


_ANTES_DO_VALOR = (
    Faixa(
        6.8,
        (
            Celula(_CORPO_MM, "Local de pagamento", "local_pagamento", fios="b"),
            Celula(_COLUNA_MM, "Vencimento", "vencimento", _DESTAQUE, _DIREITA),
        ),
    ),
    Faixa(
        6.6,
        (
            Celula(_CORPO_MM - 42, "Beneficiário", "beneficiario_nome", fios=""),
            Celula(42, "CPF / CNPJ do beneficiário", "beneficiario_documento", fios=""),
            Celula(_COLUNA_MM, "Agência / Código do beneficiário", "agencia_codigo", VALOR, _DIREITA, fios="e"),
        ),
    ),
    Faixa(
        3.6,
        (Celula(_CORPO_MM, "", "beneficiario_endereco_em_linha", _ENDERECO, fios="b"), Celula(_COLUNA_MM)),
    ),
    Faixa(
        6.8,
        (
            Celula(30, "Data do documento", "emissao", fios="b"),
            Celula(48, "Nº do documento", "documento"),
            Celula(20, "Espécie doc.", "especie"),
            Celula(14, "Aceite", "aceite"),
            Celula(32, "Data do processamento", "processamento"),
            Celula(_COLUNA_MM, "Nosso número", "nosso_numero", VALOR, _DIREITA),
        ),
    ),
)
_SEM_CIP = (Celula(30, "Uso do banco", fios="b"),)
_COM_CIP = (Celula(19, "Uso do banco", fios="b"), Celula(11, "CIP", "cip"))
_DO_VALOR = (
    Celula(20, "Carteira", "carteira"),
    Celula(28, "Espécie moeda", "moeda"),
    Celula(34, "Quantidade"),
    Celula(32, "(x) Valor"),
    Celula(_COLUNA_MM, "(=) Valor do documento", "valor", _DESTAQUE, _DIREITA),
)
_DEPOIS_DO_VALOR = (
    Faixa(
        _ALTURA_CAIXA_MM,
        (
            Celula(
                _CORPO_MM,
                "Instruções (Texto de responsabilidade do beneficiário)",
                "instrucoes",
                Letra(REGULAR, 8),
                linhas=8,
                fios="",
                altura=5 * _ALTURA_CAIXA_MM,
            ),
            Celula(_COLUNA_MM, "(-) Desconto / Abatimento"),
        ),
    ),
    _do_caixa("(-) Outras deduções"),
    _do_caixa("(+) Mora / Multa / Juros"),
    _do_caixa("(+) Outros acréscimos"),
    _do_caixa("(=) Valor cobrado", ultimo=True),
    Faixa(
        6.6,
        (
            Celula(_CORPO_MM, "Pagador", "pagador_nome", fios=""),
            Celula(_COLUNA_MM, "CPF / CNPJ do pagador", "pagador_documento", fios=""),
        ),
    ),
    Faixa(6.6, (Celula(LARGURA_QUADRO_MM, "", "pagador_endereco", _ENDERECO, linhas=2, fios=""),)),
)


def _quadro_da_ficha(*, com_cip: bool) -> Quadro:
    do_valor = Faixa(6.8, (_COM_CIP if com_cip else _SEM_CIP) + _DO_VALOR)
    faixas = (*_ANTES_DO_VALOR, do_valor, *_DEPOIS_DO_VALOR)
    return Quadro(MARGEM_MM, _QUADRO_MM, faixas, _ROTULO, _FIO, moldura=True)


def _ficha(*, com_cip: bool) -> tuple[Bloco, ...]:
    quadro = _quadro_da_ficha(com_cip=com_cip)
    topo, base = _CABECALHO_MM, _CABECALHO_MM + _ALTURA_CABECALHO_MM
    antes, depois = MARGEM_MM + _NOME_MM, MARGEM_MM + _NOME_MM + _CODIGO_MM
    return (
        Texto(MARGEM_MM, CORTE_MM - 0.9, "Corte na linha tracejada", Letra(REGULAR, 5.5, TEXTO_2)),
        Fio(0, CORTE_MM, LARGURA_MM, CORTE_MM, Traco(0.2, TEXTO_2), tracejado=True),
        Fio(antes, topo + 0.6, antes, base, _FIO_CODIGO),
        Fio(depois, topo + 0.6, depois, base, _FIO_CODIGO),
        _CABECALHO_FICHA,
        quadro,
        Texto(
            BORDA_DIREITA_MM,
            quadro.y + quadro.altura + 2.6,
            "Autenticação Mecânica – Ficha de Compensação",
            Letra(NEGRITO, 5.8),
            _DIREITA,
        ),
    )


_RECUO_MM = 3.0
_QUARTO_MM = LARGURA_QUADRO_MM / 4
_ROTULO_RECIBO = Letra(REGULAR, 7, TEXTO_2)
_VALOR_RECIBO = Letra(REGULAR, 9.5, TEXTO)
_FORTE_RECIBO = Letra(NEGRITO, 10, TEXTO)
_NUMERO_RECIBO = Letra(NEGRITO, 16, TEXTO)
_DETALHE_RECIBO = Letra(REGULAR, 9, TEXTO_2)


def _do_recibo(y: float, *faixas: Faixa, base_rotulo: float, folga: float, moldura: bool = False) -> Quadro:
    """Um quadro com a cara do recibo: aberto dos lados, fios claros; só a moldura leva a cor de destaque."""
    return Quadro(
        MARGEM_MM,
        y,
        faixas,
        _ROTULO_RECIBO,
        Traco(_FIO_MM, ACENTO if moldura else LINHA),
        moldura,
        recuo=_RECUO_MM,
        base_rotulo=base_rotulo,
        folga=folga,
    )


_TITULO_RECIBO = _do_recibo(
    14,
    Faixa(
        9,
        (
            Celula(2 * _QUARTO_MM, fios=""),
            Celula(2 * _QUARTO_MM, "", "banco", Letra(NEGRITO, 10.5, TEXTO), _DIREITA, fios=""),
        ),
    ),
    base_rotulo=0,
    folga=2.4,
)
_BENEFICIARIO_RECIBO = _do_recibo(
    25,
    Faixa(
        13.2,
        (
            Celula(3 * _QUARTO_MM, "Beneficiário", "beneficiario_nome", Letra(NEGRITO, 12.5, TEXTO), linhas=2, fios=""),
            Celula(_QUARTO_MM, "CPF / CNPJ", "beneficiario_documento", _VALOR_RECIBO, fios="", altura=10.8),
        ),
    ),
    Faixa(9, (Celula(LARGURA_QUADRO_MM, "", "beneficiario_endereco", _DETALHE_RECIBO, linhas=2, fios=""),)),
    base_rotulo=3,
    folga=1.6,
)
_DESTAQUES_RECIBO = _do_recibo(
    49,
    Faixa(
        16,
        (
            Celula(_QUARTO_MM, "Vencimento", "vencimento", _NUMERO_RECIBO, fios=""),
            Celula(_QUARTO_MM, "Valor do documento", "valor_em_reais", _NUMERO_RECIBO, fios=""),
            Celula(_QUARTO_MM, "Nosso número", "nosso_numero", _FORTE_RECIBO, fios=""),
            Celula(_QUARTO_MM, "Nº do documento", "documento", _FORTE_RECIBO, fios=""),
        ),
    ),
    base_rotulo=5.2,
    folga=4.2,
)
_LINHA_RECIBO = _do_recibo(
    69,
    Faixa(
        14,
        (
            Celula(_QUARTO_MM, "Banco", "banco_codigo", Letra(NEGRITO, 14, ACENTO), fios=""),
            Celula(3 * _QUARTO_MM, "Linha digitável", "linha_digitavel", Letra(NEGRITO, 13.5, TEXTO), fios=""),
        ),
    ),
    base_rotulo=4.8,
    folga=3.4,
    moldura=True,
)
_PAGADOR_RECIBO = _do_recibo(
    87,
    Faixa(
        12.2,
        (
            Celula(3 * _QUARTO_MM, "Pagador", "pagador_nome", _FORTE_RECIBO, linhas=2, fios=""),
            Celula(_QUARTO_MM, "CPF / CNPJ", "pagador_documento", _VALOR_RECIBO, fios="", altura=11.8),
        ),
    ),
    Faixa(10, (Celula(LARGURA_QUADRO_MM, "", "pagador_endereco", _DETALHE_RECIBO, linhas=2, fios="b"),)),
    Faixa(
        12,
        (
            Celula(_QUARTO_MM, "Agência / Código do beneficiário", "agencia_codigo", _VALOR_RECIBO, fios="b"),
            Celula(_QUARTO_MM, "Carteira", "carteira", _VALOR_RECIBO, fios="b"),
            Celula(_QUARTO_MM, "Data do documento", "emissao", _VALOR_RECIBO, fios="b"),
            Celula(_QUARTO_MM, "Data do processamento", "processamento", _VALOR_RECIBO, fios="b"),
        ),
    ),
    Faixa(
        40,
        (
            Celula(
                LARGURA_QUADRO_MM,
                "Instruções (Texto de responsabilidade do beneficiário)",
                "instrucoes",
                _VALOR_RECIBO,
                linhas=8,
                fios="b",
            ),
        ),
    ),
    base_rotulo=4,
    folga=2.8,
)
_COMO_PAGAR = (
    "No aplicativo ou no site do banco, copie a linha digitável ou leia o código de barras. No caixa, leve esta folha.",
    "Antes de concluir, confira se o nome do beneficiário que o banco mostra é o deste boleto.",
)

_RECIBO: tuple[Bloco, ...] = (
    Caixa(MARGEM_MM, 10, LARGURA_QUADRO_MM, 0.8, ACENTO),
    Texto(MARGEM_MM + _RECUO_MM, 20.6, "Recibo do Pagador", Letra(NEGRITO, 14, ACENTO)),
    _TITULO_RECIBO,
    _BENEFICIARIO_RECIBO,
    Caixa(MARGEM_MM, _DESTAQUES_RECIBO.y, LARGURA_QUADRO_MM, _DESTAQUES_RECIBO.altura, SUAVE),
    _DESTAQUES_RECIBO,
    _LINHA_RECIBO,
    _PAGADOR_RECIBO,
    Texto(MARGEM_MM + _RECUO_MM, 165.6, "Como pagar", _ROTULO_RECIBO),
    *(
        Texto(MARGEM_MM + _RECUO_MM, 170 + 4.2 * numero, frase, _DETALHE_RECIBO)
        for numero, frase in enumerate(_COMO_PAGAR)
    ),
    Texto(BORDA_DIREITA_MM, 189, "Autenticação Mecânica", _ROTULO_RECIBO, _DIREITA),
)


SEM_VALOR = "SEM VALOR"


def _carimbo_sem_valor(x: float, y: float) -> tuple[Bloco, ...]:
    """Faixa com o motivo por extenso, legível mesmo numa impressão em que a marca clara suma."""
    largura, altura = 78.0, 11.0
    meio = x + largura / 2
    return (
        Caixa(x, y, largura, altura, PERIGO),
        Carimbo(meio, y + 4.1, SEM_VALOR, Letra(NEGRITO, 15, BRANCO)),
        Carimbo(meio, y + 8.7, "Amostra do teste de envio: não pode ser paga", Letra(REGULAR, 8, BRANCO)),
    )


_AMOSTRA: tuple[Bloco, ...] = (
    Carimbo(LARGURA_MM / 2, 121, SEM_VALOR, Letra(NEGRITO, 94, MARCA_DAGUA), graus=17),
    Carimbo(LARGURA_MM / 2, CORTE_MM + 44, SEM_VALOR, Letra(NEGRITO, 92, MARCA_DAGUA), graus=12),
    *_carimbo_sem_valor(MARGEM_MM + _RECUO_MM, 179.5),
    *_carimbo_sem_valor(BORDA_DIREITA_MM - 78, BARRAS_Y_MM + 2),
)


def blocos(*, com_cip: bool, sem_valor: bool) -> tuple[Bloco, ...]:
    """Os blocos da folha inteira.

    Args:
        com_cip: abre a casa do CIP (Bradesco e família).
        sem_valor: põe por baixo a marca da amostra do teste de envio, que não pode ser paga.
    """
    return (_AMOSTRA if sem_valor else ()) + _RECIBO + _ficha(com_cip=com_cip)
