"""Sistema → Pastas vigiadas: onde o ERP e o banco gravam, o que se faz com o que chega, e a leitura na hora."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from envio.pastas import leitura
from envio.pastas.cadastro import vigiar
from envio.pastas.leitura import Chegada
from modelos.carteira import pastas_vigiadas
from modelos.carteira.pastas_vigiadas import PastaVigiada
from modelos.contas import contas_cobranca
from regras.erros import DadoInvalido
from ui import frases, frases_das_pastas
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_arquivo import CampoPasta
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import DO_QUE_CHEGA, Assunto, Contexto, em_hora_local
from ui.moldes.ficha import Campo, DialogoFicha, explicar
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna
from ui.tarefa import Fim, Tarefa

_A_VISTA = 8


def _quando(pasta: PastaVigiada) -> str:
    return "nunca" if pasta.lida_em is None else f"{em_hora_local(pasta.lida_em):%d/%m/%Y %H:%M}"


class DialogoPasta(DialogoFicha):
    """Uma pasta vigiada; mudar o caminho da que existe a troca de lugar."""

    AJUDAS = "pasta"
    ASSUNTOS = (Assunto.PASTAS,)

    def __init__(self, contexto: Contexto, pasta: PastaVigiada | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Pasta vigiada", pai, largura=720)
        self._antes = pasta
        self.caminho = CampoPasta(contexto.preferencias)
        contas = [(conta.codigo, f"{conta.codigo} (banco {conta.banco})") for conta in contas_cobranca.listar()]
        self.declarar(
            Campo("caminho", "&Pasta:", self.caminho, recusa="pasta", da_tela=True),
            explicar("O que se lê vai para a subpasta lidos; o que não serve, para recusados, com o motivo ao lado."),
            Campo("conta_cobranca", "&Conta de cobrança:", CampoEscolha([("", "Qualquer uma"), *contas], largura=260)),
            Campo(
                "ausentes_baixar",
                "",
                CaixaMarcar("Dar &baixa nos débitos em aberto que não estão no arquivo"),
                ajuda="ausentes_baixar",
            ),
        )
        if pasta is not None:
            self.caminho.definir(Path(pasta.caminho))
            self.mostrar(pasta)
        self.concluir()
        self.focar(self.caminho)

    def guardar(self) -> None:
        """Passa a vigiar; a de antes, se é outra, sai."""
        caminho = self.caminho.caminho()
        if caminho is None:
            raise DadoInvalido("pasta", "é obrigatória", o_que_fazer="F2 escolhe na lista.")
        nova = vigiar(caminho, **self.colher())
        if self._antes is not None and self._antes.caminho != nova.caminho:
            pastas_vigiadas.tirar(self._antes.caminho)


class DialogoPastas(DialogoLista[PastaVigiada]):
    """Lista das pastas; Ler agora lê todas."""

    LISTA = Lista[PastaVigiada](
        titulo="Pastas vigiadas",
        explicacao="O ERP grava as planilhas e o banco os retornos: o programa os lê ao abrir e antes de fechar o dia.",
        colunas=(
            Coluna("Pasta", lambda pasta: pasta.caminho, largura=0),
            Coluna("Conta", lambda pasta: pasta.conta_cobranca or "qualquer", largura=80),
            Coluna("Ausentes", lambda pasta: "dá baixa" if pasta.ausentes_baixar else "mantém", largura=90),
            Coluna("Última leitura", _quando, largura=150),
            Coluna(
                "Situação",
                frases_das_pastas.situacao,
                cor=lambda pasta: "" if pasta.em_dia() else "aviso",
                largura=220,
            ),
        ),
        chave=lambda pasta: pasta.caminho,
        assuntos=(Assunto.PASTAS,),
        arquivo="pastas_vigiadas.csv",
        ler=pastas_vigiadas.listar,
        ficha=DialogoPasta,
        remover=lambda pasta: pastas_vigiadas.tirar(pasta.caminho),
        descrever=frases_das_pastas.nome_curto,
        largura=980,
        altura=460,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, argumento, pai)
        self.caixa = CaixaMensagem("acento")
        self.corpo.insertWidget(self.corpo.indexOf(self.quadro) + 1, self.caixa)
        self.tarefa = Tarefa(contexto, self)
        self.tarefa.andou.connect(self._ao_chegar)
        self.tarefa.acabou.connect(self._ao_acabar)
        self._chegadas: list[Chegada] = []

    def confirmar_exclusao(self, objeto: PastaVigiada) -> bool:
        """Deixar de vigiar não mexe em arquivo nenhum."""
        pergunta = f"Deixar de vigiar {frases_das_pastas.nome_curto(objeto)}?"
        detalhe = f"{objeto.caminho}. Os arquivos dela ficam onde estão."
        return DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, detalhe=detalhe, pai=self)

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """A leitura na hora."""
        self.botao_ler = Botao("&Ler agora", icone="baixar", ao_clicar=self.ler_agora)
        return (self.botao_ler,)

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """A pasta, no programa de arquivos do sistema."""
        self.botao_abrir = Botao("A&brir a pasta", ao_clicar=self._ao_abrir)
        return (self.botao_abrir,)

    def ler_agora(self) -> None:
        """Lê todas, fora da thread da tela."""
        if self.tarefa.em_curso:
            return
        self._chegadas = []
        self.botao_ler.setEnabled(False)
        self.caixa.mostrar("acento", "Lendo as pastas…")
        em, hoje = self.contexto.agora(), self.contexto.hoje()
        self.tarefa.comecar(lambda: leitura.ler(em, hoje))

    def reject(self) -> None:
        """Fecha; a leitura em curso para antes do arquivo seguinte, e a tela espera por ela."""
        if self.tarefa.em_curso:
            self.tarefa.cancelar()
        else:
            super().reject()

    def _ao_abrir(self) -> None:
        if (pasta := self.selecionada()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(pasta.caminho))

    def _ao_chegar(self, chegada: object) -> None:
        if isinstance(chegada, Chegada):
            self._chegadas.append(chegada)

    def _ao_acabar(self, fim: Fim) -> None:
        self.botao_ler.setEnabled(True)
        self.contexto.avisar(*DO_QUE_CHEGA)
        if fim.erro is not None:
            self.caixa.mostrar_erro(fim.erro)
            return
        ditas = [frases_das_pastas.da_chegada(chegada) for chegada in self._chegadas[:_A_VISTA]]
        if resto := len(self._chegadas) - len(ditas):
            ditas.append(f"E {frases.quantos(resto, 'outro arquivo', 'outros arquivos')}.")
        atencao = frases_das_pastas.pede_atencao(self._chegadas)
        self.caixa.mostrar("aviso" if atencao else "ok", "\n".join(ditas) or "Nada novo nas pastas.")
