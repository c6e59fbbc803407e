"""Como a conta entra: por senha, ou autorizada no provedor. A ficha só mostra o que serve à forma escolhida."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from envio.acesso.guarda import Guarda
from envio.acesso.oauth.pedidos import Tokens
from envio.acesso.oauth.provedores import PROVEDORES
from envio.contas import contas
from envio.contas.autorizacao import Acesso
from envio.correio.transporte import Credencial
from modelos.contas import contas_autorizadas
from regras.cadastro import Autenticacao, ContaEmail
from ui import frases
from ui.calculo import Calculo
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoSenha, CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import em_hora_local
from ui.dialogos.correio.autorizar_conta import DialogoAutorizar, PedidoDeAutorizacao
from ui.moldes.ficha import Campo, DialogoFicha

_LARGURA = 380


@dataclass(frozen=True, slots=True)
class _NoCofre:
    """O que o cofre tem da conta."""

    persistente: bool
    tem_senha: bool
    tem_segredo: bool
    tem_token: bool


class EntradaDaConta(QObject):
    """As linhas da ficha que dizem como se entra, e a autorização dada e ainda não gravada."""

    def __init__(self, ficha: DialogoFicha, antes: ContaEmail | None, conta: Callable[[], ContaEmail]) -> None:
        """Acrescenta as linhas à ficha; `antes` é a conta gravada, e `conta` a dá como está na tela, conferida."""
        super().__init__(ficha)
        self._ficha, self._antes, self._conta = ficha, antes, conta
        self._tem_token = True  # até olhar o cofre, vale o que a base diz
        self._dada: tuple[ContaEmail, Acesso] | None = None
        self._declarar()
        self.forma.mudou.connect(self.mostrar)

    def autenticacao(self) -> Autenticacao:
        """A forma escolhida."""
        return Autenticacao(str(self.forma.valor()))

    def completar(self, conta: ContaEmail) -> ContaEmail:
        """Deixa na conta só o que serve à forma de entrar que está na tela."""
        forma = conta.autenticacao
        return replace(
            conta,
            aplicativo="" if forma is Autenticacao.SENHA else conta.aplicativo,
            locatario=conta.locatario if forma is Autenticacao.MICROSOFT else "",
        )

    def propor(self, forma: Autenticacao) -> None:
        """Escolhe uma forma; a pessoa ainda pode trocar."""
        self.forma.definir(forma.value)
        self.mostrar()

    def mostrar(self) -> None:
        """Deixa à vista só o que serve à forma escolhida, e diz em que pé está a autorização."""
        forma = self.autenticacao()
        provedor = PROVEDORES.get(forma)
        self._mostrar(self.senha, provedor is None)
        self._mostrar(self.aplicativo, provedor is not None)
        self._mostrar(self.locatario, forma is Autenticacao.MICROSOFT)
        self._mostrar(self.segredo, provedor is not None and provedor.com_segredo)
        self._botoes.setVisible(provedor is not None)
        self.botao_codigo.setVisible(provedor is not None and bool(provedor.dispositivo))
        self.situacao.setVisible(provedor is not None)
        if provedor is not None:
            self._dizer_situacao()

    def segredos(self) -> tuple[str | None, str | None]:
        """A senha e o segredo do aplicativo digitados; None é o que não se digitou ou não serve à forma escolhida."""
        forma = self.autenticacao()
        senha = self.senha.valor() if forma is Autenticacao.SENHA else ""
        segredo = self.segredo.valor() if forma is Autenticacao.GOOGLE else ""
        return senha or None, segredo or None

    def autorizada(self, conta: ContaEmail) -> contas.Autorizada | None:
        """A autorização dada nesta ficha, se é para a conta como está na tela."""
        acesso = self._acesso_de(conta)
        return None if acesso is None else contas.Autorizada(acesso.renovacao, self._ficha.contexto.agora())

    def credencial(self, conta: ContaEmail) -> Credencial:
        """Com que testar a conta antes de gravar: o que se digitou, a autorização dada agora, ou None para o cofre."""
        return self._acesso_de(conta) if conta.e_autorizada() else self.segredos()[0]

    def olhar_o_cofre(self) -> None:
        """Vê, fora da linha da tela, o que o cofre tem desta conta, e se ele guarda de verdade."""
        numero, cofre = self._antes.numero if self._antes else 0, self._ficha.contexto.ambiente.cofre
        guarda = Guarda(cofre, numero)
        leituras: tuple[Callable[[], object], ...] = (lambda: cofre.obter(numero), guarda.segredo, guarda.renovacao)
        leitura = Calculo(self._ficha.contexto, self, self._ao_olhar_o_cofre, self.aviso_do_cofre.mostrar_erro)
        leitura.pedir(lambda: _NoCofre(cofre.e_persistente, *(bool(numero and ler()) for ler in leituras)))

    def autorizar(self, *, por_codigo: bool = False) -> None:
        """Confere a ficha e conduz a autorização da conta como está na tela, mesmo antes de gravar."""
        conta = self._ficha.conferido(self._conta)
        if conta is None:
            return
        segredo = self.segredos()[1] or ""
        pedido = PedidoDeAutorizacao(conta, segredo, por_codigo)
        tokens = DialogoAutorizar.pedir(self._ficha.contexto, pedido, self._ficha)
        if tokens is not None:
            self._aceitar(conta, segredo, tokens)

    def _aceitar(self, conta: ContaEmail, segredo: str, tokens: Tokens) -> None:
        ambiente = self._ficha.contexto.ambiente
        guarda = Guarda(ambiente.cofre, conta.numero)
        acesso = Acesso(
            lambda: ambiente.abrir_oauth().cliente(conta, segredo or guarda.segredo()),
            tokens.renovacao,
            agora=ambiente.agora,
            tokens=tokens,
        )
        self._dada = (conta, acesso)
        self._ficha.marcar_alterada()
        self.mostrar()

    def _acesso_de(self, conta: ContaEmail) -> Acesso | None:
        if self._dada is None or contas.o_que_se_autoriza(self._dada[0]) != contas.o_que_se_autoriza(conta):
            return None
        return self._dada[1]

    def _declarar(self) -> None:
        opcoes = [(forma.value, frases.AUTENTICACOES[forma]) for forma in Autenticacao]
        self.forma = CampoEscolha(opcoes, largura=_LARGURA)
        self.senha, self.segredo = CampoSenha(largura=_LARGURA), CampoSenha(largura=_LARGURA)
        self.aplicativo = CampoTexto(obrigatorio=True, largura=_LARGURA)
        self.locatario = CampoTexto(largura=_LARGURA)
        self.situacao, self.aviso_do_cofre = CaixaMensagem("aviso"), CaixaMensagem("aviso")
        ajuda = "conta_email_autorizacao"
        self._ficha.declarar(
            Campo("autenticacao", "&Forma de entrar", self.forma, ajuda=ajuda, grava=Autenticacao),
            Campo("usuario", "&Usuário", CampoTexto(largura=_LARGURA), "usuário"),
            Campo("senha", "Sen&ha", self.senha, da_tela=True),
            Campo("aplicativo", "ID do ap&licativo (cliente)", self.aplicativo, ajuda=ajuda),
            Campo("locatario", "Locatário, se e&xigido", self.locatario, "locatário", ajuda),
            Campo("segredo", "C&have secreta do cliente", self.segredo, "segredo do aplicativo", ajuda, da_tela=True),
            self._por_botoes(),
            self.situacao,
            self.aviso_do_cofre,
        )

    def _por_botoes(self) -> QWidget:
        self.botao_navegador = Botao("Autori&zar no navegador", icone="cadeado", ao_clicar=partial(self.autorizar))
        self.botao_codigo = Botao("Código em outro aparel&ho", ao_clicar=partial(self.autorizar, por_codigo=True))
        self._botoes = QWidget()
        em_linha(self.botao_navegador, self.botao_codigo, ELASTICO, dono=self._botoes)
        return self._botoes

    def _mostrar(self, campo: CampoTexto, visivel: bool) -> None:
        self._ficha.formulario.linha_de(campo).mostrar(visivel)
        # Desabilitado, o formulário não confere o que não se vê.
        campo.setEnabled(visivel)

    def _dizer_situacao(self) -> None:
        gravada = self._antes if self._antes is not None and self._antes.autenticacao is self.autenticacao() else None
        autorizacao = contas_autorizadas.obter(gravada.numero) if gravada else None
        if self._dada is not None and self._dada[0].autenticacao is self.autenticacao():
            self.situacao.mostrar("ok", "Autorizada agora. Grave a conta para guardar a autorização.")
        elif autorizacao is None:
            self.situacao.mostrar("aviso", "Ainda não autorizada: sem isso nenhum aviso sai por esta conta.")
        elif autorizacao.vencida_em is not None:
            titulo = f"Autorização vencida em {frases.data_e_hora(em_hora_local(autorizacao.vencida_em))}"
            frase = "O provedor deixou de aceitá-la e os avisos ficaram adiados. Autorize de novo."
            self.situacao.mostrar("perigo", frase, titulo)
        elif not self._tem_token:
            quando = frases.data_e_hora(em_hora_local(autorizacao.autorizada_em))
            titulo = f"Autorizada em {quando}, mas não neste computador"
            self.situacao.mostrar("aviso", "A permissão não está no cofre deste sistema: autorize aqui.", titulo)
        else:
            quando = frases.data_e_hora(em_hora_local(autorizacao.autorizada_em))
            self.situacao.mostrar("ok", f"Autorizada em {quando}.")

    def _ao_olhar_o_cofre(self, achado: _NoCofre) -> None:
        for campo, tem in ((self.senha, achado.tem_senha), (self.segredo, achado.tem_segredo)):
            if tem:
                campo.setPlaceholderText("guardada; em branco, continua a mesma")
        self._tem_token = achado.tem_token
        self.mostrar()
        if not achado.persistente:
            frase = "Não há cofre de senhas neste sistema: senha e autorização valem até fechar o programa."
            self.aviso_do_cofre.mostrar("aviso", frase)
