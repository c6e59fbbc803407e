"""Conferir uma conta de cobrança com um boleto que o banco emitiu: cola-se a linha, ou solta-se o PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from boletos.bancos.prova import ParteProvada
from boletos.conferencia import boleto_do_banco
from boletos.conferencia.boleto_do_banco import Conferencia, Mudanca, Proposta
from boletos.titulo import exame
from boletos.titulo.codigo import formatar_linha
from boletos.titulo.titulo import Titulo
from modelos.acesso import disco
from modelos.cadastro import empresas
from regras.cadastro import ContaCobranca
from regras.erros import ErroAviso
from ui import frases, frases_da_cobranca
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.calculo import Calculo
from ui.campos.campo_arquivo import perguntar_qual
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem, TituloGrupo
from ui.componentes.quadro_fatos import QuadroFatos
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela

_EIXO = 150
_ESPERA_MS = 250
_TAMANHO_MAXIMO = 200
_PAPEL = ("Nosso número", "Agência e código", "Carteira")


class DialogoConferirComBoleto(Dialogo):
    """Mostra o que o boleto diz da conta antes de mudar qualquer coisa; `aceita` é a conta que a pessoa aceitou."""

    def __init__(self, contexto: Contexto, conta: ContaCobranca, pai: QWidget | None = None) -> None:
        super().__init__("Conferir com um boleto do banco", pai, largura=920, altura=690)
        self.setProperty("estado", "Cole a linha digitável, ou solte aqui o PDF | ESC-Voltar")
        self.setAcceptDrops(True)
        self.aceita: ContaCobranca | None = None
        self._contexto, self._conta = contexto, conta
        self._documento = empresa.cpf_cnpj if (empresa := empresas.obter()) else ""
        self._conferencia: Conferencia | None = None
        frase = (
            "Use um boleto desta conta que o banco emitiu. Com o mesmo nosso número, valor e vencimento, o código "
            "que o programa calcula tem de sair igual."
        )
        self.por_titulo(self.windowTitle(), frase)
        self._por_campo()
        self.parecer = CaixaMensagem("acento")
        self.corpo.addWidget(self.parecer)
        self._por_tabelas()
        self.botao_usar = Botao("&Usar", papel=Papel.PRINCIPAL, ao_clicar=self.usar)
        escolher = Botao("&Escolher PDF…", icone="documento", ao_clicar=self.escolher_pdf)
        self.acoes(self.botao_usar, self.botao_fechar("Cancelar"), esquerda=(escolher,))
        self._calculo = Calculo(contexto, self, self._ao_conferir, self._ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._conferir_linha)
        self.campo.mudou.connect(self._ao_digitar)
        self.leitura.mudou.connect(self._mostrar)
        self._esquecer()
        self.focar(self.campo)

    def usar(self) -> None:
        """Aceita o que se vê: a conta preenchida e, se o código sai igual, marcada."""
        proposta = self._proposta()
        if proposta is None or self._conferencia is None:
            return
        marcada = boleto_do_banco.marcar(proposta.conta, self._conferencia.lida, self._contexto.ambiente.agora())
        self.aceita = marcada if proposta.prova.igual else proposta.conta
        self.accept()

    def escolher_pdf(self) -> None:
        """Pergunta que PDF conferir."""
        filtro = "Arquivos PDF (*.pdf)"
        if caminho := perguntar_qual(self, self._contexto.preferencias, "PDF do boleto", filtro):
            self.conferir_pdf(caminho)

    def conferir_pdf(self, caminho: Path) -> None:
        """Confere com um PDF; a linha que ele traz fica no campo."""
        self._espera.stop()
        self.parecer.mostrar("acento", f"Lendo {caminho.name}…")
        self._calculo.pedir(partial(self._com_pdf, caminho))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Aceita um arquivo arrastado."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Confere com o PDF solto aqui."""
        event.acceptProposedAction()
        self.conferir_pdf(Path(event.mimeData().urls()[0].toLocalFile()))

    def _por_campo(self) -> None:
        self.campo = CampoTexto(maximo=_TAMANHO_MAXIMO, largura=0)
        self.campo.setPlaceholderText("00000.00000 00000.000000 00000.000000 0 00000000000000")
        self.campo.setAcceptDrops(False)
        self.leitura = CampoEscolha([], largura=420)
        formulario = Formulario(eixo_campo=_EIXO, eixo_ajuda=0)
        formulario.campo("&Linha ou código", self.campo, ajuda="cobranca.conferir")
        formulario.campo("&Qual é a conta", self.leitura, ajuda="cobranca.leitura")
        formulario.pediu_tutorial.connect(lambda capitulo: self._contexto.abrir.emit("tutorial", capitulo))
        self._linha_da_leitura = formulario.linha_de(self.leitura)
        self.corpo.addWidget(formulario)

    def _por_tabelas(self) -> None:
        """À esquerda o que muda na conta e o que comparar com o papel; à direita o código, parte por parte."""
        self.mudancas = VisaoTabela("Nada muda na conta.")
        self.partes = VisaoTabela("O código aparece aberto aqui, parte por parte.")
        self.papel = QuadroFatos(_PAPEL, eixo=120, quebra=False)
        esquerda = em_coluna(
            TituloGrupo("O que muda na conta"),
            (self.mudancas, 1),
            TituloGrupo("Compare com o que está impresso"),
            self.papel,
        )
        direita = em_coluna(TituloGrupo("O código, parte por parte"), (self.partes, 1))
        miolo = QWidget()
        em_linha((esquerda, 4), (direita, 6), espaco=20, dono=miolo)
        self.corpo.addWidget(miolo, 1)
        self.de_quem = Texto("", cor="texto2", quebra=True)
        self.corpo.addWidget(self.de_quem)

    def _ao_digitar(self) -> None:
        self._esquecer()
        achado = exame.examinar(self.campo.valor(), self._contexto.hoje())
        if achado.esta_certo:
            self._espera.start()
        elif achado.problema:
            self.parecer.mostrar("perigo" if achado.lido else "acento", frases.em_frase(achado.problema))

    def _conferir_linha(self) -> None:
        texto, hoje = self.campo.valor(), self._contexto.hoje()
        self._calculo.pedir(lambda: boleto_do_banco.conferir(texto, self._conta, self._documento, hoje))

    def _com_pdf(self, caminho: Path) -> Conferencia:
        with disco.traduzir(caminho):
            pdf = caminho.read_bytes()
        return boleto_do_banco.conferir(pdf, self._conta, self._documento, self._contexto.hoje())

    def _ao_conferir(self, conferencia: Conferencia) -> None:
        self._conferencia = conferencia
        for campo in (self.campo, self.leitura):
            campo.blockSignals(True)
        self.campo.definir(formatar_linha(conferencia.lida.linha_digitavel))
        self._por_leituras(conferencia.propostas)
        for campo in (self.campo, self.leitura):
            campo.blockSignals(False)
        self._mostrar()

    def _por_leituras(self, propostas: tuple[Proposta, ...]) -> None:
        opcoes = [(numero, frases_da_cobranca.da_escolha(proposta)) for numero, proposta in enumerate(propostas)]
        self.leitura.trocar([(None, "Escolha"), *opcoes] if len(opcoes) > 1 else opcoes)
        self._linha_da_leitura.mostrar(len(opcoes) > 1)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._esquecer()
        self.parecer.mostrar("perigo", erro.frase())

    def _esquecer(self) -> None:
        self._espera.stop()
        self._conferencia = None
        self._linha_da_leitura.mostrar(False)
        self.parecer.mostrar("acento", "A linha tem 47 algarismos; o código de barras, 44. O PDF também serve.")
        self._mostrar()

    def _proposta(self) -> Proposta | None:
        propostas = self._conferencia.propostas if self._conferencia else ()
        qual = 0 if len(propostas) == 1 else self.leitura.valor()
        return propostas[qual] if isinstance(qual, int) and qual < len(propostas) else None

    def _mostrar(self) -> None:
        """Tudo o que sai da conferência e da leitura escolhida."""
        conferencia, proposta = self._conferencia, self._proposta()
        self.mudancas.mostrar(_tabela_de_mudancas(proposta))
        self.partes.mostrar(_tabela_de_partes(proposta))
        self.papel.limpar()
        self.de_quem.setText(frases_da_cobranca.de_quem(conferencia) if conferencia else "")
        self.de_quem.pintar_de("perigo" if conferencia and conferencia.cita_a_empresa is False else "texto2")
        self.botao_usar.setEnabled(proposta is not None)
        if conferencia is None:
            return
        if proposta is None:
            self.parecer.mostrar("aviso", "Mais de uma leitura dá este código. Diga qual é a sua conta.", "Escolha")
            return
        self._mostrar_parecer(conferencia, proposta)
        self._mostrar_papel(conferencia, proposta)

    def _mostrar_parecer(self, conferencia: Conferencia, proposta: Proposta) -> None:
        banco = f"{conferencia.banco.CODIGO}-{conferencia.banco.DV} {conferencia.banco.NOME}"
        if conferencia.como_esta.igual:
            titulo, tom = f"{banco}: o código sai igual", "ok"
            texto = frases_da_cobranca.da_prova(conferencia.como_esta)
        elif proposta.prova.igual:
            titulo, tom = f"{banco}: preenchida com o que o boleto diz, o código sai igual", "ok"
            texto = frases_da_cobranca.da_prova(conferencia.como_esta if self._conta.carteira else proposta.prova)
        else:
            titulo, tom = f"{banco}: o código não sai igual", "perigo"
            como = "Mesmo preenchida" if proposta.mudancas else "Como está"
            texto = f"{frases_da_cobranca.da_prova(proposta.prova, como)} {frases_da_cobranca.o_que_olhar(conferencia)}"
        self.parecer.mostrar(tom, texto, titulo)
        if not proposta.prova.igual:
            self.botao_usar.setText("&Preencher, sem marcar")
            self.botao_usar.setEnabled(bool(proposta.mudancas))
        else:
            self.botao_usar.setText("&Preencher e marcar" if proposta.mudancas else "&Marcar como conferida")

    def _mostrar_papel(self, conferencia: Conferencia, proposta: Proposta) -> None:
        titulo = Titulo.da_conta(proposta.conta)
        banco = conferencia.banco
        impressos = (proposta.prova.nosso_numero, banco.agencia_codigo(titulo), banco.carteira(titulo))
        for rotulo, valor in zip(_PAPEL, impressos, strict=True):
            self.papel.mostrar(rotulo, valor)


def _tabela_de_mudancas(proposta: Proposta | None) -> TabelaBase[Mudanca]:
    conta = proposta.conta if proposta else None
    colunas: tuple[Coluna[Mudanca], ...] = (
        Coluna(
            "Campo",
            lambda item: frases.em_frase(frases_da_cobranca.rotulo(conta, item.atributo)).rstrip(".") if conta else "",
            largura=0,
        ),
        Coluna("Está", lambda item: item.antes or "–", cor=lambda item: "" if item.antes else "texto3", largura=84),
        Coluna("Fica", lambda item: item.depois or "em branco", largura=96),
    )
    tabela = TabelaBase(colunas, chave=lambda item: item.atributo)
    tabela.trocar(list(proposta.mudancas) if proposta else [])
    return tabela


def _lugar(parte: ParteProvada) -> str:
    return str(parte.inicio) if parte.inicio == parte.fim else f"{parte.inicio} a {parte.fim}"


_DAS_PARTES: tuple[Coluna[ParteProvada], ...] = (
    Coluna("Posições", _lugar, ordem=lambda parte: parte.inicio, largura=78, detalhe=True),
    Coluna("O que é", lambda parte: frases.em_frase(parte.nome).rstrip("."), largura=0),
    Coluna("No boleto", lambda parte: parte.do_banco, largura=126),
    Coluna(
        "Na conta",
        lambda parte: parte.da_conta,
        icone=lambda parte: "certo" if parte.confere else "erro",
        cor=lambda parte: "ok" if parte.confere else "perigo",
        largura=146,
    ),
)


def _tabela_de_partes(proposta: Proposta | None) -> TabelaBase[ParteProvada]:
    tabela = TabelaBase(_DAS_PARTES, chave=lambda parte: parte.inicio)
    tabela.trocar(list(proposta.prova.partes) if proposta else [])
    return tabela
