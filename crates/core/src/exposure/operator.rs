//! One condition on a key that the token has: the set of tokens that satisfy it.

use can_assume_github::universe::{FieldKind, Shape};
use can_assume_iam::pattern::{PatternPart, pattern};
use can_assume_iam::policy::{Condition, Effect, OperatorFamily, OperatorKind, Version};
use can_assume_regular::{Constraint, Language, Piece, Recipe};

use super::bounds::Bounds;
use super::parts::{ignoring_ascii_case, language, literal};
use super::variable;

/// The tokens of `shape` whose text made by `recipe` satisfies `condition`, which stands in a statement of `effect`.
///
/// The key is single-valued, so that `ForAllValues` and `ForAnyValue` change nothing. An operator that is not modelled leaves open what
/// it lets through.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
pub(super) fn satisfied(
    condition: &Condition,
    recipe: &Recipe,
    shape: &Shape,
    version: Version,
    effect: Effect,
) -> Bounds {
    let kind = condition.operator.value.kind;
    let texts = || condition.values.iter().map(|value| value.value.as_str());
    if kind == OperatorKind::Null {
        return Bounds::constant(texts().any(|text| !is_true(text)));
    }
    if condition.values.is_empty() {
        return Bounds::constant(false);
    }
    let open = || Bounds::at_most(Constraint::always());
    match kind.family() {
        OperatorFamily::String => {
            let matched = strings(kind, texts(), recipe, shape, version);
            if kind.is_negated() { matched.negated() } else { matched }
        }
        OperatorFamily::Bool => {
            let yes = Constraint::In(recipe.clone(), ignoring_ascii_case("true"));
            let (wants_true, wants_false) = (texts().any(is_true), texts().any(|text| !is_true(text)));
            Bounds::exactly(match (wants_true, wants_false) {
                (true, true) => Constraint::always(),
                (true, false) => yes,
                (false, _) => yes.negated(),
            })
        }
        OperatorFamily::Numeric => numbers(kind, texts(), recipe, shape).unwrap_or_else(open),
        // What is presented must be an ARN, or nothing matches, not even a negation. A malformed policy value decides by the effect.
        OperatorFamily::Arn if effect == Effect::Allow => {
            Bounds::at_most(Constraint::In(recipe.clone(), Language::glob("arn:*:*:*:*:*")))
        }
        OperatorFamily::Arn
        | OperatorFamily::Date
        | OperatorFamily::Binary
        | OperatorFamily::Ip
        | OperatorFamily::Null => open(),
    }
}

/// The tokens that some of the values matches, before negation.
fn strings<'t>(
    kind: OperatorKind,
    texts: impl Iterator<Item = &'t str>,
    recipe: &Recipe,
    shape: &Shape,
    version: Version,
) -> Bounds {
    let ignores_case =
        matches!(kind, OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase);
    let mut languages = Vec::new();
    let mut rest = Vec::new();
    for text in texts {
        let parts = pattern(text, kind, version);
        if parts.iter().any(|part| matches!(part, PatternPart::Variable { .. })) {
            rest.push(if ignores_case {
                Bounds::at_most(Constraint::always())
            } else {
                variable::matched(&parts, recipe, shape)
            });
        } else if !ignores_case {
            languages.push(language(&parts));
        } else if let Some(word) = literal(&parts).filter(|word| word.is_ascii()) {
            languages.push(ignoring_ascii_case(word));
        } else {
            rest.push(Bounds::at_most(Constraint::always()));
        }
    }
    if !languages.is_empty() {
        let language = Language::union(languages);
        rest.push(Bounds::exactly(Constraint::In(recipe.clone(), language)));
    }
    Bounds::any(rest)
}

fn is_true(text: &str) -> bool {
    text.eq_ignore_ascii_case("true")
}

/// Equality of ids, which are decimal numbers without sign or leading zeros; `None` for anything else.
fn numbers<'t>(
    kind: OperatorKind,
    texts: impl Iterator<Item = &'t str>,
    recipe: &Recipe,
    shape: &Shape,
) -> Option<Bounds> {
    let [Piece::Field(field)] = recipe.pieces() else { return None };
    let is_id = matches!(
        shape.fields().get(*field)?.kind,
        FieldKind::OwnerId | FieldKind::RepositoryId | FieldKind::ActorId | FieldKind::EnterpriseId
    );
    let equality = matches!(kind, OperatorKind::NumericEquals | OperatorKind::NumericNotEquals);
    if !is_id || !equality {
        return None;
    }
    let canonical = texts
        .map(|text| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.trim_start_matches('0').to_owned())
        })
        .collect::<Option<Vec<_>>>()?;
    let equal = Constraint::In(recipe.clone(), Language::literals(canonical));
    Some(Bounds::exactly(if kind.is_negated() { equal.negated() } else { equal }))
}
