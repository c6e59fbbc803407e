"""Cadastro da conta de e-mail: valores de início, conferência, senha ou autorização no cofre (email.md §4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from envio.acesso.guarda import Guarda
from envio.acesso.oauth.falhas import com_autorizacao_nao_se_usa_senha
from envio.acesso.segredos import Cofre
from envio.contas import caixas
from envio.correio import provedores
from modelos.contas import contas_autorizadas, contas_conferidas, contas_email
from regras.cadastro import Autenticacao, Conferida, ContaEmail, Seguranca
from regras.documentos import validar_email
from regras.erros import AmbienteIndisponivel, DadoInvalido

_APLICATIVO = re.compile(r"[\x21-\x7e]{1,200}")
_LOCATARIO = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Autorizada:
    """Uma autorização que o provedor acabou de dar e ainda não foi gravada.

    Atributos:
        renovacao: o token de renovação.
        em: quando foi dada, em UTC.
    """

    renovacao: str = field(repr=False)
    em: datetime


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
        DadoInvalido: remetente, servidor, porta, aplicativo ou locatário inválidos, ou conexão sem proteção fora da
            própria máquina.
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
    _conferir_autorizacao(conta)


def _conferir_autorizacao(conta: ContaEmail) -> None:
    if not conta.e_autorizada():
        return
    if not _APLICATIVO.fullmatch(conta.aplicativo):
        raise DadoInvalido(
            "aplicativo",
            "é o identificador do aplicativo registrado no provedor, sem espaços",
            o_que_fazer="Copie-o da página do provedor (client ID).",
        )
    if conta.locatario and not _LOCATARIO.fullmatch(conta.locatario):
        raise DadoInvalido(
            "locatário",
            f"“{conta.locatario}” não é um identificador nem um domínio",
            o_que_fazer="Deixe em branco, ou copie o identificador da organização (tenant ID).",
        )


def gravar(
    conta: ContaEmail,
    senha: str | None,
    cofre: Cofre,
    *,
    segredo: str | None = None,
    autorizada: Autorizada | None = None,
    aceita_memoria: bool = False,
    conferida: Conferida | None = None,
) -> None:
    """Grava a conta e, se vieram, os segredos no cofre, relidos para conferir.

    Os segredos vão antes: se o cofre não os aceita, a conta não muda. O que deixou de servir (a senha de quem passou a
    entrar por autorização, a autorização de outro aplicativo) é esquecido depois.

    Args:
        conta: com tudo o que se grava.
        senha: None não mexe na que já está no cofre; o cofre que esquece ao fechar a esquece, e quem grava o diz.
        cofre: onde os segredos ficam.
        segredo: o do aplicativo registrado no provedor; None não mexe.
        autorizada: a autorização que acabou de ser dada; None mantém a que havia, se ainda serve.
        aceita_memoria: serve a quem segue aberto depois de gravar: para a autorização, o cofre que esquece basta.
        conferida: a conferência da conta como está; None mantém a que havia, se nada do que se confere mudou.

    Raises:
        DadoInvalido: dados da conta inválidos, ou segredo longo demais para o cofre.
        AmbienteIndisponivel: o cofre não deixou, ou não há um que guarde a autorização.
    """
    conferir(conta)
    if senha is not None and conta.e_autorizada():
        raise com_autorizacao_nao_se_usa_senha(conta)
    if segredo is not None and not conta.e_autorizada():
        raise DadoInvalido("segredo do aplicativo", "só serve à conta que entra por autorização do provedor")
    antes = contas_email.obter(conta.numero)
    guarda = Guarda(cofre, conta.numero)
    if not aceita_memoria and (segredo, autorizada) != (None, None):
        exigir_cofre(cofre)
    if senha is not None:
        cofre.guardar(conta.numero, senha)
    if segredo is not None:
        guarda.guardar_segredo(segredo)
    if autorizada is not None:
        guarda.guardar_renovacao(autorizada.renovacao)
    contas_email.gravar(conta)
    if autorizada is not None:
        contas_autorizadas.autorizar(conta.numero, autorizada.em)
    elif antes is not None and o_que_se_autoriza(antes) != o_que_se_autoriza(conta):
        contas_autorizadas.esquecer(conta.numero)
        guarda.esquecer_renovacao()
    mudou = antes is None or o_que_se_confere(antes) != o_que_se_confere(conta)
    _anotar_conferencia(conta, conferida, mudou or (senha, segredo, autorizada) != (None, None, None))
    if antes is not None and antes.autenticacao is not conta.autenticacao:
        _esquecer_a_outra_forma(conta, antes, cofre)


def esquecer_segredos(numero: int, cofre: Cofre) -> None:
    """Apaga do cofre tudo o que é de uma conta.

    Raises:
        AmbienteIndisponivel: o cofre não deixou.
    """
    cofre.apagar(numero)
    caixas.esquecer_senha(numero, cofre)
    Guarda(cofre, numero).esquecer()


def exigir_cofre(cofre: Cofre) -> None:
    """Recusa, para uma autorização, o cofre que esquece ao fechar o programa.

    Raises:
        AmbienteIndisponivel: não há cofre neste sistema que a guarde.
    """
    if not cofre.e_persistente:
        raise AmbienteIndisponivel(
            "Não há cofre de senhas neste sistema, e a autorização não pode ser guardada em outro lugar.",
            "Ligue o cofre do sistema (no Linux, um que ofereça o Secret Service), ou autorize pela janela: vale até"
            " fechá-la.",
        )


def o_que_se_autoriza(conta: ContaEmail) -> tuple[Autenticacao, str, str, str]:
    """O que a autorização de uma conta cobre: mudou isto, é preciso outra."""
    return conta.autenticacao, conta.aplicativo, conta.locatario, conta.login()


def o_que_se_confere(conta: ContaEmail) -> tuple[object, ...]:
    """O que a conferência de uma conta prova: mudou isto, é preciso conferir de novo."""
    servidor = conta.servidor.lower(), conta.porta, conta.seguranca, conta.remetente
    return (*servidor, *o_que_se_autoriza(conta))


def _anotar_conferencia(conta: ContaEmail, conferida: Conferida | None, mudou: bool) -> None:
    if mudou:
        contas_conferidas.esquecer(conta.numero)
    if conferida is None:
        return
    contas_conferidas.conferir(conta.numero, conferida.conferida_em)
    if conferida.testada_em is not None:
        contas_conferidas.testar(conta.numero, conferida.testada_em)


def _esquecer_a_outra_forma(conta: ContaEmail, antes: ContaEmail, cofre: Cofre) -> None:
    """A conta trocou de forma de entrar: o segredo da forma antiga não serve mais para nada."""
    if antes.autenticacao is Autenticacao.SENHA:
        cofre.apagar(conta.numero)
    elif conta.autenticacao is Autenticacao.SENHA:
        Guarda(cofre, conta.numero).esquecer()
