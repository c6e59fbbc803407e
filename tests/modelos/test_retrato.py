"""O retrato da base para a seleção: só o que importa, em consultas contadas, com marca e ciclo certos."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from modelos import ficha_do_cliente, retrato
from modelos.avisos import caixa_de_saida, devolvidos, mensagens_guardadas
from modelos.avisos.tabelas import QUE_CONTAM
from modelos.cadastro import (
    contatos,
    empresas,
    feriados,
)
from modelos.carteira import debitos
from modelos.contas import contas_cobranca
from regras.aviso import Estado
from regras.cadastro import ContaCobranca, Contato, Empresa
from regras.debito import Classe
from regras.encargos import Percentuais
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.selecao import Retrato, planejar
from tests.modelos.exemplos import (
    EM,
    HOJE,
    avisado,
    consultas_contadas,
    dia,
    gravar_aviso,
    gravar_cliente,
    gravar_debito,
    levar,
)

pytestmark = pytest.mark.usefixtures("base")
PARAMETROS = ParametrosAviso()


def _ler(hoje: date = HOJE, **campos: object) -> Retrato:
    return retrato.ler(hoje, ParametrosAviso(**campos))  # type: ignore[arg-type]


def _povoar(codigo: str) -> None:
    gravar_debito(codigo, "a", vence_em=1)
    gravar_debito(codigo, "b", vence_em=-10)
    contatos.gravar(Contato.criar(codigo, "Ana", "a@b.com", ("Financeiro", "Compras")))
    gravar_aviso(codigo, Estado.ENVIADO, data=dia(-1), debitos=(avisado(codigo, "b", -10), avisado(codigo, "a", 1)))


def test_o_numero_de_consultas_nao_depende_do_tamanho() -> None:
    contagens = []
    for quantos in (1, 40):
        for numero in range(quantos):
            _povoar(f"{quantos}-{numero}")
        with consultas_contadas() as comandos:
            lido = _ler()
        contagens.append(len(comandos))
    assert len(lido.clientes) == 41
    assert contagens == [14, 14]


def test_os_lotes_juntos_sao_o_retrato_inteiro() -> None:
    for codigo in "12345":
        _povoar(codigo)
    gravar_cliente("3b")  # sem débito, no meio da faixa
    inteiro, lotes = _ler(), list(retrato.ler_em_lotes(HOJE, PARAMETROS, 2))
    assert [sorted({debito.cliente for debito in lote.debitos}) for lote in lotes] == [["1", "2"], ["3", "4"], ["5"]]
    assert [debito for lote in lotes for debito in lote.debitos] == list(inteiro.debitos)
    assert set().union(*(lote.clientes for lote in lotes)) >= set("12345")
    planos = [planejar(HOJE, PARAMETROS, lote) for lote in lotes]
    assert tuple(aviso for plano in planos for aviso in plano.avisos) == planejar(HOJE, PARAMETROS, inteiro).avisos


def test_sem_ninguem_em_jogo_vem_um_lote_vazio() -> None:
    (lote,) = retrato.ler_em_lotes(HOJE, PARAMETROS)
    assert (list(lote.debitos), lote.clientes) == ([], {})


def test_debito_volta_igual_ao_gravado() -> None:
    completo = gravar_debito(
        "1",
        "a",
        vence_em=-3,
        emissao=dia(-30),
        situacao="Acordo",
        conta_cobranca="7",
        nosso_numero="1",
        linha_digitavel="237",
        pix_copia_e_cola="0002",
        multa_percentual=Decimal("2.5"),
        juros_percentual_mes=Decimal(0),
    )
    simples = gravar_debito("1", "b")
    assert sorted(_ler().debitos) == [completo, simples]


def test_so_os_em_aberto_ate_a_faixa_e_so_os_donos_deles() -> None:
    gravar_debito("1", "na faixa", vence_em=3)
    gravar_debito("2", "futuro", vence_em=4)
    gravar_debito("3", "pago", pago_em=dia(9))
    gravar_debito("4", "quitado", saldo_centavos=0)
    lido = _ler(vencendo_em_dias=3)
    assert [debito.documento for debito in lido.debitos] == ["na faixa"]
    assert list(lido.clientes) == ["1"]
    assert _ler(vencendo_em_dias=4).clientes.keys() == {"1", "2"}


def test_cliente_contatos_e_email_do_cadastro() -> None:
    cliente = gravar_cliente("1", email="A@x.com; ruim", avisar=False, promessa_ate=dia(3))
    gravar_debito("1")
    ana = Contato.criar("1", "Ana", "ana@x.com;errado", ("Financeiro", "Compras"))
    bia = Contato.criar("1", "Bia", "bia@x.com")
    contatos.gravar_varios([ana, bia])
    gravar_cliente("2", email="")
    gravar_debito("2")
    lido = _ler()
    assert lido.clientes["1"] == cliente
    assert lido.contatos == {"1": [ana, bia]}
    assert list(lido.email_do_cadastro) == ["1"]
    cadastro = lido.email_do_cadastro["1"]
    assert (cadastro.grupos, cadastro.validos, cadastro.invalidos) == ((), ("a@x.com",), ("ruim",))


def test_percentuais_da_conta_herdam_os_da_empresa() -> None:
    assert _ler().percentuais == Percentuais(Decimal(2), Decimal(1))
    empresas.gravar(Empresa("A", "1", multa_percentual=Decimal(5), juros_percentual_mes=Decimal("0.5")))
    contas_cobranca.gravar_varias(
        [ContaCobranca("herda", "237", "09"), ContaCobranca("zero", "237", "09", multa_percentual=Decimal(0))]
    )
    lido = _ler()
    assert lido.percentuais == Percentuais(Decimal(5), Decimal("0.5"))
    assert lido.percentuais_da_conta == {
        "herda": Percentuais(Decimal(5), Decimal("0.5")),
        "zero": Percentuais(Decimal(0), Decimal("0.5")),
    }


def test_devolvidos_e_feriados_locais() -> None:
    devolvidos.marcar("a@b.com", "5.1.1", EM)
    feriados.gravar(dia(1), "Local")
    lido = _ler()
    assert (set(lido.devolvidos), set(lido.feriados_locais)) == ({"a@b.com"}, {dia(1)})


@pytest.mark.parametrize("estado", list(Estado))
def test_marca_e_ciclo_andam_so_com_o_aceito_o_em_duvida_e_o_que_esta_saindo(estado: Estado) -> None:
    gravar_aviso("1", estado, debitos=(avisado("1", "v", -9), avisado("1", "a", 2)))
    lido = _ler()
    conta = estado in QUE_CONTAM
    assert lido.marcas == ({("1", "a", "1", dia(2)): HOJE} if conta else {})
    assert lido.ultimo_com_vencidos == ({"1": HOJE} if conta else {})


def test_reenviar_um_em_duvida_faz_marca_e_ciclo_recuarem() -> None:
    numero = gravar_aviso("1", Estado.EM_DUVIDA, debitos=(avisado("1", "v", -9), avisado("1", "a", 2)))
    assert _ler().marcas
    caixa_de_saida.voltar_a_pendente(numero, EM)
    assert (_ler().marcas, _ler().ultimo_com_vencidos) == ({}, {})


def test_marca_e_ciclo_andam_pelo_que_de_fato_foi() -> None:
    numero = gravar_aviso("1", debitos=(avisado("1", "v", -9), avisado("1", "a", 2)))
    mensagens_guardadas.guardar(numero, 2, "<2@x>", ("a@x.com",), (avisado("1", "b", 3),), b"x", EM)
    levar(numero, Estado.ENVIADO)
    assert _ler().marcas == {("1", "b", "1", dia(3)): HOJE}
    assert _ler().ultimo_com_vencidos == {}


def test_ir_de_carona_como_vencido_tambem_marca() -> None:
    como_vencido = avisado("1", "a", 0, classe=Classe.VENCIDO)
    gravar_aviso("1", Estado.ENVIADO, debitos=(como_vencido,))
    assert ("1", "a", "1", HOJE) in _ler().marcas


def test_a_marca_guarda_a_primeira_data_e_o_ciclo_a_ultima() -> None:
    for quando in (-2, -1):
        debitos_avisados = (avisado("1", "a", 1), avisado("1", "v", -9))
        gravar_aviso("1", Estado.ENVIADO, data=dia(quando), debitos=debitos_avisados)
    assert _ler().marcas == {("1", "a", "1", dia(1)): dia(-2)}
    assert _ler().ultimo_com_vencidos == {"1": dia(-1)}


def test_marca_e_ciclo_sobrevivem_a_baixa_exclusao_e_reimportacao() -> None:
    chave = gravar_debito("1", "a", vence_em=2).chave
    gravar_aviso("1", Estado.ENVIADO, debitos=(avisado("1", "a", 2), avisado("1", "v", -9)))
    antes = (_ler().marcas, _ler().ultimo_com_vencidos)
    debitos.excluir(chave)
    ficha_do_cliente.excluir("1")
    gravar_debito("1", "a", vence_em=2)
    assert (_ler().marcas, _ler().ultimo_com_vencidos) == antes
    assert planejar(HOJE, PARAMETROS, _ler()).avisos == ()


def test_prorrogado_o_vencimento_a_marca_antiga_nao_vale() -> None:
    gravar_debito("1", "a", vence_em=3)
    gravar_aviso("1", Estado.ENVIADO, data=dia(-1), debitos=(avisado("1", "a", 2),))
    assert len(planejar(HOJE, PARAMETROS, _ler()).avisos) == 1


def test_ciclo_completo_nao_precisa_mais_ser_lido() -> None:
    gravar_aviso("1", Estado.ENVIADO, data=dia(-5), debitos=(avisado("1", "v", -9),))
    assert _ler(intervalo_dias=5).ultimo_com_vencidos == {}
    assert _ler(intervalo_dias=6).ultimo_com_vencidos == {"1": dia(-5)}


def test_marca_de_vencimento_em_dia_sem_expediente_ainda_vale_no_dia_util_seguinte() -> None:
    segunda = date(2026, 11, 30)
    feriados.gravar(date(2026, 11, 27), "Sexta sem bancos na praça")
    for documento, vence_em in (("sábado", 4), ("sexta", 3), ("quinta", 2)):
        gravar_aviso(documento, Estado.ENVIADO, data=dia(-9), debitos=(avisado(documento, documento, vence_em),))
    assert {marca[1] for marca in _ler(segunda, prorrogar_dia_util=True).marcas} == {"sábado", "sexta"}
    assert _ler(segunda).marcas == {}


def test_sem_enviar_vencidos_so_se_le_a_faixa_do_que_vai_vencer() -> None:
    for documento, vence_em in (("vencido", -1), ("hoje", 0), ("na faixa", 3), ("futuro", 4)):
        gravar_debito("1", documento, vence_em=vence_em)
    assert _documentos(_ler(enviar_vencidos=False)) == {"hoje", "na faixa"}
    assert _documentos(_ler()) == {"vencido", "hoje", "na faixa"}


@pytest.mark.parametrize(
    ("modo", "esperados"),
    [(Modo.SELECIONA, {"acordo"}), (Modo.NAO_SELECIONA, {"normal", "sem"}), (Modo.TODOS, {"acordo", "normal", "sem"})],
)
def test_o_filtro_de_situacao_ja_vai_na_consulta(modo: Modo, esperados: set[str]) -> None:
    for documento, situacao in (("acordo", "Acordo"), ("normal", "Normal"), ("sem", "")):
        gravar_debito("1", documento, situacao=situacao)
    assert _documentos(_ler(situacoes=FiltroSNT(modo, ("ACÔRDO",)))) == esperados


@pytest.mark.parametrize("com_debito", [1, 5])
def test_poucos_ou_quase_todos_os_clientes_o_plano_e_o_mesmo(com_debito: int) -> None:
    """Acima da metade leem-se todos de uma vez: sobra cliente no retrato, e nunca no plano."""
    for numero in range(8):
        gravar_cliente(str(numero))
        contatos.gravar(Contato.criar(str(numero), "Ana", f"a{numero}@b.com"))
    for numero in range(com_debito):
        gravar_debito(str(numero), "a", vence_em=1)
    plano = planejar(HOJE, PARAMETROS, _ler())
    assert [aviso.cliente.codigo for aviso in plano.avisos] == [str(numero) for numero in range(com_debito)]
    assert plano.fora == ()


def _documentos(lido: Retrato) -> set[str]:
    return {debito.documento for debito in lido.debitos}


def test_do_aviso_so_o_citado_que_ainda_esta_em_aberto() -> None:
    citado = gravar_debito("1", "a", vence_em=-3)
    pago = gravar_debito("1", "b", pago_em=HOJE)
    gravar_debito("1", "outro")
    gravar_debito("2", "a")
    contatos.gravar(Contato.criar("1", "Ana", "ana@x.com"))
    lido = retrato.ler_do_aviso("1", [citado.chave, pago.chave, ("1", "sumiu", "1")])
    assert lido.debitos == [citado, pago]
    assert (list(lido.clientes), list(lido.contatos), list(lido.email_do_cadastro)) == (["1"], ["1"], ["1"])


def test_do_aviso_distingue_a_parcela() -> None:
    primeira = gravar_debito("1", "a")
    debitos.gravar(primeira._replace(parcela="2"))
    assert retrato.ler_do_aviso("1", [primeira.chave]).debitos == [primeira]


def test_do_aviso_de_cliente_que_sumiu() -> None:
    assert retrato.ler_do_aviso("sumiu", [("sumiu", "a", "1")]).clientes == {}
