"""CPF, CNPJ com letras, CEP e e-mail (boleto.md B.8; regras.md §3.3)."""

from __future__ import annotations

import email_validator
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.br import cnpj

from regras import documentos
from regras.erros import DadoInvalido


@pytest.mark.parametrize(
    ("texto", "compacto", "formatado"),
    [
        ("529.982.247-25", "52998224725", "529.982.247-25"),
        ("11.222.333/0001-81", "11222333000181", "11.222.333/0001-81"),
        ("12.abc.345/01de-35", "12ABC34501DE35", "12.ABC.345/01DE-35"),
    ],
)
def test_documento_valido_com_mascara_e_com_letras(texto: str, compacto: str, formatado: str) -> None:
    assert documentos.validar_cpf_cnpj(texto) == compacto
    assert documentos.e_cpf_cnpj_valido(texto)
    assert documentos.formatar_cpf_cnpj(compacto) == formatado


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "529.982.247-26",
        "11.222.333/0001-82",
        "12ABC34501DE36",
        "abc",
        *(algarismo * 11 for algarismo in "0123456789"),
    ],
)
def test_documento_invalido_e_recusado(texto: str) -> None:
    assert not documentos.e_cpf_cnpj_valido(texto)
    with pytest.raises(DadoInvalido):
        documentos.validar_cpf_cnpj(texto)


def test_uf() -> None:
    assert documentos.validar_uf(" sc ") == "SC"
    with pytest.raises(DadoInvalido, match="“XX” não é a sigla de um estado"):
        documentos.validar_uf("XX")


def test_cep() -> None:
    assert documentos.validar_cep("89201-000") == "89201000"
    assert documentos.formatar_cep("89201000") == "89201-000"
    with pytest.raises(DadoInvalido):
        documentos.validar_cep("8920")


@pytest.mark.parametrize(
    ("texto", "esperado"), [(" Ana@Cliente.COM.br ", "ana@cliente.com.br"), ("a@ação.com.br", "a@xn--ao-siap.com.br")]
)
def test_email_sai_em_minusculas_e_com_dominio_ascii(texto: str, esperado: str) -> None:
    assert documentos.validar_email(texto) == esperado


def test_endereco_repetido_e_examinado_uma_vez_so(monkeypatch: pytest.MonkeyPatch) -> None:
    examinados: list[str] = []
    examinar = email_validator.validate_email

    def contar(texto: str, **opcoes: bool) -> object:
        examinados.append(texto)
        return examinar(texto, **opcoes)

    monkeypatch.setattr(email_validator, "validate_email", contar)
    assert [documentos.validar_email("so.uma.vez@example.com") for _ in range(3)] == ["so.uma.vez@example.com"] * 3
    assert len(examinados) == 1


@pytest.mark.parametrize(
    "texto", ["", "ana", "ana@", "Ana <ana@b.com.br>", "a@b.com.br\nBcc: x@y.com.br", "a b@c.com.br"]
)
def test_email_invalido_e_recusado(texto: str) -> None:
    with pytest.raises(DadoInvalido):
        documentos.validar_email(texto)


def test_acento_antes_da_arroba_e_recusado_com_explicacao() -> None:
    with pytest.raises(DadoInvalido, match="acento antes da arroba"):
        documentos.validar_email("joão@cliente.com.br")


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=12, max_size=12), st.integers(0, 99))
def test_cnpj_com_letras_confere_como_na_biblioteca(raiz: str, final: int) -> None:
    for documento in (documentos.completar_cnpj(raiz), f"{raiz}{final:02}"):
        assert documentos.e_cpf_cnpj_valido(documento) == (len(set(documento)) > 1 and cnpj.is_valid(documento))


def test_completa_os_digitos_do_cnpj() -> None:
    assert documentos.completar_cnpj("12ABC34501DE") == "12ABC34501DE35"


def test_o_que_nao_e_cep_volta_como_veio() -> None:
    assert documentos.compactar_cep("89201-000") == "89201000"
    assert documentos.compactar_cep("89.2") == "89.2"
    assert documentos.e_cep_valido("89201-000")
    assert not documentos.e_cep_valido("8920")


@pytest.mark.parametrize(
    ("escrito", "mostrado"),
    [
        ("4733334444", "(47) 3333-4444"),
        ("(47) 99999-8888", "(47) 99999-8888"),
        ("+55 47 99999 8888", "(47) 99999-8888"),
        ("08001234567", "0800 123 4567"),
        ("0300.123.4567", "0300 123 4567"),
    ],
)
def test_telefone_com_ddd_ganha_a_mascara(escrito: str, mostrado: str) -> None:
    assert documentos.formatar_telefone(escrito) == mostrado
    assert documentos.formatar_telefone(mostrado) == mostrado
    assert documentos.validar_telefone(escrito) == documentos.compactar_telefone(mostrado)


@pytest.mark.parametrize(
    "escrito", ["3333-4444", "(47) 3333-444", "47 8888-7777", "0800 123", "ligue já 4733334444", "0"]
)
def test_o_que_nao_e_telefone_e_recusado_e_volta_como_veio(escrito: str) -> None:
    assert documentos.formatar_telefone(escrito) == escrito
    with pytest.raises(DadoInvalido, match="DDD"):
        documentos.validar_telefone(escrito)


def test_separa_por_ponto_e_virgula_ou_virgula_e_ignora_vazios() -> None:
    assert documentos.separar_enderecos("A@b.com.br;; c@d.com.br , ;errado") == (
        ("a@b.com.br", "c@d.com.br"),
        ("errado",),
    )


def test_todos_os_enderecos_do_campo_tem_de_valer() -> None:
    assert documentos.validar_enderecos(" Ana@B.com.br; bia@b.com.br, ") == ("ana@b.com.br", "bia@b.com.br")
    with pytest.raises(DadoInvalido, match="“bia@” não é"):
        documentos.validar_enderecos("ana@b.com.br; bia@")


def test_so_separadores_nao_e_endereco() -> None:
    with pytest.raises(DadoInvalido, match="não tem endereço nenhum"):
        documentos.validar_enderecos(" ; ,")
