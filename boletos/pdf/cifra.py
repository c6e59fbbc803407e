"""A cifra de um PDF que só abre com senha: AES-256, revisão 6 (ISO 32000-2, 7.6).

A chave e os vetores saem do conteúdo e da senha, e não do acaso: o mesmo boleto com a mesma senha dá os mesmos bytes,
e quem não tem os dois não os acha. Não há senha de dono: o lugar dela leva octetos que nenhuma senha confere.
"""

from __future__ import annotations

import hashlib
import hmac
from itertools import count

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

_BLOCO = 16
_MAIOR_SENHA = 127
_TUDO_PERMITIDO = -4
"""Imprimir, copiar, e o leitor de tela ler: a senha é só para abrir."""
_RESUMOS = (hashlib.sha256, hashlib.sha384, hashlib.sha512)
_VOLTAS = 64


class Cifra:
    """Cifra os fluxos e as cadeias de um documento.

    Args:
        senha: a que abre; passa de 127 octetos em UTF-8, o resto não conta.
        conteudo: os octetos em claro do documento, de que saem a chave e os vetores.
    """

    def __init__(self, senha: str, conteudo: bytes) -> None:
        self._senha = senha.encode()[:_MAIOR_SENHA]
        self._semente = hmac.digest(self._senha, hashlib.sha256(conteudo).digest(), "sha512")
        self._chave = self._sortear("chave")
        self._vetores = (self._sortear(f"vetor {numero}")[:_BLOCO] for numero in count())

    def cifrar(self, dados: bytes) -> bytes:
        """O vetor seguido dos dados cifrados."""
        vetor = next(self._vetores)
        enchimento = PKCS7(_BLOCO * 8).padder()
        return vetor + _aes(self._chave, modes.CBC(vetor), enchimento.update(dados) + enchimento.finalize())

    def dicionario(self) -> bytes:
        """O dicionário `Encrypt`: como se tira a chave da senha."""
        sal_da_prova, sal_da_chave = self._sortear("sal da prova")[:8], self._sortear("sal da chave")[:8]
        prova = _resumir(self._senha, sal_da_prova) + sal_da_prova + sal_da_chave
        guardada = _aes(_resumir(self._senha, sal_da_chave), modes.CBC(bytes(_BLOCO)), self._chave)
        do_dono = self._sortear("dono") + self._sortear("sais do dono")[:16]
        permissoes = _TUDO_PERMITIDO.to_bytes(4, "little", signed=True) + b"\xff" * 4 + b"Tadb" + b"\0" * 4
        conferencia = _aes(self._chave, modes.ECB(), permissoes)  # noqa: S305 - um bloco só, como a norma manda
        cadeias = (prova, guardada, do_dono, self._sortear("chave do dono"), conferencia)
        return (
            b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P %d /EncryptMetadata true"
            b" /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF %b >>"
        ) % (
            _TUDO_PERMITIDO,
            b" ".join(
                b"/%b <%b>" % (nome, cadeia.hex().encode())
                for nome, cadeia in zip((b"U", b"UE", b"O", b"OE", b"Perms"), cadeias, strict=True)
            ),
        )

    def _sortear(self, para: str) -> bytes:
        return hmac.digest(self._semente, para.encode(), "sha256")


def _aes(chave: bytes, modo: modes.CBC | modes.ECB, dados: bytes) -> bytes:
    cifrador = Cipher(algorithms.AES(chave), modo).encryptor()
    return cifrador.update(dados) + cifrador.finalize()


def _resumir(senha: bytes, sal: bytes) -> bytes:
    """O resumo de propósito demorado da senha do usuário (ISO 32000-2, algoritmo 2.B)."""
    resumo = hashlib.sha256(senha + sal).digest()
    for volta in count(1):
        cifrado = _aes(resumo[:16], modes.CBC(resumo[16:32]), (senha + resumo) * _VOLTAS)
        resumo = _RESUMOS[sum(cifrado[:16]) % 3](cifrado).digest()
        if volta >= _VOLTAS and cifrado[-1] <= volta - 32:
            break
    return resumo[:32]
