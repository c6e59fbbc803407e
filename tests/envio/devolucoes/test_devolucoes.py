"""A busca nas caixas: do servidor IMAP à marca do endereço, sem ler duas vezes, sem parar o fechamento."""

from __future__ import annotations

import base64
import hashlib
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ensaios.servidor_imap import CAIR, CHEGOU, SENHA, USUARIO, Pasta, ServidorIMAP
from envio.ambiente import Ambiente
from envio.correio.caixa_de_entrada import Chegada, Marco
from envio.correio.caixa_imap import CaixaIMAP
from envio.devolucoes import devolucoes
from envio.devolucoes.devolucoes import CaixaFalhou, CaixaLida
from envio.eventos import Inicio, Procurando
from envio.fechamento import fechamento
from modelos.avisos import (
    caixas_devolucoes,
    devolvidos,
    fechamentos,
    mensagens_guardadas,
)
from modelos.avisos import devolucoes as gravadas
from modelos.avisos.caixas_devolucoes import Cursor
from modelos.contas import contas_email, parametros
from regras.apontamento import TipoDeApontamento
from regras.aviso import Estado, chave_do_aviso
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta
from regras.parametros import ParametrosAviso
from tests.envio import cenario
from tests.envio.correio_falso import CONTA, CorreioFalso
from tests.modelos.exemplos import EM, HOJE, avisado, gravar_aviso, gravar_cliente, levar

ACERVO = Path(__file__).resolve().parents[2] / "exemplos" / "devolucoes"
MARIA = "maria@cliente.exemplo"
MESSAGE_ID = "<jlczqzwv54cpodbxelqp@exemplo.com.br>"


def _eml(nome: str) -> bytes:
    return (ACERVO / f"{nome}.eml").read_bytes()


@pytest.fixture
def pasta() -> Pasta:
    """A caixa de entrada, que cada teste enche."""
    return Pasta()


@pytest.fixture
def servidor(certificado_do_servidor: ssl.SSLContext, pasta: Pasta) -> Iterator[ServidorIMAP]:
    """O servidor de entrada da conta 1."""
    with ServidorIMAP(certificado_do_servidor, pasta) as aberto:
        yield aberto


@pytest.fixture
def com_caixa(ambiente: Ambiente, servidor: ServidorIMAP, confia: ssl.SSLContext) -> Ambiente:
    """A conta 1 com caixa configurada e senha no cofre, e o aviso que o acervo cita."""
    contas_email.gravar(ContaEmail(1, USUARIO, "127.0.0.1", 2525, Seguranca.NENHUMA, USUARIO))
    caixas_devolucoes.gravar(CaixaDevolucoes(1, "127.0.0.1", servidor.porta))
    ambiente.cofre.guardar(1, SENHA)
    numero = gravar_aviso(destinatarios=(MARIA, "financeiro+nf@cliente.exemplo"))
    mensagens_guardadas.guardar(
        numero, 1, MESSAGE_ID, (MARIA, "financeiro+nf@cliente.exemplo"), (avisado(),), b"oi", EM
    )
    levar(numero, Estado.ENVIADO)
    return replace(ambiente, abrir_caixa=lambda caixa, entrada: CaixaIMAP(caixa, entrada, contexto=confia, espera_s=5))


def _buscar(ambiente: Ambiente, **opcoes: Any) -> CaixaLida:
    fim = list(devolucoes.buscar(ambiente, **opcoes))[-1]
    assert isinstance(fim, CaixaLida), fim
    return fim


def _marcados() -> list[str]:
    return [item.email for item in devolvidos.listar()]


def test_devolucao_da_caixa_marca_o_endereco_e_fica_no_aviso(com_caixa: Ambiente, pasta: Pasta) -> None:
    pasta.por(b"From: ana@x\r\n\r\noi\r\n", _eml("postfix"), _eml("ferias"))
    lida = _buscar(com_caixa)
    assert (lida.vistas, [item.email for item in lida.lidas]) == (3, [MARIA])
    assert _marcados() == [MARIA]
    assert lida.lidas[0].em == CHEGOU
    assert gravadas.do_aviso(1) == list(lida.lidas)


@pytest.mark.parametrize("nome", ["exchange", "gmail", "qmail", "sendmail_codigo_generico"])
def test_endereco_inexistente_em_cada_formato_marca_na_primeira(com_caixa: Ambiente, pasta: Pasta, nome: str) -> None:
    pasta.por(_eml(nome))
    _buscar(com_caixa)
    assert _marcados() == [MARIA]


@pytest.mark.parametrize("nome", ["ferias", "ferias_exchange", "leitura", "repassada", "postfix_adiada", "exim"])
def test_ferias_adiada_e_primeira_falha_nao_marcam(com_caixa: Ambiente, pasta: Pasta, nome: str) -> None:
    pasta.por(_eml(nome))
    _buscar(com_caixa)
    assert _marcados() == []


def test_so_o_que_parece_devolucao_e_baixado(com_caixa: Ambiente, pasta: Pasta, servidor: ServidorIMAP) -> None:
    pasta.por(b"From: ana@x\r\n\r\noi\r\n", _eml("postfix"))
    _buscar(com_caixa)
    inteiras = [comando for comando in servidor.comandos if "BODY.PEEK[]" in comando]
    assert [comando.split(" ")[2] for comando in inteiras] == ["2"]


def test_segunda_busca_continua_de_onde_parou(com_caixa: Ambiente, pasta: Pasta, servidor: ServidorIMAP) -> None:
    pasta.por(_eml("postfix"))
    _buscar(com_caixa)
    assert caixas_devolucoes.cursor(1) == Cursor(7, 1, EM)
    assert _buscar(com_caixa).vistas == 0
    pasta.por(_eml("postfix_dois_destinatarios"))
    assert _buscar(com_caixa).vistas == 1
    assert servidor.comandos.count("UID SEARCH UID 2:*") == 2


def test_primeira_busca_volta_trinta_dias(com_caixa: Ambiente, pasta: Pasta, servidor: ServidorIMAP) -> None:
    pasta.por(_eml("postfix"), em=CHEGOU - timedelta(days=40))
    assert _buscar(com_caixa).vistas == 0
    assert "UID SEARCH UID 1:* SINCE 25-Oct-2026" in servidor.comandos
    assert caixas_devolucoes.cursor(1) == Cursor(7, 1, EM)  # a antiga não volta na busca seguinte


def test_pasta_renumerada_recomeca_pela_data_e_nao_conta_duas_vezes(
    com_caixa: Ambiente, pasta: Pasta, servidor: ServidorIMAP
) -> None:
    pasta.por(_eml("postfix"))
    _buscar(com_caixa)
    pasta.validade = 8
    pasta.mensagens = {70: pasta.mensagens[1]}
    lida = _buscar(com_caixa)
    assert (lida.vistas, lida.lidas) == (1, ())
    assert "UID SEARCH UID 1:* SINCE 21-Nov-2026" in servidor.comandos
    assert caixas_devolucoes.cursor(1) == Cursor(8, 70, EM)


def test_mensagens_em_varios_blocos_e_o_prazo(com_caixa: Ambiente, pasta: Pasta) -> None:
    pasta.por(*[b"From: ana@x\r\n\r\noi\r\n"] * 250, _eml("postfix"))
    tempos = iter([0.0, 1.0, 61.0])
    lida = _buscar(com_caixa, prazo_s=60, relogio=lambda: next(tempos))
    assert (lida.vistas, lida.completa) == (100, False)
    assert caixas_devolucoes.cursor(1).ultimo_uid == 100
    lida = _buscar(com_caixa)
    assert (lida.vistas, lida.completa, len(lida.lidas)) == (151, True, 1)


def test_parar_no_meio_fecha_a_caixa_e_o_resto_fica_para_depois(com_caixa: Ambiente, pasta: Pasta) -> None:
    pasta.por(_eml("postfix"))
    passos = devolucoes.buscar(com_caixa)
    assert [next(passos), next(passos)] == [Procurando(1, 0, 0), Procurando(1, 0, 1)]
    passos.close()  # type: ignore[attr-defined]
    assert _marcados() == []
    assert len(_buscar(com_caixa).lidas) == 1


def test_senha_da_execucao_vale_no_lugar_da_do_cofre(com_caixa: Ambiente) -> None:
    com_caixa.cofre.apagar(1)
    assert _buscar(com_caixa, senha=SENHA).vistas == 0


def test_senha_da_execucao_nao_se_mostra_ao_servidor_de_outra_conta(com_caixa: Ambiente) -> None:
    com_caixa.cofre.apagar(1)
    contas_email.gravar(replace(CONTA, numero=9))
    parametros.gravar(ParametrosAviso(conta_email=9))
    (falhou,) = (passo for passo in devolucoes.buscar(com_caixa, senha=SENHA) if isinstance(passo, CaixaFalhou))
    assert "sem senha" in falhou.erro.mensagem


def test_servidor_que_cai_vira_passo_e_nao_erro(com_caixa: Ambiente, servidor: ServidorIMAP) -> None:
    servidor.falhas["UID SEARCH"] = CAIR
    *_, fim = devolucoes.buscar(com_caixa)
    assert isinstance(fim, CaixaFalhou)
    assert isinstance(fim.erro, AmbienteIndisponivel)


def test_falha_numa_caixa_nao_impede_a_outra(com_caixa: Ambiente, pasta: Pasta, servidor: ServidorIMAP) -> None:
    contas_email.gravar(replace(CONTA, numero=9))
    caixas_devolucoes.gravar(CaixaDevolucoes(9, "127.0.0.1", 1, "ana"))
    com_caixa.cofre.guardar(9, "x")
    pasta.por(_eml("postfix"))
    tipos = [type(passo) for passo in devolucoes.buscar(com_caixa) if not isinstance(passo, Procurando)]
    assert tipos == [CaixaLida, CaixaFalhou]


def test_sem_caixa_configurada_diz_o_que_falta(ambiente: Ambiente) -> None:
    with pytest.raises(ConfiguracaoIncompleta, match="caixa de devoluções"):
        list(devolucoes.buscar(ambiente))


def test_conta_autorizada_pelo_navegador_sem_senha_propria_nao_mostra_o_que_tem_no_cofre(com_caixa: Ambiente) -> None:
    conta = contas_email.obter(1)
    assert conta is not None
    contas_email.gravar(replace(conta, autenticacao=Autenticacao.GOOGLE, aplicativo="x"))
    *_, fim = devolucoes.buscar(com_caixa)
    assert isinstance(fim, CaixaFalhou)
    assert "está sem senha" in fim.erro.mensagem


class _CaixaQueSomeComTudo:
    """Uma caixa cujas mensagens são apagadas por outro programa entre a lista e a leitura."""

    def abrir(self) -> Marco:
        return Marco(7, 0)

    def listar(self, **_de: Any) -> list[int]:
        return [3, 4]

    def cabecalhos(self, _numeros: Any) -> dict[int, bytes]:
        return {3: b"From: mailer-daemon@x\r\n\r\n"}

    def comeco(self, _numero: int) -> Chegada | None:
        return None

    def fechar(self) -> None:
        """Nada a fechar."""


def test_mensagem_apagada_por_outro_programa_nao_atrapalha(com_caixa: Ambiente) -> None:
    sumida = replace(com_caixa, abrir_caixa=lambda _caixa, _entrada: _CaixaQueSomeComTudo())
    assert _buscar(sumida).vistas == 2
    assert caixas_devolucoes.cursor(1).ultimo_uid == 4


class TestAntesDeFechar:
    """O fechamento lê as devoluções antes de selecionar."""

    @pytest.fixture(autouse=True)
    def _cadastro(self, com_caixa: Ambiente) -> None:
        conta = contas_email.obter(1)
        assert conta is not None
        cenario.cadastrar(conta_email=1)
        contas_email.gravar(conta)
        cenario.cadastrar_vencido("000777")
        gravar_cliente("000777", email=MARIA)

    def test_endereco_devolvido_fica_fora_ja_neste_fechamento(self, com_caixa: Ambiente, pasta: Pasta) -> None:
        pasta.por(_eml("postfix"))
        eventos = cenario.fechar(com_caixa, hoje=HOJE + timedelta(days=1))
        assert isinstance(eventos[0], Procurando)
        inicio = next(evento for evento in eventos if isinstance(evento, Inicio))
        assert "000777" in [item.cliente.codigo for item in inicio.fora]

    def test_caixa_fora_do_ar_so_aponta(self, com_caixa: Ambiente, servidor: ServidorIMAP) -> None:
        servidor.falhas["EXAMINE"] = CAIR
        fim = cenario.fim_de(cenario.fechar(com_caixa))
        assert fim.resumo.enviados == 1
        apontado = fim.plano.apontamentos[0]
        assert (apontado.tipo, apontado.conta_email) == (TipoDeApontamento.DEVOLUCOES_NAO_LIDAS, 1)

    def test_prazo_curto_aponta_que_faltou(
        self, com_caixa: Ambiente, pasta: Pasta, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pasta.por(_eml("ferias"))
        monkeypatch.setattr(devolucoes, "PRAZO_ANTES_DE_FECHAR_S", 0.0)
        fim = cenario.fim_de(cenario.fechar(com_caixa))
        assert fim.plano.apontamentos[0].tipo is TipoDeApontamento.DEVOLUCOES_PELA_METADE

    def test_parar_durante_a_procura_nao_abre_fechamento(self, com_caixa: Ambiente) -> None:
        eventos = fechamento.executar(HOJE, com_caixa)
        assert isinstance(next(eventos), Procurando)
        eventos.close()  # type: ignore[attr-defined]
        assert fechamentos.ultimo() is None


def test_a_devolucao_forjada_nao_marca_e_a_verdadeira_do_mesmo_aviso_marca(com_caixa: Ambiente, pasta: Pasta) -> None:
    """De fora se sabe quem cobra, quem deve, quando, e o cabeçalho de outro aviso; não o deste."""
    conta = contas_email.obter(1)
    cenario.cadastrar(conta_email=1)
    contas_email.gravar(replace(CONTA, numero=1) if conta is None else conta)
    correio = CorreioFalso()
    com_caixa = replace(com_caixa, abrir_transporte=lambda _conta, _senha: correio)
    for codigo, email in (("000777", MARIA), ("000778", "outro@cliente.exemplo")):
        cenario.cadastrar_vencido(codigo)
        gravar_cliente(codigo, email=email)
    cenario.fechar(com_caixa)
    da_maria, do_outro = correio.entregues
    chave = chave_do_aviso(cenario.EMPRESA.cpf_cnpj, "000777", HOJE)
    assert chave.encode() not in da_maria.mime
    adivinhado = base64.b32encode(hashlib.sha256(chave.encode()).digest()).decode().lower()[:20]
    for envid in (chave, adivinhado, do_outro.envid):
        pasta.por(_eml("postfix").replace(MESSAGE_ID[1:21].encode(), envid.encode()))
    assert [(item.provada, item.marcou) for item in _buscar(com_caixa).lidas] == [(False, False)] * 2 + [(True, False)]
    assert _marcados() == []
    pasta.por(_eml("postfix").replace(MESSAGE_ID[1:21].encode(), da_maria.envid.encode()))
    assert [item.cliente for item in _buscar(com_caixa).lidas if item.marcou] == ["000777"]
    assert _marcados() == [MARIA]


def test_sem_caixa_o_fechamento_nao_procura_nada(ambiente: Ambiente) -> None:
    cenario.cadastrar()
    assert not [evento for evento in cenario.fechar(ambiente) if isinstance(evento, Procurando)]
