"""O arquivo de contatos: endereços conferidos uma vez, e a célula vazia que apaga o endereço."""

from __future__ import annotations

import pytest

from modelos.cadastro import contatos, grupos
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.resultado import Tipo
from regras.cadastro import Contato
from tests.modelos.importacao.amostras import Importar

FORMATO = FORMATOS[Tipo.CONTATOS]

CHAVE = {"cliente": "001", "nome": "Ana"}
ATUAL = Contato.criar("001", "Ana", "ana@b.com.br", ("Financeiro",))


def test_novo_tem_os_enderecos_separados() -> None:
    novo = FORMATO.montar(CHAVE | {"email": "ana@b.com.br;ruim"}, None)
    assert (novo.validos, novo.invalidos, novo.grupos) == (("ana@b.com.br",), ("ruim",), ())


def test_endereco_igual_mantem_o_que_ja_foi_conferido() -> None:
    conferido = ATUAL._replace(validos=("conferido@antes.com.br",))
    assert FORMATO.montar(CHAVE | {"email": "ana@b.com.br", "grupos": ("Sócios",)}, conferido) == conferido._replace(
        grupos=("Sócios",)
    )


def test_endereco_novo_e_conferido_e_os_grupos_ficam() -> None:
    mudado = FORMATO.montar(CHAVE | {"email": "nova@b.com.br"}, ATUAL)
    assert (mudado.validos, mudado.grupos) == (("nova@b.com.br",), ("Financeiro",))


@pytest.mark.parametrize(
    ("email", "trecho"), [("", "não receberá avisos"), ("ruim", "ruim"), ("a@b.com.br", None), (None, None)]
)
def test_contato_que_nao_recebe_e_apontado(email: str | None, trecho: str | None) -> None:
    frases = list(FORMATO.apontar(CHAVE | ({} if email is None else {"email": email})))
    assert bool(frases) is (trecho is not None)
    assert all("contato Ana do cliente 001" in frase and (trecho or "") in frase for frase in frases)


def test_celula_vazia_apaga_o_endereco_que_o_erp_apagou(importa: Importar) -> None:
    importa(Tipo.CONTATOS, "cliente;nome;email;grupos\n001;Ana;ana@b.com.br;Financeiro|FINANCEIRO\n")
    assert (contatos.do_cliente("001")[0].grupos, grupos.listar()) == (("Financeiro",), ["Financeiro"])
    importa(Tipo.CONTATOS, "cliente;nome;email\n001;Ana;\n")
    (contato,) = contatos.do_cliente("001")
    assert (contato.email, contato.validos, contato.grupos) == ("", (), ("Financeiro",))
