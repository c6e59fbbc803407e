"""Os bytes guardados voltam iguais, e a versão corrente é a que conta."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelos.acesso.conexao import ler_uma
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.avisos.tabelas import AvisoMensagemDB
from regras.aviso import DebitoAvisado, Estado
from regras.entrega import TipoDeMensagem
from regras.erros import DadoInvalido
from tests.modelos.exemplos import EM, avisado, gravar_aviso

pytestmark = pytest.mark.usefixtures("base")


def _guardar(
    numero: int,
    versao: int = 1,
    mensagem: bytes = b"oi",
    debitos: tuple[DebitoAvisado, ...] = (),
    para: str = "a@x.com",
) -> None:
    mensagens_guardadas.guardar(
        numero, versao, f"<{numero}.{versao}@x>", (para,), debitos or (avisado(),), mensagem, EM
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.binary(max_size=5000))
def test_os_bytes_voltam_iguais(mensagem: bytes) -> None:
    cliente = f"cliente {len(avisos.listar())}"
    numero = gravar_aviso(cliente)
    _guardar(numero, mensagem=mensagem, debitos=(avisado(cliente),))
    assert mensagens_guardadas.mime(numero) == mensagem


def test_sem_mensagem_montada_nao_ha_bytes() -> None:
    numero = gravar_aviso()
    assert mensagens_guardadas.mime(numero) is None
    assert mensagens_guardadas.mime(numero, 1) is None
    assert mensagens_guardadas.listar(numero) == []


def test_os_bytes_ficam_comprimidos() -> None:
    numero = gravar_aviso()
    _guardar(numero, mensagem=b"QUJD" * 10_000)
    (guardado,) = ler_uma(AvisoMensagemDB.select(AvisoMensagemDB.mime)) or (b"",)
    assert len(guardado) < 2000
    assert mensagens_guardadas.listar(numero)[0].bytes == 40_000


def test_a_primeira_versao_troca_o_retrato_do_pendente() -> None:
    numero = gravar_aviso(debitos=(avisado(documento="antes"),))
    _guardar(numero, debitos=(avisado(documento="depois", linha_digitavel="237"),), para="z@x.com")
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert ([debito.documento for debito in aviso.debitos], aviso.destinatarios) == (["depois"], ("z@x.com",))
    assert (aviso.versao, aviso.message_id) == (1, f"<{numero}.1@x>")


def test_outra_versao_fica_corrente_e_a_anterior_continua_no_historico() -> None:
    numero = gravar_aviso()
    _guardar(numero, 1, b"um", (avisado(documento="a"), avisado(documento="b")))
    _guardar(numero, 2, b"dois", (avisado(documento="b"),))
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert (aviso.versao, [debito.documento for debito in aviso.debitos]) == (2, ["b"])
    assert (mensagens_guardadas.mime(numero), mensagens_guardadas.mime(numero, 1)) == (b"dois", b"um")
    assert [versao.message_id for versao in mensagens_guardadas.listar(numero)] == [
        f"<{numero}.1@x>",
        f"<{numero}.2@x>",
    ]


@pytest.mark.parametrize("versao", [1, 3, 0])
def test_versao_guardada_nao_muda_nem_se_pula(versao: int) -> None:
    numero = gravar_aviso()
    _guardar(numero, 1, b"um")
    with pytest.raises(DadoInvalido, match="não pode ser guardada"):
        _guardar(numero, versao, b"outra")
    assert mensagens_guardadas.mime(numero) == b"um"


@pytest.mark.parametrize(
    "estado", [Estado.ENVIANDO, Estado.ENVIADO, Estado.EM_DUVIDA, Estado.RECUSADO, Estado.CANCELADO]
)
def test_so_se_monta_o_que_espera_envio(estado: Estado) -> None:
    numero = gravar_aviso(estado=estado)
    with pytest.raises(DadoInvalido, match="só se monta o que espera envio"):
        _guardar(numero)


def test_debito_de_outro_cliente_nao_entra_na_versao() -> None:
    numero = gravar_aviso("1")
    with pytest.raises(DadoInvalido, match="é do cliente 2"):
        _guardar(numero, debitos=(avisado("2"),))
    assert mensagens_guardadas.mime(numero) is None


def test_message_id_e_unico() -> None:
    um, outro = gravar_aviso("000123"), gravar_aviso("2")
    _guardar(um)
    with pytest.raises(DadoInvalido, match="já há mensagem"):
        mensagens_guardadas.guardar(outro, 1, f"<{um}.1@x>", ("a@x.com",), (avisado("2"),), b"x", EM)


def test_complemento_guarda_os_bytes_sem_mudar_o_que_conta() -> None:
    numero = gravar_aviso()
    _guardar(numero, mensagem=b"a todos")
    mensagens_guardadas.guardar_outra(numero, TipoDeMensagem.COMPLEMENTO, "<p@x>", ("b@x.com",), b"so a um", EM)
    aviso = avisos.obter(numero)
    assert aviso is not None
    assert (aviso.versao, aviso.message_id, mensagens_guardadas.mime(numero)) == (1, f"<{numero}.1@x>", b"a todos")
    assert mensagens_guardadas.mime_da_mensagem("<p@x>") == b"so a um"
    assert [versao.destinatarios for versao in mensagens_guardadas.listar(numero)] == [("a@x.com",), ("b@x.com",)]


def test_mensagem_que_nao_existe() -> None:
    assert mensagens_guardadas.mime_da_mensagem("<sumiu@x>") is None
    with pytest.raises(DadoInvalido, match="não existe"):
        _guardar(99)
    with pytest.raises(DadoInvalido, match="não existe"):
        mensagens_guardadas.guardar_outra(99, TipoDeMensagem.COMPLEMENTO, "<p@x>", ("b@x.com",), b"x", EM)
