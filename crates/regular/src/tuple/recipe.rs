//! How a string is put together from fields.

use std::collections::VecDeque;

use crate::Substitution;

/// A straight-line rule that builds one string out of the fields of a [`Tuple`](crate::Tuple).
///
/// Fields may come in any order, be left out and be repeated. Recipes that read the fields in the
/// tuple's order are walked in lock-step; each step back in that order costs states, because the
/// part after it is followed from every state the part before it may end in.
///
/// ```
/// use can_assume_regular::{Piece, Recipe, Substitution};
/// let encode = Substitution::new([(':', "%3A")]);
/// let sub = Recipe::new([
///     Piece::literal("repo:"),
///     Piece::Field(0),
///     Piece::literal(":environment:"),
///     Piece::Encoded(1, encode),
/// ]);
/// assert_eq!(sub.output(&["acme/web", "a:b"]).as_deref(), Some("repo:acme/web:environment:a%3Ab"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Recipe {
    pieces: Vec<Piece>,
}

/// One part of a [`Recipe`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// This text.
    Literal(String),
    /// The field with this index, as it is.
    Field(usize),
    /// The field with this index, each of its characters replaced.
    Encoded(usize, Substitution),
}

impl Piece {
    /// The piece that is `text`.
    #[must_use]
    pub fn literal(text: impl Into<String>) -> Self {
        Self::Literal(text.into())
    }

    /// Whether the piece is the empty literal.
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Literal(text) if text.is_empty())
    }

    /// The field that the piece reads.
    #[must_use]
    pub fn field(&self) -> Option<usize> {
        match self {
            Self::Literal(_) => None,
            Self::Field(field) | Self::Encoded(field, _) => Some(*field),
        }
    }
}

impl Recipe {
    /// The recipe that puts `pieces` one after the other.
    #[must_use]
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        Self { pieces: pieces.into_iter().collect() }
    }

    /// The recipe whose output is the field `index` itself.
    #[must_use]
    pub fn field(index: usize) -> Self {
        Self::new([Piece::Field(index)])
    }

    /// The pieces in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// What the recipe makes of these `fields`; `None` when it reads one that is not among them.
    #[must_use]
    pub fn output<S: AsRef<str>>(&self, fields: &[S]) -> Option<String> {
        let mut output = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => output.push_str(text),
                Piece::Field(field) => output.push_str(fields.get(*field)?.as_ref()),
                Piece::Encoded(field, substitution) => {
                    output.push_str(&substitution.apply(fields.get(*field)?.as_ref()));
                }
            }
        }
        Some(output)
    }

    /// The recipe for what is left of the output of `self` after the output of `prefix`, when the two
    /// line up piece by piece; `None` when they do not, though outputs may still begin alike.
    ///
    /// So "the output begins with that of `prefix` and goes on with a word of L" is exactly "the rest
    /// is in L".
    ///
    /// ```
    /// use can_assume_regular::{Piece, Recipe};
    /// let repository = [Piece::Field(0), Piece::literal("/"), Piece::Field(1)];
    /// let sub = |end: &[Piece]| {
    ///     Recipe::new([Piece::literal("repo:")].into_iter().chain(repository.clone()).chain(end.to_vec()))
    /// };
    /// let whole = sub(&[Piece::literal(":ref:"), Piece::Field(2)]);
    /// let rest = whole.strip_prefix(&sub(&[Piece::literal(":")]));
    /// assert_eq!(rest, Some(Recipe::new([Piece::literal("ref:"), Piece::Field(2)])));
    /// assert_eq!(whole.strip_prefix(&Recipe::field(0)), None);
    /// ```
    #[must_use]
    pub fn strip_prefix(&self, prefix: &Self) -> Option<Self> {
        let mut rest: VecDeque<Piece> = self.pieces.iter().cloned().collect();
        for piece in &prefix.pieces {
            let Piece::Literal(text) = piece else {
                while rest.front().is_some_and(Piece::is_nothing) {
                    rest.pop_front();
                }
                rest.pop_front().filter(|next| next == piece)?;
                continue;
            };
            let mut text = text.as_str();
            while !text.is_empty() {
                let Some(Piece::Literal(next)) = rest.pop_front() else { return None };
                if let Some(left) = next.strip_prefix(text) {
                    rest.push_front(Piece::literal(left));
                    text = "";
                } else {
                    text = text.strip_prefix(next.as_str())?;
                }
            }
        }
        rest.retain(|piece| !piece.is_nothing());
        Some(Self::new(rest))
    }

    /// The recipe for what is left of the output of `self` before the output of `suffix`, when the two
    /// line up piece by piece, as in [`Recipe::strip_prefix`].
    #[must_use]
    pub fn strip_suffix(&self, suffix: &Self) -> Option<Self> {
        self.reversed().strip_prefix(&suffix.reversed()).map(|rest| rest.reversed())
    }

    /// The pieces and their literals back to front.
    fn reversed(&self) -> Self {
        Self::new(self.pieces.iter().rev().map(|piece| match piece {
            Piece::Literal(text) => Piece::Literal(text.chars().rev().collect()),
            piece => piece.clone(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(text: &str) -> Recipe {
        Recipe::new(text.chars().map(|c| match c.to_digit(10) {
            Some(field) => Piece::Field(field as usize),
            None => Piece::literal(c),
        }))
    }

    /// Literals that stand together as one.
    fn joined(recipe: &Recipe) -> String {
        recipe.output(&["0", "1", "2", "3"]).unwrap()
    }

    #[test]
    fn literals_line_up_however_they_are_cut() {
        let whole = Recipe::new([
            Piece::literal("re"),
            Piece::literal("po:"),
            Piece::Field(0),
            Piece::literal(""),
            Piece::Field(1),
            Piece::literal(":x"),
        ]);
        let rest = |prefix: &str| whole.strip_prefix(&recipe(prefix)).map(|rest| joined(&rest));
        assert_eq!(rest("").as_deref(), Some("repo:01:x"));
        assert_eq!(rest("repo").as_deref(), Some(":01:x"));
        assert_eq!(rest("repo:01").as_deref(), Some(":x"));
        assert_eq!(rest("repo:01:x").as_deref(), Some(""));
        assert_eq!(rest("repo:1"), None);
        assert_eq!(rest("repo:01:xy"), None);
        assert_eq!(rest("repo:a"), None);
        let before = |suffix: &str| whole.strip_suffix(&recipe(suffix)).map(|rest| joined(&rest));
        assert_eq!(before("1:x").as_deref(), Some("repo:0"));
        assert_eq!(before("o:01:x").as_deref(), Some("rep"));
        assert_eq!(before("0:x"), None);
    }
}
