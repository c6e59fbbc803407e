"""Onde ficam as coisas do usuário: a pasta de dados que o sistema reserva para o programa."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from modelos.acesso import disco

NOME = "aviso-de-debitos"


def pasta_de_dados() -> Path:
    """Pasta de dados do usuário (linha-de-comando.md, arquivos de importação); pode ainda não existir."""
    return platformdirs.user_data_path(NOME, appauthor=False)


def base_padrao() -> Path:
    """A base de quem não diz outra."""
    return pasta_de_dados() / "aviso.db"


def pasta_de_copias() -> Path:
    """Onde as cópias da base ficam quando não se diz outra pasta."""
    return pasta_de_dados() / "copias"


def pasta_de_registros() -> Path:
    """Onde fica o log do programa."""
    return pasta_de_dados() / "registros"


def diario_de_envios(base: Path, uuid_da_base: str) -> Path:
    """O diário de envios de uma base: ao lado dela, um para todos os usuários do sistema (regras.md §6.6).

    Args:
        base: o arquivo de verdade, sem atalhos.
        uuid_da_base: a identidade: outra base posta no mesmo lugar tem outro diário.
    """
    return base.with_name(f"{base.name}.diario-{uuid_da_base}.jsonl")


def copia_do_diario(uuid_da_base: str) -> Path:
    """A cópia do diário de envios que fica com o usuário que envia."""
    return pasta_de_dados() / f"{uuid_da_base}.jsonl"


def instalacao() -> str:
    """Quem é esta instalação do programa, para este usuário; na primeira vez, inventa (regras.md §6.7).

    Raises:
        AmbienteIndisponivel: a pasta de dados não deixa ler nem gravar.
    """
    arquivo = pasta_de_dados() / "instalacao"
    with disco.traduzir(arquivo):
        arquivo.parent.mkdir(parents=True, exist_ok=True)
        from uuid import uuid4  # noqa: PLC0415 - todo comando importa este módulo, e quase nenhum chega aqui

        try:
            with arquivo.open("x", encoding="ascii") as novo:
                novo.write(str(uuid4()))
            disco.confirmar(arquivo)
        except FileExistsError:
            pass
        return arquivo.read_text(encoding="ascii").strip()
