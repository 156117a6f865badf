//! Reusable workflows.

use super::{facts, lines, text_at, with};
use crate::workflow::{Prediction, Token};

const CALLEE: &str = "on:\n  workflow_call:\n    inputs:\n      env: {type: string, default: dev}\njobs:\n  d:\n    runs-on: x\n    environment: ${{ inputs.env }}\n    permissions: {id-token: write}\n    steps: []\n";

fn called(caller: &str, callee: &'static str) -> Prediction {
    let files = move |path: &str| (path == ".github/workflows/callee.yml").then(|| callee.to_owned());
    with(caller, &facts(), &files)
}

fn caller(members: &str) -> String {
    format!("on: schedule\njobs:\n  c:\n    uses: ./.github/workflows/callee.yml\n    {members}\n")
}

#[test]
fn the_caller_grants_and_passes_inputs() {
    let prediction = called(&caller("permissions: {id-token: write}\n    with: {env: prod}"), CALLEE);
    assert_eq!(lines(&prediction), ["schedule environment:prod yes"]);
    let candidate = prediction.candidates().next().expect("candidate");
    assert_eq!(
        candidate.claims["workflow_ref"].to_string(),
        "octo/app/.github/workflows/ci.yml@refs/heads/main"
    );
    assert_eq!(
        candidate.claims["job_workflow_ref"].to_string(),
        "octo/app/.github/workflows/callee.yml@refs/heads/main"
    );
    assert_eq!(candidate.chain.len(), 1);
    let default = called(&caller("permissions: write-all"), CALLEE);
    assert_eq!(lines(&default), ["schedule environment:dev yes"]);
}

#[test]
fn a_called_workflow_cannot_raise_permissions() {
    let prediction = called(&caller("permissions: {contents: read}"), CALLEE);
    assert_eq!(lines(&prediction), ["schedule environment:dev token-caller-permission"]);
    assert_eq!(prediction.findings[0].id.as_str(), "caller-permission");
    let text = caller("permissions: {contents: read}");
    let candidate = prediction.candidates().next().expect("candidate");
    let Token::No { place, .. } = &candidate.token else { panic!("{:?}", candidate.token) };
    assert_eq!(text_at(&text, *place), "permissions: {contents: read}");
    assert_eq!(
        lines(&called(&caller("name: c"), CALLEE)),
        ["schedule environment:dev token-caller-permission"]
    );
}

#[test]
fn a_called_job_without_a_block_has_what_its_caller_grants() {
    const PLAIN: &str = "on: workflow_call\njobs: {d: {runs-on: x, steps: []}}\n";
    assert_eq!(
        lines(&called(&caller("permissions: write-all"), PLAIN)),
        ["schedule ref:refs/heads/main yes"]
    );
    let withheld = called(&caller("permissions: {}"), PLAIN);
    assert_eq!(lines(&withheld), ["schedule ref:refs/heads/main token-caller-permission"]);
    assert!(withheld.findings.is_empty(), "it does not ask for more: the run starts");
}

#[test]
fn names_of_the_caller_s_contexts_are_not_the_callee_s() {
    let text = "on: schedule\npermissions: write-all\njobs:\n  a: {runs-on: x, steps: []}\n  c:\n    needs: a\n    if: needs.a.outputs.go == 'x'\n    uses: ./.github/workflows/callee.yml\n    with: {env: '${{ needs.a.outputs.env }}'}\n";
    const TWO: &str = "on:\n  workflow_call:\n    inputs:\n      env: {type: string}\njobs:\n  a: {runs-on: x, steps: []}\n  d:\n    needs: a\n    if: needs.a.outputs.go == 'y'\n    runs-on: x\n    environment: e-${{ inputs.env }}-${{ needs.a.outputs.env }}\n    steps: []\n";
    let prediction = called(text, TWO);
    let last = lines(&prediction).pop().expect("candidate");
    assert_eq!(last, "schedule environment:e-<needs.a.outputs.env of c>-<needs.a.outputs.env> yes");
}

#[test]
fn what_is_passed_may_depend_on_the_ref() {
    let text = "on: {push: {branches: ['**']}}\npermissions: write-all\njobs:\n  c:\n    uses: ./.github/workflows/callee.yml\n    with:\n      env: ${{ github.ref == 'refs/heads/main' && 'prod' || 'dev' }}\n";
    assert_eq!(lines(&called(text, CALLEE)), ["push environment:prod yes", "push environment:dev yes"]);
}

#[test]
fn an_environment_on_the_calling_job_is_refused() {
    let prediction = called(&caller("permissions: write-all\n    environment: prod"), CALLEE);
    assert_eq!(prediction.findings[0].id.as_str(), "environment-on-caller");
    assert_eq!(lines(&prediction), ["schedule environment:dev run-does-not-start"]);
}

#[test]
fn circles_and_depth_are_bounded() {
    const SELF: &str = "on: workflow_call\njobs: {d: {uses: ./.github/workflows/callee.yml}}\n";
    let prediction = called(&caller("permissions: write-all"), SELF);
    assert_eq!(prediction.findings[0].id.as_str(), "call-nesting");
    let deep = |path: &str| {
        let number: usize = path.strip_prefix(".github/workflows/n")?.strip_suffix(".yml")?.parse().ok()?;
        Some(format!("on: workflow_call\njobs: {{d: {{uses: ./.github/workflows/n{}.yml}}}}\n", number + 1))
    };
    let text = "on: schedule\njobs: {c: {uses: ./.github/workflows/n0.yml}}\n";
    let prediction = with(text, &facts(), &deep);
    assert_eq!(prediction.findings[0].id.as_str(), "call-nesting");
}

#[test]
fn remote_files_stay_unknown() {
    let text = "on: schedule\njobs:\n  c:\n    permissions: {id-token: write}\n    uses: octo/shared/.github/workflows/d.yml@0123456789012345678901234567890123456789\n  n:\n    uses: octo/shared/.github/workflows/d.yml@v1\n";
    let prediction = with(text, &facts(), &crate::workflow::NoFiles);
    let first = prediction.candidates().next().expect("candidate");
    assert_eq!(
        first.claims["job_workflow_ref"].to_string(),
        "octo/shared/.github/workflows/d.yml@0123456789012345678901234567890123456789"
    );
    let subjects: Vec<String> = first.subjects.iter().map(|form| form.subject.to_string()).collect();
    assert_eq!(subjects, ["repo:octo/app:ref:refs/heads/main", "repo:octo/app:environment:<environment>"]);
    assert_eq!(
        lines(&prediction),
        [
            "schedule ref:refs/heads/main callee-unknown",
            "schedule ref:refs/heads/main token-caller-permission",
            "schedule ref:refs/heads/main token-caller-permission",
        ]
    );
}

#[test]
fn a_file_that_is_only_called() {
    let prediction = with(CALLEE, &facts(), &crate::workflow::NoFiles);
    assert_eq!(
        lines(&prediction),
        [
            "workflow_call ref:<caller's ref> caller-unknown",
            "workflow_call environment:<inputs.env, not empty> caller-unknown"
        ]
    );
}

#[test]
fn what_is_passed_has_to_be_what_is_declared() {
    const STRICT: &str = "on:\n  workflow_call:\n    inputs:\n      env: {type: string, required: true}\n    secrets:\n      key: {required: true}\njobs:\n  d: {runs-on: x, steps: []}\n";
    let refused = |members: &str| -> Vec<String> {
        let prediction = called(&caller(members), STRICT);
        assert!(
            prediction.candidates().all(|candidate| matches!(candidate.token, Token::No { .. })),
            "{members}"
        );
        prediction.findings.iter().map(|finding| finding.message.clone()).collect()
    };
    let path = "./.github/workflows/callee.yml";
    assert_eq!(
        refused("permissions: write-all"),
        [
            format!("the input `env`, which `{path}` requires, is not passed"),
            format!("the secret `key`, which `{path}` requires, is not passed"),
        ]
    );
    assert_eq!(
        refused("permissions: write-all\n    secrets: inherit\n    with: {ENV: prod, region: eu}"),
        [format!("`{path}` declares no input `region`")]
    );
    let fits =
        called(&caller("permissions: write-all\n    secrets: {key: x}\n    with: {env: prod}"), STRICT);
    assert!(fits.findings.is_empty(), "{:?}", fits.findings);
    let elsewhere =
        called(&caller("permissions: write-all"), "on: push\njobs: {d: {runs-on: x, steps: []}}\n");
    assert_eq!(
        elsewhere.findings[0].message,
        format!("`{path}` has no `on.workflow_call`, so that no job can call it")
    );
}
