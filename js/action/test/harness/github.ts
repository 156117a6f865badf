/**
 * GitHub's token endpoint and issuer on this machine, with a key that is made here. The issuer has its real name: the step
 * reaches it through a proxy that ends the connection here.
 */
import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { certificate } from "./certificate.ts";

/** How a path is answered: a status, after a while, or not at all. */
export interface Fault {
  readonly status?: number;
  readonly afterMs?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** The job that asks. */
export interface Job {
  readonly repository?: string;
  readonly ref?: string;
  readonly environment?: string;
  readonly event?: string;
}

/** The key is made once; making it takes longer than everything else. */
const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The issuer of github.com. */
export const GITHUB = "https://token.actions.githubusercontent.com";

/** GitHub on this machine. */
export class GitHub {
  /** What the job presents to the token endpoint. */
  readonly requestToken = randomBytes(24).toString("base64url");
  /** Paths that were asked for, in their order. */
  readonly asked: string[] = [];
  /** Tokens that were issued. */
  readonly issued: string[] = [];
  /** The answers to come at a path; once there are none left, it answers as it should. */
  readonly faults = new Map<string, Fault[]>();
  /** Claims in the place of those that the job has. */
  claims: Record<string, unknown> = {};
  /** The key that signs; the key set always has the first one. */
  signer: KeyObject = KEY.privateKey;
  readonly #job: Job;
  readonly #issuer: string | null;
  readonly #answering = (request: IncomingMessage, response: ServerResponse) =>
    void this.#answer(request, response);
  readonly #server = createServer(this.#answering);
  readonly #secure = createTlsServer(certificate(), this.#answering);
  #port = 0;

  /** The issuer is a URL, or null for this machine's own, over http. */
  constructor(job: Job = {}, issuer: string | null = GITHUB) {
    this.#job = job;
    this.#issuer = issuer;
  }

  /** Starts to listen. */
  async start(): Promise<this> {
    this.#server.on("connect", (_request, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      this.#secure.emit("connection", socket);
    });
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address !== "object" || address === null) throw new Error("no port");
    this.#port = address.port;
    return this;
  }

  /** Stops, whoever is still connected. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#secure.closeAllConnections();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The address of this machine's server. */
  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The issuer as the claim `iss` has it. */
  get issuer(): string {
    return this.#issuer ?? this.address;
  }

  /** The issuer without its scheme, as condition keys have it. */
  get host(): string {
    return this.issuer.replace(/^https?:\/\//, "");
  }

  /** What the runner tells a job that has `id-token: write`, on a machine behind a proxy. */
  get environment(): Record<string, string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.address}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: this.requestToken,
      HTTPS_PROXY: this.address,
      NODE_EXTRA_CA_CERTS: certificate().file,
    };
  }

  /** A trust policy of a role for subjects of this issuer. */
  policy(sub: string, aud = "sts.amazonaws.com"): string {
    const statement = {
      Sid: "Deploy",
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${this.host}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${this.host}:aud`]: aud, [`${this.host}:sub`]: sub } },
    };
    return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.address);
    // An issuer may have a path of its own.
    const path = url.pathname.replace(/^.*(?=\/\.well-known\/)/, "");
    this.asked.push(path);
    const fault = this.faults.get(path)?.shift();
    if (fault?.afterMs !== undefined) await pause(fault.afterMs, undefined, { ref: false });
    const send = (status: number, body: string) => {
      response.writeHead(status, { "content-type": "application/json", ...fault?.headers });
      response.end(body);
    };
    if (fault?.status !== undefined || fault?.body !== undefined)
      return send(fault.status ?? 200, fault.body ?? "{}");
    switch (path) {
      case "/token":
        if (request.headers.authorization !== `Bearer ${this.requestToken}`) return send(401, "{}");
        return send(200, JSON.stringify({ value: this.#issue(url.searchParams.get("audience") ?? "") }));
      case "/.well-known/openid-configuration":
        return send(
          200,
          JSON.stringify({ issuer: this.issuer, jwks_uri: `${this.issuer}/.well-known/jwks` }),
        );
      case "/.well-known/jwks":
        return send(
          200,
          JSON.stringify({
            keys: [{ ...KEY.publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" }],
          }),
        );
      default:
        return send(404, "{}");
    }
  }

  #issue(audience: string): string {
    const token = sign(this.signer, { ...claims(this.issuer, audience, this.#job), ...this.claims });
    this.issued.push(token);
    return token;
  }
}

/** The claims of a job as GitHub issues them. */
function claims(iss: string, aud: string, job: Job): Record<string, unknown> {
  const { repository = "octo-org/app", ref = "refs/heads/main", environment, event = "push" } = job;
  const context = environment
    ? `environment:${environment}`
    : event === "pull_request"
      ? "pull_request"
      : `ref:${ref}`;
  const now = Math.floor(Date.now() / 1000);
  const workflow = `${repository}/.github/workflows/deploy.yml@${ref}`;
  return {
    iss,
    aud,
    sub: `repo:${repository}:${context}`,
    jti: "2a76a8ac-54a5-27a4-fa71-7a819d85f5e6",
    actor: "mona",
    actor_id: "583231",
    repository,
    repository_id: "456789",
    repository_owner: repository.split("/")[0],
    repository_owner_id: "123456",
    repository_visibility: "private",
    ref,
    ref_type: "branch",
    ref_protected: "true",
    sha: "baab15b2847b5fa241cc7652e8e0283cc61e852a",
    head_ref: "",
    base_ref: "",
    event_name: event,
    workflow: "Deploy",
    workflow_ref: workflow,
    job_workflow_ref: workflow,
    run_id: "32000000001",
    run_number: "11",
    run_attempt: "1",
    runner_environment: "github-hosted",
    ...(environment ? { environment } : {}),
    nbf: now - 300,
    iat: now,
    exp: now + 300,
  };
}

/** A token with RS256 under the key id `one`. */
function sign(key: KeyObject, payload: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ typ: "JWT", alg: "RS256", kid: "one" })}.${part(payload)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`;
}
