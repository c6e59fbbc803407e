"""Os dois comandos de uma máquina nova: `python3 iniciar.py` e `python3 iniciar.py testes`.

Só a biblioteca padrão. Prepara `.venv` com os pacotes travados de `dependencias/` e entrega a execução
ao Python de lá. Tudo o que este arquivo diz vai para a saída de erro: a saída padrão é do programa.

A sintaxe deste arquivo fica ao alcance do Python 3.6, para que um Python velho chegue a ler a frase que o recusa.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - é aqui que um Python velho é recusado com uma frase
    sys.exit(
        "O Aviso de Débitos precisa do Python 3.11 ou mais novo, e este é o %d.%d. "  # noqa: UP031 - idem
        "Instale um Python atual e rode este comando com ele." % sys.version_info[:2]
    )

from dependencias.sistema import Impedimento, conferir_sistema, dizer

RAIZ = Path(os.path.abspath(__file__)).parent
EXECUCAO = "execucao"
DESENVOLVIMENTO = "desenvolvimento"

USO = """\
uso: python3 iniciar.py [COMANDO]

  (sem comando)          prepara o ambiente e abre a demonstração
  testes                 prepara e roda formato, lint, tipos e testes
  testes ARGS            prepara e roda só o pytest, com estes argumentos
  passo NOME             prepara e roda um dos passos: formato, lint, tipos ou testes
  fotos [PASTA]          prepara e fotografa cada tela, claro e escuro, em fotos/ (--letra 125, --so TELA)
  medidas [PASTA]        linhas, arquivos por pasta, círculos e tamanho das funções, desta casa ou de outra cópia
  tocados [ARQUIVOS]     só os testes que provam estes módulos, ou os que mudaram desde o último commit
  preparar               só prepara o ambiente
  -- ARGS                prepara e repassa ARGS ao programa; exemplo: -- fechar --simular
"""

PASSOS = {
    "formato": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "tipos": ("mypy",),
    "testes": ("pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"),
}
"""O que a CI roda, na ordem: módulos do `.venv` e os seus argumentos. No commit, dos testes, só os tocados."""

MODULOS = {
    "fotos": (EXECUCAO, "ui.fotos"),
    "medidas": (EXECUCAO, "benchmarks.casa"),
    "tocados": (DESENVOLVIMENTO, "tests.espelhos"),
}
"""O que é um módulo do projeto que recebe os argumentos como vieram, e os pacotes de que precisa."""

FALHAS_DO_PIP = (
    (("No space left", "Errno 28"), "Acabou o espaço em disco ao instalar os pacotes: libere 1 GB e rode de novo."),
    (
        ("DO NOT MATCH THE HASHES",),
        "Um pacote baixado não é o que está travado em dependencias/, e por isso não foi instalado. "
        "Rode de novo; se repetir, algo na rede está trocando os arquivos.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED",),
        "O certificado do servidor de pacotes não foi aceito. Numa rede que inspeciona o tráfego, indique o "
        "certificado dela na variável PIP_CERT e rode de novo.",
    ),
    (
        ("Connection", "Temporary failure", "Name or service", "getaddrinfo", "timed out", "SSLError", "ProxyError"),
        "Não foi possível baixar os pacotes: confira a rede (e o proxy, se houver) e rode de novo.",
    ),
    (
        ("No matching distribution",),
        "Falta um pacote pronto para este Python ou este sistema: use o Python 3.11, 3.12 ou 3.13 de 64 bits.",
    ),
)
"""Trechos da saída do pip e a frase que os explica; vale a primeira linha da tabela que casar."""


def python_do_ambiente(raiz: Path) -> Path:
    """Caminho do Python de dentro do `.venv`."""
    return raiz / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def travadas(raiz: Path, perfil: str) -> Path:
    """Arquivo com os pacotes travados de um perfil."""
    return raiz / "dependencias" / f"{perfil}.txt"


def impressao(raiz: Path, perfil: str) -> str:
    """Resumo do que o ambiente tem de ser: este Python, este sistema e estes pacotes."""
    python = f"{sys.implementation.cache_tag} {sysconfig.get_platform()}"
    return f"{python} {hashlib.sha256(travadas(raiz, perfil).read_bytes()).hexdigest()}"


def perfis_prontos(raiz: Path) -> set[str]:
    """Perfis cuja instalação terminou e ainda vale; vazio se o `.venv` não serve."""
    try:
        carimbo = json.loads(_carimbo(raiz).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if not python_do_ambiente(raiz).exists():
        return set()
    return {perfil for perfil in (EXECUCAO, DESENVOLVIMENTO) if carimbo.get(perfil) == impressao(raiz, perfil)}


def _carimbo(raiz: Path) -> Path:
    return raiz / ".venv" / "preparado.json"


def preparar(raiz: Path, perfil: str) -> None:
    """Deixa o `.venv` pronto para o perfil; não chama o pip se já está.

    Raises:
        Impedimento: falta algo do sistema, ou a instalação falhou.
    """
    if perfil in perfis_prontos(raiz):
        return
    with vez(raiz):
        prontos = perfis_prontos(raiz)
        if perfil in prontos:
            return
        comeco = time.monotonic()
        conferir_sistema()
        if EXECUCAO in prontos:
            _carimbo(raiz).unlink()
        else:
            criar_ambiente(raiz)
        instalar_pacotes(raiz, perfil)
        carimbar(raiz, perfil)
        dizer(f"Ambiente pronto em {time.monotonic() - comeco:.0f} s.")


def carimbar(raiz: Path, perfil: str) -> None:
    """Grava, por último e de uma vez, que a instalação terminou: sem carimbo, recomeça-se do zero."""
    perfis = {EXECUCAO, perfil}
    provisorio = _carimbo(raiz).with_suffix(".novo")
    provisorio.write_text(json.dumps({nome: impressao(raiz, nome) for nome in perfis}), encoding="utf-8")
    provisorio.replace(_carimbo(raiz))


@contextmanager
def vez(raiz: Path) -> Iterator[None]:
    """Uma preparação por vez na mesma pasta; quem chega depois espera. O sistema solta quando o processo morre."""
    with (raiz / "iniciar.py").open("rb") as arquivo:
        if not _trancar(arquivo.fileno(), esperar=False):
            dizer("Outra preparação está em andamento nesta pasta: esperando que termine…")
            while not _trancar(arquivo.fileno(), esperar=True):
                pass
        yield


if sys.platform == "win32":
    import msvcrt

    def _trancar(descritor: int, esperar: bool) -> bool:
        """Tranca um byte bem depois do fim do arquivo, que ninguém lê."""
        os.lseek(descritor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descritor, msvcrt.LK_LOCK if esperar else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _trancar(descritor: int, esperar: bool) -> bool:
        """Tranca o arquivo inteiro; disco de rede sem trava segue sem ela."""
        try:
            fcntl.flock(descritor, fcntl.LOCK_EX if esperar else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


def criar_ambiente(raiz: Path) -> None:
    """Recomeça o `.venv` do zero, com o Python que executa este arquivo.

    Raises:
        Impedimento: a pasta não pode ser apagada ou criada.
    """
    pasta = raiz / ".venv"
    dizer(f"Preparando o ambiente em {pasta}: é só na primeira vez, e leva de um a cinco minutos.")
    base = getattr(sys, "_base_executable", sys.executable)
    try:
        with suppress(FileNotFoundError):
            shutil.rmtree(pasta)
        subprocess.run((base, "-m", "venv", str(pasta)), stdout=sys.stderr, check=True)
    except OSError as erro:
        raise Impedimento(
            f"Não foi possível recriar {pasta}: {erro}. Feche o programa, confira a permissão da pasta e rode de novo."
        ) from erro
    except subprocess.CalledProcessError as erro:
        raise Impedimento(
            f"O Python não conseguiu criar {pasta}: leia acima o que ele disse, resolva e rode de novo."
        ) from erro


def instalar_pacotes(raiz: Path, perfil: str) -> None:
    """Instala no `.venv` exatamente os arquivos travados; índice, proxy e certificado são os do usuário.

    Raises:
        Impedimento: o pip falhou; a frase diz o que houve e cita o fim da saída dele.
    """
    # `user = true` na configuração do pip não vale dentro de um ambiente, e faria a instalação parar.
    ambiente = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
    comando = [str(python_do_ambiente(raiz)), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    comando += ["--no-input", "--disable-pip-version-check", "--no-warn-script-location", "--progress-bar", "off"]
    comando += ["-r", str(travadas(raiz, perfil))]
    pip = subprocess.Popen(
        comando, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ambiente, encoding="utf-8", errors="replace"
    )
    with pip:
        try:
            ultimas = acompanhar(pip.stdout or ())
        except KeyboardInterrupt:
            pip.terminate()
            raise
    if pip.returncode:
        raise Impedimento(explicar(ultimas))


def acompanhar(linhas: Iterable[str]) -> list[str]:
    """Mostra o andamento do pip e devolve o fim da saída dele."""
    ultimas: deque[str] = deque(maxlen=200)
    for linha in linhas:
        ultimas.append(linha)
        if linha.startswith("Collecting "):
            dizer(f"  baixando {linha.split()[1]}")
        elif linha.startswith("Installing collected"):
            dizer("  instalando o que foi baixado…")
    return list(ultimas)


def explicar(saida: Sequence[str]) -> str:
    """Traduz a falha do pip numa frase, com o fim do que ele disse."""
    texto = "".join(saida)
    frases = (frase for trechos, frase in FALHAS_DO_PIP if any(trecho in texto for trecho in trechos))
    frase = next(frases, "O pip não conseguiu instalar os pacotes: resolva o que ele diz abaixo e rode de novo.")
    fim = "".join(f"  pip: {linha.rstrip()}\n" for linha in saida[-6:])
    return f"{fim}{frase}"


def entregar(raiz: Path, argumentos: Sequence[str]) -> int:
    """Passa a vez ao programa, na pasta em que o usuário está; devolve o código de saída dele."""
    comando = [str(python_do_ambiente(raiz)), str(raiz / "app.py"), *argumentos]
    if os.name == "posix":
        os.execv(comando[0], comando)  # noqa: S606 - o próprio programa, sem interpretador de comandos
    return esperar(subprocess.Popen(comando))


def esperar(programa: subprocess.Popen[bytes]) -> int:
    """Espera o programa onde `execv` soltaria o terminal antes do fim (Windows); Ctrl+C é assunto dele."""
    while True:
        with suppress(KeyboardInterrupt):
            return programa.wait()


def rodar_passo(raiz: Path, nome: str, argumentos: Sequence[str] = ()) -> int:
    """Roda um dos passos de verificação na raiz do projeto e devolve o código de saída dele."""
    modulo = PASSOS[nome][:1] if argumentos else PASSOS[nome]
    return rodar_modulo(raiz, *modulo, argumentos=argumentos)


def rodar_modulo(raiz: Path, *modulo: str, argumentos: Sequence[str] = ()) -> int:
    """Roda um módulo do ambiente na raiz do projeto e devolve o código de saída dele."""
    # Guarda o que compila mesmo onde o sistema pede que não: sem isso, cada processo da suíte recompilaria a casa.
    ambiente = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    comando = (str(python_do_ambiente(raiz)), "-m", *modulo, *argumentos)
    return subprocess.run(comando, cwd=raiz, env=ambiente, check=False).returncode


def testar(raiz: Path) -> int:
    """Roda todos os passos, mesmo que um reprove, e os testes por último; devolve 0 se todos passaram."""
    reprovados = []
    for nome in PASSOS:
        dizer(f"[{nome}]")
        if rodar_passo(raiz, nome):
            reprovados.append(nome)
    if reprovados:
        dizer(f"Reprovado em: {', '.join(reprovados)}.")
    return 1 if reprovados else 0


def executar(raiz: Path, argumentos: Sequence[str]) -> int:
    """Interpreta a linha de comando e devolve o código de saída.

    Raises:
        Impedimento: não dá para preparar o ambiente.
    """
    comando, resto = (argumentos[0], list(argumentos[1:])) if argumentos else ("--", ["demo"])
    if comando == "--":
        preparar(raiz, EXECUCAO)
        return entregar(raiz, resto)
    if comando == "preparar" and not resto:
        preparar(raiz, EXECUCAO)
        return 0
    if comando == "testes":
        preparar(raiz, DESENVOLVIMENTO)
        return rodar_passo(raiz, "testes", resto) if resto else testar(raiz)
    if comando in MODULOS:
        perfil, modulo = MODULOS[comando]
        preparar(raiz, perfil)
        return rodar_modulo(raiz, modulo, argumentos=resto)
    if comando == "passo" and len(resto) == 1 and resto[0] in PASSOS:
        preparar(raiz, DESENVOLVIMENTO)
        return rodar_passo(raiz, resto[0])
    dizer(USO)
    return 0 if comando in ("-h", "--help", "ajuda") else 2


def principal(argumentos: Sequence[str]) -> int:
    """Executa e traduz o que deu errado em frase e código de saída."""
    try:
        return executar(RAIZ, argumentos)
    except Impedimento as erro:
        dizer(str(erro))
        return 1
    except KeyboardInterrupt:
        dizer("Interrompido. Na próxima vez a preparação recomeça.")
        return 130


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
