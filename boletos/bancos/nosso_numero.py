"""Nosso número como o ERP o escreve: tira prefixo, máscara e DV, conferindo o que tira."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from boletos.bancos.campos import e_numerico, resumir
from regras.erros import DadoInvalido

ROTULO = "nosso número"
Leitura = tuple[str, str]
"""Um jeito de ler o texto: (número sem DV, DV que veio junto ou vazio)."""


def separar_dv(texto: str, digitos: int = 1) -> Leitura:
    """Devolve (corpo, DV) de um texto com hífen, `12345-6`; sem hífen o DV é vazio. O DV tem até `digitos`.

    Raises:
        DadoInvalido: vazio, ou com algo que não é algarismo, barra, ponto, hífen nem DV com letra.
    """
    limpo = texto.upper().replace(".", "").replace(" ", "")
    corpo, hifen, dv = limpo.rpartition("-")
    if not hifen:
        corpo, dv = (limpo[:-1], limpo[-1]) if limpo[-1:] in {"P", "X"} else (limpo, "")
    if not corpo:
        raise DadoInvalido(ROTULO, "falta informar")
    if not e_numerico(corpo.replace("/", "").replace("-", "")) or len(dv) > digitos:
        raise DadoInvalido(ROTULO, f"“{resumir(texto)}” não são só algarismos")
    return corpo, dv


def sequencial(
    texto: str,
    tamanho: int,
    calcular_dv: Callable[[str], str] | None,
    prefixos: tuple[str, ...] = (),
    *,
    digitos: int = 1,
) -> str:
    """Devolve o sequencial com `tamanho` algarismos, sem prefixo, máscara nem DV.

    Sem hífen, só o que passa de `tamanho` é lido como prefixo ou DV.

    Args:
        texto: como veio do ERP.
        tamanho: algarismos do sequencial.
        calcular_dv: recebe o sequencial completo; None onde o nosso número não tem DV.
        prefixos: o que pode vir antes: carteira, convênio.
        digitos: quantos DVs o nosso número tem.

    Raises:
        DadoInvalido: falta, não cabe, prefixo de outra carteira, ou DV que não confere.
    """
    if len(texto) <= tamanho and e_numerico(texto):
        return texto.zfill(tamanho)
    corpo, dv = separar_dv(texto, digitos)
    prefixo, barra, resto = corpo.rpartition("/")
    if barra and prefixo.lstrip("0") not in {aceito.lstrip("0") for aceito in prefixos}:
        raise DadoInvalido(ROTULO, f"“{resumir(texto)}” traz o prefixo {prefixo}, que não é o da conta de cobrança")
    resto = resto.replace("-", "")
    leituras = _leituras(resto, dv, tamanho, prefixos, digitos if calcular_dv else 0)
    return escolher(leituras, calcular_dv, texto, f"o banco aceita até {tamanho} algarismos")


def _leituras(corpo: str, dv: str, tamanho: int, prefixos: tuple[str, ...], digitos: int) -> Iterator[Leitura]:
    for prefixo in ("", *prefixos):
        if not corpo.startswith(prefixo):
            continue
        resto = corpo[len(prefixo) :]
        if len(resto) == tamanho or (not prefixo and len(resto) < tamanho):
            yield resto.zfill(tamanho), dv
        elif digitos and not dv and len(resto) == tamanho + digitos:
            yield resto[:tamanho], resto[tamanho:]


def escolher(leituras: Iterable[Leitura], calcular_dv: Callable[[str], str] | None, texto: str, o_que_cabe: str) -> str:
    """Devolve o único número cuja leitura fecha com o DV que veio junto.

    Raises:
        DadoInvalido: nenhuma leitura cabe, o DV não confere, ou mais de uma serve.
    """
    possiveis = list(leituras)
    if not possiveis:
        raise DadoInvalido(ROTULO, f"“{resumir(texto)}” não cabe: {o_que_cabe}")
    certos = {numero for numero, dv in possiveis if not dv or (calcular_dv is not None and calcular_dv(numero) == dv)}
    if len(certos) > 1:
        raise DadoInvalido(ROTULO, f"“{resumir(texto)}” tem mais de uma leitura: escreva-o como o banco imprime")
    if certos:
        return certos.pop()
    numero, dv = possiveis[0]
    if calcular_dv is None:
        raise DadoInvalido(ROTULO, f"“{resumir(texto)}” traz o dígito {dv}, e este nosso número não tem dígito")
    raise DadoInvalido(ROTULO, f"“{resumir(texto)}” traz o dígito {dv}, e o calculado é {calcular_dv(numero)}")
