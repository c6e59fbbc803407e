"""Direto do banco do ERP: uma consulta guardada, só leitura, por SQLAlchemy, que é opcional (extra `erp`)."""
