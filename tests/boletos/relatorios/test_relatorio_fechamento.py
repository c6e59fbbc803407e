"""O relatório do fechamento em PDF: avisos por estado, motivo, quem ficou de fora e totais."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from boletos.papel import leitura_pdf
from boletos.relatorios.relatorio_fechamento import TITULOS, RelatorioDoFechamento, em_pdf
from regras.aviso import Aviso, Estado
from regras.cadastro import Cliente
from regras.selecao import Fora, Motivo
from tests.envio.cenario import AVISO, EMPRESA
from tests.modelos.exemplos import HOJE, adiados, recusados


def aviso(numero: int, estado: Estado, motivo: str | None = None, **campos: object) -> Aviso:
    campos = {"cliente": f"{numero:05}", "cliente_nome": f"Cliente {numero}", "motivo": motivo} | campos
    return replace(AVISO, id=numero, estado=estado, **campos)  # type: ignore[arg-type] - campos de teste, à escolha


def relatorio(*avisos: Aviso, fora: tuple[Fora, ...] = ()) -> RelatorioDoFechamento:
    return RelatorioDoFechamento(
        EMPRESA, HOJE, "Começou às 18:00 e terminou às 18:04.", avisos, fora, "uma nota", lambda _: "até 30/11"
    )


def texto(feito: RelatorioDoFechamento) -> str:
    return " ".join(leitura_pdf.texto(em_pdf(feito)).split())


def test_abre_com_a_data_quem_fechou_e_os_totais() -> None:
    lido = texto(relatorio(aviso(1, Estado.ENVIADO), aviso(2, Estado.RECUSADO, "caixa cheia")))
    for trecho in (EMPRESA.nome, "24/11/2026", "terminou às 18:04", "uma nota", "Avisos 2 Enviados 1"):
        assert trecho in lido
    assert "Boletos enviados 1" in lido


def test_o_que_pede_atencao_vem_antes_e_diz_por_que() -> None:
    lido = texto(relatorio(aviso(1, Estado.ENVIADO), aviso(2, Estado.RECUSADO, "endereço não existe")))
    assert lido.index("Recusados (1)") < lido.index("endereço não existe") < lido.index("Enviados (1)")


def test_todo_estado_tem_titulo_e_aparece() -> None:
    lido = texto(relatorio(*(aviso(numero, estado) for numero, estado in enumerate(Estado, start=1))))
    assert set(TITULOS) == set(Estado)
    assert [titulo for titulo in TITULOS.values() if f"{titulo} (1)" not in lido] == []


def test_sem_motivo_o_que_nao_saiu_mostra_a_resposta_do_servidor() -> None:
    nao_saiu = aviso(1, Estado.ADIADO, resposta="451 4.7.1\ntente mais tarde")
    assert "451 4.7.1 tente mais tarde" in texto(relatorio(nao_saiu))
    assert "250 ok" not in texto(relatorio(aviso(1, Estado.ENVIADO, resposta="250 ok")))


@pytest.mark.parametrize("motivo", list(Motivo))
def test_quem_ficou_de_fora_traz_o_porque_e_o_detalhe(motivo: Motivo) -> None:
    lido = texto(relatorio(fora=(Fora(Cliente("9", "Ávila"), motivo, 123_45),)))
    assert "Ficaram de fora (1)" in lido
    assert "até 30/11 123,45" in lido


def test_sem_aviso_e_sem_ninguem_de_fora_diz_isso() -> None:
    assert "Nenhum aviso nesta data" in texto(relatorio())


def test_lista_longa_repete_o_titulo_e_nao_perde_ninguem() -> None:
    pdf = em_pdf(relatorio(*(aviso(numero, Estado.ENVIADO) for numero in range(1, 201))))
    lido = leitura_pdf.texto(pdf)
    assert leitura_pdf.contar_paginas(pdf) > 3
    assert "Enviados (continuação)" in lido
    assert [numero for numero in range(1, 201) if f"{numero:05}" not in lido] == []


def test_os_mesmos_numeros_dao_os_mesmos_bytes() -> None:
    feito = relatorio(aviso(1, Estado.ENVIADO, cliente_nome="Loja 東京 ☂"))
    assert em_pdf(feito) == em_pdf(feito)


def test_destinatarios_so_sao_ditos_enviados_na_secao_dos_enviados() -> None:
    lido = texto(relatorio(aviso(1, Estado.ENVIADO), aviso(2, Estado.RECUSADO), aviso(3, Estado.PENDENTE)))
    assert (lido.count("Enviado para"), lido.count("Destinatários")) == (1, 2)


def test_todos_os_enderecos_aparecem_inteiros_ate_o_limite() -> None:
    poucos = tuple(f"um.endereco.bem.comprido.{numero}@cliente.example.com.br" for numero in range(5))
    assert [endereco for endereco in poucos if endereco not in texto(relatorio(_enviado(poucos)))] == []
    muitos = tuple(f"a{numero}@b.example.com" for numero in range(300))
    lido = texto(relatorio(_enviado(muitos)))
    assert "a22@b.example.com e mais 277; todos estão no histórico" in lido


def test_motivo_sem_fim_nao_passa_do_pe_da_pagina() -> None:
    recusados = tuple(f"r{numero}@cliente.example.com.br" for numero in range(600))
    cheio = replace(_enviado(recusados), motivo=f"recusado para {', '.join(recusados)}")
    with pypdfium2.PdfDocument(em_pdf(relatorio(cheio))) as pdf:
        paginas = [pagina.get_textpage() for pagina in pdf]
        lido = " ".join(pagina.get_text_range() for pagina in paginas)
        baixos = [pagina.get_charbox(letra)[1] for pagina in paginas for letra in range(pagina.count_chars())]
    assert min(baixos) > 0
    assert "O resto está no histórico." in lido


def test_enviado_em_parte_diz_quem_nao_recebeu_e_o_que_foi_sem_boleto() -> None:
    parcial = aviso(1, Estado.ENVIADO, entregas=(*adiados("p@b.br"), *recusados("r@b.br")))
    lido = texto(relatorio(parcial))
    for trecho in ("Ainda não aceito para: p@b.br", "Recusado para: r@b.br", "1 débito foi sem boleto"):
        assert trecho in lido
    sem_nenhum = replace(parcial, debitos=parcial.debitos[1:] * 2)
    assert "2 débitos foram sem boleto" in texto(relatorio(sem_nenhum))


def _enviado(destinatarios: tuple[str, ...]) -> Aviso:
    return aviso(1, Estado.ENVIADO, destinatarios=destinatarios)
