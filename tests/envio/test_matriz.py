"""A matriz de falhas: cada fase da conversa × cada modo de falhar, do fechamento ao diário (email.md §1 e §2).

Cada célula fecha um dia de dois clientes com um servidor que falha no primeiro e depois sara; o segundo diz se o lote
parou. Fecha-se então de novo, com um são: ninguém fica sem o aviso por falha passageira, e nada é aceito duas vezes.
"""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.smtp import TransporteSMTP
from envio.correio.transporte import Credencial, Envelope, Resposta
from envio.entrega import conciliacao
from envio.eventos import Aguardar, Compasso, LoteParado, Tratado
from envio.fechamento import fechamento
from envio.rede.conexao import Conexao, Esperas
from modelos.avisos import leitura as avisos
from modelos.avisos.diario_conferido import Marco
from modelos.base.abertura import Base, abrir
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from regras.aviso import Aviso, Estado
from regras.cadastro import Cliente, ContaEmail, Empresa, Seguranca
from regras.debito import Debito
from regras.envio.diario import Etapa
from regras.parametros import ParametrosAviso
from tests.base_copiada import copiar_de
from tests.envio.servidores import CAIR, CALAR, DEMORAR, PARAR, PINGAR, Passo, Roteiro, ServidorRoteirizado
from tests.modelos.exemplos import EM, HOJE, dia

SENHA, CERTO = "s3nh4-da-matriz", b"250 2.0.0 certo\r\n"
SAO: Roteiro = {"EHLO": b"250-roteiro\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"}
CURTA_S = 0.1
FOLGADAS = Esperas(conexao=60, resposta=60, data=60, bloco=60, ponto=60, despedida=CURTA_S)

DESFECHOS = """
nome       aviso      lote   conta     aceitas
enviado    enviado    segue  livre     1
adiado     adiado     segue  livre     0
descansa   adiado     para   pausa     0
operador   adiado     para   operador  0
recusado   recusado   segue  livre     0
dúvida     em_duvida  segue  livre     1
engano     em_duvida  segue  livre     0
"""
"""O que cada nome quer dizer para o primeiro aviso; parado o lote, o segundo fica adiado. `aceitas` são as que o
servidor tomou para si: na dúvida supõe-se o pior. O engano é a dúvida de quem não foi lido; de cá não se distingue.
"""

MATRIZ = """
fase        4xx       5xx       queda     silêncio  lixo      lentidão  sem_fim
CONEXAO     -         -         adiado    adiado    -         -         -
SAUDACAO    descansa  operador  adiado    adiado    adiado    enviado   adiado
EHLO        descansa  operador  adiado    adiado    adiado    enviado   adiado
STARTTLS    descansa  operador  adiado    adiado    adiado    enviado   adiado
NEGOCIACAO  adiado    adiado    adiado    adiado    adiado    enviado   adiado
EHLO_2      descansa  operador  adiado    adiado    adiado    enviado   adiado
AUTH        descansa  operador  adiado    adiado    adiado    enviado   adiado
MAIL        adiado    operador  adiado    adiado    adiado    enviado   adiado
RCPT        adiado    recusado  adiado    adiado    adiado    enviado   adiado
DATA        adiado    recusado  adiado    adiado    adiado    enviado   adiado
CORPO       adiado    recusado  adiado    adiado    adiado    enviado   adiado
PONTO       adiado    recusado  adiado    engano    adiado    enviado   adiado
RESPOSTA    adiado    recusado  dúvida    dúvida    dúvida    enviado   dúvida
QUIT        enviado   enviado   enviado   enviado   enviado   enviado   enviado
"""
"""O desfecho de cada célula; `-` onde o modo não existe: antes da saudação o servidor não tem como falar.

CONEXAO é a porta fechada (queda) e a que não completa a ligação (silêncio). NEGOCIACAO é o TLS depois do 220, e EHLO_2
o EHLO por dentro dele. PONTO é o servidor agir depois de ler o corpo inteiro e antes de ler o ponto; RESPOSTA, depois
de ler o ponto. Sem fim é responder uma linha a cada instante, sem nunca acabar.
"""

MOMENTOS = {"PONTO": "FIM_DO_CORPO", "RESPOSTA": "PONTO", "EHLO_2": "EHLO"}
"""Como o roteiro chama as fases que não têm o nome do momento."""

RESPOSTAS = {
    "SAUDACAO": (b"450 4.3.0 agora nao\r\n", b"554 5.7.1 desta rede nao\r\n"),
    "STARTTLS": (b"454 4.7.0 TLS indisponivel\r\n", b"501 5.5.4 nao entendi\r\n"),
    "AUTH": (b"454 4.7.0 login indisponivel\r\n", b"535 5.7.8 nao confere\r\n"),
    "MAIL": (b"451 4.3.0 agora nao\r\n", b"550 5.1.8 remetente nao\r\n"),
    "RCPT": (b"450 4.7.1 lista cinza\r\n", b"550 5.1.1 inexistente\r\n"),
    "RESPOSTA": (b"451 4.3.0 agora nao\r\n", b"550 5.7.1 conteudo\r\n"),
}
COMUNS = (b"451 4.3.0 agora nao\r\n", b"554 5.6.0 assim nao\r\n")
LIXO = b"HTTP/1.1 400 Bad Request\r\n"

ENCURTADA = {
    "CONEXAO": "conexao",
    "NEGOCIACAO": "conexao",
    "DATA": "data",
    "CORPO": "bloco",
    "PONTO": "ponto",
    "RESPOSTA": "ponto",
    "QUIT": "despedida",
}
"""A espera que se esgota em cada fase; nas outras, a de resposta. Só ela é curta: nenhuma outra pode vencer antes."""


class Desfecho(NamedTuple):
    """No que deu o primeiro aviso do fechamento em que o servidor falhou; `conta` é livre, pausa ou operador."""

    estado: Estado
    parou: bool
    conta: str
    aceitas: int


@dataclass(frozen=True, slots=True)
class Celula:
    """Um modo de falhar numa fase, e o que se espera."""

    fase: str
    modo: str
    desfecho: Desfecho

    @property
    def momento(self) -> str:
        """O nome da fase no roteiro."""
        return MOMENTOS.get(self.fase, self.fase)

    @property
    def espera_o_ato(self) -> bool:
        """O servidor age enquanto o cliente escreve: o ponto só pode ser dado depois, ou a célula seria uma corrida."""
        return self.fase in {"CORPO", "PONTO"} and self.modo != "lentidão"

    def roteiro(self) -> Roteiro:
        """O do servidor que falha nesta célula."""
        if self.fase == "NEGOCIACAO" and self.modo in {"4xx", "5xx", "lixo"}:
            return SAO | {"OLA_TLS": self._passo()}
        antes: list[Passo] = [self._certo()] if self.fase == "EHLO_2" else []
        return SAO | {self.momento: [*antes, self._passo()]}

    def _passo(self) -> Passo:
        """O que o servidor faz."""
        passageira, definitiva = RESPOSTAS.get(self.fase, COMUNS)
        # Dada antes da hora, a resposta só é certa se vier com o desligamento, como nos servidores de verdade.
        na_hora = self.fase not in {"NEGOCIACAO", "CORPO", "PONTO"}
        return {
            "4xx": passageira if na_hora else (passageira, CAIR),
            "5xx": definitiva if na_hora else (definitiva, CAIR),
            # Um RST logo ao aceitar pode chegar ainda durante o connect; na saudação encerra no meio da resposta.
            "queda": (b"2", CAIR) if self.fase == "SAUDACAO" else CAIR,
            "silêncio": PARAR if self.fase in {"CORPO", "PONTO"} else CALAR,
            "lixo": LIXO if na_hora else (LIXO, CAIR),
            "lentidão": (self._certo(), DEMORAR),
            "sem_fim": PINGAR,
        }[self.modo]

    def _certo(self) -> bytes:
        """A resposta de um servidor são neste momento."""
        padrao = SAO.get(self.momento) or ServidorRoteirizado.PADRAO.get(self.momento, CERTO)
        assert isinstance(padrao, bytes)
        return padrao

    def esperas(self) -> Esperas:
        """Folgadas, menos a que esta célula esgota."""
        if self.modo not in {"silêncio", "sem_fim"}:
            return FOLGADAS
        # Quem não cala no corpo deixa escrever, e só se descobre ao conferir se já respondeu.
        corpo_lido = self.modo == "sem_fim" and self.fase in {"CORPO", "PONTO"}
        return replace(FOLGADAS, **{"resposta" if corpo_lido else ENCURTADA.get(self.fase, "resposta"): CURTA_S})


def ler_tabela(tabela: str) -> dict[str, dict[str, str]]:
    """As linhas pelo primeiro nome; cada uma, os valores pelo título da coluna."""
    titulos, *linhas = (linha.split() for linha in tabela.strip().splitlines())
    return {nome: dict(zip(titulos[1:], valores, strict=True)) for nome, *valores in linhas}


def celulas() -> Iterator[Celula]:
    """As da matriz, menos as que não existem."""
    desfechos = {
        nome: Desfecho(Estado(linha["aviso"]), linha["lote"] == "para", linha["conta"], int(linha["aceitas"]))
        for nome, linha in ler_tabela(DESFECHOS).items()
    }
    for fase, linha in ler_tabela(MATRIZ).items():
        yield from (Celula(fase, modo, desfechos[nome]) for modo, nome in linha.items() if nome != "-")


class SessaoDaCelula(TransporteSMTP):
    """A sessão de verdade, com as esperas e o endereço da célula até o primeiro aviso ter desfecho."""

    servidor: ServidorRoteirizado
    espera_o_ato = False

    def transmitir(self, envelope: Envelope) -> Resposta:
        if self.espera_o_ato:
            assert self.servidor.agiu.wait(5)
        return super().transmitir(envelope)

    def sarar(self, conta: ContaEmail) -> None:
        self._conta, self._esperas = conta, FOLGADAS


@pytest.fixture(scope="module")
def modelo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dois clientes com um endereço e um vencido cada, montados uma vez só."""
    caminho = tmp_path_factory.mktemp("matriz") / "modelo.db"
    with abrir(caminho):
        empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
        parametros.gravar(ParametrosAviso(habilitado=True))
        for n in (1, 2):
            clientes.gravar(Cliente(f"C{n}", f"Cliente {n}", email=f"a{n}@example.com"))
            debitos.gravar(Debito(f"C{n}", "1", "1", dia(-9), 100_00, 100_00))
    return caminho


@pytest.fixture
def base(modelo: Path, tmp_path: Path) -> Iterator[Base]:
    """Uma cópia do modelo, como outra base, com o diário ainda por nascer."""
    with abrir(copiar_de(modelo, tmp_path / "base.db")) as aberta:
        yield aberta


@pytest.fixture(scope="module")
def so_nesta_autoridade(autoridade: trustme.CA) -> ssl.SSLContext:
    """Confere nome e cadeia só pela autoridade de teste: as do sistema custam 20 ms a cada conexão."""
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    autoridade.configure_trust(contexto)
    return contexto


Servir = Callable[[Roteiro], ServidorRoteirizado]


@pytest.fixture
def servir(certificado_do_servidor: ssl.SSLContext) -> Iterator[Servir]:
    """Abre servidores com STARTTLS que seguem o roteiro; fecha todos no fim."""
    with ExitStack() as abertos:

        def servir_um(roteiro: Roteiro) -> ServidorRoteirizado:
            servidor = ServidorRoteirizado(roteiro, tls=certificado_do_servidor)
            abertos.callback(servidor.fechar)
            contas_email.gravar(conta_de(servidor))
            return servidor

        yield servir_um


def conta_de(servidor: ServidorRoteirizado) -> ContaEmail:
    return servidor.conta(seguranca=Seguranca.STARTTLS, usuario="cob")


def ambiente_de(
    base: Base, abrir_transporte: Callable[[ContaEmail, Credencial], TransporteSMTP] = TransporteSMTP
) -> Ambiente:
    return Ambiente(base, lambda: EM, CofreEmMemoria(), abrir_transporte)


def fechar_doente(
    base: Base, servidor: ServidorRoteirizado, confia: ssl.SSLContext, celula: Celula
) -> tuple[bool, str, int]:
    """Fecha o dia até a primeira espera dos adiados; o servidor sara quando o primeiro aviso tem desfecho.

    Devolve se o lote parou, como ficou a conta e quantas mensagens do primeiro aviso o servidor tomou para si.
    """
    sessoes: list[SessaoDaCelula] = []

    def abrir_transporte(conta: ContaEmail, credencial: Credencial) -> TransporteSMTP:
        porta = portas.enter_context(sem_saida(celula.modo)) if celula.fase == "CONEXAO" else conta.porta
        sessao = SessaoDaCelula(
            replace(conta, porta=porta), credencial, esperas=celula.esperas(), contexto=confia, nome_local="a.exemplo"
        )
        sessao.servidor, sessao.espera_o_ato = servidor, celula.espera_o_ato
        sessoes.append(sessao)
        return sessao

    parou, espera = False, 0.0
    with ExitStack() as portas:
        for evento in fechamento.executar(HOJE, ambiente_de(base, abrir_transporte), senha=SENHA, insistir=True):
            parou |= isinstance(evento, LoteParado)
            if isinstance(evento, Tratado) and evento.aviso.cliente == "C1" and celula.fase != "QUIT":
                servidor.seguir_com(SAO)
                sessoes[0].sarar(conta_de(servidor))
            if isinstance(evento, Aguardar) and not isinstance(evento, Compasso):
                espera = evento.segundos
                break
    conta = "operador" if parou and not espera else "pausa" if espera >= 15 * 60 else "livre"
    return parou, conta, aceitas(servidor).count("C1")


def fechar_sao(base: Base, confia: ssl.SSLContext) -> None:
    def abrir_transporte(conta: ContaEmail, credencial: Credencial) -> TransporteSMTP:
        return TransporteSMTP(conta, credencial, esperas=FOLGADAS, contexto=confia, nome_local="a.exemplo")

    for _ in fechamento.executar(HOJE, ambiente_de(base, abrir_transporte), senha=SENHA):
        continue


@contextmanager
def sem_saida(modo: str) -> Iterator[int]:
    """Uma porta em que não se entra: fechada, ou com a fila de ligações cheia e ninguém que atenda."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as escuta, ExitStack() as fila:
        porta = escuta.getsockname()[1]
        if modo == "queda":
            escuta.close()
        for _ in range(4 if modo == "silêncio" else 0):
            na_fila = fila.enter_context(socket.socket())
            na_fila.setblocking(False)
            na_fila.connect_ex(("127.0.0.1", porta))
        yield porta


def por_cliente() -> dict[str, Aviso]:
    return {aviso.cliente: aviso for aviso in avisos.listar()}


def aceitas(*servidores: ServidorRoteirizado) -> list[str]:
    """O cliente de cada mensagem que os servidores tomaram para si."""
    corpos = [corpo for servidor in servidores for corpo in servidor.aceitos]
    return sorted(next(f"C{n}" for n in (1, 2) if f"a{n}@example.com".encode() in corpo) for corpo in corpos)


def conferir_diario(base: Base, gravados: dict[str, Aviso]) -> None:
    """O diário e a base contam a mesma história: cada ponto anunciado antes de escrito, e o desfecho que ficou."""
    ambiente = ambiente_de(base)
    assert not conciliacao.conciliar(ambiente)
    lido = ambiente.diario().conferir(Marco())
    assert not lido.ilegiveis
    for cliente, aviso in gravados.items():
        linhas = [anotacao for anotacao in lido.anotacoes if anotacao.cliente == cliente]
        assert [linha.etapa for linha in linhas] == [Etapa.TRANSMITINDO, Etapa.DESFECHO] * (len(linhas) // 2)
        assert linhas or aviso.estado in {Estado.ADIADO, Estado.RECUSADO}
        assert not linhas or linhas[-1].estado is aviso.estado


@pytest.mark.parametrize("celula", tuple(celulas()), ids=lambda celula: f"{celula.fase}-{celula.modo}")
def test_a_matriz_de_falhas(  # noqa: PLR0917 - cada um é uma peça da célula
    base: Base,
    servir: Servir,
    so_nesta_autoridade: ssl.SSLContext,
    celula: Celula,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "peewee")  # cada consulta; o que se grava é conferido nos arquivos
    if (celula.fase, celula.modo) == ("CORPO", "silêncio"):
        apertar_soquetes(monkeypatch)
    monkeypatch.setattr("envio.rede.conexao._ESPERA_PENDENTE_S", CURTA_S)
    doente = servir(celula.roteiro())
    obtido = fechar_doente(base, doente, so_nesta_autoridade, celula)
    antes = por_cliente()
    assert (antes["C1"].estado, *obtido) == celula.desfecho, antes["C1"].motivo
    tentado = not celula.desfecho.parou
    assert antes["C2"].estado is (Estado.ENVIADO if tentado else Estado.ADIADO), antes["C2"].motivo
    assert [antes[cliente].tentativas for cliente in ("C1", "C2")] == [1, tentado]
    conferir_diario(base, antes)

    sao = servir(SAO)
    fechar_sao(base, so_nesta_autoridade)
    depois = por_cliente()
    definitivo = celula.desfecho.estado in {Estado.RECUSADO, Estado.EM_DUVIDA}
    fica = celula.desfecho.estado if definitivo else Estado.ENVIADO
    assert [depois[cliente].estado for cliente in ("C1", "C2")] == [fica, Estado.ENVIADO]
    assert aceitas(doente, sao) == ["C1"] * (celula.desfecho.aceitas if definitivo else 1) + ["C2"]
    conferir_diario(base, depois)
    assert SENHA not in caplog.text
    segredos = [ambiente_de(base).diario().caminho, *tmp_path.iterdir()]
    assert all(SENHA.encode() not in arquivo.read_bytes() for arquivo in segredos if arquivo.is_file())


def test_a_matriz_tem_todas_as_fases_e_modos_da_conversa() -> None:
    assert len(tuple(celulas())) == 13 * 7 + 2


def apertar_soquetes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deixa os soquetes tão pequenos que a mensagem não cabe neles: a escrita espera quem não lê."""
    ligar, criar = Conexao.ligar, socket.create_server

    def ligar_apertado(conexao: Conexao) -> None:
        ligar(conexao)
        assert conexao.sock is not None
        conexao.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)

    def criar_apertado(endereco: tuple[str, int]) -> socket.socket:
        escuta = criar(endereco)
        escuta.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        return escuta

    monkeypatch.setattr(Conexao, "ligar", ligar_apertado)
    monkeypatch.setattr(socket, "create_server", criar_apertado)
