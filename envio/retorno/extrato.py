"""O extrato OFX como segunda fonte: guardado entre os retornos, com o que cada crédito pode ter pago. Nunca baixa só.

As sugestões não se guardam: são feitas a cada olhada, com os débitos como estão, para não apontar o que já foi pago.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from envio.retorno.casamento import Achado, calculador
from modelos.acesso.conexao import transacao
from modelos.retorno import arquivos, decisoes, extratos
from modelos.retorno.arquivos import Contagem
from regras.debito import ChaveDebito
from regras.dinheiro import Centavos
from regras.erros import DadoInvalido
from regras.retorno import extrato
from regras.retorno.arquivo import ApontamentoDoRetorno, DecisaoTomada, ItemDoRetorno, Retorno, TipoDeApontamento
from regras.retorno.extrato import Aberto, Credito, Sugestao
from regras.retorno.titulo import ContaLida, Efeito, Resultado, TituloLido

_OCORRENCIA = "CR"


class Sugerido(NamedTuple):
    """Um crédito a decidir e um débito que ele pode ter pago; None se nenhum bate. `de` é quantos batem."""

    credito: Credito
    sugestao: Sugestao | None
    de: int = 0


def gravar(nome: str, octetos: bytes, em: datetime) -> tuple[Retorno, tuple[ApontamentoDoRetorno, ...], Contagem]:
    """Guarda o extrato e os créditos dele; os já vistos em outro extrato são repetidos. Nada é baixado.

    Raises:
        DadoInvalido: não é um extrato que se leia.
    """
    lido = extrato.ler(octetos)
    soma = hashlib.sha256(octetos).hexdigest()
    retorno = Retorno(None, nome, soma, lido.banco, extratos.LEIAUTE, None, None, lido.ate, em)
    vezes: Counter[str] = Counter()
    repeticoes = []
    for credito in lido.creditos:
        igual = f"ofx|{lido.banco}|{lido.conta}|{credito.fitid}|{credito.em}|{credito.centavos}"
        vezes[igual] += 1
        repeticoes.append(f"{igual}|{vezes[igual]}")
    with transacao():
        numero = arquivos.incluir(retorno, octetos)
        vistos = arquivos.repetidos(repeticoes)
        resultados = [Resultado.REPETIDO if chave in vistos else Resultado.SEM_EFEITO for chave in repeticoes]
        titulos = [
            arquivos.cru(numero, _em_titulo(credito), None, chave, None, resultado)
            for credito, chave, resultado in zip(lido.creditos, repeticoes, resultados, strict=True)
        ]
        arquivos.incluir_titulos(numero, titulos)
        ilegiveis = ApontamentoDoRetorno(TipoDeApontamento.ILEGIVEIS, quantos=lido.ilegiveis)
        apontamentos = (ilegiveis,) if lido.ilegiveis else ()
        gravado = arquivos.encerrar(numero, None, apontamentos, (), em.date())
    return gravado, apontamentos, Contagem.de(Counter(resultados))


def _em_titulo(credito: Credito) -> TituloLido:
    """O crédito na forma de um título: o que o banco diz que entrou, de que não se sabe o débito."""
    ordem, em, centavos, fitid, descricao = credito
    lido = (ordem, ContaLida(), fitid, "", descricao, _OCORRENCIA, Efeito.INFORMATIVA, em, em, None, None, centavos)
    return TituloLido(*lido, *(None,) * 4, completo=True)


def sugeridos(numero: int) -> list[Sugerido]:
    """Os créditos a decidir de um extrato, uma linha por débito que bate, ou uma se nenhum; primeiro os que batem."""
    creditos = extratos.a_decidir(numero)
    achados = {linha[_ID]: (Achado._make(linha[:-1]), linha[-1]) for linha in extratos.abertos(Achado._fields)}
    calcular = calculador()

    def encargos(debito: Aberto, dia: date) -> Centavos:
        return calcular(achados[debito.id][0], dia)

    abertos = [
        Aberto(a.id, a.cliente, nome, a.documento, a.parcela, a.vencimento, a.saldo_centavos)
        for a, nome in achados.values()
    ]
    por_ordem = extrato.sugerir(creditos, abertos, encargos)
    return sorted(_em_linhas(creditos, por_ordem), key=lambda linha: linha.sugestao is None)


_ID = Achado._fields.index("id")


def _em_linhas(creditos: list[Credito], por_ordem: dict[int, list[Sugestao]]) -> Iterator[Sugerido]:
    for credito in creditos:
        sugestoes = por_ordem[credito.ordem]
        yield from (Sugerido(credito, sugestao, len(sugestoes)) for sugestao in sugestoes)
        if not sugestoes:
            yield Sugerido(credito, None)


def dar_por_pago(numero: int, linha: int, debito: ChaveDebito, tomada: DecisaoTomada, hoje: date) -> ItemDoRetorno:
    """Dá o débito por pago com este crédito do extrato, no dia dele.

    Args:
        numero: o `id` do extrato.
        linha: a ordem do crédito.
        debito: o que ele pagou, à escolha do operador.
        tomada: a decisão, com o motivo.
        hoje: o dia do relógio, que um crédito no futuro não passa.

    Raises:
        DadoInvalido: não há esse crédito, ele já deu um débito por pago, ou o débito não está em aberto.
    """
    with transacao():
        titulo, _, em = decisoes.titulo(numero, linha)
        if linha not in {credito.ordem for credito in extratos.a_decidir(numero)}:
            raise DadoInvalido("crédito", "já deu um débito por pago", o_que_fazer="Solte-o antes, se foi engano.")
        achado = extratos.aberto(debito)
        if achado is None:
            raise DadoInvalido("débito", f"{'/'.join(debito)} não está em aberto", o_que_fazer="Confira o débito.")
        decisoes.baixar(titulo, achado, min(em, hoje) if em else hoje, tomada)
        return arquivos.itens(numero, linha)[0]
