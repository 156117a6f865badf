/** Questions to git about the checkout. */
import { execFile } from "node:child_process";
import { posix } from "node:path";
import { oneLine, reason } from "./foreign.ts";
import { Unusable } from "./unusable.ts";
import { decode } from "./workspace.ts";

/** More than a repository's list of files, or a policy, has. */
const MOST_BYTES = 64 << 20;
const TIME_LIMIT_MS = 60_000;

/** The links that are followed from one to the next. */
const MOST_LINKS = 8;

/** How git's list of a tree tells a link. */
const LINK = "120000 ";

/** The repository that `root` is in; paths are relative to `root`. */
export class Repository {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The commit that a revision names; undefined when the checkout has none. */
  async commit(revision: string): Promise<string | undefined> {
    const found = await this.#ask([
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${revision}^{commit}`,
    ]);
    const commit = found?.toString("latin1").trim();
    // What is shallow knows names of commits that it does not have.
    return commit && (await this.#ask(["cat-file", "-e", commit])) ? commit : undefined;
  }

  /** The parents of a commit, as far as the checkout has them. */
  async parents(commit: string): Promise<string[]> {
    const line = await this.#ask(["rev-list", "--parents", "--max-count=1", commit]);
    return line?.toString("latin1").trim().split(" ").slice(1) ?? [];
  }

  /** Where the histories of two commits meet; undefined when the checkout does not reach that far. */
  async mergeBase(one: string, other: string): Promise<string | undefined> {
    return (await this.#ask(["merge-base", one, other]))?.toString("latin1").trim() || undefined;
  }

  /** The files of a commit. */
  async files(commit: string): Promise<string[]> {
    const list = await this.#ask(["ls-tree", "-r", "-z", "--name-only", commit]);
    if (list === undefined)
      throw new Unusable(`git cannot list the files of ${commit}`, "is this a whole checkout?");
    return list.toString("utf8").split("\0").filter(Boolean);
  }

  /**
   * The text of a file of a commit; that of the file which a link leads to, as it is in the checkout.
   *
   * @throws {Unusable} when the commit does not have it, or it is not text
   */
  async read(commit: string, path: string): Promise<string> {
    let file = path;
    for (let links = 0; await this.#isLink(commit, file); links++) {
      const link = await this.#blob(commit, file);
      const target = posix.join(posix.dirname(file), link);
      if (links >= MOST_LINKS || posix.isAbsolute(link) || target.startsWith("../")) {
        throw new Unusable(
          `\`${path}\` of ${commit} leads out of the checkout`,
          "give a file of the repository",
        );
      }
      file = target;
    }
    return this.#blob(commit, file);
  }

  async #isLink(commit: string, path: string): Promise<boolean> {
    const entry = await this.#ask(["--literal-pathspecs", "ls-tree", "-z", commit, "--", path]);
    return entry?.toString("latin1").startsWith(LINK) ?? false;
  }

  async #blob(commit: string, path: string): Promise<string> {
    const bytes = await this.#ask(["cat-file", "blob", `${commit}:./${path}`]);
    if (bytes === undefined) {
      throw new Unusable(
        `git cannot read \`${path}\` of ${commit}`,
        "check out without a `filter`, or with `fetch-depth: 0`",
      );
    }
    return decode(path, bytes);
  }

  /**
   * What git prints; undefined when it says no.
   *
   * @throws {Unusable} when there is no git, or no repository
   */
  #ask(args: readonly string[]): Promise<Buffer | undefined> {
    const options = {
      cwd: this.#root,
      encoding: "buffer",
      maxBuffer: MOST_BYTES,
      timeout: TIME_LIMIT_MS,
      // A partial clone would fetch what it lacks; nothing is fetched here.
      env: {
        ...process.env,
        LC_ALL: "C",
        GIT_NO_LAZY_FETCH: "1",
        GIT_OPTIONAL_LOCKS: "0",
        GIT_TERMINAL_PROMPT: "0",
      },
    } as const;
    return new Promise((resolve, reject) => {
      execFile("git", [...args], options, (error, stdout, stderr) => {
        const said = oneLine(stderr.toString("utf8"));
        if (!error) resolve(stdout);
        else if (typeof error.code !== "number") {
          reject(new Unusable(`cannot run git: ${reason(error)}`, "mode `diff` needs git and a checkout"));
        } else if (/not a git repository|dubious ownership/.test(said)) {
          reject(
            new Unusable(
              `git cannot use the workspace: ${said}`,
              "check the repository out with actions/checkout and without its input `path`; in a container, trust it with `git config --global --add safe.directory`",
            ),
          );
        } else resolve(undefined);
      });
    });
  }
}
