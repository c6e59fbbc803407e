"""Consultas → O que os avisos trouxeram: os números, o gráfico dos meses, as tabelas por faixa e por mês, e o PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from boletos.relatorios.efeito import INTERVALOS, em_dias
from envio.retorno import efeito
from modelos.acesso import disco
from regras.carteira.efeito import PRAZOS, Efeito, Soma
from regras.carteira.promessa import Desfecho
from regras.dinheiro import em_reais, formatar
from regras.erros import ErroAviso
from ui import atalhos, frases
from ui.base.dialogo import Dialogo
from ui.base.mensagem import DialogoMensagem
from ui.calculo import Calculo
from ui.campos.campo_data import CampoData
from ui.componentes.barras_empilhadas import Barra, BarrasEmpilhadas
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import Amostra, CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.tabelas import colunas, exportacao
from ui.tabelas.base import Alinhamento, Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_CORES = ("recebido_3", "recebido_7", "recebido_15", "recebido_mais")
Parte = tuple[str, Soma]
"""Uma faixa, ou um mês, e o que veio dela."""
_NUMEROS = ("Recebido depois de um aviso", "Em até 7 dias do aviso", "Até pagar, antes e depois", "Promessas cumpridas")


def _colunas(titulo: str) -> tuple[Coluna[Parte], ...]:
    def ate(prazo: int) -> Coluna[Parte]:
        return colunas.dinheiro(f"Até {prazo} dias", lambda parte: parte[1].ate(prazo), 100)

    return (
        Coluna(titulo, lambda parte: parte[0], peso=Peso.MEIO, largura=0),
        Coluna("Pagos", lambda parte: frases.numero(parte[1].pagamentos), None, Alinhamento.DIREITA, largura=60),
        *map(ate, PRAZOS),
        colunas.dinheiro("Tudo", lambda parte: parte[1].centavos, 110, peso=Peso.FORTE),
    )


class DialogoEfeito(Dialogo):
    """O período é o dos pagamentos; de início, os doze meses que acabam no de hoje."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        titulo = "O que os avisos trouxeram"
        super().__init__(titulo, pai, largura=1240, altura=700, estado=f"{titulo} | F1-Como se conta | ESC-Voltar")
        self._contexto = contexto
        self._apurado: Efeito | None = None
        frase = (
            "Cada pagamento conta uma vez, no último aviso enviado em dia anterior ao dele. O dia e o valor são os do "
            "banco; sem retorno, o dia do ERP e o saldo cobrado."
        )
        self.por_titulo(titulo, frase)
        self.corpo.addLayout(self._montar_periodo())
        self.corpo.addLayout(self._montar_numeros())
        self.barras = BarrasEmpilhadas("Recebido por mês do pagamento, em R$ mil")
        alto = em_linha(Texto("Recebido por mês do pagamento, em R$ mil", peso=Peso.FORTE), ELASTICO, _legenda())
        self.corpo.addLayout(alto)
        self.corpo.addWidget(self.barras, 2)
        self.corpo.addLayout(self._montar_tabelas(), 3)
        self.caixa = CaixaMensagem("aviso")
        self.corpo.addWidget(self.caixa)
        self.botao_pdf = Botao("&Salvar PDF…", icone="baixar", papel=Papel.PRINCIPAL, ao_clicar=self.salvar)
        exportar = Botao("E&xportar CSV", icone="baixar", tecla=atalhos.EXPORTAR.tecla, ao_clicar=self.exportar)
        self.acoes(self.botao_fechar("Voltar"), self.botao_pdf, esquerda=(exportar,))
        falhar = partial(DialogoMensagem.mostrar_erro, self, titulo)
        self._leitura = Calculo(contexto, self, self._mostrar, self._ao_falhar)
        self._gravacao = Calculo(contexto, self, lambda nome: self.caixa.mostrar("ok", f"{nome} salvo."), falhar)
        self.ligar_teclas((atalhos.ATUALIZAR, self.ler), (atalhos.EXPORTAR, self.exportar))
        contexto.ouvir(self, self.ler, Assunto.DEBITOS, Assunto.RETORNOS, Assunto.AVISOS)
        for campo in (self.de, self.ate):
            campo.mudou.connect(self.ler)
        self.focar(self.visao_faixas)
        self.ler()

    def ler(self) -> None:
        """Conta de novo, com o período inteiro na tela."""
        de, ate, hoje = self.de.data, self.ate.data, self._contexto.hoje()
        if de is not None and ate is not None:
            self._leitura.pedir(lambda: efeito.levantar(de, ate, hoje))

    def salvar(self) -> None:
        """Pergunta onde e grava o relatório."""
        if (apurado := self._apurado) is None:
            return
        nome = efeito.nome_do_arquivo(apurado)
        destino = exportacao.perguntar_arquivo(self, self._contexto, nome, "Arquivos PDF (*.pdf)")
        if destino is None:
            return

        def gravar() -> str:
            with disco.traduzir(destino):
                destino.write_bytes(efeito.em_pdf(apurado))
            return destino.name

        self._gravacao.pedir(gravar)

    def exportar(self) -> None:
        """Grava as duas tabelas em CSV."""
        linhas = [self.faixas.textos(parte) for parte in self.faixas.linhas()]
        linhas += [self.meses.textos(parte) for parte in self.meses.linhas()]
        exportacao.exportar(
            self, self._contexto, "o-que-os-avisos-trouxeram.csv", ["Parte", *self.faixas.titulos()[1:]], lambda: linhas
        )

    def _montar_periodo(self) -> QHBoxLayout:
        hoje = self._contexto.hoje
        self.de, self.ate = CampoData(hoje), CampoData(hoje)
        for campo, dia, nome in zip((self.de, self.ate), efeito.periodo(hoje()), ("de", "até"), strict=True):
            campo.definir_data(dia)
            campo.setAccessibleName(f"Pagamentos {nome}")
        rotulo, meio = Texto("&Pagamentos de", cor="texto2"), Texto("a&té", cor="texto2")
        rotulo.setBuddy(self.de)
        meio.setBuddy(self.ate)
        self.fora = Texto(letra=Letra.DETALHE, cor="texto2")
        return em_linha(rotulo, self.de, meio, self.ate, ELASTICO, self.fora, espaco=10)

    def _montar_numeros(self) -> QHBoxLayout:
        self.numeros = {nome: Texto("–", letra=Letra.NUMERO, peso=Peso.FORTE) for nome in _NUMEROS}
        celulas = [
            em_coluna(Texto(nome, letra=Letra.DETALHE, cor="texto2"), numero, espaco=0)
            for nome, numero in self.numeros.items()
        ]
        return em_linha(*((celula, 1) for celula in celulas), espaco=20, margens=(0, 6, 0, 6))

    def _montar_tabelas(self) -> QHBoxLayout:
        self.faixas: TabelaBase[Parte] = TabelaBase(_colunas("Atraso"), chave=lambda parte: parte[0])
        self.meses: TabelaBase[Parte] = TabelaBase(_colunas("Mês do pagamento"), chave=lambda parte: parte[0])
        self.visao_faixas = VisaoTabela("Por faixa de atraso", self.faixas)
        self.visao_meses = VisaoTabela("Por mês", self.meses)
        return em_linha((self.visao_faixas, 1), (self.visao_meses, 1), espaco=20)

    def _mostrar(self, apurado: Efeito) -> None:
        self._apurado = apurado
        self.caixa.hide()
        cumpridas, julgadas = apurado.promessas.get(Desfecho.CUMPRIDA, 0), sum(apurado.promessas.values())
        ditos = (
            em_reais(apurado.total.centavos),
            em_reais(apurado.total.ate(7)),
            f"{em_dias(apurado.antes.media())} → {em_dias(apurado.depois.media())}",
            f"{cumpridas} de {julgadas}",
        )
        for nome, dito in zip(_NUMEROS, ditos, strict=True):
            self.numeros[nome].setText(dito)
        quantos, centavos = apurado.sem_aviso
        ditos_fora = frases.quantos(quantos, "pagamento", "pagamentos")
        self.fora.setText(f"Fora da conta, sem aviso antes: {ditos_fora}, {em_reais(centavos)}")
        self.faixas.trocar([(frases.faixa_em_dias(faixa), soma) for faixa, soma in apurado.faixas.items()])
        self.meses.trocar([(frases.mes_por_extenso(mes), soma) for mes, soma in reversed(apurado.meses.items())])
        self.barras.mostrar(list(_em_barras(apurado.meses.items())))

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self.caixa.mostrar("perigo", erro.frase())


def _em_barras(meses: Iterable[tuple[date, Soma]]) -> Iterator[Barra]:
    for posicao, (mes, soma) in enumerate(meses):
        partes = tuple(zip(soma.por_prazo, _CORES, strict=True))
        ditas = "; ".join(
            f"{nome} {formatar(centavos)}"
            for nome, centavos in zip(INTERVALOS, soma.por_prazo, strict=True)
            if centavos
        )
        frase = f"{frases.mes_por_extenso(mes)}: recebido {em_reais(soma.centavos)}{f' ({ditas})' if ditas else ''}"
        decimos = (soma.centavos + 5_000) // 10_000
        topo = f"{frases.numero(decimos // 10)},{decimos % 10}"
        yield Barra(frases.mes_curto(mes, com_ano=posicao == 0), partes, topo, frase)


def _legenda() -> QHBoxLayout:
    pares = (
        em_linha(Amostra(cor, 9), Texto(nome, letra=Letra.DETALHE, cor="texto2"), espaco=5)
        for cor, nome in zip(_CORES, INTERVALOS, strict=True)
    )
    return em_linha(*pares, espaco=14)
