"""O disco que esquece: o sincronizado fica, o resto fica de qualquer modo que a norma deixe."""

from __future__ import annotations

import random
from pathlib import Path

from ensaios.disco_que_esquece.__main__ import sortear
from ensaios.disco_que_esquece.escritas import NO_FIM, Ato, DiscoQueEsquece, Escrita, ler

_QUEDAS = 200


def _em_hexa(texto: str) -> str:
    return "".join(f"\\x{octeto:02x}" for octeto in texto.encode())


def _quedas(disco: DiscoQueEsquece) -> list[dict[str, bytes]]:
    return [disco.cair(random.Random(semente)) for semente in range(_QUEDAS)]  # noqa: S311 - sorteio de exemplo


def test_le_o_que_o_strace_conta_mesmo_com_duas_threads_no_meio() -> None:
    base, pasta = _em_hexa("/p/base.db"), _em_hexa("/p")
    linhas = [
        f'7 openat(AT_FDCWD<{pasta}>, "{base}", O_RDWR|O_CREAT|O_TRUNC|O_CLOEXEC, 0600) = 3<{base}>\n',
        f'7 write(3<{base}>, "{_em_hexa("oi, ")}", 4 <unfinished ...>\n',
        f'8 pwrite64(3<{base}>, "{_em_hexa("(a) = 1")}", 7, 4096) = 7\n',
        "7 <... write resumed>) = 4\n",
        f'7 write(3<{base}>, "{_em_hexa("mundo")}", 5) = 3\n',
        f"7 fdatasync(3<{base}>) = 0\n",
        f'7 rename("{base}", "{_em_hexa("/p/çã")}") = 0\n',
        f'7 unlink("{_em_hexa("/p/nada")}") = -1 ENOENT (No such file or directory)\n',
        "7 +++ exited with 0 +++\n",
    ]
    assert list(ler(linhas)) == [
        Escrita(Ato.CRIAR, "/p/base.db"),
        Escrita(Ato.ENCOLHER, "/p/base.db"),
        Escrita(Ato.ESCREVER, "/p/base.db", 4096, b"(a) = 1"),
        Escrita(Ato.ESCREVER, "/p/base.db", 0, b"oi, "),
        Escrita(Ato.ESCREVER, "/p/base.db", 4, b"mun"),
        Escrita(Ato.SINCRONIZAR, "/p/base.db"),
        Escrita(Ato.MUDAR_NOME, "/p/base.db", para="/p/çã"),
    ]


def test_o_sincronizado_sempre_fica_e_o_resto_fica_de_todo_modo(tmp_path: Path) -> None:
    arquivo = tmp_path / "diario"
    arquivo.write_bytes(b"1\n")
    disco = DiscoQueEsquece(tmp_path)
    for escrita in (
        Escrita(Ato.ESCREVER, str(arquivo), NO_FIM, b"2\n"),
        Escrita(Ato.SINCRONIZAR, str(arquivo)),
        Escrita(Ato.ESCREVER, str(arquivo), NO_FIM, b"3\n"),
        Escrita(Ato.ESCREVER, str(arquivo), NO_FIM, b"4\n"),
    ):
        disco.aplicar(escrita)
    sobras = {queda[str(arquivo)] for queda in _quedas(disco)}
    assert all(sobra.startswith(b"1\n2\n") for sobra in sobras)
    assert {b"1\n2\n", b"1\n2\n3\n", b"1\n2\n3\n4\n", b"1\n2\n\0\x004\n"} <= sobras


def test_nome_novo_so_fica_com_o_fsync_da_pasta_se_o_disco_e_exigente(tmp_path: Path) -> None:
    novo = str(tmp_path / "novo")
    com_fsync = (Escrita(Ato.CRIAR, novo), Escrita(Ato.ESCREVER, novo, 0, b"x"), Escrita(Ato.SINCRONIZAR, novo))
    tolerante, exigente = DiscoQueEsquece(tmp_path), DiscoQueEsquece(tmp_path, exigente=True)
    for disco in (tolerante, exigente):
        for escrita in com_fsync:
            disco.aplicar(escrita)
    assert {tuple(queda.items()) for queda in _quedas(tolerante)} == {((novo, b"x"),)}
    assert {tuple(queda.items()) for queda in _quedas(exigente)} == {(), ((novo, b"x"),)}
    exigente.aplicar(Escrita(Ato.SINCRONIZAR, str(tmp_path)))
    assert {tuple(queda.items()) for queda in _quedas(exigente)} == {((novo, b"x"),)}


def test_nome_apagado_ou_trocado_pode_voltar_e_o_indice_do_wal_nunca_conta(tmp_path: Path) -> None:
    velho, outro = tmp_path / "velho", tmp_path / "outro"
    velho.write_bytes(b"v")
    outro.write_bytes(b"o")
    (tmp_path / "base.db-shm").write_bytes(b"m")
    disco = DiscoQueEsquece(tmp_path)
    disco.aplicar(Escrita(Ato.MUDAR_NOME, str(velho), para=str(outro)))
    disco.aplicar(Escrita(Ato.APAGAR, str(outro)))
    sobras = {tuple(sorted(queda.values())) for queda in _quedas(disco)}
    assert sobras == {(b"o", b"v"), (b"v",), ()}


def test_metade_das_quedas_e_logo_depois_de_uma_mensagem_aceita() -> None:
    escritas = [Escrita(Ato.ESCREVER, "/p/b/aceitas.jsonl" if numero == 500 else "/p/x") for numero in range(1000)]
    caem = sortear(escritas, 100, random.Random(1))  # noqa: S311 - sorteio de exemplo
    assert len(caem) == 100
    assert sum(501 <= quantas <= 504 for quantas in caem) >= 50
    assert caem == sorted(caem)
