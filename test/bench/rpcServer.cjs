/** A server of plain grpc-js that answers bytes with bytes, as its own process: `node rpcServer.cjs SIZE COUNT`. Prints its port. */
const grpc = require("@grpc/grpc-js");

const [name, count] = [process.argv[2], Number(process.argv[3])];
const raw = bytes => bytes;
const method = (path, responseStream) => ({
  path,
  requestStream: false,
  responseStream,
  requestSerialize: raw,
  requestDeserialize: raw,
  responseSerialize: raw,
  responseDeserialize: raw,
});
/** Field 1: a text that makes the message as long as is wanted. */
const message = Buffer.concat([Buffer.from([0x0a, name.length]), Buffer.from(name), Buffer.from([0x10, 0x96, 0x01])]);

const server = new grpc.Server();
server.addService(
  { GetItem: method("/shop.v1.Shop/GetItem", false), ListItems: method("/shop.v1.Shop/ListItems", true) },
  {
    GetItem: (_call, done) => done(null, message),
    ListItems: call => {
      let sent = 0;
      const more = () => {
        while (sent < count) {
          sent++;
          if (!call.write(message)) {
            call.once("drain", more);
            return;
          }
        }
        call.end();
      };
      call.on("cancelled", () => {
        sent = count;
      });
      more();
    },
  },
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
