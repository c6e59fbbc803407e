"""Onde ficam as coisas do usuário: a pasta de dados que o sistema reserva para o programa."""

from __future__ import annotations

from pathlib import Path

import platformdirs

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
