"""Ficha do débito: o que se vê e se altera à mão, com o efeito nos avisos dito antes de gravar."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from boletos.titulo.codigo import TAMANHO_LINHA, formatar_linha
from boletos.titulo.exame import decodificar
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
from ui.campos.campo_texto import CampoTexto
from ui.componentes.disposicao import em_coluna
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Texto
from ui.contexto import Assunto, Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.ficha import Campo, DialogoFicha, Grupo, OutraColuna
from ui.tema import Letra

_NOVO = Debito("", "", "1", date(2000, 1, 1), 0, 0)
_UM_CENTAVO = 1
_EIXO, _LARGURA_DA_ESCOLHA, _EIXO_DO_BOLETO, _LARGURA_DA_LINHA = 110, 230, 170, 390
_MASCARA = str.maketrans("", "", " .-")


class DialogoDebito(DialogoFicha):
    """Inclui ou altera um débito. A chave (cliente, documento, parcela) de um que existe não muda."""

    AJUDAS = "debito"
    ASSUNTOS = (Assunto.DEBITOS,)

    def __init__(
        self, contexto: Contexto, debito: Debito | None, pai: QWidget | None = None, *, cliente: str = ""
    ) -> None:
        """Monta a ficha do débito, ou de um novo, já com o código de `cliente`."""
        titulo = f"Débito {debito.documento}/{debito.parcela}" if debito else "Débito novo"
        super().__init__(contexto, titulo, pai, largura=1080, altura=540, eixo=_EIXO)
        self._novo, self._antes = debito is None, debito or _NOVO._replace(cliente=cliente)
        self._ler_o_que_herda()
        self._do_dia = Calculo(contexto, self, self._ao_calcular)
        self.hoje_em_dia, self.efeitos = CaixaMensagem("acento"), CaixaMensagem("aviso")
        self._declarar()
        self._preencher()
        self.concluir(conteudo=self._montar_corpo())
        self.formulario.mudou.connect(self._dizer_efeitos)
        self.hoje_em_dia.mostrar("acento", "Calculando…", " ")
        self._dizer_efeitos()
        self._focar()

    def debito(self) -> Debito:
        """O débito como está na tela; com data ou valor ainda por preencher, o que estava gravado."""
        campos = self.colher()
        if campos["vencimento"] is None or campos["valor_centavos"] is None:
            return self._antes
        if campos["saldo_centavos"] is None:
            campos["saldo_centavos"] = campos["valor_centavos"]
        return Debito(**campos, baixado_em=self._antes.baixado_em, titulo_baixado=self._antes.titulo_baixado)

    def guardar(self) -> None:
        """Inclui ou altera."""
        (debitos.incluir if self._novo else debitos.alterar)(self.debito())

    def _ler_o_que_herda(self) -> None:
        empresa = empresas.obter()
        multa = empresa.multa_percentual if empresa else MULTA_INICIAL
        juros = empresa.juros_percentual_mes if empresa else JUROS_INICIAIS_MES
        self._da_empresa = Percentuais(multa, juros)
        self._contas = {conta.codigo: conta for conta in contas_cobranca.listar()}
        self._parametros, self._feriados = parametros.obter(), feriados.dias()

    def _declarar(self) -> None:
        hoje = self.contexto.hoje
        self.cliente = CampoCliente(self.contexto, obrigatorio=True)
        self.emissao, self.pago_em = CampoData(hoje), CampoData(hoje)
        self.vencimento = CampoData(hoje, obrigatorio=True, menor=PRIMEIRO_VENCIMENTO, maior=ULTIMO_VENCIMENTO)
        self.valor, self.saldo = CampoDinheiro(menor=_UM_CENTAVO), CampoDinheiro(aceita_vazio=True)
        opcoes = [("", "Sem situação"), *((nome, nome) for nome in situacoes.listar())]
        self.situacao = CampoEscolha(opcoes, largura=_LARGURA_DA_ESCOLHA)
        self.conta = CampoEscolha(self._contas_a_escolher(), largura=_LARGURA_DA_LINHA)
        linha = CampoTexto(
            validar=lambda texto: decodificar(texto, hoje()), formatar=_com_mascara, largura=_LARGURA_DA_LINHA
        )
        pix = CampoTexto(largura=_LARGURA_DA_LINHA)
        self.multa, self.juros = CampoPercentual(), CampoPercentual()
        igual = Texto("vazio: igual ao valor", letra=Letra.DETALHE, cor="texto2")
        encargos, do_banco = "debito_encargos", "debito_linha_digitavel"
        self.declarar(
            Campo("cliente", "&Cliente", self.cliente, "débito"),
            Campo("documento", "&Documento", CampoTexto(obrigatorio=True), chave=True),
            Campo("parcela", "&Parcela", CampoTexto(obrigatorio=True, largura=90), chave=True),
            Campo("emissao", "&Emissão", self.emissao, "emissão"),
            Campo("vencimento", "&Vencimento", self.vencimento, ajuda="debito_vencimento"),
            Campo("valor_centavos", "Va&lor", self.valor, "valor", "debito.valor", "R$"),
            Campo("saldo_centavos", "&Saldo", self.saldo, "saldo", "debito_saldo", "R$", igual),
            Campo("situacao", "S&ituação", self.situacao, "situação;situação do débito", "debito_situacao"),
            Campo("pago_em", "Pag&o em", self.pago_em, "pago em", "debito_pago_em"),
            OutraColuna(_EIXO_DO_BOLETO),
            Grupo("Boleto"),
            Campo("conta_cobranca", "Con&ta de cobrança", self.conta, ajuda="debito_conta"),
            Campo("nosso_numero", "&Nosso número", CampoTexto(largura=190), ajuda="debito_nosso_numero"),
            Campo("linha_digitavel", "Lin&ha digitável do banco", linha, "linha digitável", do_banco, grava=_crua),
            Campo("pix_copia_e_cola", "Pi&x copia e cola", pix, ajuda="debito.pix"),
            Grupo("Encargos (em branco, valem os da conta de cobrança, senão os da empresa)"),
            Campo("multa_percentual", "&Multa", self.multa, ajuda=encargos, unidade="%"),
            Campo("juros_percentual_mes", "&Juros ao mês", self.juros, ajuda=encargos, unidade="%"),
        )

    def _contas_a_escolher(self) -> list[tuple[object, str]]:
        opcoes: list[tuple[object, str]] = [("", "Nenhuma: sai sem boleto")]
        opcoes += [(codigo, _dizer(conta)) for codigo, conta in self._contas.items()]
        if (citada := self._antes.conta_cobranca) and citada not in self._contas:
            opcoes.append((citada, f"{citada} (não cadastrada: sai sem boleto)"))
        return opcoes

    def _preencher(self) -> None:
        self.mostrar(self._antes)
        self.textos["linha_digitavel"].aceitar_o_que_esta()
        if self._novo:  # o que um débito tem de ter e ainda não se sabe
            for campo in (self.vencimento, self.valor, self.saldo):
                campo.definir("")
        self.travar_chaves(not self._novo)
        self.cliente.texto.travar(not self._novo)
        self.cliente.botao.setVisible(self._novo)

    def _montar_corpo(self) -> QWidget:
        corpo = QWidget()
        self.formulario.setContentsMargins(0, 0, tema.medida(8), 0)
        em_coluna(self.hoje_em_dia, (self.rolavel(), 1), self.efeitos, espaco=12, dono=corpo)
        return corpo

    def _focar(self) -> None:
        if not self._novo:
            primeiro: QWidget = self.vencimento
        else:
            primeiro = self.textos["documento"] if self.cliente.codigo() else self.cliente.texto
        self.focar(primeiro)

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
        ditas = [] if classe is Classe.VENCIDO else [frases.em_frase(frases.CLASSES[classe])]
        if multa or juros:
            total = em_reais(debito.saldo_centavos + multa + juros)
            frase = "Atualizado hoje: {} (multa {}, juros {})."
            ditas.append(frase.format(total, em_reais(multa), em_reais(juros)))
        titulo = frases.dias_de_atraso((hoje - debito.vencimento).days)
        return _TONS.get(classe, "acento"), " ".join(ditas), titulo


_TONS = {Classe.VENCIDO: "perigo", Classe.CARENCIA: "aviso"}


def _dizer(conta: ContaCobranca) -> str:
    return f"{conta.codigo} – banco {conta.banco}, carteira {conta.carteira}"


def _crua(linha: str) -> str:
    return linha.translate(_MASCARA)


def _com_mascara(linha: str) -> str:
    algarismos = _crua(linha)
    return formatar_linha(algarismos) if len(algarismos) == TAMANHO_LINHA and algarismos.isdecimal() else linha
