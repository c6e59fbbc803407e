"""Seleção de grupos ou situações: lista com marcação, marcar todos, inverter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from regras.nomes import chave
from ui import atalhos, frases, tema
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.texto import Texto
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_LARGURA, _ALTURA = 440, 460


class DialogoSelecao(Dialogo):
    """Marca nomes numa lista. Espaço marca, letras procuram, Enter confirma."""

    def __init__(
        self,
        titulo: str,
        explicacao: str,
        nomes: Sequence[str],
        marcados: Iterable[str] = (),
        *,
        sem_nomes: str = "",
        pai: QWidget | None = None,
    ) -> None:
        """Monta a lista.

        Args:
            titulo: da janela.
            explicacao: o que marcar quer dizer.
            nomes: os que existem.
            marcados: os já marcados; os que não existem mais são deixados de lado.
            sem_nomes: o que dizer quando não há nenhum cadastrado.
            pai: dono.
        """
        super().__init__(titulo, pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Marque na lista | ESC-Voltar")
        self._modelo: TabelaBase[str] = TabelaBase(
            (Coluna("Nome", str, largura=0),), chave=chave, pode_marcar=lambda _nome: True
        )
        self._modelo.trocar(nomes)
        ja = {chave(nome) for nome in marcados}
        self._modelo.marcar([nome for nome in nomes if chave(nome) in ja])
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE))
        self.corpo.addWidget(Texto(explicacao, cor="texto2", quebra=True))
        self._visao = VisaoTabela(titulo)
        self._visao.mostrar_marcas()
        self._visao.mostrar(self._modelo)
        self._visao.horizontalHeader().hide()
        self._visao.setProperty("teclas", ["Espaço-Marca", "Enter-Confirma", "Letras-Procuram"])
        self.corpo.addLayout(self._linha_de_acoes())
        if nomes:
            self.corpo.addWidget(self._visao, 1)
        else:
            self.corpo.addWidget(Texto(sem_nomes, quebra=True))
            self.corpo.addStretch(1)
        self._contagem = Texto(letra=Letra.DETALHE, cor="texto2")
        self.corpo.addWidget(self._contagem)
        self._montar_botoes()
        self._modelo.dataChanged.connect(self._ao_marcar)
        self._ao_marcar()
        self._visao.selecionar(0)
        self._visao.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def perguntar(
        cls,
        titulo: str,
        explicacao: str,
        nomes: Sequence[str],
        marcados: Iterable[str],
        *,
        sem_nomes: str = "",
        pai: QWidget | None = None,
    ) -> tuple[str, ...] | None:
        """Mostra a lista e devolve os marcados, ou None se desistiram."""
        dialogo = cls(titulo, explicacao, nomes, marcados, sem_nomes=sem_nomes, pai=pai)
        confirmou = dialogo.exec() == cls.DialogCode.Accepted
        dialogo.deleteLater()
        return dialogo.marcados() if confirmou else None

    def marcados(self) -> tuple[str, ...]:
        """Os nomes marcados, na ordem da lista."""
        return tuple(self._modelo.marcadas())

    def marcar_todos(self) -> None:
        """Marca a lista inteira."""
        self._modelo.marcar(self._modelo.linhas())

    def inverter(self) -> None:
        """Marca os desmarcados e desmarca os marcados."""
        self._modelo.inverter()

    def visao(self) -> VisaoTabela:
        """A lista na tela."""
        return self._visao

    def _linha_de_acoes(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(20))
        for texto, acao in (("Marcar &todos", self.marcar_todos), ("&Inverter", self.inverter)):
            link = Link(texto, sublinhado=False, ao_clicar=acao)
            link.setEnabled(bool(self._modelo.linhas()))
            linha.addWidget(link)
        linha.addStretch(1)
        return linha

    def _montar_botoes(self) -> None:
        confirmar = Botao("&Confirmar", tecla="Enter", papel=Papel.PRINCIPAL, altura=34, ao_clicar=self.accept)
        self._visao.abriu.connect(self.accept)
        cancelar = Botao("Cancelar", tecla=atalhos.SAIR.tecla, altura=34, ao_clicar=self.reject)
        self.acoes(confirmar, cancelar)

    def _ao_marcar(self) -> None:
        marcados, todos = len(self._modelo.marcadas()), len(self._modelo.linhas())
        self._contagem.setText("{} de {}".format(frases.quantos(marcados, "marcado", "marcados"), todos))
