// A store that speaks S3, with an empty bucket "market": `<folder> <address> <port>`. Says "ready" when it answers.
// @ts-expect-error: the package has no types
import S3rver from "@20minutes/s3rver";

const [directory = "", address = "", port = ""] = process.argv.slice(2);
const server = new S3rver({
  port: Number(port),
  address,
  silent: true,
  // It signs the path of a listing otherwise than Amazon does.
  allowMismatchedSignatures: true,
  directory,
  configureBuckets: [{ name: "market", configs: [] }],
});
await server.run();
console.log("ready");
