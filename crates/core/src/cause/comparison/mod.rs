//! A value of the policy beside what was presented: in which respects the two differ.
//!
//! | file | what |
//! |---|---|
//! | `reading` | a policy's value for `sub`, taken apart as far as it can be |
//! | `defect` | the respects in which a value can differ |
//! | `default_subject`, `repository`, `context` | against a subject of GitHub's default form, part by part |
//! | `labelled` | against a subject of a custom template or of another issuer |
//! | `claim` | against the claims `ref`, `environment` and `repository` as keys of their own |
//! | `white_space` | the value without the white space and quotation marks that no claim has |
//! | `joined` | several values in one string |
//! | `impossible` | values that no token can have |
//! | `parts` | the parts that a label stands under |
//! | `repair` | the value with its defects mended, wildcards kept where that is safe |
//!
//! Wildcards are read as they were meant: that `*` stands for itself under `StringEquals` is a defect of its own.

mod claim;
mod context;
mod default_subject;
mod defect;
mod impossible;
mod joined;
mod labelled;
mod parts;
mod reading;
mod repair;
mod repository;
mod white_space;

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::subject::Subject;
use can_assume_iam::glob::Glob;
use can_assume_iam::policy::OperatorKind;
use can_assume_iam::trace::{ConditionTrace, Presented, ValueTrace};

pub(crate) use context::is_pull_request;
pub use defect::{Defect, Prefix};
pub(crate) use joined::parts as joined_parts;
pub(crate) use reading::Reading;
pub(crate) use repository::without_ids;

/// How many values of one condition are compared; a policy of IAM's size has far fewer.
const MOST_VALUES: usize = 1000;

/// The value of a condition that comes nearest to what was presented, and how the two differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What the condition is on.
    pub key: Key,
    /// The value, as traced.
    pub value: ValueTrace,
    /// The value that was compared: with policy variables resolved.
    pub wanted: String,
    /// What was presented.
    pub presented: String,
    /// Whether `*` and `?` are wildcards under the operator.
    pub wildcards: bool,
    /// How they differ; at least one.
    pub defects: Vec<Defect>,
    /// The value with its defects mended and its wildcards kept, where that is another value than `presented`.
    pub mended: Option<String>,
    /// Every value of the condition.
    pub all: Vec<String>,
}

/// What a condition is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The provider's `sub`.
    Subject,
    /// GitHub's `ref`.
    Ref,
    /// GitHub's `environment`.
    Environment,
    /// GitHub's `repository`.
    Repository,
    /// Any other key.
    Other,
}

/// What is known of whoever comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) issuer: Option<&'a Issuer>,
    pub(crate) claims: Option<&'a Claims>,
}

impl Known<'_> {
    /// A claim, where it is given and text.
    pub(crate) fn claim(&self, name: &str) -> Option<String> {
        self.claims?.text(name).map(std::borrow::Cow::into_owned)
    }

    fn is_github(&self) -> bool {
        self.issuer.is_some_and(Issuer::is_github)
    }
}

impl Comparison {
    /// Compares the values of `condition` with the one value that was presented, and takes the nearest.
    ///
    /// `None` where the operator is not a positive one on text, where there is no single value, and where one matches.
    pub(crate) fn nearest(condition: &ConditionTrace, known: &Known<'_>) -> Option<Self> {
        let kind = condition.operator.kind;
        let positive = matches!(
            kind,
            OperatorKind::StringEquals | OperatorKind::StringLike | OperatorKind::StringEqualsIgnoreCase
        );
        let presented = match &condition.presented {
            Presented::Single(value) => value,
            Presented::Multi(values) => match values.as_slice() {
                [only] => only,
                _ => return None,
            },
            Presented::Missing(_) | Presented::Unknown(_) => return None,
        };
        if !positive {
            return None;
        }
        let key = Key::of(&condition.key, known);
        let all: Vec<String> = condition.values.iter().map(|value| value.text.clone()).collect();
        let mut nearest: Option<(u32, Self)> = None;
        for value in condition.values.iter().take(MOST_VALUES) {
            let wanted = value.resolved.as_deref().unwrap_or(&value.text);
            let defects = defects(key, kind, wanted, presented, known)?;
            let weight = defects.iter().map(Defect::weight).sum();
            if nearest.as_ref().is_some_and(|(least, _)| *least <= weight) {
                continue;
            }
            let meant = defects.contains(&Defect::WhiteSpace).then(|| white_space::removed(wanted)).flatten();
            let mended = repair::mended(key, meant.as_deref().unwrap_or(wanted), presented, &defects);
            let found = Self {
                key,
                value: value.clone(),
                wanted: wanted.to_owned(),
                presented: presented.clone(),
                wildcards: kind == OperatorKind::StringLike,
                defects,
                mended,
                all: all.clone(),
            };
            nearest = Some((weight, found));
        }
        nearest.map(|(_, found)| found)
    }

    /// How far the value is from what was presented; more is further.
    pub(crate) fn weight(&self) -> u32 {
        self.defects.iter().map(Defect::weight).sum()
    }

    /// The comparison where it is known that the value means the repository that came: another name is a former one.
    pub(crate) fn of_same_repository(mut self) -> Self {
        if let Some(wrong) = self.defects.iter_mut().find(|defect| **defect == Defect::WrongRepository) {
            *wrong = Defect::Renamed { proven: true };
            self.defects.retain(|defect| *defect != Defect::Immutable);
        }
        self
    }

    /// Whether the value has quotation marks around it, beside those of JSON.
    pub(crate) fn is_quoted(&self) -> bool {
        white_space::is_quoted(&self.wanted)
    }

    /// Whether no token of GitHub can have the value, under the provider's key `claim`.
    pub(crate) fn is_impossible(&self, claim: &str) -> bool {
        impossible::is_impossible(claim, &self.wanted)
    }

    /// Whether this is the only value of its condition.
    pub(crate) fn is_only_value(&self) -> bool {
        self.all.len() == 1
    }
}

impl Key {
    fn of(key: &str, known: &Known<'_>) -> Self {
        let Some(issuer) = known.issuer else { return Self::Other };
        let is = |name: &str| key.eq_ignore_ascii_case(&issuer.key(name));
        if is("sub") {
            Self::Subject
        } else if !issuer.is_github() {
            Self::Other
        } else if is("ref") {
            Self::Ref
        } else if is("environment") {
            Self::Environment
        } else if is("repository") {
            Self::Repository
        } else {
            Self::Other
        }
    }
}

/// How `wanted` differs from `presented`; `None` when they match under the operator.
fn defects(
    key: Key,
    kind: OperatorKind,
    wanted: &str,
    presented: &str,
    known: &Known<'_>,
) -> Option<Vec<Defect>> {
    let like = kind == OperatorKind::StringLike;
    let literal_wildcards = !like && wanted.contains(['*', '?']);
    let as_meant = if kind == OperatorKind::StringEqualsIgnoreCase {
        fits_but_for_case(wanted, presented)
    } else {
        fits(wanted, presented)
    };
    if as_meant {
        return literal_wildcards.then(|| vec![Defect::Wildcard]);
    }
    let mut found = if white_space::removed(wanted).is_some_and(|text| fits(&text, presented)) {
        vec![Defect::WhiteSpace]
    } else if key == Key::Subject && fits(&wanted.replace("%3a", "%3A"), presented) {
        vec![Defect::Colon]
    } else if joined::is_one_of(wanted, presented) {
        vec![Defect::Joined]
    } else if fits_but_for_case(wanted, presented) {
        vec![Defect::Case { environment: false }]
    } else if wanted.contains("${") {
        // A policy variable that did not resolve: there is nothing to take apart.
        vec![Defect::Differs]
    } else {
        match key {
            Key::Subject if known.is_github() => match Subject::parse(presented) {
                Subject::Default(subject) => default_subject::defects(wanted, &subject, known),
                Subject::Template(subject) => labelled::of_template(wanted, &subject, known),
                Subject::Other(_) => vec![Defect::Template],
            },
            Key::Subject => labelled::of_other_issuer(wanted, presented),
            Key::Ref => claim::of_ref(wanted, presented),
            Key::Environment => claim::of_environment(wanted, presented),
            Key::Repository => claim::of_repository(wanted, presented, known),
            Key::Other => vec![Defect::Differs],
        }
    };
    if literal_wildcards {
        found.push(Defect::Wildcard);
    }
    Some(found)
}

/// Whether a value matches a text with its wildcards read as such.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    Glob::new(pattern).matches(text)
}

/// The same without regard to case.
pub(crate) fn fits_but_for_case(pattern: &str, text: &str) -> bool {
    Glob::new(&pattern.to_lowercase()).matches(&text.to_lowercase())
}

#[cfg(test)]
mod tests;
