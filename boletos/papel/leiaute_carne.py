"""O carnê em medidas: três vias por folha A4, cada uma com o canhoto à esquerda da ficha de compensação.

A ficha do carnê pode ter de 60 a 108 mm de altura e de 145 a 216 mm de largura (boleto.md B.1); o recibo é o canhoto
(B.4), com a linha digitável e o QR do Pix quando há. Só tabelas, em milímetros; nenhuma letra é estreitada.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boletos.papel import desenho
from boletos.papel.blocos import Bloco, Celula, CodigoQR, Faixa, Imagem, Quadro, Texto, faixa
from boletos.papel.cores import TEXTO_2
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM, Alinhamento, Traco
from boletos.papel.folha import NEGRITO, PONTOS_POR_MM, REGULAR, Letra
from boletos.papel.leiaute_ficha import FIO_MM, ROTULO, Formato, Opcoes, ficha
from boletos.pdf import estrutura

VIAS_POR_FOLHA = 3
ALTURA_VIA_MM = ALTURA_MM / VIAS_POR_FOLHA
LARGURA_CANHOTO_MM = 50.0
"""Daqui para a direita é a ficha, com 160 mm de largura."""

_X_MM, _LARGURA_MM = 5.0, 41.0
_VALOR = Letra(REGULAR, 7.5)
_NOME = Letra(REGULAR, 6.8)
_FORTE = Letra(NEGRITO, 8)
_LINHA_DIGITAVEL = Letra(NEGRITO, 7)
_UMA_LINHA_MM, _DUAS_LINHAS_MM = 5.4, 8.8
_TITULO_MM = 5.0
_QUADRO_MM = 6.4
_PE_MM = 95.6
"""Até onde vai o canhoto, acima da autenticação mecânica."""
_LOGOTIPO_NO_ALTO = Imagem(_X_MM + 26, 1.2, 15, 4.6)
_MAIOR_QR_MM = 31.0
_CORTE = Traco(0.2, TEXTO_2)
_FORMATO = Formato(
    corte=0,
    altura=ALTURA_VIA_MM,
    x=LARGURA_CANHOTO_MM + 6,
    largura=LARGURA_MM - LARGURA_CANHOTO_MM - 11,
    coluna=42,
    alto=1.4,
    nome=70,
    codigo=22.6,
    altura_da_linha=5.6,
    do_documento=(22, 31, 16, 11, 27),
    do_valor=(23, 28, 18, 19, 19),
    cip=9,
    caixa=4.4,
    local=Letra(REGULAR, 7),
    nome_banco=Letra(NEGRITO, 10.5),
    autenticacao=Letra(NEGRITO, 4.9),
    com_copia_e_cola=True,
)


def via(opcoes: Opcoes) -> tuple[Bloco, ...]:
    """Os blocos da via de cima; as outras são a mesma, mais embaixo.

    Args:
        opcoes: `sem_valor` não vale aqui; a amostra é sempre em folha inteira.
    """
    return (
        *_canhoto(opcoes),
        desenho.tracejado(LARGURA_CANHOTO_MM, 0, LARGURA_CANHOTO_MM, ALTURA_VIA_MM, _CORTE),
        *ficha(_FORMATO, opcoes),
    )


def por_na_folha(numero: int, operadores: Iterable[str]) -> Iterator[str]:
    """Os operadores de uma via no lugar dela: 0, 1 ou 2, de cima para baixo, com a linha de corte de cima."""
    if not numero:
        yield from operadores
        return
    yield estrutura.enfeite(desenho.tracejado(0, numero * ALTURA_VIA_MM, LARGURA_MM, numero * ALTURA_VIA_MM, _CORTE))
    yield f"q 1 0 0 1 0 {-numero * ALTURA_VIA_MM * PONTOS_POR_MM:.4f} cm"
    yield from operadores
    yield "Q"


def _canhoto(opcoes: Opcoes) -> tuple[Bloco, ...]:
    quadro = _campos(com_final=opcoes.com_final)
    embaixo = quadro.y + quadro.altura + 1.2
    # O QR toma o lugar do logotipo, que sobe para o lado do título.
    imagem = _LOGOTIPO_NO_ALTO if opcoes.com_pix else Imagem(_X_MM, embaixo + 2, _LARGURA_MM, 14)
    return (
        Texto(_X_MM, _TITULO_MM, "Recibo do Pagador", Letra(NEGRITO, 8), papel="H1"),
        *((imagem,) if opcoes.com_logotipo else ()),
        quadro,
        *(_pix(embaixo) if opcoes.com_pix else ()),
        Texto(_X_MM + _LARGURA_MM, 97.4, "Autenticação Mecânica", Letra(REGULAR, 5.2), Alinhamento.DIREITA),
    )


def _campos(*, com_final: bool) -> Quadro:
    """Nenhum rótulo nem campo disputa a linha com outro que não cabe ao lado."""

    def uma(rotulo: str, campo: str, letra: Letra = _VALOR) -> Faixa:
        return faixa(_UMA_LINHA_MM, Celula(_LARGURA_MM, rotulo, campo, letra, fios="b"))

    def duas_linhas(rotulo: str, campo: str, letra: Letra = _NOME) -> Faixa:
        return faixa(_DUAS_LINHAS_MM, Celula(_LARGURA_MM, rotulo, campo, letra, linhas=2, fios="b"))

    def duas(
        esquerda: tuple[str, str], direita: tuple[str, str], letra: Letra = _VALOR, largura: float = _LARGURA_MM / 2
    ) -> Faixa:
        celulas = Celula(largura, *esquerda, letra, fios="b"), Celula(_LARGURA_MM - largura, *direita, letra)
        return faixa(_UMA_LINHA_MM, *celulas)

    faixas = (
        duas(("Banco", "banco_codigo"), ("Agência / Código do beneficiário", "agencia_codigo"), largura=13),
        duas(("Vencimento", "vencimento"), ("Valor do documento", "valor_em_reais"), _FORTE),
        uma("Nosso número", "nosso_numero"),
        duas(("Carteira", "carteira"), ("Nº do documento", "documento"), largura=23),
        duas_linhas("Beneficiário", "beneficiario_nome"),
        uma("CPF / CNPJ do beneficiário", "beneficiario_documento"),
        duas_linhas("Pagador", "pagador_nome"),
        *((uma("Beneficiário final", "beneficiario_final", _NOME),) if com_final else ()),
        duas_linhas("Linha digitável", "linha_digitavel", _LINHA_DIGITAVEL),
    )
    rotulo = ROTULO._replace(corpo=5.2)
    medidas = {"base_rotulo": 2.0, "folga": 0.9, "respiro": 0.1}
    return Quadro(_X_MM, _QUADRO_MM, faixas, rotulo, Traco(FIO_MM), moldura=True, **medidas)


def _pix(y: float) -> tuple[Bloco, ...]:
    """O QR, do tamanho que sobra; o copia e cola vai na ficha, que é mais larga."""
    meio, alto = _X_MM + _LARGURA_MM / 2, y + 2.4
    lado = min(_MAIOR_QR_MM, _PE_MM - alto)
    return (
        Texto(meio, y + 2, "Pague com Pix", Letra(NEGRITO, 7), Alinhamento.CENTRO, "H2"),
        CodigoQR(meio - lado / 2, alto, lado),
    )
