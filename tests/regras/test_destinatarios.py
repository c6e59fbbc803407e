"""Quem recebe (regras.md §3); o filtro por grupo está em test_selecao.py."""

from __future__ import annotations

from regras.cadastro import Contato
from regras.destinatarios import escolher
from regras.parametros import FiltroSNT


def test_devolvidos_sao_separados_dos_que_recebem() -> None:
    contatos = [Contato.criar("C", "Ana", "a@b.com.br; c@d.com.br; ruim")]
    escolha = escolher(contatos, FiltroSNT(), {"a@b.com.br"})
    assert escolha.enderecos == ("c@d.com.br",)
    assert escolha.devolvidos == ("a@b.com.br",)
    assert escolha.invalidos == (("Ana", "ruim"),)
