"""A vistoria do dia: o que impede fechar, o que merece atenção e o que está certo. Só lê; nunca fala com a rede.

É um lugar só: `prontidao` diz o que o fechamento recusaria, e a tela e `fechar --conferir` leem daqui o resto.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from boletos import bancos
from envio import prontidao
from envio.ambiente import Ambiente
from envio.fechamento import agradecimento, fechamento
from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from envio.prontidao import Exigencia, Falta
from modelos.acesso.consulta import Consulta
from modelos.avisos import correcao_de_data, fechamentos
from modelos.avisos import leitura as avisos
from modelos.avisos.correcao_de_data import AFrente
from modelos.avisos.fechamentos import Fechamento
from modelos.base import ajustes, copias, lugar
from modelos.cadastro import feriados
from modelos.carteira import importacoes, notas, pastas_vigiadas, pedidos
from modelos.carteira.pastas_vigiadas import PastaVigiada
from modelos.contas import contas_cobranca, contas_conferidas
from modelos.contas import parametros as parametros_gravados
from modelos.retorno import arquivos as retornos
from modelos.retorno import efeitos
from regras.apontamento import Apontamento
from regras.aviso import EM_ABERTO, Estado
from regras.cadastro import ContaCobranca, ContaEmail
from regras.dinheiro import Centavos
from regras.erros import ConfiguracaoIncompleta, ErroAviso
from regras.relogio import Suspeita
from regras.retorno.arquivo import esta_atrasado


class Nivel(StrEnum):
    """Quanto pesa: certo, merece atenção, ou não deixa fechar."""

    CERTO = "certo"
    ATENCAO = "atencao"
    IMPEDE = "impede"


class Quesito(StrEnum):
    """O que se olha além do que o fechamento exige (`prontidao.Exigencia`)."""

    ENVIO = "envio"
    TESTE = "teste"
    RELOGIO = "relogio"
    MENSAL = "mensal"
    NUVEM = "nuvem"
    BACKUP = "backup"
    IMPORTACAO = "importacao"
    PASTA = "pasta"
    AUTORIZACAO = "autorizacao"
    LOGIN = "login"
    COBRANCA = "cobranca"
    COBRANCA_MUDOU = "cobranca_mudou"
    TIRADOS = "tirados"
    PEDIDOS = "pedidos"
    NOTAS = "notas"
    EM_DUVIDA = "em_duvida"
    RETORNO = "retorno"
    A_CONFERIR = "a_conferir"
    AGRADECER = "agradecer"
    APONTAMENTOS = "apontamentos"


@dataclass(frozen=True, slots=True)
class Achado:
    """Um quesito e em que pé está; a frase nasce em `ui.frases_da_vistoria`.

    Atributos:
        erro: o que o fechamento diria ao recusar.
        em: quando foi a última cópia ou importação; None é nunca.
        falhou: a última importação não entrou.
        quantos: pedidos, notas, títulos, avisos ou clientes de que se fala.
        total_centavos: o que somam.
        conta: a conta de e-mail de que se fala.
        cobrancas: as contas de cobrança de que se fala.
        nome: o endereço do modo de teste, o programa que leva a pasta para a nuvem, ou as contas de retorno velho.
        mes: último dia do mês cuja carteira se grava.
        geracao: a do último retorno do banco, da conta que o tem mais velho.
        apontamentos: os do plano que falam de um cliente.
        suspeita: o que há de estranho na data ou no relógio.
        pasta: a vigiada de que se fala.
    """

    quesito: Quesito | Exigencia
    nivel: Nivel
    erro: ErroAviso | None = None
    em: datetime | None = None
    falhou: bool = False
    quantos: int = 0
    total_centavos: Centavos = 0
    conta: ContaEmail | None = None
    cobrancas: tuple[ContaCobranca, ...] = ()
    nome: str = ""
    mes: date | None = None
    geracao: date | None = None
    apontamentos: tuple[Apontamento, ...] = ()
    suspeita: Suspeita | None = None
    pasta: PastaVigiada | None = None


@dataclass(frozen=True, slots=True)
class Vistoria:
    """O dia a fechar: o plano inteiro, o que há a enviar, o que se achou e o último fechamento.

    Atributos:
        em: instante da vistoria, em UTC.
        conta: a que enviaria, se está pronta.
        retirados: avisos que iriam e o operador tirou deste fechamento.
        teste_para: no modo de teste, o endereço que recebe tudo.
        mes_a_encerrar: último dia do mês cuja carteira este fechamento grava, se é o primeiro do mês.
        suspeita: o que há de estranho em fechar esta data com este relógio; quem fecha confirma antes.
        a_frente: o que impede esta data por ter sido fechado à frente do relógio, e se pode dar como feito hoje.
    """

    plano: PlanoDoDia
    a_enviar: PlanoDoDia
    achados: tuple[Achado, ...]
    em: datetime
    ultimo: Fechamento | None
    conta: ContaEmail | None
    retirados: tuple[AvisoPrevisto, ...] = ()
    teste_para: str = ""
    mes_a_encerrar: date | None = None
    suspeita: Suspeita | None = None
    a_frente: AFrente | None = None

    @property
    def ja_resolvidos(self) -> int:
        """Avisos da data que já tiveram desfecho."""
        return len(self.plano.avisos) - len(self.a_enviar.avisos) - len(self.retirados)

    @property
    def impedimentos(self) -> list[Achado]:
        """O que faz o fechamento ser recusado."""
        return self._do_nivel(Nivel.IMPEDE)

    @property
    def ressalvas(self) -> list[Achado]:
        """O que merece atenção e não impede."""
        return self._do_nivel(Nivel.ATENCAO)

    def _do_nivel(self, nivel: Nivel) -> list[Achado]:
        return [achado for achado in self.achados if achado.nivel is nivel]


def vistoriar(
    data: date, ambiente: Ambiente, retirados: Collection[str] = frozenset(), *, senha: str | None = None
) -> Vistoria:
    """Calcula o plano da data e olha o que o fechamento exige e o que convém saber antes dele.

    Args:
        data: a do fechamento.
        ambiente: base, relógio e cofre.
        retirados: clientes que o operador tirou deste fechamento.
        senha: a desta execução, no lugar da do cofre.
    """
    plano = fechamento.planejar(data)
    abertos = [aviso for aviso in plano.avisos if aviso.estado in EM_ABERTO]
    tirados = tuple(aviso for aviso in abertos if aviso.cliente in retirados)
    a_enviar = replace(plano, avisos=tuple(aviso for aviso in abertos if aviso.cliente not in retirados))
    parametros = parametros_gravados.obter()
    avaliada = prontidao.avaliar(data, ambiente, parametros, senha)
    da_conta = avaliada.da_conta or prontidao.avaliar_conta(ambiente, parametros, senha)
    conta = None if any(falta.exigencia is not Exigencia.MENSAGEM for falta in da_conta.faltas) else da_conta.conta
    teste_para = ajustes.obter().teste_para
    mes = None if teste_para else fechamentos.mes_a_encerrar(data)
    agora = ambiente.agora()
    suspeita = prontidao.suspeitar_da_data(data, ambiente.hoje())
    impede_a_data = any(falta.exigencia is Exigencia.DATA for falta in avaliada.faltas)
    a_frente = correcao_de_data.a_frente(ambiente.hoje()) if impede_a_data else None
    achados = (
        *([] if parametros.habilitado else [Achado(Quesito.ENVIO, Nivel.ATENCAO)]),
        *(_da_falta(falta, Nivel.IMPEDE) for falta in avaliada.faltas if falta not in da_conta.faltas),
        *([Achado(Quesito.RELOGIO, Nivel.ATENCAO, suspeita=suspeita)] if suspeita else []),
        *([Achado(Quesito.TESTE, Nivel.ATENCAO, nome=teste_para)] if teste_para else []),
        *([Achado(Quesito.MENSAL, Nivel.CERTO, mes=mes)] if mes else []),
        *_na_nuvem(ambiente.base.caminho),
        _da_copia(agora),
        _da_importacao(agora),
        *_do_retorno(data, parametros.retorno_dias),
        *(Achado(Quesito.PASTA, Nivel.ATENCAO, pasta=p) for p in pastas_vigiadas.listar() if not p.em_dia()),
        *_das_cobrancas(),
        *_dos_agradecimentos(data, retirados, vao=parametros.habilitado and parametros.agradecer and not teste_para),
        *(
            replace(_da_falta(falta, Nivel.IMPEDE if parametros.habilitado else Nivel.ATENCAO), conta=da_conta.conta)
            for falta in da_conta.faltas
        ),
        *([_da_conta(conta)] if conta else []),
        *_dos_tirados(tirados),
        *_pendencias(),
        *_dos_apontamentos(plano),
    )
    return Vistoria(
        plano,
        a_enviar,
        achados,
        agora,
        fechamentos.ultimo(),
        conta,
        retirados=tirados,
        teste_para=teste_para,
        mes_a_encerrar=mes,
        suspeita=suspeita,
        a_frente=a_frente,
    )


def _da_falta(falta: Falta, nivel: Nivel) -> Achado:
    return Achado(falta.exigencia, nivel, falta.erro)


def _na_nuvem(base: Path) -> Iterator[Achado]:
    if programa := lugar.sincronizada(base):
        yield Achado(Quesito.NUVEM, Nivel.ATENCAO, nome=programa)


def _da_conta(conta: ContaEmail) -> Achado:
    try:
        prontidao.conferir_autorizacao(conta)
    except ConfiguracaoIncompleta as erro:
        return Achado(Quesito.AUTORIZACAO, Nivel.ATENCAO, erro, conta=conta)
    if contas_conferidas.obter(conta.numero) is None:
        return Achado(Quesito.LOGIN, Nivel.ATENCAO, conta=conta)
    return Achado(Exigencia.CONTA, Nivel.CERTO, conta=conta)


def _da_copia(agora: datetime) -> Achado:
    copia = copias.ultima()
    em = copia.em if copia else None
    return Achado(Quesito.BACKUP, Nivel.CERTO if _e_do_dia(em, agora) else Nivel.ATENCAO, em=em)


def _da_importacao(agora: datetime) -> Achado:
    ultima = importacoes.ultima("debitos")
    em = ultima.em if ultima else None
    falhou = ultima is not None and ultima.falhou
    em_dia = _e_do_dia(em, agora) and not falhou
    return Achado(Quesito.IMPORTACAO, Nivel.CERTO if em_dia else Nivel.ATENCAO, em=em, falhou=falhou)


def _do_retorno(data: date, dias: int) -> Iterator[Achado]:
    """Da conta de retorno mais velho; sem nenhum lido, ou com a guarda desligada, não há o que dizer."""
    geracoes = efeitos.ultimas_geracoes() if dias else {}
    if not geracoes:
        return
    locais = feriados.dias()
    velhas = sorted(conta for conta, geracao in geracoes.items() if esta_atrasado(geracao, data, dias, locais))
    geracao = min(geracoes[conta] for conta in velhas or geracoes)
    yield Achado(Quesito.RETORNO, Nivel.ATENCAO if velhas else Nivel.CERTO, nome=", ".join(velhas), geracao=geracao)


def _das_cobrancas() -> Iterator[Achado]:
    """Das que calculam código: as que o banco confirmou, as que nada prova, e as que mudaram depois da prova."""
    contas = contas_cobranca.que_calculam()
    provas = {conta.codigo: bancos.conferencia(conta) for conta in contas}
    mudaram = [conta for conta in contas if (prova := provas[conta.codigo]) is not None and not prova.igual]
    yield from (Achado(Quesito.COBRANCA_MUDOU, Nivel.ATENCAO, cobrancas=(conta,)) for conta in mudaram)
    for nivel, confirmadas in ((Nivel.CERTO, True), (Nivel.ATENCAO, False)):
        deste = [conta for conta in contas if conta not in mudaram and bancos.confirmada(conta) is confirmadas]
        if deste:
            yield Achado(Quesito.COBRANCA, nivel, quantos=len(deste), cobrancas=tuple(deste))


def _dos_agradecimentos(data: date, retirados: Collection[str], *, vao: bool) -> Iterator[Achado]:
    """Saem além dos avisos que se confirmam, e por isso são ditos antes."""
    if vao and (previstos := agradecimento.prever(data, retirados)):
        total = sum(sum(previsto.pagos.values()) for previsto in previstos)
        yield Achado(Quesito.AGRADECER, Nivel.CERTO, quantos=len(previstos), total_centavos=total)


def _e_do_dia(antes: datetime | None, agora: datetime) -> bool:
    """Na hora local da máquina, que é a do dia de quem fecha."""
    return antes is not None and antes.astimezone().date() == agora.astimezone().date()


def _dos_tirados(tirados: Collection[AvisoPrevisto]) -> Iterator[Achado]:
    if tirados:
        total = sum(aviso.total_centavos for aviso in tirados)
        yield Achado(Quesito.TIRADOS, Nivel.ATENCAO, quantos=len(tirados), total_centavos=total)


def _pendencias() -> Iterator[Achado]:
    """Pedidos, falha de numeração e avisos em dúvida: só aparecem quando há."""
    contados = (
        (Quesito.PEDIDOS, pedidos.contar_abertos()),
        (Quesito.NOTAS, sum(falha.quantidade for falha in notas.falhas())),
        (Quesito.A_CONFERIR, retornos.contar_a_conferir()),
        (Quesito.EM_DUVIDA, avisos.pagina(Consulta(limite=1, filtros={"estado": Estado.EM_DUVIDA.value})).total),
    )
    yield from (Achado(quesito, Nivel.ATENCAO, quantos=quantos) for quesito, quantos in contados if quantos)


def _dos_apontamentos(plano: PlanoDoDia) -> Iterator[Achado]:
    if deles := tuple(item for item in plano.apontamentos if item.cliente):
        yield Achado(Quesito.APONTAMENTOS, Nivel.ATENCAO, quantos=len(deles), apontamentos=deles)
