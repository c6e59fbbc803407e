"""O que cada folha diz, e o que não diz."""

from __future__ import annotations

import pytest

from envio.suporte import folhas
from modelos.acesso import dialeto
from modelos.acesso.conexao import atual
from modelos.base.abertura import Base
from modelos.cadastro import empresas
from modelos.contas import contas_email, parametros
from regras.cadastro import ContaEmail, Seguranca
from regras.parametros import ParametrosAviso
from tests.envio.cenario import EMPRESA
from tests.modelos.exemplos import EM, gravar_cliente

pytestmark = pytest.mark.usefixtures("base")


def test_leia_me_diz_o_que_vai_o_que_nao_vai_e_a_quem_mandar() -> None:
    texto = folhas.leia_me(EM, "a base (base.txt)")
    assert f"{EM.astimezone():%d/%m/%Y %H:%M}" in texto
    assert "O que vai: a base (base.txt)." in texto
    assert "quem dá suporte a vocês" in texto
    assert "@" not in texto


def test_maquina_junta_o_que_a_tela_sabe() -> None:
    texto = folhas.da_maquina([("Qt", "6.11.3")])
    assert texto.endswith("Qt: 6.11.3\n")
    assert "Python: 3." in texto


def test_toda_tabela_tem_a_sua_contagem(base: Base) -> None:
    gravar_cliente("000123", nome="Padaria Sentinela")
    texto = folhas.da_base()
    assert all(f"\n{tabela}: " in texto for tabela in dialeto.listar_tabelas(dialeto.conexao_crua(atual)))
    assert "clientes: 1" in texto
    assert "Travada para envio: não" in texto
    assert "Sentinela" not in texto
    assert str(base.caminho) not in texto


def test_estrutura_com_problema_e_dita_sem_o_detalhe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialeto, "conferir", lambda *_, **__: "row 3: Padaria Sentinela")
    texto = folhas.da_base()
    assert "Integridade: problema na estrutura" in texto
    assert "Sentinela" not in texto


@pytest.mark.parametrize(
    ("servidor", "porta", "provedor"),
    [
        ("smtp.gmail.com", 465, "Gmail"),
        ("127.0.0.1", 2525, "esta máquina"),
        ("mail.aurora.com.br", 587, "servidor próprio"),
    ],
)
def test_da_conta_de_email_vao_provedor_e_porta_e_o_endereco_nao(servidor: str, porta: int, provedor: str) -> None:
    contas_email.gravar(ContaEmail(3, "rita@aurora.com.br", servidor, porta, Seguranca.TLS, "rita"))
    texto = folhas.das_configuracoes()
    assert f"Conta de e-mail 3, provedor: {provedor}" in texto
    assert f"Conta de e-mail 3, porta e segurança: {porta}, tls" in texto
    assert "Conta de e-mail 3, entra por: senha" in texto
    assert "aurora" not in texto
    assert "rita" not in texto


def test_parametros_vao_e_o_valor_minimo_so_se_ha() -> None:
    empresas.gravar(EMPRESA)
    parametros.gravar(ParametrosAviso(habilitado=True, intervalo_dias=9, valor_minimo_centavos=87_65))
    texto = folhas.das_configuracoes()
    assert "Envio habilitado: sim" in texto
    assert "Intervalo de dias para os avisos: 9" in texto
    assert "Valor mínimo por aviso: há" in texto
    assert "87" not in texto
    assert "Aurora" not in texto
