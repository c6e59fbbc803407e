"""Seleção (regras.md §2 e §3): um teste por item, a tabela de §7 e propriedades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from regras.apontamento import Apontamento, TipoDeApontamento
from regras.cadastro import Cliente, Contato
from regras.debito import Classe
from regras.encargos import Percentuais
from regras.parametros import FiltroSNT, Modo
from regras.selecao import Motivo, SemQuem, planejar
from tests.regras.selecao import HOJE, PADRAO, UM_DIA, debito, depois_de_enviar, enviados, motivos, plano, retrato


@pytest.mark.parametrize(
    ("dias", "primeiro", "seguinte"),
    [
        (-4, None, Classe.A_VENCER),
        (-3, Classe.A_VENCER, None),
        (0, Classe.A_VENCER, None),
        (1, None, Classe.VENCIDO),
        (2, Classe.VENCIDO, None),
        (40, Classe.VENCIDO, None),
    ],
)
def test_tabela_de_exemplos_das_regras(dias: int, primeiro: Classe | None, seguinte: Classe | None) -> None:
    base = retrato(debito(dias))
    hoje = planejar(HOJE, PADRAO, base)
    amanha = planejar(HOJE + UM_DIA, PADRAO, depois_de_enviar(base, hoje))
    assert [enviados(dia).get("C1") for dia in (hoje, amanha)] == [
        classe and [("1", classe)] for classe in (primeiro, seguinte)
    ]


@pytest.mark.parametrize("dias", [2, 40])
def test_vencido_volta_quando_o_ciclo_completa(dias: int) -> None:
    base = retrato(debito(dias))
    base = depois_de_enviar(base, planejar(HOJE, PADRAO, base))
    recebeu = [bool(planejar(HOJE + n * UM_DIA, PADRAO, base).avisos) for n in range(1, 7)]
    assert recebeu == [False, False, False, False, True, True]


@pytest.mark.parametrize("intervalo", [0, 1])
def test_intervalo_zero_ou_um_avisa_todo_dia(intervalo: int) -> None:
    parametros = replace(PADRAO, intervalo_dias=intervalo)
    amanha = plano(debito(10), parametros=parametros, hoje=HOJE + UM_DIA, ultimo_com_vencidos={"C1": HOJE})
    assert enviados(amanha) == {"C1": [("1", Classe.VENCIDO)]}


def test_x_zero_avisa_so_no_dia() -> None:
    parametros = replace(PADRAO, vencendo_em_dias=0)
    assert not plano(debito(-1), parametros=parametros).avisos
    assert enviados(plano(debito(0), parametros=parametros)) == {"C1": [("1", Classe.A_VENCER)]}


@pytest.mark.parametrize("carencia", [0, 1])
def test_n_zero_ou_um_vence_no_dia_seguinte_ao_vencimento(carencia: int) -> None:
    parametros = replace(PADRAO, dias_para_vencido=carencia)
    assert enviados(plano(debito(1), parametros=parametros)) == {"C1": [("1", Classe.VENCIDO)]}
    assert enviados(plano(debito(0), parametros=parametros)) == {"C1": [("1", Classe.A_VENCER)]}


def test_carencia_fica_fora_ate_do_relatorio() -> None:
    assert enviados(plano(debito(1, "carencia"), debito(0, "hoje"))) == {"C1": [("hoje", Classe.A_VENCER)]}


def test_carona_leva_todos_os_a_vencer_mesmo_os_ja_avisados() -> None:
    avisado, novo = debito(-2, "avisado"), debito(-3, "novo")
    resultado = plano(avisado, novo, marcas={avisado.marca: HOJE - UM_DIA})
    assert enviados(resultado) == {"C1": [("avisado", Classe.A_VENCER), ("novo", Classe.A_VENCER)]}


def test_a_vencer_ja_avisado_nao_dispara() -> None:
    avisado = debito(-2)
    resultado = plano(avisado, marcas={avisado.marca: HOJE - UM_DIA})
    assert not resultado.avisos
    assert not resultado.fora


def test_vencimento_prorrogado_dispara_de_novo() -> None:
    antes, depois = debito(-1), debito(-3)
    resultado = plano(depois, marcas={antes.marca: HOJE - UM_DIA})
    assert enviados(resultado) == {"C1": [("1", Classe.A_VENCER)]}


def test_fora_do_ciclo_o_aviso_de_a_vencer_nao_traz_vencidos() -> None:
    resultado = plano(debito(-1, "novo"), debito(10, "velho"), ultimo_com_vencidos={"C1": HOJE - UM_DIA})
    assert enviados(resultado) == {"C1": [("novo", Classe.A_VENCER)]}


def test_vencido_no_ciclo_leva_os_a_vencer_de_carona() -> None:
    avisado = debito(-1, "avisado")
    resultado = plano(avisado, debito(10, "velho"), marcas={avisado.marca: HOJE - UM_DIA})
    assert enviados(resultado) == {"C1": [("velho", Classe.VENCIDO), ("avisado", Classe.A_VENCER)]}


def test_sem_enviar_vencidos_so_vao_os_a_vencer() -> None:
    parametros = replace(PADRAO, enviar_vencidos=False)
    resultado = plano(debito(-1, "novo"), debito(10, "velho"), debito(10, cliente="C2"), parametros=parametros)
    assert enviados(resultado) == {"C1": [("novo", Classe.A_VENCER)]}
    assert not resultado.fora


@pytest.mark.parametrize(
    ("modo", "esperado"),
    [(Modo.SELECIONA, ["normal"]), (Modo.NAO_SELECIONA, ["acordo", "sem"]), (Modo.TODOS, ["acordo", "normal", "sem"])],
)
def test_filtro_de_situacao(modo: Modo, esperado: list[str]) -> None:
    parametros = replace(PADRAO, situacoes=FiltroSNT(modo, ("NÓRMAL ",)))
    debitos = (
        debito(5, "acordo", situacao="Acordo"),
        debito(5, "normal", situacao="Normal"),
        debito(5, "sem", situacao=""),
    )
    assert [documento for documento, _ in enviados(plano(*debitos, parametros=parametros))["C1"]] == esperado


GRUPOS = [
    Contato.criar("C1", "Financeiro", "fin@c.com.br", ("Financeiro",)),
    Contato.criar("C1", "Compras", "compras@c.com.br", ("Compras", "Diretoria")),
    Contato.criar("C1", "Avulso", "avulso@c.com.br"),
]


@pytest.mark.parametrize(
    ("filtro", "esperado"),
    [
        (FiltroSNT(Modo.SELECIONA, ("financeiro",)), ["fin@c.com.br"]),
        (FiltroSNT(Modo.NAO_SELECIONA, ("Financeiro",)), ["geral@c.com.br", "compras@c.com.br", "avulso@c.com.br"]),
        (FiltroSNT(), ["geral@c.com.br", "fin@c.com.br", "compras@c.com.br", "avulso@c.com.br"]),
        (
            FiltroSNT(Modo.NAO_SELECIONA),
            ["geral@c.com.br", "fin@c.com.br", "compras@c.com.br", "avulso@c.com.br"],
        ),
    ],
)
def test_filtro_de_grupos_vale_por_contato(filtro: FiltroSNT, esperado: list[str]) -> None:
    resultado = plano(
        debito(5),
        parametros=replace(PADRAO, grupos=filtro),
        contatos={"C1": GRUPOS},
        email_do_cadastro={"C1": Contato.criar("C1", "Cadastro", "GERAL@c.com.br")},
    )
    assert list(resultado.avisos[0].destinatarios) == esperado


def test_endereco_repetido_recebe_uma_vez_e_em_minusculas() -> None:
    contatos = [Contato.criar("C1", "A", "Ana@C.com.br; ana@c.com.br, bia@c.com.br;")]
    assert plano(debito(5), contatos={"C1": contatos}).avisos[0].destinatarios == ("ana@c.com.br", "bia@c.com.br")


def test_endereco_invalido_e_apontado_e_o_aviso_segue() -> None:
    contatos = [Contato.criar("C1", "Ana", "ana@c.com.br; Bia <bia@c.com.br>")]
    resultado = plano(debito(5), contatos={"C1": contatos})
    assert resultado.avisos[0].destinatarios == ("ana@c.com.br",)
    assert resultado.apontamentos == (
        Apontamento(TipoDeApontamento.EMAIL_INVALIDO, "C1", contato="Ana", endereco="Bia <bia@c.com.br>"),
    )


@pytest.mark.parametrize(
    ("filtro", "por_que"),
    [
        (FiltroSNT(), SemQuem.SEM_EMAIL),
        (FiltroSNT(Modo.SELECIONA, ("Financeiro",)), SemQuem.FILTRO),
    ],
)
def test_sem_destinatario_so_culpa_o_filtro_que_pode_ter_ter_tirado_alguem(filtro: FiltroSNT, por_que: SemQuem) -> None:
    resultado = plano(debito(5), parametros=replace(PADRAO, grupos=filtro), contatos={"C1": []}, email_do_cadastro={})
    assert [(fora.motivo, fora.sem_quem) for fora in resultado.fora] == [(Motivo.SEM_DESTINATARIO, por_que)]


def test_endereco_devolvido_fica_de_fora() -> None:
    resultado = plano(debito(5), devolvidos={"c1@cliente.com.br"})
    assert motivos(resultado) == {"C1": Motivo.SEM_DESTINATARIO}


@pytest.mark.parametrize(
    ("campos", "motivo"),
    [
        ({"avisar": False, "promessa_ate": HOJE}, Motivo.NAO_AVISAR),
        ({"promessa_ate": HOJE}, Motivo.PROMESSA),
        ({"promessa_ate": HOJE + UM_DIA}, Motivo.PROMESSA),
        ({"promessa_ate": HOJE - UM_DIA}, None),
    ],
)
def test_nao_avisar_e_promessa(campos: dict[str, object], motivo: Motivo | None) -> None:
    resultado = plano(debito(5), clientes={"C1": replace(Cliente("C1", "Um"), **campos)})
    assert motivos(resultado).get("C1") == motivo
    assert bool(resultado.avisos) == (motivo is None)


def test_motivos_na_ordem_da_regra() -> None:
    """Com tudo errado ao mesmo tempo aparece o primeiro; consertado ele, aparece o seguinte."""
    parametros = replace(PADRAO, valor_minimo_centavos=1_000_00)
    cliente = Cliente("C1", "Um", avisar=False, promessa_ate=HOJE)
    campos: dict[str, object] = {"contatos": {}, "ultimo_com_vencidos": {"C1": HOJE - UM_DIA}}
    vistos = []
    for conserto in (
        {},
        {"clientes": {"C1": replace(cliente, avisar=True)}},
        {"clientes": {"C1": Cliente("C1", "Um")}},
        {"contatos": {"C1": [Contato.criar("C1", "Ana", "a@b.com.br")]}},
        {"ja": True},
        {"ultimo_com_vencidos": {}},
    ):
        ja = frozenset() if conserto.pop("ja", False) or "ultimo_com_vencidos" in conserto else frozenset({"C1"})
        campos = {"clientes": {"C1": cliente}} | campos | conserto
        resultado = planejar(HOJE, parametros, retrato(debito(5), **campos), ja_avisados=ja)
        vistos.append(motivos(resultado)["C1"])
    assert vistos == list(Motivo)


def test_ja_avisado_hoje_aparece_mesmo_quando_so_havia_a_vencer() -> None:
    """Ao fechar outra vez no dia, quem já tem aviso não retomado aparece (regras.md §2.13)."""
    item = debito(-1)
    base = retrato(item, marcas={item.marca: HOJE})
    assert motivos(planejar(HOJE, PADRAO, base, ja_avisados={"C1"})) == {"C1": Motivo.JA_AVISADO}


def test_quem_sera_retomado_nao_e_planejado_de_novo() -> None:
    resultado = planejar(HOJE, PADRAO, retrato(debito(5)), ignorados={"C1"})
    assert not resultado.avisos
    assert not resultado.fora


@pytest.mark.parametrize(("minimo", "recebe"), [(100_00, True), (102_17, True), (102_18, False)])
def test_valor_minimo_olha_o_total_atualizado(minimo: int, recebe: bool) -> None:
    """100,00 + 2,00 de multa + 0,17 de juros de 5 dias."""
    resultado = plano(debito(5), parametros=replace(PADRAO, valor_minimo_centavos=minimo))
    assert bool(resultado.avisos) is recebe
    assert motivos(resultado) == ({} if recebe else {"C1": Motivo.VALOR_MINIMO})


def test_vencido_ha_mais_que_o_limite_nao_entra_e_e_apontado() -> None:
    resultado = plano(debito(1826, "prescrito"), debito(1825, "no limite"))
    assert enviados(resultado) == {"C1": [("no limite", Classe.VENCIDO)]}
    assert [(item.documento, item.parcela) for item in resultado.apontamentos] == [("prescrito", "1")]


def test_limite_zero_e_sem_limite() -> None:
    resultado = plano(debito(9000), parametros=replace(PADRAO, vencidos_ate_dias=0))
    assert enviados(resultado) == {"C1": [("1", Classe.VENCIDO)]}


def test_so_com_prescrito_o_cliente_nao_aparece() -> None:
    resultado = plano(debito(3000))
    assert not resultado.avisos
    assert not resultado.fora
    assert len(resultado.apontamentos) == 1


def test_prorrogar_para_dia_util_muda_so_a_classe() -> None:
    """Sábado 21/11: na terça 24/11 está a 1 dia do efetivo (segunda): em carência; os dias são os originais."""
    sabado = debito(3)
    parametros = replace(PADRAO, prorrogar_dia_util=True)
    assert enviados(plano(sabado)) == {"C1": [("1", Classe.VENCIDO)]}
    assert not plano(sabado, parametros=parametros).avisos
    na_segunda = plano(sabado, parametros=parametros, hoje=HOJE - UM_DIA).avisos[0].debitos[0]
    assert (na_segunda.classe, na_segunda.dias, na_segunda.encargos) == (Classe.A_VENCER, 2, (0, 0))


def test_encargos_do_debito_vencem_os_da_conta_e_os_da_empresa() -> None:
    debitos = (
        debito(30, "debito", conta_cobranca="c", multa_percentual=Decimal(0), juros_percentual_mes=Decimal(3)),
        debito(30, "conta", conta_cobranca="c"),
        debito(30, "empresa"),
        debito(30, "metade", conta_cobranca="c", multa_percentual=Decimal("0.5")),
    )
    resultado = plano(*debitos, percentuais_da_conta={"c": Percentuais(Decimal(5), Decimal(2))})
    encargos = {item.debito.documento: tuple(item.encargos) for item in resultado.avisos[0].debitos}
    assert encargos == {"debito": (0, 300), "conta": (500, 200), "empresa": (200, 100), "metade": (50, 200)}


def test_ordem_e_textual_por_cliente_e_por_vencimento_documento_parcela() -> None:
    debitos = (
        debito(5, "10", "b"),
        debito(5, "9", "b"),
        debito(6, "99", "b"),
        debito(5, "1", "a"),
        debito(5, cliente="B"),
    )
    resultado = plano(*debitos)
    assert list(enviados(resultado)) == ["B", "a", "b"]
    assert [item.debito.documento for item in resultado.avisos[2].debitos] == ["99", "10", "9"]
