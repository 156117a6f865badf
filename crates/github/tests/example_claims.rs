//! Tokens of every kind: the subject is made again from what the job was, read back, and turned into condition keys.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail as the test does")]

use can_assume_github::claims::{Claims, Completeness, complete};
use can_assume_github::exposed::{KeyState, context_entries};
use can_assume_github::issuer::Issuer;
use can_assume_github::name::ColonEncoding;
use can_assume_github::subject::{Context, RepositoryForm, Segment, Subject};
use can_assume_github::template::{JobFacts, SubjectTemplate, subject, subject_candidates};
use serde_json::Value;

struct Example {
    name: String,
    event: String,
    environment: Option<String>,
    immutable: bool,
    template: SubjectTemplate,
    claims: Claims,
    issuer: Issuer,
}

fn examples() -> Vec<Example> {
    let text = include_str!("../../../tests/corpus/example-claims.json");
    let examples: Vec<Value> = serde_json::from_str(text).unwrap();
    examples
        .iter()
        .map(|example| {
            let inputs = &example["inputs"];
            let claims = Claims::from_json(&example["claims"].to_string()).unwrap();
            let keys = inputs["include_claim_keys"].as_array();
            Example {
                name: example["name"].as_str().unwrap().to_owned(),
                event: inputs["event"].as_str().unwrap().to_owned(),
                environment: inputs["environment"].as_str().map(str::to_owned),
                immutable: inputs["immutable_subject"].as_bool().unwrap(),
                template: keys.map_or_else(SubjectTemplate::default, |keys| {
                    SubjectTemplate::new(keys.iter().map(|key| key.as_str().unwrap())).unwrap()
                }),
                issuer: claims.issuer().unwrap(),
                claims,
            }
        })
        .collect()
}

fn example(name: &str) -> Example {
    examples().into_iter().find(|example| example.name == name).unwrap()
}

#[test]
fn there_are_thirty_four() {
    assert_eq!(examples().len(), 34);
}

#[test]
fn the_subject_follows_from_the_job() {
    for example in examples() {
        let job = JobFacts {
            event: &example.event,
            environment: example.environment.as_deref(),
            claims: &example.claims,
        };
        let made = subject(&job, &example.template, example.immutable, ColonEncoding::Encoded).unwrap();
        assert_eq!(Some(made.as_str()), example.claims.sub().as_deref(), "{}", example.name);
        let candidates =
            subject_candidates(&job, &example.template, example.immutable, ColonEncoding::Encoded).unwrap();
        assert_eq!(candidates.first(), Some(&made), "{}", example.name);
    }
}

#[test]
fn the_parsed_subject_agrees_with_the_claims() {
    for example in examples() {
        let name = &example.name;
        let claim = |claim: &str| example.claims.text(claim).map(|value| value.into_owned());
        let sub = claim("sub").unwrap();
        let subject = Subject::parse(&sub);
        assert_eq!(subject.to_string(), sub, "{name}");
        assert_eq!(matches!(subject, Subject::Default(_)), example.template.is_default(), "{name}");
        assert!(!subject.has_raw_colon() && subject.unknown_keys().is_empty(), "{name}");
        let has_repository = example.template.keys().iter().any(|key| key == "repo");
        assert_eq!(subject.repository().is_some(), has_repository, "{name}");
        if let Some(repository) = subject.repository() {
            assert_eq!(Some(repository.full_name()), claim("repository"), "{name}");
            assert_eq!(repository.form() == RepositoryForm::Immutable, example.immutable, "{name}");
            if example.immutable {
                assert_eq!(repository.owner_id(), claim("repository_owner_id").as_deref(), "{name}");
                assert_eq!(repository.repository_id(), claim("repository_id").as_deref(), "{name}");
            }
        }
        match subject.context() {
            Some(Context::Environment(environment)) => {
                assert_eq!(Some(environment.decoded()), claim("environment"), "{name}");
            }
            Some(Context::PullRequest) => assert!(example.event.starts_with("pull_request"), "{name}"),
            Some(Context::Ref(git_ref)) => {
                assert_eq!(Some(git_ref.as_str()), claim("ref").as_deref(), "{name}");
                assert_eq!(Some(git_ref.ref_type()), claim("ref_type").as_deref(), "{name}");
            }
            None => {}
        }
        for segment in subject.segments() {
            if let Segment::Claim { key, value } = segment {
                assert_eq!(Some(value.decoded()), claim(&key), "{name}: {key}");
            }
        }
    }
}

#[test]
fn a_whole_token_contradicts_nothing_and_leaves_nothing_unknown() {
    for example in examples() {
        let completed = complete(&example.claims, &example.issuer, Completeness::Whole);
        assert_eq!(completed.contradictions, [], "{}", example.name);
        assert_eq!(completed.unknown, [], "{}", example.name);
        assert_eq!(completed.derived, [], "{}", example.name);
    }
}

#[test]
fn what_the_subject_implies_is_what_the_token_says() {
    for example in examples() {
        let mut only_sub = Claims::new();
        only_sub.set("iss", example.issuer.url());
        only_sub.set("sub", example.claims.sub().unwrap().into_owned());
        let completed = complete(&only_sub, &example.issuer, Completeness::Partial);
        assert!(!completed.derived.is_empty(), "{}", example.name);
        for derived in completed.derived {
            let real = example.claims.text(&derived.claim);
            assert_eq!(real.as_deref(), Some(derived.value.as_str()), "{}: {}", example.name, derived.claim);
        }
        for absent in completed.absent {
            assert_eq!(example.claims.get(&absent.claim), None, "{}: {}", example.name, absent.claim);
        }
        assert_eq!(completed.contradictions, [], "{}", example.name);
    }
}

fn state(example: &Example, key: &str) -> KeyState {
    let entries = context_entries(&example.claims, &example.issuer, Completeness::Whole);
    entries.into_iter().find(|entry| entry.key == key).unwrap_or_else(|| panic!("{key}")).state
}

fn known(value: &str) -> KeyState {
    KeyState::Known(value.to_owned())
}

#[test]
fn condition_keys_of_an_environment_with_a_colon() {
    let example = example("environment-with-colon");
    let key = |suffix: &str| state(&example, &format!("token.actions.githubusercontent.com:{suffix}"));
    assert_eq!(key("sub"), known("repo:octo-org/octo-repo:environment:Production%3AV1"));
    assert_eq!(key("environment"), known("Production:V1"));
    assert_eq!(key("aud"), known("sts.amazonaws.com"));
    assert_eq!(key("enterprise_id"), KeyState::Missing);
}

#[test]
fn condition_keys_of_a_pull_request() {
    let example = example("pull_request-same-repository");
    let key = |suffix: &str| state(&example, &format!("token.actions.githubusercontent.com:{suffix}"));
    assert_eq!(key("sub"), known("repo:octo-org/octo-repo:pull_request"));
    assert_eq!(key("environment"), KeyState::Missing);
    let KeyState::Known(git_ref) = key("ref") else { panic!() };
    assert!(git_ref.starts_with("refs/pull/") && git_ref.ends_with("/merge"), "{git_ref}");
}

#[test]
fn condition_keys_of_a_deployment_without_a_ref() {
    let example = example("deployment-by-sha-with-environment");
    assert_eq!(state(&example, "token.actions.githubusercontent.com:ref"), known(""));
}

#[test]
fn condition_keys_of_every_deployment() {
    let slug = example("issuer-enterprise-slug");
    assert_eq!(
        state(&slug, "token.actions.githubusercontent.com/octocat-inc:repository"),
        known("octocat-inc/private-server")
    );
    let residency = example("issuer-ghe-com-data-residency");
    assert_eq!(state(&residency, "token.actions.octocorp.ghe.com:environment"), known("production"));
    let server = example("issuer-ghes");
    let keys: Vec<_> = context_entries(&server.claims, &server.issuer, Completeness::Whole)
        .into_iter()
        .map(|entry| entry.key)
        .collect();
    let expected =
        ["sub", "aud", "oaud", "amr", "email"].map(|key| format!("ghes.example.com/_services/token:{key}"));
    assert_eq!(keys, expected, "an Enterprise Server has the default keys only");
}
