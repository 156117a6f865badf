/** A certificate for the names of issuers, made when first asked for, and trusted by nobody else. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The hosts that the certificate is for. */
const HOSTS = ["token.actions.githubusercontent.com", "token.actions.acme.ghe.com", "ghes.example.com"];

/** A key and a certificate in PEM, and the file of the certificate. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly file: string;
}

let made: Certificate | undefined;

/** The certificate. */
export function certificate(): Certificate {
  made ??= make();
  return made;
}

function make(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "can-assume-certificate-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "cert.pem");
  const names = HOSTS.map((host) => `DNS:${host}`).join(",");
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"],
      ...["-subj", "/CN=can-assume", "-addext", `subjectAltName=${names}`],
      ...["-keyout", join(folder, "key.pem"), "-out", file],
    ],
    { stdio: "pipe" },
  );
  return { key: readFileSync(join(folder, "key.pem"), "utf8"), cert: readFileSync(file, "utf8"), file };
}
