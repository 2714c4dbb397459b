/** A connection that is not up by then is diagnosed, whatever the deadline of the call. */
export const CONNECT_TIMEOUT_MS = 10_000;
