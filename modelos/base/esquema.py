"""As tabelas da base, na ordem em que nascem: a que aponta vem depois da apontada.

Cada uma diz de si o nome, as colunas e os índices, na sua classe; aqui só se sabe quais são. Tabela nova entra nesta
lista.
"""

from __future__ import annotations

from modelos.acesso.conexao import Tabela
from modelos.avisos.agradecimentos import AgradecimentoDB
from modelos.avisos.autorizacao import IdentidadeDB, InstalacaoDB
from modelos.avisos.devolucoes_tabelas import CaixaDB, DevolucaoDB
from modelos.avisos.devolvidos import DevolvidoDB
from modelos.avisos.diario_conferido import DiarioConferidoDB
from modelos.avisos.fechamentos import FechamentoDB
from modelos.avisos.tabelas import AvisoDB, AvisoDebitoDB, AvisoMensagemDB, EntregaDB, TentativaDB
from modelos.base.ajustes import AjustesDB
from modelos.base.copias_tabela import CopiaDB
from modelos.base.terminais import TerminalDB
from modelos.cadastro.clientes import ClienteDB
from modelos.cadastro.contatos import ContatoDB, ContatoGrupoDB
from modelos.cadastro.empresas import EmpresaDB
from modelos.cadastro.feriados import FeriadoLocalDB
from modelos.cadastro.grupos import GrupoDB
from modelos.cadastro.situacoes import SituacaoDB
from modelos.carteira.carteira_mensal import CarteiraMensalDB, PosicaoMensalDB
from modelos.carteira.consultas_erp import ConsultaErpDB
from modelos.carteira.debitos import DebitoDB
from modelos.carteira.importacoes import ImportacaoDB
from modelos.carteira.notas import NotaDB
from modelos.carteira.pastas_vigiadas import PastaVigiadaDB
from modelos.carteira.pedidos import PedidoDB
from modelos.carteira.promessas import PromessaDB
from modelos.contas.contas_autorizadas import ContaAutorizadaDB
from modelos.contas.contas_cobranca import ContaCobrancaDB
from modelos.contas.contas_conferidas import ContaConferidaDB
from modelos.contas.contas_email import ContaEmailDB
from modelos.contas.mensagens import MensagemDB
from modelos.contas.parametros import ParametroContaDB, ParametroDB, ParametroGrupoDB, ParametroSituacaoDB
from modelos.contas.transmissoes import TransmissaoDB
from modelos.importacao.mapas import MapaDB
from modelos.retorno.tabelas import RetornoContaDB, RetornoDB, RetornoDecisaoDB, RetornoEfeitoDB, RetornoTituloDB

TABELAS: tuple[type[Tabela], ...] = (
    IdentidadeDB,
    InstalacaoDB,
    TerminalDB,
    CopiaDB,
    AjustesDB,
    EmpresaDB,
    FeriadoLocalDB,
    GrupoDB,
    SituacaoDB,
    ClienteDB,
    ContatoDB,
    ContatoGrupoDB,
    DebitoDB,
    PedidoDB,
    NotaDB,
    PromessaDB,
    ImportacaoDB,
    MapaDB,
    PastaVigiadaDB,
    ConsultaErpDB,
    CarteiraMensalDB,
    PosicaoMensalDB,
    MensagemDB,
    ContaEmailDB,
    ContaAutorizadaDB,
    ContaConferidaDB,
    TransmissaoDB,
    ContaCobrancaDB,
    ParametroDB,
    ParametroContaDB,
    ParametroGrupoDB,
    ParametroSituacaoDB,
    AvisoDB,
    AvisoDebitoDB,
    AvisoMensagemDB,
    EntregaDB,
    TentativaDB,
    AgradecimentoDB,
    FechamentoDB,
    CaixaDB,
    DevolucaoDB,
    DevolvidoDB,
    DiarioConferidoDB,
    RetornoDB,
    RetornoContaDB,
    RetornoTituloDB,
    RetornoDecisaoDB,
    RetornoEfeitoDB,
)
