"""A opção "Grupo de contatos" do cliente: quem são os contatos, em que grupos estão e se recebem."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from modelos.avisos import devolvidos
from regras.cadastro import Contato
from ui import atalhos, frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.contato import DialogoContato
from ui.tabelas.base import TabelaBase
from ui.tabelas.contatos import COLUNAS, LinhaContato
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra


class QuadroContatos(QWidget):
    """Os contatos na memória: quem os grava é a ficha do cliente. Limpar um devolvido vale na hora.

    Sinais:
        mudou(): a lista foi alterada.
        pediu_email(): quer alterar o e-mail do cadastro, que é um campo da ficha.
    """

    mudou = Signal()
    pediu_email = Signal()

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._contatos: list[Contato] = []
        self._email = ""
        self.tabela: TabelaBase[LinhaContato] = TabelaBase(
            COLUNAS, chave=lambda linha: (linha.do_cadastro, linha.contato.nome)
        )
        teclas = ["Enter-Altera", "Ins-Inclui", "Del-Exclui", "Letras-Procuram"]
        self.visao = VisaoTabela("Contatos do cliente", self.tabela, teclas=teclas)
        self._resumo = Texto(letra=Letra.DETALHE, cor="texto2")
        self._montar()
        contexto.ouvir(self, self._reler, Assunto.DEVOLVIDOS)

    def mostrar(self, contatos: Sequence[Contato], email: str) -> None:
        """Mostra os contatos gravados e o e-mail do cadastro."""
        self._contatos, self._email = list(contatos), email
        self._reler()
        self.visao.selecionar(0)

    def mostrar_email(self, email: str) -> None:
        """O e-mail do cadastro mudou na ficha."""
        self._email = email
        self._reler()

    def contatos(self) -> list[Contato]:
        """Como estão na tela."""
        return list(self._contatos)

    def alterar(self) -> None:
        """Abre a ficha do contato corrente; o do cadastro se altera no campo E-mail."""
        linha = self._atual()
        if linha is not None and linha.do_cadastro:
            self.pediu_email.emit()
        elif linha is not None:
            self._editar(linha.contato)

    def excluir(self) -> None:
        """Tira o contato corrente da lista, com pergunta; só vale ao gravar a ficha."""
        linha = self._atual()
        if linha is None or linha.do_cadastro:
            return
        if DialogoConfirmacao.perguntar(
            "Excluir contato",
            f"Excluir {linha.contato.nome}?",
            detalhe="Só vale depois de gravar o cliente.",
            perigo=True,
            pai=self.window(),
        ):
            self._contatos.remove(linha.contato)
            self._reler()
            self.mudou.emit()

    def limpar(self) -> None:
        """Tira a marca de devolvido dos endereços do contato corrente, com pergunta; grava na hora."""
        linha = self._atual()
        if linha is None or not linha.devolvidos:
            return
        enderecos = [devolvido.email for devolvido in linha.devolvidos]
        fatos = [(devolvido.email, devolvido.motivo, "") for devolvido in linha.devolvidos]
        if DialogoConfirmacao.perguntar(
            "Endereço devolvido",
            f"Voltar a enviar para {frases.lista(enderecos)}?",
            detalhe="O servidor do destinatário disse que o endereço não existe. Limpe só se já foi corrigido.",
            fatos=fatos,
            pai=self.window(),
        ):
            for endereco in enderecos:
                devolvidos.limpar(endereco)
            self._contexto.avisar(Assunto.DEVOLVIDOS)

    def _montar(self) -> None:
        incluir = partial(self._editar, None)
        self.botao_incluir = Botao("&Incluir contato", icone="mais", tecla=atalhos.INCLUIR.rotulo, ao_clicar=incluir)
        self.botao_alterar = Botao("&Alterar", tecla=atalhos.ABRIR.tecla, ao_clicar=self.alterar)
        self.botao_excluir = Botao("E&xcluir", tecla=atalhos.EXCLUIR.rotulo, papel=Papel.PERIGO, ao_clicar=self.excluir)
        self.botao_limpar = Botao("&Limpar devolvido…", icone="certo", ao_clicar=self.limpar)
        explicacao = (
            "O aviso vai aos contatos dos grupos marcados na guia Aviso de Débitos. Um contato pode estar em vários "
            "grupos, ou em nenhum."
        )
        em_coluna(
            Texto(explicacao, cor="texto2", quebra=True),
            (self.visao, 1),
            self._resumo,
            em_linha(self.botao_incluir, self.botao_alterar, self.botao_excluir, self.botao_limpar, ELASTICO),
            margens=(0, 12, 0, 0),
            dono=self,
        )
        self.visao.abriu.connect(self.alterar)
        self.visao.selecionou.connect(self._ao_selecionar)
        no_quadro = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for atalho, acao in ((atalhos.INCLUIR, incluir), (atalhos.EXCLUIR, self.excluir)):
            # Dita junto da função, a biblioteca ignora o alcance.
            ligado = QShortcut(QKeySequence(atalho.teclas[0]), self, context=no_quadro)
            ligado.activated.connect(acao)

    def _atual(self) -> LinhaContato | None:
        return self.tabela.linha(self.visao.currentIndex().row())

    def _editar(self, contato: Contato | None) -> None:
        outros = [outro.nome for outro in self._contatos if outro is not contato]
        novo = DialogoContato.perguntar(self._contexto, contato, outros, self.window())
        if novo is None or novo == contato:
            return
        if contato is None:
            self._contatos.append(novo)
        else:
            self._contatos[self._contatos.index(contato)] = novo
        self._reler()
        self.visao.selecionar(self.tabela.posicao_de((False, novo.nome)))
        self.mudou.emit()

    def _reler(self) -> None:
        marcados = {devolvido.email: devolvido for devolvido in devolvidos.listar()}
        do_cadastro = [Contato.criar("", "E-mail do cadastro", self._email)] if self._email else []
        self.tabela.trocar(
            LinhaContato(
                contato,
                contato in do_cadastro,
                tuple(marcados[endereco] for endereco in contato.validos if endereco in marcados),
            )
            for contato in (*do_cadastro, *self._contatos)
        )
        self._resumo.setText(frases.quantos(len(self._contatos), "contato", "contatos") if self._contatos else "")
        self._ao_selecionar()

    def _ao_selecionar(self) -> None:
        linha = self._atual()
        self.botao_alterar.setEnabled(linha is not None)
        self.botao_excluir.setEnabled(linha is not None and not linha.do_cadastro)
        self.botao_limpar.setEnabled(linha is not None and bool(linha.devolvidos))
