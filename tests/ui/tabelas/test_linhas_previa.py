from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import DebitoAvisado, Estado
from regras.cadastro import Cliente
from regras.carteira.atraso import FaixaDeAtraso
from regras.debito import Classe
from regras.selecao import Fora, Motivo
from ui.tabelas.linhas_previa import LinhaPrevia, Recorte, achar, contar, montar_linhas, somar

HOJE = date(2026, 11, 24)


def _debito(dias: int, centavos: int = 100, *, boleto: bool = True) -> DebitoAvisado:
    classe = Classe.VENCIDO if dias > 0 else Classe.A_VENCER
    linha = "1" * 47 if boleto else None
    vencimento = HOJE - timedelta(days=dias)
    return DebitoAvisado("1", "10482", "1", vencimento, classe, dias, centavos, centavos, 0, 0, linha_digitavel=linha)


def _linha(*debitos: DebitoAvisado, **outros: object) -> LinhaPrevia:
    aviso = AvisoPrevisto("1", "Padaria São José", ("a@b.com",), debitos)
    return replace(LinhaPrevia("1", "Padaria São José", aviso), **outros)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(-3, 400), st.integers(1, 10**9)), max_size=20))
def test_as_faixas_de_idade_somam_os_vencidos_e_as_classes_o_total(debitos: list[tuple[int, int]]) -> None:
    linha = _linha(*(_debito(dias, centavos) for dias, centavos in debitos))
    assert sum(linha.da_idade(faixa) for faixa in FaixaDeAtraso) == linha.vencidos_centavos
    assert linha.vencidos_centavos + linha.a_vencer_centavos == linha.total_centavos
    assert somar([linha]).total_centavos == linha.total_centavos


def test_tirada_nao_recebe_diz_o_porque_e_vai_para_de_fora() -> None:
    linha = _linha(_debito(12))
    tirada = replace(linha, retirada=True)
    assert (linha.recebe, tirada.recebe) == (True, False)
    assert tirada.por_que[0] == "Tirado deste fechamento"
    assert tirada.pertence(Recorte.DE_FORA)
    assert not linha.pertence(Recorte.DE_FORA)
    assert somar([linha, tirada]).recebem == 1


@pytest.mark.parametrize("estado", [Estado.ENVIADO, Estado.EM_DUVIDA, Estado.RECUSADO, Estado.CANCELADO])
def test_aviso_com_desfecho_nao_pode_ser_tirado(estado: Estado) -> None:
    linha = _linha(_debito(12))
    assert linha.aviso is not None
    com_desfecho = replace(linha, aviso=replace(linha.aviso, id=7, estado=estado), retirada=True)
    assert not com_desfecho.pode_retirar
    assert not com_desfecho.pertence(Recorte.DE_FORA)
    assert com_desfecho.por_que[0] != "Tirado deste fechamento"


@pytest.mark.parametrize("palavras", [["sao", "jose"], ["10482"], ["a@b.com"], ["130"], []])
def test_procura_acha_pelo_nome_documento_email_e_porque(palavras: list[str]) -> None:
    linhas = [_linha(_debito(130)), LinhaPrevia("9", "Hotel")]
    assert achar(linhas, Recorte.TODOS, palavras) == (linhas[:1] if palavras else linhas)
    assert achar(linhas, Recorte.TODOS, [*palavras, "inexistente"]) == []


def test_achar_por_motivo_so_mostra_quem_fica_de_fora_por_ele() -> None:
    de_fora = [
        LinhaPrevia(codigo, "Hotel", None, Fora(Cliente(codigo, "Hotel"), motivo, 300))
        for codigo, motivo in (("2", Motivo.CICLO), ("3", Motivo.PROMESSA))
    ]
    linhas = [_linha(_debito(12)), *de_fora]
    assert achar(linhas, Recorte.DE_FORA) == de_fora
    assert achar(linhas, Recorte.DE_FORA, (), Motivo.PROMESSA) == de_fora[1:]


def test_a_contagem_diz_quantas_ha_em_cada_recorte_e_soma_os_dois_lados() -> None:
    apontada = LinhaPrevia("3", "Mercado", apontamentos=(Apontamento(TipoDeApontamento.EMAIL_INVALIDO, "3"),))
    de_fora = LinhaPrevia("2", "Hotel", None, Fora(Cliente("2", "Hotel"), Motivo.CICLO, 300))
    linhas = [_linha(_debito(12, 500), _debito(-1, 70)), replace(_linha(_debito(12)), retirada=True), de_fora, apontada]
    contagem = contar(linhas)
    assert contagem.por_recorte == tuple(len(achar(linhas, recorte)) for recorte in Recorte) == (4, 1, 2, 1)
    assert (contagem.recebem.vencidos_centavos, contagem.recebem.a_vencer_centavos) == (500, 70)
    assert contagem.recebem.boletos == 2
    assert contagem.fora_centavos == 400


def test_cada_cliente_do_plano_tem_uma_linha_ja_preparada() -> None:
    aviso = AvisoPrevisto("1", "Padaria", ("a@b.com",), (_debito(5, boleto=False),))
    fora = Fora(Cliente("2", "Hotel"), Motivo.CICLO, 300, date(2026, 11, 27))
    apontados = (
        Apontamento(TipoDeApontamento.SEM_CONTA, "1", "10482", "1"),
        Apontamento(TipoDeApontamento.EMAIL_INVALIDO, "3", contato="X", endereco="y"),
    )
    plano = PlanoDoDia(HOJE, True, True, (aviso,), (fora,), apontados)
    linhas = montar_linhas(plano, {"3": "Mercado"}, {"1"})
    assert [(linha.codigo, linha.nome, linha.recebe) for linha in linhas] == [
        ("1", "Padaria", False),
        ("2", "Hotel", False),
        ("3", "Mercado", False),
    ]
    assert [len(linha.apontamentos) for linha in linhas] == [1, 0, 1]
    assert all("busca" in vars(linha) for linha in linhas)
