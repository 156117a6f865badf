//! `fix` and `explain` as processes.
#![expect(clippy::unwrap_used, reason = "the helpers of a test fail as a test does")]

use std::fs;
use std::path::PathBuf;

use can_assume_tests::binary::root;
use can_assume_tests::console::run;

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [ { "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
    "Action":   "sts:AssumeRoleWithWebIdentity",
    "Condition": { "StringEquals": {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": "repo:octo-org/shop:ref:refs/heads/main"
    } } } ]
}
"#;

const WORKFLOW: &str = "# deploys
on: {push: {branches: [main]}}
jobs:
  deploy:
    runs-on: ubuntu-latest # small
    environment: production
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-region: eu-west-1
";

#[test]
fn fixes_are_shown_first_and_made_on_request_in_as_many_rounds_as_needed() {
    let folder = scratch("rounds");
    fs::write(folder.join("policy.json"), POLICY).unwrap();
    fs::write(folder.join("w.yml"), WORKFLOW).unwrap();
    let facts = r#"{"repository": {"owner": "octo-org", "name": "shop"}, "subject": {"subClaimPrefix": "repo:octo-org/shop"}}"#;
    fs::write(folder.join("facts.json"), facts).unwrap();
    let words = ["fix", "--workflow", "w.yml", "--policy", "policy.json", "--facts", "facts.json"];

    let shown = run(&folder, &words).unwrap();
    assert_eq!(shown.status, 0, "{}", shown.stderr);
    assert!(shown.stdout.contains("error[token-permission-missing]"), "{}", shown.stdout);
    assert!(shown.stdout.contains("--write"), "{}", shown.stdout);
    assert_eq!(fs::read_to_string(folder.join("w.yml")).unwrap(), WORKFLOW);

    let made = run(&folder, &[&words[..], &["--write"]].concat()).unwrap();
    assert_eq!(made.status, 0, "{}{}", made.stdout, made.stderr);
    let granted = WORKFLOW
        .replace("  deploy:\n", "  deploy:\n    permissions:\n      id-token: write\n      contents: read\n");
    assert_eq!(fs::read_to_string(folder.join("w.yml")).unwrap(), granted);
    let policy = fs::read_to_string(folder.join("policy.json")).unwrap();
    assert!(policy.contains("repo:octo-org/shop:environment:production"), "{policy}");
    assert!(policy.contains("\"Action\":   \"sts:AssumeRoleWithWebIdentity\""), "the formatting is kept");

    let again = run(&folder, &words).unwrap();
    assert_eq!((again.status, again.stdout.as_str()), (0, "nothing to fix: allowed\n"));
}

#[test]
fn a_denial_without_a_proven_fix_is_an_answer_and_nothing_is_written() {
    let folder = scratch("unfixed");
    let fork = WORKFLOW
        .replace("on: {push: {branches: [main]}}", "on: pull_request")
        .replace("jobs:", "permissions: {id-token: write}\njobs:")
        .replace("    environment: production\n", "    if: github.event.pull_request.head.repo.fork\n");
    fs::write(folder.join("w.yml"), &fork).unwrap();
    let printed = run(&folder, &["fix", "--workflow", "w.yml", "--write"]).unwrap();
    assert_eq!(printed.status, 1, "{}{}", printed.stdout, printed.stderr);
    assert_eq!(fs::read_to_string(folder.join("w.yml")).unwrap(), fork);
    let missing = run(&folder, &["fix", "--policy", "none.json", "--claims", "none.json"]).unwrap();
    assert_eq!(missing.status, 2);
}

#[test]
fn claims_and_a_policy_are_fixed_too() {
    let folder = scratch("claims");
    fs::write(folder.join("policy.json"), POLICY).unwrap();
    let claims = r#"{"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com",
        "sub": "repo:octo-org/shop:environment:production"}"#;
    fs::write(folder.join("claims.json"), claims).unwrap();
    let words = ["--policy", "policy.json", "--claims", "claims.json"];
    let fixed = run(&folder, &[&["fix"][..], &words, &["--write"]].concat()).unwrap();
    assert_eq!(fixed.status, 0, "{}{}", fixed.stdout, fixed.stderr);
    assert_eq!(run(&folder, &[&["check"][..], &words].concat()).unwrap().status, 0);
}

#[test]
fn causes_and_errors_are_explained() {
    let explain = |words: &[&str]| run(root(), &[&["explain"][..], words].concat()).unwrap();
    let page = explain(&["token-fork"]);
    assert_eq!(page.status, 0);
    assert!(page.stdout.starts_with("token-fork: a pull request from a fork gets no token\n"));
    let misspelt = explain(&["token-frok"]);
    assert_eq!(misspelt.status, 2);
    assert!(misspelt.stderr.contains("`token-fork`"), "{}", misspelt.stderr);
    let known = explain(&["--error", "Error: Not authorized to perform sts:AssumeRoleWithWebIdentity"]);
    assert_eq!(known.status, 0);
    assert!(known.stdout.contains("stage: `trust-policy`"));
    assert_eq!(explain(&["--error", "nothing of the kind"]).status, 1);
    assert_eq!(explain(&[]).status, 2);
}

/// An empty folder of this test.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fix-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
