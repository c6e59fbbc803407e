"""Conferir a base com o diário de envios: ao abrir, e antes de enviar (regras.md §6.6).

O que o diário tem e a base não tem é refeito. Só eventos de avisos conhecidos: houve uma queda. Avisos
inteiros: a base é antiga, e fica travada até o operador confirmar.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from envio.ambiente import Ambiente
from envio.diario import DiarioIlegivel
from modelos.avisos import autorizacao, caixa_de_saida, diario_conferido, refazer
from modelos.avisos import leitura as avisos
from modelos.base.trava import Trava
from regras.aviso import Estado
from regras.base_travada import Bloqueio, PorQue
from regras.envio.diario import Anotado, Falta, comparar, resumir

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conciliacao:
    """O que a conferência achou e refez.

    Atributos:
        avisos: quantos avisos inteiros foram refeitos na base.
        eventos: quantos avisos da base avançaram de estado.
        em_duvida: quantos desses, ou de um processo morto, ficaram em dúvida.
        ilegiveis: linhas do diário cortadas ou danificadas.
        travou: a base foi travada por ser mais antiga que o diário.
    """

    avisos: int = 0
    eventos: int = 0
    em_duvida: int = 0
    ilegiveis: int = 0
    travou: bool = False

    def __bool__(self) -> bool:
        """Diz se há o que contar ao operador."""
        return bool(self.avisos or self.eventos or self.em_duvida or self.ilegiveis)


def ao_abrir(ambiente: Ambiente) -> Conciliacao:
    """Concilia, se nenhum fechamento está em curso; quem está com a trava já conciliou.

    Sem poder ler o diário nada é conciliado, e a base abre: quem envia confere de novo, e recusa.
    """
    trava = Trava(ambiente.base.caminho)
    if not trava.tentar():
        return Conciliacao()
    try:
        return conciliar(ambiente)
    except DiarioIlegivel as erro:
        log.warning("diário não conferido: %s", erro)
        return Conciliacao()
    finally:
        trava.soltar()


def conciliar(ambiente: Ambiente) -> Conciliacao:
    """Refaz na base o que só o diário tem, e põe *em dúvida* o que era de processo morto (regras.md §6.5 e §6.6).

    Só com a trava do fechamento na mão.

    Raises:
        DiarioIlegivel: o diário existe e não pode ser lido.
        AmbienteIndisponivel: a base não pode ser gravada.
    """
    em = ambiente.agora()
    anterior = diario_conferido.obter()
    lido = ambiente.diario().ler(anterior)
    anotados = resumir(lido.anotacoes)
    gravados = avisos.das_chaves(anotados)
    faltas = [(comparar(anotado, gravados.get(chave)), anotado) for chave, anotado in anotados.items()]
    inteiros = [anotado for falta, anotado in faltas if falta is Falta.AVISO]
    eventos = [anotado for falta, anotado in faltas if falta is Falta.EVENTO]
    if inteiros or eventos or lido.marco != anterior:
        bloqueio = _base_antiga(inteiros) if inteiros else None
        outros = [anotado for falta, anotado in faltas if falta is Falta.NADA]
        refazer.aplicar(avisos=inteiros, eventos=eventos, outros=outros, marco=lido.marco, em=em, bloqueio=bloqueio)
    orfaos = caixa_de_saida.recuperar(em)
    duvidas = sum(anotado.principal.estado is Estado.EM_DUVIDA for anotado in (*inteiros, *eventos))
    resultado = Conciliacao(len(inteiros), len(eventos), duvidas + len(orfaos), lido.ilegiveis, bool(inteiros))
    if resultado:
        log.info("diário conferido: %s", resultado)
    return resultado


def _base_antiga(inteiros: list[Anotado]) -> Bloqueio:
    datas = [anotado.principal.data for anotado in inteiros]
    return Bloqueio(PorQue.ANTIGA, avisos=len(inteiros), de=min(datas), ate=max(datas))


def destravar(ambiente: Ambiente) -> Bloqueio | None:
    """O operador confirma que esta é a base verdadeira; devolve por que estava travada, ou None.

    Concilia antes: o que o diário sabe entra na base antes de ela poder enviar.

    Raises:
        AmbienteIndisponivel: fechamento em andamento, ou a pasta de dados não pode ser gravada.
    """
    with Trava(ambiente.base.caminho):
        conciliar(ambiente)
        bloqueio = autorizacao.travada()
        autorizacao.destravar()
    return bloqueio
