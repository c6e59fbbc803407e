"""`retorno`, `retornos`, `retorno-desfazer` e `retorno-resolver`: o contrato, pelo terminal."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import pytest

from envio.correio.falhas import Fase
from envio.retorno import dizeres
from modelos.base.abertura import abrir
from modelos.retorno import decisoes
from tests.envio.correio_falso import resposta_de
from tests.exemplos.retorno_feito import HOJE, arquivo, titulo
from tests.linha_de_comando import Terminal
from tests.regras.retorno.test_leitura import EXEMPLOS
from ui.terminal.argumentos import Analisador
from ui.terminal.comandos import retorno, retorno_desfazer, retorno_resolver, retornos

CONTAS = "codigo;banco;carteira;agencia;conta;homologada\n1;237;09;1234;55501;S\n"
DEBITOS = (
    "cliente;documento;parcela;vencimento;valor;conta_cobranca;nosso_numero\n"
    "001;1234;1;19/11/2026;150,00;1;123\n"
    "002;2222;1;26/11/2026;150,00;1;00000000124-7\n"
)


@pytest.fixture
def loja(pronto: Terminal) -> Terminal:
    """A máquina pronta, com uma conta no Bradesco e um débito vencido e um a vencer dela, e mais nenhum."""
    pronto.importar(CONTAS, "contas-cobranca")
    pronto.importar(DEBITOS, "debitos", "--ausentes", "baixar", "--sim")
    return pronto


def _ler(loja: Terminal, octetos: bytes, *opcoes: str, nome: str = "CB1911.RET") -> dict[str, Any]:
    (lido,) = loja("retorno", loja.escrever(nome, octetos), *opcoes).objeto["retornos"]
    objeto: dict[str, Any] = lido
    return objeto


def _avisados(loja: Terminal, *opcoes: str) -> tuple[list[str], list[tuple[str | None, str]]]:
    """Os documentos que iriam, e os apontamentos com o seu documento."""
    plano = loja("fechar", "--simular", *opcoes).objeto
    documentos = [debito["documento"] for aviso in plano["avisos"] for debito in aviso["debitos"]]
    return documentos, [(item["documento"], item["motivo"]) for item in plano["apontamentos"]]


def test_a_saida_do_contrato(loja: Terminal) -> None:
    caminho = loja.escrever("CB1911.RET", arquivo(titulo(pago=15000, documento="1001")))
    dito = loja("retorno", caminho)
    assert dito.codigo == 0
    assert dito.objeto == {
        "retornos": [
            {
                "id": 1,
                "arquivo": "CB1911.RET",
                "banco": "237",
                "leiaute": "240",
                "conta_cobranca": "1",
                "sequencia": 310,
                "data_geracao": "2026-11-24",
                "titulos": 1,
                "baixados": 1,
                "a_conferir": 0,
                "sem_efeito": 0,
                "repetidos": 0,
                "apontamentos": ["o seu número não lembra o documento do débito: linha 3"],
                "erro": None,
                "itens": [
                    {
                        "linha": 3,
                        "nosso_numero": "00900000000000001235",
                        "seu_numero": "1001",
                        "conta_cobranca": "1",
                        "ocorrencia": "06",
                        "efeito": "liquidado",
                        "data_ocorrencia": "2026-11-24",
                        "data_credito": None,
                        "vencimento": "2026-11-19",
                        "valor_titulo": "150.00",
                        "valor_pago": "150.00",
                        "tarifa": "0.00",
                        "debito": {"cliente": "001", "documento": "1234", "parcela": "1"},
                        "resultado": "baixado",
                        "motivo": None,
                    }
                ],
            }
        ]
    }
    (listado,) = loja("retornos").objeto["retornos"]
    assert (listado["estado"], len(listado["sha256"]), listado["baixados"]) == ("lido", 64, 1)
    assert listado.keys() == dito.objeto["retornos"][0].keys() - {"apontamentos", "erro", "itens"} | {
        "lido_em",
        "sha256",
        "estado",
    }


def test_conferir_nao_grava(loja: Terminal) -> None:
    lido = _ler(loja, arquivo(titulo()), "--conferir")
    assert (lido["id"], lido["baixados"]) == (None, 1)
    assert loja("retornos").objeto == {"retornos": []}
    assert _avisados(loja)[0] == ["1234", "2222"]


def test_codigos_de_saida(loja: Terminal) -> None:
    certo = loja.escrever("certo.ret", arquivo(titulo()))
    a_conferir = loja.escrever("conferir.ret", arquivo(titulo(99), sequencia=311))
    ruim = loja.escrever("ruim.ret", b"isto nao e retorno")
    assert loja("retorno", certo).codigo == 0
    assert loja("retorno", a_conferir).codigo == 3
    dito = loja("retorno", ruim, str(loja.pasta / "sumiu.ret"), certo)
    assert dito.codigo == 1
    assert [lido["id"] for lido in dito.objeto["retornos"]] == [None, None, 1]
    assert [bool(lido["erro"]) for lido in dito.objeto["retornos"]] == [True, True, False]
    assert loja("retorno").codigo == 2
    assert "Traceback" not in dito.saida + dito.erros


def test_todas_as_amostras_pelo_comando(loja: Terminal) -> None:
    amostras = sorted(str(caminho) for caminho in EXEMPLOS.glob("*.ret"))
    dito = loja("retorno", "--conferir", *amostras)
    assert dito.codigo == 3
    assert not any(lido["erro"] for lido in dito.objeto["retornos"])
    assert [lido["arquivo"] for lido in dito.objeto["retornos"] if lido["baixados"]] == ["237-240-sintetico.ret"]


def test_o_baixado_sai_dos_avisos_e_o_erp_de_ontem_nao_o_traz_de_volta(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123), titulo(124)))
    assert _avisados(loja)[0] == []
    (importado,) = loja.importar(DEBITOS).objeto["arquivos"]
    assert (importado["iguais"], importado["alteradas"]) == (2, 0)
    assert _avisados(loja)[0] == []
    assert loja("retorno-desfazer", "1").codigo == 0
    assert _avisados(loja)[0] == ["1234", "2222"]
    assert loja("retorno-desfazer", "1").codigo == 2
    assert loja("retorno-desfazer", "9").codigo == 2
    assert loja("retornos").objeto["retornos"][0]["estado"] == "desfeito"


def test_pago_tambem_no_erp_desfazer_nao_reabre(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123)))
    loja.importar("cliente;documento;parcela;vencimento;valor;pago_em\n001;1234;1;19/11/2026;150,00;24/11/2026\n")
    loja("retorno-desfazer", "1")
    assert _avisados(loja)[0] == ["2222"]


def test_ausentes_baixar_segue_igual(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123)))
    so_um = "".join(DEBITOS.splitlines(keepends=True)[:1]) + DEBITOS.splitlines(keepends=True)[2]
    (importado,) = loja.importar(so_um, "debitos", "--ausentes", "baixar").objeto["arquivos"]
    assert importado["baixadas"] == 1


def test_renegociado_continua_fora_e_apontado_ate_soltar(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123)))
    loja.importar("cliente;documento;parcela;vencimento;valor\n001;1234;1;25/11/2026;200,00\n")
    documentos, apontamentos = _avisados(loja)
    assert documentos == ["2222"]
    assert ("1234", "baixado no banco e alterado no ERP") in apontamentos
    assert loja("retorno-resolver", "1", "3", "soltar").objeto["resultado"] == "sem_efeito"
    assert _avisados(loja)[0] == ["1234", "2222"]


def test_repetido_no_mesmo_arquivo_e_em_outro(loja: Terminal) -> None:
    primeiro = arquivo(titulo(123), titulo(123))
    lido = _ler(loja, primeiro)
    assert [item["resultado"] for item in lido["itens"]] == ["baixado", "repetido"]
    de_novo = _ler(loja, primeiro, nome="OUTRO.RET")
    assert (de_novo["id"], de_novo["repetidos"], de_novo["titulos"]) == (1, 2, 2)
    assert "já foi lido" in de_novo["apontamentos"][0]
    outro = _ler(loja, arquivo(titulo(123), sequencia=311))
    assert (outro["id"], outro["repetidos"]) == (2, 1)
    assert len(loja("retornos").objeto["retornos"]) == 2
    # O segundo arquivo continua a dizer que foi pago: desfeito o primeiro, a baixa passa a ser dele.
    loja("retorno-desfazer", "1")
    assert _avisados(loja)[0] == ["2222"]
    loja("retorno-desfazer", "2")
    assert _avisados(loja)[0] == ["1234", "2222"]
    assert _ler(loja, primeiro)["baixados"] == 1


def test_sequencia_que_pula_ou_volta_e_geracao_no_futuro(loja: Terminal) -> None:
    assert _ler(loja, arquivo(titulo(1)))["apontamentos"] == []
    (faltam,) = _ler(loja, arquivo(titulo(2), sequencia=313))["apontamentos"]
    assert "311 a 312" in faltam
    (volta,) = _ler(loja, arquivo(titulo(3), sequencia=311))["apontamentos"]
    assert "313" in volta
    assert _ler(loja, arquivo(titulo(4), sequencia=314))["apontamentos"] == []
    (futuro,) = _ler(loja, arquivo(titulo(5), sequencia=315, gerado=HOJE + timedelta(days=9)))["apontamentos"]
    assert "futuro" in futuro
    assert [lido["a_conferir"] for lido in loja("retornos").objeto["retornos"]] == [1] * 5


@pytest.mark.parametrize(
    ("de", "motivo"),
    [
        (titulo(123, 14000), "valor a menor"),
        (titulo(123, 99900), "valor a maior"),
        (titulo(123, 0), "valor zero"),
        (titulo(123, em=date(2026, 11, 25)), "data invalida"),
        (titulo(123, ocorrencia="45"), "pagamento a confirmar"),
        (titulo(123, ocorrencia="44"), "estorno"),
        (titulo(123, ocorrencia="99"), "ocorrencia desconhecida"),
        (titulo(123, com_u=False), "registro incompleto"),
    ],
)
def test_a_conferir_retem_ate_se_decidir(loja: Terminal, de: list[str], motivo: str) -> None:
    lido = _ler(loja, arquivo(de))
    (item,) = lido["itens"]
    assert (item["resultado"], item["motivo"], item["debito"]["documento"]) == ("a_conferir", motivo, "1234")
    assert _avisados(loja) == (["2222"], [("1234", motivo)])
    loja.importar(DEBITOS)
    assert _avisados(loja)[0] == ["2222"]
    solto = loja("retorno-resolver", "1", "3", "soltar")
    assert (solto.codigo, solto.objeto["resultado"]) == (0, "sem_efeito")
    assert _avisados(loja) == (["1234", "2222"], [])
    assert loja("retorno-resolver", "1", "3", "baixar").objeto["resultado"] == "baixado"
    assert _avisados(loja) == (["2222"], [])


def test_a_historia_do_debito_guarda_o_que_o_banco_disse_e_o_que_se_decidiu(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123, 14000)))
    loja("retorno-resolver", "1", "3", "baixar", "--motivo", "  veio o\ncomprovante ")
    loja("retorno-desfazer", "1", "--motivo", "arquivo da filial")
    _ler(loja, arquivo(titulo(123), sequencia=311), nome="OUTRO.RET")
    _ler(loja, arquivo(titulo(123), titulo(124, ocorrencia="02"), sequencia=312), nome="MAIS.RET")
    with abrir(loja.base):
        historia = decisoes.historia("001")
    ditos = historia.pop(("001", "1234", "1"))
    assert not historia
    assert [(dito.arquivo, dito.linha, dito.valor_pago_centavos) for dito in ditos] == [
        ("CB1911.RET", 3, 14000),
        ("OUTRO.RET", 3, 15000),
        ("MAIS.RET", 3, 15000),
    ]
    assert [dizeres.decisao(dito) for dito in ditos] == [
        "baixado; dado por pago em 24/11/2026 (veio o comprovante); arquivo desfeito em 24/11/2026 (arquivo da filial)",
        "baixado",
        "repetido",
    ]
    assert loja("retorno-desfazer", "2", "--motivo", "x" * 201).codigo == 2


def test_o_dossie_leva_o_que_o_banco_disse_e_o_que_se_decidiu(loja: Terminal) -> None:
    loja("fechar")
    _ler(loja, arquivo(titulo(123, 14000)))
    loja("retorno-resolver", "1", "3", "soltar", "--motivo", "<b>era de outro</b>")
    assert loja("dossie", "001", "--saida", str(loja.pasta / "d.zip")).codigo == 0
    with zipfile.ZipFile(loja.pasta / "d.zip") as zipado:
        planilha, indice = (
            zipado.read(f"dossie-001/{nome}").decode("utf-8-sig") for nome in ("retornos-do-banco.csv", "indice.html")
        )
    _, linha = csv.reader(planilha.splitlines(), delimiter=";")
    assert linha[:3] + linha[4:] == [
        *("1234", "1", "CB1911.RET", "3", "06", "liquidado", "24/11/2026", "140,00"),
        "sem efeito; solto em 24/11/2026 (<b>era de outro</b>)",
    ]
    assert "O que os retornos do banco disseram" in indice
    assert "solto em 24/11/2026 (&lt;b&gt;era de outro&lt;/b&gt;)" in indice


def test_quem_espera_com_outro_pelo_mesmo_numero_tem_isso_na_historia(loja: Terminal) -> None:
    loja.importar(DEBITOS.replace("00000000124-7", "00000000123"))
    _ler(loja, arquivo(titulo(123)))
    with abrir(loja.base):
        (ditos,) = decisoes.historia("002").values()
    assert [dizeres.decisao(dito) for dito in ditos] == ["a conferir: mais de um débito"]


def test_totais_que_nao_fecham_nada_baixam(loja: Terminal) -> None:
    lido = _ler(loja, arquivo(titulo(123), titulo(124, ocorrencia="02"), fecha=False))
    assert [item["motivo"] for item in lido["itens"]] == ["arquivo com totais divergentes", None]
    assert (lido["baixados"], lido["a_conferir"], lido["sem_efeito"]) == (0, 1, 1)
    assert "totais" in lido["apontamentos"][0]


def test_a_retencao_acaba_quando_o_erp_muda_o_saldo(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123, 14000)))
    loja.importar("cliente;documento;parcela;vencimento;valor;saldo\n001;1234;1;19/11/2026;150,00;10,00\n")
    assert _avisados(loja)[0] == ["1234", "2222"]
    loja.importar("cliente;documento;parcela;vencimento;valor;saldo\n001;1234;1;19/11/2026;150,00;150,00\n")
    assert _avisados(loja)[0] == ["1234", "2222"]


def test_dois_debitos_com_o_mesmo_numero_esperam_os_dois(loja: Terminal) -> None:
    loja.importar(DEBITOS.replace("00000000124-7", "00000000123"))
    (item,) = _ler(loja, arquivo(titulo(123)))["itens"]
    assert (item["motivo"], item["debito"]) == ("mais de um debito", None)
    assert _avisados(loja)[0] == []
    assert loja("retorno-resolver", "1", "3", "baixar").codigo == 2
    assert loja("retorno-resolver", "1", "3", "soltar").codigo == 0
    assert _avisados(loja)[0] == ["1234", "2222"]


def test_debito_que_entrou_depois_pode_ser_baixado(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(777)))
    assert loja("retorno-resolver", "1", "3", "baixar").codigo == 2
    assert loja("retorno-resolver", "1", "3", "soltar").codigo == 2
    loja.importar(DEBITOS.replace(";123\n", ";777\n"))
    assert loja("retorno-resolver", "1", "3", "baixar").codigo == 0
    assert _avisados(loja)[0] == ["2222"]


@pytest.mark.parametrize("argumentos", [("9", "3", "baixar"), ("1", "4", "soltar"), ("1", "3", "apagar"), ("1", "3")])
def test_decidir_o_que_nao_ha_e_uso_errado(loja: Terminal, argumentos: tuple[str, ...]) -> None:
    _ler(loja, arquivo(titulo(123)))
    dito = loja("retorno-resolver", *argumentos)
    assert dito.codigo == 2
    assert dito.frase


def test_ja_baixado_no_erp_ou_por_outro_titulo(loja: Terminal) -> None:
    lido = _ler(loja, arquivo(titulo(123), titulo(123, 15001)))
    assert [item["motivo"] for item in lido["itens"]] == [None, "ja baixado"]
    outro = _ler(loja, arquivo(titulo(123, 15002), sequencia=311))
    assert outro["itens"][0]["motivo"] == "ja baixado"


def test_guarda_de_atualidade(loja: Terminal) -> None:
    sexta, segunda = date(2026, 11, 20), date(2026, 11, 23)  # 20/11 é feriado; terça é 24
    assert _avisados(loja)[0] == ["1234", "2222"]
    _ler(loja, arquivo(titulo(999, ocorrencia="02"), gerado=sexta))
    documentos, apontamentos = _avisados(loja)
    assert (documentos, apontamentos) == (["2222"], [("1234", "retorno atrasado")])
    assert _avisados(loja, "--sem-retorno") == (["1234", "2222"], [])
    assert loja("parametros", "retorno_dias=0").codigo == 0
    assert _avisados(loja)[0] == ["1234", "2222"]
    assert loja("parametros", "retorno_dias=2").codigo == 0
    assert _avisados(loja)[0] == ["1234", "2222"]
    loja("parametros", "retorno_dias=1")
    _ler(loja, arquivo(gerado=segunda, sequencia=311))
    assert _avisados(loja)[0] == ["1234", "2222"]
    assert loja("parametros", "retorno_dias=61").codigo == 2


def test_fechar_sem_retorno_manda_e_fica_registrado(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(999, ocorrencia="02"), gerado=date(2026, 11, 18)))
    feito = loja("fechar", "--sem-retorno").objeto
    assert [debito["documento"] for aviso in feito["avisos"] for debito in aviso["debitos"]] == ["1234", "2222"]


def test_titulo_baixado_no_banco_vai_sem_boleto_ate_ter_outro_numero(loja: Terminal) -> None:
    def boletos() -> dict[str, bool]:
        avisos = loja("fechar", "--simular").objeto["avisos"]
        return {debito["documento"]: debito["boleto"] for aviso in avisos for debito in aviso["debitos"]}

    assert boletos() == {"1234": True, "2222": True}
    lido = _ler(loja, arquivo(titulo(123, ocorrencia="09"), titulo(124, ocorrencia="25")))
    assert (lido["sem_efeito"], lido["itens"][0]["efeito"]) == (2, "baixado")
    assert boletos() == {"1234": False, "2222": False}
    assert _avisados(loja)[1] == [("1234", "titulo baixado no banco"), ("2222", "titulo baixado no banco")]
    loja.importar(DEBITOS.replace(";123\n", ";125\n"))
    assert boletos() == {"1234": True, "2222": False}
    loja("retorno-desfazer", "1")
    assert boletos() == {"1234": True, "2222": True}


def test_retorno_lido_entre_o_adiamento_e_a_nova_tentativa_cancela(loja: Terminal) -> None:
    loja.correio.ao_abrir = [resposta_de(Fase.DATA, 451, "4.3.0 tente depois")] * 2
    adiado = loja("fechar").objeto
    assert adiado["totais"]["adiados"]
    _ler(loja, arquivo(titulo(123), titulo(124, 14000)))
    loja("fechar")
    avisos = {aviso["cliente"]: aviso for aviso in loja("historico").objeto["avisos"]}
    assert {aviso["estado"] for aviso in avisos.values()} == {"cancelado"}
    assert "pago no banco em 24/11/2026" in avisos["001"]["motivo"]
    assert "em conferência no retorno" in avisos["002"]["motivo"]


def test_backup_leva_os_retornos(loja: Terminal) -> None:
    _ler(loja, arquivo(titulo(123)))
    copia = loja("backup", "--destino", str(loja.pasta)).objeto["arquivo"]
    assert loja.rodar("retornos", "--json", "--base", copia).objeto == loja("retornos").objeto


def test_em_texto(loja: Terminal) -> None:
    dito = loja.dizer("retorno", loja.escrever("x.ret", arquivo(titulo(123, 100), fecha=False))).saida
    assert "a conferir" in dito
    assert "arquivo com totais divergentes" in dito
    assert "x.ret" in loja.dizer("retornos").saida
    assert "soltar" not in loja.dizer("retorno-resolver", "1", "3", "soltar").saida
    assert "desfeito" in loja.dizer("retorno-desfazer", "1").saida


@pytest.mark.parametrize("modulo", [retorno, retornos, retorno_desfazer, retorno_resolver])
def test_cada_comando_se_explica(modulo: ModuleType) -> None:
    comando = Analisador()
    modulo.montar(comando)
    assert "python app.py retorno" in comando.format_help()
