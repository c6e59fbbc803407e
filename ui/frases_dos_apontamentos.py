"""O que cada apontamento e cada motivo de ficar de fora dizem, e em que grupo a tela os conta. Sem Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from regras.apontamento import Apontamento
from regras.apontamento import TipoDeApontamento as Tipo
from regras.selecao import Fora, Motivo, SemQuem


class Grupo(StrEnum):
    """O que há a consertar, na ordem em que a tela lista; o texto é o da tela."""

    SEM_BOLETO = "Débitos sem boleto"
    EMAIL_INVALIDO = "E-mail inválido"
    DEVOLVIDO = "Endereço devolvido"
    ANTIGO = "Vencidos há mais que o limite"
    RETIDO = "Retidos pelo retorno do banco"
    IMPRESSO = "Impressos com ressalva"
    CAIXA = "Devoluções não lidas"
    EMPRESA = "Cadastro e seleções"


DETALHES: Mapping[Grupo, str] = {
    Grupo.SEM_BOLETO: "vão só no relatório",
    Grupo.EMAIL_INVALIDO: "o aviso segue aos demais",
    Grupo.DEVOLVIDO: "não recebe mais",
    Grupo.ANTIGO: "não entram",
    Grupo.RETIDO: "não entram até se decidir",
    Grupo.IMPRESSO: "o aviso segue",
    Grupo.CAIXA: "o fechamento segue",
    Grupo.EMPRESA: "impedem o fechamento",
}
"""O que cada grupo quer dizer para o envio."""

_GRUPOS: Mapping[Tipo, Grupo] = {
    Tipo.EMAIL_INVALIDO: Grupo.EMAIL_INVALIDO,
    Tipo.ENDERECO_DEVOLVIDO: Grupo.DEVOLVIDO,
    Tipo.ANTIGO: Grupo.ANTIGO,
    Tipo.RETIDO: Grupo.RETIDO,
    Tipo.RETORNO_ATRASADO: Grupo.RETIDO,
    Tipo.RENEGOCIADO: Grupo.RETIDO,
    Tipo.PIX_RECUSADO: Grupo.IMPRESSO,
    Tipo.TEXTO_CORTADO: Grupo.IMPRESSO,
    Tipo.LETRA_DO_CLIENTE: Grupo.IMPRESSO,
    Tipo.LETRA_DO_DEBITO: Grupo.IMPRESSO,
    Tipo.LETRA_DA_CONTA: Grupo.IMPRESSO,
    Tipo.LETRA_DA_EMPRESA: Grupo.IMPRESSO,
    Tipo.DEVOLUCOES_NAO_LIDAS: Grupo.CAIXA,
    Tipo.DEVOLUCOES_PELA_METADE: Grupo.CAIXA,
    Tipo.SEM_EMPRESA: Grupo.EMPRESA,
    Tipo.EMPRESA_INCOMPLETA: Grupo.EMPRESA,
    Tipo.GRUPOS_SUMIDOS: Grupo.EMPRESA,
    Tipo.SITUACOES_SUMIDAS: Grupo.EMPRESA,
}
"""O que não está aqui deixa o débito sem boleto."""


def grupo(item: Apontamento) -> Grupo:
    """Em que grupo a tela conta o apontamento."""
    return _GRUPOS.get(item.tipo, Grupo.SEM_BOLETO)


def dizer(item: Apontamento) -> str:
    """O apontamento em palavras, sem maiúscula nem ponto."""
    return _DIZERES.get(item.tipo, _do_erro)(item)


def motivo(item: Apontamento) -> str:
    """O `motivo` da saída `--json`: o que o contrato nomeia sai como ele diz, e o mais, em palavras."""
    if item.retencao is not None:
        return item.retencao.motivo.value
    return _NO_CONTRATO.get(item.tipo) or dizer(item)


def _do_erro(item: Apontamento) -> str:
    """O que houve e, depois do ponto e vírgula, o que fazer."""
    conserto = item.o_que_fazer.rstrip(".")
    return f"{item.houve}; {conserto[0].lower()}{conserto[1:]}" if conserto else item.houve


def _sumidos(o_que: str) -> Callable[[Apontamento], str]:
    return lambda item: f"{o_que} marcados que não existem mais: {', '.join(item.nomes)}"


def _retido(item: Apontamento) -> str:
    if item.retencao is None:
        return "espera a decisão do retorno do banco"
    onde = f"linha {item.retencao.linha} do retorno {item.retencao.retorno}"
    return f"{item.retencao.motivo.value}: espera fora dos avisos até se decidir a {onde}"


_NO_CONTRATO: Mapping[Tipo, str] = {
    Tipo.RETORNO_ATRASADO: "retorno atrasado",
    Tipo.RENEGOCIADO: "baixado no banco e alterado no ERP",
    Tipo.TITULO_BAIXADO: "titulo baixado no banco",
}
_DIZERES: Mapping[Tipo, Callable[[Apontamento], str]] = {
    Tipo.RETIDO: _retido,
    Tipo.RETORNO_ATRASADO: lambda item: (
        f"retorno atrasado: o último da conta {item.conta} é de {item.dia:%d/%m/%Y}; leia o de hoje"
    ),
    Tipo.RENEGOCIADO: lambda _item: (
        "o banco o diz pago, e o ERP, em aberto com outro vencimento ou valor: não entra até se soltar o título"
    ),
    Tipo.ANTIGO: lambda item: "vencido há mais de {}: não entra no aviso".format(
        "1 dia" if item.dias == 1 else f"{item.dias} dias"
    ),
    Tipo.EMAIL_INVALIDO: lambda item: f"e-mail inválido no contato {item.contato}: {item.endereco}",
    Tipo.ENDERECO_DEVOLVIDO: lambda item: f"endereço devolvido, não recebe: {item.endereco}",
    Tipo.LETRA_DA_EMPRESA: lambda item: f"empresa: {item.houve}",
    Tipo.LETRA_DA_CONTA: lambda item: f"conta de cobrança {item.conta}: {item.houve}",
    Tipo.DEVOLUCOES_NAO_LIDAS: lambda item: f"as devoluções da conta {item.conta_email} não foram lidas: {item.houve}",
    Tipo.DEVOLUCOES_PELA_METADE: lambda item: (
        f"as devoluções da conta {item.conta_email} não foram todas lidas: a caixa tem muitas mensagens novas"
    ),
    Tipo.SEM_EMPRESA: lambda _item: "a empresa que cobra ainda não foi cadastrada",
    Tipo.EMPRESA_INCOMPLETA: lambda item: f"falta no cadastro da empresa: {', '.join(item.nomes)}",
    Tipo.GRUPOS_SUMIDOS: _sumidos("Grupos de contatos"),
    Tipo.SITUACOES_SUMIDAS: _sumidos("Situações"),
}

_SEM_QUEM: Mapping[SemQuem, str] = {
    SemQuem.DEVOLVIDOS: "os endereços foram devolvidos",
    SemQuem.INVALIDOS: "os e-mails são inválidos",
    SemQuem.SEM_EMAIL: "não há e-mail no cadastro nem nos contatos",
    SemQuem.FILTRO: "nenhum contato passa no filtro de grupos",
}


def detalhe_de_fora(item: Fora) -> str:
    """O que completa o motivo: até quando, ou por que não há a quem; pode ser vazio."""
    if item.sem_quem is not None:
        return _SEM_QUEM[item.sem_quem]
    if item.ate is None:
        return ""
    verbo = "prometeu pagar até" if item.motivo is Motivo.PROMESSA else "volta em"
    return f"{verbo} {item.ate:%d/%m/%Y}"
