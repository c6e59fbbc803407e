"""Perguntas: a confirmação irreversível com o foco no Não, e "gravar antes de sair?"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import atalhos, tema
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.molduras import CaixaMensagem, Linha
from ui.componentes.texto import Texto
from ui.tema import Letra, Peso

Fato = tuple[str, str, str]
"""Rótulo, texto e valor à direita; o que não houver é vazio."""
_LARGURA = 550


class DialogoConfirmacao(Dialogo):
    """Pergunta com fatos e alerta. O Não é o padrão: Enter, N e Esc dizem Não; só S ou o clique dizem Sim."""

    def __init__(
        self,
        titulo: str,
        pergunta: str,
        *,
        detalhe: str = "",
        fatos: Sequence[Fato] = (),
        alerta: str = "",
        sim: str = "",
        nao: str = "",
        desvio: str = "",
        perigo: bool = False,
        a_mais: QWidget | None = None,
        pai: QWidget | None = None,
    ) -> None:
        """Monta a pergunta.

        Args:
            titulo: da janela.
            pergunta: com os números ("Enviar 37 e-mails, R$ 84.210,55?").
            detalhe: frase embaixo da pergunta.
            fatos: tabela de conferência.
            alerta: o que merece atenção antes de responder.
            sim: texto do botão que confirma, com `&`.
            nao: texto do botão que desiste, com `&`.
            desvio: ação alternativa à esquerda ("Ver a prévia"), que responde Não e liga `desviou`.
            perigo: o Sim apaga algo.
            a_mais: o que se preenche antes de responder.
            pai: dono.
        """
        super().__init__(titulo, pai, largura=_LARGURA, estado="Confirme | ESC-Não")
        self.desviou = False
        self.corpo.addWidget(Texto(pergunta, letra=Letra.PERGUNTA, peso=Peso.FORTE, quebra=True))
        if detalhe:
            self.corpo.addWidget(Texto(detalhe, cor="texto2", quebra=True))
        if fatos:
            self.corpo.addSpacing(tema.medida(4))
            self.corpo.addWidget(Linha())
            self.corpo.addLayout(_tabela_de_fatos(fatos))
        if alerta:
            self.corpo.addSpacing(tema.medida(4))
            self.corpo.addWidget(CaixaMensagem("aviso", alerta))
        if a_mais is not None:
            self.corpo.addSpacing(tema.medida(6))
            self.corpo.addWidget(a_mais)
        self.corpo.addStretch(1)
        self._montar_acoes(sim or "&Sim", nao or "&Não", desvio, perigo)
        self.setAccessibleDescription(f"{pergunta} {detalhe} {alerta}".strip())

    @classmethod
    def perguntar(cls, titulo: str, pergunta: str, **outros: object) -> bool:
        """Mostra a pergunta e devolve verdadeiro só se responderam Sim; aceita os argumentos do construtor."""
        return cls(titulo, pergunta, **outros).responder()  # type: ignore[arg-type]  # repassa os nomeados

    def _montar_acoes(self, sim: str, nao: str, desvio: str, perigo: bool) -> None:
        papel = Papel.PERIGO if perigo else Papel.COMUM
        self.botao_sim = Botao(sim, tecla=atalhos.CONFIRMAR_SIM.tecla, papel=papel, ao_clicar=self.accept)
        self.botao_nao = Botao(nao, tecla=atalhos.CONFIRMAR_NAO.tecla, papel=Papel.PRINCIPAL, ao_clicar=self.reject)
        for botao in (self.botao_sim, self.botao_nao):
            botao.setMinimumWidth(tema.medida(104))
        self.ligar_teclas((atalhos.CONFIRMAR_SIM, self.accept), (atalhos.CONFIRMAR_NAO, self.reject))
        esquerda = (Link(desvio, ao_clicar=self._ao_desviar),) if desvio else ()
        self.acoes(self.botao_sim, self.botao_nao, esquerda=esquerda)
        self.focar(self.botao_nao)

    def _ao_desviar(self) -> None:
        self.desviou = True
        self.reject()


def perguntar_por_alteracoes(pai: QWidget, gravar: Callable[[], bool]) -> bool:
    """Há alterações não gravadas: gravar, descartar ou ficar. Devolve verdadeiro se pode sair."""
    resposta = DialogoAlteracoes.perguntar(pai)
    return gravar() if resposta == DialogoAlteracoes.GRAVAR else resposta == DialogoAlteracoes.DESCARTAR


class DialogoAlteracoes(Dialogo):
    """Gravar, não gravar ou continuar editando. Esc continua editando.

    Com `ao_sair` o programa ia fechar: o foco começa em continuar, e um Esc a mais não fecha nada.
    """

    FICAR, GRAVAR, DESCARTAR = range(3)
    """Como o diálogo acaba; ficar é o fim de quem recusa (`Rejected`)."""

    def __init__(self, pai: QWidget | None = None, *, ao_sair: bool = False) -> None:
        estado = "Alterações não gravadas | ESC-Continuar editando"
        super().__init__("Alterações não gravadas", pai, largura=_LARGURA, estado=estado)
        self.corpo.addWidget(Texto("Gravar as alterações?", letra=Letra.PERGUNTA, peso=Peso.FORTE))
        self.corpo.addWidget(Texto("Há alterações nesta tela que ainda não foram gravadas.", cor="texto2"))
        self.corpo.addStretch(1)
        descarte = partial(self.done, self.DESCARTAR)
        gravar = Botao(
            "&Gravar", tecla=atalhos.GRAVAR.tecla, papel=Papel.PRINCIPAL, ao_clicar=partial(self.done, self.GRAVAR)
        )
        descartar = Botao("&Não gravar", tecla=atalhos.CONFIRMAR_NAO.tecla, papel=Papel.PERIGO, ao_clicar=descarte)
        ficar = self.botao_fechar("&Continuar editando")
        self.ligar_teclas((atalhos.CONFIRMAR_NAO, descarte))
        self.acoes(gravar, ficar, esquerda=(descartar,))
        self.focar(ficar if ao_sair else gravar)

    @classmethod
    def perguntar(cls, pai: QWidget, *, ao_sair: bool = False) -> int:
        """Mostra a pergunta e devolve FICAR, GRAVAR ou DESCARTAR."""
        dialogo = cls(pai, ao_sair=ao_sair)
        dialogo.responder()
        return dialogo.result()


def _tabela_de_fatos(fatos: Sequence[Fato]) -> QGridLayout:
    grade = QGridLayout()
    grade.setContentsMargins(0, tema.medida(4), 0, 0)
    grade.setHorizontalSpacing(tema.medida(20))
    grade.setVerticalSpacing(tema.medida(6))
    grade.setColumnStretch(1, 1)
    for linha, (rotulo, texto, valor) in enumerate(fatos):
        grade.addWidget(Texto(rotulo, cor="texto2"), linha, 0)
        grade.addWidget(Texto(texto), linha, 1)
        grade.addWidget(Texto(valor, peso=Peso.MEIO), linha, 2, Qt.AlignmentFlag.AlignRight)
    return grade
