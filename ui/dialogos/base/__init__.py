"""O que mexe na base inteira: importar, restaurar, destravar e ajustes."""
