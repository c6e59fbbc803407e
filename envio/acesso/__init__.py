"""Os segredos das contas: o cofre do sistema e o que nele se guarda; em `oauth/`, a autorização dos provedores."""
