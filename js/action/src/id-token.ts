/** The job's own token. */
import { isFromFork, type Run } from "./event.ts";
import { oneLine, reason } from "./foreign.ts";
import { Unusable } from "./unusable.ts";

/** What asking for the token needs of the outside. */
export interface TokenSource {
  /** Whether the runner told the job where to ask, which it does where `id-token: write` is in effect. */
  mayAsk(): boolean;
  /** Asks GitHub, and masks the token; throws what the toolkit throws. */
  idToken(audience: string): Promise<string>;
  /** Keeps a text out of the log. */
  mask(secret: string): void;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
}

/** A job that gets no token: the id of the cause, and what to say of it. */
export interface NoToken {
  readonly cause: "token-permission-missing" | "token-fork";
  readonly headline: string;
  readonly help: string;
}

/** How long to wait before another try. */
const PAUSES_MS = [500, 1000, 2000];

/** The lines to paste, for which the message exists. */
const PERMISSION_LINES = "permissions:\n  id-token: write";

/**
 * The job's token for `audience`, or why it gets none.
 *
 * @throws {Unusable} when it should get one, and GitHub's answer was something else
 */
export async function requestToken(
  audience: string,
  source: TokenSource,
  run: Run,
): Promise<string | NoToken> {
  if (!source.mayAsk()) return noToken(run);
  for (let tries = 0; ; tries++) {
    try {
      const token: unknown = await source.idToken(audience);
      if (typeof token !== "string") throw new Error("the answer of its token endpoint has no token");
      // The toolkit masks the token as a whole; its signature is what makes it one.
      const signature = token.split(".")[2];
      if (signature) source.mask(signature);
      return token;
    } catch (error) {
      const said = reason(error);
      const status = Number(/Error Code\s*:\s*(\d+)/.exec(said)?.[1] ?? 0);
      const pause = PAUSES_MS[tries];
      if ((status >= 400 && status < 500 && status !== 408 && status !== 429) || pause === undefined) {
        const count = tries === 0 ? "" : ` (tried ${tries + 1} times)`;
        throw new Unusable(`GitHub issued no token${count}: ${oneLine(said)}`, help(status));
      }
      await source.sleep(pause);
    }
  }
}

function help(status: number): string {
  if (status === 401 || status === 403) {
    return "the job's permission to ask has ended or was refused; check `permissions` and run the job again";
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return "GitHub does not take the request; check input `audience`";
  }
  return "GitHub's token endpoint has a disturbance (https://www.githubstatus.com); run the job again";
}

/** Why the runner did not tell where to ask. */
function noToken(run: Run): NoToken {
  if (isFromFork(run)) {
    return {
      cause: "token-fork",
      headline: "this pull request comes from a fork, and GitHub issues no token to its jobs",
      help: "no line in the workflow changes that: leave these jobs out with `if: github.event.pull_request.head.repo.full_name == github.repository`, and use mode `predict`, which needs no token, for pull requests from forks",
    };
  }
  return {
    cause: "token-permission-missing",
    headline: "the job has no `id-token: write` permission, so GitHub issues no token to it",
    help: `add these two lines to the job or to the workflow:\n${PERMISSION_LINES}\nA job's \`permissions\` replace the workflow's, and what they do not name is none: actions/checkout needs \`contents: read\` beside it. A job of a reusable workflow needs the permission in the calling job too. Pull requests from forks never get a token.`,
  };
}
