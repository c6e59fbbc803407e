"""Os relatórios em PDF, feitos de folhas em que peças se empilham."""
