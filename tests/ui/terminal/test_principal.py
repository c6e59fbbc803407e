"""A ajuda de cada comando, o que a partida do terminal deixa de importar, e o código de saída de cada erro."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from envio.acesso.segredos import CofreEmMemoria
from envio.correio.smtp import TransporteSMTP
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido, ErroAviso, FalhaEnvio
from tests.linha_de_comando import Terminal
from ui.terminal import principal
from ui.terminal.argumentos import UsoErrado
from ui.terminal.comandos import historico
from ui.terminal.principal import dizer_defeito, listar, montar_analisador
from ui.terminal.sessao import Composicao

RAIZ = Path(__file__).resolve().parents[3]
NOMES = list(listar())
DE_CONFERIR = {"holidays", "email_validator", "stdnum"}
PESADOS = {"reportlab", "barcode", "jinja2", "smtplib", "aiosmtpd", "python_calamine", "pypdfium2", "PySide6"}


def ajuda_de(argumentos: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as saida:
        montar_analisador().parse_args(argumentos)
    assert saida.value.code == 0
    return capsys.readouterr().out


def test_ajuda_geral_lista_cada_comando_e_tem_exemplo(capsys: pytest.CaptureFixture[str]) -> None:
    ajuda = ajuda_de(["--help"], capsys)
    assert len(NOMES) > 20
    assert [nome for nome, dita in listar().items() if not dita or f"    {nome} " not in ajuda] == []
    assert "fecha o dia: seleciona, envia e registra os avisos\n" in ajuda
    assert "exemplo:" in ajuda


@pytest.mark.parametrize("comando", [[], *([nome] for nome in NOMES)])
def test_opcoes_aparecem_num_bloco_so_com_as_comuns(comando: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    ajuda = ajuda_de([*comando, "--help"], capsys)
    assert ajuda.count("opções:") == 1
    assert [ajuda.count(f"\n  {opcao}") for opcao in ("-h, --help", "--base", "--json")] == [1, 1, 1]


@pytest.mark.parametrize("nome", NOMES)
def test_cada_comando_tem_descricao_e_exemplo(nome: str, capsys: pytest.CaptureFixture[str]) -> None:
    ajuda = ajuda_de([nome, "--help"], capsys)
    assert f"uso: app.py {nome} " in ajuda
    assert "exemplo" in ajuda
    assert f"python app.py {nome}" in ajuda


@pytest.mark.parametrize("nome", NOMES)
def test_cada_modulo_se_declara_pelo_nome_do_comando(nome: str) -> None:
    modulo = import_module(f"ui.terminal.comandos.{nome.replace('-', '_')}")
    assert str(modulo.__doc__).startswith(f"`app.py {nome}`: {listar()[nome]}.")


def test_base_e_json_valem_antes_ou_depois_do_comando() -> None:
    for argumentos in (["--base", "b", "--json", "historico"], ["historico", "--json", "--base", "b"]):
        lidos = montar_analisador().parse_args(argumentos)
        assert (lidos.base, lidos.json) == ("b", True)


def _importados(codigo: str) -> set[str]:
    rodado = subprocess.run(  # noqa: S603 - o próprio programa
        [sys.executable, "-c", codigo], cwd=RAIZ, capture_output=True, check=True, text=True, encoding="utf-8"
    )
    return set(rodado.stderr.strip().split("|"))


def test_ajuda_nao_importa_o_que_so_um_comando_usa() -> None:
    """Partir é o que mais se faz: o agendador, a integração e o `--help` não pagam pelo que não usam."""
    importados = _importados(
        "import sys, app\n"
        "try:\n    app.executar(['--help'])\n"
        "except SystemExit:\n    print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    assert {modulo for modulo in importados if modulo.startswith("ui.terminal.comandos.")} == set()
    assert importados & PESADOS == set()


@pytest.mark.parametrize("comando", ["fechar", "importar", "retorno"])
def test_ajuda_de_um_comando_nao_importa_o_que_ele_faz(comando: str) -> None:
    importados = _importados(
        "import sys, app\n"
        f"try:\n    app.executar(['{comando}', '--help'])\n"
        "except SystemExit:\n    print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    assert (
        importados
        & (PESADOS | DE_CONFERIR | {"peewee", "boletos", "regras.cadastro", "logging.handlers", "subprocess"})
        == set()
    )


def test_parametros_nao_carrega_o_que_confere_documento_endereco_e_feriado(tmp_path: Path) -> None:
    importados = _importados(
        f"import sys, app\napp.executar(['parametros', '--base', {str(tmp_path / 'b.db')!r}])\n"
        "print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    assert "modelos.base.abertura" in importados
    assert importados & (PESADOS | DE_CONFERIR | {"boletos", "envio.plano"}) == set()


@pytest.mark.parametrize("comando", ["parametros", "historico", "devolvidos"])
def test_comando_que_so_consulta_nao_importa_o_fechamento_nem_o_papel(comando: str) -> None:
    importados = _importados(
        f"import sys, app, ui.terminal.comandos.{comando}\nprint('|'.join(sys.modules), file=sys.stderr)\n"
    )
    assert importados & {"envio.fechamento.fechamento", "envio.entrega.despacho", "reportlab.platypus"} == set()


def _recusado(argumentos: list[str], caminho: Path) -> tuple[int, dict[str, str], str]:
    """Código, objeto `erro` do JSON e o texto que a mesma chamada daria a uma pessoa."""
    composicao = Composicao(
        lambda: datetime(2026, 11, 24, tzinfo=UTC),
        lambda: date(2026, 11, 24),
        lambda _uuid: CofreEmMemoria(),
        TransporteSMTP,
        lambda _caminho: 0,
    )
    ditos = []
    for extra in ([], ["--json"]):
        saida, erros = io.StringIO(), io.StringIO()
        codigo = principal.executar(
            [*argumentos, *extra, "--base", str(caminho)], composicao, entrada=io.StringIO(), saida=saida, erros=erros
        )
        ditos.append((codigo, saida.getvalue(), erros.getvalue()))
    (codigo, nada, texto), (em_json, objeto, sem_texto) = ditos
    assert (codigo, nada, sem_texto) == (em_json, "", "")
    return codigo, json.loads(objeto)["erro"], texto


def test_erro_sem_conserto_proprio_aponta_a_ajuda_do_comando(tmp_path: Path) -> None:
    for argumentos in (["parametros", "vencendo_em_dias=61"], ["devolvidos", "limpar", "a@b.com.br"]):
        codigo, erro, texto = _recusado(argumentos, tmp_path / "b.db")
        assert (codigo, erro["o_que_fazer"]) == (2, f"Veja `app.py {argumentos[0]} --help`.")
        assert texto == f"{erro['mensagem']} {erro['o_que_fazer']}\n"


@pytest.mark.parametrize("argumentos", [["boleto", "nao.json", "--saida", "fora"], ["mensagem", "--html", "nao.html"]])
def test_arquivo_que_nao_existe_se_diz_em_portugues(
    argumentos: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    codigo, erro, _ = _recusado(argumentos, tmp_path / "b.db")
    assert (codigo, erro["mensagem"].endswith(" não existe.")) == (1, True)


def test_data_impossivel_e_uso_errado_em_qualquer_extremo(tmp_path: Path) -> None:
    for data in ("9999-12-31", "0001-01-01", "2027-02-29"):
        codigo, erro, _ = _recusado(["fechar", "--simular", "--data", data], tmp_path / "b.db")
        assert (codigo, data in erro["mensagem"]) == (2, True)


def test_ctrl_c_fora_do_fechamento_sai_com_130_e_ainda_e_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interromper(_pedido: str) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.terminal.sessao.caminho_da_base", interromper)
    codigo, erro, texto = _recusado(["historico"], tmp_path / "b.db")
    assert (codigo, erro["mensagem"].startswith("Interrompido"), texto.startswith("Interrompido")) == (130, True, True)


def test_sem_comando_abre_a_janela_na_base_pedida(terminal: Terminal) -> None:
    assert terminal.rodar("--base", str(terminal.base)).codigo == 0
    assert terminal.janelas == [terminal.base]


def test_variavel_de_ambiente_da_a_base_e_a_opcao_vale_mais(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVISO_BASE", str(tmp_path / "da-variavel.db"))
    terminal.rodar()
    terminal.rodar("--base", str(terminal.base))
    assert terminal.janelas == [tmp_path / "da-variavel.db", terminal.base]


@pytest.mark.parametrize(
    ("erro", "codigo"),
    [
        (UsoErrado("uso", "Conserte."), 2),
        (DadoInvalido("campo", "motivo", o_que_fazer="Conserte."), 2),
        (ConfiguracaoIncompleta("falta", "Conserte."), 1),
        (AmbienteIndisponivel("disco", "Conserte."), 1),
        (FalhaEnvio(0, "queda", passageira=True, o_que_fazer="Conserte."), 1),
    ],
)
def test_cada_erro_tem_o_seu_codigo_e_nunca_um_rastro(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, erro: ErroAviso, codigo: int
) -> None:
    def falhar(*_argumentos: object) -> None:
        raise erro

    monkeypatch.setattr(historico, "executar", falhar)
    em_json, em_texto = terminal("historico"), terminal.dizer("historico")
    assert (em_json.codigo, em_texto.codigo) == (codigo, codigo)
    assert em_json.objeto == {"erro": {"mensagem": erro.mensagem, "o_que_fazer": erro.o_que_fazer}}
    assert (em_json.erros, em_texto.saida) == ("", "")
    assert em_texto.erros == f"{erro.frase()}\n"


def test_comando_que_nao_existe_diz_os_que_existem(terminal: Terminal) -> None:
    dito = terminal("naoexiste")
    assert dito.codigo == 2
    assert "'naoexiste' não vale; use um de: 'demo', 'importar'" in dito.frase


def test_base_em_servidor_e_uso_errado_ainda_nao_disponivel(terminal: Terminal) -> None:
    dito = terminal.rodar("historico", "--json", "--base", "postgresql://servidor/base")
    assert dito.codigo == 2
    assert "ainda não está disponível" in dito.frase


@pytest.mark.parametrize("em_json", [True, False])
def test_defeito_do_programa_e_uma_frase(em_json: bool) -> None:
    saida, erros = io.StringIO(), io.StringIO()
    assert dizer_defeito(em_json, saida, erros) == 1
    escrito = json.loads(saida.getvalue())["erro"]["mensagem"] if em_json else erros.getvalue()
    assert "Defeito do programa" in escrito


def test_acento_sai_como_e_no_json(terminal: Terminal) -> None:
    assert "“" in terminal("fechar", "--data", "x").saida


def test_argumento_que_nao_e_utf8_e_uso_errado_e_nao_defeito(tmp_path: Path) -> None:
    codigo, erro, _ = _recusado(["importar", "--clientes", "a\udce9.csv"], tmp_path / "b.db")
    assert (codigo, erro["mensagem"]) == (2, "“a?.csv” tem letra que não é UTF-8.")
