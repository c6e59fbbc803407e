"""A página de homologação de uma conta de cobrança: gerada fora da linha da tela, folheada e salva para o banco."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from boletos.relatorios import homologacao
from modelos.cadastro import empresas
from regras.cadastro import ContaCobranca
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from ui import frases
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.componentes.botao import Botao, Papel
from ui.componentes.folheador import Folheador
from ui.componentes.texto import Estado
from ui.contexto import Contexto
from ui.dialogos.aviso import anexos
from ui.tabelas import exportacao


class DialogoHomologacao(Dialogo):
    """Mostra o PDF da conta como ela está, gravada ou ainda na ficha."""

    def __init__(self, contexto: Contexto, conta: ContaCobranca, pai: QWidget | None = None) -> None:
        estado = "Salve o arquivo e mande-o ao banco | ESC-Voltar"
        super().__init__("Página de homologação", pai, largura=1080, altura=700, estado=estado)
        self._contexto, self._conta = contexto, conta
        self._pdf = b""
        frase = (
            "Nove boletos de valores e vencimentos variados, um para cada dígito do código de barras, com o quadro "
            "campo a campo. Não estão registrados. Salve e mande ao banco; com a aprovação, marque a conta como "
            "homologada."
        )
        self.por_titulo(f"Página de homologação da conta {conta.codigo or 'nova'}", frase)
        self.situacao = Estado("ciclo", "Gerando os boletos…", "texto2", quebra=True)
        self.corpo.addWidget(self.situacao)
        self.folheador = Folheador(contexto, "Página do arquivo")
        self.corpo.addWidget(self.folheador, 1)
        self.botao_salvar = Botao("&Salvar PDF…", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.salvar)
        self.botao_salvar.setEnabled(False)
        self.acoes(self.botao_fechar("Voltar"), self.botao_salvar)
        self._gravacao = Calculo(contexto, self, self._ao_salvar, self.situacao.mostrar_erro)
        geracao, hoje = Calculo(contexto, self, self._ao_gerar, self.situacao.mostrar_erro), contexto.hoje()
        geracao.pedir(lambda: homologacao.em_pdf(conta, empresas.obter() or EMPRESA_DE_EXEMPLO, hoje))

    def salvar(self) -> None:
        """Pergunta onde e grava o PDF."""
        nome = "-".join(filter(None, ("homologacao", self._conta.banco, _para_arquivo(self._conta.codigo))))
        destino = exportacao.perguntar_arquivo(self, self._contexto, f"{nome}.pdf", "Arquivos PDF (*.pdf)")
        if destino is not None:
            pdf = self._pdf
            self._gravacao.pedir(lambda: anexos.salvar(destino, pdf))

    def _ao_gerar(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.folheador.mostrar(pdf)
        self.situacao.mostrar("certo", f"Pronto, {frases.tamanho(len(pdf))}", "ok")
        self.botao_salvar.setEnabled(True)
        self.focar(self.botao_salvar)

    def _ao_salvar(self, nome: str) -> None:
        self.situacao.mostrar("certo", f"{nome} salvo", "ok")


def _para_arquivo(codigo: str) -> str:
    """Só o que todo sistema aceita num nome de arquivo."""
    return "".join(letra if letra.isalnum() and letra.isascii() else "-" for letra in codigo).strip("-")
