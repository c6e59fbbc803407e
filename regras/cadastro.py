"""Quem cobra, quem paga e por onde: empresa, clientes, contatos e contas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from regras.documentos import UFS, e_cep_valido, e_cpf_cnpj_valido, separar_enderecos
from regras.erros import DadoInvalido
from regras.nomes import tem_invisivel

MULTA_INICIAL = Decimal(2)
"""Percentual de multa de uma empresa nova (regras.md §5)."""
JUROS_INICIAIS_MES = Decimal(1)
"""Percentual de juros ao mês de uma empresa nova (regras.md §5)."""


@dataclass(frozen=True, slots=True)
class Empresa:
    """O beneficiário; há uma por base. Documentos compactados; percentuais nunca vazios.

    Atributos:
        logotipo: PNG pequeno, já preparado para o boleto; vazio é sem logotipo.
        algarismos_da_senha: quantos dos primeiros algarismos do CPF/CNPJ do cliente abrem os PDFs; 0 é sem senha.
    """

    nome: str
    cpf_cnpj: str
    endereco: str = ""
    numero: str = ""
    complemento: str = ""
    bairro: str = ""
    cidade: str = ""
    uf: str = ""
    cep: str = ""
    telefone: str = ""
    email: str = ""
    multa_percentual: Decimal = MULTA_INICIAL
    juros_percentual_mes: Decimal = JUROS_INICIAIS_MES
    logotipo: bytes = b""
    algarismos_da_senha: int = 0

    def o_que_falta(self) -> tuple[str, ...]:
        """Nomes dos campos exigidos de quem cobra e vazios (CDC, art. 42-A; regras.md §4)."""
        exigidos = (
            ("nome", self.nome),
            ("CPF/CNPJ", self.cpf_cnpj),
            ("endereço", self.endereco),
            ("cidade", self.cidade),
            ("UF", self.uf),
            ("CEP", self.cep),
        )
        return tuple(nome for nome, conteudo in exigidos if not conteudo.strip())

    def endereco_em_linha(self) -> str:
        """Endereço numa linha: rua, número, complemento - bairro."""
        return em_linha(self.endereco, self.numero, self.complemento, self.bairro)


@dataclass(frozen=True, slots=True)
class Cliente:
    """O pagador. `codigo` é texto: zeros à esquerda valem."""

    codigo: str
    nome: str
    fantasia: str = ""
    cpf_cnpj: str = ""
    email: str = ""
    endereco: str = ""
    numero: str = ""
    complemento: str = ""
    bairro: str = ""
    cidade: str = ""
    uf: str = ""
    cep: str = ""
    telefone: str = ""
    avisar: bool = True
    promessa_ate: date | None = None

    def endereco_em_linha(self) -> str:
        """Endereço numa linha: rua, número, complemento - bairro."""
        return em_linha(self.endereco, self.numero, self.complemento, self.bairro)


def conferir_cliente(cliente: Cliente) -> None:
    """Confere o que não pode ser gravado; o que só atrapalha o envio está em `pendencias`.

    Raises:
        DadoInvalido: sem código ou sem nome, ou caractere de controle num campo.
    """
    for campo, texto in (("código", cliente.codigo), ("nome", cliente.nome)):
        if not texto.strip():
            raise DadoInvalido(campo, "está vazio", cliente.codigo)
    for campo, texto in _textos(cliente):
        if tem_invisivel(texto):
            raise DadoInvalido(campo, "tem um caractere que não se vê; digite de novo", cliente.codigo)


def pendencias(cliente: Cliente) -> tuple[str, ...]:
    """O que está gravado (a importação grava e aponta) e não vale, em frases inteiras, com o efeito no envio."""
    frases = []
    if cliente.cpf_cnpj and not e_cpf_cnpj_valido(cliente.cpf_cnpj):
        frases.append(f"O CPF/CNPJ “{cliente.cpf_cnpj}” não confere.")
    if cliente.uf and cliente.uf not in UFS:
        frases.append(f"“{cliente.uf}” não é a sigla de um estado.")
    if cliente.cep and not e_cep_valido(cliente.cep):
        frases.append(f"O CEP “{cliente.cep}” não tem oito algarismos.")
    frases.extend(f"O e-mail “{invalido}” não vale e não recebe." for invalido in separar_enderecos(cliente.email)[1])
    return tuple(frases)


def _textos(cliente: Cliente) -> list[tuple[str, str]]:
    return [(nome, conteudo) for nome in cliente.__slots__ if isinstance(conteudo := getattr(cliente, nome), str)]


def em_linha(endereco: str, numero: str, complemento: str, bairro: str) -> str:
    """Junta as partes de um endereço, pulando as vazias."""
    rua = ", ".join(parte for parte in (endereco, numero, complemento) if parte)
    return " - ".join(parte for parte in (rua, bairro) if parte)


class Contato(NamedTuple):
    """Pessoa de um cliente. `email` é como foi digitado; `validos` e `invalidos` saem dele.

    Tupla nomeada, e não dataclass, pelo mesmo motivo de `Debito`: a seleção lê dezenas de milhares.
    """

    cliente: str
    nome: str
    email: str
    grupos: tuple[str, ...] = ()
    validos: tuple[str, ...] = ()
    invalidos: tuple[str, ...] = ()
    telefone: str = ""

    @classmethod
    def criar(cls, cliente: str, nome: str, email: str, grupos: tuple[str, ...] = (), telefone: str = "") -> Contato:
        """Monta o contato conferindo os endereços uma vez, na hora de gravar (regras.md §3.3)."""
        validos, invalidos = separar_enderecos(email)
        return cls(cliente, nome, email, grupos, validos, invalidos, telefone)


@dataclass(frozen=True, slots=True)
class ContaCobranca:
    """Conta no banco que emite os boletos. Textos como no contrato do banco; None herda da empresa.

    Atributos:
        homologada: o operador disse que o banco aprovou o boleto.
        pdf_a: o boleto sai como documento de arquivo, que o leitor de tela lê (PDF/A-2u e PDF/UA-1).
        conferida_com, conferida_em: a linha digitável de um boleto que o banco emitiu, com que se conferiu a conta, e
            quando (UTC). Se ainda vale diz `bancos.conferencia`, que refaz o código com a conta como está.
    """

    codigo: str
    banco: str
    carteira: str
    agencia: str = ""
    agencia_dv: str = ""
    conta: str = ""
    conta_dv: str = ""
    convenio: str = ""
    modalidade: str = ""
    variacao: str = ""
    posto: str = ""
    byte_geracao: str = ""
    ios: str = ""
    sistema: str = ""
    incremento: str = ""
    com_desconto: bool = False
    especie: str = "DM"
    aceite: str = "N"
    local_pagamento: str = ""
    instrucoes: str = ""
    homologada: bool = False
    multa_percentual: Decimal | None = None
    juros_percentual_mes: Decimal | None = None
    beneficiario_final: str = ""
    beneficiario_final_cpf_cnpj: str = ""
    conferida_com: str = ""
    conferida_em: datetime | None = None
    pdf_a: bool = True


class Seguranca(StrEnum):
    """Como a conexão com o servidor de correio é protegida (email.md §3)."""

    NENHUMA = "nenhuma"
    STARTTLS = "starttls"
    TLS = "tls"


SERVIDORES_LOCAIS = frozenset({"127.0.0.1", "::1", "localhost"})
"""Únicos servidores aceitos sem proteção, e sem limite de ritmo de início (email.md §4)."""


class Autenticacao(StrEnum):
    """Como a conta entra no servidor de correio: por senha, ou autorizada no provedor (email.md §3.1)."""

    SENHA = "senha"
    MICROSOFT = "microsoft"
    GOOGLE = "google"


@dataclass(frozen=True, slots=True)
class Autorizacao:
    """A autorização que um provedor deu a uma conta; instantes em UTC.

    Atributos:
        vencida_em: quando o provedor deixou de aceitá-la; None enquanto vale.
    """

    autorizada_em: datetime
    vencida_em: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conferida:
    """A conferência de uma conta como ela está hoje; instantes em UTC.

    Atributos:
        conferida_em: quando se entrou no servidor por ela pela última vez.
        testada_em: quando o servidor aceitou uma mensagem de teste; None se nunca.
    """

    conferida_em: datetime
    testada_em: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContaEmail:
    """Conta de saída. Senha, token e segredo não estão aqui: ficam só no cofre do sistema.

    Limites de ritmo em mensagens; None é sem limite.

    Atributos:
        aplicativo: o identificador registrado no provedor (client_id); só com autorização.
        locatario: a organização na Microsoft; vazio aceita qualquer conta.
    """

    numero: int
    remetente: str
    servidor: str
    porta: int
    seguranca: Seguranca
    usuario: str = ""
    nome: str = ""
    por_minuto: int | None = None
    por_hora: int | None = None
    por_dia: int | None = None
    mensagem: int | None = None
    autenticacao: Autenticacao = Autenticacao.SENHA
    aplicativo: str = ""
    locatario: str = ""

    def e_local(self) -> bool:
        """Diz se o servidor é a própria máquina."""
        return self.servidor.strip("[]").lower() in SERVIDORES_LOCAIS

    def e_autorizada(self) -> bool:
        """Diz se entra por autorização do provedor, e não por senha."""
        return self.autenticacao is not Autenticacao.SENHA

    def login(self) -> str:
        """Com que usuário entra; vazio é sem login. Na autorização, sem usuário vale o remetente."""
        return self.usuario or (self.remetente if self.e_autorizada() else "")


@dataclass(frozen=True, slots=True)
class Mensagem:
    """Texto cadastrado de um aviso: assunto e texto puro sem HTML, corpo em HTML, todos com variáveis.

    `texto` vazio: o texto puro é gerado a partir das mesmas variáveis pelo modelo padrão. `visual`: os blocos de que o
    corpo e o texto puro saíram (`regras.mensagem.visual`); vazio é mensagem escrita em HTML.
    """

    numero: int
    nome: str
    assunto: str
    html: str
    texto: str = ""
    visual: str = ""
