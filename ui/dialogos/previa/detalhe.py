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
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha, esvaziar
from ui.componentes.molduras import em_guias
from ui.componentes.texto import Estado, Texto
from ui.consertos import Conserto
from ui.contexto import Contexto
from ui.moldes.folha_da_mensagem import FolhaDaMensagem
from ui.tabelas.base import TabelaBase
from ui.tabelas.linhas_previa import LinhaPrevia
from ui.tabelas.previa import COLUNAS_DE_DEBITOS, dizer_apontamento
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_LARGURA, _LARGURA_ESTREITA = 400, 344
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

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._linha: LinhaPrevia | None = None
        self._pedido: Callable[[], AvisoMontado] | None = None
        tema.dar_fundo(self, "painel")
        self.setFixedWidth(tema.medida(_LARGURA))
        self._calculo = Calculo(contexto, self, self._ao_montar, self._ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_PAUSA_MS)
        self._espera.timeout.connect(self._pedir)
        self._reparos = QVBoxLayout()
        self._reparos.setSpacing(tema.medida(4))
        cabeca, guias, acoes = self._montar_cabeca(), self._montar_guias(), self._montar_acoes()
        caixa = em_coluna(*cabeca, self._reparos, (guias, 1), *acoes, espaco=6, margens=(16, 12, 16, 12), dono=self)
        # Sem guias à vista, quem fica de fora tem o texto em cima e os botões embaixo.
        caixa.insertStretch(caixa.count() - len(acoes))

    def mostrar(self, linha: LinhaPrevia | None, data: date, parametros: ParametrosAviso | None) -> None:
        """Mostra um cliente; a mensagem chega logo depois."""
        self._linha, self._pedido = linha, None
        self._nome.setText(linha.nome if linha else "")
        self._valor.setText(em_reais(linha.total_centavos) if linha else "")
        self._porque.setText(f"{linha.codigo}  {linha.por_que[0]}" if linha else "")
        self._para.setText("")
        self.anexos.setText("")
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

    def _montar_cabeca(self) -> tuple[QHBoxLayout, Texto]:
        self._nome = Texto(letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True)
        self._valor = Texto(letra=Letra.BLOCO, peso=Peso.FORTE)
        self._porque = Texto(cor="texto2", quebra=True)
        return em_linha((self._nome, 1), (self._valor, Qt.AlignmentFlag.AlignTop)), self._porque

    def _montar_guias(self) -> QTabWidget:
        self.papel = FolhaDaMensagem(nome="Mensagem como iria")
        self._para = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        self.anexos = Texto(letra=Letra.DETALHE, cor="texto2", quebra=True)
        mensagem = QWidget()
        em_coluna(self._para, (self.papel, 1), self.anexos, espaco=6, margens=(0, 8, 0, 0), dono=mensagem)
        self._debitos: TabelaBase[DebitoAvisado] = TabelaBase(COLUNAS_DE_DEBITOS, chave=lambda item: item.marca)
        visao = VisaoTabela("Débitos do cliente", self._debitos)
        self.guias = em_guias("Partes do aviso", (mensagem, "&Mensagem"), (visao, "&Débitos"))
        return self.guias

    def _montar_acoes(self) -> tuple[QHBoxLayout, Botao]:
        self.abrir_cliente = Botao("Abrir c&liente", icone="pessoa", ao_clicar=self._ao_abrir_cliente)
        self.abrir = Botao("&Ver tudo", icone="olho", tecla="Enter", ao_clicar=self.pediu_abrir)
        self.alternar = Botao("", tecla="Espaço", altura=34, ao_clicar=self.pediu_alternar)
        return em_linha(self.abrir_cliente, self.abrir, ELASTICO), self.alternar

    def _acertar_acoes(self, linha: LinhaPrevia | None) -> None:
        self.abrir_cliente.setVisible(linha is not None and "clientes" in self._contexto.telas)
        self.abrir.setVisible(linha is not None and linha.aviso is not None)
        self.alternar.setVisible(linha is not None and linha.pode_retirar)
        devolver = linha is not None and linha.retirada
        self.alternar.setText("D&evolver a este fechamento" if devolver else "&Tirar deste fechamento")
        self.alternar.setAccessibleName(self.alternar.text().replace("&", ""))

    def _listar_reparos(self, linha: LinhaPrevia) -> Iterator[tuple[str, Conserto | None]]:
        if linha.fora is not None and (conserto := consertos.de_fora(linha.fora)):
            yield linha.por_que[0], conserto
        for item in linha.apontamentos:
            yield dizer_apontamento(item), consertos.do_apontamento(item)

    def _trocar_reparos(self, reparos: Iterable[tuple[str, Conserto | None]]) -> None:
        esvaziar(self._reparos)
        todos = list(reparos)
        for frase, conserto in todos[:_A_VISTA]:
            self._reparos.addWidget(self._em_reparo(frase, conserto))
        if len(todos) > _A_VISTA:
            mais = "e mais {}".format(frases.quantos(len(todos) - _A_VISTA, "apontamento", "apontamentos"))
            self._reparos.addWidget(Texto(mais, letra=Letra.DETALHE, cor="texto2"))

    def _em_reparo(self, frase: str, conserto: Conserto | None) -> QWidget:
        widget = QWidget()
        caixa = em_linha((Estado("alerta", frase, "aviso", quebra=True), 1), dono=widget)
        if conserto is not None and conserto.tela in self._contexto.telas:
            link = Link(conserto.texto, letra=Letra.DETALHE, ao_clicar=lambda: self.pediu_conserto.emit(conserto))
            link.setAccessibleName(f"{conserto.texto}: {frase}")
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
        self.anexos.setText("\n".join(anexos))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.papel.esperar(erro.frase())

    def _ao_abrir_cliente(self) -> None:
        if self._linha is not None:
            self.pediu_conserto.emit(consertos.abrir_cliente(self._linha.codigo))
