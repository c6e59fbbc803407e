"""As contas que entram por autorização usam o provedor de teste."""

from tests.envio.acesso.conftest import autorizador, cliente, navegador

__all__ = ["autorizador", "cliente", "navegador"]
