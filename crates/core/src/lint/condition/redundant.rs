//! A value is contained in another one.

use can_assume_iam::pattern::{PatternPart, pattern};
use can_assume_iam::policy::{Condition, OperatorFamily, OperatorKind, Version};
use can_assume_regular::{Budget, Glob, GlobElement, Language};

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A value is contained in another one.
pub(in crate::lint) struct ValueRedundant;

static META: RuleMeta = RuleMeta {
    id: "value-redundant",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "another value of the condition matches everything that this one matches",
    page: "\
Each value is a set of texts, and the sets of one condition are joined. A value whose set lies in another one's changes
nothing, whatever the token: it costs characters of the quota and hides that the other one is wider than it looks.

## What to do

Take the value out, or narrow the other one if this one is what was meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html>
",
};

/// How many values of one condition are compared with each other.
const MOST_VALUES: usize = 100;

impl Rule for ValueRedundant {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let version = case.policy.document.effective_version();
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            for condition in &statement.conditions {
                if condition.operator.value.kind.family() != OperatorFamily::String
                    || condition.values.len() > MOST_VALUES
                {
                    continue;
                }
                for (value, other) in contained(condition, version, &case.options.budget) {
                    let (Some(value), Some(other)) =
                        (condition.values.get(value), condition.values.get(other))
                    else {
                        continue;
                    };
                    let equal = value.value == other.value;
                    let message = if equal {
                        "the value is written twice".to_owned()
                    } else {
                        format!("the value adds nothing to `{}`", other.value)
                    };
                    let source = &case.policy.source;
                    let edit = edits::remove_element(case.policy, value.span);
                    let finding = Finding::new(&META, message)
                        .at(source, case.whole(value), if equal { "again" } else { "matches nothing else" })
                        .beside(
                            source,
                            case.whole(other),
                            if equal { "first here" } else { "matches all of it" },
                        )
                        .contradiction(format!(
                            "every text that `{}` matches is matched by `{}`",
                            value.value, other.value
                        ))
                        .propose("take the value out", edit.into_iter().collect());
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}

/// The positions of values that lie in another one, with that other; of equal values the first counts.
fn contained(condition: &Condition, version: Version, budget: &Budget) -> Vec<(usize, usize)> {
    let kind = condition.operator.value.kind;
    let folds =
        matches!(kind, OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase);
    let languages: Vec<Option<Language>> =
        condition.values.iter().map(|value| language(&value.value, kind, version)).collect();
    let mut found = Vec::new();
    for (at, value) in condition.values.iter().enumerate() {
        let inside = |(other, larger): &(usize, &can_assume_iam::span::Spanned<String>)| {
            if *other == at {
                return false;
            }
            let same = if folds {
                value.value.to_lowercase() == larger.value.to_lowercase()
            } else {
                value.value == larger.value
            };
            if same {
                return *other < at;
            }
            let (Some(Some(small)), Some(Some(large))) = (languages.get(at), languages.get(*other)) else {
                return false;
            };
            if folds || small.is_subset(large, budget) != Ok(true) {
                return false;
            }
            // Two patterns of the same set: the first counts.
            *other < at || large.is_subset(small, budget) == Ok(false)
        };
        if let Some((other, _)) = condition.values.iter().enumerate().find(inside) {
            found.push((at, other));
        }
    }
    found
}

/// The texts that a value matches; `None` where a policy variable stands in it.
fn language(text: &str, kind: OperatorKind, version: Version) -> Option<Language> {
    let mut elements: Vec<GlobElement> = Vec::new();
    for part in pattern(text, kind, version) {
        match part {
            PatternPart::Literal(text) => elements.extend(text.chars().map(GlobElement::Literal)),
            PatternPart::One => elements.push(GlobElement::One),
            PatternPart::Run => elements.push(GlobElement::Run),
            PatternPart::Variable { .. } => return None,
        }
    }
    Some(Language::from(elements.into_iter().collect::<Glob>()))
}
