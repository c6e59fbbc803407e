"""Consultas → Retornos: os arquivos de retorno do banco já lidos, e a leitura de outros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from envio.retorno.leitura import Lido, ler
from modelos.retorno import arquivos, extratos
from ui import frases_do_retorno
from ui.base.dialogo import Dialogo
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.carteira.colunas_do_retorno import COLUNAS_DOS_ARQUIVOS, ArquivoLido
from ui.dialogos.carteira.extrato import DialogoExtrato
from ui.dialogos.carteira.retorno import DialogoRetorno
from ui.moldes.lista import DialogoLista, Lista
from ui.tarefa import Fim, Tarefa

_FILTRO = "Retorno ou extrato do banco (*.ret *.RET *.ofx *.OFX *.txt *.TXT);;Todos os arquivos (*)"


def _abrir(contexto: Contexto, lido: ArquivoLido | None, pai: QWidget | None) -> Dialogo:
    """Os títulos do retorno, ou os créditos do extrato."""
    retorno = lido and lido[0]
    tela = DialogoExtrato if retorno and retorno.leiaute == extratos.LEIAUTE else DialogoRetorno
    return tela(contexto, retorno, pai)


class DialogoRetornos(DialogoLista[ArquivoLido]):
    """Lista dos arquivos; Enter abre os títulos de um."""

    LISTA = Lista[ArquivoLido](
        titulo="Retornos do banco",
        explicacao="O que o banco disse pago sai dos avisos; o que não é certo fica a conferir, e o débito espera.",
        chave=lambda lido: lido[0].id,
        colunas=COLUNAS_DOS_ARQUIVOS,
        assuntos=(Assunto.RETORNOS,),
        arquivo="retornos.csv",
        ler=lambda: arquivos.listar()[::-1],
        ficha=_abrir,
        demora=True,
        inclui=False,
        abre="&Abrir os títulos",
        enter="Abre os títulos",
        largura=1180,
        altura=600,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Com uma tupla de caminhos, já os lê."""
        super().__init__(contexto, argumento, pai)
        self.caixa = CaixaMensagem("acento")
        self.corpo.insertWidget(self.corpo.indexOf(self.quadro) + 1, self.caixa)
        self.tarefa = Tarefa(contexto, self)
        self.tarefa.andou.connect(self._ao_ler_um)
        self.tarefa.acabou.connect(self._ao_acabar)
        self._lidos: list[Lido] = []
        if isinstance(argumento, tuple):
            self.ler_arquivos(argumento)

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """A leitura."""
        self.botao_ler = Botao("&Ler arquivo…", icone="subir", ao_clicar=self._ao_pedir)
        return (self.botao_ler,)

    def dizer_total(self) -> str:
        """Sem nenhum, por onde se começa."""
        vazia = not (self.tabela.total or self.procura.text())
        return "Nenhum retorno lido: use Ler arquivo." if vazia else super().dizer_total()

    def ler_arquivos(self, caminhos: Sequence[Path]) -> None:
        """Lê os arquivos, na ordem, fora da thread da tela; com uma leitura em curso, nada acontece."""
        if self.tarefa.em_curso:
            return
        self._lidos = []
        self.botao_ler.setEnabled(False)
        self.caixa.mostrar("acento", "Lendo…")
        em, hoje = self.contexto.agora(), self.contexto.hoje()

        def um_a_um() -> Iterator[Lido]:
            for caminho in caminhos:
                yield from ler([caminho], em, hoje)

        self.tarefa.comecar(um_a_um)

    def reject(self) -> None:
        """Fecha; a leitura em curso para antes do arquivo seguinte, e a tela espera por ela."""
        if self.tarefa.em_curso:
            self.tarefa.cancelar()
        else:
            super().reject()

    def _ao_pedir(self) -> None:
        preferencias = self.contexto.preferencias
        nomes, _ = QFileDialog.getOpenFileNames(self, "Ler retorno do banco", preferencias.ultima_pasta(), _FILTRO)
        if nomes:
            preferencias.guardar_ultima_pasta(str(Path(nomes[0]).parent))
            self.ler_arquivos([Path(nome) for nome in nomes])

    def _ao_ler_um(self, lido: object) -> None:
        if isinstance(lido, Lido):
            self._lidos.append(lido)

    def _ao_acabar(self, fim: Fim) -> None:
        self.botao_ler.setEnabled(True)
        recusados = any(lido.erro for lido in self._lidos)
        dito = frases_do_retorno.lidos(self._lidos)
        if fim.erro is not None:
            self.caixa.mostrar("perigo", f"{dito}\n{fim.erro.frase()}".strip())
        elif fim.cancelada:
            self.caixa.mostrar("aviso", dito, "Leitura interrompida")
        else:
            duvida = any(lido.contagem.a_conferir or lido.apontamentos for lido in self._lidos)
            self.caixa.mostrar("perigo" if recusados else "aviso" if duvida else "ok", dito)
        self.contexto.avisar(Assunto.RETORNOS, Assunto.DEBITOS)
