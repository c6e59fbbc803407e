"""O arquivo de clientes: o que atualiza, o que limpa e o que guarda a marca do operador."""

from __future__ import annotations

from datetime import date

import pytest

from modelos.cadastro import clientes
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import Cliente
from tests.modelos.importacao.amostras import Importar

FORMATO = FORMATOS[Tipo.CLIENTES]

ATUAL = Cliente("001", "Padaria", fantasia="Pão", email="a@b.com.br", avisar=False, promessa_ate=date(2026, 12, 1))


def test_novo_nasce_com_o_que_veio_e_recebe_avisos() -> None:
    assert FORMATO.montar({"codigo": "001", "nome": "Padaria"}, None) == Cliente("001", "Padaria")


def test_existente_muda_so_no_que_veio() -> None:
    mudado = FORMATO.montar({"codigo": "001", "nome": "Nova", "email": ""}, ATUAL)
    assert (mudado.nome, mudado.email, mudado.fantasia, mudado.avisar) == ("Nova", "", "Pão", False)


def test_vazio_limpa_menos_avisar_e_promessa(importa: Importar) -> None:
    titulos = "codigo;nome;fantasia;avisar;promessa_ate\n"
    importa(Tipo.CLIENTES, f"{titulos}001;Padaria;Pão;N;01/12/2026\n")
    importa(Tipo.CLIENTES, f"{titulos}001;Padaria;;;\n")
    gravado = clientes.obter("001")
    assert gravado is not None
    assert (gravado.fantasia, gravado.avisar, gravado.promessa_ate) == ("", False, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("campos", "apontado"),
    [
        ({"email": "a@b.com.br; c@d.com.br"}, ""),
        ({"email": "sem-arroba"}, "sem-arroba"),
        ({"cpf_cnpj": "11111111111"}, "CPF"),
        ({}, ""),
    ],
)
def test_email_e_documento_invalidos_sao_apontados_com_o_codigo(campos: dict[str, str], apontado: str) -> None:
    frases = list(FORMATO.apontar({"codigo": "007"} | campos))
    assert bool(frases) is bool(apontado)
    assert all("cliente 007" in frase and apontado in frase for frase in frases)
