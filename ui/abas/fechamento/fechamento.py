"""Guia Fechamento: o painel e "Fechar o dia"; durante o envio, o andamento; depois, o resumo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from envio.eventos import Aguardar, Compasso, Enviando, Evento, Inicio
from envio.fechamento import fechamento
from envio.fechamento.correcao_de_data import Correcao, corrigir
from envio.fechamento.vistoria import Nivel, Vistoria, vistoriar
from envio.pastas import leitura as pastas
from envio.pastas.leitura import Chegada
from envio.plano.assinatura import PlanoMudou, assinar
from modelos.base import copias, terminais
from modelos.base.terminais import Terminal
from regras.aviso import Aviso
from regras.erros import AmbienteIndisponivel, ErroAviso
from ui import frases, frases_das_pastas
from ui.abas.base import Aba
from ui.abas.fechamento import painel_carteira, perguntas_do_fechamento, primeiros_passos
from ui.abas.fechamento.andamento import Andamento
from ui.abas.fechamento.conferencia import CORRIGIR_DATA, FAZER_COPIA, VER_TIRADOS, ItemAConferir, em_itens
from ui.abas.fechamento.fechar_dia import FecharDia
from ui.abas.fechamento.numeros_do_dia import Numero
from ui.abas.fechamento.perguntas_do_fechamento import Resposta
from ui.abas.fechamento.primeiros_passos import Passo, PrimeirosPassos
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.disposicao import em_linha
from ui.componentes.molduras import Linha
from ui.contexto import DO_QUE_CHEGA, Assunto, Contexto, PedidoDePrevia
from ui.frases_da_vistoria import do_que_esta_a_frente
from ui.tabelas.linhas_previa import PedidoNaData, Recorte
from ui.trabalho import Trabalho


class AbaFechamento(Aba):
    """Fecha o dia: prévia, confirmação, envio e resumo."""

    ASSUNTOS = frozenset(Assunto) - {Assunto.MENSAGENS}

    leu_pastas = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__(contexto)
        self._vistoria: Vistoria | None = None
        self.envio: Trabalho | None = None
        self._data_do_envio: date | None = None
        self._volta_a: date | None = None
        self._erro: ErroAviso | None = None
        self._habilitado = True
        self._dispensou_o_caminho = False
        self._depois: Callable[[], object] | None = None
        self._confirmada: Vistoria | None = None
        self._abrindo = True
        self.painel = painel_carteira.PainelCarteira(contexto)
        self._previa = Calculo(contexto, self, self._ao_calcular, self._ao_falhar_o_calculo)
        self._carteira = Calculo(contexto, self, self.painel.mostrar, self._mostrar_erro)
        self._caminho = Calculo(contexto, self, self._ao_ler_o_caminho, self._mostrar_erro)
        self._copia = Calculo(contexto, self, self._ao_copiar, self._mostrar_erro)
        self._correcao = Calculo(contexto, self, self._ao_corrigir, self._mostrar_erro)
        self.passos = PrimeirosPassos()
        self.andamento = Andamento(contexto)
        self.fechar_dia = FecharDia(contexto)
        self._pilha = QStackedWidget()
        for tela in (self.painel, self.passos, self.andamento):
            self._pilha.addWidget(tela)
        self._risco = Linha(vertical=True, cor="linha2")
        em_linha((self._pilha, 1), self._risco, self.fechar_dia, espaco=0, dono=self)
        self._ligar()

    def atualizar(self) -> None:
        """Recalcula a prévia e a carteira; durante o envio, espera ele acabar."""
        if self.envio is not None:
            return
        hoje, agora = self.contexto.hoje(), self.contexto.agora()
        self._carteira.pedir(lambda: painel_carteira.ler(hoje, agora))
        self._caminho.pedir(primeiros_passos.levantar)
        self._recalcular()

    def primeiro_campo(self) -> QWidget | None:
        """A data do fechamento."""
        return self.fechar_dia.data

    def sair_um_nivel(self) -> bool:
        """ESC: durante o envio não faz nada; no resumo, volta ao painel."""
        if self.contexto.em_envio:
            return True
        if self.envio is None and self._pilha.currentWidget() is self.andamento:
            self._voltar_ao_painel()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 lê de novo; Alt+P pausa."""
        if event.key() == Qt.Key.Key_F5:
            self.atualizar()
        elif event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.AltModifier and self.envio:
            self._ao_pausar()
        else:
            super().keyPressEvent(event)

    def ver_previa(self) -> None:
        """Abre a prévia da data do campo."""
        self.contexto.abrir.emit("previa", self.pedido_de_previa())

    def pedido_de_previa(self) -> PedidoDePrevia:
        """A prévia da data do campo, também pelo F4 da janela."""
        return PedidoNaData(data=self.fechar_dia.data.data)

    def fechar(self, data: date | None = None) -> None:
        """F9: recalcula, pergunta e, com o Sim, envia; `data` é a da prévia, que o campo só mostra até a resposta."""
        if self.contexto.espera:
            self.contexto.recado.emit(self.contexto.espera)
            return
        if self.envio is not None or self._depois is not None:
            return
        if data is not None and data != self.fechar_dia.data.data:
            self._volta_a = self.fechar_dia.data.data or self.contexto.hoje()
            self.fechar_dia.data.definir_data(data)
        if self.fechar_dia.data.conferir():
            return
        self._depois = self._perguntar
        self._recalcular()

    def _ligar(self) -> None:
        self._previa.ocupado.connect(self._ao_ocupar)
        self.leu_pastas.connect(self._ao_ler_pastas)
        self.painel.pediu.connect(self._ao_pedir_item)
        self.passos.pediu.connect(lambda tela: self.contexto.abrir.emit(tela, None))
        self.passos.dispensou.connect(self._ao_dispensar_o_caminho)
        self.fechar_dia.mudou_data.connect(self._recalcular)
        self.fechar_dia.pediu_previa.connect(self.ver_previa)
        self.fechar_dia.pediu_fechar.connect(self.fechar)
        self.fechar_dia.pediu_item.connect(self._ao_pedir_item)
        self.fechar_dia.pediu_os_de_fora.connect(lambda: self._ver_recorte(Recorte.DE_FORA))
        self.fechar_dia.pediu_relatorio.connect(lambda data: self.contexto.abrir.emit("relatorio_fechamento", data))
        self.andamento.pediu_pausa.connect(self._ao_pausar)
        self.andamento.pediu_cancelar.connect(self._ao_cancelar)
        self.andamento.pediu_tentar.connect(self._ao_tentar)
        self.andamento.pediu_fechar.connect(self._voltar_ao_painel)
        self.andamento.abriu.connect(self._ao_abrir_aviso)
        self.contexto.pediu_fechamento.connect(self.fechar)
        self.contexto.retirados_mudaram.connect(self._ao_mudar_retirados)

    def _recalcular(self) -> None:
        data = self.fechar_dia.data.data
        if data is None or self.envio is not None:
            self._depois = None
            return
        ambiente, retirados = self.contexto.ambiente, self.contexto.retirados(data)
        # As pastas vigiadas são lidas ao abrir e antes de fechar: o plano que se confirma já tem o que chegou.
        ler, self._abrindo = self._abrindo or self._depois is not None, False

        def calcular() -> Vistoria:
            if ler:
                self._ler_pastas()
            return vistoriar(data, ambiente, retirados)

        self._previa.pedir(calcular)

    def _ler_pastas(self) -> None:
        """Na thread do cálculo; não conseguir não impede de fechar: é dito."""
        try:
            self.leu_pastas.emit(list(pastas.ler(self.contexto.agora(), self.contexto.hoje())))
        except AmbienteIndisponivel as erro:
            self.contexto.recado.emit(erro.frase())

    def _ao_ler_pastas(self, chegadas: list[Chegada]) -> None:
        if resumo := frases_das_pastas.resumo(chegadas):
            self.contexto.recado.emit(resumo)
            self.contexto.avisar(*DO_QUE_CHEGA)

    def _ao_mudar_retirados(self) -> None:
        if self.isVisible():
            self._recalcular()
        else:
            self._desatualizada = True

    def _ao_ocupar(self, ocupado: bool) -> None:
        self.fechar_dia.dizer_ocupado(ocupado)
        if not ocupado and self._depois is not None:
            depois, self._depois = self._depois, None
            depois()

    def _ao_calcular(self, vistoria: Vistoria) -> None:
        if vistoria.plano.data != self.fechar_dia.data.data:
            return  # o campo já não diz esta data
        self._vistoria = vistoria
        self.fechar_dia.dizer_erro("")
        self.fechar_dia.mostrar(vistoria)

    def _ao_falhar_o_calculo(self, erro: ErroAviso) -> None:
        self._vistoria = None
        self._depois = None
        self.fechar_dia.dizer_erro(erro.frase())
        self._devolver_a_data()

    def _devolver_a_data(self) -> None:
        volta, self._volta_a = self._volta_a, None
        if volta is not None:
            self.fechar_dia.data.definir_data(volta)

    def _perguntar(self) -> None:
        if not self._perguntou_e_comecou():
            self._devolver_a_data()

    def _perguntou_e_comecou(self) -> bool:
        vistoria = self._vistoria
        if vistoria is None or vistoria.plano.data != self.fechar_dia.data.data:
            return False
        if vistoria.a_frente is not None:
            self._perguntar_pela_data()
            return False
        if vistoria.impedimentos:
            # O que impede traz o remédio: um botão, e não só o caminho dele.
            item = next(item for item in em_itens(vistoria) if item.nivel is Nivel.IMPEDE)
            remedio = f"{item.acao}…" if item.acao else ""
            if DialogoMensagem.mostrar(
                self,
                "Fechar o dia",
                "Ainda não dá para fechar",
                tom="perigo",
                destaque=f"{item.frase} {item.detalhe}".strip(),
                remedio=remedio,
            ):
                self._ao_pedir_item(item)
            return False
        if vistoria.suspeita is not None and not perguntas_do_fechamento.confirmar_data(self, vistoria.suspeita):
            return False
        antes, self._confirmada = self._confirmada, None
        resposta = perguntas_do_fechamento.confirmar_envio(self, vistoria, self._outros_terminais(), antes)
        if resposta is Resposta.PREVIA:
            self.ver_previa()
        elif resposta is Resposta.SIM:
            self._comecar(vistoria)
        return resposta is Resposta.SIM

    def _perguntar_pela_data(self) -> None:
        """O que foi fechado com data à frente do relógio impede esta: pergunta se vale como de hoje."""
        havia = self._vistoria.a_frente if self._vistoria is not None else None
        ambiente, hoje = self.contexto.ambiente, self.contexto.ambiente.hoje()
        if havia is not None and perguntas_do_fechamento.confirmar_correcao(self, havia, hoje):
            self._correcao.pedir(lambda: corrigir(ambiente, hoje))

    def _ao_corrigir(self, correcao: Correcao) -> None:
        self.contexto.recado.emit(f"Dado como feito hoje: {do_que_esta_a_frente(correcao.havia)}")
        self.contexto.avisar(Assunto.AVISOS, Assunto.FECHAMENTOS)

    def _outros_terminais(self) -> list[Terminal]:
        """Quem mais está com a base aberta agora, e não quando o plano foi calculado."""
        return [terminal for terminal in terminais.vivos() if terminal.id != self.contexto.terminal]

    def _comecar(self, vistoria: Vistoria) -> None:
        """Só sai o que foi confirmado: se a base ou um parâmetro mudou desde a pergunta, ela se faz de novo."""
        data, confirmado = vistoria.plano.data, assinar(vistoria.plano)
        ambiente, retirados = self.contexto.ambiente, self.contexto.retirados(data)
        self._erro, self._data_do_envio, self._habilitado = None, data, True
        envio = self.contexto.trabalhar(
            lambda: fechamento.executar(
                data, ambiente, insistir=True, retirados=retirados, segurar=envio.segurando, confirmado=confirmado
            )
        )
        self.envio = envio
        self.contexto.marcar_envio(True)
        self._mostrar_fechar_dia(False)
        self._pilha.setCurrentWidget(self.andamento)
        conta = vistoria.conta
        self.andamento.comecar(data, conta.por_minuto if conta else None)
        envio.iniciar(self._ao_acontecer, self._ao_falhar_o_envio, self._ao_terminar)

    def _ao_acontecer(self, evento: Evento) -> None:
        """Repassa o evento; enquanto só espera para tentar de novo, o resto do programa fica livre."""
        if isinstance(evento, Inicio):
            self._habilitado = evento.habilitado
        if isinstance(evento, Aguardar) and not isinstance(evento, Compasso):
            self.contexto.espera = frases.em_frase(evento.motivo)
            self.contexto.marcar_envio(False)
            self.contexto.avisar(Assunto.AVISOS, Assunto.FECHAMENTOS)
        elif isinstance(evento, Enviando):
            self.contexto.espera = ""
            self.contexto.marcar_envio(True)
        self.andamento.acontecer(evento)

    def _ao_falhar_o_envio(self, erro: ErroAviso) -> None:
        self._erro = erro

    def _ao_terminar(self) -> None:
        envio, self.envio = self.envio, None
        data = self._data_do_envio
        self.contexto.espera = ""
        self.contexto.marcar_envio(False)
        self._mostrar_fechar_dia(True)
        if isinstance(self._erro, PlanoMudou):
            self._confirmada = self._vistoria
            self._voltar_ao_painel()
            self.fechar()
            return
        if envio is not None and data is not None:
            self.andamento.terminar(data, cancelado=envio.cancelado, erro=self._erro, habilitado=self._habilitado)
        self._devolver_a_data()
        self.contexto.avisar(Assunto.AVISOS, Assunto.FECHAMENTOS, Assunto.DEVOLVIDOS)

    def _mostrar_fechar_dia(self, mostrar: bool) -> None:
        """Durante o envio o lugar é da fila, que o andamento traz."""
        for widget in (self._risco, self.fechar_dia):
            widget.setVisible(mostrar)
            widget.setEnabled(mostrar)

    def _ao_tentar(self) -> None:
        if self.envio is not None:
            self.envio.adiantar()

    def _ao_pausar(self) -> None:
        if self.envio is None or self.envio.cancelado:
            return
        (self.envio.continuar if self.envio.pausado else self.envio.pausar)()
        self.andamento.dizer_pausa(self.envio.pausado)

    def _ao_cancelar(self) -> None:
        """Pergunta enquanto o envio segue; se ele acabou antes do Sim, já não há o que parar."""
        envio = self.envio
        if envio is None or envio.cancelado:
            return
        esperando = self.andamento.esperando()
        if not perguntas_do_fechamento.confirmar_interrupcao(self, esperando=esperando):
            return
        if self.envio is envio and self.andamento.esperando() == esperando:
            envio.cancelar()
            self.andamento.dizer_cancelando()

    def _voltar_ao_painel(self) -> None:
        self._pilha.setCurrentWidget(self.painel)
        self.fechar_dia.data.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ao_ler_o_caminho(self, passos: tuple[Passo, ...]) -> None:
        """Base que ainda não pode enviar mostra o caminho no lugar do painel; o andamento e o resumo ficam."""
        self.passos.mostrar(passos)
        if self._pilha.currentWidget() is not self.andamento:
            self._pilha.setCurrentWidget(self.passos if passos and not self._dispensou_o_caminho else self.painel)

    def _ao_dispensar_o_caminho(self) -> None:
        self._dispensou_o_caminho = True
        self._voltar_ao_painel()

    def _ao_pedir_item(self, item: ItemAConferir | Numero) -> None:
        if item.tela == FAZER_COPIA:
            base, em = self.contexto.base, self.contexto.agora()
            self._copia.pedir(lambda: copias.copiar(base, None, em))
            return
        if item.tela == CORRIGIR_DATA:
            self._perguntar_pela_data()
            return
        if item.tela == "previa":
            self._ver_recorte(Recorte.DE_FORA if item.argumento == VER_TIRADOS else Recorte.APONTAMENTOS)
            return
        self.contexto.abrir.emit(item.tela, item.argumento)

    def _ver_recorte(self, recorte: Recorte) -> None:
        self.contexto.abrir.emit("previa", PedidoNaData(data=self.fechar_dia.data.data, recorte=recorte))

    def _ao_copiar(self, copia: copias.Copia) -> None:
        self.contexto.recado.emit(f"Backup conferido: {copia.arquivo.name}")
        self.contexto.avisar(Assunto.COPIAS)

    def _ao_abrir_aviso(self, aviso: Aviso) -> None:
        if not self.contexto.em_envio:
            self.contexto.abrir.emit("aviso", aviso.id)

    def _mostrar_erro(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Fechamento", erro)
