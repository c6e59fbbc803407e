"""CPF, CNPJ (com letras desde julho de 2026), CEP e e-mail: compactar, validar, formatar.

Fontes: boleto.md B.8 (CNPJ alfanumérico), regras.md §3.3 (e-mail).
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import mul

from regras.erros import DadoInvalido

_CEP = re.compile(r"[0-9]{8}")
_TAMANHO_DO_CPF = 11
_CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}")
_PESOS_DO_CNPJ = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
"""Do segundo dígito; o primeiro usa os mesmos a partir do segundo peso."""
_TELEFONE = re.compile(r"[1-9]{2}(?:9[0-9]{8}|[2-5][0-9]{7})|0[3589]00[0-9]{7}")
_COM_PAIS = frozenset({12, 13})
_LETRA = re.compile(r"[^\W\d_]")
_SEPARADORES = re.compile(r"[;,]")
UFS = frozenset(
    {"AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR"}
    | {"RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO"}
)
"""As 27 unidades da federação."""


def compactar_cpf_cnpj(texto: str) -> str:
    """Tira a máscara e põe em maiúsculas; nunca tira letras (CNPJ alfanumérico)."""
    return texto.upper() if texto.isalnum() else re.sub(r"[\s./-]", "", texto).upper()


def validar_cpf_cnpj(texto: str, campo: str = "CPF/CNPJ") -> str:
    """Devolve o documento compactado.

    Raises:
        DadoInvalido: tamanho ou dígito verificador não confere.
    """
    if not e_cpf_cnpj_valido(texto):
        raise DadoInvalido(campo, f"“{texto.strip()}” não é um CPF nem um CNPJ válido")
    return compactar_cpf_cnpj(texto)


@lru_cache(maxsize=1024)
def e_cpf_cnpj_valido(texto: str) -> bool:
    """Diz se o documento confere, com ou sem máscara; um só caractere repetido não é de ninguém."""
    compacto = compactar_cpf_cnpj(texto)
    if len(set(compacto)) == 1:
        return False
    from stdnum.br import cpf  # noqa: PLC0415 - só quem confere um documento a carrega

    return bool(cpf.is_valid(compacto)) if len(compacto) == _TAMANHO_DO_CPF else _e_cnpj(compacto)


def _e_cnpj(compacto: str) -> bool:
    """Confere os dois dígitos (boleto.md B.8). A biblioteca dá o mesmo e demora dez vezes mais, a cada boleto."""
    if not _CNPJ.fullmatch(compacto):
        return False
    valores = [ord(letra) - ord("0") for letra in compacto]
    primeiro = -sum(map(mul, valores, _PESOS_DO_CNPJ[1:])) % 11 % 10
    segundo = -sum(map(mul, [*valores[:12], primeiro], _PESOS_DO_CNPJ)) % 11 % 10
    return valores[12:] == [primeiro, segundo]


def completar_cnpj(raiz: str) -> str:
    """Acrescenta os dois dígitos verificadores aos doze primeiros caracteres de um CNPJ (boleto.md B.8)."""
    from stdnum.br import cnpj  # noqa: PLC0415 - idem

    return raiz + str(cnpj.calc_check_digits(raiz))


def formatar_cpf_cnpj(texto: str) -> str:
    """Põe a máscara; o que não tem o tamanho de um documento volta como veio."""
    compacto = compactar_cpf_cnpj(texto)
    if len(compacto) == _TAMANHO_DO_CPF:
        return f"{compacto[:3]}.{compacto[3:6]}.{compacto[6:9]}-{compacto[9:]}"
    if len(compacto) == 14:
        return f"{compacto[:2]}.{compacto[2:5]}.{compacto[5:8]}/{compacto[8:12]}-{compacto[12:]}"
    return texto


def validar_uf(texto: str, campo: str = "UF") -> str:
    """Devolve a sigla em maiúsculas.

    Raises:
        DadoInvalido: não é uma das 27 unidades da federação.
    """
    sigla = texto.strip().upper()
    if sigla not in UFS:
        raise DadoInvalido(campo, f"“{texto.strip()}” não é a sigla de um estado")
    return sigla


def validar_cep(texto: str, campo: str = "CEP") -> str:
    """Devolve os oito algarismos do CEP.

    Raises:
        DadoInvalido: não são oito algarismos.
    """
    compacto = compactar_cep(texto)
    if not _CEP.fullmatch(compacto):
        raise DadoInvalido(campo, f"“{texto.strip()}” não tem oito algarismos")
    return compacto


def compactar_cep(texto: str) -> str:
    """Tira a máscara; o que não tem oito algarismos volta como veio."""
    compacto = re.sub(r"[\s.-]", "", texto)
    return compacto if _CEP.fullmatch(compacto) else texto


def e_cep_valido(texto: str) -> bool:
    """Diz se são oito algarismos, com ou sem máscara."""
    return bool(_CEP.fullmatch(compactar_cep(texto)))


def formatar_cep(texto: str) -> str:
    """Escreve `89201-000`; o que não tem oito algarismos volta como veio."""
    compacto = compactar_cep(texto)
    return f"{compacto[:5]}-{compacto[5:]}" if _CEP.fullmatch(compacto) else texto


def compactar_telefone(texto: str) -> str:
    """Só os algarismos, sem o 55 do Brasil quando ele vem na frente do DDD."""
    algarismos = re.sub(r"[^0-9]", "", texto)
    com_pais = algarismos.startswith("55") and len(algarismos) in _COM_PAIS
    return algarismos[2:] if com_pais else algarismos


def validar_telefone(texto: str, campo: str = "telefone") -> str:
    """Devolve o telefone só com algarismos: DDD e oito ou nove, ou 0800, 0300 e afins com sete.

    Raises:
        DadoInvalido: faltam ou sobram algarismos, ou há letras.
    """
    compacto = compactar_telefone(texto)
    if _LETRA.search(texto) or not _TELEFONE.fullmatch(compacto):
        raise DadoInvalido(
            campo,
            f"“{texto.strip()}” não é um telefone com DDD",
            o_que_fazer="Exemplo: (47) 3333-4444 ou 0800 123 4567.",
        )
    return compacto


def formatar_telefone(texto: str) -> str:
    """Põe a máscara: (47) 3333-4444, (47) 99999-8888, 0800 123 4567; o que não é telefone volta como veio."""
    compacto = compactar_telefone(texto)
    if _LETRA.search(texto) or not _TELEFONE.fullmatch(compacto):
        return texto
    if compacto.startswith("0"):
        return f"{compacto[:4]} {compacto[4:7]} {compacto[7:]}"
    return f"({compacto[:2]}) {compacto[2:-4]}-{compacto[-4:]}"


@lru_cache(maxsize=4096)
def _normalizar_email(texto: str) -> tuple[str, str]:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - só quem confere um endereço a carrega

    try:
        validado = validate_email(texto, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as erro:
        return "", str(erro)
    return (validado.ascii_email or validado.normalized).lower(), ""


def validar_email(texto: str, campo: str = "e-mail") -> str:
    """Devolve um endereço em minúsculas, com o domínio em forma A-label. Só a sintaxe é conferida.

    Raises:
        DadoInvalido: sintaxe inválida, ou acento antes da arroba (exigiria SMTPUTF8 no destino).
    """
    endereco, _ = _normalizar_email(texto.strip())
    if endereco:
        return endereco
    local, arroba, _ = texto.strip().partition("@")
    if arroba and not local.isascii():
        raise DadoInvalido(campo, f"“{texto.strip()}” tem acento antes da arroba, e muitos servidores não o entregam")
    raise DadoInvalido(campo, f"“{texto.strip()}” não é um endereço de e-mail válido")


def separar_enderecos(campo: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Separa um campo de e-mail por `;` ou `,` e devolve (válidos em minúsculas, inválidos como vieram)."""
    validos: dict[str, None] = {}
    invalidos: list[str] = []
    for parte in _SEPARADORES.split(campo):
        if not (endereco := parte.strip()):
            continue
        try:
            validos[validar_email(endereco)] = None
        except DadoInvalido:
            invalidos.append(endereco)
    return tuple(validos), tuple(invalidos)


def validar_enderecos(campo: str, nome: str = "e-mail") -> tuple[str, ...]:
    """Devolve os endereços de um campo, em minúsculas.

    Raises:
        DadoInvalido: algum não vale, e diz qual; ou não há nenhum.
    """
    enderecos = tuple(validar_email(parte, nome) for parte in _SEPARADORES.split(campo) if parte.strip())
    if not enderecos:
        raise DadoInvalido(nome, f"“{campo.strip()}” não tem endereço nenhum")
    return enderecos
