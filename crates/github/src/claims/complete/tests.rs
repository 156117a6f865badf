use super::*;
use Completeness::{Partial, Whole};

fn of(text: &str) -> (Claims, Completed) {
    let claims = Claims::from_json(text).unwrap();
    let issuer = claims.issuer().unwrap_or_else(Issuer::github);
    let completed = complete(&claims, &issuer, Partial);
    (claims, completed)
}

fn with_sub(sub: &str) -> Completed {
    of(&serde_json::json!({ "sub": sub }).to_string()).1
}

fn derived(completed: &Completed) -> Vec<(&str, &str)> {
    completed.derived.iter().map(|derived| (derived.claim.as_str(), derived.value.as_str())).collect()
}

fn absent<'a>(completed: &'a Completed, claim: &str) -> Option<&'a str> {
    completed.absent.iter().find(|absent| absent.claim == claim).map(|absent| absent.reason.as_str())
}

#[test]
fn a_classic_subject_implies_names_and_ref() {
    let completed = with_sub("repo:octo-org/octo-repo:ref:refs/heads/main");
    assert_eq!(
        derived(&completed),
        [("repository", "octo-org/octo-repo"), ("repository_owner", "octo-org"), ("ref", "refs/heads/main")]
    );
    assert!(absent(&completed, "environment").unwrap().contains("ends in a ref"));
    for claim in
        ["repository_id", "actor", "actor_id", "workflow", "job_workflow_ref", "aud", "iss", "event_name"]
    {
        assert!(completed.unknown(claim).unwrap().contains(" sends `"), "{claim}");
    }
    assert!(completed.unknown("enterprise_id").unwrap().contains("enterprise may own"));
    assert!(absent(&completed, "amr").is_some() && absent(&completed, "email").is_some());
    assert!(completed.contradictions.is_empty());
}

#[test]
fn an_immutable_subject_implies_the_ids() {
    let completed = with_sub("repo:octocat@123456/my-repo@456789:pull_request");
    assert_eq!(
        derived(&completed),
        [
            ("repository", "octocat/my-repo"),
            ("repository_owner", "octocat"),
            ("repository_owner_id", "123456"),
            ("repository_id", "456789")
        ]
    );
    assert!(completed.unknown("ref").is_some(), "a pull request's ref is not in its subject");
    assert!(absent(&completed, "environment").is_some());
}

#[test]
fn an_environment_is_decoded_and_hides_the_ref() {
    let completed = with_sub("repo:o/r:environment:Production%3AV1");
    assert_eq!(completed.derived("environment"), Some("Production:V1"));
    assert!(completed.unknown("ref").is_some());
    assert!(completed.unknown("environment_node_id").is_some());
}

#[test]
fn an_encoded_colon_is_read_only_where_there_can_be_one() {
    assert_eq!(with_sub("repo:o/r:ref:refs/heads/a%3Ab").derived("ref"), Some("refs/heads/a%3Ab"));
    assert_eq!(with_sub("repository_id:1:head_ref:a%3Ab").derived("head_ref"), Some("a%3Ab"));
    let completed = with_sub("repo:o/r:job_workflow_ref:o/r/.github/workflows/f.yml@refs/heads/a%3Ab");
    assert!(completed.unknown("job_workflow_ref").is_some());
    assert!(with_sub("repo:o/r:environment:").unknown("environment").is_some());
}

#[test]
fn a_template_implies_its_segments_and_hides_the_environment() {
    let completed = with_sub("repository_owner_id:123456:repository_id:456789:ref:refs/heads/main");
    assert_eq!(
        derived(&completed),
        [("repository_owner_id", "123456"), ("repository_id", "456789"), ("ref", "refs/heads/main")]
    );
    assert!(completed.unknown("environment").unwrap().contains("custom template"));
    assert!(completed.unknown("repository").is_some());

    let completed = with_sub("repo:o/r:pull_request:workflow:w%3Ax");
    assert_eq!(completed.derived("workflow"), Some("w:x"));
    assert!(absent(&completed, "environment").is_some(), "`pull_request` tells that there is none");

    let completed = with_sub("repo:o/r");
    assert!(completed.unknown("environment").is_some());
}

#[test]
fn what_may_be_part_of_a_free_text_is_not_derived() {
    let completed = with_sub("repo:o/r:environment:a:later_claim:x");
    assert_eq!(completed.derived("environment"), None);
    assert!(completed.unknown("environment").unwrap().contains("not certain"));
    assert_eq!(completed.derived("repository"), Some("o/r"));

    let completed = with_sub("repo:o/r:environment:a:V1");
    assert!(completed.unknown("environment").is_some());

    let server = r#""iss": "https://ghes.example.com/_services/token", "#;
    let (_, completed) =
        of(&format!(r#"{{{server}"sub": "repo:o/r:environment:x:job_workflow_ref:o/r/f@refs/heads/main"}}"#));
    assert_eq!(derived(&completed), [("repository", "o/r"), ("repository_owner", "o")]);
    assert!(completed.unknown("environment").is_some() && completed.unknown("job_workflow_ref").is_some());
    let (_, completed) = of(&format!(r#"{{{server}"sub": "repo:o/r:workflow:x:pull_request"}}"#));
    assert!(completed.unknown("environment").is_some(), "the workflow may be named `x:pull_request`");
    let (_, completed) = of(&format!(r#"{{{server}"sub": "repo:o/r:environment:prod"}}"#));
    assert_eq!(completed.derived("environment"), Some("prod"));
    let (_, completed) = of(&format!(r#"{{{server}"sub": "repo:o/r:environment:a%3Ab"}}"#));
    assert!(completed.unknown("environment").is_some());
}

#[test]
fn a_given_claim_is_never_replaced_and_contradictions_are_told() {
    let (_, completed) =
        of(r#"{"sub": "repo:o@1/r@2:ref:refs/heads/main", "repository": "o/other", "ref": "refs/heads/dev",
            "repository_id": 2, "environment": "prod"}"#);
    let told: Vec<_> = completed
        .contradictions
        .iter()
        .map(|c| (c.claim.as_str(), c.given.as_str(), c.implied.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("repository", "o/other", Some("o/r")),
            ("ref", "refs/heads/dev", Some("refs/heads/main")),
            ("environment", "prod", None)
        ]
    );
    assert_eq!(derived(&completed), [("repository_owner", "o"), ("repository_owner_id", "1")]);
    assert!(absent(&completed, "environment").is_none() && completed.unknown("environment").is_none());
}

#[test]
fn two_segments_that_differ_are_a_contradiction() {
    let completed = with_sub("repo:o@1/r@2:repository_id:3");
    assert_eq!(completed.derived("repository_id"), Some("2"));
    assert_eq!(completed.contradictions.len(), 1);
    assert_eq!(completed.contradictions[0].implied.as_deref(), Some("3"));
}

#[test]
fn null_states_that_a_claim_is_absent() {
    let (_, completed) = of(r#"{"sub": "repository_owner:o", "environment": null, "enterprise_id": null}"#);
    assert_eq!(absent(&completed, "environment"), Some("`environment` is `null`"));
    assert_eq!(absent(&completed, "enterprise_id"), Some("`enterprise_id` is `null`"));
    assert!(completed.unknown("environment").is_none());
}

#[test]
fn nothing_is_unknown_or_derived_of_a_whole_token() {
    let claims =
        Claims::from_json(r#"{"sub": "repo:o@1/r@2:environment:prod", "ref": "refs/heads/main"}"#).unwrap();
    let completed = complete(&claims, &Issuer::github(), Whole);
    assert!(completed.unknown.is_empty() && completed.derived.is_empty());
    for claim in ["environment", "enterprise_id", "repository", "email"] {
        assert!(absent(&completed, claim).is_some(), "{claim}");
    }
    let claims =
        Claims::from_json(r#"{"sub": "repo:o/r:ref:refs/heads/main", "environment": "prod"}"#).unwrap();
    assert_eq!(
        complete(&claims, &Issuer::github(), Whole).contradictions,
        [],
        "the template may be `repo`, `ref`"
    );
}

#[test]
fn other_issuers_leave_their_own_keys_unknown() {
    let (_, completed) =
        of(r#"{"iss": "https://gitlab.com", "sub": "project_path:g/p:ref_type:branch:ref:main"}"#);
    assert!(completed.derived.is_empty());
    let unknown: Vec<_> = completed.unknown.iter().map(|unknown| unknown.claim.as_str()).collect();
    assert_eq!(
        unknown,
        [
            "exp",
            "iat",
            "aud",
            "amr",
            "email",
            "namespace_id",
            "project_id",
            "pipeline_source",
            "ref_protected",
            "runner_environment",
            "user_access_level",
            "user_email",
            "user_id",
            "user_login"
        ]
    );
}

#[test]
fn without_a_subject_everything_is_unknown() {
    let (_, completed) = of("{}");
    assert!(completed.derived.is_empty());
    assert_eq!(completed.unknown("environment"), Some("the claims do not give `sub`"));
    assert!(completed.unknown("sub").is_some());
}
