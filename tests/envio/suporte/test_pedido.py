"""O ZIP inteiro, com dado sentinela de todo tipo na base e no registro: nenhum deles pode estar lá."""

from __future__ import annotations

import getpass
import hashlib
import logging
import platform
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from envio.suporte import folhas, pedido
from modelos.acesso import locais
from modelos.avisos import caixas_devolucoes, devolvidos
from modelos.base import ajustes, pessoais, terminais
from modelos.base.abertura import Base
from modelos.cadastro import contatos, empresas, feriados
from modelos.carteira import debitos, promessas
from modelos.contas import contas_cobranca, contas_email, mensagens
from regras.ajustes import Ajustes
from regras.cadastro import ContaCobranca, ContaEmail, Contato, Empresa, Mensagem, Seguranca
from regras.debito import Debito
from regras.devolucao import CaixaDevolucoes
from regras.erros import AmbienteIndisponivel
from regras.nomes import chave
from tests.modelos.exemplos import EM, HOJE, dia, gravar_aviso, gravar_cliente

LINHA = "34191.09008 61713.957308 71444.640008 5 84610000023112"
PIX = "00020126330014br.gov.bcb.pix0111529982247255802BR5911ZULMIRA QUE6009BLUMENAU62070503***6304A1B2"
SENTINELAS = {
    "nome do cliente": "Zulmira Quaresma Panificação",
    "nome antigo do cliente": "Xisto Ventura",
    "fantasia": "Pãozinho Jabuticaba",
    "código do cliente": "CLI-7731",
    "contato": "Gertrudes Yamanaka",
    "quem prometeu": "Ubiratã Wanderley",
    "rua": "Alameda dos Ipês-Roxos",
    "bairro": "Itoupava",
    "cidade": "Blumenau",
    "cep": "89065300",
    "cep com traço": "89065-300",
    "e-mail do cliente": "zulmira.q@paozinho.com.br",
    "e-mail do contato": "gertrudes@yamanaka.net",
    "e-mail devolvido": "volta.sempre@sumiu.org",
    "endereço de teste": "ensaio@aurora-secreta.com.br",
    "cpf": "52998224725",
    "cpf com máscara": "529.982.247-25",
    "cnpj": "11222333000181",
    "cnpj com máscara": "11.222.333/0001-81",
    "cnpj com letras": "12ABC34501DE35",
    "cnpj com letras e máscara": "12.ABC.345/01DE-35",
    "documento": "NF-9931/Z",
    "nosso número": "0009931",
    "nosso número curto": "931-7",
    "linha digitável": LINHA,
    "linha digitável sem máscara": "".join(letra for letra in LINHA if letra.isdigit()),
    "pix": PIX,
    "valor": "R$ 8.765,43",
    "valor sem cifrão": "8.765,43",
    "valor em centavos": "876543",
    "valor com ponto": "8765.43",
    "telefone": "(47) 3398-7766",
    "telefone sem máscara": "4733987766",
    "empresa": "Aurora Secreta Distribuidora",
    "servidor próprio": "correio.aurora-secreta.com.br",
    "usuário do correio": "cobranca.secreta",
    "remetente": "avisos@aurora-secreta.com.br",
    "agência": "0957-3",
    "conta": "8812345",
    "convênio": "7654321",
    "beneficiário final": "Factoring Valquíria",
    "máquina": "BALCAO-DA-GERTRUDES",
    "usuário do sistema": "gertrudes.yamanaka",
    "pasta": r"C:\Usuarios\gertrudes.yamanaka\Minha Cobrança\aviso.db",
    "pasta em outro sistema": "/srv/gertrudes yamanaka/cobrança/aviso.db",
    "arquivo importado": "clientes da zulmira.csv",
    "senha": "Abacaxi-Roxo",
    "token": "ya29.a0AfH6SMBx7QqLk3VfT0uV9pZ",
    "login em base64": "AGNvYnJhbmNhLnNlY3JldGEAQWJhY2F4aS1Sb3hv",
    "assunto da mensagem": "Assunto Sigiloso Tamarindo",
    "feriado": "Festa do Marreco Teimoso",
    "valor digitado e não gravado": "Fulano Nunca Gravado",
}
DIGITADO = "valor digitado e não gravado"


@pytest.fixture(autouse=True)
def _daqui(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: SENTINELAS["máquina"])
    monkeypatch.setattr(getpass, "getuser", lambda: SENTINELAS["usuário do sistema"])


@pytest.fixture
def cheia(base: Base) -> Iterator[Base]:
    """Uma base com sentinela em tudo o que fala de alguém."""
    _cadastrar_quem_cobra()
    _cadastrar_quem_deve()
    numero = terminais.entrar(SENTINELAS["máquina"], SENTINELAS["usuário do sistema"], EM)
    yield base
    terminais.sair(numero)


def _cadastrar_quem_cobra() -> None:
    s = SENTINELAS
    empresas.gravar(
        Empresa(
            s["empresa"],
            s["cnpj"],
            s["rua"],
            "931",
            "fundos",
            s["bairro"],
            s["cidade"],
            "SC",
            s["cep"],
            s["telefone"],
            s["remetente"],
        )
    )
    contas_email.gravar(
        ContaEmail(1, s["remetente"], s["servidor próprio"], 587, Seguranca.STARTTLS, s["usuário do correio"])
    )
    contas_email.gravar(ContaEmail(2, "x@gmail.com", "smtp.gmail.com", 465, Seguranca.TLS, "x@gmail.com"))
    caixas_devolucoes.gravar(CaixaDevolucoes(1, s["servidor próprio"], 993, s["usuário do correio"]))
    contas_cobranca.gravar(
        ContaCobranca(
            "001",
            "341",
            "109",
            s["agência"],
            "",
            s["conta"],
            "7",
            s["convênio"],
            beneficiario_final=s["beneficiário final"],
            beneficiario_final_cpf_cnpj=s["cnpj com letras"],
            multa_percentual=Decimal("7.31"),
        )
    )


def _cadastrar_quem_deve() -> None:
    s = SENTINELAS
    gravar_cliente(
        s["código do cliente"],
        nome=s["nome do cliente"],
        fantasia=s["fantasia"],
        cpf_cnpj=s["cpf"],
        email=s["e-mail do cliente"],
        endereco=s["rua"],
        bairro=s["bairro"],
        cidade=s["cidade"],
        uf="SC",
        cep=s["cep"],
    )
    contatos.gravar(Contato.criar(s["código do cliente"], s["contato"], s["e-mail do contato"]))
    debitos.gravar(
        Debito(
            s["código do cliente"],
            s["documento"],
            "1",
            HOJE,
            876_543,
            876_543,
            conta_cobranca="001",
            nosso_numero=s["nosso número"],
            linha_digitavel=s["linha digitável sem máscara"],
        )
    )
    debitos.gravar(Debito(s["código do cliente"], "2", "1", HOJE, 876_543, 876_543, nosso_numero="931-7"))
    gravar_aviso(
        s["código do cliente"], cliente_nome=s["nome antigo do cliente"], destinatarios=(s["e-mail do cliente"],)
    )
    promessas.registrar(s["código do cliente"], dia(3), s["quem prometeu"], EM)
    devolvidos.marcar(s["e-mail devolvido"], "5.1.1", EM)
    ajustes.gravar(Ajustes(teste_para=s["endereço de teste"]))
    mensagens.gravar(Mensagem(9, "nome", s["assunto da mensagem"], "<p>oi</p>"))
    feriados.gravar(HOJE, s["feriado"])


@pytest.fixture
def registrado(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Um registro em que tudo isso apareceu, de várias formas, dentro de frases e de um rastro de verdade."""
    pasta = tmp_path / "registros"
    pasta.mkdir()
    monkeypatch.setattr(locais, "pasta_de_registros", lambda: pasta)
    saida = logging.FileHandler(pasta / "aviso.log", encoding="utf-8")
    saida.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.Logger("envio.entrega.despacho")  # noqa: LOG001 - um registro à parte, que não chega ao do teste
    log.addHandler(saida)
    for rotulo, sentinela in SENTINELAS.items():
        log.warning("conexão aberta, porta 587")
        if rotulo != DIGITADO:
            log.warning("defeito (%s: %s) e seguiu", rotulo if rotulo in ("senha", "token") else "x", sentinela)
        if rotulo not in ("senha", DIGITADO):
            log.warning("defeito com %s no meio", sentinela.upper())
            log.warning("defeito com %s no meio", chave(sentinela))
            log.warning("defeito com %r", sentinela.encode())
        try:
            raise KeyError(sentinela)
        except KeyError:
            log.exception("defeito num trabalho")
    saida.close()


def _dentro(arquivo: Path) -> str:
    """Tudo o que o ZIP tem, contando os nomes."""
    with zipfile.ZipFile(arquivo) as lido:
        assert lido.testzip() is None
        return "\n".join([arquivo.name, *(f"{nome}\n{lido.read(nome).decode()}" for nome in lido.namelist())])


def _sinais(sentinela: str) -> set[str]:
    """A sentinela como foi escrita e, se é um nome ou caminho, cada palavra rara dela."""
    palavras = {palavra for palavra in chave(sentinela).replace("\\", " ").split() if len(palavra) > 5}
    return {chave(sentinela)} | {palavra for palavra in palavras if palavra.isalpha()}


@pytest.mark.usefixtures("registrado")
def test_nada_do_que_a_base_e_o_registro_sabem_de_gente_esta_no_zip(cheia: Base, tmp_path: Path) -> None:
    reunidas = pedido.juntar(EM, [("Qt", "6.11.3")])
    gravado = pedido.gravar(reunidas, tmp_path / pedido.nome_proposto(EM))
    tudo = chave(_dentro(gravado.arquivo))
    permitidas = {"cobranca", "aviso.db", "mensagem", "assunto", "gravado", "conta", "clientes"}
    vazados = {
        rotulo: sinal
        for rotulo, sentinela in SENTINELAS.items()
        for sinal in _sinais(sentinela) - permitidas
        if sinal in tudo
    }
    assert vazados == {}
    assert str(cheia.caminho.parent).casefold() not in tudo
    assert cheia.uuid not in tudo


@pytest.mark.usefixtures("registrado", "cheia")
def test_o_que_ajuda_a_entender_continua_la(tmp_path: Path) -> None:
    gravado = pedido.gravar(pedido.juntar(EM, [("Qt", "6.11.3")]), tmp_path / "s.zip")
    tudo = _dentro(gravado.arquivo)
    for trecho in (
        "WARNING envio.entrega.despacho conexão aberta, porta 587",
        "ERROR envio.entrega.despacho defeito num trabalho",
        "Traceback (most recent call last):",
        "KeyError: '[",
        "Qt: 6.11.3",
        "clientes: 1",
        'CREATE TABLE "debitos"',
        "Integridade: inteira",
        "Conta de e-mail 1, provedor: servidor próprio",
        "Conta de e-mail 1, porta e segurança: 587, starttls",
        "Conta de e-mail 2, provedor: Gmail",
        "Conta de cobrança 1: banco 341, carteira 109",
        "Modo de teste: sim",
        "quem dá suporte a vocês",
    ):
        assert trecho in tudo, trecho


def test_o_que_se_viu_e_o_que_se_grava(base: Base, tmp_path: Path) -> None:
    reunidas = pedido.juntar(EM)
    gravado = pedido.gravar(reunidas, tmp_path / "s.zip")
    with zipfile.ZipFile(gravado.arquivo) as lido:
        nomes = [f"{pedido.RAIZ}/{folha.nome}" for folha in reunidas]
        assert lido.namelist() == [*nomes, f"{pedido.RAIZ}/SHA256SUMS"]
        assert [lido.read(nome).decode() for nome in nomes] == [folha.texto for folha in reunidas]
    conteudo = gravado.arquivo.read_bytes()
    assert (gravado.bytes, gravado.soma) == (len(conteudo), hashlib.sha256(conteudo).hexdigest())


def test_nome_proposto_nao_diz_de_quem_e() -> None:
    assert pedido.nome_proposto(EM) == f"suporte-{EM.astimezone():%Y-%m-%d-%H%M}.zip"


@pytest.mark.usefixtures("registrado")
def test_sem_saber_o_que_tirar_nada_do_registro_vai(cheia: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    def falhar(_colunas: object) -> set[str]:
        raise AmbienteIndisponivel(f"A base {cheia.caminho} está ocupada.")

    monkeypatch.setattr(pessoais, "valores", falhar)
    textos = {folha.nome: folha.texto for folha in pedido.juntar(EM)}
    assert textos["registro.txt"].startswith("Não foi possível ler")
    assert str(cheia.caminho) not in textos["registro.txt"]
    assert "clientes: 1" in textos["base.txt"]


def test_base_vazia_e_sem_registro_tambem_se_junta(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locais, "pasta_de_registros", lambda: tmp_path / "nao-ha")
    textos = {folha.nome: folha.texto for folha in pedido.juntar(EM)}
    assert textos["registro.txt"] == "O registro está vazio.\n"
    assert "Empresa cadastrada: não" in textos["configuracoes.txt"]
    assert folhas.em_linhas([("clientes", "0")]) in textos["base.txt"]


def test_disco_que_nao_deixa_nao_fica_arquivo_pela_metade(base: Base, tmp_path: Path) -> None:
    with pytest.raises(AmbienteIndisponivel):
        pedido.gravar(pedido.juntar(EM), tmp_path / "nao-ha" / "s.zip")
    assert list(tmp_path.glob("**/*.zip")) == []
