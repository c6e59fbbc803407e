"""O dossiê de um cliente: o período, quantos avisos há nele, onde gravar, o andamento e no que deu."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from envio.dossie.exportacao import Andamento, Gravado, Pedido, exportar, nome_proposto
from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from ui import frases
from ui.calculo import Calculo
from ui.campos.campo_data import CampoData
from ui.componentes.botao import Botao, Papel
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.dialogos.aviso.filtros_historico import RecorteDoHistorico
from ui.moldes.tarefa import DialogoTarefa
from ui.tabelas import exportacao
from ui.tema import Peso

_EIXO = 130
_ESPERA_MS = 250


class DialogoDossie(DialogoTarefa[Gravado]):
    """Recebe o pedido (o cliente, e as datas de início) e o nome do cliente."""

    RESULTADO = Gravado
    CANCELADA = "Cancelado. Nenhum arquivo foi gravado."

    def __init__(self, contexto: Contexto, pedido: Pedido, nome: str, pai: QWidget | None = None) -> None:
        estado = "Escolha o período, ou deixe em branco para todos | ESC-Fechar"
        super().__init__(contexto, "Dossiê do cliente", pai, largura=600, altura=400, estado=estado)
        self._cliente = pedido.cliente
        self._contagem = Calculo(contexto, self, self._ao_contar, self.ao_falhar)
        self._espera = QTimer(self, singleShot=True, interval=_ESPERA_MS)
        self._espera.timeout.connect(self._contar)
        frase = (
            "Um arquivo ZIP só com o que é deste cliente: cada mensagem como foi (.eml), os PDFs, as respostas do "
            "servidor, os reenvios com o motivo, as devoluções, um índice e as somas para conferir. Datas em branco "
            "levam todos os fechamentos."
        )
        self.por_titulo(f"Dossiê de {nome}", frase)
        self._montar_periodo(pedido)
        self.quantos = Texto("Contando…", peso=Peso.MEIO)
        self.corpo.addWidget(self.quantos)
        self.botao_gravar = Botao("&Gravar dossiê…", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.gravar)
        self.botao_gravar.setEnabled(False)
        self.montar_andamento(self.botao_gravar, self.botao_fechar(), cancelar="&Cancelar")
        self.focar(self.de)
        self._contar()

    def gravar(self) -> None:
        """Pergunta onde e começa; com um em curso, nada acontece."""
        if self.em_curso() or not self.formulario.conferir():
            return
        proposto = nome_proposto(self._cliente)
        escolhido = exportacao.perguntar_arquivo(self, self.contexto, proposto, "Arquivo ZIP (*.zip)")
        if escolhido is not None:
            destino = escolhido if escolhido.suffix else escolhido.with_suffix(".zip")
            pedido, agora = Pedido(self._cliente, self.de.data, self.ate.data), self.contexto.agora()
            self.comecar(lambda: exportar(pedido, destino, agora), "Lendo os avisos…")

    def ao_andar(self, evento: object) -> None:
        """Quantos avisos já foram guardados."""
        if isinstance(evento, Andamento):
            feitos, total = frases.numero(evento.feitos), frases.numero(evento.total)
            self.caixa.mostrar("acento", f"Guardando os avisos: {feitos} de {total}")

    def ao_concluir(self, resultado: Gravado) -> None:
        """O que há no arquivo, onde ele ficou e a soma dele."""
        texto = f"{frases.dossie(resultado)}\n{resultado.arquivo}\nSHA-256 do arquivo: {resultado.soma}"
        self.caixa.mostrar("ok", texto, "Dossiê gravado")

    def _montar_periodo(self, pedido: Pedido) -> None:
        self.formulario = self.por_formulario(_EIXO)
        self.de, self.ate = CampoData(self.contexto.hoje), CampoData(self.contexto.hoje)
        self.de.definir_data(pedido.de)
        self.ate.definir_data(pedido.ate)
        self.formulario.campo("Fechamentos &de", self.de, ajuda="dossie.de")
        self.formulario.campo("Fechamentos a&té", self.ate, ajuda="dossie.ate")
        self.formulario.mudou.connect(self._espera.start)

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
        self.botao_gravar.setEnabled(bool(quantos) and not self.em_curso())
