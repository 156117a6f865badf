//! Reported cases that need a workflow: what is predicted is what was reported.
//!
//! Each file of `corpus/cases` names its source.
#![expect(clippy::unwrap_used, reason = "the helpers of a test fail as a test does")]

use std::path::Path;

use can_assume_core::cause;
use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::facts::Facts;
use can_assume_core::github::workflow::{NoFiles, Pattern, Prediction, predict, predict_fragment};
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Policy, Role};
use can_assume_core::workflow::{RolePolicy, Row, Selection, WorkflowAnswer, WorkflowQuestion, check};
use serde_json::{Value, json};

/// The cases in which no token is issued, with the cause and the event of which the report speaks.
const WITHOUT_TOKEN: &[(&str, &str, &str)] = &[
    ("055-fork-pr-no-token-564", "token-fork", "pull_request (fork)"),
    ("056-fork-pr-no-token-therock", "token-fork", "pull_request (fork)"),
    ("057-missing-permission-toolkit-952", "token-permission-missing", "push"),
    ("059-reusable-nested-none-qvac", "token-caller-permission", "pull_request (same repository)"),
    ("060-github-app-token-930", "token-permission-missing", ""),
];

/// The cases with a policy and a workflow whose record does not show a job, or another job than the report is about.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("065-double-wildcard-tail-pr-moj-ap", "no job is shown"),
    ("068-branch-only-module-tag-dfds", "no job is shown"),
    ("079-main-unprotected-cudly", "no job is shown"),
    ("085-buildkite-session-tags-no-tagsession", "a pipeline of Buildkite"),
];

#[test]
fn jobs_without_a_token_are_denied_at_the_token_with_their_cause() {
    for (id, cause, trigger) in WITHOUT_TOKEN {
        let answer = answered(&case(id));
        let row = answer.rows.iter().find(|row| row.triggers.iter().any(|known| known.starts_with(trigger)));
        let verdict = &row.unwrap().answer;
        assert_eq!(verdict.verdict.decision, Decision::ImplicitDeny, "{id}");
        assert_eq!(verdict.verdict.stage.as_str(), "token", "{id}");
        assert_eq!(verdict.verdict.authenticity.as_str(), "predicted", "{id}");
        assert_eq!(verdict.cause.as_ref().map(|cause| cause.id), Some(*cause), "{id}");
        assert!(cause::page(cause).is_some(), "{id}");
        let places = &verdict.diagnostics[0].labels;
        assert!(!places.is_empty(), "{id}: the line that decides is shown");
    }
}

#[test]
fn a_missing_permission_is_granted_by_a_fix_that_was_tried() {
    for id in
        ["057-missing-permission-toolkit-952", "059-reusable-nested-none-qvac", "060-github-app-token-930"]
    {
        let answer = answered(&case(id));
        let fix = answer.rows.iter().find_map(|row| row.answer.fixes.first());
        assert!(fix.unwrap().edits[0].replacement.contains("id-token: write"), "{id}");
    }
    // No edit gives a fork a token.
    for id in ["055-fork-pr-no-token-564", "056-fork-pr-no-token-therock"] {
        let answer = answered(&case(id));
        let forks = |row: &&Row| row.triggers.iter().any(|trigger| trigger.contains("(fork)"));
        assert!(answer.rows.iter().filter(forks).all(|row| row.answer.fixes.is_empty()), "{id}");
    }
}

#[test]
fn what_is_predicted_is_what_was_reported() {
    let mut seen = 0;
    for case in cases() {
        let id = case["id"].as_str().unwrap();
        let of_github = case["claims"]["iss"] == "https://token.actions.githubusercontent.com";
        let both = case["policy"].is_object() && case["workflow"].is_string() && of_github;
        if !both || NOT_SHOWN.iter().any(|(known, _)| known == &id) {
            continue;
        }
        seen += 1;
        let reported = case["claims"]["sub"].as_str().unwrap();
        let prediction = predicted(&case);
        let can_send = prediction
            .candidates()
            .flat_map(|candidate| &candidate.subjects)
            .any(|form| can_be(&form.subject, reported));
        assert!(can_send, "{id}: no job sends `{reported}`");
        let expected = case["expected"]["decision"].as_str().unwrap();
        let answer = answered(&case);
        let about = answer.rows.iter().filter(|row| {
            let is_it = |subject: &String| subject == reported || subject.contains('<');
            row.subjects.iter().any(is_it)
        });
        let agrees = |row: &Row| match row.answer.verdict.decision {
            Decision::Allowed => expected == "allow",
            Decision::ImplicitDeny | Decision::ExplicitDeny => expected == "deny",
            Decision::Undetermined => row
                .alternatives
                .iter()
                .any(|alternative| (alternative.decision == Decision::Allowed) == (expected == "allow")),
        };
        assert!(about.into_iter().any(agrees), "{id}: no job is answered `{expected}`");
    }
    assert!(seen >= 14, "{seen} cases");
}

/// Whether `text` is an instance of `pattern`, which has one hole at most or several numbers.
fn can_be(pattern: &Pattern, text: &str) -> bool {
    match (pattern.exact(), pattern.around_hole()) {
        (Some(exact), _) => exact == text,
        (None, Some((before, hole, after))) => text
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|value| hole.constraint.accepts(value)),
        (None, None) => text.starts_with(&pattern.prefix()),
    }
}

fn predicted(case: &Value) -> Prediction {
    let text = case["workflow"].as_str().unwrap();
    let facts = facts(case);
    predict("workflow.yml", text, &facts, &NoFiles)
        .or_else(|_| predict_fragment("workflow.yml", text, &facts, &NoFiles))
        .unwrap()
}

fn answered(case: &Value) -> WorkflowAnswer {
    let (prediction, facts) = (predicted(case), facts(case));
    let policies: Vec<RolePolicy> = case["policy"]
        .is_object()
        .then(|| {
            let text = serde_json::to_string_pretty(&case["policy"]).unwrap();
            let document = policy::parse(&text, PolicyKind::Trust).unwrap().document;
            let policy = Policy {
                document,
                source: SourceText::new("policy.json", text),
                embedded: false,
                notices: Vec::new(),
            };
            RolePolicy { role: Role::default(), policy }
        })
        .into_iter()
        .collect();
    check(&WorkflowQuestion {
        source: &SourceText::new("workflow.yml", case["workflow"].as_str().unwrap()),
        prediction: &prediction,
        facts: &facts,
        resolver: &NoFiles,
        policies: &policies,
        providers: None,
        resource_control_policies: &[],
        selection: &Selection::default(),
    })
    .unwrap()
}

/// What the claims of the report say of the repository.
fn facts(case: &Value) -> Facts {
    let claims = &case["claims"];
    let Some((owner, name)) = claims["repository"].as_str().and_then(|repository| repository.split_once('/'))
    else {
        return Facts::default();
    };
    let sub = claims["sub"].as_str().unwrap_or_default();
    let prefix: Vec<&str> = sub.splitn(3, ':').take(2).collect();
    let facts = json!({
        "repository": {"owner": owner, "name": name, "id": claims["repository_id"], "ownerId": claims["repository_owner_id"]},
        "subject": {"subClaimPrefix": prefix.join(":")},
    });
    Facts::from_json(&facts.to_string()).unwrap()
}

fn case(id: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases");
    serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{id}.json"))).unwrap()).unwrap()
}

fn cases() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}
