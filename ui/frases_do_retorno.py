"""O retorno do banco em palavras: o arquivo, os títulos e o que há a conferir. Sem Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from envio.retorno.leitura import Lido
from modelos.retorno.arquivos import Contagem
from regras.dinheiro import em_reais
from regras.retorno.arquivo import ApontamentoDoRetorno, ItemDoRetorno
from regras.retorno.arquivo import TipoDeApontamento as Tipo
from ui import frases

_A_VISTA = 10


def contagem(item: Contagem) -> str:
    """As contagens numa linha."""
    return (
        f"{frases.quantos(item.titulos, 'título', 'títulos')}, "
        f"{frases.quantos(item.baixados, 'baixado', 'baixados')}, {frases.numero(item.a_conferir)} a conferir, "
        f"{frases.numero(item.sem_efeito)} sem efeito, {frases.quantos(item.repetidos, 'repetido', 'repetidos')}"
    )


def lidos(varios: Sequence[Lido]) -> str:
    """O que deu cada arquivo, um por linha, os recusados primeiro."""
    na_ordem = sorted(varios, key=lambda lido: lido.erro is None)
    linhas = [f"{lido.arquivo}: {lido.erro or _o_que_deu(lido)}" for lido in na_ordem[:_A_VISTA]]
    if resto := len(na_ordem) - len(linhas):
        linhas.append(f"E {frases.quantos(resto, 'outro arquivo', 'outros arquivos')}: veja na lista.")
    return "\n".join(linhas)


def _o_que_deu(lido: Lido) -> str:
    return " ".join((f"{contagem(lido.contagem)}.", apontamentos(lido.apontamentos))).strip()


def apontamentos(itens: Sequence[ApontamentoDoRetorno]) -> str:
    """Tudo o que há a conferir num arquivo, em frases; vazio sem nada."""
    return " ".join(f"Atenção: {apontamento(item)}." for item in itens)


def pergunta_da_decisao(item: ItemDoRetorno, *, pago: bool) -> tuple[str, str]:
    """O que se pergunta antes de dar um título por pago, ou de o soltar, e o que acontece."""
    qual = f"o débito {' / '.join(item.debito)}" if item.debito else f"o débito do título da linha {item.linha}"
    if not pago:
        return f"Soltar {qual}?", "A baixa ou a espera acaba: vale o que o ERP diz, e ele pode ser avisado de novo."
    valor = "" if item.valor_pago_centavos is None else f" O banco diz {em_reais(item.valor_pago_centavos)}."
    return f"Dar por pago {qual}?", f"Ele sai dos avisos.{valor}"


def apontamento(item: ApontamentoDoRetorno) -> str:
    """O que há a conferir num arquivo, sem maiúscula nem ponto."""
    return _DIZERES[item.tipo](item)


def _linhas(numeros: Sequence[int], quantos: int = 0) -> str:
    ditas = ", ".join(map(str, numeros[:5]))
    total = quantos or len(numeros)
    return f"{'linhas' if total > 1 else 'linha'} {ditas}{' e outras' if total > len(numeros[:5]) else ''}"


def _faltam(item: ApontamentoDoRetorno) -> str:
    primeira, ultima = item.numeros
    quais = f"o arquivo {primeira}" if primeira == ultima else f"os arquivos de {primeira} a {ultima}"
    return f"conta {item.conta}: {'falta' if primeira == ultima else 'faltam'} {quais}; baixe-os no banco e leia"


def _fora_de_ordem(item: ApontamentoDoRetorno) -> str:
    este, ultimo = item.numeros
    return f"conta {item.conta}: o número {este} não passa do último lido, {ultimo}, e o conteúdo é outro"


_DIZERES: Mapping[Tipo, Callable[[ApontamentoDoRetorno], str]] = {
    Tipo.JA_LIDO: lambda item: f"este arquivo já foi lido: é o retorno {item.numeros[0]}, e nada mudou",
    Tipo.TOTAIS: lambda item: (
        f"totais que não fecham ({_linhas(item.numeros)}): nada foi baixado; baixe o arquivo de novo no banco"
    ),
    Tipo.FALTAM: _faltam,
    Tipo.FORA_DE_ORDEM: _fora_de_ordem,
    Tipo.GERACAO_FUTURA: lambda _item: "a data de geração está no futuro",
    Tipo.U_SEM_T: lambda item: f"segmento U sem o seu T: {_linhas(item.numeros, item.quantos)}",
    Tipo.ILEGIVEIS: lambda item: (
        f"{frases.quantos(item.quantos, 'transação', 'transações')} sem data ou valor que se leia: nada delas foi usado"
    ),
    Tipo.SEU_NUMERO: lambda item: (
        f"o seu número não lembra o documento do débito: {_linhas(item.numeros, item.quantos)}"
    ),
}
