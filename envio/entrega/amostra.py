"""Envio de teste: uma mensagem de verdade, com relatório e boleto de amostra que não pode ser pago.

Nada muda no histórico dos clientes.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from boletos.emissao.amostra import amostra
from boletos.papel import ficha
from boletos.relatorios import relatorio
from envio import prontidao
from envio.ambiente import Ambiente
from envio.contas import contas
from envio.correio.transporte import Credencial
from envio.entrega.desfecho import MensagemPronta
from envio.entrega.registro import Esquecido
from envio.entrega.transmissao import numa_sessao, transmitir
from envio.eventos import PassoFeito
from envio.mensagem import montagem
from modelos.cadastro import empresas
from modelos.contas import (
    contas_cobranca,
    contas_conferidas,
    contas_email,
    mensagens,
)
from regras.aviso import Aviso, DebitoAvisado, Estado, envid, message_id
from regras.cadastro import ContaEmail
from regras.debito import Classe
from regras.entrega import Desfecho, TipoDeMensagem
from regras.erros import DadoInvalido
from regras.mensagem import texto
from regras.mensagem.senha import dos_pdfs as senha_dos_pdfs
from regras.mensagem.variaveis import CLIENTE_DE_EXEMPLO, EMPRESA_DE_EXEMPLO

_SEM_RESPOSTA = "O servidor recebeu a mensagem e não respondeu; confira se ela chegou."


@dataclass(frozen=True, slots=True)
class Resultado:
    """O fim do teste.

    Atributos:
        enviado: verdadeiro quando o servidor aceitou a mensagem.
        resposta: o texto do servidor.
        motivo: o que houve e o que fazer, quando não aceitou.
    """

    enviado: bool
    message_id: str
    resposta: str = ""
    motivo: str = ""


def enviar_amostra(
    numero: int, para: str, hoje: date, ambiente: Ambiente, *, senha: str | None = None
) -> Iterator[PassoFeito | Resultado]:
    """Manda a mensagem de teste de uma conta, passo a passo.

    Args:
        numero: a conta de e-mail.
        para: quem recebe.
        hoje: data de referência da amostra.
        ambiente: base, relógio, cofre e transporte.
        senha: a digitada e ainda não gravada, no lugar da do cofre.

    Raises:
        DadoInvalido: a conta não existe, ou a mensagem tem erro.
        ConfiguracaoIncompleta: a conta faz login e está sem senha, ou não foi autorizada.
    """
    conta = contas_email.obter(numero)
    if conta is None:
        raise DadoInvalido("conta", f"a conta de e-mail {numero} não existe", o_que_fazer="Cadastre-a antes de testar.")
    return enviar_amostra_da_conta(
        conta, para, hoje, ambiente, credencial=prontidao.obter_credencial(ambiente, conta, senha)
    )


def enviar_amostra_da_conta(
    conta: ContaEmail, para: str, hoje: date, ambiente: Ambiente, *, credencial: Credencial
) -> Iterator[PassoFeito | Resultado]:
    """O mesmo que `enviar_amostra`, para uma conta ainda não gravada e com a credencial já em mãos."""
    mensagem = _montar(conta, para, hoje, ambiente.agora())
    yield PassoFeito("Montar a mensagem", f"1 relatório, 1 boleto de amostra, {len(mensagem.mime) // 1024 + 1} KB")
    transporte = ambiente.abrir_transporte(conta, credencial)
    passos = transmitir(mensagem, conta.remetente, Esquecido(ambiente, conta))
    try:
        aberta = PassoFeito("Conectar, entrar e transmitir", f"{conta.servidor}:{conta.porta}")
        feita = yield from numa_sessao(passos, transporte, aberta)
    finally:
        transporte.fechar()
    deu = feita.resultado
    if deu.desfecho is Desfecho.ACEITA:
        _anotar_o_aceite(conta, ambiente.agora())
    motivo = deu.veredito.motivo if deu.veredito else ""
    yield Resultado(
        enviado=deu.desfecho is Desfecho.ACEITA,
        message_id=mensagem.message_id,
        resposta=deu.resposta if deu.desfecho is Desfecho.SEM_RESPOSTA else f"{deu.codigo} {deu.resposta}",
        motivo=_SEM_RESPOSTA if deu.desfecho is Desfecho.SEM_RESPOSTA else motivo,
    )


def _anotar_o_aceite(conta: ContaEmail, em: datetime) -> None:
    """A conta gravada, se é a mesma que se testou, fica conferida e testada."""
    gravada = contas_email.obter(conta.numero)
    if gravada is not None and contas.o_que_se_confere(gravada) == contas.o_que_se_confere(conta):
        contas_conferidas.testar(conta.numero, em)


def _montar(conta: ContaEmail, para: str, hoje: date, em: datetime) -> MensagemPronta:
    empresa = empresas.obter() or EMPRESA_DE_EXEMPLO
    mensagem = mensagens.da_conta(conta.numero)
    texto.validar(mensagem)
    boleto = amostra(next(iter(contas_cobranca.listar()), None), empresa, hoje)
    debito = DebitoAvisado(
        cliente=CLIENTE_DE_EXEMPLO.codigo,
        documento="SEM-VALOR",
        parcela="1",
        vencimento=boleto.vencimento or hoje + timedelta(days=1),
        classe=Classe.A_VENCER,
        dias=-1,
        valor_centavos=1,
        saldo_centavos=1,
        multa_centavos=0,
        juros_centavos=0,
        emissao=hoje,
        codigo_barras=boleto.codigo_barras,
        linha_digitavel=boleto.linha_digitavel,
    )
    para_abrir = senha_dos_pdfs(empresa, CLIENTE_DE_EXEMPLO)
    folha = relatorio.em_pdf(relatorio.Relatorio(empresa, CLIENTE_DE_EXEMPLO, hoje, (debito,)), para_abrir)
    identificador = message_id(envid("teste", secrets.token_hex()), conta.remetente.rpartition("@")[2])
    mime = montagem.montar(
        montagem.MensagemAMontar(
            chave="teste",
            message_id=identificador,
            conta=conta,
            empresa=empresa,
            cliente=CLIENTE_DE_EXEMPLO,
            destinatarios=(para,),
            debitos=(debito,),
            mensagem=mensagem,
            anexos=(
                montagem.anexar_relatorio(CLIENTE_DE_EXEMPLO.codigo, hoje, folha),
                montagem.anexar_boleto(debito, ficha.em_pdf(boleto, para_abrir)),
            ),
            data=hoje,
            em=em,
        )
    )
    cliente = CLIENTE_DE_EXEMPLO
    de_mentira = Aviso(0, hoje, cliente.codigo, cliente.nome, "teste", Estado.PENDENTE, 1, (para,), (debito,), em)
    return MensagemPronta(TipoDeMensagem.AMOSTRA, de_mentira, identificador, (para,), mime, 1, (debito,))
