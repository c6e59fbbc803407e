"""Promessas de pagamento: quem não cumpriu, e quem ainda está no prazo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from modelos.acesso.consulta import Consulta
from modelos.carteira import promessas
from modelos.carteira.promessas import Prometido
from ui import atalhos, frases, tema
from ui.base.dialogo import Dialogo
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.tabelas.promessas import colunas_de_prometidos
from ui.tabelas.quadro import QuadroPaginado
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA = 1180, 600
NAO_CUMPRIDAS, VIGENTES, TODAS = "nao_cumpridas", "vigentes", ""
_ASSUNTOS = frozenset({Assunto.CLIENTES, Assunto.DEBITOS})


class DialogoPromessas(Dialogo):
    """Lista paginada; Enter abre a ficha do cliente, onde se põe a promessa nova."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Promessas de pagamento", pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Promessas de pagamento | ESC-Fechar")
        self._contexto = contexto
        self.filtro = CampoEscolha(
            (
                (NAO_CUMPRIDAS, "Não cumpridas"),
                (VIGENTES, "No prazo"),
                (TODAS, "Todas"),
            ),
            largura=170,
        )
        for parte in (self.filtro, self.filtro.view()):
            parte.setAccessibleName("Mostrar")
        self.quadro: QuadroPaginado[Prometido] = QuadroPaginado(
            contexto,
            "Promessas de pagamento",
            colunas_de_prometidos(contexto.hoje()),
            promessas.pagina,
            chave=lambda linha: linha.cliente,
            consulta=Consulta(ordem="ate", filtros=self._em_filtros()),
            procura="Procurar cliente ou quem prometeu",
        )
        self.quadro.visao.setProperty("teclas", ["Enter-Abre o cliente", "Letras-Procuram", "F6-Ordena"])
        self._total = Texto("Lendo…", peso=Peso.MEIO)
        self.corpo.addLayout(self._montar_topo())
        self.corpo.addLayout(self._montar_filtro())
        self.corpo.addWidget(self.quadro, 1)
        self.corpo.addWidget(self._total)
        self._montar_acoes()
        self._ligar()
        self.quadro.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        self.quadro.atualizar()

    def total(self) -> str:
        """O rodapé, como está na tela."""
        return self._total.text()

    def exportar(self) -> Trabalho | None:
        """Grava em CSV tudo o que a lista tem, não só a página à vista."""
        return self.quadro.exportar(self, "promessas.csv")

    def abrir_cliente(self) -> None:
        """Abre a ficha do cliente corrente."""
        if (linha := self.quadro.atual()) is not None:
            ficha = DialogoCliente(self._contexto, linha.cliente, self)
            ficha.exec()
            ficha.deleteLater()
            self.quadro.visao.setFocus()

    def _montar_topo(self) -> QHBoxLayout:
        topo, dizeres = QHBoxLayout(), QVBoxLayout()
        topo.setSpacing(tema.medida(12))
        dizeres.setSpacing(tema.medida(2))
        dizeres.addWidget(Texto("Promessas de pagamento", letra=Letra.BLOCO, peso=Peso.FORTE))
        frase = "Não cumprida é a que passou do dia com débito que vencia até ele ainda em aberto."
        dizeres.addWidget(Texto(frase, cor="texto2", quebra=True))
        topo.addLayout(dizeres, 1)
        topo.addWidget(self.quadro.procura, 0, Qt.AlignmentFlag.AlignTop)
        return topo

    def _montar_filtro(self) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(tema.medida(8))
        rotulo = Texto("&Mostrar")
        rotulo.setBuddy(self.filtro)
        linha.addWidget(rotulo)
        linha.addWidget(self.filtro)
        linha.addStretch(1)
        return linha

    def _montar_acoes(self) -> None:
        exportar = Botao("Exportar CS&V", icone="baixar", tecla=atalhos.EXPORTAR.tecla)
        exportar.clicked.connect(self.exportar)
        self.abrir = Botao("&Abrir o cliente", tecla=atalhos.ABRIR.tecla, papel=Papel.PRINCIPAL)
        self.abrir.clicked.connect(self.abrir_cliente)
        self.abrir.setEnabled(False)
        self.acoes(self.abrir, self.botao_fechar(), esquerda=(exportar,))

    def _ligar(self) -> None:
        self.filtro.mudou.connect(lambda: self.quadro.filtrar(self._em_filtros()))
        self.quadro.abriu.connect(lambda _linha: self.abrir_cliente())
        self.quadro.carregou.connect(self._ao_carregar)
        self._contexto.mudou.connect(self._ao_mudar)
        for atalho, acao in (
            (atalhos.ATUALIZAR, self.quadro.atualizar),
            (atalhos.ORDENAR, self.quadro.ordenar_pela_seguinte),
            (atalhos.INVERTER_ORDEM, self.quadro.inverter_ordem),
            (atalhos.EXPORTAR, self.exportar),
            (atalhos.PROCURAR, self.quadro.procura.setFocus),
        ):
            QShortcut(QKeySequence(atalho.teclas[0]), self, acao)

    def _em_filtros(self) -> dict[str, str]:
        qual = str(self.filtro.valor())
        return {qual: self._contexto.hoje().isoformat()} if qual else {}

    def _ao_carregar(self) -> None:
        total = self.quadro.modelo.total
        self._total.setText(frases.quantos(total, "promessa", "promessas") if total else self._nenhuma())
        self.abrir.setEnabled(self.quadro.atual() is not None)

    def _nenhuma(self) -> str:
        if self.quadro.procura.text() or self.filtro.valor() != NAO_CUMPRIDAS:
            return "Nenhuma promessa encontrada"
        return "Nenhuma promessa por cumprir: quem prometeu, pagou ou ainda está no prazo."

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if assuntos & _ASSUNTOS:
            self.quadro.atualizar()
