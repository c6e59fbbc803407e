"""O papel do boleto em medidas: recibo do pagador em cima, ficha de compensação no rodapé da folha A4 (boleto.md B).

Só tabelas, em milímetros. A ordem dos blocos é a ordem de leitura.
"""

from __future__ import annotations

from boletos.papel import desenho
from boletos.papel.blocos import Bloco, Celula, CodigoQR, Faixa, Imagem, Quadro, Texto, faixa
from boletos.papel.cores import ACENTO, BRANCO, LINHA, MARCA_DAGUA, PERIGO, SUAVE, TEXTO, TEXTO_2
from boletos.papel.desenho import LARGURA_MM, Alinhamento, Traco
from boletos.papel.folha import NEGRITO, REGULAR, Letra
from boletos.papel.leiaute_ficha import A4, FIO_MM, Opcoes, corte, ficha

_DIREITA = Alinhamento.DIREITA

MARGEM_MM = A4.x
"""Dos lados do quadro; vale como zona de silêncio das barras, que pede 5 mm."""
LARGURA_QUADRO_MM = A4.largura
BORDA_DIREITA_MM = MARGEM_MM + LARGURA_QUADRO_MM


_RECUO_MM = 3.0
_QUARTO_MM = LARGURA_QUADRO_MM / 4
_ROTULO_RECIBO = Letra(REGULAR, 7, TEXTO_2)
_VALOR_RECIBO = Letra(REGULAR, 9.5, TEXTO)
_FORTE_RECIBO = Letra(NEGRITO, 10, TEXTO)
_NUMERO_RECIBO = Letra(NEGRITO, 16, TEXTO)
_DETALHE_RECIBO = Letra(REGULAR, 9, TEXTO_2)


def _do_recibo(
    y: float,
    *faixas: Faixa,
    base_rotulo: float,
    folga: float,
    moldura: bool = False,
    x: float = MARGEM_MM,
    respiro: float = 0.4,
) -> Quadro:
    """Um quadro com a cara do recibo: aberto dos lados, fios claros; só a moldura leva a cor de destaque."""
    return Quadro(
        x,
        y,
        faixas,
        _ROTULO_RECIBO,
        Traco(FIO_MM, ACENTO if moldura else LINHA),
        moldura,
        recuo=_RECUO_MM,
        base_rotulo=base_rotulo,
        folga=folga,
        respiro=respiro,
    )


_TITULO_RECIBO = _do_recibo(
    14,
    faixa(
        9,
        Celula(2 * _QUARTO_MM, fios=""),
        Celula(2 * _QUARTO_MM, "", "banco", Letra(NEGRITO, 10.5, TEXTO), _DIREITA, fios=""),
    ),
    base_rotulo=0,
    folga=2.4,
)
_LOGOTIPO_MM = 38.0
_ALTURA_LOGOTIPO_MM = 19.0
_AO_LADO_MM = _LOGOTIPO_MM + _RECUO_MM
"""Quanto o beneficiário cede ao logotipo."""


def _beneficiario(*, com_logotipo: bool) -> tuple[Bloco, ...]:
    """Quem cobra, ao lado do seu logotipo quando há."""
    recuo = _AO_LADO_MM if com_logotipo else 0.0
    largura = LARGURA_QUADRO_MM - recuo
    nome = Letra(NEGRITO, 12.5, TEXTO)
    quadro = _do_recibo(
        25,
        faixa(
            13.2,
            Celula(largura - _QUARTO_MM, "Beneficiário", "beneficiario_nome", nome, linhas=2, fios=""),
            Celula(_QUARTO_MM, "CPF / CNPJ", "beneficiario_documento", _VALOR_RECIBO, fios="", altura=10.8),
        ),
        faixa(9, Celula(largura, "", "beneficiario_endereco", _DETALHE_RECIBO, linhas=2, fios="")),
        base_rotulo=3,
        folga=1.6,
        x=MARGEM_MM + recuo,
    )
    imagem = Imagem(MARGEM_MM + _RECUO_MM, 26.4, _LOGOTIPO_MM, _ALTURA_LOGOTIPO_MM)
    return (imagem, quadro) if com_logotipo else (quadro,)


_DESTAQUES_RECIBO = _do_recibo(
    49,
    faixa(
        16,
        Celula(_QUARTO_MM, "Vencimento", "vencimento", _NUMERO_RECIBO, fios=""),
        Celula(_QUARTO_MM, "Valor do documento", "valor_em_reais", _NUMERO_RECIBO, fios=""),
        Celula(_QUARTO_MM, "Nosso número", "nosso_numero", _FORTE_RECIBO, fios=""),
        Celula(_QUARTO_MM, "Nº do documento", "documento", _FORTE_RECIBO, fios=""),
    ),
    base_rotulo=5.2,
    folga=4.2,
)
_LINHA_RECIBO = _do_recibo(
    69,
    faixa(
        14,
        Celula(_QUARTO_MM, "Banco", "banco_codigo", Letra(NEGRITO, 14, ACENTO), fios=""),
        Celula(3 * _QUARTO_MM, "Linha digitável", "linha_digitavel", Letra(NEGRITO, 13.5, TEXTO), fios=""),
    ),
    base_rotulo=4.8,
    folga=3.4,
    moldura=True,
)


def _pagador(*, com_final: bool) -> Quadro:
    """Quem paga e os dados do título; o beneficiário final toma o lugar das datas, que a ficha traz."""
    datas = (
        Celula(_QUARTO_MM, "Data do documento", "emissao", _VALOR_RECIBO, fios="b"),
        Celula(_QUARTO_MM, "Data do processamento", "processamento", _VALOR_RECIBO, fios="b"),
    )
    final = Celula(2 * _QUARTO_MM, "Beneficiário final", "beneficiario_final", _VALOR_RECIBO, linhas=2, fios="b")
    return _do_recibo(
        87,
        faixa(
            14.4,
            Celula(3 * _QUARTO_MM, "Pagador", "pagador_nome", _FORTE_RECIBO, linhas=2, fios=""),
            Celula(_QUARTO_MM, "CPF / CNPJ", "pagador_documento", _VALOR_RECIBO, fios="", altura=11.8),
        ),
        faixa(10, Celula(LARGURA_QUADRO_MM, "", "pagador_endereco", _DETALHE_RECIBO, linhas=2, fios="b")),
        faixa(
            12,
            Celula(_QUARTO_MM, "Agência / Código do beneficiário", "agencia_codigo", _VALOR_RECIBO, fios="b"),
            Celula(_QUARTO_MM, "Carteira", "carteira", _VALOR_RECIBO, fios="b"),
            *((final,) if com_final else datas),
        ),
        base_rotulo=4,
        folga=2.8,
        respiro=0.2,
    )


_INSTRUCOES_Y_MM = 123.4
"""Onde acaba o quadro do pagador."""
_ALTURA_INSTRUCOES_MM = 40.0
_LADO_QR_MM = 34.0
_COLUNA_PIX_MM = _LADO_QR_MM + 2 * _RECUO_MM
_ALTURA_COPIA_MM = 13.0
_COPIA_E_COLA = Letra(REGULAR, 6.5, TEXTO)


def _instrucoes(opcoes: Opcoes) -> tuple[Bloco, ...]:
    """As instruções; com o Pix que o banco devolveu, o QR à direita e o copia e cola embaixo."""
    pix = _COLUNA_PIX_MM if opcoes.com_pix else 0.0
    altura = _ALTURA_INSTRUCOES_MM + (_ALTURA_COPIA_MM if _ocupa_tudo(opcoes) else 0)
    rotulo = "Instruções (Texto de responsabilidade do beneficiário)"
    celulas = (
        Celula(LARGURA_QUADRO_MM - pix, rotulo, "instrucoes", _VALOR_RECIBO, linhas=8, fios="b"),
        *((Celula(pix, fios="b"),) if pix else ()),
    )
    quadro = _do_recibo(_INSTRUCOES_Y_MM, faixa(altura, *celulas), base_rotulo=4, folga=2.8)
    if not pix:
        return (quadro,)
    esquerda = BORDA_DIREITA_MM - _COLUNA_PIX_MM + _RECUO_MM
    letra = Letra(NEGRITO, 9.5, ACENTO)
    copia = Celula(LARGURA_QUADRO_MM, "Pix copia e cola", "pix", _COPIA_E_COLA, linhas=5, fios="b", corrido=True)
    return (
        quadro,
        Texto(esquerda + _LADO_QR_MM / 2, _INSTRUCOES_Y_MM + 4.6, "Pague com Pix", letra, Alinhamento.CENTRO, "H2"),
        CodigoQR(esquerda, _INSTRUCOES_Y_MM + 5.2, _LADO_QR_MM),
        _do_recibo(_INSTRUCOES_Y_MM + altura, faixa(_ALTURA_COPIA_MM, copia), base_rotulo=4, folga=2),
    )


def _ocupa_tudo(opcoes: Opcoes) -> bool:
    """Sem copia e cola, o lugar dele é das instruções; na amostra, é da faixa que diz que não tem valor."""
    return not (opcoes.com_pix or opcoes.sem_valor)


_COMO_PAGAR = (
    "No aplicativo ou no site do banco, copie a linha digitável ou leia o código de barras. No caixa, leve esta folha.",
    "Antes de concluir, confira se o nome do beneficiário que o banco mostra é o deste boleto.",
)
_COMO_PAGAR_COM_PIX = (
    "Por Pix, leia o QR ou copie o código. Por boleto, copie a linha digitável ou leia o código de barras.",
    "Pague uma vez só. Antes de concluir, confira se o beneficiário que o banco mostra é o deste boleto.",
)


def _como_pagar(opcoes: Opcoes) -> tuple[Bloco, ...]:
    y = _INSTRUCOES_Y_MM + _ALTURA_INSTRUCOES_MM + 4.4 + (0 if opcoes.sem_valor else _ALTURA_COPIA_MM)
    frases = _COMO_PAGAR_COM_PIX if opcoes.com_pix else _COMO_PAGAR
    esquerda = MARGEM_MM + _RECUO_MM
    return (
        Texto(esquerda, y, "Como pagar", _ROTULO_RECIBO, papel="H2"),
        *(Texto(esquerda, y + 4.4 + 4.2 * numero, frase, _DETALHE_RECIBO) for numero, frase in enumerate(frases)),
        Texto(BORDA_DIREITA_MM, 192, "Autenticação Mecânica", _ROTULO_RECIBO, _DIREITA),
    )


def _recibo(opcoes: Opcoes) -> tuple[Bloco, ...]:
    return (
        desenho.caixa(MARGEM_MM, 10, LARGURA_QUADRO_MM, 0.8, ACENTO),
        Texto(MARGEM_MM + _RECUO_MM, 20.6, "Recibo do Pagador", Letra(NEGRITO, 14, ACENTO), papel="H1"),
        _TITULO_RECIBO,
        *_beneficiario(com_logotipo=opcoes.com_logotipo),
        desenho.caixa(MARGEM_MM, _DESTAQUES_RECIBO.y, LARGURA_QUADRO_MM, _DESTAQUES_RECIBO.altura, SUAVE),
        _DESTAQUES_RECIBO,
        _LINHA_RECIBO,
        _pagador(com_final=opcoes.com_final),
        *_instrucoes(opcoes),
        *_como_pagar(opcoes),
    )


SEM_VALOR = "SEM VALOR"


def _carimbo_sem_valor(x: float, y: float) -> tuple[Bloco, ...]:
    """Faixa com o motivo por extenso, legível mesmo numa impressão em que a marca clara suma."""
    largura, altura = 78.0, 11.0
    meio = x + largura / 2
    return (
        desenho.caixa(x, y, largura, altura, PERIGO),
        desenho.carimbo(meio, y + 4.1, SEM_VALOR, Letra(NEGRITO, 15, BRANCO), 0),
        desenho.carimbo(meio, y + 8.7, "Amostra do teste de envio: não pode ser paga", Letra(REGULAR, 8, BRANCO), 0),
    )


_AMOSTRA: tuple[Bloco, ...] = (
    desenho.carimbo(LARGURA_MM / 2, 121, SEM_VALOR, Letra(NEGRITO, 94, MARCA_DAGUA), 17),
    desenho.carimbo(LARGURA_MM / 2, A4.corte + 44, SEM_VALOR, Letra(NEGRITO, 92, MARCA_DAGUA), 12),
    *_carimbo_sem_valor(MARGEM_MM + _RECUO_MM, 180),
    *_carimbo_sem_valor(BORDA_DIREITA_MM - 78, A4.barras_y + 2),
)


def blocos(opcoes: Opcoes) -> tuple[Bloco, ...]:
    """Os blocos da folha A4 inteira."""
    return (
        *(_AMOSTRA if opcoes.sem_valor else ()),
        *_recibo(opcoes),
        *corte(A4.corte),
        *ficha(A4, opcoes),
    )
