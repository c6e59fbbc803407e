"""As linhas rejeitadas de uma planilha: por que cada uma não entrou, e a correção ali mesmo; só elas entram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from envio.importacao import reenviar
from modelos.importacao.formato import Vazia, conferir
from modelos.importacao.rejeitadas import ArquivoDeRejeitadas, Rejeitada
from modelos.importacao.resultado import Resultado
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import DO_QUE_CHEGA, Contexto
from ui.moldes.ficha import Campo, DialogoFicha
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna
from ui.tarefa import Fim, Tarefa

_NA_LISTA = 4


class DialogoLinhaRejeitada(DialogoFicha):
    """Uma linha, com o motivo embaixo de cada célula que não serve; `corrigida` é como ela ficou."""

    GRAVAR = "&Guardar a correção"

    def __init__(self, contexto: Contexto, arquivo: ArquivoDeRejeitadas, rejeitada: Rejeitada, pai: QWidget) -> None:
        titulo = f"Linha {rejeitada.linha} de {arquivo.original.name}"
        super().__init__(contexto, titulo, pai, largura=760, altura=min(600, 200 + 36 * len(arquivo.colunas)))
        self._rejeitada = rejeitada
        self._posicoes = {coluna.nome: posicao for posicao, coluna in arquivo.colunas}
        self.corrigida: Rejeitada | None = None
        self.corpo.addWidget(CaixaMensagem("aviso", frases.em_frase(rejeitada.motivo)))
        for posicao, coluna in arquivo.colunas:
            rotulo = f"{arquivo.titulos[posicao].strip().replace('&', '&&')}:"
            obrigatoria = coluna.vazia is Vazia.RECUSA
            campo = CampoTexto(validar=partial(conferir, coluna), obrigatorio=obrigatoria, maximo=2000, largura=420)
            campo.definir(rejeitada.celulas[posicao].strip())
            self.declarar(Campo(coluna.nome, rotulo, campo))
        self.concluir(rolar=True)
        erradas = [campo for campo in self.textos.values() if campo.conferir()]
        self.focar(erradas[0] if erradas else next(iter(self.textos.values())))

    def guardar(self) -> None:
        """A linha fica como está na tela; nada é gravado na base."""
        celulas = list(self._rejeitada.celulas)
        for nome, campo in self.textos.items():
            celulas[self._posicoes[nome]] = campo.valor()
        self.corrigida = replace(self._rejeitada, celulas=tuple(celulas), corrigida=True)


class DialogoRejeitadas(DialogoLista[Rejeitada]):
    """Enter abre uma linha; Importar as corrigidas manda só as que o operador mudou."""

    LISTA = Lista[Rejeitada](
        titulo="Linhas rejeitadas",
        explicacao="Abra cada uma, corrija o que está errado e importe as corrigidas. O que já entrou não muda.",
        chave=lambda rejeitada: rejeitada.linha,
        assuntos=(),
        arquivo="rejeitadas.csv",
        inclui=False,
        abre="&Corrigir",
        enter="Corrige",
        total=("linha", "linhas", "Nenhuma linha rejeitada."),
        largura=1100,
        altura=560,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        """Abre neste `ArquivoDeRejeitadas`."""
        if not isinstance(argumento, ArquivoDeRejeitadas):
            raise TypeError("faltam as rejeitadas")
        self._arquivo = argumento
        self._linhas = {rejeitada.linha: rejeitada for rejeitada in argumento.linhas}
        super().__init__(contexto, argumento, pai)
        self.setWindowTitle(f"Linhas rejeitadas de {argumento.original.name}")
        self.caixa = CaixaMensagem("acento")
        self.corpo.insertWidget(self.corpo.indexOf(self.quadro) + 1, self.caixa)
        self.tarefa = Tarefa(contexto, self)
        self.tarefa.andou.connect(self._ao_importar)
        self.tarefa.acabou.connect(self._ao_acabar)
        self._acertar()

    def colunas(self) -> Sequence[Coluna[Rejeitada]]:
        """O número da linha, as primeiras colunas que o contrato usa, e por que não entrou."""
        usadas = [
            Coluna[Rejeitada](self._arquivo.titulos[posicao].strip(), partial(_celula, posicao), largura=130)
            for posicao, _ in self._arquivo.colunas[:_NA_LISTA]
        ]
        return (
            Coluna("Linha", lambda cada: str(cada.linha), lambda cada: cada.linha, largura=64, detalhe=True),
            *usadas,
            Coluna(
                "Por que não entrou",
                lambda cada: "corrigida: falta importar" if cada.corrigida else cada.motivo,
                cor=lambda cada: "ok" if cada.corrigida else "perigo",
                largura=0,
            ),
        )

    def ler(self) -> Sequence[Rejeitada]:
        """As que estão na tela."""
        return list(self._linhas.values())

    def botoes_a_mais(self) -> tuple[QWidget, ...]:
        """O que manda as corrigidas."""
        self.botao_importar = Botao("", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.importar)
        return (self.botao_importar,)

    def editar(self, objeto: Rejeitada | None) -> None:
        """Abre a linha para corrigir."""
        if objeto is None or self.tarefa.em_curso:
            return
        dialogo = DialogoLinhaRejeitada(self.contexto, self._arquivo, objeto, self)
        if dialogo.responder() and dialogo.corrigida is not None:
            self._linhas[objeto.linha] = dialogo.corrigida
            self.reler()
            self._acertar()

    def importar(self) -> None:
        """Manda as corrigidas, fora da thread da tela."""
        arquivo, linhas, em = self._arquivo, list(self._linhas.values()), self.contexto.agora()
        if any(cada.corrigida for cada in linhas):
            self.botao_importar.setEnabled(False)
            self.tarefa.comecar(lambda: iter((_mandar(arquivo, linhas, em),)))

    def reject(self) -> None:
        """Fecha; com corrigidas por importar, pergunta."""
        if self.tarefa.em_curso:
            return
        quantas = self._quantas_corrigidas()
        if not quantas or DialogoConfirmacao.perguntar(
            self.windowTitle(),
            "Fechar sem importar as corrigidas?",
            detalhe=f"{frases.quantos(quantas, 'correção se perde', 'correções se perdem')}.",
            sim="&Sim, fechar",
            pai=self,
        ):
            super().reject()

    def _quantas_corrigidas(self) -> int:
        return sum(cada.corrigida for cada in self._linhas.values())

    def _acertar(self) -> None:
        quantas = self._quantas_corrigidas()
        self.botao_importar.setText(f"&Importar as corrigidas ({quantas})" if quantas else "&Importar as corrigidas")
        self.botao_importar.setEnabled(bool(quantas))

    def _ao_importar(self, deu: tuple[Resultado, ArquivoDeRejeitadas | None]) -> None:
        resultado, sobraram = deu
        if resultado.erro:
            self.caixa.mostrar("perigo", resultado.erro)
            return
        entraram = resultado.lidas - resultado.rejeitadas
        dito = frases.quantos(entraram, "linha entrou", "linhas entraram")
        if resultado.rejeitadas:
            dito = f"{dito}; {frases.quantos(resultado.rejeitadas, 'ainda não serve', 'ainda não servem')}"
        self.caixa.mostrar("aviso" if resultado.rejeitadas else "ok", f"{dito}.")
        if sobraram is None:
            self._linhas = {}
        else:
            self._arquivo, self._linhas = sobraram, {cada.linha: cada for cada in sobraram.linhas}
        self.reler()

    def _ao_acabar(self, fim: Fim) -> None:
        if fim.erro is not None:
            self.caixa.mostrar_erro(fim.erro)
        self._acertar()
        self.contexto.avisar(*DO_QUE_CHEGA)


def _mandar(
    arquivo: ArquivoDeRejeitadas, linhas: Sequence[Rejeitada], em: datetime
) -> tuple[Resultado, ArquivoDeRejeitadas | None]:
    """Importa as corrigidas, e lê de novo as que sobraram."""
    resultado = reenviar(arquivo, linhas, em=em)
    sobrou = resultado.arquivo_de_rejeitadas
    return resultado, None if sobrou is None else ArquivoDeRejeitadas(sobrou, arquivo.tipo)


def _celula(posicao: int, rejeitada: Rejeitada) -> str:
    return rejeitada.celulas[posicao]
