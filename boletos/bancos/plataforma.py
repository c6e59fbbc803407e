"""O que os bancos de uma mesma plataforma têm em comum: um leiaute e, por código, a identificação de cada um."""

from __future__ import annotations

from boletos.bancos.campos import nada_na_conta, nada_no_titulo
from boletos.bancos.forma import Opcao

LOCAL_GERAL = "Pagável em qualquer banco"


class Plataforma:
    """Metade de um `forma.Banco`: as constantes, e o que a plataforma não confere. O leiaute é da subclasse."""

    LEGADO = False
    CIP = ""
    validar = staticmethod(nada_na_conta)
    a_homologar = staticmethod(nada_na_conta)
    conferir = staticmethod(nada_no_titulo)

    def __init__(
        self,
        codigo: str,
        dv: str,
        nome: str,
        carteiras: tuple[Opcao, ...] = (),
        *,
        local: str = LOCAL_GERAL,
        homologado: bool = True,
    ) -> None:
        self.CODIGO = codigo
        self.DV = dv
        self.NOME = nome
        self.LOCAL_PAGAMENTO = local
        self.HOMOLOGADO = homologado
        self.CARTEIRAS = carteiras
