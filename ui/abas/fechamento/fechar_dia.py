"""A coluna "Fechar o dia": a data, os números da prévia, o que falta conferir e os dois botões."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from envio.fechamento.vistoria import Nivel, Vistoria
from modelos.avisos.fechamentos import Fechamento
from regras.dinheiro import em_reais
from ui import atalhos, frases, tema
from ui.abas.fechamento.conferencia import ItemAConferir, em_itens
from ui.base.ajuda import BalaoAjuda
from ui.campos.campo_data import CampoData
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha, esvaziar
from ui.componentes.molduras import Linha, em_rolagem
from ui.componentes.navegacao import Navegacao
from ui.componentes.texto import Estado, Icone, Texto
from ui.contexto import Contexto
from ui.tema import Letra, Peso

_LARGURA = 384
_ICONES = {Nivel.CERTO: ("certo", "ok"), Nivel.ATENCAO: ("alerta", "aviso"), Nivel.IMPEDE: ("erro", "perigo")}


class FecharDia(QWidget):
    """Só mostra e pede; quem calcula e fecha é a guia.

    Sinais:
        mudou_data(): há uma data inteira e outra no campo.
        pediu_previa(): o operador quer a prévia desta data.
        pediu_fechar(): o operador quer fechar esta data.
        pediu_item(ItemAConferir): o operador quer consertar uma linha da conferência.
        pediu_os_de_fora(): o operador quer ver quem não recebe.
        pediu_relatorio(date): o operador quer o relatório do último fechamento.
    """

    mudou_data = Signal()
    pediu_previa = Signal()
    pediu_fechar = Signal()
    pediu_item = Signal(object)
    pediu_os_de_fora = Signal()
    pediu_relatorio = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._ultima: date | None = None
        self._data_do_ultimo: date | None = None
        tema.dar_fundo(self, "painel")
        self.setFixedWidth(tema.medida(_LARGURA))
        self._itens: tuple[ItemAConferir, ...] = ()
        self._tipo = Texto(letra=Letra.DETALHE, cor="texto2")
        self._erro = Estado("erro", "", "perigo", quebra=True)
        self._erro.hide()
        self._lista = em_coluna(espaco=7, margens=(0, 0, 4, 0))
        em_coluna(
            em_linha(Texto("Fechar o dia", letra=Letra.BLOCO, peso=Peso.FORTE), ELASTICO, self._tipo),
            self._montar_data(),
            self._erro,
            self._montar_numeros(),
            Linha(),
            (em_rolagem(self._lista, ELASTICO), 1),
            *self._montar_acoes(),
            margens=(20, 14, 20, 12),
            dono=self,
        )
        self.data.definir_data(contexto.hoje())

    def mostrar(self, vistoria: Vistoria) -> None:
        """Troca os números e a conferência."""
        vai, plano = vistoria.a_enviar, vistoria.plano
        self._emails.setText(frases.quantos(len(vai.avisos), "e-mail", "e-mails"))
        self._valor.setText(em_reais(vai.total_centavos))
        boletos = frases.quantos(vai.quantidade_boletos, "boleto", "boletos")
        ja = vistoria.ja_resolvidos
        sobra = "; {}".format(frases.quantos(ja, "já avisado", "já avisados")) if ja else ""
        self._boletos.setText(f"{boletos}{sobra}")
        fora = len(plano.fora) + len(vistoria.retirados)
        self._fora.setText(frases.quantos(fora, "fica de fora", "ficam de fora"))
        self._fora.setEnabled(bool(fora))
        self._fora.setAccessibleName(f"{self._fora.text()}: ver quem são")
        self._tipo.setText("diário" if vistoria.mes_a_encerrar is None else "mensal")
        self._situar_ultimo(vistoria.ultimo)
        self._trocar_itens(em_itens(vistoria))

    def dizer_erro(self, frase: str) -> None:
        """Mostra um erro embaixo da data; vazio some."""
        self._erro.mostrar("erro", frase, "perigo")
        self._erro.setVisible(bool(frase))

    def dizer_ocupado(self, ocupado: bool) -> None:
        """Enquanto calcula, os botões esperam."""
        self._estado.setText("Calculando…" if ocupado else "Nada é enviado sem a sua confirmação.")
        self.fechar.setEnabled(not ocupado)

    def _montar_data(self) -> QHBoxLayout:
        self.data = CampoData(self._contexto.hoje, obrigatorio=True)
        self.data.setAccessibleName("Data do fechamento")
        self.data.mudou.connect(self._ao_mudar_data)
        self.data.validou.connect(self.dizer_erro)
        self._navegacao = Navegacao(self)
        self._navegacao.vigiar(self.data, ajuda=self._ajudar)
        self._dia = Texto()
        self._ultimo = Link("", letra=Letra.DETALHE, ao_clicar=self._ao_pedir_ultimo)
        self._ultimo.setAccessibleName("Último fechamento")
        self._ultimo.hide()
        return em_linha(self.data, self._dia, ELASTICO, self._ultimo, espaco=10)

    def _ajudar(self) -> None:
        balao = BalaoAjuda.abrir("dia.data", self.data)
        balao.pediu_tutorial.connect(lambda capitulo: self._contexto.abrir.emit("tutorial", capitulo))

    def _montar_numeros(self) -> QVBoxLayout:
        self._emails = Texto("–", letra=Letra.PERGUNTA, peso=Peso.FORTE)
        self._valor = Texto("–", letra=Letra.PERGUNTA, peso=Peso.FORTE)
        self._boletos = Texto(letra=Letra.DETALHE, cor="texto2")
        self._fora = Link("", letra=Letra.DETALHE, ao_clicar=self.pediu_os_de_fora)
        self._fora.setAccessibleName("Ficam de fora")
        return em_coluna(
            em_linha(self._emails, ELASTICO, self._valor), em_linha(self._boletos, ELASTICO, self._fora), espaco=0
        )

    def _montar_acoes(self) -> tuple[QWidget, ...]:
        self.previa = Botao(
            "Ver a &prévia", icone="olho", tecla=atalhos.PREVIA.tecla, altura=34, ao_clicar=self.pediu_previa
        )
        self.fechar = Botao(
            "&Fechar o dia…",
            icone="enviar",
            tecla=atalhos.FECHAR_DIA.tecla,
            papel=Papel.PRINCIPAL,
            altura=44,
            ao_clicar=self.pediu_fechar,
        )
        self._estado = Texto(letra=Letra.DETALHE, cor="texto2")
        self._estado.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return self.previa, self.fechar, self._estado

    def _trocar_itens(self, itens: tuple[ItemAConferir, ...]) -> None:
        self._itens = itens
        esvaziar(self._lista)
        antes: QWidget = self._fora
        for item in itens:
            linha = self._linha_do_item(item)
            self._lista.addWidget(linha)
            # Refeita, a lista iria para o fim: o Tab passa por ela onde ela está, antes dos botões.
            for link in linha.findChildren(Link):
                QWidget.setTabOrder(antes, link)
                antes = link
        QWidget.setTabOrder(antes, self.previa)

    def _linha_do_item(self, item: ItemAConferir) -> QWidget:
        widget = QWidget()
        icone, cor = _ICONES[item.nivel]
        longa = len(item.frase) > 34
        alto = Qt.AlignmentFlag.AlignTop if longa else Qt.AlignmentFlag.AlignVCenter
        textos = em_linha((Texto(item.frase, peso=Peso.MEIO, quebra=longa), 1 if longa else 0))
        if item.detalhe:
            textos.addWidget(Texto(item.detalhe, letra=Letra.DETALHE, cor="texto2", quebra=True), 1)
        linha = em_linha((Icone(icone, cor), alto), (textos, 1), dono=widget)
        if item.acao:
            link = Link(item.acao, ao_clicar=lambda: self.pediu_item.emit(item))
            link.setAccessibleName(f"{item.acao}: {item.frase}")
            linha.addWidget(link, 0, alto)
        return widget

    def _situar_ultimo(self, ultimo: Fechamento | None) -> None:
        self._data_do_ultimo = ultimo.data if ultimo else None
        self._ultimo.setVisible(ultimo is not None)
        if ultimo is not None:
            self._ultimo.setText(f"último: {frases.dia_e_mes(ultimo.data)}")
            self._ultimo.setAccessibleName(f"{self._ultimo.text()}: ver o relatório")

    def _ao_pedir_ultimo(self) -> None:
        self.pediu_relatorio.emit(self._data_do_ultimo)

    def _ao_mudar_data(self) -> None:
        data = self.data.data
        self._dia.setText(frases.dia_da_semana(data) if data else "")
        if data is None:
            self._esquecer()
        elif data != self._ultima:
            self._ultima = data
            self.mudou_data.emit()

    def _esquecer(self) -> None:
        """Sem data não há números: os da anterior pareceriam ser desta."""
        self._ultima = None
        self._emails.setText("–")
        self._valor.setText("–")
        self._boletos.setText("")
        self._fora.setText("")
        self._tipo.setText("")
        self._trocar_itens(())
