"""Todos os bancos e variantes: conta válida só dá código válido, dígito trocado é recusado, e o leitor lê o papel."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import zxingcpp
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from boletos import bancos
from boletos.avulso.avulso import BoletoAvulso, gerar
from boletos.bancos.forma import Exigencia
from boletos.emissao.boleto import montar
from boletos.papel import leitura_pdf
from boletos.papel.ficha import em_pdf
from boletos.titulo import codigo, exame
from boletos.titulo.titulo import Titulo
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, formatar
from regras.encargos import Percentuais
from regras.erros import DadoInvalido
from tests.boletos.contas_de_exemplo import CONTAS, LEGADO
from tests.boletos.nosso_numero import dv_de, numero_de

HOJE = date(2026, 11, 24)
CNPJ = "11222333000181"
EMPRESA = Empresa("Empresa Ltda.", CNPJ, "Rua A", "10", cidade="Joinville", uf="SC", cep="89201000")
CLIENTE = Cliente("000123", "José da Silva", cpf_cnpj="52998224725", endereco="Rua B", cidade="Itajaí", uf="SC")
TODAS = CONTAS | LEGADO


def _debito(vencimento: date, centavos: int, nosso_numero: str) -> Debito:
    return Debito(
        "000123", "1234", "2", vencimento, centavos, centavos, emissao=date(2026, 10, 1), nosso_numero=nosso_numero
    )


def test_ha_uma_conta_de_exemplo_de_cada_banco() -> None:
    assert {conta.banco for conta in TODAS.values()} == set(bancos.BANCOS)
    assert {conta.banco for conta in CONTAS.values()} == {banco.CODIGO for banco in bancos.oferecidos()}


@pytest.mark.parametrize("nome", CONTAS)
def test_conta_de_exemplo_emite_e_nao_tem_ressalva(nome: str) -> None:
    assert bancos.problemas(CONTAS[nome]) == ()
    assert bancos.ressalvas(CONTAS[nome]) == ()


def _valores(exigencia: Exigencia) -> st.SearchStrategy[Any]:
    """O que o operador pode escrever num campo: uma das opções, ou algarismos até o tamanho."""
    if exigencia.atributo == "com_desconto":
        return st.booleans()
    vazio = [] if exigencia.exigido or exigencia.atributo == "byte_geracao" else [""]
    if exigencia.opcoes:
        return st.sampled_from([*vazio, *(opcao.codigo for opcao in exigencia.oferecidas())])
    if exigencia.atributo.endswith("_dv"):
        return st.sampled_from(vazio or "0123456789")
    tamanho = exigencia.tamanho or 2
    algarismos = st.integers(1, tamanho).flatmap(lambda quantos: st.integers(10 ** (quantos - 1), 10**quantos - 1))
    escrito = algarismos.map(str) | algarismos.map(lambda numero: f"{numero:0{tamanho}d}")
    return escrito | st.sampled_from(vazio) if vazio else escrito


@st.composite
def contas_validas(sorteio: st.DrawFn, codigo_do_banco: str) -> ContaCobranca:
    """Uma conta que o banco aceita, sorteada do que ele mesmo declara exigir."""
    banco = bancos.obter(codigo_do_banco)
    conta = ContaCobranca("01", codigo_do_banco, "", homologada=True)
    for ordem in ({"carteira", "modalidade"}, set(ContaCobranca.__slots__)):
        campos = {
            exigencia.atributo: sorteio(_valores(exigencia))
            for exigencia in banco.exigencias(conta)
            if exigencia.atributo in ordem and not getattr(conta, exigencia.atributo)
        }
        conta = replace(conta, **campos)
    assume(not bancos.problemas(conta))
    return conta


@pytest.mark.parametrize("codigo_do_banco", [banco.CODIGO for banco in bancos.oferecidos()])
@given(st.data())
@settings(max_examples=20)
def test_conta_valida_so_produz_codigo_valido(codigo_do_banco: str, sorteio: st.DataObject) -> None:
    """Qualquer conta aceita, vencimento da janela e valor: o código diz o que o título diz, e lê-se de volta."""
    conta = sorteio.draw(contas_validas(codigo_do_banco))
    vencimento = HOJE + timedelta(days=sorteio.draw(st.integers(-3000, 5500)))
    centavos = sorteio.draw(st.integers(1, 999_999_999 if codigo_do_banco == "104" else MAIOR_VALOR_CENTAVOS))
    debito = _debito(vencimento, centavos, sorteio.draw(st.integers(1, 99_999).map(str)))
    boleto = montar(debito, conta, EMPRESA, CLIENTE, HOJE, Percentuais(Decimal(2), Decimal(1)))
    assert (len(boleto.codigo_barras), len(boleto.linha_digitavel)) == (44, 47)
    assert boleto.codigo_barras.isdecimal()
    assert boleto.codigo_barras[4] != "0"
    for texto in (boleto.codigo_barras, boleto.linha_digitavel, codigo.formatar_linha(boleto.linha_digitavel)):
        lido = exame.decodificar(texto, HOJE)
        assert (lido.banco, lido.vencimento, lido.valor_centavos) == (codigo_do_banco, vencimento, centavos)
        assert (lido.codigo_barras, lido.linha_digitavel) == (boleto.codigo_barras, boleto.linha_digitavel)


def _titulo(conta: ContaCobranca, nosso_numero: str = "12345") -> Titulo:
    return Titulo.da_conta(
        conta,
        nosso_numero=nosso_numero,
        ano="26",
        seu_numero="1234",
        documento_beneficiario=CNPJ,
        vencimento=date(2026, 12, 1),
        valor_centavos=15000,
    )


IMPRESSOS = [
    ("001", "0131-7 / 00059127-0", "17"),
    ("003", "007-8/0001", "CNR"),
    ("004", "0016/0001193-2", "21"),
    ("021", "0274 / 1454204-7", "11"),
    ("025", "0001/123456-7", "51"),
    ("033", "1234/1234567", "Cobrança Simples ECR"),
    ("041", "1102 900015.0", "1"),
    ("047", "012/03101234-5", "1"),
    ("070", "000 - 058 - 6002006", "COB"),
    ("070 incremento", "002 - 240 - 0044990", "COB"),
    ("077", "0001-9/12345606-0", "110"),
    ("084", "0012-4/0047744-3", "09"),
    ("085", "0101-5/0231560-2", "01"),
    ("097", "0001 / 2", "18"),
    ("104", "1825/245274-0", "RG"),
    ("104 código de 7", "1825/1242119", "RG"),
    ("133", "0012-4/0047744-3", "09"),
    ("136", "3302 / 000000225-9", "21"),
    ("174", "0001/000000123456", "01"),
    ("208", "0050/0388685", "01"),
    ("212", "0001-9/12345606-0", "121"),
    ("218", "0001/1234567890", "21"),
    ("224", "0001-9/12345606-0", "112"),
    ("237", "1923-2/0031718-7", "09"),
    ("246", "0001-9/12345606-0", "110"),
    ("274", "0012-4/0047744-3", "09"),
    ("322", "0001/1234567", "1"),
    ("329", "0012-4/0047744-3", "09"),
    ("336", "0001/000000123456", "20"),
    ("341", "0810/53678-9", "109"),
    ("389", "1234/123456789", "1"),
    ("403", "0001/123456", "01"),
    ("422", "11500 / 006276729", "1"),
    ("435", "0012-4/0047744-3", "12"),
    ("457", "0012-4/0047744-3", "09"),
    ("530", "0001-9/12345606-0", "110"),
    ("604", "0001-9/12345606-0", "110"),
    ("611", "0001-9/12345606-0", "110"),
    ("633", "0001-9/12345606-0", "121"),
    ("637", "0001-9/12345606-0", "112"),
    ("643", "0001-9/12345606-0", "112"),
    ("655", "0001/0000000400", "500"),
    ("707", "0001-9/12345606-0", "121"),
    ("712", "0012-4/0047744-3", "09"),
    ("743", "0001/1234567-8", "01"),
    ("745", "1825 / 0123456789", "3"),
    ("748", "0710.65.00129", "1"),
    ("756", "4277 / 017227-8", "1"),
    ("756 contrato", "4277 / 123456-7", "9"),
    ("104 SICOB10", "1825/87000000414", "RG"),
    ("104 SICOB14", "1825/12345", "RG"),
    ("104 SINCO", "1825/123456", "RG"),
    ("356", "0531/5705853", "06"),
    ("399 CNR", "1122334", "CNR"),
    ("399 CSB", "1234/1234567", "CSB"),
    ("422 expressa", "17300 / 121100", "1"),
]
"""Nome da conta de exemplo, agência/código e carteira, como a parte C os manda imprimir."""


@pytest.mark.parametrize(("nome", "agencia_codigo", "carteira"), IMPRESSOS)
def test_agencia_e_carteira_impressas(nome: str, agencia_codigo: str, carteira: str) -> None:
    banco, titulo = bancos.obter(TODAS[nome].banco), _titulo(TODAS[nome])
    assert (banco.agencia_codigo(titulo), banco.carteira(titulo)) == (agencia_codigo, carteira)


def _com_digito(nome: str) -> bool:
    conta = TODAS[nome]
    return bool(dv_de(bancos.obter(conta.banco), _titulo(conta)))


@pytest.mark.parametrize("nome", [nome for nome in TODAS if _com_digito(nome) and TODAS[nome].banco != "389"])
def test_digito_trocado_no_nosso_numero_e_recusado(nome: str) -> None:
    """Em todos, menos no Mercantil: o dígito dele é informado pelo banco, e o cálculo não tem vetor."""
    conta = TODAS[nome]
    banco, impresso = bancos.obter(conta.banco), bancos.obter(conta.banco).impresso(_titulo(conta))
    assert numero_de(banco, _titulo(conta, impresso)) == numero_de(banco, _titulo(conta))
    for digito in set("0123456789") - {impresso[-1]}:
        with pytest.raises(DadoInvalido, match=r"nosso número: .*o calculado é"):
            numero_de(banco, _titulo(conta, impresso[:-1] + digito))


@pytest.mark.parametrize("nome", TODAS)
def test_numero_impresso_volta_a_ser_o_mesmo(nome: str) -> None:
    """Quarenta seguidos passam por todos os restos: quem confere o dígito faz a mesma conta de quem o imprime."""
    conta = TODAS[nome]
    banco = bancos.obter(conta.banco)
    for numero in range(1, 41):
        titulo = _titulo(conta, str(numero))
        impresso = titulo._replace(nosso_numero=banco.impresso(titulo))
        assert numero_de(banco, impresso) == numero_de(banco, titulo)
        assert banco.campo_livre(impresso) == banco.campo_livre(titulo)


@pytest.mark.parametrize("nome", TODAS)
def test_dado_que_nao_cabe_nunca_e_cortado_calado(nome: str) -> None:
    """Um algarismo a mais é recusado no cadastro e no cálculo; no cálculo, só passa o que não entra no código."""
    conta = TODAS[nome]
    banco = bancos.obter(conta.banco)
    campo_livre = banco.campo_livre(_titulo(conta))
    for exigencia in banco.exigencias(conta):
        if not exigencia.tamanho or exigencia.opcoes:
            continue
        comprida = replace(conta, **{exigencia.atributo: "1" * (exigencia.tamanho + 1)})
        assert exigencia.atributo in {problema.atributo for problema in bancos.problemas(comprida)}
        try:
            assert banco.campo_livre(_titulo(comprida)) == campo_livre, exigencia.atributo
        except DadoInvalido:
            continue


@pytest.mark.parametrize("nome", TODAS)
def test_letra_em_qualquer_campo_do_codigo_e_recusada(nome: str) -> None:
    """Nada além de algarismos entra nas 25 posições, venha de onde vier."""
    conta = TODAS[nome]
    banco = bancos.obter(conta.banco)
    for campo in ("agencia", "agencia_dv", "conta", "conta_dv", "convenio", "carteira", "incremento"):
        titulo = _titulo(replace(conta, **{campo: "Ç٣"}))
        try:
            campo_livre = banco.campo_livre(titulo)
        except DadoInvalido:
            continue
        assert (len(campo_livre), campo_livre.isascii(), campo_livre.isdecimal()) == (25, True, True)


def _gerar(nome: str) -> BoletoAvulso:
    """O boleto avulso de uma conta de exemplo, pelo caminho do comando `boleto`."""
    item: dict[str, Any] = {campo: valor for campo, valor in asdict(TODAS[nome]).items() if valor}
    item |= {
        "nosso_numero": "12345",
        "valor": formatar(15000),
        "vencimento": "2026-12-01",
        "documento": "1234",
        "emissao": "2026-10-01",
        "beneficiario": {"nome": EMPRESA.nome, "cpf_cnpj": CNPJ, "endereco": "Rua A, 10", "cidade": "Joinville"},
        "pagador": {"nome": CLIENTE.nome, "cpf_cnpj": CLIENTE.cpf_cnpj},
    }
    return gerar(item, HOJE)


@pytest.mark.parametrize("nome", TODAS)
def test_leitor_le_a_barra_impressa_a_150_pontos(nome: str) -> None:
    avulso = _gerar(nome)
    assert avulso.boleto is not None, avulso.erro
    pdf = em_pdf(avulso.boleto)
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 150)
    folha = Image.frombytes("RGB", (largura, altura), pontos)
    lidos = zxingcpp.read_barcodes(folha.crop((0, altura * 2 // 3, largura, altura)))
    assert [(lido.text, lido.format) for lido in lidos] == [(avulso.codigo_barras, zxingcpp.BarcodeFormat.ITF)]
    texto = leitura_pdf.texto(pdf)
    banco = bancos.obter(TODAS[nome].banco)
    for impresso in (f"{banco.CODIGO}-{banco.DV}", avulso.boleto.nosso_numero, banco.NOME, "Local de pagamento"):
        assert impresso in texto
    assert "…" not in texto


@pytest.mark.parametrize("nome", LEGADO)
def test_legado_sai_do_comando_com_aviso(nome: str) -> None:
    avulso = _gerar(nome)
    assert avulso.erro is None
    assert any("é legado" in aviso for aviso in avulso.avisos), avulso.avisos


@pytest.mark.parametrize("nome", CONTAS)
def test_comando_avisa_o_que_falta_homologar_e_gera_assim_mesmo(nome: str) -> None:
    """As de exemplo marcadas `homologada` são as que pedem; a marca não é do boleto avulso, que avisa sempre."""
    avulso = _gerar(nome)
    assert avulso.erro is None
    assert any("homologar com o banco" in aviso for aviso in avulso.avisos) == CONTAS[nome].homologada


@pytest.mark.parametrize("nome", TODAS)
def test_sem_os_dados_da_conta_o_comando_diz_o_que_falta(nome: str) -> None:
    avulso = gerar({"banco": TODAS[nome].banco, "nosso_numero": "12345", "valor": "1.00"}, HOJE)
    assert (avulso.codigo_barras, avulso.boleto) == (None, None)
    assert avulso.erro
    assert "falta" in avulso.erro or "informe" in avulso.erro


TEXTOS = [
    campo
    for campo, tipo in ContaCobranca.__annotations__.items()
    if tipo == "str" and campo not in {"codigo", "banco", "especie", "aceite"}
]


@given(
    st.sampled_from(sorted(bancos.BANCOS)),
    st.dictionaries(st.sampled_from(TEXTOS), st.text(max_size=20) | st.text("0123456789XP-/ .", max_size=40)),
)
@settings(max_examples=300)
def test_cadastro_torto_sempre_tem_frase_e_nunca_derruba(codigo_do_banco: str, campos: dict[str, str]) -> None:
    conta = replace(ContaCobranca("1", codigo_do_banco, ""), **campos)
    for problema in (*bancos.problemas(conta), *bancos.julgar(conta)):
        assert hasattr(conta, problema.atributo)
        assert problema.rotulo in problema.frase()
