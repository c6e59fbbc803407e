"""Antes de cada tentativa: os mesmos bytes se nada mudou, outra versão se mudou (regras.md §4 e §6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from boletos.conferencia import leitura_de_volta as conferencia
from boletos.emissao.boleto import Parte
from boletos.papel import ficha, leitura_pdf
from boletos.relatorios import relatorio
from envio.ambiente import Ambiente
from envio.correio.falhas import Fase
from envio.correio.leitura_mime import ler_partes
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.registro import NaBase
from modelos.avisos import mensagens_guardadas
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from regras.apontamento import TipoDeApontamento
from regras.aviso import Aviso
from regras.cadastro import Cliente
from regras.debito import Debito
from regras.entrega import TipoDeMensagem
from regras.envio.reconferencia import NadaAEnviar
from regras.erros import DadoInvalido
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, preparo, unico_aviso
from tests.envio.correio_falso import CONTA, CorreioFalso, resposta_de
from tests.modelos.exemplos import EM, HOJE, gravar_cliente, gravar_debito


@pytest.fixture
def adiado(ambiente: Ambiente, correio: CorreioFalso) -> Aviso:
    """Um aviso de dois débitos, montado, guardado e recusado por ora."""
    cadastrar()
    cadastrar_vencido(documento="1")
    cadastrar_vencido(documento="2")
    correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    fechar(ambiente)
    return unico_aviso()


def obter(documento: str) -> Debito:
    debito = debitos.obter(("000123", documento, "1"))
    assert debito is not None
    return debito


def cliente() -> Cliente:
    achado = clientes.obter("000123")
    assert achado is not None
    return achado


def preparar(ambiente: Ambiente, aviso: Aviso) -> MensagemPronta:
    pronta = preparo(ambiente).compor(aviso, EM + timedelta(hours=1))
    assert isinstance(pronta, MensagemPronta)
    NaBase(ambiente, CONTA).guardar(pronta)
    return pronta


def anexos(pronta: MensagemPronta) -> list[str]:
    return [anexo.nome for anexo in ler_partes(pronta.mime).anexos]


def test_nada_mudou_sao_os_mesmos_bytes_e_o_mesmo_message_id(ambiente: Ambiente, adiado: Aviso) -> None:
    pronta = preparar(ambiente, adiado)
    assert (pronta.message_id, pronta.mime) == (adiado.message_id, mensagens_guardadas.mime(adiado.id))
    assert len(mensagens_guardadas.listar(adiado.id)) == 1


def test_o_que_sai_cortado_no_boleto_e_apontado_com_o_que_faltou(ambiente: Ambiente, adiado: Aviso) -> None:
    clientes.gravar(replace(cliente(), endereco="Rua " + "Comprida " * 120))
    apontados = [
        item for item in preparar(ambiente, adiado).apontamentos if item.tipo is TipoDeApontamento.TEXTO_CORTADO
    ]
    assert [item.documento for item in apontados] == ["1", "2"]
    assert all("segue inteiro em outra página: nela não sai “" in item.houve for item in apontados)


@pytest.mark.parametrize("mudanca", [{"pago_em": HOJE}, {"saldo_centavos": 50_00}, {"vencimento": HOJE}])
def test_debito_que_mudou_remonta_com_outra_versao_e_guarda_as_duas(
    ambiente: Ambiente, adiado: Aviso, mudanca: dict[str, object]
) -> None:
    debitos.gravar(obter("2")._replace(**mudanca))
    pronta = preparar(ambiente, adiado)
    antes, depois = mensagens_guardadas.listar(adiado.id)
    assert (antes.message_id, depois.message_id) == (adiado.message_id, pronta.message_id)
    assert ".2@" in pronta.message_id
    assert mensagens_guardadas.mime(adiado.id, 1) != pronta.mime == mensagens_guardadas.mime(adiado.id, 2)


def test_pago_sai_do_aviso_e_dos_anexos(ambiente: Ambiente, adiado: Aviso) -> None:
    debitos.gravar(obter("2")._replace(pago_em=HOJE))
    pronta = preparar(ambiente, adiado)
    assert len(anexos(pronta)) == 2, "o relatório e o boleto que sobrou"
    assert [debito.documento for debito in unico_aviso().debitos] == ["1"]


def test_destinatario_que_mudou_remonta(ambiente: Ambiente, adiado: Aviso) -> None:
    clientes.gravar(replace(cliente(), email="novo@exemplo.com.br"))
    pronta = preparar(ambiente, adiado)
    assert (pronta.destinatarios, ler_partes(pronta.mime).para) == (("novo@exemplo.com.br",), ("novo@exemplo.com.br",))


def test_debito_novo_nao_entra_no_aviso_do_dia(ambiente: Ambiente, adiado: Aviso) -> None:
    cadastrar_vencido(documento="3")
    assert preparar(ambiente, adiado).message_id == adiado.message_id


@pytest.mark.parametrize(
    ("mudanca", "motivo"),
    [
        ({"avisar": False}, "não avisar"),
        ({"promessa_ate": HOJE}, "prometeu pagar até 24/11/2026"),
        ({"email": ""}, "sem destinatário"),
    ],
)
def test_cliente_que_nao_recebe_mais_nao_recebe(
    ambiente: Ambiente, adiado: Aviso, mudanca: dict[str, object], motivo: str
) -> None:
    clientes.gravar(replace(cliente(), **mudanca))
    resultado = preparo(ambiente).compor(adiado, EM)
    assert isinstance(resultado, NadaAEnviar)
    assert motivo in resultado.motivo


def test_tudo_pago_nao_deixa_nada_a_enviar(ambiente: Ambiente, adiado: Aviso) -> None:
    for documento in ("1", "2"):
        debitos.gravar(obter(documento)._replace(saldo_centavos=0))
    resultado = preparo(ambiente).compor(adiado, EM)
    assert isinstance(resultado, NadaAEnviar)
    assert resultado.motivo == "1/1 e 2/1 sem saldo"


def test_boleto_que_nao_confere_com_o_proprio_pdf_nao_e_anexado_e_e_apontado(
    ambiente: Ambiente, adiado: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recusar(*_argumentos: object, **_opcoes: object) -> None:
        raise DadoInvalido("boleto", "a linha digitável lida do PDF não confere")

    monkeypatch.setattr(conferencia, "conferir", recusar)
    debitos.gravar(obter("2")._replace(pago_em=HOJE))
    pronta = preparar(ambiente, adiado)
    assert len(anexos(pronta)) == 1
    assert [(item.documento, item.houve) for item in pronta.apontamentos] == [
        ("1", "a linha digitável lida do PDF não confere")
    ]
    assert [debito.tem_boleto for debito in unico_aviso().debitos] == [False]


def test_boleto_que_segue_sem_conferir_nao_cria_versao_a_cada_tentativa(
    ambiente: Ambiente, adiado: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recusar(*_argumentos: object, **_opcoes: object) -> None:
        raise DadoInvalido("boleto", "a linha digitável lida do PDF não confere")

    monkeypatch.setattr(conferencia, "conferir", recusar)
    debitos.gravar(obter("2")._replace(pago_em=HOJE))
    primeira = preparar(ambiente, adiado)
    segunda = preparar(ambiente, unico_aviso())
    assert (segunda.message_id, segunda.mime) == (primeira.message_id, primeira.mime)
    assert len(mensagens_guardadas.listar(adiado.id)) == 2
    assert segunda.apontamentos == primeira.apontamentos


def test_pdf_de_outro_cliente_nunca_e_anexado(
    ambiente: Ambiente, adiado: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    desenhar = ficha.em_pdf
    alheio = Parte("Outro", "11.222.333/0001-81")
    monkeypatch.setattr(ficha, "em_pdf", lambda boleto, senha="": desenhar(replace(boleto, pagador=alheio), senha))
    debitos.gravar(obter("2")._replace(pago_em=HOJE))
    pronta = preparar(ambiente, adiado)
    assert len(anexos(pronta)) == 1, "só o relatório"
    assert ["o pagador impresso não é o cliente" in item.houve for item in pronta.apontamentos] == [True]


def test_relatorio_de_outro_cliente_impede_o_aviso(
    ambiente: Ambiente, adiado: Aviso, monkeypatch: pytest.MonkeyPatch
) -> None:
    escrever = relatorio.em_pdf
    alheio = Cliente("000999", "Outro")
    monkeypatch.setattr(relatorio, "em_pdf", lambda dele, senha="": escrever(replace(dele, cliente=alheio), senha))
    debitos.gravar(obter("2")._replace(pago_em=HOJE))
    with pytest.raises(DadoInvalido, match="não é o do cliente deste aviso"):
        preparar(ambiente, adiado)


def test_sem_boleto_vai_no_relatorio_e_e_apontado(ambiente: Ambiente, adiado: Aviso) -> None:
    debitos.gravar(obter("2")._replace(nosso_numero=""))
    pronta = preparar(ambiente, adiado)
    assert len(anexos(pronta)) == 2
    assert [item.documento for item in pronta.apontamentos] == ["2"]


def test_letra_fora_da_fonte_e_apontada_em_toda_tentativa(ambiente: Ambiente, adiado: Aviso) -> None:
    clientes.gravar(replace(cliente(), nome="Łukasz"))
    for _ in range(2):
        assert ["Łukasz" in item.houve for item in preparar(ambiente, adiado).apontamentos] == [True]


@pytest.fixture
def parcial(ambiente: Ambiente, correio: CorreioFalso) -> Aviso:
    """Um aviso enviado a um dos dois destinatários; o outro ficou para depois."""
    cadastrar()
    gravar_cliente("000123", email="a@exemplo.com.br; b@exemplo.com.br")
    gravar_debito(vence_em=-10)
    correio.recusados = {"b@exemplo.com.br": (450, "4.2.1 tente depois")}
    fechar(ambiente)
    return unico_aviso()


def test_complemento_vai_so_a_quem_falta_com_message_id_proprio(ambiente: Ambiente, parcial: Aviso) -> None:
    pronta = preparo(ambiente).compor_complemento(parcial, EM)
    assert isinstance(pronta, MensagemPronta)
    assert pronta.destinatarios == ler_partes(pronta.mime).para == ("b@exemplo.com.br",)
    assert pronta.message_id != parcial.message_id
    assert pronta.tipo is TipoDeMensagem.COMPLEMENTO
    assert unico_aviso().message_id == parcial.message_id


def test_quem_faltava_e_saiu_do_cadastro_nao_recebe_complemento(ambiente: Ambiente, parcial: Aviso) -> None:
    clientes.gravar(replace(cliente(), email="a@exemplo.com.br"))
    resultado = preparo(ambiente).compor_complemento(parcial, EM)
    assert isinstance(resultado, NadaAEnviar)
    assert resultado.motivo == "os destinatários que faltavam não recebem mais"


def test_complemento_de_aviso_pago_nao_sai(ambiente: Ambiente, parcial: Aviso) -> None:
    debitos.gravar(obter("1")._replace(pago_em=HOJE))
    assert isinstance(preparo(ambiente).compor_complemento(parcial, EM), NadaAEnviar)


def test_com_senha_os_pdfs_so_abrem_com_ela_e_a_mensagem_diz_como(ambiente: Ambiente, correio: CorreioFalso) -> None:
    cadastrar()
    empresa = empresas.obter()
    assert empresa is not None
    empresas.gravar(replace(empresa, algarismos_da_senha=5))
    cadastrar_vencido(documento="1")
    correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")]
    fechar(ambiente)
    partes = ler_partes(preparar(ambiente, unico_aviso()).mime)
    senha = cliente().cpf_cnpj[:5]
    assert len(partes.anexos) == 2
    for anexo in partes.anexos:
        assert leitura_pdf.senha_que_abre(anexo.conteudo, (senha,)) == senha
    assert "os 5 primeiros algarismos do" in partes.texto
    assert "os 5 primeiros algarismos do" in partes.html
    assert senha not in partes.texto
