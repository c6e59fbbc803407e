"""Do arquivo importado ao histórico, pela linha de comando e por um servidor SMTP de verdade em 127.0.0.1."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from boletos.papel import leitura_pdf
from envio.acesso.segredos import CofreEmMemoria
from envio.correio.smtp import TransporteSMTP
from envio.demonstracao.servidor_local import ServidorLocal
from ui.terminal import principal
from ui.terminal.sessao import Composicao

HOJE = date(2026, 11, 24)
AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
Rodar = Callable[..., tuple[int, dict[str, Any]]]

EMPRESA = "nome;cpf_cnpj;endereco;cidade;uf;cep\nAurora;11.222.333/0001-81;Rua A;Joinville;SC;89201-000\n"
CONTAS = "codigo;banco;carteira;convenio\nBB;001;17;1234567\n"
CLIENTES = (
    "codigo;nome;cpf_cnpj;email\n"
    "001;Padaria Pão & Cia;52998224725;a@um.example.com\n"
    "002;Bar do Zé;11222333000181;b@dois.example.com\n"
    "003;Sem ninguém;52998224725;\n"
)
DEBITOS = (
    "cliente;documento;parcela;vencimento;valor;conta_cobranca;nosso_numero\n"
    "001;10;1;14/11/2026;100,00;BB;1\n"
    "001;11;1;26/11/2026;50,00;BB;2\n"
    "002;20;1;25/11/2026;1.234,56;BB;3\n"
    "003;30;1;01/11/2026;10,00;BB;4\n"
)


@pytest.fixture
def rodar(tmp_path: Path) -> Rodar:
    """Roda a linha de comando numa base de `tmp_path` e devolve (código, JSON)."""
    composicao = Composicao(
        lambda: AGORA, lambda: HOJE, lambda _uuid: CofreEmMemoria(), TransporteSMTP, lambda _caminho: 0
    )

    def executar(*argumentos: str) -> tuple[int, dict[str, Any]]:
        saida, erros = io.StringIO(), io.StringIO()
        todos = [*argumentos, "--json", "--base", str(tmp_path / "base.db")]
        codigo = principal.executar(todos, composicao, entrada=io.StringIO(), saida=saida, erros=erros)
        return codigo, json.loads(saida.getvalue())

    return executar


@pytest.fixture
def importada(rodar: Rodar, tmp_path: Path) -> Rodar:
    """A base com empresa, contas, clientes e débitos importados."""
    argumentos = []
    for nome, conteudo in (
        ("empresa", EMPRESA),
        ("contas-cobranca", CONTAS),
        ("clientes", CLIENTES),
        ("debitos", DEBITOS),
    ):
        (tmp_path / f"{nome}.csv").write_text(conteudo, "utf-8")
        argumentos += [f"--{nome}", str(tmp_path / f"{nome}.csv")]
    codigo, lido = rodar("importar", *argumentos)
    assert codigo == 0
    assert [item["incluidas"] for item in lido["arquivos"]] == [1, 1, 3, 4]
    return rodar


def configurar(rodar: Rodar, porta: int) -> None:
    conta = ["--remetente", "cob@aurora.example.com", "--servidor", "127.0.0.1", "--seguranca", "nenhuma"]
    assert rodar("conta-email", "1", *conta, "--porta", str(porta))[0] == 0
    assert rodar("parametros", "habilitado=sim")[0] == 0


def por_cliente(lido: dict[str, Any]) -> dict[str, str]:
    return {aviso["cliente"]: aviso["estado"] for aviso in lido["avisos"]}


def test_do_arquivo_ao_historico(importada: Rodar, tmp_path: Path) -> None:
    with ServidorLocal(tmp_path / "emails") as correio:
        configurar(importada, correio.porta)
        codigo, fechado = importada("fechar")
    assert (codigo, por_cliente(fechado)) == (0, {"001": "enviado", "002": "enviado"})
    assert fechado["fora"] == [{"cliente": "003", "motivo": "sem destinatario"}]
    assert fechado["totais"]["boletos"] == 3
    assert len(list((tmp_path / "emails").glob("*.eml"))) == 2
    _, historico = importada("historico", "--cliente", "001")
    assert [(aviso["estado"], len(aviso["debitos"])) for aviso in historico["avisos"]] == [("enviado", 2)]


def test_fechar_de_novo_no_dia_nao_repete_e_diz_por_que(importada: Rodar, tmp_path: Path) -> None:
    with ServidorLocal(tmp_path / "emails") as correio:
        configurar(importada, correio.porta)
        importada("fechar")
        codigo, segundo = importada("fechar")
    assert (codigo, segundo["avisos"]) == (0, [])
    assert Counter(item["motivo"] for item in segundo["fora"]) == {"ja avisado hoje": 2, "sem destinatario": 1}
    assert len(list((tmp_path / "emails").glob("*.eml"))) == 2


def test_servidor_que_nao_existe_adia_e_o_mesmo_dia_retoma(importada: Rodar, tmp_path: Path) -> None:
    configurar(importada, 1)
    codigo, primeiro = importada("fechar")
    assert (codigo, por_cliente(primeiro)) == (3, {"001": "adiado", "002": "adiado"})
    with ServidorLocal(tmp_path / "emails") as correio:
        configurar(importada, correio.porta)
        codigo, segundo = importada("fechar")
    assert (codigo, por_cliente(segundo)) == (0, {"001": "enviado", "002": "enviado"})
    ids = [[aviso["message_id"] for aviso in lido["avisos"]] for lido in (primeiro, segundo)]
    assert ids[0] == ids[1]


def test_pago_entre_duas_tentativas_sai_do_aviso_e_muda_a_versao(importada: Rodar, tmp_path: Path) -> None:
    configurar(importada, 1)
    importada("fechar")
    (tmp_path / "debitos.csv").write_text(DEBITOS.replace("001;10;1;14/11/2026;100,00;BB;1\n", ""), "utf-8")
    importada("importar", "--debitos", str(tmp_path / "debitos.csv"), "--ausentes", "baixar")
    with ServidorLocal(tmp_path / "emails") as correio:
        configurar(importada, correio.porta)
        _, segundo = importada("fechar")
    aviso = next(aviso for aviso in segundo["avisos"] if aviso["cliente"] == "001")
    assert [debito["documento"] for debito in aviso["debitos"]] == ["11"]
    assert ".2@" in aviso["message_id"]


def test_simular_nao_grava_nem_envia_e_mostra_os_encargos(importada: Rodar) -> None:
    importada("parametros", "habilitado=sim")
    codigo, lido = importada("fechar", "--simular")
    assert codigo == 0
    vencido = lido["avisos"][0]["debitos"][0]
    esperado = {"classe": "vencido", "dias": 10, "saldo": "100.00", "multa": "2.00", "juros": "0.33"}
    assert vencido | esperado == vencido
    assert vencido["atualizado"] == "102.33"
    assert (len(vencido["codigo_barras"]), len(vencido["linha_digitavel"])) == (44, 47)
    assert importada("historico")[1] == {"avisos": []}


def test_desabilitado_conta_como_fechamento_e_nada_sai(importada: Rodar) -> None:
    codigo, lido = importada("fechar")
    assert (codigo, lido["habilitado"], lido["avisos"]) == (0, False, [])
    assert importada("fechar", "--data", "2026-11-23")[0] == 2


def test_desabilitado_simula_so_a_pedido(importada: Rodar) -> None:
    assert importada("fechar", "--simular")[1]["avisos"] == []
    assert len(importada("fechar", "--simular", "--mesmo-desabilitado")[1]["avisos"]) == 2


@pytest.mark.parametrize("comando", [["fechar"], ["fechar", "--simular"], ["historico"], ["backup"], ["destravar"]])
def test_base_errada_no_agendador_e_erro_e_nada_nasce(rodar: Rodar, comando: list[str], tmp_path: Path) -> None:
    codigo, lido = rodar(*comando)
    assert codigo == 1
    assert str(tmp_path / "base.db") in lido["erro"]["mensagem"]
    assert not (tmp_path / "base.db").exists()


@pytest.mark.parametrize(
    ("argumentos", "codigo"),
    [
        (["parametros", "vencendo_em_dias=61"], 2),
        (["parametros", "nada=1"], 2),
        (["parametros", "grupos_modo=S"], 2),
        (["parametros", "grupos_modo=S", "grupos=Inexistente"], 2),
        (["resolver", "99", "enviado"], 2),
        (["importar"], 2),
        (["fechar", "--data", "31/02/2026"], 2),
        (["naoexiste"], 2),
        (["importar", "--debitos", "nao-existe.csv"], 1),
    ],
)
def test_uso_errado_diz_o_que_houve_em_json(rodar: Rodar, argumentos: list[str], codigo: int) -> None:
    rodar("parametros")
    devolvido, lido = rodar(*argumentos)
    assert devolvido == codigo
    frase = lido["erro"]["mensagem"] if "erro" in lido else lido["arquivos"][0]["erro"]
    assert frase.endswith(".")
    assert "Traceback" not in frase


def test_sem_empresa_o_fechamento_e_recusado_e_a_simulacao_aponta(rodar: Rodar) -> None:
    configurar(rodar, 1)
    codigo, lido = rodar("fechar")
    assert codigo == 1
    assert "empresa" in lido["erro"]["mensagem"]
    assert "empresa" in rodar("fechar", "--simular")[1]["apontamentos"][0]["motivo"]


def test_parametros_valem_todos_ou_nenhum(rodar: Rodar) -> None:
    assert rodar("parametros", "vencendo_em_dias=9", "intervalo_dias=999")[0] == 2
    assert rodar("parametros")[1]["parametros"]["vencendo_em_dias"] == 3


def test_backup_restaurar_e_destravar(importada: Rodar, tmp_path: Path) -> None:
    _, copia = importada("backup", "--destino", str(tmp_path / "copias"))
    assert Path(copia["arquivo"]).stat().st_size == copia["bytes"]
    configurar(importada, 1)
    assert importada("restaurar", copia["arquivo"])[0] == 0
    configurar(importada, 1)
    codigo, travada = importada("fechar")
    assert codigo == 1
    assert "travada" in travada["erro"]["mensagem"]
    assert importada("destravar")[0] == 0
    assert importada("fechar")[0] == 3


def test_boletos_avulsos(rodar: Rodar, tmp_path: Path) -> None:
    itens = [
        {"banco": "001", "carteira": "18", "convenio": "1238798", "nosso_numero": "7777700168", "valor": "135.00"}
        | {"vencimento": "2008-02-03"},
        {"banco": "999"},
    ]
    (tmp_path / "entrada.json").write_text(json.dumps(itens), "utf-8")
    codigo, lido = rodar("boleto", str(tmp_path / "entrada.json"), "--saida", str(tmp_path / "pdfs"))
    certo, errado = lido["boletos"]
    assert codigo == 3
    assert certo["linha_digitavel"] == "00190000090123879877977700168188337710000013500"
    assert (tmp_path / "pdfs" / certo["arquivo"]).read_bytes().startswith(b"%PDF")
    assert errado["erro"]
    assert errado["arquivo"] is None


def test_carne_avulso_junta_os_boletos_num_arquivo_so(rodar: Rodar, tmp_path: Path) -> None:
    certo = {
        "banco": "237",
        "agencia": "1234",
        "conta": "0123456",
        "carteira": "04",
        "valor": "10.00",
        "vencimento": "2026-12-01",
    }
    itens = [certo | {"nosso_numero": str(numero)} for numero in range(1, 5)]
    (tmp_path / "entrada.json").write_text(json.dumps([*itens, {"banco": "237"}]), encoding="utf-8")
    codigo, lido = rodar("boleto", str(tmp_path / "entrada.json"), "--saida", str(tmp_path / "pdfs"), "--carne")
    assert codigo == 3
    assert [boleto["arquivo"] for boleto in lido["boletos"]] == ["carne.pdf"] * 4 + [None]
    assert [arquivo.name for arquivo in (tmp_path / "pdfs").iterdir()] == ["carne.pdf"]
    assert leitura_pdf.contar_paginas((tmp_path / "pdfs" / "carne.pdf").read_bytes()) == 2
