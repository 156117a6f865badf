use can_assume_iam::policy::OperatorKind;

use super::*;

const EXACT: OperatorKind = OperatorKind::StringEquals;
const LIKE: OperatorKind = OperatorKind::StringLike;

fn known<'a>(issuer: &'a Issuer, claims: &'a Claims) -> Known<'a> {
    Known { issuer: Some(issuer), claims: Some(claims) }
}

#[track_caller]
fn found(kind: OperatorKind, wanted: &str, presented: &str) -> Vec<Defect> {
    let (issuer, claims) = (Issuer::github(), Claims::new());
    defects(Key::Subject, kind, wanted, presented, &known(&issuer, &claims)).unwrap_or_default()
}

#[track_caller]
fn mends(kind: OperatorKind, wanted: &str, presented: &str, expected: Option<&str>) {
    let defects = found(kind, wanted, presented);
    assert_eq!(repair::mended(Key::Subject, wanted, presented, &defects).as_deref(), expected, "{defects:?}");
}

#[test]
fn what_matches_has_no_defect() {
    assert_eq!(found(EXACT, "repo:o/r:pull_request", "repo:o/r:pull_request"), []);
    assert_eq!(found(LIKE, "repo:o/*", "repo:o/r:pull_request"), []);
}

#[test]
fn every_part_has_its_defect() {
    let main = "repo:o/r:ref:refs/heads/main";
    for (wanted, expected) in [
        ("repo:o/r:environment:prod", vec![Defect::EnvironmentReplacesRef { proven: false }]),
        ("repo:O/r:pull_request", vec![Defect::Case { environment: false }, Defect::PullRequest]),
        ("repo:o/x:ref:refs/tags/v1", vec![Defect::WrongRepository, Defect::Tag]),
        ("repo:o@1/r@2:ref:refs/heads/dev", vec![Defect::Classic, Defect::Branch]),
        ("o/r:main", vec![Defect::Prefix(Prefix::Label), Defect::LabelMissing]),
        ("repo:o/r:dev*", vec![Defect::LabelMissing, Defect::Branch, Defect::Wildcard]),
        ("repo:o/r:ref:refs/heads/main:actor:mona", vec![Defect::Template]),
    ] {
        assert_eq!(found(EXACT, wanted, main), expected, "{wanted}");
    }
}

#[test]
fn an_environment_and_a_ref_in_one_subject() {
    let prod = "repo:o/r:environment:prod";
    let replaces = [Defect::EnvironmentReplacesRef { proven: false }];
    for wanted in
        ["repo:o/r:environment:prod:ref:refs/heads/main", "repo:o/r:ref:refs/tags/v1:environment:prod"]
    {
        assert_eq!(found(EXACT, wanted, prod), replaces, "{wanted}");
    }
    for wanted in [
        "repo:o/r:environment:dev:ref:refs/heads/main",
        "repo:o/r:environment:prod:ref:refs/heads/main:actor:mona",
        "repo:o/r:environment:prod:actor:mona",
    ] {
        assert_eq!(found(EXACT, wanted, prod), [Defect::Template], "{wanted}");
    }
}

#[test]
fn names_that_only_look_like_the_draft_are_other_repositories() {
    assert_eq!(
        found(EXACT, "repo:o-1/r-2:ref:refs/heads/main", "repo:o@1/r@2:ref:refs/heads/main"),
        [Defect::DraftIds]
    );
    let other = found(EXACT, "repo:o-7/r-2:ref:refs/heads/main", "repo:o@1/r@2:ref:refs/heads/main");
    assert!(!other.contains(&Defect::DraftIds), "{other:?}");
}

#[test]
fn wildcards_are_kept_behind_an_owner_that_is_written_out() {
    let main = "repo:o@1/r@2:ref:refs/heads/main";
    mends(LIKE, "repo:o/*", main, Some("repo:o@1/*"));
    mends(LIKE, "repo:o/r:*", main, Some("repo:o@1/r@2:*"));
    mends(LIKE, "repo:o/r:ref:refs/heads/*", main, Some("repo:o@1/r@2:ref:refs/heads/*"));
    mends(
        LIKE,
        "repo:o/r:release*",
        "repo:o/r:ref:refs/heads/release/1",
        Some("repo:o/r:ref:refs/heads/release*"),
    );
    mends(EXACT, "repo:o/r:*", "repo:o/r:pull_request", Some("repo:o/r:*"));
    for wide in ["repo:o*", "*", "repo:*", "repo:o*/r:*"] {
        mends(EXACT, wide, main, None);
    }
    mends(LIKE, "repo:x/*", main, None);
}
