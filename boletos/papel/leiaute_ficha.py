"""A ficha de compensação em medidas, no rodapé da folha A4 e no carnê (boleto.md B.1 a B.3).

Só tabelas, em milímetros a partir do alto da folha. A ordem dos blocos é a ordem de leitura.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from boletos.papel import desenho
from boletos.papel.barras import ALTURA_BARRAS_MM
from boletos.papel.blocos import VALOR, Barras, Bloco, Celula, Faixa, Quadro, Texto, faixa
from boletos.papel.cores import TEXTO_2
from boletos.papel.desenho import ALTURA_MM, LARGURA_MM, Alinhamento, Traco
from boletos.papel.folha import NEGRITO, REGULAR, Letra

_DIREITA, _CENTRO = Alinhamento.DIREITA, Alinhamento.CENTRO

CENTRO_BARRAS_MM = 12.0
"""Da margem inferior da ficha ao meio das barras."""
FIO_MM = 0.3
_FIO = Traco(FIO_MM)
_FIO_CODIGO = Traco(1.2)
ROTULO = Letra(REGULAR, 5.8)
_DESTAQUE = Letra(NEGRITO, 10)
_ENDERECO = Letra(REGULAR, 7.5)
_CODIGO_BANCO = Letra(NEGRITO, 20)
"""Algarismos de 5 mm de altura."""
_LINHA_DIGITAVEL = Letra(NEGRITO, 14.1)
"""Algarismos de 3,5 a 3,6 mm de altura."""
_COPIA_E_COLA = Letra(REGULAR, 6)
_ROTULO_DO_PIX_MM = 17.0
_ALTURA_CABECALHO_MM = 8.0
_FOLGA_DA_BARRA_MM = 1.6
"""Do nome do banco à barra que o separa do código."""
_ALTURA_FINAL_MM = 3.8


class Opcoes(NamedTuple):
    """O que abre ou fecha lugar no papel.

    Atributos:
        com_cip: a casa do CIP (Bradesco e família).
        com_final: a linha do beneficiário final.
        com_pix: o QR e o copia e cola que o banco devolveu.
        com_logotipo: o da empresa.
        sem_valor: por baixo, a marca da amostra do teste de envio, que não pode ser paga.
    """

    com_cip: bool = False
    com_final: bool = False
    com_pix: bool = False
    com_logotipo: bool = False
    sem_valor: bool = False


@dataclass(frozen=True, slots=True)
class Formato:
    """As medidas que mudam entre a folha A4 e o carnê; o resto da ficha é igual.

    Atributos:
        corte: alto da ficha, na folha.
        altura: do corte à margem inferior.
        x, largura: do quadro; à esquerda dele, nada até a borda, que é a zona de silêncio das barras.
        coluna: largura da última coluna.
        alto: da linha de corte ao cabeçalho.
        nome, codigo: larguras do nome do banco e do código-DV, no cabeçalho.
        altura_da_linha: da linha digitável, quando vai embaixo do nome e do código; 0 é ao lado deles.
        do_documento: larguras da linha D, menos a última coluna.
        do_valor: larguras da linha E, menos a última coluna.
        cip: a parte do "uso do banco" que vira a casa do CIP.
        caixa: altura de cada um dos cinco campos do caixa.
        local: letra do local de pagamento.
        autenticacao: letra da autenticação mecânica, que não pode chegar à zona de silêncio das barras.
        com_copia_e_cola: o do Pix vai no pé das instruções, e não no recibo.
    """

    corte: float
    altura: float
    x: float
    largura: float
    coluna: float
    alto: float
    nome: float
    codigo: float
    altura_da_linha: float
    do_documento: tuple[float, float, float, float, float]
    do_valor: tuple[float, float, float, float, float]
    cip: float
    caixa: float
    local: Letra
    nome_banco: Letra
    autenticacao: Letra
    com_copia_e_cola: bool = False

    @property
    def corpo(self) -> float:
        """Largura do quadro sem a última coluna."""
        return self.largura - self.coluna

    @property
    def barras_y(self) -> float:
        """Alto das barras, na folha."""
        return self.corte + self.altura - CENTRO_BARRAS_MM - ALTURA_BARRAS_MM / 2


A4 = Formato(
    corte=ALTURA_MM - 102.0,  # de 95 a 108 mm, e o Bradesco quer no máximo 104
    altura=102.0,
    x=8.0,
    largura=LARGURA_MM - 16,
    coluna=50,
    alto=2.6,
    nome=29,
    codigo=22.6,
    altura_da_linha=0,
    do_documento=(30, 48, 20, 14, 32),
    do_valor=(30, 36, 18, 28, 32),
    cip=11,
    caixa=5.3,
    local=VALOR,
    nome_banco=Letra(NEGRITO, 10.5),
    autenticacao=Letra(NEGRITO, 5.8),
)


def ficha(formato: Formato, opcoes: Opcoes) -> tuple[Bloco, ...]:
    """Os blocos da ficha, sem a linha de corte.

    Args:
        formato: onde e de que tamanho.
        opcoes: o que abre lugar nela.
    """
    cabecalho = _cabecalho(formato)
    quadro = _quadro(formato, cabecalho.y + cabecalho.altura, opcoes)
    topo, base = cabecalho.y + 0.6, cabecalho.y + cabecalho.faixas[0].altura
    antes = formato.x + formato.nome
    depois = antes + formato.codigo
    return (
        desenho.fio(antes, topo, antes, base, _FIO_CODIGO),
        desenho.fio(depois, topo, depois, base, _FIO_CODIGO),
        cabecalho,
        quadro,
        Texto(
            formato.x + formato.largura,
            quadro.y + quadro.altura + 2.6,
            "Autenticação Mecânica – Ficha de Compensação",
            formato.autenticacao,
            _DIREITA,
        ),
        Barras(formato.x, formato.barras_y),
    )


def _cabecalho(formato: Formato) -> Quadro:
    """O banco, o código e a linha digitável; sem largura para os três, ela vai embaixo, do mesmo tamanho."""
    do_banco = (
        Celula(formato.nome - _FOLGA_DA_BARRA_MM, "", "banco_nome", formato.nome_banco, linhas=2, pe=True, fios=""),
        Celula(_FOLGA_DA_BARRA_MM, fios=""),
        Celula(formato.codigo, "", "banco_codigo", _CODIGO_BANCO, _CENTRO, fios=""),
    )
    sobra = formato.largura - formato.nome - formato.codigo
    embaixo = formato.altura_da_linha
    linha = Celula(formato.largura if embaixo else sobra, "", "linha_digitavel", _LINHA_DIGITAVEL, _DIREITA, fios="")
    faixas = (
        (faixa(_ALTURA_CABECALHO_MM - 1, *do_banco, Celula(sobra, fios="")), faixa(embaixo, linha))
        if embaixo
        else (faixa(_ALTURA_CABECALHO_MM, *do_banco, linha),)
    )
    return Quadro(formato.x, formato.corte + formato.alto, faixas, ROTULO, _FIO, recuo=0, folga=1.7)


def _quadro(formato: Formato, y: float, opcoes: Opcoes) -> Quadro:
    caixa = formato.caixa - (_ALTURA_FINAL_MM / 5 if opcoes.com_final else 0)
    faixas = (
        *_do_beneficiario(formato),
        _do_documento(formato),
        _do_valor(formato, com_cip=opcoes.com_cip),
        *_das_instrucoes(formato, caixa, com_pix=opcoes.com_pix),
        *_do_pagador(formato, com_final=opcoes.com_final),
    )
    return Quadro(formato.x, y, faixas, ROTULO, _FIO, moldura=True)


def _do_beneficiario(formato: Formato) -> tuple[Faixa, ...]:
    documento, coluna, corpo = 0.29 * formato.corpo, formato.coluna, formato.corpo
    return (
        faixa(
            6.8,
            Celula(corpo, "Local de pagamento", "local_pagamento", formato.local, fios="b"),
            Celula(coluna, "Vencimento", "vencimento", _DESTAQUE, _DIREITA),
        ),
        faixa(
            6.6,
            Celula(corpo - documento, "Beneficiário", "beneficiario_nome", fios=""),
            Celula(documento, "CPF / CNPJ do beneficiário", "beneficiario_documento", fios=""),
            Celula(coluna, "Agência / Código do beneficiário", "agencia_codigo", VALOR, _DIREITA, fios="e"),
        ),
        faixa(3.6, Celula(corpo, "", "beneficiario_endereco_em_linha", _ENDERECO, fios="b"), Celula(coluna)),
    )


def _do_documento(formato: Formato) -> Faixa:
    emissao, documento, especie, aceite, processamento = formato.do_documento
    return faixa(
        6.8,
        Celula(emissao, "Data do documento", "emissao", fios="b"),
        Celula(documento, "Nº do documento", "documento"),
        Celula(especie, "Espécie doc.", "especie"),
        Celula(aceite, "Aceite", "aceite"),
        Celula(processamento, "Data do processamento", "processamento"),
        Celula(formato.coluna, "Nosso número", "nosso_numero", VALOR, _DIREITA),
    )


def _do_valor(formato: Formato, *, com_cip: bool) -> Faixa:
    uso, carteira, moeda, quantidade, valor = formato.do_valor
    cip = (Celula(formato.cip, "CIP", "cip"),) if com_cip else ()
    return faixa(
        6.8,
        Celula(uso - formato.cip if com_cip else uso, "Uso do banco", fios="b"),
        *cip,
        Celula(carteira, "Carteira", "carteira"),
        Celula(moeda, "Espécie moeda", "moeda"),
        Celula(quantidade, "Quantidade"),
        Celula(valor, "(x) Valor"),
        Celula(formato.coluna, "(=) Valor do documento", "valor", _DESTAQUE, _DIREITA),
    )


def _das_instrucoes(formato: Formato, caixa: float, *, com_pix: bool) -> tuple[Faixa, ...]:
    """As instruções ao lado dos campos que o caixa preenche, e que se deixam em branco."""
    copia = 2 * caixa if com_pix and formato.com_copia_e_cola else 0.0
    rotulo, letra = "Instruções (Texto de responsabilidade do beneficiário)", Letra(REGULAR, 8)
    altura = 5 * caixa - copia
    instrucoes = Celula(formato.corpo, rotulo, "instrucoes", letra, linhas=8, fios="", altura=altura)
    vazia = Celula(formato.corpo, fios="")
    do_pix = (
        Celula(_ROTULO_DO_PIX_MM, "Pix copia e cola", fios=""),
        Celula(
            formato.corpo - _ROTULO_DO_PIX_MM, "", "pix", _COPIA_E_COLA, linhas=5, fios="", altura=copia, corrido=True
        ),
    )
    esquerdas = ((instrucoes,), (vazia,), (vazia,), do_pix if copia else (vazia,), (vazia._replace(fios="b"),))
    rotulos = (
        *("(-) Desconto / Abatimento", "(-) Outras deduções", "(+) Mora / Multa / Juros", "(+) Outros acréscimos"),
        "(=) Valor cobrado",
    )
    pares = zip(esquerdas, rotulos, strict=True)
    return tuple(faixa(caixa, *delas, Celula(formato.coluna, um)) for delas, um in pares)


def _do_pagador(formato: Formato, *, com_final: bool) -> tuple[Faixa, ...]:
    final = (
        faixa(
            _ALTURA_FINAL_MM,
            Celula(20, "Beneficiário final", fios=""),
            Celula(formato.largura - 20, "", "beneficiario_final", _ENDERECO, fios=""),
        ),
    )
    return (
        faixa(
            6.6,
            Celula(formato.corpo, "Pagador", "pagador_nome", fios=""),
            Celula(formato.coluna, "CPF / CNPJ do pagador", "pagador_documento", fios=""),
        ),
        faixa(6.6, Celula(formato.largura, "", "pagador_endereco", _ENDERECO, linhas=2, fios="")),
        *(final if com_final else ()),
    )


def corte(altura: float) -> tuple[Bloco, ...]:
    """A linha de corte da folha inteira, com o que ela é."""
    letra = Letra(REGULAR, 5.5, TEXTO_2)
    return (
        Texto(A4.x, altura - 0.9, "Corte na linha tracejada", letra),
        desenho.tracejado(0, altura, LARGURA_MM, altura, Traco(0.2, TEXTO_2)),
    )
