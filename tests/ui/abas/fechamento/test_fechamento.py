from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from envio.correio.falhas import Fase, RespostaPerdida
from envio.fechamento.vistoria import vistoriar
from modelos.acesso.consulta import Consulta
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from modelos.base import ajustes
from modelos.base.trava import Trava
from modelos.contas import parametros
from regras.ajustes import Ajustes
from regras.aviso import Estado
from regras.dinheiro import em_reais
from regras.parametros import ParametrosAviso
from tests.envio.correio_falso import resposta_de
from tests.ui.cenario_fechamento import AGORA, Cenario, preparar
from ui import tema
from ui.abas.fechamento import perguntas_do_fechamento
from ui.abas.fechamento.conferencia import em_itens
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.fechamento.perguntas_do_fechamento import Resposta
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Link
from ui.contexto import Assunto
from ui.tabelas.linhas_previa import PedidoNaData, Recorte
from ui.trabalho import Trabalho

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""A tela fora da tela não segura o tamanho mínimo da janela, e o Qt avisa."""


@pytest.fixture
def cenario(tmp_path: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    with preparar(tmp_path, hoje, qtbot) as pronto:
        yield pronto


@pytest.fixture
def aba(cenario: Cenario, qtbot: QtBot) -> AbaFechamento:
    tema.atual()
    aba = AbaFechamento(cenario.contexto)
    qtbot.addWidget(aba)
    aba.resize(1366, 480)
    aba.show()
    aba.ao_entrar()
    qtbot.waitUntil(lambda: "3 e-mails" in _resumo(aba) and aba.fechar_dia.fechar.isEnabled())
    return aba


@pytest.fixture
def dizer_sim(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    perguntas: list[str] = []

    def sim(_pai: object, situacao: object, _outros: object, _antes: object) -> Resposta:
        dialogo = perguntas_do_fechamento.montar_confirmacao(None, situacao)  # type: ignore[arg-type]
        perguntas.append(dialogo.accessibleDescription())
        dialogo.deleteLater()
        return Resposta.SIM

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", sim)
    monkeypatch.setattr(DialogoConfirmacao, "perguntar", lambda *_, **_outros: True)
    return perguntas


def _resumo(aba: AbaFechamento) -> str:
    dia = aba.fechar_dia
    return "; ".join(texto.text() for texto in (dia._emails, dia._valor, dia._boletos, dia._fora))


def _itens(aba: AbaFechamento) -> list[str]:
    return [item.frase for item in aba.fechar_dia._itens]


def _frase(aba: AbaFechamento) -> str:
    return f"{aba.andamento._titulo.text()}: {aba.andamento._frase.text()}"


def _mensagem(aba: AbaFechamento) -> str:
    return "" if aba.andamento._caixa.isHidden() else aba.andamento._caixa.texto()


def _fechar(aba: AbaFechamento, qtbot: QtBot) -> None:
    qtbot.mouseClick(aba.fechar_dia.fechar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.andamento.voltar.isVisible)


def test_numeros_da_previa_aparecem_com_a_conferencia(aba: AbaFechamento) -> None:
    assert "3 boletos" in _resumo(aba)
    assert "1 fica de fora" in _resumo(aba)
    assert "Nenhum backup feito" in _itens(aba)
    assert "Débitos sem boleto: 1" in _itens(aba)
    assert "em aberto" in aba.painel.total.text()


def test_conferencia_trocada_com_um_dialogo_a_abrir_nao_fica_sobre_a_nova(aba: AbaFechamento) -> None:
    coluna = aba.fechar_dia
    velhas = [link for link in coluna.findChildren(Link) if "backup" in link.accessibleName().lower()]
    assert velhas
    assert velhas[0].isVisible()
    coluna._trocar_itens(())
    # Sem processar eventos, como na abertura de um diálogo: a remoção ainda não aconteceu.
    assert not velhas[0].isVisible()


def test_fechar_envia_grava_e_deixa_o_resumo_na_tela(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str], hoje: date
) -> None:
    _fechar(aba, qtbot)
    assert dizer_sim[0].startswith("Enviar 3 e-mails, R$")
    assert len(cenario.correio.entregues) == 3
    assert {aviso.estado for aviso in avisos.listar(data=hoje)} == {Estado.ENVIADO}
    assert fechamentos.ultimo() is not None
    assert _frase(aba).endswith("3 enviados")
    assert aba.andamento.visao.model().rowCount() == 3
    assert not cenario.contexto.em_envio


@pytest.mark.usefixtures("dizer_sim")
def test_ultimo_fechamento_e_os_de_fora_abrem_as_suas_telas(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date
) -> None:
    _fechar(aba, qtbot)
    aba.sair_um_nivel()
    aba.atualizar()
    qtbot.waitUntil(lambda: not Trabalho.vivos())
    for nome, pedido in (
        ("ver o relatório", ["relatorio_fechamento", hoje]),
        ("ver quem são", ["previa", PedidoNaData(data=hoje, recorte=Recorte.DE_FORA)]),
    ):
        (link,) = (link for link in aba.fechar_dia.findChildren(Link) if link.accessibleName().endswith(nome))
        qtbot.waitUntil(lambda link=link: link.isVisible() and link.isEnabled())
        with qtbot.waitSignal(cenario.contexto.abrir) as aberta:
            qtbot.keyClick(link, Qt.Key.Key_Return)
        assert aberta.args == pedido


def test_o_primeiro_do_mes_se_anuncia_como_mensal(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date
) -> None:
    assert "Fechamento mensal" not in _itens(aba)
    fechamentos.abrir(hoje.replace(month=10), cenario.contexto.agora(), habilitado=True)
    aba.atualizar()
    qtbot.waitUntil(lambda: "Fechamento mensal" in _itens(aba))
    links = [link for link in aba.fechar_dia.findChildren(Link) if "mensal" in link.accessibleName()]
    with qtbot.waitSignal(cenario.contexto.abrir) as aberta:
        qtbot.mouseClick(links[-1], Qt.MouseButton.LeftButton)
    assert aberta.args == ["evolucao", None]


def test_nao_na_confirmacao_nao_grava_nada(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vistas: list[Resposta] = []

    def nao(*_: object) -> Resposta:
        vistas.append(Resposta.NAO)
        return Resposta.NAO

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", nao)
    cenario.contexto.pediu_fechamento.emit(None)
    qtbot.waitUntil(lambda: bool(vistas))
    assert avisos.pagina(Consulta()).total == 0
    assert aba.envio is None


def test_confirmacao_comeca_com_o_foco_no_nao(aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    dialogo = perguntas_do_fechamento.montar_confirmacao(aba, vistoriar(hoje, cenario.contexto.ambiente))
    qtbot.addWidget(dialogo)
    dialogo.show()
    assert dialogo.focusWidget() is dialogo.botao_nao
    qtbot.keyClick(dialogo.focusWidget(), Qt.Key.Key_Return)
    assert dialogo.result() == DialogoConfirmacao.DialogCode.Rejected


def test_ritmo_e_tempo_ficam_no_resumo_e_o_fim_provavel_some(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    relogio = itertools.count()
    monkeypatch.setattr(aba.andamento.ritmo, "_agora", lambda: AGORA + timedelta(seconds=next(relogio)))
    _fechar(aba, qtbot)
    quadro = aba.andamento.ritmo
    ritmo, fim, decorrido = (texto.text() for texto in (quadro._por_minuto, quadro._fim, quadro._decorrido))
    assert ritmo.endswith("/min")
    assert fim == "–"
    assert decorrido.endswith(" s")


def test_cancelar_termina_o_aviso_em_curso_e_o_resto_fica_pendente(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str], hoje: date
) -> None:
    transmitir = cenario.correio.transmitir

    def cancelar_no_meio(envelope: object) -> object:
        envio = aba.envio
        assert envio is not None
        envio.cancelar()
        return transmitir(envelope)  # type: ignore[arg-type]

    cenario.correio.transmitir = cancelar_no_meio  # type: ignore[method-assign, assignment]
    _fechar(aba, qtbot)
    assert [aviso.estado for aviso in avisos.listar(data=hoje)] == [Estado.ENVIADO, Estado.PENDENTE, Estado.PENDENTE]
    assert "interrompido" in _frase(aba)
    assert "pendente" in _mensagem(aba)


def test_esc_nao_faz_nada_durante_o_envio(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    vistos: list[bool] = []
    cenario.contexto.envio_mudou.connect(
        lambda: vistos.append(cenario.contexto.em_envio and aba.sair_um_nivel() and aba.envio is not None)
    )
    _fechar(aba, qtbot)
    assert vistos == [True, False]
    assert aba.sair_um_nivel()
    assert not aba.sair_um_nivel()


def test_duvida_recusa_e_adiamento_aparecem_nos_contadores(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    cenario.correio.ao_transmitir = [RespostaPerdida("127.0.0.1", "a conexão caiu")]
    cenario.correio.recusados = {
        "financeiro00326@cliente.com.br": (550, "5.1.1 endereço não existe"),
        "financeiro00337@cliente.com.br": (451, "4.2.0 caixa ocupada"),
    }
    qtbot.mouseClick(aba.fechar_dia.fechar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.andamento.esperando)
    assert not cenario.contexto.em_envio
    qtbot.mouseClick(aba.andamento.cancelar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.andamento.voltar.isVisible)
    conta = aba.andamento.contagem
    assert [conta.quantos(e) for e in (Estado.EM_DUVIDA, Estado.RECUSADO, Estado.ADIADO)] == [1, 1, 1]
    assert conta.resolvidos == conta.total == 3


def test_falha_da_conta_diz_o_motivo_e_adia_os_demais(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str], hoje: date
) -> None:
    cenario.correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 senha recusada")]
    qtbot.mouseClick(aba.fechar_dia.fechar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.andamento.voltar.isVisible)
    assert {aviso.estado for aviso in avisos.listar(data=hoje)} == {Estado.ADIADO}


@pytest.fixture
def esperando(aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]) -> AbaFechamento:
    """Um aviso adiado pelo servidor, e o fechamento esperando a hora de tentar de novo."""
    cenario.correio.recusados = {"financeiro00337@cliente.com.br": (451, "4.2.0 caixa ocupada")}
    qtbot.mouseClick(aba.fechar_dia.fechar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(aba.andamento.esperando)
    return aba


def test_espera_diz_o_que_acontece_ate_la_e_como_encerrar(esperando: AbaFechamento) -> None:
    assert _frase(esperando).startswith("1 aviso adiado espera nova tentativa: Nova tentativa às ")
    assert "nenhum outro fechamento nem reenvio começa" in _mensagem(esperando)
    assert esperando.andamento.cancelar.text().replace("&", "") == "Encerrar a espera"
    assert not esperando.andamento.pausar.isVisible()


def test_f9_durante_a_espera_diz_por_que_nao_fecha(esperando: AbaFechamento, cenario: Cenario, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cenario.contexto.recado) as recado:
        cenario.contexto.pediu_fechamento.emit(None)
    assert recado.args is not None
    assert recado.args[0] == "1 aviso adiado espera nova tentativa."
    assert esperando.envio is not None


def test_tentar_agora_nao_espera_a_hora(esperando: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date) -> None:
    cenario.correio.recusados = {}
    qtbot.mouseClick(esperando.andamento.tentar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(esperando.andamento.voltar.isVisible)
    assert {aviso.estado for aviso in avisos.listar(data=hoje)} == {Estado.ENVIADO}
    assert _frase(esperando).startswith("Dia fechado")
    assert cenario.contexto.espera == ""


def test_encerrar_a_espera_solta_a_trava_e_deixa_os_adiados(
    esperando: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date
) -> None:
    trava = Trava(cenario.contexto.base.caminho)
    assert not trava.tentar()
    qtbot.mouseClick(esperando.andamento.cancelar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(esperando.andamento.voltar.isVisible)
    assert trava.tentar()
    trava.soltar()
    assert avisos.da_data(hoje)["00337"] is Estado.ADIADO
    assert "quando o dia for fechado outra vez" in _mensagem(esperando)
    qtbot.waitUntil(esperando.fechar_dia.fechar.isEnabled)


def test_impedimento_vira_frase_e_o_botao_volta(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    frases: list[str] = []
    monkeypatch.setattr(DialogoMensagem, "mostrar", lambda *_, **outros: frases.append(outros["destaque"]))
    fechamentos.abrir(hoje, cenario.contexto.agora(), habilitado=True)
    aba.fechar_dia.data.definir_data(hoje - timedelta(days=3))
    aba.fechar()
    qtbot.waitUntil(lambda: bool(frases))
    assert "anterior ao último fechamento" in frases[0]
    assert aba.fechar_dia.fechar.isEnabled()


def test_erro_no_comeco_do_envio_vira_frase_e_solta_a_tela(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sim(*_: object) -> Resposta:
        fechamentos.abrir(hoje + timedelta(days=3), cenario.contexto.agora(), habilitado=True)
        return Resposta.SIM

    monkeypatch.setattr(perguntas_do_fechamento, "confirmar_envio", sim)
    _fechar(aba, qtbot)
    assert "parou" in _frase(aba)
    assert aba.fechar_dia.isEnabled()
    assert not cenario.contexto.em_envio


def test_desabilitado_fecha_sem_enviar(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    parametros.gravar(ParametrosAviso(habilitado=False))
    _fechar(aba, qtbot)
    assert dizer_sim[0].startswith("Fechar o dia sem enviar avisos?")
    assert cenario.correio.entregues == []
    ultimo = fechamentos.ultimo()
    assert ultimo is not None
    assert not ultimo.habilitado


def test_item_da_conferencia_leva_a_tela(aba: AbaFechamento, cenario: Cenario, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cenario.contexto.abrir) as pedido:
        aba._ao_pedir_item(next(item for item in em_itens(vistoriar(*_agora(cenario))) if item.tela == "previa"))
    assert pedido.args is not None
    assert pedido.args[0] == "previa"


def test_campos_que_recebem_foco_tem_nome_acessivel(aba: AbaFechamento) -> None:
    sem_nome = [
        type(campo).__name__
        for campo in aba.findChildren(QWidget)
        if campo.focusPolicy() & Qt.FocusPolicy.TabFocus and not campo.accessibleName()
    ]
    assert sem_nome == []


def _agora(cenario: Cenario) -> tuple[date, object]:
    return cenario.contexto.hoje(), cenario.contexto.ambiente


def test_cliente_tirado_na_previa_nao_recebe_e_a_pergunta_diz_quem_ficou(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str], hoje: date
) -> None:
    cenario.contexto.retirar(hoje, {"00326"})
    qtbot.waitUntil(lambda: "2 e-mails" in _resumo(aba) and aba.fechar_dia.fechar.isEnabled())
    assert "1 cliente tirado por você" in _itens(aba)
    situacao = vistoriar(hoje, cenario.contexto.ambiente, {"00326"})
    assert ("Tirados por você", "1 cliente", em_reais(41_469)) in perguntas_do_fechamento.listar_fatos(situacao)
    assert situacao.ja_resolvidos == 0
    _fechar(aba, qtbot)
    assert dizer_sim[0].startswith("Enviar 2 e-mails, R$")
    assert {aviso.cliente for aviso in avisos.listar(data=hoje)} == {"00318", "00337"}


def test_ver_os_tirados_abre_a_previa_em_de_fora(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, hoje: date
) -> None:
    cenario.contexto.retirar(hoje, {"00326"})
    qtbot.waitUntil(lambda: "1 cliente tirado por você" in _itens(aba))
    links = [link for link in aba.fechar_dia.findChildren(Link) if "tirado" in link.accessibleName()]
    with qtbot.waitSignal(cenario.contexto.abrir) as aberta:
        qtbot.mouseClick(links[-1], Qt.MouseButton.LeftButton)
    assert aberta.args == ["previa", PedidoNaData(data=hoje, recorte=Recorte.DE_FORA)]


def test_em_teste_a_pergunta_diz_que_e_ensaio_e_nada_e_registrado(
    aba: AbaFechamento, cenario: Cenario, qtbot: QtBot, dizer_sim: list[str]
) -> None:
    ajustes.gravar(Ajustes("eu@aurora.example.com"))
    cenario.contexto.telas = frozenset({"relatorio_fechamento"})
    cenario.contexto.avisar(Assunto.AJUSTES)
    qtbot.waitUntil(lambda: aba.fechar_dia.fechar.isEnabled() and "Modo de teste ligado" in _itens(aba))
    _fechar(aba, qtbot)
    assert dizer_sim[0].startswith("Ensaiar o fechamento")
    assert "MODO DE TESTE" in dizer_sim[0]
    assert {entregue.destinatarios for entregue in cenario.correio.entregues} == {("eu@aurora.example.com",)}
    assert avisos.listar() == []
    assert not aba.andamento.relatorio.isVisible()
