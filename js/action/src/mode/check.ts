/** Mode `check`: would this job's token get the role? */
import type { CanAssume, CheckReport, Text } from "can-assume";
import { data } from "../annotations.ts";
import type { Answer } from "../answer.ts";
import { aroundOf, fileOf, filesOf } from "../files.ts";
import { oneLine } from "../foreign.ts";
import { type NoToken, requestToken } from "../id-token.ts";
import type { Inputs } from "../inputs.ts";
import { keysOf } from "../issuer.ts";
import type { Runner } from "../runner.ts";
import { FORMATS, textsOf } from "../texts.ts";
import { Unusable } from "../unusable.ts";

/** Who asks: claims from a file, or a token with the keys of its issuer. */
type Identity = { readonly claims: Text } | { readonly token: Text; readonly jwks: Text };

/**
 * One answer for each policy.
 *
 * @throws {Unusable} when a file cannot be read, or no token or no keys are to be had
 */
export async function check(inputs: Inputs, runner: Runner, verifier: CanAssume): Promise<Answer[]> {
  const policies = await filesOf(runner, "policy", inputs.policies);
  const around = await aroundOf(runner, inputs);
  const identity = await identityOf(inputs, runner, verifier);
  if ("cause" in identity) return [withoutToken(identity, policies, verifier)];
  const at = "token" in identity ? Math.floor(runner.now() / 1000) : undefined;
  return policies.map((policy) => {
    const output = verifier.check({
      ...around,
      ...identity,
      policy: [policy],
      audience: "claims" in identity ? inputs.audience : undefined,
      at,
      formats: FORMATS,
    });
    const { report } = output;
    return {
      mode: "check",
      about: policy.name,
      exit: output.exit,
      headline:
        report?.cause?.headline ?? output.errors[0]?.headline ?? report?.decision ?? "nothing was decided",
      decision: report?.decision ?? "undetermined",
      texts: textsOf(output),
      report,
    };
  });
}

async function identityOf(inputs: Inputs, runner: Runner, verifier: CanAssume): Promise<Identity | NoToken> {
  if (inputs.claims !== undefined) return { claims: await fileOf(runner, "claims", inputs.claims) };
  const answer = await requestToken(inputs.audience, runner, runner.run);
  if (typeof answer !== "string") return answer;
  const token = { name: "token", text: answer };
  const { report, errors } = verifier.decodeToken({ token });
  const claims = report?.claims;
  if (!claims) {
    const why = errors[0] ? `: ${oneLine(errors[0].headline)}` : "";
    throw new Unusable(`what GitHub issued is no token that can be used${why}`, "run the job again");
  }
  return { token, jwks: await keysOf(claims.iss, runner) };
}

/** The answer for a job that gets no token: AWS is never asked. */
function withoutToken(none: NoToken, policies: readonly Text[], verifier: CanAssume): Answer {
  const page = verifier.explain({ id: none.cause, formats: ["markdown"] }).texts.markdown ?? "";
  const help = none.help.replaceAll("\n", "\n          ");
  const report: CheckReport = {
    version: 1,
    decision: "implicitDeny",
    stage: "token",
    authenticity: "unverified",
    aws: null,
    cause: { id: none.cause, headline: none.headline },
    otherCauses: [],
    failing: [],
    missing: [],
    fixes: [],
    assumptions: [],
    remarks: [],
    trace: { evaluations: [] },
    diagnostics: [
      {
        level: "error",
        id: none.cause,
        headline: none.headline,
        labels: [],
        notes: [],
        helps: [{ text: none.help, edits: [] }],
      },
    ],
  };
  return {
    mode: "check",
    about: policies.map(({ name }) => name).join(", "),
    exit: 1,
    headline: none.headline,
    decision: report.decision,
    texts: {
      plain: `DENIED (implicit)   no token\n\nerror[${none.cause}]: ${none.headline}\n  = help: ${help}\n`,
      markdown: `### ✗ Denied: no token\n\n${none.headline}\n\n${indented(none.help)}\n\n${details(none.cause, page)}`,
      github: `::error title=${none.cause}::${data(`${none.headline}\n${none.help}`)}`,
    },
    report,
  };
}

/** The help as Markdown: the lines to paste as a block of code. */
function indented(help: string): string {
  return help.replace(/^permissions:\n {2}id-token: write$/m, (lines) => `\n\`\`\`yaml\n${lines}\n\`\`\`\n`);
}

function details(title: string, page: string): string {
  return `<details><summary>${title}</summary>\n\n${page}\n</details>\n`;
}
