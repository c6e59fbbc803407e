"""Conferir linha digitável: o que um boleto diz, se os dígitos fecham, e de que débito da base ele é."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from boletos import bancos
from boletos.titulo import exame
from boletos.titulo.codigo import Decodificado, formatar_linha
from boletos.titulo.exame import DigitoVerificador, Exame
from envio.devolucoes import correspondencia
from envio.devolucoes.correspondencia import Correspondente
from regras.debito import Debito
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases, tema
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.calculo import Calculo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem, TituloGrupo
from ui.componentes.quadro_fatos import QuadroFatos
from ui.componentes.texto import Estado, Texto
from ui.contexto import Contexto
from ui.tema import Letra

_ESPERA_MS = 250
_EIXO = 150
_DIGITOS = 4
_TAMANHO_MAXIMO = 200


class DialogoConferirLinha(Dialogo):
    """Cola-se a linha ou o código, com ou sem pontuação; tudo o mais se diz na hora.

    `argumento` é a linha com que a tela abre, ou None.
    """

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Conferir linha digitável", pai, largura=760, altura=560)
        self._contexto = contexto
        self._exame = Exame("")
        self._debito: Debito | None = None
        self.setProperty("estado", "Cole a linha digitável ou o código de barras | ESC-Fechar")
        frase = "Cole a linha digitável ou o código de barras de um boleto, com ou sem pontuação."
        self.por_titulo(self.windowTitle(), frase)
        self._por_campo()
        self._por_digitos()
        self._por_leitura()
        self.aviso = CaixaMensagem("acento")
        for parte in (TituloGrupo("Débito na base"), self.aviso):
            self.corpo.addWidget(parte)
        self.corpo.addStretch(1)
        self._por_acoes()
        self._busca = Calculo(contexto, self, self._ao_achar, self._ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._procurar)
        self.campo.mudou.connect(self._ao_digitar)
        self.campo.setText(argumento if isinstance(argumento, str) else "")
        self._ao_digitar()
        self.focar(self.campo)

    def copiar(self) -> None:
        """Põe a linha digitável, formatada, na área de transferência."""
        if self._exame.lido is not None and self._exame.esta_certo:
            QGuiApplication.clipboard().setText(formatar_linha(self._exame.lido.linha_digitavel))
            self._contexto.recado.emit("Linha digitável copiada")

    def abrir_debito(self) -> None:
        """Abre a ficha do débito correspondente."""
        if self._debito is not None:
            self._contexto.abrir.emit("debitos", self._debito.chave)

    def _por_campo(self) -> None:
        self.campo = CampoTexto(maximo=_TAMANHO_MAXIMO, largura=0)
        self.campo.setPlaceholderText("00000.00000 00000.000000 00000.000000 0 00000000000000")
        formulario = Formulario(eixo_campo=_EIXO, eixo_ajuda=0)
        formulario.campo("&Linha ou código", self.campo, ajuda="linha.linha")
        formulario.pediu_tutorial.connect(lambda capitulo: self._contexto.abrir.emit("tutorial", capitulo))
        self.corpo.addWidget(formulario)
        self.situacao = Estado("info", "", "texto2", letra=Letra.CORPO, quebra=True)
        self.situacao.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.corpo.addWidget(self.situacao)

    def _por_digitos(self) -> None:
        self.corpo.addWidget(TituloGrupo("Dígitos verificadores"))
        quadro = QWidget()
        grade = QGridLayout(quadro)
        grade.setContentsMargins(0, 0, 0, 0)
        grade.setHorizontalSpacing(tema.medida(16))
        grade.setVerticalSpacing(tema.medida(4))
        grade.setColumnMinimumWidth(0, tema.medida(_EIXO - 16))
        grade.setColumnMinimumWidth(1, tema.medida(110))
        grade.setColumnStretch(2, 1)
        self.digitos: list[tuple[Texto, Texto, Estado]] = []
        for linha in range(_DIGITOS):
            partes = (Texto("", cor="texto2"), Texto(""), Estado("circulo", "", "texto3"))
            for coluna, parte in enumerate(partes):
                grade.addWidget(parte, linha, coluna)
            self.digitos.append(partes)
        self.corpo.addWidget(quadro)

    def _por_leitura(self) -> None:
        self.corpo.addWidget(TituloGrupo("O que o boleto diz"))
        self._rotulos = ("Banco", "Vencimento", "Valor", "Linha digitável", "Código de barras", "Campo livre")
        self.leitura = QuadroFatos(self._rotulos, eixo=_EIXO - 16, quebra=False)
        self.corpo.addWidget(self.leitura)

    def _por_acoes(self) -> None:
        self.botao_copiar = Botao("&Copiar a linha", icone="copiar", ao_clicar=self.copiar)
        self.botao_limpar = Botao("Li&mpar", icone="desfazer", ao_clicar=self._ao_limpar)
        self.botao_debito = Botao("&Abrir o débito…", icone="lista", ao_clicar=self.abrir_debito)
        self.botao_debito.setVisible("debitos" in self._contexto.telas)
        self.acoes(self.botao_fechar(), esquerda=(self.botao_copiar, self.botao_limpar, self.botao_debito))

    def _ao_limpar(self) -> None:
        self.campo.definir("")
        self.focar(self.campo)

    def _ao_digitar(self) -> None:
        """Tudo o que se sabe sem a base é dito já; o débito espera a digitação parar."""
        self._exame = exame.examinar(self.campo.valor(), self._contexto.hoje())
        self._mostrar_situacao()
        self._mostrar_digitos()
        self._mostrar_leitura()
        self.botao_copiar.setEnabled(self._exame.esta_certo)
        self._ligar_debito(None)
        if self._exame.esta_certo:
            self.aviso.mostrar("acento", "Procurando…")
            self._espera.start()
        else:
            self._espera.stop()
            self.aviso.mostrar("acento", "Aparece aqui quando os dígitos conferirem.")

    def _mostrar_situacao(self) -> None:
        achado = self._exame
        if achado.esta_certo:
            nome = "Linha digitável" if achado.e_linha else "Código de barras"
            self.situacao.mostrar("certo", f"{nome}: todos os dígitos conferem.", "ok")
        elif not achado.problema:
            self.situacao.mostrar("info", "São 47 algarismos na linha e 44 no código de barras.", "texto2")
        elif achado.lido is None and achado.algarismos and all(digito.confere for digito in achado.digitos):
            self.situacao.mostrar("info", frases.em_frase(achado.problema), "texto2")
        else:
            self.situacao.mostrar("erro", frases.em_frase(achado.problema), "perigo")

    def _mostrar_digitos(self) -> None:
        digitos = self._exame.digitos
        for ordem, partes in enumerate(self.digitos):
            _mostrar_digito(partes, digitos[ordem] if ordem < len(digitos) else None)

    def _mostrar_leitura(self) -> None:
        lido = self._exame.lido
        if lido is None:
            self.leitura.limpar()
            return
        certo = self._exame.esta_certo
        for rotulo, valor in zip(self._rotulos, self._valores(lido, certo=certo), strict=True):
            self.leitura.mostrar(rotulo, valor, cor="texto" if certo else "texto3")

    def _valores(self, lido: Decodificado, *, certo: bool) -> tuple[str, ...]:
        """Com dígito errado, os códigos não se mostram: alguém os copiaria."""
        banco = bancos.obter(lido.banco)
        codigos = (formatar_linha(lido.linha_digitavel), lido.codigo_barras, lido.campo_livre)
        return (
            f"{banco.CODIGO}-{banco.DV} {banco.NOME}",
            self._dizer_vencimento(lido),
            em_reais(lido.valor_centavos) if lido.valor_centavos else "em aberto (o boleto não traz valor)",
            *(codigos if certo else [""] * len(codigos)),
        )

    def _dizer_vencimento(self, lido: Decodificado) -> str:
        if lido.vencimento is not None:
            dias = (self._contexto.hoje() - lido.vencimento).days
            return f"{frases.data_com_dia(lido.vencimento)} · {frases.dias_de_atraso(dias)}"
        if lido.tem_fator:
            return "fora da janela que os bancos leem: a rede não aceita este boleto"
        return "não traz vencimento"

    def _procurar(self) -> None:
        lido = self._exame.lido
        if lido is not None and self._exame.esta_certo:
            self._busca.pedir(lambda: correspondencia.procurar(lido))

    def _ao_achar(self, achados: tuple[Correspondente, ...]) -> None:
        if not self._exame.esta_certo:
            return
        if not achados:
            self.aviso.mostrar("acento", "Nenhum débito da base corresponde a este boleto.")
            return
        if len(achados) > 1:
            quem = frases.lista_curta([_numero(achado) for achado in achados])
            frase = f"Mais de um débito daria este boleto: {quem}. O nosso número se repete."
            self.aviso.mostrar("perigo", frase)
            return
        achado = achados[0]
        self._ligar_debito(achado.debito)
        como = "Achado pela linha que o banco devolveu." if achado.do_banco else "Achado pelo nosso número."
        partes = (como, *(achado.diferencas or ("Vencimento e saldo são os do débito.",)))
        titulo = f"{achado.cliente}, débito {_numero(achado)}"
        self.aviso.mostrar("aviso" if achado.diferencas else "ok", " ".join(partes), titulo)

    def _ligar_debito(self, debito: Debito | None) -> None:
        self._debito = debito
        self.botao_debito.setEnabled(debito is not None)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.aviso.mostrar("perigo", erro.frase())


def _mostrar_digito(partes: tuple[Texto, Texto, Estado], digito: DigitoVerificador | None) -> None:
    lugar, trecho, estado = partes
    for parte in partes:
        parte.setVisible(digito is not None)
    if digito is None:
        return
    lugar.setText(digito.lugar)
    trecho.setText(digito.trecho)
    if digito.confere:
        estado.mostrar("certo", f"dígito {digito.informado}, confere", "ok")
    else:
        frase = "veio {} na {}ª posição, e o cálculo dá {}"
        estado.mostrar("erro", frase.format(digito.informado, digito.posicao, digito.calculado), "perigo")


def _numero(achado: Correspondente) -> str:
    debito = achado.debito
    return f"{debito.documento}/{debito.parcela}" if debito.parcela else debito.documento
