"""Que coluna é qual: o de-para de uma planilha, com as primeiras linhas já lidas e o que seria recusado."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from modelos.importacao import exemplo, mapas
from modelos.importacao.cabecalho import normalizar_titulo
from modelos.importacao.exame_de_arquivo import Exame, examinar
from modelos.importacao.linhas import LinhaLida
from modelos.importacao.resultado import Tipo
from regras.erros import ErroAviso
from ui import frases, tema
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import em_linha
from ui.componentes.molduras import TituloGrupo
from ui.componentes.texto import Estado, Texto
from ui.contexto import Contexto
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra

_NAO_USADA = "(não usar)"
_ALTURA_DAS_COLUNAS, _ALTURA_DA_AMOSTRA = 250, 210
_Amostra = tuple[LinhaLida, str]


class DialogoDePara(Dialogo):
    """Ensina o de-para de um cabeçalho; confirmado, ele vale sozinho na próxima planilha igual, aqui e no terminal."""

    def __init__(self, contexto: Contexto, exame: Exame, tipo: Tipo, pai: QWidget | None = None) -> None:
        super().__init__("Colunas da planilha", pai, largura=900, estado="Colunas da planilha | ESC-Voltar")
        self._contexto, self._tipo, self._arquivo = contexto, tipo, exame.arquivo
        self._titulos = exame.titulos
        self._calculo = Calculo(contexto, self, self._ao_examinar, self._ao_falhar)
        self.por_titulo(
            "Que coluna é qual",
            f"{exame.arquivo.name}: diga o que é cada coluna da planilha de {frases.TIPOS_DE_ARQUIVO[tipo]}. "
            "Fica guardado para as próximas com os mesmos títulos.",
        )
        self.escolhas = {titulo: self._escolha(titulo, exame) for titulo in exame.colunas}
        self.corpo.addWidget(self._rolagem(exame))
        self.situacao = Estado(quebra=True)
        self.corpo.addWidget(self.situacao)
        self.corpo.addWidget(TituloGrupo("As primeiras linhas, como seriam lidas"))
        self.visao = VisaoTabela("Primeiras linhas da planilha")
        self.visao.setFixedHeight(tema.medida(_ALTURA_DA_AMOSTRA))
        self.corpo.addWidget(self.visao)
        self.confirmar = Botao("&Usar estas colunas", icone="certo", papel=Papel.PRINCIPAL, ao_clicar=self.guardar)
        self.acoes(self.confirmar, self.botao_fechar("Voltar"))
        self._ao_examinar(exame)
        self.focar(next((campo for campo in self.escolhas.values() if not campo.valor()), self.confirmar))

    def colunas(self) -> dict[str, str]:
        """Título → coluna escolhida; vazia nos que não são usados."""
        return {titulo: str(campo.valor() or "") for titulo, campo in self.escolhas.items()}

    def guardar(self) -> None:
        """Grava o de-para e fecha."""
        try:
            mapas.gravar(self._tipo, self._titulos, self.colunas(), self._contexto.agora())
        except ErroAviso as erro:
            self._ao_falhar(erro)
            return
        self.accept()

    def _escolha(self, titulo: str, exame: Exame) -> CampoEscolha:
        nomes = [coluna.nome for coluna in exemplo.colunas(self._tipo)]
        campo = CampoEscolha([("", _NAO_USADA), *((nome, nome) for nome in nomes)], largura=230)
        campo.setAccessibleName(f"O que é a coluna {titulo}")
        campo.definir(exame.colunas[titulo])
        campo.mudou.connect(partial(self._ao_escolher, titulo))
        return campo

    def _rolagem(self, exame: Exame) -> QScrollArea:
        dentro = QWidget()
        tema.dar_fundo(dentro, "sup")
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, tema.medida(8), 0)
        caixa.setSpacing(tema.medida(6))
        for titulo, campo in self.escolhas.items():
            nome = Texto(titulo)
            nome.setFixedWidth(tema.medida(240))
            visto = Texto(_primeiro(exame, titulo), letra=Letra.DETALHE, cor="texto2")
            caixa.addLayout(em_linha(nome, campo, (visto, 1), espaco=12))
        caixa.addStretch(1)
        rolagem = QScrollArea()
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setWidgetResizable(True)
        rolagem.setWidget(dentro)
        rolagem.setFixedHeight(min(dentro.sizeHint().height(), tema.medida(_ALTURA_DAS_COLUNAS)))
        return rolagem

    def _ao_escolher(self, titulo: str) -> None:
        """Uma coluna do contrato é de um título só: quem a tinha fica sem."""
        coluna = self.escolhas[titulo].valor()
        for outro, campo in self.escolhas.items():
            if coluna and outro != titulo and campo.valor() == coluna:
                campo.blockSignals(True)
                campo.definir("")
                campo.blockSignals(False)
        escolhidas = {normalizar_titulo(cada): coluna for cada, coluna in self.colunas().items()}
        self._calculo.pedir(partial(examinar, self._arquivo, self._tipo, escolhidas))

    def _ao_examinar(self, exame: Exame) -> None:
        recusadas = [(linha.numero, motivo) for linha, motivo in exame.amostra if motivo]
        self.confirmar.setEnabled(not exame.faltam)
        if exame.faltam:
            self.situacao.mostrar("alerta", f"Falta dizer qual é: {frases.lista(exame.faltam)}.", "aviso")
        elif recusadas:
            quantas = frases.quantos(len(recusadas), "linha abaixo não entra", "linhas abaixo não entram")
            self.situacao.mostrar("alerta", f"{quantas}; a primeira é a {recusadas[0][0]}: {recusadas[0][1]}.", "aviso")
        else:
            self.situacao.mostrar("certo", "Todas as colunas obrigatórias estão ditas.", "ok")
        self.visao.mostrar(_tabela(exame))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Colunas da planilha", erro)


def _primeiro(exame: Exame, titulo: str) -> str:
    """O primeiro valor preenchido sob um título, para reconhecer a coluna."""
    posicao = exame.titulos.index(titulo)
    valores = (linha.celulas[posicao] for linha, _ in exame.amostra if posicao < len(linha.celulas))
    achado = next((valor for valor in valores if valor.strip()), "")
    return f"por exemplo: {achado[:60]}" if achado else "em branco nas primeiras linhas"


def _tabela(exame: Exame) -> TabelaBase[_Amostra]:
    """As primeiras linhas: número, as colunas usadas com o nome do contrato, e por que a linha não entra."""
    usadas = [(exame.titulos.index(titulo), coluna) for titulo, coluna in exame.colunas.items() if coluna]
    colunas = [
        Coluna[_Amostra]("Linha", lambda par: str(par[0].numero), largura=60, detalhe=True),
        *(Coluna[_Amostra](nome, partial(_celula, posicao), largura=120) for posicao, nome in usadas),
        Coluna[_Amostra]("Por que não entra", lambda par: par[1], cor=lambda _par: "perigo", largura=0),
    ]
    tabela = TabelaBase(tuple(colunas), chave=lambda par: par[0].numero)
    tabela.trocar(list(exame.amostra))
    return tabela


def _celula(posicao: int, par: _Amostra) -> str:
    return par[0].celulas[posicao] if posicao < len(par[0].celulas) else ""
