/** The environment of children that are tested: without what would change which certificates they trust or how they reach loopback. */
const changesTrustOrRoute = new Set([
  "NODE_EXTRA_CA_CERTS",
  "NODE_OPTIONS",
  "NODE_TLS_REJECT_UNAUTHORIZED",
  "NODE_USE_SYSTEM_CA",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
  "GRPC_PROXY",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "NO_GRPC_PROXY",
]);

/** `NODE_TEST_CONTEXT` would make a `node --test` inside a test report to the outer one. */
const ofTheRunner = new Set(["NODE_TEST_CONTEXT", "ELECTRON_RUN_AS_NODE"]);

export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !changesTrustOrRoute.has(name.toUpperCase()) && !ofTheRunner.has(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}
