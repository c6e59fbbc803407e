"""Nomes a marcar (grupos, situações): a lista com marcação, e o diálogo que a mostra com marcar todos e inverter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from regras.nomes import chave
from ui import atalhos, frases
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.componentes.texto import Texto
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra

_LARGURA, _ALTURA = 440, 460


class ListaDeMarcar(VisaoTabela):
    """Nomes com uma caixa ao lado: espaço marca, letras procuram. `enter` é o que Enter faz, como a barra o diz."""

    def __init__(self, nome: str, *, enter: str) -> None:
        self.nomes: TabelaBase[str] = TabelaBase(
            (Coluna("Nome", str, largura=0),), chave=chave, pode_marcar=lambda _nome: True
        )
        super().__init__(nome, teclas=["Espaço-Marca", f"Enter-{enter}", "Letras-Procuram"])
        self.mostrar_marcas()
        self.mostrar(self.nomes)
        self.horizontalHeader().hide()

    def marcar(self, marcados: Iterable[str]) -> None:
        """Marca estes; os que não existem na lista são deixados de lado."""
        quais = {chave(nome) for nome in marcados}
        self.nomes.marcar([nome for nome in self.nomes.linhas() if chave(nome) in quais])

    def marcados(self) -> tuple[str, ...]:
        """Os nomes marcados, na ordem da lista."""
        return tuple(self.nomes.marcadas())


class DialogoMarcar(Dialogo):
    """Marca nomes numa lista. Espaço marca, letras procuram, Enter confirma.

    `sem_nomes` é o que dizer quando não há nenhum cadastrado.
    """

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
        super().__init__(titulo, pai, largura=_LARGURA, altura=_ALTURA, estado="Marque na lista | ESC-Voltar")
        self.visao = ListaDeMarcar(titulo, enter="Confirma")
        self._nomes = self.visao.nomes
        self._nomes.trocar(nomes)
        self.visao.marcar(marcados)
        self.por_titulo(titulo, explicacao)
        marcar, inverter = Link("Marcar &todos", sublinhado=False), Link("&Inverter", sublinhado=False)
        marcar.clicked.connect(lambda: self._nomes.marcar(self._nomes.linhas()))
        inverter.clicked.connect(self._nomes.inverter)
        for link in (marcar, inverter):
            link.setEnabled(bool(nomes))
        self.corpo.addLayout(em_linha(marcar, inverter, ELASTICO, espaco=20))
        if nomes:
            self.corpo.addWidget(self.visao, 1)
        else:
            self.corpo.addWidget(Texto(sem_nomes, quebra=True))
            self.corpo.addStretch(1)
        self._contagem = Texto(letra=Letra.DETALHE, cor="texto2")
        self.corpo.addWidget(self._contagem)
        confirmar = Botao("&Confirmar", tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL, ao_clicar=self.accept)
        self.acoes(confirmar, self.botao_fechar("Cancelar"))
        self.visao.abriu.connect(self.accept)
        self._nomes.dataChanged.connect(self._ao_marcar)
        self._ao_marcar()
        self.visao.selecionar(0)
        self.focar(self.visao)

    @classmethod
    def perguntar(
        cls, titulo: str, explicacao: str, nomes: Sequence[str], marcados: Iterable[str], **outros: object
    ) -> tuple[str, ...] | None:
        """Mostra a lista e devolve os marcados, ou None se desistiram; aceita os argumentos do construtor."""
        dialogo = cls(titulo, explicacao, nomes, marcados, **outros)  # type: ignore[arg-type]  # repassa os nomeados
        return dialogo.visao.marcados() if dialogo.responder() else None

    def _ao_marcar(self) -> None:
        marcados = frases.quantos(len(self.visao.marcados()), "marcado", "marcados")
        self._contagem.setText(f"{marcados} de {len(self._nomes.linhas())}")
