"""Cadastro de débitos: a lista paginada com filtros e totais, e as ações sobre cada um."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from modelos.acesso.consulta import Consulta, Pagina
from modelos.avisos import debitos_avisados
from modelos.cadastro import feriados
from modelos.carteira import debitos
from modelos.contas import parametros
from regras.debito import classificador
from regras.dinheiro import em_reais
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.contexto import Assunto, Contexto
from ui.dialogos.carteira.debito import DialogoDebito
from ui.dialogos.carteira.filtros_debitos import FiltrosDeDebitos, RecorteDeDebitos
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.debitos import COLUNAS, LinhaDebito, leitor


def abrir(contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> Dialogo:
    """A lista; com a chave de um débito (cliente, documento, parcela), a ficha dele.

    `argumento` pode ser também um `RecorteDeDebitos`, ou o código de um cliente.
    """
    if isinstance(argumento, tuple) and (debito := debitos.obter(argumento)) is not None:
        return DialogoDebito(contexto, debito, pai)
    recorte = RecorteDeDebitos(cliente=argumento) if isinstance(argumento, str) else argumento
    return DialogoDebitos(contexto, recorte if isinstance(recorte, RecorteDeDebitos) else RecorteDeDebitos(), pai)


class DialogoDebitos(DialogoLista[LinhaDebito]):
    """Lista de débitos."""

    LISTA = Lista[LinhaDebito](
        titulo="Débitos",
        explicacao="Os títulos a receber. O que a importação do ERP trouxer vale por cima do que se altera aqui.",
        colunas=COLUNAS,
        chave=lambda linha: linha.debito.chave,
        assuntos=(Assunto.DEBITOS, Assunto.CLIENTES, Assunto.PARAMETROS, Assunto.FERIADOS),
        mudam=(Assunto.DEBITOS,),
        arquivo="debitos.csv",
        consulta=Consulta(ordem="vencimento"),
        remover=lambda linha: debitos.excluir(linha.debito.chave),
        nome="Lista de débitos",
        procura="Procurar documento, nosso número ou cliente",
        largura=1280,
        altura=680,
    )

    def __init__(self, contexto: Contexto, recorte: RecorteDeDebitos | None = None, pai: QWidget | None = None) -> None:
        self._recorte = recorte or RecorteDeDebitos()
        self._ler_parametros(contexto)
        self._totais: Calculo | None = None
        super().__init__(contexto, recorte, pai)

    def montar_filtros(self) -> FiltrosDeDebitos:
        """Cliente, vencimento, situação e os demais."""
        self.filtros = FiltrosDeDebitos(self.contexto, self._recorte)
        return self.filtros

    def em_filtros(self) -> dict[str, str]:
        """O recorte da faixa, com as classes na data de hoje."""
        return self.filtros.recorte().em_filtros(self._parametros, self._hoje, self._feriados)

    def editar(self, objeto: LinhaDebito | None) -> None:
        """Abre a ficha; a de um novo já vem com o cliente do filtro."""
        debito = debitos.obter(objeto.debito.chave) if objeto else None
        if objeto is not None and debito is None:
            self.quadro.atualizar()
            return
        ficha = DialogoDebito(self.contexto, debito, self, cliente=self.filtros.recorte().cliente)
        if ficha.responder():
            self.quadro.procurar_em(ficha.debito().chave)
        self.focar(self.visao)

    def confirmar_exclusao(self, objeto: LinhaDebito) -> bool:
        """Diz em quantos avisos o débito foi, e pergunta."""
        debito = objeto.debito
        return DialogoConfirmacao.perguntar(
            "Excluir débito",
            f"Excluir o débito {debito.documento}/{debito.parcela}?",
            detalhe="Não há como desfazer. Se o ERP ainda o tiver, a próxima importação o traz de volta.",
            fatos=self._fatos(objeto, debitos_avisados.contar_avisos(debito.chave)),
            perigo=True,
            pai=self,
        )

    def pagina(self, consulta: Consulta) -> Pagina[LinhaDebito]:
        """Com a classe de cada débito nos parâmetros de hoje."""
        return self._pagina(consulta)

    def ao_consultar(self, consulta: Consulta) -> None:
        """Soma a consulta inteira, fora da linha da tela."""
        if self._totais is None:
            self._totais = Calculo(self.contexto, self, self._ao_somar)
        self.rodape.setText("Somando…")
        self._totais.pedir(lambda: debitos.totais(consulta))

    def ao_carregar(self) -> None:
        """O total vem da soma, e não da página."""

    def _fatos(self, linha: LinhaDebito, avisos: int) -> list[tuple[str, str, str]]:
        debito = linha.debito
        fatos = [
            ("Cliente", linha.nome, debito.cliente),
            ("Vencimento", linha.estado, frases.data_curta(debito.vencimento)),
            ("Saldo", "", em_reais(debito.saldo_centavos)),
        ]
        if avisos:
            foi = "foi em {}, que fica no histórico" if avisos == 1 else "foi em {}, que ficam no histórico"
            fatos.append(("Avisos", foi.format(frases.quantos(avisos, "aviso", "avisos")), ""))
        return fatos

    def _ler_parametros(self, contexto: Contexto) -> None:
        self._hoje, self._parametros, self._feriados = contexto.hoje(), parametros.obter(), feriados.dias()
        self._pagina = leitor(self._hoje, classificador(self._parametros, self._hoje, self._feriados))

    def _ao_somar(self, totais: tuple[int, int]) -> None:
        quantidade, saldo = totais
        contagem = frases.quantos(quantidade, "débito", "débitos")
        frase = f"{contagem}   saldo de {em_reais(saldo)}"
        nenhum = "Nenhum débito encontrado: use Incluir, tire um filtro, ou importe do seu sistema"
        self.rodape.setText(frase if quantidade else nenhum)

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if assuntos & {Assunto.PARAMETROS, Assunto.FERIADOS}:
            self._ler_parametros(self.contexto)
            self.filtrar()
        super()._ao_mudar(assuntos)
