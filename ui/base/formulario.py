"""Formulário: uma só função põe rótulo, campo, ajuda, consulta, erro ao lado e os nomes acessíveis.

    formulario = Formulario()
    formulario.titulo("Débitos a vencer")
    formulario.campo("&Vencendo em", CampoDias(0, 60), ajuda="vencendo_em_dias", unidade="dias")
    ...
    if formulario.conferir(): gravar()

O campo pode ser qualquer widget. Se tiver `conferir() -> str` e o sinal `validou(str)`, o erro aparece na linha
de baixo. Enter vai ao próximo, Shift+Enter volta, ↑ volta em campo de uma linha que não usa as setas, F1 abre a
ajuda e F2 (ou F3) a consulta. A barra de estado lê as teclas de cada campo na propriedade `teclas`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from ui import recursos, tema
from ui.base.ajuda import BalaoAjuda
from ui.base.botao_ajuda import BotaoAjuda
from ui.componentes.molduras import TituloGrupo
from ui.componentes.navegacao import Navegacao, focavel
from ui.componentes.texto import Estado, Texto
from ui.recursos import Ajuda
from ui.tema import Letra

EIXO_CAMPO = 292
"""Largura da coluna dos rótulos."""
EIXO_AJUDA = 367
"""Largura da coluna dos campos, até o respiro antes dos botões "i"."""
_COLUNAS = 4
"""Da grade, por coluna do formulário: rótulo, campo, ajuda e nota."""
_ENTRE_COLUNAS = 32
_RESPIRO = 6
"""Entre o campo e o botão "i": o anel de foco, que sai 4 do campo, não o cobre."""
_ATE_A_LETRA = 4
"""Da borda de um campo de várias linhas até a primeira delas, para o rótulo ficar na mesma altura."""
_NO_ALTO = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class LinhaDeCampo:
    """O que a linha de um campo tem, para quem precisa mexer depois."""

    campo: QWidget
    rotulo: Texto | None
    ajuda: BotaoAjuda | None
    erro: Estado
    partes: tuple[QWidget, ...]
    tem_ajuda: bool = False

    def mostrar(self, visivel: bool) -> None:
        """Mostra ou esconde a linha inteira."""
        for parte in self.partes:
            parte.setVisible(visivel)
        if not visivel:
            self.erro.hide()


class Formulario(QWidget):
    """Grade de rótulos, campos e ajudas em eixos verticais fixos.

    Sinais:
        mudou(): algum campo mudou.
        pediu_tutorial(str): num balão de ajuda, pediram o capítulo do passo a passo.
    """

    mudou = Signal()
    pediu_tutorial = Signal(str)

    def __init__(self, *, eixo_campo: int = EIXO_CAMPO, eixo_ajuda: int = EIXO_AJUDA) -> None:
        """Monta a grade vazia.

        Args:
            eixo_campo: largura da coluna dos rótulos, em pixels com letra em 100 %.
            eixo_ajuda: largura da coluna dos campos; 0 deixa crescer.
        """
        super().__init__()
        self._linhas: dict[QWidget, LinhaDeCampo] = {}
        self._navegacao = Navegacao(self)
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(0)
        self._grade.setVerticalSpacing(tema.medida(4))
        self._margem = self._altura = 0
        self._abrir_coluna(eixo_campo, eixo_ajuda)

    def campo(
        self,
        rotulo: str,
        campo: QWidget,
        *,
        ajuda: str | Callable[[], Ajuda] = "",
        descricao: str = "",
        consulta: Callable[[], object] | None = None,
        nome_consulta: str = "Consulta",
        unidade: str = "",
        ao_lado: QWidget | None = None,
        nota: QWidget | None = None,
        desde_a_margem: bool = False,
        larga: bool = False,
    ) -> LinhaDeCampo:
        """Acrescenta uma linha.

        Args:
            rotulo: com `&` antes da letra do Alt; vazio para caixas de marcar, que trazem o próprio texto.
            campo: o widget que se edita.
            ajuda: chave do texto de ajuda (resources/ajuda), ou quem a escreve na hora, só na tecla F1.
            descricao: o que o leitor de tela diz além do nome; vazia usa a ajuda.
            consulta: o que F2 e F3 abrem; None é o que o próprio campo abre, se abre.
            nome_consulta: como a barra de estado chama a consulta.
            unidade: palavra depois do campo ("dias").
            ao_lado: widget logo depois do campo.
            nota: widget na coluna larga, depois do botão "i".
            desde_a_margem: a caixa de marcar começa na margem, e não no eixo dos campos.
            larga: a linha vai até a margem direita; a ajuda fica só na tecla F1, sem botão "i".
        """
        linha = self._proxima_linha()
        partes: list[QWidget] = []
        texto = self._por_rotulo(rotulo, campo, linha, partes)
        celula = self._celula(campo, unidade, ao_lado, cresce=larga)
        partes.append(celula)
        coluna = 0 if desde_a_margem else 1
        self._grade.addWidget(celula, linha, self._margem + coluna, 1, 4 - coluna if larga else 2 - coluna)
        botao = self._por_ajuda(ajuda, campo, linha, partes) if isinstance(ajuda, str) and not larga else None
        if nota is not None:
            self._grade.addWidget(nota, linha, self._margem + 3, Qt.AlignmentFlag.AlignVCenter)
            partes.append(nota)
        erro = self._por_erro(linha + 1)
        pronta = LinhaDeCampo(campo, texto, botao, erro, tuple(partes), bool(ajuda))
        self._linhas[campo] = pronta
        titulo = recursos.ajuda(ajuda).titulo if ajuda and isinstance(ajuda, str) else ""
        self._dar_nomes(campo, rotulo, descricao or titulo)
        abrir = botao.abrir if botao else partial(self._abrir_balao, ajuda, focavel(campo)) if ajuda else None
        self._navegacao.vigiar(campo, ajuda=abrir, consulta=consulta, nome_consulta=nome_consulta)
        self._ligar(campo)
        return pronta

    def titulo(self, texto: str) -> TituloGrupo:
        """Acrescenta um título de grupo, com linha até a margem."""
        grupo = TituloGrupo(texto)
        self.largo(grupo)
        return grupo

    def largo(self, widget: QWidget, *, desde_o_campo: bool = False) -> None:
        """Acrescenta um widget na largura toda, ou do eixo dos campos em diante."""
        linha = self._proxima_linha()
        inicio = 1 if desde_o_campo else 0
        self._grade.addWidget(widget, linha, self._margem + inicio, 1, 4 - inicio)

    def outra_coluna(self, *, eixo_campo: int = EIXO_CAMPO, eixo_ajuda: int = 0) -> None:
        """Os próximos campos vão para uma coluna à direita, desde o alto; o Tab desce uma coluna e depois a outra."""
        self._grade.setColumnMinimumWidth(self._margem + _COLUNAS, tema.medida(_ENTRE_COLUNAS))
        self._margem, self._altura = self._margem + _COLUNAS + 1, 0
        self._abrir_coluna(eixo_campo, eixo_ajuda)

    def linha_de(self, campo: QWidget) -> LinhaDeCampo:
        """A linha de um campo."""
        return self._linhas[campo]

    def campos(self) -> list[QWidget]:
        """Os campos, na ordem em que foram postos."""
        return list(self._linhas)

    def mostrar_erro(self, campo: QWidget, frase: str) -> None:
        """Escreve o erro embaixo do campo; vazio apaga."""
        erro = self._linhas[campo].erro
        erro.mostrar("erro", frase, "perigo")
        erro.setVisible(bool(frase))
        focavel(campo).setProperty("frase_de_erro", frase)

    def erro_de(self, campo: QWidget) -> str:
        """A frase de erro à mostra num campo, ou vazio."""
        erro = self._linhas[campo].erro
        return erro.texto() if not erro.isHidden() else ""

    def conferir(self) -> bool:
        """Confere todos os campos; com erro, põe o foco no primeiro e devolve falso. Não grava nada."""
        confere = [(campo, getattr(campo, "conferir", None)) for campo in self._linhas if campo.isEnabled()]
        errados = [campo for campo, conferir in confere if conferir is not None and conferir()]
        if errados:
            errados[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not errados

    def _abrir_coluna(self, eixo_campo: int, eixo_ajuda: int) -> None:
        self._largura_do_rotulo = tema.medida(eixo_campo)
        self._grade.setColumnMinimumWidth(self._margem, self._largura_do_rotulo)
        if eixo_ajuda:
            self._grade.setColumnMinimumWidth(self._margem + 1, tema.medida(eixo_ajuda))
        self._grade.setColumnStretch(self._margem + (3 if eixo_ajuda else 1), 1)

    def _proxima_linha(self) -> int:
        """Reserva uma linha e a de baixo, do erro, na coluna corrente: assim as colunas ficam na mesma altura."""
        linha = self._altura
        self._altura += 2
        return linha

    def _por_rotulo(self, rotulo: str, campo: QWidget, linha: int, partes: list[QWidget]) -> Texto | None:
        if not rotulo:
            return None
        texto = Texto(rotulo, quebra=True)
        alto = isinstance(campo, QPlainTextEdit)
        texto.setContentsMargins(0, tema.medida(_ATE_A_LETRA) if alto else 0, tema.medida(12), 0)
        texto.setFixedWidth(self._largura_do_rotulo)
        texto.setBuddy(focavel(campo))
        self._grade.addWidget(texto, linha, self._margem, _NO_ALTO if alto else Qt.AlignmentFlag.AlignVCenter)
        partes.append(texto)
        return texto

    def _celula(self, campo: QWidget, unidade: str, ao_lado: QWidget | None, *, cresce: bool) -> QWidget:
        if not unidade and ao_lado is None:
            return campo
        celula = QWidget()
        celula.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        caixa = QHBoxLayout(celula)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(8))
        caixa.addWidget(campo)
        if unidade:
            caixa.addWidget(Texto(unidade))
        if ao_lado is not None:
            caixa.addWidget(ao_lado, 1 if cresce else 0)
        if ao_lado is None or not cresce:
            caixa.addStretch(1)
        return celula

    def _por_ajuda(self, chave: str, campo: QWidget, linha: int, partes: list[QWidget]) -> BotaoAjuda | None:
        if not chave:
            return None
        botao = BotaoAjuda(chave)
        botao.pediu_tutorial.connect(self.pediu_tutorial)
        altura = _NO_ALTO if isinstance(campo, QPlainTextEdit) else Qt.AlignmentFlag.AlignVCenter
        self._grade.addWidget(botao, linha, self._margem + 2, altura | Qt.AlignmentFlag.AlignRight)
        self._grade.setColumnMinimumWidth(self._margem + 2, botao.sizeHint().width() + tema.medida(_RESPIRO))
        partes.append(botao)
        return botao

    def _abrir_balao(self, ajuda: str | Callable[[], Ajuda], ancora: QWidget) -> None:
        """A ajuda de um campo sem botão "i": o balão sai do próprio campo."""
        BalaoAjuda.abrir(ajuda() if callable(ajuda) else ajuda, ancora).pediu_tutorial.connect(self.pediu_tutorial)

    def definir_vao(self, pixels: int) -> None:
        """Troca o espaço entre as linhas, em pixels com letra em 100 %."""
        self._grade.setVerticalSpacing(tema.medida(pixels))

    def encostar_em_cima(self) -> None:
        """Depois do último campo: o que sobrar de altura fica embaixo, e não entre as linhas."""
        self._grade.setRowStretch(self._grade.rowCount(), 1)

    def _por_erro(self, linha: int) -> Estado:
        erro = Estado("erro", "", "perigo", letra=Letra.DETALHE, quebra=True)
        erro.hide()
        self._grade.addWidget(erro, linha, self._margem + 1, 1, 3)
        return erro

    def _dar_nomes(self, campo: QWidget, rotulo: str, descricao: str) -> None:
        nome = rotulo.replace("&", "").rstrip(": ?")
        for widget in {focavel(campo), campo}:
            if nome:
                widget.setAccessibleName(nome)
            widget.setAccessibleDescription(descricao)

    def _ligar(self, campo: QWidget) -> None:
        if (validou := getattr(campo, "validou", None)) is not None:
            validou.connect(partial(self.mostrar_erro, campo))
        if (mudou := getattr(campo, "mudou", None)) is not None:
            mudou.connect(self.mudou)
        elif isinstance(campo, QCheckBox):
            campo.toggled.connect(lambda _marcada: self.mudou.emit())
