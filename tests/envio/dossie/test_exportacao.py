"""O ZIP como sai: só o cliente pedido, cada mensagem byte a byte, somas que conferem, tudo ou nada."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from envio.ambiente import Ambiente
from envio.correio.falhas import RespostaPerdida
from envio.dossie.exportacao import Andamento, Pedido, exportar, nome_proposto
from envio.fechamento.resolucao import Decisao, resolver
from modelos.avisos import leitura as avisos
from modelos.avisos import mensagens_guardadas
from modelos.cadastro import clientes
from regras.erros import AmbienteIndisponivel, DadoInvalido
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar, unico_aviso
from tests.envio.correio_falso import CorreioFalso
from tests.envio.dossie.cenario import CLIENTE, MOTIVO, OUTRO, RAIZ, abrir, com_sufixo, gravar, preparar
from tests.modelos.exemplos import EM, HOJE, dia, gravar_aviso


def _linhas(conteudo: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(conteudo.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_cada_mensagem_vai_byte_a_byte_com_os_seus_pdfs(
    ambiente: Ambiente, correio: CorreioFalso, tmp_path: Path
) -> None:
    preparar(ambiente)
    gravado = gravar(tmp_path)
    arquivos = abrir(gravado.arquivo)
    emls = [arquivos[nome] for nome in com_sufixo(arquivos, ".eml")]
    assert emls == [correio.entregues[0].mime, correio.entregues[2].mime]
    pdfs = list(com_sufixo(arquivos, ".pdf"))
    assert {nome.rpartition("/")[2] for nome in pdfs} == {"relatorio-2026-11-24.pdf", "boleto-000123-1-1.pdf"}
    assert len(pdfs) == 4
    assert all(arquivos[nome].startswith(b"%PDF") for nome in pdfs)
    assert (gravado.avisos, gravado.mensagens, gravado.sem_corpo) == (1, 2, 0)
    assert gravado.arquivos == len(arquivos) - 1
    assert gravado.soma == hashlib.sha256(gravado.arquivo.read_bytes()).hexdigest()


def test_somas_conferem_com_o_programa_do_sistema(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    arquivo = gravar(tmp_path).arquivo
    arquivos = abrir(arquivo)
    ditas = dict(linha.split("  ", 1)[::-1] for linha in arquivos["SHA256SUMS"].decode().splitlines())
    assert ditas == {
        nome: hashlib.sha256(conteudo).hexdigest() for nome, conteudo in arquivos.items() if nome != "SHA256SUMS"
    }
    if programa := shutil.which("sha256sum"):
        with zipfile.ZipFile(arquivo) as lido:
            lido.extractall(tmp_path / "fora")
        conferir = [programa, "-c", "--strict", "SHA256SUMS"]
        pasta = tmp_path / "fora" / RAIZ
        dito = subprocess.run(conferir, cwd=pasta, capture_output=True, check=False)  # noqa: S603 - o do sistema
        assert dito.returncode == 0


def test_nada_do_outro_cliente_entra(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    with zipfile.ZipFile(gravar(tmp_path).arquivo) as lido:
        for nome in lido.namelist():
            assert OUTRO not in nome
            conteudo = lido.read(nome)
            assert OUTRO.encode() not in conteudo
            assert b"segredo" not in conteudo


def test_nomes_relativos_datas_fixas_e_os_mesmos_bytes(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    primeiro = gravar(tmp_path).arquivo.read_bytes()
    with zipfile.ZipFile(io.BytesIO(primeiro)) as lido:
        for entrada in lido.infolist():
            assert entrada.filename.startswith(f"{RAIZ}/")
            assert ".." not in entrada.filename
            assert "\\" not in entrada.filename
            assert entrada.date_time == (1980, 1, 1, 0, 0, 0)
    assert gravar(tmp_path).arquivo.read_bytes() == primeiro


def test_planilhas_trazem_resposta_reenvio_motivo_e_soma(ambiente: Ambiente, tmp_path: Path) -> None:
    aviso = preparar(ambiente)
    arquivos = abrir(gravar(tmp_path).arquivo)
    primeira, segunda = _linhas(arquivos["mensagens.csv"])
    assert (primeira["Código"], primeira["Resposta"], primeira["Servidor"]) == (
        "250",
        "2.0.0 na fila como 1",
        "127.0.0.1",
    )
    assert (primeira["Message-ID"], primeira["Motivo do reenvio"]) == (aviso.message_id, "")
    assert (segunda["Motivo do reenvio"], segunda["Situação"]) == (MOTIVO, "aceita pelo servidor")
    for linha in (primeira, segunda):
        assert hashlib.sha256(arquivos[linha["Arquivo"]]).hexdigest() == linha["SHA-256"]
    (debito,) = _linhas(arquivos["debitos-hoje.csv"])
    assert (debito["Documento"], debito["Avisos que o levaram"]) == ("1", "1")
    assert debito["Hoje"].startswith("em aberto")
    assert MOTIVO in _linhas(arquivos["respostas.csv"])[1]["Motivo"]
    assert MOTIVO in arquivos["indice.html"].decode()


def test_corpo_apagado_pela_guarda_e_dito_e_a_soma_fica(ambiente: Ambiente, tmp_path: Path) -> None:
    aviso = preparar(ambiente)
    soma = hashlib.sha256(mensagens_guardadas.mime(aviso.id) or b"").hexdigest()
    mensagens_guardadas.expurgar(EM + timedelta(days=1))
    gravado = gravar(tmp_path)
    arquivos = abrir(gravado.arquivo)
    assert (gravado.mensagens, gravado.sem_corpo) == (2, 2)
    assert list(com_sufixo(arquivos, ".eml")) == []
    linha = _linhas(arquivos["mensagens.csv"])[0]
    assert (linha["SHA-256"], linha["Arquivo"]) == (soma, "corpo apagado pelo prazo de guarda")
    pagina = arquivos["indice.html"].decode()
    assert soma in pagina
    assert "apagado pelo prazo de guarda" in pagina


def test_intervalo_escolhe_os_fechamentos(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    gravar_aviso(CLIENTE, data=dia(30))
    assert gravar(tmp_path).avisos == 2
    assert gravar(tmp_path, ate=HOJE).avisos == 1
    assert gravar(tmp_path, de=dia(1)).avisos == 1
    assert gravar(tmp_path, de=HOJE, ate=dia(30)).avisos == 2


@pytest.mark.parametrize(
    ("pedido", "motivo"),
    [
        (Pedido(CLIENTE, dia(1), dia(9)), "não tem aviso neste período"),
        (Pedido("nenhum"), "não tem aviso neste período"),
        (Pedido(CLIENTE, dia(2), dia(1)), "posterior à última"),
    ],
)
def test_sem_aviso_nao_ha_dossie(ambiente: Ambiente, tmp_path: Path, pedido: Pedido, motivo: str) -> None:
    preparar(ambiente)
    with pytest.raises(DadoInvalido, match=motivo):
        list(exportar(pedido, tmp_path / "d.zip", EM))
    assert list(tmp_path.glob("*")) == list(tmp_path.glob("*.db*"))


@pytest.mark.parametrize("passos", [1, 2])
def test_cancelar_nao_deixa_nada_e_o_que_havia_fica(ambiente: Ambiente, tmp_path: Path, passos: int) -> None:
    preparar(ambiente)
    destino = tmp_path / "saida" / "d.zip"
    destino.parent.mkdir()
    destino.write_bytes(b"o de ontem")
    gerador = exportar(Pedido(CLIENTE), destino, EM)
    for _ in range(passos):
        assert isinstance(next(gerador), Andamento)
    gerador.close()  # type: ignore[attr-defined]  # é um gerador
    assert [arquivo.name for arquivo in destino.parent.iterdir()] == ["d.zip"]
    assert destino.read_bytes() == b"o de ontem"


def test_pasta_que_nao_existe_vira_frase(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    with pytest.raises(AmbienteIndisponivel, match="não existe"):
        list(exportar(Pedido(CLIENTE), tmp_path / "nao" / "d.zip", EM))


def test_em_duvida_dado_como_enviado_e_dito(ambiente: Ambiente, correio: CorreioFalso, tmp_path: Path) -> None:
    cadastrar()
    cadastrar_vencido()
    correio.ao_transmitir = [RespostaPerdida("servidor", "a conexão caiu")]
    fechar(ambiente)
    antes = _linhas(abrir(gravar(tmp_path).arquivo)["mensagens.csv"])[0]["Situação"]
    resolver(unico_aviso().id, Decisao.ENVIADO, ambiente)
    depois = _linhas(abrir(gravar(tmp_path).arquivo)["mensagens.csv"])[0]["Situação"]
    assert antes == "sem resposta do servidor; pode ter sido aceita"
    assert depois == "sem resposta do servidor; dada como enviada pelo operador"


def test_cliente_excluido_ainda_tem_dossie(ambiente: Ambiente, tmp_path: Path) -> None:
    cadastrar()
    gravar_aviso("sumiu")
    assert "Cliente sumiu" in abrir(gravar(tmp_path, "sumiu").arquivo)["indice.html"].decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=40))
def test_codigo_e_nome_quaisquer_dao_nomes_seguros_e_celulas_que_nao_sao_formula(
    ambiente: Ambiente, tmp_path: Path, texto: str
) -> None:
    cadastrar()
    data = HOJE + timedelta(days=len(avisos.listar()))
    gravar_aviso(texto, data=data, cliente_nome=f"=cmd|{texto}")
    with zipfile.ZipFile(gravar(tmp_path, texto).arquivo) as lido:
        assert all(nome.isascii() and not nome.startswith("/") and ".." not in nome for nome in lido.namelist())
        raiz = lido.namelist()[0].partition("/")[0]
        for nome in ("avisos.csv", "respostas.csv", "mensagens.csv"):
            for linha in _linhas(lido.read(f"{raiz}/{nome}")):
                assert not any(valor.startswith(("=", "+", "-", "@", "\t", "\r")) for valor in linha.values())
    assert nome_proposto(texto).isascii()


def test_promessa_e_nao_avisar_aparecem(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    cliente = clientes.obter(CLIENTE)
    assert cliente is not None
    clientes.gravar(replace(cliente, avisar=False, promessa_ate=dia(7)))
    pagina = abrir(gravar(tmp_path).arquivo)["indice.html"].decode()
    assert "promessa de pagamento até 01/12/2026" in pagina
    assert "não avisar" in pagina
