use super::*;
use Completeness::{Partial, Whole};

fn entries(text: &str, completeness: Completeness) -> Vec<KeyEntry> {
    let claims = Claims::from_payload(text).unwrap();
    let issuer = claims.issuer().unwrap_or_else(Issuer::github);
    context_entries(&claims, &issuer, completeness)
}

fn state(entries: &[KeyEntry], key: &str) -> KeyState {
    entries.iter().find(|entry| entry.key == key).unwrap_or_else(|| panic!("{key}")).state.clone()
}

fn known(value: &str) -> KeyState {
    KeyState::Known(value.to_owned())
}

fn is_unknown(state: &KeyState, part: &str) -> bool {
    matches!(state, KeyState::Unknown(why) if why.contains(part))
}

const G: &str = "token.actions.githubusercontent.com";

#[test]
fn a_whole_token_of_github_has_fifteen_keys_and_nothing_unknown() {
    let entries = entries(
        r#"{"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com",
            "sub": "repo:o/r:ref:refs/heads/main", "repository": "o/r", "repository_owner": "o", "actor": "mona",
            "ref": "refs/heads/main", "event_name": "push", "repository_id": "2"}"#,
        Whole,
    );
    assert_eq!(entries.len(), 15);
    assert_eq!(state(&entries, &format!("{G}:sub")), known("repo:o/r:ref:refs/heads/main"));
    assert_eq!(state(&entries, &format!("{G}:aud")), known("sts.amazonaws.com"));
    assert_eq!(state(&entries, &format!("{G}:oaud")), known("sts.amazonaws.com"));
    assert_eq!(state(&entries, &format!("{G}:repository")), known("o/r"));
    for missing in ["amr", "email", "environment", "enterprise_id", "actor_id"] {
        assert_eq!(state(&entries, &format!("{G}:{missing}")), KeyState::Missing, "{missing}");
    }
    assert!(
        entries
            .iter()
            .all(|entry| !entry.key.ends_with(":repository_owner") && !entry.key.ends_with(":event_name"))
    );
}

#[test]
fn a_partial_file_derives_and_leaves_unknown() {
    let entries = entries(r#"{"sub": "repo:o@1/r@2:environment:a%3Ab", "repository_id": 2}"#, Partial);
    assert_eq!(state(&entries, &format!("{G}:repository")), known("o/r"));
    assert_eq!(state(&entries, &format!("{G}:repository_id")), known("2"));
    assert_eq!(state(&entries, &format!("{G}:repository_owner_id")), known("1"));
    assert_eq!(state(&entries, &format!("{G}:environment")), known("a:b"));
    assert!(is_unknown(&state(&entries, &format!("{G}:aud")), "`aud`"));
    assert!(is_unknown(&state(&entries, &format!("{G}:oaud")), "`aud`"));
    assert!(is_unknown(&state(&entries, &format!("{G}:ref")), "always sends"));
    assert!(is_unknown(&state(&entries, &format!("{G}:enterprise_id")), "enterprise"));
    assert_eq!(state(&entries, &format!("{G}:amr")), KeyState::Missing);
}

#[test]
fn azp_is_the_audience_and_aud_the_original() {
    let entries = entries(
        r#"{"iss": "https://accounts.google.com", "aud": "x", "azp": "sts.amazonaws.com", "sub": "1", "email": "a@b"}"#,
        Whole,
    );
    assert_eq!(state(&entries, "accounts.google.com:aud"), known("sts.amazonaws.com"));
    assert_eq!(state(&entries, "accounts.google.com:oaud"), known("x"));
    assert_eq!(state(&entries, "accounts.google.com:email"), known("a@b"));
    assert_eq!(entries[1].claim, "azp");
    assert!(is_unknown(&state(&entries, "accounts.google.com:google/organization_number"), "spell"));
}

#[test]
fn several_audiences_leave_the_original_unknown() {
    let entries = entries(r#"{"aud": ["a", "b"], "azp": "c", "sub": "s"}"#, Whole);
    assert_eq!(state(&entries, &format!("{G}:aud")), known("c"));
    assert!(is_unknown(&state(&entries, &format!("{G}:oaud")), "single-valued"));
}

#[test]
fn amr_has_many_values() {
    let multi =
        |values: &[&str]| KeyState::KnownMulti(values.iter().map(|&value| value.to_owned()).collect());
    for (amr, expected) in
        [(r#"["a","b"]"#, multi(&["a", "b"])), (r#""a""#, multi(&["a"])), ("[]", multi(&[]))]
    {
        let text = format!(
            r#"{{"iss": "https://cognito-identity.amazonaws.com", "aud": "p", "sub": "s", "amr": {amr}}}"#
        );
        assert_eq!(state(&entries(&text, Whole), "cognito-identity.amazonaws.com:amr"), expected);
    }
}

#[test]
fn sub_may_be_a_number_but_other_claims_of_a_token_may_not() {
    let entries =
        entries(r#"{"sub": 123, "aud": "a", "repository_id": 5, "actor": null, "workflow": {}}"#, Whole);
    assert_eq!(state(&entries, &format!("{G}:sub")), known("123"));
    assert!(is_unknown(&state(&entries, &format!("{G}:repository_id")), "a number"));
    assert!(is_unknown(&state(&entries, &format!("{G}:actor")), "`null`"));
    assert!(is_unknown(&state(&entries, &format!("{G}:workflow")), "an object"));
}

#[test]
fn an_empty_ref_is_present() {
    let entries = entries(r#"{"sub": "repo:o/r:ref:", "aud": "a", "ref": ""}"#, Whole);
    assert_eq!(state(&entries, &format!("{G}:ref")), known(""));
}

#[test]
fn prefixes_and_keys_by_issuer() {
    let slug = entries(
        r#"{"iss": "https://token.actions.githubusercontent.com/acme", "sub": "s", "aud": "a", "ref": "r"}"#,
        Whole,
    );
    assert_eq!(state(&slug, "token.actions.githubusercontent.com/acme:ref"), known("r"));
    let server = entries(
        r#"{"iss": "https://h/_services/token", "sub": "s", "aud": "a", "repository": "o/r"}"#,
        Whole,
    );
    assert_eq!(server.len(), 5);
    let residency =
        entries(r#"{"iss": "https://token.actions.a.ghe.com/a", "sub": "s", "aud": "a", "ref": "r"}"#, Whole);
    assert!(is_unknown(&state(&residency, "token.actions.a.ghe.com/a:ref"), "GHE.com"));
    assert_eq!(state(&residency, "token.actions.a.ghe.com/a:environment"), KeyState::Missing);
}
