/** Milliseconds of processor time that this process has used: for bounds that a busy machine does not break. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
