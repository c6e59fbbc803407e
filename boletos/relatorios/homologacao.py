"""Página de homologação de uma conta de cobrança: os boletos que o banco costuma pedir e o quadro de cada código.

Tantos quantos o banco pede, cada um com outro valor e outro vencimento, e entre eles todo dígito que o cálculo pode
dar. São boletos de verdade no cálculo, porque é o código que o banco confere; não estão registrados, e dizem isso nas
instruções.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, repeat
from typing import NamedTuple

from boletos.bancos import obter
from boletos.bancos.forma import Homologacao
from boletos.emissao import posicoes
from boletos.emissao.boleto import Boleto, montar, titulo_do_debito
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
    *((1_00, 5), (12_34, 10), (150_00, 15), (987_65, 30), (1_500_00, 45)),
    *((12_345_67, 60), (100_000_00, 90), (1_234_567_89, 180), (9_999_999_99, 365)),
)
"""Valor e dias até o vencimento de cada boleto; o maior é o que a Caixa aceita (boleto.md A.7)."""
_TENTATIVAS = 40
"""Centavos a menos que se provam para cada dígito geral; um em nove serve."""
_SONDADOS = 400
"""Sequenciais em que se procuram os dígitos do nosso número e do campo livre."""
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


class Caso(NamedTuple):
    """Um boleto e os dígitos que ele mostra: geral, do nosso número e do fim do campo livre, vazios onde não há."""

    boleto: Boleto
    geral: str
    do_numero: str
    do_campo_livre: str


def casos(conta: ContaCobranca, empresa: Empresa, hoje: date, *, primeiro: int = 1) -> tuple[Caso, ...]:
    """Devolve os boletos a mandar ao banco, pelo mesmo caminho dos de verdade.

    São quantos ele pede, e entre eles está cada dígito que o cálculo pode dar: o geral de 1 a 9, e, de cada posição dos
    dígitos do nosso número e do fim do campo livre, todos os que aparecem na sequência provada.

    Args:
        conta: a conta; a marca de homologada não é exigida, pois é o que se vai pedir.
        empresa: o beneficiário.
        hoje: data do processamento; os vencimentos contam dela.
        primeiro: o sequencial do nosso número a partir do qual se procura.

    Raises:
        DadoInvalido: a conta não basta para o cálculo, ou o banco não tem leiaute aqui.
    """
    pronta = replace(conta, homologada=True, instrucoes="\n".join(filter(None, (_AVISO, conta.instrucoes))))
    _montar(pronta, empresa, hoje, primeiro, hoje, 1_00)  # o que impede é dito antes de procurar
    pedidos = obter(conta.banco).HOMOLOGACAO
    achados: list[Caso] = []
    for ordem, (numero, digitos) in enumerate(_escolher(_candidatos(pronta, empresa, hoje, primeiro), pedidos)):
        volta, posicao = divmod(ordem, len(_CASOS))
        valor, dias = _CASOS[posicao]
        vencimento, geral = hoje + timedelta(days=dias + 3 * volta), str(posicao + 1)
        tentativas = (
            _montar(pronta, empresa, hoje, numero, vencimento, valor - 40 * volta - centavos)
            for centavos in range(_TENTATIVAS)
        )
        boleto = next(boleto for boleto in tentativas if boleto.codigo_barras[4] == geral)
        achados.append(Caso(boleto, geral, *digitos))
    return tuple(achados)


def boletos(conta: ContaCobranca, empresa: Empresa, hoje: date, *, primeiro: int = 1) -> tuple[Boleto, ...]:
    """Só os boletos de `casos`."""
    return tuple(caso.boleto for caso in casos(conta, empresa, hoje, primeiro=primeiro))


def cobertos(prontos: Sequence[Caso]) -> str:
    """Os dígitos que o conjunto mostra: `geral 123456789; do nosso número 0123456789P`."""
    colunas = (("geral", 1), ("do nosso número", 2), ("do campo livre", 3))
    vistos = ((nome, "".join(sorted(set("".join(str(caso[qual]) for caso in prontos))))) for nome, qual in colunas)
    return "; ".join(f"{nome} {digitos}" for nome, digitos in vistos if digitos)


_Candidato = tuple[int, tuple[str, str]]
"""Um sequencial, e os dígitos do nosso número e do campo livre que ele dá."""


def _candidatos(conta: ContaCobranca, empresa: Empresa, hoje: date, primeiro: int) -> list[_Candidato]:
    leiaute = obter(conta.banco).leiaute(conta)
    modelo = titulo_do_debito(_debito(conta, hoje, primeiro, hoje, 1_00), conta, empresa.cpf_cnpj)
    return [
        (numero, leiaute.digitos(modelo._replace(nosso_numero=str(numero), seu_numero=str(numero))))
        for numero in range(primeiro, primeiro + _SONDADOS)
    ]


def _escolher(candidatos: list[_Candidato], pedidos: Homologacao) -> list[_Candidato]:
    """A cada passo o que mostra mais dígitos ainda não vistos; completa o mínimo com os primeiros."""
    faltam = set().union(*(_mostra(candidato) for candidato in candidatos))
    escolhidos: list[_Candidato] = []
    while faltam and len(escolhidos) < pedidos.maximo:
        melhor = max(candidatos, key=lambda candidato: len(faltam & _mostra(candidato)))
        faltam -= _mostra(melhor)
        escolhidos.append(melhor)
    sobram = (candidato for candidato in candidatos if candidato not in escolhidos)
    return sorted([*escolhidos, *islice(sobram, max(0, pedidos.minimo - len(escolhidos)))])


def _mostra(candidato: _Candidato) -> frozenset[tuple[int, int, str]]:
    return frozenset(
        (qual, posicao, digito) for qual, texto in enumerate(candidato[1]) for posicao, digito in enumerate(texto)
    )


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
    feitos = casos(conta, empresa, hoje, primeiro=primeiro)
    prontos = tuple(caso.boleto for caso in feitos)
    nome = f"{prontos[0].banco}-{prontos[0].banco_dv} {prontos[0].banco_nome}"
    folha = ficha.separar(Timbre.de_boleto(prontos[0]))
    molde = Molde([folha.forma], 1 + 2 * len(prontos))
    paginas: list[Iterable[str]] = [_resumo(conta, empresa, hoje, feitos)]
    for ordem, boleto in enumerate(prontos, start=1):
        paginas.append((*molde.usar, *ficha.escrever(boleto, conteudo.do_boleto(boleto), folha)))
        paginas.append(_quadro(boleto, conta, f"Boleto {ordem} de {len(prontos)}"))
    metadados = Metadados(f"Homologação de boletos, {nome}", empresa.nome, f"Conta {conta.codigo}")
    return molde.em_pdf(paginas, metadados, hoje)


def _montar(  # noqa: PLR0917 - a conta, quem cobra, quando, e os três que variam de um boleto para outro
    conta: ContaCobranca, empresa: Empresa, hoje: date, numero: int, vencimento: date, valor: Centavos
) -> Boleto:
    debito = _debito(conta, hoje, numero, vencimento, valor)
    percentuais = Percentuais(empresa.multa_percentual, empresa.juros_percentual_mes)
    percentuais = percentuais.ou(conta.multa_percentual, conta.juros_percentual_mes)
    return montar(debito, conta, empresa, _PAGADOR, hoje, percentuais)


def _debito(conta: ContaCobranca, hoje: date, numero: int, vencimento: date, valor: Centavos) -> Debito:
    return Debito(
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


def _resumo(conta: ContaCobranca, empresa: Empresa, hoje: date, feitos: tuple[Caso, ...]) -> Iterator[str]:
    prontos = tuple(caso.boleto for caso in feitos)
    yield from _cabecalho("Homologação de boletos", f"{prontos[0].banco}-{prontos[0].banco_dv} {prontos[0].banco_nome}")
    y = 34.0
    for rotulo, dado in da_conta(conta, empresa, hoje, prontos[0]):
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
    yield desenho.texto(MARGEM_MM, fim, f"Dígitos que aparecem: {cobertos(feitos)}.", ROTULO)
    yield desenho.texto(
        MARGEM_MM, fim + 5, "Nenhum está registrado. Cada um é seguido do quadro campo a campo.", ROTULO
    )


def da_conta(conta: ContaCobranca, empresa: Empresa, hoje: date, boleto: Boleto) -> Iterator[tuple[str, str]]:
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
