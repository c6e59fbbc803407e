"""O que se diz de uma conta de cobrança diante de um boleto que o banco emitiu: na tela e no terminal. Sem Qt."""

from __future__ import annotations

from boletos import bancos
from boletos.bancos.prova import ParteProvada, Prova
from boletos.conferencia.boleto_do_banco import Conferencia, Mudanca, Proposta
from boletos.titulo.codigo import formatar_linha
from regras.cadastro import ContaCobranca
from ui import frases

NAO_E_DA_EMPRESA = "não traz o CPF ou CNPJ da empresa: confira se não é um boleto que ela recebeu para pagar"
_ROTULOS = {"banco": "banco", "com_desconto": "com desconto"}


def rotulo(conta: ContaCobranca, atributo: str) -> str:
    """O campo como o banco da conta o chama."""
    exigencias = bancos.obter(conta.banco).exigencias(conta)
    return next((campo.rotulo for campo in exigencias if campo.atributo == atributo), _ROTULOS.get(atributo, atributo))


def da_mudanca(conta: ContaCobranca, mudanca: Mudanca) -> str:
    """`código do beneficiário: 1234567, e estava 1234576`."""
    antes = f", e estava {mudanca.antes}" if mudanca.antes else ""
    return f"{rotulo(conta, mudanca.atributo)}: {mudanca.depois or 'em branco'}{antes}"


def da_parte(parte: ParteProvada) -> str:
    """`código do beneficiário (posições 21 a 27): 1234567 no boleto, 1234576 na conta`."""
    lugar = f"posição {parte.inicio}" if parte.inicio == parte.fim else f"posições {parte.inicio} a {parte.fim}"
    return f"{parte.nome} ({lugar}): {parte.do_banco} no boleto, {parte.da_conta} na conta"


def da_prova(prova: Prova, como: str = "Como está") -> str:
    """Se o código sai igual e, se não, o que difere; `como` é a conta de que se fala."""
    if prova.igual:
        return "Com o mesmo nosso número, valor e vencimento, o código da conta sai igual ao do banco."
    if not prova.partes:
        return f"{como}, o código da conta não se calcula: {prova.falta}."
    return f"{como}, o código da conta difere do que o banco emitiu em {'; '.join(map(da_parte, prova.diferencas))}."


def o_que_olhar(conferencia: Conferencia) -> str:
    """O que fazer quando nem a melhor leitura sai igual; vazio se sai."""
    melhor = conferencia.propostas[0]
    if melhor.prova.igual:
        return ""
    if melhor.prova.falta:
        return "Preencha o que falta na conta e confira de novo."
    lidos = {mudanca.atributo for mudanca in melhor.mudancas}
    exigencias = conferencia.banco.exigencias(melhor.conta)
    outros = [campo.rotulo for campo in exigencias if campo.atributo not in lidos]
    onde = f"Confira {frases.lista(outros)}, que o código não traz por inteiro. " if outros else ""
    return (
        f"{onde}Se estiver certo, este boleto não segue o leiaute que o programa conhece do {conferencia.banco.NOME}: "
        "pergunte ao banco, e até lá use a linha digitável que ele devolve."
    )


def da_escolha(proposta: Proposta) -> str:
    """O que distingue uma leitura da outra."""
    escritos = [f"{rotulo(proposta.conta, m.atributo)} {m.depois or 'em branco'}" for m in proposta.mudancas]
    return frases.lista(escritos) or "como está na conta"


def de_quem(conferencia: Conferencia) -> str:
    """O aviso sobre a quem o boleto pertence: pagar e cobrar passam pelo mesmo banco."""
    if conferencia.cita_a_empresa is None:
        return "A linha não diz de quem é: use um boleto que a sua empresa emitiu, e não um que ela recebeu para pagar."
    if conferencia.cita_a_empresa:
        return "O PDF traz o CPF ou CNPJ da empresa."
    return f"O PDF {NAO_E_DA_EMPRESA}."


def da_marca(conta: ContaCobranca) -> str:
    """Quando e com que boleto foi conferida, ou por que deixou de valer; vazio se nunca."""
    prova = bancos.conferencia(conta)
    if prova is None or conta.conferida_em is None:
        return ""
    quando = frases.data_curta(conta.conferida_em.astimezone().date())
    if prova.igual:
        return f"Conferida em {quando} com o boleto {formatar_linha(conta.conferida_com)}."
    return f"A conferência de {quando} deixou de valer: {por_que_caiu(conta)}."


def por_que_caiu(conta: ContaCobranca) -> str:
    """O que mudou na conta desde que foi conferida; vazio se a conferência vale, ou não houve."""
    prova = bancos.conferencia(conta)
    if prova is None or prova.igual:
        return ""
    if not prova.partes:
        return prova.falta
    return "; ".join(f"{parte.nome} era {parte.do_banco} e agora é {parte.da_conta}" for parte in prova.diferencas)
