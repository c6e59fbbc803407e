"""Um aviso do histórico: a mensagem como foi, os anexos, os débitos, as tentativas; e a decisão do em dúvida."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabWidget, QWidget

from envio.fechamento.resolucao import Decisao, resolver
from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.leitura import Tentativa
from modelos.avisos.mensagens_guardadas import MensagemGuardada
from regras.aviso import Aviso, DebitoAvisado, Estado
from regras.debito import ChaveDebito
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from regras.retorno.arquivo import NoBanco
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.campos.campo_escolha import CampoEscolha
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.componentes.molduras import CaixaMensagem, em_guias, em_pagina
from ui.componentes.texto import Estado as LinhaDeEstado
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto, em_hora_local
from ui.dialogos.aviso.anexos import QuadroAnexos
from ui.dialogos.aviso.aviso_lido import AvisoLido, ler
from ui.dialogos.aviso.reenvio import DialogoReenvio
from ui.dialogos.carteira.colunas_do_retorno import COLUNAS_NO_BANCO
from ui.moldes.folha_da_mensagem import FolhaDaMensagem
from ui.tabelas import estados
from ui.tabelas.base import TabelaBase
from ui.tabelas.devolucoes import COLUNAS_DO_AVISO, dizer_do_aviso, prova_aceito
from ui.tabelas.historico import COLUNAS_DE_TENTATIVAS, dizer_motivo
from ui.tabelas.previa import COLUNAS_DE_DEBITOS
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_LARGURA_DA_ESCOLHA = 520
_REENVIOS_A_VISTA = 2
"""Os outros estão nas tentativas."""
_CONSERTOS = {
    Estado.EM_DUVIDA: "Não se sabe se a mensagem chegou. Procure-a nos Enviados da conta, ou pergunte ao cliente, e "
    "decida.",
    Estado.RECUSADO: "O fechamento de outra data refaz este aviso.",
}


class DialogoAviso(Dialogo):
    """Mostra um aviso; `argumento` é o número dele."""

    def __init__(self, contexto: Contexto, argumento: object, pai: QWidget | None = None) -> None:
        super().__init__("Aviso", pai, largura=1120, altura=670, estado="Aviso | ESC-Voltar")
        self._contexto = contexto
        self._numero = argumento if isinstance(argumento, int) else 0
        self._reenvia = False
        self._calculo = Calculo(contexto, self, self._ao_ler, self._ao_falhar)
        self.resolucao = Calculo(contexto, self, falhou=self._ao_falhar)
        self.resolucao.ocupado.connect(self._ao_resolver)
        self._titulo = Texto("Lendo…", letra=Letra.PERGUNTA, peso=Peso.FORTE, quebra=True)
        self._estado = LinhaDeEstado(letra=Letra.CORPO)
        self._para = Texto(cor="texto2", quebra=True)
        self._caixa = CaixaMensagem("aviso")
        for widget in (self._titulo, self._estado, self._para, self._caixa, self._montar_escolha()):
            self.corpo.addWidget(widget)
        self.corpo.addWidget(self._montar_guias(), 1)
        self._montar_acoes()
        self._calculo.pedir(lambda: ler(self._numero))

    def reject(self) -> None:
        """ESC e o X; durante um reenvio não fazem nada."""
        if not self.resolucao.calculando:
            super().reject()

    def _montar_escolha(self) -> QWidget:
        """De que mensagem se fala, quando o aviso tem mais de uma."""
        self._escolha, rotulo = QWidget(), Texto("Qual me&nsagem", cor="texto2")
        self.mensagem = CampoEscolha(largura=_LARGURA_DA_ESCOLHA)
        self.mensagem.setAccessibleName("Qual mensagem")
        rotulo.setBuddy(self.mensagem)
        self.mensagem.mudou.connect(self._ao_escolher_mensagem)
        em_linha(rotulo, self.mensagem, ELASTICO, dono=self._escolha)
        self._escolha.hide()
        return self._escolha

    def _montar_guias(self) -> QTabWidget:
        self.papel = FolhaDaMensagem()
        self.anexos = QuadroAnexos(self._contexto)
        self._debitos: TabelaBase[DebitoAvisado] = TabelaBase(COLUNAS_DE_DEBITOS, chave=lambda item: item.marca)
        self._tentativas: TabelaBase[Tentativa] = TabelaBase(COLUNAS_DE_TENTATIVAS)
        self._devolucoes: TabelaBase[DevolucaoLida] = TabelaBase(COLUNAS_DO_AVISO)
        self._no_banco: TabelaBase[tuple[ChaveDebito, NoBanco]] = TabelaBase(COLUNAS_NO_BANCO)
        tabelas: tuple[tuple[TabelaBase[Any], str], ...] = (
            (self._debitos, "&Débitos"),
            (self._tentativas, "&Tentativas"),
            (self._no_banco, "No &banco"),
            (self._devolucoes, "De&voluções"),
        )
        self.guias = em_guias(
            "Partes do aviso",
            (em_pagina(self.papel), "&Mensagem"),
            (em_pagina(self.anexos), "&Anexos"),
            *((em_pagina(VisaoTabela(nome.replace("&", ""), modelo)), nome) for modelo, nome in tabelas),
        )
        for a_mais in (1, 2):
            self.guias.setTabVisible(self.guias.count() - a_mais, False)
        return self.guias

    def _montar_acoes(self) -> None:
        self.fechar = self.botao_fechar("Voltar")
        self.enviado = Botao("Dar como &enviado", icone="certo", ao_clicar=self._ao_dar_como_enviado)
        self.reenviar = Botao("&Reenviar…", icone="enviar", papel=Papel.PERIGO, ao_clicar=self._ao_reenviar)
        for botao in (self.enviado, self.reenviar):
            botao.hide()
        self.acoes(self.fechar, self.reenviar, self.enviado)

    def _ao_ler(self, lido: AvisoLido) -> None:
        aviso = lido.aviso
        self._titulo.setText(f"{aviso.cliente_nome}, {em_reais(aviso.total_centavos)}")
        datas = frases.datas(aviso.data, aviso.data_original)
        estado = f"{frases.ESTADOS[aviso.estado]}, fechamento de {frases.dia_da_semana(aviso.data)}, {datas}"
        self._estado.mostrar(estados.ICONES[aviso.estado], estado, estados.CORES[aviso.estado])
        self._para.setText(self._dizer_destinatarios(lido))
        em_duvida = aviso.estado is Estado.EM_DUVIDA
        voltou = dizer_do_aviso(aviso, lido.devolucoes)
        # O que voltou vem antes: é o que muda a decisão. Se prova que a mensagem foi aceita, já não há o que procurar.
        motivo = voltou if prova_aceito(aviso, lido.devolucoes) else f"{voltou} {self._dizer_motivo(aviso)}".strip()
        self._caixa.mostrar("aviso" if em_duvida or voltou else "acento", motivo)
        self._debitos.trocar(aviso.debitos)
        self._tentativas.trocar(lido.tentativas)
        self._devolucoes.trocar(lido.devolucoes)
        self._no_banco.trocar(lido.no_banco)
        self.guias.setTabVisible(self.guias.count() - 1, bool(lido.devolucoes))
        self.guias.setTabVisible(self.guias.count() - 2, bool(lido.no_banco))
        self._mostrar_mensagem(lido)
        self._reenvia = aviso.estado is Estado.ENVIADO
        self.enviado.setVisible(em_duvida)
        self.reenviar.setVisible(em_duvida or self._reenvia)
        self.focar(self.fechar)  # decidir não tem volta: o Enter a mais só fecha

    def _mostrar_mensagem(self, lido: AvisoLido) -> None:
        aberta = lido.aberta
        with QSignalBlocker(self.mensagem):
            self.mensagem.trocar((mensagem.message_id, self._nomear(mensagem)) for mensagem in lido.mensagens)
            if aberta is not None:
                self.mensagem.definir(aberta.message_id)
        self._escolha.setVisible(len(lido.mensagens) > 1)
        if aberta is not None and aberta.soma:
            apagada = "O corpo desta mensagem foi apagado pelo prazo de guarda. Tinha {} e a soma SHA-256 {}."
            self.papel.esperar(apagada.format(frases.tamanho(aberta.bytes), aberta.soma))
        else:
            self.papel.mostrar(lido.partes)
        self.anexos.mostrar(lido.partes.anexos if lido.partes else (), lido.senhas)

    def _nomear(self, mensagem: MensagemGuardada) -> str:
        quando = frases.data_e_hora(em_hora_local(mensagem.guardada_em))
        tipo = f", {mensagem.tipo}" if mensagem.tipo.so_nas_tentativas() else ""
        return f"{quando}{tipo}, para {'; '.join(mensagem.destinatarios)}"

    def _dizer_motivo(self, aviso: Aviso) -> str:
        """O motivo, e o que o operador faz com ele."""
        motivo = dizer_motivo(aviso)
        if motivo and not aviso.por_que:
            motivo = f"Resposta do servidor: {motivo}"
        return f"{motivo} {_CONSERTOS.get(aviso.estado, '')}".strip()

    def _dizer_destinatarios(self, lido: AvisoLido) -> str:
        aviso = lido.aviso
        grupos = (
            ("Para", aviso.destinatarios),
            ("Ainda faltam", aviso.destinatarios_pendentes),
            ("Recusados", aviso.destinatarios_recusados),
        )
        partes = [f"{rotulo}: {'; '.join(quais)}" for rotulo, quais in grupos if quais or rotulo == "Para"]
        for reenvio in lido.reenvios[-_REENVIOS_A_VISTA:]:
            quando = frases.data_e_hora(em_hora_local(reenvio.em))
            partes.append(f"Reenvio de {quando}: {reenvio.motivo} ({reenvio.desfecho})")
        return "\n".join(partes)

    def _ao_escolher_mensagem(self) -> None:
        numero, message_id = self._numero, str(self.mensagem.valor())
        self._calculo.pedir(lambda: ler(numero, message_id))

    def _ao_reenviar(self) -> None:
        if self._reenvia:
            dialogo = DialogoReenvio(self._contexto, self._numero, self)
            dialogo.responder()
            if dialogo.enviou:
                self._calculo.pedir(lambda: ler(self._numero))
        else:
            self._reenviar_em_duvida()

    def _ao_dar_como_enviado(self) -> None:
        sim = DialogoConfirmacao.perguntar(
            "Dar como enviado",
            "Dar este aviso como enviado?",
            detalhe=self._titulo.text(),
            alerta="Se a mensagem não chegou, o cliente não será avisado destes débitos até o próximo intervalo.",
            sim="&Sim, dar como enviado",
            pai=self,
        )
        if sim:
            self._resolver(Decisao.ENVIADO)

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
        if self.resolucao.calculando:
            return
        numero, ambiente = self._numero, self._contexto.ambiente
        self._caixa.hide()
        self.resolucao.pedir(lambda: resolver(numero, decisao, ambiente))

    def _ao_resolver(self, ocupado: bool) -> None:
        """A decisão começou ou acabou: até lá nada mais se faz aqui, nem se envia."""
        self._contexto.marcar_envio(ocupado)
        for botao in (self.fechar, self.enviado, self.reenviar):
            botao.setEnabled(not ocupado)
        if ocupado:
            return
        self._contexto.avisar(Assunto.AVISOS, Assunto.DEVOLVIDOS)
        if self._caixa.isHidden():
            self._calculo.pedir(lambda: ler(self._numero))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._caixa.mostrar("perigo", erro.frase())
