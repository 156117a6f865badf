//! Setups as people have them, each predicted from the rules by hand before it was run: what keeps a job from its role,
//! and that the first fix lets it in.
//!
//! A file of `corpus/setups` holds a policy and either claims or a workflow, and what is expected. With a workflow, each
//! line of `rows` is `job | trigger, trigger | decision | cause`, and `fixed` says whether every denied row that is not a
//! fork's is let in once the first fix of each is made, round by round.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping there"
)]

mod question;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use can_assume_core::diagnostic::{Edit, SourceText};
use can_assume_core::explain::{ProvenFix, answer};
use can_assume_core::github::facts::Facts;
use can_assume_core::github::workflow::{Resolver, predict};
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Policy, Role};
use can_assume_core::workflow::{
    RolePolicy, Row, Selection, SelectionError, WorkflowAnswer, WorkflowQuestion, check,
};
use serde_json::{Value, json};

#[test]
fn setups_with_claims_are_answered_as_predicted() {
    let mut wrong = Vec::new();
    for (name, case) in setups().into_iter().filter(|(_, case)| case["claims"].is_object()) {
        let asked = question::of_corpus(&case);
        let found = answer(&asked);
        let causes: Vec<&str> = found.cause.iter().chain(&found.other_causes).map(|cause| cause.id).collect();
        let got = json!({
            "decision": found.verdict.decision,
            "stage": found.verdict.stage.as_str(),
            "cause": causes.first(),
            "others": causes.iter().skip(1).collect::<Vec<_>>(),
            "fixed": !found.fixes.is_empty(),
        });
        if got != case["expected"] {
            wrong.push(format!("{name}: {got}, expected {}", case["expected"]));
        }
        for fix in &found.fixes {
            let mended = question::with_policy(&asked, &question::fixed_text(&asked, fix));
            if answer(&mended).verdict.decision != Decision::Allowed {
                wrong.push(format!("{name}: `{}` does not help", fix.title));
            }
        }
    }
    assert!(wrong.is_empty(), "{} setups:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn setups_with_a_workflow_are_answered_as_predicted() {
    let mut wrong = Vec::new();
    for (name, case) in setups().into_iter().filter(|(_, case)| case["workflow"].is_string()) {
        let mut setup = Setup::new(&case);
        let rows: Vec<String> = setup.answered(|answer| answer.rows.iter().map(line).collect());
        if json!(rows) != case["expected"]["rows"] {
            wrong.push(format!("{name}: {}", serde_json::to_string_pretty(&rows).unwrap()));
        }
        let fixed = setup.fix();
        if json!(fixed) != case["expected"]["fixed"] {
            wrong.push(format!(
                "{name}: fixed is {fixed}: {:?}\n{}\n{}",
                setup.answered(|answer| answer.rows.iter().map(line).collect::<Vec<_>>()),
                setup.workflow.text,
                setup.policies.iter().map(|one| one.policy.source.text.to_string()).collect::<String>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{} setups:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn where_nothing_asks_for_the_role_it_is_said_why() {
    let job = "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - if: github.event_name == 'release'\n        uses: aws-actions/configure-aws-credentials@v6\n        with: {role-to-assume: 'arn:aws:iam::123456789012:role/deploy', aws-region: eu-west-1}\n";
    let caller = "jobs:\n  a:\n    uses: ./.github/workflows/";
    for (workflow, files, said, help) in [
        (format!("on: push\n{job}"), json!({}), "no step that assumes a role runs here", "`if:`"),
        (
            format!("on: [push, workflow_call]\n{caller}w.yml\n"),
            json!({}),
            "GitHub does not start the run: `./.github/workflows/w.yml` calls itself",
            ".github/workflows/w.yml:4:11",
        ),
        (
            format!("on: push\n{caller}c.yml\n"),
            json!({".github/workflows/c.yml": format!("on: push\n{job}")}),
            "GitHub does not start the run: `./.github/workflows/c.yml` has no `on.workflow_call`",
            ".github/workflows/w.yml:4:11",
        ),
        ("on: push\njobs: {a: {if: false, runs-on: x, steps: []}}".to_owned(), json!({}), "no job", "`if:`"),
    ] {
        let setup = Setup::new(&json!({"workflow": workflow, "files": files}));
        let error = setup.asked(|answer| answer.unwrap_err());
        assert!(error.message.starts_with(said), "{}", error.message);
        assert!(error.help.contains(help), "{}", error.help);
    }
}

#[test]
fn what_would_decide_is_named_by_its_claim() {
    let (_, mut case) = setups().into_iter().find(|(name, _)| name == "w-requested-region").unwrap();
    case["policy"]["Statement"][0]["Condition"]["StringLike"] =
        json!({"token.actions.githubusercontent.com:actor": "mona"});
    let missing = Setup::new(&case).answered(|answer| answer.rows[0].answer.verdict.missing.clone());
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].key, "actor");
    assert_eq!(missing[0].reason, "allowed for actor `mona`; denied for actor `octocat`");
}

#[test]
fn there_are_enough_setups_and_each_has_a_source() {
    let all = setups();
    assert!(all.len() >= 50, "{}", all.len());
    for (name, case) in &all {
        assert!(case["source"].as_str().is_some_and(|url| url.starts_with("https://")), "{name}");
    }
}

/// A workflow, its repository and a policy, as edits leave them.
struct Setup {
    workflow: SourceText,
    files: Files,
    facts: Facts,
    policies: Vec<RolePolicy>,
}

struct Files(BTreeMap<String, String>);

impl Resolver for Files {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
}

impl Setup {
    fn new(case: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let files = case["files"].as_object().into_iter().flatten();
        let policies = case["policy"].is_object().then(|| {
            let text = serde_json::to_string_pretty(&case["policy"]).unwrap();
            let document = policy::parse(&text, PolicyKind::Trust).unwrap().document;
            let source = SourceText::new("policy.json", text);
            let arn = case["role_arn"].as_str().map(str::to_owned);
            RolePolicy {
                role: Role { arn, ..Role::default() },
                policy: Policy { document, source, embedded: false, notices: Vec::new() },
            }
        });
        let facts = if case["facts"].is_object() { case["facts"].to_string() } else { "{}".to_owned() };
        Self {
            workflow: SourceText::new(".github/workflows/w.yml", text(&case["workflow"])),
            files: Files(files.map(|(name, value)| (name.clone(), text(value))).collect()),
            facts: Facts::from_json(&facts).unwrap(),
            policies: policies.into_iter().collect(),
        }
    }

    fn answered<T>(&self, read: impl FnOnce(&WorkflowAnswer) -> T) -> T {
        self.asked(|answer| read(&answer.unwrap()))
    }

    fn asked<T>(&self, read: impl FnOnce(Result<WorkflowAnswer, SelectionError>) -> T) -> T {
        let name = &self.workflow.name;
        let prediction = predict(name, &self.workflow.text, &self.facts, &self.files).unwrap();
        let question = WorkflowQuestion {
            source: &self.workflow,
            prediction: &prediction,
            facts: &self.facts,
            resolver: &self.files,
            policies: &self.policies,
            providers: None,
            resource_control_policies: &[],
            selection: &Selection::default(),
        };
        read(check(&question))
    }

    /// Makes the first fix of the first row that has one, again and again; whether that lets in every row but forks'.
    fn fix(&mut self) -> bool {
        let closed = |row: &&Row| {
            let of_fork = row.answer.cause.as_ref().is_some_and(|cause| cause.id == "token-fork");
            row.answer.verdict.decision != Decision::Allowed && !of_fork
        };
        for _ in 0..10 {
            let left = self.answered(|answer| answer.rows.iter().filter(closed).count());
            let first = self.answered(|answer| {
                answer.rows.iter().filter(closed).find_map(|row| row.answer.fixes.first().cloned())
            });
            let Some(fix) = first else { return left == 0 };
            self.make(&fix);
        }
        false
    }

    fn make(&mut self, fix: &ProvenFix) {
        let source = &fix.edits[0].source;
        let edited = applied(&source.text, &fix.edits);
        if source.name == self.workflow.name {
            self.workflow = SourceText::new(self.workflow.name.as_str(), edited);
        } else if let Some(file) = self.files.0.get_mut(&source.name) {
            *file = edited;
        } else {
            let one = self.policies.iter_mut().find(|one| one.policy.source == *source).unwrap();
            one.policy.document = policy::parse(&edited, PolicyKind::Trust).unwrap().document;
            one.policy.source = SourceText::new("policy.json", edited);
        }
    }
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    text
}

fn line(row: &Row) -> String {
    let decision = serde_json::to_value(row.answer.verdict.decision).unwrap();
    let cause = row.answer.cause.as_ref().map_or("-", |cause| cause.id);
    format!("{} | {} | {} | {cause}", row.job, row.triggers.join(", "), decision.as_str().unwrap())
}

fn setups() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/setups");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    };
    paths.iter().map(read).collect()
}
