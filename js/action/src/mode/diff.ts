/** Mode `diff`: does a change of the trust policies let somebody in? */
import type { CanAssume, Diagnostic, DiffReport, Identity, OtherPrincipal } from "can-assume";
import { type Answer, type Change, gravestChange } from "../answer.ts";
import { baseOf } from "../base.ts";
import { fileOf, literal, namesNothing, ownersOf, refuseToken } from "../files.ts";
import type { Inputs } from "../inputs.ts";
import type { Runner } from "../runner.ts";
import { FORMATS, textsOf } from "../texts.ts";
import { Unusable } from "../unusable.ts";
import { selectPaths } from "../workspace.ts";

/** A policy in the place of one that is not there: it lets nobody in. */
const NOBODY = `{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*"}]}`;

/**
 * One answer for each policy that was changed, added or deleted since the base.
 *
 * @throws {Unusable} when there is no base, or a file cannot be read
 */
export async function diff(inputs: Inputs, runner: Runner, verifier: CanAssume): Promise<Answer[]> {
  if (inputs.policies.length === 0)
    throw new Unusable("input `policy` is not set", "name files with `policy:`");
  const base = await baseOf(inputs.base, runner.run, runner.history);
  const now = new Set(runner.find(inputs.policies));
  const files = await runner.history.files(base);
  const then = new Set(selectPaths(files, inputs.policies));
  const paths = [...new Set([...now, ...then])].sort();
  if (paths.length === 0) throw namesNothing("policy", inputs.policies);
  const missing = literal(inputs.policies).filter(
    (path) => runner.find([path]).length === 0 && selectPaths(files, [path]).length === 0,
  );
  if (missing.length > 0) throw namesNothing("policy", missing);
  const facts = inputs.facts === undefined ? undefined : await fileOf(runner, "facts", inputs.facts);
  const answers: Answer[] = [];
  for (const path of paths) {
    const before = then.has(path) ? await runner.history.read(base, path) : undefined;
    const after = now.has(path) ? await runner.read(path) : undefined;
    if (before === after) continue;
    for (const text of [before, after]) refuseToken(path, text ?? "");
    const output = verifier.diff({
      before: { name: `${base.slice(0, 12)}:${path}`, text: before ?? NOBODY },
      after: { name: path, text: after ?? NOBODY },
      role: inputs.role,
      owners: ownersOf(runner),
      facts,
      formats: FORMATS,
    });
    const change = output.report
      ? (gravestChange(output.report.roles.map((role) => role.change)) ?? "equivalent")
      : "undetermined";
    answers.push({
      mode: "diff",
      about: path,
      exit: output.exit,
      headline: output.errors[0]?.headline ?? headline(change, before, after),
      change,
      texts: textsOf(output, gains(path, output.report)),
      report: output.report,
    });
  }
  return answers;
}

/** Whom a change lets in, each as a message at the file. */
function gains(path: string, report: DiffReport | null): Diagnostic[] {
  const place = { file: path, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const labels = [{ primary: true, text: "", place }];
  return (report?.roles ?? []).flatMap(({ role, change, gained, gainedPrincipals }) =>
    [...gained, ...gainedPrincipals].map((who) => ({
      level: "error" as const,
      id: change,
      headline: `${role === null ? "the role" : `\`${role}\``} ${isOpen(who) ? "may let" : "lets"} in who was not let in before: ${who.description}`,
      labels,
      notes: [],
      helps: [],
    })),
  );
}

/** Whether it was not decided who is meant. */
function isOpen(who: Identity | OtherPrincipal): boolean {
  return "exposure" in who && who.exposure === "undetermined";
}

function headline(change: Change, before: string | undefined, after: string | undefined): string {
  const what =
    before === undefined
      ? "this new trust policy"
      : after === undefined
        ? "deleting this trust policy"
        : "the change";
  switch (change) {
    case "wider":
      return `${what} lets in who was not let in before`;
    case "changed":
      return `${what} lets some in and locks others out`;
    case "narrower":
      return `${what} locks out who was let in before`;
    case "equivalent":
      return `${what} lets in who was let in before`;
    case "undetermined":
      return `whom ${what} lets in could not be decided`;
  }
}
