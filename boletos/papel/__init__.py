"""A folha: fontes, medidas, traços e o PDF da ficha e do carnê."""
