"""A prévia do fechamento: quem recebe, quem fica de fora e por quê, em qualquer data. Não grava nem envia nada.

O que o operador tira aqui vale no fechamento da mesma data, venha ele desta tela ou da guia.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from regras.erros import ErroAviso
from regras.nomes import chave
from ui import atalhos, frases, tema
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_texto import CampoTexto
from ui.coleta import soltar
from ui.componentes.area import que_rola
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem, Linha
from ui.componentes.texto import Texto, TextoElidido
from ui.consertos import Conserto, abrir_cliente
from ui.contexto import MUDOU_POR_FORA, Assunto, Contexto, PedidoDePrevia
from ui.dialogos.previa.aviso_previsto import DialogoAvisoPrevisto, PedidoDeAviso
from ui.dialogos.previa.detalhe import DetalhePrevia
from ui.dialogos.previa.previa_lida import PreviaLida, ler
from ui.dialogos.previa.primeira_vez import QuadroPrimeiraVez
from ui.dialogos.previa.topo import TopoPrevia
from ui.tabelas import exportacao
from ui.tabelas.base import TabelaBase
from ui.tabelas.linhas_previa import ContagemDaPrevia, LinhaPrevia, PedidoNaData, Recorte, achar, contar, somar
from ui.tabelas.previa import COLUNAS, POR_QUE, SO_COM_IDADE, SO_SEM_IDADE, dizer_totais
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_MARGEM = 20
_LARGURA_DA_PROCURA = 240
_LARGURA_FOLGADA = 1240
_MENOR_QUE_CABE = 1110
_POR_QUE_ESTREITO = 172
_RECALCULAM = frozenset(Assunto) - {Assunto.PEDIDOS, Assunto.NOTAS, Assunto.COPIAS, Assunto.FECHAMENTOS}
"""Gravações que mudam quem recebe o quê: consertado um apontamento, a prévia se refaz sozinha."""
_MUITAS = 1000
"""De quantas linhas em diante soltar o plano velho de uma vez pararia a tela."""
_GUIAS = frozenset({"aviso_debitos"})
"""Consertos que são guias da janela: a prévia fecha antes de mostrá-las."""


class DialogoPrevia(Dialogo):
    """Lista com recortes, procura e totais; à direita, o cliente selecionado.

    `argumento` é um `PedidoDePrevia`, ou None para hoje com os parâmetros gravados.
    """

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        titulo = "Prévia do fechamento"
        super().__init__(titulo, pai, largura=1340, altura=680, estado=f"{titulo} | ESC-Voltar")
        self._contexto = contexto
        self._pedido = argumento if isinstance(argumento, PedidoDePrevia) else PedidoDePrevia()
        self._linhas: list[LinhaPrevia] = []
        self._lida: PreviaLida | None = None
        self._contagem: ContagemDaPrevia | None = None
        self._estreita = False
        self._calculo = Calculo(contexto, self, self._ao_calcular, self._ao_falhar)
        self.corpo.setContentsMargins(0, 0, 0, 0)
        self.corpo.setSpacing(0)
        self.topo = TopoPrevia(contexto)
        self.data = self.topo.data
        self.topo.mudou_data.connect(self._calcular)
        self.detalhes = DetalhePrevia(contexto)
        self.detalhes.pediu_abrir.connect(self._abrir_atual)
        self.detalhes.pediu_alternar.connect(self._alternar_atual)
        self.detalhes.pediu_conserto.connect(self._consertar)
        lista = self._montar_lista()
        lado_a_lado = em_linha((lista, 1), Linha(vertical=True, cor="linha2"), self.detalhes, espaco=0)
        miolo = QWidget()
        em_coluna(self.topo, Linha(cor="linha2"), (lado_a_lado, 1), espaco=0, dono=miolo)
        self.corpo.addWidget(que_rola(miolo, _MENOR_QUE_CABE), 1)
        self._montar_acoes()
        self.ligar_teclas(
            (atalhos.ATUALIZAR, contexto.reler_tudo),
            (atalhos.FECHAR_DIA, self.fechar_o_dia),
            (atalhos.EXPORTAR, self.exportar),
            (atalhos.PROCURAR, self.procura.setFocus),
        )
        self.escolher(self._recorte_pedido())
        contexto.mudou.connect(self._ao_mudar_a_base)
        contexto.mudou_por_fora.connect(self._de_fora.show)
        contexto.talvez_mudou.connect(self._reler)
        self.data.definir_data(self._data_pedida())
        self.focar(self.visao)

    def exportar(self) -> Trabalho | None:
        """Grava em CSV o que está à mostra."""
        linhas = self._modelo.linhas()
        return exportacao.exportar(
            self, self._contexto, "previa.csv", self._modelo.titulos(), lambda: map(self._modelo.textos, linhas)
        )

    def escolher(self, recorte: Recorte) -> None:
        """Mostra um recorte da lista."""
        self._recortes.setCurrentIndex(list(Recorte).index(recorte))

    def fechar_o_dia(self) -> None:
        """F9: sai da prévia e pede à janela que feche esta data, sem os clientes tirados."""
        data = self.data.data
        if data is not None:
            self.accept()
            self._contexto.quer_fechar.emit(data)

    def done(self, resultado: int) -> None:
        """Fecha e solta o plano aos poucos, fora da linha da tela."""
        super().done(resultado)
        velhas, self._linhas = self._linhas, []
        self._modelo.trocar(())
        self._soltar(velhas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letra grande em tela pequena: o detalhe encolhe."""
        super().resizeEvent(event)
        estreita = event.size().width() < tema.medida(_LARGURA_FOLGADA)
        if estreita != self._estreita:
            self._estreita = estreita
            self.detalhes.estreitar(estreita)
            self.por_idade.setText("Por &idade" if estreita else "Por &idade da dívida")
            self.por_idade.updateGeometry()
            self.procura.setPlaceholderText("Procurar" if estreita else "Cliente, documento ou e-mail")
            self.procura.setFixedWidth(tema.medida(150 if estreita else _LARGURA_DA_PROCURA))
            self._mostrar_colunas()

    def _recorte_pedido(self) -> Recorte:
        if isinstance(self._pedido, PedidoNaData):
            return self._pedido.recorte
        return Recorte.DE_FORA if self._pedido.motivo is not None else Recorte.TODOS

    def _data_pedida(self) -> date:
        pedida = self._pedido.data if isinstance(self._pedido, PedidoNaData) else None
        return pedida or self._contexto.hoje()

    def _montar_lista(self) -> QVBoxLayout:
        self._aviso, self._de_fora = CaixaMensagem("aviso"), CaixaMensagem("aviso", MUDOU_POR_FORA)
        self._de_fora.acrescentar(Link("Atualizar (F5)", letra=Letra.DETALHE, ao_clicar=self._contexto.reler_tudo))
        self._de_fora.hide()
        self.primeira_vez = QuadroPrimeiraVez(self._contexto)
        self.primeira_vez.gravou.connect(self._esquecer_parametros)
        self.quantos, self.totais = Texto("Calculando…", peso=Peso.FORTE), Texto(peso=Peso.MEIO)
        lados = (_MARGEM, 0, _MARGEM, 0)
        barra = self._montar_barra(lados)
        self._montar_visao()
        return em_coluna(
            barra,
            em_coluna(self._de_fora, self._aviso, self.primeira_vez, margens=lados),
            (self.visao, 1),
            em_linha(self.quantos, ELASTICO, self.totais, margens=(_MARGEM, 0, _MARGEM, 10)),
            margens=(0, 10, 0, 0),
        )

    def _montar_barra(self, lados: tuple[int, int, int, int]) -> QHBoxLayout:
        self._recortes = QTabBar()
        self._recortes.setAccessibleName("O que mostrar")
        self._recortes.setDrawBase(False)
        self._recortes.setExpanding(False)
        for _ in Recorte:
            self._recortes.addTab("")
        self._recortes.currentChanged.connect(self._filtrar)
        self.por_idade = CaixaMarcar("Por &idade da dívida")
        self.por_idade.toggled.connect(self._mostrar_colunas)
        self.procura = CampoTexto(largura=_LARGURA_DA_PROCURA)
        self.procura.setPlaceholderText("Cliente, documento ou e-mail")
        self.procura.setAccessibleName("Procurar cliente, documento ou e-mail")
        self.procura.mudou.connect(self._filtrar)
        return em_linha(self._recortes, ELASTICO, self.por_idade, 8, self.procura, margens=lados)

    def _montar_visao(self) -> None:
        self._modelo: TabelaBase[LinhaPrevia] = TabelaBase(
            COLUNAS, chave=lambda linha: linha.codigo, pode_marcar=lambda linha: linha.pode_retirar
        )
        self.visao = VisaoTabela("Clientes da prévia", moldura=False)
        self.visao.mostrar_marcas()
        self.visao.setProperty("teclas", ["Espaço-Tira ou devolve", "Enter-Abre o aviso", "F5-Atualiza"])
        self.visao.mostrar(self._modelo, ordenar_por=1)
        self.visao.marcou.connect(self._ao_marcar)
        self._mostrar_colunas()
        self.visao.selecionou.connect(self._ao_selecionar)
        self.visao.abriu.connect(self._ao_abrir)

    def _montar_acoes(self) -> None:
        exportar = Botao("E&xportar CSV", icone="baixar", tecla=atalhos.EXPORTAR.tecla, ao_clicar=self.exportar)
        nota = TextoElidido("Simulação: nada foi gravado nem enviado.", letra=Letra.DETALHE, cor="texto2")
        self.fechar = Botao(
            "&Fechar o dia…",
            icone="enviar",
            tecla=atalhos.FECHAR_DIA.tecla,
            papel=Papel.PRINCIPAL,
            ao_clicar=self.fechar_o_dia,
        )
        self.acoes(nota, self.fechar, esquerda=(self.botao_fechar("Voltar"), exportar))

    def _calcular(self) -> None:
        data, parametros = self.data.data, self._pedido.parametros
        if data is None:
            self._lida, self._linhas, self._contagem = None, [], None
            self._modelo.trocar(())
            self.topo.esquecer()
            self.quantos.setText("Escreva a data da prévia.")
            self.totais.setText("")
            return
        retirados = self._contexto.retirados(data)
        self._de_fora.hide()
        self.quantos.setText("Calculando…")
        self._calculo.pedir(lambda: ler(data, parametros, retirados))

    def _ao_calcular(self, lida: PreviaLida) -> None:
        if lida.data != self.data.data:
            return  # o campo já não diz esta data
        primeira_leitura, velhas = self._lida is None, self._linhas
        self._lida, self._linhas, self._contagem = lida, lida.linhas, lida.contagem
        self._acertar_retirados()
        self._mostrar_avisos(lida)
        self.primeira_vez.avaliar(lida.primeira_vez, pode_gravar=lida.sao_os_gravados)
        if primeira_leitura and lida.primeira_vez is not None:
            self.por_idade.setChecked(True)
        self._repintar()
        self._soltar(velhas)

    def _mostrar_colunas(self) -> None:
        """As da idade tomam o lugar de outras; o que não couber, rola."""
        idade = self.por_idade.isChecked()
        saem = SO_SEM_IDADE if idade else SO_COM_IDADE
        for posicao in range(len(COLUNAS)):
            self.visao.setColumnHidden(posicao, posicao in saem)
        encolhe = idade or self._estreita
        self.visao.setColumnWidth(POR_QUE, tema.medida(_POR_QUE_ESTREITO if encolhe else COLUNAS[POR_QUE].largura))
        self.visao.acomodar()

    def _esquecer_parametros(self) -> None:
        """Os da tela eram os gravados, que acabam de mudar: dali em diante valem os da base."""
        self._pedido = replace(self._pedido, parametros=None)

    def _repintar(self) -> None:
        """Os números do topo e a lista, conforme quem está tirado."""
        lida, contagem = self._lida, self._contagem
        if lida is None or contagem is None:
            return
        for posicao, (titulo, quantos) in enumerate(zip(_TITULOS, contagem.por_recorte, strict=True)):
            self._recortes.setTabText(posicao, f"{titulo}  {frases.numero(quantos)}")
        self.topo.mostrar(contagem, lida.tipos)
        self._filtrar()

    def _mostrar_avisos(self, lida: PreviaLida) -> None:
        """O que fala da empresa inteira: envio desabilitado e o que faria o fechamento ser recusado."""
        textos = list(lida.avisos)
        if not lida.habilitado:
            textos.insert(0, "O envio está desabilitado: é o que sairia se estivesse habilitado.")
        self._aviso.mostrar("aviso", " ".join(textos))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.quantos.setText("")
        self._aviso.mostrar("perigo", erro.frase())

    def _filtrar(self) -> None:
        recorte = list(Recorte)[max(0, self._recortes.currentIndex())]
        palavras = chave(self.procura.text()).split()
        motivo = self._pedido.motivo if recorte is Recorte.DE_FORA else None
        achadas = achar(self._linhas, recorte, palavras, motivo)
        self._modelo.trocar(achadas, marcadas=[linha.codigo for linha in achadas if linha.recebe])
        totais = self._contagem.recebem if achadas is self._linhas and self._contagem else somar(achadas)
        recebem = frases.quantos(totais.recebem, "recebe", "recebem")
        self.quantos.setText(f"{recebem}, {frases.numero(len(achadas))} na lista")
        self.totais.setText(dizer_totais(totais))
        if self.visao.atual() is None:
            self.visao.selecionar(0)
        self._ao_selecionar(self.visao.atual())

    def _ao_selecionar(self, linha: object) -> None:
        data = self._lida.data if self._lida is not None else self._contexto.hoje()
        self.detalhes.mostrar(linha if isinstance(linha, LinhaPrevia) else None, data, self._pedido.parametros)

    def _ao_abrir(self, linha: LinhaPrevia) -> None:
        """Enter e duplo clique: o aviso como iria, o que já teve desfecho como foi, ou a ficha de quem fica de fora."""
        if linha.aviso is None or self._lida is None:
            self._consertar(abrir_cliente(linha.codigo))
        elif linha.aviso.id is not None and not linha.pode_retirar:
            self._contexto.abrir.emit("aviso", linha.aviso.id)
        else:
            pedido = PedidoDeAviso(linha.aviso, self._lida.data, self._pedido.parametros)
            dialogo = DialogoAvisoPrevisto(self._contexto, pedido, self)
            dialogo.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialogo.open()

    def _abrir_atual(self) -> None:
        if isinstance(linha := self.visao.atual(), LinhaPrevia):
            self._ao_abrir(linha)

    def _alternar_atual(self) -> None:
        if isinstance(linha := self.visao.atual(), LinhaPrevia) and linha.pode_retirar:
            self._retirar({linha.codigo}, devolver=linha.retirada)

    def _ao_marcar(self) -> None:
        """A caixa de marcar mudou: marcado recebe, desmarcado está tirado."""
        marcados = {linha.codigo for linha in self._modelo.marcadas()}
        mudaram = [
            linha
            for linha in self._modelo.linhas()
            if linha.pode_retirar and linha.recebe != (linha.codigo in marcados)
        ]
        for devolver in (True, False):
            self._retirar({linha.codigo for linha in mudaram if linha.retirada is devolver}, devolver=devolver)

    def _retirar(self, codigos: set[str], *, devolver: bool) -> None:
        if self._lida is None or not codigos:
            return
        data = self._lida.data
        antes = self._contexto.retirados(data)
        self._contexto.retirar(data, antes - codigos if devolver else antes | codigos)
        self._acertar_retirados()
        self._repintar()

    def _acertar_retirados(self) -> None:
        """Troca só as linhas que mudaram: as outras guardam o que já calcularam."""
        if self._lida is None:
            return
        retirados = self._contexto.retirados(self._lida.data)
        mudou = False
        for posicao, linha in enumerate(self._linhas):
            if linha.retirada != (linha.codigo in retirados):
                self._linhas[posicao] = replace(linha, retirada=linha.codigo in retirados)
                mudou = True
        if mudou:
            self._contagem = contar(self._linhas)

    def _soltar(self, linhas: list[LinhaPrevia]) -> None:
        if len(linhas) >= _MUITAS:
            self._contexto.calcular(lambda: soltar(linhas)).iniciar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """ESC limpa a procura antes de fechar a prévia."""
        if event.key() == Qt.Key.Key_Escape and self.procura.text():
            self.procura.clear()
        else:
            super().keyPressEvent(event)

    def _consertar(self, conserto: Conserto) -> None:
        if conserto.tela not in self._contexto.telas:
            return
        if conserto.tela in _GUIAS:
            self.reject()
        self._contexto.abrir.emit(conserto.tela, conserto.argumento)

    def _ao_mudar_a_base(self, assuntos: frozenset[Assunto]) -> None:
        if _RECALCULAM & assuntos:
            self._reler()

    def _reler(self) -> None:
        if self.isVisible():
            self._calcular()


_TITULOS = ("Todos", "Recebem", "De fora", "Apontamentos")
"""Os recortes, na ordem de `Recorte`."""
