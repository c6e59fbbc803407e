from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.cadastro import Cliente, Empresa, Mensagem
from regras.erros import DadoInvalido
from regras.mensagem.html_limpo import em_texto
from regras.mensagem.texto import Preenchida, preencher, validar
from regras.mensagem.variaveis import ConteudoDoAviso, em_uma_linha, exemplo
from regras.mensagem.visual import prontos

EMPRESA = Empresa(
    "Aurora & Filhos Ltda", "11222333000181", "Rua das Palmeiras", "1420", "", "Centro", "Joinville", "SC", "89201000"
)
SIMPLES = Mensagem(2, "Simples", "{{ empresa }} em {{ data }}", "<p>Olá, {{ cliente }}.</p>", "Olá, {{ cliente }}.")


def padrao() -> Mensagem:
    return prontos.original()


def aviso(**mudancas: object) -> ConteudoDoAviso:
    return replace(exemplo(EMPRESA, date(2026, 11, 24)), **mudancas)  # type: ignore[arg-type]  # campos do próprio


def preencher_simples(conteudo: ConteudoDoAviso | None = None, **mudancas: str) -> Preenchida:
    return preencher(replace(SIMPLES, **mudancas), conteudo or aviso())


def recusar(**mudancas: str) -> DadoInvalido:
    with pytest.raises(DadoInvalido) as erro:
        validar(replace(SIMPLES, **mudancas))
    return erro.value


def test_a_mensagem_padrao_e_valida() -> None:
    validar(padrao())


def test_a_mensagem_padrao_nao_perde_nada_na_limpeza() -> None:
    fonte = padrao().html
    saida = preencher(padrao(), aviso(responder_para="a@b.com.br")).html
    assert "position" not in fonte
    assert saida.count("<table") == fonte.count("<table")
    assert saida.count("font-size") > fonte.count("font-size")


@pytest.mark.parametrize("parte", ["html", "texto"])
@pytest.mark.parametrize(
    "trecho",
    [
        "Cliente de Exemplo",
        "Débitos vencidos",
        "Débitos a vencer",
        "EXEMPLO/1",
        "12/11/2026",
        "vencido há 12 dias",
        "1.240,00",
        "24,80",
        "4,96",
        "1.269,76",
        "00000.00000 00000.000000",
        "R$ 2.271,18",
        "R$ 3.801,18",
        "Se o pagamento já foi feito, desconsidere este aviso.",
        "confira se o beneficiário",
        "deixar de receber",
        "Aurora & Filhos Ltda",
        "CNPJ 11.222.333/0001-81",
        "Rua das Palmeiras, 1420",
        "Joinville/SC, CEP 89201-000",
    ],
)
def test_o_padrao_diz_tudo_nas_duas_formas(parte: str, trecho: str) -> None:
    preenchida = preencher(padrao(), aviso())
    visivel = em_texto(preenchida.html) if parte == "html" else " ".join(preenchida.texto.split())
    assert trecho.lower() in visivel.lower()


def test_o_padrao_so_mostra_a_secao_que_existe() -> None:
    so_a_vencer = preencher(padrao(), aviso(debitos=aviso().debitos[2:]))
    so_vencidos = preencher(padrao(), aviso(debitos=aviso().debitos[:2]))
    assert "vencidos" not in (so_a_vencer.html + so_a_vencer.texto).lower()
    assert "a vencer" not in (so_vencidos.html + so_vencidos.texto).lower()


def test_o_padrao_diz_o_que_falta_pagar_e_quando_nao_ha_boleto() -> None:
    debito = replace(aviso().debitos[0], valor_centavos=200_000, linha_digitavel=None)
    preenchida = preencher(padrao(), aviso(debitos=(debito,)))
    for texto in (em_texto(preenchida.html), preenchida.texto):
        assert "2.000,00" in texto
        assert "1.240,00" in texto
        assert "Sem boleto em anexo" in texto
        assert "O relatório completo está em anexo." in texto


def test_o_padrao_nao_leva_imagem_nem_endereco_remoto() -> None:
    html = preencher(padrao(), aviso()).html
    assert "<img" not in html
    assert "http" not in html
    assert "url(" not in html


def test_o_assunto_padrao_tem_empresa_e_data_sem_valores() -> None:
    assert preencher(padrao(), aviso()).assunto == "Aviso de débitos – Aurora & Filhos Ltda – 24/11/2026"


def test_texto_puro_vazio_usa_o_modelo_completo() -> None:
    assert preencher_simples(texto="  ").texto == preencher(padrao(), aviso()).texto


def test_nome_hostil_e_escapado_no_html() -> None:
    cliente = Cliente("1", "<script>alert(1)</script><img src=x onerror=y>")
    preenchida = preencher(padrao(), aviso(cliente=cliente))
    assert "<script" not in preenchida.html
    assert "<img" not in preenchida.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in preenchida.html


def test_nome_hostil_num_link_nao_vira_programa() -> None:
    cliente = Cliente("1", "javascript:alert(1)")
    preenchida = preencher_simples(aviso(cliente=cliente), html='<a href="{{ cliente }}">x</a>')
    assert "javascript" not in preenchida.html


def test_nome_com_quebra_de_linha_nao_abre_linha() -> None:
    preenchida = preencher_simples(aviso(cliente=Cliente("1", "A\r\nBcc: x@y\u2028B")))
    assert preenchida.texto.startswith("Olá, A Bcc: x@y B.\n")


def test_quem_cobra_e_acrescentado_se_o_texto_nao_traz() -> None:
    preenchida = preencher_simples()
    for texto in (em_texto(preenchida.html), preenchida.texto):
        assert "Aurora & Filhos Ltda" in texto
        assert "CNPJ 11.222.333/0001-81" in texto
        assert "Rua das Palmeiras, 1420 - Centro, Joinville/SC, CEP 89201-000" in texto


def test_quem_cobra_nao_se_repete_se_o_texto_ja_traz() -> None:
    bloco = "{{ empresa }}, {{ cnpj_empresa }}, {{ endereco_empresa }}"
    preenchida = preencher_simples(html=f"<p>{bloco}</p>", texto=bloco)
    assert em_texto(preenchida.html).count("11.222.333/0001-81") == 1
    assert preenchida.texto.count("11.222.333/0001-81") == 1


def test_quem_cobra_escondido_num_atributo_nao_conta() -> None:
    preenchida = preencher_simples(
        html='<a href="mailto:a@b.c?body={{ empresa }}{{ cnpj_empresa }}{{ endereco_empresa }}">x</a>'
    )
    assert "CNPJ 11.222.333/0001-81" in em_texto(preenchida.html)


def test_empresa_incompleta_ainda_preenche() -> None:
    assert "Aurora" in preencher(padrao(), aviso(empresa=Empresa("Aurora", ""))).texto


def test_html_do_operador_e_limpo_e_ganha_moldura() -> None:
    preenchida = preencher_simples(html="<html><body><script>x</script><img src=http://a/b><p>Oi</p></body></html>")
    assert preenchida.html.startswith("<!DOCTYPE html>")
    assert preenchida.html.count("<body") == 1
    assert "<script" not in preenchida.html
    assert "<img" not in preenchida.html


def test_assunto_sai_em_uma_linha_e_com_limite() -> None:
    preenchida = preencher_simples(aviso(cliente=Cliente("1", "x" * 500)), assunto="a\n{{ cliente }}")
    assert preenchida.assunto == "a " + "x" * 198


@pytest.mark.parametrize("assunto", ["", "  ", "{% if tem_vencidos %}Vencidos{% endif %}", "{# nota #}"])
def test_assunto_vazio_e_recusado(assunto: str) -> None:
    assert "vazio" in recusar(assunto=assunto).motivo


@pytest.mark.parametrize(
    "assunto",
    [
        "Total {{ total }}",
        "{{ total_vencido }}",
        "{% for d in debitos %}{{ d.documento }}{% endfor %}",
        "Deve R$ 10",
        "São 1.234,56 em aberto",
        "{{ vencidos|quantidade }} títulos",
    ],
)
def test_assunto_com_valores_e_recusado(assunto: str) -> None:
    assert "traz valores" in recusar(assunto=assunto).motivo


@pytest.mark.parametrize(
    "palavra",
    [
        "devedor",
        "DEVEDORA",
        "inadimplência",
        "Inadimplente",
        "caloteiro",
        "negativação",
        "negativado",
        "protesto",
        "SPC",
        "Serasa",
        "mau pagador",
    ],
)
def test_assunto_que_expoe_o_cliente_e_recusado(palavra: str) -> None:
    erro = recusar(assunto=f"Aviso: {palavra}")
    assert erro.campo == "Assunto"
    assert "CDC" in erro.o_que_fazer


@pytest.mark.parametrize(
    "assunto", ["Seus boletos de {{ data }}", "Débitos em atraso e a vencer", "Especial {{ cliente }}"]
)
def test_assunto_discreto_e_aceito(assunto: str) -> None:
    validar(replace(SIMPLES, assunto=assunto))


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "<script>x</script>", "{% if tem_vencidos %}Oi{% endif %}"])
def test_corpo_sem_texto_e_recusado(html: str) -> None:
    assert recusar(html=html).frase().startswith("Corpo da mensagem: não tem texto nenhum")


@pytest.mark.parametrize(
    ("parte", "campo"), [("assunto", "Assunto"), ("html", "Corpo da mensagem"), ("texto", "Texto puro")]
)
def test_variavel_errada_diz_em_que_parte_linha_e_a_certa(parte: str, campo: str) -> None:
    erro = recusar(**{parte: "Oi\n{{ clientes }}"})
    assert (erro.campo, erro.onde) == (campo, "linha 2")
    assert "você quis dizer “cliente”?" in erro.motivo


@pytest.mark.parametrize(
    "html", ["Oi {{ vencidos[0].documento }}", "Oi {{ a_vencer[0].documento }}", "Oi {{ debitos[1].valor }}"]
)
def test_texto_que_so_serve_a_parte_dos_clientes_e_recusado(html: str) -> None:
    assert "não tem valor aqui" in recusar(html=html).motivo


def test_variavel_do_laco_fora_dele_e_recusada() -> None:
    html = "{% for d in debitos %}{{ d.valor }}{% endfor %}{{ d.valor }}"
    assert "“d” não tem valor aqui" in recusar(html=html).motivo


@given(st.text(max_size=60), st.text(max_size=60))
def test_nenhum_nome_traz_etiqueta_para_o_html(nome: str, fantasia: str) -> None:
    limpo = preencher(padrao(), aviso(cliente=Cliente("1", "nome", "fantasia")))
    sujo = preencher(padrao(), aviso(cliente=Cliente("1", nome, fantasia)))
    assert sujo.html.count("<") == limpo.html.count("<")
    assert sujo.texto.count("\n") == limpo.texto.count("\n")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_o_nome_chega_inteiro_ao_texto(nome: str) -> None:
    preenchida = preencher_simples(aviso(cliente=Cliente("1", nome)))
    esperado = " ".join(em_uma_linha(nome).split())
    assert esperado in em_texto(preenchida.html)
    assert esperado in " ".join(preenchida.texto.split())


def test_botoes_de_resposta_abrem_o_correio_com_o_numero_do_aviso() -> None:
    saida = preencher(padrao(), aviso(numero="K3F9-2QXM", responder_para="fin+1@aurora.com.br")).html
    assert saida.count('href="mailto:fin%2B1@aurora.com.br?subject=') == 3
    assert "subject=J%C3%A1%20paguei%20-%20aviso%20K3F9-2QXM" in saida
    assert "Aviso K3F9-2QXM." in saida


def test_sem_endereco_de_resposta_nao_ha_botoes_nem_espaco_deles() -> None:
    preenchida = preencher(padrao(), aviso(responder_para=""))
    assert "mailto:?" not in preenchida.html
    assert "Já paguei" not in preenchida.html


def test_nome_hostil_nao_sai_do_link_de_resposta() -> None:
    saida = preencher(padrao(), aviso(numero='"><script>', responder_para='a"x@b.com')).html
    assert "<script>" not in saida
    assert "mailto:a%22x@b.com?subject=" in saida


def test_com_senha_a_mensagem_acaba_dizendo_como_abrir_os_pdfs() -> None:
    conteudo = aviso()
    com_senha = replace(
        conteudo,
        empresa=replace(conteudo.empresa, algarismos_da_senha=4),
        cliente=replace(conteudo.cliente, cpf_cnpj="52998224725"),
    )
    preenchida = preencher_simples(com_senha)
    assert "os 4 primeiros algarismos" in preenchida.html
    assert preenchida.texto.rstrip().endswith("sem pontos nem traços.")
    assert "pedem senha" not in preencher_simples(conteudo).html
