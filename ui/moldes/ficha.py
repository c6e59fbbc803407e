"""A forma comum das telas que editam um cadastro: cada campo dito uma vez, erro no campo, Gravar e Cancelar.

    self.declarar(
        Campo("nome", "&Nome", CampoTexto(obrigatorio=True)),
        Campo("cep", "CE&P", CampoTexto(validar=validar_cep), recusa="CEP", grava=compactar_cep),
        Grupo("Avisos de débito"),
        Campo("avisar", "", CaixaMarcar("En&viar avisos a este cliente")),
    )
    self.mostrar(cliente)
    ...
    replace(cliente, **self.colher())

Da declaração saem a linha na tela, o nome acessível, a ordem do Tab, a ajuda, o que se mostra, o que se colhe e o
lugar do erro.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from regras.erros import DadoInvalido, ErroAviso
from ui import atalhos, frases
from ui.base.confirmacao import perguntar_por_alteracoes
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.base.mensagem import DialogoMensagem
from ui.campos.campo_data import CampoData
from ui.campos.campo_dinheiro import CampoDinheiro, CampoPercentual
from ui.campos.campo_logotipo import CampoLogotipo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.area import AreaQueSegue
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.recursos import Ajuda
from ui.tema import Letra

_EIXO = 190
T = TypeVar("T")


def _como_esta(dado: object) -> object:
    return dado


@dataclass(frozen=True, slots=True)
class Campo:
    """Um campo do cadastro, dito uma vez.

    Atributos:
        nome: o atributo do cadastro, e como as regras o chamam quando o recusam.
        rotulo: com `&` antes da letra do Alt; vazio na caixa de marcar, que traz o próprio texto.
        widget: onde se edita.
        recusa: os outros nomes com que as regras o recusam, separados por `;`.
        ajuda: chave do texto do botão i e do F1, ou quem o escreve na hora; vazia é `AJUDAS.nome`.
        unidade: palavra depois do campo.
        ao_lado: widget logo depois dele.
        grava: do que está na tela ao que fica no cadastro.
        da_tela: não é do cadastro: quem o mostra e colhe é a ficha.
        chave: identifica o cadastro, e não muda depois de incluído.
    """

    nome: str
    rotulo: str
    widget: QWidget
    recusa: str = ""
    ajuda: str | Callable[[], Ajuda] = ""
    unidade: str = ""
    ao_lado: QWidget | None = None
    grava: Callable[[Any], object] = _como_esta
    da_tela: bool = False
    chave: bool = False

    def mostrar(self, cadastro: object) -> None:
        """Põe na tela o que o cadastro tem."""
        _portas(self.widget)[1](self.widget, getattr(cadastro, self.nome))

    def colher(self) -> object:
        """O que está na tela, como se grava.

        Raises:
            DadoInvalido: não se grava assim.
        """
        return self.grava(_portas(self.widget)[0](self.widget))


@dataclass(frozen=True, slots=True)
class Grupo:
    """O título dos campos que se seguem."""

    titulo: str


@dataclass(frozen=True, slots=True)
class OutraColuna:
    """Os campos que se seguem vão numa coluna à direita, com os rótulos desta largura."""

    eixo: int


class DialogoFicha(Dialogo):
    """A subclasse declara os campos, chama `concluir` no fim e sobrescreve `guardar`.

    Ctrl+S e Alt+G gravam e fecham; ESC e o X só perguntam quando há o que perder. Diz também:
        AJUDAS: a tela em `resources/ajuda`.
        ASSUNTOS: o que gravar muda.
        GRAVAR: o texto do botão que grava.
    """

    AJUDAS = ""
    ASSUNTOS: tuple[Assunto, ...] = ()
    GRAVAR = "&Gravar"

    def __init__(
        self,
        contexto: Contexto,
        titulo: str,
        pai: QWidget | None = None,
        *,
        largura: int = 620,
        altura: int = 0,
        eixo: int = _EIXO,
    ) -> None:
        """Monta vazia; medidas em pixels com letra em 100 %: altura 0 é a do conteúdo, `eixo` é a dos rótulos."""
        super().__init__(titulo, pai, largura=largura, altura=altura, estado="Preencha os campos | ESC-Voltar")
        self.contexto = contexto
        self.formulario = Formulario(eixo_campo=eixo, eixo_ajuda=0)
        self.campos: dict[str, Campo] = {}
        self.textos: dict[str, CampoTexto] = {}
        self._por_nome: dict[str, QWidget] = {}
        self.alterada = self._esperando = False
        self.ligar_teclas((atalhos.GRAVAR, self.ao_gravar))

    def declarar(self, *itens: Campo | Grupo | OutraColuna | QWidget) -> None:
        """Acrescenta ao formulário, na ordem: campos, títulos, colunas, ou um widget, no eixo dos campos."""
        for item in itens:
            if isinstance(item, Campo):
                self._por(item)
            elif isinstance(item, Grupo):
                self.formulario.titulo(item.titulo)
            elif isinstance(item, OutraColuna):
                self.formulario.outra_coluna(eixo_campo=item.eixo)
            else:
                self.formulario.largo(item, desde_o_campo=True)

    def mostrar(self, cadastro: object) -> None:
        """Põe na tela o que um cadastro tem."""
        for campo in self.campos.values():
            if not campo.da_tela:
                campo.mostrar(cadastro)

    def colher(self) -> dict[str, Any]:
        """O que está na tela, por atributo do cadastro.

        Raises:
            DadoInvalido: um campo não se grava como está.
        """
        return {nome: campo.colher() for nome, campo in self.campos.items() if not campo.da_tela}

    def travar_chaves(self, travadas: bool) -> None:
        """O que identifica o cadastro fica à mostra, sem que se possa mudar."""
        for nome, campo in self.textos.items():
            if self.campos[nome].chave:
                campo.travar(travadas)

    def rolavel(self) -> QScrollArea:
        """O formulário numa área que rola quando ele não cabe."""
        area = AreaQueSegue()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formulario.setProperty("transparente", True)
        self.formulario.encostar_em_cima()
        area.setWidget(self.formulario)
        return area

    def concluir(self, *esquerda: QWidget, rolar: bool = False, conteudo: QWidget | None = None) -> None:
        """Põe o formulário e os botões; dali em diante mudar um campo é alteração.

        Args:
            esquerda: botões a mais, à esquerda na barra.
            rolar: o formulário rola quando não cabe.
            conteudo: o que vai no corpo em lugar do formulário, e já o contém (as guias, por exemplo).
        """
        if conteudo is not None or rolar:
            self.corpo.addWidget(conteudo or self.rolavel(), 1)
        else:
            self.corpo.addWidget(self.formulario)
            self.corpo.addStretch(1)
        self.botao_gravar = Botao(
            self.GRAVAR, tecla=atalhos.GRAVAR.tecla, papel=Papel.PRINCIPAL, ao_clicar=self.ao_gravar
        )
        self.acoes(self.botao_gravar, self.botao_fechar("Cancelar"), esquerda=esquerda)
        self.formulario.mudou.connect(self.marcar_alterada)
        self.formulario.pediu_tutorial.connect(lambda capitulo: self.contexto.abrir.emit("tutorial", capitulo))

    def marcar_alterada(self) -> None:
        """Há o que perder ao fechar."""
        self.alterada = True

    def guardar(self) -> None:
        """Grava o que está na tela.

        Raises:
            ErroAviso: não deu; o de um campo aparece ao lado dele.
        """
        raise TypeError("a subclasse tem de definir")

    def gravar(self) -> bool:
        """Confere os campos, grava e avisa do que mudou; falso com o erro já na tela."""
        if not self.formulario.conferir():
            return False
        try:
            self.guardar()
        except ErroAviso as erro:
            self.mostrar_falha(erro)
            return False
        self.alterada = False
        if self.ASSUNTOS:
            self.contexto.avisar(*self.ASSUNTOS)
        return True

    def ao_gravar(self) -> None:
        """Grava e fecha, se deu certo."""
        if self.gravar():
            self.accept()

    def conferido(self, montar: Callable[[], T]) -> T | None:
        """O que `montar` faz da tela, se todos os campos servem; senão None, com o erro já na tela."""
        if not self.formulario.conferir():
            return None
        try:
            return montar()
        except DadoInvalido as erro:
            self.mostrar_falha(erro)
            return None

    def esperar(self, funcao: Callable[[], object]) -> None:
        """Roda fora da linha da tela e espera; até lá a ficha não fecha.

        Raises:
            ErroAviso: o que a função levantou.
        """
        falhas: list[object] = []
        espera = QEventLoop(self)
        trabalho = self.contexto.calcular(funcao)
        trabalho.falhou.connect(falhas.append)
        trabalho.terminou.connect(espera.quit)
        self._esperando = True
        self.setEnabled(False)
        trabalho.iniciar()
        espera.exec()
        self.setEnabled(True)
        self._esperando = False
        for falha in falhas:
            if isinstance(falha, ErroAviso):
                raise falha

    def reject(self) -> None:
        """ESC, o X e Cancelar: com alterações, pergunta; enquanto espera, não fecha."""
        if not self._esperando and (not self.alterada or perguntar_por_alteracoes(self, self.gravar)):
            super().reject()

    def mostrar_falha(self, erro: ErroAviso) -> None:
        """No campo recusado, se está nesta tela; senão, numa mensagem."""
        campo = self._por_nome.get(erro.campo.lower()) if isinstance(erro, DadoInvalido) else None
        if campo is None or not isinstance(erro, DadoInvalido):
            DialogoMensagem.mostrar_erro(self, "Não gravado", erro)
            return
        self.formulario.mostrar_erro(campo, frases.erro_de_campo(erro))
        self.focar(campo)

    def _por(self, campo: Campo) -> None:
        self.campos[campo.nome] = campo
        if isinstance(campo.widget, CampoTexto):
            self.textos[campo.nome] = campo.widget
        self.formulario.campo(
            campo.rotulo,
            campo.widget,
            ajuda=campo.ajuda or (f"{self.AJUDAS}.{campo.nome}" if self.AJUDAS else ""),
            unidade=campo.unidade,
            ao_lado=campo.ao_lado,
        )
        for recusado in (campo.nome, *filter(None, campo.recusa.split(";"))):
            self._por_nome[recusado.lower()] = campo.widget


def explicar(texto: str) -> Texto:
    """A frase miúda que explica o campo de cima."""
    return Texto(texto, letra=Letra.DETALHE, cor="texto2", quebra=True)


def inteiro(texto: str) -> int | None:
    """O número de um campo de algarismos; None se está vazio, ou não é um."""
    return int(texto) if texto.isdecimal() else None


def _portas(widget: QWidget) -> tuple[Callable[[Any], object], Callable[[Any, Any], object]]:
    """Como se lê de um campo e como se põe nele."""
    return next((ler, por) for tipo, ler, por in _PORTAS if isinstance(widget, tipo))


_PORTAS: tuple[tuple[type, Callable[[Any], object], Callable[[Any, Any], object]], ...] = (
    (CampoData, lambda campo: campo.data, CampoData.definir_data),
    (CampoDinheiro, lambda campo: campo.centavos, CampoDinheiro.definir_centavos),
    (CampoPercentual, lambda campo: campo.percentual, CampoPercentual.definir_percentual),
    (CampoTexto, CampoTexto.valor, lambda campo, dado: campo.definir("" if dado is None else str(dado))),
    (CampoCliente, CampoCliente.codigo, CampoCliente.definir),
    (CampoLogotipo, CampoLogotipo.png, CampoLogotipo.definir),
    (QCheckBox, QCheckBox.isChecked, QCheckBox.setChecked),
    (QWidget, lambda campo: campo.valor(), lambda campo, dado: campo.definir(dado)),
)
"""Do mais próprio ao mais comum: o que não está aqui tem `valor` e `definir`."""
