/**
 * The same defect, seen twice: what aws-actions/configure-aws-credentials prints for it, and what the Action finds. The
 * meaning of the printed text has to lead to the cause that the Action names.
 *
 * Sources of the texts: the action's `src/index.ts`, `src/assumeRole.ts`, `src/CredentialsClient.ts`; the toolkit's
 * `oidc-utils.ts`; what STS answers as in <https://github.com/aws-actions/configure-aws-credentials/issues/1446>.
 */
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { suite, test } from "node:test";
import { explain } from "can-assume";
import { GitHub, type Job } from "./harness/github.ts";
import { Checkout } from "./harness/step.ts";

/** A defect: how it is made, and what the other action prints. */
interface Defect {
  readonly name: string;
  readonly cause: string;
  readonly printed: string;
  readonly job?: Job;
  readonly sub?: string;
  readonly aud?: string;
  readonly inputs?: Record<string, string>;
  readonly noPermission?: boolean;
  readonly event?: { name: string; payload: unknown };
  readonly provider?: (github: GitHub) => unknown;
  readonly github?: (github: GitHub) => void;
}

const DENIED =
  "Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity";
const NOT_VALID =
  "Error: Could not assume role with OIDC: The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.";
const NO_PERMISSION = `It looks like you might be trying to authenticate with OIDC. Did you mean to set the \`id-token\` permission? If you are not trying to authenticate with OIDC and the action is working successfully, you can ignore this message.
Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers`;

const DEFECTS: readonly Defect[] = [
  { name: "no permission", cause: "token-permission-missing", printed: NO_PERMISSION, noPermission: true },
  {
    name: "no permission, as the toolkit says it",
    cause: "token-permission-missing",
    printed:
      "Error: getIDToken call failed: Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable",
    noPermission: true,
  },
  {
    name: "a pull request from a fork",
    cause: "token-fork",
    printed: NO_PERMISSION,
    noPermission: true,
    event: {
      name: "pull_request",
      payload: { pull_request: { head: { repo: { id: 2 } }, base: { repo: { id: 1 } } } },
    },
  },
  {
    name: "an environment",
    cause: "environment-replaces-ref",
    printed: DENIED,
    job: { environment: "production" },
  },
  { name: "another branch", cause: "branch-differs", printed: DENIED, job: { ref: "refs/heads/topic" } },
  {
    name: "another repository",
    cause: "wrong-repository",
    printed: DENIED,
    job: { repository: "octo-org/other" },
  },
  { name: "a pull request", cause: "pull-request-subject", printed: DENIED, job: { event: "pull_request" } },
  {
    name: "the immutable form",
    cause: "subject-form-immutable",
    printed: DENIED,
    github: (github) => {
      github.claims = { sub: "repo:octo-org@123456/app@456789:ref:refs/heads/main" };
    },
  },
  { name: "the policy's audience", cause: "audience-policy", printed: DENIED, aud: "other" },
  {
    name: "the provider's audience",
    cause: "audience-provider",
    printed: "Error: Could not assume role with OIDC: Incorrect token audience",
    provider: ({ issuer }) => ({ url: issuer, clientIdList: ["other"], account: "123456789012" }),
  },
  {
    name: "the provider's audience, since 2026",
    cause: "audience-provider",
    printed: NOT_VALID,
    provider: ({ issuer }) => ({ url: issuer, clientIdList: ["other"], account: "123456789012" }),
  },
  {
    name: "no provider",
    cause: "provider-missing",
    printed:
      "Error: Could not assume role with OIDC: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com",
    provider: () => [],
  },
  {
    name: "a signature of another key",
    cause: "signature",
    printed: NOT_VALID,
    github: (github) => {
      github.signer = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    },
  },
  {
    name: "a token that is too old",
    cause: "token-expired",
    printed:
      "Error: Could not assume role with OIDC: Token expired: current date/time 1789123421 must be before the expiration date/time 1789123397",
    github: (github) => {
      const exp = Math.floor(Date.now() / 1000) - 3600;
      github.claims = { nbf: exp - 600, iat: exp - 300, exp };
    },
  },
];

suite("messages of configure-aws-credentials", { concurrency: 2 }, () => {
  for (const defect of DEFECTS) {
    test(defect.name, async () => {
      await using github = await new GitHub(defect.job).start();
      defect.github?.(github);
      const policy = github.policy(defect.sub ?? "repo:octo-org/app:ref:refs/heads/main", defect.aud);
      const provider = JSON.stringify(defect.provider?.(github) ?? null);
      using checkout = new Checkout({ "role.json": policy, "provider.json": provider });
      if (defect.event) checkout.event = defect.event;
      const inputs = {
        policy: "role.json",
        ...(defect.provider ? { provider: "provider.json" } : {}),
        ...defect.inputs,
      };
      const step = await checkout.run(inputs, defect.noPermission ? undefined : github);
      assert.equal(step.outputs.decision, "implicitDeny", step.log);
      assert.equal(step.report.answers[0]?.report.cause?.id, defect.cause);
      const { exit, report } = explain({ error: defect.printed });
      assert.equal(exit, 0);
      assert.ok(report && "findings" in report && report.known, defect.printed);
      const causes = report.findings.flatMap((finding) => finding.causes.map(({ id }) => id));
      assert.ok(causes.includes(defect.cause), `${defect.cause} is not among ${causes.join(", ")}`);
    });
  }

  for (const [printed, cause] of [
    [
      "Error: getIDToken call failed: Error message: Failed to get ID Token. \n \n        Error Code : 500\n \n        Error Message: out of order",
      "token-request",
    ],
    [
      "Error: Could not assume role with OIDC: Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
      "key-retrieval",
    ],
    ["Error: Source Account ID is needed if the Role Name is provided and not the Role Arn.", "role-not-arn"],
  ] as const) {
    test(`what decides nothing here: ${cause}`, () => {
      const { report } = explain({ error: printed });
      assert.ok(report && "findings" in report);
      assert.ok(report.findings.some((finding) => finding.causes.some(({ id }) => id === cause)));
    });
  }
});
