"""Os arquivos do contrato: as colunas de cada um, a chave, e como uma linha vira registro. Puro.

Fonte: linha-de-comando.md, arquivos de importação. O que cada banco exige de uma conta é conferido ao montar o boleto.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from modelos.importacao.celulas import (
    ler_aceite,
    ler_banco,
    ler_cpf_cnpj,
    ler_data,
    ler_grupos,
    ler_maiusculas,
    ler_nome_de_tabela,
    ler_numero_de_nota,
    ler_saldo,
    ler_sem_mascara,
    ler_sim_nao,
    ler_valor,
    ler_vencimento,
)
from modelos.importacao.formato import Coluna, Formato, Vazia, exigir
from modelos.importacao.resultado import Tipo
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, Cliente, ContaCobranca, Contato, Empresa
from regras.carteira.nota import Nota
from regras.carteira.pedido import Pedido
from regras.debito import Debito
from regras.dinheiro import Centavos, formatar, ler_percentual
from regras.documentos import UFS, e_cpf_cnpj_valido, formatar_cep, separar_enderecos
from regras.erros import DadoInvalido

ALGARISMOS_DA_LINHA_DIGITAVEL = 47


def _montador(registro: Callable[..., Any]) -> Callable[[Mapping[str, Any], Any], Any]:
    """O registro que só muda no que veio no arquivo, ou nasce do que veio."""

    def montar(mudancas: Mapping[str, Any], atual: Any) -> Any:  # noqa: ANN401 - o tipo é o do registro
        return registro(**mudancas) if atual is None else replace(atual, **mudancas)

    return montar


def _montar_contato(mudancas: Mapping[str, Any], atual: Contato | None) -> Contato:
    """Aplica as mudanças ao contato gravado, ou cria um; os endereços só são conferidos de novo se mudaram."""
    email = mudancas.get("email", atual.email if atual else "")
    grupos = mudancas.get("grupos", atual.grupos if atual else ())
    telefone = mudancas.get("telefone", atual.telefone if atual else "")
    if atual is not None and atual.email == email:
        return atual._replace(grupos=grupos, telefone=telefone)
    return Contato.criar(mudancas["cliente"], mudancas["nome"], email, grupos, telefone)


def _montar_debito(mudancas: Mapping[str, Any], atual: Debito | None) -> Debito:
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


def conferir_cadastro(quem: str, mudancas: Mapping[str, Any]) -> Iterator[str]:
    """Aponta CPF/CNPJ, UF, CEP e e-mail que não conferem; o que não veio no arquivo não é olhado.

    Args:
        quem: começo da frase (`empresa`, `cliente 000123`).
        mudancas: campo → valor lido.
    """
    documento = mudancas.get("cpf_cnpj", "")
    if documento and not e_cpf_cnpj_valido(documento):
        yield f"{quem}: CPF/CNPJ “{documento}” não confere; confira no cadastro"
    uf = mudancas.get("uf", "")
    if uf and uf not in UFS:
        yield f"{quem}: “{uf}” não é uma UF"
    cep = mudancas.get("cep", "")
    if cep and formatar_cep(cep) == cep:
        yield f"{quem}: CEP “{cep}” não tem oito algarismos"
    yield from conferir_enderecos(quem, mudancas.get("email", ""))


def conferir_enderecos(quem: str, campo: str) -> Iterator[str]:
    """Aponta os endereços de e-mail que não poderão receber (regras.md §3.3)."""
    if campo:
        for endereco in separar_enderecos(campo)[1]:
            yield f"{quem}: e-mail “{endereco}” inválido; não receberá avisos"


def _apontar_contato(mudancas: Mapping[str, Any]) -> Iterable[str]:
    quem = f"contato {mudancas['nome']} do cliente {mudancas['cliente']}"
    email = mudancas.get("email")
    return (f"{quem}: sem e-mail; não receberá avisos",) if email == "" else conferir_enderecos(quem, email or "")


def _apontar_debito(mudancas: Mapping[str, Any]) -> Iterator[str]:
    linha = mudancas.get("linha_digitavel", "")
    if linha and not (linha.isdecimal() and len(linha) == ALGARISMOS_DA_LINHA_DIGITAVEL):
        quem = f"débito {mudancas['documento']}/{mudancas['parcela']} do cliente {mudancas['cliente']}"
        yield f"{quem}: a linha digitável não tem {ALGARISMOS_DA_LINHA_DIGITAVEL} algarismos"


_ENDERECO = (
    Coluna("endereco", exemplo="Rua das Flores"),
    Coluna("numero", exemplo="100"),
    Coluna("complemento"),
    Coluna("bairro", exemplo="Centro"),
    Coluna("cidade", exemplo="Joinville"),
    Coluna("uf", ler_maiusculas, exemplo="SC"),
    Coluna("cep", ler_sem_mascara, exemplo="89201-000"),
)

FORMATOS: Mapping[Tipo, Formato] = {
    formato.tipo: formato
    for formato in (
        Formato(
            Tipo.EMPRESA,
            (
                exigir("nome", exemplo="Empresa Exemplo Ltda"),
                exigir("cpf_cnpj", ler_cpf_cnpj, exemplo="11.222.333/0001-81"),
                *_ENDERECO,
                Coluna("telefone", exemplo="(47) 3333-4444"),
                Coluna("email", exemplo="cobranca@empresa.com.br"),
                # A empresa é quem todos herdam: percentual vazio volta ao inicial, não a nada (regras.md §5).
                Coluna("multa_percentual", ler_percentual, MULTA_INICIAL, exemplo="2,00"),
                Coluna("juros_percentual_mes", ler_percentual, JUROS_INICIAIS_MES, exemplo="1,00"),
            ),
            chave=(),
            apontar=lambda mudancas: conferir_cadastro("empresa", mudancas),
            montar=_montador(Empresa),
        ),
        Formato(
            Tipo.CONTAS_COBRANCA,
            (
                exigir("codigo", exemplo="BB"),
                exigir("banco", ler_banco, exemplo="001"),
                exigir("carteira", exemplo="17"),
                Coluna("agencia", exemplo="0131"),
                Coluna("agencia_dv", exemplo="7"),
                Coluna("conta", exemplo="59127"),
                Coluna("conta_dv", exemplo="0"),
                Coluna("convenio", exemplo="1234567"),
                Coluna("modalidade"),
                Coluna("variacao", exemplo="019"),
                Coluna("posto"),
                Coluna("byte_geracao"),
                Coluna("ios"),
                Coluna("sistema"),
                Coluna("incremento"),
                Coluna("com_desconto", ler_sim_nao, vazia=False, exemplo="N"),
                Coluna("especie", ler_maiusculas, "DM", exemplo="DM"),
                Coluna("aceite", ler_aceite, "N", exemplo="N"),
                Coluna("local_pagamento", exemplo="Pagável em qualquer banco"),
                Coluna("instrucoes", exemplo="Não receber após 30 dias do vencimento"),
                Coluna("homologada", ler_sim_nao, vazia=False, exemplo="S"),
                Coluna("multa_percentual", ler_percentual, None),
                Coluna("juros_percentual_mes", ler_percentual, None),
            ),
            chave=("codigo",),
            montar=_montador(ContaCobranca),
        ),
        Formato(
            Tipo.CLIENTES,
            (
                exigir("codigo", exemplo="000123"),
                exigir("nome", exemplo="Cliente Exemplo Ltda"),
                Coluna("fantasia", exemplo="Exemplo"),
                Coluna("cpf_cnpj", ler_cpf_cnpj, exemplo="123.456.789-09"),
                Coluna("email", exemplo="financeiro@cliente.com.br"),
                Coluna("telefone"),
                *_ENDERECO,
                # O ERP raramente conhece os dois: vazios, guardam o que o operador marcou na tela.
                Coluna("avisar", ler_sim_nao, Vazia.MANTEM, exemplo="S"),
                Coluna("promessa_ate", ler_data, Vazia.MANTEM),
            ),
            chave=("codigo",),
            apontar=lambda mudancas: conferir_cadastro(f"cliente {mudancas['codigo']}", mudancas),
            montar=_montador(Cliente),
        ),
        Formato(
            Tipo.CONTATOS,
            (
                exigir("cliente", exemplo="000123"),
                exigir("nome", exemplo="Maria do Financeiro"),
                # A coluna é obrigatória, a célula não: recusar a vazia manteria o endereço que o ERP apagou.
                Coluna("email", obrigatoria=True, exemplo="maria@cliente.com.br"),
                Coluna("telefone"),
                Coluna("grupos", ler_grupos, (), exemplo="Financeiro|Compras"),
            ),
            chave=("cliente", "nome"),
            apontar=_apontar_contato,
            montar=_montar_contato,
        ),
        Formato(
            Tipo.DEBITOS,
            (
                exigir("cliente", exemplo="000123"),
                exigir("documento", exemplo="1234"),
                exigir("parcela", exemplo="1"),
                exigir("vencimento", ler_vencimento, exemplo=10),
                exigir("valor", ler_valor, campo="valor_centavos", exemplo="1.234,56"),
                Coluna("emissao", ler_data, None, exemplo=0),
                Coluna("saldo", ler_saldo, None, "saldo_centavos", exemplo="1.234,56"),
                Coluna("situacao", ler_nome_de_tabela, exemplo="Normal"),
                Coluna("conta_cobranca", exemplo="BB"),
                Coluna("nosso_numero", exemplo="10001"),
                Coluna("linha_digitavel", ler_sem_mascara),
                Coluna("pix_copia_e_cola"),
                Coluna("pago_em", ler_data, None),
                Coluna("multa_percentual", ler_percentual, None, exemplo="2,00"),
                Coluna("juros_percentual_mes", ler_percentual, None, exemplo="1,00"),
            ),
            chave=("cliente", "documento", "parcela"),
            apontar=_apontar_debito,
            montar=_montar_debito,
        ),
        Formato(
            Tipo.PEDIDOS,
            (
                exigir("numero", exemplo="5001"),
                exigir("cliente", exemplo="000123"),
                exigir("data", ler_data, exemplo=0),
                exigir("valor", ler_valor, campo="valor_centavos", exemplo="890,00"),
                Coluna("situacao", ler_nome_de_tabela, exemplo="Aberto"),
            ),
            chave=("numero",),
            montar=_montador(Pedido),
        ),
        Formato(
            Tipo.NOTAS,
            (
                exigir("serie", exemplo="1"),
                exigir("numero", ler_numero_de_nota, exemplo="1001"),
                Coluna("emissao", ler_data, None, exemplo=0),
                Coluna("situacao", ler_nome_de_tabela, exemplo="Autorizada"),
            ),
            chave=("serie", "numero"),
            montar=_montador(Nota),
        ),
    )
}
"""Um formato por arquivo, na ordem em que são lidos."""
