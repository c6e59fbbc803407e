"""Qualquer ordem de importações, retornos e decisões: pago pelo banco nunca é avisado, e nada some calado."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from envio.fechamento import fechamento
from envio.retorno.decisao import resolver
from envio.retorno.leitura import ler
from modelos.base.abertura import abrir
from modelos.contas import contas_cobranca
from modelos.importacao.importador import importar
from modelos.importacao.resultado import Tipo
from modelos.retorno import arquivos, decisoes
from regras.apontamento import TipoDeApontamento
from regras.cadastro import ContaCobranca
from regras.parametros import ParametrosAviso
from regras.retorno.arquivo import Decisao, DecisaoTomada, EstadoDoRetorno
from regras.retorno.titulo import Motivo, Resultado
from tests.base_copiada import criar_nova
from tests.exemplos.retorno_feito import HOJE, arquivo, titulo
from tests.modelos.exemplos import EM, gravar_cliente

NUMEROS = (1, 2, 3)
COLUNAS = "cliente;documento;parcela;vencimento;valor;saldo;pago_em;conta_cobranca;nosso_numero\n"
RAZOES = {TipoDeApontamento.RETIDO, TipoDeApontamento.RETORNO_ATRASADO, TipoDeApontamento.RENEGOCIADO}


@dataclass
class Mundo:
    """O que o ERP e o banco disseram, contado à parte da base."""

    pasta: Path
    erp: dict[int, tuple[int, bool]] = field(default_factory=dict)
    conteudos: list[bytes] = field(default_factory=list)
    nomes: Iterator[int] = field(default_factory=count)
    retidos: dict[tuple[int, int], int] = field(default_factory=dict)

    def importar(self, saldos: dict[int, int], *, ausentes: bool) -> None:
        linhas = [
            f"{1 + numero % 2:03d};{numero};1;{HOJE - timedelta(days=10):%d/%m/%Y};150,00;{saldo},00;"
            f"{'24/11/2026' if not saldo else ''};1;{numero}\n"
            for numero, saldo in saldos.items()
        ]
        caminho = self.pasta / "debitos.csv"
        caminho.write_text(COLUNAS + "".join(linhas), encoding="utf-8")
        (feito,) = importar({Tipo.DEBITOS: caminho}, ausentes_baixar=ausentes, confirmado=True, em=EM)
        assert feito.erro is None
        antes = dict(self.erp)
        if ausentes:
            self.erp = {numero: (saldo, pago or numero not in saldos) for numero, (saldo, pago) in self.erp.items()}
        self.erp |= {numero: (saldo, not saldo) for numero, saldo in saldos.items()}
        mudados = {numero for numero, estado in self.erp.items() if antes.get(numero) != estado}
        self.retidos = {onde: numero for onde, numero in self.retidos.items() if numero not in mudados}

    def ler(self, octetos: bytes) -> None:
        self.conteudos.append(octetos)
        caminho = self.pasta / f"{next(self.nomes)}.ret"
        caminho.write_bytes(octetos)
        (lido,) = ler([caminho], EM, HOJE)
        assert lido.erro is None
        for item in lido.itens:
            de_dinheiro = item.motivo is not Motivo.OCORRENCIA_DESCONHECIDA or item.valor_pago_centavos
            if lido.retorno and item.resultado is Resultado.A_CONFERIR and item.debito and de_dinheiro:
                self.retidos[lido.retorno.id or 0, item.linha] = int(item.debito[1])

    def conferir(self) -> None:
        """Os avisos do dia: ninguém pago, e quem está em aberto vai ou tem a razão dita."""
        plano = fechamento.planejar(HOJE, parametros=ParametrosAviso(habilitado=True), mesmo_desabilitado=True)
        avisados = {int(debito.documento) for aviso in plano.avisos for debito in aviso.debitos}
        apontados = {int(item.documento or 0) for item in plano.apontamentos if item.tipo in RAZOES}
        em_aberto = {numero for numero, (saldo, pago) in self.erp.items() if saldo and not pago}
        baixados: set[int] = set()
        retidos: set[int] = set()
        for retorno, _ in arquivos.listar():
            if retorno.estado is EstadoDoRetorno.LIDO:
                itens = arquivos.itens(retorno.id or 0)
                retidos |= {
                    self.retidos[retorno.id or 0, item.linha]
                    for item in itens
                    if item.resultado is Resultado.A_CONFERIR and (retorno.id or 0, item.linha) in self.retidos
                }
                baixados |= {int(i.debito[1]) for i in itens if i.debito and i.resultado is Resultado.BAIXADO}
        assert not avisados & (baixados | retidos)
        assert avisados <= em_aberto
        assert em_aberto - baixados <= avisados | apontados
        assert not avisados & apontados


SALDOS = st.dictionaries(st.sampled_from(NUMEROS), st.sampled_from([0, 100, 150, 150]), min_size=1)
TITULOS = st.lists(
    st.builds(
        titulo,
        st.sampled_from([*NUMEROS, 9]),
        st.sampled_from([15000, 15000, 14000, 0]),
        ocorrencia=st.sampled_from(["06", "06", "06", "02", "09", "45", "99"]),
        em=st.sampled_from([HOJE, HOJE - timedelta(days=1), None]),
    ),
    max_size=3,
)
PASSOS = st.one_of(
    st.tuples(st.just("importar"), SALDOS, st.booleans()),
    st.tuples(st.just("ler"), TITULOS, st.tuples(st.sampled_from([0, 0, 5]), st.booleans())),
    st.tuples(st.just("reler"), st.integers(0, 5), st.none()),
    st.tuples(st.just("desfazer"), st.integers(1, 5), st.none()),
    st.tuples(st.just("resolver"), st.integers(1, 5), st.tuples(st.integers(3, 8), st.sampled_from(list(Decisao)))),
)


@contextmanager
def _mundo() -> Iterator[Mundo]:
    with tempfile.TemporaryDirectory() as temporaria:
        pasta = Path(temporaria)
        criar_nova(pasta / "base.db")
        with abrir(pasta / "base.db"):
            for codigo in ("001", "002"):
                gravar_cliente(codigo)
            contas_cobranca.gravar(ContaCobranca("1", "237", "09", agencia="1234", conta="55501"))
            yield Mundo(pasta)


def _dar(mundo: Mundo, passo: tuple[object, ...]) -> None:
    match passo:
        case ("importar", dict() as saldos, bool() as ausentes):
            mundo.importar(saldos, ausentes=ausentes)
        case ("ler", list() as titulos, (int() as atraso, bool() as fecha)):
            gerado: date = HOJE - timedelta(days=atraso)
            mundo.ler(arquivo(*titulos, gerado=gerado, sequencia=300 + len(mundo.conteudos), fecha=fecha or not atraso))
        case ("reler", int() as qual, None) if mundo.conteudos:
            mundo.ler(mundo.conteudos[qual % len(mundo.conteudos)])
        case ("desfazer", int() as numero, None):
            lidos = {r.id for r, _ in arquivos.listar() if r.estado is EstadoDoRetorno.LIDO}
            if numero in lidos:
                decisoes.desfazer(numero, EM)
        case ("resolver", int() as numero, (int() as linha, Decisao() as decisao)):
            itens = {item.linha: item for item in arquivos.itens(numero)}
            lidos = {r.id for r, _ in arquivos.listar() if r.estado is EstadoDoRetorno.LIDO}
            if numero in lidos and linha in itens and itens[linha].debito:
                resolver(numero, linha, DecisaoTomada(decisao, EM), HOJE)


@settings(max_examples=8, deadline=None)
@given(st.lists(PASSOS, min_size=2, max_size=8))
def test_pago_pelo_banco_nunca_e_avisado_e_nada_some_calado(passos: list[tuple[object, ...]]) -> None:
    with _mundo() as mundo:
        mundo.importar(dict.fromkeys(NUMEROS, 150), ausentes=False)
        for passo in passos:
            _dar(mundo, passo)
            mundo.conferir()
