import pytest

from modelos.importacao.formatos import conferir_cadastro, conferir_enderecos


@pytest.mark.parametrize(
    ("mudancas", "trecho"),
    [
        ({"cpf_cnpj": "12345678900"}, "CPF/CNPJ “12345678900” não confere"),
        ({"uf": "XX"}, "“XX” não é uma UF"),
        ({"cep": "8920"}, "CEP “8920” não tem oito algarismos"),
        ({"email": "a@b.example.com;c"}, "e-mail “c” inválido"),
    ],
)
def test_aponta_o_que_entra_errado(mudancas: dict[str, str], trecho: str) -> None:
    (frase,) = conferir_cadastro("cliente 7", mudancas)
    assert frase.startswith("cliente 7: ")
    assert trecho in frase


@pytest.mark.parametrize(
    "mudancas",
    [
        {},
        {"cpf_cnpj": "", "uf": "", "cep": "", "email": ""},
        {"cpf_cnpj": "12ABC34501DE35", "uf": "SC"},
        {"cep": "89201000", "email": "a@b.example.com, c@d.example.com;"},
    ],
)
def test_certo_vazio_ou_ausente_nao_e_apontado(mudancas: dict[str, str]) -> None:
    assert not list(conferir_cadastro("empresa", mudancas))


def test_cada_endereco_invalido_e_uma_frase() -> None:
    assert len(list(conferir_enderecos("contato", "x;y@z.example.com;Nome <n@m.example.com>"))) == 2
