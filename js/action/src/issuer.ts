/** From the issuer that a token names to the issuer's keys. */
import type { Text } from "can-assume";
import { member } from "./event.ts";
import { oneLine } from "./foreign.ts";
import { type Answer, NoAnswer } from "./http.ts";
import { Unusable } from "./unusable.ts";

/** What fetching needs of the outside. */
export interface Web {
  /** What the server at `url` answers; throws {@link NoAnswer}. */
  get(url: URL): Promise<Answer>;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
}

/** How long to wait before another try. */
const PAUSES_MS = [500, 1500];

/** The redirects that are followed at most. */
const MOST_REDIRECTS = 3;

/**
 * The key set of the issuer: its discovery document, then the key set that the document names.
 *
 * `issuer` is what an unverified token says, so only what is safe is fetched: https, or http on this machine. Nothing else
 * of the token is followed.
 *
 * Source: <https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig>
 *
 * @throws {Unusable} when the issuer cannot be asked, or answers with something of no use
 */
export async function keysOf(issuer: unknown, web: Web): Promise<Text> {
  if (typeof issuer !== "string") throw unusable("the token names no issuer");
  const base = address(issuer, "the token's issuer");
  if (base.search !== "" || base.hash !== "" || /[?#]/.test(issuer)) {
    throw unusable(`the token's issuer \`${oneLine(issuer)}\` has a query or a fragment`);
  }
  const documentUrl = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const document = parse(await fetch(documentUrl, web), documentUrl);
  const named = member(document, "issuer");
  if (named !== issuer) {
    throw unusable(
      `${documentUrl.href} names the issuer \`${oneLine(String(named))}\`, the token \`${oneLine(issuer)}\``,
    );
  }
  const uri = member(document, "jwks_uri");
  if (typeof uri !== "string") throw unusable(`${documentUrl.href} names no \`jwks_uri\``);
  const keysUrl = address(uri, `the \`jwks_uri\` of ${documentUrl.href}`);
  if (documentUrl.protocol === "https:" && keysUrl.protocol !== "https:") {
    throw unusable(`the \`jwks_uri\` of ${documentUrl.href} is not https`);
  }
  return { name: keysUrl.href, text: await fetch(keysUrl, web) };
}

/**
 * The address that a text names, if it may be fetched: https, or http to this machine, without a user name.
 *
 * @throws {Unusable} otherwise
 */
export function address(text: string, what: string): URL {
  const refused = (why: string) => unusable(`${what} \`${oneLine(text)}\` ${why}`);
  // What a parser of URLs repairs is not what was written.
  if (!/^[\x21-\x5b\x5d-\x7e]{1,2048}$/.test(text) || !URL.canParse(text)) throw refused("is no URL");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw refused("has a user name or a password");
  if (url.protocol === "https:") return url;
  if (url.protocol !== "http:") throw refused("is not https");
  if (!isLoopback(url.hostname)) throw refused("is not https, and http is for this machine only");
  return url;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The text at `url`: what fails in passing is tried again. */
async function fetch(url: URL, web: Web): Promise<string> {
  for (let tries = 0; ; tries++) {
    const pause = PAUSES_MS[tries];
    const outcome = await once(url, web);
    if (typeof outcome === "string") return outcome;
    if (!outcome.again || pause === undefined) {
      const count = tries === 0 ? "" : ` (tried ${tries + 1} times)`;
      throw unusable(`cannot fetch ${url.href}: ${outcome.why}${count}`);
    }
    await web.sleep(pause);
  }
}

/** One try, through redirects that stay on the host. */
async function once(url: URL, web: Web): Promise<string | { why: string; again: boolean }> {
  let target = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    let answer: Answer;
    try {
      answer = await web.get(target);
    } catch (error) {
      if (error instanceof NoAnswer) return { why: error.message, again: true };
      throw error;
    }
    if (answer.status === 200) return answer.body;
    if (answer.status < 300 || answer.status > 399 || answer.location === undefined) {
      return { why: `status ${answer.status}`, again: answer.status >= 500 || answer.status === 429 };
    }
    if (!URL.canParse(answer.location, target.href)) return { why: "a redirect to no URL", again: false };
    const next = address(new URL(answer.location, target).href, `the redirect of ${target.href} to`);
    if (next.origin !== target.origin)
      return { why: `a redirect to another host, ${next.origin}`, again: false };
    target = next;
  }
  return { why: `more than ${MOST_REDIRECTS} redirects`, again: false };
}

function parse(text: string, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable(`${url.href} is not JSON`);
  }
}

function unusable(message: string): Unusable {
  return new Unusable(
    message,
    "the runner has to reach the issuer of its tokens; on GitHub Enterprise Server STS has to reach it too",
  );
}
