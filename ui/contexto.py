"""O que todas as telas recebem: ambiente, data de referência, preferências e o sinal de que algo mudou."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from regras.parametros import ParametrosAviso
from regras.selecao import Motivo
from ui.preferencias import Preferencias
from ui.trabalho import Trabalho

if TYPE_CHECKING:
    from envio.ambiente import Ambiente
    from modelos.acesso.conexao import Base


MUDOU_POR_FORA = "Outro programa gravou na base depois destes números."


class Assunto(StrEnum):
    """Do que uma gravação mexeu; cada tela relê só o que mostra."""

    EMPRESA = "empresa"
    CLIENTES = "clientes"
    CONTATOS = "contatos"
    DEBITOS = "debitos"
    PARAMETROS = "parametros"
    AVISOS = "avisos"
    CONTAS_EMAIL = "contas_email"
    CONTAS_COBRANCA = "contas_cobranca"
    MENSAGENS = "mensagens"
    GRUPOS = "grupos"
    SITUACOES = "situacoes"
    FERIADOS = "feriados"
    DEVOLVIDOS = "devolvidos"
    PEDIDOS = "pedidos"
    NOTAS = "notas"
    COPIAS = "copias"
    FECHAMENTOS = "fechamentos"
    AJUSTES = "ajustes"
    RETORNOS = "retornos"
    PASTAS = "pastas"
    ERP = "erp"


DO_QUE_CHEGA = (
    *(Assunto.EMPRESA, Assunto.CONTAS_COBRANCA, Assunto.CLIENTES, Assunto.CONTATOS, Assunto.DEBITOS),
    *(Assunto.GRUPOS, Assunto.SITUACOES, Assunto.PEDIDOS, Assunto.NOTAS, Assunto.RETORNOS, Assunto.PASTAS),
)
"""Do que uma planilha do ERP, ou um arquivo do banco, mexe."""


@dataclass(frozen=True, slots=True)
class PedidoDePrevia:
    """O que a prévia mostra: parâmetros ainda não gravados (None usa os gravados) e o motivo a filtrar."""

    parametros: ParametrosAviso | None = None
    motivo: Motivo | None = None


class Contexto(QObject):
    """Passado a cada tela no construtor.

    Atributos:
        telas: nomes dos diálogos que a janela sabe abrir; botão de tela que não está aqui não se mostra.
        terminal: o número deste programa entre os terminais.
        espera: enquanto um fechamento espera para tentar os adiados de novo, a frase que diz isso; senão, vazio.

    Sinais:
        mudou(frozenset[Assunto]): algo foi gravado; quem mostra esses assuntos relê da base.
        abrir(str, object): pede à janela que abra a tela registrada com este nome, com um argumento ou None.
        recado(str): frase curta para a barra de estado, por alguns segundos.
        pediu_fechamento(date | None): a guia Fechamento, já à vista, começa a fechar esta data, ou a do campo dela.
        quer_fechar(date): a prévia pede à janela que feche esta data, pelo mesmo caminho do F9.
        quer_restaurar(Path): o operador confirmou trocar a base por esta cópia; a janela fecha e o programa a restaura.
        retirados_mudaram(): o operador tirou ou devolveu clientes de um fechamento.
        mudou_por_fora(): outro programa gravou na base; quem mostra números diz isso e oferece F5.
        talvez_mudou(): outro programa pode ter gravado junto com este; quem mostra números relê calado.
        envio_mudou(): `em_envio` mudou; a janela desabilita o que não vale durante o envio.
    """

    mudou = Signal(object)
    abrir = Signal(str, object)
    recado = Signal(str)
    pediu_fechamento = Signal(object)
    quer_fechar = Signal(object)
    retirados_mudaram = Signal()
    quer_restaurar = Signal(object)
    mudou_por_fora = Signal()
    talvez_mudou = Signal()
    envio_mudou = Signal()

    def __init__(
        self,
        ambiente: Ambiente,
        hoje: Callable[[], date],
        preferencias: Preferencias | None = None,
        terminal: int | None = None,
    ) -> None:
        """Monta o contexto.

        Args:
            ambiente: base, relógio, cofre e transporte.
            hoje: devolve a data local; é função porque o programa pode virar a meia-noite aberto.
            preferencias: ajustes de aparência.
            terminal: o número deste programa em `modelos.base.terminais`.
        """
        super().__init__()
        self.ambiente = ambiente
        self.hoje = hoje
        self.preferencias = preferencias or Preferencias()
        self.terminal = terminal
        self.telas: frozenset[str] = frozenset()
        self._em_envio = False
        self._retirados: dict[date, frozenset[str]] = {}
        self.espera = ""

    @property
    def em_envio(self) -> bool:
        """Diz se há um envio em curso: ESC não faz nada e as outras guias ficam desabilitadas."""
        return self._em_envio

    def marcar_envio(self, em_curso: bool) -> None:
        """A guia Fechamento chama ao começar e ao terminar um envio."""
        if em_curso != self._em_envio:
            self._em_envio = em_curso
            self.envio_mudou.emit()

    def retirados(self, data: date) -> frozenset[str]:
        """Os clientes que o operador tirou do fechamento desta data, nesta sessão."""
        return self._retirados.get(data, frozenset())

    def retirar(self, data: date, clientes: Iterable[str]) -> None:
        """Troca quem está fora do fechamento desta data; vazio devolve todos."""
        novos = frozenset(clientes)
        if novos != self.retirados(data):
            self._retirados[data] = novos
            self.retirados_mudaram.emit()

    @property
    def base(self) -> Base:
        """A base aberta."""
        return self.ambiente.base

    def agora(self) -> datetime:
        """O instante atual, em UTC."""
        return self.ambiente.agora()

    def avisar(self, *assuntos: Assunto) -> None:
        """Diz a todas as telas que estes assuntos mudaram; chame depois de gravar."""
        self.mudou.emit(frozenset(assuntos))

    def reler_tudo(self) -> None:
        """F5: tudo o que está à vista relê da base, para dois lugares não mostrarem números de instantes diferentes."""
        self.avisar(*Assunto)

    def ouvir(self, dono: QObject, acao: Callable[[], object], *assuntos: Assunto) -> None:
        """Chama a ação quando um destes assuntos muda, enquanto o dono viver."""
        self.mudou.connect(_Ouvinte(dono, acao, frozenset(assuntos)).ao_mudar)

    def trabalhar(self, gerador: Callable[[], Iterable[object]]) -> Trabalho:
        """Cria um `Trabalho` com a conexão desta base; falta ligar os sinais e chamar `iniciar()`."""
        return Trabalho(gerador, self.base)

    def calcular(self, funcao: Callable[[], object]) -> Trabalho:
        """Cria um `Trabalho` de um resultado só, que sai em `evento`."""
        return Trabalho.de_funcao(funcao, self.base)


class _Ouvinte(QObject):
    """Quem espera um assunto; a ligação acaba com o dono."""

    def __init__(self, dono: QObject, acao: Callable[[], object], assuntos: frozenset[Assunto]) -> None:
        super().__init__(dono)
        self._acao, self._assuntos = acao, assuntos

    def ao_mudar(self, mudaram: frozenset[Assunto]) -> None:
        """Chama a ação, se mudou algo do que se espera."""
        if self._assuntos & mudaram:
            self._acao()


def em_hora_local(instante: datetime) -> datetime:
    """Converte um instante UTC para a hora local da máquina, para mostrar."""
    com_fuso = instante if instante.tzinfo else instante.replace(tzinfo=UTC)
    return com_fuso.astimezone()
