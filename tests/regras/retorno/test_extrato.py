"""O leitor de OFX: SGML e XML, o que os bancos mandam, o hostil; e o que cada crédito pode ter pago."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regras.erros import DadoInvalido
from regras.retorno import extrato
from regras.retorno.extrato import Aberto, Credito, ler, parece, sugerir

CABECALHO = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n"
DIA = date(2026, 11, 24)


def transacao(valor: str, dia: str = "20261124120000[-3:BRT]", fitid: str = "1", memo: str = "PIX RECEBIDO") -> str:
    return f"<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>{dia}\n<TRNAMT>{valor}\n<FITID>{fitid}\n<MEMO>{memo}\n"


def ofx(*transacoes: str, fecha: str = "</STMTTRN>\n") -> str:
    corpo = "".join(uma + fecha for uma in transacoes)
    return (
        f"{CABECALHO}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>BRL<BANKACCTFROM><BANKID>0237<ACCTID>1234/55501\n"
        f"</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261125\n{corpo}</BANKTRANLIST></STMTRS></OFX>"
    )


def test_sgml_com_e_sem_fechamento() -> None:
    for fecha in ("</STMTTRN>\n", ""):
        lido = ler(ofx(transacao("150.00"), transacao("-9,90"), transacao("1.234,56", fitid="3"), fecha=fecha).encode())
        assert (lido.banco, lido.conta, lido.ate, lido.ilegiveis) == ("237", "1234/55501", date(2026, 11, 25), 0)
        assert lido.creditos == (
            Credito(1, DIA, 150_00, "1", "PIX RECEBIDO"),
            Credito(3, DIA, 1_234_56, "3", "PIX RECEBIDO"),
        )


def test_xml_com_entidades_e_nome_e_memo() -> None:
    um = (
        "<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261124</DTPOSTED><TRNAMT>+10.5</TRNAMT><FITID>9</FITID>"
        "<NAME>P&amp;C</NAME><MEMO>boleto</MEMO></STMTTRN>"
    )
    lido = ler(f'<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX><BANKTRANLIST>{um}</BANKTRANLIST></OFX>'.encode())
    assert lido.creditos == (Credito(1, DIA, 10_50, "9", "P&C boleto"),)


@pytest.mark.parametrize("codificacao", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_acento_em_qualquer_codificacao(codificacao: str) -> None:
    octetos = ofx(transacao("1.00", memo="Crédito José")).encode(codificacao)
    assert parece(octetos)
    assert ler(octetos).creditos[0].descricao == "Crédito José"


@pytest.mark.parametrize("valor", ["1O0.00", "", "1e5", "9" * 20, "--1", "1.2.3"])
def test_valor_que_nao_se_le_e_contado_e_nada_vale(valor: str) -> None:
    lido = ler(ofx(transacao(valor), transacao("2.00", fitid="2")).encode())
    assert ([credito.centavos for credito in lido.creditos], lido.ilegiveis) == ([2_00], 1)
    assert ler(ofx(transacao("1.00", "20261399")).encode()).ilegiveis == 1


def test_o_que_nao_e_extrato_ou_e_demais_e_recusado(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not parece(b"02RETORNO01COBRANCA")
    with pytest.raises(DadoInvalido, match="<OFX>"):
        ler(b"OFXHEADER:100")
    monkeypatch.setattr(extrato, "MAIS_CREDITOS", 1)
    with pytest.raises(DadoInvalido, match="transações"):
        ler(ofx(transacao("1"), transacao("2")).encode())
    monkeypatch.setattr(extrato, "MAIOR_EXTRATO", 10)
    with pytest.raises(DadoInvalido, match="MB"):
        ler(ofx().encode())


def test_entidade_declarada_nao_se_expande() -> None:
    bomba = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><OFX>'
    lido = ler((bomba + transacao("1.00", memo="&b;")).encode())
    assert lido.creditos[0].descricao == "&b;"


@given(st.binary(max_size=300) | st.text(alphabet="<>/STMRNAOFX12.,-&;\n ", max_size=400).map(str.encode))
def test_qualquer_coisa_se_le_ou_se_recusa_com_frase(octetos: bytes) -> None:
    try:
        lido = ler(b"<OFX>" + octetos)
    except DadoInvalido:
        return
    assert all(credito.centavos > 0 for credito in lido.creditos)


def _aberto(numero: int, saldo: int, nome: str = "Padaria Pão", vence: int = -5) -> Aberto:
    return Aberto(numero, "1", nome, str(numero), "1", DIA + timedelta(days=vence), saldo)


def _credito(centavos: int, descricao: str = "") -> Credito:
    return Credito(1, DIA, centavos, "", descricao)


def _multa_de_2(debito: Aberto, dia: date) -> int:
    return debito.saldo_centavos * 2 // 100 + (dia - debito.vencimento).days


def _numeros(credito: Credito, *abertos: Aberto) -> list[int]:
    return [sugestao.debito.id for sugestao in sugerir([credito], abertos, _multa_de_2)[1]]


def test_o_saldo_exato_vem_antes_e_os_encargos_so_se_nenhum_bate() -> None:
    assert _numeros(_credito(102_05), _aberto(1, 100_00), _aberto(2, 102_05)) == [2]
    assert _numeros(_credito(102_05), _aberto(1, 100_00)) == [1]
    assert _numeros(_credito(102_02), _aberto(1, 100_00)) == [1]  # pago três dias antes do crédito
    assert _numeros(_credito(102_01), _aberto(1, 100_00)) == []
    assert _numeros(_credito(102_05), _aberto(1, 100_00, vence=3)) == []


def test_o_nome_na_descricao_e_o_vencimento_mais_perto_ordenam() -> None:
    abertos = (_aberto(1, 5, vence=-40), _aberto(2, 5, vence=-2), _aberto(3, 5, "José da Silva", vence=-90))
    assert _numeros(_credito(5, "PIX RECEBIDO JOSE DA SILVA"), *abertos) == [3, 2, 1]
    assert len(_numeros(_credito(5), *(_aberto(numero, 5) for numero in range(9)))) == extrato.MAIS_SUGESTOES
