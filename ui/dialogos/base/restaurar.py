"""Restaurar: escolher a cópia, ver em números o que ela tem diante da base atual, e confirmar a troca."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from modelos.base import copias, terminais
from modelos.base.copias import Conteudo, Copia, CopiaExaminada
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao, Fato
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.campos.campo_arquivo import perguntar_qual
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem, TituloGrupo
from ui.componentes.quadro_fatos import QuadroFatos
from ui.contexto import Contexto, em_hora_local
from ui.tabelas.base import Alinhamento, Coluna, TabelaBase
from ui.tabelas.colunas import texto
from ui.tabelas.visao import VisaoTabela

_SOMA_NA_LISTA, _SOMA_CURTA = 8, 12
_ROTULOS = ("Empresa", "Clientes", "Débitos", "Em aberto", "Valor em aberto", "Avisos", "Último fechamento")
_COLUNAS: tuple[Coluna[Copia], ...] = (
    Coluna("Data", lambda copia: frases.data_e_hora(em_hora_local(copia.em)), lambda copia: copia.em, largura=140),
    Coluna("Arquivo", lambda copia: copia.arquivo.name, largura=0),
    Coluna(
        "Tamanho",
        lambda copia: frases.tamanho(copia.bytes),
        lambda copia: copia.bytes,
        alinhamento=Alinhamento.DIREITA,
        largura=80,
    ),
    texto("Soma", lambda copia: copia.sha256[:_SOMA_NA_LISTA], 88, detalhe=True),
)
_Exame = tuple[CopiaExaminada, Conteudo]
"""A cópia e o que a base atual tem."""


class DialogoRestaurar(Dialogo):
    """A lista das cópias à esquerda e, à direita, a escolhida conferida e comparada com a base atual."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Restaurar", pai, largura=1040, altura=560, estado="Escolha a cópia | ESC-Fechar")
        self._contexto = contexto
        self._exame: _Exame | None = None
        frase = "A base volta a ser como era na cópia. A de agora fica guardada ao lado, com outro nome."
        self.por_titulo("Restaurar uma cópia", frase)
        self.corpo.addLayout(em_linha((self._montar_lista(), 7), (self._montar_conteudo(), 6), espaco=20), 1)
        procurar = Botao("&Procurar arquivo…", icone="pasta", ao_clicar=self.procurar)
        self.botao_restaurar = Botao("&Restaurar esta cópia…", papel=Papel.PERIGO, ao_clicar=self.restaurar)
        self.botao_restaurar.setEnabled(False)
        self.acoes(self.botao_restaurar, self.botao_fechar(), esquerda=(procurar,))
        self._conferencia = Calculo(contexto, self, self._ao_examinar, self.situacao.mostrar_erro)
        Calculo(contexto, self, self._ao_listar, self.situacao.mostrar_erro).pedir(copias.listar)

    def examinar(self, arquivo: Path) -> None:
        """Confere esta cópia e mostra o que ela tem."""
        self._exame = None
        self.botao_restaurar.setEnabled(False)
        self.conteudo.limpar()
        self.situacao.mostrar("acento", arquivo.name, "Conferindo a cópia…")
        self._conferencia.pedir(lambda: (copias.examinar(arquivo), copias.da_base_atual()))

    def procurar(self) -> None:
        """Escolhe um arquivo fora da lista."""
        filtro = "Bases (*.db);;Todos os arquivos (*)"
        if arquivo := perguntar_qual(self, self._contexto.preferencias, "Escolher a cópia", filtro):
            self.visao.clearSelection()
            self.examinar(arquivo)

    def restaurar(self) -> None:
        """Pergunta, com os números e o foco no Não; o Sim fecha a janela e o programa faz a troca."""
        if self._exame is None:
            return
        copia, atual = self._exame
        # Agora, e não como era quando a cópia foi conferida: quem fechou o outro terminal tenta de novo na hora.
        abertos = len(terminais.vivos())
        if abertos > 1:
            outros = frases.quantos(abertos - 1, "outro terminal", "outros terminais")
            erro = ErroAviso(f"Há {outros} com a base aberta.", "Feche o programa neles e tente de novo.")
            DialogoMensagem.mostrar_erro(self, "Restaurar", erro)
            return
        if self._perguntar(copia, atual):
            self.accept()
            self._contexto.quer_restaurar.emit(copia.arquivo)

    def _perguntar(self, copia: CopiaExaminada, atual: Conteudo) -> bool:
        return DialogoConfirmacao.perguntar(
            "Restaurar",
            f"Trocar a base pela cópia {copia.arquivo.name}?",
            detalhe="O que foi gravado depois da cópia deixa de valer. A base de agora fica guardada ao lado.",
            fatos=_fatos(copia.conteudo, atual),
            alerta=(
                "O programa fecha esta janela, troca a base e reabre. A base restaurada fica travada: nenhum aviso sai "
                "até você confirmar que ela é a verdadeira."
            ),
            sim="&Sim, restaurar",
            nao="&Não",
            perigo=True,
            pai=self,
        )

    def _montar_lista(self) -> QWidget:
        self.tabela: TabelaBase[Copia] = TabelaBase(_COLUNAS, chave=lambda copia: copia.arquivo)
        self.visao = VisaoTabela(
            "Cópias que há para restaurar", self.tabela, teclas=["↑↓-Escolhe a cópia", "Enter-Restaura"]
        )
        self.visao.selecionou.connect(self._ao_selecionar)
        self.visao.abriu.connect(self.restaurar)
        self.focar(self.visao)
        return self.visao

    def _montar_conteudo(self) -> QVBoxLayout:
        self.situacao = CaixaMensagem("acento", "Escolha uma cópia na lista, ou procure o arquivo.")
        self.conteudo = QuadroFatos(_ROTULOS, eixo=120, colunas=("Nesta cópia", "Na base de agora"))
        return em_coluna(self.situacao, TituloGrupo("O que há nela"), self.conteudo, ELASTICO, espaco=10)

    def _ao_listar(self, copias: list[Copia]) -> None:
        self.tabela.trocar(copias)
        self.visao.selecionar(0)
        if not copias:
            frase = "Não há cópia na pasta de cópias. Se há uma em outro lugar, procure o arquivo."
            self.situacao.mostrar("aviso", frase)

    def _ao_selecionar(self, copia: object) -> None:
        if isinstance(copia, Copia):
            self.examinar(copia.arquivo)

    def _ao_examinar(self, exame: _Exame) -> None:
        self._exame = exame
        copia, atual = exame
        for rotulo, da_copia, de_agora in zip(_ROTULOS, _textos(copia.conteudo), _textos(atual), strict=True):
            self.conteudo.mostrar(rotulo, da_copia, de_agora)
        self.botao_restaurar.setEnabled(True)
        self.situacao.mostrar(*self._situar(copia, atual))

    def _situar(self, copia: CopiaExaminada, atual: Conteudo) -> tuple[str, str, str]:
        """Tom, texto e título do que se sabe da cópia."""
        soma = f"{copia.arquivo.name}, {frases.tamanho(copia.bytes)}, SHA-256 {copia.sha256[:_SOMA_CURTA]}…"
        anotada = next((item.sha256 for item in self.tabela.linhas() if item.arquivo == copia.arquivo), "")
        if anotada and anotada != copia.sha256:
            aviso = "O arquivo está inteiro, mas não é o mesmo de quando a cópia foi feita: {}."
            return "aviso", aviso.format(soma), "Cópia alterada"
        if copia.conteudo.uuid != atual.uuid:
            aviso = "O arquivo está inteiro, mas não saiu da base de agora: {}."
            return "aviso", aviso.format(soma), "Cópia de outra base"
        return "ok", soma, "Cópia conferida: está inteira"


def _textos(tem: Conteudo) -> tuple[str, ...]:
    return (
        tem.empresa,
        frases.numero(tem.clientes),
        frases.numero(tem.debitos),
        frases.numero(tem.em_aberto),
        em_reais(tem.em_aberto_centavos),
        frases.numero(tem.avisos),
        frases.data_curta(tem.ultimo_fechamento) if tem.ultimo_fechamento else "nenhum",
    )


def _fatos(copia: Conteudo, atual: Conteudo) -> tuple[Fato, ...]:
    """Os números que o operador reconhece, com os de agora à direita."""
    da_copia, de_agora = _textos(copia), _textos(atual)
    return tuple((_ROTULOS[linha], da_copia[linha], f"agora: {de_agora[linha]}") for linha in range(1, len(_ROTULOS)))
