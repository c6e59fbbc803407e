"""A luz acaba, e o disco só tem o que foi sincronizado: o ensaio, e o disco que ele simula."""
