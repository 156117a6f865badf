//! What the policies ask of the claims that have holes.

use std::collections::BTreeSet;

use can_assume_github::issuer::Issuer;
use can_assume_iam::policy::{Condition, OperatorFamily, OperatorKind};
use can_assume_regular::{CharSet, Language};

use crate::question::Policy;

/// One question that a condition asks of a claim: whether its value is in this language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// The claim.
    pub(super) claim: String,
    /// The values that answer yes.
    pub(super) language: Language,
}

/// What the policies ask of some claims.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    /// Every question, each once.
    pub(super) all: Vec<Atom>,
    /// The claims that some condition asks for.
    pub(super) asked: BTreeSet<String>,
    /// Whether some condition asks something that is no question about one claim's text.
    pub(super) opaque: bool,
}

/// Collects what `policies` ask of `claims`, the claims of a token of `issuer` that are not known exactly.
pub(super) fn atoms<'p>(
    policies: impl Iterator<Item = &'p Policy>,
    issuer: &Issuer,
    claims: &[&str],
) -> Atoms {
    let mut atoms = Atoms::default();
    let keys: Vec<(&str, String)> =
        claims.iter().map(|claim| (*claim, issuer.key(claim).to_ascii_lowercase())).collect();
    for condition in policies.flat_map(|policy| &policy.document.statements).flat_map(|one| &one.conditions) {
        let asked = condition.key.value.to_ascii_lowercase();
        let has_variables = condition.values.iter().any(|value| value.value.contains("${"));
        if has_variables {
            let reads = |key: &String| {
                condition.values.iter().any(|value| value.value.to_ascii_lowercase().contains(key.as_str()))
            };
            atoms.opaque |= keys.iter().any(|(_, key)| *key == asked || reads(key));
            continue;
        }
        let Some((claim, _)) = keys.iter().find(|(_, key)| *key == asked) else { continue };
        atoms.asked.insert((*claim).to_owned());
        match language(condition) {
            Some(language) => {
                let atom = Atom { claim: (*claim).to_owned(), language };
                if !atoms.all.contains(&atom) {
                    atoms.all.push(atom);
                }
            }
            // Whether the claim is there does not hang on its value.
            None if condition.operator.value.kind.family() == OperatorFamily::Null => {}
            None => atoms.opaque = true,
        }
    }
    atoms
}

/// The values that match one of the condition's; `None` where that is not a question about text.
fn language(condition: &Condition) -> Option<Language> {
    let one = |value: &str| match condition.operator.value.kind {
        OperatorKind::StringEquals | OperatorKind::StringNotEquals => Some(Language::literal(value)),
        OperatorKind::StringLike | OperatorKind::StringNotLike => Some(Language::glob(value)),
        OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase => any_case(value),
        _ => None,
    };
    let values: Vec<Language> =
        condition.values.iter().map(|value| one(&value.value)).collect::<Option<_>>()?;
    Some(Language::union(values))
}

/// The texts that become `value` in lower case; `None` beyond ASCII, where letters are not one to one.
fn any_case(value: &str) -> Option<Language> {
    if !value.is_ascii() {
        return None;
    }
    Some(Language::concat(value.chars().map(|character| {
        let mut all = vec![character.to_ascii_lowercase(), character.to_ascii_uppercase()];
        if character.eq_ignore_ascii_case(&'k') {
            // The sign for kelvin.
            all.push('\u{212a}');
        }
        Language::class(CharSet::from_ranges(all.into_iter().map(|one| one..=one)))
    })))
}

#[cfg(test)]
mod tests {
    use can_assume_iam::operators::string::equals_ignore_case;
    use can_assume_regular::Budget;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ignoring_case_is_what_the_evaluator_does(value in "[a-kK]{0,4}", presented in "[a-kA-K\u{212a}]{0,4}") {
            let language = any_case(&value).unwrap();
            prop_assert_eq!(
                language.matches(&presented, &Budget::default()).unwrap(),
                equals_ignore_case(&value, &presented)
            );
        }
    }
}
