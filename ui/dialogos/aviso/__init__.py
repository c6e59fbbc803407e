"""O aviso depois de ir: histórico, o que foi mandado, reenvio, relatório e dossiê."""
