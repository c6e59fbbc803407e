"""Endereços que devolveram mensagem: ficam fora do envio até serem limpos. E a busca das devoluções na caixa."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from envio.devolucoes.devolucoes import CaixaFalhou, CaixaLida, buscar
from envio.eventos import Procurando
from modelos.avisos import devolucoes, devolvidos
from modelos.avisos.devolucoes import DevolucaoLida
from ui import frases
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import TabelaBase
from ui.tabelas.devolucoes import COLUNAS_MARCADOS, COLUNAS_RECEBIDAS, Marcado
from ui.tabelas.visao import VisaoTabela
from ui.tarefa import Fim, Tarefa
from ui.tema import Peso


class DialogoDevolvidos(DialogoLista[Marcado]):
    """Lista dos devolvidos, com a mensagem que voltou; excluir da lista faz o endereço voltar a receber."""

    LISTA = Lista[Marcado](
        titulo="Endereços devolvidos",
        explicacao="Estes endereços não recebem avisos. Exclua da lista o que já foi corrigido.",
        colunas=COLUNAS_MARCADOS,
        chave=lambda item: item.devolvido.email,
        assuntos=(Assunto.DEVOLVIDOS,),
        arquivo="devolvidos.csv",
        remover=lambda item: devolvidos.limpar(item.devolvido.email),
        descrever=lambda item: f"{item.devolvido.email} da lista, para que volte a receber",
        inclui=False,
        abre="",
        largura=1080,
        altura=640,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        self.recebidas: TabelaBase[DevolucaoLida] = TabelaBase(COLUNAS_RECEBIDAS)
        super().__init__(contexto, argumento, pai)
        self.busca = Tarefa(contexto, self)
        self.busca.andou.connect(self._ao_acontecer)
        self.busca.acabou.connect(self._ao_acabar)
        self._novas = 0
        self._falhas: list[str] = []
        self._montar_recebidas()

    def ler(self) -> list[Marcado]:
        """Todos, em ordem de endereço; e, na segunda lista, as devoluções recebidas."""
        self.recebidas.trocar(devolucoes.recentes())
        origens = devolucoes.que_marcaram()
        return [Marcado(item, origens.get(item.email)) for item in devolvidos.listar()]

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Buscar na caixa, e onde ela fica."""
        self.botao_buscar = Botao("&Buscar agora", icone="lupa", ao_clicar=self.buscar)
        self.botao_caixa = Botao("&Caixa das devoluções…", icone="envelope", ao_clicar=self._configurar)
        return (self.botao_buscar, self.botao_caixa)

    def buscar(self) -> None:
        """Lê as devoluções na caixa de cada conta que tem uma; com uma busca em curso, cancela-a."""
        if self.busca.em_curso:
            self.busca.cancelar()
            return
        ambiente = self.contexto.ambiente
        self._novas, self._falhas = 0, []
        self.botao_buscar.setText("Parar a &busca")
        self.caixa.mostrar("acento", "Procurando devoluções…")
        self.busca.comecar(lambda: buscar(ambiente))

    def reject(self) -> None:
        """Fecha; a busca em curso para no próximo passo, e o que já leu fica gravado."""
        self.busca.cancelar()
        super().reject()

    def _montar_recebidas(self) -> None:
        """A segunda lista e a caixa, entre a primeira e os botões."""
        nome = "Devoluções recebidas"
        self.corpo.addWidget(Texto(nome, peso=Peso.FORTE))
        self.visao_recebidas = VisaoTabela(nome, self.recebidas)
        self.visao_recebidas.abriu.connect(self._abrir_aviso)
        self.corpo.addWidget(self.visao_recebidas, 1)
        self.caixa = CaixaMensagem("acento")
        self.corpo.addWidget(self.caixa)
        self.visao.abriu.connect(lambda marcado: self._abrir_aviso(marcado.origem))

    def _configurar(self) -> None:
        DialogoCaixaDevolucoes(self.contexto, None, self).responder()

    def _abrir_aviso(self, lida: DevolucaoLida | None) -> None:
        """O aviso que voltou; o endereço recusado ao enviar não tem devolução."""
        if lida is not None:
            self.contexto.abrir.emit("aviso", lida.aviso)

    def _ao_acontecer(self, passo: object) -> None:
        if isinstance(passo, Procurando):
            self.caixa.mostrar("acento", frases.procurando_devolucoes(passo.conta, passo.vistas, passo.total))
        elif isinstance(passo, CaixaLida):
            self._novas += len(passo.lidas)
        elif isinstance(passo, CaixaFalhou):
            self._falhas.append(f"Conta {passo.conta}: {passo.erro.frase()}")

    def _ao_acabar(self, fim: Fim) -> None:
        if fim.erro is not None:
            self._falhas.append(fim.erro.frase())
        self.botao_buscar.setText("&Buscar agora")
        achadas = frases.quantos(self._novas, "devolução nova", "devoluções novas")
        if self._falhas:
            self.caixa.mostrar("perigo", " ".join(self._falhas), f"{achadas}; nem tudo foi lido")
        elif fim.cancelada:
            self.caixa.mostrar("aviso", "Busca interrompida. A próxima continua de onde esta parou.")
        else:
            self.caixa.mostrar("ok", f"{achadas}.")
        self.contexto.avisar(Assunto.DEVOLVIDOS, Assunto.AVISOS)
