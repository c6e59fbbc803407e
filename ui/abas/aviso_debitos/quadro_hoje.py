"""O painel "Se o fechamento fosse hoje": quantos, quanto, quem fica de fora e por quê, e as ações da guia."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from regras.dinheiro import em_reais, formatar
from regras.erros import ErroAviso
from regras.selecao import Motivo
from ui import atalhos, frases, tema
from ui.abas.aviso_debitos.alteracoes import Alteracao
from ui.abas.aviso_debitos.previsao import Previsao
from ui.abas.aviso_debitos.resumo_hoje import Parte, ResumoDeHoje, comparar
from ui.componentes.barra_proporcao import BarraProporcao
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.linha_contagem import LinhaContagem
from ui.componentes.molduras import CaixaMensagem, Linha
from ui.componentes.texto import Texto
from ui.frases_dos_apontamentos import DETALHES, Grupo
from ui.tema import Letra, Peso

LARGURA = 384
LARGURA_COMPACTA = 344
_ICONES_DE_MOTIVO: dict[Motivo, tuple[str, str]] = {
    Motivo.NAO_AVISAR: ("nao_avisar", "texto2"),
    Motivo.PROMESSA: ("promessa", "texto2"),
    Motivo.SEM_DESTINATARIO: ("sem_destinatario", "aviso"),
    Motivo.JA_AVISADO: ("certo", "texto2"),
    Motivo.CICLO: ("ciclo", "texto2"),
    Motivo.VALOR_MINIMO: ("valor_minimo", "texto2"),
}
_ICONES_DE_APONTAMENTO: dict[Grupo, str] = {
    Grupo.SEM_BOLETO: "barras",
    Grupo.EMAIL_INVALIDO: "envelope",
    Grupo.DEVOLVIDO: "envelope",
    Grupo.ANTIGO: "relogio",
    Grupo.IMPRESSO: "alerta",
    Grupo.CAIXA: "envelope",
    Grupo.EMPRESA: "alerta",
}


class QuadroHoje(QFrame):
    """Coluna da direita da guia.

    Sinais:
        pediu_previa(object): ver a prévia; traz o Motivo a filtrar, ou None.
        pediu_alteracoes(): "Ver quais".
        pediu_desfazer(), pediu_gravar(): os botões.
    """

    pediu_previa = Signal(object)
    pediu_alteracoes = Signal()
    pediu_desfazer = Signal()
    pediu_gravar = Signal()

    def __init__(self, *, tem_previa: bool, pai: QWidget | None = None) -> None:
        """Monta o painel; sem a tela de prévia, as linhas só informam."""
        super().__init__(pai)
        self._tem_previa = tem_previa
        self.setProperty("fundo", "painel")
        self.setProperty("divisa", "esquerda")
        self.setFixedWidth(tema.medida(LARGURA))
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (19, 12, 20, 12)])
        caixa.setSpacing(tema.medida(6))
        caixa.addLayout(self._montar_titulo())
        caixa.addLayout(self._montar_numeros())
        self._barra = BarraProporcao()
        caixa.addWidget(self._barra)
        self._a_vencer = _LinhaDeClasse("A vencer", "a_vencer")
        self._vencidos = _LinhaDeClasse("Vencidos", "ate_30")
        caixa.addWidget(self._a_vencer)
        caixa.addWidget(self._vencidos)
        self._nota = CaixaMensagem("aviso")
        self._nota.hide()
        caixa.addWidget(self._nota)
        caixa.addWidget(Linha(cor="linha2"))
        caixa.addWidget(self._montar_listas(), 1)
        caixa.addWidget(self._montar_alteracoes())
        caixa.addLayout(self._montar_acoes())

    def mostrar(self, previsao: Previsao) -> None:
        """Mostra uma previsão pronta."""
        resumo = previsao.agora
        self._quando.setText(frases.dia_e_mes(resumo.data))
        self._clientes.setText(frases.numero(resumo.clientes))
        self._clientes_rotulo.setText("cliente recebe" if resumo.clientes == 1 else "clientes recebem")
        self._total.setText(em_reais(resumo.total_centavos))
        debitos = frases.quantos(resumo.debitos, "débito", "débitos")
        boletos = frases.quantos(resumo.boletos, "boleto", "boletos")
        self._total_rotulo.setText(f"em {debitos}, {boletos}")
        self._barra.mostrar(((resumo.a_vencer.total_centavos, "a_vencer"), (resumo.vencidos.total_centavos, "ate_30")))
        self._a_vencer.mostrar(resumo.a_vencer)
        self._vencidos.mostrar(resumo.vencidos)
        self._dizer_desligado(previsao.parametros.habilitado)
        self._comparacao.setText(comparar(_valendo(previsao), previsao.gravado))
        self._listar(resumo)
        self._caber()

    def mostrar_calculo(self) -> None:
        """Diz que a conta está em andamento; os números anteriores ficam."""
        self._quando.setText("calculando…")

    def mostrar_erro(self, erro: ErroAviso) -> None:
        """Diz por que não deu para calcular."""
        self._quando.setText("")
        self._nota.mostrar("perigo", erro.frase())
        self._nota.show()

    def mostrar_alteracoes(self, alteracoes: list[Alteracao]) -> None:
        """Diz quantas alterações há e liga Gravar e Desfazer."""
        quantas = len(alteracoes)
        self._alteracoes_titulo.setText(frases.quantos(quantas, "alteração não gravada", "alterações não gravadas"))
        self._alteracoes.setVisible(bool(quantas) and not self._compacto())
        self.gravar.setEnabled(bool(quantas))
        self.desfazer.setEnabled(bool(quantas))

    def compactar(self, compacto: bool) -> None:
        """Na tela estreita a coluna cai a 344 e saem os apontamentos e a caixa de alterações."""
        self.setFixedWidth(tema.medida(LARGURA_COMPACTA if compacto else LARGURA))
        self._apontamentos.setVisible(not compacto and self._lista_apontamentos.count() > 0)
        for botao in (self._previa, self.gravar):
            if botao is not None:
                botao.esconder_tecla(compacto)
        if compacto:
            self._alteracoes.hide()
        self._caber()

    def _caber(self) -> None:
        """Números grandes demais para a coluna descem um tamanho; nunca se cortam."""
        livre = self.width() - tema.medida(39 + 16)
        for letra in (Letra.NUMERO_CHAVE, Letra.NUMERO, Letra.BLOCO):
            fonte = tema.fonte(letra, Peso.FORTE)
            metrica = QFontMetrics(fonte)
            self._clientes.setFont(fonte)
            self._total.setFont(fonte)
            textos = (self._clientes.text(), self._total.text())
            if sum(metrica.horizontalAdvance(texto) for texto in textos) <= livre:
                return

    def _compacto(self) -> bool:
        return self.width() < tema.medida(LARGURA)

    def _montar_titulo(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.addWidget(Texto("Se o fechamento fosse hoje", letra=Letra.BLOCO, peso=Peso.FORTE))
        linha.addStretch(1)
        self._quando = Texto(letra=Letra.DETALHE, cor="texto2")
        linha.addWidget(self._quando)
        return linha

    def _montar_numeros(self) -> QVBoxLayout:
        self._clientes = Texto("–", letra=Letra.NUMERO_CHAVE, peso=Peso.FORTE)
        self._clientes_rotulo = Texto("clientes recebem", letra=Letra.DETALHE, cor="texto2")
        self._total = Texto("–", letra=Letra.NUMERO_CHAVE, peso=Peso.FORTE)
        self._total_rotulo = Texto(" ", letra=Letra.DETALHE, cor="texto2")
        coluna = QVBoxLayout()
        coluna.setSpacing(0)
        for esquerda, direita in ((self._clientes, self._total), (self._clientes_rotulo, self._total_rotulo)):
            linha = QHBoxLayout()
            linha.addWidget(esquerda)
            linha.addStretch(1)
            linha.addWidget(direita)
            coluna.addLayout(linha)
        return coluna

    def _montar_listas(self) -> QScrollArea:
        miolo = QWidget()
        miolo.setProperty("transparente", True)
        caixa = QVBoxLayout(miolo)
        caixa.setContentsMargins(0, 0, tema.medida(2), 0)
        caixa.setSpacing(tema.medida(4))
        titulo = QHBoxLayout()
        titulo.addWidget(Texto("Ficam de fora", peso=Peso.FORTE))
        titulo.addStretch(1)
        self._fora = Texto(peso=Peso.FORTE)
        self._fora.setContentsMargins(0, 0, tema.medida(20) if self._tem_previa else 0, 0)
        titulo.addWidget(self._fora)
        caixa.addLayout(titulo)
        self._lista_motivos = QVBoxLayout()
        self._lista_motivos.setSpacing(0)
        caixa.addLayout(self._lista_motivos)
        self._apontamentos = QWidget()
        externa = QVBoxLayout(self._apontamentos)
        externa.setContentsMargins(0, tema.medida(2), 0, 0)
        externa.setSpacing(tema.medida(4))
        externa.addWidget(Linha(cor="linha2"))
        self._lista_apontamentos = QVBoxLayout()
        self._lista_apontamentos.setSpacing(0)
        externa.addLayout(self._lista_apontamentos)
        self._apontamentos.hide()
        caixa.addWidget(self._apontamentos)
        caixa.addStretch(1)
        rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rolagem.setWidget(miolo)
        return rolagem

    def _montar_alteracoes(self) -> QWidget:
        self._alteracoes = _CaixaSuave()
        caixa = QGridLayout(self._alteracoes)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (12, 6, 12, 7)])
        caixa.setVerticalSpacing(0)
        caixa.setColumnStretch(0, 1)
        self._alteracoes_titulo = Texto(letra=Letra.DETALHE, peso=Peso.FORTE)
        self._comparacao = Texto(letra=Letra.DETALHE)
        quais = Link("Ver quais", letra=Letra.DETALHE)
        quais.clicked.connect(self.pediu_alteracoes)
        caixa.addWidget(self._alteracoes_titulo, 0, 0)
        caixa.addWidget(quais, 0, 1)
        caixa.addWidget(self._comparacao, 1, 0, 1, 2)
        self._alteracoes.hide()
        return self._alteracoes

    def _montar_acoes(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setContentsMargins(0, tema.medida(4), 0, 0)
        linha.setSpacing(tema.medida(8))
        self._previa: Botao | None = None
        if self._tem_previa:
            self._previa = Botao("Ver a prévia", tecla=atalhos.PREVIA.tecla)
            self._previa.clicked.connect(lambda: self.pediu_previa.emit(None))
            linha.addWidget(self._previa)
        linha.addStretch(1)
        self.desfazer = Botao("Desfa&zer")
        self.gravar = Botao("&Gravar", tecla=atalhos.GRAVAR.tecla, papel=Papel.PRINCIPAL)
        self.desfazer.clicked.connect(self.pediu_desfazer)
        self.gravar.clicked.connect(self.pediu_gravar)
        linha.addWidget(self.desfazer)
        linha.addWidget(self.gravar)
        return linha

    def _dizer_desligado(self, habilitado: bool) -> None:
        if habilitado:
            self._nota.hide()
            return
        self._nota.mostrar("aviso", "O envio está desabilitado: nada seria enviado. Com ele habilitado, seria assim.")
        self._nota.show()

    def _listar(self, resumo: ResumoDeHoje) -> None:
        self._fora.setText(frases.numero(resumo.fora))
        _esvaziar(self._lista_motivos)
        for linha in resumo.motivos:
            icone, cor = _ICONES_DE_MOTIVO[linha.motivo]
            self._por_linha(self._lista_motivos, icone, cor, linha.motivo).mostrar(
                frases.motivo(linha.motivo), linha.clientes, linha.detalhe
            )
        if not resumo.motivos:
            self._lista_motivos.addWidget(Texto("Ninguém fica de fora.", cor="texto2"))
        _esvaziar(self._lista_apontamentos)
        for tipo, quantos in resumo.apontamentos:
            cor = "perigo" if tipo is Grupo.EMPRESA else "aviso"
            self._por_linha(self._lista_apontamentos, _ICONES_DE_APONTAMENTO[tipo], cor, None).mostrar(
                tipo.value, quantos, DETALHES[tipo]
            )
        self._apontamentos.setVisible(bool(resumo.apontamentos) and not self._compacto())

    def _por_linha(self, lista: QVBoxLayout, icone: str, cor: str, motivo: Motivo | None) -> LinhaContagem:
        linha = LinhaContagem(icone, cor, abre=self._tem_previa)
        if self._tem_previa:
            linha.clicked.connect(lambda: self.pediu_previa.emit(motivo))
        lista.addWidget(linha)
        return linha


class _LinhaDeClasse(QWidget):
    """Quadrado de cor, nome da classe, quantos débitos e o valor."""

    def __init__(self, nome: str, cor: str) -> None:
        super().__init__()
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(9))
        caixa.addWidget(_Quadrado(cor))
        caixa.addWidget(Texto(nome))
        self._quantos = Texto(letra=Letra.DETALHE, cor="texto2")
        caixa.addWidget(self._quantos)
        caixa.addStretch(1)
        self._valor = Texto(peso=Peso.FORTE)
        caixa.addWidget(self._valor)

    def mostrar(self, parte: Parte) -> None:
        self._quantos.setText(frases.quantos(parte.debitos, "débito", "débitos"))
        self._valor.setText(formatar(parte.total_centavos))


class _Quadrado(QWidget):
    """Amostra de cor da legenda."""

    def __init__(self, cor: str) -> None:
        super().__init__()
        self._cor = cor
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Oito por oito."""
        return QSize(tema.medida(8), tema.medida(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o quadrado."""
        pintor = QPainter(self)
        pintor.fillRect(self.rect(), tema.cor(self._cor))
        pintor.end()


class _CaixaSuave(QWidget):
    """Fundo suave arredondado."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pinta o fundo."""
        pintor = QPainter(self)
        pintor.setRenderHint(QPainter.RenderHint.Antialiasing)
        pintor.setPen(Qt.PenStyle.NoPen)
        pintor.setBrush(tema.cor("suave"))
        pintor.drawRoundedRect(QRectF(self.rect()), tema.medida(6), tema.medida(6))
        pintor.end()


def _valendo(previsao: Previsao) -> ResumoDeHoje:
    """O que de fato sairia com os parâmetros da tela: desabilitado, nada."""
    return previsao.agora if previsao.parametros.habilitado else ResumoDeHoje(previsao.agora.data)


def _esvaziar(lista: QVBoxLayout) -> None:
    while (item := lista.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
