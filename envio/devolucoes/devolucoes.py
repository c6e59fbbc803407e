"""Buscar as devoluções nas caixas configuradas e anotar o que elas dizem (email.md §7).

Só lê: a triagem pelos cabeçalhos evita baixar a caixa inteira, e o que foi lido não se lê de novo. Gerador: parar de
iterar cancela, e a próxima busca continua de onde esta gravou.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from envio import prontidao
from envio.ambiente import Ambiente
from envio.contas import caixas
from envio.correio.caixa_de_entrada import Caixa, Entrada, Marco
from envio.correio.leitura_devolucao import ler, parece
from envio.eventos import Procurando
from modelos.avisos import caixas_devolucoes, devolucoes
from modelos.avisos.caixas_devolucoes import Cursor
from modelos.avisos.devolucoes import DevolucaoLida, Recebida
from modelos.contas import contas_email, parametros
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.cadastro import ContaEmail
from regras.devolucao import CaixaDevolucoes
from regras.erros import ConfiguracaoIncompleta, ErroAviso

PRIMEIRA_VOLTA = timedelta(days=30)
"""Até quando se volta na primeira leitura; os servidores desistem em até 5 dias."""
FOLGA = timedelta(days=3)
"""Quanto se volta antes da última leitura quando a pasta foi renumerada; o que já foi lido não conta de novo."""
PRAZO_ANTES_DE_FECHAR_S = 60.0
"""O fechamento não espera mais que isto; o que faltar fica para a próxima busca."""
_LOTE = 100


@dataclass(frozen=True, slots=True)
class CaixaLida:
    """Uma caixa terminou.

    Atributos:
        vistas: mensagens novas na pasta, devoluções ou não.
        lidas: o que entrou agora, já gravado.
        completa: falso quando o prazo acabou antes.
    """

    conta: int
    vistas: int
    lidas: tuple[DevolucaoLida, ...]
    completa: bool = True


@dataclass(frozen=True, slots=True)
class CaixaFalhou:
    """Uma caixa não pôde ser lida; o que já tinha sido lido dela está gravado."""

    conta: int
    erro: ErroAviso


Passo = Procurando | CaixaLida | CaixaFalhou


def buscar(
    ambiente: Ambiente,
    *,
    senha: str | None = None,
    prazo_s: float | None = None,
    relogio: Callable[[], float] = time.monotonic,
) -> Iterator[Passo]:
    """Lê as devoluções novas de cada caixa. O que falha numa não impede as outras.

    Args:
        ambiente: base, relógio, cofre e como abrir a caixa.
        senha: nesta execução, a da conta que fecha o dia, no lugar da do cofre; ao servidor de outra não se mostra.
        prazo_s: segundos para todas as caixas; None não tem prazo.
        relogio: segundos que só crescem.

    Raises:
        ConfiguracaoIncompleta: nenhuma conta tem caixa configurada; com `senha`, nenhuma fecha o dia.
    """
    configuradas = caixas_devolucoes.listar()
    if not configuradas:
        raise ConfiguracaoIncompleta(
            "Nenhuma conta de e-mail tem caixa de devoluções configurada.",
            f"Informe o servidor de entrada (IMAP) em {caixas.ONDE_SE_CONFIGURA}⟨|, ou com "
            "`app.py caixa-devolucoes CONTA --servidor H`⟩.",
        )
    dona = prontidao.escolher_conta(parametros.obter()).numero if senha is not None else None
    fim = None if prazo_s is None else relogio() + prazo_s

    def acabou() -> bool:
        return fim is not None and relogio() >= fim

    for caixa in configuradas:
        try:
            yield from _ler_caixa(ambiente, caixa, senha if caixa.conta == dona else None, acabou)
        except ErroAviso as erro:
            yield CaixaFalhou(caixa.conta, erro)


def experimentar(ambiente: Ambiente, caixa: CaixaDevolucoes, conta: ContaEmail, senha: str | None) -> Marco:
    """Entra numa caixa ainda não gravada e abre a pasta; nada é lido nem gravado.

    Args:
        ambiente: relógio, cofre e como abrir a caixa.
        caixa: como está na tela.
        conta: de quem são o usuário e a senha que faltarem.
        senha: a digitada e ainda não gravada.

    Raises:
        ConfiguracaoIncompleta: sem senha, ou o servidor recusou o usuário, a senha ou a pasta.
        AmbienteIndisponivel: não foi possível falar com o servidor.
    """
    digitada = Entrada(caixa.usuario or conta.usuario or conta.remetente, senha) if senha else None
    leitor = ambiente.abrir_caixa(caixa, digitada or caixas.obter_entrada(ambiente, caixa, conta))
    try:
        return leitor.abrir()
    finally:
        leitor.fechar()


def antes_de_fechar(ambiente: Ambiente, senha: str | None) -> Generator[Procurando, None, tuple[Apontamento, ...]]:
    """Busca as devoluções, se alguma caixa está configurada; falhar não impede o fechamento, só se aponta."""
    apontamentos: list[Apontamento] = []
    if caixas_devolucoes.listar():
        for passo in buscar(ambiente, senha=senha, prazo_s=PRAZO_ANTES_DE_FECHAR_S):
            if isinstance(passo, Procurando):
                yield passo
            elif isinstance(passo, CaixaFalhou):
                tipo, houve = TipoDeApontamento.DEVOLUCOES_NAO_LIDAS, passo.erro.frase()
                apontamentos.append(Apontamento(tipo, conta_email=passo.conta, houve=houve))
            elif not passo.completa:
                apontamentos.append(Apontamento(TipoDeApontamento.DEVOLUCOES_PELA_METADE, conta_email=passo.conta))
    return tuple(apontamentos)


def _ler_caixa(
    ambiente: Ambiente, caixa: CaixaDevolucoes, senha: str | None, acabou: Callable[[], bool]
) -> Iterator[Passo]:
    conta = contas_email.obter(caixa.conta)
    if conta is None:
        return  # excluída depois de listar
    yield Procurando(caixa.conta, 0, 0)
    leitor = ambiente.abrir_caixa(caixa, caixas.obter_entrada(ambiente, caixa, conta, senha))
    try:
        marco = leitor.abrir()
        depois_de, desde = _de_onde(caixas_devolucoes.cursor(caixa.conta), marco, ambiente.agora())
        numeros = leitor.listar(depois_de=depois_de, desde=desde)
        lidas: list[DevolucaoLida] = []
        vistas = 0
        while vistas < len(numeros) and not acabou():
            bloco = numeros[vistas : vistas + _LOTE]
            recebidas = yield from _ler_bloco(leitor, caixa.conta, bloco, vistas, len(numeros))
            vistas += len(bloco)
            # Só com tudo visto se pula para o fim: o que a data deixou de fora não volta na busca seguinte.
            ate = bloco[-1] if vistas < len(numeros) else max(bloco[-1], marco.ultimo)
            lidas += _gravar(caixa.conta, recebidas, Marco(marco.validade, ate), ambiente.agora())
        if not numeros:
            caixas_devolucoes.avancar(caixa.conta, marco.validade, max(depois_de, marco.ultimo), ambiente.agora())
        yield CaixaLida(caixa.conta, vistas, tuple(lidas), completa=vistas == len(numeros))
    finally:
        leitor.fechar()


def _de_onde(cursor: Cursor, marco: Marco, agora: datetime) -> tuple[int, date | None]:
    """De que número e de que data começar: a pasta renumerada se relê pela data."""
    if cursor.validade == marco.validade and cursor.ultimo_uid:
        return cursor.ultimo_uid, None
    inicio = agora - PRIMEIRA_VOLTA if cursor.lida_em is None else min(cursor.lida_em, agora) - FOLGA
    return 0, inicio.date()


def _ler_bloco(
    leitor: Caixa, conta: int, bloco: list[int], vistas: int, total: int
) -> Generator[Procurando, None, list[Recebida]]:
    """Lê inteiras só as que parecem devolução."""
    yield Procurando(conta, vistas, total)
    cabecalhos = leitor.cabecalhos(bloco)
    recebidas: list[Recebida] = []
    for posicao, numero in enumerate(bloco, vistas + 1):
        chegada = leitor.comeco(numero) if parece(cabecalhos.get(numero, b"")) else None
        if chegada is None:
            continue
        if notificacao := ler(chegada.mime):
            recebidas.append(Recebida(notificacao, hashlib.sha256(chegada.mime).hexdigest(), chegada.em))
        yield Procurando(conta, posicao, total)
    return recebidas


def _gravar(conta: int, recebidas: list[Recebida], marco: Marco, em: datetime) -> list[DevolucaoLida]:
    """Grava as devoluções e só então avança: morrer entre as duas só relê, e o que se relê não conta de novo."""
    lidas = devolucoes.registrar(recebidas, em) if recebidas else []
    caixas_devolucoes.avancar(conta, marco.validade, marco.ultimo, em)
    return lidas
