"""O que falta conferir antes de fechar o dia, cada coisa com a sua frase e o caminho para consertar. Sem Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from envio.ambiente import Ambiente
from envio.contas import prontidao
from envio.fechamento import fechamento
from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from modelos.acesso.consulta import Consulta
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from modelos.avisos.fechamentos import Fechamento
from modelos.base import ajustes, copias, lugar
from modelos.carteira import importacoes, notas, pedidos
from modelos.contas import contas_conferidas
from modelos.contas import parametros as parametros_gravados
from regras.aviso import EM_ABERTO, Estado
from regras.cadastro import ContaEmail
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from regras.parametros import ParametrosAviso
from ui import apontamentos, frases
from ui.contexto import em_hora_local

FAZER_COPIA = "copia"
"""Nome da ação que faz um backup agora, em vez de abrir uma tela."""
VER_TIRADOS = "tirados"
"""Argumento da prévia que mostra quem o operador tirou deste fechamento."""


class Nivel(StrEnum):
    """Quanto pesa: certo, merece atenção, ou não deixa fechar."""

    CERTO = "certo"
    ATENCAO = "atencao"
    IMPEDE = "impede"


@dataclass(frozen=True, slots=True)
class Item:
    """Uma linha da conferência; `acao` é o texto do botão e `tela` o nome dela em `ui.janela.telas`."""

    nivel: Nivel
    frase: str
    detalhe: str = ""
    acao: str = ""
    tela: str = ""
    argumento: object = None


@dataclass(frozen=True, slots=True)
class Situacao:
    """O dia a fechar: o plano inteiro, o que há a enviar, a conferência e o último fechamento.

    `retirados` são os avisos que iriam e o operador tirou deste fechamento; `teste_para`, no modo de teste, o endereço
    que recebe tudo; `mes_a_encerrar`, o último dia do mês cuja carteira este fechamento grava, se é o primeiro do mês.
    """

    plano: PlanoDoDia
    a_enviar: PlanoDoDia
    itens: tuple[Item, ...]
    ultimo: Fechamento | None
    conta: ContaEmail | None
    retirados: tuple[AvisoPrevisto, ...] = ()
    teste_para: str = ""
    mes_a_encerrar: date | None = None

    @property
    def ja_resolvidos(self) -> int:
        """Avisos da data que já tiveram desfecho."""
        return len(self.plano.avisos) - len(self.a_enviar.avisos) - len(self.retirados)

    @property
    def impedimentos(self) -> list[Item]:
        """O que faz o fechamento ser recusado."""
        return [item for item in self.itens if item.nivel is Nivel.IMPEDE]


def levantar(data: date, ambiente: Ambiente, retirados: Collection[str] = frozenset()) -> Situacao:
    """Calcula o plano da data e confere o que o fechamento exige. Rode dentro de um `Trabalho`.

    Args:
        data: a do fechamento.
        ambiente: base, relógio e cofre.
        retirados: clientes que o operador tirou deste fechamento.
    """
    plano = fechamento.planejar(data)
    abertos = [aviso for aviso in plano.avisos if aviso.estado in EM_ABERTO]
    tirados = tuple(aviso for aviso in abertos if aviso.cliente in retirados)
    a_enviar = replace(plano, avisos=tuple(aviso for aviso in abertos if aviso.cliente not in retirados))
    parametros = parametros_gravados.obter()
    conta, item_da_conta = _conferir_conta(ambiente, parametros)
    teste_para = ajustes.obter().teste_para
    mes = None if teste_para else fechamentos.mes_a_encerrar(data)
    itens = (
        *_impedimentos(data, parametros),
        *_em_teste(teste_para),
        *_mensal(mes),
        *_na_nuvem(ambiente.base.caminho),
        _conferir_copia(ambiente.agora()),
        _conferir_importacao(ambiente.agora()),
        item_da_conta,
        *_tirados(tirados),
        *_pendencias(),
        *_apontamentos(plano),
    )
    return Situacao(plano, a_enviar, itens, fechamentos.ultimo(), conta, tirados, teste_para, mes)


def _impedimentos(data: date, parametros: ParametrosAviso) -> Iterator[Item]:
    """O que `executar` recusaria, na mesma ordem."""
    conferencias: list[tuple[Callable[[], object], str, str]] = [
        (prontidao.conferir_base, "Destravar", "destravar"),
        (lambda: prontidao.conferir_data(data), "", ""),
    ]
    if parametros.habilitado:
        conferencias += [
            (prontidao.conferir_empresa, "Completar", "empresa"),
            (lambda: prontidao.conferir_filtros(parametros), "Refazer", "aviso_debitos"),
        ]
    else:
        yield Item(Nivel.ATENCAO, "Envio desabilitado", "fecha sem enviar", "Habilitar", "aviso_debitos")
    for conferir, acao, tela in conferencias:
        if frase := _recusa(conferir):
            yield Item(Nivel.IMPEDE, frase, "", acao, tela)


def _em_teste(para: str) -> Iterator[Item]:
    if para:
        yield Item(Nivel.ATENCAO, "Modo de teste ligado", f"só {para} recebe, nada é registrado", "Mudar", "ajustes")


def _mensal(mes: date | None) -> Iterator[Item]:
    if mes:
        frase = f"grava a carteira de {frases.mes_por_extenso(mes)}"
        yield Item(Nivel.CERTO, "Fechamento mensal", frase, "Ver", "evolucao")


def _na_nuvem(base: Path) -> Iterator[Item]:
    if programa := lugar.sincronizada(base):
        yield Item(Nivel.ATENCAO, "Base em pasta da nuvem", f"{programa} pode estragá-la", "Entender", "sobre")


def _recusa(conferir: Callable[[], object]) -> str:
    try:
        conferir()
    except ErroAviso as erro:
        return erro.mensagem
    return ""


def _conferir_conta(ambiente: Ambiente, parametros: ParametrosAviso) -> tuple[ContaEmail | None, Item]:
    try:
        conta = prontidao.escolher_conta(parametros)
        prontidao.obter_credencial(ambiente, conta, None)
    except ErroAviso as erro:
        nivel = Nivel.IMPEDE if parametros.habilitado else Nivel.ATENCAO
        return None, Item(nivel, erro.mensagem, "", "Corrigir", "contas_email")
    if frase := _recusa(lambda: prontidao.conferir_autorizacao(conta)):
        return conta, Item(Nivel.ATENCAO, frase, "os avisos ficariam adiados", "Autorizar", "contas_email")
    if contas_conferidas.obter(conta.numero) is None:
        frase = f"Conta {conta.numero} não conferida"
        return conta, Item(Nivel.ATENCAO, frase, "ninguém entrou nela ainda", "Conferir", "contas_email", conta.numero)
    return conta, Item(Nivel.CERTO, f"Conta {conta.numero}", conta.nome or conta.remetente)


def _conferir_copia(agora: datetime) -> Item:
    copia = copias.ultima()
    if copia is None:
        return Item(Nivel.ATENCAO, "Nenhum backup feito", "", "Copiar agora", FAZER_COPIA)
    quando = frases.ha_quanto(copia.em, agora)
    if _e_do_dia(copia.em, agora):
        return Item(Nivel.CERTO, "Backup conferido", quando)
    return Item(Nivel.ATENCAO, "Backup desatualizado", quando, "Copiar agora", FAZER_COPIA)


def _conferir_importacao(agora: datetime) -> Item:
    ultima = importacoes.ultima("debitos")
    if ultima is None:
        return Item(Nivel.ATENCAO, "Nenhuma importação de débitos", "", "Importar", "importar")
    quando = frases.ha_quanto(ultima.em, agora)
    if ultima.erro:
        return Item(Nivel.ATENCAO, "A última importação não entrou", quando, "Importar", "importar")
    if _e_do_dia(ultima.em, agora):
        return Item(Nivel.CERTO, "Débitos importados", quando)
    return Item(Nivel.ATENCAO, "Débitos não importados hoje", quando, "Importar", "importar")


def _e_do_dia(antes: datetime, agora: datetime) -> bool:
    return em_hora_local(antes).date() == em_hora_local(agora).date()


def _pendencias() -> Iterator[Item]:
    """Pedidos, falha de numeração e avisos em dúvida: só aparecem quando há."""
    if abertos := pedidos.contar_abertos():
        frase = frases.quantos(abertos, "pedido em aberto", "pedidos em aberto")
        yield Item(Nivel.ATENCAO, frase, "", "Ver", "pedidos")
    if faltam := sum(falha.quantidade for falha in notas.falhas()):
        frase = frases.quantos(faltam, "número de nota faltando", "números de nota faltando")
        yield Item(Nivel.ATENCAO, frase, "", "Ver", "falha_numeracao")
    if duvidas := avisos.pagina(Consulta(limite=1, filtros={"estado": Estado.EM_DUVIDA.value})).total:
        frase = frases.quantos(duvidas, "aviso em dúvida", "avisos em dúvida")
        yield Item(Nivel.ATENCAO, frase, "espera decisão", "Decidir", "historico", Estado.EM_DUVIDA)


def _tirados(avisos_tirados: Collection[AvisoPrevisto]) -> Iterator[Item]:
    if avisos_tirados:
        frase = frases.quantos(len(avisos_tirados), "cliente tirado por você", "clientes tirados por você")
        total = em_reais(sum(aviso.total_centavos for aviso in avisos_tirados))
        yield Item(Nivel.ATENCAO, frase, total, "Ver", "previa", VER_TIRADOS)


def _apontamentos(plano: PlanoDoDia) -> Iterator[Item]:
    contagem = Counter(apontamentos.grupo(item) for item in plano.apontamentos if item.cliente)
    for tipo in apontamentos.Grupo:
        if contagem[tipo]:
            frase = f"{tipo.value}: {frases.numero(contagem[tipo])}"
            yield Item(Nivel.ATENCAO, frase, "", "Ver", "previa")
