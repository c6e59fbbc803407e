"""O protocolo do envio num modelo pequeno, percorrido em todas as ordens (regras.md §6.5 a §6.7).

Um aviso, dois processos de dois usuários do sistema, a base, o diário ao lado dela com a cópia de cada usuário, o
servidor, e o que o mundo faz: queda em qualquer passo, resposta ou trava que se perde, cópia antiga restaurada, cópia
para experimentar, diário apagado ou alterado, outro nome do arquivo, decisões. Cada estado alcançável é conferido:

- o servidor aceita o aviso no máximo uma vez, mais uma a cada decisão do operador que avisa do risco;
- a base só diz *enviado* do que o servidor aceitou, ou do que o operador disse;
- *em dúvida* nunca é de quem ainda está transmitindo, se não perdeu a posse com a trava;
- quem perdeu a posse não escreve na base.

`Defeito` replanta cada furo que o programa já teve: o modelo tem de acusar todos. O código de verdade é conferido pelos
outros ensaios; aqui se confere a ideia, inclusive a de vários processos sem trava única (`distribuido`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ensaios.mundo import (
    Anotada,
    Base,
    Defeito,
    Diario,
    Estado,
    Limites,
    Linha,
    Mundo,
    Passo,
    Processo,
    copia_de,
    espelhar,
    ir,
    parar,
    por_base,
    trocar,
)

_TRANSMITINDO = {Passo.PONTO, Passo.ANOTAR_DESFECHO, Passo.GRAVAR_DESFECHO}
_DESFECHOS = {Linha.ACEITO, Linha.ADIADO, Linha.DESISTIU}
UMA_COISA_SO = Limites(juntos=1)
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
        if mundo.por_cima:
            return "quem perdeu a posse escreveu na base"
        for processo in mundo.processos:
            minha = processo.passo in _TRANSMITINDO and processo.tentativa == mundo.bases[processo.base].tentativa
            com_posse = not mundo.travas_perdidas or processo.posse == mundo.bases[processo.base].posse
            if minha and com_posse and mundo.bases[processo.base].estado is Estado.EM_DUVIDA:
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
        if mundo.acontecidos >= self.limites.juntos:
            return
        if mundo.quedas < self.limites.quedas:
            yield f"{nome}: cai", parar(replace(mundo, quedas=mundo.quedas + 1), quem)
        if not self.distribuido and mundo.travas_perdidas < self.limites.travas_perdidas:
            perdida = replace(mundo, travas_perdidas=mundo.travas_perdidas + 1)
            yield f"{nome}: perde a trava sem saber", trocar(perdida, quem, replace(processo, sem_trava=True))

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
                yield f"processo {quem} abre a base {base} pelo nome {nome}", trocar(mundo, quem, novo)

    def _entra(self, mundo: Mundo, base: int, nome: int) -> bool:
        """A trava: do arquivo de verdade, ou do nome com o defeito; ninguém a tem no modo distribuído."""
        if self.distribuido:
            return True
        for outro in mundo.processos:
            if outro.passo is not Passo.PARADO and outro.base == base and not outro.sem_trava:
                mesmo = self.defeito is not Defeito.TRAVA_PELO_NOME or outro.nome == nome
                if mesmo:
                    return False
        return True

    def _conciliar_e_olhar(self, mundo: Mundo, quem: int) -> Mundo:
        base = mundo.processos[quem].base
        posse = mundo.bases[base].posse + (not self.distribuido)
        mundo = por_base(mundo, base, replace(mundo.bases[base], posse=posse))
        mundo = trocar(mundo, quem, replace(mundo.processos[quem], posse=posse))
        mundo, certo = self._conciliar(mundo, base, quem)
        return ir(mundo, quem, Passo.OLHAR) if certo else parar(mundo, quem)

    def _olhar(self, mundo: Mundo, quem: int) -> Mundo:
        base = mundo.bases[mundo.processos[quem].base]
        cabe = mundo.tentativas < self.limites.tentativas
        return ir(mundo, quem, Passo.ANOTAR) if base.estado is Estado.PENDENTE and cabe else parar(mundo, quem)

    def _anotar(self, mundo: Mundo, quem: int) -> Mundo:
        """O corpo foi; a linha vai ao disco antes da base."""
        tentativa = mundo.tentativas + 1
        mundo = replace(mundo, tentativas=tentativa)
        mundo = trocar(mundo, quem, replace(mundo.processos[quem], tentativa=tentativa, passo=Passo.TOMAR))
        return self._escrever(mundo, quem, (tentativa, Linha.TRANSMITINDO))

    def _tomar(self, mundo: Mundo, quem: int) -> Mundo:
        """A troca para *enviando*, com o estado anterior na condição; quem perde desdiz a própria tentativa."""
        processo = mundo.processos[quem]
        base = mundo.bases[processo.base]
        if base.estado is not Estado.PENDENTE or self._cercado(processo, base):
            sem_dono = self.defeito is Defeito.DESISTENCIA_SEM_DONO
            return parar(self._escrever(mundo, quem, (0 if sem_dono else processo.tentativa, Linha.DESISTIU)), quem)
        tomada = replace(base, estado=Estado.ENVIANDO, tentativa=processo.tentativa)
        return ir(self._gravar(mundo, quem, tomada), quem, Passo.PONTO)

    def _cercado(self, processo: Processo, base: Base) -> bool:
        """Diz se outro tomou a posse dele; no modo distribuído ela é de cada aviso, e não da base."""
        return not self.distribuido and self.defeito is not Defeito.SEM_CERCADO and processo.posse != base.posse

    def _gravar(self, mundo: Mundo, quem: int, fica: Base) -> Mundo:
        """A base anda com o que viu do diário na mesma transação."""
        processo = mundo.processos[quem]
        visto = self._ler(mundo, processo.base, quem)[: processo.anotou]
        fica = replace(fica, visto=max(visto, fica.visto, key=len))
        por_cima = not self.distribuido and processo.posse != fica.posse
        return replace(por_base(mundo, processo.base, fica), por_cima=mundo.por_cima or por_cima)

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
            yield f"{nome}: {desfecho.value} (aceitos {fica.aceitos})", trocar(fica, quem, novo)

    def _anotar_desfecho(self, mundo: Mundo, quem: int) -> Mundo:
        processo = mundo.processos[quem]
        mundo = self._escrever(mundo, quem, (processo.tentativa, processo.desfecho))
        return ir(mundo, quem, Passo.GRAVAR_DESFECHO)

    def _gravar_desfecho(self, mundo: Mundo, quem: int) -> Mundo:
        processo = mundo.processos[quem]
        base = mundo.bases[processo.base]
        dele = base.tentativa == processo.tentativa or self.defeito is Defeito.SEM_CERCADO
        if base.estado is Estado.ENVIANDO and dele and not self._cercado(processo, base):
            estado = {Linha.ACEITO: Estado.ENVIADO, Linha.SEM_RESPOSTA: Estado.EM_DUVIDA}
            fica = replace(base, estado=estado.get(processo.desfecho, Estado.PENDENTE))
            mundo = self._gravar(mundo, quem, fica)
        return parar(mundo, quem)

    # O diário

    def _chave(self, mundo: Mundo, qual: int, quem: int) -> int:
        """Ao lado da base, e da identidade dela; com o defeito, cada usuário tinha o seu."""
        chave = qual * 10 + mundo.bases[qual].uuid
        return chave + 100 if self.defeito is Defeito.DIARIO_POR_USUARIO and quem else chave

    def _ler(self, mundo: Mundo, qual: int, quem: int) -> Diario:
        return dict(mundo.diarios).get(self._chave(mundo, qual, quem), ())

    def _escrever(self, mundo: Mundo, quem: int, linha: Anotada, base: int | None = None) -> Mundo:
        """No diário e, se a cópia de quem escreve está em dia, nela."""
        qual = mundo.processos[quem].base if base is None else base
        antes = self._ler(mundo, qual, quem)
        depois = (*antes, linha)
        mundo = self._por_diario(mundo, qual, quem, depois)
        if base is None:
            mundo = trocar(mundo, quem, replace(mundo.processos[quem], anotou=len(depois)))
        return espelhar(mundo, qual, quem, depois) if copia_de(mundo, qual, quem) == antes else mundo

    def _por_diario(self, mundo: Mundo, qual: int, quem: int, linhas: Diario) -> Mundo:
        diarios = dict(mundo.diarios)
        diarios[self._chave(mundo, qual, quem)] = linhas
        return replace(mundo, diarios=tuple(sorted(diarios.items())))

    def _bate(self, mundo: Mundo, qual: int, quem: int) -> bool:
        """O diário continua o que a base viu, e a cópia do usuário é um começo dele."""
        visto, linhas = mundo.bases[qual].visto, self._ler(mundo, qual, quem)
        if self.defeito in {Defeito.DIARIO_SEM_CADEIA, Defeito.DIARIO_POR_USUARIO}:
            return True
        if self.defeito is Defeito.DIARIO_SO_CONTADO:
            return len(linhas) >= len(visto)
        copia = copia_de(mundo, qual, quem)
        partida = any(linha is Linha.ILEGIVEL for _, linha in linhas[len(visto) : -1])
        return linhas[: len(visto)] == visto and linhas[: len(copia)] == copia and not partida

    def _conciliar(self, mundo: Mundo, qual: int, quem: int) -> tuple[Mundo, bool]:
        """O que o diário tem e a base não: refeito. Diário que não é o que ela já viu: a base trava."""
        base = mundo.bases[qual]
        if not self._bate(mundo, qual, quem):
            return por_base(mundo, qual, replace(base, travada=True)), False
        linhas = self._ler(mundo, qual, quem)
        mundo = espelhar(mundo, qual, quem, linhas)
        return self._refazer(mundo, qual, quem, linhas), True

    def _refazer(self, mundo: Mundo, qual: int, quem: int, linhas: Diario) -> Mundo:
        base = mundo.bases[qual]
        vivos = {
            outro.tentativa
            for numero, outro in enumerate(mundo.processos)
            if numero != quem and outro.passo.value >= Passo.TOMAR.value and outro.base == qual
        }
        # Quem tem a trava crê que os outros morreram; só no modo distribuído se pergunta se o dono está vivo.
        de_outro = vivos if self.distribuido else set()
        dito = self._resumir(linhas, de_outro)
        fica = replace(base, visto=linhas)
        if base.estado is Estado.ENVIANDO and base.tentativa not in de_outro:
            fica = replace(fica, estado=Estado.EM_DUVIDA)
        anterior = dito is Estado.ENVIADO or (dito is Estado.EM_DUVIDA and fica.estado is Estado.PENDENTE)
        volta = dito is Estado.PENDENTE and fica.estado is Estado.EM_DUVIDA and bool(linhas[1:])
        if (anterior or volta) and not (fica.estado is Estado.ENVIANDO and base.tentativa in de_outro):
            fica = replace(fica, estado=dito)
        return por_base(mundo, qual, fica)

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
        de_novo = por_base(de_novo, qual, replace(mundo.bases[qual], estado=Estado.PENDENTE))
        yield f"usuário {quem} manda reenviar", replace(de_novo, riscos_aceitos=mundo.riscos_aceitos + 1)
        dado = self._escrever(mundo, quem, (0, Linha.DADO_COMO_ENVIADO), qual)
        dado = por_base(dado, qual, replace(mundo.bases[qual], estado=Estado.ENVIADO))
        yield f"usuário {quem} dá como enviado", replace(dado, dado_como_enviado=True)

    def _destravar(self, mundo: Mundo, qual: int, quem: int) -> Iterator[tuple[str, Mundo]]:
        """Concilia antes, com tudo o que se lê. Sem o diário inteiro, a frase diz o risco, e quem destrava o aceita."""
        base = replace(mundo.bases[qual], travada=False, posse=mundo.bases[qual].posse + 1)
        if qual and self.defeito is not Defeito.COPIA_COM_A_MESMA_IDENTIDADE:
            nova = replace(base, uuid=1 + qual, visto=())
            yield f"usuário {quem} destrava a cópia como cópia", por_base(mundo, qual, nova)
            return
        solto, certo = self._conciliar(por_base(mundo, qual, base), qual, quem)
        if not certo:
            linhas, copia = self._ler(mundo, qual, quem), copia_de(mundo, qual, quem)
            perdeu = copia[: len(base.visto)] != base.visto or copia[: len(linhas)] != linhas
            linhas = linhas if perdeu else copia
            tudo = (*linhas, *(linha for linha in copia if linha not in linhas))
            solto = self._refazer(por_base(mundo, qual, base), qual, quem, tudo)
            if perdeu:
                linhas = (*linhas, (0, Linha.RECOMECO))
                solto = replace(solto, riscos_aceitos=mundo.riscos_aceitos + 1)
            solto = por_base(solto, qual, replace(solto.bases[qual], visto=linhas))
            solto = espelhar(self._por_diario(solto, qual, quem, linhas), qual, quem, linhas)
        yield f"usuário {quem} destrava a base {qual}", solto

    def _do_mundo(self, mundo: Mundo) -> Iterator[tuple[str, Mundo]]:
        parados = all(processo.passo is Passo.PARADO for processo in mundo.processos)
        if mundo.acontecidos >= self.limites.juntos or not parados:
            return
        if mundo.restauracoes < self.limites.restauracoes:
            antiga = por_base(mundo, 0, replace(Base(), travada=True))
            yield "a cópia antiga é restaurada", replace(antiga, restauracoes=mundo.restauracoes + 1)
        if mundo.bases_copiadas < self.limites.bases_copiadas:
            copia = replace(mundo.bases[0], travada=True)
            copiada = replace(mundo, bases=(*mundo.bases, copia), bases_copiadas=mundo.bases_copiadas + 1)
            yield "a base é copiada", copiada
        if mundo.estragos < self.limites.estragos:
            estragado = replace(mundo, estragos=mundo.estragos + 1)
            yield "o diário é apagado", replace(estragado, diarios=())
            yield "o diário é apagado com as cópias", replace(estragado, diarios=(), copias=())
            inteiro = self._ler(mundo, 0, 0)
            # A última que a base não viu, estragada, é igual à cortada por uma queda: nada a denuncia.
            for onde in range(min(len(inteiro), max(len(inteiro) - 1, len(mundo.bases[0].visto)))):
                sem_uma = (*inteiro[:onde], (0, Linha.ILEGIVEL), *inteiro[onde + 1 :])
                yield f"a linha {onde} do diário é alterada", self._por_diario(estragado, 0, 0, sem_uma)


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
        return Modelo(defeito, True, Limites(vezes=2, restauracoes=0, bases_copiadas=0, estragos=0, juntos=1))
    return Modelo(defeito, limites=UMA_COISA_SO)


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
