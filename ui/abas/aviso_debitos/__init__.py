"""A guia Aviso de Débitos: os parâmetros, e o que eles dão hoje."""
