"""O plano do dia em poucos números, para o painel "Se o fechamento fosse hoje". Sem Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from envio.plano.plano import PlanoDoDia
from regras.aviso import EM_ABERTO, DebitoAvisado
from regras.debito import Classe
from regras.dinheiro import Centavos, em_reais
from regras.selecao import Motivo
from ui import frases
from ui.frases_dos_apontamentos import Grupo, grupo


@dataclass(frozen=True, slots=True)
class Parte:
    """Quantos débitos e quanto, em centavos."""

    debitos: int = 0
    total_centavos: Centavos = 0

    def mais(self, debitos: Iterable[DebitoAvisado], classe: Classe) -> Parte:
        """Esta parte com mais os débitos da classe."""
        desta = [debito.atualizado_centavos for debito in debitos if debito.classe is classe]
        return Parte(self.debitos + len(desta), self.total_centavos + sum(desta))


@dataclass(frozen=True, slots=True)
class LinhaDeMotivo:
    """Um motivo de ficar de fora: quantos clientes, e o complemento."""

    motivo: Motivo
    clientes: int
    detalhe: str = ""


@dataclass(frozen=True, slots=True)
class ResumoDeHoje:
    """O que o painel mostra. Dinheiro em centavos.

    Atributos:
        ja_avisados: clientes cujo aviso da data já teve desfecho: não recebem outro.
        tirados: clientes que o operador tirou deste fechamento.
        motivos: na ordem de regras.md §2.14, só os que têm alguém.
        apontamentos: (tipo, quantos), na ordem de `apontamentos.Grupo`.
    """

    data: date
    clientes: int = 0
    boletos: int = 0
    a_vencer: Parte = Parte()
    vencidos: Parte = Parte()
    motivos: tuple[LinhaDeMotivo, ...] = ()
    apontamentos: tuple[tuple[Grupo, int], ...] = ()
    ja_avisados: int = 0
    tirados: int = 0

    @property
    def debitos(self) -> int:
        """Débitos das duas classes."""
        return self.a_vencer.debitos + self.vencidos.debitos

    @property
    def total_centavos(self) -> Centavos:
        """Total atualizado das duas classes."""
        return self.a_vencer.total_centavos + self.vencidos.total_centavos

    @property
    def fora(self) -> int:
        """Clientes que ficam de fora, com os tirados."""
        return self.tirados + sum(linha.clientes for linha in self.motivos)

    def quantos_de_fora(self, motivo: Motivo) -> int:
        """Clientes de fora por um motivo."""
        return sum(linha.clientes for linha in self.motivos if linha.motivo is motivo)


def resumir(partes: Iterable[PlanoDoDia], retirados: Collection[str] = frozenset()) -> ResumoDeHoje:
    """Conta o que ainda sairia: os mesmos números da guia Fechamento e da prévia.

    Args:
        partes: as do plano da data (`fechamento.planejar_em_partes`); nenhuma fica na memória.
        retirados: clientes que o operador tirou deste fechamento.
    """
    clientes = boletos = ja_avisados = tirados = 0
    por_classe = dict.fromkeys(Classe, Parte())
    fora: dict[Motivo, tuple[int, date | None]] = {}
    apontamentos: Counter[Grupo] = Counter()
    for parte in partes:
        abertos = [aviso for aviso in parte.avisos if aviso.estado in EM_ABERTO]
        vao = [aviso for aviso in abertos if aviso.cliente not in retirados]
        debitos = [debito for aviso in vao for debito in aviso.debitos]
        clientes += len(vao)
        boletos += sum(debito.tem_boleto for debito in debitos)
        ja_avisados += len(parte.avisos) - len(abertos)
        tirados += len(abertos) - len(vao)
        for classe in (Classe.A_VENCER, Classe.VENCIDO):
            por_classe[classe] = por_classe[classe].mais(debitos, classe)
        for item in parte.fora:
            quantos, ate = fora.get(item.motivo, (0, None))
            fora[item.motivo] = quantos + 1, max(filter(None, (ate, item.ate)), default=None)
        apontamentos.update(map(grupo, parte.apontamentos))
    return ResumoDeHoje(
        data=parte.data,
        clientes=clientes,
        boletos=boletos,
        ja_avisados=ja_avisados,
        tirados=tirados,
        a_vencer=por_classe[Classe.A_VENCER],
        vencidos=por_classe[Classe.VENCIDO],
        motivos=tuple(_dizer_motivo(motivo, *fora[motivo]) for motivo in Motivo if motivo in fora),
        apontamentos=tuple((tipo, apontamentos[tipo]) for tipo in Grupo if apontamentos[tipo]),
    )


def _dizer_motivo(motivo: Motivo, clientes: int, ate: date | None) -> LinhaDeMotivo:
    """Fora do ciclo: até quando todos voltam."""
    voltam = motivo is Motivo.CICLO and ate is not None
    return LinhaDeMotivo(motivo, clientes, f"voltam até {ate:%d/%m}" if voltam else "")


def comparar(agora: ResumoDeHoje, gravado: ResumoDeHoje) -> str:
    """O que muda em relação ao gravado: `+5 clientes e +R$ 3.120,40 em relação ao gravado`."""
    clientes = agora.clientes - gravado.clientes
    centavos = agora.total_centavos - gravado.total_centavos
    if not clientes and not centavos:
        return "Nada muda no envio de hoje"
    partes = []
    if clientes:
        partes.append(f"{_sinal(clientes)}{frases.quantos(abs(clientes), 'cliente', 'clientes')}")
    if centavos:
        partes.append(f"{_sinal(centavos)}{em_reais(abs(centavos))}")
    return f"{' e '.join(partes)} em relação ao gravado"


def _sinal(diferenca: int) -> str:
    return "+" if diferenca > 0 else "−"
