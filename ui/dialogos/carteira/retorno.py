"""Um arquivo de retorno: os títulos, e o que o operador decide sobre eles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from envio.retorno.decisao import resolver
from modelos.retorno import arquivos, decisoes
from regras.retorno.arquivo import Decisao, DecisaoTomada, EstadoDoRetorno, ItemDoRetorno, Retorno
from regras.retorno.titulo import Resultado
from ui import frases_do_retorno
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.carteira.colunas_do_retorno import COLUNAS_DOS_TITULOS
from ui.dialogos.carteira.motivo import CampoMotivo
from ui.moldes.faixa_de_filtros import FiltroMostrar
from ui.moldes.lista import DialogoLista, Lista
from ui.tarefa import Fim, Tarefa

TODOS, A_CONFERIR = "", Resultado.A_CONFERIR.value


class DialogoRetorno(DialogoLista[ItemDoRetorno]):
    """Os títulos de um arquivo, com as decisões; no desfeito não há o que decidir."""

    LISTA = Lista[ItemDoRetorno](
        titulo="Títulos do retorno",
        explicacao="Dar por pago tira o débito dos avisos; soltar faz dele o que o ERP diz.",
        chave=lambda item: item.linha,
        colunas=COLUNAS_DOS_TITULOS,
        assuntos=(Assunto.RETORNOS,),
        arquivo="titulos_do_retorno.csv",
        demora=True,
        inclui=False,
        abre="",
        total=("título", "títulos", "Nenhum título aqui"),
        largura=1180,
        altura=620,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Abre neste `Retorno`."""
        if not isinstance(argumento, Retorno) or argumento.id is None:
            raise TypeError("falta o retorno")
        self._retorno, self._numero = argumento, argumento.id
        self._qual = TODOS
        super().__init__(contexto, argumento, pai)
        self.setWindowTitle(f"Retorno {self._numero}: {argumento.arquivo}")
        dizeres = frases_do_retorno.apontamentos(arquivos.apontamentos(self._numero))
        self.caixa = CaixaMensagem("aviso", dizeres)
        self.corpo.insertWidget(self.corpo.indexOf(self.quadro), self.caixa)
        self.tarefa = Tarefa(contexto, self)
        self.tarefa.acabou.connect(self._ao_acabar)

    def ler(self) -> Sequence[ItemDoRetorno]:
        """Os da parte escolhida, em ordem de linha."""
        qual = self._qual
        return [item for item in arquivos.itens(self._numero) if qual in (TODOS, item.resultado.value)]

    def montar_filtros(self) -> FiltroMostrar:
        """Todos, ou os que esperam decisão."""
        self.filtro = FiltroMostrar(((TODOS, "Todos"), (A_CONFERIR, "Só a conferir")), largura=170)
        return self.filtro

    def filtrar(self) -> None:
        """Lê de novo só a parte escolhida."""
        self._qual = self.filtro.valor()
        self.reler()

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """O arquivo inteiro."""
        self.botao_desfazer = Botao(
            "&Desfazer o arquivo", icone="desfazer", papel=Papel.PERIGO, ao_clicar=self.desfazer
        )
        self.botao_desfazer.setEnabled(self._retorno.estado is EstadoDoRetorno.LIDO)
        return (self.botao_desfazer,)

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """As decisões do título, que o arquivo desfeito já não tem."""
        if self._retorno.estado is not EstadoDoRetorno.LIDO:
            return ()
        self.botao_baixar = Botao("Dar por &pago", icone="certo", ao_clicar=partial(self.decidir, Decisao.BAIXAR))
        self.botao_soltar = Botao("&Soltar", ao_clicar=partial(self.decidir, Decisao.SOLTAR))
        return (self.botao_baixar, self.botao_soltar)

    def decidir(self, decisao: Decisao) -> None:
        """Pergunta e decide o título da linha corrente."""
        item = self.selecionada()
        if item is None or self.tarefa.em_curso:
            return
        pergunta, detalhe = frases_do_retorno.pergunta_da_decisao(item, pago=decisao is Decisao.BAIXAR)
        motivo = CampoMotivo()
        if DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, detalhe=detalhe, a_mais=motivo, pai=self):
            hoje, tomada = self.contexto.hoje(), DecisaoTomada(decisao, self.contexto.agora(), motivo.texto())
            self._fazer(lambda: resolver(self._numero, item.linha, tomada, hoje))

    def desfazer(self) -> None:
        """Pergunta e desfaz as baixas e retenções do arquivo."""
        pergunta = f"Desfazer o arquivo {self._retorno.arquivo}?"
        detalhe = (
            "Os débitos que ele deu por pagos ou segurou voltam a ser o que o ERP diz, e podem ser avisados. O arquivo "
            "fica na lista como desfeito, e pode ser lido de novo."
        )
        motivo = CampoMotivo()
        if not self.tarefa.em_curso and DialogoConfirmacao.perguntar(
            self.windowTitle(), pergunta, detalhe=detalhe, perigo=True, a_mais=motivo, pai=self
        ):
            em, por_que = self.contexto.agora(), motivo.texto()
            self._desfazendo = True
            self._fazer(lambda: decisoes.desfazer(self._numero, em, por_que))

    def reject(self) -> None:
        """Fecha, depois do que está em curso."""
        if not self.tarefa.em_curso:
            super().reject()

    _desfazendo = False

    def _fazer(self, acao: Callable[[], object]) -> None:
        self.tarefa.comecar(lambda: iter((acao(),)))

    def _ao_acabar(self, fim: Fim) -> None:
        desfez, self._desfazendo = self._desfazendo and fim.erro is None, False
        if fim.erro is not None:
            DialogoMensagem.mostrar_erro(self, "Nada mudou", fim.erro)
            return
        self.contexto.avisar(Assunto.RETORNOS, Assunto.DEBITOS)
        if desfez:
            self.accept()
