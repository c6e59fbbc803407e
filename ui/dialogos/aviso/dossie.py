"""O dossiê de um cliente: o período, quantos avisos há nele, onde gravar, o andamento e no que deu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from envio.dossie.exportacao import Andamento, Gravado, Pedido, exportar, nome_proposto
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from regras.erros import ErroAviso
from ui import frases
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.calculo import Calculo
from ui.campos.campo_data import CampoData
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.dialogos.aviso.filtros_historico import RecorteDoHistorico
from ui.tabelas import exportacao
from ui.tema import Letra, Peso
from ui.trabalho import Trabalho

_LARGURA, _ALTURA, _EIXO = 600, 400, 130
_ESPERA_MS = 250


class DialogoDossie(Dialogo):
    """Recebe o pedido (o cliente, e as datas de início) e o nome do cliente."""

    def __init__(self, contexto: Contexto, pedido: Pedido, nome: str, pai: QWidget | None = None) -> None:
        super().__init__("Dossiê do cliente", pai, largura=_LARGURA, altura=_ALTURA)
        self.setProperty("estado", "Escolha o período, ou deixe em branco para todos | ESC-Fechar")
        self._contexto, self._cliente = contexto, pedido.cliente
        self._trabalho: Trabalho | None = None
        self._gravado: Gravado | None = None
        self._erro: ErroAviso | None = None
        self._contagem = Calculo(contexto, self)
        self._contagem.pronto.connect(self._ao_contar)
        self._contagem.falhou.connect(self._ao_nao_contar)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(_ESPERA_MS)
        self._espera.timeout.connect(self._contar)
        titulo = f"Dossiê de {nome}"
        self.corpo.addWidget(Texto(titulo, letra=Letra.BLOCO, peso=Peso.FORTE, quebra=True))
        frase = (
            "Um arquivo ZIP só com o que é deste cliente: cada mensagem como foi (.eml), os PDFs, as respostas do "
            "servidor, os reenvios com o motivo, as devoluções, um índice e as somas para conferir. Datas em branco "
            "levam todos os fechamentos."
        )
        self.corpo.addWidget(Texto(frase, cor="texto2", quebra=True))
        self._montar_periodo(pedido)
        self.quantos = Texto("Contando…", peso=Peso.MEIO)
        self.corpo.addWidget(self.quantos)
        self.caixa = CaixaMensagem()
        self.caixa.hide()
        self.corpo.addWidget(self.caixa)
        self.corpo.addStretch(1)
        self._montar_botoes()
        self.de.setFocus(Qt.FocusReason.OtherFocusReason)
        self._contar()

    def em_curso(self) -> bool:
        """Diz se um dossiê está sendo gravado."""
        return self._trabalho is not None

    def gravar(self) -> None:
        """Pergunta onde e começa; com um em curso, nada acontece."""
        if self._trabalho is not None or not self.formulario.conferir():
            return
        filtro = "Arquivo ZIP (*.zip)"
        escolhido = exportacao.perguntar_arquivo(self, self._contexto, nome_proposto(self._cliente), filtro)
        if escolhido is not None:
            self._comecar(escolhido if escolhido.suffix else escolhido.with_suffix(".zip"))

    def cancelar(self) -> None:
        """Para no próximo aviso; não fica arquivo pela metade."""
        if self._trabalho is not None:
            self._trabalho.cancelar()
            self.botao_cancelar.setEnabled(False)

    def reject(self) -> None:
        """ESC e o X; com um dossiê em curso, só o cancelam."""
        if self._trabalho is not None:
            self.cancelar()
            return
        super().reject()

    def _montar_periodo(self, pedido: Pedido) -> None:
        self.formulario = Formulario(eixo_campo=_EIXO, eixo_ajuda=0)
        self.de, self.ate = CampoData(self._contexto.hoje), CampoData(self._contexto.hoje)
        calendario = "Calendário"
        for rotulo, campo, data, ajuda in (
            ("Fechamentos &de", self.de, pedido.de, "dossie.de"),
            ("Fechamentos a&té", self.ate, pedido.ate, "dossie.ate"),
        ):
            campo.definir_data(data)
            self.formulario.campo(rotulo, campo, ajuda=ajuda, consulta=campo.abrir_calendario, nome_consulta=calendario)
        self.formulario.pediu_tutorial.connect(lambda capitulo: self._contexto.abrir.emit("tutorial", capitulo))
        self.formulario.mudou.connect(self._espera.start)
        self.corpo.addWidget(self.formulario)

    def _montar_botoes(self) -> None:
        self.botao_gravar = Botao("&Gravar dossiê…", icone="baixar", papel=Papel.PRINCIPAL)
        self.botao_gravar.clicked.connect(self.gravar)
        self.botao_gravar.setEnabled(False)
        self.botao_cancelar = Botao("&Cancelar")
        self.botao_cancelar.clicked.connect(self.cancelar)
        self.botao_cancelar.hide()
        self.botao_sair = self.botao_fechar()
        self.acoes(self.botao_gravar, self.botao_sair, esquerda=(self.botao_cancelar,))

    def _pedido(self) -> Pedido:
        return Pedido(self._cliente, self.de.data, self.ate.data)

    def _contar(self) -> None:
        """Quantos avisos há no período escrito; data pela metade espera."""
        if any(campo.valor() and campo.data is None for campo in (self.de, self.ate)):
            return
        recorte = RecorteDoHistorico(cliente=self._cliente, de=self.de.data, ate=self.ate.data)
        consulta = Consulta(filtros=recorte.em_filtros(), limite=1)
        self._contagem.pedir(lambda: avisos.pagina(consulta).total)

    def _ao_contar(self, quantos: int) -> None:
        contados = frases.quantos(quantos, "aviso", "avisos")
        self.quantos.setText(contados if quantos else "Nenhum aviso deste cliente no período")
        self.botao_gravar.setEnabled(bool(quantos) and self._trabalho is None)

    def _ao_nao_contar(self, erro: ErroAviso) -> None:
        self._mostrar("perigo", erro.o_que_fazer, erro.mensagem)

    def _comecar(self, destino: Path) -> None:
        pedido, agora = self._pedido(), self._contexto.agora()
        self._gravado = self._erro = None
        self._trabalho = self._contexto.trabalhar(lambda: exportar(pedido, destino, agora))
        self._trabalho.evento.connect(self._ao_andar)
        self._trabalho.falhou.connect(self._ao_falhar)
        self._trabalho.terminou.connect(self._ao_terminar)
        self._habilitar(False)
        self._mostrar("acento", "Lendo os avisos…")
        self._trabalho.iniciar()

    def _habilitar(self, parado: bool) -> None:
        self.formulario.setEnabled(parado)
        self.botao_gravar.setEnabled(parado)
        self.botao_cancelar.setVisible(not parado)
        self.botao_cancelar.setEnabled(not parado)

    def _ao_andar(self, passo: object) -> None:
        if isinstance(passo, Gravado):
            self._gravado = passo
        elif isinstance(passo, Andamento):
            feitos, total = frases.numero(passo.feitos), frases.numero(passo.total)
            self._mostrar("acento", f"Guardando os avisos: {feitos} de {total}")

    def _ao_falhar(self, erro: object) -> None:
        if isinstance(erro, ErroAviso):
            self._erro = erro

    def _ao_terminar(self) -> None:
        self._trabalho = None
        self._habilitar(True)
        gravado = self._gravado
        if self._erro is not None:
            self._mostrar("perigo", self._erro.o_que_fazer, self._erro.mensagem)
        elif gravado is None:
            self._mostrar("aviso", "Cancelado. Nenhum arquivo foi gravado.")
        else:
            soma = "{}\n{}\nSHA-256 do arquivo: {}"
            titulo = "Dossiê gravado"
            self._mostrar("ok", soma.format(frases.dossie(gravado), gravado.arquivo, gravado.soma), titulo)
        self.botao_sair.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, tom: str, texto: str, titulo: str = "") -> None:
        self.caixa.mostrar(tom, texto, titulo)
        self.caixa.show()
