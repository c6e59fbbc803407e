"""Consulta (F2): escolher uma linha de uma lista, com procura enquanto digita."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ui import atalhos
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.tabelas.base import Coluna
from ui.tabelas.lida import TabelaLida
from ui.tabelas.quadro import QuadroLista

L = TypeVar("L")


class DialogoEscolha(Dialogo, Generic[L]):
    """Uma lista, ainda por ler, para escolher um. Digite para filtrar, setas andam, Enter escolhe.

    `corrente` é a chave da linha que começa selecionada; `vazia`, o que dizer embaixo da lista.
    """

    def __init__(
        self,
        titulo: str,
        quadro: QuadroLista[L],
        *,
        corrente: Hashable = None,
        vazia: str = "",
        estado: str = "Consulta",
        pai: QWidget | None = None,
        largura: int = 620,
        altura: int = 400,
    ) -> None:
        super().__init__(titulo, pai, largura=largura, altura=altura, estado=f"{estado} | ESC-Voltar")
        self.quadro = quadro
        self._escolhida: L | None = None
        quadro.procura.setProperty("teclas", ["↑↓-Anda na lista", "Enter-Escolhe"])
        self.por_titulo(titulo)
        self.corpo.addWidget(quadro.procura)
        self.corpo.addWidget(quadro, 1)
        if vazia:
            self.corpo.addWidget(Texto(vazia, cor="texto2", quebra=True))
        self.botao_escolher = Botao(
            "&Escolher", tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL, ao_clicar=self._ao_apertar
        )
        self.acoes(self.botao_escolher, self.botao_fechar("Cancelar"))
        quadro.abriu.connect(self._ao_escolher)
        quadro.carregou.connect(self._ao_carregar)
        self.focar(quadro.procura)
        if corrente:
            quadro.procurar_em(corrente)
        quadro.atualizar()

    def escolhida(self) -> L | None:
        """A linha escolhida ou, enquanto não se escolhe, a corrente."""
        return self._escolhida if self._escolhida is not None else self.quadro.atual()

    def _ao_carregar(self) -> None:
        self.botao_escolher.setEnabled(self.quadro.atual() is not None)

    def _ao_apertar(self) -> None:
        if (linha := self.quadro.atual()) is not None:
            self._ao_escolher(linha)

    def _ao_escolher(self, linha: L) -> None:
        self._escolhida = linha
        self.accept()


class DialogoConsulta(DialogoEscolha[L]):
    """A consulta de uma lista curta, já lida; `vazia` é o que dizer se não há linhas."""

    def __init__(
        self,
        titulo: str,
        colunas: Sequence[Coluna[L]],
        linhas: Sequence[L],
        *,
        chave: Callable[[L], Hashable],
        corrente: Hashable = None,
        vazia: str = "",
        pai: QWidget | None = None,
    ) -> None:
        modelo = TabelaLida(colunas, lambda: linhas, chave=chave, ordem=None)
        quadro = QuadroLista(titulo, modelo, procura="Procurar", largura_da_procura=0)
        quadro.procura.setAccessibleName(f"Procurar em {titulo}")
        super().__init__(titulo, quadro, corrente=corrente, vazia="" if linhas else vazia, pai=pai)

    @classmethod
    def perguntar(cls, titulo: str, colunas: Sequence[Coluna[L]], linhas: Sequence[L], **outros: object) -> L | None:
        """Mostra a lista e devolve a linha escolhida, ou None; aceita os argumentos do construtor."""
        dialogo = cls(titulo, colunas, linhas, **outros)  # type: ignore[arg-type]  # repassa os nomeados como vieram
        return dialogo.escolhida() if dialogo.responder() else None
