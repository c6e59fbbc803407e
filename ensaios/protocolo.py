"""O protocolo do envio num modelo pequeno, percorrido em todas as ordens (regras.md §6.5 a §6.7).

Um aviso, dois processos de dois usuários do sistema, a base, o diário, o servidor, e o que o mundo faz: queda em
qualquer passo, resposta que se perde, cópia antiga restaurada, cópia para experimentar, diário apagado, outro nome do
mesmo arquivo, decisões do operador. Cada estado alcançável é visitado uma vez e conferido:

- o servidor aceita o aviso no máximo uma vez, mais uma a cada decisão do operador que avisa do risco;
- a base só diz *enviado* do que o servidor aceitou, ou do que o operador disse;
- *em dúvida* nunca é de quem ainda está transmitindo.

`Defeito` replanta cada furo que o programa já teve: o modelo tem de acusar todos. O código de verdade é conferido pelos
outros ensaios; aqui se confere a ideia, inclusive a de vários processos sem trava única (`distribuido`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ensaios.mundo import Anotada, Base, Estado, Limites, Linha, Mundo, Passo, Processo


class Defeito(StrEnum):
    """Um furo replantado."""

    TRAVA_PELO_NOME = "trava-pelo-nome"
    DESISTENCIA_SEM_DONO = "desistencia-sem-dono"
    DIARIO_POR_USUARIO = "diario-por-usuario"
    DIARIO_SEM_CONTAGEM = "diario-sem-contagem"
    COPIA_COM_A_MESMA_IDENTIDADE = "copia-com-a-mesma-identidade"


_TRANSMITINDO = {Passo.PONTO, Passo.ANOTAR_DESFECHO, Passo.GRAVAR_DESFECHO}
_DESFECHOS = {Linha.ACEITO, Linha.ADIADO, Linha.DESISTIU}
MAIS_VEZES = Limites(vezes=2, juntos=1)
"""Cada processo abre duas vezes, e o mundo faz uma coisa só."""


@dataclass(slots=True)
class Modelo:
    """O protocolo com um defeito, ou nenhum. `distribuido`: sem trava única, a posse do aviso decide."""

    defeito: Defeito | None = None
    distribuido: bool = False
    limites: Limites = field(default_factory=Limites)

    def seguintes(self, mundo: Mundo) -> Iterator[tuple[str, Mundo]]:
        """Cada coisa que pode acontecer agora, com o mundo que fica."""
        for quem in range(len(mundo.processos)):
            yield from self._do_processo(mundo, quem)
        yield from self._do_operador(mundo)
        yield from self._do_mundo(mundo)

    def falha(self, mundo: Mundo) -> str:
        """O que está errado neste mundo, ou vazio."""
        verdadeira = mundo.bases[0]
        if mundo.aceitos > 1 + mundo.riscos_aceitos:
            return f"aceito {mundo.aceitos} vezes com {mundo.riscos_aceitos} decisões de risco"
        if verdadeira.estado is Estado.ENVIADO and not mundo.aceitos and not mundo.dado_como_enviado:
            return "a base diz enviado e o servidor não aceitou nada"
        for processo in mundo.processos:
            minha = processo.passo in _TRANSMITINDO and processo.tentativa == mundo.bases[processo.base].tentativa
            if minha and mundo.bases[processo.base].estado is Estado.EM_DUVIDA:
                return "em dúvida o que um processo vivo ainda transmite"
        return ""

    # Os processos

    def _do_processo(self, mundo: Mundo, quem: int) -> Iterator[tuple[str, Mundo]]:
        processo = mundo.processos[quem]
        if processo.passo is Passo.PARADO:
            yield from self._comecar(mundo, quem)
            return
        nome = f"processo {quem}: {processo.passo.name.lower()}"
        if processo.passo is Passo.PONTO:
            yield from self._pontuar(mundo, quem, nome)
        else:
            dar: dict[Passo, Callable[[Mundo, int], Mundo]] = {
                Passo.CONCILIAR: self._conciliar_e_olhar,
                Passo.OLHAR: self._olhar,
                Passo.ANOTAR: self._anotar,
                Passo.TOMAR: self._tomar,
                Passo.ANOTAR_DESFECHO: self._anotar_desfecho,
                Passo.GRAVAR_DESFECHO: self._gravar_desfecho,
            }
            yield nome, dar[processo.passo](mundo, quem)
        ja = mundo.quedas + mundo.restauracoes + mundo.copias + mundo.apagados
        if mundo.quedas < self.limites.quedas and ja < self.limites.juntos:
            yield f"{nome}: cai", _parar(replace(mundo, quedas=mundo.quedas + 1), quem)

    def _comecar(self, mundo: Mundo, quem: int) -> Iterator[tuple[str, Mundo]]:
        processo = mundo.processos[quem]
        if processo.vezes >= self.limites.vezes:
            return
        for base in range(len(mundo.bases)):
            # O segundo nome é o do segundo processo: basta um para achar o que os dois nomes fazem.
            for nome in (0, quem) if base == 0 and quem else (0,):
                if mundo.bases[base].travada or not self._entra(mundo, base, nome):
                    continue
                novo = Processo(Passo.CONCILIAR, base, nome, vezes=processo.vezes + 1)
                yield f"processo {quem} abre a base {base} pelo nome {nome}", _trocar(mundo, quem, novo)

    def _entra(self, mundo: Mundo, base: int, nome: int) -> bool:
        """A trava: do arquivo de verdade, ou do nome com o defeito; ninguém a tem no modo distribuído."""
        if self.distribuido:
            return True
        for outro in mundo.processos:
            if outro.passo is not Passo.PARADO and outro.base == base:
                mesmo = self.defeito is not Defeito.TRAVA_PELO_NOME or outro.nome == nome
                if mesmo:
                    return False
        return True

    def _conciliar_e_olhar(self, mundo: Mundo, quem: int) -> Mundo:
        base = mundo.processos[quem].base
        mundo, certo = self._conciliar(mundo, base, quem)
        return _ir(mundo, quem, Passo.OLHAR) if certo else _parar(mundo, quem)

    def _olhar(self, mundo: Mundo, quem: int) -> Mundo:
        base = mundo.bases[mundo.processos[quem].base]
        cabe = mundo.tentativas < self.limites.tentativas
        return _ir(mundo, quem, Passo.ANOTAR) if base.estado is Estado.PENDENTE and cabe else _parar(mundo, quem)

    def _anotar(self, mundo: Mundo, quem: int) -> Mundo:
        """O corpo foi; a linha vai ao disco antes da base."""
        tentativa = mundo.tentativas + 1
        mundo = replace(mundo, tentativas=tentativa)
        mundo = _trocar(mundo, quem, replace(mundo.processos[quem], tentativa=tentativa, passo=Passo.TOMAR))
        return self._escrever(mundo, quem, (tentativa, Linha.TRANSMITINDO))

    def _tomar(self, mundo: Mundo, quem: int) -> Mundo:
        """A troca para *enviando*, com o estado anterior na condição; quem perde desdiz a própria tentativa."""
        processo = mundo.processos[quem]
        base = mundo.bases[processo.base]
        if base.estado is not Estado.PENDENTE:
            sem_dono = self.defeito is Defeito.DESISTENCIA_SEM_DONO
            return _parar(self._escrever(mundo, quem, (0 if sem_dono else processo.tentativa, Linha.DESISTIU)), quem)
        tomada = replace(base, estado=Estado.ENVIANDO, tentativa=processo.tentativa)
        return _ir(_por_base(mundo, processo.base, tomada), quem, Passo.PONTO)

    def _pontuar(self, mundo: Mundo, quem: int, nome: str) -> Iterator[tuple[str, Mundo]]:
        """O servidor aceita e responde, aceita e a resposta se perde, ou adia. A cópia fala com outro servidor."""
        processo = mundo.processos[quem]
        aceito = replace(mundo, aceitos=mundo.aceitos + (processo.base == 0))
        for desfecho, fica in (
            (Linha.ACEITO, aceito),
            (Linha.SEM_RESPOSTA, aceito),
            (Linha.SEM_RESPOSTA, mundo),
            (Linha.ADIADO, mundo),
        ):
            novo = replace(processo, desfecho=desfecho, passo=Passo.ANOTAR_DESFECHO)
            yield f"{nome}: {desfecho.value} (aceitos {fica.aceitos})", _trocar(fica, quem, novo)

    def _anotar_desfecho(self, mundo: Mundo, quem: int) -> Mundo:
        processo = mundo.processos[quem]
        mundo = self._escrever(mundo, quem, (processo.tentativa, processo.desfecho))
        return _ir(mundo, quem, Passo.GRAVAR_DESFECHO)

    def _gravar_desfecho(self, mundo: Mundo, quem: int) -> Mundo:
        processo = mundo.processos[quem]
        base = mundo.bases[processo.base]
        if base.estado is Estado.ENVIANDO and base.tentativa == processo.tentativa:
            estado = {Linha.ACEITO: Estado.ENVIADO, Linha.SEM_RESPOSTA: Estado.EM_DUVIDA}
            fica = replace(base, estado=estado.get(processo.desfecho, Estado.PENDENTE))
            mundo = _por_base(mundo, processo.base, fica)
        return _parar(mundo, quem)

    # O diário

    def _chave(self, uuid: int, quem: int) -> int:
        return uuid * 10 + quem if self.defeito is Defeito.DIARIO_POR_USUARIO and quem else uuid

    def _ler(self, mundo: Mundo, base: int, quem: int) -> tuple[Anotada, ...]:
        return dict(mundo.diarios).get(self._chave(mundo.bases[base].uuid, quem), ())

    def _escrever(self, mundo: Mundo, quem: int, linha: Anotada, base: int | None = None) -> Mundo:
        """A linha e a contagem andam juntas: quem escreve sabe quantas há."""
        qual = mundo.processos[quem].base if base is None else base
        chave = self._chave(mundo.bases[qual].uuid, quem)
        diarios = dict(mundo.diarios)
        diarios[chave] = (*diarios.get(chave, ()), linha)
        return replace(mundo, diarios=tuple(sorted(diarios.items())))

    def _conciliar(self, mundo: Mundo, qual: int, quem: int) -> tuple[Mundo, bool]:
        """O que o diário tem e a base não: refeito. Diário menor que o já visto: a base trava."""
        base, linhas = mundo.bases[qual], self._ler(mundo, qual, quem)
        contado = self.defeito not in {Defeito.DIARIO_SEM_CONTAGEM, Defeito.DIARIO_POR_USUARIO}
        if contado and len(linhas) < base.vistas:
            return _por_base(mundo, qual, replace(base, travada=True)), False
        vivos = {
            outro.tentativa
            for numero, outro in enumerate(mundo.processos)
            if numero != quem and outro.passo.value >= Passo.TOMAR.value and outro.base == qual
        }
        # Quem tem a trava crê que os outros morreram; só no modo distribuído se pergunta se o dono está vivo.
        de_outro = vivos if self.distribuido else set()
        dito = self._resumir(linhas, de_outro)
        fica = replace(base, vistas=len(linhas))
        if base.estado is Estado.ENVIANDO and base.tentativa not in de_outro:
            fica = replace(fica, estado=Estado.EM_DUVIDA)
        anterior = dito is Estado.ENVIADO or (dito is Estado.EM_DUVIDA and fica.estado is Estado.PENDENTE)
        volta = dito is Estado.PENDENTE and fica.estado is Estado.EM_DUVIDA and bool(linhas[1:])
        if (anterior or volta) and not (fica.estado is Estado.ENVIANDO and base.tentativa in de_outro):
            fica = replace(fica, estado=dito)
        return _por_base(mundo, qual, fica), True

    def _resumir(self, linhas: tuple[Anotada, ...], vivas: set[int]) -> Estado:
        """No que o aviso ficou: cada tentativa responde por si; com o defeito, a última linha apaga as outras."""
        if self.defeito is Defeito.DESISTENCIA_SEM_DONO and linhas[-1:] == ((0, Linha.DESISTIU),):
            return Estado.PENDENTE
        abertas: set[int] = set()
        for tentativa, linha in linhas:
            if linha in {Linha.ACEITO, Linha.DADO_COMO_ENVIADO}:
                return Estado.ENVIADO
            if linha is Linha.TRANSMITINDO:
                abertas.add(tentativa)
            elif linha in _DESFECHOS:
                abertas.discard(tentativa)
            elif linha is Linha.REENVIAR:
                abertas.clear()
        return Estado.EM_DUVIDA if abertas - vivas else Estado.PENDENTE

    # O operador e o mundo

    def _do_operador(self, mundo: Mundo) -> Iterator[tuple[str, Mundo]]:
        if any(processo.passo is not Passo.PARADO for processo in mundo.processos):
            return
        for qual, base in enumerate(mundo.bases):
            for quem in (0, 1):
                if base.travada:
                    yield from self._destravar(mundo, qual, quem)
                elif base.estado is Estado.EM_DUVIDA and not qual and mundo.riscos_aceitos < 1:
                    yield from self._decidir(mundo, qual, quem)

    def _decidir(self, mundo: Mundo, qual: int, quem: int) -> Iterator[tuple[str, Mundo]]:
        de_novo = self._escrever(mundo, quem, (0, Linha.REENVIAR), qual)
        de_novo = _por_base(de_novo, qual, replace(mundo.bases[qual], estado=Estado.PENDENTE))
        yield f"usuário {quem} manda reenviar", replace(de_novo, riscos_aceitos=mundo.riscos_aceitos + 1)
        dado = self._escrever(mundo, quem, (0, Linha.DADO_COMO_ENVIADO), qual)
        dado = _por_base(dado, qual, replace(mundo.bases[qual], estado=Estado.ENVIADO))
        yield f"usuário {quem} dá como enviado", replace(dado, dado_como_enviado=True)

    def _destravar(self, mundo: Mundo, qual: int, quem: int) -> Iterator[tuple[str, Mundo]]:
        """Concilia antes. Sem o diário inteiro, a frase diz o risco, e quem destrava o aceita."""
        base = replace(mundo.bases[qual], travada=False)
        if qual and self.defeito is not Defeito.COPIA_COM_A_MESMA_IDENTIDADE:
            nova = replace(base, uuid=1 + qual, vistas=0)
            yield f"usuário {quem} destrava a cópia como cópia", _por_base(mundo, qual, nova)
            return
        solto, certo = self._conciliar(_por_base(mundo, qual, base), qual, quem)
        if not certo:
            linhas = self._ler(mundo, qual, quem)
            solto = _por_base(mundo, qual, replace(base, vistas=len(linhas)))
            solto = replace(solto, riscos_aceitos=mundo.riscos_aceitos + 1)
        yield f"usuário {quem} destrava a base {qual}", solto

    def _do_mundo(self, mundo: Mundo) -> Iterator[tuple[str, Mundo]]:
        ja = mundo.quedas + mundo.restauracoes + mundo.copias + mundo.apagados
        if ja >= self.limites.juntos or any(processo.passo is not Passo.PARADO for processo in mundo.processos):
            return
        if mundo.restauracoes < self.limites.restauracoes:
            antiga = replace(Base(), travada=True)
            yield (
                "a cópia antiga é restaurada",
                replace(_por_base(mundo, 0, antiga), restauracoes=mundo.restauracoes + 1),
            )
        if mundo.copias < self.limites.copias:
            copia = replace(mundo.bases[0], travada=True)
            yield "a base é copiada", replace(mundo, bases=(*mundo.bases, copia), copias=mundo.copias + 1)
        if mundo.apagados < self.limites.apagados:
            yield "o diário é apagado", replace(mundo, diarios=(), apagados=mundo.apagados + 1)


def _trocar(mundo: Mundo, quem: int, processo: Processo) -> Mundo:
    processos = list(mundo.processos)
    processos[quem] = processo
    return replace(mundo, processos=tuple(processos))


def _ir(mundo: Mundo, quem: int, passo: Passo) -> Mundo:
    return _trocar(mundo, quem, replace(mundo.processos[quem], passo=passo))


def _parar(mundo: Mundo, quem: int) -> Mundo:
    """Acabou ou caiu: só as vezes contam."""
    return _trocar(mundo, quem, Processo(vezes=mundo.processos[quem].vezes))


def _por_base(mundo: Mundo, qual: int, base: Base) -> Mundo:
    bases = list(mundo.bases)
    bases[qual] = base
    return replace(mundo, bases=tuple(bases))


def percorrer(modelo: Modelo) -> tuple[int, list[str]]:
    """Visita todos os mundos alcançáveis, dos mais próximos aos mais distantes.

    Returns:
        Quantos foram visitados, e a história até a primeira falha, com ela por último; vazia se não há.
    """
    comeco = Mundo()
    vindos: dict[Mundo, tuple[Mundo, str] | None] = {comeco: None}
    fila = [comeco]
    for mundo in fila:
        if falha := modelo.falha(mundo):
            return len(vindos), [*_historia(mundo, vindos), falha]
        for nome, seguinte in modelo.seguintes(mundo):
            if seguinte not in vindos:
                vindos[seguinte] = (mundo, nome)
                fila.append(seguinte)
    return len(vindos), []


def _historia(mundo: Mundo, vindos: dict[Mundo, tuple[Mundo, str] | None]) -> list[str]:
    passos: list[str] = []
    while (veio := vindos[mundo]) is not None:
        mundo, nome = veio
        passos.append(nome)
    return passos[::-1]


def com_defeito(defeito: Defeito) -> Modelo:
    """O menor modelo em que o defeito aparece: desistir por outro só dói onde dois disputam e um terceiro concilia."""
    if defeito is Defeito.DESISTENCIA_SEM_DONO:
        return Modelo(defeito, distribuido=True, limites=MAIS_VEZES)
    return Modelo(defeito)


def principal(argumentos: list[str]) -> int:
    """Percorre o modelo são, com e sem trava única, e cada defeito; diz o que achou."""
    analisador = argparse.ArgumentParser(description=__doc__)
    analisador.add_argument("--defeito", choices=[defeito.value for defeito in Defeito], help="mostra só este")
    so = analisador.parse_args(argumentos).defeito
    certo = True
    for distribuido in (False, True) if so is None else ():
        for limites in (Limites(), MAIS_VEZES):
            visitados, historia = percorrer(Modelo(distribuido=distribuido, limites=limites))
            certo = certo and not historia
            modo = "sem trava única" if distribuido else "com a trava"
            print(f"são, {modo}, {limites.vezes}×: {visitados} mundos, {'; '.join(historia) or 'nenhuma falha'}")
    for defeito in Defeito if so is None else (Defeito(so),):
        visitados, historia = percorrer(com_defeito(defeito))
        certo = certo and bool(historia)
        print(f"{defeito.value}: {'acusado' if historia else 'NÃO ACUSADO'} em {visitados} mundos")
        for passo in historia:
            print(f"    {passo}")
    return 0 if certo else 1


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
