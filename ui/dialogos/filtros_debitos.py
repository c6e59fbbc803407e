"""Os filtros da lista de débitos: cliente, em que pé estão, situação e vencimento."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from modelos import situacoes
from regras.debito import Classe, vencimentos_da_classe
from regras.parametros import ParametrosAviso
from ui import frases, tema
from ui.componentes.botao import Link
from ui.componentes.campo_cliente import CampoCliente
from ui.componentes.campo_data import CampoData
from ui.componentes.campo_escolha import CampoEscolha
from ui.componentes.navegacao import Navegacao, focavel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tema import Letra

EM_ABERTO, BAIXADOS, TODOS = "aberto", "baixado", "todos"
_SEM_SITUACAO = "\0"
_ESPERA_MS = 250
_LARGURA_DO_CLIENTE = 330
_NENHUM = date(1, 1, 1)
"""Vencimento que não existe na base: a faixa de uma classe vazia não acha nada."""


@dataclass(frozen=True, slots=True)
class RecorteDeDebitos:
    """O que a lista mostra; é também o argumento de quem pede a tela já num recorte.

    Atributos:
        cliente: código, ou vazio para todos.
        mostrar: `aberto`, `baixado`, `todos`, ou uma `Classe` (que só vale para os em aberto).
        situacao: nome cadastrado, ou None para todas; vazio são os sem situação.
        de: primeiro vencimento.
        ate: último vencimento.
    """

    cliente: str = ""
    mostrar: str = EM_ABERTO
    situacao: str | None = None
    de: date | None = None
    ate: date | None = None

    def em_filtros(self, parametros: ParametrosAviso, hoje: date, feriados: Collection[date]) -> dict[str, str]:
        """Os filtros que `modelos.debitos.pagina` entende, na data de hoje."""
        de, ate, estado = self.de, self.ate, self.mostrar
        if estado not in {EM_ABERTO, BAIXADOS, TODOS}:
            primeiro, ultimo = vencimentos_da_classe(Classe(estado), parametros, hoje, feriados) or (None, _NENHUM)
            de = max(filter(None, (de, primeiro)), default=None)
            ate = min(filter(None, (ate, ultimo)), default=None)
            estado = EM_ABERTO
        filtros = {
            "cliente": self.cliente,
            "estado": "" if estado == TODOS else estado,
            "situacao": self.situacao or "",
            "sem_situacao": "S" if self.situacao == "" else "",
            "vencimento_de": de.isoformat() if de else "",
            "vencimento_ate": ate.isoformat() if ate else "",
        }
        return {nome: valor for nome, valor in filtros.items() if valor}


class FiltrosDeDebitos(QWidget):
    """A faixa de filtros.

    Sinais:
        mudou(): o recorte mudou e vale (não há campo errado).
    """

    mudou = Signal()

    def __init__(self, contexto: Contexto, inicial: RecorteDeDebitos, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._navegacao = Navegacao(self)
        self.cliente = CampoCliente(contexto, vazio=self.tr("todos"))
        self.mostrar = CampoEscolha(_opcoes(), largura=130)
        self.situacao = CampoEscolha(largura=160)
        self.de, self.ate = CampoData(contexto.hoje), CampoData(contexto.hoje)
        self.limpar = Link(self.tr("&Limpar filtros"), icone="desfazer", sublinhado=False)
        self._montar()
        self._listar_situacoes()
        self._aplicado = self._por(inicial)
        self._ligar()
        contexto.mudou.connect(self._ao_mudar_a_base)

    def recorte(self) -> RecorteDeDebitos:
        """O último que valeu."""
        return self._aplicado

    def _por(self, recorte: RecorteDeDebitos) -> RecorteDeDebitos:
        """Mostra um recorte sem avisar ninguém."""
        self.cliente.definir(recorte.cliente)
        self.mostrar.definir(recorte.mostrar)
        self.situacao.definir(_SEM_SITUACAO if recorte.situacao == "" else recorte.situacao)
        self.de.definir_data(recorte.de)
        self.ate.definir_data(recorte.ate)
        self.limpar.setEnabled(recorte != RecorteDeDebitos())
        return recorte

    def _montar(self) -> None:
        grade = QGridLayout(self)
        grade.setContentsMargins(0, 0, 0, 0)
        grade.setHorizontalSpacing(tema.medida(12))
        grade.setVerticalSpacing(tema.medida(3))
        campos: tuple[tuple[str, QWidget], ...] = (
            (self.tr("&Cliente"), self.cliente),
            (self.tr("&Mostrar"), self.mostrar),
            (self.tr("&Situação"), self.situacao),
            (self.tr("Vencimento &de"), self.de),
            (self.tr("Vencimento a&té"), self.ate),
        )
        for coluna, (rotulo, campo) in enumerate(campos):
            texto = Texto(rotulo, letra=Letra.DETALHE, cor="texto2")
            texto.setBuddy(focavel(campo))
            for parte in (campo, focavel(campo)):
                parte.setAccessibleName(rotulo.replace("&", ""))
            grade.addWidget(texto, 0, coluna)
            grade.addWidget(campo, 1, coluna)
        for escolha in (self.mostrar, self.situacao):
            escolha.view().setAccessibleName(escolha.accessibleName())
        grade.addWidget(self.limpar, 1, len(campos))
        grade.setColumnMinimumWidth(0, tema.medida(_LARGURA_DO_CLIENTE))
        grade.setColumnStretch(len(campos) + 1, 1)

    def _ligar(self) -> None:
        clientes = self.tr("Clientes")
        self._navegacao.vigiar(self.cliente.texto, consulta=self.cliente.consultar, nome_consulta=clientes)
        for data in (self.de, self.ate):
            self._navegacao.vigiar(data, consulta=data.abrir_calendario, nome_consulta=self.tr("Calendário"))
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(_ESPERA_MS)
        self._espera.timeout.connect(self._ao_mudar)
        for digitado in (self.cliente, self.de, self.ate):
            digitado.mudou.connect(self._ao_digitar)
        for escolha in (self.mostrar, self.situacao):
            escolha.mudou.connect(self._ao_mudar)
        self.limpar.clicked.connect(self._ao_limpar)

    def _listar_situacoes(self) -> None:
        with QSignalBlocker(self.situacao):
            nomes = [(nome, nome) for nome in situacoes.listar()]
            self.situacao.trocar([(None, self.tr("Todas")), (_SEM_SITUACAO, self.tr("Sem situação")), *nomes])

    def _ao_digitar(self) -> None:
        self._espera.start()

    def _ao_mudar(self) -> None:
        """Só avisa quando o que está escrito é inteiro: data ou código pela metade não filtra nada."""
        incompleto = any(campo.valor() and campo.data is None for campo in (self.de, self.ate))
        if incompleto or (self.cliente.codigo() and self.cliente.cliente() is None):
            return
        valor = self.situacao.valor()
        novo = RecorteDeDebitos(
            cliente=self.cliente.codigo(),
            mostrar=str(self.mostrar.valor()),
            situacao=None if valor is None else "" if valor == _SEM_SITUACAO else str(valor),
            de=self.de.data,
            ate=self.ate.data,
        )
        if novo != self._aplicado:
            self._aplicado = novo
            self.limpar.setEnabled(novo != RecorteDeDebitos())
            self.mudou.emit()

    def _ao_limpar(self) -> None:
        campos = (self.cliente, self.mostrar, self.situacao, self.de, self.ate)
        bloqueios = [QSignalBlocker(campo) for campo in campos]
        self._por(RecorteDeDebitos())
        for bloqueio in bloqueios:
            bloqueio.unblock()
        self._ao_mudar()

    def _ao_mudar_a_base(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.SITUACOES in assuntos:
            self._listar_situacoes()


def _opcoes() -> list[tuple[object, str]]:
    classes = (Classe.VENCIDO, Classe.CARENCIA, Classe.A_VENCER, Classe.FUTURO)
    textos = {Classe.VENCIDO: "Vencidos", Classe.FUTURO: "Futuros"}
    return [
        (EM_ABERTO, "Em aberto"),
        *((classe.value, textos.get(classe, frases.classe(classe))) for classe in classes),
        (BAIXADOS, "Baixados"),
        (TODOS, "Todos"),
    ]
