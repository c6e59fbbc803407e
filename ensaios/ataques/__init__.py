"""Ataques à promessa do produto, por comando, como faria quem ataca: nada sai duas vezes, nada de fora é de confiança.

`lugar.py` é a máquina atacada, `envio.py` e `entrada.py` são os ataques, `__main__.py` os roda e mostra a tabela.
"""
