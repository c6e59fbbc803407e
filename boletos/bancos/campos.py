"""Peças comuns aos bancos: completar um campo com zeros, escrevê-lo para imprimir, e declarar o que a conta exige."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from boletos.bancos.forma import Exigencia, Grau, Opcao, Problema
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.documentos import compactar_cpf_cnpj
from regras.erros import DadoInvalido


def e_numerico(texto: str) -> bool:
    """Diz se só há algarismos de 0 a 9, e ao menos um."""
    return texto.isascii() and texto.isdecimal()


def completar(texto: str, tamanho: int, rotulo: str) -> str:
    """Devolve `texto` com zeros à esquerda até `tamanho`.

    Raises:
        DadoInvalido: vazio, com algo além de algarismos, ou maior que o campo.
    """
    if not texto:
        raise DadoInvalido(rotulo, "falta informar")
    if not e_numerico(texto):
        raise DadoInvalido(rotulo, f"“{resumir(texto)}” não são só algarismos")
    if len(texto) > tamanho:
        texto = texto.lstrip("0")
        if len(texto) > tamanho:
            raise DadoInvalido(rotulo, f"“{resumir(texto)}” não cabe: o banco aceita até {tamanho} algarismos")
    return texto.zfill(tamanho)


def resumir(texto: str) -> str:
    """Corta o que vai citado numa frase de erro."""
    return texto if len(texto) <= 30 else f"{texto[:30]}…"


def com_dv(numero: str, dv: str) -> str:
    """Escreve `numero-dv`, ou só o que houver."""
    return f"{numero}-{dv}" if numero and dv else numero


def juntar(separador: str, *partes: str) -> str:
    """Junta as partes que não são vazias."""
    return separador.join(parte for parte in partes if parte)


def preencher(texto: str, tamanho: int) -> str:
    """Zeros à esquerda só para imprimir: vazio continua vazio, e nada é recusado."""
    return texto.zfill(tamanho) if texto else ""


def com_o_digito(numero: str, dv: str, tamanho: int, rotulo: str, *, digitos: int = 1) -> str:
    """Devolve número e DV, de até `digitos`, em `tamanho` posições, para o campo livre que leva a conta com o DV.

    Sem o DV à parte, o número que já tem o tamanho inteiro o traz na última posição.

    Raises:
        DadoInvalido: falta o número ou o DV, ou não cabem.
    """
    if not numero and not dv:
        raise DadoInvalido(f"{rotulo} e DV", "falta informar")
    if numero.strip("0") and not dv and len(numero) != tamanho:
        raise DadoInvalido(f"DV da {rotulo}", "falta informar")
    if len(dv) > digitos:
        raise DadoInvalido(f"DV da {rotulo}", f"“{resumir(dv)}” não cabe: o banco aceita até {digitos}")
    return completar(numero + dv, tamanho, rotulo)


def algarismos_do_documento(titulo: Titulo) -> str:
    """Devolve o CPF ou CNPJ do beneficiário, só algarismos, para o banco que o põe no código.

    Raises:
        DadoInvalido: falta, não tem o tamanho, ou é um CNPJ com letras, que não cabe (boleto.md B.8).
    """
    rotulo = "CPF/CNPJ do beneficiário"
    documento = compactar_cpf_cnpj(titulo.documento_beneficiario)
    if not documento:
        raise DadoInvalido(rotulo, "falta informar, e este banco o usa no código")
    if documento.isascii() and documento.isalnum() and not documento.isdecimal():
        raise DadoInvalido(rotulo, f"“{resumir(documento)}” tem letras e não cabe no código: consulte o banco")
    if not e_numerico(documento) or len(documento) not in {11, 14}:
        raise DadoInvalido(rotulo, f"“{resumir(documento)}” não tem 11 nem 14 algarismos")
    return documento


def conferir_dv(
    conta: ContaCobranca,
    atributo: str,
    calcular: Callable[[str], str],
    *,
    rotulo: str = "",
    grau: Grau = Grau.RECUSA,
) -> Iterator[Problema]:
    """Compara o dígito do cadastro (`agencia_dv`, `conta_dv`) com o calculado; vazio é aceito, e campo torto também."""
    numero, campo = getattr(conta, atributo), f"{atributo}_dv"
    informado = getattr(conta, campo).upper()
    if informado and e_numerico(numero) and informado != (certo := calcular(numero)):
        motivo = f"veio {resumir(informado)}, e o cálculo do banco dá {certo}"
        yield Problema(campo, rotulo or _ROTULOS[campo], motivo, grau=grau)


_ROTULOS = {
    "agencia": "agência",
    "agencia_dv": "DV da agência",
    "conta": "conta",
    "conta_dv": "DV da conta",
    "convenio": "código do beneficiário",
}
_NO_EXTRATO = "no extrato, no cartão ou no contrato da conta corrente"
_NO_CONTRATO = "no contrato de cobrança com o banco, ou com o gerente da conta"
_ONDE = dict.fromkeys(("agencia", "agencia_dv", "conta", "conta_dv"), _NO_EXTRATO)


exigir, opcional = Exigencia, partial(Exigencia, exigido=False)
"""Um campo da conta, que o banco exige ou que pode ficar vazio: só se imprime, ou tem um valor usual."""
Campos = str | tuple[str | Exigencia, ...]
"""Os campos da conta que um leiaute usa, na ordem em que se mostram: por palavras os que nada têm de especial."""
_PALAVRA = re.compile(r"(?P<atributo>[a-z_]+):(?P<tamanho>\d+)(?P<letra>[A-Z]?)(?P<falta>\??)")


def declarar(escrita: Campos) -> tuple[Exigencia, ...]:
    """Lê `agencia:4 agencia_dv:1P? conta:7 conta_dv:1P?`: quantos algarismos, e a letra que também serve.

    O que traz `?` pode faltar. Rótulo e lugar são os usuais quando o banco não diz outros.

    Raises:
        ValueError: palavra que não tem essa forma.
    """
    declarados: list[Exigencia] = []
    for item in (escrita,) if isinstance(escrita, str) else escrita:
        declarados += [item] if isinstance(item, Exigencia) else map(_da_palavra, item.split())
    return tuple(
        campo._replace(
            rotulo=campo.rotulo or _ROTULOS.get(campo.atributo, campo.atributo),
            onde=campo.onde or _ONDE.get(campo.atributo, _NO_CONTRATO),
        )
        for campo in declarados
    )


def _da_palavra(palavra: str) -> Exigencia:
    if not (achado := _PALAVRA.fullmatch(palavra)):
        raise ValueError(f"“{palavra}” não declara um campo da conta")
    return Exigencia(achado["atributo"], int(achado["tamanho"]), exigido=not achado["falta"], letras=achado["letra"])


def codigos(*opcoes: str) -> tuple[Opcao, ...]:
    """Opções sem nome próprio."""
    return tuple(map(Opcao, opcoes))
