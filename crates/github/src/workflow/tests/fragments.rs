//! Pieces of workflows, as reports show them.

use super::{facts, line};
use crate::workflow::{NoFiles, Prediction, Token, predict, predict_fragment};

fn fragment(text: &str) -> Prediction {
    predict_fragment("ci.yml", text, &facts(), &NoFiles).expect("fragment")
}

fn all(text: &str) -> Vec<String> {
    fragment(text).candidates().map(line).collect()
}

#[test]
fn jobs_without_a_trigger() {
    let text = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    env:\n      GITHUB_TOKEN: ${{ steps.app-token.outputs.token }}\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: arn:aws:iam::123456789012:role/example\n          aws-region: us-east-1\n";
    // Observed: https://github.com/aws-actions/configure-aws-credentials/issues/930
    assert_eq!(all(text), ["unknown ref:<ref> token-permission-missing"]);
    assert!(predict("ci.yml", text, &facts(), &NoFiles).is_err(), "not a whole workflow");
}

#[test]
fn a_trigger_without_jobs() {
    let prediction = fragment("on:\n  pull_request:\npermissions:\n  id-token: write\n");
    assert_eq!(prediction.jobs.len(), 1, "the permissions are those of some job");
    assert_eq!(
        prediction.candidates().map(line).collect::<Vec<_>>(),
        ["pull_request pull_request yes", "pull_request fork pull_request token-fork",]
    );
    assert_eq!(
        all("on: push\n"),
        [
            "push ref:refs/heads/<branch> permissions-not-shown",
            "push ref:refs/tags/<tag> permissions-not-shown"
        ]
    );
}

#[test]
fn steps_and_a_step() {
    for text in [
        "steps:\n  - uses: aws-actions/configure-aws-credentials@v4\n    with: {role-to-assume: r}\n",
        "- uses: aws-actions/configure-aws-credentials@v4\n  with: {role-to-assume: r}\n",
        "uses: aws-actions/configure-aws-credentials@v4\nwith: {role-to-assume: r}\n",
    ] {
        let prediction = fragment(text);
        let candidate = prediction.candidates().next().expect("candidate");
        assert_eq!(candidate.steps.len(), 1, "{text}");
        assert!(matches!(candidate.token, Token::Maybe { .. }), "{text}");
    }
    let run = fragment("run: aws sts assume-role-with-web-identity --role-arn arn:aws:iam::1:role/x\n");
    assert_eq!(run.candidates().next().expect("candidate").steps.len(), 1);
}

#[test]
fn a_grant_that_is_not_shown() {
    let text = "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v2\n";
    // Observed: https://github.com/actions/toolkit/issues/952
    assert!(all(text).iter().all(|line| line.ends_with("token-permission-missing")));
    let caller = "on: pull_request\npermissions:\n  contents: read\njobs:\n  prebuild:\n    uses: ./.github/workflows/prebuild.yml\n";
    // Observed: https://github.com/tetherto/qvac/pull/1373
    assert!(all(caller).iter().all(|line| line.ends_with("token-caller-permission")));
}
