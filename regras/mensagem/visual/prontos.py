"""As mensagens que vêm com o programa, em blocos; a primeira é a padrão."""

from __future__ import annotations

from regras.cadastro import Mensagem
from regras.mensagem.visual.documento import Bloco, Documento, Tipo, bloco_de_texto
from regras.mensagem.visual.geracao import em_mensagem, em_texto_puro

NUMERO_PADRAO = 1
NUMERO_DO_AGRADECIMENTO = 0
_OLA = "<p>Olá, <b><var>fantasia</var></b>.</p>"
_ATE_HOJE = "Até <var>data</var> não identificamos o pagamento do que aparece abaixo como vencido"


def _documento(aberturas: tuple[str, ...], fechos: tuple[str, ...]) -> Documento:
    abertura = bloco_de_texto(*(_OLA + texto for texto in aberturas))
    prontos = [Bloco(tipo) for tipo in (Tipo.BOLETOS, Tipo.DEBITOS)]
    fim = [Bloco(tipo) for tipo in (Tipo.RESPOSTAS, Tipo.SEGURANCA, Tipo.QUEM_COBRA)]
    return Documento((Bloco(Tipo.CABECALHO), abertura, *prontos, bloco_de_texto(*fechos), *fim))


_JA_PAGO = "<p><b>Se o pagamento já foi feito, desconsidere este aviso.</b></p>"
_DUVIDA = "<p>Ficou com alguma dúvida ou precisa combinar uma nova data? Responda este e-mail<var>ou_ligue</var>.</p>"
_LEMBRETE = (
    "<p>Passando para lembrar <var>o_que_ha</var>, para você se programar com calma.</p>",
    "<p><b>Se o pagamento já foi feito ou agendado, está tudo certo: desconsidere este lembrete.</b></p>"
    "<p>Precisa da segunda via ou de outra data? Responda este e-mail<var>ou_ligue</var>.</p>",
)
_VENCIDO = (
    f"<p>{_ATE_HOJE}. Pode ter sido apenas um esquecimento.</p>",
    "<p><b>Se o pagamento já foi feito, desconsidere este aviso; a baixa pode levar até dois dias úteis.</b></p>"
    "<p>Se algo não confere, ou se preferir combinar uma nova data, responda este e-mail<var>ou_ligue</var>: vamos "
    "resolver juntos.</p>",
)
_HA_MUITO = (
    "<p>O que aparece abaixo como vencido está em aberto há algum tempo, e gostaríamos de encontrar com você a melhor "
    "forma de regularizar: em uma parcela, em mais de uma, ou em outra data.</p>",
    "<p>Basta responder este e-mail dizendo o que cabe para você. Se discorda de algum valor, diga qual: conferimos e "
    "respondemos.</p>"
    "<p><b>Se o pagamento já foi feito, desconsidere este aviso e, se puder, envie o comprovante.</b></p>"
    "<p>Estamos à disposição: responda este e-mail<var>ou_ligue</var>.</p>",
)
_A_VENCER = "<p>Estes são os débitos que vencem nos próximos dias.</p>"

PADRAO = _documento(
    (
        "<p>Este é um lembrete do que vence nos próximos dias.</p>",
        f"<p>{_ATE_HOJE}.</p>",
        f"<p>{_ATE_HOJE}, em parte há mais de 30 dias. Se precisar, combinamos com você a melhor forma de "
        "regularizar.</p>",
    ),
    (_JA_PAGO + _DUVIDA,),
)
"""O documento da mensagem padrão."""
TEXTO_PURO_PADRAO = em_texto_puro(PADRAO)
"""O de quem não escreveu um: diz tudo o que o HTML padrão diz, com valores e linha digitável."""


def original() -> Mensagem:
    """A mensagem padrão como veio com o programa."""
    return em_mensagem(NUMERO_PADRAO, "Padrão", "Aviso de débitos – {{ empresa }} – {{ data }}", PADRAO)


def agradecimento() -> Mensagem:
    """A que confirma o recebimento, como veio com o programa; os débitos são os pagos, e o total, o que se pagou."""
    texto = (
        f"{_OLA}<p>Recebemos o pagamento de <b><var>total</var></b>, do que você tinha em aberto conosco "
        "(<var>documentos</var>). Obrigado!</p><p>Não é preciso fazer nada. Se algo não confere, responda este "
        "e-mail<var>ou_ligue</var>.</p>"
    )
    documento = Documento((Bloco(Tipo.CABECALHO), bloco_de_texto(texto), Bloco(Tipo.QUEM_COBRA)))
    assunto = "Pagamento recebido – {{ empresa }}"
    return em_mensagem(NUMERO_DO_AGRADECIMENTO, "Agradecimento", assunto, documento)


def prontas() -> tuple[Mensagem, ...]:
    """Os outros textos que vêm com o programa, do mais leve ao mais firme, e o que muda com o atraso."""
    tons = (_LEMBRETE, _VENCIDO, _HA_MUITO)
    unicos = (
        ("Lembrete", "Lembrete de vencimento", _LEMBRETE[:1], _LEMBRETE[1:]),
        ("Vencido", "Débitos em aberto", (_A_VENCER, _VENCIDO[0], _VENCIDO[0]), _VENCIDO[1:]),
        ("Vencido há muito", "Regularização de débitos", (_A_VENCER, _HA_MUITO[0], _HA_MUITO[0]), _HA_MUITO[1:]),
        ("Conforme o atraso", "Posição de débitos", tuple(tom[0] for tom in tons), tuple(tom[1] for tom in tons)),
    )
    return tuple(
        em_mensagem(NUMERO_PADRAO, nome, f"{assunto} – {{{{ empresa }}}} – {{{{ data }}}}", _documento(abre, fecha))
        for nome, assunto, abre, fecha in unicos
    )
