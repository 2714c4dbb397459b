# Keeps the interop server as it is, but binds loopback and takes its certificates from LAB_CERTIFICATES as LAB_MODE ("tls", "mtls") says.
require 'grpc'
module LoopbackPort
  def add_http2_port(host, creds)
    mode = ENV['LAB_MODE']
    if %w[tls mtls].include?(mode)
      read = ->(name) { File.read(File.join(ENV.fetch('LAB_CERTIFICATES'), name)) }
      pair = { private_key: read['server.key'], cert_chain: read['server.crt'] }
      creds = GRPC::Core::ServerCredentials.new(read['ca.crt'], [pair], mode == 'mtls')
    end
    super(host.sub('0.0.0.0', '127.0.0.1'), creds)
  end
end
GRPC::RpcServer.prepend(LoopbackPort)
