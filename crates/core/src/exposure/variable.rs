//! Policy variables inside patterns: exact where the pattern and the claim line up field by field.

use can_assume_github::universe::Shape;
use can_assume_iam::pattern::PatternPart;
use can_assume_regular::{Constraint, Glob, GlobElement, Language, Piece, Recipe};

use super::bounds::Bounds;

/// A part of a text: one character, or a field of the token.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Symbol {
    Char(char),
    Field(Piece),
    One,
    Run,
}

/// The tokens whose text made by `recipe` matches a pattern with variables.
///
/// What both begin with is taken off both, and so is what both end in; this is exact, because it is the same text in every token. A
/// field that is written with `%3A` for `:` in the claim and as it is in the pattern is the same text where it has no `:`. If no variable
/// is left the rest is an ordinary pattern, and otherwise it is only known what the pattern would match if every variable were `*`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
pub(super) fn matched(parts: &[PatternPart], recipe: &Recipe, shape: &Shape) -> Bounds {
    let widened: Glob = super::parts::elements(parts).collect();
    let at_most = || Bounds::at_most(Constraint::In(recipe.clone(), Language::from(widened.clone())));
    let mut wanted: Vec<Symbol> = Vec::new();
    for part in parts {
        match part {
            PatternPart::Literal(text) => wanted.extend(text.chars().map(Symbol::Char)),
            PatternPart::One => wanted.push(Symbol::One),
            PatternPart::Run => wanted.push(Symbol::Run),
            PatternPart::Variable { key, default } => match (shape.key(key), default) {
                (Ok(Some(value)), _) => wanted.extend(symbols(value)),
                (Ok(None), Some(default)) => wanted.extend(default.chars().map(Symbol::Char)),
                (Ok(None), None) => return Bounds::constant(false),
                (Err(_), _) => return at_most(),
            },
        }
    }
    let text: Vec<Symbol> = symbols(recipe).collect();
    let mut without_colon = Vec::new();
    let Some((text, wanted)) = trimmed(&text, &wanted, &mut without_colon) else {
        return Bounds::constant(false);
    };
    let elements: Option<Glob> = wanted
        .iter()
        .map(|symbol| match symbol {
            Symbol::Char(c) => Some(GlobElement::Literal(*c)),
            Symbol::One => Some(GlobElement::One),
            Symbol::Run => Some(GlobElement::Run),
            Symbol::Field(_) => None,
        })
        .collect();
    match elements {
        Some(glob) => {
            let rest = Constraint::In(rest(text), Language::from(glob));
            let colon = |field: usize| Constraint::field(field, Language::glob("*:*"));
            let plain = without_colon.into_iter().map(|field| colon(field).negated());
            Bounds::exactly(Constraint::All(std::iter::once(rest).chain(plain).collect()))
        }
        None => at_most(),
    }
}

fn symbols(recipe: &Recipe) -> impl Iterator<Item = Symbol> + '_ {
    recipe.pieces().iter().flat_map(|piece| match piece {
        Piece::Literal(text) => text.chars().map(Symbol::Char).collect(),
        piece => vec![Symbol::Field(piece.clone())],
    })
}

/// Both without what they begin with and end in alike; `None` where they differ in a character. The fields that are alike only without
/// a `:` in them are added to `without_colon`: the first that there is differs from the `%` of its `%3A`, and the last from the `A`.
fn trimmed<'a>(
    mut text: &'a [Symbol],
    mut wanted: &'a [Symbol],
    without_colon: &mut Vec<usize>,
) -> Option<(&'a [Symbol], &'a [Symbol])> {
    let mut alike = |left: &Symbol, right: &Symbol| match (left, right) {
        (left, right) if left == right => Some(true),
        (Symbol::Char(_), Symbol::Char(_)) => None,
        (Symbol::Field(Piece::Encoded(field, _)), Symbol::Field(Piece::Field(same))) if field == same => {
            without_colon.push(*field);
            Some(true)
        }
        _ => Some(false),
    };
    while let (Some((left, left_rest)), Some((right, right_rest))) =
        (text.split_first(), wanted.split_first())
    {
        if !alike(left, right)? {
            break;
        }
        (text, wanted) = (left_rest, right_rest);
    }
    while let (Some((left, left_rest)), Some((right, right_rest))) = (text.split_last(), wanted.split_last())
    {
        if !alike(left, right)? {
            break;
        }
        (text, wanted) = (left_rest, right_rest);
    }
    Some((text, wanted))
}

fn rest(symbols: &[Symbol]) -> Recipe {
    let mut pieces: Vec<Piece> = Vec::new();
    for symbol in symbols {
        match (symbol, pieces.last_mut()) {
            (Symbol::Char(c), Some(Piece::Literal(text))) => text.push(*c),
            (Symbol::Char(c), _) => pieces.push(Piece::literal(*c)),
            (Symbol::Field(piece), _) => pieces.push(piece.clone()),
            (Symbol::One | Symbol::Run, _) => {}
        }
    }
    Recipe::new(pieces)
}
