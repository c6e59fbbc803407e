"""Quem está com a base aberta: o vivo aparece, o morto some sozinho."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelos.acesso.conexao import ler
from modelos.base import terminais
from modelos.base.abertura import Base
from modelos.base.terminais import Terminal, TerminalDB
from regras.erros import AmbienteIndisponivel
from tests.modelos.exemplos import EM, consultas_contadas
from tests.modelos.processos import ENTRAR, outro_processo


def _travas(base: Base) -> list[Path]:
    return list(base.caminho.parent.glob("*.terminal-*.lock"))


def test_entrar_aparece_e_sair_some_sem_deixar_arquivo(base: Base) -> None:
    numero = terminais.entrar("ESCRITÓRIO", "joão", EM)
    assert terminais.vivos() == [Terminal(numero, "ESCRITÓRIO", "joão", EM)]
    terminais.sair(numero)
    terminais.sair(numero)
    assert terminais.vivos() == []
    assert _travas(base) == []


def test_o_de_outro_processo_aparece_ate_sair(base: Base) -> None:
    with outro_processo(ENTRAR, base.caminho) as processo:
        processo.esperar("entrou")
        assert [terminal.nome for terminal in terminais.vivos()] == ["CAIXA"]
        processo.continuar()
        processo.esperar("saiu")
        assert terminais.vivos() == []


def test_entrar_nao_tira_quem_esta_vivo(base: Base) -> None:
    with outro_processo(ENTRAR, base.caminho) as processo:
        processo.esperar("entrou")
        numeros = [terminais.entrar(nome, "joão", EM) for nome in ("A", "B")]
        assert [terminal.nome for terminal in terminais.vivos()] == ["CAIXA", "A", "B"]
    for numero in numeros:
        terminais.sair(numero)


def test_o_morto_some_na_hora_e_a_linha_dele_quando_alguem_entra(base: Base) -> None:
    with outro_processo(ENTRAR, base.caminho) as processo:
        processo.esperar("entrou")
        processo.matar()
    assert terminais.vivos() == []
    numero = terminais.entrar("ESCRITÓRIO", "joão", EM)
    assert [nome for (nome,) in ler(TerminalDB.select(TerminalDB.nome))] == ["ESCRITÓRIO"]
    assert len(_travas(base)) == 1
    terminais.sair(numero)


def test_olhar_nao_grava_nem_derruba_quem_esta_vivo(base: Base) -> None:
    numero = terminais.entrar("ESCRITÓRIO", "joão", EM)
    with consultas_contadas() as comandos:
        for _ in range(3):
            assert len(terminais.vivos()) == 1
    assert all(comando.startswith("SELECT") for comando in comandos)
    terminais.sair(numero)


def test_base_que_nao_deixa_gravar_nao_deixa_trava_para_tras(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    def recusar(*_: object) -> int:
        raise AmbienteIndisponivel("A base está ocupada.")

    monkeypatch.setattr(terminais, "_registrar", recusar)
    with pytest.raises(AmbienteIndisponivel, match="ocupada"):
        terminais.entrar("ESCRITÓRIO", "joão", EM)
    assert _travas(base) == []
