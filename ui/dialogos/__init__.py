"""Diálogos e telas de cadastro, uma classe por arquivo."""
