"""Os títulos de um arquivo já examinado, em fluxo: um por vez, com memória constante (retorno.md §3, §5 e §6).

É para ler mais de cem mil títulos por segundo: cada linha é cortada de uma vez nas posições do leiaute, e só vira
texto ou número o que se usa.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import BinaryIO

from regras.retorno import linhas
from regras.retorno.campos import ler_conta, ler_data, ler_data_ao_contrario, ler_valor
from regras.retorno.exame import Exame, conta_do_400, conta_do_lote
from regras.retorno.forma import COLHER_U, MENOR_U, Efeitos, Leiaute, Leiaute240, Leiaute400, colher
from regras.retorno.leiautes import LEIAUTES_240, LEIAUTES_400
from regras.retorno.titulo import ContaLida, Efeito, TituloLido

_VOLTA = 100_000
_COBRANCA = (b"01", b"  ", b"00")


class Orfaos(list[int]):
    """As linhas dos segmentos U sem o seu T."""


def ler(fluxo: BinaryIO, exame: Exame, orfaos: Orfaos | None = None) -> Iterator[TituloLido]:
    """Os títulos, em ordem de linha.

    Args:
        fluxo: de `linhas.abrir`, no começo.
        exame: o deste arquivo.
        orfaos: recebe as linhas dos U sem T.
    """
    orfaos = Orfaos() if orfaos is None else orfaos
    if exame.tamanho == 240:
        return _Leitor240(LEIAUTES_240[exame.banco], orfaos).ler(linhas.ler(fluxo))
    return _ler_400(LEIAUTES_400[exame.banco], linhas.ler(fluxo))


_novo = tuple.__new__
"""`TituloLido(...)` passa por uma função a mais, que custa tanto quanto a leitura."""


def _texto(octetos: bytes) -> str:
    return octetos.decode("cp1252", "replace").strip()


def _ocorrencias(efeitos: Efeitos) -> Callable[[bytes], tuple[str, Efeito]]:
    """O código em texto e o que ele quer dizer; são poucos, e cada um se resolve uma vez."""
    return lru_cache(maxsize=256)(lambda codigo: (_texto(codigo), efeitos.get(codigo, Efeito.DESCONHECIDA)))


def _reduzidor(leiaute: Leiaute) -> Callable[[bytes, str, ContaLida], str]:
    """Do pedaço cortado pela posição, do nosso número e da conta ao sequencial sem zeros à esquerda."""
    if (reduzir := leiaute.reduzir) is not None:
        return lambda _cortado, numero, conta: reduzir(numero, conta).lstrip("0")
    return lambda cortado, _numero, _conta: cortado.decode("latin-1").strip().lstrip("0")


def _somar(um: int | None, outro: int | None) -> int | None:
    return None if um is None or outro is None else um + outro


class _Leitor240:
    """Junta a cada T o seu U: o do mesmo lote, com o número seguinte."""

    def __init__(self, leiaute: Leiaute240, orfaos: Orfaos) -> None:
        self._leiaute = leiaute
        self._orfaos = orfaos
        self._colher = leiaute.colher_t()
        self._reduzir = _reduzidor(leiaute)
        self._ocorrencia = _ocorrencias(leiaute.efeitos)

    def ler(self, todas: Iterator[tuple[int, bytes]]) -> Iterator[TituloLido]:
        conta, cobranca = ContaLida(), True
        pendente: tuple[int, bytes] | None = None
        montar = self._montar
        for numero, linha in todas:
            segmento = linha[7:14:6]
            if segmento == b"3T":
                if pendente is not None:
                    yield montar(*pendente, b"", conta)
                pendente = (numero, linha) if cobranca else None
            elif segmento == b"3U":
                if pendente is not None and _e_o_seguinte(pendente[1], linha):
                    yield montar(*pendente, linha, conta)
                    pendente = None
                elif cobranca:
                    self._orfaos.append(numero)
            elif linha[7:8] == b"1":
                if pendente is not None:
                    yield montar(*pendente, b"", conta)
                pendente = None
                conta, cobranca = conta_do_lote(self._leiaute, linha), linha[9:11] in _COBRANCA
        if pendente is not None:
            yield montar(*pendente, b"", conta)

    def _montar(self, numero: int, t: bytes, u: bytes, conta: ContaLida) -> TituloLido:
        nosso, cortado, seu, ocorrencia, vencimento, valor, tarifa = self._colher(t)
        nosso_numero = _texto(nosso)
        if self._leiaute.convenio_no_numero and len(nosso_numero) == 17:
            conta = _com_convenio(conta, nosso_numero[:7])
        alcanca, tem_u = len(t) >= self._leiaute.valor[1], len(u) >= MENOR_U
        encargos, desconto, abatimento, pago, ocorreu, credito = COLHER_U(u)
        valores = (
            numero,
            conta,
            nosso_numero,
            self._reduzir(cortado, nosso_numero, conta),
            _texto(seu),
            *self._ocorrencia(ocorrencia),
            ler_data(ocorreu) if tem_u else None,
            ler_data(credito) if tem_u else None,
            ler_data(vencimento) if alcanca else None,
            ler_valor(valor) if alcanca else None,
            ler_valor(pago) if tem_u else None,
            ler_valor(tarifa) if alcanca else None,
            ler_valor(encargos) if tem_u else None,
            ler_valor(desconto) if tem_u else None,
            ler_valor(abatimento) if tem_u else None,
            alcanca and tem_u,
        )
        return _novo(TituloLido, valores)


@lru_cache(maxsize=1024)
def _com_convenio(conta: ContaLida, convenio: str) -> ContaLida:
    return conta._replace(convenio=convenio.lstrip("0"))


def _e_o_seguinte(t: bytes, u: bytes) -> bool:
    """Diz se o U é o do T: o mesmo lote, e o número que vem depois, que de 99999 volta a zero."""
    numero, seguinte = t[8:13], u[8:13]
    if t[3:7] != u[3:7] or not (numero.isdigit() and seguinte.isdigit()):
        return False
    return int(seguinte) == (int(numero) + 1) % _VOLTA


def _ler_400(leiautes: dict[bytes, Leiaute400], todas: Iterator[tuple[int, bytes]]) -> Iterator[TituloLido]:
    montadores: dict[bytes, Callable[[int, bytes], TituloLido]] = {}
    for numero, linha in todas:
        montar = montadores.get(linha[:1])
        if montar is not None:
            yield montar(numero, linha)
        elif linha[:1] == b"0":
            montadores = {
                tipo: partial(_Montador400(leiaute).montar, conta_do_400(leiaute, linha))
                for tipo, leiaute in leiautes.items()
            }


class _Montador400:
    """Um título de um leiaute de 400."""

    def __init__(self, leiaute: Leiaute400) -> None:
        self._leiaute = leiaute
        self._colher = leiaute.colher_titulo()
        self._reduzir = _reduzidor(leiaute)
        self._conta = colher(leiaute.agencia, leiaute.conta, leiaute.convenio) if leiaute.no_titulo else None
        self._ocorrencia = _ocorrencias(leiaute.efeitos)
        self._ler_credito = ler_data_ao_contrario if leiaute.ano_na_frente else ler_data

    def montar(self, conta: ContaLida, numero: int, linha: bytes) -> TituloLido:
        leiaute = self._leiaute
        (
            nosso,
            cortado,
            seu,
            ocorrencia,
            ocorreu,
            credito,
            vencimento,
            valor,
            recebido,
            tarifa,
            juros,
            multa,
            desconto,
            abatimento,
        ) = self._colher(linha)
        nosso_numero = _texto(nosso)
        if self._conta is not None:
            conta = ler_conta(*self._conta(linha))
        completo = len(linha) >= leiaute.menor
        da_tarifa = ler_valor(tarifa) if completo and leiaute.tem_tarifa() else None
        pago = ler_valor(recebido) if completo else None
        if leiaute.liquido_de_tarifa:
            pago = _somar(pago, da_tarifa)
        valores = (
            numero,
            conta,
            nosso_numero,
            self._reduzir(cortado, nosso_numero, conta),
            _texto(seu),
            *self._ocorrencia(ocorrencia),
            ler_data(ocorreu) if completo else None,
            self._ler_credito(credito) if completo else None,
            ler_data(vencimento) if completo else None,
            ler_valor(valor) if completo else None,
            pago,
            da_tarifa,
            _somar(ler_valor(juros), ler_valor(multa)),
            ler_valor(desconto),
            ler_valor(abatimento),
            completo,
        )
        return _novo(TituloLido, valores)
