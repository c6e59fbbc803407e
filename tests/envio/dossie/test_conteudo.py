"""No que cada mensagem deu, e em que pé cada débito está."""

from __future__ import annotations

from datetime import timedelta

import pytest

from envio.ambiente import Ambiente
from envio.correio.falhas import Fase
from envio.dossie import conteudo
from envio.dossie.conteudo import ACEITA, NAO_ACEITA, SEM_ENVIO
from modelos.avisos import caixa_de_saida, mensagens_guardadas
from modelos.avisos import leitura as avisos
from modelos.carteira import debitos
from regras.aviso import Estado
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, unico_aviso
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.modelos.exemplos import EM, HOJE, avisado, gravar_aviso, gravar_debito, novo_aviso


def test_versao_substituida_sem_envio_e_a_aceita(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    cadastrar_vencido(documento="2")
    correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 depois")]
    fechar(ambiente)
    cadastrar_vencido(documento="2", pago_em=HOJE)
    fechar(ambiente)
    situacoes = [mensagem.situacao for mensagem in conteudo.ler_mensagens(unico_aviso())]
    assert situacoes == [NAO_ACEITA, ACEITA]


def test_recusada_de_vez(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    cadastrar_vencido()
    correio.ao_transmitir = [resposta_de(Fase.PONTO, 554, "5.7.1 não")]
    fechar(ambiente)
    (mensagem,) = conteudo.ler_mensagens(unico_aviso())
    assert mensagem.situacao == NAO_ACEITA
    assert mensagem.resposta is not None
    assert mensagem.resposta.codigo == 554


@pytest.mark.usefixtures("base")
def test_montada_e_nunca_transmitida() -> None:
    (numero,) = caixa_de_saida.gravar_pendentes([novo_aviso()], EM)
    mensagens_guardadas.guardar(numero, 1, "<a@b>", ("a@b.com.br",), (avisado(),), b"x", EM)
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert [mensagem.situacao for mensagem in conteudo.ler_mensagens(aviso)] == [SEM_ENVIO]


@pytest.mark.usefixtures("base")
def test_debito_conta_uma_vez_com_o_ultimo_retrato_e_o_que_se_sabe_hoje() -> None:
    em_aberto, pago, ausente = "1", "2", "3"
    gravar_debito(documento=em_aberto, saldo_centavos=40_00)
    gravar_debito(documento=pago, pago_em=HOJE)
    gravar_debito(documento=ausente, pago_em=HOJE, ausente_em=HOJE)
    todos = [avisado(documento=documento) for documento in (em_aberto, pago, ausente, "4")]
    gravar_aviso(estado=Estado.ENVIADO, debitos=todos)
    gravar_aviso(estado=Estado.RECUSADO, data=HOJE + timedelta(days=5), debitos=todos[:1])
    contados = conteudo.contar_debitos(avisos.listar())
    assert [(c.avisado.documento, c.vezes) for c in contados] == [("1", 1), ("2", 1), ("3", 1), ("4", 1)]
    assert [c.hoje for c in contados] == [
        "em aberto, saldo de R$\u00a040,00",
        "pago em 24/11/2026",
        "baixado em 24/11/2026, por não constar do arquivo do ERP",
        "não está mais no cadastro",
    ]
    debitos.gravar(debitos.obter(("000123", "1", "1"))._replace(saldo_centavos=0))  # type: ignore[union-attr]  # existe
    assert conteudo.contar_debitos(avisos.listar())[0].hoje == "sem saldo"
