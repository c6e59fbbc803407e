"""Ficha do débito: o que se vê e se altera à mão, com o efeito nos avisos dito antes de gravar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boletos.titulo.codigo import TAMANHO_LINHA, decodificar, formatar_linha
from modelos.cadastro import empresas, feriados, situacoes
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, parametros
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, ContaCobranca
from regras.debito import (
    PRIMEIRO_VENCIMENTO,
    ULTIMO_VENCIMENTO,
    Classe,
    Debito,
    classificar,
    efeitos_da_alteracao,
)
from regras.dinheiro import em_reais
from regras.encargos import Percentuais, avisar_do_usual, calcular
from ui import frases, tema
from ui.calculo import Calculo
from ui.campos.campo_data import CampoData
from ui.campos.campo_dinheiro import CampoDinheiro, CampoPercentual
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto, travar
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.ficha import DialogoFicha
from ui.tema import Letra

_LARGURA, _ALTURA = 1080, 540
_NOVO = Debito("", "", "1", date(2000, 1, 1), 0, 0)
_UM_CENTAVO = 1
_EIXO, _LARGURA_DA_ESCOLHA, _EIXO_DO_BOLETO, _LARGURA_DA_LINHA = 110, 230, 170, 390
_MASCARA = str.maketrans("", "", " .-")


class DialogoDebito(DialogoFicha):
    """Inclui ou altera um débito. A chave (cliente, documento, parcela) de um que existe não muda."""

    AJUDAS = "debito"

    def __init__(
        self, contexto: Contexto, debito: Debito | None, pai: QWidget | None = None, *, cliente: str = ""
    ) -> None:
        """Monta a ficha.

        Args:
            contexto: o das telas.
            debito: o que se altera; None inclui.
            pai: dono.
            cliente: código já posto ao incluir.
        """
        super().__init__(contexto, "", pai, largura=_LARGURA, altura=_ALTURA, eixo=_EIXO)
        self._novo, self._antes = debito is None, debito or _NOVO._replace(cliente=cliente)
        titulo = f"Débito {self._antes.documento}/{self._antes.parcela}"
        self.setWindowTitle("Débito novo" if self._novo else titulo)
        self._ler_o_que_herda()
        self._do_dia = Calculo(contexto, self)
        self._do_dia.pronto.connect(self._ao_calcular)
        self.hoje_em_dia, self.efeitos = CaixaMensagem("acento"), CaixaMensagem("aviso")
        self._por_chave()
        self._por_valores()
        self.formulario.outra_coluna(eixo_campo=_EIXO_DO_BOLETO)
        self._por_cobranca()
        self._por_percentuais()
        self._preencher()
        self.concluir(conteudo=self._montar_corpo())
        self.formulario.mudou.connect(self._dizer_efeitos)
        self.hoje_em_dia.mostrar("acento", "Calculando…", " ")
        self._dizer_efeitos()
        self._focar()

    def debito(self) -> Debito:
        """O débito como está na tela; com data ou valor ainda por preencher, o que estava gravado."""
        textos = self.colher_textos()
        vencimento, valor = self.vencimento.data, self.valor.centavos
        if vencimento is None or valor is None:
            return self._antes
        saldo = self.saldo.centavos
        return Debito(
            cliente=self.cliente.codigo(),
            documento=textos["documento"],
            parcela=textos["parcela"],
            vencimento=vencimento,
            valor_centavos=valor,
            saldo_centavos=valor if saldo is None else saldo,
            emissao=self.emissao.data,
            situacao=str(self.situacao.valor()),
            conta_cobranca=str(self.conta.valor()),
            nosso_numero=textos["nosso_numero"],
            linha_digitavel=_sem_mascara(textos["linha_digitavel"]),
            pix_copia_e_cola=textos["pix_copia_e_cola"],
            pago_em=self.pago_em.data,
            multa_percentual=self.multa.percentual,
            juros_percentual_mes=self.juros.percentual,
        )

    def guardar(self) -> None:
        """Inclui ou altera."""
        (debitos.incluir if self._novo else debitos.alterar)(self.debito())
        self.contexto.avisar(Assunto.DEBITOS)

    def _ler_o_que_herda(self) -> None:
        empresa = empresas.obter()
        multa = empresa.multa_percentual if empresa else MULTA_INICIAL
        juros = empresa.juros_percentual_mes if empresa else JUROS_INICIAIS_MES
        self._da_empresa = Percentuais(multa, juros)
        self._contas = {conta.codigo: conta for conta in contas_cobranca.listar()}
        self._parametros, self._feriados = parametros.obter(), feriados.dias()

    def _por_chave(self) -> None:
        self.cliente = CampoCliente(self.contexto, obrigatorio=True)
        self.formulario.campo(
            "&Cliente",
            self.cliente,
            ajuda="debito.cliente",
            consulta=self.cliente.consultar,
            nome_consulta="Clientes",
        )
        self.nomear(self.cliente, "cliente", "débito")
        self.texto("documento", "&Documento", CampoTexto(obrigatorio=True))
        self.texto("parcela", "&Parcela", CampoTexto(obrigatorio=True, largura=90))

    def _por_valores(self) -> None:
        hoje = self.contexto.hoje
        self.emissao, self.pago_em = CampoData(hoje), CampoData(hoje)
        self.vencimento = CampoData(hoje, obrigatorio=True, menor=PRIMEIRO_VENCIMENTO, maior=ULTIMO_VENCIMENTO)
        self.valor, self.saldo = CampoDinheiro(menor=_UM_CENTAVO), CampoDinheiro(aceita_vazio=True)
        self.situacao = CampoEscolha([("", "Sem situação"), *((nome, nome) for nome in situacoes.listar())])
        self.situacao.setFixedWidth(tema.medida(_LARGURA_DA_ESCOLHA))
        self._data("&Emissão", self.emissao, "emissão", "debito.emissao")
        self._data("&Vencimento", self.vencimento, "vencimento", "debito_vencimento")
        self.formulario.campo("Va&lor", self.valor, ajuda="debito.valor", unidade="R$")
        igual = Texto("vazio: igual ao valor", letra=Letra.DETALHE, cor="texto2")
        self.formulario.campo("&Saldo", self.saldo, ajuda="debito_saldo", unidade="R$", ao_lado=igual)
        self.formulario.campo("S&ituação", self.situacao, ajuda="debito_situacao")
        self._data("Pag&o em", self.pago_em, "pago em", "debito_pago_em")
        self.nomear(self.valor, "valor")
        self.nomear(self.saldo, "saldo")
        self.nomear(self.situacao, "situação", "situação do débito")

    def _por_cobranca(self) -> None:
        self.formulario.titulo("Boleto")
        opcoes = [
            ("", "Nenhuma: sai sem boleto"),
            *((codigo, _dizer(c)) for codigo, c in self._contas.items()),
        ]
        if (citada := self._antes.conta_cobranca) and citada not in self._contas:
            opcoes.append((citada, f"{citada} (não cadastrada: sai sem boleto)"))
        self.conta = CampoEscolha(opcoes, largura=_LARGURA_DA_LINHA)
        self.formulario.campo("Con&ta de cobrança", self.conta, ajuda="debito_conta")
        self.texto("nosso_numero", "&Nosso número", CampoTexto(largura=190), ajuda="debito_nosso_numero")
        linha = CampoTexto(validar=self._conferir_linha, formatar=_com_mascara, largura=_LARGURA_DA_LINHA)
        self.texto(
            "linha_digitavel",
            "Lin&ha digitável do banco",
            linha,
            "linha digitável",
            ajuda="debito_linha_digitavel",
        )
        self.texto("pix_copia_e_cola", "Pi&x copia e cola", CampoTexto(largura=_LARGURA_DA_LINHA), ajuda="debito.pix")

    def _por_percentuais(self) -> None:
        self.formulario.titulo("Encargos (em branco, valem os da conta de cobrança, senão os da empresa)")
        self.multa, self.juros = CampoPercentual(), CampoPercentual()
        self.formulario.campo("&Multa", self.multa, ajuda="debito_encargos", unidade="%")
        self.formulario.campo("&Juros ao mês", self.juros, ajuda="debito_encargos", unidade="%")

    def _data(self, rotulo: str, campo: CampoData, nome: str, ajuda: str = "") -> None:
        calendario = "Calendário"
        self.formulario.campo(rotulo, campo, ajuda=ajuda, consulta=campo.abrir_calendario, nome_consulta=calendario)
        self.nomear(campo, nome)

    def _preencher(self) -> None:
        antes = self._antes
        self.cliente.definir(antes.cliente)
        self.preencher_textos(antes._asdict())
        self.textos["linha_digitavel"].aceitar_o_que_esta()
        self.emissao.definir_data(antes.emissao)
        self.pago_em.definir_data(antes.pago_em)
        self.situacao.definir(antes.situacao)
        self.conta.definir(antes.conta_cobranca)
        self.multa.definir_percentual(antes.multa_percentual)
        self.juros.definir_percentual(antes.juros_percentual_mes)
        if not self._novo:
            self.vencimento.definir_data(antes.vencimento)
            self.valor.definir_centavos(antes.valor_centavos)
            self.saldo.definir_centavos(antes.saldo_centavos)
        for campo in (self.cliente.texto, self.textos["documento"], self.textos["parcela"]):
            travar(campo, not self._novo)
        self.cliente.botao.setVisible(self._novo)

    def _montar_corpo(self) -> QWidget:
        corpo = QWidget()
        caixa = QVBoxLayout(corpo)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(tema.medida(12))
        self.formulario.setContentsMargins(0, 0, tema.medida(8), 0)
        caixa.addWidget(self.hoje_em_dia)
        caixa.addWidget(self.rolavel(), 1)
        caixa.addWidget(self.efeitos)
        return corpo

    def _focar(self) -> None:
        if not self._novo:
            primeiro: QWidget = self.vencimento
        else:
            primeiro = self.textos["documento"] if self.cliente.codigo() else self.cliente.texto
        primeiro.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dizer_efeitos(self) -> None:
        """Refaz, a cada mudança, como o débito fica hoje e o que muda nos avisos."""
        debito = self.debito()
        completo = self.vencimento.data is not None and bool(self.valor.centavos)
        ditas: list[str] = []
        if completo:
            self._do_dia.pedir(lambda: self._como_esta(debito))
            ditas += [] if self._novo else efeitos_da_alteracao(self._antes, debito)
        else:
            self.hoje_em_dia.mostrar("acento", "Preencha vencimento e valor.")
        if do_usual := avisar_do_usual(self.multa.percentual, self.juros.percentual):
            ditas.append(do_usual)
        self.efeitos.mostrar("aviso", " ".join(ditas))
        self.efeitos.setVisible(bool(ditas))

    def _ao_calcular(self, quadro: tuple[str, str, str]) -> None:
        if self.vencimento.data is not None and self.valor.centavos:
            self.hoje_em_dia.mostrar(*quadro)

    def _como_esta(self, debito: Debito) -> tuple[str, str, str]:
        """Tom, texto e título do quadro de cima; na thread do trabalho, pois o calendário demora na primeira vez."""
        if not debito.esta_em_aberto():
            return "ok", "Não entra em aviso.", "Baixado"
        hoje = self.contexto.hoje()
        classe = classificar(debito, self._parametros, hoje, self._feriados)
        conta = self._contas.get(debito.conta_cobranca)
        da_conta = (
            self._da_empresa.ou(conta.multa_percentual, conta.juros_percentual_mes) if conta else self._da_empresa
        )
        percentuais = da_conta.ou(debito.multa_percentual, debito.juros_percentual_mes)
        multa, juros = calcular(debito.saldo_centavos, percentuais, debito.vencimento, hoje, self._feriados)
        ditas = [] if classe is Classe.VENCIDO else [frases.em_frase(frases.classe(classe))]
        if multa or juros:
            total = em_reais(debito.saldo_centavos + multa + juros)
            frase = "Atualizado hoje: {} (multa {}, juros {})."
            ditas.append(frase.format(total, em_reais(multa), em_reais(juros)))
        titulo = frases.dias_de_atraso((hoje - debito.vencimento).days)
        return _TONS.get(classe, "acento"), " ".join(ditas), titulo

    def _conferir_linha(self, texto: str) -> None:
        decodificar(texto, self.contexto.hoje())


_TONS = {Classe.VENCIDO: "perigo", Classe.CARENCIA: "aviso"}


def _dizer(conta: ContaCobranca) -> str:
    return f"{conta.codigo} – banco {conta.banco}, carteira {conta.carteira}"


def _sem_mascara(linha: str) -> str:
    return linha.translate(_MASCARA)


def _com_mascara(linha: str) -> str:
    algarismos = _sem_mascara(linha)
    return formatar_linha(algarismos) if len(algarismos) == TAMANHO_LINHA and algarismos.isdecimal() else linha
