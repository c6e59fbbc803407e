"""A mensagem que se está escrevendo, como um cliente a receberia: no computador, no celular e em texto puro."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from envio.fechamento import previa
from envio.plano.plano import AvisoPrevisto
from regras.cadastro import Empresa, Mensagem
from regras.dinheiro import em_reais
from regras.erros import DadoInvalido
from regras.mensagem import constrangimento, tom
from regras.mensagem import texto as regras_do_texto
from regras.mensagem.html_limpo import em_texto
from regras.mensagem.tom import Tom
from regras.mensagem.variaveis import ConteudoDoAviso
from regras.nomes import chave
from ui import frases
from ui.calculo import Calculo
from ui.campos.campo_texto import TextoDeLer
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Estado, Texto, TextoElidido
from ui.contexto import Contexto
from ui.dialogos.mensagem.cartao import TONS
from ui.dialogos.mensagem.folha_de_prova import FolhaDeProva
from ui.moldes.consulta import DialogoConsulta
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso

_LEI = "CDC, arts. 42 e 71"
_COMPUTADOR, _CELULAR = 600, 375
"""Pontos de largura em que os leitores de e-mail mostram a mensagem."""
_TEXTO_PURO = 3
_PONTUACAO = ".,;:!?()\"'“”"


class Prova(QWidget):
    """Começa com o cliente de exemplo; quando a base tem quem receba, passa ao primeiro, e o operador troca.

    Sinais:
        leu(object): passou a mostrar o aviso de um cliente, deste `Tom`.
    """

    leu = Signal(object)

    def __init__(self, contexto: Contexto, empresa: Empresa) -> None:
        super().__init__()
        self._contexto = contexto
        self._mensagem: Mensagem | None = None
        self._candidatos: tuple[AvisoPrevisto, ...] = ()
        self._escolhido = ""
        self._tom: Tom | None = None
        self._conteudo = regras_do_texto.exemplo(empresa, contexto.hoje())
        self._nome = "Cliente de exemplo"
        self.erro, self.alerta = Estado("erro", "", "perigo", quebra=True), CaixaMensagem("aviso")
        self.erro.hide()
        self._leitura = Calculo(contexto, self, self._ao_ler, self.erro.mostrar_erro)
        topo, folhas = self._montar_topo(), self._montar_folhas()
        em_coluna(topo, (folhas, 1), self.alerta, self.erro, espaco=6, dono=self)
        hoje = contexto.hoje()
        Calculo(contexto, self, self._ao_achar, self.erro.mostrar_erro).pedir(lambda: previa.candidatos(hoje))

    def mostrar(self, mensagem: Mensagem) -> None:
        """Preenche a mensagem; o erro de escrita e as palavras que não cabem aparecem embaixo."""
        self._mensagem = mensagem
        conteudo = self._como_se_ve()
        frase = ""
        try:
            pronta = regras_do_texto.preencher(mensagem, conteudo)
            self.assunto.setText(f"Assunto: {pronta.assunto}")
            for folha in (self.computador, self.celular):
                folha.mostrar(pronta.html, conteudo.empresa.logotipo)
            self.puro.setPlainText(pronta.texto)
        except DadoInvalido as erro:
            frase = frases.erro_de_campo(erro)
        self.erro.mostrar("erro", frase, "perigo")
        self.erro.setVisible(bool(frase))
        alertas = [
            f"“{_como_escrita(item.palavra, mensagem)}” ({item.parte.lower()}) {item.por_que}"
            for item in constrangimento.procurar(mensagem)
        ]
        self.alerta.mostrar("aviso", f"{frases.lista_curta(alertas, 3)}. {_LEI}.", "Palavras a evitar na cobrança")
        self.alerta.setVisible(bool(alertas))

    def mostrar_tom(self, tom_escrito: Tom) -> None:
        """Mostra como fica um aviso deste tom: o do cliente, se é o dele, ou um de exemplo."""
        self._tom = tom_escrito
        if self._mensagem is not None:
            self.mostrar(self._mensagem)

    def trocar_cliente(self) -> None:
        """F2: escolhe outro cliente da base."""
        escolhido = DialogoConsulta.perguntar(
            "Ver a mensagem com o cliente",
            _COLUNAS,
            self._candidatos,
            chave=lambda previsto: previsto.cliente,
            corrente=self._escolhido,
            pai=self.window(),
        )
        if escolhido is not None:
            self._tom = None
            self._pedir(escolhido)

    def _como_se_ve(self) -> ConteudoDoAviso:
        """O aviso do cliente, ou um de exemplo, se o que se escreve agora é para outro atraso."""
        conteudo, nome = self._conteudo, self._nome
        if self._tom is not None and tom.do_aviso(conteudo.debitos) is not self._tom:
            conteudo = regras_do_texto.exemplo(conteudo.empresa, conteudo.data, self._tom)
            nome = f"Exemplo de aviso: {TONS[self._tom].lower()}"
        self.de_quem.setText(nome)
        return conteudo

    def _montar_topo(self) -> QHBoxLayout:
        self.de_quem = TextoElidido("", cor="texto2")
        self.trocar = Botao("Trocar c&liente…", icone="pessoa", tecla="F2", ao_clicar=self.trocar_cliente)
        self.trocar.hide()
        return em_linha(Texto("Como o cliente recebe", peso=Peso.FORTE), (self.de_quem, 1), self.trocar)

    def _montar_folhas(self) -> QWidget:
        self.vistas = QTabBar()
        self.vistas.setAccessibleName("Onde o cliente lê")
        self.vistas.setExpanding(False)
        self.vistas.setDrawBase(False)
        for titulo in ("Lado a lado", "Computador", "Celular", "Texto puro"):
            self.vistas.addTab(titulo)
        self.vistas.currentChanged.connect(self._ao_trocar_de_vista)
        self.assunto = TextoElidido("", peso=Peso.FORTE)
        self.computador = FolhaDeProva(_COMPUTADOR, "Mensagem no computador, como o cliente recebe")
        self.celular = FolhaDeProva(_CELULAR, "Mensagem no celular, como o cliente recebe")
        self.puro = TextoDeLer("Mensagem em texto puro, como o cliente recebe")
        folhas = em_linha((self.computador, _COMPUTADOR), (self.celular, _CELULAR), (self.puro, 1), espaco=10)
        quadro = QWidget()
        em_coluna(self.vistas, self.assunto, (folhas, 1), espaco=6, dono=quadro)
        self._ao_trocar_de_vista(0)
        return quadro

    def _ao_trocar_de_vista(self, qual: int) -> None:
        self.computador.setVisible(qual in (0, 1))
        self.celular.setVisible(qual in (0, 2))
        self.puro.setVisible(qual == _TEXTO_PURO)

    def _pedir(self, previsto: AvisoPrevisto) -> None:
        hoje = self._contexto.hoje()
        self._escolhido = previsto.cliente
        self._leitura.pedir(lambda: previa.conteudo(previsto, hoje))

    def _ao_achar(self, candidatos: tuple[AvisoPrevisto, ...]) -> None:
        self._candidatos = candidatos
        self.trocar.setVisible(bool(candidatos))
        if candidatos:
            self._pedir(candidatos[0])

    def _ao_ler(self, conteudo: ConteudoDoAviso) -> None:
        self._conteudo = conteudo
        self._nome = f"{conteudo.cliente.codigo}  {conteudo.cliente.nome}"
        self.leu.emit(tom.do_aviso(conteudo.debitos))
        if self._mensagem is not None:
            self.mostrar(self._mensagem)


_COLUNAS: tuple[Coluna[AvisoPrevisto], ...] = (
    Coluna("Código", lambda previsto: previsto.cliente, largura=80, detalhe=True),
    Coluna("Cliente", lambda previsto: previsto.cliente_nome, largura=0),
    Coluna("Total", lambda previsto: em_reais(previsto.total_centavos), alinhamento=Alinhamento.DIREITA, largura=130),
)


def _como_escrita(palavra: str, mensagem: Mensagem) -> str:
    """A palavra com os acentos que o operador pôs: a procura é feita sem eles."""
    escritas = " ".join((mensagem.assunto, em_texto(mensagem.html), mensagem.texto)).split()
    quantas = len(palavra.split())
    for inicio in range(len(escritas)):
        trecho = " ".join(escritas[inicio : inicio + quantas]).strip(_PONTUACAO)
        if chave(trecho) == palavra:
            return trecho.lower()
    return palavra
