"""O kit de homologação de uma conta de cobrança: gerado fora da linha da tela, folheado e salvo para o banco."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from boletos.relatorios import homologacao
from envio import homologacao as kit
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
        estado = "Salve o kit e mande-o ao banco | ESC-Voltar"
        super().__init__("Kit de homologação", pai, largura=1080, altura=700, estado=estado)
        self._contexto, self._conta = contexto, conta
        self._pdf = b""
        frase = (
            "Boletos de valores e vencimentos variados, quantos o banco pede, com todo dígito que o cálculo pode dar; "
            "nenhum está registrado. O kit é um ZIP com a carta, um PDF por boleto, este arquivo e a planilha. Com a "
            "aprovação do banco, marque a conta como homologada."
        )
        self.por_titulo(f"Kit de homologação da conta {conta.codigo or 'nova'}", frase)
        self.situacao = Estado("ciclo", "Gerando os boletos…", "texto2", quebra=True)
        self.corpo.addWidget(self.situacao)
        self.folheador = Folheador(contexto, "Página do arquivo")
        self.corpo.addWidget(self.folheador, 1)
        self.botao_kit = Botao("Salvar &kit…", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.salvar_kit)
        self.botao_salvar = Botao("&Salvar só este PDF…", icone="documento", ao_clicar=self.salvar)
        for botao in (self.botao_kit, self.botao_salvar):
            botao.setEnabled(False)
        self.acoes(self.botao_fechar("Voltar"), self.botao_salvar, self.botao_kit)
        self._gravacao = Calculo(contexto, self, self._ao_salvar, self.situacao.mostrar_erro)
        geracao, hoje = Calculo(contexto, self, self._ao_gerar, self.situacao.mostrar_erro), contexto.hoje()
        geracao.pedir(lambda: homologacao.em_pdf(conta, empresas.obter() or EMPRESA_DE_EXEMPLO, hoje))

    def salvar_kit(self) -> None:
        """Pergunta onde e grava o ZIP."""
        nome = kit.nome_proposto(self._conta)
        destino = exportacao.perguntar_arquivo(self, self._contexto, nome, "Arquivos ZIP (*.zip)")
        if destino is not None:
            conta, hoje = self._conta, self._contexto.hoje()
            self._gravacao.pedir(lambda: kit.exportar(conta, destino, hoje).arquivo.name)

    def salvar(self) -> None:
        """Pergunta onde e grava o PDF."""
        nome = f"{Path(kit.nome_proposto(self._conta)).stem}.pdf"
        destino = exportacao.perguntar_arquivo(self, self._contexto, nome, "Arquivos PDF (*.pdf)")
        if destino is not None:
            pdf = self._pdf
            self._gravacao.pedir(lambda: anexos.salvar(destino, pdf))

    def _ao_gerar(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.folheador.mostrar(pdf)
        self.situacao.mostrar("certo", f"Pronto, {frases.tamanho(len(pdf))}", "ok")
        for botao in (self.botao_kit, self.botao_salvar):
            botao.setEnabled(True)
        self.focar(self.botao_kit)

    def _ao_salvar(self, nome: str) -> None:
        self.situacao.mostrar("certo", f"{nome} salvo", "ok")
