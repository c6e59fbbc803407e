"""Plataforma comum ("Autbank"): onze bancos com o mesmo leiaute (boleto.md C.3)."""

from __future__ import annotations

from functools import partial

from boletos.bancos.banco import Banco, Leiaute, Parte
from boletos.bancos.campos import codigos, exigir
from boletos.bancos.forma import Opcao
from boletos.bancos.impressao import impressao
from boletos.titulo.numeros import modulo_10

_LOCAL_POR_EXTENSO = "Canais eletrônicos, agências ou correspondentes bancários de todo o BRASIL"
_ONDE_DA_OPERACAO = "no contrato de cobrança com {banco}: é o número da operação, também chamado contrato ou convênio"
_antes_do_numero = impressao("agencia:4+dv/carteira:3")


_LEIAUTE = Leiaute(
    (
        "agencia:4 agencia_dv:1? conta:12? conta_dv:1?",
        exigir("convenio", 7, "número da operação", onde=_ONDE_DA_OPERACAO),
        "carteira:3",
    ),
    "agencia carteira convenio numero dv",
    posicoes=10,
    digito=modulo_10,
    base="agencia carteira",
    aceita=(Parte(9, "agência e carteira", lambda titulo, _: _antes_do_numero(titulo)),),
    mascara="{antes}/{numero}-{dv}",
)
_banco = partial(Banco, leiaute=_LEIAUTE, agencia_codigo="agencia:4-dv/conta-dv")

FAMILIA = (
    _banco("077-9", "Inter", carteiras=(Opcao("110", "o cliente emite"), Opcao("112", "o banco emite"))),
    _banco("212-7", "Original", homologado=False),
    _banco("224-0", "Fibra", carteiras=codigos("112", "121"), local=_LOCAL_POR_EXTENSO),
    _banco("246-1", "ABC Brasil", homologado=False),
    _banco("530-4", "Ser Finance", carteiras=codigos("110")),
    _banco("604-1", "Industrial do Brasil", homologado=False),
    _banco("611-4", "Paulista", homologado=False),
    _banco("633-5", "Rendimento", carteiras=codigos("121"), local=_LOCAL_POR_EXTENSO),
    _banco("637-0", "Sofisa", carteiras=codigos("112", "121")),
    _banco("643-2", "Pine", carteiras=codigos("112"), local=_LOCAL_POR_EXTENSO),
    _banco("707-2", "Daycoval", carteiras=codigos("121")),
)
"""Os da plataforma; nos não homologados, sem vetor, a carteira é conforme o contrato."""
