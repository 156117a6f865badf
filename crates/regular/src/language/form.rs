//! How a language is written down, for whoever wants to look into it.

use super::{Language, Node};
use crate::budget::OverBudget;
use crate::{Budget, CharSet, Glob};

/// What stands at the top of the expression of a [`Language`].
#[derive(Debug, Clone, Copy)]
pub enum Form<'l> {
    /// One word.
    Literal(&'l str),
    /// The words of one of these characters.
    Class(&'l CharSet),
    /// What a pattern matches.
    Glob(&'l Glob),
    /// A word of each, one after the other.
    Concat(&'l [Language]),
    /// The words of any of these.
    Union(&'l [Language]),
    /// The words of all of these.
    Intersection(&'l [Language]),
    /// All words but those of this one.
    Complement(&'l Language),
    /// Anything else.
    Other,
}

impl Language {
    /// How the language is written down.
    ///
    /// ```
    /// use can_assume_regular::{Form, Language};
    /// assert!(matches!(Language::literal("a").form(), Form::Literal("a")));
    /// ```
    #[must_use]
    pub fn form(&self) -> Form<'_> {
        match &self.inner.node {
            Node::Literal(word) => Form::Literal(word),
            Node::Class(chars) => Form::Class(chars),
            Node::Glob(glob) => Form::Glob(glob),
            Node::Concat(parts) => Form::Concat(parts),
            Node::Union(languages) => Form::Union(languages),
            Node::Intersection(languages) => Form::Intersection(languages),
            Node::Complement(language) => Form::Complement(language),
            Node::Repeat(..) | Node::Image(..) | Node::Preimage(..) | Node::Automaton(_) => Form::Other,
        }
    }

    /// Characters outside of which no word of the language has any.
    ///
    /// # Errors
    /// When compiling the language goes over `budget`.
    pub fn letters(&self, budget: &Budget) -> Result<CharSet, OverBudget> {
        let nfa = self.nfa(&mut budget.meter())?;
        Ok(nfa.labels().iter().fold(CharSet::empty(), |letters, label| letters.union(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_all_words() {
        let digits = CharSet::from_ranges(['0'..='9']);
        let id = Language::concat([Language::literal("v"), Language::class(digits.clone()).star()]);
        assert_eq!(id.letters(&Budget::default()).unwrap(), digits.union(&CharSet::single('v')));
        assert_eq!(Language::literal("").letters(&Budget::default()).unwrap(), CharSet::empty());
    }

    #[test]
    fn the_form_is_the_one_that_was_written() {
        let union = Language::literals(["a", "b"]);
        assert!(matches!(union.form(), Form::Union([_, _])));
        assert!(
            matches!(union.complement().form(), Form::Complement(inner) if matches!(inner.form(), Form::Union(_)))
        );
        assert!(matches!(Language::glob("a*").form(), Form::Glob(_)));
        assert!(matches!(union.star().form(), Form::Other));
    }
}
