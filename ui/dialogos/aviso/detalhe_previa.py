"""O cliente selecionado na prévia: por que recebe, a mensagem como iria, os débitos e o que há a consertar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from envio.fechamento import previa
from envio.fechamento.previa import AvisoMontado
from regras.aviso import DebitoAvisado
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from regras.parametros import ParametrosAviso
from ui import consertos, frases, tema
from ui.calculo import Calculo
from ui.componentes.botao import Botao, Link
from ui.componentes.texto import Estado, Texto
from ui.consertos import Conserto
from ui.contexto import Contexto
from ui.moldes.papel import Papel
from ui.tabelas.base import TabelaBase
from ui.tabelas.linhas_previa import LinhaPrevia
from ui.tabelas.previa import COLUNAS_DE_DEBITOS, dizer_apontamento
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_LARGURA, _LARGURA_ESTREITA = 416, 344
_PAUSA_MS = 150
"""Andar depressa pela lista não monta a mensagem de cada um por onde se passa."""
_A_VISTA = 3
"""Apontamentos e anexos escritos; os demais viram "e mais n"."""


class DetalhePrevia(QWidget):
    """O painel da direita.

    Sinais:
        pediu_abrir(): ver tudo, em abas.
        pediu_alternar(): tirar ou devolver o cliente.
        pediu_conserto(Conserto): abrir a tela que resolve.
    """

    pediu_abrir = Signal()
    pediu_alternar = Signal()
    pediu_conserto = Signal(object)

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._contexto = contexto
        self._linha: LinhaPrevia | None = None
        self._pedido: Callable[[], AvisoMontado] | None = None
        self.setProperty("fundo", "painel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(tema.medida(_LARGURA))
        self._calculo = Calculo(contexto, self)
        self._calculo.pronto.connect(self._ao_montar)
        self._calculo.falhou.connect(self._ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._espera.timeout.connect(self._pedir)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (16, 12, 16, 12)])
        caixa.setSpacing(tema.medida(6))
        self._montar_cabeca(caixa)
        self._reparos = QVBoxLayout()
        self._reparos.setSpacing(tema.medida(4))
        caixa.addLayout(self._reparos)
        caixa.addWidget(self._montar_guias(), 1)
        caixa.addStretch()
        self._montar_acoes(caixa)

    def mostrar(self, linha: LinhaPrevia | None, data: date, parametros: ParametrosAviso | None) -> None:
        """Mostra um cliente; a mensagem chega logo depois."""
        self._linha, self._pedido = linha, None
        self._nome.setText(linha.nome if linha else "")
        self._valor.setText(em_reais(linha.total_centavos) if linha else "")
        self._porque.setText(f"{linha.codigo}  {linha.por_que()}" if linha else "")
        self._para.setText("")
        self._anexos.setText("")
        self.papel.esperar("Montando a mensagem…")
        self._debitos.trocar(linha.debitos if linha else ())
        self._trocar_reparos(self._listar_reparos(linha) if linha else ())
        self._acertar_acoes(linha)
        previsto = linha.aviso if linha else None
        self.guias.setVisible(previsto is not None)
        if previsto is not None:
            em = self._contexto.agora()
            self._para.setText("; ".join(previsto.destinatarios))
            self._pedido = lambda: previa.montar(previsto, data, em, parametros=parametros)
            self._espera.start()

    def estreitar(self, estreito: bool) -> None:
        """Na tela estreita o painel cede lugar à lista."""
        self.setFixedWidth(tema.medida(_LARGURA_ESTREITA if estreito else _LARGURA))
        self.abrir.esconder_tecla(estreito)

    def texto(self) -> str:
        """O que está escrito, do nome aos reparos."""
        reparos = [estado.texto() for estado in self.findChildren(Estado) if estado.parent() is not None]
        return "\n".join([self._nome.text(), self._porque.text(), self._para.text(), *reparos])

    def anexos(self) -> str:
        """Os anexos da mensagem montada, como estão na tela."""
        return self._anexos.text()

    def _montar_cabeca(self, caixa: QVBoxLayout) -> None:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(8))
        self._nome = Texto(letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True)
        self._valor = Texto(letra=Letra.BLOCO, peso=Peso.FORTE)
        linha.addWidget(self._nome, 1)
        linha.addWidget(self._valor, 0, Qt.AlignmentFlag.AlignTop)
        self._porque = Texto(cor="texto2", quebra=True)
        caixa.addLayout(linha)
        caixa.addWidget(self._porque)

    def _montar_guias(self) -> QTabWidget:
        self.guias = QTabWidget()
        for parte in (self.guias, self.guias.tabBar()):
            parte.setAccessibleName("Partes do aviso")
        self.papel = Papel(nome="Mensagem como iria")
        self._para = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        self._anexos = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        mensagem = QWidget()
        caixa = QVBoxLayout(mensagem)
        caixa.setContentsMargins(0, tema.medida(8), 0, 0)
        caixa.setSpacing(tema.medida(6))
        for widget, peso in ((self._para, 0), (self.papel, 1), (self._anexos, 0)):
            caixa.addWidget(widget, peso)
        self._debitos: TabelaBase[DebitoAvisado] = TabelaBase(COLUNAS_DE_DEBITOS, chave=lambda item: item.marca)
        visao = VisaoTabela("Débitos do cliente")
        visao.setProperty("moldura", True)
        visao.mostrar(self._debitos)
        self.guias.addTab(mensagem, "&Mensagem")
        self.guias.addTab(visao, "&Débitos")
        return self.guias

    def _montar_acoes(self, caixa: QVBoxLayout) -> None:
        self.abrir_cliente = Botao("Abrir c&liente", icone="pessoa")
        self.abrir = Botao("&Ver tudo", icone="olho", tecla="Enter")
        self.alternar = Botao("", tecla="Espaço", altura=34)
        self.abrir_cliente.clicked.connect(self._ao_abrir_cliente)
        self.abrir.clicked.connect(self.pediu_abrir)
        self.alternar.clicked.connect(self.pediu_alternar)
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(8))
        linha.addWidget(self.abrir_cliente)
        linha.addWidget(self.abrir)
        linha.addStretch(1)
        caixa.addLayout(linha)
        caixa.addWidget(self.alternar)

    def _acertar_acoes(self, linha: LinhaPrevia | None) -> None:
        self.abrir_cliente.setVisible(linha is not None and self._existe("clientes"))
        self.abrir.setVisible(linha is not None and linha.aviso is not None)
        self.alternar.setVisible(linha is not None and linha.pode_retirar)
        devolver = linha is not None and linha.retirada
        self.alternar.setText("D&evolver a este fechamento" if devolver else "&Tirar deste fechamento")
        self.alternar.setAccessibleName(self.alternar.text().replace("&", ""))

    def _existe(self, tela: str) -> bool:
        return tela in self._contexto.telas

    def _listar_reparos(self, linha: LinhaPrevia) -> Iterator[tuple[str, Conserto | None]]:
        if linha.fora is not None and (conserto := consertos.de_fora(linha.fora)):
            yield linha.por_que(), conserto
        for item in linha.apontamentos:
            yield dizer_apontamento(item), consertos.do_apontamento(item)

    def _trocar_reparos(self, reparos: Iterable[tuple[str, Conserto | None]]) -> None:
        while (velho := self._reparos.takeAt(0)) is not None:
            if (widget := velho.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        todos = list(reparos)
        for frase, conserto in todos[:_A_VISTA]:
            self._reparos.addWidget(self._em_reparo(frase, conserto))
        if len(todos) > _A_VISTA:
            mais = "e mais {}".format(frases.quantos(len(todos) - _A_VISTA, "apontamento", "apontamentos"))
            self._reparos.addWidget(Texto(mais, letra=Letra.DETALHE, cor="texto2"))

    def _em_reparo(self, frase: str, conserto: Conserto | None) -> QWidget:
        widget = QWidget()
        caixa = QHBoxLayout(widget)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(Estado("alerta", frase, "aviso", quebra=True), 1)
        if conserto is not None and self._existe(conserto.tela):
            link = Link(conserto.texto, letra=Letra.DETALHE)
            link.setAccessibleName(f"{conserto.texto}: {frase}")
            link.clicked.connect(lambda: self.pediu_conserto.emit(conserto))
            caixa.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return widget

    def _pedir(self) -> None:
        if self._pedido is not None:
            self._calculo.pedir(self._pedido)

    def _ao_montar(self, previsao: AvisoMontado) -> None:
        if self._pedido is None:
            return
        self.papel.mostrar(previsao.partes)
        anexos = [f"{anexo.nome}  {frases.tamanho(len(anexo.conteudo))}" for anexo in previsao.partes.anexos]
        if len(anexos) > _A_VISTA:
            anexos = [*anexos[: _A_VISTA - 1], f"e mais {len(anexos) - _A_VISTA + 1} anexos"]
        self._anexos.setText("\n".join(anexos))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.papel.esperar(erro.frase())

    def _ao_abrir_cliente(self) -> None:
        if self._linha is not None:
            self.pediu_conserto.emit(consertos.abrir_cliente(self._linha.codigo))
