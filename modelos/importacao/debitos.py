"""O arquivo de débitos, de chave cliente + documento + parcela."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modelos.importacao.celulas import (
    ler_data,
    ler_nome_de_tabela,
    ler_saldo,
    ler_sem_mascara,
    ler_valor,
    ler_vencimento,
)
from modelos.importacao.conferencias import ALGARISMOS_DA_LINHA_DIGITAVEL
from modelos.importacao.formato import Coluna, Formato, exigir
from modelos.importacao.resultado import Tipo
from regras.debito import Debito
from regras.dinheiro import Centavos, formatar, ler_percentual
from regras.erros import DadoInvalido


def montar(mudancas: Mapping[str, Any], atual: Debito | None) -> Debito:
    """Aplica as mudanças ao débito gravado, ou cria um.

    Saldo vazio é o valor; coluna ausente acompanha o valor se era igual a ele, senão fica. O baixado porque faltou
    num arquivo reabre ao reaparecer; o que alguém disse pago só reabre se a coluna vier vazia: coluna ausente não
    altera (linha-de-comando.md, arquivos de importação).

    Raises:
        DadoInvalido: o saldo passa do valor.
    """
    valor: Centavos = mudancas.get("valor_centavos", atual.valor_centavos if atual else 0)
    saldo = mudancas.get("saldo_centavos")
    if saldo is None:
        separado = atual is not None and atual.saldo_centavos != atual.valor_centavos
        fica = "saldo_centavos" not in mudancas and separado
        saldo = atual.saldo_centavos if atual is not None and fica else valor
    if saldo > valor:
        raise DadoInvalido("saldo", f"{formatar(saldo)} passa do valor, {formatar(valor)}")
    completas = {**mudancas, "valor_centavos": valor, "saldo_centavos": saldo}
    if atual is None:
        return Debito(**completas)
    if saldo and atual.foi_baixado_por_ausencia():
        completas.setdefault("pago_em", None)
    if "pago_em" in completas:
        completas["ausente_em"] = None
    return atual._replace(**completas)


def _apontar(mudancas: Mapping[str, Any]) -> Iterator[str]:
    linha = mudancas.get("linha_digitavel", "")
    if linha and not (linha.isdecimal() and len(linha) == ALGARISMOS_DA_LINHA_DIGITAVEL):
        yield f"{identificar(mudancas)}: a linha digitável não tem {ALGARISMOS_DA_LINHA_DIGITAVEL} algarismos"


def identificar(mudancas: Mapping[str, Any]) -> str:
    """Começo da frase de um apontamento."""
    return f"débito {mudancas['documento']}/{mudancas['parcela']} do cliente {mudancas['cliente']}"


FORMATO = Formato(
    Tipo.DEBITOS,
    (
        exigir("cliente"),
        exigir("documento"),
        exigir("parcela"),
        exigir("vencimento", ler_vencimento),
        exigir("valor", ler_valor, campo="valor_centavos"),
        Coluna("emissao", ler_data, None),
        Coluna("saldo", ler_saldo, None, "saldo_centavos"),
        Coluna("situacao", ler_nome_de_tabela),
        Coluna("conta_cobranca"),
        Coluna("nosso_numero"),
        Coluna("linha_digitavel", ler_sem_mascara),
        Coluna("pix_copia_e_cola"),
        Coluna("pago_em", ler_data, None),
        Coluna("multa_percentual", ler_percentual, None),
        Coluna("juros_percentual_mes", ler_percentual, None),
    ),
    chave=("cliente", "documento", "parcela"),
    apontar=_apontar,
)
