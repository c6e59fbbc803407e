"""Enum, contagem, data e erro viram frase aqui, sem Qt: a janela e o terminal dizem o mesmo.

As frases dos apontamentos e as da vistoria estão ao lado.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from envio.correio.falhas import Fase
from envio.entrega.conciliacao import Conciliacao, Destravada
from envio.erp.leitura import Passo
from modelos.importacao.resultado import Tipo
from regras.aviso import Estado
from regras.base_travada import Como
from regras.cadastro import Autenticacao, Conferida, ContaEmail, Seguranca
from regras.carteira.atraso import FaixaDeAtraso
from regras.carteira.promessa import Desfecho
from regras.debito import Classe
from regras.devolucao import Acao
from regras.erros import DadoInvalido
from regras.parametros import Modo
from regras.selecao import Motivo

if TYPE_CHECKING:
    from envio.dossie.exportacao import Gravado

MOTIVOS: dict[Motivo, str] = {
    Motivo.NAO_AVISAR: "Não avisar",
    Motivo.PROMESSA: "Promessa de pagamento",
    Motivo.SEM_DESTINATARIO: "Sem destinatário",
    Motivo.JA_AVISADO: "Já avisado hoje",
    Motivo.CICLO: "Fora do ciclo",
    Motivo.VALOR_MINIMO: "Abaixo do valor mínimo",
}
"""Por que um cliente fica de fora, na ordem de regras.md §2.14."""

DESFECHOS: dict[Desfecho, str] = {
    Desfecho.VIGENTE: "No prazo",
    Desfecho.CUMPRIDA: "Cumprida",
    Desfecho.PAGA_DEPOIS: "Paga depois do dia",
    Desfecho.NAO_CUMPRIDA: "Não cumprida",
    Desfecho.TROCADA: "Trocada ou tirada",
}
"""No que deu uma promessa."""

FAIXAS: dict[FaixaDeAtraso, str] = {
    FaixaDeAtraso.A_VENCER: "A vencer",
    FaixaDeAtraso.ATE_30: "1–30",
    FaixaDeAtraso.ATE_60: "31–60",
    FaixaDeAtraso.ATE_90: "61–90",
    FaixaDeAtraso.MAIS_90: "90+",
}

ESTADOS: dict[Estado, str] = {
    Estado.PENDENTE: "Pendente",
    Estado.ENVIANDO: "Enviando",
    Estado.ENVIADO: "Enviado",
    Estado.ADIADO: "Adiado",
    Estado.RECUSADO: "Recusado",
    Estado.EM_DUVIDA: "Em dúvida",
    Estado.CANCELADO: "Cancelado",
}

CLASSES: dict[Classe, str] = {
    Classe.A_VENCER: "A vencer",
    Classe.CARENCIA: "Em carência",
    Classe.VENCIDO: "Vencido",
    Classe.FUTURO: "Futuro",
}

MODOS: dict[Modo, str] = {
    Modo.SELECIONA: "seleciona",
    Modo.NAO_SELECIONA: "não seleciona",
    Modo.TODOS: "todos",
}

AUTENTICACOES: dict[Autenticacao, str] = {
    Autenticacao.SENHA: "Usuário e senha",
    Autenticacao.MICROSOFT: "Microsoft (OAuth2)",
    Autenticacao.GOOGLE: "Google (OAuth2)",
}
"""Como a conta de e-mail entra no servidor."""

_DIAS = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
_MESES = (
    *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
    *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
)


def faixa_em_dias(valor: FaixaDeAtraso) -> str:
    """Uma faixa de atraso, inteira: `1–30 dias`; a vencer não tem dias."""
    return FAIXAS[valor] if valor is FaixaDeAtraso.A_VENCER else f"{FAIXAS[valor]} dias"


def modo(valor: Modo) -> str:
    """Um modo S/N/T como a legenda escreve: `(S) seleciona`."""
    return f"({valor.value}) {MODOS[valor]}"


def como_entra(conta: ContaEmail) -> str:
    """Como esta conta entra; sem usuário não há senha a mandar, e o servidor a recebe sem ela."""
    return AUTENTICACOES[conta.autenticacao] if conta.login() else "Sem senha"


def quantos(quantidade: int, um: str, varios: str) -> str:
    """Conta com concordância: `1 cliente`, `1.284 débitos`."""
    return f"{numero(quantidade)} {um if quantidade == 1 else varios}"


def numero(quantidade: int) -> str:
    """Inteiro com ponto de milhar."""
    return f"{quantidade:,}".replace(",", ".")


def lista(nomes: list[str] | tuple[str, ...], conjuncao: str = "e") -> str:
    """Junta nomes: `Financeiro, Compras e Sócios`."""
    if len(nomes) < 2:
        return "".join(nomes)
    return f"{', '.join(nomes[:-1])} {conjuncao} {nomes[-1]}"


def lista_curta(nomes: list[str] | tuple[str, ...], ate: int = 6) -> str:
    """Os primeiros nomes e quantos mais há: `Alfa, Beta e mais 12`."""
    if len(nomes) <= ate:
        return lista(nomes)
    return f"{', '.join(nomes[:ate])} e mais {numero(len(nomes) - ate)}"


def dia_da_semana(dia: date) -> str:
    """`terça-feira`."""
    return _DIAS[dia.weekday()]


def data_curta(dia: date) -> str:
    """`24/11/2026`."""
    return f"{dia:%d/%m/%Y}"


def data_com_dia(dia: date) -> str:
    """`terça-feira, 24/11/2026`."""
    return f"{dia_da_semana(dia)}, {data_curta(dia)}"


def dia_e_mes(dia: date) -> str:
    """`ter, 24/11`."""
    return f"{dia_da_semana(dia)[:3]}, {dia:%d/%m}"


def mes_por_extenso(dia: date) -> str:
    """`novembro de 2026`."""
    return f"{_MESES[dia.month - 1]} de {dia.year}"


def mes_curto(dia: date, *, com_ano: bool = False) -> str:
    """`nov`, ou `nov 26` com o ano; janeiro sempre o traz, para que se veja onde ele vira."""
    curto = _MESES[dia.month - 1][:3]
    return f"{curto} {dia:%y}" if com_ano or dia.month == 1 else curto


def datas(valida: date, original: date | None) -> str:
    """A data que vale e, se foi corrigida, a com que se fez: `24/11/2026 (feito com a data 03/02/2029)`."""
    return data_curta(valida) if original is None else f"{data_curta(valida)} (feito com a data {data_curta(original)})"


def data_e_hora(instante: datetime) -> str:
    """`24/11/2026 16:21`; o instante já vem na hora local."""
    return f"{instante:%d/%m/%Y %H:%M}"


def ha_quanto(antes: datetime, agora: datetime) -> str:
    """Tempo passado, arredondado para baixo: `agora há pouco`, `há 12 min`, `há 1 h 12 min`, `há 3 dias`."""
    minutos = int((agora - antes).total_seconds() // 60)
    if minutos < 1:
        return "agora há pouco"
    if minutos < 60:
        return f"há {minutos} min"
    horas, resto = divmod(minutos, 60)
    if horas < 24:
        return f"há {horas} h {resto} min" if resto else f"há {horas} h"
    return f"há {quantos(horas // 24, 'dia', 'dias')}"


def duracao(segundos: int) -> str:
    """Tempo de um trabalho: `42 s`, `1 min 37 s`, `2 h 5 min`."""
    minutos, resto = divmod(max(0, segundos), 60)
    if not minutos:
        return f"{resto} s"
    if minutos < 60:
        return f"{minutos} min {resto} s"
    return f"{minutos // 60} h {minutos % 60} min"


def dias_de_atraso(dias: int) -> str:
    """`dias` é hoje − vencimento: `Vencido há 12 dias`, `Vence hoje`, `Vence amanhã`, `Vence em 3 dias`."""
    if dias == 0:
        return "Vence hoje"
    if dias == -1:
        return "Vence amanhã"
    if dias < 0:
        return f"Vence em {-dias} dias"
    return f"Vencido há {quantos(dias, 'dia', 'dias')}"


def tamanho(quantidade: int) -> str:
    """Tamanho de arquivo: `38 KB`, `1,2 MB`."""
    if quantidade < 1024:
        return f"{quantidade} bytes"
    if quantidade < 1024 * 1024:
        return f"{(quantidade + 512) // 1024} KB"
    decimos = (quantidade * 10 + 512 * 1024) // (1024 * 1024)
    return f"{decimos // 10},{decimos % 10} MB"


def em_teste(para: str) -> str:
    """O que o modo de teste faz, para ninguém achar que enviou de verdade."""
    return f"MODO DE TESTE: tudo vai só para {para}, e nada fica registrado. Nenhum cliente recebe."


def conciliacao(achado: Conciliacao) -> str:
    """O que a conferência com o diário de envios refez, e o que fazer (regras.md §6.6)."""
    partes = []
    if achado.avisos:
        partes.append(f"{quantos(achado.avisos, 'aviso refeito', 'avisos refeitos')} a partir do diário de envios")
    if achado.eventos:
        partes.append(f"{quantos(achado.eventos, 'aviso atualizado', 'avisos atualizados')} pelo diário")
    if achado.em_duvida:
        partes.append(f"{numero(achado.em_duvida)} em dúvida, à espera da sua decisão no histórico")
    if achado.ilegiveis:
        partes.append(f"{quantos(achado.ilegiveis, 'linha ilegível', 'linhas ilegíveis')} no diário, ignoradas")
    if achado.quebra:
        partes.append("ele não é mais o que a base já viu")
    trava = " A base é antiga e ficou travada para envio até a sua confirmação." if achado.travou else ""
    if achado.quebra:
        trava = " A base ficou travada para envio: em Destravar está o que houve e o que fazer."
    return f"Conferência com o diário de envios: {'; '.join(partes)}.{trava}"


def destravada(feita: Destravada) -> str:
    """Como a base ficou depois de destravada, e o que ainda pode sair em dobro (regras.md §6.7)."""
    estava = f"(estava travada: {feita.bloqueio.frase()})"
    if feita.como is Como.COPIA:
        return (
            f"A base agora é cópia, com identidade e diário de envios próprios {estava}. A outra continua sendo a "
            "verdadeira e ainda envia: o que esta enviar não conta nela, e o cliente recebe das duas. As senhas das "
            "contas não vieram: informe-as de novo, de preferência as de um servidor de teste."
        )
    texto = f"Base liberada para envio {estava}."
    if feita.bloqueio.exige_como:
        texto += " Ela tomou o lugar da outra: não envie mais por aquela, ou o cliente recebe em dobro."
    if feita.bloqueio.quebra is not None:
        texto += " O diário recomeçou do que ainda se lia dele, da cópia deste usuário e do que a base sabe."
    return texto


def procurando_devolucoes(conta: int, vistas: int, total: int) -> str:
    """O que se diz enquanto a caixa de uma conta é lida; total 0 é que ainda não se sabe."""
    texto = f"Procurando devoluções na caixa da conta {conta}"
    return f"{texto}: {numero(vistas)} de {numero(total)}" if total else f"{texto}…"


def acao_da_devolucao(acao: Acao) -> str:
    """O que a devolução diz que houve."""
    return "Voltou" if acao is Acao.FALHOU else "Atrasada"


def dossie(gravado: Gravado) -> str:
    """O que há nele, como `3 avisos, 4 mensagens, 2 sem o corpo, apagado pelo prazo de guarda; 412 KB.`."""
    partes = [
        quantos(gravado.avisos, "aviso", "avisos"),
        quantos(gravado.mensagens, "mensagem", "mensagens"),
    ]
    if gravado.sem_corpo:
        partes.append(f"{numero(gravado.sem_corpo)} sem o corpo, apagado pelo prazo de guarda")
    return f"{', '.join(partes)}; {tamanho(gravado.bytes)}."


def erro_de_campo(erro: DadoInvalido) -> str:
    """O que se escreve ao lado do campo: o que houve e o conserto, sem repetir o nome do campo."""
    return f"{em_frase(erro.motivo)} {erro.o_que_fazer}".strip()


def em_frase(texto: str) -> str:
    """Primeira letra maiúscula e ponto no fim."""
    limpo = texto.strip()
    if not limpo:
        return ""
    fim = "" if limpo[-1] in ".!?" else "."
    return f"{limpo[0].upper()}{limpo[1:]}{fim}"


def fase_da_conferencia(fase: Fase, conta: ContaEmail) -> str:
    """O que se confere numa fase, como a tela o diz."""
    if fase is Fase.CONEXAO:
        protegida = ", com TLS" if conta.seguranca is Seguranca.TLS else ""
        return f"Conectar a {conta.servidor}, porta {conta.porta}{protegida}"
    if fase is Fase.LOGIN:
        return f"Entrar como {conta.login()}"
    return {
        Fase.EHLO: "Ouvir a resposta do servidor de envio",
        Fase.STARTTLS: "Proteger a conexão (STARTTLS)",
    }.get(fase, fase.value)


def conferencia_da_conta(conferida: Conferida | None) -> str:
    """Em que pé está a conferência de uma conta, como a lista a diz."""
    if conferida is None:
        return "Não conferida"
    if conferida.testada_em is not None:
        return f"Teste aceito em {conferida.testada_em.astimezone():%d/%m/%Y}"
    return f"Conferida em {conferida.conferida_em.astimezone():%d/%m/%Y}"


TIPOS_DE_ARQUIVO: dict[Tipo, str] = {
    Tipo.EMPRESA: "empresa",
    Tipo.CONTAS_COBRANCA: "contas de cobrança",
    Tipo.CLIENTES: "clientes",
    Tipo.CONTATOS: "contatos",
    Tipo.DEBITOS: "débitos",
    Tipo.PEDIDOS: "pedidos",
    Tipo.NOTAS: "notas",
}
PASSOS_DO_ERP: dict[Passo, str] = {
    Passo.ENDERECO: "Endereço do servidor",
    Passo.LOGIN: "Entrada no banco",
    Passo.CONSULTA: "Consulta, só leitura",
    Passo.LINHAS: "Primeiras linhas",
}
