/** The revision that a change starts from. */
import { member, type Run } from "./event.ts";
import { oneLine } from "./foreign.ts";
import type { History } from "./runner.ts";
import { Unusable } from "./unusable.ts";

/**
 * The commit to compare with: the one that is given, else what the event says.
 *
 * A pull request is compared with what it is merged into. Its run checks out the merge, whose first parent that is, so
 * that `fetch-depth: 2` is enough; where the head is checked out instead, it is where the two histories part.
 *
 * @throws {Unusable} when there is none, or the checkout does not have it, or has nothing else
 */
export async function baseOf(given: string | undefined, run: Run, history: History): Promise<string> {
  if (given !== undefined)
    return (await history.commit(given)) ?? fail(`the checkout has no revision \`${given}\``);
  const base = await ofEvent(run, history);
  // So it is in a run of `pull_request_target`, unless it says what to check out: nothing would ever be wider.
  if (base === (await history.commit("HEAD"))) {
    throw new Unusable(
      `the checkout is what the change starts from, ${base}, and has nothing of the change`,
      "check out the change: for a pull request its merge, as `on: pull_request` does; or give the revision to compare with by input `base`",
    );
  }
  return base;
}

async function ofEvent(run: Run, history: History): Promise<string> {
  switch (run.event) {
    case "pull_request":
    case "pull_request_target":
    case "pull_request_review":
    case "pull_request_review_comment":
      return ofPullRequest(run, history);
    case "merge_group":
      return named(member(member(run.payload, "merge_group"), "base_sha"), "merge group", history);
    case "push":
      return named(member(run.payload, "before"), pushOf(run), history);
    default:
      throw new Unusable(
        `the event \`${oneLine(run.event)}\` does not say what to compare with`,
        "give the revision with input `base`",
      );
  }
}

async function ofPullRequest(run: Run, history: History): Promise<string> {
  const head = await history.commit("HEAD");
  const [into, merged] = head === undefined ? [] : await history.parents(head);
  if (head === run.sha && run.event !== "pull_request_target" && into !== undefined && merged !== undefined) {
    return (await history.commit(into)) ?? fail(`the checkout has no commit ${into}`);
  }
  const base = await named(
    member(member(member(run.payload, "pull_request"), "base"), "sha"),
    "pull request",
    history,
  );
  return (
    (head && (await history.mergeBase(base, head))) ??
    fail(`the checkout does not reach back to where it leaves ${base}`)
  );
}

/** What a push is called; where a forced one started is in no branch any more, so that no checkout has it. */
function pushOf(run: Run): string {
  return member(run.payload, "forced") === true ? "forced push" : "push";
}

async function named(sha: unknown, what: string, history: History): Promise<string> {
  if (typeof sha !== "string" || !/^(?!0+$)[0-9a-f]{40,64}$/.test(sha)) {
    throw new Unusable(
      `the ${what} starts from no commit`,
      "it makes a new branch, perhaps; give the revision to compare with by input `base`",
    );
  }
  const commit = await history.commit(sha);
  if (commit === undefined && what === "forced push") {
    throw new Unusable(
      `the checkout has no commit ${sha}, where the ${what} starts: no branch leads there any more`,
      "give the revision to compare with by input `base`",
    );
  }
  return commit ?? fail(`the checkout has no commit ${sha}, where the ${what} starts`);
}

function fail(message: string): never {
  throw new Unusable(
    message,
    "check out with `fetch-depth: 0`; for a pull request's merge `fetch-depth: 2` is enough",
  );
}
