"""Página de homologação de uma conta de cobrança: os boletos que o banco costuma pedir e o quadro de cada código.

Um boleto para cada dígito geral, de 1 a 9, cada um com outro valor e outro vencimento. São boletos de verdade no
cálculo, porque é o código que o banco confere; não estão registrados, e dizem isso nas instruções.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import repeat

from boletos.bancos import obter
from boletos.emissao import posicoes
from boletos.emissao.boleto import Boleto, montar
from boletos.emissao.posicoes import Posicao
from boletos.papel import conteudo, desenho, ficha
from boletos.papel.conteudo import Timbre
from boletos.papel.cores import ACENTO, SUAVE, TEXTO
from boletos.papel.desenho import Alinhamento
from boletos.papel.documento import Metadados, Molde
from boletos.papel.folha import NEGRITO, Letra
from boletos.relatorios.paginas import (
    CORPO,
    DIREITA_MM,
    FIO,
    FORTE,
    LARGURA_MM,
    MARGEM_MM,
    ROTULO,
    Coluna,
    em_colunas,
    na_largura,
)
from boletos.titulo.codigo import formatar_linha
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import Centavos, em_reais
from regras.encargos import Percentuais

_CASOS: tuple[tuple[Centavos, int], ...] = (
    *((1_00, 5), (12_34, 10), (150_00, 15), (999_99, 30), (1_000_00, 45)),
    *((12_345_67, 60), (100_000_00, 90), (1_234_567_89, 180), (9_999_999_99, 365)),
)
"""Valor e dias até o vencimento de cada boleto; o maior é o que a Caixa aceita (boleto.md A.7)."""
_TENTATIVAS = 400
"""Sequenciais que se provam para cada dígito geral; um em nove serve."""
_PAGADOR = Cliente(
    codigo="HOMOLOGACAO",
    nome="Pagador de Homologação",
    cpf_cnpj="11144477735",
    endereco="Rua do Exemplo",
    numero="1",
    bairro="Centro",
    cidade="Cidade",
    uf="SC",
    cep="88000000",
)
_AVISO = "Boleto de homologação, não registrado: não pagar."

_TITULO = Letra(NEGRITO, 15, TEXTO)
_GRUPO = Letra(NEGRITO, 10.5, ACENTO)
_ALTURA_DA_LINHA_MM = 6.2


_DO_QUADRO = (
    Coluna("Posições", 16, 20),
    Coluna("Tam.", 44, 10, Alinhamento.DIREITA),
    Coluna("Conteúdo", 50, 44),
    Coluna("O que é", 98, 96),
)
_DO_RESUMO = (
    Coluna("Nº", 20, 6, Alinhamento.DIREITA),
    Coluna("Nosso número", 24, 36),
    Coluna("Vencimento", 62, 20),
    Coluna("Valor", 108, 26, Alinhamento.DIREITA),
    Coluna("Linha digitável", 112, 84),
)


def boletos(conta: ContaCobranca, empresa: Empresa, hoje: date, *, primeiro: int = 1) -> tuple[Boleto, ...]:
    """Devolve os boletos a mandar ao banco, um por dígito geral, pelo mesmo caminho dos de verdade.

    Args:
        conta: a conta; a marca de homologada não é exigida, pois é o que se vai pedir.
        empresa: o beneficiário.
        hoje: data do processamento; os vencimentos contam dela.
        primeiro: o sequencial do nosso número a partir do qual se procura.

    Raises:
        DadoInvalido: a conta não basta para o cálculo, ou o banco não tem leiaute aqui.
    """
    pronta = replace(conta, homologada=True, instrucoes="\n".join(filter(None, (_AVISO, conta.instrucoes))))
    achados, sequencial = [], primeiro
    for digito, (valor, dias) in enumerate(_CASOS, start=1):
        vencimento = hoje + timedelta(days=dias)
        for numero in range(sequencial, sequencial + _TENTATIVAS):
            boleto = _montar(pronta, empresa, hoje, numero, vencimento, valor)
            if boleto.codigo_barras[4] == str(digito):
                break
        achados.append(boleto)
        sequencial = numero + 1
    return tuple(achados)


def em_pdf(conta: ContaCobranca, empresa: Empresa, hoje: date, *, primeiro: int = 1) -> bytes:
    """Devolve o PDF: um resumo e, para cada boleto, a folha dele e o quadro campo a campo.

    Args:
        conta: a conta de cobrança.
        empresa: o beneficiário.
        hoje: data do processamento.
        primeiro: o sequencial do nosso número a partir do qual se procura.

    Raises:
        DadoInvalido: a conta não basta para o cálculo, ou o banco não tem leiaute aqui.
    """
    prontos = boletos(conta, empresa, hoje, primeiro=primeiro)
    nome = f"{prontos[0].banco}-{prontos[0].banco_dv} {prontos[0].banco_nome}"
    folha = ficha.separar(Timbre.de_boleto(prontos[0]))
    molde = Molde([folha.forma], 1 + 2 * len(prontos))
    paginas: list[Iterable[str]] = [_resumo(conta, empresa, hoje, prontos, nome)]
    for ordem, boleto in enumerate(prontos, start=1):
        paginas.append((*molde.usar, *ficha.escrever(boleto, conteudo.do_boleto(boleto), folha)))
        paginas.append(_quadro(boleto, conta, f"Boleto {ordem} de {len(prontos)}"))
    metadados = Metadados(f"Homologação de boletos, {nome}", empresa.nome, f"Conta {conta.codigo}")
    return molde.em_pdf(paginas, metadados, hoje)


def _montar(  # noqa: PLR0917 - a conta, quem cobra, quando, e os três que variam de um boleto para outro
    conta: ContaCobranca, empresa: Empresa, hoje: date, numero: int, vencimento: date, valor: Centavos
) -> Boleto:
    debito = Debito(
        _PAGADOR.codigo,
        str(numero),
        "",
        vencimento,
        valor,
        valor,
        emissao=hoje,
        conta_cobranca=conta.codigo,
        nosso_numero=str(numero),
    )
    percentuais = Percentuais(empresa.multa_percentual, empresa.juros_percentual_mes)
    da_conta = percentuais.ou(conta.multa_percentual, conta.juros_percentual_mes)
    return montar(debito, conta, empresa, _PAGADOR, hoje, da_conta)


def _resumo(
    conta: ContaCobranca, empresa: Empresa, hoje: date, prontos: tuple[Boleto, ...], nome: str
) -> Iterator[str]:
    yield from _cabecalho("Homologação de boletos", nome)
    y = 34.0
    for rotulo, dado in _da_conta(conta, empresa, hoje, prontos[0]):
        yield desenho.texto(MARGEM_MM, y, rotulo, ROTULO)
        yield na_largura(MARGEM_MM + 44, y, dado, CORPO, LARGURA_MM - 44)
        y += 5.6
    y += 6
    linhas = [
        (
            str(ordem),
            boleto.nosso_numero,
            f"{boleto.vencimento:%d/%m/%Y}" if boleto.vencimento else "",
            em_reais(boleto.valor_centavos),
            formatar_linha(boleto.linha_digitavel),
        )
        for ordem, boleto in enumerate(prontos, start=1)
    ]
    yield desenho.texto(MARGEM_MM, y, "Boletos deste arquivo", _GRUPO)
    yield from _tabela(_DO_RESUMO, linhas, y + 3)
    fim = y + 3 + (len(linhas) + 1) * _ALTURA_DA_LINHA_MM + 8
    yield desenho.texto(MARGEM_MM, fim, "Um boleto para cada dígito geral do código de barras, de 1 a 9.", ROTULO)
    yield desenho.texto(
        MARGEM_MM, fim + 5, "Nenhum está registrado. Cada um é seguido do quadro campo a campo.", ROTULO
    )


def _da_conta(conta: ContaCobranca, empresa: Empresa, hoje: date, boleto: Boleto) -> Iterator[tuple[str, str]]:
    """O que o banco precisa para achar o contrato, com o nome que ele dá a cada campo."""
    yield "Beneficiário", f"{empresa.nome}, {boleto.beneficiario.cpf_cnpj}"
    yield "Agência / código", boleto.agencia_codigo
    for exigencia in obter(conta.banco).exigencias(conta):
        conteudo = getattr(conta, exigencia.atributo)
        if isinstance(conteudo, str) and conteudo:
            yield exigencia.rotulo[0].upper() + exigencia.rotulo[1:], conteudo
    yield "Espécie e aceite", f"{boleto.especie}, {boleto.aceite}"
    yield "Data do processamento", f"{hoje:%d/%m/%Y}"


def _quadro(boleto: Boleto, conta: ContaCobranca, titulo: str) -> Iterator[str]:
    yield from _cabecalho(titulo, f"Nosso número {boleto.nosso_numero}")
    do_codigo, da_linha = posicoes.do_codigo(boleto, conta), posicoes.da_linha(boleto)
    yield desenho.texto(MARGEM_MM, 36, "Código de barras, 44 posições", _GRUPO)
    yield desenho.texto(DIREITA_MM, 36, boleto.codigo_barras, FORTE, Alinhamento.DIREITA)
    yield from _tabela(_DO_QUADRO, _em_linhas(do_codigo), 39)
    y = 39 + (len(do_codigo) + 1) * _ALTURA_DA_LINHA_MM + 12
    yield desenho.texto(MARGEM_MM, y, "Linha digitável, 47 posições", _GRUPO)
    yield desenho.texto(DIREITA_MM, y, formatar_linha(boleto.linha_digitavel), FORTE, Alinhamento.DIREITA)
    yield from _tabela(_DO_QUADRO, _em_linhas(da_linha), y + 3)


def _em_linhas(partes: tuple[Posicao, ...]) -> list[tuple[str, ...]]:
    return [
        (_lugar(parte), str(len(parte.conteudo)), parte.conteudo, parte.o_que_e[0].upper() + parte.o_que_e[1:])
        for parte in partes
    ]


def _lugar(parte: Posicao) -> str:
    return str(parte.inicio) if parte.inicio == parte.fim else f"{parte.inicio} a {parte.fim}"


def _cabecalho(titulo: str, a_direita: str) -> Iterator[str]:
    yield desenho.caixa(MARGEM_MM, 14, LARGURA_MM, 0.8, ACENTO)
    yield desenho.texto(MARGEM_MM, 23.5, titulo, _TITULO)
    yield desenho.texto(DIREITA_MM, 23.5, a_direita, Letra(NEGRITO, 11, ACENTO), Alinhamento.DIREITA)


def _tabela(colunas: tuple[Coluna, ...], linhas: Sequence[tuple[str, ...]], y: float) -> Iterator[str]:
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, _ALTURA_DA_LINHA_MM, SUAVE)
    for coluna in colunas:
        yield desenho.texto(coluna.x, y + 4.3, coluna.titulo, ROTULO, coluna.alinhamento)
    for textos in linhas:
        y += _ALTURA_DA_LINHA_MM
        yield from em_colunas(colunas, textos, y + 4.3, repeat(CORPO))
        yield desenho.fio(MARGEM_MM, y + _ALTURA_DA_LINHA_MM, DIREITA_MM, y + _ALTURA_DA_LINHA_MM, FIO)
