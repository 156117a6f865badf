//! `who` and `diff` as they are started: what they print and how they end.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping there")]

use std::fs;
use std::path::PathBuf;

use can_assume_tests::binary::can_assume;
use can_assume_tests::trust::trusting;
use serde_json::Value;

fn policy(name: &str, sub: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, trusting(sub)).unwrap();
    path
}

fn run(words: &[&str], files: &[&PathBuf]) -> (Option<i32>, String) {
    let output = can_assume().args(words).args(files).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn who_lists_identities_with_witnesses_that_check_allows() {
    let file = policy("who.json", "repo:acme/web:*");
    let (status, printed) = run(&["who", "--policy"], &[&file]);
    assert_eq!(status, Some(0));
    assert!(printed.contains("repository    `acme/web`, any job"), "{printed}");
    assert!(printed.contains("witness: sub=repo:acme/web:"), "{printed}");
    let (_, json) = run(&["who", "--format", "json", "--policy"], &[&file]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let witness = json.pointer("/roles/0/identities/0/witness").unwrap();
    let claims = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("who-witness.json");
    fs::write(&claims, witness.to_string()).unwrap();
    let checked =
        can_assume().arg("check").arg("--policy").arg(&file).arg("--claims").arg(&claims).status().unwrap();
    assert_eq!(checked.code(), Some(0));
}

#[test]
fn diff_ends_with_one_when_it_is_wider() {
    let narrow = policy("narrow.json", "repo:acme/web:ref:refs/heads/main");
    let wide = policy("wide.json", "repo:acme/web:ref:refs/heads/*");
    for (words, files, status, word) in [
        (&["diff"][..], [&narrow, &wide], 1, "wider"),
        (&["diff"], [&wide, &narrow], 0, "narrower"),
        (&["diff"], [&wide, &wide], 0, "equivalent"),
        (&["diff", "--fail-on", "changed"], [&wide, &narrow], 1, "narrower"),
        (&["diff", "--fail-on", "never"], [&narrow, &wide], 0, "wider"),
    ] {
        let (ended, printed) = run(words, &files);
        assert_eq!(ended, Some(status), "{words:?} {printed}");
        assert!(printed.lines().next().unwrap().ends_with(word), "{printed}");
    }
}

#[test]
fn diff_gives_a_repository_the_name_that_was_written() {
    let narrow = policy("one-repository.json", "repo:acme/web:*");
    let wide = policy("one-owner.json", "repo:acme/*");
    let (_, printed) = run(&["diff", "--format", "json"], &[&narrow, &wide]);
    let report: Value = serde_json::from_str(&printed).unwrap();
    let gained: Vec<(&str, &str, &str)> = report
        .pointer("/roles/0/gained")
        .and_then(Value::as_array)
        .unwrap()
        .iter()
        .map(|identity| {
            let text = |place: &str| identity.pointer(place).and_then(Value::as_str).unwrap();
            (text("/exposure"), text("/description"), text("/witness/sub"))
        })
        .collect();
    assert_eq!(
        gained,
        [
            (
                "owner",
                "any repository but `web` of `acme`, any job",
                "repo:acme/some-repo:ref:refs/heads/main"
            ),
            // The template of the repository alone: only the new pattern does without a colon after it.
            (
                "repository",
                "`acme/web`, with a subject template of its choice such as `repo` and free texts that fit",
                "repo:acme/web"
            ),
        ],
        "{printed}"
    );
}

/// The rung, the description and the subject of the witness of each identity on one side of a change.
fn side(report: &Value, side: &str) -> Vec<(String, String, String)> {
    let identities = report.pointer(&format!("/roles/0/{side}")).and_then(Value::as_array).unwrap();
    let text = |identity: &Value, place: &str| {
        identity.pointer(place).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    identities
        .iter()
        .map(|identity| {
            (text(identity, "/exposure"), text(identity, "/description"), text(identity, "/witness/sub"))
        })
        .collect()
}

#[test]
fn diff_gives_an_owner_the_name_that_was_written() {
    let one = policy("an-owner.json", "repo:widgets-inc/*:ref:refs/heads/main");
    let many = policy("many-owners.json", "repo:widgets-*/api:ref:refs/heads/main");
    let (_, printed) = run(&["diff", "--format", "json"], &[&one, &many]);
    let gained = side(&serde_json::from_str(&printed).unwrap(), "gained");
    // The old policy lets in all of them but those with ids in their subjects.
    let expected = (
        "owner".to_owned(),
        "any other repository of `widgets-inc`, with a subject template of its choice such as `repo, workflow, ref` and free texts that fit".to_owned(),
        "repo:widgets-inc@90000001/some-repo@900000001:workflow:/api:ref:refs/heads/main".to_owned(),
    );
    assert!(gained.contains(&expected), "{gained:#?}");
    // A name that somebody can register: no hyphen at its end.
    assert_eq!(gained[0].2, "repo:widgets-a/api:ref:refs/heads/main");
    assert!(gained[1].2.starts_with("repo:widgets-a/"), "{gained:#?}");
}

#[test]
fn diff_does_not_tell_names_in_another_case_beside_those_that_hold_them() {
    let repository = policy("a-repository.json", "repo:widgets-inc/api:*");
    let owner = policy("its-owner.json", "repo:widgets-inc/*:ref:refs/heads/main");
    let whole = policy("whole-owner.json", "repo:widgets-inc/*");
    let alike = policy("owners-alike.json", "repo:widgets-in?/*:ref:refs/heads/main");
    for (before, after, gained, lost) in [
        (&repository, &owner, &["owner", "owner"][..], &["repository"][..]),
        (&owner, &repository, &["repository"], &["owner", "owner"]),
        (&whole, &alike, &["registrable", "registrable"], &["owner", "owner"]),
        (&alike, &whole, &["owner", "owner"], &["registrable", "registrable"]),
    ] {
        let (_, printed) = run(&["diff", "--format", "json"], &[before, after]);
        let report: Value = serde_json::from_str(&printed).unwrap();
        for (name, levels) in [("gained", gained), ("lost", lost)] {
            let identities = side(&report, name);
            let found: Vec<&str> = identities.iter().map(|(level, ..)| level.as_str()).collect();
            assert_eq!(found, levels, "{name}: {identities:#?}");
            assert!(!printed.contains("another case"), "{identities:#?}");
        }
    }
}

/// Many cheap questions cost as much as a few dear ones: all that is searched is bounded, and what was not decided is said.
#[test]
fn a_budget_bounds_the_whole_answer() {
    let old = policy("many-questions.json", "repo:????????????????????/*????????*:*");
    let new = policy("more-questions.json", "repo:????????????????????/*?????????*:*");
    // Where the program has to be built first, that takes no part in it.
    drop(can_assume());
    let began = std::time::Instant::now();
    let (ended, printed) = run(&["diff", "--budget", "500"], &[&old, &new]);
    assert_eq!(ended, Some(3), "{printed}");
    assert!(printed.contains("the search was given up"), "{printed}");
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}

/// STS takes no call with such a name, so that nobody is shown as let in by it, and `check` does not say that the call is allowed.
#[test]
fn nobody_is_let_in_under_a_name_that_sts_refuses() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("session-name.json");
    let mut text: Value = serde_json::from_str(&trusting("repo:acme/web:ref:refs/heads/main")).unwrap();
    text["Statement"][0]["Condition"]["StringLike"]["sts:RoleSessionName"] = "a b".into();
    fs::write(&file, text.to_string()).unwrap();
    let (status, printed) = run(&["who", "--policy"], &[&file]);
    assert_eq!(status, Some(3), "{printed}");
    assert!(printed.contains("its token was not allowed by the verifier"), "{printed}");
    let claims = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("session-claims.json");
    let sub = "repo:acme/web:ref:refs/heads/main";
    let token = serde_json::json!({"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com", "sub": sub});
    fs::write(&claims, token.to_string()).unwrap();
    let (status, printed) = run(
        &["check", "--context", "sts:RoleSessionName=a b", "--policy", file.to_str().unwrap(), "--claims"],
        &[&claims],
    );
    assert_eq!(status, Some(1), "{printed}");
    assert!(printed.contains("session-name"), "{printed}");
}
