import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, NoAnswer } from "../../src/http.ts";
import { address, keysOf } from "../../src/issuer.ts";
import { Unusable } from "../../src/unusable.ts";

const GITHUB = "https://token.actions.githubusercontent.com";

/** A web of pages; what has several answers gives them one after the other. */
function web(pages: Record<string, Partial<Answer>[]>) {
  const asked: string[] = [];
  const slept: number[] = [];
  return {
    asked,
    slept,
    get: async (url: URL): Promise<Answer> => {
      asked.push(url.href);
      const answer = pages[url.href]?.shift();
      if (answer === undefined) throw new NoAnswer("connect ECONNREFUSED");
      return { status: 200, location: undefined, body: "", ...answer };
    },
    sleep: async (milliseconds: number) => void slept.push(milliseconds),
  };
}

const document = (issuer: string, jwks = `${issuer}/.well-known/jwks`) => ({
  body: JSON.stringify({ issuer, jwks_uri: jwks }),
});

test("the keys of GitHub, of an enterprise, of a server and of GHE.com are where their documents say", async () => {
  for (const issuer of [
    GITHUB,
    `${GITHUB}/acme`,
    "https://ghes.example.com/_services/token",
    "https://token.actions.acme.ghe.com",
  ]) {
    const of = web({
      [`${issuer}/.well-known/openid-configuration`]: [document(issuer)],
      [`${issuer}/.well-known/jwks`]: [{ body: `{"keys": []}` }],
    });
    assert.deepEqual(await keysOf(issuer, of), { name: `${issuer}/.well-known/jwks`, text: `{"keys": []}` });
  }
});

test("what is not safe is not fetched", async () => {
  for (const issuer of [
    undefined,
    7,
    "",
    "token.actions.githubusercontent.com",
    "http://issuer.example",
    "http://127.0.0.1.example.com",
    "http://10.0.0.1",
    "http://0.0.0.0",
    "http://[::2]",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "https://user:pass@issuer.example",
    "https://issuer.example/?x=",
    "https://issuer.example/#",
    "https://issuer.example\\@evil.example",
    "https://issuer.example/\n",
    " https://issuer.example",
  ]) {
    const nothing = web({});
    await assert.rejects(keysOf(issuer, nothing), Unusable, String(issuer));
    assert.deepEqual(nothing.asked, [], String(issuer));
  }
});

test("this machine may be asked over http", () => {
  for (const text of ["http://127.0.0.1:8080", "http://127.1.2.3", "http://[::1]:80/x", "http://localhost"]) {
    assert.equal(address(text, "x").protocol, "http:");
  }
});

test("a document has to name the same issuer, and a key set that may be fetched", async () => {
  const of = (body: string) => web({ [`${GITHUB}/.well-known/openid-configuration`]: [{ body }] });
  const refused = (body: string, message: RegExp) => assert.rejects(keysOf(GITHUB, of(body)), message);
  await refused(JSON.stringify({ issuer: `${GITHUB}/`, jwks_uri: `${GITHUB}/k` }), /names the issuer/);
  await refused(JSON.stringify({ issuer: GITHUB }), /names no `jwks_uri`/);
  await refused(JSON.stringify({ issuer: GITHUB, jwks_uri: "http://127.0.0.1/k" }), /is not https/);
  await refused(
    JSON.stringify({ issuer: GITHUB, jwks_uri: "http://evil.example/k" }),
    /http is for this machine only/,
  );
  await refused("<html>", /is not JSON/);
});

test("what fails in passing is tried again, what is refused is not", async () => {
  const url = `${GITHUB}/.well-known/openid-configuration`;
  const passing = web({
    [url]: [{ status: 503 }, document(GITHUB)],
    [`${GITHUB}/.well-known/jwks`]: [{ status: 429 }, { status: 500 }, { body: "{}" }],
  });
  assert.equal((await keysOf(GITHUB, passing)).text, "{}");
  assert.deepEqual(passing.slept, [500, 500, 1500]);
  const refused = web({ [url]: [{ status: 404 }] });
  await assert.rejects(keysOf(GITHUB, refused), /cannot fetch .*: status 404$/);
  assert.deepEqual(refused.asked, [url]);
  const down = web({});
  await assert.rejects(keysOf(GITHUB, down), /ECONNREFUSED \(tried 3 times\)/);
});

test("redirects are followed on the host, and not for ever", async () => {
  const url = `${GITHUB}/.well-known/openid-configuration`;
  const moved = web({
    [url]: [{ status: 302, location: "/moved" }],
    [`${GITHUB}/moved`]: [document(GITHUB)],
    [`${GITHUB}/.well-known/jwks`]: [{ body: "{}" }],
  });
  assert.equal((await keysOf(GITHUB, moved)).text, "{}");
  for (const location of ["https://evil.example/x", "//evil.example", `${GITHUB}:8443/`]) {
    await assert.rejects(keysOf(GITHUB, web({ [url]: [{ status: 302, location }] })), /another host/);
  }
  await assert.rejects(
    keysOf(
      GITHUB,
      web({ [url]: [{ status: 302, location: "http://token.actions.githubusercontent.com/x" }] }),
    ),
    Unusable,
  );
  const round = web({ [url]: Array(9).fill({ status: 302, location: url }) });
  await assert.rejects(keysOf(GITHUB, round), /more than 3 redirects/);
});
