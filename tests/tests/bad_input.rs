//! Bad input is one error with its place and a way out, exit status 2, and nothing on stdout.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping there")]

use std::fs;
use std::path::{Path, PathBuf};

use can_assume_tests::binary::{can_assume, root};
use can_assume_tests::console::{Printed, commands, run};

#[test]
fn every_bad_file_of_the_examples_is_refused_with_its_place() {
    let folder = root().join("examples/bad-input");
    for words in commands(&fs::read_to_string(folder.join("README.md")).unwrap()).unwrap() {
        let printed = run(&folder, &words).unwrap();
        let bad = words.iter().find(|word| is_bad(word)).unwrap();
        refused(&printed, &words.join(" "));
        assert!(has_place(&printed.stderr, bad), "{bad}: no `{bad}:line:column` in\n{}", printed.stderr);
    }
}

#[test]
fn a_folder_is_no_policy() {
    let folder = root().join("examples/bad-input");
    let printed = run(&folder, &["check", "--policy", ".", "--claims", "claims.json"]).unwrap();
    refused(&printed, "a folder");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let folder = root().join("examples/bad-input");
    let printed = run(&folder, &["check", "--policy", "nowhere.json", "--claims", "claims.json"]).unwrap();
    refused(&printed, "no such file");
    assert!(printed.stderr.contains("nowhere.json"), "{}", printed.stderr);
}

#[test]
fn a_policy_of_ten_megabytes_is_refused_at_once() {
    let filler = "x".repeat(10 * 1024 * 1024);
    let start = std::time::Instant::now();
    let printed = check("ten-megabytes", &format!("{{\"Version\": \"{filler}\", \"Statement\": []}}"));
    refused(&printed, "ten megabytes");
    assert!(start.elapsed().as_secs() < 20, "took {:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_refused_without_exhausting_the_stack() {
    refused(&check("deep-nesting", &"[".repeat(200_000)), "deep nesting");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let place = scratch("unreadable");
    let policy = place.join("policy.json");
    fs::write(&policy, "{}").unwrap();
    fs::set_permissions(&policy, fs::Permissions::from_mode(0o000)).unwrap();
    let printed = check_in(&place);
    fs::remove_dir_all(place).unwrap();
    refused(&printed, "unreadable");
    assert!(printed.stderr.contains("policy.json"), "{}", printed.stderr);
}

#[test]
fn an_option_that_would_change_nothing_is_refused() {
    let place = scratch("idle-options");
    fs::write(place.join("policy.json"), POLICY).unwrap();
    let claims = root().join("examples/bad-input/claims.json");
    let asked = ["check", "--policy", "policy.json", "--claims", claims.to_str().unwrap()];
    for idle in [
        &["--ref", "main"][..],
        &["--job", "x"],
        &["--facts", "policy.json"],
        &["--discover"],
        &["--jwks", "k"],
    ] {
        let printed = run(&place, &[&asked[..], idle].concat()).unwrap();
        refused(&printed, idle[0]);
        assert!(printed.stderr.contains(idle[0]), "{}", printed.stderr);
    }
    fs::remove_dir_all(place).unwrap();
}

#[test]
fn a_ref_has_to_be_in_full() {
    let place = scratch("short-ref");
    fs::write(place.join("w.yml"), WORKFLOW).unwrap();
    let printed = run(&place, &["claims", "--workflow", "w.yml", "--repo", "o/r", "--ref", "main"]).unwrap();
    fs::remove_dir_all(place).unwrap();
    refused(&printed, "a branch's name");
    assert!(printed.stderr.contains("write `refs/heads/main` for a branch"), "{}", printed.stderr);
}

#[test]
fn a_workflow_may_begin_with_a_byte_order_mark_and_is_yaml() {
    let place = scratch("marked");
    let claims = |text: &str| {
        fs::write(place.join("w.yml"), text).unwrap();
        run(&place, &["claims", "--workflow", "w.yml", "--repo", "o/r"]).unwrap()
    };
    assert_eq!(claims(&format!("\u{feff}{WORKFLOW}")).stdout, claims(WORKFLOW).stdout);
    let empty = claims("");
    fs::remove_dir_all(&place).unwrap();
    refused(&empty, "an empty workflow");
    assert!(empty.stderr.contains("expected YAML"), "{}", empty.stderr);
}

#[test]
fn lint_leaves_no_policy_of_a_folder_out_without_a_word() {
    let place = scratch("marked-policy");
    let policy = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}"#;
    fs::create_dir(place.join("roles")).unwrap();
    let in_utf16: Vec<u8> = policy.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(place.join("roles/marked.json"), format!("\u{feff}{policy}")).unwrap();
    fs::write(place.join("roles/wide.json"), [&[0xff, 0xfe], in_utf16.as_slice()].concat()).unwrap();
    fs::write(place.join("roles/data.json"), [0xff, 0xfe, 0x00]).unwrap();
    let printed = run(&place, &["lint", "roles"]).unwrap();
    fs::remove_dir_all(place).unwrap();
    assert_eq!(printed.status, 2);
    assert!(
        printed.stderr.contains("marked.json:1:1") && printed.stderr.contains("byte order mark"),
        "{}",
        printed.stderr
    );
    assert!(printed.stderr.contains("wide.json"), "{}", printed.stderr);
    assert!(!printed.stderr.contains("data.json"), "{}", printed.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_no_answer() {
    let place = scratch("full-disk");
    fs::write(place.join("w.yml"), WORKFLOW).unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let printed = can_assume()
        .args(["claims", "--workflow", "w.yml", "--repo", "o/r"])
        .current_dir(&place)
        .stdout(full)
        .output()
        .unwrap();
    fs::remove_dir_all(place).unwrap();
    assert_eq!(printed.status.code(), Some(2));
    let said = String::from_utf8(printed.stderr).unwrap();
    assert!(said.starts_with("error: cannot write to standard output"), "{said}");
}

const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}}"#;
const WORKFLOW: &str =
    "on: push\npermissions: {id-token: write}\njobs: {d: {runs-on: x, steps: [{run: x}]}}\n";

/// What `check` says of a policy with this text, in a folder of this name.
fn check(name: &str, policy: &str) -> Printed {
    let place = scratch(name);
    fs::write(place.join("policy.json"), policy).unwrap();
    let printed = check_in(&place);
    fs::remove_dir_all(place).unwrap();
    printed
}

/// What `check` says of the policy in this folder and good claims.
fn check_in(place: &Path) -> Printed {
    let claims = root().join("examples/bad-input/claims.json");
    run(place, &["check", "--policy", "policy.json", "--claims", claims.to_str().unwrap()]).unwrap()
}

/// One error with a way out, status 2, nothing decided.
fn refused(printed: &Printed, what: &str) {
    assert_eq!(printed.status, 2, "{what}: {printed:?}");
    assert_eq!(printed.stdout, "", "{what}: nothing was decided");
    let errors = printed.stderr.lines().filter(|line| line.starts_with("error")).count();
    assert_eq!(errors, 1, "{what}: one error in\n{}", printed.stderr);
    assert!(printed.stderr.contains("help: "), "{what}: a way out in\n{}", printed.stderr);
}

/// Whether the word names a file of the folder that is not one of the two good ones.
fn is_bad(word: &str) -> bool {
    word.contains('.') && !["trust-policy.json", "claims.json"].contains(&word)
}

/// Whether the text has `file:line:column` with numbers.
fn has_place(text: &str, file: &str) -> bool {
    text.split(&format!("{file}:")).skip(1).any(|rest| {
        let mut numbers = rest.split(|letter: char| !letter.is_ascii_digit());
        let mut number = || numbers.next().is_some_and(|digits| !digits.is_empty());
        number() && number()
    })
}

/// An empty folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&place).unwrap();
    place
}
