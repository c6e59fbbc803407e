"""Os anexos de uma mensagem guardada: lista, páginas do PDF desenhadas fora da tela e salvar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from envio.correio.leitura_mime import AnexoLido
from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel
from ui import frases, tema
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.folheador import Folheador
from ui.contexto import Contexto
from ui.tabelas import exportacao
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela

_LARGURA_DA_LISTA = 300
_PDF = "application/pdf"

COLUNAS: tuple[Coluna[AnexoLido], ...] = (
    Coluna("Anexo", lambda anexo: anexo.nome, icone=lambda _: "documento", largura=0),
    Coluna("Tamanho", lambda anexo: frases.tamanho(len(anexo.conteudo)), detalhe=True, largura=80),
)


def salvar(destino: Path, conteudo: bytes) -> str:
    """Grava o anexo, byte a byte, e devolve o nome do arquivo.

    Raises:
        AmbienteIndisponivel: não deu para gravar no lugar escolhido.
    """
    try:
        destino.write_bytes(conteudo)
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar {destino.name}: {disco.dizer(erro)}.", "Escolha outra pasta."
        ) from erro
    return destino.name


class QuadroAnexos(QWidget):
    """A lista à esquerda e a página à direita."""

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._senhas: tuple[str, ...] = ()
        falhar = partial(DialogoMensagem.mostrar_erro, self, "Salvar anexo")
        self._gravacao = Calculo(contexto, self, lambda nome: contexto.recado.emit(f"{nome} salvo"), falhar)
        self.folheador = Folheador(contexto, "Página do anexo")
        em_linha(self._montar_lista(), (self.folheador, 1), espaco=12, dono=self)

    def mostrar(self, anexos: tuple[AnexoLido, ...], senhas: tuple[str, ...] = ()) -> None:
        """Troca os anexos e abre o primeiro; `senhas` são as que os PDFs podem pedir."""
        self._senhas = senhas
        self._modelo.trocar(anexos)
        self.salvar_anexo.setEnabled(bool(anexos))
        self.visao.selecionar(0)
        if not anexos:
            self.folheador.dizer("Sem anexos.")

    def _montar_lista(self) -> QWidget:
        self._modelo: TabelaBase[AnexoLido] = TabelaBase(COLUNAS, chave=lambda anexo: anexo.nome)
        self.visao = VisaoTabela("Anexos", self._modelo)
        self.visao.selecionou.connect(self._ao_selecionar)
        self.salvar_anexo = Botao("&Salvar anexo…", icone="baixar", ao_clicar=self._ao_pedir_salvar)
        coluna = QWidget()
        coluna.setFixedWidth(tema.medida(_LARGURA_DA_LISTA))
        em_coluna((self.visao, 1), self.salvar_anexo, espaco=6, dono=coluna)
        return coluna

    def _ao_selecionar(self, anexo: AnexoLido | None) -> None:
        if anexo is None:
            return
        if anexo.tipo == _PDF:
            self.folheador.mostrar(anexo.conteudo, self._senhas)
        else:
            self.folheador.dizer("Este anexo não é um PDF; salve para abrir.")

    def _ao_pedir_salvar(self) -> None:
        anexo = self.visao.atual()
        if not isinstance(anexo, AnexoLido):
            return
        destino = exportacao.perguntar_arquivo(self, self._contexto, anexo.nome, "Todos os arquivos (*)")
        if destino is not None:
            self._gravacao.pedir(lambda: salvar(destino, anexo.conteudo))
