//! How a string is put together from fields.

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
}
