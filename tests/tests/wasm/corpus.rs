//! Every case of the corpus and of the examples as inputs.

use std::path::{Path, PathBuf};

use can_assume_tests::binary::root;
use serde_json::{Value, json};

use crate::node::Asked;

/// Every input.
pub(crate) fn all() -> Vec<Asked> {
    let mut all = Vec::new();
    for folder in ["tests/corpus/cases", "tests/corpus/causes"] {
        for path in files(&root().join(folder)) {
            let case: Value = serde_json::from_str(&text(&path)).unwrap();
            of_case(&mut all, &shown(&path), &case);
        }
    }
    let vectors = text(&root().join("tests/corpus/section10.jsonl"));
    for (index, line) in vectors.lines().enumerate() {
        of_case(&mut all, &format!("section10.jsonl:{}", index + 1), &serde_json::from_str(line).unwrap());
    }
    for path in files(&root().join("examples")) {
        if path.is_dir() {
            of_example(&mut all, &path);
        }
    }
    of_workflows(&mut all);
    of_pages(&mut all);
    all
}

/// What a question may cost: that both give up at the same point is part of being the same.
const BUDGET: usize = 500;

const FORMATS: [&str; 5] = ["plain", "concise", "markdown", "github", "sarif"];

fn of_case(all: &mut Vec<Asked>, name: &str, case: &Value) {
    let file = |name: &str, value: &Value| json!({"name": name, "text": format!("{value:#}")});
    let mut push = |call: &'static str, mut input: Value| {
        input.as_object_mut().unwrap().insert("formats".to_owned(), json!(FORMATS));
        all.push(Asked { name: name.to_owned(), call, input: input.to_string() });
    };
    let policy = case.get("policy").filter(|policy| policy.is_object());
    let claims = case.get("claims").filter(|claims| claims.is_object());
    if let (Some(policy), Some(claims)) = (policy, claims) {
        let mut input =
            json!({"policy": [file("policy.json", policy)], "claims": file("claims.json", claims)});
        if let Some(provider) = case.get("provider") {
            input["providers"] = file("provider.json", provider);
        }
        push("check", input.clone());
        push("fix", input);
    }
    if let Some(policy) = policy {
        push("who", json!({"policy": file("policy.json", policy), "budget": BUDGET}));
        push("lint", json!({"files": [file("policy.json", policy)], "budget": BUDGET}));
        let mut after = policy.clone();
        if let Some(statements) = after.get_mut("Statement").and_then(Value::as_array_mut) {
            statements.pop();
        }
        let (before, after) = (file("policy.json", policy), file("policy.json", &after));
        push("diff", json!({"before": before, "after": after, "budget": BUDGET}));
    }
    if let Some(workflow) = case.get("workflow").and_then(Value::as_str) {
        let workflow = json!({"name": ".github/workflows/ci.yml", "text": workflow});
        push("claims", json!({"workflow": workflow}));
        let policies: Vec<Value> = policy.iter().map(|policy| file("policy.json", policy)).collect();
        push("check", json!({"workflow": workflow, "policy": policies, "repository": "octo-org/app"}));
        push("fix", json!({"workflow": workflow, "policy": policies}));
    }
}

fn of_example(all: &mut Vec<Asked>, folder: &Path) {
    let own: Vec<PathBuf> = files(folder);
    let named = |start: &str, end: &str| -> Vec<&PathBuf> {
        own.iter()
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(start) && name.ends_with(end)
            })
            .collect()
    };
    let mut push = |call: &'static str, input: &Value| {
        all.push(Asked { name: shown(folder), call, input: input.to_string() });
    };
    for policy in named("trust-policy", ".json") {
        push("who", &json!({"policy": file(policy), "budget": BUDGET, "formats": FORMATS}));
        push("lint", &json!({"files": [file(policy)], "budget": BUDGET, "formats": FORMATS}));
        for (member, start, end) in
            [("claims", "claims", ".json"), ("request", "request", ".json"), ("token", "token", ".jwt")]
        {
            for identity in named(start, end) {
                let mut input = json!({"policy": [file(policy)], "explain": "full", "formats": FORMATS});
                input[member] = file(identity);
                input["at"] = json!(1_795_000_000);
                for provider in named("provider", ".json") {
                    input["providers"] = file(provider);
                }
                for jwks in named("jwks", ".json") {
                    input["jwks"] = file(jwks);
                }
                push("check", &input);
            }
        }
    }
    for token in named("token", ".jwt") {
        push("decodeToken", &json!({"token": file(token)}));
        for jwks in named("jwks", ".json") {
            push("verifyToken", &json!({"token": file(token), "jwks": file(jwks), "at": 1_795_000_000}));
        }
    }
}

fn of_workflows(all: &mut Vec<Asked>) {
    let folder = root().join("examples/workflows");
    let given: Vec<Value> =
        files(&folder).iter().filter(|path| path.is_file()).map(|path| file(path)).collect();
    let facts = file(&folder.join("facts.json"));
    for path in files(&folder).iter().filter(|path| path.extension().is_some_and(|end| end == "yml")) {
        for call in ["claims", "check", "fix"] {
            let input = json!({"workflow": file(path), "files": given, "facts": facts, "formats": FORMATS});
            all.push(Asked { name: shown(path), call, input: input.to_string() });
        }
    }
}

fn of_pages(all: &mut Vec<Asked>) {
    for input in [
        json!({"list": true, "formats": ["plain", "markdown"]}),
        json!({"id": "environment-replaces-ref", "formats": ["plain", "markdown"]}),
        json!({"error": "Not authorized to perform sts:AssumeRoleWithWebIdentity", "formats": ["plain", "markdown"]}),
        json!({"error": "the dog ate my homework"}),
    ] {
        all.push(Asked { name: "pages".to_owned(), call: "explain", input: input.to_string() });
    }
    for event in ["push", "pull_request", "pull_request_target", "workflow_dispatch", "release"] {
        for environment in [None, Some("a:b"), Some("prod")] {
            let input = json!({"repository": "octo-org/api", "event": event, "environment": environment});
            all.push(Asked { name: "forms".to_owned(), call: "mint", input: input.to_string() });
        }
    }
}

/// The files and folders of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn file(path: &Path) -> Value {
    json!({"name": shown(path), "text": text(path)})
}

/// What is in a file; some examples are not UTF-8 on purpose.
fn text(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
