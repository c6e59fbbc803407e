"""Contas de e-mail de saída: lista e ficha, com servidor proposto pelo endereço e segredos no cofre do sistema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from envio.contas import contas
from envio.correio import provedores
from envio.correio.provedores import Provedor
from modelos.contas import contas_conferidas, contas_email, mensagens
from regras.cadastro import Conferida, ContaEmail, Seguranca
from regras.documentos import validar_email
from regras.erros import DadoInvalido
from regras.mensagem.visual.prontos import NUMERO_PADRAO
from ui import frases
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.correio.conferir_conta import DialogoConferirConta
from ui.dialogos.correio.entrada_da_conta import EntradaDaConta
from ui.dialogos.correio.mensagens import DialogoMensagens
from ui.dialogos.correio.testar_envio import DialogoTestarEnvio, Ensaio
from ui.moldes.ficha import Campo, DialogoFicha, Grupo, inteiro
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna

_LIMITES = {"por_minuto": "Por &minuto", "por_hora": "Por hor&a", "por_dia": "Por &dia"}
_SEGURANCAS = (
    (Seguranca.TLS.value, "TLS desde o início (465)"),
    (Seguranca.STARTTLS.value, "STARTTLS (587)"),
    (Seguranca.NENHUMA.value, "Nenhuma (só na própria máquina)"),
)
_MAIOR = 999_999
_LARGURA = 380
_VAZIA = ContaEmail(0, "", "", 465, Seguranca.TLS)


@dataclass(frozen=True, slots=True)
class _Prova:
    """Uma conferência feita nesta ficha, e de quê, com a senha digitada; enquanto a tela for isso, ela vale."""

    do_que: tuple[object, ...] = field(repr=False)
    conferida: Conferida


class DialogoContaEmail(DialogoFicha):
    """Uma conta. Senha em branco mantém a que está guardada; a autorização dada na tela só vale depois de gravar."""

    AJUDAS = "conta"
    ASSUNTOS = (Assunto.CONTAS_EMAIL,)
    GRAVAR = "Conferir e &gravar"

    def __init__(self, contexto: Contexto, conta: ContaEmail | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Conta de e-mail", pai, largura=770, altura=720)
        self._antes = conta
        self._proposta: Provedor | None = None
        self._provada: _Prova | None = None
        self._declarar(conta)
        self._preencher(conta)
        self.botao_testar = Botao("Testar en&vio", icone="enviar", ao_clicar=self.testar)
        self.botao_caixa = Botao("Caixa das devoluções…", icone="envelope", ao_clicar=self.abrir_caixa)
        self.botao_caixa.setVisible(conta is not None)
        self.concluir(self.botao_testar, self.botao_caixa, rolar=True)
        self.textos["remetente"].editingFinished.connect(self._ao_sair_do_remetente)
        self.proposta.mudou.connect(self._ao_escolher_proposta)
        contexto.ouvir(self, self._listar_mensagens, Assunto.MENSAGENS)
        self.entrada.olhar_o_cofre()
        if conta is None:  # o número já vem; quem começa pergunta quem envia
            self.focar(self.textos["nome"])

    def conta(self) -> ContaEmail:
        """A conta como está na tela, com os campos já conferidos."""
        return self.entrada.completar(replace(_VAZIA, **self.colher()))

    def testar(self) -> None:
        """Manda o teste com o que está na tela, mesmo antes de gravar."""
        conta = self.conferido(self._servida)
        if conta is None:
            return
        teste = DialogoTestarEnvio(self.contexto, Ensaio(conta, self.entrada.credencial(conta)), self)
        teste.responder()
        if teste.aceito_em is not None:
            self._provada = _Prova(self._o_que_se_prova(conta), Conferida(teste.aceito_em, teste.aceito_em))
        self.entrada.mostrar()  # o teste pode ter descoberto que a autorização venceu

    def gravar(self) -> bool:
        """Confere os campos, entra no servidor e só então grava; sem entrar, só se o operador escolher."""
        conta = self.conferido(self._inedita)
        if conta is None:
            return False
        if self._ja_conferida(conta):
            return super().gravar()
        veredito = DialogoConferirConta.perguntar(self.contexto, Ensaio(conta, self.entrada.credencial(conta)), self)
        if veredito.trocada is not None:
            self._mostrar_troca(veredito.trocada)
            return veredito.trocada.autenticacao is conta.autenticacao and self.gravar()
        if veredito.conferida_em is not None:
            self._provada = _Prova(self._o_que_se_prova(conta), Conferida(veredito.conferida_em))
        return (veredito.conferida_em is not None or veredito.sem_conferir) and super().gravar()

    def abrir_caixa(self) -> None:
        """Onde as devoluções desta conta chegam; a conta ainda não gravada não tem caixa."""
        if self._antes is not None:
            DialogoCaixaDevolucoes(self.contexto, self._antes.numero, self).responder()

    def guardar(self) -> None:
        """Grava a conta e os segredos, fora da linha da tela: o cofre pode pedir para ser destrancado."""
        conta, cofre = self._inedita(), self.contexto.ambiente.cofre
        senha, segredo = self.entrada.segredos()
        autorizada = self.entrada.autorizada(conta)
        prova = self._provada
        conferida = prova.conferida if prova is not None and prova.do_que == self._o_que_se_prova(conta) else None
        self.esperar(
            lambda: contas.gravar(
                conta,
                senha,
                cofre,
                segredo=segredo,
                autorizada=autorizada,
                aceita_memoria=True,
                conferida=conferida,
            )
        )

    def _servida(self) -> ContaEmail:
        """A conta da tela, conferida no que não depende do servidor."""
        conta = self.conta()
        contas.conferir(conta)
        return conta

    def _inedita(self) -> ContaEmail:
        conta = self._servida()
        if self._antes is None and contas_email.obter(conta.numero) is not None:
            raise DadoInvalido("número", f"já existe uma conta {conta.numero}")
        return conta

    def _o_que_se_prova(self, conta: ContaEmail) -> tuple[object, ...]:
        """O que a conferência prova: a conta, e com que se entrou nela."""
        return (*contas.o_que_se_confere(conta), self.entrada.segredos(), self.entrada.autorizada(conta) is not None)

    def _ja_conferida(self, conta: ContaEmail) -> bool:
        """O que não mudou não se confere de novo."""
        if self._provada is not None and self._provada.do_que == self._o_que_se_prova(conta):
            return True
        mudou_segredo = self.entrada.segredos() != (None, None) or self.entrada.autorizada(conta) is not None
        if self._antes is None or mudou_segredo:
            return False
        mesma = contas.o_que_se_confere(self._antes) == contas.o_que_se_confere(conta)
        return mesma and contas_conferidas.obter(conta.numero) is not None

    def _mostrar_troca(self, conta: ContaEmail) -> None:
        """Põe na tela o conserto escolhido: servidor, porta, segurança, usuário ou forma de entrar."""
        self.textos["servidor"].definir(conta.servidor)
        self.textos["porta"].definir(str(conta.porta))
        self.textos["usuario"].definir(conta.usuario)
        self.seguranca.definir(conta.seguranca.value)
        if conta.autenticacao is not self.entrada.autenticacao():
            self.entrada.propor(conta.autenticacao)

    def _declarar(self, antes: ContaEmail | None) -> None:
        self.proposta = CampoEscolha(largura=_LARGURA)
        self.orientacao = CaixaMensagem("acento")
        self.seguranca = CampoEscolha(_SEGURANCAS, largura=300)
        self.mensagem = CampoEscolha(largura=250)
        self._listar_mensagens()
        cadastro = Botao("&Cadastro de mensagens", icone="lista", ao_clicar=self._abrir_mensagens)
        remetente = CampoTexto(validar=validar_email, obrigatorio=True, largura=_LARGURA)
        numero, porta = _inteiro(1, 9999, obrigatorio=True), _inteiro(1, 65535, obrigatorio=True)
        self.declarar(
            Campo("numero", "&Número", numero, "número", grava=inteiro, chave=True),
            Campo("nome", "N&ome do remetente", CampoTexto(largura=_LARGURA)),
            Campo("remetente", "E-mail do &remetente", remetente, grava=partial(validar_email, campo="remetente")),
            Campo("proposta", "&Proposta", self.proposta, da_tela=True),
            self.orientacao,
        )
        self.formulario.linha_de(self.proposta).mostrar(False)
        self.entrada = EntradaDaConta(self, antes, self._servida)
        self.declarar(
            Grupo("Servidor de envio, proposto pelo endereço"),
            Campo("servidor", "&Servidor", CampoTexto(obrigatorio=True, largura=_LARGURA)),
            Campo("porta", "Por&ta", porta, grava=inteiro),
            Campo("seguranca", "S&egurança", self.seguranca, "segurança", grava=Seguranca),
            Grupo("Limites de envio, em mensagens (em branco, sem limite)"),
            *(Campo(nome, rotulo, _inteiro(1, _MAIOR), grava=inteiro) for nome, rotulo in _LIMITES.items()),
            Grupo("Mensagem"),
            Campo(
                "mensagem",
                "Env&io de débitos em atraso e a vencer por e-mail",
                self.mensagem,
                ao_lado=cadastro,
                grava=lambda numero: numero or None,
            ),
        )

    def _abrir_mensagens(self) -> None:
        DialogoMensagens(self.contexto, None, self).responder()

    def _listar_mensagens(self) -> None:
        outras = [texto for texto in mensagens.listar() if texto.numero > NUMERO_PADRAO]
        opcoes = [(texto.numero, f"{texto.numero} - {texto.nome}") for texto in outras]
        self.mensagem.trocar([(0, "Padrão"), *opcoes])

    def _preencher(self, conta: ContaEmail | None) -> None:
        if conta is None:
            numeros = [existente.numero for existente in contas_email.listar()]
            conta = replace(_VAZIA, numero=max(numeros, default=0) + 1)
        self.mostrar(conta)
        self.entrada.mostrar()
        self.travar_chaves(self._antes is not None)

    def _ao_sair_do_remetente(self) -> None:
        try:
            email = validar_email(self.textos["remetente"].valor())
        except DadoInvalido:
            return
        atual = self.textos["servidor"].valor()
        if atual and (self._proposta is None or atual != self._proposta.servidor):
            return  # o servidor é escolha do operador
        propostas = provedores.propor(email)
        if propostas[0] == self._proposta:
            return
        with QSignalBlocker(self.proposta):
            self.proposta.trocar((opcao, _dizer_proposta(opcao, email)) for opcao in propostas)
            self.proposta.setCurrentIndex(0)
        self.formulario.linha_de(self.proposta).mostrar(True)
        self._aplicar(propostas[0], email)

    def _ao_escolher_proposta(self) -> None:
        escolhida = self.proposta.valor()
        if isinstance(escolhida, Provedor):
            self._aplicar(escolhida, self.textos["remetente"].valor())

    def _aplicar(self, proposta: Provedor, email: str) -> None:
        self._proposta = proposta
        self.textos["servidor"].definir(proposta.servidor)
        self.textos["porta"].definir(str(proposta.porta))
        self.seguranca.definir(proposta.seguranca.value)
        self.textos["usuario"].definir(proposta.usuario(email))
        self.entrada.propor(proposta.autenticacao)
        for atributo in _LIMITES:
            limite = getattr(provedores.limites_iniciais(proposta.servidor), atributo)
            self.textos[atributo].definir(str(limite or ""))
        frase = "Proposto pelo endereço: confira com o seu provedor antes de gravar."
        self.orientacao.mostrar("acento", proposta.orientacao or frase)


def abrir(contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> Dialogo:
    """A lista; com o número de uma conta, a ficha dela, já no campo da senha se é por senha que ela entra."""
    conta = contas_email.obter(argumento) if isinstance(argumento, int) else None
    if conta is None:
        return DialogoContasEmail(contexto, argumento, pai)
    ficha = DialogoContaEmail(contexto, conta, pai)
    if not conta.e_autorizada():
        ficha.focar(ficha.entrada.senha)
    return ficha


class DialogoContasEmail(DialogoLista[ContaEmail]):
    """Lista das contas."""

    LISTA = Lista[ContaEmail](
        titulo="Contas de e-mail",
        explicacao="Por onde os avisos saem. Senha e autorização ficam só no cofre do sistema.",
        chave=lambda conta: conta.numero,
        assuntos=(Assunto.CONTAS_EMAIL,),
        arquivo="contas-de-email.csv",
        ficha=DialogoContaEmail,
        remover=lambda conta: contas_email.excluir(conta.numero),
        descrever=lambda conta: f"a conta {conta.numero}, {conta.remetente}",
        largura=960,
    )

    def colunas(self) -> Sequence[Coluna[ContaEmail]]:
        """A situação vem da última conferência."""
        return (
            Coluna("Número", lambda conta: str(conta.numero), lambda conta: conta.numero, largura=80),
            Coluna("Remetente", lambda conta: conta.remetente, largura=0),
            Coluna("Servidor", lambda conta: f"{conta.servidor}:{conta.porta}", largura=220),
            Coluna("Entra com", frases.como_entra, largura=130),
            Coluna(
                "Situação",
                lambda conta: frases.conferencia_da_conta(self._conferidas.get(conta.numero)),
                largura=210,
                icone=lambda conta: "certo" if conta.numero in self._conferidas else "alerta",
                cor=lambda conta: "ok" if conta.numero in self._conferidas else "aviso",
            ),
        )

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """Conferir a conta corrente sem abrir a ficha."""
        self.botao_conferir = Botao("Con&ferir agora", icone="certo", ao_clicar=self.conferir)
        return (self.botao_conferir,)

    def ler(self) -> Sequence[ContaEmail]:
        """Todas, em ordem de número, e as que já foram conferidas."""
        self._conferidas: Mapping[int, Conferida] = contas_conferidas.todas()
        return contas_email.listar()

    def conferir(self) -> None:
        """Entra no servidor pela conta corrente, sem mandar nada, e anota que entrou."""
        conta = self.selecionada()
        if conta is None:
            return
        dialogo = DialogoConferirConta(self.contexto, Ensaio(conta), self, para_gravar=False)
        dialogo.responder()
        if (em := dialogo.veredito.conferida_em) is not None:
            contas_conferidas.conferir(conta.numero, em)
            self.contexto.avisar(Assunto.CONTAS_EMAIL)

    def remover(self, objeto: ContaEmail) -> None:
        """Exclui a conta e esquece os segredos dela, estes fora da linha da tela."""
        super().remover(objeto)
        cofre, recado = self.contexto.ambiente.cofre, self.contexto.recado
        esquecimento = Calculo(self.contexto, self, falhou=lambda erro: recado.emit(erro.frase()))
        esquecimento.pedir(lambda: contas.esquecer_segredos(objeto.numero, cofre))


def _inteiro(menor: int, maior: int, *, obrigatorio: bool = False) -> CampoTexto:
    """Campo de um número inteiro."""

    def validar(texto: str) -> int:
        if not (texto.isascii() and texto.isdigit() and menor <= int(texto) <= maior):
            raise DadoInvalido("número", f"vai de {menor} a {maior}")
        return int(texto)

    return CampoTexto(validar=validar, obrigatorio=obrigatorio, maximo=6, largura=90)


def _dizer_proposta(proposta: Provedor, email: str) -> str:
    """Servidor e porta, com o nome do provedor quando ele não é só o domínio do endereço."""
    onde = f"{proposta.servidor}, porta {proposta.porta}"
    return onde if email.lower().endswith(f"@{proposta.nome.lower()}") else f"{proposta.nome}: {onde}"
