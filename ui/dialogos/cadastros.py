"""Os cadastros que o menu abre, pelo nome com que `ui.telas` os registra."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.contexto import Contexto
from ui.dialogos import clientes, debitos
from ui.dialogos.ajustes import DialogoAjustes
from ui.dialogos.base import Dialogo
from ui.dialogos.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.contas_cobranca import DialogoContasCobranca
from ui.dialogos.contas_email import DialogoContasEmail
from ui.dialogos.devolvidos import DialogoDevolvidos
from ui.dialogos.empresa import DialogoEmpresa
from ui.dialogos.feriados import DialogoFeriados
from ui.dialogos.mensagens import DialogoMensagens
from ui.dialogos.nomes import DialogoGrupos, DialogoSituacoes
from ui.dialogos.testar_envio import DialogoTestarEnvio

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
