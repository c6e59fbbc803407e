"""Os filtros de uma lista grande: a faixa, com rótulo em cima de cada campo e "Limpar filtros", e o de um campo só."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import tema
from ui.campos.campo_data import CampoData
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Link
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.componentes.navegacao import Navegacao, focavel
from ui.componentes.texto import Texto
from ui.moldes.campo_cliente import CampoCliente
from ui.tema import Letra

R = TypeVar("R")
Campo = CampoCliente | CampoData | CampoEscolha | CampoTexto
_ESPERA_MS = 250
_LARGURA_DO_CLIENTE = 330


class FaixaDeFiltros(QWidget, Generic[R]):
    """A subclasse cria os campos, chama `montar`, e sobrescreve `por` e `colher`.

    Sinais:
        mudou(): o recorte mudou e vale (não há campo errado).
    """

    mudou = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._navegacao = Navegacao(self)
        self.limpar = Link("&Limpar filtros", icone="desfazer", sublinhado=False)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._ao_mudar)

    def montar(self, campos: Sequence[tuple[str, Campo]], *, vazio: R, inicial: R) -> None:
        """Põe os campos na ordem e mostra o recorte de início.

        Args:
            campos: rótulo, com `&`, e campo.
            vazio: o recorte de quem limpa os filtros.
            inicial: o de início.
        """
        self._campos = tuple(campo for _, campo in campos)
        self._vazio = vazio
        grade = QGridLayout(self)
        grade.setContentsMargins(0, 0, 0, 0)
        grade.setHorizontalSpacing(tema.medida(12))
        grade.setVerticalSpacing(tema.medida(3))
        for coluna, (rotulo, campo) in enumerate(campos):
            texto = Texto(rotulo, letra=Letra.DETALHE, cor="texto2")
            texto.setBuddy(focavel(campo))
            grade.addWidget(texto, 0, coluna)
            grade.addWidget(campo, 1, coluna)
            if isinstance(campo, CampoCliente):
                grade.setColumnMinimumWidth(coluna, tema.medida(_LARGURA_DO_CLIENTE))
            self._nomear(campo, rotulo.replace("&", ""))
        grade.addWidget(self.limpar, 1, len(campos))
        grade.setColumnStretch(len(campos) + 1, 1)
        self._aplicado = inicial
        self._mostrar(inicial)
        for campo in self._campos:
            self._ligar(campo)
        self.limpar.clicked.connect(self._ao_limpar)

    def por(self, recorte: R) -> None:
        """Escreve um recorte nos campos."""
        raise TypeError("a subclasse tem de definir")

    def colher(self) -> R | None:
        """O recorte escrito nos campos, ou None enquanto algum está pela metade."""
        raise TypeError("a subclasse tem de definir")

    def recorte(self) -> R:
        """O último que valeu."""
        return self._aplicado

    def _nomear(self, campo: Campo, nome: str) -> None:
        partes: list[QWidget] = [campo, focavel(campo)]
        if isinstance(campo, CampoEscolha):
            partes.append(campo.view())
        for parte in partes:
            parte.setAccessibleName(nome)

    def _ligar(self, campo: Campo) -> None:
        if isinstance(campo, CampoEscolha):
            campo.mudou.connect(self._ao_mudar)
            self._navegacao.vigiar(campo)
            return
        campo.mudou.connect(self._espera.start)
        if isinstance(campo, CampoCliente):
            self._navegacao.vigiar(campo.texto, consulta=campo.consultar, nome_consulta="Clientes")
        elif isinstance(campo, CampoData):
            self._navegacao.vigiar(campo, consulta=campo.abrir_calendario, nome_consulta="Calendário")
        else:
            self._navegacao.vigiar(campo)

    def _mostrar(self, recorte: R) -> None:
        """Escreve um recorte sem avisar ninguém."""
        bloqueios = [QSignalBlocker(campo) for campo in self._campos]
        self.por(recorte)
        for bloqueio in bloqueios:
            bloqueio.unblock()
        self.limpar.setEnabled(recorte != self._vazio)

    def _ao_mudar(self) -> None:
        """Só avisa quando o que está escrito é inteiro: data pela metade não filtra nada."""
        novo = self.colher()
        if novo is not None and novo != self._aplicado:
            self._aplicado = novo
            self.limpar.setEnabled(novo != self._vazio)
            self.mudou.emit()

    def _ao_limpar(self) -> None:
        self._mostrar(self._vazio)
        self._ao_mudar()


class FiltroMostrar(QWidget):
    """Um filtro só: "Mostrar", com as partes da lista que há para escolher.

    Sinais:
        mudou(): escolheram outra parte.
    """

    mudou = Signal()

    def __init__(self, opcoes: Sequence[tuple[str, str]], *, largura: int, pai: QWidget | None = None) -> None:
        """Monta na primeira; `opcoes` são valor e texto."""
        super().__init__(pai)
        self.escolha = CampoEscolha(opcoes, largura=largura)
        for parte in (self.escolha, self.escolha.view()):
            parte.setAccessibleName("Mostrar")
        rotulo = Texto("&Mostrar")
        rotulo.setBuddy(self.escolha)
        self.setFocusProxy(self.escolha)
        self.escolha.mudou.connect(self.mudou)
        em_linha(rotulo, self.escolha, ELASTICO, dono=self)

    def valor(self) -> str:
        """A parte escolhida."""
        return str(self.escolha.valor())

    def definir(self, valor: str) -> None:
        """Escolhe uma parte."""
        self.escolha.definir(valor)
