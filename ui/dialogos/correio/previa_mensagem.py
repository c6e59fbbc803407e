"""A mensagem que se está escrevendo, como um cliente de verdade a receberia: HTML e texto puro lado a lado."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from envio.correio.leitura_mime import Partes
from envio.fechamento import previa
from envio.plano.plano import AvisoPrevisto
from regras.cadastro import Empresa, Mensagem
from regras.dinheiro import em_reais
from regras.erros import DadoInvalido
from regras.mensagem import constrangimento
from regras.mensagem import texto as regras_do_texto
from regras.mensagem.html_limpo import em_texto
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
from ui.moldes.consulta import DialogoConsulta
from ui.moldes.folha_da_mensagem import FolhaDaMensagem
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso

_LEI = "CDC, arts. 42 e 71"
_PONTUACAO = ".,;:!?()\"'“”"


class PreviaMensagem(QWidget):
    """Começa com o cliente de exemplo; quando a base tem quem receba, passa ao primeiro, e o operador troca."""

    def __init__(self, contexto: Contexto, empresa: Empresa) -> None:
        super().__init__()
        self._contexto = contexto
        self._mensagem: Mensagem | None = None
        self._candidatos: tuple[AvisoPrevisto, ...] = ()
        self._escolhido = ""
        self._conteudo = regras_do_texto.exemplo(empresa, contexto.hoje())
        self.erro, self.alerta = Estado("erro", "", "perigo", quebra=True), CaixaMensagem("aviso")
        self.erro.hide()
        self._leitura = Calculo(contexto, self, self._ao_ler, self.erro.mostrar_erro)
        em_coluna(self._montar_topo(), (self._montar_folhas(), 1), self.alerta, self.erro, espaco=6, dono=self)
        hoje = contexto.hoje()
        Calculo(contexto, self, self._ao_achar, self.erro.mostrar_erro).pedir(lambda: previa.candidatos(hoje))

    def mostrar(self, mensagem: Mensagem) -> None:
        """Preenche a mensagem; o erro de escrita e as palavras que não cabem aparecem embaixo."""
        self._mensagem = mensagem
        frase = ""
        try:
            pronta = regras_do_texto.preencher(mensagem, self._conteudo)
            self.papel.mostrar(Partes(pronta.assunto, (), pronta.html, pronta.texto, ()))
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
            self._pedir(escolhido)

    def _montar_topo(self) -> QHBoxLayout:
        self.de_quem = TextoElidido("Cliente de exemplo", cor="texto2")
        self.trocar = Botao("Trocar c&liente…", icone="pessoa", tecla="F2", ao_clicar=self.trocar_cliente)
        self.trocar.hide()
        return em_linha(Texto("Como o cliente recebe", peso=Peso.FORTE), (self.de_quem, 1), self.trocar)

    def _montar_folhas(self) -> QSplitter:
        self.papel = FolhaDaMensagem(nome="Mensagem em HTML, como o cliente recebe")
        self.puro = TextoDeLer("Mensagem em texto puro, como o cliente recebe")
        coluna = QWidget()
        em_coluna(Texto("Em texto puro", cor="texto2"), (self.puro, 1), espaco=6, dono=coluna)
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.addWidget(self.papel)
        divisor.addWidget(coluna)
        divisor.setChildrenCollapsible(False)
        divisor.setSizes([300, 200])
        return divisor

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
        self.de_quem.setText(f"{conteudo.cliente.codigo}  {conteudo.cliente.nome}")
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
