//! The environment of a job, and its rules.

use super::{environments, facts, line, lines, predicted, with, workflow};
use crate::facts::Facts;
use crate::workflow::NoFiles;

fn of(on: &str, environment: &str) -> Vec<String> {
    environments(&predicted(&workflow(on, &format!("environment: {environment}\n    steps: []"))))
}

#[test]
fn literal_and_mapping() {
    assert_eq!(of("schedule", "prod"), ["prod"]);
    assert_eq!(of("schedule", "{name: prod, url: 'https://x', deployment: false}"), ["prod"]);
    assert_eq!(of("schedule", "1"), ["1"]);
    assert_eq!(of("schedule", "''"), ["-"]);
    assert_eq!(of("schedule", ""), ["-"]);
    assert_eq!(of("schedule", "{url: 'https://x'}"), ["-"]);
}

#[test]
fn expressions() {
    assert_eq!(of("schedule", "${{ github.ref_name }}"), ["main"]);
    assert_eq!(of("schedule", "${{ format('{0}-{1}', github.event_name, 'x') }}"), ["schedule-x"]);
    assert_eq!(of("schedule", "${{ github.event_name == 'push' && 'a' || 'b' }}"), ["b"]);
    assert_eq!(of("schedule", "${{ github.event_name == 'push' && 'a' || '' }}"), ["-"]);
    assert_eq!(
        of(
            "schedule",
            "${{ case(github.event_name == 'push', 'a', startsWith(github.ref, 'refs/h'), 'b', 'c') }}"
        ),
        ["b"]
    );
    assert_eq!(of("schedule", "x-${{ vars.STAGE }}"), ["x-<vars.STAGE>"]);
    assert_eq!(
        of("{push: {branches: ['**']}}", "${{ github.ref == 'refs/heads/main' && 'prod' || 'dev' }}"),
        ["prod", "dev"]
    );
    assert_eq!(
        of("schedule", "${{ vars.STAGE }}"),
        ["-", "<vars.STAGE, not empty>"],
        "an empty variable is no environment"
    );
}

#[test]
fn variables_from_the_facts() {
    let facts = Facts::from_json(r#"{"vars": {"STAGE": "prod"}}"#).expect("facts");
    let text =
        |name: &str| workflow("schedule", &format!("environment: ${{{{ vars.{name} }}}}\n    steps: []"));
    assert_eq!(environments(&with(&text("STAGE"), &facts, &NoFiles)), ["prod"]);
    assert_eq!(
        environments(&with(&text("OTHER"), &facts, &NoFiles)),
        ["-"],
        "the list of variables is complete"
    );
}

#[test]
fn an_environment_may_have_variables_of_its_own() {
    let role = |facts: &str, environment: &str| {
        let facts = Facts::from_json(facts).expect("facts");
        let text = workflow(
            "schedule",
            &format!(
                "environment: {environment}\n    steps: [{{uses: aws-actions/configure-aws-credentials@v6, with: {{role-to-assume: '${{{{ vars.ROLE }}}}'}}}}]"
            ),
        );
        let prediction = with(&text, &facts, &NoFiles);
        prediction
            .candidates()
            .next()
            .and_then(|candidate| candidate.steps[0].role.clone())
            .map(|role| role.value.to_string())
    };
    assert_eq!(
        role(r#"{"vars": {"ROLE": "r"}, "environments": [{"name": "p", "vars": {"ROLE": "q"}}]}"#, "p")
            .as_deref(),
        Some("q")
    );
    assert_eq!(role(r#"{"vars": {"ROLE": "r"}, "environments": []}"#, "p").as_deref(), Some("r"));
    assert_eq!(role(r#"{"vars": {}, "environments": []}"#, "p"), None);
    assert_eq!(
        role(r#"{"vars": {}}"#, "p").as_deref(),
        Some("<vars.ROLE>"),
        "its own variables are not known"
    );
    assert_eq!(role(r#"{"vars": {}}"#, ""), None);
}

#[test]
fn choices_are_enumerated() {
    let on = "{workflow_dispatch: {inputs: {env: {type: choice, options: [dev, prod]}}}, push: {branches: [main]}}";
    assert_eq!(of(on, "x-${{ inputs.env || 'dev' }}"), ["x-dev", "x-prod", "x-dev", "x-prod", "x-dev"]);
    assert_eq!(of("{workflow_dispatch: {inputs: {env: {type: environment}}}}", "${{ inputs.env }}").len(), 4);
}

#[test]
fn matrix_rows_are_grouped_where_equal() {
    let job = "strategy: {matrix: {env: [dev, prod], n: [1, 2]}}\n    environment: ${{ matrix.env }}\n    steps: []";
    let prediction = predicted(&workflow("schedule", job));
    let rows: Vec<usize> = prediction.candidates().map(|candidate| candidate.rows.len()).collect();
    assert_eq!(rows, [2, 2]);
    assert_eq!(lines(&prediction), ["schedule environment:dev yes", "schedule environment:prod yes"]);
    let unknown = "strategy: {matrix: {env: '${{ fromJSON(needs.a.outputs.m) }}'}}\n    environment: ${{ matrix.env }}\n    steps: []";
    let prediction = predicted(&workflow("schedule", unknown));
    assert_eq!(environments(&prediction), ["-", "<matrix.env, not empty>"]);
}

#[test]
fn a_matrix_may_depend_on_the_ref() {
    let job = "strategy: {matrix: {env: \"${{ github.ref == 'refs/heads/main' && fromJSON('[1, 2]') || fromJSON('[3]') }}\"}}\n    environment: e${{ matrix.env }}\n    steps: []";
    assert_eq!(environments(&predicted(&workflow("{push: {branches: ['**']}}", job))), ["e1", "e2", "e3"]);
}

#[test]
fn colons_are_encoded_in_the_subject_only() {
    let prediction = predicted(&workflow("schedule", "environment: 'a:b'\n    steps: []"));
    let candidate = prediction.candidates().next().expect("candidate");
    assert_eq!(line(candidate), "schedule environment:a%3Ab yes");
    assert_eq!(candidate.claims["environment"].to_string(), "a:b");
    let hole = predicted(&workflow("schedule", "environment: a-${{ vars.X }}\n    steps: []"));
    let candidate = hole.candidates().next().expect("candidate");
    let value = |text: &str| [("vars.X".to_owned(), text.to_owned())].into();
    assert_eq!(candidate.subjects[0].subject.instantiate(&value("b:c")), "repo:octo/app:environment:a-b%3Ac");
    assert_eq!(candidate.claims["environment"].instantiate(&value("b:c")), "a-b:c");
}

#[test]
fn deployment_rules() {
    let mut facts = facts();
    facts.environments = Facts::from_json(
        r#"{"environments": [{"name": "prod", "branchPolicy": {"patterns": ["main", "release/*", {"name": "v*", "type": "tag"}]}},
            {"name": "locked", "branchPolicy": {"protectedBranches": true}}]}"#,
    )
    .expect("facts")
    .environments;
    let on = |on: &str, environment: &str| {
        lines(&with(&workflow(on, &format!("environment: {environment}\n    steps: []")), &facts, &NoFiles))
    };
    let refused = "environment-branch-policy";
    assert_eq!(on("schedule", "prod"), ["schedule environment:prod yes"]);
    assert_eq!(on("{push: {branches: [dev]}}", "PROD"), [format!("push environment:PROD {refused}")]);
    assert_eq!(on("{push: {tags: ['v[0-9].*']}}", "prod"), ["push environment:prod yes"]);
    assert_eq!(on("{push: {branches: ['release/*']}}", "prod"), ["push environment:prod yes"]);
    assert_eq!(on("pull_request", "prod")[0], format!("pull_request environment:prod {refused}"));
    assert_eq!(on("pull_request_target", "prod")[1], "pull_request_target fork environment:prod yes");
    assert_eq!(
        on("release", "locked"),
        [format!("release environment:locked {refused}")],
        "tags are refused"
    );
    let prediction = with(&workflow("schedule", "environment: PROD\n    steps: []"), &facts, &NoFiles);
    assert!(prediction.notes.iter().any(|note| note.text.contains("which spelling")));
}

#[test]
fn an_environment_that_does_not_exist_is_created() {
    let mut facts = facts();
    facts.environments = Some(Vec::new());
    let prediction = with(&workflow("schedule", "environment: prod\n    steps: []"), &facts, &NoFiles);
    let candidate = prediction.candidates().next().expect("candidate");
    assert!(candidate.assumptions[0].text.contains("creates it without protection"));
}

#[test]
fn a_variable_that_may_be_hidden_stays_open() {
    let on = |json: &str| {
        let mut facts = facts();
        let more = Facts::from_json(json).expect("facts");
        (facts.vars, facts.vars_complete, facts.environments) =
            (more.vars, more.vars_complete, more.environments);
        let text = workflow(
            "schedule",
            "environment: live\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v6\n        with: {role-to-assume: \"${{ vars.ROLE }}\", aws-region: x}",
        );
        let prediction = with(&text, &facts, &NoFiles);
        let candidate = prediction.candidates().next().expect("candidate");
        candidate.steps[0].role.as_ref().map(|role| role.value.to_string())
    };
    let role = Some("arn:aws:iam::123456789012:role/a".to_owned());
    let vars = r#""vars": {"ROLE": "arn:aws:iam::123456789012:role/a"}"#;
    assert_eq!(on(&format!(r#"{{{vars}, "environments": [{{"name": "live"}}]}}"#)), role);
    assert_eq!(
        on(&format!(r#"{{{vars}, "varsComplete": false, "environments": [{{"name": "live"}}]}}"#)),
        role
    );
    let hidden = on(&format!(r#"{{{vars}, "environments": [{{"name": "live", "varsComplete": false}}]}}"#));
    assert_eq!(hidden.as_deref(), Some("<vars.ROLE>"), "one of the environment goes before it");
    let other = on(r#"{"vars": {"X": "y"}, "varsComplete": false, "environments": [{"name": "live"}]}"#);
    assert_eq!(other.as_deref(), Some("<vars.ROLE>"), "what is not listed may be there");
    assert_eq!(on(r#"{"vars": {"X": "y"}, "environments": [{"name": "live"}]}"#), None, "not given");
}

#[test]
fn custom_properties_are_claims_and_parts_of_a_template() {
    let mut facts = facts();
    facts.custom_properties = Some([("team".to_owned(), "a:b".to_owned())].into());
    facts.template = Facts::from_json(
        r#"{"template": {"useDefault": false, "includeClaimKeys": ["repo", "repo_property_team"]}}"#,
    )
    .expect("facts")
    .template;
    let prediction = with(&workflow("schedule", "steps: []"), &facts, &NoFiles);
    let candidate = prediction.candidates().next().expect("candidate");
    assert_eq!(candidate.claims["repo_property_team"].to_string(), "a:b");
    assert_eq!(candidate.subjects[0].subject.to_string(), "repo:octo/app:repo_property_team:a%3Ab");
}

#[test]
fn a_name_without_quotes_may_be_a_number() {
    let named = |name: &str| {
        environments(&predicted(&workflow("schedule", &format!("environment: {name}\n    steps: []"))))
    };
    assert_eq!(named("1.10"), ["1.1"]);
    assert_eq!(named("'1.10'"), ["1.10"]);
    assert_eq!(named("True"), ["true"]);
    assert_eq!(named("2024"), ["2024"]);
}
