"""A caixa de saída: cada mudança confere o estado anterior, e o que se grava se grava inteiro."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from modelos.avisos import caixa_de_saida, devolvidos
from modelos.avisos import leitura as avisos
from modelos.avisos.caixa_de_saida import Mudanca, OutraMensagem
from modelos.base.abertura import Base
from regras.aviso import TRANSICOES, Aviso, Estado, pode_ir
from regras.cancelamento import Causa, PorQue
from regras.entrega import Desfecho, Entrega, Entregas, EstadoDaEntrega, TipoDeMensagem, dizer_quem_falta, por_em_duvida
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, HOJE, adiados, avisado, dia, gravar_aviso, novo_aviso, recusados
from tests.modelos.processos import outro_processo

pytestmark = pytest.mark.usefixtures("base")
DEPOIS = EM + timedelta(minutes=5)


def _obter(numero: int) -> Aviso:
    lido = avisos.obter(numero)
    assert lido is not None
    return lido


def _complemento(numero: int, *emails: str) -> OutraMensagem:
    return OutraMensagem(TipoDeMensagem.COMPLEMENTO, f"<{numero}.{len(emails)}@x>", emails, b"oi")


def _tomar(numero: int, *emails: str) -> None:
    """O ponto do complemento a estes endereços vai ser escrito."""
    aviso = _obter(numero)
    motivo = caixa_de_saida.SEM_RESPOSTA.format(", ".join(emails))
    entregas = por_em_duvida(aviso.entregas, emails)
    caixa_de_saida.comecar_outra(numero, _complemento(numero, *emails), DEPOIS, entregas=entregas, do_aviso=motivo)


def _concluir(numero: int, entregas: Entregas, **campos: Any) -> None:
    valores = {"desfecho": Desfecho.ACEITA, "tipo": TipoDeMensagem.COMPLEMENTO, "do_aviso": dizer_quem_falta(entregas)}
    mudanca = Mudanca(Estado.ENVIADO, Estado.ENVIADO, entregas=entregas, **valores | campos)
    caixa_de_saida.registrar(numero, mudanca, DEPOIS)


def _enviado_com_pendentes(*pendentes: str, cliente: str = "000123") -> int:
    numero = gravar_aviso(cliente, Estado.ENVIANDO, destinatarios=("a@x.com", *pendentes))
    desfecho = Mudanca(
        Estado.ENVIANDO,
        Estado.ENVIADO,
        250,
        "ok",
        "falta gente",
        desfecho=Desfecho.ACEITA,
        entregas=adiados(*pendentes),
    )
    caixa_de_saida.registrar(numero, desfecho, EM)
    return numero


def test_pendente_nasce_com_o_retrato_inteiro() -> None:
    debitos = (avisado(documento="2", vence_em=-4, emissao=dia(-30)), avisado(documento="1", linha_digitavel="237"))
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso(debitos=debitos)], EM)
    aviso = _obter(numero)
    assert aviso.debitos == debitos
    assert (aviso.estado, aviso.versao, aviso.tentativas, aviso.criado_em) == (Estado.PENDENTE, 1, 0, EM)
    assert (aviso.message_id, aviso.resposta, aviso.motivo) == (None, None, None)


def test_varios_de_uma_vez_devolve_os_numeros_na_ordem() -> None:
    numeros = caixa_de_saida.gravar_pendentes([novo_aviso("2"), novo_aviso("1")], EM)
    assert [_obter(numero).cliente for numero in numeros] == ["2", "1"]


def test_nenhum_aviso_nao_e_erro() -> None:
    assert caixa_de_saida.gravar_pendentes([], EM) == []


def test_um_aviso_por_cliente_por_data_e_o_lote_e_tudo_ou_nada() -> None:
    gravar_aviso("1", Estado.ENVIADO)
    with pytest.raises(DadoInvalido, match="já tem aviso desta data"):
        caixa_de_saida.gravar_pendentes([novo_aviso("2"), novo_aviso("1")], EM)
    assert avisos.da_data(HOJE) == {"1": Estado.ENVIADO}


@pytest.mark.parametrize("estado", [Estado.PENDENTE, Estado.ADIADO, Estado.ENVIANDO])
def test_um_aviso_em_aberto_por_cliente(estado: Estado) -> None:
    gravar_aviso("1", estado)
    with pytest.raises(DadoInvalido, match="outro em aberto"):
        gravar_aviso("1", data=dia(1))


def test_debito_de_outro_cliente_nunca_entra() -> None:
    with pytest.raises(DadoInvalido, match="é do cliente 2"):
        caixa_de_saida.gravar_pendentes([novo_aviso("1", debitos=(avisado("1"), avisado("2")))], EM)


@pytest.mark.parametrize(("de", "para"), [par for par in product(Estado, Estado) if not pode_ir(*par)])
def test_transicao_que_nao_existe_e_recusada(de: Estado, para: Estado) -> None:
    numero = gravar_aviso()
    with pytest.raises(DadoInvalido, match="não pode ir de"):
        caixa_de_saida.registrar(numero, Mudanca(de, para), EM)
    assert _obter(numero).estado is Estado.PENDENTE


@pytest.mark.parametrize(
    ("de", "para"), [(de, para) for de, destinos in TRANSICOES.items() for para in sorted(destinos)]
)
def test_aviso_em_outro_estado_nao_se_mexe(de: Estado, para: Estado) -> None:
    numero = gravar_aviso(estado=Estado.RECUSADO)
    with pytest.raises(DadoInvalido, match="está recusado, e não"):
        caixa_de_saida.registrar(numero, Mudanca(de, para), EM)
    assert (_obter(numero).estado, avisos.tentativas(numero)[1:]) == (Estado.RECUSADO, [])


def test_aviso_que_nao_existe() -> None:
    assert avisos.obter(99) is None
    with pytest.raises(DadoInvalido, match="aviso 99: não existe"):
        caixa_de_saida.marcar_enviando(99, Estado.PENDENTE, EM)


def test_dois_nao_levam_o_mesmo_aviso() -> None:
    numero = gravar_aviso()
    caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM)
    with pytest.raises(DadoInvalido, match="está enviando, e não pendente"):
        caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM)


def test_registrar_grava_estado_tentativa_resposta_e_devolvidos_de_uma_vez() -> None:
    numero = gravar_aviso(estado=Estado.ENVIANDO)
    desfecho = Mudanca(
        de=Estado.ENVIANDO,
        para=Estado.ENVIADO,
        codigo=250,
        resposta="2.0.0 OK",
        motivo="um recusado",
        servidor="smtp.exemplo",
        message_id="<m@x>",
        desfecho=Desfecho.ACEITA,
        entregas=(*adiados("a@exemplo.com.br"), *recusados("b@exemplo.com.br")),
        devolvidos=(("B@exemplo.com.br", "5.1.1 não existe"),),
    )
    caixa_de_saida.registrar(numero, desfecho, DEPOIS)
    aviso = _obter(numero)
    assert (aviso.estado, aviso.resposta, aviso.motivo, aviso.message_id) == (
        Estado.ENVIADO,
        "2.0.0 OK",
        "um recusado",
        "<m@x>",
    )
    assert (aviso.destinatarios_pendentes, aviso.destinatarios_recusados) == (
        ("a@exemplo.com.br",),
        ("b@exemplo.com.br",),
    )
    (tentativa,) = avisos.tentativas(numero)
    assert (tentativa.em, tentativa.codigo, tentativa.servidor, aviso.tentativas) == (DEPOIS, 250, "smtp.exemplo", 1)
    assert devolvidos.enderecos() == {"b@exemplo.com.br"}


def test_sem_tentar_nao_conta_tentativa_nem_apaga_a_resposta_anterior() -> None:
    numero = gravar_aviso()
    caixa_de_saida.registrar(
        numero, Mudanca(Estado.PENDENTE, Estado.ADIADO, 451, "tente depois", desfecho=Desfecho.NAO_ACEITA), EM
    )
    sem_tentar = Mudanca(Estado.ADIADO, Estado.ADIADO, motivo="conta pausada")
    caixa_de_saida.registrar(numero, sem_tentar, EM)
    aviso = _obter(numero)
    assert (aviso.tentativas, aviso.resposta, aviso.motivo) == (1, "tente depois", "conta pausada")
    assert len(avisos.tentativas(numero)) == 1


def test_enviando_esta_em_disco_quando_volta_e_o_morto_vira_em_duvida(base: Base) -> None:
    numero = gravar_aviso()
    programa = """
        from modelos.base.abertura import abrir
        from modelos.avisos import caixa_de_saida
        from regras.aviso import Estado
        with abrir(base):
            caixa_de_saida.marcar_enviando(1, Estado.PENDENTE, EM)
            avisar("transmitindo")
    """
    with outro_processo(programa, base.caminho) as processo:
        processo.esperar("transmitindo")
        processo.matar()
    assert _obter(numero).estado is Estado.ENVIANDO
    assert caixa_de_saida.recuperar(EM) == [numero]
    assert (_obter(numero).estado, caixa_de_saida.recuperar(EM)) == (Estado.EM_DUVIDA, [])
    assert "encerrado antes da resposta" in str(_obter(numero).motivo)


def test_recuperar_nao_mexe_no_que_nao_estava_enviando() -> None:
    numeros = {estado: gravar_aviso(estado.value, estado) for estado in Estado if estado is not Estado.ENVIANDO}
    assert caixa_de_saida.recuperar(EM) == []
    assert {_obter(numero).estado for numero in numeros.values()} == set(numeros)


def test_outra_data_cancela_os_em_aberto_de_antes() -> None:
    numeros = {estado: gravar_aviso(estado.value, estado) for estado in Estado}
    pago = {("1", "1"): PorQue(Causa.PAGO, HOJE)}
    assert caixa_de_saida.cancelar_anteriores(dia(1), EM, {numeros[Estado.ADIADO]: pago}) == 2
    com_causa = {estado: _obter(numero) for estado, numero in numeros.items() if _obter(numero).causas}
    assert {aviso.estado for aviso in com_causa.values()} == {Estado.CANCELADO}
    assert {estado: aviso.por_que for estado, aviso in com_causa.items()} == {
        Estado.PENDENTE: "substituído: a data passou antes do envio",
        Estado.ADIADO: "1/1 pago em 24/11/2026",
    }


def test_cancelar_guarda_a_causa_de_cada_debito_da_versao_corrente() -> None:
    numero = gravar_aviso(debitos=(avisado(documento="1"), avisado(documento="2", vence_em=-9)))
    causas = {("1", "1"): PorQue(Causa.SEM_SALDO), ("2", "1"): PorQue(Causa.PRORROGADO, dia(30))}
    caixa_de_saida.cancelar(numero, Estado.PENDENTE, causas, EM)
    aviso = _obter(numero)
    assert (aviso.estado, aviso.motivo, aviso.causas) == (Estado.CANCELADO, None, causas)
    with pytest.raises(DadoInvalido, match="está cancelado"):
        caixa_de_saida.cancelar(numero, Estado.PENDENTE, causas, EM)


def test_a_mesma_data_nao_cancela_nada() -> None:
    gravar_aviso()
    assert caixa_de_saida.cancelar_anteriores(HOJE, EM, {}) == 0


def test_outra_data_desiste_dos_destinatarios_pendentes_e_diz_quem() -> None:
    numero = _enviado_com_pendentes("b@x.com")
    assert caixa_de_saida.cancelar_anteriores(dia(1), EM, {}) == 0
    aviso = _obter(numero)
    assert (aviso.estado, aviso.destinatarios_pendentes) == (Estado.ENVIADO, ())
    assert "b@x.com" in str(aviso.motivo)


def test_reenviar_volta_a_pendente_e_fica_no_registro() -> None:
    numero = gravar_aviso(estado=Estado.EM_DUVIDA)
    caixa_de_saida.voltar_a_pendente(numero, DEPOIS)
    assert _obter(numero).estado is Estado.PENDENTE
    assert avisos.tentativas(numero)[-1].motivo == "reenvio pedido pelo operador"


def test_dar_como_enviado() -> None:
    numero = gravar_aviso(estado=Estado.EM_DUVIDA)
    caixa_de_saida.dar_como_enviado(numero, DEPOIS)
    assert (_obter(numero).estado, _obter(numero).motivo) == (Estado.ENVIADO, "dado como enviado pelo operador")


@pytest.mark.parametrize("decidir", [caixa_de_saida.voltar_a_pendente, caixa_de_saida.dar_como_enviado])
def test_so_o_em_duvida_se_decide(decidir: Callable[[int, object], None]) -> None:
    numero = gravar_aviso(estado=Estado.ENVIADO)
    with pytest.raises(DadoInvalido, match="está enviado, e não em dúvida"):
        decidir(numero, EM)


def test_reenviar_com_outro_aviso_em_aberto_diz_o_que_fazer() -> None:
    numero = gravar_aviso(estado=Estado.EM_DUVIDA)
    gravar_aviso(data=dia(1))
    with pytest.raises(DadoInvalido, match="outro aviso em aberto"):
        caixa_de_saida.voltar_a_pendente(numero, EM)
    assert _obter(numero).estado is Estado.EM_DUVIDA


def test_pendentes_tomados_saem_da_lista_antes_da_resposta() -> None:
    numero = _enviado_com_pendentes("b@x.com", "c@x.com")
    _tomar(numero, "b@x.com")
    assert _obter(numero).destinatarios_pendentes == ("c@x.com",)
    assert "b@x.com" in str(_obter(numero).motivo)
    with pytest.raises(DadoInvalido, match="já não estava pendente"):
        _tomar(numero, "b@x.com")


def test_pendente_aceito_deixa_o_aviso_completo() -> None:
    numero = _enviado_com_pendentes("b@x.com")
    _tomar(numero, "b@x.com")
    _concluir(numero, (Entrega("b@x.com", EstadoDaEntrega.ACEITO, 250, "ok"),), codigo=250, message_id="<p@x>")
    aviso = _obter(numero)
    assert (aviso.destinatarios_pendentes, aviso.motivo, aviso.tentativas) == ((), None, 2)
    ultima = avisos.tentativas(numero)[-1]
    assert (ultima.message_id, ultima.tipo, ultima.desfecho) == ("<p@x>", TipoDeMensagem.COMPLEMENTO, Desfecho.ACEITA)


def test_pendente_de_novo_adiado_ou_recusado_de_vez() -> None:
    numero = _enviado_com_pendentes("b@x.com", "c@x.com")
    _tomar(numero, "b@x.com", "c@x.com")
    entregas = (*adiados("b@x.com"), *recusados("c@x.com"))
    _concluir(numero, entregas, codigo=250, resposta="ok", devolvidos=(("c@x.com", "5.1.1"),))
    aviso = _obter(numero)
    assert aviso.entregas == entregas
    assert (aviso.destinatarios_pendentes, aviso.destinatarios_recusados) == (("b@x.com",), ("c@x.com",))
    assert aviso.motivo == "falta entregar a b@x.com; recusado de vez para c@x.com"
    assert devolvidos.enderecos() == {"c@x.com"}


def test_pendente_sem_resposta_nao_volta_para_a_lista() -> None:
    numero = _enviado_com_pendentes("b@x.com")
    _tomar(numero, "b@x.com")
    em_duvida = por_em_duvida(adiados("b@x.com"), ["b@x.com"])
    _concluir(numero, em_duvida, desfecho=Desfecho.SEM_RESPOSTA, resposta="conexão caiu", do_aviso=None)
    aviso = _obter(numero)
    assert (aviso.destinatarios_pendentes, avisos.em_aberto(HOJE)) == ((), [])
    assert "não será repetida para b@x.com" in str(aviso.motivo)


def test_falha_antes_de_tomar_mantem_quem_faltava() -> None:
    numero = _enviado_com_pendentes("b@x.com")
    caixa_de_saida.comecar_outra(numero, _complemento(numero, "b@x.com"), DEPOIS)
    _concluir(numero, adiados("b@x.com"), codigo=421, resposta="até logo", desfecho=Desfecho.NAO_ACEITA)
    assert _obter(numero).destinatarios_pendentes == ("b@x.com",)


def test_falha_definitiva_antes_de_tomar_tira_da_lista() -> None:
    numero = _enviado_com_pendentes("b@x.com", "c@x.com")
    caixa_de_saida.comecar_outra(numero, _complemento(numero, "b@x.com"), DEPOIS)
    _concluir(numero, (*recusados("b@x.com"), *adiados("c@x.com")), codigo=550, desfecho=Desfecho.NAO_ACEITA)
    aviso = _obter(numero)
    assert (aviso.destinatarios_pendentes, aviso.destinatarios_recusados) == (("c@x.com",), ("b@x.com",))


def test_o_em_duvida_guarda_o_que_ja_se_sabia_de_cada_endereco_e_so_volta_a_ser_tentado_se_dado_como_enviado() -> None:
    numero = gravar_aviso(destinatarios=("a@x.com", "b@x.com"))
    antes = (Entrega("a@x.com", EstadoDaEntrega.EM_DUVIDA), *adiados("b@x.com"))
    caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM, entregas=antes)
    caixa_de_saida.recuperar(EM)
    assert (_obter(numero).estado, _obter(numero).entregas) == (Estado.EM_DUVIDA, antes)
    assert (_obter(numero).espera_tentativa(), avisos.em_aberto(HOJE)) == (False, [])
    caixa_de_saida.dar_como_enviado(numero, EM)
    assert [aviso.id for aviso in avisos.em_aberto(HOJE)] == [numero]


def test_outra_mensagem_so_de_aviso_enviado() -> None:
    numero = gravar_aviso()
    with pytest.raises(DadoInvalido, match="está pendente, e não enviado"):
        caixa_de_saida.comecar_outra(numero, _complemento(numero, "b@x.com"), EM)
    with pytest.raises(DadoInvalido, match="está pendente, e não enviado"):
        _concluir(numero, ())
    with pytest.raises(DadoInvalido, match="está pendente, e não enviado"):
        caixa_de_saida.desistir_dos_pendentes(numero, "motivo", EM)
