"""Um aviso do histórico: a mensagem como foi, os anexos, os débitos, as tentativas; e a decisão do em dúvida."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from envio.fechamento.resolucao import Decisao, resolver
from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.leitura import Tentativa
from modelos.avisos.mensagens_guardadas import MensagemGuardada
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases, tema
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem, em_guias, em_pagina
from ui.componentes.texto import Estado as LinhaDeEstado
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto, em_hora_local
from ui.dialogos.aviso.anexos import QuadroAnexos
from ui.dialogos.aviso.leitura_aviso import Ficha, ler_ficha
from ui.dialogos.aviso.reenvio import DialogoReenvio
from ui.moldes.papel import Papel as FolhaDeMensagem
from ui.tabelas import estados
from ui.tabelas.base import TabelaBase
from ui.tabelas.devolucoes import COLUNAS_DO_AVISO, dizer_do_aviso, prova_aceito
from ui.tabelas.historico import COLUNAS_DE_TENTATIVAS, dizer_motivo
from ui.tabelas.previa import COLUNAS_DE_DEBITOS
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA = 1120, 670
_LARGURA_DA_ESCOLHA = 520
_REENVIOS_A_VISTA = 2
"""Os outros estão nas tentativas."""


class DialogoAviso(Dialogo):
    """Mostra um aviso; `argumento` é o número dele."""

    def __init__(self, contexto: Contexto, argumento: object, pai: QWidget | None = None) -> None:
        super().__init__("Aviso", pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Aviso | ESC-Voltar")
        self._contexto = contexto
        self._numero = argumento if isinstance(argumento, int) else 0
        self._resolucao: Trabalho | None = None
        self._reenvia = False
        self._calculo = Calculo(contexto, self, self._ao_ler, self._ao_falhar)
        self._titulo = Texto("Lendo…", letra=Letra.PERGUNTA, peso=Peso.FORTE, quebra=True)
        self._estado = LinhaDeEstado(letra=Letra.CORPO)
        self._para = Texto(cor="texto2", quebra=True)
        self._caixa = CaixaMensagem("aviso")
        for widget in (self._titulo, self._estado, self._para, self._caixa, self._montar_escolha()):
            self.corpo.addWidget(widget)
        self.corpo.addWidget(self._montar_guias(), 1)
        self._montar_acoes()
        self._calculo.pedir(lambda: ler_ficha(self._numero))

    def reject(self) -> None:
        """ESC e o X; durante um reenvio não fazem nada."""
        if self._resolucao is None:
            super().reject()

    def cabecalho(self) -> str:
        """Título, estado, destinatários com os reenvios e caixa, como estão na tela."""
        caixa = "" if self._caixa.isHidden() else self._caixa.texto()
        return "\n".join((self._titulo.text(), self._estado.texto(), self._para.text(), caixa))

    def resolvendo(self) -> bool:
        """Diz se uma decisão está em curso."""
        return self._resolucao is not None

    def _montar_escolha(self) -> QWidget:
        """De que mensagem se fala, quando o aviso tem mais de uma."""
        self._escolha = QWidget()
        linha = QHBoxLayout(self._escolha)
        linha.setContentsMargins(0, 0, 0, 0)
        linha.setSpacing(tema.medida(8))
        rotulo = Texto("Qual me&nsagem", cor="texto2")
        self.mensagem = CampoEscolha(largura=_LARGURA_DA_ESCOLHA)
        for parte in (self.mensagem, self.mensagem.view()):
            parte.setAccessibleName("Qual mensagem")
        rotulo.setBuddy(self.mensagem)
        self.mensagem.mudou.connect(self._ao_escolher_mensagem)
        linha.addWidget(rotulo)
        linha.addWidget(self.mensagem)
        linha.addStretch(1)
        self._escolha.hide()
        return self._escolha

    def _montar_guias(self) -> QTabWidget:
        self.papel = FolhaDeMensagem()
        self.anexos = QuadroAnexos(self._contexto)
        self._debitos: TabelaBase[DebitoAvisado] = TabelaBase(COLUNAS_DE_DEBITOS, chave=lambda item: item.marca)
        self._tentativas: TabelaBase[Tentativa] = TabelaBase(COLUNAS_DE_TENTATIVAS)
        self._devolucoes: TabelaBase[DevolucaoLida] = TabelaBase(COLUNAS_DO_AVISO)
        tabelas: tuple[tuple[TabelaBase[Any], str], ...] = (
            (self._debitos, "&Débitos"),
            (self._tentativas, "&Tentativas"),
            (self._devolucoes, "De&voluções"),
        )
        self.guias = em_guias(
            "Partes do aviso",
            (em_pagina(self.papel), "&Mensagem"),
            (em_pagina(self.anexos), "&Anexos"),
            *((em_pagina(VisaoTabela(nome.replace("&", ""), modelo)), nome) for modelo, nome in tabelas),
        )
        self.guias.setTabVisible(self.guias.count() - 1, False)
        return self.guias

    def _montar_acoes(self) -> None:
        self.fechar = self.botao_fechar("Voltar")
        self.enviado = Botao(
            "Dar como &enviado", icone="certo", papel=Papel.PRINCIPAL, ao_clicar=self._ao_dar_como_enviado
        )
        self.reenviar = Botao("&Reenviar…", icone="enviar", papel=Papel.PERIGO, ao_clicar=self._ao_reenviar)
        for botao in (self.enviado, self.reenviar):
            botao.hide()
        self.acoes(self.fechar, self.reenviar, self.enviado)

    def _ao_ler(self, ficha: Ficha) -> None:
        aviso = ficha.aviso
        self._titulo.setText(f"{aviso.cliente_nome}, {em_reais(aviso.total_centavos)}")
        datas = frases.datas(aviso.data, aviso.data_original)
        estado = f"{frases.estado(aviso.estado)}, fechamento de {frases.dia_da_semana(aviso.data)}, {datas}"
        self._estado.mostrar(estados.ICONES[aviso.estado], estado, estados.CORES[aviso.estado])
        self._para.setText(self._dizer_destinatarios(ficha))
        em_duvida = aviso.estado is Estado.EM_DUVIDA
        voltou = dizer_do_aviso(aviso, ficha.devolucoes)
        # O que voltou vem antes: é o que muda a decisão. Se prova que a mensagem foi aceita, já não há o que procurar.
        motivo = voltou if prova_aceito(aviso, ficha.devolucoes) else f"{voltou} {self._dizer_motivo(aviso)}".strip()
        self._caixa.mostrar("aviso" if em_duvida or voltou else "acento", motivo)
        self._caixa.setVisible(bool(motivo))
        self._debitos.trocar(aviso.debitos)
        self._tentativas.trocar(ficha.tentativas)
        self._devolucoes.trocar(ficha.devolucoes)
        self.guias.setTabVisible(self.guias.count() - 1, bool(ficha.devolucoes))
        self._mostrar_mensagem(ficha)
        self._reenvia = aviso.estado is Estado.ENVIADO
        self.enviado.setVisible(em_duvida)
        self.reenviar.setVisible(em_duvida or self._reenvia)
        (self.enviado if em_duvida else self.fechar).setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar_mensagem(self, ficha: Ficha) -> None:
        aberta = ficha.aberta
        dos_reenvios = {reenvio.message_id for reenvio in ficha.reenvios}
        with QSignalBlocker(self.mensagem):
            self.mensagem.trocar(
                (mensagem.message_id, self._nomear(mensagem, mensagem.message_id in dos_reenvios))
                for mensagem in ficha.mensagens
            )
            if aberta is not None:
                self.mensagem.definir(aberta.message_id)
        self._escolha.setVisible(len(ficha.mensagens) > 1)
        if aberta is not None and aberta.soma:
            apagada = "O corpo desta mensagem foi apagado pelo prazo de guarda. Tinha {} e a soma SHA-256 {}."
            self.papel.esperar(apagada.format(frases.tamanho(aberta.bytes), aberta.soma))
        else:
            self.papel.mostrar(ficha.partes)
        self.anexos.mostrar(ficha.partes.anexos if ficha.partes else (), ficha.senhas)

    def _nomear(self, mensagem: MensagemGuardada, de_reenvio: bool) -> str:
        quando = frases.data_e_hora(em_hora_local(mensagem.guardada_em))
        nome = "{}, reenvio, para {}" if de_reenvio else "{}, para {}"
        return nome.format(quando, "; ".join(mensagem.destinatarios))

    def _dizer_motivo(self, aviso: Aviso) -> str:
        """O motivo, e o que o operador faz com ele."""
        consertos = {
            Estado.EM_DUVIDA: "Não se sabe se a mensagem chegou. Procure-a nos Enviados da conta, ou pergunte ao"
            " cliente, e decida.",
            Estado.RECUSADO: "O fechamento de outra data refaz este aviso.",
        }
        motivo = dizer_motivo(aviso)
        if motivo and not aviso.por_que:
            motivo = f"Resposta do servidor: {motivo}"
        return f"{motivo} {consertos.get(aviso.estado, '')}".strip()

    def _dizer_destinatarios(self, ficha: Ficha) -> str:
        aviso = ficha.aviso
        partes = ["Para: {}".format("; ".join(aviso.destinatarios))]
        if aviso.destinatarios_pendentes:
            partes.append("Ainda faltam: {}".format("; ".join(aviso.destinatarios_pendentes)))
        if aviso.destinatarios_recusados:
            partes.append("Recusados: {}".format("; ".join(aviso.destinatarios_recusados)))
        for reenvio in ficha.reenvios[-_REENVIOS_A_VISTA:]:
            quando = frases.data_e_hora(em_hora_local(reenvio.em))
            partes.append(f"Reenvio de {quando}: {reenvio.motivo} ({reenvio.desfecho})")
        return "\n".join(partes)

    def _ao_dar_como_enviado(self) -> None:
        self._resolver(Decisao.ENVIADO)

    def _ao_escolher_mensagem(self) -> None:
        numero, message_id = self._numero, str(self.mensagem.valor())
        self._calculo.pedir(lambda: ler_ficha(numero, message_id))

    def _ao_reenviar(self) -> None:
        if self._reenvia:
            dialogo = DialogoReenvio(self._contexto, self._numero, self)
            dialogo.exec()
            dialogo.deleteLater()
            if dialogo.enviou:
                self._calculo.pedir(lambda: ler_ficha(self._numero))
        else:
            self._reenviar_em_duvida()

    def _reenviar_em_duvida(self) -> None:
        sim = DialogoConfirmacao.perguntar(
            "Reenviar",
            "Reenviar este aviso agora?",
            detalhe=self._titulo.text(),
            alerta="Se a mensagem anterior chegou, o cliente vai receber uma segunda cópia.",
            sim="&Sim, reenviar",
            perigo=True,
            pai=self,
        )
        if sim:
            self._resolver(Decisao.REENVIAR)

    def _resolver(self, decisao: Decisao) -> None:
        if self._resolucao is not None:
            return
        numero, ambiente = self._numero, self._contexto.ambiente
        trabalho = self._contexto.calcular(lambda: resolver(numero, decisao, ambiente))
        trabalho.falhou.connect(self._ao_falhar)
        trabalho.terminou.connect(self._ao_resolver)
        self._resolucao = trabalho
        self._caixa.hide()
        self._ligar_botoes(False)
        self._contexto.marcar_envio(True)
        trabalho.iniciar()

    def _ao_resolver(self) -> None:
        self._resolucao = None
        self._contexto.marcar_envio(False)
        self._ligar_botoes(True)
        self._contexto.avisar(Assunto.AVISOS, Assunto.DEVOLVIDOS)
        if self._caixa.isHidden():
            self._calculo.pedir(lambda: ler_ficha(self._numero))

    def _ligar_botoes(self, ligados: bool) -> None:
        for botao in (self.fechar, self.enviado, self.reenviar):
            botao.setEnabled(ligados)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._caixa.mostrar("perigo", erro.frase())
