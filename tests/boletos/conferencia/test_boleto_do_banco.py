"""A conta de cobrança conferida com um boleto que o banco emitiu: ida e volta em todos os bancos, e o que cai."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from boletos import bancos
from boletos.conferencia.boleto_do_banco import Conferencia, Mudanca, conferir, marcar
from boletos.emissao.amostra import amostra
from boletos.emissao.aptidao import Aptidao, avaliar
from boletos.papel import leitura_pdf
from boletos.papel.ficha import em_pdf
from boletos.titulo import codigo
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from tests.boletos.contas_de_exemplo import BB7, BRADESCO, CAIXA, CONTAS, ITAU, SANTANDER, SICOOB
from tests.boletos.linha_do_banco import CNPJ, VENCE, linha_de, pdf_de
from tests.boletos.test_todos_os_bancos import EMPRESA, HOJE, TODAS, contas_validas

AGORA = datetime(2026, 11, 24, 15, tzinfo=UTC)


def _conferir(conta: ContaCobranca, linha: str) -> Conferencia:
    return conferir(linha, conta, CNPJ, HOJE)


def _vazia(banco: str) -> ContaCobranca:
    return ContaCobranca("NOVA", banco, "")


@pytest.mark.parametrize("nome", TODAS)
def test_de_uma_ficha_em_branco_o_boleto_preenche_e_o_codigo_sai_igual(nome: str) -> None:
    """Compor, decompor e compor de novo, em todo banco e variante."""
    linha = linha_de(TODAS[nome])
    propostas = _conferir(_vazia(TODAS[nome].banco), linha).propostas
    assert propostas
    assert {proposta.prova.linha for proposta in propostas} == {linha}


@pytest.mark.parametrize("codigo_do_banco", [banco.CODIGO for banco in bancos.oferecidos()])
@given(st.data())
@settings(max_examples=6)
def test_qualquer_conta_se_le_do_seu_codigo(codigo_do_banco: str, sorteio: st.DataObject) -> None:
    conta = sorteio.draw(contas_validas(codigo_do_banco))
    if codigo_do_banco == "047":  # o código traz só o fim da agência
        conta = replace(conta, agencia=f"0{conta.agencia[-2:]:0>2}")
    linha = linha_de(conta, sorteio.draw(st.integers(1, 99_999).map(str)))
    assert _conferir(conta, linha).como_esta.igual
    for ficha in (_vazia(codigo_do_banco), _vazia("104" if codigo_do_banco != "104" else "001")):
        propostas = _conferir(ficha, linha).propostas
        assert {proposta.prova.linha for proposta in propostas} == {linha}


@pytest.mark.parametrize("nome", CONTAS)
def test_a_conta_certa_nao_troca_nada_do_que_ja_esta_nela(nome: str) -> None:
    conferencia = _conferir(CONTAS[nome], linha_de(CONTAS[nome]))
    assert conferencia.como_esta.igual
    assert [mudanca for mudanca in conferencia.propostas[0].mudancas if mudanca.antes] == []


def test_o_que_difere_e_dito_pela_parte_e_corrigido() -> None:
    errada = replace(SANTANDER, convenio="1234576")
    conferencia = _conferir(errada, linha_de(SANTANDER))
    (parte,) = conferencia.como_esta.diferencas
    assert (parte.nome, parte.inicio, parte.fim) == ("código do beneficiário", 21, 27)
    assert (parte.do_banco, parte.da_conta) == ("1234567", "1234576")
    (proposta,) = conferencia.propostas
    assert Mudanca("convenio", "1234576", "1234567") in proposta.mudancas
    assert proposta.prova.igual


def test_onde_duas_leituras_servem_a_pessoa_escolhe() -> None:
    """No Banco do Brasil o convênio de 6 e o de 4 posições dão o mesmo código."""
    linha = linha_de(replace(BB7, convenio="521475"))
    propostas = _conferir(_vazia("001"), linha).propostas
    assert [proposta.conta.convenio for proposta in propostas] == ["521475", "5214"]
    (unica,) = _conferir(replace(BB7, convenio="5214"), linha).propostas
    assert unica.conta.convenio == "5214"


def test_boleto_de_outro_banco_troca_o_banco_e_limpa_o_que_era_dele() -> None:
    conferencia = _conferir(replace(BB7, instrucoes="Não receber em cheque."), linha_de(ITAU))
    (parte,) = conferencia.como_esta.diferencas
    assert (parte.do_banco, parte.da_conta) == ("341", "001")
    (proposta,) = conferencia.propostas
    assert proposta.mudancas[0] == Mudanca("banco", "001", "341")
    conta = proposta.conta
    assert (conta.agencia, conta.conta, conta.conta_dv, conta.carteira) == ("0810", "53678", "9", "109")
    assert (conta.convenio, conta.instrucoes) == ("", "Não receber em cheque.")


def test_o_codigo_da_caixa_volta_sem_o_dv_que_o_programa_calcula() -> None:
    (proposta,) = _conferir(_vazia("104"), linha_de(CAIXA)).propostas
    assert (proposta.conta.convenio, proposta.conta.carteira, proposta.conta.modalidade) == ("245274", "RG", "4")


def test_parcela_que_o_programa_nao_poe_e_dita() -> None:
    titulo = Titulo.da_conta(SICOOB, nosso_numero="12345", parcela="2", vencimento=VENCE, valor_centavos=100)
    livre = bancos.obter("756").campo_livre(titulo)
    linha = codigo.para_linha(codigo.montar("756", VENCE, 100, livre))
    (parte,) = _conferir(SICOOB, linha).propostas[0].prova.diferencas
    assert (parte.nome, parte.do_banco, parte.da_conta) == ("parcela", "002", "001")


def test_o_documento_da_empresa_que_o_banco_poe_no_codigo_e_conferido() -> None:
    linha = linha_de(CONTAS["403"])
    outra = conferir(linha, CONTAS["403"], "99888777000161", HOJE)
    assert [parte.nome for parte in outra.como_esta.diferencas] == ["raiz do CNPJ"]
    assert bancos.confirmada(marcar(replace(CONTAS["403"], homologada=False), outra.lida, AGORA))


def test_conta_conferida_vale_como_homologada_ate_mudar_o_que_entra_no_codigo() -> None:
    sem_dv = replace(BRADESCO, conta="4700123", conta_dv="")
    assert avaliar(sem_dv).aptidao is Aptidao.HOMOLOGAR
    conferida = marcar(sem_dv, _conferir(sem_dv, linha_de(sem_dv)).lida, AGORA)
    assert avaliar(conferida).aptidao is Aptidao.PRONTA
    assert bancos.problemas(conferida) == ()
    assert avaliar(replace(conferida, instrucoes="Outra", agencia_dv="9")).aptidao is Aptidao.PRONTA
    mudada = replace(conferida, conta="4700132")
    assert avaliar(mudada).aptidao is Aptidao.HOMOLOGAR
    prova = bancos.conferencia(mudada)
    assert prova is not None
    assert [(parte.nome, parte.do_banco, parte.da_conta) for parte in prova.diferencas] == [
        ("conta", "4700123", "4700132")
    ]


def test_itau_sem_dac_e_conferido_pelo_boleto() -> None:
    sem_dac = replace(ITAU, conta_dv="")
    assert avaliar(marcar(sem_dac, _conferir(sem_dac, linha_de(ITAU)).lida, AGORA)).aptidao is Aptidao.PRONTA


def test_marca_que_nao_e_linha_nao_vale() -> None:
    assert bancos.conferencia(replace(BRADESCO, conferida_com="9" * 47, conferida_em=None)) is None
    assert bancos.conferencia(replace(BRADESCO, conferida_com="x" * 47, conferida_em=AGORA)) is None
    assert not bancos.confirmada(replace(BRADESCO, conferida_com="2379", conferida_em=AGORA))


def test_a_conta_apagada_pela_metade_diz_o_que_falta() -> None:
    marcada = marcar(BRADESCO, _conferir(BRADESCO, linha_de(BRADESCO)).lida, AGORA)
    prova = bancos.conferencia(replace(marcada, agencia=""))
    assert prova is not None
    assert not prova.igual
    assert prova.falta == "agência: falta informar"


def _trocar(linha: str, posicao: int) -> str:
    return f"{linha[:posicao]}{(int(linha[posicao]) + 1) % 10}{linha[posicao + 1 :]}"


@pytest.mark.parametrize(
    ("linha", "frase"),
    [
        (_trocar(linha_de(BRADESCO), 12), "2º campo"),
        (_trocar(linha_de(BRADESCO), 45), "dígito geral"),
        ("83660000001", "arrecadação"),
        ("", "vazia"),
    ],
)
def test_linha_torta_e_recusada_com_o_lugar(linha: str, frase: str) -> None:
    with pytest.raises(DadoInvalido, match=frase):
        _conferir(BRADESCO, linha)


def test_banco_sem_leiaute_aqui_e_dito() -> None:
    linha = codigo.para_linha(codigo.montar("260", VENCE, 100, "1" * 25))
    with pytest.raises(DadoInvalido, match="260 Nubank não tem leiaute"):
        _conferir(BRADESCO, linha)


def _em_imagem(pdf: bytes) -> bytes:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 200)
    saida = io.BytesIO()
    Image.frombytes("RGB", (largura, altura), pontos).save(saida, "PDF", resolution=200)
    return saida.getvalue()


@pytest.mark.parametrize("so_imagem", [False, True])
def test_o_pdf_do_banco_serve_com_texto_ou_so_com_o_desenho(*, so_imagem: bool) -> None:
    pdf, linha = pdf_de(BRADESCO)
    conferencia = conferir(_em_imagem(pdf) if so_imagem else pdf, BRADESCO, CNPJ, HOJE)
    assert (conferencia.lida.linha_digitavel, conferencia.como_esta.igual) == (linha, True)
    assert conferencia.cita_a_empresa is (None if so_imagem else True)
    assert conferencia.como_esta.nosso_numero == "09/00000012345-8"


def test_o_pdf_de_outra_empresa_e_dito() -> None:
    pdf, _ = pdf_de(BRADESCO)
    assert conferir(pdf, BRADESCO, "99888777000161", HOJE).cita_a_empresa is False
    assert conferir(pdf, BRADESCO, "11222333000262", HOJE).cita_a_empresa is True


def test_pdf_sem_boleto_e_recusado_com_o_que_fazer() -> None:
    amostra_de_papel = em_pdf(amostra(BRADESCO, EMPRESA, HOJE))
    with pytest.raises(DadoInvalido, match="não traz linha digitável") as recusa:
        conferir(amostra_de_papel, BRADESCO, CNPJ, HOJE)
    assert recusa.value.o_que_fazer == "Digite ou cole a linha digitável do boleto."
    with pytest.raises(DadoInvalido, match="não é um PDF"):
        conferir(b"nada", BRADESCO, CNPJ, HOJE)
