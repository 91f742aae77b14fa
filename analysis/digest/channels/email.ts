import { createTransport } from "nodemailer";
import { toHtml } from "../render-html.ts";
import { toText } from "../render-text.ts";
import { type Channel, NotDelivered } from "./channel.ts";

export interface EmailSettings {
  host: string;
  port: number;
  /** TLS from the first byte (port 465); otherwise STARTTLS where the server offers it. */
  secure: boolean;
  user: string | null;
  password: string | null;
  from: string;
  to: string[];
}

const TIMEOUT_MS = 20_000;
/** Steps before the letter was handed over: what fails in them certainly did not arrive. */
const BEFORE_LETTER = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH.*|MAIL FROM|RCPT TO|API)$/;

/** Letters with the digest as text and as HTML. */
export function email({ host, port, secure, user, password, from, to }: EmailSettings): Channel {
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user ? { auth: { user, pass: password ?? "" } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    id: "email",
    compose: (digest) => [{ kind: "letter", subject: digest.title, text: toText(digest), html: toHtml(digest) }],
    deliver: async (message) => {
      if (message.kind !== "letter") return;
      try {
        await transport.sendMail({ from, to, subject: message.subject, text: message.text, html: message.html });
      } catch (error) {
        throw notDelivered(error);
      }
    },
  };
}

/** The server's 4xx passes, its 5xx is for good; a line that broke while the letter went over leaves it open. */
function notDelivered(error: unknown): NotDelivered {
  const {
    code,
    command = "",
    responseCode,
    message,
  } = error as Error & { code?: string; command?: string; responseCode?: number };
  if (responseCode) return new NotDelivered(message, { again: responseCode < 500 });
  const before = code === "EDNS" || BEFORE_LETTER.test(command);
  return new NotDelivered(message, { again: before && code !== "EAUTH", unsure: !before });
}
