"""Do documento ao HTML e ao texto puro: o que se vê é o que sai, e o que se escreve não vira comando."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from regras.cadastro import Mensagem
from regras.mensagem import texto
from regras.mensagem.html_limpo import em_texto
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO, VARIAVEIS, ConteudoDoAviso, exemplo
from regras.mensagem.visual import documento, geracao
from regras.mensagem.visual.documento import Bloco, Documento, Tipo, bloco_de_texto
from regras.mensagem.visual.etiquetas import ETIQUETAS
from regras.mensagem.visual.prontos import PADRAO, original, prontas
from tests.regras.mensagem.visual.test_documento import DOCUMENTOS

AVISO = exemplo(EMPRESA_DE_EXEMPLO, date(2026, 11, 24))


def preencher(corpo: Documento, aviso: ConteudoDoAviso = AVISO) -> texto.Preenchida:
    return texto.preencher(geracao.em_mensagem(2, "x", "Aviso", corpo), aviso)


def so_texto(*htmls: str) -> Documento:
    return Documento((bloco_de_texto(*htmls),))


@settings(max_examples=40)
@given(DOCUMENTOS)
def test_todo_documento_gera_mensagem_que_se_preenche_e_nada_escrito_vira_comando(corpo: Documento) -> None:
    preenchida = preencher(replace(corpo, puro=""))
    assert "<script" not in preenchida.html.lower()
    assert "%}" not in preenchida.texto.replace("{%", "") or "%}" in documento.escrever(corpo)


@pytest.mark.parametrize("escrito", ["{{ 7*7 }}", "{% raw %}", "{# nota #}", "}}", "<b>&amp;", "{{cliente}}", "50% {"])
def test_o_que_se_escreve_sai_escrito(escrito: str) -> None:
    corpo = Documento((Bloco(Tipo.TEXTO, textos=((geracao.Paragrafo((geracao.Parte(escrito),)),),)),))
    preenchida = preencher(corpo)
    assert (
        em_texto(preenchida.html.replace("&lt;", "‹").replace("&gt;", "›")).find(
            escrito.replace("<", "‹").replace(">", "›")
        )
        >= 0
        or escrito in preenchida.texto
    )
    assert preenchida.texto.startswith(escrito)


def test_toda_etiqueta_se_preenche_e_toda_de_variavel_existe() -> None:
    corpo = so_texto("".join(f"<p>{nome}:<var>{nome}</var></p>" for nome in ETIQUETAS))
    preenchida = preencher(corpo)
    assert "maior_atraso:12" in preenchida.texto
    assert "anexos:O relatório e os 3 boletos para pagamento estão em anexo." in preenchida.texto
    assert "o_que_ha:o que está vencido e o que vence nos próximos dias\n" in preenchida.texto
    assert "fantasia:Cliente de Exemplo" in em_texto(preenchida.html)
    conhecidas = {variavel.nome for variavel in VARIAVEIS}
    assert all(set(re.findall(r"\{\{ (\w+) \}\}", cada.modelo)) <= conhecidas for cada in ETIQUETAS.values())


def test_frase_pronta_no_fim_do_paragrafo_nao_gruda_no_seguinte() -> None:
    assert preencher(so_texto("<p>Veja. <var>anexos</var></p><p>Fim.</p>")).texto.startswith(
        "Veja. O relatório e os 3 boletos para pagamento estão em anexo.\n\nFim.\n"
    )


def test_negrito_italico_lista_e_link_saem_no_html_e_no_texto_puro() -> None:
    corpo = so_texto(
        '<p><b>forte</b> <i>leve</i> <a href="https://a.com.br/x">aqui</a> '
        '<a href="mailto:a@b.com.br">a@b.com.br</a></p>'
        "<ul><li>um</li><li><var>cliente</var></li></ul>"
    )
    preenchida = preencher(corpo)
    assert "<b>forte</b> <i>leve</i>" in preenchida.html
    assert 'href="https://a.com.br/x"' in preenchida.html
    assert preenchida.html.count("<li") == 2
    assert preenchida.texto.startswith(
        "forte leve aqui (https://a.com.br/x) a@b.com.br\n\n- um\n- Cliente de Exemplo Ltda\n"
    )


def _com_atraso(dias: int) -> ConteudoDoAviso:
    vencido, _, a_vencer = AVISO.debitos
    return replace(AVISO, debitos=(replace(vencido, dias=dias), a_vencer) if dias else (a_vencer,))


@pytest.mark.parametrize(("dias", "sai"), [(0, "leve"), (1, "médio"), (30, "médio"), (31, "firme")])
def test_o_texto_muda_com_o_atraso_do_aviso(dias: int, sai: str) -> None:
    preenchida = preencher(so_texto("<p>leve</p>", "<p>médio</p>", "<p>firme</p>"), _com_atraso(dias))
    for visivel in (em_texto(preenchida.html), preenchida.texto):
        assert [tom for tom in ("leve", "médio", "firme") if tom in visivel] == [sai]


def test_texto_vazio_num_dos_tons_nao_deixa_lugar_vazio() -> None:
    preenchida = preencher(
        replace(so_texto("", "<p>médio</p>", ""), blocos=(bloco_de_texto("", "<p>m</p>", ""), Bloco(Tipo.BOLETOS)))
    )
    assert preenchida.texto.startswith("m\n\nO relatório")
    assert preencher(so_texto("", "", ""), _com_atraso(0)).html.count("<p") == 1


def test_bloco_desligado_nao_sai_e_a_ordem_e_a_do_documento() -> None:
    blocos = (Bloco(Tipo.SEGURANCA), bloco_de_texto("<p>Depois</p>"), Bloco(Tipo.DEBITOS, ligado=False))
    preenchida = preencher(Documento(blocos))
    for visivel in (em_texto(preenchida.html), preenchida.texto):
        assert visivel.index("Para sua segurança") < visivel.index("Depois")
        assert "Linha digitável" not in visivel
    assert EMPRESA_DE_EXEMPLO.nome in preenchida.texto, "quem cobra vai mesmo desligado"


def test_cada_bloco_diz_o_mesmo_nas_duas_formas() -> None:
    for tipo, frase in {
        Tipo.DEBITOS: "Total vencido",
        Tipo.BOLETOS: "estão em anexo. O boleto traz o vencimento original",
        Tipo.RESPOSTAS: "Não sou o responsável",
        Tipo.SEGURANCA: "Para sua segurança",
        Tipo.QUEM_COBRA: "Você recebe este aviso",
    }.items():
        preenchida = preencher(Documento((Bloco(tipo),)))
        assert frase in em_texto(preenchida.html)
        assert frase in " ".join(preenchida.texto.split())


def test_a_cor_escolhida_chega_ao_html_com_par_legivel() -> None:
    html = geracao.em_html(replace(PADRAO, cor="#ffd400"))
    assert 'bgcolor="#ffd400"' in html
    assert 'color:#15212a">{{ empresa }}' in html
    assert "%" not in re.sub(r"\{%.*?%\}|\d+%", "", html), "marca sem trocar"


def test_texto_puro_escrito_a_parte_vale_e_vazio_e_o_derivado() -> None:
    proprio = geracao.em_mensagem(2, "x", "Aviso", replace(PADRAO, puro="Só {{ cliente }}"))
    assert proprio.texto == "Só {{ cliente }}"
    assert geracao.em_mensagem(2, "x", "Aviso", PADRAO).texto == geracao.em_texto_puro(PADRAO)


@pytest.mark.parametrize("pronta", [original(), *prontas()], ids=lambda pronta: pronta.nome)
@pytest.mark.parametrize("dias", [0, 12, 45])
def test_textos_prontos_servem_em_todo_atraso_e_vao_e_voltam(pronta: Mensagem, dias: int) -> None:
    texto.validar(pronta)
    corpo = documento.ler(pronta.visual)
    assert geracao.em_mensagem(pronta.numero, pronta.nome, pronta.assunto, corpo) == pronta
    preenchida = texto.preencher(pronta, _com_atraso(dias))
    for visivel in (em_texto(preenchida.html), " ".join(preenchida.texto.split())):
        assert "Olá, Cliente de Exemplo" in visivel
        assert "Se o pagamento já foi feito" in visivel
        assert ("como vencido" in visivel) == bool(dias) or pronta.nome == "Lembrete"
    assert "  " not in re.sub(r"\n  ", "\n", preenchida.texto)
    assert "\n\n\n" not in preenchida.texto
