"""O relatório de um fechamento: escolhe-se a execução, vê-se o PDF na tela, salva-se ou abre-se no leitor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from envio.fechamento import relatorio_fechamento
from modelos.acesso.consulta import Consulta
from modelos.avisos import fechamentos
from modelos.avisos.fechamentos import Fechamento
from regras.erros import ErroAviso
from ui import atalhos, frases, tema
from ui import frases_dos_apontamentos as apontamentos
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.campos.campo_data import CampoData
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.folheador import Folheador
from ui.componentes.navegacao import Navegacao
from ui.componentes.texto import Estado, Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso import anexos, leitor
from ui.tabelas import exportacao
from ui.tabelas.andamento import COLUNAS_DO_RELATORIO
from ui.tabelas.paginada import TabelaPaginada
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra

_LARGURA_DA_LISTA = 392


class DialogoRelatorioFechamento(Dialogo):
    """As execuções à esquerda, da mais nova à mais antiga; as páginas da escolhida à direita.

    `argumento` é a data cujos fechamentos se quer ver, ou None para todos.
    """

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Relatório do fechamento", pai, largura=1180, altura=700)
        self.setProperty("estado", "Relatório do fechamento | ESC-Voltar")
        self._contexto = contexto
        self._escolhido: Fechamento | None = None
        self._pdf = b""
        self.por_titulo("Relatório do fechamento")
        self.data = CampoData(contexto.hoje)
        self.data.definir_data(argumento if isinstance(argumento, date) else None)
        self.folheador = Folheador(contexto, "Página do relatório")
        self._modelo: TabelaPaginada[Fechamento] = TabelaPaginada(
            COLUNAS_DO_RELATORIO, fechamentos.pagina, contexto.base, consulta=self._consulta(), pai=self
        )
        self.corpo.addLayout(em_linha(self._montar_lista(), (self.folheador, 1), espaco=16), 1)
        self.botao_abrir = Botao("&Abrir no leitor", icone="olho", ao_clicar=self.abrir)
        self.botao_salvar = Botao("&Salvar PDF…", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.salvar)
        self.acoes(self.botao_fechar("Voltar"), self.botao_abrir, self.botao_salvar)
        self._geracao = Calculo(contexto, self, self._mostrar_pdf, self.situacao.mostrar_erro)
        self._gravacao = Calculo(contexto, self, self._ao_salvar, self.situacao.mostrar_erro)
        self._abertura = Calculo(contexto, self, self._ao_guardar, self.situacao.mostrar_erro)
        self._ligar()
        self._mostrar_pdf(b"")
        self.focar(self.visao)
        self._modelo.atualizar()

    def salvar(self) -> None:
        """Pergunta onde e grava o PDF."""
        if self._escolhido is None or not self._pdf:
            return
        nome = relatorio_fechamento.nome_do_arquivo(self._escolhido.data)
        destino = exportacao.perguntar_arquivo(self, self._contexto, nome, "Arquivos PDF (*.pdf)")
        if destino is not None:
            pdf = self._pdf
            self._gravacao.pedir(lambda: anexos.salvar(destino, pdf))

    def abrir(self) -> None:
        """Abre o PDF no leitor do sistema."""
        if self._escolhido is not None and self._pdf:
            nome, pdf = relatorio_fechamento.nome_do_arquivo(self._escolhido.data), self._pdf
            self._abertura.pedir(lambda: leitor.guardar(nome, pdf))

    def _consulta(self) -> Consulta:
        data = self.data.data
        filtros = {"data": data.isoformat()} if data else {}
        return Consulta(ordem="data", decrescente=True, filtros=filtros)

    def _montar_lista(self) -> QWidget:
        self._navegacao = Navegacao(self)
        self._navegacao.vigiar(self.data)
        self.data.setAccessibleName("Data do fechamento")
        rotulo = Texto("&Data do fechamento", cor="texto2")
        rotulo.setBuddy(self.data)
        todos = Texto("vazia mostra todos", letra=Letra.DETALHE, cor="texto2")
        self.visao = VisaoTabela("Fechamentos", self._modelo, teclas=["↑↓-Escolhe o fechamento", "F5-Atualiza"])
        self.total = Texto("Lendo…", cor="texto2")
        self.situacao = Estado("ciclo", "", "texto2", quebra=True)
        self.situacao.hide()
        coluna = QWidget()
        coluna.setFixedWidth(tema.medida(_LARGURA_DA_LISTA))
        linha = em_linha(rotulo, self.data, todos, ELASTICO, espaco=10)
        em_coluna(linha, (self.visao, 1), self.total, self.situacao, dono=coluna)
        return coluna

    def _ligar(self) -> None:
        self.ligar_teclas((atalhos.ATUALIZAR, self._modelo.atualizar))
        self._modelo.carregou.connect(self._ao_carregar)
        self._modelo.falhou.connect(self.situacao.mostrar_erro)
        self.visao.selecionou.connect(self._ao_selecionar)
        self.data.mudou.connect(self._ao_mudar_data)
        # O relatório traz os avisos como estão agora: um resolvido muda o que ele diz.
        self._contexto.ouvir(self, self._modelo.atualizar, Assunto.AVISOS, Assunto.FECHAMENTOS)

    def _ao_mudar_data(self) -> None:
        """Só filtra com a data inteira, ou sem nenhuma."""
        if self.data.data is not None or not self.data.valor():
            self._modelo.filtrar(self._consulta().filtros)

    def _ao_carregar(self) -> None:
        total = self._modelo.total
        if total:
            self.total.setText(frases.quantos(total, "fechamento", "fechamentos"))
        elif self.data.data:
            self.total.setText(f"Nenhum fechamento em {frases.data_curta(self.data.data)}.")
        else:
            self.total.setText("Nenhum fechamento feito ainda.")
        antes = self._escolhido
        achada = next((onde for onde, linha in self._modelo.na_memoria() if antes and linha.id == antes.id), 0)
        self.visao.selecionar(achada)
        if not total:
            self._escolher(None)

    def _ao_selecionar(self, fechamento: object) -> None:
        if isinstance(fechamento, Fechamento):
            self._escolher(fechamento)

    def _escolher(self, fechamento: Fechamento | None) -> None:
        self._escolhido = fechamento
        self._mostrar_pdf(b"")
        if fechamento is not None:
            numero = fechamento.id
            self._dizer("ciclo", "Montando o relatório…", "texto2")
            self._geracao.pedir(lambda: relatorio_fechamento.em_pdf(numero, apontamentos.detalhe_de_fora))

    def _mostrar_pdf(self, pdf: bytes) -> None:
        """Mostra as páginas; vazio espera."""
        self._pdf = pdf
        for botao in (self.botao_abrir, self.botao_salvar):
            botao.setEnabled(bool(pdf))
        if pdf:
            self.folheador.mostrar(pdf)
        else:
            self.folheador.dizer("")
        self.situacao.hide()

    def _ao_salvar(self, nome: str) -> None:
        self._dizer("certo", f"{nome} salvo", "ok")

    def _ao_guardar(self, arquivo: Path) -> None:
        try:
            leitor.abrir(arquivo)
        except ErroAviso as erro:
            DialogoMensagem.mostrar_erro(self, "Abrir no leitor", erro)

    def _dizer(self, icone: str, frase: str, cor: str) -> None:
        self.situacao.mostrar(icone, frase, cor)
        self.situacao.show()
