"""A casa guardada por teste: quem importa quem, tamanhos, e o que só pode aparecer num lugar (docs/arquitetura.md)."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest

from benchmarks import casa
from benchmarks.casa import CAMADAS, PRODUTO, PROVAS, RAIZ, funcoes

DE_CASA = {
    "regras": {"regras"},
    "boletos": {"boletos", "regras"},
    "modelos": {"modelos", "regras"},
    "envio": {"envio", "modelos", "boletos", "regras"},
    "ui": {"ui", "envio", "modelos", "boletos", "regras"},
}
"""De que pastas da casa cada pasta pode importar."""

DE_FORA = {
    "regras": {"stdnum", "holidays", "jinja2", "nh3", "email_validator"},
    "boletos": {"reportlab", "barcode", "zxingcpp", "PIL", "cryptography"},
    "modelos": {"peewee", "playhouse", "python_calamine", "platformdirs", "filelock"},
    "envio": {"keyring", "secretstorage", "jeepney", "win32ctypes", "truststore", "imapclient", "jinja2"},
    "ui": {"PySide6", "shiboken6", "pypdfium2"},
}
"""Que bibliotecas cada pasta pode importar."""

SO_EM = {
    "pypdfium2": {"boletos/papel/leitura_pdf.py", "ui/"},
    "aiosmtpd": {"envio/demonstracao/servidor_local.py"},
    "sqlalchemy": {"envio/erp/leitura.py"},
    "oauthlib": {"envio/acesso/oauth/"},
    "imapclient": {"envio/correio/caixa_imap.py"},
    "flufl": {"envio/correio/leitura_devolucao.py"},
    "sqlite3": {"modelos/acesso/dialeto.py"},
    "csv": {"modelos/escrita_csv.py"},
}
"""Bibliotecas que só podem aparecer em lugares certos, a mais da tabela."""

SEM_QT = ("ui/terminal/", "ui/frases")

EXCECAO_AMPLA = {"ui/trabalho.py", "app.py", "envio/entrega/despacho.py"}
"""Onde `except Exception` isola um defeito nosso: a tela, o processo e um aviso do lote."""

SO_DO_SQLITE = re.compile(r"\b(?:pragma|rowid|vacuum|sqlite_\w+|autoincrement|julianday|strftime\()", re.IGNORECASE)

NOMES_PROIBIDOS = {"utils", "helpers", "common", "manager", "misc", "dados", "info", "processar", "tratar", "fazer"}


@cache
def produto() -> dict[str, ast.Module]:
    """Lidas por quem as usa: ler a casa inteira ao coletar custaria segundos a cada processo de testes."""
    return casa.ler(RAIZ, PRODUTO)


@cache
def casa_inteira() -> dict[str, ast.Module]:
    """As do produto, das provas e dos testes."""
    return produto() | casa.ler(RAIZ, (*PROVAS, "tests"))


def _importados(arvore: ast.AST) -> set[str]:
    """Nomes inteiros dos módulos importados, também os de dentro de funções."""
    nomes: set[str] = set()
    for no in ast.walk(arvore):
        if isinstance(no, ast.Import):
            nomes.update(apelido.name for apelido in no.names)
        elif isinstance(no, ast.ImportFrom):
            assert no.level == 0, "import relativo"
            nomes.add(no.module or "")
            nomes.update(f"{no.module}.{apelido.name}" for apelido in no.names)
    return nomes


def _raizes(arvore: ast.AST) -> set[str]:
    return {nome.partition(".")[0] for nome in _importados(arvore)} - {"__future__"}


def _achar(procura: Callable[[ast.AST], bool], arvores: dict[str, ast.Module] | None = None) -> list[str]:
    """Lugares (`arquivo:linha`) dos nós que a procura acha."""
    return [
        f"{arquivo}:{getattr(no, 'lineno', 1)}"
        for arquivo, arvore in (arvores or produto()).items()
        for no in ast.walk(arvore)
        if procura(no)
    ]


def _fora_de(lugares: Iterable[str], permitidos: Iterable[str]) -> list[str]:
    return [lugar for lugar in lugares if not lugar.startswith(tuple(permitidos))]


def _chamado(no: ast.AST) -> str:
    """Nome da função chamada, sem o objeto: `x.y.sleep(1)` dá `sleep`."""
    if not isinstance(no, ast.Call):
        return ""
    return no.func.attr if isinstance(no.func, ast.Attribute) else getattr(no.func, "id", "")


@pytest.mark.parametrize("camada", CAMADAS)
def test_camada_so_importa_as_de_baixo(camada: str) -> None:
    proibidas = {*CAMADAS, "app", "iniciar", "dependencias"} - DE_CASA[camada]
    achadas = {
        arquivo: vistas
        for arquivo, arvore in produto().items()
        if arquivo.startswith(f"{camada}/") and (vistas := _raizes(arvore) & proibidas)
    }
    assert achadas == {}


@pytest.mark.parametrize("camada", CAMADAS)
def test_camada_so_usa_as_bibliotecas_da_tabela(camada: str) -> None:
    permitidas = {*CAMADAS, *DE_FORA[camada], *sys.stdlib_module_names}
    achadas = {
        arquivo: vistas
        for arquivo, arvore in produto().items()
        if arquivo.startswith(f"{camada}/") and (vistas := _raizes(arvore) - permitidas - _dispensadas(arquivo))
    }
    assert achadas == {}


def _dispensadas(arquivo: str) -> set[str]:
    return {nome for nome, lugares in SO_EM.items() if arquivo.startswith(tuple(lugares))}


@pytest.mark.parametrize("biblioteca", SO_EM)
def test_biblioteca_restrita_so_aparece_no_seu_lugar(biblioteca: str) -> None:
    usam = [arquivo for arquivo, arvore in produto().items() if biblioteca in _raizes(arvore)]
    assert _fora_de(usam, SO_EM[biblioteca]) == []


def test_dependencia_entra_por_import_para_se_ver_aqui() -> None:
    """Só o terminal importa pelo nome, e os comandos dele."""
    escondidos = _achar(lambda no: _chamado(no) in {"import_module", "__import__"})
    assert _fora_de(escondidos, ["ui/terminal/principal.py"]) == []


def test_preparacao_usa_so_a_biblioteca_padrao() -> None:
    permitidas = {"dependencias", *sys.stdlib_module_names}
    vistas = {nome: _raizes(produto()[nome]) for nome in produto() if nome.startswith(("iniciar.py", "dependencias/"))}
    assert {nome: raizes - permitidas for nome, raizes in vistas.items() if raizes - permitidas} == {}


def test_regras_e_boletos_nao_registram_log_nem_perguntam_a_hora() -> None:
    puras = {nome: arvore for nome, arvore in produto().items() if nome.startswith(("regras/", "boletos/"))}
    assert [nome for nome, arvore in puras.items() if "logging" in _raizes(arvore)] == []
    assert _achar(lambda no: _chamado(no) in {"today", "now", "utcnow"}, puras) == []


def test_regras_nao_conhecem_rede_arquivo_nem_processo() -> None:
    proibidas = {"smtplib", "socket", "sqlite3", "subprocess", "pathlib", "os", "threading", "asyncio", "time"}
    achadas = {
        nome: vistas
        for nome, arvore in produto().items()
        if nome.startswith("regras/") and (vistas := _raizes(arvore) & proibidas)
    }
    assert achadas == {}


def test_terminal_e_frases_nao_conhecem_o_qt() -> None:
    """Nem por tabela: nada do que eles importam, de uma ponta a outra, chega ao Qt."""
    partida = [arquivo for arquivo in produto() if arquivo.startswith(SEM_QT)]
    alcancados = _alcancados(partida)
    assert partida
    assert [arquivo for arquivo in alcancados if "PySide6" in _raizes(produto()[arquivo])] == []


def _alcancados(partida: Iterable[str]) -> set[str]:
    """Os módulos de casa que a partida importa, direta ou indiretamente."""
    fila, vistos = list(partida), set()
    while fila:
        arquivo = fila.pop()
        if arquivo not in vistos:
            vistos.add(arquivo)
            fila.extend(_arquivos_de(_importados(produto()[arquivo])))
    return vistos


def _arquivos_de(modulos: Iterable[str]) -> Iterator[str]:
    for modulo in modulos:
        caminho = modulo.replace(".", "/")
        yield from (nome for nome in (f"{caminho}.py", f"{caminho}/__init__.py") if nome in produto())


def test_app_so_importa_o_qt_quando_a_janela_abre() -> None:
    corpo = [no for no in produto()["app.py"].body if isinstance(no, ast.Import | ast.ImportFrom)]
    no_topo = ast.Module(body=list(corpo), type_ignores=[])
    alcancados = _alcancados(_arquivos_de(_importados(no_topo)))
    assert "PySide6" not in _raizes(no_topo)
    assert [arquivo for arquivo in alcancados if "PySide6" in _raizes(produto()[arquivo])] == []


def test_nao_ha_numero_de_ponto_flutuante_em_regras() -> None:
    regras = {nome: arvore for nome, arvore in produto().items() if nome.startswith("regras/")}

    def e_flutuante(no: ast.AST) -> bool:
        literal = isinstance(no, ast.Constant) and isinstance(no.value, float)
        return literal or (isinstance(no, ast.Name) and no.id == "float")

    assert _achar(e_flutuante, regras) == []


def test_nenhum_yield_dentro_de_transacao() -> None:
    achados = []
    for arquivo, arvore in produto().items():
        for funcao in funcoes(arvore):
            if not any("contextmanager" in ast.unparse(decorador) for decorador in funcao.decorator_list):
                achados += [f"{arquivo}:{linha}" for linha in _yields_em_transacao(funcao)]
    assert achados == []


def _abre_transacao(expressao: ast.AST) -> bool:
    nomes = {getattr(no, "attr", getattr(no, "id", "")) for no in ast.walk(expressao)}
    return bool(nomes & {"transacao", "atomic", "transaction", "savepoint"})


def _yields_em_transacao(funcao: ast.FunctionDef | ast.AsyncFunctionDef) -> list[int]:
    """Linhas de `yield` dentro de `with transacao()`, ou de função inteira decorada com ela."""
    if any(_abre_transacao(decorador) for decorador in funcao.decorator_list):
        return list(_linhas_de_yield(funcao.body))
    blocos = [no for no in ast.walk(funcao) if isinstance(no, ast.With)]
    return [
        linha
        for bloco in blocos
        if any(_abre_transacao(item.context_expr) for item in bloco.items)
        for linha in _linhas_de_yield(bloco.body)
    ]


def _linhas_de_yield(corpo: Iterable[ast.AST]) -> Iterator[int]:
    """Linhas de `yield` do corpo, sem entrar em funções de dentro."""
    for no in corpo:
        if isinstance(no, ast.Yield | ast.YieldFrom):
            yield no.lineno
        if not isinstance(no, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _linhas_de_yield(ast.iter_child_nodes(no))


def test_nao_ha_circulo_entre_arquivos_nem_entre_pastas_em_andar_nenhum() -> None:
    grafo = casa.grafo_dos_arquivos(
        {nome: arvore for nome, arvore in casa_inteira().items() if not nome.startswith("tests/")}
    )
    assert casa.circulos(grafo) == []


def test_pasta_tem_no_maximo_vinte_modulos() -> None:
    """Mais que isso, os prefixos repetidos são quartos por abrir."""
    nomes = [nome for nome in casa_inteira() if not nome.startswith("tests/")]
    assert casa.pastas_cheias(nomes) == {}


def test_arquivo_tem_no_maximo_quatrocentas_linhas() -> None:
    linhas = {arquivo: (RAIZ / arquivo).read_bytes().count(b"\n") for arquivo in casa_inteira()}
    assert {arquivo: quantas for arquivo, quantas in linhas.items() if quantas > 400} == {}


def test_funcao_tem_no_maximo_sessenta_linhas() -> None:
    longas = [
        f"{arquivo}:{funcao.lineno} {funcao.name}"
        for arquivo, arvore in casa_inteira().items()
        for funcao in funcoes(arvore)
        if casa.linhas_da_funcao(funcao) > 60
    ]
    assert longas == []


def test_init_tem_so_a_docstring_do_pacote() -> None:
    pacotes = {nome: arvore for nome, arvore in produto().items() if nome.endswith("/__init__.py")}
    pacotes.pop("boletos/bancos/__init__.py", None)
    assert [nome for nome, arvore in pacotes.items() if len(arvore.body) != 1 or not ast.get_docstring(arvore)] == []


def test_qthread_so_em_trabalho() -> None:
    lugares = _achar(lambda no: "QThread" in (getattr(no, nome, "") for nome in ("id", "name", "attr")))
    assert _fora_de(lugares, ["ui/trabalho.py"]) == []


def test_ninguem_dorme_nem_roda_eventos_a_mao() -> None:
    assert _achar(lambda no: _chamado(no) in {"sleep", "processEvents"}) == []


def test_testes_nao_dormem() -> None:
    """Espera-se um sinal ou uma condição, nunca um tempo."""

    def e_espera(no: ast.AST) -> bool:
        de_qtbot = isinstance(no, ast.Call) and ast.unparse(no.func) == "qtbot.wait"
        return _chamado(no) == "sleep" or de_qtbot

    assert (
        _achar(e_espera, {nome: arvore for nome, arvore in casa_inteira().items() if nome.startswith("tests/")}) == []
    )


def test_excecao_ampla_so_nos_tres_pontos_de_isolamento() -> None:
    def e_ampla(no: ast.AST) -> bool:
        if not isinstance(no, ast.ExceptHandler):
            return False
        return no.type is None or (isinstance(no.type, ast.Name) and no.type.id == "Exception")

    assert _fora_de(_achar(e_ampla), EXCECAO_AMPLA) == []


def test_excecao_de_base_nao_e_engolida() -> None:
    """Quem apanha `BaseException` é para arrumar a casa e deixar passar."""

    def engole(no: ast.AST) -> bool:
        if not (isinstance(no, ast.ExceptHandler) and isinstance(no.type, ast.Name)):
            return False
        return no.type.id == "BaseException" and not isinstance(no.body[-1], ast.Raise)

    assert _achar(engole) == []


def test_sql_que_so_o_sqlite_entende_fica_em_dialeto() -> None:
    achados = []
    for arquivo, arvore in produto().items():
        explicacoes = _docstrings(arvore)
        for no in ast.walk(arvore):
            e_texto = isinstance(no, ast.Constant) and isinstance(no.value, str) and no not in explicacoes
            nome = getattr(no, "attr", getattr(no, "id", ""))
            if (e_texto and SO_DO_SQLITE.search(no.value)) or nome.startswith("Sqlite") or nome == "pragma":
                achados.append(f"{arquivo}:{getattr(no, 'lineno', 1)}")
    assert _fora_de(achados, ["modelos/acesso/dialeto.py"]) == []


def _docstrings(arvore: ast.AST) -> set[ast.AST]:
    return {no.value for no in ast.walk(arvore) if isinstance(no, ast.Expr) and isinstance(no.value, ast.Constant)}


def test_texto_traduzido_nunca_e_f_string() -> None:
    def e_remendada(no: ast.AST) -> bool:
        return _chamado(no) == "tr" and any(isinstance(filho, ast.JoinedStr) for filho in ast.walk(no))

    assert _achar(e_remendada) == []


def test_nomes_vagos_nao_entram() -> None:
    achados = [arquivo for arquivo in casa_inteira() if set(re.split(r"[/_.]", arquivo)) & NOMES_PROIBIDOS]
    for arquivo, arvore in casa_inteira().items():
        definidos = [no for no in ast.walk(arvore) if isinstance(no, ast.ClassDef | ast.FunctionDef)]
        achados += [f"{arquivo}:{no.lineno} {no.name}" for no in definidos if no.name.lower() in NOMES_PROIBIDOS]
    assert achados == []
