import assert from "node:assert/strict";
import { test } from "node:test";
import { factsOfEvent, isFromFork } from "../../src/event.ts";

const run = { event: "push", repository: "octo-org/app", sha: "", server: "https://github.com" };

test("a fork is another repository, or one that is gone", () => {
  const pull = (head: unknown, base: unknown = { id: 1 }, event = "pull_request") =>
    isFromFork({ ...run, event, payload: { pull_request: { head: { repo: head }, base: { repo: base } } } });
  assert.equal(pull({ id: 2 }), true);
  assert.equal(pull(null), true);
  assert.equal(pull({ id: 1 }), false);
  assert.equal(pull({ id: 1, fork: true }), false, "a repository that is a fork itself");
  assert.equal(pull({ id: 2 }, { id: 1 }, "pull_request_review"), true);
  assert.equal(pull({ id: 2 }, { id: 1 }, "pull_request_target"), false, "it runs in the base repository");
  assert.equal(isFromFork({ ...run, payload: {} }), false);
});

test("the payload's repository becomes facts, in the form of the facts file", () => {
  const repository = {
    full_name: "octo-org/app",
    id: 5,
    owner: { id: 6 },
    default_branch: "trunk",
    visibility: "private",
    created_at: 1_711_962_000,
  };
  const facts = JSON.parse(factsOfEvent({ ...run, payload: { repository } }) ?? "");
  assert.deepEqual(facts, {
    repository: {
      owner: "octo-org",
      name: "app",
      id: "5",
      ownerId: "6",
      defaultBranch: "trunk",
      createdAt: "2024-04-01T09:00:00Z",
      visibility: "private",
    },
  });
  const later = { ...repository, created_at: "2026-08-01T00:00:00Z", visibility: "secret", owner: {} };
  const other = JSON.parse(factsOfEvent({ ...run, payload: { repository: later } }) ?? "");
  assert.equal(other.repository.createdAt, "2026-08-01T00:00:00Z");
  assert.deepEqual(Object.keys(other.repository), ["owner", "name", "id", "defaultBranch", "createdAt"]);
});

test("a payload about another repository, or none, tells nothing", () => {
  assert.equal(
    factsOfEvent({ ...run, payload: { repository: { full_name: "evil/app", id: 1 } } }),
    undefined,
  );
  for (const payload of [{}, null, 7, [], { repository: null }])
    assert.equal(factsOfEvent({ ...run, payload }), undefined);
});

test("the issuer of a server that is not github.com is its own", () => {
  const repository = { full_name: "octo-org/app", id: 5 };
  const issuer = (server: string) =>
    JSON.parse(factsOfEvent({ ...run, server, payload: { repository } }) ?? "").issuer;
  assert.equal(issuer("https://github.com"), undefined);
  assert.equal(issuer("https://ghes.example.com"), "https://ghes.example.com/_services/token");
  assert.equal(issuer("https://acme.ghe.com"), "https://token.actions.acme.ghe.com");
  assert.equal(issuer("no url"), undefined);
});
