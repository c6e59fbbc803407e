"""`importar`: o que se conta, o que se rejeita e o código de saída."""

from __future__ import annotations

from tests.linha_de_comando import CLIENTES, DEBITOS, Terminal


def test_conta_cada_arquivo_com_as_chaves_do_contrato(terminal: Terminal) -> None:
    clientes, debitos = terminal.escrever("c.csv", CLIENTES), terminal.escrever("d.csv", DEBITOS)
    dito = terminal("importar", "--debitos", debitos, "--clientes", clientes)
    assert dito.codigo == 0
    assert dito.objeto["arquivos"][0] == {
        "arquivo": clientes,
        "tipo": "clientes",
        "lidas": 2,
        "incluidas": 2,
        "alteradas": 0,
        "iguais": 0,
        "rejeitadas": 0,
        "baixadas": 0,
        "apontamentos": [],
        "erro": None,
    }
    assert [arquivo["tipo"] for arquivo in dito.objeto["arquivos"]] == ["clientes", "debitos"]
    assert "debitos: 2 linhas lidas" in dito.erros


def test_de_novo_o_mesmo_arquivo_e_tudo_igual(pronto: Terminal) -> None:
    (arquivo,) = pronto.importar(DEBITOS).objeto["arquivos"]
    assert (arquivo["iguais"], arquivo["incluidas"], arquivo["alteradas"]) == (2, 0, 0)


def test_rejeitada_da_saida_3_e_fica_ao_lado_com_o_motivo(pronto: Terminal) -> None:
    dito = pronto.importar(DEBITOS + "001;11;1;31/02/2026;1,00;;\n")
    assert (dito.codigo, dito.objeto["arquivos"][0]["rejeitadas"]) == (3, 1)
    ao_lado = (pronto.pasta / "debitos.csv.rejeitadas.csv").read_text("utf-8-sig")
    assert "31/02/2026" in ao_lado
    assert "vencimento" in ao_lado.splitlines()[1]
    assert (
        "debitos.csv.rejeitadas.csv" in pronto.dizer("importar", "--debitos", str(pronto.pasta / "debitos.csv")).saida
    )


def test_arquivo_ilegivel_da_saida_1_e_os_outros_seguem(terminal: Terminal) -> None:
    dito = terminal("importar", "--clientes", terminal.escrever("c.csv", CLIENTES), "--debitos", "nao-existe.csv")
    clientes, debitos = dito.objeto["arquivos"]
    assert (dito.codigo, clientes["incluidas"], clientes["erro"]) == (1, 2, None)
    assert "nao-existe.csv" in debitos["erro"]


def test_ausentes_baixa_os_que_faltam_e_pede_confirmacao_acima_da_metade(pronto: Terminal) -> None:
    um = "\n".join(DEBITOS.splitlines()[:2])
    assert pronto.importar(um).objeto["arquivos"][0]["baixadas"] == 0
    assert pronto.importar(um, "debitos", "--ausentes", "baixar").objeto["arquivos"][0]["baixadas"] == 1
    nenhum = DEBITOS.splitlines()[0]
    recusado = pronto.importar(nenhum, "debitos", "--ausentes", "baixar")
    assert (recusado.codigo, recusado.objeto["arquivos"][0]["baixadas"]) == (2, 0)
    assert "--sim" in recusado.objeto["arquivos"][0]["erro"]
    aceito = pronto.importar(nenhum, "debitos", "--ausentes", "baixar", "--sim")
    assert (aceito.codigo, aceito.objeto["arquivos"][0]["baixadas"]) == (0, 1)


def test_pior_desfecho_e_o_uso_errado_depois_o_ilegivel_depois_a_rejeitada(pronto: Terminal) -> None:
    ruim = pronto.escrever("r.csv", "codigo;nome\n;sem código\n")
    assert pronto("importar", "--clientes", ruim, "--debitos", "nao-existe.csv").codigo == 1
    nenhum = pronto.escrever("n.csv", DEBITOS.splitlines()[0])
    dito = pronto("importar", "--clientes", ruim, "--debitos", nenhum, "--notas", "x.csv", "--ausentes", "baixar")
    assert dito.codigo == 2


def test_sem_arquivo_nenhum_diz_as_opcoes(terminal: Terminal) -> None:
    dito = terminal("importar")
    assert dito.codigo == 2
    assert "--contas-cobranca" in dito.frase


def test_em_texto(pronto: Terminal) -> None:
    saida = pronto.dizer("importar", "--debitos", pronto.escrever("d.csv", DEBITOS + "001;12;1;01/12/2026;1,00;ZZ;9\n"))
    assert "3 lidas, 1 incluídas, 0 alteradas, 2 iguais, 0 rejeitadas, 0 baixadas." in saida.saida
    assert "Atenção: " in saida.saida


def test_de_novo_le_so_o_que_mudou(pronto: Terminal) -> None:
    pronto.importar(DEBITOS, "debitos", "--ausentes", "baixar", "--sim")
    caminho = str(pronto.pasta / "debitos.csv")
    dito = pronto("importar", "--de-novo")
    assert caminho in dito.objeto["sem_mudanca"]
    assert [arquivo["arquivo"] for arquivo in dito.objeto["arquivos"]] == []
    pronto.escrever("debitos.csv", DEBITOS.replace("002;20;1;25/11/2026;1.234,56;BB;2\n", ""))
    dito = pronto("importar", "--de-novo", "--sim")
    (arquivo,) = dito.objeto["arquivos"]
    assert (arquivo["arquivo"], arquivo["iguais"], arquivo["baixadas"]) == (caminho, 1, 1)
    assert pronto("importar", "--de-novo", "--debitos", caminho).codigo == 2
