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

/// The role's ARN as an option.
const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";

#[test]
fn keys_in_the_inputs_become_a_role() {
    let before = "name: Deploy # by key
on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      # get in
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }} # from IAM
          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: us-east-1
      - run: aws s3 sync . s3://bucket
";
    let after = before
        .replace("  deploy:\n", "  deploy:\n    permissions:\n      id-token: write\n      contents: read\n")
        .replace("aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}", &format!("role-to-assume: {ROLE}"))
        .replace("          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n", "");
    replaced("inputs", before, &after, "the request is then allowed");
    // In braces, beside permissions that are there.
    let before = "on: {push: {branches: [main]}}\npermissions: {contents: read} # few\njobs:\n  a:\n    runs-on: x\n    steps:\n    - uses: aws-actions/configure-aws-credentials@v4\n      with: {aws-access-key-id: \"${{ secrets.A }}\", aws-secret-access-key: \"${{ secrets.B }}\", aws-region: x}\n";
    let after = before.replace("{contents", "{id-token: write, contents").replace(
        "aws-access-key-id: \"${{ secrets.A }}\", aws-secret-access-key: \"${{ secrets.B }}\"",
        &format!("role-to-assume: {ROLE}"),
    );
    replaced("braces", before, &after, "the request is then allowed");
}

#[test]
fn keys_in_the_environment_become_a_step_that_assumes_the_role() {
    let before = "on: {push: {branches: [main]}}
env:
  AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}
  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
  AWS_DEFAULT_REGION: ${{ vars.REGION }} # kept
jobs:
  a:
    permissions:
      id-token: write
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
    # by Terraform
    - run: terraform apply
  b:
    permissions: read-all
    runs-on: ubuntu-latest
    steps:
    - run: sam deploy
";
    let step = format!(
        "    - uses: aws-actions/configure-aws-credentials@v6\n      with:\n        role-to-assume: {ROLE}\n        aws-region: ${{{{ vars.REGION }}}}\n"
    );
    let after = before
        .replace("  AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n", "")
        .replace("    # by Terraform\n", &format!("{step}    # by Terraform\n"))
        .replace("    - run: sam", &format!("{step}    - run: sam"))
        .replace("permissions: read-all\n", "permissions:\n      contents: read\n      id-token: write\n");
    replaced("environment", before, &after, "assume the role");
    // A block with nothing else goes with its `env:`.
    let before = "on: {push: {branches: [main]}}\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: x\n    env:\n      AWS_REGION: eu-west-1\n    steps:\n      - run: aws s3 ls\n        env:\n          AWS_ACCESS_KEY_ID: ${{ secrets.A }}\n          AWS_SECRET_ACCESS_KEY: ${{ secrets.B }}\n      - run: echo\n";
    let step = format!(
        "      - uses: aws-actions/configure-aws-credentials@v6\n        with:\n          role-to-assume: {ROLE}\n          aws-region: eu-west-1\n"
    );
    let after = before
        .replace("        env:\n          AWS_ACCESS_KEY_ID: ${{ secrets.A }}\n          AWS_SECRET_ACCESS_KEY: ${{ secrets.B }}\n", "")
        .replace("      - run: aws", &format!("{step}      - run: aws"));
    replaced("step", before, &after, "the request is then allowed");
}

#[test]
fn without_a_role_or_a_region_keys_are_only_warned_of() {
    let folder = scratch("unknown");
    let workflow = "on: {push: {branches: [main]}}\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: aws s3 ls\n        env:\n          AWS_ACCESS_KEY_ID: ${{ secrets.A }}\n          AWS_SECRET_ACCESS_KEY: ${{ secrets.B }}\n";
    fs::write(folder.join("w.yml"), workflow).unwrap();
    fs::write(folder.join("policy.json"), POLICY).unwrap();
    for more in [&["--role", ROLE][..], &[]] {
        let words = [&["fix", "--workflow", "w.yml", "--policy", "policy.json", "--write"], more].concat();
        let made = run(&folder, &words).unwrap();
        assert!(!made.stdout.contains("role-to-assume: arn"), "{}", made.stdout);
        assert_eq!(fs::read_to_string(folder.join("w.yml")).unwrap(), workflow);
    }
}

/// Checks what `fix --write` makes of a workflow with a key, and that nothing is left to fix in it.
#[track_caller]
fn replaced(name: &str, before: &str, after: &str, says: &str) {
    let folder = scratch(name);
    fs::write(folder.join("w.yml"), before).unwrap();
    fs::write(folder.join("policy.json"), POLICY).unwrap();
    let facts = r#"{"repository": {"owner": "octo-org", "name": "shop"}, "subject": {"subClaimPrefix": "repo:octo-org/shop"}}"#;
    fs::write(folder.join("facts.json"), facts).unwrap();
    let words = [
        "fix",
        "--workflow",
        "w.yml",
        "--policy",
        "policy.json",
        "--facts",
        "facts.json",
        "--role",
        ROLE,
        "--write",
    ];
    let made = run(&folder, &words).unwrap();
    assert_eq!(fs::read_to_string(folder.join("w.yml")).unwrap(), after, "{}{}", made.stdout, made.stderr);
    assert!(made.stdout.contains(says), "{}", made.stdout);
    let again = run(&folder, &words).unwrap();
    assert_eq!((again.status, again.stdout.as_str()), (0, "nothing to fix: allowed\n"));
}
