"""A forma comum das telas que editam um registro: formulário, erro no campo, Gravar e Cancelar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from regras.erros import DadoInvalido, ErroAviso
from ui import atalhos, frases
from ui.base.edicao import DialogoEdicao
from ui.base.formulario import Formulario
from ui.base.mensagem import DialogoMensagem
from ui.campos.campo_texto import CampoTexto
from ui.componentes.area import AreaQueSegue
from ui.componentes.botao import Botao, Papel
from ui.contexto import Contexto

_EIXO = 190


class DialogoFicha(DialogoEdicao):
    """A subclasse acrescenta campos a `formulario`, chama `concluir` no fim e sobrescreve `guardar`.

    `AJUDAS` é a tela em `resources/ajuda`: o campo de texto sem `ajuda` dita usa a de `AJUDAS.atributo`.
    """

    AJUDAS = ""

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
        """Monta a ficha vazia.

        Args:
            contexto: o das telas.
            titulo: da janela.
            pai: dono.
            largura: em pixels com letra em 100 %.
            altura: idem; 0 é a do conteúdo.
            eixo: largura da coluna dos rótulos.
        """
        super().__init__(titulo, pai, largura=largura, altura=altura)
        self.contexto = contexto
        self.setProperty("estado", "Preencha os campos | ESC-Voltar")
        self.formulario = Formulario(eixo_campo=eixo, eixo_ajuda=0)
        self.textos: dict[str, CampoTexto] = {}
        self._por_nome: dict[str, QWidget] = {}
        self._alterada = False

    def texto(
        self, atributo: str, rotulo: str, campo: CampoTexto, nome_do_erro: str = "", *, ajuda: str = ""
    ) -> CampoTexto:
        """Acrescenta um campo de texto ligado a um atributo.

        Args:
            atributo: o nome na dataclass.
            rotulo: com `&` antes da letra do Alt.
            campo: o widget.
            nome_do_erro: como o `DadoInvalido` chama este campo; vazio é o atributo.
            ajuda: chave do texto do botão i e do F1; vazia é a de `AJUDAS`.
        """
        self.textos[atributo] = campo
        ajuda = ajuda or (f"{self.AJUDAS}.{atributo}" if self.AJUDAS else "")
        self.formulario.campo(rotulo, campo, ajuda=ajuda)
        self.nomear(campo, nome_do_erro or atributo)
        return campo

    def nomear(self, campo: QWidget, *nomes: str) -> None:
        """Diz com que nomes as regras chamam este campo quando o recusam."""
        for nome in nomes:
            self._por_nome[nome.lower()] = campo

    def preencher_textos(self, valores: Mapping[str, object]) -> None:
        """Mostra os atributos que têm campo."""
        for atributo, campo in self.textos.items():
            campo.definir(str(valores[atributo] or ""))

    def colher_textos(self) -> dict[str, str]:
        """O que está escrito em cada campo de texto."""
        return {atributo: campo.valor() for atributo, campo in self.textos.items()}

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
        self.botao_gravar = Botao("&Gravar", tecla=atalhos.GRAVAR.tecla, papel=Papel.PRINCIPAL, altura=34)
        self.botao_gravar.clicked.connect(self.ao_gravar)
        cancelar = Botao("Cancelar", tecla=atalhos.SAIR.tecla, altura=34)
        cancelar.clicked.connect(self.reject)
        self.acoes(self.botao_gravar, cancelar, esquerda=esquerda)
        self.formulario.mudou.connect(self.marcar_alterada)
        self.formulario.pediu_tutorial.connect(lambda capitulo: self.contexto.abrir.emit("tutorial", capitulo))

    def marcar_alterada(self) -> None:
        """Há o que perder ao fechar."""
        self._alterada = True

    def tem_alteracoes(self) -> bool:
        """Algum campo mudou depois de aberto."""
        return self._alterada

    def guardar(self) -> None:
        """Grava o que está na tela.

        Raises:
            ErroAviso: não deu; o de um campo aparece ao lado dele.
        """
        raise TypeError("a subclasse tem de definir")

    def gravar(self) -> bool:
        """Confere os campos e grava; falso com o erro já na tela."""
        if not self.formulario.conferir():
            return False
        try:
            self.guardar()
        except ErroAviso as erro:
            self.mostrar_falha(erro)
            return False
        self._alterada = False
        return True

    def mostrar_falha(self, erro: ErroAviso) -> None:
        """No campo recusado, se está nesta tela; senão, numa mensagem."""
        campo = self._por_nome.get(erro.campo.lower()) if isinstance(erro, DadoInvalido) else None
        if campo is None or not isinstance(erro, DadoInvalido):
            DialogoMensagem.mostrar_erro(self, "Não gravado", erro)
            return
        self.formulario.mostrar_erro(campo, frases.erro_de_campo(erro))
        campo.setFocus(Qt.FocusReason.OtherFocusReason)
