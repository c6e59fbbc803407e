"""O diário segue a base: dois usuários, a cópia para experimentar, e o diário que some (regras.md §6.6 e §6.7).

Cada usuário é uma pasta de dados; a base, a pasta dela e o correio são os mesmos.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.entrega import conciliacao
from envio.entrega.conciliacao import Destravada
from envio.fechamento import fechamento
from modelos.acesso import locais
from modelos.avisos import autorizacao, diario_conferido
from modelos.avisos import leitura as avisos
from modelos.base import copias
from modelos.base.abertura import abrir
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Estado
from regras.base_travada import Como, PorQue, Quebra
from regras.cadastro import Cliente, Empresa
from regras.debito import Debito
from regras.erros import AmbienteIndisponivel, DadoInvalido
from regras.parametros import ParametrosAviso
from tests.envio.correio_falso import CONTA, CorreioFalso

HOJE = date(2026, 11, 24)
AGORA = datetime(2026, 11, 24, 20, tzinfo=UTC)


class Cena:
    """Uma base com três clientes a avisar, e quem a usa."""

    def __init__(self, pasta: Path, correio: CorreioFalso, troca: pytest.MonkeyPatch) -> None:
        self.pasta = pasta
        self.base = pasta / "comum" / "base.db"
        self.correio = correio
        self._troca = troca
        self.usuario("ana")
        with abrir(self.base):
            empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
            contas_email.gravar(CONTA)
            parametros.gravar(ParametrosAviso(habilitado=True))
            for n in range(1, 4):
                clientes.gravar(Cliente(f"C{n}", f"Cliente {n}", email=f"a{n}@example.com"))
                debitos.gravar(Debito(f"C{n}", "1", "1", HOJE - timedelta(days=9), 100_00, 100_00))

    def usuario(self, quem: str) -> None:
        self._troca.setattr(locais, "pasta_de_dados", lambda: self.pasta / "dados" / quem)

    @contextmanager
    def aberta(self, base: Path | None = None, correio: CorreioFalso | None = None) -> Iterator[Ambiente]:
        with abrir(base or self.base) as aberta:
            usado = correio or self.correio
            yield Ambiente(aberta, lambda: AGORA, CofreEmMemoria(), lambda _conta, _senha: usado)

    def fechar(self, base: Path | None = None, correio: CorreioFalso | None = None, dias: int = 0) -> None:
        with self.aberta(base, correio) as ambiente:
            list(fechamento.executar(HOJE + timedelta(days=dias), ambiente))

    def destravar(self, base: Path | None = None, como: Como | None = None) -> Destravada | None:
        with self.aberta(base) as ambiente:
            return conciliacao.destravar(ambiente, como)

    def copiar(self) -> Path:
        with self.aberta() as ambiente:
            return copias.copiar(ambiente.base, self.pasta / "copias", AGORA).arquivo

    def levar(self, destino: str = "outra") -> Path:
        """Só a base, sem o diário, para outra pasta."""
        (self.pasta / destino).mkdir()
        return Path(shutil.copyfile(self.base, self.pasta / destino / "base.db"))

    def diario(self) -> Path:
        (achado,) = self.base.parent.glob("*.diario-*.jsonl")
        return achado

    def estados(self, base: Path | None = None) -> dict[str, Estado]:
        with self.aberta(base):
            return {aviso.cliente: aviso.estado for aviso in avisos.listar()}

    def recebidos(self) -> int:
        return len(self.correio.entregues)


@pytest.fixture
def cena(tmp_path: Path, correio: CorreioFalso, monkeypatch: pytest.MonkeyPatch) -> Cena:
    """A base de Ana, na pasta comum."""
    return Cena(tmp_path, correio, monkeypatch)


ENVIADOS = {"C1": Estado.ENVIADO, "C2": Estado.ENVIADO, "C3": Estado.ENVIADO}


def test_um_fecha_o_outro_restaura_destrava_e_fecha_e_nada_repete(cena: Cena) -> None:
    copia = cena.copiar()
    cena.fechar()
    cena.usuario("rui")
    copias.restaurar(copia, cena.base, AGORA)
    feita = cena.destravar()
    assert feita is not None
    assert (feita.bloqueio.por_que, feita.bloqueio.quebra, feita.como) == (PorQue.RESTAURADA, None, Como.VERDADEIRA)
    cena.fechar()
    assert (cena.recebidos(), cena.estados()) == (3, ENVIADOS)
    cena.usuario("ana")
    cena.fechar()
    assert cena.recebidos() == 3


def test_os_dois_enviam_pela_mesma_base_com_um_diario_so(cena: Cena) -> None:
    cena.fechar()
    cena.usuario("rui")
    with pytest.raises(DadoInvalido, match="--como"):
        cena.destravar()
    cena.destravar(como=Como.VERDADEIRA)
    cena.fechar(dias=5)
    cena.usuario("ana")
    cena.fechar(dias=10)
    assert cena.recebidos() == 9
    copia = locais.copia_do_diario(cena.diario().name.split("diario-")[1].removesuffix(".jsonl"))
    assert copia.read_bytes() == cena.diario().read_bytes()


def test_copia_para_experimentar_e_outra_base_e_nao_conta_na_verdadeira(cena: Cena) -> None:
    copiada, teste = cena.levar(), CorreioFalso()
    feita = cena.destravar(copiada, Como.COPIA)
    assert feita is not None
    assert feita.como is Como.COPIA
    cena.fechar(copiada, teste)
    assert (len(teste.entregues), cena.recebidos()) == (3, 0)
    cena.fechar()
    assert (cena.recebidos(), cena.estados()) == (3, ENVIADOS)
    cena.fechar(copiada, teste, dias=5)
    cena.fechar(dias=5)
    assert (len(teste.entregues), cena.recebidos()) == (6, 6)
    assert cena.destravar() is None


def test_a_copia_leva_o_que_a_base_sabia_e_nada_do_que_a_verdadeira_envia_depois(cena: Cena) -> None:
    cena.fechar()
    copiada, teste = cena.levar(), CorreioFalso()
    cena.destravar(copiada, Como.COPIA)
    cena.fechar(dias=5)
    assert cena.estados(copiada) == ENVIADOS
    cena.fechar(copiada, teste, dias=5)
    assert len(teste.entregues) == 3


def test_movida_sem_o_diario_toma_o_lugar_com_a_copia_dele_e_nada_repete(cena: Cena) -> None:
    antiga = Path(shutil.copyfile(cena.base, cena.pasta / "antes.db"))
    cena.fechar()
    (cena.pasta / "outra").mkdir()
    movida = Path(shutil.move(antiga, cena.pasta / "outra" / "base.db"))
    with pytest.raises(AmbienteIndisponivel, match="primeira vez"):
        cena.fechar(movida)
    with pytest.raises(DadoInvalido, match="não existe mais"):
        cena.destravar(movida)
    feita = cena.destravar(movida, Como.VERDADEIRA)
    assert feita is not None
    assert feita.bloqueio.quebra is Quebra.FALTA
    cena.fechar(movida)
    assert (cena.recebidos(), cena.estados(movida)) == (3, ENVIADOS)
    with pytest.raises(AmbienteIndisponivel, match="outra base tomou o lugar desta"):
        cena.fechar(dias=1)
    assert cena.recebidos() == 3


def estragar_apagar(diario: Path) -> None:
    diario.unlink()


def estragar_esvaziar(diario: Path) -> None:
    diario.write_bytes(b"")


def estragar_encurtar(diario: Path) -> None:
    diario.write_bytes(b"".join(diario.read_bytes().splitlines(keepends=True)[:3]))


def estragar_alterar(diario: Path) -> None:
    diario.write_text(diario.read_text().replace('"cliente":"C2"', '"cliente":"C9"', 1))


def estragar_arrancar(diario: Path) -> None:
    linhas = diario.read_bytes().splitlines(keepends=True)
    diario.write_bytes(b"".join(linhas[:2] + linhas[3:]))


@pytest.mark.parametrize("sem_copia", [False, True])
@pytest.mark.parametrize(
    ("estragar", "quebra"),
    [
        (estragar_apagar, Quebra.FALTA),
        (estragar_esvaziar, Quebra.VAZIO),
        (estragar_encurtar, Quebra.ENCURTADO),
        (estragar_alterar, Quebra.ALTERADO),
        (estragar_arrancar, Quebra.ALTERADO),
    ],
)
def test_diario_que_nao_e_mais_o_mesmo_trava_diz_e_volta(
    cena: Cena, estragar: Callable[[Path], None], quebra: Quebra, *, sem_copia: bool
) -> None:
    cena.fechar()
    inteiro = cena.diario().read_bytes()
    if sem_copia:
        shutil.rmtree(cena.pasta / "dados" / "ana")
        cena.usuario("ana")
        cena.destravar(como=Como.VERDADEIRA)
        locais.copia_do_diario("").parent.joinpath("x").touch()
        for copia in (cena.pasta / "dados" / "ana").glob("*.jsonl"):
            copia.unlink()
    caminho = cena.diario()
    guardado = caminho.read_bytes()
    assert guardado.startswith(inteiro)
    estragar(caminho)
    with pytest.raises(AmbienteIndisponivel, match="receber o aviso de novo") as erro:
        cena.fechar(dias=1)
    assert "destravar" in erro.value.no_terminal
    with cena.aberta():
        assert fechamento.planejar(HOJE + timedelta(days=5)).avisos
        bloqueio = autorizacao.travada()
        assert bloqueio is not None
        assert (bloqueio.por_que, bloqueio.quebra) == (PorQue.DIARIO, quebra)
    # O diário de volta destrava sozinho: nada falta.
    caminho.write_bytes(guardado)
    cena.fechar(dias=1)
    estragar(caminho)
    feita = cena.destravar()
    assert feita is not None
    assert feita.bloqueio.quebra is quebra
    cena.fechar(dias=1)
    assert cena.recebidos() == 3
    cena.fechar(dias=5)
    assert (cena.recebidos(), cena.destravar()) == (6, None)


def test_base_e_diario_que_voltam_juntos_sao_denunciados_pela_copia_de_quem_enviou(cena: Cena) -> None:
    cena.fechar()
    juntos = [(arquivo, arquivo.read_bytes()) for arquivo in cena.base.parent.iterdir() if arquivo.is_file()]
    cena.fechar(dias=5)
    for arquivo, bytes_ in juntos:
        arquivo.write_bytes(bytes_)
    with pytest.raises(AmbienteIndisponivel, match="voltaram juntos"):
        cena.fechar(dias=5)
    cena.destravar()
    cena.fechar(dias=5)
    assert cena.recebidos() == 6


def test_linha_cortada_por_queda_no_fim_nao_trava(cena: Cena) -> None:
    cena.fechar()
    with cena.diario().open("ab") as diario:
        diario.write(cena.diario().read_bytes()[:200])
    cena.fechar(dias=5)
    assert (cena.recebidos(), cena.destravar()) == (6, None)


def test_restaurar_troca_a_base_e_nunca_o_diario_ao_lado(cena: Cena) -> None:
    copia = cena.copiar()
    cena.fechar()
    antes = cena.diario().read_bytes()
    copias.restaurar(copia, cena.base, AGORA)
    assert cena.diario().read_bytes() == antes


def test_restaurada_e_sem_diario_diz_as_duas_coisas(cena: Cena) -> None:
    cena.fechar()
    copia = cena.copiar()
    cena.diario().unlink()
    copias.restaurar(copia, cena.base, AGORA)
    with pytest.raises(AmbienteIndisponivel, match=r"restaurada .* e o diário de envios .* não existe mais"):
        cena.fechar()


def test_quem_perdeu_a_posse_no_meio_nao_escreve_por_cima(cena: Cena) -> None:
    """O processo parado volta depois que outro assumiu: o diário guarda o desfecho dele, e a base não muda por ele."""

    def outro_assume(_envelope: object) -> object:
        diario_conferido.tomar_posse()
        cena.correio.transmitir = transmitir  # type: ignore[method-assign]
        return transmitir(_envelope)  # type: ignore[arg-type]

    transmitir = cena.correio.transmitir
    cena.correio.transmitir = outro_assume  # type: ignore[method-assign,assignment]
    with pytest.raises(AmbienteIndisponivel, match="Outro processo passou a enviar"):
        cena.fechar()
    assert cena.recebidos() == 1
    assert cena.estados()["C1"] is Estado.ENVIANDO
    cena.fechar()
    assert (cena.recebidos(), cena.estados()) == (3, ENVIADOS)


def test_terminal_aberto_enquanto_a_base_virava_copia_nao_envia(cena: Cena) -> None:
    with cena.aberta() as ambiente:
        autorizacao.virar_copia()
        with pytest.raises(AmbienteIndisponivel, match="declarada cópia"):
            list(fechamento.executar(HOJE, ambiente))
    assert cena.recebidos() == 0


def test_so_a_travada_vira_copia(cena: Cena) -> None:
    with pytest.raises(DadoInvalido, match="não está travada"):
        cena.destravar(como=Como.COPIA)
    assert cena.destravar(como=Como.VERDADEIRA) is None
