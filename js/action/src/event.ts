/** The event that started the run, and what its payload tells. */

/** What the runner says of the run. */
export interface Run {
  /** `GITHUB_EVENT_NAME`. */
  readonly event: string;
  /** The event's payload; `{}` where there is none. */
  readonly payload: unknown;
  /** `GITHUB_REPOSITORY`. */
  readonly repository: string;
  /** `GITHUB_SHA`: the commit that the run is for. */
  readonly sha: string;
  /** `GITHUB_SERVER_URL`. */
  readonly server: string;
}

/**
 * Whether the run is one that a fork's pull request started: it gets a read-only token, so that `id-token: write` has no
 * effect.
 *
 * Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request>
 */
export function isFromFork(run: Run): boolean {
  if (!["pull_request", "pull_request_review", "pull_request_review_comment"].includes(run.event))
    return false;
  const pull = member(run.payload, "pull_request");
  const base = member(member(member(pull, "base"), "repo"), "id");
  const head = member(member(member(pull, "head"), "repo"), "id");
  // The head has no repository once the fork is deleted.
  return base !== undefined && head !== base;
}

/**
 * What the payload tells of the repository, as a facts file for the prediction; undefined when it tells nothing.
 *
 * Source: <https://docs.github.com/en/webhooks/webhook-events-and-payloads>
 */
export function factsOfEvent(run: Run): string | undefined {
  const repository = member(run.payload, "repository");
  const [owner, name] = run.repository.split("/");
  const id = digits(member(repository, "id"));
  if (!owner || !name || id === undefined || member(repository, "full_name") !== run.repository)
    return undefined;
  const visibility = member(repository, "visibility");
  return JSON.stringify({
    issuer: issuerOf(run.server),
    repository: {
      owner,
      name,
      id,
      ownerId: digits(member(member(repository, "owner"), "id")),
      defaultBranch: text(member(repository, "default_branch")),
      createdAt: instant(member(repository, "created_at")),
      visibility: ["public", "private", "internal"].find((known) => known === visibility),
    },
  });
}

/**
 * The issuer of the server's tokens, without the slug of an enterprise; undefined for github.com, whose is the default.
 *
 * Source: <https://docs.github.com/en/actions/reference/security/oidc>
 */
function issuerOf(server: string): string | undefined {
  if (!URL.canParse(server)) return undefined;
  const { host, origin } = new URL(server);
  if (host === "github.com") return undefined;
  return host.endsWith(".ghe.com") ? `https://token.actions.${host}` : `${origin}/_services/token`;
}

/** The member `name` of a JSON object; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function digits(value: unknown): string | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
}

/** Payloads of `push` have seconds where all others have RFC 3339. */
function instant(value: unknown): string | undefined {
  const date = new Date(
    typeof value === "number" ? value * 1000 : typeof value === "string" ? value : Number.NaN,
  );
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(".000Z", "Z");
}
