"""Importar arquivos do ERP: um campo por tipo, andamento por arquivo e o que houve com cada um."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QWidget

from envio.importacao import Lembrado, Situacao, importar
from modelos.importacao.exame_de_arquivo import Exame, examinar
from modelos.importacao.importador import ColunasPorDizer
from modelos.importacao.rejeitadas import ArquivoDeRejeitadas
from modelos.importacao.resultado import ProgressoImportacao, Resultado, Saida, Tipo
from regras.erros import ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.base.formulario import Formulario
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_arquivo import CampoArquivo
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.disposicao import em_linha
from ui.componentes.texto import Estado
from ui.contexto import DO_QUE_CHEGA, Contexto, em_hora_local
from ui.dialogos.base.colunas_da_planilha import QuadroDeColunas
from ui.dialogos.base.da_ultima_vez import DaUltimaVez
from ui.dialogos.base.de_para import DialogoDePara
from ui.dialogos.base.rejeitadas import DialogoRejeitadas
from ui.tarefa import Fim, Tarefa
from ui.tema import Letra

_ROTULOS: dict[Tipo, str] = {
    Tipo.EMPRESA: "&Empresa:",
    Tipo.CONTAS_COBRANCA: "Contas de co&brança:",
    Tipo.CLIENTES: "&Clientes:",
    Tipo.CONTATOS: "C&ontatos:",
    Tipo.DEBITOS: "&Débitos:",
    Tipo.PEDIDOS: "&Pedidos:",
    Tipo.NOTAS: "&Notas:",
}
_COLUNAS_NA_FRASE = 6


@dataclass(frozen=True, slots=True)
class _Linha:
    """O campo de um tipo e o que se diz dele."""

    campo: CampoArquivo
    painel: QWidget
    estado: Estado
    rejeitadas: Link


class DialogoImportar(Dialogo):
    """Importa um ou mais arquivos.

    `argumento` é o `Tipo` (ou o nome dele) em que o foco começa, ou o caminho de uma planilha, que vai para o campo do
    tipo que ela parece.
    """

    avancou = Signal(object)

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__("Importar", pai, largura=820, estado="Importar arquivos | ESC-Voltar")
        self._contexto = contexto
        self._tarefa = Tarefa(contexto, self)
        self._tarefa.andou.connect(self._ao_resultar)
        self._tarefa.acabou.connect(self._ao_acabar)
        self._a_confirmar: dict[Tipo, Path] = {}
        self._pedidos: Mapping[Tipo, Path] = {}
        self._com_rejeitadas: dict[Tipo, Path] = {}
        self._conferencia = Calculo(contexto, self, self._ao_conferir, self._ao_nao_examinar)
        self._chegada = Calculo(contexto, self, self._ao_reconhecer, self._ao_nao_examinar)
        self._rejeitadas = Calculo(contexto, self, self._ao_abrir_rejeitadas, self._ao_nao_examinar)
        frase = (
            "Planilhas CSV ou XLSX, como o ERP as exporta. O que já existe é atualizado, "
            "nunca repetido. Linha com erro não para a importação: vai para um arquivo ao lado, com o motivo."
        )
        self.por_titulo("Importar arquivos", frase)
        self.da_ultima_vez = DaUltimaVez(contexto)
        self.da_ultima_vez.lembrou.connect(self.importar_de_novo)
        self.corpo.addWidget(self.da_ultima_vez)
        self.formulario = Formulario(eixo_campo=150, eixo_ajuda=0)
        self._linhas = {tipo: self._por_linha(tipo) for tipo in Tipo}
        self.baixar = CaixaMarcar("Dar bai&xa nos débitos em aberto que não estão no arquivo")
        self.formulario.campo("", self.baixar, ajuda="ausentes_baixar", desde_a_margem=True)
        self.formulario.pediu_tutorial.connect(lambda capitulo: contexto.abrir.emit("tutorial", capitulo))
        self.corpo.addWidget(self.formulario)
        self.colunas = QuadroDeColunas(contexto)
        self.colunas.pediu_conferir.connect(self._ao_pedir_colunas)
        self.corpo.addWidget(self.colunas)
        self.corpo.addStretch(1)
        self.importar = Botao("&Importar", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.comecar)
        self.fechar = self.botao_fechar()
        self.acoes(self.importar, self.fechar)
        self.avancou.connect(self._ao_avancar)
        inicial = Tipo(str(argumento)) if argumento in set(Tipo) else Tipo.EMPRESA
        self.colunas.mostrar(inicial)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._ao_mudar_foco)
        self.focar(self._linhas[inicial].campo)
        if isinstance(argumento, Path):
            self.receber(argumento)

    def receber(self, arquivo: Path) -> None:
        """Descobre de que tipo a planilha é, e a põe no campo dele."""
        self._chegada.pedir(partial(examinar, arquivo))

    def importar_de_novo(self, da_ultima_vez: Sequence[Lembrado]) -> None:
        """Os mesmos arquivos da última vez; o que não mudou, ou sumiu, é dito, e não se lê."""
        if self._tarefa.em_curso:
            return
        if not da_ultima_vez:
            frase = "O que veio de uma pasta vigiada é lido dela: não há arquivo a importar de novo."
            self.formulario.mostrar_erro(self._linhas[Tipo.EMPRESA].campo, frase)
        mudaram: dict[Tipo, Path] = {}
        for cada in da_ultima_vez:
            campo, quando = self._linhas[cada.tipo].campo, frases.data_e_hora(em_hora_local(cada.importacao.em))
            campo.definir(None if cada.situacao is Situacao.SUMIU else cada.arquivo)
            if cada.situacao is Situacao.SUMIU:
                self._dizer(cada.tipo, "alerta", f"{cada.arquivo} não está mais lá.", "aviso")
            elif cada.situacao is Situacao.IGUAL:
                self._dizer(cada.tipo, "certo", f"Não mudou desde {quando}: não foi lido de novo.", "texto2")
            else:
                mudaram[cada.tipo] = cada.arquivo
        if any(cada.importacao.ausentes_baixar for cada in da_ultima_vez):
            self.baixar.setChecked(True)
        if mudaram:
            self._travar(True)
            self._importar(mudaram, confirmado=False)
        else:
            self.focar(self.importar)

    def campo(self, tipo: Tipo) -> CampoArquivo:
        """O campo de um tipo."""
        return self._linhas[tipo].campo

    def frase_de(self, tipo: Tipo) -> str:
        """O que a tela diz do arquivo deste tipo."""
        return self._linhas[tipo].estado.texto()

    def comecar(self, *, confirmado: bool = False) -> None:
        """Importa os arquivos preenchidos; `confirmado` aceita baixar mais da metade dos débitos em aberto."""
        if self._tarefa.em_curso or not self.formulario.conferir():
            return
        arquivos = self._a_confirmar if confirmado else self._preenchidos()
        if not arquivos:
            self.formulario.mostrar_erro(self._linhas[Tipo.EMPRESA].campo, "Escolha ao menos um arquivo.")
            return
        self._a_confirmar = {}
        self._travar(True)
        self._importar(arquivos, confirmado=confirmado)

    def _perguntar_colunas(self, exames: Mapping[Tipo, Exame]) -> None:
        """O que não se reconhece pergunta que coluna é qual; desistir de uma não importa nenhuma."""
        for linha in self._linhas.values():
            linha.painel.hide()
        for tipo, exame in exames.items():
            if not DialogoDePara(self._contexto, exame, tipo, self).responder():
                self._dizer(tipo, "alerta", f"Não foi importado: falta {frases.lista(exame.faltam)}.", "aviso")
                self.focar(self._linhas[tipo].campo)
                return
        self._travar(True)
        self._importar(self._pedidos, confirmado=False, exigir=False)

    def _ao_pedir_colunas(self, tipo: Tipo) -> None:
        campo = self._linhas[tipo].campo
        arquivo = campo.caminho()
        if arquivo is None:
            self.formulario.mostrar_erro(campo, "Escolha o arquivo primeiro.")
        elif not campo.conferir():
            self._conferencia.pedir(partial(examinar, arquivo, tipo))

    def _ao_conferir(self, exame: Exame) -> None:
        DialogoDePara(self._contexto, exame, self.colunas.tipo, self).responder()

    def _ao_nao_examinar(self, erro: ErroAviso) -> None:
        self._travar(False)
        DialogoMensagem.mostrar_erro(self, "Importar", erro)

    def _corrigir(self, tipo: Tipo) -> None:
        self._rejeitadas.pedir(partial(ArquivoDeRejeitadas, self._com_rejeitadas[tipo], tipo))

    def _ao_abrir_rejeitadas(self, arquivo: ArquivoDeRejeitadas) -> None:
        DialogoRejeitadas(self._contexto, arquivo, self).open()

    def _ao_reconhecer(self, exame: Exame) -> None:
        if exame.tipo is None:
            frase = f"{exame.arquivo.name} não parece uma planilha do ERP: escolha o campo do que ela é."
            self.formulario.mostrar_erro(self._linhas[Tipo.EMPRESA].campo, frase)
            return
        campo = self._linhas[exame.tipo].campo
        campo.definir(exame.arquivo)
        self.colunas.mostrar(exame.tipo)
        self.focar(self.importar)

    def _importar(self, arquivos: Mapping[Tipo, Path], *, confirmado: bool, exigir: bool = True) -> None:
        self._pedidos = arquivos
        for tipo in arquivos:
            self._dizer(tipo, "relogio", "na fila", "texto2")
        ausentes, em = self.baixar.isChecked(), self._contexto.agora()
        self._tarefa.comecar(
            lambda: importar(
                arquivos,
                ausentes_baixar=ausentes,
                confirmado=confirmado,
                em=em,
                ao_avancar=self.avancou.emit,
                exigir_colunas=exigir,
            )
        )

    def _ao_mudar_foco(self, _antes: QWidget | None, agora: QWidget | None) -> None:
        """As colunas mostradas são as do arquivo em que se está."""
        for tipo, linha in self._linhas.items():
            if agora is not None and linha.campo.isAncestorOf(agora):
                self.colunas.mostrar(tipo)

    def reject(self) -> None:
        """ESC: com importação em curso pede para parar depois do arquivo atual; senão fecha."""
        if not self._tarefa.em_curso:
            super().reject()
            return
        self._tarefa.cancelar()
        self.fechar.setEnabled(False)

    def event(self, event: QEvent) -> bool:
        """O que se diz de cada arquivo aparece e quebra linha: a tela cresce junto, em vez de cortar os campos."""
        atendido = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.acertar_altura()
        return atendido

    def _por_linha(self, tipo: Tipo) -> _Linha:
        campo = CampoArquivo("Planilhas (*.csv *.txt *.xlsx);;Todos (*)", self._contexto.preferencias)
        self.formulario.campo(
            _ROTULOS[tipo],
            campo,
            ajuda=f"planilhas.{tipo.value}",
            descricao="Caminho do arquivo CSV ou XLSX",
        )
        estado = Estado(quebra=True)
        rejeitadas = Link("Corrigir as rejeitadas", letra=Letra.DETALHE)
        rejeitadas.clicked.connect(lambda: self._corrigir(tipo))
        rejeitadas.hide()
        painel = QWidget()
        em_linha((estado, 1), rejeitadas, margens=(0, 0, 0, 4), dono=painel)
        painel.hide()
        self.formulario.largo(painel, desde_o_campo=True)
        campo.mudou.connect(painel.hide)
        return _Linha(campo, painel, estado, rejeitadas)

    def _preenchidos(self) -> dict[Tipo, Path]:
        caminhos = {tipo: linha.campo.caminho() for tipo, linha in self._linhas.items()}
        return {tipo: caminho for tipo, caminho in caminhos.items() if caminho is not None}

    def _dizer(self, tipo: Tipo, icone: str, texto: str, cor: str) -> None:
        linha = self._linhas[tipo]
        linha.estado.mostrar(icone, texto, cor)
        linha.rejeitadas.hide()
        linha.painel.show()

    def _travar(self, travada: bool) -> None:
        for linha in self._linhas.values():
            linha.campo.setEnabled(not travada)
        self.baixar.setEnabled(not travada)
        self.importar.setEnabled(not travada)
        self.da_ultima_vez.setEnabled(not travada)
        self.fechar.setEnabled(True)
        self.fechar.setText("Parar" if travada else "Fechar")

    def _ao_avancar(self, progresso: ProgressoImportacao) -> None:
        lidas = frases.quantos(progresso.lidas, "linha lida", "linhas lidas")
        de = f" de cerca de {frases.numero(progresso.total)}" if progresso.total else ""
        self._dizer(progresso.tipo, "ciclo", f"{lidas}{de}…", "texto2")

    def _ao_resultar(self, resultado: Resultado) -> None:
        if resultado.saida is Saida.USO_ERRADO:
            self._a_confirmar[resultado.tipo] = Path(resultado.arquivo)
        if resultado.erro:
            self._dizer(resultado.tipo, "erro", resultado.erro, "perigo")
            return
        ressalva = bool(resultado.rejeitadas or resultado.a_conferir())
        self._dizer(
            resultado.tipo, "alerta" if ressalva else "certo", _contar(resultado), "aviso" if ressalva else "ok"
        )
        if resultado.arquivo_de_rejeitadas is not None:
            self._com_rejeitadas[resultado.tipo] = resultado.arquivo_de_rejeitadas
            self._linhas[resultado.tipo].rejeitadas.show()

    def _ao_acabar(self, fim: Fim) -> None:
        self._travar(False)
        if isinstance(fim.erro, ColunasPorDizer) and not fim.cancelada:
            self._perguntar_colunas(fim.erro.exames)
            return
        if fim.erro is not None and not fim.cancelada:
            DialogoMensagem.mostrar_erro(self, "Importar", fim.erro)
        for tipo, linha in self._linhas.items():
            if fim.cancelada and linha.estado.texto() == "na fila":
                self._dizer(tipo, "pausa", "não foi importado: você parou antes", "texto2")
        self._contexto.avisar(*DO_QUE_CHEGA)
        self.da_ultima_vez.atualizar()
        if self._a_confirmar and not fim.cancelada:
            self._perguntar_pela_baixa()
        else:
            self.focar(self.fechar)

    def _perguntar_pela_baixa(self) -> None:
        """O arquivo baixaria mais da metade dos débitos em aberto: só com o sim do operador."""
        frase = self.frase_de(next(iter(self._a_confirmar)))
        if DialogoConfirmacao.perguntar(
            "Baixar débitos",
            "Baixar mais da metade dos débitos em aberto?",
            detalhe="O arquivo não traz a maior parte deles. Confira se ele é o retrato completo do ERP.",
            alerta=frase,
            sim="&Sim, baixar",
            perigo=True,
            pai=self,
        ):
            self.comecar(confirmado=True)


def _contar(resultado: Resultado) -> str:
    partes = [frases.quantos(resultado.lidas, "lida", "lidas")]
    for quantas, um, varias in (
        (resultado.incluidas, "incluída", "incluídas"),
        (resultado.alteradas, "alterada", "alteradas"),
        (resultado.iguais, "igual", "iguais"),
        (resultado.rejeitadas, "rejeitada", "rejeitadas"),
        (resultado.baixadas, "baixada", "baixadas"),
        (len(resultado.a_conferir()), "a conferir", "a conferir"),
    ):
        if quantas:
            partes.append(frases.quantos(quantas, um, varias))
    frase = f"{', '.join(partes)}."
    if a_conferir := resultado.a_conferir():
        frase = f"{frase} {frases.em_frase(a_conferir[0])}"
    if resultado.ignoradas:
        a_mais = frases.quantos(
            len(resultado.ignoradas), "coluna a mais não foi usada", "colunas a mais não foram usadas"
        )
        frase = f"{frase} {a_mais}: {frases.lista(resultado.ignoradas[:_COLUNAS_NA_FRASE])}."
    return frase
