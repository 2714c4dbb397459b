/** Counts what the connections of a channel received, headers included: the library tells of messages alone. */
import type { ChannelCredentials } from "@grpc/grpc-js";
import type { Socket } from "node:net";

export class ReceivedBytes {
  #sockets: Socket[] = [];
  /** Of connections that are closed. */
  #before = 0;

  get total(): number {
    return this.#sockets.reduce((sum, socket) => sum + socket.bytesRead, this.#before);
  }

  /** Each connection that is made with these credentials counts. */
  watch(credentials: ChannelCredentials): void {
    const create = credentials._createSecureConnector.bind(credentials);
    credentials._createSecureConnector = (...given) => {
      const connector = create(...given);
      const connect = connector.connect.bind(connector);
      connector.connect = async socket => {
        const connected = await connect(socket);
        this.#add(connected.socket);
        return connected;
      };
      return connector;
    };
  }

  #add(socket: Socket): void {
    const isClosed = (other: Socket): boolean => other.destroyed;
    this.#before += this.#sockets.filter(isClosed).reduce((sum, other) => sum + other.bytesRead, 0);
    this.#sockets = [...this.#sockets.filter(other => !isClosed(other)), socket];
  }
}
