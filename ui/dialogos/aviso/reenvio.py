"""Reenviar um aviso já enviado: a quem iria, o que ainda se deve, o motivo; o andamento e no que deu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from envio.eventos import PassoFeito
from envio.fechamento.reenvio import (
    MAIOR_MOTIVO,
    ReenvioPrevisto,
    Resultado,
    conferir_motivo,
    prever,
    reenviar,
)
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.calculo import Calculo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.lista_passos import ListaPassos
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.quadro_fatos import QuadroFatos
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA, _EIXO = 640, 470, 110


class DialogoReenvio(Dialogo):
    """Recebe o número de um aviso enviado. `enviou` diz se alguma mensagem pode ter saído por aqui."""

    def __init__(self, contexto: Contexto, numero: int, pai: QWidget | None = None) -> None:
        super().__init__("Reenviar aviso", pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Diga por que o aviso vai de novo | ESC-Voltar")
        self.enviou = False
        self._contexto, self._numero = contexto, numero
        self._previsao: ReenvioPrevisto | None = None
        self._trabalho: Trabalho | None = None
        self._resultado: Resultado | None = None
        self._erro: ErroAviso | None = None
        self.corpo.addWidget(Texto("Reenviar aviso", letra=Letra.BLOCO, peso=Peso.FORTE))
        frase = "Vai outra mensagem, com o que ainda se deve e a quem recebe hoje. Ficam as duas."
        self.corpo.addWidget(Texto(frase, cor="texto2", quebra=True))
        self._montar_fatos()
        self._montar_motivo()
        self._passos = ListaPassos()
        self.corpo.addLayout(self._passos)
        self.caixa = CaixaMensagem()
        self.caixa.hide()
        self.corpo.addWidget(self.caixa)
        self.corpo.addStretch(1)
        self._montar_botoes()
        self.motivo.setFocus(Qt.FocusReason.OtherFocusReason)
        leitura = Calculo(contexto, self)
        leitura.pronto.connect(self._ao_prever)
        leitura.falhou.connect(self._ao_nao_poder)
        hoje = contexto.hoje()
        leitura.pedir(lambda: prever(numero, hoje))

    def em_curso(self) -> bool:
        """Diz se um reenvio está em curso."""
        return self._trabalho is not None

    def passos(self) -> list[str]:
        """O que está escrito na lista de passos."""
        return self._passos.textos()

    def reenviar(self) -> None:
        """Confere o motivo, pergunta e começa; com um em curso, nada acontece."""
        previsao = self._previsao
        if previsao is None or self._trabalho is not None or not self.formulario.conferir():
            return
        if self._perguntar(previsao):
            self._comecar()

    def cancelar(self) -> None:
        """Para antes do próximo passo; o que o servidor já aceitou não volta."""
        if self._trabalho is not None:
            self._trabalho.cancelar()
            self.botao_cancelar.setEnabled(False)
            self.caixa.mostrar("aviso", "Cancelando: espera o passo em curso terminar.")

    def reject(self) -> None:
        """ESC e o X; durante um reenvio não fazem nada."""
        if self._trabalho is None:
            super().reject()

    def _montar_fatos(self) -> None:
        self._rotulos = ("Cliente", "Aviso", "Para", "Cobra", "Não cobra")
        self.fatos = QuadroFatos(self._rotulos, eixo=_EIXO)
        self.corpo.addWidget(self.fatos)

    def _montar_motivo(self) -> None:
        self.formulario = Formulario(eixo_campo=_EIXO + 16, eixo_ajuda=0)
        self.motivo = CampoTexto(validar=conferir_motivo, obrigatorio=True, maximo=MAIOR_MOTIVO, largura=0)
        self.formulario.campo("&Motivo", self.motivo, ajuda="reenvio_motivo", larga=True)
        self.formulario.pediu_tutorial.connect(lambda capitulo: self._contexto.abrir.emit("tutorial", capitulo))
        self.corpo.addWidget(self.formulario)

    def _montar_botoes(self) -> None:
        self.botao_reenviar = Botao("&Reenviar…", icone="enviar", papel=Papel.PERIGO)
        self.botao_reenviar.clicked.connect(self.reenviar)
        self.botao_reenviar.setEnabled(False)
        self.botao_cancelar = Botao("&Cancelar o envio")
        self.botao_cancelar.clicked.connect(self.cancelar)
        self.botao_cancelar.hide()
        self.botao_voltar = self.botao_fechar("Voltar")
        self.acoes(self.botao_reenviar, self.botao_voltar, esquerda=(self.botao_cancelar,))

    def _ao_prever(self, previsao: ReenvioPrevisto) -> None:
        self._previsao = previsao
        cliente, aviso, para, cobra, nao_cobra = self._rotulos
        gravado = previsao.aviso
        self.fatos.mostrar(cliente, f"{gravado.cliente_nome} ({gravado.cliente})")
        self.fatos.mostrar(aviso, f"do fechamento de {frases.data_com_dia(gravado.data)}")
        self.fatos.mostrar(para, "; ".join(previsao.destinatarios))
        self.fatos.mostrar(cobra, self._dizer_cobranca(previsao))
        fora = [f"{debito.documento}/{debito.parcela}" for debito in previsao.fora]
        frase = f"{frases.lista_curta(fora)}: pago, baixado ou fora dos parâmetros de hoje"
        self.fatos.mostrar(nao_cobra, frase if fora else "nada: tudo o que foi avisado ainda se deve")
        self.botao_reenviar.setEnabled(True)

    def _dizer_cobranca(self, previsao: ReenvioPrevisto) -> str:
        debitos = frases.quantos(len(previsao.debitos), "débito", "débitos")
        return f"{debitos}, {em_reais(previsao.total_centavos)}"

    def _ao_nao_poder(self, erro: ErroAviso) -> None:
        self.formulario.setEnabled(False)
        self._mostrar("perigo", erro.o_que_fazer or "Nada foi enviado.", erro.mensagem)
        self.botao_voltar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _perguntar(self, previsao: ReenvioPrevisto) -> bool:
        para = frases.lista(list(previsao.destinatarios))
        return DialogoConfirmacao.perguntar(
            "Reenviar aviso",
            f"Reenviar este aviso para {para}?",
            detalhe=f"{previsao.aviso.cliente_nome}, {self._dizer_cobranca(previsao)}",
            alerta="O cliente já recebeu este aviso uma vez, e vai receber outra mensagem.",
            sim="&Sim, reenviar",
            perigo=True,
            pai=self,
        )

    def _comecar(self) -> None:
        self._limpar()
        numero, motivo = self._numero, self.motivo.valor()
        ambiente, hoje = self._contexto.ambiente, self._contexto.hoje()
        self._trabalho = self._contexto.trabalhar(lambda: reenviar(numero, motivo, ambiente, hoje))
        self._trabalho.evento.connect(self._ao_acontecer)
        self._trabalho.falhou.connect(self._ao_falhar)
        self._trabalho.terminou.connect(self._ao_terminar)
        self._habilitar(False)
        self._mostrar("acento", "Reenviando…")
        self._contexto.marcar_envio(True)
        self._trabalho.iniciar()

    def _limpar(self) -> None:
        self._resultado = self._erro = None
        self._passos.limpar()

    def _habilitar(self, parado: bool) -> None:
        self.formulario.setEnabled(parado)
        self.botao_reenviar.setEnabled(parado)
        self.botao_voltar.setEnabled(parado)
        self.botao_cancelar.setVisible(not parado)
        self.botao_cancelar.setEnabled(not parado)

    def _ao_acontecer(self, evento: object) -> None:
        if isinstance(evento, PassoFeito):
            self._passos.por(f"{evento.nome}: {evento.detalhe}")
        elif isinstance(evento, Resultado):
            self._resultado = evento

    def _ao_falhar(self, erro: object) -> None:
        if isinstance(erro, ErroAviso):
            self._erro = erro

    def _ao_terminar(self) -> None:
        self._trabalho = None
        self._contexto.marcar_envio(False)
        self._habilitar(True)
        self._dizer_no_que_deu()
        self._contexto.avisar(Assunto.AVISOS, Assunto.DEVOLVIDOS)

    def _dizer_no_que_deu(self) -> None:
        resultado = self._resultado
        if self._erro is not None:
            self._mostrar("perigo", self._erro.o_que_fazer, self._erro.mensagem)
            if self.passos():  # já em curso, a falha pode ter vindo depois de o servidor aceitar
                self._encerrar()
        elif resultado is None:
            self._mostrar("aviso", "Reenvio cancelado. Nada foi enviado.")
        else:
            tom = "ok" if resultado.aceito else "perigo"
            self._mostrar(tom, resultado.resposta, frases.em_frase(resultado.motivo))
            self._encerrar()
        self.botao_voltar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _encerrar(self) -> None:
        """Uma ordem, uma mensagem: para outra, o operador volta, vê o que ficou no aviso e pede de novo."""
        self.enviou = True
        self.formulario.setEnabled(False)
        self.botao_reenviar.setEnabled(False)

    def _mostrar(self, tom: str, texto: str, titulo: str = "") -> None:
        self.caixa.mostrar(tom, texto, titulo)
        self.caixa.show()
