"""O aviso antes e depois de ir: prévia, histórico, reenvio, relatório e dossiê."""
