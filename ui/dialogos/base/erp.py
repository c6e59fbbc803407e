"""Sistema → Banco do ERP: as consultas guardadas, o teste passo a passo e a importação na hora."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from envio.erp import importacao
from modelos.carteira import consultas_erp
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from modelos.importacao.resultado import Resultado, Saida, Tipo
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_dias import CampoDias
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_texto import CampoLongo, CampoSenha, CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import DO_QUE_CHEGA, Assunto, Contexto
from ui.dialogos.base.erp_teste import DialogoTesteErp
from ui.moldes.ficha import Campo, DialogoFicha, explicar, inteiro
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna
from ui.tarefa import Fim, Tarefa

_BANCOS = {
    Sgbd.POSTGRESQL: "PostgreSQL",
    Sgbd.MYSQL: "MySQL ou MariaDB",
    Sgbd.SQLSERVER: "SQL Server",
    Sgbd.FIREBIRD: "Firebird",
    Sgbd.ORACLE: "Oracle",
    Sgbd.SQLITE: "SQLite (arquivo)",
}


class DialogoConsultaErp(DialogoFicha):
    """Uma consulta: onde o banco está, quem entra e o que se pergunta; o nome não muda depois de incluído."""

    ASSUNTOS = (Assunto.ERP,)

    def __init__(self, contexto: Contexto, consulta: ConsultaErp | None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Consulta ao banco do ERP", pai, largura=760, altura=660)
        self.senha = CampoSenha(largura=260)
        guardada = "A guardada continua se ficar em branco. " if consulta else ""
        tipos = [(tipo.value, frases.TIPOS_DE_ARQUIVO[tipo]) for tipo in Tipo]
        self.declarar(
            Campo("nome", "&Nome:", CampoTexto(obrigatorio=True, largura=260), chave=True),
            Campo("sgbd", "&Banco de dados:", CampoEscolha(_BANCOS.items(), largura=260)),
            Campo("servidor", "&Servidor:", CampoTexto(largura=260)),
            Campo("porta", "P&orta:", CampoTexto(largura=80, maximo=5), grava=lambda texto: inteiro(texto) or 0),
            Campo("banco", "Nome do ban&co, ou arquivo:", CampoTexto(obrigatorio=True, largura=400)),
            Campo("usuario", "&Usuário:", CampoTexto(largura=260)),
            Campo("senha", "Sen&ha:", self.senha, da_tela=True),
            explicar(f"{guardada}Fica no cofre do sistema. Use um usuário que só leia: aqui nada se escreve no ERP."),
            Campo("tipo", "O que &traz:", CampoEscolha(tipos, largura=260)),
            Campo("consulta", "Consu&lta:", CampoLongo(120), ajuda="erp.consulta"),
            Campo("tempo_maximo_s", "Tempo &máximo:", CampoDias(1, 3600), unidade="segundos"),
            Campo(
                "ausentes_baixar",
                "",
                CaixaMarcar("Dar bai&xa nos débitos em aberto que a consulta não traz"),
                ajuda="ausentes_baixar",
            ),
        )
        padrao = ConsultaErp("", Sgbd.POSTGRESQL.value, "", "", Tipo.DEBITOS.value)
        self.mostrar(consulta or padrao)
        if not (consulta and consulta.porta):
            self.textos["porta"].definir("")
        self.travar_chaves(consulta is not None)
        self.testar = Botao("Testar…", icone="lupa", ao_clicar=self.ao_testar)
        self.concluir(self.testar, rolar=True)
        self.focar(self.textos["servidor" if consulta else "nome"])

    def ao_testar(self) -> None:
        """Testa o que está na tela, antes de gravar."""
        consulta = self.conferido(self._da_tela)
        if consulta is not None:
            DialogoTesteErp(self.contexto, consulta, self.senha.text(), self).responder()

    def guardar(self) -> None:
        """Guarda a consulta, e a senha no cofre, se foi digitada."""
        consulta, senha, cofre = self._da_tela(), self.senha.text() or None, self.contexto.ambiente.cofre
        self.esperar(lambda: importacao.gravar(consulta, senha, cofre))

    def _da_tela(self) -> ConsultaErp:
        consulta = ConsultaErp(**self.colher())
        importacao.conferir(consulta)
        return consulta


class DialogoErp(DialogoLista[ConsultaErp]):
    """Lista das consultas; Importar agora roda a da linha corrente."""

    LISTA = Lista[ConsultaErp](
        titulo="Banco do ERP",
        explicacao="Consultas guardadas, que só leem: o que trazem entra como uma planilha, com o mesmo de-para.",
        colunas=(
            Coluna("Nome", lambda consulta: consulta.nome, largura=200),
            Coluna("Traz", lambda consulta: frases.TIPOS_DE_ARQUIVO[Tipo(consulta.tipo)], largura=140),
            Coluna("Banco de dados", lambda consulta: _BANCOS[Sgbd(consulta.sgbd)], largura=160),
            Coluna("Onde", lambda consulta: consulta.servidor or consulta.banco, largura=0),
        ),
        chave=lambda consulta: consulta.nome,
        assuntos=(Assunto.ERP,),
        arquivo="consultas_erp.csv",
        ler=consultas_erp.listar,
        ficha=DialogoConsultaErp,
        remover=lambda _consulta: None,
        descrever=lambda consulta: f"a consulta {consulta.nome}",
        largura=980,
        altura=460,
    )

    def __init__(self, contexto: Contexto, argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, argumento, pai)
        self.caixa = CaixaMensagem("acento")
        self.corpo.insertWidget(self.corpo.indexOf(self.quadro) + 1, self.caixa)
        self.tarefa = Tarefa(contexto, self)
        self.tarefa.andou.connect(self._ao_importar)
        self.tarefa.acabou.connect(self._ao_acabar)
        self._a_confirmar: ConsultaErp | None = None

    def botoes_da_linha(self) -> tuple[QWidget, ...]:
        """A importação na hora."""
        self.botao_importar = Botao("I&mportar agora", icone="baixar", ao_clicar=self.importar)
        return (self.botao_importar,)

    def remover(self, objeto: ConsultaErp) -> None:
        """A consulta e a senha dela."""
        importacao.excluir(objeto.nome, self.contexto.ambiente.cofre)

    def importar(self, *, confirmado: bool = False) -> None:
        """Roda a consulta e grava o que ela traz, fora da thread da tela."""
        consulta = self._a_confirmar if confirmado else self.selecionada()
        if consulta is None or self.tarefa.em_curso:
            return
        self._a_confirmar = consulta
        self.caixa.mostrar("acento", f"Lendo {consulta.nome}…")
        em, cofre = self.contexto.agora(), self.contexto.ambiente.cofre

        def rodar() -> Iterator[Resultado]:
            senha = cofre.obter(importacao.chave(consulta.nome)) if consulta.usuario else None
            yield importacao.importar(consulta, senha, em, confirmado=confirmado)

        self.tarefa.comecar(rodar)

    def reject(self) -> None:
        """Fecha, depois do que está em curso."""
        if not self.tarefa.em_curso:
            super().reject()

    def _ao_importar(self, deu: Resultado) -> None:
        if deu.saida is not Saida.USO_ERRADO:
            self._a_confirmar = None
        if deu.erro:
            self.caixa.mostrar("perigo", deu.erro)
            return
        partes = [
            frases.quantos(quantas, *nomes)
            for quantas, nomes in (
                (deu.lidas, ("linha lida", "linhas lidas")),
                (deu.incluidas, ("incluída", "incluídas")),
                (deu.alteradas, ("alterada", "alteradas")),
                (deu.rejeitadas, ("rejeitada", "rejeitadas")),
                (deu.baixadas, ("baixada", "baixadas")),
            )
            if quantas
        ]
        onde = f" As rejeitadas estão em {deu.arquivo_de_rejeitadas}." if deu.arquivo_de_rejeitadas else ""
        self.caixa.mostrar("aviso" if deu.rejeitadas else "ok", f"{frases.lista(partes) or 'Nenhuma linha'}.{onde}")

    def _ao_acabar(self, fim: Fim) -> None:
        if fim.erro is not None:
            self.caixa.mostrar_erro(fim.erro)
        self.contexto.avisar(*DO_QUE_CHEGA)
        if self._a_confirmar is not None and fim.erro is None and self._confirma_a_baixa():
            self.importar(confirmado=True)

    def _confirma_a_baixa(self) -> bool:
        return DialogoConfirmacao.perguntar(
            self.windowTitle(),
            "Baixar mais da metade dos débitos em aberto?",
            detalhe="A consulta não traz a maior parte deles. Confira se ela traz tudo o que está em aberto.",
            sim="&Sim, baixar",
            perigo=True,
            pai=self,
        )
