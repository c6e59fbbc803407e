"""Os cadastros que o menu abre, pelo nome com que `ui.janela.telas` os registra."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.base.dialogo import Dialogo
from ui.contexto import Contexto
from ui.dialogos.base.ajustes import DialogoAjustes
from ui.dialogos.cadastro import clientes
from ui.dialogos.cadastro.contas_cobranca import DialogoContasCobranca
from ui.dialogos.cadastro.empresa import DialogoEmpresa
from ui.dialogos.cadastro.feriados import DialogoFeriados
from ui.dialogos.cadastro.nomes import DialogoGrupos, DialogoSituacoes
from ui.dialogos.carteira import debitos
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.correio.contas_email import DialogoContasEmail
from ui.dialogos.correio.devolvidos import DialogoDevolvidos
from ui.dialogos.correio.mensagens import DialogoMensagens
from ui.dialogos.correio.testar_envio import DialogoTestarEnvio

CADASTROS: dict[str, Callable[[Contexto, object, QWidget | None], Dialogo]] = {
    "ajustes": DialogoAjustes,
    "clientes": clientes.abrir,
    "debitos": debitos.abrir,
    "empresa": DialogoEmpresa,
    "grupos": DialogoGrupos,
    "situacoes": DialogoSituacoes,
    "feriados": DialogoFeriados,
    "devolvidos": DialogoDevolvidos,
    "contas_email": DialogoContasEmail,
    "caixa_devolucoes": DialogoCaixaDevolucoes,
    "contas_cobranca": DialogoContasCobranca,
    "mensagens": DialogoMensagens,
    "testar_envio": DialogoTestarEnvio,
}
