//! Which form of the subject a repository has.

use super::Facts;

/// What is known of the form of a repository's subjects.
///
/// Source: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectForm {
    /// `repo:owner/name:…`, because of this.
    Classic(&'static str),
    /// `repo:owner@id/name@id:…`, because of this.
    Immutable(&'static str),
    /// Either; a rename or a transfer flips a repository and no fact shows it.
    Unknown(&'static str),
}

impl Facts {
    /// Decides the form of the subject: the prefix that GitHub reports, else an opt-in, else the date of creation,
    /// else unknown. `use_immutable_subject: false` decides nothing, because repositories that flipped by themselves
    /// keep it. GitHub Enterprise Server never has the immutable form.
    ///
    /// Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
    /// <https://github.com/Azure/azure-dev/issues/9382>
    pub fn subject_form(&self) -> SubjectForm {
        if let Some(prefix) = &self.subject.sub_claim_prefix {
            return if has_ids(prefix) {
                SubjectForm::Immutable("`sub_claim_prefix` has ids")
            } else {
                SubjectForm::Classic("`sub_claim_prefix` has no ids")
            };
        }
        if self
            .issuer
            .as_deref()
            .is_some_and(|issuer| issuer.trim_end_matches('/').ends_with("/_services/token"))
        {
            return SubjectForm::Classic("GitHub Enterprise Server has no immutable subjects");
        }
        if self.subject.use_immutable_subject == Some(true) {
            return SubjectForm::Immutable("the repository opted in");
        }
        if self.subject.use_immutable_subject.is_none()
            && self.subject.organization_use_immutable_subject == Some(true)
        {
            return SubjectForm::Immutable("the organisation opted in");
        }
        match self.repository.created_at.as_deref().and_then(|created| created.get(..CUTOFF.len())) {
            Some(day) if day > CUTOFF => {
                SubjectForm::Immutable("the repository was created after 2026-07-15")
            }
            Some(day) if day == CUTOFF => {
                SubjectForm::Unknown("the repository was created on the day of the change")
            }
            Some(_) => {
                SubjectForm::Unknown("a rename or a transfer since 2026-07-15 would have changed the form")
            }
            None => SubjectForm::Unknown("neither the prefix nor the date of creation is known"),
        }
    }
}

/// Repositories created after this day have immutable subjects; the day itself is not settled.
pub const CUTOFF: &str = "2026-07-15";

/// Whether `repo:owner@id/name@id` and not `repo:owner/name`.
fn has_ids(prefix: &str) -> bool {
    prefix.rsplit_once('@').is_some_and(|(_, digits)| {
        let id = digits.split(':').next().unwrap_or_default();
        !id.is_empty() && id.chars().all(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(json: &str) -> SubjectForm {
        Facts::from_json(json).expect("facts").subject_form()
    }

    #[test]
    fn the_prefix_is_the_truth() {
        let flipped = r#"{"subject": {"subClaimPrefix": "repo:o@1/r@2", "useImmutableSubject": false}}"#;
        assert!(matches!(form(flipped), SubjectForm::Immutable(_)));
        let classic = r#"{"subject": {"subClaimPrefix": "repo:o/r"}, "repository": {"createdAt": "2026-11-01T00:00:00Z"}}"#;
        assert!(matches!(form(classic), SubjectForm::Classic(_)));
    }

    #[test]
    fn then_the_opt_in_then_the_date() {
        assert!(matches!(form(r#"{"subject": {"useImmutableSubject": true}}"#), SubjectForm::Immutable(_)));
        assert!(matches!(
            form(r#"{"subject": {"orgUseImmutableSubject": true}}"#),
            SubjectForm::Immutable(_)
        ));
        assert!(matches!(
            form(r#"{"repository": {"createdAt": "2026-07-16T00:00:00Z"}}"#),
            SubjectForm::Immutable(_)
        ));
        assert!(matches!(
            form(r#"{"repository": {"createdAt": "2026-07-15T08:00:00Z"}}"#),
            SubjectForm::Unknown(_)
        ));
        assert!(matches!(
            form(r#"{"repository": {"createdAt": "2020-01-01T00:00:00Z"}}"#),
            SubjectForm::Unknown(_)
        ));
        assert!(matches!(form("{}"), SubjectForm::Unknown(_)));
        assert!(matches!(
            form(r#"{"issuer": "https://ghe.example/_services/token"}"#),
            SubjectForm::Classic(_)
        ));
    }
}
