"""Os parâmetros da guia Aviso de Débitos, cada um declarado uma vez, e a sua validação (regras.md §2).

Da declaração derivam a gravação, o comando `parametros`, "Mais opções", a lista de alterações e a folha do pedido de
suporte. Um parâmetro novo é um campo aqui, a sua ajuda em `resources/ajuda`, a linha no contrato e o teste.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto

from regras.dinheiro import Centavos
from regras.erros import DadoInvalido
from regras.nomes import chave


class Modo(StrEnum):
    """As três letras de um filtro da tela."""

    SELECIONA = "S"
    NAO_SELECIONA = "N"
    TODOS = "T"


@dataclass(frozen=True, slots=True)
class FiltroSNT:
    """(S) seleciona, (N) não seleciona, (T) todos; `marcados` guarda os nomes como foram cadastrados."""

    modo: Modo = Modo.TODOS
    marcados: tuple[str, ...] = ()

    def chaves(self) -> frozenset[str]:
        """Devolve os nomes marcados na forma em que são comparados."""
        return frozenset(chave(nome) for nome in self.marcados)

    def aceita(self, nome: str, marcados: frozenset[str]) -> bool:
        """Diz se um débito desta situação passa (regras.md §2.2); sem situação: fora em S, dentro em N e T."""
        if self.modo is Modo.TODOS:
            return True
        esta_marcado = bool(nome) and chave(nome) in marcados
        return esta_marcado if self.modo is Modo.SELECIONA else not esta_marcado


class Tipo(Enum):
    """O que um parâmetro guarda; é por ele que o terminal lê, a base grava e a tela mostra."""

    SIM_NAO = auto()
    DIAS = auto()
    DINHEIRO = auto()
    FILTRO = auto()
    CONTA = auto()


@dataclass(frozen=True, slots=True)
class Opcao:
    """Como um parâmetro aparece em "Mais opções"; o que tem campo próprio na guia não tem.

    Atributos:
        texto: o do campo, com a letra do atalho depois de `&`.
        unidade: o que se lê depois do campo.
        resumo: como a guia diz o valor quando não é o inicial; `{}` é o valor.
        resumo_do_zero: o mesmo, quando o valor é zero.
    """

    texto: str
    resumo: str
    unidade: str = ""
    resumo_do_zero: str = ""


@dataclass(frozen=True, slots=True)
class Parametro:
    """O que se declara de um parâmetro, uma vez; o resto do programa deriva daqui.

    Atributos:
        nome: o do campo em `ParametrosAviso`, onde está o valor inicial.
        tipo: o que guarda.
        rotulo: como as recusas o chamam.
        alterado: como a lista de alterações o chama.
        chave: no terminal e na ajuda (`resources/ajuda`); vazia é o nome.
        faixa: dias aceitos, nas duas pontas.
        zero: como se diz o zero que não é quantidade; vazio, diz-se o número.
        opcao: só dos que ficam em "Mais opções".
    """

    nome: str
    tipo: Tipo
    rotulo: str
    alterado: str = ""
    chave: str = ""
    faixa: tuple[int, int] = (0, 0)
    zero: str = ""
    opcao: Opcao | None = None


@dataclass(frozen=True, slots=True)
class ParametrosAviso:
    """O que a guia grava, na ordem da tela, com os valores iniciais de regras.md §2. Dias são corridos."""

    habilitado: bool = False
    conta_email: int | None = None
    grupos: FiltroSNT = field(default_factory=FiltroSNT)
    situacoes: FiltroSNT = field(default_factory=FiltroSNT)
    vencendo_em_dias: int = 3
    enviar_vencidos: bool = True
    dias_para_vencido: int = 2
    intervalo_dias: int = 5
    prorrogar_dia_util: bool = False
    valor_minimo_centavos: Centavos = 0
    vencidos_ate_dias: int = 1825
    retorno_dias: int = 1
    agradecer: bool = False


_DECLARADOS = (
    Parametro("habilitado", Tipo.SIM_NAO, "Envio habilitado", "Habilitar o envio de débitos por e-mail"),
    Parametro("conta_email", Tipo.CONTA, "conta de e-mail", "Conta de e-mail"),
    Parametro("grupos", Tipo.FILTRO, "Grupo de contatos"),
    Parametro("situacoes", Tipo.FILTRO, "Situação do débito"),
    Parametro("vencendo_em_dias", Tipo.DIAS, "Vencendo em dias", "Vencendo em", faixa=(0, 60)),
    Parametro("enviar_vencidos", Tipo.SIM_NAO, "Enviar os débitos vencidos"),
    Parametro(
        "dias_para_vencido",
        Tipo.DIAS,
        "Quantos dias o débito é considerado vencido após o vencimento",
        "Considerado vencido após",
        faixa=(0, 60),
    ),
    Parametro(
        "intervalo_dias", Tipo.DIAS, "Intervalo de dias para os avisos", "Intervalo para os avisos", faixa=(0, 365)
    ),
    Parametro(
        "prorrogar_dia_util",
        Tipo.SIM_NAO,
        "Prorrogar para dia útil",
        opcao=Opcao("&Prorrogar o vencimento para o próximo dia útil", "prorroga para dia útil"),
    ),
    Parametro(
        "valor_minimo_centavos",
        Tipo.DINHEIRO,
        "Valor mínimo por aviso",
        chave="valor_minimo",
        opcao=Opcao("&Valor mínimo por aviso:", "mínimo de {}", "R$"),
    ),
    Parametro(
        "vencidos_ate_dias",
        Tipo.DIAS,
        "Vencido há no máximo",
        faixa=(0, 36500),
        zero="sem limite",
        opcao=Opcao("Vencido &há no máximo:", "vencido há até {}", "dias (0 é sem limite)", "sem limite de idade"),
    ),
    Parametro(
        "retorno_dias",
        Tipo.DIAS,
        "Retorno do banco há no máximo",
        faixa=(0, 60),
        zero="sem esta guarda",
        opcao=Opcao(
            "Retorno do &banco há no máximo:",
            "retorno do banco há até {}",
            "dias úteis (0 não confere)",
            "sem conferir o retorno do banco",
        ),
    ),
    Parametro(
        "agradecer",
        Tipo.SIM_NAO,
        "Agradecer o pagamento",
        opcao=Opcao("&Agradecer o pagamento que o banco confirma", "agradece o pagamento"),
    ),
)
PARAMETROS: Mapping[str, Parametro] = {
    declarado.nome: replace(
        declarado, chave=declarado.chave or declarado.nome, alterado=declarado.alterado or declarado.rotulo
    )
    for declarado in _DECLARADOS
}
"""A declaração de cada campo de `ParametrosAviso`, na ordem deles."""


def validar(parametros: ParametrosAviso) -> None:
    """Confere faixas e seleções antes de gravar.

    Raises:
        DadoInvalido: valor fora da faixa, ou S sem nada marcado (regras.md §3.1).
    """
    for nome, parametro in PARAMETROS.items():
        valor = getattr(parametros, nome)
        menor, maior = parametro.faixa
        if parametro.tipo is Tipo.DIAS and not menor <= valor <= maior:
            raise DadoInvalido(
                parametro.rotulo,
                f"{valor} está fora da faixa de {menor} a {maior}",
                o_que_fazer="Informe um valor dentro da faixa.",
            )
        if parametro.tipo is Tipo.DINHEIRO and valor < 0:
            raise DadoInvalido(parametro.rotulo, "não pode ser negativo")
        if parametro.tipo is Tipo.FILTRO and valor.modo is Modo.SELECIONA and not valor.marcados:
            raise DadoInvalido(
                parametro.rotulo,
                "(S) seleciona sem nada marcado",
                o_que_fazer="Marque ao menos um, ou use (T) todos.",
            )
