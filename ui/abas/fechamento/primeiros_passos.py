"""O caminho da primeira vez: o que falta até o primeiro envio, em ordem, com o botão de cada passo."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from envio import importacao
from modelos.avisos import fechamentos
from modelos.cadastro import empresas
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, contas_conferidas, contas_email, parametros
from ui import frases, tema
from ui.componentes.botao import Link
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha, esvaziar
from ui.componentes.molduras import Linha
from ui.componentes.texto import Icone, Texto
from ui.tema import Letra, Peso

_LINHAS_POR_PASSO = 3
"""Frase, detalhe e o risco que leva o olho até o botão."""


@dataclass(frozen=True, slots=True)
class Passo:
    """Um passo e a tela que o resolve. O que não `segura` é conselho: sem ele também se pode enviar."""

    frase: str
    detalhe: str
    feito: bool
    acao: str
    tela: str
    segura: bool = True


def levantar() -> tuple[Passo, ...]:
    """Os passos até o primeiro envio; vazio quando não falta nenhum ou um dia já foi fechado.

    Rode dentro de um `Trabalho`.
    """
    if fechamentos.ultimo() is not None:
        return ()
    passos = caminho()
    return passos if any(passo.segura and not passo.feito for passo in passos) else ()


def caminho() -> tuple[Passo, ...]:
    """O caminho inteiro, com o que a base diz de cada passo. Rode dentro de um `Trabalho`."""
    conferidas, contas, gravados = contas_conferidas.todas(), contas_email.listar(), parametros.obter()
    usada = [conta for conta in contas if gravados.conta_email in (None, conta.numero)]
    return (
        Passo("Cadastre a sua empresa", "É quem assina o aviso e o boleto.", _tem_empresa(), "Cadastrar", "empresa"),
        Passo(
            "Traga os clientes e os débitos",
            "Das planilhas do seu sistema, em CSV ou XLSX.",
            debitos.contar_em_aberto() > 0,
            "Importar",
            "importar",
        ),
        _da_cobranca(),
        Passo(
            "Confira a conta de e-mail" if contas else "Cadastre a conta de e-mail",
            "Ninguém entrou nela ainda: o botão Conferir prova servidor e senha."
            if contas
            else "De onde os avisos saem: endereço, servidor e senha.",
            any(conta.numero in conferidas for conta in usada),
            "Conferir" if contas else "Cadastrar",
            "contas_email",
            segura=not contas,
        ),
        Passo(
            "Mande um teste para você",
            "Confira na sua caixa de entrada como o aviso chega.",
            any(conferida.testada_em for conferida in conferidas.values()),
            "Testar envio",
            "testar_envio",
            segura=False,
        ),
        Passo(
            "Habilite o envio e escolha quem recebe",
            "Marque a caixa da guia Aviso de Débitos e grave.",
            gravados.habilitado,
            "Habilitar",
            "aviso_debitos",
        ),
    )


def _da_cobranca() -> Passo:
    """A conta de onde sai o boleto, e os débitos que ainda não a têm: sem ela o aviso vai, mas sem boleto."""
    prontas, sem = importacao.contas_prontas(), sum(contas_cobranca.contar_sem_conta().values())
    if prontas and sem:
        diz = "débito em aberto está sem conta, e iria" if sem == 1 else "débitos em aberto estão sem conta, e iriam"
        return Passo(
            "Aplique a conta de cobrança aos débitos",
            f"{frases.numero(sem)} {diz} sem boleto.",
            False,
            f"Aplicar a {frases.numero(sem)}",
            "contas_cobranca",
            segura=False,
        )
    return Passo(
        "Cadastre a conta de cobrança",
        "Do banco por onde os boletos saem; sem ela, o aviso vai sem boleto.",
        bool(prontas),
        "Cadastrar",
        "contas_cobranca",
        segura=False,
    )


def _tem_empresa() -> bool:
    empresa = empresas.obter()
    return empresa is not None and not empresa.o_que_falta()


class PrimeirosPassos(QWidget):
    """No lugar do painel enquanto a base não está pronta para enviar.

    Sinais:
        pediu(str): a tela do passo que o operador escolheu.
        dispensou(): prefere ver o painel.
    """

    pediu = Signal(str)
    dispensou = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self._icones: list[Icone] = []
        self._textos: list[tuple[Texto, Texto]] = []
        self._passos: tuple[Passo, ...] = ()
        self._grade = QGridLayout()
        self._grade.setHorizontalSpacing(tema.medida(12))
        self._grade.setVerticalSpacing(tema.medida(3))
        self._grade.setColumnStretch(1, 1)
        self.dispensar = Link("Ver o painel", letra=Letra.DETALHE, ao_clicar=self.dispensou)
        titulo = Texto("Primeira vez: o caminho até o primeiro envio", letra=Letra.BLOCO, peso=Peso.FORTE)
        em_coluna(
            em_linha(titulo, ELASTICO, self.dispensar),
            self._grade,
            Texto("Depois, veja a prévia (F4) e feche o dia (F9).", cor="texto2"),
            ELASTICO,
            espaco=10,
            margens=(20, 16, 20, 12),
            dono=self,
        )

    def mostrar(self, passos: tuple[Passo, ...]) -> None:
        """Troca os passos. Os mesmos só mudam de marca: o foco que está num link fica nele."""
        if [passo.tela for passo in passos] != [passo.tela for passo in self._passos]:
            self._refazer(passos)
        self._passos = passos
        for ordem, passo in enumerate(passos):
            self._marcar(ordem, passo)

    def _refazer(self, passos: tuple[Passo, ...]) -> None:
        esvaziar(self._grade)
        self.links, self._icones, self._textos = [], [], []
        for ordem, passo in enumerate(passos):
            self._por_passo(ordem, passo)

    def _marcar(self, ordem: int, passo: Passo) -> None:
        link = self.links[ordem]
        for texto, frase in zip(self._textos[ordem], (f"{ordem + 1}. {passo.frase}", passo.detalhe), strict=True):
            texto.setText(frase)
        self._icones[ordem].trocar(*(("certo", "ok") if passo.feito else ("circulo", "texto3")))
        link.setText("Rever" if passo.feito else passo.acao)
        feito = "feito" if passo.feito else ""
        link.setAccessibleName(" ".join(filter(None, (link.text(), f"{ordem + 1}.", passo.frase, feito))))

    def _por_passo(self, ordem: int, passo: Passo) -> None:
        linha = ordem * _LINHAS_POR_PASSO
        icone = Icone("circulo", "texto3")
        link = Link(passo.acao, ao_clicar=lambda: self.pediu.emit(self._passos[ordem].tela))
        link.setProperty("teclas", ["Enter-Abre"])
        self._grade.addWidget(icone, linha, 0)
        textos = (Texto(peso=Peso.FORTE), Texto(letra=Letra.DETALHE, cor="texto2"))
        self._grade.addWidget(textos[0], linha, 1)
        self._grade.addWidget(link, linha, 2, Qt.AlignmentFlag.AlignRight)
        self._grade.addWidget(textos[1], linha + 1, 1, 1, 2)
        self._grade.addWidget(Linha(), linha + 2, 0, 1, 3)
        self.links.append(link)
        self._icones.append(icone)
        self._textos.append(textos)
