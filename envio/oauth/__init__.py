"""Autorização da conta de e-mail no provedor (OAuth2): cliente público, navegador do sistema, PKCE (RFC 8252).

Comece por `consentimento.py`, que conduz o operador, e por `acesso.py`, de onde o envio tira o token. Os provedores só
diferem nos valores de `provedores.py`. Importa de `envio`, `modelos` e `regras`; oauthlib só aparece aqui.
"""
