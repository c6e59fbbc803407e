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
from ui.moldes.lista import DialogoLista
from ui.tabelas.base import TabelaBase
from ui.tabelas.devolucoes import COLUNAS_MARCADOS, COLUNAS_RECEBIDAS, Marcado
from ui.tabelas.visao import VisaoTabela
from ui.tarefa import Fim, Tarefa
from ui.tema import Peso


class DialogoDevolvidos(DialogoLista[Marcado]):
    """Lista dos devolvidos, com a mensagem que voltou; excluir da lista faz o endereço voltar a receber."""

    ASSUNTOS = (Assunto.DEVOLVIDOS,)
    ARQUIVO = "devolvidos.csv"
    INCLUI = False
    ABRE = ""
    _recebidas: TabelaBase[DevolucaoLida] | None = None

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(
            contexto,
            "Endereços devolvidos",
            "Estes endereços não recebem avisos. Exclua da lista o que já foi corrigido.",
            COLUNAS_MARCADOS,
            lambda item: item.devolvido.email,
            pai=pai,
            largura=1080,
            altura=640,
        )
        self._busca = Tarefa(contexto, self)
        self._busca.andou.connect(self._ao_acontecer)
        self._busca.acabou.connect(self._ao_acabar)
        self._novas = 0
        self._falhas: list[str] = []
        self._montar_recebidas()

    def ler(self) -> list[Marcado]:
        """Todos, em ordem de endereço."""
        origens = devolucoes.que_marcaram()
        return [Marcado(item, origens.get(item.email)) for item in devolvidos.listar()]

    def reler(self) -> None:
        """Lê de novo as duas listas."""
        super().reler()
        if self._recebidas is not None:
            self._recebidas.trocar(devolucoes.recentes())

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """Buscar na caixa, e onde ela fica."""
        self.botao_buscar = Botao("&Buscar agora", icone="lupa", ao_clicar=self.buscar)
        self.botao_caixa = Botao("&Caixa das devoluções…", icone="envelope", ao_clicar=self._configurar)
        return (self.botao_buscar, self.botao_caixa)

    def remover(self, objeto: Marcado) -> None:
        """Tira a marca."""
        devolvidos.limpar(objeto.devolvido.email)

    def descrever(self, objeto: Marcado) -> str:
        """Diz o efeito."""
        return f"{objeto.devolvido.email} da lista, para que volte a receber"

    def buscar(self) -> None:
        """Lê as devoluções na caixa de cada conta que tem uma; com uma busca em curso, cancela-a."""
        if self._busca.em_curso:
            self._busca.cancelar()
            return
        ambiente = self.contexto.ambiente
        self._novas, self._falhas = 0, []
        self.botao_buscar.setText("Parar a &busca")
        self._caixa.mostrar("acento", "Procurando devoluções…")
        self._busca.comecar(lambda: buscar(ambiente))

    def buscando(self) -> bool:
        """Diz se há uma busca em curso."""
        return self._busca.em_curso

    def mensagem(self) -> str:
        """O que a caixa diz, ou vazio se ela não está à mostra."""
        return "" if self._caixa.isHidden() else self._caixa.texto()

    def recebidas(self) -> list[DevolucaoLida]:
        """As devoluções na segunda lista."""
        return list(self._recebidas.linhas()) if self._recebidas is not None else []

    def reject(self) -> None:
        """Fecha; a busca em curso para no próximo passo, e o que já leu fica gravado."""
        self._busca.cancelar()
        super().reject()

    def _montar_recebidas(self) -> None:
        """A segunda lista e a caixa, entre a primeira e os botões."""
        nome = "Devoluções recebidas"
        self.corpo.addWidget(Texto(nome, peso=Peso.FORTE))
        visao = VisaoTabela(nome)
        self._recebidas = TabelaBase(COLUNAS_RECEBIDAS)
        self._recebidas.trocar(devolucoes.recentes())
        visao.mostrar(self._recebidas)
        visao.abriu.connect(self._abrir_da_recebida)
        self.visao_recebidas = visao
        self.corpo.addWidget(visao, 1)
        self._caixa = CaixaMensagem("acento")
        self.corpo.addWidget(self._caixa)
        self.visao.abriu.connect(self._abrir_da_marca)

    def _configurar(self) -> None:
        DialogoCaixaDevolucoes(self.contexto, None, self).exec()

    def _abrir_da_marca(self) -> None:
        marcado = self.selecionada()
        if marcado is not None and marcado.origem is not None:
            self.contexto.abrir.emit("aviso", marcado.origem.aviso)

    def _abrir_da_recebida(self) -> None:
        atual = self.visao_recebidas.currentIndex().row()
        lida = self._recebidas.linha(atual) if self._recebidas is not None else None
        if lida is not None:
            self.contexto.abrir.emit("aviso", lida.aviso)

    def _ao_acontecer(self, passo: object) -> None:
        if isinstance(passo, Procurando):
            self._caixa.mostrar("acento", frases.procurando_devolucoes(passo.conta, passo.vistas, passo.total))
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
            self._caixa.mostrar("perigo", " ".join(self._falhas), f"{achadas}; nem tudo foi lido")
        elif fim.cancelada:
            self._caixa.mostrar("aviso", "Busca interrompida. A próxima continua de onde esta parou.")
        else:
            self._caixa.mostrar("ok", f"{achadas}.")
        self.contexto.avisar(Assunto.DEVOLVIDOS, Assunto.AVISOS)
