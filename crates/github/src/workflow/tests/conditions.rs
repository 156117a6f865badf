//! `if:` and `needs`.

use super::{lines, predicted, workflow};

fn on(on: &str, condition: &str) -> Vec<String> {
    lines(&predicted(&workflow(on, &format!("if: >-\n      {condition}\n    steps: []"))))
}

#[test]
fn the_ref_narrows() {
    assert_eq!(on("push", "github.ref == 'refs/heads/main'"), ["push ref:refs/heads/main yes"]);
    assert_eq!(on("push", "${{ github.ref_name == 'main' }}").len(), 2, "a tag may be called main too");
    assert_eq!(
        on("push", "startsWith(github.ref, 'refs/tags/v')"),
        ["push ref:refs/tags/<tag, starting with `v`> yes"]
    );
    assert_eq!(on("push", "github.ref_type == 'tag'"), ["push ref:refs/tags/<tag> yes"]);
    assert_eq!(on("push", "github.ref_type != 'branch' || github.ref == 'refs/heads/x'").len(), 2);
    assert_eq!(
        on("{push: {branches: ['release/**', main]}}", "github.ref != 'refs/heads/main'"),
        ["push ref:refs/heads/<branch matching release/**> yes"]
    );
    assert_eq!(on("{push: {branches: [dev]}}", "github.ref == 'refs/heads/main'"), Vec::<String>::new());
    assert_eq!(
        on("push", "contains(fromJSON('[\"refs/heads/a\", \"refs/heads/b\"]'), github.ref)"),
        ["push ref:refs/heads/a yes", "push ref:refs/heads/b yes"]
    );
    assert_eq!(
        on("push", "endsWith(github.ref, '/main')").len(),
        4,
        "`main` itself, and `x/main`, of branches and tags"
    );
}

#[test]
fn the_event_and_the_pull_request_narrow() {
    let all = "[push, pull_request, schedule]";
    assert_eq!(on(all, "github.event_name == 'schedule'"), ["schedule ref:refs/heads/main yes"]);
    assert_eq!(
        on("pull_request", "!github.event.pull_request.head.repo.fork"),
        ["pull_request pull_request yes"]
    );
    assert_eq!(on(all, "github.event.pull_request.head.repo.fork == false").len(), 4, "null equals false");
    assert_eq!(
        on("pull_request", "github.event.pull_request.head.repo.full_name == github.repository"),
        ["pull_request pull_request yes"]
    );
    assert_eq!(
        on("pull_request", "github.event.pull_request.head.repo.full_name == 'octo/app'"),
        ["pull_request pull_request yes"]
    );
    assert_eq!(
        on("{pull_request: {types: [opened, closed]}}", "github.event.pull_request.merged")[0],
        "pull_request pull_request yes"
    );
    assert_eq!(on("{pull_request: {types: [opened, closed]}}", "github.event.action == 'opened'").len(), 2);
    assert_eq!(on(all, "github.event.pull_request == null").len(), 3);
    assert_eq!(on("{pull_request: {branches: [a, b]}}", "github.base_ref == 'a'").len(), 2);
    assert_eq!(on("{pull_request: {branches: [a, b]}}", "github.base_ref == 'c'").len(), 0);
}

#[test]
fn the_default_branch_is_compared() {
    let condition = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)";
    assert_eq!(on("push", condition), ["push ref:refs/heads/main yes"]);
}

#[test]
fn what_cannot_be_known_is_assumed() {
    let condition = "vars.ENABLED == 'yes' && needs.a.outputs.go && !github.event.forced";
    let job = format!("b:\n    runs-on: x\n    needs: a\n    if: {condition}\n    steps: []\n");
    let prediction = predicted(&format!("on: push\njobs:\n  a: {{runs-on: x, steps: []}}\n  {job}"));
    let job = &prediction.jobs[1];
    assert_eq!(job.candidates.len(), 2);
    let assumptions: Vec<&str> =
        job.candidates[0].assumptions.iter().map(|assumption| assumption.text.as_str()).collect();
    assert_eq!(
        assumptions,
        ["`vars.ENABLED` is `yes`", "`needs.a.outputs.go` is not empty", "`github.event.forced` is not true"]
    );
    assert_eq!(job.skipped.len(), 0);
    assert_eq!(
        on("schedule", "needs.a.outputs.go"),
        Vec::<String>::new(),
        "a job that is not needed has no outputs"
    );
}

#[test]
fn each_job_has_its_own_needs() {
    let text = "on: schedule\npermissions: {id-token: write}\njobs:\n  z: {runs-on: x, steps: []}\n  a: {runs-on: x, needs: z, if: needs.z.outputs.go == 'y', steps: []}\n  b: {runs-on: x, needs: a, steps: []}\n";
    let prediction = predicted(text);
    let counts: Vec<usize> = prediction.jobs.iter().map(|job| job.candidates.len()).collect();
    assert_eq!(counts, [1, 1, 1]);
    assert_eq!(prediction.jobs[2].candidates[0].assumptions[0].text, "`needs.z.outputs.go` is `y`");
}

#[test]
fn types_compare_as_github_does() {
    let dispatch = "{workflow_dispatch: {inputs: {go: {type: boolean}}}}";
    assert_eq!(on(dispatch, "inputs.go").len(), 2);
    assert_eq!(
        on(dispatch, "inputs.go == 'true'").len(),
        0,
        "a boolean never equals a text that is no number"
    );
    assert_eq!(on(dispatch, "github.event.inputs.go == 'true'").len(), 2);
    assert_eq!(on("schedule", "'ABC' == 'abc'").len(), 1);
    assert_eq!(on("schedule", "'' == 0 && null == 0 && true == 1").len(), 1);
    assert_eq!(on("schedule", "'x' == 0").len(), 0);
    assert_eq!(on("schedule", "false").len(), 0);
    assert_eq!(on("schedule", "${{ false }}").len(), 0);
    assert_eq!(on("schedule", "''").len(), 0);
}

#[test]
fn text_around_an_expression_is_always_true() {
    let prediction = predicted(&workflow("schedule", "if: ${{ false }} && true\n    steps: []"));
    assert_eq!(lines(&prediction).len(), 1);
    assert_eq!(prediction.findings[0].id.as_str(), "condition-always-true");
}

#[test]
fn a_skipped_job_takes_those_that_need_it_along() {
    let text = "on: [push, schedule]\npermissions: {id-token: write}\njobs:\n  a: {runs-on: x, if: \"github.event_name == 'push'\", steps: []}\n  b: {runs-on: x, needs: a, steps: []}\n  c: {runs-on: x, needs: [b], if: always(), steps: []}\n  d: {runs-on: x, needs: b, if: \"!cancelled()\", steps: []}\n";
    let prediction = predicted(text);
    let counts: Vec<usize> = prediction.jobs.iter().map(|job| job.candidates.len()).collect();
    assert_eq!(counts, [2, 2, 3, 3]);
    assert_eq!(prediction.jobs[1].skipped.len(), 1);
}

#[test]
fn jobs_in_a_circle() {
    let text = "on: schedule\njobs:\n  a: {runs-on: x, needs: b, steps: []}\n  b: {runs-on: x, needs: a, steps: []}\n  c: {runs-on: x, needs: nobody, steps: []}\n";
    let prediction = predicted(text);
    assert!(prediction.findings.iter().all(|finding| finding.id.as_str() == "needs"));
    assert!(prediction.findings.iter().any(|finding| finding.message.contains("`nobody`")));
}

#[test]
fn expressions_fold_case_and_filters_and_subjects_do_not() {
    let on = |on: &str, condition: &str| {
        lines(&predicted(&workflow(on, &format!("if: {condition}\n    steps: []"))))
    };
    // The default branch is `main`.
    assert_eq!(
        on("{push: {branches: ['**']}}", "github.ref == 'refs/heads/Main'"),
        ["push ref:refs/heads/<branch of main | Main> yes"]
    );
    assert_eq!(
        on("{push: {branches: ['m*']}}", "github.ref_name == 'MAIN'"),
        ["push ref:refs/heads/main yes"]
    );
    assert_eq!(
        on("{push: {branches: ['m*']}}", "github.ref_name == 'main'"),
        ["push ref:refs/heads/main yes"]
    );
    assert_eq!(on("{push: {branches: ['**']}}", "github.ref_name == 'Dev'"), ["push ref:refs/heads/Dev yes"]);
    let open = on("{push: {branches: ['rel*']}}", "github.ref_name == 'REL1'");
    assert!(open[0].starts_with("push ref:refs/heads/<branch"), "`rel1` is one of several: {open:?}");
    assert_eq!(
        on("{push: {branches: [Main]}}", "github.ref == 'refs/heads/main'"),
        ["push ref:refs/heads/Main yes"]
    );
}

#[test]
fn success_that_is_written_does_not_wait_by_itself() {
    let text = |condition: &str| {
        let job = format!(
            "needs: a\n    if: ${{{{ {condition} }}}}\n    steps: []\n  a:\n    if: false\n    runs-on: x\n    steps: []"
        );
        predicted(&workflow("schedule", &job)).jobs[0].candidates.len()
    };
    assert_eq!(text("github.ref == 'refs/heads/main'"), 0, "`a` is skipped");
    assert_eq!(text("success() || github.ref == 'refs/heads/main'"), 1);
    assert_eq!(text("success() && github.ref == 'refs/heads/main'"), 0);
    assert_eq!(text("github.ref == 'refs/heads/main' && 'always()' != 'x'"), 0, "a text calls nothing");
}

#[test]
fn contexts_that_do_not_exist_there() {
    let stops = |job: &str| {
        let prediction = predicted(&workflow("schedule", job));
        prediction.findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    let of_if = "does not exist in a job's `if`, which may name `github`, `inputs`, `needs`, `vars`";
    assert_eq!(stops("if: secrets.X != ''\n    steps: []"), [format!("the context `secrets` {of_if}")]);
    assert_eq!(stops("if: ${{ matrix.a == 'b' }}\n    steps: []"), [format!("the context `matrix` {of_if}")]);
    assert_eq!(stops("environment: ${{ env.X }}\n    steps: []").len(), 1);
    assert_eq!(
        stops("environment: {name: '${{ matrix.X }}', url: '${{ steps.x.outputs.y }}'}\n    steps: []").len(),
        0
    );
    assert_eq!(stops("steps: [{if: secrets.X != '', run: a}, {if: env.X != '', run: b}]").len(), 1);
    assert_eq!(stops("if: vars.A == GitHub.ref && inputs[needs.x.outputs.y]\n    steps: []").len(), 0);
}
