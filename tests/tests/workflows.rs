//! `claims` and `check --workflow` as processes, over the example workflows.
#![expect(clippy::unwrap_used, reason = "the helpers of a test fail as a test does")]

use std::fs;
use std::path::PathBuf;

use can_assume_tests::binary::root;
use can_assume_tests::console::{Printed, run};
use serde_json::Value;

/// Every example with the exit status of `check` against its trust policy.
const EXAMPLES: &[(&str, i32)] = &[
    ("dependabot", 1),
    ("deploy-on-main", 0),
    ("environment-matrix", 3),
    ("manual", 1),
    ("merge-queue", 1),
    ("pull-request-target", 3),
    ("release-by-tag", 3),
    ("reusable-callee", 1),
    ("reusable-caller", 3),
    ("reusable-without-grant", 1),
    ("schedule", 1),
];

fn start(words: &[&str]) -> Printed {
    run(&root().join("examples/workflows"), words).unwrap()
}

#[test]
fn claims_of_every_example() {
    for (name, _) in EXAMPLES {
        let file = format!("{name}.yml");
        let printed = start(&["claims", "--workflow", &file, "--facts", "facts.json"]);
        assert_eq!(printed.status, 0, "{name}: {}", printed.stderr);
        insta::assert_snapshot!(format!("claims-{name}"), printed.stdout);
    }
}

#[test]
fn verdicts_of_every_example() {
    let mut statuses = Vec::new();
    for (name, _) in EXAMPLES {
        let file = format!("{name}.yml");
        let printed = start(&["check", "--workflow", &file, "--facts", "facts.json"]);
        insta::assert_snapshot!(format!("check-{name}"), printed.stdout);
        statuses.push((*name, printed.status));
    }
    assert_eq!(statuses, EXAMPLES);
}

#[test]
fn without_facts_both_forms_are_tried() {
    let words = [
        "check",
        "--workflow",
        "deploy-on-main.yml",
        "--policy",
        "trust-policy.json",
        "--repo",
        "octo-org/shop",
    ];
    let printed = start(&[&words[..], &["--format", "json"]].concat());
    assert_eq!(printed.status, 3);
    let answer: Value = serde_json::from_str(&printed.stdout).unwrap();
    let result = &answer["results"][0];
    assert_eq!(answer["version"], 1);
    assert_eq!(result["decision"], "undetermined");
    assert_eq!(result["job"], "deploy");
    let decisions: Vec<&str> = result["alternatives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|alternative| alternative["decision"].as_str().unwrap())
        .collect();
    assert_eq!(decisions, ["allowed", "implicitDeny"]);
}

#[test]
fn a_hole_that_the_policy_covers_is_decided_and_one_that_it_splits_is_not() {
    let folder = scratch("holes");
    let workflow = |branches: &str| {
        format!(
            "on: {{push: {{branches: [{branches}]}}}}\npermissions: {{id-token: write}}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v6\n        with: {{role-to-assume: 'arn:aws:iam::123456789012:role/d', aws-region: eu-west-1}}\n"
        )
    };
    let facts = root().join("examples/workflows/facts.json");
    let text = fs::read_to_string(facts).unwrap().replace("\"trust-policy.json\"", "\"policy.json\"");
    fs::write(folder.join("facts.json"), text).unwrap();
    fs::copy(root().join("examples/workflows/trust-policy.json"), folder.join("policy.json")).unwrap();
    for (branches, status) in
        [("'release/*'", 0), ("'release/**'", 0), ("'rel*/**'", 3), ("'feature/**'", 1), ("main", 0)]
    {
        fs::write(folder.join("w.yml"), workflow(branches)).unwrap();
        let words =
            ["check", "--workflow", "w.yml", "--facts", "facts.json", "--policy", "policy.json", "-q"];
        assert_eq!(run(&folder, &words).unwrap().status, status, "{branches}");
    }
    // A ref that is asked for leaves no hole.
    for (git_ref, status) in [("refs/heads/release/1", 0), ("refs/heads/rela/1", 1), ("refs/heads/main", 2)] {
        fs::write(folder.join("w.yml"), workflow("'rel*/**'")).unwrap();
        let words = [
            "check",
            "--workflow",
            "w.yml",
            "--facts",
            "facts.json",
            "--policy",
            "policy.json",
            "--ref",
            git_ref,
        ];
        assert_eq!(run(&folder, &words).unwrap().status, status, "{git_ref}");
    }
}

#[test]
fn without_a_policy_it_still_says_who_gets_a_token() {
    let folder = scratch("no-policy");
    fs::copy(root().join("examples/workflows/pull-request-target.yml"), folder.join("w.yml")).unwrap();
    let printed = run(&folder, &["check", "--workflow", "w.yml", "--format", "json"]).unwrap();
    let answer: Value = serde_json::from_str(&printed.stdout).unwrap();
    for result in answer["results"].as_array().unwrap() {
        let undecided = result["decision"] == "undetermined" && result["missing"][0]["key"] == "policy";
        let denied = result["decision"] == "implicitDeny" && result["stage"] == "token";
        assert!(undecided || denied, "{result}");
    }
}

#[test]
fn bad_input_is_placed_and_nothing_is_decided() {
    let folder = scratch("bad");
    for (text, wanted) in [
        ("on: push\njobs:\n  a: [\n", "w.yml:"),
        ("- just\n- a list of texts\n", "w.yml:"),
        ("a: &a [*a, *a]\n", "w.yml"),
    ] {
        fs::write(folder.join("w.yml"), text).unwrap();
        for command in [&["claims", "--workflow", "w.yml"][..], &["check", "--workflow", "w.yml"]] {
            let printed = run(&folder, command).unwrap();
            assert_eq!((printed.status, printed.stdout.as_str()), (2, ""), "{text}");
            assert!(printed.stderr.contains(wanted), "{text}: {}", printed.stderr);
        }
    }
    fs::write(folder.join("w.yml"), "on: push\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n").unwrap();
    fs::write(folder.join("facts.json"), "{\n  \"repository\": 3\n}").unwrap();
    for (words, wanted) in [
        (&["--job", "b"][..], "there are `a`"),
        (&["--event", "schedule"], "there are `push`"),
        (&["--repo", "o"], "not OWNER/NAME"),
        (&["--facts", "facts.json"], "facts.json:2:"),
    ] {
        let printed = run(&folder, &[&["claims", "--workflow", "w.yml"][..], words].concat()).unwrap();
        assert_eq!(printed.status, 2, "{words:?}");
        assert!(printed.stderr.contains(wanted), "{words:?}: {}", printed.stderr);
    }
}

/// An empty folder of this test.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("workflows-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
