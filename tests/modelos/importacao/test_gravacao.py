"""Gravação de cada linha: o que atualiza, o que limpa, o que rejeita (linha-de-comando.md)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from modelos.acesso.conexao import atual
from modelos.cadastro import (
    clientes,
    contatos,
    empresas,
    grupos,
    situacoes,
)
from modelos.carteira import notas, pedidos
from modelos.contas import contas_cobranca
from modelos.importacao import gravacao
from modelos.importacao.resultado import Saida, Tipo
from regras.cadastro import ContaCobranca, Empresa
from regras.debito import Debito
from tests.modelos.importacao.amostras import TITULOS, Importar, Rejeitadas, contar, obter_debito


def test_cada_arquivo_grava_todas_as_suas_colunas(importa: Importar) -> None:
    importa(
        Tipo.EMPRESA,
        "nome;cpf_cnpj;endereco;numero;complemento;bairro;cidade;uf;cep;telefone;email;multa_percentual;"
        "juros_percentual_mes\nAurora;12.345.678/0001-95;Rua A;10;Sala 1;Centro;Joinville;sc;89201-000;47 3000;"
        "a@b.example.com;1,5;0,5\n",
    )
    importa(
        Tipo.CONTAS_COBRANCA,
        "codigo;banco;carteira;agencia;agencia_dv;conta;conta_dv;convenio;modalidade;variacao;posto;byte_geracao;ios;"
        "sistema;incremento;com_desconto;especie;aceite;local_pagamento;instrucoes;homologada;multa_percentual;"
        "juros_percentual_mes\nBB;1;17;0131;7;59127;0;1234567;21;019;05;2;0;SIGCB;9;S;dm;S;Aqui;Não receber;S;2;1\n",
    )
    importa(
        Tipo.CLIENTES,
        "codigo;nome;fantasia;cpf_cnpj;email;endereco;numero;complemento;bairro;cidade;uf;cep;avisar;promessa_ate\n"
        "003;Três;T;529.982.247-25;t@t.example.com;Rua;1;B;C;D;rs;90000-000;N;25/12/2026\n",
    )
    importa(Tipo.CONTATOS, "cliente;nome;email;grupos\n003;Ana;ana@t.example.com;Sócios | Financeiro\n")
    importa(
        Tipo.DEBITOS,
        f"{TITULOS};emissao;saldo;situacao;conta_cobranca;nosso_numero;linha_digitavel;pix_copia_e_cola;pago_em;"
        "multa_percentual;juros_percentual_mes\n"
        f"003;D1;01;2026-12-01;1.234,56;01/11/2026;1000.00;Normal;BB;0007;{'1' * 47};pix;;0;1,25\n",
    )
    importa(Tipo.PEDIDOS, "numero;cliente;data;valor;situacao\n007;003;01/11/2026;10,00;Novo\n")
    importa(Tipo.NOTAS, "serie;numero;emissao;situacao\n1;0042;01/11/2026;Cancelada\n")

    assert empresas.obter() == Empresa(
        "Aurora", "12345678000195", "Rua A", "10", "Sala 1", "Centro", "Joinville", "SC", "89201000", "47 3000",
        "a@b.example.com", Decimal("1.5"), Decimal("0.5"),
    )  # fmt: skip
    assert contas_cobranca.obter("BB") == ContaCobranca(
        "BB", "001", "17", "0131", "7", "59127", "0", "1234567", "21", "019", "05", "2", "0", "SIGCB", "9", True,
        "DM", "A", "Aqui", "Não receber", True, Decimal(2), Decimal(1),
    )  # fmt: skip
    cliente = clientes.obter("003")
    assert cliente is not None
    assert (cliente.cpf_cnpj, cliente.uf, cliente.cep, cliente.avisar) == ("52998224725", "RS", "90000000", False)
    assert cliente.promessa_ate == date(2026, 12, 25)
    (ana,) = contatos.do_cliente("003")
    assert (ana.nome, ana.grupos, ana.validos) == ("Ana", ("Sócios", "Financeiro"), ("ana@t.example.com",))
    assert obter_debito("003", "D1", "01") == Debito(
        "003", "D1", "01", date(2026, 12, 1), 123456, 100000, date(2026, 11, 1), "Normal", "BB", "0007", "1" * 47,
        "pix", None, Decimal(0), Decimal("1.25"),
    )  # fmt: skip
    pedido = pedidos.obter("007")
    assert pedido is not None
    assert (pedido.cliente, pedido.valor_centavos, pedido.situacao) == ("003", 1000, "Novo")
    nota = notas.obter("1", 42)
    assert nota is not None
    assert (nota.emissao, nota.situacao) == (date(2026, 11, 1), "Cancelada")


AMOSTRAS = {
    Tipo.EMPRESA: "nome;cpf_cnpj;multa_percentual\nAurora;12345678000195;2,00\n",
    Tipo.CONTAS_COBRANCA: "codigo;banco;carteira;homologada;multa_percentual\nBB;001;17;N;1,50\n",
    Tipo.CLIENTES: "codigo;nome;email;avisar;promessa_ate\n001;Padaria;a@b.example.com, ruim;N;01/12/2026\n",
    Tipo.CONTATOS: "cliente;nome;email;grupos\n001;Ana;a@b.example.com;B|A\n001;Bia;;\n",
    Tipo.DEBITOS: f"{TITULOS};emissao;situacao;multa_percentual\n001;10;1;20/11/2026;100,00;01/11/2026;Normal;2,50\n",
    Tipo.PEDIDOS: "numero;cliente;data;valor\n7;001;01/11/2026;10,00\n",
    Tipo.NOTAS: "serie;numero;emissao\n1;42;01/11/2026\n",
}


@pytest.mark.parametrize("tipo", list(Tipo))
def test_reimportar_o_mesmo_arquivo_nao_muda_nem_regrava_nada(importa: Importar, tipo: Tipo) -> None:
    importa(tipo, AMOSTRAS[tipo])
    antes = atual.connection().total_changes
    segunda = importa(tipo, AMOSTRAS[tipo])
    assert segunda.iguais == segunda.lidas > 0
    # A única linha gravada é o registro da própria importação.
    assert atual.connection().total_changes - antes == 1


def test_chave_repetida_atualiza_e_no_mesmo_arquivo_vale_a_ultima(importa: Importar) -> None:
    texto = f"{TITULOS}\n001;10;1;20/11/2026;1,00\n001;10;1;20/11/2026;2,00\n001;10;1;20/11/2026;2,00\n"
    assert contar(importa(Tipo.DEBITOS, texto)) == (1, 1, 1, 0, 0)
    assert obter_debito().valor_centavos == 200


def test_chave_repetida_em_lotes_diferentes_conta_do_mesmo_jeito(
    importa: Importar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gravacao, "LINHAS_POR_LOTE", 1)
    texto = f"{TITULOS}\n001;10;1;20/11/2026;1,00\n001;10;1;20/11/2026;2,00\n001;10;1;20/11/2026;2,00\n"
    assert contar(importa(Tipo.DEBITOS, texto)) == (1, 1, 1, 0, 0)


def test_coluna_ausente_nao_altera_e_celula_vazia_limpa(importa: Importar) -> None:
    importa(Tipo.CLIENTES, "codigo;nome;fantasia;cidade\n001;Um;Fantasia;Joinville\n")
    assert contar(importa(Tipo.CLIENTES, "codigo;nome;fantasia\n001;Um;\n")) == (0, 1, 0, 0, 0)
    cliente = clientes.obter("001")
    assert cliente is not None
    assert (cliente.fantasia, cliente.cidade) == ("", "Joinville")


def test_avisar_e_promessa_so_mudam_se_preenchidas(importa: Importar) -> None:
    importa(Tipo.CLIENTES, "codigo;nome;avisar;promessa_ate\n001;Um;N;01/12/2026\n")
    importa(Tipo.CLIENTES, "codigo;nome;avisar;promessa_ate\n001;Um;;\n")
    cliente = clientes.obter("001")
    assert cliente is not None
    assert (cliente.avisar, cliente.promessa_ate) == (False, date(2026, 12, 1))
    importa(Tipo.CLIENTES, "codigo;nome;avisar;promessa_ate\n001;Um;S;02/12/2026\n")
    cliente = clientes.obter("001")
    assert cliente is not None
    assert (cliente.avisar, cliente.promessa_ate) == (True, date(2026, 12, 2))


@pytest.mark.parametrize(
    ("primeiro", "segundo", "esperado"),
    [
        (f"{TITULOS};saldo\n001;10;1;20/11/2026;100,00;", "", 10000),
        (f"{TITULOS}\n001;10;1;20/11/2026;100,00", f"{TITULOS}\n001;10;1;20/11/2026;150,00", 15000),
        (f"{TITULOS};saldo\n001;10;1;20/11/2026;100,00;60,00", f"{TITULOS}\n001;10;1;20/11/2026;150,00", 6000),
        (
            f"{TITULOS};saldo\n001;10;1;20/11/2026;100,00;60,00",
            f"{TITULOS};saldo\n001;10;1;20/11/2026;150,00;",
            15000,
        ),
        (f"{TITULOS};saldo\n001;10;1;20/11/2026;100,00;0", f"{TITULOS}\n001;10;1;20/11/2026;150,00", 0),
    ],
    ids=["vazio e o valor", "ausente acompanha", "ausente e diferente fica", "vazio volta ao valor", "zero fica"],
)
def test_saldo(importa: Importar, primeiro: str, segundo: str, esperado: int) -> None:
    importa(Tipo.DEBITOS, f"{primeiro}\n")
    if segundo:
        importa(Tipo.DEBITOS, f"{segundo}\n")
    assert obter_debito().saldo_centavos == esperado


def test_saldo_gravado_que_passaria_do_valor_novo_rejeita(importa: Importar, rejeitadas: Rejeitadas) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS};saldo\n001;10;1;20/11/2026;100,00;60,00\n")
    assert contar(importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;50,00\n")) == (0, 0, 0, 1, 0)
    assert "saldo" in rejeitadas(Tipo.DEBITOS)[0]["motivo"]
    assert obter_debito().valor_centavos == 10000


RUINS = {
    "valor zero": ("001;10;1;20/11/2026;0,00;;", "valor"),
    "valor negativo": ("001;10;1;20/11/2026;-1,00;;", "valor"),
    "valor acima do maior": ("001;10;1;20/11/2026;100.000.000,00;;", "valor"),
    "valor ambíguo": ("001;10;1;20/11/2026;1.234;;", "valor"),
    "valor impossível": ("001;10;1;20/11/2026;cem;;", "valor"),
    "valor vazio": ("001;10;1;20/11/2026;;;", "valor"),
    "saldo acima do valor": ("001;10;1;20/11/2026;1,00;1,01;", "saldo"),
    "saldo negativo": ("001;10;1;20/11/2026;1,00;-0,01;", "saldo"),
    "vencimento antes": ("001;10;1;02/07/2000;1,00;;", "vencimento"),
    "vencimento depois": ("001;10;1;01/01/2050;1,00;;", "vencimento"),
    "data impossível": ("001;10;1;30/02/2026;1,00;;", "vencimento"),
    "data americana": ("001;10;1;11/24/2026;1,00;;", "vencimento"),
    "emissão impossível": ("001;10;1;20/11/2026;1,00;;2026-13-01", "emissao"),
    "cliente inexistente": ("999;10;1;20/11/2026;1,00;;", "cliente"),
    "caractere de controle": ("001;1\x070;1;20/11/2026;1,00;;", "documento"),
    "campo enorme": (f"001;{'9' * 501};1;20/11/2026;1,00;;", "documento"),
    "chave vazia": ("001;;1;20/11/2026;1,00;;", "documento"),
    "colunas a mais": ("001;10;1;20/11/2026;1,00;;;sobra", "colunas"),
}


@pytest.mark.parametrize("caso", RUINS)
def test_linha_ruim_nao_para_a_importacao(importa: Importar, rejeitadas: Rejeitadas, caso: str) -> None:
    ruim, culpada = RUINS[caso]
    texto = f"{TITULOS};saldo;emissao\n001;1;1;20/11/2026;1,00;;\n{ruim}\n001;2;1;20/11/2026;1,00;;\n"
    resultado = importa(Tipo.DEBITOS, texto)
    assert contar(resultado) == (2, 0, 0, 1, 0)
    assert resultado.saida is Saida.COM_RESSALVAS
    (rejeitada,) = rejeitadas(Tipo.DEBITOS)
    assert rejeitada["linha"] == "3"
    assert culpada in rejeitada["motivo"]


@pytest.mark.parametrize("valor", ["0,01", "99.999.999,99", "99999999.99"])
def test_valores_das_pontas_entram(importa: Importar, valor: str) -> None:
    assert importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;{valor}\n").incluidas == 1


@pytest.mark.parametrize("vencimento", ["03/07/2000", "2049-12-31", "29/02/2028"])
def test_vencimentos_das_pontas_entram(importa: Importar, vencimento: str) -> None:
    assert importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;{vencimento};1,00\n").incluidas == 1


def test_email_invalido_grava_e_aponta(importa: Importar) -> None:
    resultado = importa(
        Tipo.CONTATOS, "cliente;nome;email\n001;Ana;a@b.example.com; sem-arroba\n".replace("; s", ", s")
    )
    assert (resultado.incluidas, resultado.saida) == (1, Saida.CERTO)
    assert any("sem-arroba" in frase for frase in resultado.apontamentos)
    (ana,) = contatos.do_cliente("001")
    assert (ana.validos, ana.invalidos) == (("a@b.example.com",), ("sem-arroba",))


def test_email_invalido_do_cadastro_grava_e_aponta(importa: Importar) -> None:
    resultado = importa(Tipo.CLIENTES, "codigo;nome;email\n001;Um;sem-arroba\n")
    assert any("sem-arroba" in frase for frase in resultado.apontamentos)
    cliente = clientes.obter("001")
    assert cliente is not None
    assert cliente.email == "sem-arroba"


def test_conta_de_cobranca_desconhecida_grava_e_aponta(importa: Importar) -> None:
    resultado = importa(Tipo.DEBITOS, f"{TITULOS};conta_cobranca\n001;10;1;20/11/2026;1,00;NOVA\n")
    assert (resultado.incluidas, resultado.saida) == (1, Saida.CERTO)
    assert any("NOVA" in frase for frase in resultado.apontamentos)
    assert obter_debito().conta_cobranca == "NOVA"


def test_coluna_a_mais_e_ignorada_com_aviso(importa: Importar) -> None:
    resultado = importa(Tipo.CLIENTES, "codigo;nome;Limite de Crédito\n001;Um;500\n")
    assert any("Limite de Crédito" in frase for frase in resultado.apontamentos)


def test_titulos_sem_diferenca_de_maiusculas_acentos_e_espacos(importa: Importar) -> None:
    texto = (
        "CLIENTE ; Documento;PARCELA;Vencimento;Valor;Situação;Emissão\n001;10;1;20/11/2026;1,00;Normal;01/11/2026\n"
    )
    resultado = importa(Tipo.DEBITOS, texto)
    assert (resultado.incluidas, resultado.apontamentos) == (1, ())
    assert obter_debito().emissao == date(2026, 11, 1)


def test_grupos_e_situacoes_citados_sao_criados_e_vale_a_primeira_grafia(importa: Importar) -> None:
    importa(Tipo.CONTATOS, "cliente;nome;email;grupos\n001;Ana;;Sócios\n002;Bia;;SOCIOS|Compras\n")
    importa(Tipo.DEBITOS, f"{TITULOS};situacao\n001;10;1;20/11/2026;1,00;Jurídico\n001;11;1;20/11/2026;1,00;JURIDICO\n")
    assert grupos.listar() == ["Compras", "Sócios"]
    assert situacoes.listar() == ["Jurídico"]
    assert contatos.do_cliente("002")[0].grupos == ("Sócios", "Compras")
    assert obter_debito(documento="11").situacao == "Jurídico"


def test_grafia_diferente_da_gravada_conta_como_igual(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS};situacao\n001;10;1;20/11/2026;1,00;Jurídico\n")
    assert importa(Tipo.DEBITOS, f"{TITULOS};situacao\n001;10;1;20/11/2026;1,00;juridico\n").iguais == 1


def test_grafia_diferente_de_grupo_conta_como_igual(importa: Importar) -> None:
    importa(Tipo.CONTATOS, "cliente;nome;email;grupos\n001;Ana;;Sócios\n")
    assert importa(Tipo.CONTATOS, "cliente;nome;email;grupos\n001;Ana;;SOCIOS\n").iguais == 1


def test_ultima_linha_cortada_nao_entra_pela_metade(importa: Importar) -> None:
    """O disco cheio do ERP deixaria 1.000,00 virar 10 sem a conferência das colunas."""
    resultado = importa(Tipo.DEBITOS, f"{TITULOS};saldo\n001;10;1;20/11/2026;1,00;\n001;11;1;20/11/2026;10")
    assert contar(resultado) == (1, 0, 0, 1, 0)


def test_so_o_cabecalho_sao_zero_linhas_e_saida_zero(importa: Importar) -> None:
    resultado = importa(Tipo.DEBITOS, f"{TITULOS}\n")
    assert (resultado.lidas, resultado.saida, resultado.erro) == (0, Saida.CERTO, None)


def test_linhas_em_branco_nao_contam(importa: Importar) -> None:
    assert importa(Tipo.DEBITOS, f"{TITULOS}\n\n;;;;\n001;10;1;20/11/2026;1,00\n\n").lidas == 1


def test_debito_que_o_arquivo_diz_pago_nao_reabre(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS};pago_em\n001;10;1;20/11/2026;1,00;21/11/2026\n")
    assert not obter_debito().esta_em_aberto()
    assert importa(Tipo.DEBITOS, f"{TITULOS};pago_em\n001;10;1;20/11/2026;1,00;21/11/2026\n").iguais == 1
    importa(Tipo.DEBITOS, f"{TITULOS};saldo\n001;10;1;20/11/2026;1,00;0\n")
    assert obter_debito().pago_em == date(2026, 11, 21)


def test_linha_curta_entra_sem_limpar_o_que_falta_e_e_apontada(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS};nosso_numero\n001;10;1;20/11/2026;1,00;77\n")
    resultado = importa(Tipo.DEBITOS, f"{TITULOS};nosso_numero\n001;10;1;20/11/2026;2,00\n")
    assert obter_debito().nosso_numero == "77"
    assert resultado.apontamentos == ("linha 2: tem menos colunas que os títulos; o que falta ficou como estava",)


def test_conta_de_cobranca_cadastrada_nao_e_apontada(importa: Importar) -> None:
    importa(Tipo.CONTAS_COBRANCA, "codigo;banco;carteira\nBB;001;17\n")
    assert importa(Tipo.DEBITOS, f"{TITULOS};conta_cobranca\n001;10;1;20/11/2026;1,00;BB\n").apontamentos == ()
