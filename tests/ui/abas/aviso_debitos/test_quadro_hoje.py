from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from regras.erros import AmbienteIndisponivel
from regras.parametros import ParametrosAviso
from regras.selecao import Motivo
from ui.abas.aviso_debitos.alteracoes import Alteracao
from ui.abas.aviso_debitos.previsao import Previsao
from ui.abas.aviso_debitos.quadro_hoje import QuadroHoje
from ui.abas.aviso_debitos.resumo_hoje import LinhaDeMotivo, Parte, ResumoDeHoje
from ui.componentes.linha_contagem import LinhaContagem
from ui.componentes.molduras import CaixaMensagem
from ui.frases_dos_apontamentos import Grupo

HOJE = date(2026, 11, 24)
RESUMO = ResumoDeHoje(
    HOJE,
    clientes=37,
    boletos=110,
    a_vencer=Parte(61, 3_187_740),
    vencidos=Parte(51, 5_233_315),
    motivos=(LinhaDeMotivo(Motivo.NAO_AVISAR, 1), LinhaDeMotivo(Motivo.CICLO, 6, "voltam até 28/11")),
    apontamentos=((Grupo.SEM_BOLETO, 2),),
)
LIGADO = ParametrosAviso(habilitado=True)


@pytest.fixture
def quadro(qtbot: QtBot) -> QuadroHoje:
    quadro = QuadroHoje(tem_previa=True)
    qtbot.addWidget(quadro)
    quadro.resize(384, 478)
    quadro.show()
    quadro.mostrar(Previsao(LIGADO, RESUMO, RESUMO))
    return quadro


def _visiveis(quadro: QuadroHoje) -> list[LinhaContagem]:
    """As linhas à vista, de cima para baixo."""
    linhas = [linha for linha in quadro.findChildren(LinhaContagem) if linha.isVisible()]
    return sorted(linhas, key=lambda linha: linha.mapTo(quadro, linha.rect().topLeft()).y())


def _linhas(quadro: QuadroHoje) -> list[str]:
    return [linha.accessibleName() for linha in _visiveis(quadro)]


def test_mostra_quantos_quanto_e_quem_fica_de_fora(quadro: QuadroHoje) -> None:
    assert quadro._clientes.text() == "37"
    assert quadro._total.text() == "R$\N{NO-BREAK SPACE}84.210,55"
    assert quadro._total_rotulo.text() == "em 112 débitos, 110 boletos"
    assert _linhas(quadro) == ["Não avisar: 1", "Fora do ciclo: 6", "Débitos sem boleto: 2"]


def test_clicar_num_motivo_pede_a_previa_filtrada(quadro: QuadroHoje, qtbot: QtBot) -> None:
    with qtbot.waitSignal(quadro.pediu_previa) as espera:
        _visiveis(quadro)[1].click()
    assert espera.args == [Motivo.CICLO]


def test_gravar_e_desfazer_so_valem_com_alteracoes(quadro: QuadroHoje) -> None:
    quadro.mostrar_alteracoes([])
    assert not quadro.gravar.isEnabled()
    assert not quadro.desfazer.isEnabled()
    quadro.mostrar_alteracoes([Alteracao("x", "1", "2"), Alteracao("y", "1", "2")])
    assert quadro.gravar.isEnabled()
    assert quadro._alteracoes_titulo.text() == "2 alterações não gravadas"


def test_desabilitado_avisa_que_nada_seria_enviado(quadro: QuadroHoje) -> None:
    quadro.mostrar(Previsao(ParametrosAviso(), RESUMO, ResumoDeHoje(HOJE)))
    nota = quadro.findChildren(CaixaMensagem)[0]
    assert nota.isVisible()
    assert "nada seria enviado" in nota.texto()
    assert quadro._comparacao.text() == "Nada muda no envio de hoje"


def test_erro_da_conta_vira_frase(quadro: QuadroHoje) -> None:
    quadro.mostrar_erro(AmbienteIndisponivel("A base está ocupada.", "Tente de novo."))
    assert quadro.findChildren(CaixaMensagem)[0].texto() == "A base está ocupada. Tente de novo."


def test_valor_enorme_desce_de_tamanho_e_nao_se_corta(quadro: QuadroHoje) -> None:
    enorme = ResumoDeHoje(HOJE, clientes=12_345, vencidos=Parte(99_999, 99_999_999_999))
    quadro.mostrar(Previsao(LIGADO, enorme, RESUMO))
    larguras = [texto.fontMetrics().horizontalAdvance(texto.text()) for texto in (quadro._clientes, quadro._total)]
    assert sum(larguras) < quadro.width() - 39


def test_ninguem_de_fora_se_diz(quadro: QuadroHoje) -> None:
    quadro.mostrar(Previsao(LIGADO, ResumoDeHoje(HOJE), RESUMO))
    assert _linhas(quadro) == []


def test_sem_tela_de_previa_nao_ha_botao_nem_linha_que_abra(qtbot: QtBot) -> None:
    quadro = QuadroHoje(tem_previa=False)
    qtbot.addWidget(quadro)
    quadro.mostrar(Previsao(LIGADO, RESUMO, RESUMO))
    assert quadro._previa.isHidden()
    assert not any(linha.focusPolicy() for linha in quadro.findChildren(LinhaContagem))
