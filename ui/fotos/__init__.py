"""As fotos da documentação: cada tela e diálogo, claro e escuro, de uma base sempre igual.

`python3 iniciar.py fotos` grava em `fotos/`. Comece por `estudio.gerar`; a base vem de `cenario`.
"""
