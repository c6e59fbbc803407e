"""Carteira em que tudo o que é de um cliente traz uma marca só dele, para se procurar essa marca na mensagem de outro.

As marcas saem do resumo do que nomeiam: não se repetem de um cliente para outro nem dependem da ordem em que são
pedidas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from boletos.titulo import codigo, pix
from ensaios.carteira import cpf_de
from regras.cadastro import Cliente, Contato
from regras.debito import Debito
from regras.dinheiro import Centavos, formatar
from regras.documentos import formatar_cep, formatar_cpf_cnpj
from tests.envio.cenario import COBRANCA
from tests.modelos.exemplos import dia

_CONSOANTES = "BCDFGHJKLMNPRSTVWXZ"
_MARCA = re.compile(f"Q9[{_CONSOANTES}]{{6}}", re.IGNORECASE)
CONTADOR = "contador@escritorio.example"
"""Um contato que vários clientes têm: recebe de cada um uma mensagem só com o que é daquele."""


class Cobranca(StrEnum):
    """Como o débito se paga, o que decide o que há dele em PDF."""

    NOSSO_NUMERO = "nosso número"
    LINHA_DO_BANCO = "linha do banco"
    COM_PIX = "com Pix"
    SEM_BOLETO = "sem boleto"
    EM_PARTE = "em parte"


class PlantaDebito(NamedTuple):
    """Um débito por escrever: vence em tantos dias; o de número comum repete o documento dos outros clientes."""

    vence_em: int = -10
    cobranca: Cobranca = Cobranca.NOSSO_NUMERO
    numero_comum: bool = False


class PlantaContato(NamedTuple):
    """Um contato por escrever; `resposta` começa o endereço e diz o que o correio responde a ele."""

    grupo: str = ""
    resposta: str = "aceito"


class Planta(NamedTuple):
    """Um cliente por escrever."""

    debitos: tuple[PlantaDebito, ...] = (PlantaDebito(),)
    contatos: tuple[PlantaContato, ...] = ()
    email_no_cadastro: bool = True
    contador: bool = False
    fantasia: bool = True
    cpf: bool = True


@dataclass(frozen=True, slots=True)
class Marcado:
    """Um cliente escrito.

    Atributos:
        so_dele: o que nenhum outro tem, do jeito que se imprime: marcas, CPF, CEP, valores, números, linhas digitáveis.
    """

    cliente: Cliente
    contatos: tuple[Contato, ...]
    debitos: tuple[Debito, ...]
    so_dele: frozenset[str]

    @property
    def enderecos(self) -> frozenset[str]:
        """Os e-mails a que se pode mandar o que é dele."""
        do_cadastro = Contato.criar(self.cliente.codigo, "", self.cliente.email)
        return frozenset(email for contato in (do_cadastro, *self.contatos) for email in contato.validos)


def marca(*de_que: object) -> str:
    """Oito letras e algarismos que só isto tem; nenhuma palavra da língua as tem."""
    resumo = _resumir(*de_que)
    return "Q9" + "".join(_CONSOANTES[(resumo >> 8 * posicao) % len(_CONSOANTES)] for posicao in range(6))


def marcas_em(texto: str) -> frozenset[str]:
    """As marcas que aparecem num texto, em maiúsculas."""
    return frozenset(achada.upper() for achada in _MARCA.findall(texto))


def numero(tamanho: int, *de_que: object) -> str:
    """Um número de tantos algarismos que só isto tem, sem zero no começo."""
    primeiro = 10 ** (tamanho - 1)
    return str(primeiro + _resumir(tamanho, *de_que) % (9 * primeiro))


def centavos(*de_que: object) -> Centavos:
    """Um valor entre mil e cem mil reais que só isto tem."""
    return 100_000 + _resumir("valor", *de_que) % 9_900_000


def _resumir(*de_que: object) -> int:
    return int.from_bytes(sha256("|".join(map(str, de_que)).encode()).digest())


def escrever(plantas: Iterable[Planta]) -> list[Marcado]:
    """Escreve os clientes, de códigos que são marcas."""
    return [_escrever(marca("código", ordem), planta) for ordem, planta in enumerate(plantas)]


def _escrever(codigo_do_cliente: str, planta: Planta) -> Marcado:
    def proprio(campo: str) -> str:
        return marca(codigo_do_cliente, campo)

    contatos = [_contato(codigo_do_cliente, ordem, contato) for ordem, contato in enumerate(planta.contatos)]
    if planta.contador:
        contatos.append(Contato.criar(codigo_do_cliente, "Contador", CONTADOR))
    cliente = Cliente(
        codigo_do_cliente,
        f"Comércio {proprio('nome')} & Cia",
        fantasia=f"Loja {proprio('fantasia')}" if planta.fantasia else "",
        cpf_cnpj=cpf_de(numero(9, codigo_do_cliente, "cpf")) if planta.cpf else "",
        email=f"geral@{proprio('domínio')}.example".lower() if planta.email_no_cadastro else "",
        endereco=f"Rua {proprio('rua')}",
        complemento=proprio("sala"),
        bairro=proprio("bairro"),
        cidade=proprio("cidade"),
        uf="SC",
        cep=numero(8, codigo_do_cliente, "cep"),
    )
    debitos = tuple(_debito(codigo_do_cliente, ordem, debito) for ordem, debito in enumerate(planta.debitos))
    return Marcado(cliente, tuple(contatos), debitos, _so_dele(cliente, contatos, debitos))


def _contato(cliente: str, ordem: int, planta: PlantaContato) -> Contato:
    email = f"{planta.resposta}-{marca(cliente, 'contato', ordem)}@{marca(cliente, 'domínio')}.example".lower()
    grupos = (planta.grupo,) if planta.grupo else ()
    return Contato.criar(cliente, f"Ana {marca(cliente, 'contato', ordem)}", email, grupos)


def _debito(cliente: str, ordem: int, planta: PlantaDebito) -> Debito:
    vencimento = dia(planta.vence_em)
    valor = centavos(cliente, ordem)
    saldo = valor - 10_000 if planta.cobranca is Cobranca.EM_PARTE else valor
    linha = copia_e_cola = ""
    if planta.cobranca in {Cobranca.LINHA_DO_BANCO, Cobranca.COM_PIX}:
        linha = codigo.para_linha(
            codigo.montar(COBRANCA.banco, vencimento, saldo, numero(25, cliente, ordem, "campo livre"))
        )
    if planta.cobranca is Cobranca.COM_PIX:
        copia_e_cola = _pix(marca(cliente, ordem, "pix"))
    return Debito(
        cliente,
        "77" if planta.numero_comum else marca(cliente, ordem, "documento"),
        str(ordem + 1),
        vencimento,
        valor,
        saldo,
        emissao=vencimento - timedelta(days=30),
        conta_cobranca="" if planta.cobranca is Cobranca.SEM_BOLETO else COBRANCA.codigo,
        nosso_numero=numero(10, cliente, ordem, "nosso número"),
        linha_digitavel=linha,
        pix_copia_e_cola=copia_e_cola,
    )


def _pix(identificador: str) -> str:
    conta = f"0014BR.GOV.BCB.PIX25{len(identificador) + 8:02}p.example{identificador[:-1]}"
    antes = f"00020101021226{len(conta):02}{conta}5204000053039865802BR5906AURORA6009JOINVILLE62070503***6304"
    return antes + pix.calcular_crc(antes)


def mudar_saldo(debito: Debito) -> Debito:
    """O mesmo débito com outro saldo, também só dele; a linha do banco, que é do saldo de antes, não serve mais."""
    return debito._replace(saldo_centavos=debito.saldo_centavos - 5_000, linha_digitavel="", pix_copia_e_cola="")


def _so_dele(cliente: Cliente, contatos: Sequence[Contato], debitos: Sequence[Debito]) -> frozenset[str]:
    numeros = {cliente.cpf_cnpj, formatar_cpf_cnpj(cliente.cpf_cnpj), cliente.cep, formatar_cep(cliente.cep)}
    for debito in (*debitos, *map(mudar_saldo, debitos)):
        linha = debito.linha_digitavel or _linha_do_convenio(debito)
        numeros |= {debito.nosso_numero, linha, codigo.formatar_linha(linha)}
        numeros |= {formatar(debito.valor_centavos), formatar(debito.saldo_centavos)}
    return frozenset(numeros - {""}) | marcas_em(repr((cliente, contatos, debitos)))


def _linha_do_convenio(debito: Debito) -> str:
    """A linha que o Banco do Brasil calcula com convênio de sete posições (boleto.md E)."""
    livre = f"000000{COBRANCA.convenio}{debito.nosso_numero}{COBRANCA.carteira}"
    return codigo.para_linha(codigo.montar(COBRANCA.banco, debito.vencimento, debito.saldo_centavos, livre))
