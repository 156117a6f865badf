//! The example folders: what each shows is what the tool prints, and each decision is the one that
//! `examples/expected.json` asks for. That file is written by hand from the rules, never from the output.
//!
//! `cargo xtask bless` takes today's output as the expected one.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping there"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use can_assume_tests::binary::root;
use can_assume_tests::console::{commands, render, run};
use serde_json::Value;
use similar::TextDiff;

/// What is asked of one command of an example, as `check --format json` names it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    decision: String,
    /// Not asked for when absent.
    stage: Option<String>,
    /// The cause's id; not asked for when absent.
    cause: Option<String>,
    authenticity: Option<String>,
    /// The keys that would decide an undetermined verdict.
    missing: Option<Vec<String>>,
}

#[test]
fn every_page_shows_what_is_printed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for page in pages() {
        let shown = fs::read_to_string(&page).unwrap();
        let folder = page.parent().unwrap();
        let fresh = render(&shown, |words| run(folder, words).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        if fresh == shown {
            continue;
        }
        if bless {
            fs::write(&page, &fresh).unwrap();
            continue;
        }
        let name = page.strip_prefix(root()).unwrap().display().to_string();
        wrong.push(
            TextDiff::from_lines(&shown, &fresh).unified_diff().header(&name, "printed now").to_string(),
        );
    }
    assert!(wrong.is_empty(), "if the new output is right: cargo xtask bless\n\n{}", wrong.join("\n"));
}

#[test]
fn every_decision_is_the_expected_one() {
    let mut wrong = Vec::new();
    for (name, expected) in table() {
        let folder = root().join("examples").join(&name);
        let commands = commands(&fs::read_to_string(folder.join("README.md")).unwrap()).unwrap();
        assert_eq!(commands.len(), expected.len(), "{name}: one line in expected.json per command");
        for (mut words, expected) in commands.into_iter().zip(expected) {
            words.extend(["--format".to_owned(), "json".to_owned()]);
            let printed = run(&folder, &words).unwrap();
            let shown = words.join(" ");
            match serde_json::from_str(&printed.stdout) {
                Ok(verdict) => {
                    let said = differences(&verdict, &expected, printed.status);
                    wrong.extend(said.into_iter().map(|difference| format!("{name}: {shown}: {difference}")));
                }
                Err(error) => wrong.push(format!("{name}: {shown}: {error}: {}", printed.stderr)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_folder_has_its_decisions() {
    let named: Vec<String> = table().into_keys().collect();
    assert_eq!(folders(), named, "examples/expected.json lists every folder that checks something");
}

/// What the verdict and the exit status have otherwise than expected.
fn differences(verdict: &Value, expected: &Expected, status: i32) -> Vec<String> {
    let mut said = Vec::new();
    let mut compare = |what: &str, found: &Value, wanted: Value| {
        if *found != wanted {
            said.push(format!("{what} is {found}, expected {wanted}"));
        }
    };
    compare("decision", &verdict["decision"], expected.decision.as_str().into());
    compare("exit status", &status.into(), exit(&expected.decision).into());
    for (what, wanted) in [("stage", &expected.stage), ("authenticity", &expected.authenticity)] {
        if let Some(wanted) = wanted {
            compare(what, &verdict[what], wanted.as_str().into());
        }
    }
    match &expected.cause {
        Some(cause) => compare("cause", &verdict["cause"]["id"], cause.as_str().into()),
        None if expected.decision == "allowed" => compare("cause", &verdict["cause"], Value::Null),
        None => {}
    }
    if let Some(missing) = &expected.missing {
        let found = verdict["missing"].as_array().unwrap().iter().map(|entry| entry["key"].clone()).collect();
        compare("missing", &Value::Array(found), missing.clone().into());
    }
    said
}

/// The exit status that goes with a decision.
fn exit(decision: &str) -> i32 {
    match decision {
        "allowed" => 0,
        "implicitDeny" | "explicitDeny" => 1,
        "undetermined" => 3,
        other => panic!("`{other}` is no decision"),
    }
}

/// The expected decisions of every folder, one for each command its page shows.
fn table() -> BTreeMap<String, Vec<Expected>> {
    serde_json::from_str(&fs::read_to_string(root().join("examples/expected.json")).unwrap()).unwrap()
}

/// The names of the folders whose page shows a `check` that decides something.
fn folders() -> Vec<String> {
    pages()
        .iter()
        .filter(|page| page.starts_with(root().join("examples")))
        .filter(|page| {
            let words = commands(&fs::read_to_string(page).unwrap()).unwrap();
            words.iter().any(|words| words.iter().any(|word| word == "check"))
        })
        .map(|page| page.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "bad-input")
        .collect()
}

/// Every page with commands: the README, the documents, and the page of each example folder, in order.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    pages.extend(entries(&root().join("docs")).filter(|path| path.extension().is_some_and(|it| it == "md")));
    pages.extend(entries(&root().join("examples")).map(|folder| folder.join("README.md")));
    pages.retain(|page| page.exists());
    pages.sort();
    pages
}

/// What is in a folder.
fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}
