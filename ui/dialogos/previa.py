"""A prévia do fechamento: quem recebe, quem fica de fora e por quê, em qualquer data. Não grava nem envia nada."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from envio import fechamento
from envio.plano import PlanoDoDia
from modelos import clientes
from regras.aviso import DebitoAvisado
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from regras.nomes import chave
from ui import atalhos, frases, tema
from ui.abas.calculo import Calculo
from ui.componentes.botao import Botao
from ui.componentes.campo_data import CampoData
from ui.componentes.campo_texto import CampoTexto
from ui.componentes.molduras import CaixaMensagem, Linha
from ui.componentes.texto import Texto
from ui.contexto import Contexto, PedidoDePrevia
from ui.dialogos.base import Dialogo
from ui.tabelas import exportacao
from ui.tabelas.base import TabelaBase
from ui.tabelas.previa import (
    COLUNAS,
    COLUNAS_DE_DEBITOS,
    LinhaPrevia,
    PedidoNaData,
    Recorte,
    dizer_apontamento,
    dizer_totais,
    montar_linhas,
    sem_nome,
)
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA = 1300, 660
_LARGURA_DO_DETALHE = 392
_MARGEM = 20


class DialogoPrevia(Dialogo):
    """Lista com recortes, procura e totais; à direita, o cliente selecionado."""

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Monta e calcula.

        Args:
            contexto: o das telas.
            argumento: um `PedidoDePrevia`, ou None para hoje com os parâmetros gravados.
            pai: dono.
        """
        super().__init__(self.tr("Prévia do fechamento"), pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", self.tr("Prévia do fechamento | ESC-Voltar"))
        self._contexto = contexto
        self._pedido = argumento if isinstance(argumento, PedidoDePrevia) else PedidoDePrevia()
        self._linhas: list[LinhaPrevia] = []
        self._ultima: date | None = None
        self._calculo = Calculo(contexto, self)
        self._calculo.pronto.connect(self._ao_calcular)
        self._calculo.falhou.connect(self._ao_falhar)
        self.corpo.setContentsMargins(0, 0, 0, 0)
        self.corpo.setSpacing(0)
        self.corpo.addLayout(self._montar_topo())
        self.corpo.addWidget(Linha(cor="linha2"))
        meio = QHBoxLayout()
        meio.setSpacing(0)
        meio.addLayout(self._montar_lista(), 1)
        meio.addWidget(Linha(vertical=True, cor="linha2"))
        meio.addWidget(self._montar_detalhe())
        self.corpo.addLayout(meio, 1)
        self._montar_acoes()
        self._recortes.setCurrentIndex(list(Recorte).index(self._recorte_pedido()))
        self.data.definir_data(self._data_pedida())
        self.visao.setFocus(Qt.FocusReason.OtherFocusReason)

    def exportar(self) -> Trabalho | None:
        """Grava em CSV o que está à mostra."""
        linhas = self._modelo.linhas()
        return exportacao.exportar(
            self, self._contexto, "previa.csv", self._modelo.titulos(), lambda: map(self._modelo.textos, linhas)
        )

    def escolher(self, recorte: Recorte) -> None:
        """Mostra um recorte da lista."""
        self._recortes.setCurrentIndex(list(Recorte).index(recorte))

    def totais(self) -> str:
        """O rodapé, como está na tela."""
        return f"{self._quantos.text()} {self._totais.text()}"

    def detalhe(self) -> str:
        """O texto do cliente selecionado."""
        return "\n".join(texto.text() for texto in (self._nome, self._porque, self._para, self._apontados))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 recalcula; Ctrl+E exporta; Ctrl+F procura."""
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F5:
            self._calcular()
        elif controle and event.key() == Qt.Key.Key_E:
            self.exportar()
        elif controle and event.key() == Qt.Key.Key_F:
            self.procura.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _recorte_pedido(self) -> Recorte:
        if isinstance(self._pedido, PedidoNaData):
            return self._pedido.recorte
        return Recorte.DE_FORA if self._pedido.motivo is not None else Recorte.TODOS

    def _data_pedida(self) -> date:
        pedida = self._pedido.data if isinstance(self._pedido, PedidoNaData) else None
        return pedida or self._contexto.hoje()

    def _montar_topo(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setContentsMargins(*[tema.medida(lado) for lado in (_MARGEM, 12, _MARGEM, 12)])
        linha.setSpacing(tema.medida(8))
        linha.addWidget(Texto(self.tr("E se fosse dia"), cor="texto2"))
        anterior = Botao("", icone="seta_esquerda")
        seguinte = Botao("", icone="seta_direita")
        anterior.setAccessibleName(self.tr("Dia anterior"))
        seguinte.setAccessibleName(self.tr("Dia seguinte"))
        anterior.clicked.connect(lambda: self._andar(-1))
        seguinte.clicked.connect(lambda: self._andar(1))
        self.data = CampoData(self._contexto.hoje, obrigatorio=True)
        self.data.setAccessibleName(self.tr("Data da prévia"))
        self.data.mudou.connect(self._ao_mudar_data)
        self._dia = Texto()
        for widget in (anterior, self.data, seguinte, self._dia):
            linha.addWidget(widget)
        linha.addStretch(1)
        self._resumos = [Texto(letra=Letra.BLOCO, peso=Peso.FORTE, cor=cor) for cor in ("texto", "texto", "aviso")]
        for posicao, texto in enumerate(self._resumos):
            if posicao:
                linha.addSpacing(tema.medida(12))
                linha.addWidget(Linha(vertical=True, cor="linha2"))
                linha.addSpacing(tema.medida(12))
            linha.addWidget(texto)
        return linha

    def _montar_lista(self) -> QVBoxLayout:
        coluna = QVBoxLayout()
        coluna.setContentsMargins(0, tema.medida(10), 0, 0)
        coluna.setSpacing(tema.medida(8))
        barra = QHBoxLayout()
        barra.setContentsMargins(tema.medida(_MARGEM), 0, tema.medida(_MARGEM), 0)
        self._recortes = QTabBar()
        self._recortes.setAccessibleName(self.tr("O que mostrar"))
        self._recortes.setDrawBase(False)
        self._recortes.setExpanding(False)
        for _ in Recorte:
            self._recortes.addTab("")
        self._recortes.currentChanged.connect(self._filtrar)
        self.procura = CampoTexto(largura=270)
        self.procura.setPlaceholderText(self.tr("Procurar cliente, documento ou e-mail"))
        self.procura.setAccessibleName(self.tr("Procurar cliente, documento ou e-mail"))
        self.procura.mudou.connect(self._filtrar)
        barra.addWidget(self._recortes)
        barra.addStretch(1)
        barra.addWidget(self.procura)
        coluna.addLayout(barra)
        self._aviso = CaixaMensagem("aviso")
        self._aviso.hide()
        coluna.addWidget(self._aviso)
        self._modelo: TabelaBase[LinhaPrevia] = TabelaBase(COLUNAS, chave=lambda linha: linha.codigo)
        self.visao = VisaoTabela(self.tr("Clientes da prévia"))
        self.visao.setProperty("teclas", [self.tr("Enter-Abre o cliente"), self.tr("F5-Atualiza")])
        self.visao.mostrar(self._modelo, ordenar_por=1)
        self.visao.selecionou.connect(self._ao_selecionar)
        self.visao.abriu.connect(self._ao_abrir)
        coluna.addWidget(self.visao, 1)
        rodape = QHBoxLayout()
        rodape.setContentsMargins(*[tema.medida(lado) for lado in (_MARGEM, 0, _MARGEM, 10)])
        self._quantos, self._totais = Texto(self.tr("Calculando…"), peso=Peso.FORTE), Texto(peso=Peso.MEIO)
        rodape.addWidget(self._quantos)
        rodape.addStretch(1)
        rodape.addWidget(self._totais)
        coluna.addLayout(rodape)
        return coluna

    def _montar_detalhe(self) -> QWidget:
        painel = QWidget()
        painel.setProperty("fundo", "painel")
        painel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        painel.setFixedWidth(tema.medida(_LARGURA_DO_DETALHE))
        caixa = QVBoxLayout(painel)
        caixa.setContentsMargins(*[tema.medida(lado) for lado in (16, 14, 16, 12)])
        caixa.setSpacing(tema.medida(6))
        self._nome = Texto(letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True)
        self._valor = Texto(letra=Letra.BLOCO, peso=Peso.FORTE)
        self._porque = Texto(cor="texto2", quebra=True)
        self._para = Texto(quebra=True)
        self._apontados = Texto(cor="aviso", quebra=True)
        for texto in (self._nome, self._valor, self._porque, self._para, self._apontados):
            caixa.addWidget(texto)
        self._debitos: TabelaBase[DebitoAvisado] = TabelaBase(COLUNAS_DE_DEBITOS, chave=lambda item: item.marca)
        self._lista_de_debitos = VisaoTabela(self.tr("Débitos do cliente"))
        self._lista_de_debitos.setProperty("moldura", True)
        self._lista_de_debitos.mostrar(self._debitos)
        caixa.addWidget(self._lista_de_debitos, 1)
        return painel

    def _montar_acoes(self) -> None:
        exportar = Botao(self.tr("E&xportar CSV"), icone="baixar", tecla=atalhos.EXPORTAR.tecla)
        exportar.clicked.connect(self.exportar)
        nota = Texto(self.tr("Simulação: nada foi gravado nem enviado."), letra=Letra.DETALHE, cor="texto2")
        self.acoes(nota, self.botao_fechar(self.tr("Voltar")), esquerda=(exportar,))

    def _andar(self, dias: int) -> None:
        if (data := self.data.data) is not None:
            self.data.definir_data(data + timedelta(days=dias))

    def _ao_mudar_data(self) -> None:
        data = self.data.data
        self._dia.setText(frases.dia_da_semana(data) if data else "")
        if data is not None and data != self._ultima:
            self._ultima = data
            self._calcular()

    def _calcular(self) -> None:
        data, parametros = self.data.data, self._pedido.parametros
        if data is None:
            return

        def calcular() -> tuple[PlanoDoDia, dict[str, str]]:
            plano = fechamento.planejar(data, parametros=parametros, mesmo_desabilitado=True)
            return plano, clientes.nomes(sem_nome(plano))

        self._quantos.setText(self.tr("Calculando…"))
        self._calculo.pedir(calcular)

    def _ao_calcular(self, chegada: tuple[PlanoDoDia, dict[str, str]]) -> None:
        plano, nomes = chegada
        self._linhas = montar_linhas(plano, nomes)
        self._mostrar_avisos(plano)
        for posicao, (recorte, titulo) in enumerate(_TITULOS.items()):
            quantos = sum(linha.pertence(recorte) for linha in self._linhas)
            self._recortes.setTabText(posicao, f"{titulo}  {frases.numero(quantos)}")
        recebem = [linha for linha in self._linhas if linha.recebe]
        total = em_reais(sum(linha.total_centavos for linha in recebem))
        self._resumos[0].setText(f"{frases.quantos(len(recebem), 'recebe', 'recebem')}, {total}")
        self._resumos[1].setText(frases.quantos(len(plano.fora), "fica de fora", "ficam de fora"))
        self._resumos[2].setText(frases.quantos(len(plano.apontamentos), "apontamento", "apontamentos"))
        self._filtrar()

    def _mostrar_avisos(self, plano: PlanoDoDia) -> None:
        """O que fala da empresa inteira: envio desabilitado e o que faria o fechamento ser recusado."""
        textos = [frases.em_frase(item.motivo) for item in plano.apontamentos if not item.cliente]
        if not plano.habilitado:
            textos.insert(0, self.tr("O envio está desabilitado: é o que sairia se estivesse habilitado."))
        self._aviso.mostrar("aviso", " ".join(textos))
        self._aviso.setVisible(bool(textos))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._quantos.setText("")
        self._aviso.mostrar("perigo", erro.frase())
        self._aviso.show()

    def _filtrar(self) -> None:
        recorte = list(Recorte)[max(0, self._recortes.currentIndex())]
        palavras = chave(self.procura.text()).split()
        motivo = self._pedido.motivo if recorte is Recorte.DE_FORA else None
        achadas = [
            linha
            for linha in self._linhas
            if linha.pertence(recorte)
            and linha.contem(palavras)
            and (motivo is None or (linha.fora is not None and linha.fora.motivo is motivo))
        ]
        self._modelo.trocar(achadas)
        recebem = sum(linha.recebe for linha in achadas)
        self._quantos.setText(
            self.tr("{}, {} na lista").format(frases.quantos(recebem, "recebe", "recebem"), frases.numero(len(achadas)))
        )
        self._totais.setText(dizer_totais(achadas))
        if self.visao.atual() is None:
            self.visao.selecionar(0)
        self._ao_selecionar(self.visao.atual())

    def _ao_selecionar(self, linha: object) -> None:
        if not isinstance(linha, LinhaPrevia):
            for texto in (self._nome, self._valor, self._porque, self._para, self._apontados):
                texto.setText("")
            self._debitos.trocar(())
            return
        self._nome.setText(f"{linha.codigo}  {linha.nome}")
        self._valor.setText(em_reais(linha.total_centavos))
        self._porque.setText(linha.por_que())
        destinatarios = linha.aviso.destinatarios if linha.aviso else ()
        self._para.setText(self.tr("Para: {}").format("; ".join(destinatarios)) if destinatarios else "")
        self._apontados.setText("\n".join(map(dizer_apontamento, linha.apontamentos)))
        for texto in (self._para, self._apontados):
            texto.setVisible(bool(texto.text()))
        self._debitos.trocar(linha.debitos)

    def _ao_abrir(self, linha: LinhaPrevia) -> None:
        self._contexto.abrir.emit("clientes", linha.codigo)


_TITULOS = {
    Recorte.TODOS: "Todos",
    Recorte.RECEBEM: "Recebem",
    Recorte.DE_FORA: "De fora",
    Recorte.APONTAMENTOS: "Apontamentos",
}
