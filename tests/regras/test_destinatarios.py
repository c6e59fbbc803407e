"""Quem recebe (regras.md §3); o filtro por grupo está em test_selecao.py."""

from __future__ import annotations

import pytest

from regras.cadastro import Contato
from regras.destinatarios import escolher, separar_enderecos, validar_enderecos
from regras.erros import DadoInvalido
from regras.parametros import FiltroSNT


def test_separa_por_ponto_e_virgula_ou_virgula_e_ignora_vazios() -> None:
    assert separar_enderecos("A@b.com.br;; c@d.com.br , ;errado") == (("a@b.com.br", "c@d.com.br"), ("errado",))


def test_devolvidos_sao_separados_dos_que_recebem() -> None:
    contatos = [Contato.criar("C", "Ana", "a@b.com.br; c@d.com.br; ruim")]
    escolha = escolher(contatos, FiltroSNT(), {"a@b.com.br"})
    assert escolha.enderecos == ("c@d.com.br",)
    assert escolha.devolvidos == ("a@b.com.br",)
    assert escolha.invalidos == (("Ana", "ruim"),)


def test_todos_os_enderecos_do_campo_tem_de_valer() -> None:
    assert validar_enderecos(" Ana@B.com.br; bia@b.com.br, ") == ("ana@b.com.br", "bia@b.com.br")
    with pytest.raises(DadoInvalido, match="“bia@” não é"):
        validar_enderecos("ana@b.com.br; bia@")


def test_so_separadores_nao_e_endereco() -> None:
    with pytest.raises(DadoInvalido, match="não tem endereço nenhum"):
        validar_enderecos(" ; ,")
