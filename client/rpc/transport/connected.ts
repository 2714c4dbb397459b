/** Waits for the connection of a channel. */
import * as grpc from "@grpc/grpc-js";

/** `until`: milliseconds since the epoch. `patience`: whether a first failure counts, or the channel may try again until the time is up. */
export function connected(
  client: grpc.Client,
  until: number,
  patience: "fail" | "wait",
  signal: AbortSignal,
): Promise<"ready" | "failed" | "cancelled"> {
  const channel = client.getChannel();
  return new Promise(resolve => {
    const finish = (result: "ready" | "failed" | "cancelled"): void => {
      signal.removeEventListener("abort", cancel);
      resolve(result);
    };
    const cancel = (): void => finish("cancelled");
    const watch = (): void => {
      const state = channel.getConnectivityState(true);
      if (state === grpc.connectivityState.READY) return finish("ready");
      if (state === grpc.connectivityState.TRANSIENT_FAILURE && patience === "fail") return finish("failed");
      channel.watchConnectivityState(state, until, error => (error ? finish("failed") : watch()));
    };
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel, { once: true });
    watch();
  });
}
