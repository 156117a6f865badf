//! Input that is wrong, odd or hostile.

use super::{facts, lines, predicted, text_at, workflow};
use crate::workflow::{NoFiles, WorkflowError, predict};

fn refused(text: &str) -> WorkflowError {
    predict("ci.yml", text, &facts(), &NoFiles).expect_err("refused")
}

#[test]
fn yaml_errors_have_line_and_column() {
    let error = refused("on: push\njobs:\n  a: [1\n  b: 2\n");
    assert!(error.line() >= 3, "{error}");
    assert!(error.to_string().starts_with("ci.yml:"), "{error}");
    let twice = refused("on: push\non: push\njobs: {a: {}}\n");
    assert_eq!((twice.line(), twice.column()), (2, 1));
    assert!(twice.message().contains("`on`"));
    let tab = refused("on: push\njobs:\n\ta: 1\n");
    assert_eq!(tab.line(), 3, "{tab}");
}

#[test]
fn files_that_are_no_workflows() {
    for text in ["", "# nothing\n", "- a\n", "text\n", "{\"a\": 1}\n", "name: x\n"] {
        assert!(refused(text).is_not_a_workflow(), "{text}");
    }
    assert!(refused("on: push\n").message().contains("no `jobs`"));
    assert!(refused("jobs: {a: {}}\n").message().contains("no `on`"));
    assert!(refused("on: push\njobs: []\n").message().contains("no `jobs`"));
}

#[test]
fn anchors_are_followed_and_merge_keys_are_not() {
    let text = "on: schedule\nx-p: &p {id-token: write}\njobs:\n  a: {runs-on: x, permissions: *p, steps: []}\n  b:\n    <<: {permissions: *p}\n    runs-on: x\n    steps: []\n";
    let prediction = predicted(text);
    assert_eq!(
        lines(&prediction),
        ["schedule ref:refs/heads/main yes", "schedule ref:refs/heads/main token-permission-missing"]
    );
    assert!(prediction.notes.iter().any(|note| note.text.contains("merge key")));
    assert!(prediction.notes.iter().any(|note| note.text.contains("`x-p`")), "unknown members are noted");
}

#[test]
fn expressions_that_github_refuses() {
    let text = workflow("schedule", "steps:\n      - run: echo ${{ github.ref == }}");
    let prediction = predicted(&text);
    assert_eq!(prediction.findings[0].id.as_str(), "expression-syntax");
    assert!(
        text_at(&text, prediction.findings[0].place).trim_start().starts_with("}}"),
        "{:?}",
        prediction.findings[0]
    );
    assert_eq!(lines(&prediction), ["schedule ref:refs/heads/main run-does-not-start"]);
    for wrong in ["${{ foo( }}", "${{ nope() }}", "${{ 'a", "${{ }}", "${{ a b }}"] {
        let prediction =
            predicted(&workflow("schedule", &format!("environment: \"{wrong}\"\n    steps: []")));
        assert_eq!(prediction.findings[0].id.as_str(), "expression-syntax", "{wrong}");
    }
}

#[test]
fn odd_shapes_do_no_harm() {
    for job in [
        "steps: text",
        "steps: [1, [2], {uses: [x]}]",
        "environment: [a, b]\n    steps: []",
        "needs: {a: b}\n    steps: []",
        "strategy: text\n    steps: []",
        "strategy: {matrix: [1, 2]}\n    steps: []",
        "strategy: {matrix: {include: text, exclude: {a: b}}}\n    steps: []",
        "permissions: [a]\n    steps: []",
        "if: [a]\n    steps: []",
        "uses: [a]\n    steps: []",
        "env: text\n    steps: []",
        "? [a, b] : c\n    steps: []",
    ] {
        let _ = predict("ci.yml", &workflow("schedule", job), &facts(), &NoFiles);
    }
    let _ = predict(
        "",
        "on: {push: [1, {a: b}], 3: 4, schedule: text}\njobs: {a: 1, b: null, c: [], d: {}}",
        &facts(),
        &NoFiles,
    );
}

#[test]
fn large_and_deep_files() {
    let mut large = workflow("schedule", "steps:");
    for number in 0..60_000 {
        large.push_str(&format!(
            "      - name: step {number}\n        run: echo ${{{{ github.ref }}}} and some more text\n"
        ));
    }
    assert!(large.len() > 4_000_000);
    assert_eq!(lines(&predicted(&large)), ["schedule ref:refs/heads/main yes"]);
    let deep = format!("on: push\njobs: {}{}\n", "{a: ".repeat(10_000), "}".repeat(10_000));
    assert!(refused(&deep).is_limit() || refused(&deep).message().contains("recursion"));
    let block = format!(
        "on: push\njobs:\n{}",
        (1..5000).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>()
    );
    assert!(refused(&block).is_limit());
    let pattern = workflow(&format!("{{push: {{branches: ['{}']}}}}", "*a".repeat(5000)), "steps: []");
    assert!(refused(&pattern).is_limit());
}

#[test]
fn the_work_is_bounded() {
    let patterns: Vec<String> = (0..100).map(|number| format!("'r{number}/**'")).collect();
    let conditions: Vec<String> =
        (0..12).map(|number| format!("(vars.V{number} == 'x' || vars.W{number} == 'y')")).collect();
    let job = format!(
        "strategy: {{matrix: {{n: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16], m: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}}}}\n    environment: ${{{{ {} && 'a' || 'b' }}}}${{{{ matrix.n }}}}\n    steps: []",
        conditions.join(" && ")
    );
    let prediction = predicted(&workflow(&format!("{{push: {{branches: [{}]}}}}", patterns.join(",")), &job));
    assert!(!prediction.complete);
    assert!(prediction.notes.iter().any(|note| note.text.contains("more cases than are looked at")));
    let mut jobs = String::from("on: push\njobs:\n");
    for number in 0..400 {
        let needs: Vec<String> = (number.max(20) - 20..number).map(|other| format!("j{other}")).collect();
        jobs.push_str(&format!("  j{number}: {{runs-on: x, needs: [{}], steps: []}}\n", needs.join(",")));
    }
    assert_eq!(predicted(&jobs).jobs.len(), 400);
}

#[test]
fn deep_chains_do_not_overflow_the_stack() {
    let chain = vec!["vars.A == 'x'"; 99].join(" || ");
    let nested = format!("{}{chain}{}", "(".repeat(40), ")".repeat(40));
    let files = |path: &str| {
        let number: usize = path.strip_prefix(".github/workflows/n")?.strip_suffix(".yml")?.parse().ok()?;
        let condition = format!("vars.A{number} == 'x' || vars.B{number} == 'y'");
        Some(format!(
            "on: workflow_call\njobs: {{d: {{if: \"{condition}\", uses: ./.github/workflows/n{}.yml}}}}\n",
            number + 1
        ))
    };
    let text = format!("on: schedule\njobs:\n  c:\n    if: {nested}\n    uses: ./.github/workflows/n0.yml\n");
    let prediction = predict("ci.yml", &text, &facts(), &files).expect("workflow");
    assert!(prediction.findings.iter().any(|finding| finding.id.as_str() == "call-nesting"));
}

#[test]
fn too_many_questions_are_said() {
    let conditions: Vec<String> = (0..40).map(|number| format!("vars.V{number} == 'x'")).collect();
    let prediction =
        predicted(&workflow("schedule", &format!("if: ({})\n    steps: []", conditions.join(") != ("))));
    assert!(!prediction.complete);
    let matrix = "strategy: {matrix: {a: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17], b: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}}\n    steps: []";
    let prediction = predicted(&workflow("schedule", matrix));
    assert!(!prediction.complete);
    assert_eq!(prediction.findings[0].id.as_str(), "matrix-limit");
}
