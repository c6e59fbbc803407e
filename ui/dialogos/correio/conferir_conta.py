"""Conferir a conta: entra de verdade no servidor, passo a passo; o que impediu vem com o conserto a um clique."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from envio import conferencia_da_conta
from envio.conferencia_da_conta import Conserto
from envio.correio.falhas import FalhaSMTP, Fase
from regras.cadastro import ContaEmail
from regras.erros import ConfiguracaoIncompleta, ErroAviso
from ui import frases
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.disposicao import em_coluna, esvaziar
from ui.componentes.texto import Estado, Texto
from ui.contexto import Contexto
from ui.dialogos.correio.testar_envio import Ensaio
from ui.moldes.tarefa import DialogoTarefa
from ui.tema import Letra


@dataclass(frozen=True, slots=True)
class Veredito:
    """No que deu a conferência.

    Atributos:
        conferida_em: quando se entrou, em UTC; None se não se entrou.
        sem_conferir: o operador escolheu gravar mesmo assim.
        trocada: a conta com o conserto que o operador escolheu, para tentar outra vez.
    """

    conferida_em: datetime | None = None
    sem_conferir: bool = False
    trocada: ContaEmail | None = None


class DialogoConferirConta(DialogoTarefa[Veredito]):
    """Confere assim que abre. Com a falha na tela, o padrão é voltar; gravar sem conferir é escolha à parte."""

    RESULTADO = Veredito

    def __init__(
        self, contexto: Contexto, ensaio: Ensaio, pai: QWidget | None = None, *, para_gravar: bool = True
    ) -> None:
        """Monta e começa; entrou, fecha sozinho e quem chamou grava, ou, sem `para_gravar`, mostra que entrou."""
        super().__init__(contexto, "Conferir a conta", pai, largura=620, altura=420)
        self.veredito = Veredito()
        self._ensaio, self._para_gravar = ensaio, para_gravar
        self._vencidas: list[Fase] = []
        self._fases = conferencia_da_conta.fases(ensaio.conta)
        frase = "O programa entra no servidor como se fosse enviar, e sai sem mandar mensagem nenhuma."
        self.por_titulo("Conferir a conta", frase)
        self._linhas = [Estado("circulo", frases.fase_da_conferencia(fase, ensaio.conta)) for fase in self._fases]
        self.corpo.addLayout(em_coluna(*self._linhas, margens=(0, 8, 0, 8)))
        self.corpo.addWidget(self.caixa)
        self.resposta = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        self.resposta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.corpo.addWidget(self.resposta)
        self.consertos: list[Link] = []
        self._por_consertos = QVBoxLayout()
        self.corpo.addLayout(self._por_consertos)
        self.corpo.addStretch(1)
        sem_conferir = partial(self._dar_por, Veredito(sem_conferir=True))
        self.botao_sem_conferir = Botao("Gravar &sem conferir", ao_clicar=sem_conferir)
        self.botao_sem_conferir.setToolTip("A conta fica marcada como não conferida, e o fechamento avisa.")
        self.botao_de_novo = Botao("Conferir &de novo", icone="ciclo", ao_clicar=self.conferir)
        self.botao_voltar = self.botao_fechar("Cancelar")
        self.acoes(self.botao_de_novo, self.botao_voltar, esquerda=(self.botao_sem_conferir,))
        self.conferir()

    @classmethod
    def perguntar(cls, contexto: Contexto, ensaio: Ensaio, pai: QWidget | None = None) -> Veredito:
        """Confere e devolve no que deu."""
        dialogo = cls(contexto, ensaio, pai)
        dialogo.responder()
        return dialogo.veredito

    def conferir(self) -> None:
        """Começa, do princípio."""
        self._vencidas = []
        self.caixa.hide()
        self.resposta.hide()
        self._trocar_consertos(())
        self._pintar_passos()
        ensaio, ambiente = self._ensaio, self.contexto.ambiente

        def passos() -> Iterator[object]:
            yield from conferencia_da_conta.conferir(ensaio.conta, ambiente, ensaio.credencial)
            yield Veredito(conferida_em=ambiente.agora())

        self.comecar(passos)

    def reject(self) -> None:
        """ESC: com a conferência em curso desiste dela na hora; o que a rede ainda espera acaba sozinho."""
        self._tarefa.largar()
        super().reject()

    def travar(self, em_curso: bool) -> None:
        """Em curso, só cancelar."""
        self._dizer_em_curso(em_curso)

    def ao_andar(self, evento: object) -> None:
        """Venceu mais uma fase."""
        if isinstance(evento, Fase):
            self._vencidas.append(evento)
            self._pintar_passos()

    def ao_concluir(self, resultado: Veredito) -> None:
        """Entrou: fecha para quem chamou gravar, ou diz que entrou."""
        self.veredito = resultado
        if self._para_gravar:
            self.accept()
        else:
            self.caixa.mostrar("ok", "O servidor aceitou a entrada.", "Conta conferida")

    def ao_falhar(self, erro: ErroAviso) -> None:
        """O que impediu, o que o servidor disse e o que se pode trocar na conta."""
        self._pintar_passos(falhou=True)
        conserto = erro.o_que_fazer
        if isinstance(erro, ConfiguracaoIncompleta):
            conserto = "Volte e autorize a conta." if self._ensaio.conta.e_autorizada() else "Volte e digite a senha."
        self.caixa.mostrar("perigo", conserto, erro.mensagem)
        if isinstance(erro, FalhaSMTP) and erro.resposta:
            codigo = f"{erro.codigo} " if erro.codigo else ""
            self.resposta.setText(f"O servidor disse: {codigo}{erro.resposta}")
            self.resposta.setVisible(bool(erro.codigo))
        self._trocar_consertos(conferencia_da_conta.propor(self._ensaio.conta, erro) if self._para_gravar else ())
        self._dizer_em_curso(False, falhou=True)

    def ao_acabar(self) -> None:
        """O foco já está no botão de voltar."""

    def _dizer_em_curso(self, em_curso: bool, *, falhou: bool = False) -> None:
        self.botao_sem_conferir.setVisible(falhou and self._para_gravar)
        self.botao_de_novo.setVisible(falhou)
        volta = "&Voltar e corrigir" if self._para_gravar else "Fechar"
        self.botao_voltar.setText("Cancelar" if em_curso else volta)
        self.botao_voltar.setAccessibleName(self.botao_voltar.text().replace("&", ""))
        self.botao_voltar.mudar_papel(Papel.PRINCIPAL if falhou else Papel.COMUM)
        self.setProperty("estado", "Conferindo | ESC-Cancelar" if em_curso else "ESC-Voltar")
        self.focar(self.botao_voltar)

    def _pintar_passos(self, falhou: bool = False) -> None:
        """Os vencidos com certo, o da vez com o ciclo ou o erro, os seguintes em branco."""
        for posicao, (fase, passo) in enumerate(zip(self._fases, self._linhas, strict=True)):
            texto = frases.fase_da_conferencia(fase, self._ensaio.conta)
            if posicao < len(self._vencidas):
                passo.mostrar("certo", texto, "ok")
            elif posicao == len(self._vencidas):
                passo.mostrar(*(("erro", texto, "perigo") if falhou else ("ciclo", f"{texto}…", "acento")))
            else:
                passo.mostrar("circulo", texto, "texto2")

    def _trocar_consertos(self, consertos: tuple[Conserto, ...]) -> None:
        esvaziar(self._por_consertos)
        self.consertos = []
        for conserto in consertos:
            responder = partial(self._dar_por, Veredito(trocada=conserto.conta))
            link = Link(f"{conserto.rotulo} e conferir de novo", ao_clicar=responder)
            self._por_consertos.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.consertos.append(link)

    def _dar_por(self, veredito: Veredito) -> None:
        """A escolha do operador, diante da falha."""
        self.veredito = veredito
        self.accept()
