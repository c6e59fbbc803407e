"""O título em números: código de barras, linha digitável, módulos, Pix e o que o banco precisa."""
