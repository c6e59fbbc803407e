"""`fechar`: códigos de saída, progresso na saída de erro, e Ctrl+C que termina o aviso em curso."""

from __future__ import annotations

import os
import signal
import threading
from datetime import timedelta
from types import SimpleNamespace
from typing import ClassVar

import pytest

from envio.correio import conexoes
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.transporte import Envelope, Resposta
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.envio.correio_paralelo import ESPERA_S, CorreioParalelo
from tests.linha_de_comando import CONTA_TLS, DEBITOS, Dito, Terminal, por_cliente
from tests.modelos.exemplos import HOJE
from ui.terminal import fechamento as comando


def por_motivo(dito: Dito) -> dict[str, str]:
    return {item["cliente"]: item["motivo"] for item in dito.objeto["fora"]}


def test_envia_e_diz_quem_recebeu_o_que(pronto: Terminal) -> None:
    dito = pronto("fechar")
    assert (dito.codigo, por_cliente(dito)) == (0, {"001": "enviado", "002": "enviado"})
    assert (dito.objeto["data"], dito.objeto["simulado"]) == ("2026-11-24", False)
    assert [entregue.destinatarios for entregue in pronto.correio.entregues] == [
        ("a@um.example.com",),
        ("b@dois.example.com",),
    ]


def test_progresso_vai_para_a_saida_de_erro(pronto: Terminal) -> None:
    ditas = pronto("fechar").erros.splitlines()
    assert ditas[0].startswith("2 avisos a enviar, R$")
    assert ditas[1] == "[1/2] 001 Padaria Pão & Cia"
    assert len(ditas) == 5


def test_em_texto_traz_a_tabela_e_a_contagem(pronto: Terminal) -> None:
    saida = pronto.dizer("fechar").saida
    assert "Padaria Pão & Cia" in saida
    assert "2 enviados, 0 adiados, 0 recusados, 0 em dúvida." in saida


@pytest.mark.parametrize(
    ("falha", "estado"),
    [
        (resposta_de(Fase.DATA, 451, "4.3.0 tente depois"), "adiado"),
        (resposta_de(Fase.DATA, 550, "5.7.1 não"), "recusado"),
    ],
)
def test_ressalva_num_aviso_da_saida_3_e_os_outros_saem(pronto: Terminal, falha: object, estado: str) -> None:
    pronto.correio.ao_abrir = [falha]
    dito = pronto("fechar")
    assert (dito.codigo, por_cliente(dito)) == (3, {"001": estado, "002": "enviado"})


def test_em_duvida_da_saida_3(pronto: Terminal) -> None:
    pronto.correio.ao_transmitir = [RespostaPerdida("servidor", "queda")]
    dito = pronto("fechar")
    assert (dito.codigo, dito.objeto["totais"]["em_duvida"]) == (3, 1)


def test_destinatario_pendente_tambem_e_ressalva(pronto: Terminal) -> None:
    clientes = 'codigo;nome;email\n001;Padaria;"a@um.example.com;c@um.example.com"\n'
    assert pronto.importar(clientes, "clientes").codigo == 0
    pronto.correio.recusados = {"c@um.example.com": (450, "4.2.1 tente depois")}
    dito = pronto("fechar")
    assert (dito.codigo, set(por_cliente(dito).values())) == (3, {"enviado"})


def test_falha_da_conta_para_o_lote_e_diz_por_que(pronto: Terminal) -> None:
    pronto.correio.ao_abrir = [resposta_de(Fase.LOGIN, 535, "5.7.8 senha")]
    dito = pronto("fechar")
    assert (dito.codigo, set(por_cliente(dito).values())) == (3, {"adiado"})
    assert "Lote parado: " in dito.erros
    assert pronto.correio.abertos == 0


def test_simular_nao_grava_nem_envia(pronto: Terminal) -> None:
    dito = pronto("fechar", "--simular")
    assert (dito.codigo, dito.objeto["simulado"], dito.erros) == (0, True, "")
    assert (pronto.correio.abertos, pronto("historico").objeto) == (0, {"avisos": []})
    assert "(simulação)" in pronto.dizer("fechar", "--simular").saida


def test_simular_qualquer_data_e_livre(pronto: Terminal) -> None:
    pronto("fechar")
    dito = pronto("fechar", "--simular", "--data", "2026-01-01")
    assert (dito.codigo, dito.erros) == (0, "")


def test_data_a_frente_do_relogio_avisa_e_segue(pronto: Terminal) -> None:
    dito = pronto("fechar", "--data", "25/11/2026")
    assert (dito.codigo, dito.objeto["data"]) == (0, "2026-11-25")
    assert "está à frente do relógio" in dito.erros


def test_com_a_soma_do_plano_so_sai_o_que_foi_confirmado(pronto: Terminal) -> None:
    simulado = pronto("fechar", "--simular").objeto
    assert pronto("fechar", "--simular").objeto["plano"] == simulado["plano"]
    assert pronto("parametros", "enviar_vencidos=nao").codigo == 0
    mudou = pronto("fechar", "--plano", simulado["plano"])
    assert (mudou.codigo, "agora são 1 aviso" in mudou.frase) == (1, True)
    assert (pronto("historico").objeto["avisos"], pronto.correio.entregues) == ([], [])
    assert pronto("parametros", "enviar_vencidos=sim").codigo == 0
    dito = pronto("fechar", "--plano", simulado["plano"])
    assert (dito.codigo, por_cliente(dito)) == (0, {"001": "enviado", "002": "enviado"})
    assert "plano" not in dito.objeto
    assert pronto("fechar", "--plano", simulado["plano"]).codigo == 1, "outro terminal já fechou"


@pytest.mark.parametrize("opcao", ["--simular", "--conferir"])
def test_plano_e_de_quem_fecha(pronto: Terminal, opcao: str) -> None:
    assert pronto("fechar", "--plano", "x", opcao).codigo == 2


@pytest.mark.parametrize(("dias", "opcoes", "codigo"), [(7, (), 0), (8, (), 2), (8, ("--confirmar-data",), 0)])
def test_data_improvavel_pede_confirmacao(pronto: Terminal, dias: int, opcoes: tuple[str, ...], codigo: int) -> None:
    data = (HOJE + timedelta(days=dias)).isoformat()
    dito = pronto("fechar", "--data", data, *opcoes)
    assert dito.codigo == codigo
    assert (pronto("historico").objeto["avisos"] == []) == (codigo == 2)
    assert "está à frente do relógio" in (dito.frase if codigo else dito.erros)


def test_relogio_que_saltou_pede_confirmacao(pronto: Terminal) -> None:
    pronto("fechar")
    pronto.hoje = HOJE + timedelta(days=61)
    conferido = pronto("fechar", "--conferir")
    (impede,) = conferido.objeto["impedimentos"]
    assert (conferido.codigo, impede["passo"]) == (1, "relogio")
    assert "61 dias depois do último fechamento ou importação (24/11/2026)" in impede["motivo"]
    assert pronto("fechar", "--conferir", "--confirmar-data").codigo == 0
    recusado = pronto("fechar")
    assert (recusado.codigo, "--confirmar-data" in recusado.frase) == (2, True)
    assert pronto("fechar", "--simular").codigo == 0
    assert pronto("fechar", "--confirmar-data").codigo == 0


def test_importacao_recente_diz_que_o_relogio_anda(pronto: Terminal) -> None:
    pronto("fechar")
    pronto.hoje = HOJE + timedelta(days=61)
    assert pronto.importar(DEBITOS).codigo == 0
    assert pronto("fechar").codigo == 0


def test_corrigir_data_da_como_feito_hoje_e_deixa_fechar_amanha(pronto: Terminal) -> None:
    errada = (HOJE + timedelta(days=800)).isoformat()
    assert pronto("fechar", "--data", errada, "--confirmar-data").codigo == 0
    antes = {aviso["cliente"]: aviso["message_id"] for aviso in pronto("historico").objeto["avisos"]}
    recusado = pronto("fechar")
    assert (recusado.codigo, "--corrigir-data" in recusado.frase) == (2, True)
    corrigido = pronto("fechar", "--corrigir-data")
    assert corrigido.codigo == 0
    assert corrigido.objeto["corrigidos"] == {"fechamentos": 1, "avisos": 2, "de": errada, "ate": errada}
    assert len(pronto.correio.entregues) == 2
    historico = pronto("historico").objeto["avisos"]
    assert {(aviso["data"], aviso["data_original"]) for aviso in historico} == {(HOJE.isoformat(), errada)}
    assert {aviso["cliente"]: aviso["message_id"] for aviso in historico} == antes
    assert set(por_motivo(pronto("fechar")).values()) == {"ja avisado hoje"}
    pronto.hoje = HOJE + timedelta(days=1)
    assert pronto("fechar").codigo == 0
    assert pronto("fechar", "--corrigir-data").codigo == 2


@pytest.mark.parametrize("opcao", ["--simular", "--conferir", "--confirmar-data", "--insistir", "--data=2026-11-24"])
def test_corrigir_data_nao_acompanha_as_de_quem_fecha(pronto: Terminal, opcao: str) -> None:
    dito = pronto("fechar", "--corrigir-data", opcao)
    assert (dito.codigo, "não acompanha" in dito.frase) == (2, True)


def test_data_anterior_a_do_ultimo_fechamento_e_recusada(pronto: Terminal) -> None:
    pronto("fechar")
    pronto.hoje = HOJE + timedelta(days=1)
    assert pronto("fechar").codigo == 0
    dito = pronto("fechar", "--data", "2026-11-24")
    assert dito.codigo == 2
    assert "--simular" in dito.frase


def test_desabilitado_conta_como_fechamento_e_saida_0(terminal: Terminal) -> None:
    terminal.preparar(habilitado=False)
    dito = terminal("fechar")
    assert (dito.codigo, dito.objeto["habilitado"], dito.objeto["avisos"]) == (0, False, [])
    assert "aviso desabilitado" in terminal.dizer("fechar").saida
    assert terminal.correio.abertos == 0


def test_mesmo_desabilitado_so_vale_com_simular(terminal: Terminal) -> None:
    terminal.preparar(habilitado=False)
    assert len(terminal("fechar", "--simular", "--mesmo-desabilitado").objeto["avisos"]) == 2
    dito = terminal("fechar", "--mesmo-desabilitado")
    assert dito.codigo == 2
    assert "só vale com --simular" in dito.frase


def test_senha_da_entrada_vale_so_para_esta_execucao(pronto: Terminal) -> None:
    pronto("conta-email", "1", *CONTA_TLS, "--porta", "465", "--usuario", "cob")
    assert "sem senha" in pronto("fechar").frase
    dito = pronto("fechar", "--senha-da-entrada", entrada="s3gredo\n")
    assert (dito.codigo, pronto.senhas, pronto.cofre.obter(1)) == (0, ["s3gredo"], None)
    assert "s3gredo" not in dito.saida + dito.erros


class _InterrompeNoPrimeiro(CorreioFalso):
    """Ctrl+C chega com o primeiro aviso já no servidor."""

    def transmitir(self, envelope: Envelope) -> Resposta:
        if not self.entregues:
            os.kill(os.getpid(), signal.SIGINT)
        return super().transmitir(envelope)


def test_ctrl_c_termina_o_aviso_em_curso_grava_e_sai_com_130(pronto: Terminal) -> None:
    antes = signal.getsignal(signal.SIGINT)  # quem roda em segundo plano nasce ignorando o Ctrl+C
    pronto.correio = _InterrompeNoPrimeiro()
    dito = pronto("fechar")
    assert (dito.codigo, por_cliente(dito)) == (130, {"001": "enviado", "002": "pendente"})
    assert "o que falta fica para o próximo fechamento" in dito.erros
    pronto.correio = CorreioFalso()
    assert por_cliente(pronto("fechar")) == {"002": "enviado"}
    assert signal.getsignal(signal.SIGINT) is antes


def test_com_tres_conexoes_ctrl_c_espera_os_em_curso_e_cada_desfecho_diz_de_quem_e(
    pronto: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conexoes, "PACIENCIA_S", -1.0)
    codigos = [f"{numero:03}" for numero in range(1, 7)]
    pronto.importar("codigo;nome;email\n" + "".join(f"{c};Cliente {c};c{c}@example.com\n" for c in codigos), "clientes")
    pronto.importar(
        "cliente;documento;parcela;vencimento;valor\n" + "".join(f"{c};99;1;14/11/2026;100,00\n" for c in codigos)
    )
    correio = CorreioParalelo()
    # Ctrl+C chega com as três no servidor, antes de qualquer uma ser respondida.
    juntos = threading.Barrier(3, action=lambda: os.kill(os.getpid(), signal.SIGINT), timeout=ESPERA_S)
    correio.ao_transmitir = lambda _sessao, email: None if email.startswith("c001") else juntos.wait()
    pronto.abrir = correio.abrir
    dito = pronto("fechar")
    estados = por_cliente(dito)
    assert dito.codigo == 130
    assert estados == dict.fromkeys(codigos[:4], "enviado") | dict.fromkeys(codigos[4:], "pendente")
    assert len(correio.entregues) == 4
    assert "    002: Enviado" in dito.erros
    pronto.abrir = None
    assert set(por_cliente(pronto("fechar")).values()) == {"enviado"}


class _EsperaQuePassa(threading.Event):
    """Anota quanto se pediu para esperar e volta na hora; com `interrompe`, Ctrl+C chega durante a espera."""

    pedidas: ClassVar[list[float | None]] = []
    interrompe: ClassVar[bool] = False

    def wait(self, timeout: float | None = None) -> bool:
        self.pedidas.append(timeout)
        if self.interrompe:
            os.kill(os.getpid(), signal.SIGINT)
        return self.is_set()


@pytest.mark.parametrize(("interrompe", "codigo", "estado"), [(False, 0, "enviado"), (True, 130, "adiado")])
def test_insistir_espera_e_tenta_de_novo_ate_o_ctrl_c(
    pronto: Terminal, monkeypatch: pytest.MonkeyPatch, interrompe: bool, codigo: int, estado: str
) -> None:
    monkeypatch.setattr(_EsperaQuePassa, "pedidas", [])
    monkeypatch.setattr(_EsperaQuePassa, "interrompe", interrompe)
    monkeypatch.setattr(comando, "threading", SimpleNamespace(**vars(threading) | {"Event": _EsperaQuePassa}))
    pronto.correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    dito = pronto("fechar", "--insistir")
    assert (dito.codigo, por_cliente(dito)) == (codigo, {"001": estado, "002": "enviado"})
    (pedida,) = _EsperaQuePassa.pedidas
    assert pedida is not None
    assert f"esperando {pedida:.0f} s." in dito.erros


def test_sem_insistir_e_uma_passada_so(pronto: Terminal) -> None:
    pronto.correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    assert "esperando" not in pronto("fechar").erros


def test_o_primeiro_fechamento_do_mes_diz_que_gravou_a_carteira(pronto: Terminal) -> None:
    assert "Carteira" not in pronto("fechar").erros
    dito = pronto("fechar", "--data", "2026-12-01")
    assert "Carteira de novembro de 2026 gravada." in dito.erros
    assert "Carteira" not in pronto("fechar", "--data", "2026-12-02").erros


def test_conferir_diz_o_que_falta_sem_enviar_nem_gravar(pronto: Terminal) -> None:
    pode = pronto("fechar", "--conferir")
    assert (pode.codigo, pode.objeto["data"], pode.objeto["pode_fechar"]) == (0, "2026-11-24", True)
    assert pode.objeto["impedimentos"] == []
    assert {"passo": "backup", "motivo": "Nenhum backup feito", "o_que_fazer": "Faça um com `app.py backup`."} in (
        pode.objeto["ressalvas"]
    )
    assert pronto("historico").objeto["avisos"] == []
    assert pronto.correio.entregues == []


def test_conferir_com_impedimento_da_saida_1_e_diz_como_sair(pronto: Terminal) -> None:
    pronto("fechar")
    ontem = (HOJE - timedelta(days=1)).isoformat()
    impedida = pronto("fechar", "--conferir", "--data", ontem)
    (impedimento,) = impedida.objeto["impedimentos"]
    assert (impedida.codigo, impedida.objeto["pode_fechar"], impedimento["passo"]) == (1, False, "data")
    assert "só anda para a frente" in impedimento["o_que_fazer"]
    assert "Impede: Data do fechamento" in pronto.dizer("fechar", "--conferir", "--data", ontem).saida


@pytest.mark.parametrize("opcao", ["--simular", "--insistir", "--mesmo-desabilitado"])
def test_conferir_nao_acompanha_as_outras(pronto: Terminal, opcao: str) -> None:
    assert pronto("fechar", "--conferir", opcao).codigo == 2
