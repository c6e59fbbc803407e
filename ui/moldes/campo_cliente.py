"""Campo de cliente: o código, com o nome ao lado; F2 abre a consulta, procurada na base enquanto se digita."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from modelos.acesso.consulta import Consulta
from modelos.cadastro import clientes
from regras.cadastro import Cliente
from regras.erros import DadoInvalido
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_linha
from ui.componentes.texto import TextoElidido
from ui.contexto import Contexto
from ui.moldes.consulta import DialogoEscolha
from ui.tabelas.clientes import COLUNAS_DA_CONSULTA
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.quadro import QuadroLista


class DialogoEscolherCliente(DialogoEscolha[Cliente]):
    """Digite para procurar, setas andam, Enter escolhe."""

    def __init__(self, contexto: Contexto, corrente: str = "", pai: QWidget | None = None) -> None:
        """Monta a consulta; `corrente` é o código que começa selecionado, se estiver na primeira página."""
        modelo: TabelaPaginada[Cliente] = TabelaPaginada(
            COLUNAS_DA_CONSULTA,
            clientes.pagina,
            contexto.base,
            chave=lambda cliente: cliente.codigo,
            consulta=Consulta(ordem="nome"),
        )
        quadro = QuadroLista(
            "Consulta de clientes",
            modelo,
            procura="Procurar nome, código, CPF/CNPJ ou cidade",
            largura_da_procura=0,
            preferencias=contexto.preferencias,
        )
        super().__init__(
            "Clientes", quadro, corrente=corrente, estado="Consulta de clientes", pai=pai, largura=760, altura=480
        )

    @classmethod
    def perguntar(cls, contexto: Contexto, corrente: str = "", pai: QWidget | None = None) -> Cliente | None:
        """Mostra a lista e devolve o escolhido, ou None."""
        dialogo = cls(contexto, corrente, pai)
        return dialogo.escolhida() if dialogo.responder() else None


class CampoCliente(QWidget):
    """O código de um cliente cadastrado, ou vazio.

    Sinais:
        mudou(): o código mudou.
        validou(str): a frase do erro, ou vazio.
    """

    CONSULTA = "Clientes"

    mudou = Signal()
    validou = Signal(str)

    def __init__(self, contexto: Contexto, *, obrigatorio: bool = False, vazio: str = "") -> None:
        """Monta o campo; `vazio` é o que se lê ao lado quando não há código."""
        super().__init__()
        self._contexto, self._vazio = contexto, vazio
        self.texto = CampoTexto(validar=self._conferir, obrigatorio=obrigatorio, largura=96)
        self.nome = TextoElidido(vazio, cor="texto2")
        self.botao = Botao("", icone="lupa", ao_clicar=self.consultar)
        self.botao.setFocusPolicy(self.botao.focusPolicy().NoFocus)
        self.botao.setAccessibleName("Consultar clientes")
        self.botao.setToolTip("Consultar clientes (F2)")
        self.texto.mudou.connect(self._ao_mudar)
        self.texto.validou.connect(self.validou)
        self.setFocusProxy(self.texto)
        self.setFocusPolicy(self.texto.focusPolicy())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        em_linha(self.texto, self.botao, (self.nome, 1), espaco=6, dono=self)

    def codigo(self) -> str:
        """O que está escrito."""
        return self.texto.valor()

    def cliente(self) -> Cliente | None:
        """O cliente do código, se existe."""
        return clientes.obter(self.codigo()) if self.codigo() else None

    def definir(self, codigo: str) -> None:
        """Mostra um código."""
        self.texto.definir(codigo)

    def conferir(self) -> str:
        """Confere que o cliente existe; devolve a frase do erro."""
        return self.texto.conferir()

    def consultar(self) -> None:
        """F2: escolhe na lista."""
        escolhido = DialogoEscolherCliente.perguntar(self._contexto, self.codigo(), self.window())
        if escolhido is not None:
            self.definir(escolhido.codigo)

    def _ao_mudar(self) -> None:
        achado = self.cliente()
        self.nome.setText(achado.nome if achado else "" if self.codigo() else self._vazio)
        self.mudou.emit()

    def _conferir(self, codigo: str) -> None:
        if clientes.obter(codigo) is None:
            raise DadoInvalido("cliente", f"não há cliente de código {codigo}", o_que_fazer="F2 escolhe na lista.")
