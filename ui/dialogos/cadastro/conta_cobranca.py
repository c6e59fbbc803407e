"""A ficha da conta de cobrança: o que o banco exige, dito na hora, e o boleto de amostra ao lado."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from boletos import bancos
from boletos.bancos.forma import Problema
from boletos.emissao import aptidao
from boletos.emissao.amostra import amostra
from boletos.emissao.aptidao import Aptidao, Parecer
from boletos.papel import ficha
from boletos.titulo.especie import ACEITES, NOMES
from modelos.cadastro import empresas
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from regras.documentos import compactar_cpf_cnpj, formatar_cpf_cnpj, validar_cpf_cnpj
from regras.encargos import avisar_do_usual
from regras.erros import DadoInvalido
from regras.mensagem.variaveis import EMPRESA_DE_EXEMPLO
from ui import frases, frases_da_cobranca, tema
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dinheiro import CampoPercentual
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoLongo, CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem
from ui.componentes.texto import Estado, Texto
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.campos_do_banco import ATRIBUTOS, CampoDoBanco
from ui.dialogos.cadastro.conferir_com_boleto import DialogoConferirComBoleto
from ui.dialogos.cadastro.homologacao import DialogoHomologacao
from ui.dialogos.cadastro.quadro_amostra import QuadroAmostra
from ui.moldes.ficha import Campo, DialogoFicha, Grupo
from ui.tema import Letra, Peso

_EIXO = 150
_OUTRO = ""
"""Na lista de bancos, o que se escolhe para digitar o código de um banco sem leiaute aqui."""
_PRIMEIRO_BANCO = "001"
_COM_SENHA = (
    "Os PDFs desta empresa levam senha: o leitor de tela os lê, mas documento de arquivo (PDF/A) não admite senha."
)
_ACEITES = {"N": "N · não aceito", "A": "A · aceito"}


class DialogoContaCobranca(DialogoFicha):
    """Uma conta de cobrança.

    `modelo` preenche a ficha de uma conta nova (a cópia de outra); `conta` é a que se altera, ou None.
    """

    AJUDAS = "cobranca"
    ASSUNTOS = (Assunto.CONTAS_COBRANCA,)

    def __init__(
        self,
        contexto: Contexto,
        conta: ContaCobranca | None,
        pai: QWidget | None = None,
        *,
        modelo: ContaCobranca | None = None,
    ) -> None:
        super().__init__(contexto, "Conta de cobrança", pai, largura=1080, altura=660, eixo=_EIXO)
        self._antes = conta
        self._gravar_assim_mesmo = False
        self._confirmada: ContaCobranca | None = None
        self._empresa = empresas.obter() or EMPRESA_DE_EXEMPLO
        self._declarar()
        self.parecer = CaixaMensagem("acento")
        self.quadro = QuadroAmostra(contexto, "Boleto de amostra desta conta")
        self._origem = conta or modelo or ContaCobranca("", _PRIMEIRO_BANCO, "")
        self._preencher(self._origem)
        self.travar_chaves(conta is not None)
        self.formulario.setContentsMargins(*[tema.medida(vao) for vao in (4, 4, 12, 4)])
        self.botao_homologar = Botao("Kit de homologaç&ão…", icone="documento", ao_clicar=self.homologar)
        self.botao_conferir = Botao(
            "Conferir com um boleto &do banco…", icone="certo", ao_clicar=self.conferir_com_boleto
        )
        self.concluir(self.botao_conferir, self.botao_homologar, conteudo=self._dividir())
        self._ligar()
        self._mostrar_banco()
        self._confirmada = self.conta() if self.homologada.isChecked() else None
        self.focar(self.textos["codigo"] if conta is None else self.banco)

    def conta(self) -> ContaCobranca:
        """A conta como está na tela, mesmo incompleta: só com os campos que o banco usa."""
        conta = self._crua()
        sem_uso = {nome: "" for nome, campo in self.do_banco.items() if campo.exigencia is None}
        com_desconto = conta.com_desconto and not self.com_desconto.isHidden()
        return replace(conta, com_desconto=com_desconto, **sem_uso)  # type: ignore[arg-type]  # só textos

    def avaliar(self) -> Parecer | None:
        """O que o banco acha da conta na tela; None enquanto não há código de banco."""
        try:
            return aptidao.avaliar(self.conta())
        except DadoInvalido:
            return None

    def gravar(self) -> bool:
        """Com algo que o banco não aceita, pergunta antes: a conta ainda serve às linhas digitáveis recebidas."""
        self._gravar_assim_mesmo = True
        try:
            if not self.formulario.conferir():
                return False
            parecer = self.avaliar()
            if parecer is not None and parecer.recusas and not self._perguntar_por_recusas(parecer):
                return False
            return super().gravar()
        finally:
            self._gravar_assim_mesmo = False
            self._rever()

    def guardar(self) -> None:
        """Grava a conta."""
        (contas_cobranca.incluir if self._antes is None else contas_cobranca.gravar)(self.conta())

    def homologar(self) -> None:
        """Gera e mostra o kit de homologação da conta como está na tela, mesmo antes de gravar."""
        DialogoHomologacao(self.contexto, self.conta(), self).responder()

    def conferir_com_boleto(self) -> None:
        """Prova a conta com um boleto que o banco emitiu; o que a pessoa aceita vai para a tela, e ela ainda grava."""
        dialogo = DialogoConferirComBoleto(self.contexto, self.conta(), self)
        dialogo.responder()
        if (aceita := dialogo.aceita) is not None:
            marca = {"conferida_com": aceita.conferida_com, "conferida_em": aceita.conferida_em}
            self._origem = replace(self._origem, **marca)  # type: ignore[arg-type]  # a linha e o instante
            self._preencher(aceita)
            self.marcar_alterada()
            self._ao_mudar()

    def _crua(self) -> ContaCobranca:
        """Também com o que está nos campos escondidos."""
        campos = self.colher()
        campos["banco"] = campos["banco"] or self.textos["outro_banco"].valor()
        return replace(self._origem, **campos)

    def _declarar(self) -> None:
        self.banco = CampoEscolha(_bancos(), largura=300)
        outro = CampoTexto(validar=bancos.obter, obrigatorio=True, maximo=3, largura=60)
        self.declarar(
            Campo("codigo", "&Código", CampoTexto(obrigatorio=True, maximo=30), "código", chave=True),
            Campo("banco", "&Banco", self.banco),
            Campo("outro_banco", "Cód&igo do banco", outro, "banco", da_tela=True),
        )
        self.do_banco = {nome: CampoDoBanco(nome, self._dizer_recusa) for nome in ATRIBUTOS}
        for nome, campo in self.do_banco.items():
            self.declarar(Campo(nome, "Campo", campo, ajuda=campo.ajudar, ao_lado=campo.botao))
        self.com_desconto = CaixaMarcar("Com des&conto")
        self.homologada = CaixaMarcar("O banco já &homologou o boleto desta conta")
        self.pdf_a = CaixaMarcar("PDF para arqui&vo e leitor de tela (PDF/A)")
        self.cifrado = Estado(quebra=True)
        self.a_homologar, self.do_usual = Estado(quebra=True), Estado(quebra=True)
        self.marca = Estado(quebra=True)
        self.do_usual.hide()
        self.cifrado.mostrar("info", _COM_SENHA, "texto2")
        especies = [(sigla, f"{sigla} · {nome}") for sigla, nome in NOMES.items()]
        aceites = [(letra, _ACEITES[letra]) for letra in sorted(ACEITES, reverse=True)]
        self.instrucoes = CampoLongo(72)
        self.instrucoes.setMaximumHeight(tema.medida(96))
        self.instrucoes.setPlaceholderText("uma por linha; multa e juros já saem calculados")
        self.multa, self.juros = CampoPercentual(), CampoPercentual()
        documento = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj)
        self.declarar(
            Campo("com_desconto", "", self.com_desconto),
            Campo("homologada", "", self.homologada),
            self.a_homologar,
            self.marca,
            Grupo("No boleto"),
            Campo("especie", "Es&pécie", CampoEscolha(especies, largura=300)),
            Campo("aceite", "Acei&te", CampoEscolha(aceites, largura=150)),
            Campo("local_pagamento", "&Local de pagamento", CampoTexto(largura=0, maximo=200)),
            Campo("instrucoes", "I&nstruções", self.instrucoes, grava=str.strip),
            Campo("pdf_a", "", self.pdf_a),
            self.cifrado,
            Grupo("Multa e juros desta conta (em branco, os da empresa)"),
            Campo("multa_percentual", "M&ulta", self.multa, ajuda="cobranca.multa", unidade="%"),
            Campo("juros_percentual_mes", "&Juros ao mês", self.juros, ajuda="cobranca.juros", unidade="%"),
            self.do_usual,
            Grupo("Beneficiário final (só se a cobrança é em nome de outro)"),
            Campo("beneficiario_final", "N&ome", CampoTexto(largura=0, maximo=100)),
            Campo("beneficiario_final_cpf_cnpj", "CP&F/CNPJ", documento, grava=compactar_cpf_cnpj),
        )

    def _preencher(self, conta: ContaCobranca) -> None:
        self.mostrar(conta)
        if conta.banco not in {banco.CODIGO for banco in bancos.oferecidos()}:
            self.banco.definir(_OUTRO)
            self.textos["outro_banco"].definir(conta.banco)

    def _dividir(self) -> QWidget:
        """O formulário, que rola, e ao lado o parecer do banco e a amostra, sempre à vista."""
        conteudo = QWidget()
        titulo = Texto("Boleto de amostra (não pode ser pago)", letra=Letra.DETALHE, peso=Peso.FORTE)
        direita = em_coluna(self.parecer, titulo, (self.quadro, 1))
        em_linha((self.rolavel(), 1), (direita, 1), espaco=20, dono=conteudo)
        return conteudo

    def _ligar(self) -> None:
        for campo in self.do_banco.values():
            self.banco.mudou.connect(campo.esquecer)
        self.banco.mudou.connect(self._mostrar_banco)
        self.textos["outro_banco"].mudou.connect(self._mostrar_banco)
        self.formulario.mudou.connect(self._ao_mudar)
        self.homologada.clicked.connect(self._ao_marcar_homologada)

    def _ao_mudar(self) -> None:
        self._mostrar_banco()
        self._rever()

    def _rever(self) -> None:
        for campo in self.do_banco.values():
            campo.rever()

    def _mostrar_banco(self) -> None:
        """Tudo o que sai da conta na tela: campos, frases, parecer e amostra."""
        e_outro = self.banco.valor() == _OUTRO
        self.textos["outro_banco"].setEnabled(e_outro)
        self.formulario.linha_de(self.textos["outro_banco"]).mostrar(e_outro)
        crua = self._crua()
        try:
            banco = bancos.obter(crua.banco)
        except DadoInvalido:
            banco = None
        exigencias = {exigencia.atributo: exigencia for exigencia in (banco.exigencias(crua) if banco else ())}
        for atributo, campo in self.do_banco.items():
            campo.vestir(exigencias.get(atributo), self.formulario.linha_de(campo))
        self.formulario.linha_de(self.com_desconto).mostrar("com_desconto" in exigencias)
        self.textos["local_pagamento"].setPlaceholderText(banco.LOCAL_PAGAMENTO if banco is not None else "")
        self._rever_homologacao()
        self._mostrar_parecer()
        self._mostrar_usual()
        self._pedir_amostra()

    def _rever_homologacao(self) -> None:
        """A confirmação era do contrato que estava na tela: mudado ele, deixa de valer."""
        if self._confirmada is not None and not aptidao.mesma_homologacao(self._confirmada, self.conta()):
            self._confirmada = None
            self.homologada.setChecked(False)
        parecer = self.avaliar()
        problemas = parecer.a_homologar if parecer is not None else ()
        self.formulario.linha_de(self.homologada).mostrar(bool(problemas) or self.homologada.isChecked())
        self.a_homologar.mostrar("alerta", " ".join(map(_frase, problemas)), "aviso")
        conta = self.conta()
        marca, vale = frases_da_cobranca.da_marca(conta), not frases_da_cobranca.por_que_caiu(conta)
        self.a_homologar.setVisible(bool(problemas) and not (marca and vale))
        self.marca.mostrar("certo" if vale else "alerta", marca, "ok" if vale else "aviso")
        self.marca.setVisible(bool(marca))

    def _mostrar_parecer(self) -> None:
        parecer = self.avaliar()
        if parecer is None:
            self.parecer.mostrar("acento", "Diga o código do banco, de três algarismos.")
            return
        tom, titulo, padrao = _PARECERES[parecer.aptidao]
        if parecer.recusas:
            texto = _resumo(parecer.recusas)
        elif parecer.aptidao is Aptidao.HOMOLOGAR:
            texto = " ".join(frases.em_frase(problema.frase()) for problema in parecer.a_homologar)
        else:
            texto = padrao
        if parecer.ressalvas:
            confira = " ".join(frases.em_frase(problema.frase()) for problema in parecer.ressalvas)
            texto, tom = f"{texto} Confira: {confira}", "aviso" if tom == "ok" else tom
        self.parecer.mostrar(tom, texto, titulo)

    def _mostrar_usual(self) -> None:
        frase = avisar_do_usual(self.multa.percentual, self.juros.percentual)
        self.do_usual.mostrar("alerta", frase, "aviso")
        self.do_usual.setVisible(bool(frase))
        self.cifrado.setVisible(self.pdf_a.isChecked() and bool(self._empresa.algarismos_da_senha))

    def _pedir_amostra(self) -> None:
        conta, empresa, hoje = self.conta(), self._empresa, self.contexto.hoje()
        self.quadro.pedir(lambda: ficha.em_pdf(amostra(conta, empresa, hoje)))

    def _dizer_recusa(self, atributo: str) -> str:
        parecer = self.avaliar() if not self._gravar_assim_mesmo else None
        if parecer is None:
            return ""
        return " ".join(_frase(problema) for problema in parecer.recusas if problema.atributo == atributo)

    def _ao_marcar_homologada(self, marcada: bool) -> None:
        """Marcar é uma afirmação: pede a confirmação explícita, com o foco no Não."""
        self._confirmada = None
        if marcada and not self._perguntar_pela_homologacao():
            self.homologada.setChecked(False)
        if self.homologada.isChecked():
            self._confirmada = self.conta()
        self._mostrar_banco()

    def _perguntar_pela_homologacao(self) -> bool:
        conta = self.conta()
        nome = bancos.obter(conta.banco).NOME
        return DialogoConfirmacao.perguntar(
            "Homologação do boleto",
            f"O {nome} aprovou o boleto desta conta?",
            detalhe=(
                "Marque só com a resposta do banco em mãos: foi ele quem conferiu um boleto desta carteira, lido no "
                "código de barras. Até lá, os débitos desta conta saem no relatório sem boleto."
            ),
            fatos=(("Conta", conta.codigo or "nova", ""), ("Carteira", conta.carteira, "")),
            alerta="Um código errado manda o dinheiro para outro lugar, ou não é aceito em banco nenhum.",
            sim="&Sim, o banco aprovou",
            nao="&Não",
            pai=self,
        )

    def _perguntar_por_recusas(self, parecer: Parecer) -> bool:
        confirmou = DialogoConfirmacao.perguntar(
            "Conta que o banco não aceita",
            "Gravar a conta assim mesmo?",
            detalhe=_resumo(parecer.recusas),
            alerta="Assim ela só imprime a linha digitável que o banco devolver; nenhum boleto é calculado.",
            sim="&Sim, gravar",
            nao="&Não, corrigir",
            pai=self,
        )
        if not confirmou:
            self._gravar_assim_mesmo = False
            self._ir_ao_primeiro(parecer)
        return confirmou

    def _ir_ao_primeiro(self, parecer: Parecer) -> None:
        campos = (self.do_banco.get(problema.atributo) for problema in parecer.recusas)
        if campo := next((campo for campo in campos if campo is not None and campo.exigencia is not None), None):
            campo.conferir()
            self.focar(campo)


_PARECERES = {
    Aptidao.PRONTA: ("ok", "Conta pronta", "O banco aceita estes dados e os boletos saem calculados."),
    Aptidao.SO_COM_LINHA: (
        "acento",
        "Só com a linha digitável do banco",
        "O programa não calcula boleto deste banco: imprime a linha digitável que ele devolver no registro.",
    ),
    Aptidao.HOMOLOGAR: ("aviso", "Falta homologar com o banco", ""),
    Aptidao.INCOMPLETA: ("perigo", "Ainda não emite boleto", ""),
}


def _bancos() -> list[tuple[object, str]]:
    """Os que se oferecem, por código, e a saída para os que não têm leiaute aqui."""
    opcoes: list[tuple[object, str]] = []
    for banco in bancos.oferecidos():
        marca = "" if banco.HOMOLOGADO else " (homologar com o banco)"
        opcoes.append((banco.CODIGO, f"{banco.CODIGO} · {banco.NOME}{marca}"))
    return [*opcoes, (_OUTRO, "Outro, só com a linha digitável")]


def _resumo(recusas: tuple[Problema, ...]) -> str:
    """Um problema é dito por inteiro; mais de um, pelos nomes dos campos, que trazem a sua frase ao lado."""
    if len(recusas) == 1:
        return frases.em_frase(recusas[0].frase())
    nomes = frases.lista(list(dict.fromkeys(problema.rotulo for problema in recusas)))
    return f"Falta acertar {nomes}. O que o banco exige está ao lado de cada campo."


def _frase(problema: Problema) -> str:
    """O que se escreve ao lado do campo: sem repetir o nome dele."""
    procure = f"; procure {problema.onde}" if problema.onde else ""
    return frases.em_frase(f"{problema.motivo}{procure}")
