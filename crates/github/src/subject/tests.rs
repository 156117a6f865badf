use proptest::prelude::*;

use super::*;
use crate::git_ref::RefKind;
use crate::name::ColonEncoding::Encoded;

fn default(text: &str) -> DefaultSubject {
    match Subject::parse(text) {
        Subject::Default(subject) => subject,
        other => panic!("{text}: {other:?}"),
    }
}

fn template(text: &str) -> Vec<String> {
    match Subject::parse(text) {
        Subject::Template(subject) => subject.segments().iter().map(ToString::to_string).collect(),
        other => panic!("{text}: {other:?}"),
    }
}

fn other(text: &str) -> OtherForm {
    match Subject::parse(text) {
        Subject::Other(subject) => subject.form(),
        github => panic!("{text}: {github:?}"),
    }
}

#[test]
fn classic_and_immutable() {
    let classic = default("repo:octo-org/octo-repo:ref:refs/heads/main").repository;
    assert_eq!((classic.owner(), classic.name()), ("octo-org", "octo-repo"));
    assert_eq!(classic.form(), RepositoryForm::Classic);
    assert_eq!(classic.full_name(), "octo-org/octo-repo");

    let immutable = default("repo:octocat@123456/my-repo@456789:pull_request").repository;
    assert_eq!((immutable.owner(), immutable.owner_id()), ("octocat", Some("123456")));
    assert_eq!((immutable.name(), immutable.repository_id()), ("my-repo", Some("456789")));
    assert_eq!(immutable.form(), RepositoryForm::Immutable);
    assert_eq!(immutable.full_name(), "octocat/my-repo");

    assert_eq!(default("repo:o@1/r:pull_request").repository.form(), RepositoryForm::OneId);
}

#[test]
fn the_draft_form_is_seen_in_names_that_end_in_numbers() {
    let draft = default("repo:octo-org-123456/octo-repo-456789:pull_request").repository;
    assert_eq!(draft.form(), RepositoryForm::Classic);
    assert_eq!(
        draft.draft_ids(),
        Some(DraftIds { owner: "octo-org", owner_id: "123456", name: "octo-repo", repository_id: "456789" })
    );
    for text in [
        "repo:octo-1/r:pull_request",
        "repo:o/r-1:pull_request",
        "repo:o-1@2/r-1@3:pull_request",
        "repo:-1/-2:pull_request",
    ] {
        assert_eq!(default(text).repository.draft_ids(), None, "{text}");
    }
}

#[test]
fn every_context() {
    assert_eq!(default("repo:o/r:pull_request").context, Context::PullRequest);
    let kind = |text: &str| match default(text).context {
        Context::Ref(git_ref) => format!("{:?}", git_ref.kind()),
        context => panic!("{context:?}"),
    };
    assert_eq!(kind("repo:o/r:ref:refs/heads/main"), format!("{:?}", RefKind::Branch("main")));
    assert_eq!(kind("repo:o/r:ref:refs/tags/v1"), format!("{:?}", RefKind::Tag("v1")));
    assert_eq!(kind("repo:o/r:ref:refs/pull/7/merge"), format!("{:?}", RefKind::PullMerge(7)));
    assert_eq!(kind("repo:o/r:ref:"), format!("{:?}", RefKind::Empty));
    assert_eq!(default("repo:o/r:environment:prod").context, Context::environment("prod", Encoded));
    assert_eq!(default("repo:o/r:environment:").context, Context::environment("", Encoded));
}

#[test]
fn an_encoded_colon_is_read_back() {
    let Context::Environment(name) = default("repo:o/r:environment:Production%3AV1").context else {
        panic!()
    };
    assert_eq!(name.as_str(), "Production%3AV1");
    assert_eq!(name.decoded(), "Production:V1");
    assert!(name.has_encoded_colon() && !name.has_raw_colon());
    assert!(!Subject::parse("repo:o/r:environment:Production%3AV1").has_raw_colon());
}

#[test]
fn a_raw_colon_continues_the_environment() {
    let Context::Environment(name) = default("repo:o/r:environment:Production:V1").context else { panic!() };
    assert_eq!(name.as_str(), "Production:V1");
    assert!(Subject::parse("repo:o/r:environment:Production:V1").has_raw_colon());
    let Context::Environment(name) = default("repo:o/r:environment:a:b/c:d").context else { panic!() };
    assert_eq!(name.as_str(), "a:b/c:d", "a part with `/` is no label");
    assert_eq!(other("repo:o/r:environment:a:V1:workflow:x"), OtherForm::Unrecognised, "`x` has no label");
}

#[test]
fn templates() {
    assert_eq!(template("repo:o/r"), ["repo:o/r"]);
    assert_eq!(
        template(
            "repo:o@1/r@2:environment:plan:job_workflow_ref:o/t/.github/workflows/ci.yaml@refs/heads/main"
        ),
        [
            "repo:o@1/r@2",
            "environment:plan",
            "job_workflow_ref:o/t/.github/workflows/ci.yaml@refs/heads/main"
        ]
    );
    assert_eq!(
        template("repo:o/r:pull_request:workflow:w:repository_visibility:private"),
        ["repo:o/r", "pull_request", "workflow:w", "repository_visibility:private"]
    );
    assert_eq!(template("repository_owner:monalisa"), ["repository_owner:monalisa"]);
    assert_eq!(
        template("environment:production%3Aeastus:repository_owner:octo-org"),
        ["environment:production%3Aeastus", "repository_owner:octo-org"]
    );
    assert_eq!(template("repo_property_workspace_id:ws-abc123"), ["repo_property_workspace_id:ws-abc123"]);
    assert_eq!(template("repository_owner:o:repo:o/r"), ["repository_owner:o", "repo:o/r"]);
    assert_eq!(Subject::parse("repository_owner:o:repo:o/r").repository().unwrap().full_name(), "o/r");
}

#[test]
fn a_label_that_nobody_knows_is_kept_and_named() {
    let subject = Subject::parse("repo:o/r:environment:prod:later_claim:x");
    assert_eq!(subject.unknown_keys(), ["later_claim"]);
    assert_eq!(template("repo:o/r:environment:prod:later_claim:x").len(), 3);
    assert_eq!(Subject::parse("repo:o/r:environment:prod").unknown_keys(), [""; 0]);
}

#[test]
fn subjects_of_other_issuers() {
    for (text, expected) in [
        ("", OtherForm::Empty),
        ("project_path:g/p:ref_type:branch:ref:main", OtherForm::GitLab),
        ("org/1/project/2/user/3", OtherForm::CircleCi),
        ("org/1/project/2/user/3/vcs-origin/github.com/o/r/vcs-ref/refs/heads/main", OtherForm::CircleCi),
        ("{a-b}:{c-d}", OtherForm::Bitbucket),
        ("{a-b}:{c-d}:{e-f}", OtherForm::Bitbucket),
        ("organization:o:pipeline:p:ref:refs/heads/main:commit:0:step:build", OtherForm::Buildkite),
        ("organization:o:project:p:workspace:w:run_phase:apply", OtherForm::HcpTerraform),
        ("system:serviceaccount:ns:sa", OtherForm::KubernetesServiceAccount),
        ("111111111111111111111", OtherForm::AccountNumber),
        ("ad|Company|gene", OtherForm::Unrecognised),
        ("space:default:project:p:environment:production", OtherForm::Unrecognised),
    ] {
        assert_eq!(other(text), expected, "{text}");
    }
}

#[test]
fn what_github_cannot_issue_is_not_read_as_its_subject() {
    for text in [
        "repo:o/r:",
        "repo:o/r:*",
        "repo:*",
        "repo:o",
        "repo:o/r/x:pull_request",
        "repo:github.com/o/r:pull_request",
        "repo:https://github.com/o/r:pull_request",
        "repo:o@x/r:pull_request",
        "repo:o@/r@:pull_request",
        "repo:o@1@2/r:pull_request",
        "repo:o/r:ref:refs/heads/a:b",
        "repo:o/r:ref",
        "REPO:o/r:pull_request",
        ":",
    ] {
        assert_eq!(other(text), OtherForm::Unrecognised, "{text}");
    }
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z0-9][A-Za-z0-9_-]{0,12}"
}

fn repository() -> impl Strategy<Value = RepositorySegment> {
    (name(), name(), proptest::option::of((any::<u64>(), any::<u64>()))).prop_map(|(owner, name, ids)| {
        match ids {
            Some((o, r)) => RepositorySegment::immutable(&owner, o, &name, r).unwrap(),
            None => RepositorySegment::classic(&owner, &name).unwrap(),
        }
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(crate::claims::CLAIMS).prop_map(|claim| claim.name.replace('*', "team")),
        "[a-z][a-z0-9_]{0,8}".prop_filter("reserved", |key| key != "repo"),
    ]
}

fn segment() -> impl Strategy<Value = Segment> {
    prop_oneof![
        repository().prop_map(Segment::Repository),
        Just(Segment::PullRequest),
        (key(), ".{0,12}").prop_filter_map("reserved", |(key, value)| Segment::claim(&key, &value, Encoded)),
    ]
}

fn first_segment() -> impl Strategy<Value = Segment> {
    segment().prop_filter("begins as a subject of another issuer might", |segment| match segment {
        Segment::Claim { key, .. } => crate::claims::claim_info(key).is_some(),
        _ => true,
    })
}

proptest! {
    #[test]
    fn printing_then_parsing_gives_the_same_subject(
        first in first_segment(),
        rest in proptest::collection::vec(segment(), 0..5),
    ) {
        let subject = Subject::from_segments(std::iter::once(first).chain(rest).collect()).unwrap();
        prop_assert_eq!(Subject::parse(&subject.to_string()), subject);
    }

    #[test]
    fn parsing_then_printing_gives_the_same_text(text in ".{0,80}") {
        prop_assert_eq!(Subject::parse(&text).to_string(), text);
    }

    #[test]
    fn parsing_then_printing_what_resembles_a_subject_gives_the_same_text(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("repo".to_owned()), Just("environment".to_owned()), Just("pull_request".to_owned()), Just("ref".to_owned()),
                Just(String::new()), Just("o/r".to_owned()), Just("o@1/r@2".to_owned()), "[a-z@/%{}*]{0,4}", Just("workflow".to_owned()),
            ],
            0..9,
        ),
    ) {
        let text = parts.join(":");
        prop_assert_eq!(Subject::parse(&text).to_string(), text);
    }
}
