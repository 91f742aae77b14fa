import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  close: () => Promise<void>;
}

/** An HTTP server that keeps what comes and answers what the test says, request by request; then what was said last. */
export async function webhook(answers: { status?: number; body?: string; hangUp?: boolean }[]): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      });
      const answer = answers[Math.min(received.length, answers.length) - 1] ?? {};
      if (answer.hangUp) return void request.socket.destroy();
      response.writeHead(answer.status ?? 200, { "content-type": "application/json" }).end(answer.body ?? "{}");
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=secret`,
    received,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

export interface Mailbox {
  port: number;
  letters: { to: string[]; source: string }[];
  close: () => Promise<void>;
}

/** A mail server that keeps letters; it refuses as many at first as the test says, with the code it says. */
export async function mailbox(refusals: number[] = []): Promise<Mailbox> {
  const letters: Mailbox["letters"] = [];
  const left = [...refusals];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onMailFrom: (_address, _session, done) => {
      const code = left.shift();
      done(code ? Object.assign(new Error("not now"), { responseCode: code }) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        letters.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString("utf8"),
        });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
