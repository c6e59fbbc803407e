"""Transforma o que falhou na conversa com o servidor em frases que dizem o que houve e o que conferir (email.md §3).

A biblioteca fala inglês e aponta o sintoma; aqui se aponta o provável engano na conta. Nenhuma frase leva senha.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import replace

from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel
from envio.correio.falhas import (
    CONEXOES_SEGUIDAS,
    DA_SESSAO,
    PAUSA,
    SERIE_CONEXAO,
    Alvo,
    Causa,
    FalhaSMTP,
    Fase,
    Recusa,
    Veredito,
)
from envio.correio.provedores import do_servidor
from envio.correio.respostas import (
    AUTORIZACAO_RECUSADA,
    GRANDE,
    SENHA_RECUSADA,
    TROQUE_PARA_AUTORIZACAO,
    julgar,
)
from regras.aviso import Estado
from regras.cadastro import ContaEmail, Seguranca

_NOME_NAO_CONFERE = frozenset({62, 64})
_VENCIDO = 10
_TLS_SOBRE_TEXTO = frozenset({"WRONG_VERSION_NUMBER", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"})
# Certificado e configuração não melhoram sozinhos: param na primeira. Rede pode melhorar: para na quinta seguida.
_SO_O_OPERADOR = frozenset(
    {Causa.CERTIFICADO, Causa.PORTA_TROCADA, Causa.SEM_STARTTLS, Causa.SEM_LOGIN, Causa.AUTORIZACAO}
)
# Sem token não há o que tentar com os demais avisos, mas o provedor volta sozinho.
_PARAM_NA_PRIMEIRA = _SO_O_OPERADOR | {Causa.PROVEDOR}


def causa_de(erro: OSError, fase: Fase) -> Causa:
    """Diz o que houve com a conexão a partir da exceção da biblioteca."""
    if isinstance(erro, ssl.SSLCertVerificationError):
        return Causa.CERTIFICADO
    if isinstance(erro, ssl.SSLError) and fase in DA_SESSAO:
        motivo = (erro.reason or "").upper().replace(" ", "_")
        # Depois do 220 do STARTTLS a porta é a certa: texto no lugar do TLS é o servidor que se perdeu, e passa.
        return Causa.PORTA_TROCADA if fase is Fase.CONEXAO and motivo in _TLS_SOBRE_TEXTO else Causa.TLS
    if isinstance(erro, socket.gaierror):
        return Causa.DNS
    if isinstance(erro, TimeoutError):
        return Causa.ESPERA
    if isinstance(erro, ConnectionRefusedError):
        return Causa.RECUSADA
    return Causa.ILEGIVEL if isinstance(erro, smtplib.SMTPException) else Causa.QUEDA


def da_rede(conta: ContaEmail, fase: Fase, erro: OSError) -> FalhaSMTP:
    """Monta a falha de uma conexão que não se abriu, caiu ou respondeu algo que não é SMTP."""
    causa = causa_de(erro, fase)
    motivo, o_que_fazer = _frase_da_rede(conta, fase, causa, erro)
    return _da_causa(conta, fase, causa, motivo, o_que_fazer, detalhe=f"{type(erro).__name__}: {erro}")


def sem_starttls(conta: ContaEmail) -> FalhaSMTP:
    """Monta a falha do servidor que não anuncia STARTTLS: sem proteção não se envia nem se autentica."""
    return _da_causa(
        conta,
        Fase.STARTTLS,
        Causa.SEM_STARTTLS,
        f"o servidor {conta.servidor} não oferece conexão protegida (STARTTLS) na porta {conta.porta}",
        "Use a porta 465 com segurança TLS, ou pergunte ao provedor. Se antes funcionava, algo na rede pode estar"
        " interferindo na conexão.",
    )


def sem_login(conta: ContaEmail, anunciados: Sequence[str]) -> FalhaSMTP:
    """Monta a falha do servidor que não anuncia um login que sirva a esta conta.

    Args:
        conta: a que faz login.
        anunciados: os mecanismos do EHLO; vazio, nenhum.
    """
    oferece = " ".join(anunciados)
    if not anunciados:
        motivo = f"o servidor {conta.servidor} não oferece login nesta conexão"
        o_que_fazer = "Confira porta e segurança; se o servidor não pede login, apague o usuário da conta."
    elif conta.e_autorizada():
        motivo = f"o servidor {conta.servidor} não aceita login por autorização (oferece {oferece})"
        o_que_fazer = "Confira o servidor na conta de e-mail, ou troque a forma de entrar para senha."
    elif "XOAUTH2" in anunciados:
        motivo = f"o servidor {conta.servidor} não aceita login por senha, só por autorização (oferece {oferece})"
        o_que_fazer = TROQUE_PARA_AUTORIZACAO
    else:
        motivo = f"o servidor {conta.servidor} não aceita login por senha (oferece {oferece})"
        o_que_fazer = "Pergunte ao provedor como enviar por programa com usuário e senha."
    return _da_causa(conta, Fase.LOGIN, Causa.SEM_LOGIN, motivo, o_que_fazer)


def sem_token(conta: ContaEmail, erro: AutorizacaoNegada | ProvedorIndisponivel) -> FalhaSMTP:
    """Monta a falha de uma conta para a qual o provedor não deu token de acesso (email.md §3.1)."""
    causa = Causa.AUTORIZACAO if isinstance(erro, AutorizacaoNegada) else Causa.PROVEDOR
    return _da_causa(conta, Fase.LOGIN, causa, erro.motivo, erro.o_que_fazer)


def da_resposta(
    conta: ContaEmail,
    fase: Fase,
    codigo: int,
    resposta: str,
    recusas: Sequence[Recusa] = (),
    *,
    tamanho: int = 0,
    limite: int = 0,
) -> FalhaSMTP:
    """Monta a falha de uma resposta 4xx ou 5xx, julgada pela tabela de email.md §2.

    Args:
        conta: por onde se enviava.
        fase: a quê o servidor respondeu.
        codigo: três algarismos.
        resposta: o texto do servidor.
        recusas: os destinatários, quando nenhum foi aceito.
        tamanho: bytes da mensagem; só se diz quando ela é grande demais. 0 não se sabe.
        limite: bytes que o servidor disse aceitar; 0 ele não disse.
    """
    veredito = julgar(fase, codigo, resposta)
    if conta.e_autorizada() and veredito is SENHA_RECUSADA:
        veredito = AUTORIZACAO_RECUSADA
    julgada = replace(
        veredito,
        motivo=veredito.motivo + (_dizer_tamanho(tamanho, limite) if veredito is GRANDE else ""),
        o_que_fazer=_conselho(conta, fase, veredito),
    )
    return FalhaSMTP(fase, codigo, resposta, julgada, servidor=conta.servidor, recusas=tuple(recusas))


def da_recusa_de_todos(conta: ContaEmail, recusas: Sequence[Recusa]) -> FalhaSMTP:
    """Monta a falha de um aviso sem nenhum destinatário aceito (email.md §1.3).

    Das recusas decide a que é da conta; depois, basta uma passageira para adiar; senão a primeira.
    """

    def peso(recusa: Recusa) -> int:
        if recusa.veredito.alvo is Alvo.CONTA:
            return 0
        return 1 if recusa.veredito.estado is Estado.ADIADO else 2

    decide = min(recusas, key=peso)
    return da_resposta(conta, Fase.RCPT, decide.codigo, decide.resposta, recusas)


def grande_demais(conta: ContaEmail, tamanho: int, limite: int) -> FalhaSMTP:
    """Monta a falha da mensagem que passa do `SIZE` do servidor, antes de transmitir; tamanhos em bytes."""
    return da_resposta(
        conta,
        Fase.MAIL,
        552,
        f"5.3.4 mensagem de {tamanho} bytes; o servidor aceita até {limite} (conferido antes de transmitir)",
        tamanho=tamanho,
        limite=limite,
    )


def _dizer_tamanho(tamanho: int, limite: int) -> str:
    """Entre parênteses, o que se sabe do tamanho e do limite."""
    if not tamanho:
        return ""
    do_limite = f"o limite é {_em_mb(limite)}" if limite else "o servidor não disse o limite"
    return f" (tem {_em_mb(tamanho)} e {do_limite})"


def _em_mb(tamanho: int) -> str:
    return f"{tamanho / 1_000_000:.1f} MB".replace(".", ",")


def _da_causa(
    conta: ContaEmail, fase: Fase, causa: Causa, motivo: str, o_que_fazer: str, *, detalhe: str = ""
) -> FalhaSMTP:
    """A falha sem resposta do servidor é sempre anterior ao ponto final: nada foi aceito."""
    veredito = Veredito(
        Estado.ADIADO,
        Alvo.CONTA if fase in DA_SESSAO else Alvo.AVISO,
        motivo,
        o_que_fazer=o_que_fazer,
        serie=SERIE_CONEXAO,
        limite=1 if causa in _PARAM_NA_PRIMEIRA else CONEXOES_SEGUIDAS,
        passa=causa not in _SO_O_OPERADOR,
        pausa=PAUSA,
    )
    return FalhaSMTP(fase, 0, detalhe or motivo, veredito, causa=causa, servidor=conta.servidor)


def _conselho(conta: ContaEmail, fase: Fase, veredito: Veredito) -> str:
    """Junta ao conselho geral o do provedor, quando o login falhou e ele é conhecido."""
    provedor = do_servidor(conta.servidor)
    if fase is not Fase.LOGIN or provedor is None or conta.e_autorizada():
        return veredito.o_que_fazer
    return f"{veredito.o_que_fazer} {provedor.orientacao}".strip()


def _frase_da_rede(conta: ContaEmail, fase: Fase, causa: Causa, erro: OSError) -> tuple[str, str]:
    """Devolve o motivo e o que fazer para uma falha sem resposta."""
    onde = f"{conta.servidor}, porta {conta.porta}"
    if causa is Causa.CERTIFICADO:
        return _frase_do_certificado(conta, erro)
    if causa is Causa.ESPERA:
        return _frase_da_espera(conta, fase)
    return {
        Causa.DNS: (
            f"o servidor {conta.servidor} não foi encontrado",
            "Confira o nome do servidor na conta de e-mail e a conexão com a internet.",
        ),
        Causa.RECUSADA: (
            f"nada responde em {onde}",
            "Confira servidor e porta na conta de e-mail; um antivírus ou a rede também podem estar bloqueando.",
        ),
        Causa.PORTA_TROCADA: (
            f"a porta {conta.porta} de {conta.servidor} não começa com TLS",
            "Na conta de e-mail, use a porta 465 com TLS, ou troque a segurança para STARTTLS na porta 587.",
        ),
        Causa.TLS: (
            f"a conexão protegida com {onde} não se completou",
            "Confira porta e segurança na conta de e-mail; um antivírus que inspeciona o correio também causa isto.",
        ),
        Causa.ILEGIVEL: (
            f"o que respondeu em {onde} não parece um servidor de envio",
            "Confira servidor e porta na conta de e-mail.",
        ),
    }.get(causa, (f"a conexão com {conta.servidor} caiu", "Confira a rede e tente de novo."))


def _frase_da_espera(conta: ContaEmail, fase: Fase) -> tuple[str, str]:
    # Falar em texto com uma porta que espera TLS deixa os dois lados calados (email.md §3, diagnóstico).
    if fase is Fase.SAUDACAO and conta.seguranca is not Seguranca.TLS:
        return (
            f"o servidor {conta.servidor} não se apresentou na porta {conta.porta}",
            "Se a porta é a 465, troque a segurança da conta para TLS; senão confira servidor e porta.",
        )
    if fase is Fase.CONEXAO:
        return (
            f"o servidor {conta.servidor} não respondeu na porta {conta.porta}",
            "Confira servidor e porta na conta de e-mail, e se a rede não bloqueia o envio.",
        )
    return f"o servidor {conta.servidor} parou de responder", "Confira a rede e tente de novo."


def _frase_do_certificado(conta: ContaEmail, erro: OSError) -> tuple[str, str]:
    codigo = getattr(erro, "verify_code", 0)
    if codigo in _NOME_NAO_CONFERE:
        return (
            f"o certificado apresentado não é do servidor {conta.servidor}",
            "Use na conta o nome de servidor que o provedor informa; o endereço pode estar errado ou desviado.",
        )
    if codigo == _VENCIDO:
        return (
            f"o certificado de {conta.servidor} está vencido",
            "Confira a data deste computador; se está certa, avise o provedor.",
        )
    return (
        f"o certificado de {conta.servidor} não é de uma autoridade conhecida",
        "Um antivírus ou a rede podem estar no meio da conexão; se o servidor é da empresa, instale a autoridade"
        " certificadora dela neste computador.",
    )
