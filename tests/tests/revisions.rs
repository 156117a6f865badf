//! `diff` over revisions of a git repository, as it is started there: what it compares, what it says and how it ends.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping there")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use can_assume_tests::binary::can_assume;
use can_assume_tests::trust::trusting as policy;

const MAIN: &str = "repo:acme/web:ref:refs/heads/main";
const ANY_BRANCH: &str = "repo:acme/web:ref:refs/heads/*";

/// A git repository of its own.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("revisions").join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        let repository = Self(root);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    fn git(&self, words: &[&str]) -> Vec<u8> {
        let output = Command::new("git")
            .current_dir(&self.0)
            .args(["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"])
            .args(words)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.0.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Writes the file and commits everything.
    fn commit(&self, path: &str, text: &str) {
        self.write(path, text);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", path]);
    }

    fn diff(&self, words: &[&str]) -> Ended {
        Ended::of(can_assume().current_dir(&self.0).arg("diff").args(words).stdin(Stdio::null()))
    }
}

struct Ended {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Ended {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn a_change_that_is_not_committed_is_held_against_a_revision() {
    let repository = Repository::new("working-tree");
    repository.commit("roles/deploy.json", &policy(MAIN));
    repository.write("roles/deploy.json", &policy(ANY_BRANCH));
    for file in ["roles/deploy.json", "./roles/deploy.json"] {
        let ended = repository.diff(&["--base", "HEAD", file]);
        assert_eq!(ended.status, Some(1), "{}{}", ended.out, ended.err);
        assert!(ended.out.starts_with(&format!("{file}   wider\n")), "{}", ended.out);
        let gained = "  + repository    `acme/web`, runs on `refs/heads/*` but not `refs/heads/main`\n";
        assert!(ended.out.contains(gained), "{}", ended.out);
        assert!(ended.out.contains("witness: sub=repo:acme/web:ref:refs/heads/"), "{}", ended.out);
        assert!(!ended.out.contains("\n  - "), "{}", ended.out);
        assert!(ended.err.is_empty(), "{}", ended.err);
    }
    // From inside the folder, and from somewhere else.
    let inside = Ended::of(can_assume().current_dir(repository.0.join("roles")).args([
        "diff",
        "--base",
        "HEAD",
        "deploy.json",
    ]));
    assert_eq!(inside.status, Some(1), "{}", inside.err);
    let outside = Ended::of(
        can_assume()
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .args(["diff", "--base", "HEAD"])
            .arg(repository.0.join("roles/deploy.json")),
    );
    assert_eq!(outside.status, Some(1), "{}", outside.err);
}

#[test]
fn branches_tags_and_commits_are_revisions() {
    let repository = Repository::new("revisions");
    repository.commit("deploy.json", &policy(ANY_BRANCH));
    repository.git(&["tag", "v1"]);
    repository.git(&["branch", "release"]);
    let commit = String::from_utf8(repository.git(&["rev-parse", "HEAD"])).unwrap();
    repository.commit("deploy.json", &policy(MAIN));
    for revision in ["v1", "release", "HEAD~1", commit.trim()] {
        let ended = repository.diff(&["--base", revision, "deploy.json"]);
        assert_eq!(ended.status, Some(0), "{revision}: {}", ended.err);
        assert!(ended.out.starts_with("deploy.json   narrower\n"), "{}", ended.out);
        assert!(
            ended.out.contains("\n  - repository    `acme/web`, runs on `refs/heads/*`"),
            "{}",
            ended.out
        );
    }
    let same = repository.diff(&["--base", "main", "--fail-on", "changed", "deploy.json"]);
    assert_eq!((same.status, same.out.as_str()), (Some(0), "deploy.json   equivalent\n"), "{}", same.err);
}

#[test]
fn a_policy_that_was_renamed_is_held_against_what_it_was() {
    let repository = Repository::new("renamed");
    repository.commit("deploy.json", &policy(MAIN));
    repository.git(&["tag", "before"]);
    fs::create_dir(repository.0.join("roles")).unwrap();
    repository.git(&["mv", "deploy.json", "roles/release.json"]);
    repository.commit("roles/release.json", &policy("repo:acme/web:environment:production"));
    let ended = repository.diff(&["--base", "before", "roles/release.json"]);
    assert_eq!(ended.status, Some(1), "{}{}", ended.out, ended.err);
    assert_eq!(ended.err, "note: roles/release.json was `deploy.json` at `before`\n");
    assert!(ended.out.starts_with("roles/release.json   changed\n"), "{}", ended.out);
    assert!(
        ended.out.contains("\n  + scoped        `acme/web`, environment `production`\n"),
        "{}",
        ended.out
    );
    assert!(
        ended.out.contains("\n  - scoped        `acme/web`, runs on `refs/heads/main`\n"),
        "{}",
        ended.out
    );
}

#[test]
fn a_file_that_is_new_says_how_to_name_the_old_one() {
    let repository = Repository::new("new-file");
    repository.commit("deploy.json", &policy(MAIN));
    repository.write("other.json", &policy(ANY_BRANCH));
    let ended = repository.diff(&["--base", "HEAD", "other.json"]);
    assert_eq!(ended.status, Some(2), "{}", ended.out);
    assert!(ended.out.is_empty(), "{}", ended.out);
    assert!(
        ended.err.contains("error: cannot read other.json at `HEAD`: it is not in that revision"),
        "{}",
        ended.err
    );
    assert!(ended.err.contains("git show HEAD:OLD | can-assume diff - other.json"), "{}", ended.err);
}

#[test]
fn what_git_show_prints_is_read_from_standard_input() {
    let repository = Repository::new("standard-input");
    repository.commit("old-name.json", &policy(MAIN));
    repository.git(&["mv", "old-name.json", "new-name.json"]);
    repository.commit("new-name.json", &policy("repo:acme/*:ref:refs/heads/main"));
    let before = repository.git(&["show", "HEAD~1:old-name.json"]);
    let mut child = can_assume()
        .current_dir(&repository.0)
        .args(["diff", "-", "new-name.json", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&before).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |pointer: &str| report.pointer(pointer).unwrap().as_str().unwrap();
    assert_eq!(text("/roles/0/change"), "wider");
    assert_eq!(text("/roles/0/gained/0/exposure"), "owner");
    assert_eq!(
        text("/roles/0/gained/0/description"),
        "any repository but `web` of `acme`, runs on `refs/heads/main`"
    );
    assert!(report.pointer("/roles/0/lost").unwrap().as_array().unwrap().is_empty());
}

#[test]
fn a_wrong_revision_decides_nothing_and_says_a_way_out() {
    let repository = Repository::new("wrong-revision");
    repository.commit("deploy.json", &policy(MAIN));
    let long = "f".repeat(40);
    for revision in ["no-such-branch", "HEAD~7", "--output=x", "", "main:deploy.json", long.as_str()] {
        let ended = repository.diff(&[&format!("--base={revision}"), "deploy.json"]);
        assert_eq!(ended.status, Some(2), "{revision}: {}{}", ended.out, ended.err);
        assert!(ended.out.is_empty(), "{}", ended.out);
        let said = format!("error: cannot read deploy.json at `{revision}`: ");
        assert!(ended.err.starts_with(&said), "{}", ended.err);
        assert!(
            ended.err.contains("help: give a branch, a tag or a commit that `git rev-parse` knows"),
            "{}",
            ended.err
        );
        assert!(!repository.0.join("x").exists());
    }
}

#[test]
fn a_file_outside_of_a_repository_has_no_revisions() {
    let folder = std::env::temp_dir().join(format!("can-assume-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("deploy.json"), policy(MAIN)).unwrap();
    let ended = Ended::of(
        can_assume()
            .current_dir(&folder)
            .args(["diff", "--base", "HEAD", "deploy.json"])
            .env("GIT_CEILING_DIRECTORIES", "/"),
    );
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(ended.status, Some(2), "{}", ended.out);
    assert!(ended.err.contains("cannot read deploy.json at `HEAD`: "), "{}", ended.err);
    assert!(ended.err.contains("help: "), "{}", ended.err);
}

#[test]
fn a_policy_that_cannot_be_read_at_the_revision_is_said_with_its_place() {
    let repository = Repository::new("broken-before");
    repository.commit("deploy.json", "{\"Version\": \"2012-10-17\", \"Statement\": [}");
    repository.write("deploy.json", &policy(MAIN));
    let ended = repository.diff(&["--base", "HEAD", "deploy.json"]);
    assert_eq!(ended.status, Some(2), "{}", ended.out);
    assert!(ended.err.contains("HEAD:deploy.json:1:"), "{}", ended.err);
}
