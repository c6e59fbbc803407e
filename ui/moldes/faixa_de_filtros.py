"""O filtro de uma lista: a faixa de campos em cima dela, que vale com a digitação parada, e o de um campo só."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import tema
from ui.campos.campo_data import CampoData
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Link
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.componentes.navegacao import Navegacao, focavel
from ui.componentes.texto import Texto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.ficha import Campo
from ui.tema import Letra

R = TypeVar("R", bound=Any)
"""O recorte: uma dataclass com um atributo por campo."""
_ESPERA_MS = 250
_LARGURA_DO_CLIENTE = 330


class FaixaDeFiltros(QWidget, Generic[R]):
    """A subclasse cria os campos, um por atributo do recorte, e chama `montar`.

    Sinais:
        mudou(): o recorte mudou e vale (não há campo errado).
    """

    mudou = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._navegacao = Navegacao(self)
        self.limpar = Link("&Limpar filtros", icone="desfazer", sublinhado=False, ao_clicar=self._ao_limpar)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._ao_mudar)

    def montar(self, campos: Sequence[Campo], *, vazio: R, inicial: R) -> None:
        """Põe os campos na ordem e mostra o recorte `inicial`; `vazio` é o de quem limpa os filtros."""
        self._campos, self._vazio, self._aplicado = campos, vazio, inicial
        grade = QGridLayout(self)
        grade.setContentsMargins(0, 0, 0, 0)
        grade.setHorizontalSpacing(tema.medida(12))
        grade.setVerticalSpacing(tema.medida(3))
        for coluna, campo in enumerate(campos):
            rotulo = Texto(campo.rotulo, letra=Letra.DETALHE, cor="texto2")
            rotulo.setBuddy(focavel(campo.widget))
            grade.addWidget(rotulo, 0, coluna)
            grade.addWidget(campo.widget, 1, coluna)
            if isinstance(campo.widget, CampoCliente):
                grade.setColumnMinimumWidth(coluna, tema.medida(_LARGURA_DO_CLIENTE))
            for parte in (campo.widget, focavel(campo.widget)):
                parte.setAccessibleName(campo.rotulo.replace("&", ""))
        grade.addWidget(self.limpar, 1, len(campos))
        grade.setColumnStretch(len(campos) + 1, 1)
        self._mostrar(inicial)
        for campo in campos:
            self._ligar(campo.widget)

    def colher(self) -> R | None:
        """O recorte escrito nos campos, ou None enquanto uma data está pela metade."""
        datas = [campo.widget for campo in self._campos if isinstance(campo.widget, CampoData)]
        if any(data.valor() and data.data is None for data in datas):
            return None
        escrito: R = type(self._vazio)(**{campo.nome: campo.colher() for campo in self._campos})
        return escrito

    def recorte(self) -> R:
        """O último que valeu."""
        return self._aplicado

    def _ligar(self, campo: Any) -> None:  # noqa: ANN401 - campo de qualquer tipo, com o sinal `mudou`
        campo.mudou.connect(self._ao_mudar if isinstance(campo, CampoEscolha) else self._espera.start)
        self._navegacao.vigiar(campo)

    def _mostrar(self, recorte: R) -> None:
        """Escreve um recorte sem avisar ninguém."""
        for campo in self._campos:
            with QSignalBlocker(campo.widget):
                campo.mostrar(recorte)
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
    """Um filtro só: "Mostrar", com as partes da lista que há para escolher, cada uma valor e texto.

    Sinais:
        mudou(): escolheram outra parte.
    """

    mudou = Signal()

    def __init__(self, opcoes: Sequence[tuple[str, str]], *, largura: int) -> None:
        super().__init__()
        self.escolha = CampoEscolha(opcoes, largura=largura)
        self.escolha.setAccessibleName("Mostrar")
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
