"""As perguntas antes de fechar o dia: data à frente do relógio e a confirmação com os números."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from envio.fechamento.vistoria import Vistoria
from modelos.avisos.correcao_de_data import AFrente
from modelos.base.terminais import Terminal
from regras.debito import Classe
from regras.dinheiro import em_reais
from regras.relogio import Estranheza, Suspeita
from ui import frases, frases_da_vistoria
from ui.abas.fechamento.conferencia import alertas
from ui.base.confirmacao import DialogoConfirmacao, Fato


class Resposta(StrEnum):
    """O que o operador decidiu."""

    SIM = "sim"
    NAO = "nao"
    PREVIA = "previa"


def confirmar_data(pai: QWidget, suspeita: Suspeita) -> bool:
    """Data à frente do relógio, ou relógio que saltou: pergunta, com o foco no Não (regras.md §2.12)."""
    a_frente = suspeita.qual is Estranheza.A_FRENTE
    return DialogoConfirmacao.perguntar(
        "Data à frente do relógio" if a_frente else "Relógio do computador",
        f"Fechar {frases.data_curta(suspeita.data)}, à frente de hoje?" if a_frente else "O relógio está certo?",
        detalhe=f"{frases_da_vistoria.da_suspeita(suspeita)}.",
        alerta="O fechamento só anda para a frente: depois deste, nenhuma data anterior poderá ser fechada.",
        sim="&Sim, é esta data",
        pai=pai,
    )


def confirmar_correcao(pai: QWidget, havia: AFrente, hoje: date) -> bool:
    """Há o que foi fechado com data à frente do relógio: pergunta se vale como de hoje (regras.md §2.12)."""
    quanto = frases_da_vistoria.do_que_esta_a_frente(havia)
    return DialogoConfirmacao.perguntar(
        "Fechado com data à frente",
        "Dar como feito hoje o que foi fechado com data à frente do relógio?",
        detalhe=f"{quanto}. Hoje é {frases.data_com_dia(hoje)} neste computador.",
        alerta="Só se o relógio está certo agora. Nada é enviado: o que ainda não tinha saído é refeito ao fechar o "
        "dia, e o histórico guarda as duas datas.",
        sim="&Sim, dar como feito hoje",
        pai=pai,
    )


def confirmar_interrupcao(pai: QWidget, *, esperando: bool) -> bool:
    """Parar o envio, ou encerrar a espera da nova tentativa: pergunta, com o foco no Não."""
    return DialogoConfirmacao.perguntar(
        "Encerrar a espera" if esperando else "Cancelar o envio",
        "Encerrar a espera?" if esperando else "Parar o envio?",
        detalhe="Os adiados só saem quando o dia for fechado outra vez."
        if esperando
        else "O aviso em curso termina; os que faltam ficam para o próximo fechamento do dia.",
        sim="&Sim, encerrar" if esperando else "&Sim, parar",
        nao="&Não, continuar esperando" if esperando else "&Não, continuar enviando",
        pai=pai,
    )


def confirmar_envio(
    pai: QWidget, vistoria: Vistoria, outros: Sequence[Terminal], antes: Vistoria | None = None
) -> Resposta:
    """Mostra quantos, quanto e que outros terminais estão abertos, com o foco no Não; Ver a prévia também desiste.

    Args:
        pai: dono da pergunta.
        vistoria: o que se confirma.
        outros: quem mais está com a base aberta.
        antes: a que já tinha sido confirmada, quando o plano mudou entre a pergunta e o Sim.
    """
    dialogo = montar_confirmacao(pai, vistoria, outros, antes)
    aceitou = dialogo.exec() == DialogoConfirmacao.DialogCode.Accepted
    desviou = dialogo.desviou
    dialogo.deleteLater()
    if aceitou:
        return Resposta.SIM
    return Resposta.PREVIA if desviou else Resposta.NAO


def montar_confirmacao(
    pai: QWidget | None, vistoria: Vistoria, outros: Sequence[Terminal] = (), antes: Vistoria | None = None
) -> DialogoConfirmacao:
    """A pergunta, com a tabela de fatos."""
    data = frases.data_com_dia(vistoria.plano.data)
    if not vistoria.plano.habilitado:
        return DialogoConfirmacao(
            "Fechar o dia",
            "Fechar o dia sem enviar avisos?",
            detalhe=f"Fechamento de {data}. O envio de débitos por e-mail está desabilitado.",
            alerta=_dizer_abertos(outros),
            sim="&Sim, fechar",
            pai=pai,
        )
    vai = vistoria.a_enviar
    if not vai.avisos:
        pergunta, detalhe = "Fechar o dia sem nenhum e-mail novo?", f"Fechamento de {data}."
    else:
        emails = frases.quantos(len(vai.avisos), "e-mail", "e-mails")
        pergunta = f"Enviar {emails}, {em_reais(vai.total_centavos)}?"
        detalhe = f"Fechamento de {data}. Um e-mail enviado não volta."
    if vistoria.teste_para:
        pergunta = f"Ensaiar o fechamento de {data}?"
        detalhe = frases.em_teste(vistoria.teste_para)
    return DialogoConfirmacao(
        "Fechar o dia",
        pergunta,
        detalhe=detalhe,
        fatos=listar_fatos(vistoria),
        alerta=" ".join(filter(None, (_dizer_mudanca(antes), _dizer_abertos(outros), _alerta(vistoria)))),
        sim="&Sim, enviar" if vai.avisos else "&Sim, fechar",
        desvio="Ver a prévia",
        pai=pai,
    )


def listar_fatos(vistoria: Vistoria) -> list[Fato]:
    """O que conferir antes de responder."""
    vai, plano = vistoria.a_enviar, vistoria.plano
    fatos = [_da_classe(vistoria, Classe.A_VENCER, "A vencer"), _da_classe(vistoria, Classe.VENCIDO, "Vencidos")]
    sem_boleto = vai.quantidade_debitos - vai.quantidade_boletos
    boletos = f"{frases.quantos(sem_boleto, 'débito', 'débitos')} sem boleto" if sem_boleto else ""
    fora = sum(item.total_centavos for item in plano.fora)
    fatos.append(("Boletos", frases.numero(vai.quantidade_boletos), boletos))
    fatos.append(("Ficam de fora", frases.quantos(len(plano.fora), "cliente", "clientes"), em_reais(fora)))
    if vistoria.retirados:
        tirados = sum(aviso.total_centavos for aviso in vistoria.retirados)
        fatos.append(
            ("Tirados por você", frases.quantos(len(vistoria.retirados), "cliente", "clientes"), em_reais(tirados))
        )
    if vistoria.ja_resolvidos:
        quantos = frases.quantos(vistoria.ja_resolvidos, "aviso", "avisos")
        fatos.append(("Já com desfecho", quantos, "não são repetidos"))
    if vistoria.conta is not None:
        fatos.append(("Conta", f"{vistoria.conta.numero}, {vistoria.conta.remetente}", ""))
    return fatos


def _da_classe(vistoria: Vistoria, classe: Classe, nome: str) -> Fato:
    debitos = [d for aviso in vistoria.a_enviar.avisos for d in aviso.debitos if d.classe is classe]
    soma = sum(debito.atualizado_centavos for debito in debitos)
    return (nome, frases.quantos(len(debitos), "débito", "débitos"), em_reais(soma))


def _alerta(vistoria: Vistoria) -> str:
    """As ressalvas da conferência, para ninguém confirmar sem ter lido."""
    ressalvas = alertas(vistoria)
    if not ressalvas:
        return ""
    return f"{frases.lista([ressalvas[0], *(frase[0].lower() + frase[1:] for frase in ressalvas[1:])])}."


def _dizer_mudanca(antes: Vistoria | None) -> str:
    """O que se tinha confirmado, quando já não é o que sairia."""
    if antes is None:
        return ""
    vai = antes.a_enviar
    emails = frases.quantos(len(vai.avisos), "e-mail", "e-mails")
    return f"O plano mudou desde a pergunta, e nada saiu: eram {emails}, {em_reais(vai.total_centavos)}."


def _dizer_abertos(outros: Sequence[Terminal]) -> str:
    """Quem mais está com a base aberta, para o operador pedir que saia antes de fechar."""
    if not outros:
        return ""
    abertos = [f"{outro.nome} ({outro.usuario})" if outro.usuario else outro.nome for outro in outros]
    frase = "Outro terminal está aberto: {}." if len(outros) == 1 else "Outros terminais estão abertos: {}."
    return frase.format(frases.lista(abertos))
