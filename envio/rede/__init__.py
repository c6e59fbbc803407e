"""A conexão protegida e os octetos que passam por ela, sem os segredos."""
