"""O débito e a sua classe na data de referência (regras.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from regras.calendario import vencimento_efetivo
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, Centavos, formatar
from regras.erros import DadoInvalido
from regras.parametros import ParametrosAviso

ChaveDebito = tuple[str, str, str]
"""Cliente, documento, parcela."""
Marca = tuple[str, str, str, date]
"""Cliente, documento, parcela, vencimento: o que identifica um "a vencer" já avisado (regras.md §2.3)."""

PRIMEIRO_VENCIMENTO = date(2000, 7, 3)
"""Fator 1000: antes disso não se emite boleto (boleto.md A.6)."""
ULTIMO_VENCIMENTO = date(2049, 12, 31)
_MAIOR_SEQUENCIA_SEM_EXPEDIENTE = 15
"""Folga, em dias, com que se procura o limite de uma classe quando o vencimento anda para o dia útil."""


class Classe(StrEnum):
    """Como o débito é visto na data de referência."""

    A_VENCER = "a_vencer"
    CARENCIA = "carencia"
    VENCIDO = "vencido"
    FUTURO = "futuro"


class Debito(NamedTuple):
    """Um título a receber. Tupla nomeada, e não dataclass: a seleção lê 60 mil de uma vez direto da base.

    Dinheiro em centavos. Percentuais None herdam da conta de cobrança, senão da empresa.

    Atributos:
        baixado_em: quando o banco diz que foi pago, pelo retorno; camada à parte, que gravar o débito não muda.
        titulo_baixado: nosso número e linha que o banco diz que já não recebe; também não se grava com o débito.
        ausente_em: quando faltou no retrato completo do ERP e por isso foi dado por pago (linha-de-comando.md,
            `--ausentes baixar`); deixa de valer se `pago_em` passar a dizer outra coisa.
    """

    cliente: str
    documento: str
    parcela: str
    vencimento: date
    valor_centavos: Centavos
    saldo_centavos: Centavos
    emissao: date | None = None
    situacao: str = ""
    conta_cobranca: str = ""
    nosso_numero: str = ""
    linha_digitavel: str = ""
    pix_copia_e_cola: str = ""
    pago_em: date | None = None
    multa_percentual: Decimal | None = None
    juros_percentual_mes: Decimal | None = None
    ausente_em: date | None = None
    baixado_em: date | None = None
    titulo_baixado: str = ""

    @property
    def chave(self) -> ChaveDebito:
        """Cliente, documento e parcela."""
        return self[:3]

    @property
    def marca(self) -> Marca:
        """A chave mais o vencimento original."""
        return self[:4]

    def esta_em_aberto(self) -> bool:
        """Saldo maior que zero e sem data de pagamento, do ERP ou do banco, qualquer que seja ela (regras.md §1)."""
        return self.saldo_centavos > 0 and self.pago_em is None and self.baixado_em is None

    @property
    def recebido_em(self) -> date | None:
        """O dia do pagamento: o do banco, senão o do ERP."""
        return self.baixado_em or self.pago_em

    def titulo_no_banco(self) -> str:
        """O que identifica o título no banco: trocado, é outro título."""
        return f"{self.nosso_numero}|{self.linha_digitavel}"

    def o_banco_nao_recebe(self) -> bool:
        """Diz se o banco baixou ou protestou o título sem pagamento, e ele ainda é o mesmo (retorno.md, regra 11)."""
        return bool(self.titulo_baixado) and self.titulo_baixado == self.titulo_no_banco()

    def foi_baixado_por_ausencia(self) -> bool:
        """Diz se a baixa foi só presumida, porque o débito não veio no arquivo; ninguém disse que foi pago."""
        return self.pago_em is not None and self.pago_em == self.ausente_em


def classificador(
    parametros: ParametrosAviso, hoje: date, feriados_locais: Collection[date] = ()
) -> Callable[[date], Classe]:
    """Devolve a função que classifica um vencimento nesta data, com memória por vencimento.

    Com `prorrogar_dia_util` a classe usa o vencimento efetivo (regras.md §2.8).
    """
    antecedencia, carencia = parametros.vencendo_em_dias, parametros.dias_para_vencido

    @cache
    def classificar_vencimento(vencimento: date) -> Classe:
        base = vencimento_efetivo(vencimento, feriados_locais) if parametros.prorrogar_dia_util else vencimento
        dias = (hoje - base).days
        if dias < -antecedencia:
            return Classe.FUTURO
        if dias <= 0:
            return Classe.A_VENCER
        return Classe.VENCIDO if dias >= carencia else Classe.CARENCIA

    return classificar_vencimento


def classificar(
    debito: Debito, parametros: ParametrosAviso, hoje: date, feriados_locais: Collection[date] = ()
) -> Classe:
    """Classifica um débito só; para muitos, peça um `classificador`."""
    return classificador(parametros, hoje, feriados_locais)(debito.vencimento)


def vencimentos_da_classe(
    classe: Classe, parametros: ParametrosAviso, hoje: date, feriados_locais: Collection[date] = ()
) -> tuple[date | None, date | None] | None:
    """Primeiro e último vencimento que caem na classe nesta data; ponta None é sem limite.

    Devolve None se nenhum vencimento cai nela (não há carência com N até 1, por exemplo). A base filtra por esta
    faixa o que `classificador` diz débito a débito.
    """
    classificar_vencimento = classificador(parametros, hoje, feriados_locais)
    inicio = hoje - timedelta(days=parametros.dias_para_vencido + _MAIOR_SEQUENCIA_SEM_EXPEDIENTE)
    fim = hoje + timedelta(days=parametros.vencendo_em_dias + 1)
    dias = (inicio + timedelta(days=passo) for passo in range((fim - inicio).days + 1))
    if not (da_classe := [dia for dia in dias if classificar_vencimento(dia) is classe]):
        return None
    return (
        None if classe is Classe.VENCIDO else da_classe[0],
        None if classe is Classe.FUTURO else da_classe[-1],
    )


def conferir(debito: Debito) -> None:
    """Confere o que não pode ser gravado (linha-de-comando.md, arquivos de importação).

    Raises:
        DadoInvalido: sem cliente, documento ou parcela; valor, saldo ou vencimento fora da faixa.
    """
    for campo, texto in (("cliente", debito.cliente), ("documento", debito.documento), ("parcela", debito.parcela)):
        if not texto.strip():
            raise DadoInvalido(campo, "está vazio")
    if not PRIMEIRO_VENCIMENTO <= debito.vencimento <= ULTIMO_VENCIMENTO:
        faixa = f"{PRIMEIRO_VENCIMENTO:%d/%m/%Y} a {ULTIMO_VENCIMENTO:%d/%m/%Y}"
        raise DadoInvalido("vencimento", f"{debito.vencimento:%d/%m/%Y} está fora da faixa de {faixa}")
    if not 0 < debito.valor_centavos <= MAIOR_VALOR_CENTAVOS:
        raise DadoInvalido("valor", f"vai de 0,01 a {formatar(MAIOR_VALOR_CENTAVOS)}")
    if not 0 <= debito.saldo_centavos <= debito.valor_centavos:
        raise DadoInvalido(
            "saldo", f"{formatar(debito.saldo_centavos)} passa do valor, {formatar(debito.valor_centavos)}"
        )


def efeitos_da_alteracao(antes: Debito, depois: Debito) -> tuple[str, ...]:
    """O que muda nos avisos por causa de uma alteração feita à mão, em frases inteiras."""
    efeitos = []
    if antes.esta_em_aberto() and not depois.esta_em_aberto():
        efeitos.append("O débito fica baixado: não entra mais em aviso.")
    if depois.esta_em_aberto():
        if not antes.esta_em_aberto():
            efeitos.append("O débito volta a ficar em aberto e pode entrar em aviso.")
        if antes.vencimento != depois.vencimento:
            efeitos.append("Com vencimento novo, o débito é avisado de novo antes de vencer.")
        mudou = (antes.vencimento, antes.saldo_centavos) != (depois.vencimento, depois.saldo_centavos)
        if mudou and depois.linha_digitavel and depois.linha_digitavel == antes.linha_digitavel:
            efeitos.append("A linha digitável é do vencimento e do valor antigos: registre segunda via no banco.")
    return tuple(efeitos)
