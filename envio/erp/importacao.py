"""Cadastro das consultas ao banco do ERP, e a importação do que elas trazem, com o mesmo de-para das planilhas."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from envio.acesso.segredos import Cofre
from envio.erp import leitura
from envio.erp.so_leitura import exigir_consulta
from envio.importacao import importar_aberta
from envio.pastas.arquivos import nome_legivel
from modelos.acesso.conexao import caminho_atual
from modelos.carteira import consultas_erp
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from modelos.importacao import mapas
from modelos.importacao.cabecalho import assinatura
from modelos.importacao.exame_de_arquivo import Aberta
from modelos.importacao.resultado import Resultado, Saida, Tipo
from regras.erros import DadoInvalido, ErroAviso


def conferir(consulta: ConsultaErp) -> None:
    """Confere o que se digitou, sem falar com o banco.

    Raises:
        DadoInvalido: nome, endereço, tempo ou consulta que não serve.
    """
    if not consulta.nome.strip() or not consulta.nome.isprintable():
        raise DadoInvalido("nome", "é obrigatório")
    if not consulta.banco.strip():
        raise DadoInvalido("banco", "é obrigatório")
    if consulta.sgbd != Sgbd.SQLITE and not consulta.servidor.strip():
        raise DadoInvalido("servidor", "é obrigatório")
    if not 0 <= consulta.porta <= 65535:
        raise DadoInvalido("porta", f"{consulta.porta} está fora da faixa de 1 a 65535")
    if not 1 <= consulta.tempo_maximo_s <= 3600:
        raise DadoInvalido("tempo_maximo_s", "vai de 1 a 3600 segundos")
    exigir_consulta(consulta.consulta)


def gravar(consulta: ConsultaErp, senha: str | None, cofre: Cofre) -> None:
    """Guarda a consulta e, se veio, a senha no cofre.

    Raises:
        DadoInvalido: ver `conferir`.
        AmbienteIndisponivel: o cofre não deixou; nada foi gravado.
    """
    conferir(consulta)
    if senha:
        cofre.guardar(chave(consulta.nome), senha)
    consultas_erp.gravar(consulta)


def excluir(nome: str, cofre: Cofre) -> None:
    """Esquece a consulta e a senha dela."""
    consultas_erp.excluir(nome)
    cofre.apagar(chave(nome))


def chave(nome: str) -> str:
    """Sob que nome a senha está no cofre."""
    return f"erp:{nome}"


def importar(consulta: ConsultaErp, senha: str | None, em: datetime, *, confirmado: bool = False) -> Resultado:
    """Roda a consulta e grava o que ela traz, como se fosse uma planilha; as rejeitadas ficam ao lado da base.

    Args:
        consulta: a guardada.
        senha: a do cofre, ou a desta execução.
        em: instante, em UTC.
        confirmado: aceita baixar mais da metade dos débitos em aberto.
    """
    tipo = Tipo(consulta.tipo)
    arquivo = caminho_atual().with_name(f"ERP {nome_legivel(consulta.nome)}{SUFIXO}")
    try:
        with leitura.abrir(consulta, senha) as planilha:
            qual = assinatura(planilha.titulos)
            aprendidos = {mapa.tipo: mapa.colunas for mapa in mapas.listar() if mapa.assinatura == qual}
            aberta = Aberta(Path(arquivo), planilha, aprendidos)
            return importar_aberta(aberta, tipo, ausentes_baixar=consulta.ausentes_baixar, confirmado=confirmado, em=em)
    except ErroAviso as erro:
        nao_pode = Resultado(str(arquivo), tipo, saida=Saida.NAO_PODE)
        return replace(nao_pode, erro=erro.frase(), erro_no_terminal=erro.frase_no_terminal())


SUFIXO = ".consulta"
"""O que distingue, no registro das importações, o que veio do banco do ERP."""
