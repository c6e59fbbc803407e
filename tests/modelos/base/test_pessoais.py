"""O que a base sabe de gente; coluna nova de texto tem de ser julgada aqui."""

from __future__ import annotations

from modelos.acesso import dialeto
from modelos.acesso.conexao import atual
from modelos.base import pessoais
from modelos.base.abertura import Base
from tests.modelos.exemplos import gravar_aviso, gravar_cliente, gravar_debito

SEM_NOME_DE_NINGUEM = """
agradecimentos.cliente agradecimentos.message_id agradecimentos.parcela
ajustes.teste_para aviso_debitos.classe aviso_debitos.cliente aviso_debitos.codigo_barras
aviso_debitos.linha_digitavel aviso_debitos.parcela aviso_mensagens.destinatarios aviso_mensagens.message_id
aviso_mensagens.soma aviso_mensagens.tipo avisos.busca avisos.chave avisos.destinatarios avisos.estado
aviso_debitos.causa avisos.message_id avisos.motivo avisos.parametros avisos.resposta carteira_mensal_posicoes.faixa
carteira_mensal_posicoes.situacao
clientes.busca clientes.email clientes.email_invalidos clientes.email_validos clientes.uf contas_cobranca.aceite
contas_cobranca.agencia_dv contas_cobranca.banco contas_cobranca.byte_geracao contas_cobranca.carteira
contas_cobranca.codigo contas_cobranca.conta_dv contas_cobranca.especie contas_cobranca.incremento
contas_cobranca.instrucoes contas_cobranca.ios contas_cobranca.juros_percentual_mes contas_cobranca.local_pagamento
contas_cobranca.modalidade contas_cobranca.multa_percentual contas_cobranca.posto contas_cobranca.sistema
contas_cobranca.variacao contas_email.autenticacao contas_email.remetente contas_email.seguranca contatos.busca
contatos.cliente contatos.email contatos.invalidos contatos.validos contatos_grupos.grupo copias.arquivo copias.sha256
debitos.busca debitos.cliente debitos.conta_cobranca debitos.juros_percentual_mes debitos.linha_digitavel
debitos.multa_percentual debitos.parcela debitos.pix_copia_e_cola debitos.situacao devolucoes.acao
devolucoes.diagnostico devolucoes.email devolucoes.message_id devolucoes.servidor devolucoes.soma devolucoes.status
devolvidos.email devolvidos.motivo diario_conferido.soma empresas.email empresas.juros_percentual_mes
empresas.logotipo empresas.multa_percentual empresas.uf entregas.email entregas.estado entregas.resposta
fechamentos.fora fechamentos.totais feriados_locais.nome grupos.chave identidade.segredo
identidade.trava identidade.uuid
importacoes.arquivo importacoes.erro importacoes.sha256 importacoes.tipo mapas_de_importacao.assinatura
mapas_de_importacao.colunas consultas_erp.sgbd consultas_erp.tipo pastas_vigiadas.caminho pastas_vigiadas.conta_cobranca
mapas_de_importacao.tipo mapas_de_importacao.titulos instalacoes.caminho instalacoes.instalacao mensagens.html
mensagens.texto mensagens.visual notas.serie notas.situacao parametros.nome parametros.valor parametros_grupos.grupo
parametros_situacoes.situacao pedidos.busca pedidos.cliente pedidos.situacao promessas.cliente situacoes.chave
debitos.titulo_baixado retorno_contas.conta retorno_decisoes.decisao
retorno_decisoes.motivo retorno_efeitos.tipo retorno_efeitos.titulo_baixado
retorno_titulos.conta_cobranca retorno_titulos.efeito retorno_titulos.motivo retorno_titulos.ocorrencia
retorno_titulos.repeticao retorno_titulos.resultado retornos.apontamentos retornos.banco retornos.conta_cobranca
retornos.desfeito_por retornos.estado retornos.sha256
tentativas.de tentativas.desfecho tentativas.message_id tentativas.motivo tentativas.para tentativas.resposta
tentativas.servidor tentativas.tipo terminais.trava
"""
"""O que não é nome nem código, repete outra coluna, ou o filtro conhece pela forma (e-mail, linha, Pix, caminho)."""


def test_nome_de_cliente_contato_e_codigo_sao_achados(base: Base) -> None:
    gravar_cliente("000123", nome="Padaria Pão", cpf_cnpj="52998224725")
    gravar_debito("000123", "NF-10", nosso_numero="77")
    gravar_aviso("000123", cliente_nome="Padaria de Antes")
    assert {"Padaria Pão", "Padaria de Antes", "000123"} <= pessoais.valores(pessoais.NOMES)
    assert {"52998224725", "NF-10", "77"} <= pessoais.valores(pessoais.CODIGOS)
    assert pessoais.valores(pessoais.SERVIDORES) == set()


def test_toda_coluna_de_texto_foi_julgada(base: Base) -> None:
    julgadas = {
        f"{tabela}.{coluna}"
        for grupo in (pessoais.NOMES, pessoais.CODIGOS, pessoais.SERVIDORES)
        for tabela, colunas in grupo.items()
        for coluna in colunas
    }
    conexao = dialeto.conexao_crua(atual)
    de_texto = {
        f"{tabela}.{nome}"
        for tabela in dialeto.listar_tabelas(conexao)
        for _, nome, tipo, *_ in conexao.execute(f"PRAGMA table_info({tabela})")
        if tipo == "TEXT"
    }
    sem_nome = set(SEM_NOME_DE_NINGUEM.split())
    assert de_texto - julgadas - sem_nome == set(), (
        "diga em modelos/base/pessoais.py, ou aqui, se a coluna fala de alguém"
    )
    assert (julgadas | sem_nome) - de_texto == set()
