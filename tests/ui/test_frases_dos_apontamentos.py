"""O texto de cada apontamento é o do contrato (`motivo` de `fechar --json`), e o grupo é o que a tela conta."""

from __future__ import annotations

from datetime import date

import pytest

from regras.apontamento import Apontamento
from regras.apontamento import TipoDeApontamento as Tipo
from regras.cadastro import Cliente
from regras.selecao import Fora, Motivo, SemQuem
from ui import frases_dos_apontamentos as apontamentos
from ui.frases_dos_apontamentos import Grupo

CHAVE = ("1", "10", "1")


@pytest.mark.parametrize(
    ("item", "grupo", "frase"),
    [
        (
            Apontamento(Tipo.SEM_NOSSO_NUMERO, *CHAVE, houve="nosso número: falta", o_que_fazer="Registre no banco."),
            Grupo.SEM_BOLETO,
            "nosso número: falta; registre no banco",
        ),
        (Apontamento(Tipo.SEM_CONTA, *CHAVE, houve="sem conta"), Grupo.SEM_BOLETO, "sem conta"),
        (
            Apontamento(Tipo.ANTIGO, *CHAVE, dias=1825),
            Grupo.ANTIGO,
            "vencido há mais de 1825 dias: não entra no aviso",
        ),
        (
            Apontamento(Tipo.EMAIL_INVALIDO, "1", contato="Ana", endereco="x"),
            Grupo.EMAIL_INVALIDO,
            "e-mail inválido no contato Ana: x",
        ),
        (
            Apontamento(Tipo.ENDERECO_DEVOLVIDO, "1", endereco="a@b.com"),
            Grupo.DEVOLVIDO,
            "endereço devolvido, não recebe: a@b.com",
        ),
        (
            Apontamento(Tipo.DEVOLUCOES_NAO_LIDAS, conta_email=1, houve="Sem senha."),
            Grupo.CAIXA,
            "as devoluções da conta 1 não foram lidas: Sem senha.",
        ),
        (
            Apontamento(Tipo.DEVOLUCOES_PELA_METADE, conta_email=1),
            Grupo.CAIXA,
            "as devoluções da conta 1 não foram todas lidas: a caixa tem muitas mensagens novas",
        ),
        (Apontamento(Tipo.SEM_EMPRESA), Grupo.EMPRESA, "a empresa que cobra ainda não foi cadastrada"),
        (
            Apontamento(Tipo.EMPRESA_INCOMPLETA, nomes=("cidade", "CEP")),
            Grupo.EMPRESA,
            "falta no cadastro da empresa: cidade, CEP",
        ),
        (
            Apontamento(Tipo.GRUPOS_SUMIDOS, nomes=("Sócios",)),
            Grupo.EMPRESA,
            "Grupos de contatos marcados que não existem mais: Sócios",
        ),
        (
            Apontamento(Tipo.SITUACOES_SUMIDAS, nomes=("Acordo", "Outra")),
            Grupo.EMPRESA,
            "Situações marcados que não existem mais: Acordo, Outra",
        ),
        (Apontamento(Tipo.LETRA_DA_EMPRESA, houve="“Ł” sai “?”"), Grupo.IMPRESSO, "empresa: “Ł” sai “?”"),
        (
            Apontamento(Tipo.LETRA_DA_CONTA, conta="BB", houve="“Ł” sai “?”"),
            Grupo.IMPRESSO,
            "conta de cobrança BB: “Ł” sai “?”",
        ),
        (Apontamento(Tipo.LETRA_DO_CLIENTE, "1", houve="“Ł” sai “?”"), Grupo.IMPRESSO, "“Ł” sai “?”"),
    ],
)
def test_o_que_se_diz_e_onde_se_conta(item: Apontamento, grupo: Grupo, frase: str) -> None:
    assert (apontamentos.grupo(item), apontamentos.dizer(item)) == (grupo, frase)


def test_todo_grupo_diz_o_que_quer_dizer_para_o_envio() -> None:
    assert all(apontamentos.DETALHES[grupo] for grupo in Grupo)


@pytest.mark.parametrize(
    ("fora", "detalhe"),
    [
        (Fora(Cliente("1", "A"), Motivo.PROMESSA, ate=date(2026, 11, 30)), "prometeu pagar até 30/11/2026"),
        (Fora(Cliente("1", "A"), Motivo.CICLO, ate=date(2026, 11, 27)), "volta em 27/11/2026"),
        (Fora(Cliente("1", "A"), Motivo.NAO_AVISAR), ""),
    ],
)
def test_ate_quando_fica_de_fora(fora: Fora, detalhe: str) -> None:
    assert apontamentos.detalhe_de_fora(fora) == detalhe


@pytest.mark.parametrize("porque", list(SemQuem))
def test_todo_sem_destinatario_tem_explicacao(porque: SemQuem) -> None:
    assert apontamentos.detalhe_de_fora(Fora(Cliente("1", "A"), Motivo.SEM_DESTINATARIO, sem_quem=porque))
