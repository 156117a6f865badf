// Tokens signed here by Node's own cryptography, verified by the module.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { suite, test } from "node:test";
import * as api from "can-assume";

const ISSUER = "https://token.actions.githubusercontent.com";
const NOW = 1_795_000_000;
const claims = {
  iss: ISSUER,
  aud: "sts.amazonaws.com",
  sub: "repo:octo-org/app:ref:refs/heads/main",
  jti: "6c2f3b1e-52f1-4f7a-8f54-0f1f6a6a7b9d",
  iat: NOW,
  nbf: NOW - 300,
  exp: NOW + 300,
};

/** A pair of keys of each kind that AWS takes, made once. */
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KINDS = [
  ["RS256", "sha256", rsa],
  ["RS384", "sha384", rsa],
  ["RS512", "sha512", rsa],
  ["ES256", "sha256", generateKeyPairSync("ec", { namedCurve: "P-256" })],
  ["ES384", "sha384", generateKeyPairSync("ec", { namedCurve: "P-384" })],
  ["ES512", "sha512", generateKeyPairSync("ec", { namedCurve: "P-521" })],
];

/** @param {unknown} value */
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token of `body`, signed, and the key set that its issuer publishes. */
function issue([alg, hash, { privateKey, publicKey }], body = claims, kid = "k1") {
  const signed = `${encoded({ alg, typ: "JWT", kid })}.${encoded(body)}`;
  const signature = sign(hash, Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  const key = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig", alg };
  return {
    token: { name: "token.jwt", text: `${signed}.${signature.toString("base64url")}` },
    jwks: { name: "jwks.json", text: JSON.stringify({ keys: [key] }) },
  };
}

suite("signatures", () => {
  for (const kind of KINDS) {
    test(`${kind[0]}: the issuer's signature verifies, another's and that of another text do not`, () => {
      const { token, jwks } = issue(kind);
      const good = api.verifyToken({ token, jwks, at: NOW });
      assert.deepEqual(good.report?.problems, []);
      assert.equal(good.report?.verified, true);
      assert.equal(good.exit, 0);

      const [header, , signature] = token.text.split(".");
      const other = encoded({ ...claims, sub: "repo:octo-org/other:ref:refs/heads/main" });
      const forged = { name: "token.jwt", text: `${header}.${other}.${signature}` };
      const stranger = { name: "jwks.json", text: issue(another(kind)).jwks.text };
      for (const input of [
        { token: forged, jwks },
        { token, jwks: stranger },
      ]) {
        const bad = api.verifyToken({ ...input, at: NOW });
        assert.equal(bad.report?.verified, false);
        assert.deepEqual(
          bad.report?.problems.map(({ id, stage, code }) => ({ id, stage, code })),
          [{ id: "signature", stage: "signature", code: "InvalidIdentityToken" }],
        );
        assert.equal(bad.exit, 1);
      }
    });
  }

  test("no answer repeats the token or its signature", () => {
    const { token, jwks } = issue(KINDS[0]);
    const [, payload, signature] = token.text.split(".");
    const statement = {
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": claims.sub } },
    };
    const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const policy = [{ name: "policy.json", text }];
    const formats = /** @type {const} */ (["plain", "markdown", "concise", "github"]);
    const answers = [
      api.check({ policy, token, jwks, at: NOW, explain: "full", formats }),
      api.verifyToken({ token, jwks, at: NOW }),
      api.decodeToken({ token }),
    ];
    assert.equal(answers[0].report?.decision, "allowed");
    assert.deepEqual(
      answers.map(({ exit }) => exit),
      [0, 0, 0],
    );
    for (const answer of answers) {
      assert.ok(!JSON.stringify(answer).includes(signature ?? ""), "the signature");
      assert.ok(!JSON.stringify(answer).includes(payload ?? ""), "the payload as it was sent");
    }
  });

  test("what the key set lacks and what time has passed are named", () => {
    const unknown = issue(KINDS[0], claims, "k2");
    const late = issue(KINDS[0]);
    const ids = (input) => api.verifyToken(input).report?.problems.map(({ id }) => id);
    assert.deepEqual(ids({ ...unknown, at: NOW }), ["key-retrieval"]);
    assert.deepEqual(ids({ ...late, at: NOW + 3600 }), ["token-expired"]);
  });
});

/** The same kind with keys of somebody else. */
function another([alg, hash, { publicKey }]) {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  const keys =
    type === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: details.modulusLength })
      : generateKeyPairSync("ec", { namedCurve: details.namedCurve });
  return [alg, hash, keys];
}
