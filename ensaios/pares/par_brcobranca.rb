# O brcobranca, em processo próprio. É chamado por `boletos.py`: recebe por linha `[classe, campos]` e responde por linha
# o código de barras, ou `!` e o que houve.
require 'active_support'
require 'active_support/core_ext'
require 'active_model'
require 'json'
require 'brcobranca'

$stdout.sync = true
$stdin.each_line do |linha|
  classe, campos = JSON.parse(linha)
  campos = campos.transform_keys(&:to_sym)
  %i[data_vencimento data_processamento].each { |nome| campos[nome] = Date.parse(campos[nome]) }
  begin
    puts Brcobranca::Boleto.const_get(classe).new(campos).codigo_barras
  rescue StandardError => e
    puts "! #{e.message.gsub(/\s+/, ' ')}"
  end
end
