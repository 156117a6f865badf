//! Reported cases, from public issues, commits and write-ups, answered as they were confirmed.
//!
//! Each file of `corpus/cases` names its source. What we answer today counts where AWS has changed since
//! (`expected_today`).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping there"
)]

mod question;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use can_assume_core::explain::{Answer, answer};
use can_assume_core::iam::trace::Decision;
use serde_json::Value;

/// The causes that may be named for a class of cases.
const CAUSES: &[(&str, &[&str])] = &[
    ("aud-mismatch-trust-policy", &["audience-policy"]),
    ("branch-mismatch", &["branch-differs"]),
    ("case-mismatch", &["owner-or-repo-case"]),
    ("condition-key-wrong-provider-prefix", &["key-prefix-differs"]),
    ("custom-sub-template", &["custom-template"]),
    ("environment-vs-ref", &["environment-replaces-ref"]),
    ("event-pull-request", &["pull-request-subject"]),
    ("immutable-subject", &["subject-form-immutable"]),
    ("missing-tagsession", &["tag-session-missing"]),
    ("provider-arn-wrong-account", &["provider-account"]),
    ("provider-client-id-mismatch", &["audience-provider"]),
    ("provider-missing-or-wrong-url", &["provider-missing", "provider-issuer"]),
    ("renamed-repo-or-org", &["renamed-or-transferred"]),
    ("stringequals-wildcard", &["wildcard-under-string-equals"]),
    // One class for every way to write a subject that GitHub never sends.
    (
        "sub-format-typo",
        &["subject-tail-missing", "subject-prefix-missing", "ref-prefix-missing", "pull-request-subject"],
    ),
    ("tag-vs-branch", &["tag-not-branch"]),
    ("unsupported-condition-key", &["key-never-populated"]),
    ("verification-key-unreachable", &["key-retrieval"]),
    ("wrong-action", &["wrong-action"]),
    ("wrong-repository", &["wrong-repository"]),
];

/// Cases whose answer is in a workflow.
const NEED_WORKFLOW: &[&str] = &[
    "055-fork-pr-no-token-564",
    "056-fork-pr-no-token-therock",
    "057-missing-permission-toolkit-952",
    "059-reusable-nested-none-qvac",
    "060-github-app-token-930",
];

/// Cases whose record is not what we answer, each with the reason.
const DIFFERENT: &[(&str, &str)] = &[(
    "111-namespace-recycling-astrix",
    "its answer of today is that of another token: the repository made again under the old names sends its ids. The token \
     as recorded, without ids, is allowed today as it was then; the other one is asked in \
     `the_recycled_repository_of_today_is_denied`",
)];

#[test]
fn every_case_is_run_here_or_needs_a_workflow() {
    let cases = cases();
    assert_eq!(cases.len(), 61);
    for (id, case) in &cases {
        let runs_here = is_of_policy(case);
        let needs_workflow = NEED_WORKFLOW.contains(&id.as_str());
        assert!(runs_here != needs_workflow, "{id} is run {}", if runs_here { "twice" } else { "nowhere" });
    }
}

#[test]
fn reported_cases_are_answered_as_confirmed() {
    let mut wrong = Vec::new();
    for (id, case) in cases().iter().filter(|(_, case)| is_of_policy(case)) {
        if DIFFERENT.iter().any(|(different, _)| different == id) {
            continue;
        }
        let found = answer(&question::of_case(case));
        if let Err(problem) = check(case, &found) {
            wrong.push(format!("{id}: {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn different_answers_have_a_reason() {
    let cases = cases();
    for (id, reason) in DIFFERENT {
        assert!(cases.contains_key(*id) && !reason.is_empty(), "{id}");
    }
}

#[test]
fn the_recycled_repository_of_today_is_denied() {
    let mut case = cases().remove("111-namespace-recycling-astrix").unwrap();
    assert_eq!(answer(&question::of_case(&case)).verdict.decision, Decision::Allowed);
    case["claims"]["sub"] = "repo:old-org@888888888/old-repo@999999999:ref:refs/heads/main".into();
    let found = answer(&question::of_case(&case));
    assert_eq!(found.verdict.decision, Decision::ImplicitDeny);
    assert_eq!(found.cause.unwrap().id, "subject-form-immutable");
}

/// Whether a case is decided by a policy, a provider or a token.
fn is_of_policy(case: &Value) -> bool {
    case["kind"] != "token-missing"
}

fn check(case: &Value, found: &Answer) -> Result<(), String> {
    let expected = &case["expected"];
    let today = &case["expected_today"]["decision"];
    let decision = today.as_str().or(expected["decision"].as_str()).unwrap_or_default();
    let ours = question::decision(found.verdict.decision);
    if ours != decision {
        return Err(format!("the decision is {ours}, expected {decision}"));
    }
    if decision == "allow" {
        return Ok(());
    }
    let stage = expected["stage"].as_str().unwrap_or_default();
    if found.verdict.stage.as_str() != stage {
        return Err(format!("the stage is {}, expected {stage}", found.verdict.stage));
    }
    failing_condition(&expected["failing_condition"], found)?;
    let class = case["cause_class"].as_str().unwrap_or_default();
    let causes = CAUSES.iter().find(|(known, _)| *known == class);
    let causes = causes.ok_or_else(|| format!("the class `{class}` has no cause"))?.1;
    let cause = found.cause.as_ref().ok_or("no cause is named")?;
    if !causes.contains(&cause.id) {
        return Err(format!("the cause is {}, expected one of {causes:?}", cause.id));
    }
    Ok(())
}

/// Whether the first element at fault is the recorded one, with its values.
fn failing_condition(expected: &Value, found: &Answer) -> Result<(), String> {
    let Some(operator) = expected["operator"].as_str() else { return Ok(()) };
    let key = expected["key"].as_str().unwrap_or_default();
    if operator == "provider" {
        return Ok(());
    }
    let failing = found.failing.iter().find(|failing| failing.operator == operator && failing.key == key);
    let Some(failing) = failing else {
        let found: Vec<String> =
            found.failing.iter().map(|failing| format!("{} {}", failing.operator, failing.key)).collect();
        return Err(format!("`{operator}` `{key}` does not fail, but {found:?}"));
    };
    let wanted: Vec<&str> = strings(&expected["policy_values"]);
    if failing.policy_values != wanted {
        return Err(format!("the policy's values are {:?}, expected {wanted:?}", failing.policy_values));
    }
    let presented = expected["token_value"].as_str();
    if failing.presented.as_ref().and_then(|values| values.first()).map(String::as_str) != presented {
        return Err(format!("{:?} was presented, expected {presented:?}", failing.presented));
    }
    Ok(())
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn cases() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            (case["id"].as_str().unwrap().to_owned(), case)
        })
        .collect()
}
