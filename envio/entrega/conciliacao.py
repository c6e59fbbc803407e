"""Conferir a base com o diário de envios: ao abrir, e antes de enviar (regras.md §6.6).

O que o diário tem e a base não tem é refeito. Só eventos de avisos conhecidos: houve uma queda. Avisos
inteiros: a base é antiga, e fica travada até o operador confirmar. Diário que não é mais o que a base já
viu: trava, e nada é refeito até ele voltar ou o operador destravar.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from envio.ambiente import Ambiente
from envio.diario import DiarioIlegivel, Lido
from modelos.acesso import locais
from modelos.avisos import autorizacao, caixa_de_saida, diario_conferido, refazer
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco
from modelos.base.trava import Trava
from regras.aviso import Estado
from regras.base_travada import Bloqueio, Como, PorQue, Quebra
from regras.envio.diario import Anotado, Falta, comparar, resumir
from regras.erros import AmbienteIndisponivel, DadoInvalido

log = logging.getLogger(__name__)

_DIGA_COMO = "{}; só quem a pôs ali sabe se ela toma o lugar da outra ou é cópia para experimentar"
_OS_DOIS = (
    "Diga ⟨que é a verdadeira|`--como verdadeira`⟩ se a outra não vai mais enviar: esta continua de onde ela parou. "
    "Ou ⟨que é cópia|`--como copia`⟩ se a "
    "outra ainda envia: esta ganha identidade e diário próprios, e o que enviar não conta na outra."
)


@dataclass(frozen=True, slots=True)
class Conciliacao:
    """O que a conferência achou e refez.

    Atributos:
        avisos: quantos avisos inteiros foram refeitos na base.
        eventos: quantos avisos da base avançaram de estado.
        em_duvida: quantos desses, ou de um processo morto, ficaram em dúvida.
        ilegiveis: linhas do diário cortadas ou danificadas.
        travou: a base foi travada por ser mais antiga que o diário.
        quebra: o que há com o diário, se ele não é o que a base já viu; travou por isso.
    """

    avisos: int = 0
    eventos: int = 0
    em_duvida: int = 0
    ilegiveis: int = 0
    travou: bool = False
    quebra: Quebra | None = None

    def __bool__(self) -> bool:
        """Diz se há o que contar ao operador."""
        return bool(self.avisos or self.eventos or self.em_duvida or self.ilegiveis or self.quebra)


@dataclass(frozen=True, slots=True)
class Destravada:
    """Uma base que voltou a poder enviar.

    Atributos:
        bloqueio: por que estava travada, com o que havia de errado no diário.
        como: o que o operador disse dela.
    """

    bloqueio: Bloqueio
    como: Como


def ao_abrir(ambiente: Ambiente) -> Conciliacao:
    """Concilia, se nenhum fechamento está em curso; quem está com a trava já conciliou.

    Sem poder ler o diário nada é conciliado, e a base abre: quem envia confere de novo, e recusa.
    """
    trava = Trava(ambiente.base.caminho)
    if not trava.tentar():
        return Conciliacao()
    try:
        return _conciliar(ambiente, para_enviar=False)
    except DiarioIlegivel as erro:
        log.warning("diário não conferido: %s", erro)
        return Conciliacao()
    finally:
        trava.soltar()


def conciliar(ambiente: Ambiente) -> Conciliacao:
    """Toma a posse dos avisos, refaz na base o que só o diário tem, e põe *em dúvida* o que era de processo morto.

    Só com a trava do fechamento na mão (regras.md §6.5 e §6.6). A base que ninguém confirmou fica como está.

    Raises:
        DiarioIlegivel: o diário existe e não pode ser lido.
        AmbienteIndisponivel: a base não pode ser gravada, ou virou cópia depois de aberta.
    """
    if autorizacao.uuid() != ambiente.base.uuid:
        # As senhas que este programa tem na mão são as da outra.
        raise AmbienteIndisponivel(
            "Esta base foi declarada cópia para experimentar, e agora é outra.", "Feche o programa e abra-o de novo."
        )
    diario_conferido.tomar_posse()
    return _conciliar(ambiente, para_enviar=True)


def _conciliar(ambiente: Ambiente, *, para_enviar: bool) -> Conciliacao:
    em, bloqueio = ambiente.agora(), autorizacao.travada()
    if bloqueio is not None and bloqueio.por_que in {PorQue.DESCONHECIDA, PorQue.SEM_DIARIO}:
        return Conciliacao()
    diario, visto = ambiente.diario(), diario_conferido.obter()
    lido = diario.conferir(visto, inteiro=para_enviar)
    ja_dito = bloqueio is not None and bloqueio.quebra is lido.quebra
    bloqueio = _dizer_do_diario(bloqueio, lido, visto, diario.caminho.name)
    if lido.quebra is None:
        feito = _refazer(lido, em, visto, travar=bloqueio is None)
        if para_enviar and bloqueio is None and not feito.travou:
            diario.espelhar()
    else:
        feito = Conciliacao(quebra=None if ja_dito else lido.quebra)
    orfaos = caixa_de_saida.recuperar(em)
    resultado = replace(feito, em_duvida=feito.em_duvida + len(orfaos))
    if resultado:
        log.info("diário conferido: %s", resultado)
    return resultado


def _dizer_do_diario(bloqueio: Bloqueio | None, lido: Lido, visto: Marco, diario: str) -> Bloqueio | None:
    """Trava pelo diário que não bate; o que voltou a bater destrava sozinho, porque nada falta. Devolve como ficou."""
    novo: Bloqueio | None = _com_o_diario(bloqueio or Bloqueio(PorQue.DIARIO), lido, visto, diario)
    if lido.quebra is None and (bloqueio is None or bloqueio.por_que is PorQue.DIARIO):
        novo = None
    if novo != bloqueio:
        autorizacao.travar(novo)
    return novo


def _com_o_diario(bloqueio: Bloqueio, lido: Lido, visto: Marco, diario: str) -> Bloqueio:
    if lido.quebra is None:
        return replace(bloqueio, quebra=None, diario="", linhas=0, achadas=0)
    return replace(bloqueio, quebra=lido.quebra, diario=diario, linhas=visto.linhas, achadas=lido.marco.linhas)


def _refazer(lido: Lido, em: datetime, visto: Marco, *, travar: bool) -> Conciliacao:
    """Refaz na base o que se leu, e anda com o marco. Com avisos inteiros, pode travar."""
    anotados = resumir(lido.anotacoes)
    gravados = avisos.das_chaves(anotados)
    faltas = [(comparar(anotado, gravados.get(chave)), anotado) for chave, anotado in anotados.items()]
    inteiros = [anotado for falta, anotado in faltas if falta is Falta.AVISO]
    eventos = [anotado for falta, anotado in faltas if falta is Falta.EVENTO]
    if inteiros or eventos or lido.marco != visto:
        bloqueio = _base_antiga(inteiros) if inteiros and travar else None
        outros = [anotado for falta, anotado in faltas if falta is Falta.NADA]
        refazer.aplicar(avisos=inteiros, eventos=eventos, outros=outros, marco=lido.marco, em=em, bloqueio=bloqueio)
    duvidas = sum(anotado.principal.estado is Estado.EM_DUVIDA for anotado in (*inteiros, *eventos))
    return Conciliacao(len(inteiros), len(eventos), duvidas, lido.ilegiveis, bool(inteiros and travar))


def _base_antiga(inteiros: list[Anotado]) -> Bloqueio:
    datas = [anotado.principal.data for anotado in inteiros]
    return Bloqueio(PorQue.ANTIGA, avisos=len(inteiros), de=min(datas), ate=max(datas))


def destravar(ambiente: Ambiente, como: Como | None = None) -> Destravada | None:
    """O operador confirma que esta é a base verdadeira, ou a declara cópia; None se não estava travada.

    A verdadeira concilia antes: o que o diário e a cópia dele sabem entra na base antes de ela poder enviar.
    A cópia ganha identidade e diário próprios: o que ela enviar não conta na outra.

    Args:
        ambiente: base e relógio.
        como: só é preciso dizer da base copiada ou movida.

    Raises:
        DadoInvalido: falta dizer como, ou a base não está travada e ia virar cópia.
        AmbienteIndisponivel: fechamento em andamento, ou a pasta de dados não pode ser gravada.
    """
    with Trava(ambiente.base.caminho):
        conciliar(ambiente)
        em, bloqueio = ambiente.agora(), autorizacao.travada()
        if bloqueio is None and como is not Como.COPIA:
            return None
        if bloqueio is None:
            raise DadoInvalido("--como", "esta base não está travada, e só a travada pode virar cópia")
        locais.instalacao()  # sem onde guardar quem é esta instalação, nada muda
        diario, visto = ambiente.diario(), diario_conferido.obter()
        if como is not Como.COPIA and bloqueio.quebra is None:
            bloqueio = _com_o_diario(bloqueio, diario.conferir(visto), visto, diario.caminho.name)
        if como is None and bloqueio.exige_como:
            raise DadoInvalido("--como", _DIGA_COMO.format(bloqueio.frase()), o_que_fazer=_OS_DOIS)
        if como is Como.COPIA:
            autorizacao.virar_copia()
            caixa_de_saida.recuperar(em)
            return Destravada(bloqueio, como)
        lido = diario.assumir(visto, em, bloqueio.frase(), recomecar=bloqueio.exige_como)
        _refazer(lido, em, visto, travar=False)
        caixa_de_saida.recuperar(em)
        autorizacao.destravar()
        return Destravada(bloqueio, Como.VERDADEIRA)
