//! `lint` as it is started: what it looks at, what it prints, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping there")]

use std::fs;
use std::path::{Path, PathBuf};

use can_assume_tests::binary::can_assume;
use can_assume_tests::trust::trusting as policy;
use serde_json::Value;

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lint").join(name);
    if root.exists() {
        fs::remove_dir_all(&root).unwrap();
    }
    fs::create_dir_all(root.join(".git")).unwrap();
    for (path, text) in files {
        let place = root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    root
}

struct Ended {
    status: Option<i32>,
    out: String,
    err: String,
}

fn lint(root: &Path, words: &[&str]) -> Ended {
    let output = can_assume().current_dir(root).arg("lint").args(words).output().unwrap();
    Ended {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

const TIGHT: &str = "repo:acme@123456/web@456789:ref:refs/heads/main";
const WORKFLOW: &str = "on: issue_comment\npermissions: {id-token: write}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{run: make}]\n";

#[test]
fn a_directory_is_walked_as_git_sees_it() {
    let open = policy("repo:acme*:ref:refs/heads/main");
    let root = folder(
        "walk",
        &[
            ("roles/open.json", open.as_str()),
            ("ignored/open.json", open.as_str()),
            (".gitignore", "ignored/\n"),
            ("package.json", r#"{"name": "x"}"#),
            (
                "bucket.json",
                r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}"#,
            ),
            ("values.yml", "a: 1\n"),
            (".github/workflows/comment.yml", WORKFLOW),
        ],
    );
    let ended = lint(&root, &[".", "--format", "concise"]);
    assert_eq!(ended.status, Some(1), "{}", ended.err);
    assert!(ended.err.is_empty(), "{}", ended.err);
    let places: Vec<&str> = ended.out.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, [".github/workflows/comment.yml:4:3", "roles/open.json:11:77"], "{}", ended.out);
}

#[test]
fn the_status_says_what_was_found() {
    let root = folder(
        "status",
        &[
            ("tight.json", policy(TIGHT).as_str()),
            ("open.json", policy("repo:acme/web:*").as_str()),
            (
                "open-question.json",
                policy("repo:acme/web:environment:${token.actions.githubusercontent.com:workflow}x*")
                    .as_str(),
            ),
            ("broken.json", "{"),
        ],
    );
    for (words, status) in [
        (&["tight.json"][..], 0),
        (&["open.json"], 1),
        (&["open.json", "--min-severity", "high"], 0),
        (&["open.json", "--ignore", "any-job-of-repository,recycled-name,subject-form"], 0),
        (&["open.json", "--select", "any-branch"], 0),
        (&["open.json", "--exit-zero"], 0),
        (&["open.json", "--format", "sarif"], 0),
        (&["open-question.json", "--select", "undecided-exposure"], 3),
        (&["broken.json"], 2),
        (&["broken.json", "--exit-zero"], 2),
        (&["missing.json"], 2),
        (&["open.json", "--select", "no-such-rule"], 2),
        (&[], 2),
    ] {
        let ended = lint(&root, words);
        assert_eq!(ended.status, Some(status), "{words:?}\n{}{}", ended.out, ended.err);
    }
}

#[test]
fn bad_input_is_said_and_the_rest_is_linted() {
    let root = folder(
        "bad",
        &[
            ("open.json", policy("repo:acme/web:*").as_str()),
            ("broken.json", "{\"Statement\": [}"),
            ("broken.yml", "on: [push\njobs: {"),
            ("notes.yml", "a: 1\n"),
        ],
    );
    let ended = lint(&root, &["open.json", "broken.json", "broken.yml", "notes.yml", "missing.json"]);
    assert_eq!(ended.status, Some(2));
    assert!(
        ended.out.contains("error[") || ended.out.contains("warning[any-job-of-repository]"),
        "{}",
        ended.out
    );
    for said in [
        "broken.json:1:16",
        "broken.yml:",
        "notes.yml:1:1",
        "neither a trust policy nor a workflow",
        "cannot read missing.json",
    ] {
        assert!(ended.err.contains(said), "{said}\n{}", ended.err);
    }
}

#[test]
fn standard_input_is_a_file() {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = can_assume()
        .args(["lint", "-", "--format", "concise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(policy("repo:*").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(out.contains("<stdin>:11:68: error[open-to-anyone]"), "{out}");
}

#[test]
fn a_configuration_accepts_findings_for_a_reason() {
    let ignore =
        |more: &str| format!("[[ignore]]\nrule = \"any-job-of-repository\"\nreason = \"a sandbox\"\n{more}");
    let rest = "[[ignore]]\nrule = \"recycled-name\"\nreason = \"known\"\n[[ignore]]\nrule = \"subject-form\"\nreason = \"known\"\n";
    for (name, config, status, out, err) in [
        ("used", ignore("policy = \"roles/*.json\"\nstatement = \"Deploy\"\n") + rest, 0, "3 ignored", ""),
        ("by-number", ignore("statement = 1\n") + rest, 0, "3 ignored", ""),
        (
            "other-file",
            ignore("policy = \"other/*.json\"\n") + rest,
            1,
            "any-job-of-repository",
            "is not used",
        ),
        ("until", ignore("until = 2999-01-01\n") + rest, 0, "3 ignored", ""),
        (
            "expired",
            ignore("until = 2020-01-01\n") + rest,
            1,
            "any-job-of-repository",
            "expired after 2020-01-01",
        ),
        (
            "unused",
            ignore("") + rest + "[[ignore]]\nrule = \"sid-empty\"\nreason = \"x\"\n",
            0,
            "3 ignored",
            "the ignore of `sid-empty` is not used",
        ),
    ] {
        let open = policy("repo:acme/web:*");
        let root = folder(
            &format!("config-{name}"),
            &[("roles/open.json", open.as_str()), ("can-assume.toml", config.as_str())],
        );
        let ended = lint(&root, &["roles"]);
        assert_eq!(ended.status, Some(status), "{name}\n{}{}", ended.out, ended.err);
        assert!(ended.out.contains(out), "{name}\n{}", ended.out);
        assert!(
            if err.is_empty() { ended.err.is_empty() } else { ended.err.contains(err) },
            "{name}\n{}",
            ended.err
        );
        // From below it is found too; without it nothing is ignored.
        let below = lint(&root.join("roles"), &["."]);
        if name == "by-number" || name == "used" {
            assert_eq!(below.status, Some(0), "{}", below.out);
        }
        assert_eq!(lint(&root, &["roles", "--no-config"]).status, Some(1));
        assert_eq!(lint(&root, &["roles", "--config", "can-assume.toml"]).status, Some(status));
    }
}

#[test]
fn a_configuration_that_is_wrong_is_refused_with_its_place() {
    for (name, config, said) in [
        ("toml", "[[ignore]\n", "can-assume.toml:1:"),
        ("rule", "[[ignore]]\nrule = \"any-brunch\"\nreason = \"x\"\n", "can-assume.toml:2:8"),
        (
            "member",
            "[[ignore]]\nrule = \"any-branch\"\nreason = \"x\"\nstatment = 1\n",
            "can-assume.toml:4:1",
        ),
        ("reason", "[[ignore]]\nrule = \"any-branch\"\n", "the ignore has no `reason`"),
        ("empty", "[[ignore]]\nrule = \"any-branch\"\nreason = \" \"\n", "can-assume.toml:3:10"),
        (
            "date",
            "[[ignore]]\nrule = \"any-branch\"\nreason = \"x\"\nuntil = \"soon\"\n",
            "can-assume.toml:4:9",
        ),
        ("top", "ignores = 1\n", "can-assume.toml:1:1"),
    ] {
        let root = folder(
            &format!("wrong-{name}"),
            &[("a.json", policy(TIGHT).as_str()), ("can-assume.toml", config)],
        );
        let ended = lint(&root, &["a.json"]);
        assert_eq!(ended.status, Some(2), "{name}\n{}", ended.out);
        assert!(ended.err.contains(said), "{name}: {said}\n{}", ended.err);
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn sarif_is_valid_and_its_fingerprints_stay() {
    let schema = include_str!("../corpus/lint/sarif-schema-2.1.0.json");
    let validator = jsonschema::validator_for(&parsed(schema)).unwrap();
    let open = policy("repo:acme*:ref:refs/heads/main");
    let shifted = format!("\n\n{open}");
    let mut prints = Vec::new();
    for (name, text) in [("sarif", &open), ("sarif-shifted", &shifted)] {
        let root = folder(name, &[("a role.json", text), (".github/workflows/w.yml", WORKFLOW)]);
        let ended = lint(&root, &[".", "--format", "sarif"]);
        assert_eq!(ended.status, Some(0));
        let sarif = parsed(&ended.out);
        let errors: Vec<String> = validator.iter_errors(&sarif).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let results = sarif.pointer("/runs/0/results").unwrap().as_array().unwrap();
        let exposed = results.iter().find(|result| result["ruleId"] == "owner-not-anchored").unwrap();
        let index = usize::try_from(exposed["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &sarif.pointer("/runs/0/tool/driver/rules").unwrap()[index];
        assert_eq!(rule["id"], "owner-not-anchored");
        assert_eq!(rule.pointer("/properties/security-severity").unwrap(), "8.0");
        assert_eq!(exposed["level"], "error");
        assert_eq!(
            exposed.pointer("/locations/0/physicalLocation/artifactLocation/uri").unwrap(),
            "a%20role.json"
        );
        let token = exposed.pointer("/codeFlows/0/threadFlows/0/locations/1/location/message/text").unwrap();
        assert!(token.as_str().unwrap().contains("repo:acme-x/"), "{token}");
        assert_eq!(
            exposed.pointer("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text").unwrap(),
            "\"repo:acme/*:ref:refs/heads/main\""
        );
        prints.push(exposed["partialFingerprints"].clone());
    }
    assert_eq!(prints[0], prints[1]);
    let root = folder("sarif-empty", &[("a.json", policy(TIGHT).as_str()), ("b.json", "{")]);
    let ended = lint(&root, &["a.json", "b.json", "--format", "sarif"]);
    assert_eq!(ended.status, Some(2));
    assert!(validator.is_valid(&parsed(&ended.out)));
}

#[test]
fn json_is_what_its_schema_says() {
    let root =
        folder("json", &[("open.json", policy("repo:acme*:ref:refs/heads/main").as_str()), ("b.json", "{")]);
    let ended = lint(&root, &["open.json", "b.json", "--format", "json"]);
    let report = parsed(&ended.out);
    let schema = can_assume().args(["schema", "lint"]).output().unwrap();
    let schema = parsed(&String::from_utf8(schema.stdout).unwrap());
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(report["outcome"], "badInput");
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "owner-not-anchored");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(11), Some(77)));
    // The witness, run through `check`, is allowed.
    fs::write(root.join("claims.json"), finding["witness"].to_string()).unwrap();
    let checked = can_assume()
        .current_dir(&root)
        .args(["check", "--policy", "open.json", "--claims", "claims.json", "--quiet"])
        .status()
        .unwrap();
    assert_eq!(checked.code(), Some(0));
}

#[test]
fn annotations_are_escaped_and_at_most_ten() {
    let mut text = policy("repo:acme/web:*");
    let one = r#""repo:acme/web:*""#;
    let many: Vec<String> = (0..14).map(|at| format!("\"repo:acme/web-{at}:*\"")).collect();
    text = text.replace(one, &format!("[{}]", many.join(", ")));
    let root = folder("github", &[("a,b.json", text.as_str())]);
    let ended = lint(&root, &["a,b.json", "--format", "github"]);
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!(lines.len(), 10, "{}", ended.out);
    assert!(lines[0].starts_with("::warning file=a%2Cb.json,line=11,endLine=11,col="), "{}", lines[0]);
    assert!(lines[9].ends_with("and 19 more; the log of the step has all"), "{}", lines[9]);
}

#[test]
fn markdown_is_a_table_with_details() {
    let root = folder("markdown", &[("open.json", policy("repo:acme*:ref:refs/heads/main").as_str())]);
    let ended = lint(&root, &["open.json", "--format", "markdown"]);
    assert!(ended.out.contains("| high | `owner-not-anchored` | `open.json:11:77` | repositories outside `acme` can assume this role |"), "{}", ended.out);
    assert!(ended.out.contains("</details>"));
}

#[test]
fn every_rule_has_a_page_and_a_completion() {
    let list = can_assume().args(["explain", "--list=rules"]).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    let script = can_assume().args(["completions", "bash"]).output().unwrap();
    let script = String::from_utf8(script.stdout).unwrap();
    assert!(list.lines().count() > 60);
    for id in list.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(script.contains(id), "{id}");
        let page = can_assume().args(["explain", id]).output().unwrap();
        let page = String::from_utf8(page.stdout).unwrap();
        assert!(page.starts_with(id), "{page}");
    }
    let both = can_assume().args(["explain", "--list"]).output().unwrap();
    let both = String::from_utf8(both.stdout).unwrap();
    assert!(both.contains("environment-replaces-ref") && both.contains("owner-not-anchored"));
}
