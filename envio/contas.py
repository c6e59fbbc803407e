"""Cadastro da conta de e-mail: valores de início, conferência e senha no cofre (email.md §4)."""

from __future__ import annotations

from dataclasses import replace

from envio import provedores
from envio.segredos import Cofre
from modelos import contas_email
from regras.cadastro import ContaEmail, Seguranca
from regras.documentos import validar_email
from regras.erros import AmbienteIndisponivel, DadoInvalido


def completar(nova: ContaEmail, existente: ContaEmail | None) -> ContaEmail:
    """Preenche o que não foi informado: mantém o que a conta já tinha, ou põe os limites de início.

    Limite 0 quer dizer sem limite; servidor da própria máquina nasce sem limite.
    """
    base = existente if existente is not None else provedores.limites_iniciais(nova.servidor)
    iniciais = (base.por_minuto, base.por_hora, base.por_dia)
    minuto, hora, dia = (
        inicial if pedido is None else pedido or None
        for pedido, inicial in zip((nova.por_minuto, nova.por_hora, nova.por_dia), iniciais, strict=True)
    )
    mensagem = nova.mensagem if existente is None or nova.mensagem is not None else existente.mensagem
    return replace(nova, por_minuto=minuto, por_hora=hora, por_dia=dia, mensagem=mensagem)


def conferir(conta: ContaEmail) -> None:
    """Confere os dados da conta antes de gravar.

    Raises:
        DadoInvalido: remetente, servidor ou porta inválidos, ou conexão sem proteção fora da própria máquina.
    """
    validar_email(conta.remetente, "remetente")
    if not conta.servidor or any(letra.isspace() or letra in "/@" for letra in conta.servidor):
        raise DadoInvalido(
            "servidor", f"“{conta.servidor}” não é um nome de servidor", o_que_fazer="Exemplo: smtp.empresa.com.br."
        )
    if not 1 <= conta.porta <= 65535:
        raise DadoInvalido("porta", f"{conta.porta} está fora da faixa de 1 a 65535")
    if conta.seguranca is Seguranca.NENHUMA and not conta.e_local():
        raise DadoInvalido(
            "segurança",
            f"sem proteção só se aceita na própria máquina, e {conta.servidor} não é",
            o_que_fazer="Use tls (porta 465) ou starttls (porta 587).",
        )


def gravar(conta: ContaEmail, senha: str | None, cofre: Cofre, *, aceita_memoria: bool = False) -> None:
    """Grava a conta e, se veio, a senha no cofre, relida para conferir.

    A senha vai antes: se o cofre não a aceita, a conta não muda.

    Args:
        conta: com tudo o que se grava.
        senha: None não mexe na que já está no cofre.
        cofre: onde a senha fica.
        aceita_memoria: serve a quem segue aberto depois de gravar; o cofre que esquece ao fechar basta.

    Raises:
        DadoInvalido: dados da conta inválidos, ou senha longa demais para o cofre.
        AmbienteIndisponivel: não há cofre neste sistema que guarde a senha.
    """
    conferir(conta)
    if senha is not None:
        if not (cofre.e_persistente or aceita_memoria):
            raise AmbienteIndisponivel(
                "Não há cofre de senhas neste sistema, e a senha não pode ser guardada em outro lugar.",
                "Use `app.py fechar --senha-da-entrada`, que a recebe a cada execução.",
            )
        cofre.guardar(conta.numero, senha)
    contas_email.gravar(conta)
