//! `facts` as a process, against GitHub's REST API as a server on this machine plays it.
#![expect(clippy::unwrap_used, reason = "the helpers of a test fail as a test does")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Output, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

use can_assume_tests::binary::can_assume;
use serde_json::{Value, json};

const TOKEN: &str = "ghp_notatokenofanybody";

/// An answer: status, further headers, document.
type Answer = (u16, &'static str, Value);

/// Plays the API: `answer` gets the path of each request; returns the address and the headers that were sent.
fn serve(answer: impl Fn(&str) -> Answer + Send + 'static) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            let headers: Vec<String> =
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            log.lock().unwrap().extend(headers);
            let path = request.split(' ').nth(1).unwrap().to_owned();
            let (status, more, body) = answer(&path);
            let body = body.to_string();
            let _ = write!(
                stream,
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n{more}\r\n{body}",
                body.len()
            );
        }
    });
    (url, seen)
}

fn facts(url: &str, token: Option<&str>) -> Output {
    let mut command = can_assume();
    command.args(["facts", "--repo", "octo-org/shop", "--api-url", url]).stdin(Stdio::null());
    command.env_remove("GITHUB_TOKEN").env_remove("HTTP_PROXY").env_remove("http_proxy");
    if let Some(token) = token {
        command.env("GITHUB_TOKEN", token);
    }
    command.output().unwrap()
}

fn repository() -> Value {
    json!({"name": "shop", "id": 1_296_269, "default_branch": "main", "created_at": "2024-03-01T09:00:00Z",
        "visibility": "private", "owner": {"login": "octo-org", "id": 583_231, "type": "Organization"}})
}

#[test]
fn everything_is_asked_for_and_the_token_is_not_shown() {
    let next = Arc::new(OnceLock::<String>::new());
    let link = Arc::clone(&next);
    let (url, seen) = serve(move |path| match path.split('?').next().unwrap() {
        "/repos/octo-org/shop" => (200, "", repository()),
        "/repos/octo-org/shop/actions/oidc/customization/sub" => (
            200,
            "",
            json!({"use_default": false, "use_immutable_subject": false, "sub_claim_prefix": "repo:octo-org/shop"}),
        ),
        "/orgs/octo-org/actions/oidc/customization/sub" => {
            (200, "", json!({"include_claim_keys": ["repo", "context", "job_workflow_ref"]}))
        }
        "/repos/octo-org/shop/environments" => (
            200,
            "",
            json!({"total_count": 2, "environments": [
                {"name": "staging", "protection_rules": [], "deployment_branch_policy": null},
                {"name": "live site", "protection_rules": [
                    {"type": "wait_timer", "wait_timer": 30},
                    {"type": "required_reviewers", "reviewers": [
                        {"type": "User", "reviewer": {"login": "octocat"}}, {"type": "Team", "reviewer": {"slug": "release"}}]}],
                 "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}}]}),
        ),
        "/repos/octo-org/shop/environments/live%20site/deployment-branch-policies" => {
            (200, "", json!({"branch_policies": [{"name": "main"}, {"name": "v*", "type": "tag"}]}))
        }
        "/repos/octo-org/shop/actions/variables" if path.ends_with("page=2") => {
            (200, "", json!({"variables": [{"name": "REGION", "value": "eu-west-1"}]}))
        }
        "/repos/octo-org/shop/actions/variables" => (
            200,
            String::leak(link.get().unwrap().clone()),
            json!({"total_count": 2, "variables": [{"name": "ROLE", "value": "deploy"}]}),
        ),
        "/repos/octo-org/shop/actions/organization-variables" => (
            200,
            "",
            json!({"variables": [{"name": "REGION", "value": "us-east-1"}, {"name": "ACCOUNT", "value": "123456789012"}]}),
        ),
        "/repos/octo-org/shop/environments/staging/variables" => {
            (200, "", json!({"total_count": 0, "variables": []}))
        }
        "/repos/octo-org/shop/environments/live%20site/variables" => {
            (200, "", json!({"variables": [{"name": "ROLE", "value": "deploy-live"}]}))
        }
        "/repos/octo-org/shop/branches" => {
            assert!(path.contains("protected=true"), "{path}");
            (200, "", json!([{"name": "main", "protected": true}, {"name": "release/1", "protected": true}]))
        }
        "/orgs/octo-org/actions/oidc/customization/properties/repo" => (
            200,
            "",
            json!([{"custom_property_name": "team", "inclusion_source": "organization"},
                {"custom_property_name": "regions", "inclusion_source": "enterprise"},
                {"custom_property_name": "unset", "inclusion_source": "organization"}]),
        ),
        "/repos/octo-org/shop/properties/values" => (
            200,
            "",
            json!([{"property_name": "team", "value": "web"}, {"property_name": "regions", "value": ["eu", "us"]},
                {"property_name": "unset", "value": null}, {"property_name": "secret", "value": "no"}]),
        ),
        "/repos/octo-org/shop/actions/permissions/fork-pr-workflows-private-repos" => (
            200,
            "",
            json!({"run_workflows_from_fork_pull_requests": true, "send_write_tokens_to_workflows": false}),
        ),
        other => panic!("{other}"),
    });
    next.set(format!("link: <{url}/repos/octo-org/shop/actions/variables?page=2>; rel=\"next\"\r\n"))
        .unwrap();
    let output = facts(&url, Some(TOKEN));
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let found: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(
        found,
        json!({
            "repository": {"owner": "octo-org", "name": "shop", "ownerId": "583231", "id": "1296269", "defaultBranch": "main",
                "createdAt": "2024-03-01T09:00:00Z", "visibility": "private"},
            "subject": {"subClaimPrefix": "repo:octo-org/shop", "useImmutableSubject": false},
            "template": {"useDefault": false, "organizationIncludeClaimKeys": ["repo", "context", "job_workflow_ref"]},
            "vars": {"ACCOUNT": "123456789012", "REGION": "eu-west-1", "ROLE": "deploy"},
            "customProperties": {"team": "web", "regions": "eu,us"},
            "forkPullRequestWriteTokens": false,
            "protectedBranches": ["main", "release/1"],
            "environments": [{"name": "staging"}, {"name": "live site", "reviewers": ["octocat", "release"], "waitTimer": 30,
                "vars": {"ROLE": "deploy-live"},
                "branchPolicy": {"protectedBranches": false, "customBranchPolicies": true, "patterns": [
                    {"name": "main", "type": "branch"}, {"name": "v*", "type": "tag"}]}}],
        })
    );
    let sent = seen.lock().unwrap().join("\n");
    assert!(sent.contains(&format!("Bearer {TOKEN}")));
    assert!(!stdout.contains(TOKEN) && !stderr.contains(TOKEN));
}

#[test]
fn what_may_not_be_seen_stays_open() {
    let (url, _) = serve(|path| match path.split('?').next().unwrap() {
        "/repos/octo-org/shop" => (200, "", repository()),
        _ => (403, "", json!({"message": "Resource not accessible"})),
    });
    let output = facts(&url, Some(TOKEN));
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((found.get("template"), found.get("environments")), (None, None));
    assert_eq!((found.get("vars"), found.get("protectedBranches")), (None, None));
    assert_eq!((found.get("customProperties"), found.get("forkPullRequestWriteTokens")), (None, None));
    assert!(String::from_utf8_lossy(&output.stderr).contains("stay open"));
}

#[test]
fn refusals_are_told_apart() {
    for (status, headers, wanted) in [
        (401, "", "does not accept the token"),
        (403, "", "may not be read"),
        (403, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1795348800\r\n", "until 2026-11-22T12:00:00Z"),
        (429, "retry-after: 60\r\n", "rate limit"),
        (404, "", "there is no repository"),
        (502, "", "HTTP status 502"),
    ] {
        let (url, _) = serve(move |_| (status, headers, json!({"message": "no"})));
        let output = facts(&url, Some(TOKEN));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{status}");
        assert!(said.contains(wanted) && !said.contains(TOKEN), "{status}: {said}");
    }
}

#[test]
fn a_renamed_repository_is_followed_on_its_host_only() {
    let (url, seen) = serve(|path| match path.split('?').next().unwrap() {
        "/repos/octo-org/shop" => (301, "location: /repositories/1296269\r\n", Value::Null),
        "/repositories/1296269" => (200, "", repository()),
        _ => (404, "", Value::Null),
    });
    assert_eq!(facts(&url, Some(TOKEN)).status.code(), Some(0));
    assert!(!seen.lock().unwrap().is_empty());
    let (elsewhere, stolen) = serve(|_| (200, "", repository()));
    let target: &'static str = Box::leak(format!("location: {elsewhere}/x\r\n").into_boxed_str());
    let (url, _) = serve(move |_| (302, target, Value::Null));
    assert_eq!(facts(&url, Some(TOKEN)).status.code(), Some(2));
    assert!(stolen.lock().unwrap().is_empty());
    assert_eq!(facts("http://api.github.example", None).status.code(), Some(2));
}

#[test]
fn variables_that_may_not_be_seen_are_said_to_be_open() {
    let (url, _) = serve(|path| match path.split('?').next().unwrap() {
        "/repos/octo-org/shop" => (200, "", repository()),
        "/repos/octo-org/shop/actions/variables" => {
            (200, "", json!({"variables": [{"name": "ROLE", "value": "deploy"}]}))
        }
        "/repos/octo-org/shop/environments" => {
            (200, "", json!({"environments": [{"name": "live"}, {"name": "staging"}]}))
        }
        "/repos/octo-org/shop/environments/live/variables" => (403, "", Value::Null),
        "/repos/octo-org/shop/environments/staging/variables" => (200, "", json!({"variables": []})),
        _ => (404, "", Value::Null),
    });
    let output = facts(&url, Some(TOKEN));
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found.get("vars"), Some(&json!({"ROLE": "deploy"})));
    assert_eq!(found.get("varsComplete"), Some(&json!(false)));
    let environments = json!([{"name": "live", "varsComplete": false}, {"name": "staging"}]);
    assert_eq!(found.get("environments"), Some(&environments));
    let said = String::from_utf8(output.stderr).unwrap();
    for what in
        ["the variables of the organization", "the variables of environment `live`", "the protected branches"]
    {
        assert!(said.contains(&format!("{what} may not be seen")), "{said}");
    }
}
