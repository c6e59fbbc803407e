"""A autorização na Microsoft e no Google: o consentimento do operador, os pedidos ao provedor e as falhas deles."""
