"""Português do Brasil nos textos do próprio Qt ("Salvar", "Cancelar", menus de contexto) e nos números e datas."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_TRADUCAO_DO_QT = "qtbase_pt_BR"


def instalar(app: QCoreApplication) -> bool:
    """Carrega a tradução do Qt e põe o Brasil como lugar; devolve se a tradução foi achada."""
    QLocale.setDefault(QLocale(QLocale.Language.Portuguese, QLocale.Country.Brazil))
    tradutor = QTranslator(app)
    pasta = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not tradutor.load(_TRADUCAO_DO_QT, pasta):
        return False
    return app.installTranslator(tradutor)
