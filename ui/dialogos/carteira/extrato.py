"""Um extrato OFX: os créditos, o débito em aberto que cada um pode ter pago, e a decisão do operador."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from envio.retorno.extrato import Sugerido, dar_por_pago, sugeridos
from modelos.retorno import decisoes
from regras.dinheiro import em_reais, formatar
from regras.retorno.arquivo import Decisao, DecisaoTomada, EstadoDoRetorno, Retorno
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao, Papel
from ui.contexto import Assunto, Contexto
from ui.dialogos.carteira.motivo import CampoMotivo
from ui.dialogos.carteira.retorno import DialogoRetorno
from ui.moldes.faixa_de_filtros import FiltroMostrar
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas import colunas
from ui.tabelas.base import Coluna
from ui.tarefa import Fim, Tarefa

_COM_SUGESTAO, _TODOS = "", "todos"


def _debito(linha: Sugerido) -> str:
    if linha.sugestao is None:
        return ""
    debito = linha.sugestao.debito
    return f"{debito.nome}, {debito.documento}/{debito.parcela}"


def _como(linha: Sugerido) -> str:
    sugestao = linha.sugestao
    if sugestao is None:
        return "nenhum débito em aberto bate"
    encargos = sugestao.encargos_centavos
    partes = [f"com {formatar(encargos)} de multa e juros" if encargos else "o saldo exato"]
    partes += ["traz o nome"] if sugestao.cita else []
    partes += [f"um de {linha.de} que batem"] if linha.de > 1 else []
    return ", ".join(partes)


_COLUNAS: tuple[Coluna[Sugerido], ...] = (
    Coluna(
        "Crédito em", lambda linha: frases.data_curta(linha.credito.em), lambda linha: str(linha.credito.em), largura=96
    ),
    colunas.dinheiro("Valor", lambda linha: linha.credito.centavos, 104),
    colunas.texto("No extrato", lambda linha: linha.credito.descricao, 0),
    colunas.texto("Débito em aberto", _debito, 270),
    Coluna(
        "Vence em",
        lambda linha: frases.data_curta(linha.sugestao.debito.vencimento) if linha.sugestao else colunas.NADA,
        lambda linha: str(linha.sugestao.debito.vencimento) if linha.sugestao else "",
        largura=96,
    ),
    Coluna("Por que bate", _como, cor=lambda linha: "aviso" if linha.de > 1 else "", largura=290),
)


class DialogoExtrato(DialogoLista[Sugerido]):
    """Uma linha por débito que bate com um crédito; no desfeito não há o que decidir."""

    LISTA = Lista[Sugerido](
        titulo="Créditos do extrato",
        explicacao="O valor e a data só sugerem: nada sai dos avisos antes de você dar o débito por pago.",
        chave=lambda linha: (linha.credito.ordem, linha.sugestao.debito.id if linha.sugestao else 0),
        colunas=_COLUNAS,
        assuntos=(Assunto.RETORNOS, Assunto.DEBITOS),
        arquivo="creditos_do_extrato.csv",
        demora=True,
        inclui=False,
        abre="",
        total=("linha", "linhas", "Nenhum crédito aqui"),
        largura=1240,
        altura=620,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Abre neste `Retorno`, que é de um extrato."""
        if not isinstance(argumento, Retorno) or argumento.id is None:
            raise TypeError("falta o extrato")
        self._retorno, self._numero = argumento, argumento.id
        self._qual, self._desfazendo = _COM_SUGESTAO, False
        super().__init__(contexto, argumento, pai)
        self.setWindowTitle(f"Extrato {self._numero}: {argumento.arquivo}")
        self.tarefa = Tarefa(contexto, self)
        self.tarefa.acabou.connect(self._ao_acabar)

    def ler(self) -> Sequence[Sugerido]:
        """Os que batem com algum débito, ou todos."""
        if self._retorno.estado is not EstadoDoRetorno.LIDO:
            return ()
        return [linha for linha in sugeridos(self._numero) if self._qual or linha.sugestao is not None]

    def montar_filtros(self) -> FiltroMostrar:
        """Com sugestão, ou todos."""
        self.filtro = FiltroMostrar(((_COM_SUGESTAO, "Só os que batem"), (_TODOS, "Todos")), largura=190)
        return self.filtro

    def filtrar(self) -> None:
        """Lê de novo só a parte escolhida."""
        self._qual = self.filtro.valor()
        self.reler()

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """O extrato inteiro."""
        self.botao_desfazer = Botao(
            "&Desfazer o extrato", icone="desfazer", papel=Papel.PERIGO, ao_clicar=self.desfazer
        )
        self.botao_desfazer.setEnabled(self._retorno.estado is EstadoDoRetorno.LIDO)
        todos = Botao("&Títulos decididos…", icone="lista", ao_clicar=self.abrir_titulos)
        return (self.botao_desfazer, todos)

    def abrir_titulos(self) -> None:
        """Os créditos como o retorno os guarda, com o que se decidiu; ali se solta um."""
        DialogoRetorno(self.contexto, self._retorno, self).responder()

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """A decisão."""
        self.botao_baixar = Botao("Dar por &pago", icone="certo", ao_clicar=self.baixar)
        return (self.botao_baixar,)

    def baixar(self) -> None:
        """Pergunta e dá por pago o débito da linha corrente."""
        linha = self.selecionada()
        if linha is None or linha.sugestao is None or self.tarefa.em_curso:
            return
        debito, motivo = linha.sugestao.debito, CampoMotivo()
        pergunta = f"Dar por pago o débito {debito.documento}/{debito.parcela} de {debito.nome}?"
        quando = frases.data_curta(linha.credito.em)
        detalhe = f"Ele sai dos avisos. O extrato diz {em_reais(linha.credito.centavos)} em {quando}."
        if DialogoConfirmacao.perguntar(self.windowTitle(), pergunta, detalhe=detalhe, a_mais=motivo, pai=self):
            hoje = self.contexto.hoje()
            tomada = DecisaoTomada(Decisao.BAIXAR, self.contexto.agora(), motivo.texto())
            chave = (debito.cliente, debito.documento, debito.parcela)
            ordem = linha.credito.ordem
            self.tarefa.comecar(lambda: iter((dar_por_pago(self._numero, ordem, chave, tomada, hoje),)))

    def desfazer(self) -> None:
        """Pergunta e desfaz o que se deu por pago por este extrato."""
        motivo, em = CampoMotivo(), self.contexto.agora()
        detalhe = "Os débitos dados por pagos por ele voltam a ser o que o ERP diz, e podem ser avisados."
        if not self.tarefa.em_curso and DialogoConfirmacao.perguntar(
            self.windowTitle(),
            f"Desfazer o extrato {self._retorno.arquivo}?",
            detalhe=detalhe,
            perigo=True,
            a_mais=motivo,
            pai=self,
        ):
            por_que, self._desfazendo = motivo.texto(), True
            self.tarefa.comecar(lambda: iter((decisoes.desfazer(self._numero, em, por_que),)))

    def reject(self) -> None:
        """Fecha, depois do que está em curso."""
        if not self.tarefa.em_curso:
            super().reject()

    def _ao_acabar(self, fim: Fim) -> None:
        desfez, self._desfazendo = self._desfazendo and fim.erro is None, False
        if fim.erro is not None:
            DialogoMensagem.mostrar_erro(self, "Nada mudou", fim.erro)
            return
        self.contexto.avisar(Assunto.RETORNOS, Assunto.DEBITOS)
        if desfez:
            self.accept()
