import assert from "node:assert/strict";
import { test } from "node:test";
import { requestToken } from "../../src/id-token.ts";

const run = { event: "push", payload: {}, repository: "", sha: "", server: "" };

/** A token endpoint that fails with these messages before it answers. */
function source(...failures: string[]) {
  const masked: string[] = [];
  const slept: number[] = [];
  let asked = 0;
  return {
    masked,
    slept,
    asked: () => asked,
    mayAsk: () => true,
    mask: (secret: string) => void masked.push(secret),
    sleep: async (milliseconds: number) => void slept.push(milliseconds),
    idToken: async () => {
      asked += 1;
      const failure = failures.shift();
      if (failure !== undefined) throw new Error(failure);
      return "head.payload.signature";
    },
  };
}

const failed = (status: number) =>
  `Error message: Failed to get ID Token. \n \n        Error Code : ${status}\n \n        Error Message: x`;

test("the signature is masked by itself", async () => {
  const github = source();
  assert.equal(await requestToken("a", github, run), "head.payload.signature");
  assert.deepEqual(github.masked, ["signature"]);
});

test("disturbances are waited out, refusals are not", async () => {
  const disturbed = source(failed(500), failed(429), "Error message: socket hang up");
  await requestToken("a", disturbed, run);
  assert.deepEqual(disturbed.slept, [500, 1000, 2000]);
  const refused = source(failed(400));
  await assert.rejects(requestToken("a", refused, run), (error: Error & { help?: string }) => {
    assert.match(error.message, /^GitHub issued no token: .*400/);
    assert.match(error.help ?? "", /check input `audience`/);
    return true;
  });
  assert.equal(refused.asked(), 1);
  const down = source(...Array(9).fill(failed(503)));
  await assert.rejects(requestToken("a", down, run), /\(tried 4 times\)/);
});
