"""Confere uma conta entrando de verdade no servidor, sem mandar mensagem, e propõe o conserto do que falhou.

É o que se faz antes de gravar a conta (email.md §4): conectar, proteger e entrar. Aqui só se propõe; quem troca
servidor, porta ou forma de entrar é sempre o operador.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from envio import prontidao
from envio.ambiente import Ambiente
from envio.correio import provedores
from envio.correio.falhas import Causa, FalhaSMTP, Fase
from envio.correio.provedores import Login, do_servidor
from envio.correio.transporte import Credencial
from regras.cadastro import Autenticacao, ContaEmail, Seguranca
from regras.erros import ErroAviso

_PORTA = {Seguranca.TLS: 465, Seguranca.STARTTLS: 587}
_OUTROS_SERVIDORES = 2
_SENHA_RECUSADA = frozenset({"5.7.8", ""})
_SO_COM_AUTORIZACAO = frozenset({"5.7.30"})


@dataclass(frozen=True, slots=True)
class Conserto:
    """Uma troca na conta que pode resolver a falha; `conta` é ela já com a troca feita."""

    rotulo: str
    conta: ContaEmail = field(repr=False)


def fases(conta: ContaEmail) -> tuple[Fase, ...]:
    """As fases por que a conferência desta conta passa, em ordem."""
    com_starttls = (Fase.STARTTLS,) if conta.seguranca is Seguranca.STARTTLS else ()
    com_login = (Fase.LOGIN,) if conta.login() else ()
    return (Fase.CONEXAO, Fase.EHLO, *com_starttls, *com_login)


def conferir(conta: ContaEmail, ambiente: Ambiente, credencial: Credencial = None) -> Iterator[Fase]:
    """Entra no servidor da conta e sai; devolve cada fase assim que ela é vencida.

    Gerador: parar de iterar desiste entre duas fases, e a conexão é fechada.

    Args:
        conta: como está na tela, mesmo ainda não gravada.
        ambiente: cofre, relógio e como se abre a sessão.
        credencial: a senha digitada ou a autorização recém-dada; None vale o que está no cofre.

    Raises:
        ConfiguracaoIncompleta: a conta faz login e não há senha nem autorização.
        FalhaSMTP: o servidor não deixou entrar; diz a fase, o que houve e o que conferir.
    """
    if credencial is None or isinstance(credencial, str):
        credencial = prontidao.obter_credencial(ambiente, conta, credencial)
    sessao = ambiente.abrir_sessao(conta, credencial)
    try:
        yield from sessao.entrar()
    finally:
        sessao.fechar()


def propor(conta: ContaEmail, erro: ErroAviso) -> tuple[Conserto, ...]:
    """O que trocar na conta para tentar de novo; vazio quando o conserto não está nela."""
    if not isinstance(erro, FalhaSMTP):
        return ()
    trocas = (*_da_conexao(conta, erro), *_de_outro_servidor(conta, erro), *_do_login(conta, erro))
    return tuple(troca for troca in trocas if troca.conta != conta)


def _da_conexao(conta: ContaEmail, falha: FalhaSMTP) -> Iterator[Conserto]:
    """Porta e segurança trocadas entre si, o engano mais comum (email.md §3, diagnóstico)."""
    if falha.causa is Causa.PORTA_TROCADA:
        yield Conserto(f"Usar STARTTLS na porta {conta.porta}", replace(conta, seguranca=Seguranca.STARTTLS))
        yield _com(conta, Seguranca.STARTTLS)
    elif falha.causa is Causa.ESPERA and falha.fase is Fase.SAUDACAO and conta.seguranca is Seguranca.STARTTLS:
        yield Conserto(f"Usar TLS na porta {conta.porta}", replace(conta, seguranca=Seguranca.TLS))
    elif falha.causa is Causa.SEM_STARTTLS:
        yield _com(conta, Seguranca.TLS)
    elif falha.causa in {Causa.RECUSADA, Causa.ESPERA} and falha.fase is Fase.CONEXAO and not conta.e_local():
        outra = Seguranca.STARTTLS if conta.seguranca is Seguranca.TLS else Seguranca.TLS
        yield _com(conta, outra)


def _de_outro_servidor(conta: ContaEmail, falha: FalhaSMTP) -> Iterator[Conserto]:
    """Os outros servidores que o endereço propõe, quando neste não se chegou (email.md §4)."""
    if (
        falha.causa not in {Causa.DNS, Causa.RECUSADA, Causa.ESPERA}
        or falha.fase is not Fase.CONEXAO
        or conta.e_local()
    ):
        return
    propostos = [outro for outro in provedores.propor(conta.remetente) if outro.servidor != conta.servidor]
    for outro in propostos[:_OUTROS_SERVIDORES]:
        trocada = replace(conta, servidor=outro.servidor, porta=outro.porta, seguranca=outro.seguranca)
        yield Conserto(f"Usar {outro.servidor}, porta {outro.porta}", trocada)


def _com(conta: ContaEmail, seguranca: Seguranca) -> Conserto:
    nome = "TLS" if seguranca is Seguranca.TLS else "STARTTLS"
    porta = _PORTA[seguranca]
    return Conserto(f"Usar {nome} na porta {porta}", replace(conta, porta=porta, seguranca=seguranca))


def _do_login(conta: ContaEmail, falha: FalhaSMTP) -> Iterator[Conserto]:
    """O usuário pela metade, e o provedor que não aceita mais senha."""
    if falha.fase is not Fase.LOGIN or conta.e_autorizada():
        return
    provedor = do_servidor(conta.servidor)
    forma = _autorizacao_do(conta)
    so_autorizacao = falha.estendido in _SO_COM_AUTORIZACAO or falha.causa is Causa.SEM_LOGIN
    if forma is not None and so_autorizacao:
        yield Conserto("Entrar autorizando no navegador", replace(conta, autenticacao=forma))
    if falha.codigo == 535 and falha.estendido in _SENHA_RECUSADA:
        usual = provedor.login if provedor else Login.EMAIL
        if usual is Login.EMAIL:
            yield Conserto(f"Entrar como {conta.remetente}", replace(conta, usuario=conta.remetente))
        elif usual is Login.ANTES_DA_ARROBA:
            nome = conta.remetente.partition("@")[0]
            yield Conserto(f"Entrar como {nome}", replace(conta, usuario=nome))


def _autorizacao_do(conta: ContaEmail) -> Autenticacao | None:
    servidor = conta.servidor.lower()
    if servidor.endswith((".office365.com", ".outlook.com")):
        return Autenticacao.MICROSOFT
    return Autenticacao.GOOGLE if servidor.endswith((".gmail.com", ".googlemail.com")) else None
