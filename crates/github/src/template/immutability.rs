//! Whether a repository's subjects carry the ids of owner and repository.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{OrganizationCustomization, RepositoryCustomization, Setting};
use crate::issuer::{ImmutableSubjects, Issuer};
use crate::subject::{RepositoryForm, RepositorySegment};

/// What is known of a repository that decides whether its subjects are immutable.
#[derive(Debug, Clone, Copy)]
pub struct ImmutabilityFacts<'a> {
    /// Who signs its tokens.
    pub issuer: &'a Issuer,
    /// The repository's setting.
    pub repository: &'a Setting<RepositoryCustomization>,
    /// Its organization's setting.
    pub organization: &'a Setting<OrganizationCustomization>,
    /// `created_at` of the repository: a time or a date in ISO 8601.
    pub created_at: Option<&'a str>,
}

/// Whether subjects are immutable, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Immutability {
    /// They carry names only.
    Classic(ImmutabilityReason),
    /// They carry the ids.
    Immutable(ImmutabilityReason),
    /// They may have either form: both are to be tried.
    Unknown {
        /// Why it is not known.
        reason: ImmutabilityReason,
        /// Which form is likelier.
        likely_immutable: bool,
    },
}

/// What the answer of [`immutability`] rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImmutabilityReason {
    /// The issuer never issues them.
    IssuerNever,
    /// `sub_claim_prefix` shows the form in use.
    SubClaimPrefix,
    /// The repository opted in.
    RepositoryOptIn,
    /// The organization opted in, and the repository does not say otherwise.
    OrganizationOptIn,
    /// The repository was created after 2026-07-15.
    CreatedAfterCutoff,
    /// The repository was created on 2026-07-15 or next to it: GitHub does not say in which time zone the day counts.
    CreatedAroundCutoff,
    /// The repository is older, but may have been renamed or transferred, or its owner renamed, since.
    OlderRepository,
    /// Nothing is known of the repository.
    NothingKnown,
    /// GitHub does not say whether this deployment issues them.
    DeploymentNotStated,
}

impl ImmutabilityReason {
    /// The reason in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::IssuerNever => "this issuer never puts ids into subjects",
            Self::SubClaimPrefix => "`sub_claim_prefix` shows the form in use",
            Self::RepositoryOptIn => "the repository opted in to immutable subjects",
            Self::OrganizationOptIn => "the organization opted in to immutable subjects",
            Self::CreatedAfterCutoff => "the repository was created after 2026-07-15",
            Self::CreatedAroundCutoff => {
                "the repository was created around 2026-07-15, and GitHub does not say when that day begins"
            }
            Self::OlderRepository => {
                "the repository was created before 2026-07-15, but it or its owner may have been renamed, or it transferred, since"
            }
            Self::NothingKnown => "nothing is known of the repository's age and settings",
            Self::DeploymentNotStated => "GitHub does not say whether GHE.com issues immutable subjects",
        }
    }
}

impl Immutability {
    /// The values to try for the parameter `immutable` of a subject, the likelier first.
    pub fn candidates(&self) -> &'static [bool] {
        match self {
            Self::Classic(_) => &[false],
            Self::Immutable(_) => &[true],
            Self::Unknown { likely_immutable: true, .. } => &[true, false],
            Self::Unknown { likely_immutable: false, .. } => &[false, true],
        }
    }

    /// What the answer rests on.
    pub fn reason(&self) -> ImmutabilityReason {
        match self {
            Self::Classic(reason) | Self::Immutable(reason) | Self::Unknown { reason, .. } => *reason,
        }
    }
}

/// Decides whether a repository's subjects are immutable: `sub_claim_prefix` is the truth; else an opt-in of
/// the repository, then of its organization; else a creation after 2026-07-15; else it is not known, since
/// renames and transfers are not visible.
///
/// `use_immutable_subject: false` says nothing: it was observed beside an immutable prefix
/// (<https://github.com/Azure/azure-dev/issues/9382>).
///
/// Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
/// <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
pub fn immutability(facts: &ImmutabilityFacts<'_>) -> Immutability {
    let deployment = facts.issuer.immutable_subjects();
    if deployment == ImmutableSubjects::Never {
        return Immutability::Classic(ImmutabilityReason::IssuerNever);
    }
    let repository = facts.repository.configured();
    let prefix =
        repository.and_then(|repository| repository.sub_claim_prefix.as_deref()).and_then(form_of_prefix);
    match prefix {
        Some(RepositoryForm::Immutable) => {
            return Immutability::Immutable(ImmutabilityReason::SubClaimPrefix);
        }
        Some(RepositoryForm::Classic) => return Immutability::Classic(ImmutabilityReason::SubClaimPrefix),
        Some(RepositoryForm::OneId) | None => {}
    }
    match repository.and_then(|repository| repository.use_immutable_subject) {
        Some(true) => return Immutability::Immutable(ImmutabilityReason::RepositoryOptIn),
        Some(false) => {}
        None => {
            let organization = facts.organization.configured();
            if organization.and_then(|organization| organization.use_immutable_subject) == Some(true) {
                return Immutability::Immutable(ImmutabilityReason::OrganizationOptIn);
            }
        }
    }
    if deployment == ImmutableSubjects::NotStated {
        return Immutability::Unknown {
            reason: ImmutabilityReason::DeploymentNotStated,
            likely_immutable: false,
        };
    }
    match facts.created_at.and_then(age) {
        Some(Age::Newer) => Immutability::Immutable(ImmutabilityReason::CreatedAfterCutoff),
        Some(Age::Around) => {
            Immutability::Unknown { reason: ImmutabilityReason::CreatedAroundCutoff, likely_immutable: true }
        }
        Some(Age::Older) => {
            Immutability::Unknown { reason: ImmutabilityReason::OlderRepository, likely_immutable: false }
        }
        None => Immutability::Unknown { reason: ImmutabilityReason::NothingKnown, likely_immutable: false },
    }
}

/// The form of a `sub_claim_prefix`, which begins with `repo:` and may end in `:`.
fn form_of_prefix(prefix: &str) -> Option<RepositoryForm> {
    let repository = prefix.strip_prefix("repo:")?;
    RepositorySegment::parse(repository.strip_suffix(':').unwrap_or(repository)).map(|segment| segment.form())
}

enum Age {
    Older,
    Around,
    Newer,
}

fn age(created_at: &str) -> Option<Age> {
    // The day 2026-07-15 in any time zone lasts from 14 hours before it begins in UTC to 12 hours after it ends.
    let first: Timestamp = "2026-07-14T10:00:00Z".parse().ok()?;
    let last: Timestamp = "2026-07-16T12:00:00Z".parse().ok()?;
    if let Ok(time) = created_at.parse::<Timestamp>() {
        return Some(match time {
            time if time < first => Age::Older,
            time if time < last => Age::Around,
            _ => Age::Newer,
        });
    }
    let date: Date = created_at.parse().ok()?;
    Some(match date.cmp(&Date::constant(2026, 7, 15)) {
        std::cmp::Ordering::Less => Age::Older,
        std::cmp::Ordering::Equal => Age::Around,
        std::cmp::Ordering::Greater => Age::Newer,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(repository: &str, organization: &str, created_at: Option<&str>) -> Immutability {
        at("https://token.actions.githubusercontent.com", repository, organization, created_at)
    }

    fn at(iss: &str, repository: &str, organization: &str, created_at: Option<&str>) -> Immutability {
        let repository = match repository {
            "" => Setting::NotLookedUp,
            json => Setting::Configured(serde_json::from_str(json).unwrap()),
        };
        let organization = match organization {
            "" => Setting::NotLookedUp,
            json => Setting::Configured(serde_json::from_str(json).unwrap()),
        };
        let issuer = Issuer::parse(iss);
        immutability(&ImmutabilityFacts {
            issuer: &issuer,
            repository: &repository,
            organization: &organization,
            created_at,
        })
    }

    #[test]
    fn the_prefix_is_the_truth() {
        let immutable = r#"{"use_default": true, "use_immutable_subject": false, "sub_claim_prefix": "repo:octocat@1/my-repo@2"}"#;
        assert_eq!(
            of(immutable, "", Some("2020-01-01T00:00:00Z")),
            Immutability::Immutable(ImmutabilityReason::SubClaimPrefix)
        );
        let classic = r#"{"use_default": true, "use_immutable_subject": true, "sub_claim_prefix": "repo:octocat/my-repo"}"#;
        assert_eq!(
            of(classic, "", Some("2026-10-01T00:00:00Z")),
            Immutability::Classic(ImmutabilityReason::SubClaimPrefix)
        );
        let odd = r#"{"use_default": true, "sub_claim_prefix": "something else"}"#;
        assert_eq!(of(odd, "", None).reason(), ImmutabilityReason::NothingKnown);
    }

    #[test]
    fn an_opt_in_of_the_repository_then_of_the_organization() {
        let org = r#"{"use_immutable_subject": true}"#;
        assert_eq!(
            of(r#"{"use_default": true, "use_immutable_subject": true}"#, "", None),
            Immutability::Immutable(ImmutabilityReason::RepositoryOptIn)
        );
        for unset in ["", r#"{"use_default": true}"#] {
            assert_eq!(of(unset, org, None), Immutability::Immutable(ImmutabilityReason::OrganizationOptIn));
        }
        let unset = of(r#"{"use_default": true, "use_immutable_subject": false}"#, org, None);
        assert_eq!(unset.reason(), ImmutabilityReason::NothingKnown, "the repository says something itself");
    }

    #[test]
    fn not_opted_in_does_not_mean_classic() {
        let old =
            of(r#"{"use_default": true, "use_immutable_subject": false}"#, "", Some("2020-01-01T00:00:00Z"));
        assert_eq!(old.candidates(), [false, true]);
        let new =
            of(r#"{"use_default": true, "use_immutable_subject": false}"#, "", Some("2026-08-01T00:00:00Z"));
        assert_eq!(new, Immutability::Immutable(ImmutabilityReason::CreatedAfterCutoff));
    }

    #[test]
    fn the_day_itself_is_not_settled() {
        for (created_at, expected) in [
            ("2026-07-13T23:59:59Z", &[false, true][..]),
            ("2026-07-15T00:00:00Z", &[true, false]),
            ("2026-07-15T23:59:59Z", &[true, false]),
            ("2026-07-16T12:00:00Z", &[true]),
            ("2026-07-17T00:00:00+02:00", &[true]),
            ("2026-07-14", &[false, true]),
            ("2026-07-15", &[true, false]),
            ("2026-07-16", &[true]),
            ("yesterday", &[false, true]),
        ] {
            assert_eq!(of("", "", Some(created_at)).candidates(), expected, "{created_at}");
        }
    }

    #[test]
    fn deployments() {
        let prefix = r#"{"use_default": true, "sub_claim_prefix": "repo:o@1/r@2"}"#;
        assert_eq!(
            at("https://ghes.example.com/_services/token", prefix, "", Some("2026-10-01")),
            Immutability::Classic(ImmutabilityReason::IssuerNever)
        );
        let residency = "https://token.actions.acme.ghe.com";
        assert_eq!(
            at(residency, "", "", Some("2026-10-01")).reason(),
            ImmutabilityReason::DeploymentNotStated
        );
        assert_eq!(
            at(residency, prefix, "", None),
            Immutability::Immutable(ImmutabilityReason::SubClaimPrefix)
        );
    }
}
