"""Os campos em que se escreve ou se escolhe."""
