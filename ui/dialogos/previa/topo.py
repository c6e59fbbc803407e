"""O alto da prévia: "e se fosse dia", e os três números: recebem, ficam de fora, apontamentos."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from regras.dinheiro import em_reais
from ui import frases, tema
from ui.campos.campo_data import CampoData
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import Linha
from ui.componentes.texto import Texto, TextoElidido
from ui.contexto import Contexto
from ui.tabelas.linhas_previa import ContagemDaPrevia, Recorte
from ui.tema import Letra, Peso

_MARGEM = 20


class TopoPrevia(QWidget):
    """A data e os números.

    Sinais:
        mudou_data(): há uma data inteira e outra no campo.
    """

    mudou_data = Signal()

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._ultima: date | None = None
        linha = em_linha(self._montar_data(), ELASTICO, margens=(_MARGEM, 8, _MARGEM, 8), dono=self)
        self._grandes: list[Texto] = []
        self._pequenos: list[Texto] = []
        for posicao, cor in enumerate(("texto", "texto", "aviso")):
            if posicao:
                linha.addSpacing(tema.medida(12))
                linha.addWidget(Linha(vertical=True, cor="linha2"))
                linha.addSpacing(tema.medida(12))
            linha.addLayout(self._montar_numero(cor))

    def mostrar(self, contagem: ContagemDaPrevia, apontamentos: Mapping[str, int]) -> None:
        """Troca os números; `apontamentos` são quantos de cada tipo, como a tela o chama."""
        recebem, de_fora = contagem.recebem, contagem.por_recorte[list(Recorte).index(Recorte.DE_FORA)]
        grandes = (
            frases.quantos(recebem.recebem, "recebe", "recebem"),
            frases.quantos(de_fora, "fica de fora", "ficam de fora"),
            _dizer_apontamentos(sum(apontamentos.values()), contagem),
        )
        pequenos = (
            f"{em_reais(recebem.total_centavos)}, {frases.quantos(recebem.boletos, 'boleto', 'boletos')}",
            em_reais(contagem.fora_centavos),
            "; ".join(f"{tipo}: {quantos}" for tipo, quantos in apontamentos.items()),
        )
        for texto, frase in zip((*self._grandes, *self._pequenos), (*grandes, *pequenos), strict=True):
            texto.setText(frase)

    def _montar_numero(self, cor: str) -> QVBoxLayout:
        self._grandes.append(Texto(letra=Letra.BLOCO, peso=Peso.FORTE, cor=cor))
        # Só a lista de apontamentos pode ser longa; os valores nunca se cortam.
        de_que = TextoElidido if cor == "aviso" else Texto
        self._pequenos.append(de_que(letra=Letra.DETALHE, cor="texto2"))
        return em_coluna(self._grandes[-1], self._pequenos[-1], espaco=2)

    def _montar_data(self) -> QVBoxLayout:
        anterior = Botao("", icone="seta_esquerda", ao_clicar=lambda: self._andar(-1))
        seguinte = Botao("", icone="seta_direita", ao_clicar=lambda: self._andar(1))
        anterior.setAccessibleName("Dia anterior")
        seguinte.setAccessibleName("Dia seguinte")
        self.data = CampoData(self._contexto.hoje, obrigatorio=True)
        self.data.setAccessibleName("Data da prévia")
        self.data.mudou.connect(self._ao_mudar_data)
        self._dia = Texto()
        linha = em_linha(anterior, self.data, seguinte, self._dia, ELASTICO)
        return em_coluna(Texto("E se fosse dia", letra=Letra.DETALHE, cor="texto2"), linha, espaco=4)

    def _andar(self, dias: int) -> None:
        if (data := self.data.data) is not None:
            self.data.definir_data(data + timedelta(days=dias))

    def _ao_mudar_data(self) -> None:
        data = self.data.data
        hoje = ", hoje" if data == self._contexto.hoje() else ""
        self._dia.setText(f"{frases.dia_da_semana(data)}{hoje}" if data else self.data.problema())
        self._dia.pintar_de("texto" if data else "perigo")
        if data != self._ultima:
            self._ultima = data
            self.mudou_data.emit()

    def esquecer(self) -> None:
        """Sem data não há números: os da anterior pareceriam ser desta."""
        for texto in (*self._grandes, *self._pequenos):
            texto.setText("–" if texto in self._grandes else "")


def _dizer_apontamentos(quantos: int, contagem: ContagemDaPrevia) -> str:
    """Um cliente pode ter mais de um: sem o "em quantos", o número do alto e o da lista pareceriam discordar."""
    clientes = contagem.por_recorte[list(Recorte).index(Recorte.APONTAMENTOS)]
    frase = frases.quantos(quantos, "apontamento", "apontamentos")
    return frase if clientes == quantos else f"{frase} em {frases.quantos(clientes, 'cliente', 'clientes')}"
