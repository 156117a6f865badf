//! Regular languages as expressions.

mod ask;
mod compile;
mod form;

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::automaton::Nfa;
use crate::budget::{Meter, OverBudget};
use crate::{CharSet, Glob, Substitution};

pub use form::Form;

/// A regular language: a set of words over the Unicode scalar values.
///
/// Building one only writes the expression down; questions do the work, within their budget. Clones
/// are cheap, and share what an earlier question has compiled. Two languages are `==` when they are
/// written the same way; [`Language::difference_witness`] compares what they mean.
#[derive(Debug, Clone)]
pub struct Language {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    node: Node,
    /// Whether it holds an intersection or a complement, which positions alone cannot express.
    boolean: bool,
    depth: usize,
    nfa: OnceLock<Arc<Nfa>>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Node {
    Literal(String),
    Class(CharSet),
    Glob(Glob),
    Concat(Vec<Language>),
    Union(Vec<Language>),
    Intersection(Vec<Language>),
    Complement(Language),
    /// At least so often, and at most, if there is a limit.
    Repeat(Language, usize, Option<usize>),
    Image(Language, Substitution),
    Preimage(Language, Substitution),
    Automaton(Arc<Nfa>),
}

/// The boolean operation at the top of a language.
pub(crate) enum Shape<'l> {
    /// None that an automaton of positions could not do itself.
    Plain,
    Complement(&'l Language),
    Intersection(&'l [Language]),
    Union(&'l [Language]),
}

impl Language {
    /// The language without words.
    #[must_use]
    pub fn empty() -> Self {
        Self::plain(Node::Union(Vec::new()))
    }

    /// The language of the empty word alone.
    #[must_use]
    pub fn epsilon() -> Self {
        Self::literal("")
    }

    /// Every word.
    #[must_use]
    pub fn any() -> Self {
        Self::glob("*")
    }

    /// The language of `word` alone.
    #[must_use]
    pub fn literal(word: impl Into<String>) -> Self {
        Self::plain(Node::Literal(word.into()))
    }

    /// The language of these words.
    #[must_use]
    pub fn literals<S: Into<String>>(words: impl IntoIterator<Item = S>) -> Self {
        Self::union(words.into_iter().map(Self::literal))
    }

    /// The words that the pattern matches; `*` and `?` are wildcards as in [`Glob::parse`].
    #[must_use]
    pub fn glob(pattern: &str) -> Self {
        Self::from(Glob::parse(pattern))
    }

    /// The words of one character out of `chars`.
    #[must_use]
    pub fn class(chars: CharSet) -> Self {
        Self::plain(Node::Class(chars))
    }

    /// A word of each of `parts`, one after the other.
    ///
    /// ```
    /// use can_assume_regular::{Budget, CharSet, Language};
    /// let digits = Language::class(CharSet::from_ranges(['0'..='9'])).repeat(1, Some(3));
    /// let tag = Language::concat([Language::literal("v"), digits]);
    /// assert!(tag.matches("v27", &Budget::default())?);
    /// # Ok::<(), can_assume_regular::OverBudget>(())
    /// ```
    #[must_use]
    pub fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::many(Node::Concat, parts, |node| match node {
            Node::Concat(parts) => Ok(parts),
            node => Err(node),
        })
    }

    /// The words of any of `languages`; of none the empty language.
    #[must_use]
    pub fn union(languages: impl IntoIterator<Item = Self>) -> Self {
        let union = |languages| {
            Self::many(Node::Union, languages, |node| match node {
                Node::Union(languages) => Ok(languages),
                node => Err(node),
            })
        };
        let (boolean, plain): (Vec<Self>, Vec<Self>) =
            languages.into_iter().partition(|language| language.inner.boolean);
        if boolean.is_empty() {
            union(plain)
        } else if plain.is_empty() {
            Self::new(Node::Union(boolean))
        } else {
            Self::new(Node::Union(std::iter::once(union(plain)).chain(boolean).collect()))
        }
    }

    /// The words of all of `languages`; of none every word.
    #[must_use]
    pub fn intersection(languages: impl IntoIterator<Item = Self>) -> Self {
        Self::many(Node::Intersection, languages, |node| match node {
            Node::Intersection(languages) => Ok(languages),
            node => Err(node),
        })
    }

    /// The words that are not in `self`.
    #[must_use]
    pub fn complement(&self) -> Self {
        match &self.inner.node {
            Node::Complement(language) => language.clone(),
            _ => Self::new(Node::Complement(self.clone())),
        }
    }

    /// The words of `self` that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        Self::intersection([self.clone(), other.complement()])
    }

    /// Any number of words of `self`, one after the other.
    #[must_use]
    pub fn star(&self) -> Self {
        self.repeat(0, None)
    }

    /// At least one word of `self`, one after the other.
    #[must_use]
    pub fn plus(&self) -> Self {
        self.repeat(1, None)
    }

    /// A word of `self` or the empty word.
    #[must_use]
    pub fn optional(&self) -> Self {
        self.repeat(0, Some(1))
    }

    /// At least `min` and at most `max` words of `self`, one after the other; empty if `max < min`.
    #[must_use]
    pub fn repeat(&self, min: usize, max: Option<usize>) -> Self {
        Self::new(Node::Repeat(self.clone(), min, max))
    }

    /// What `substitution` makes of the words of `self`.
    #[must_use]
    pub fn image(&self, substitution: &Substitution) -> Self {
        Self::new(Node::Image(self.clone(), substitution.clone()))
    }

    /// The words of which `substitution` makes words of `self`.
    ///
    /// ```
    /// use can_assume_regular::{Budget, Language, Substitution};
    /// let encode = Substitution::new([(':', "%3A")]);
    /// let names = Language::literal("a%3Ab").preimage(&encode).words(9, &Budget::default())?;
    /// assert_eq!(names.values, ["a:b", "a%3Ab"]);
    /// # Ok::<(), can_assume_regular::OverBudget>(())
    /// ```
    #[must_use]
    pub fn preimage(&self, substitution: &Substitution) -> Self {
        // Inverse substitutions go through boolean operations; positions stay positions.
        let each = |languages: &[Self]| -> Vec<Self> {
            languages.iter().map(|language| language.preimage(substitution)).collect()
        };
        match self.shape() {
            Shape::Plain => Self::new(Node::Preimage(self.clone(), substitution.clone())),
            Shape::Complement(language) => language.preimage(substitution).complement(),
            Shape::Intersection(languages) => Self::intersection(each(languages)),
            Shape::Union(languages) => Self::union(each(languages)),
        }
    }

    pub(crate) fn from_nfa(nfa: Nfa) -> Self {
        Self::plain(Node::Automaton(Arc::new(nfa)))
    }

    pub(crate) fn shape(&self) -> Shape<'_> {
        match &self.inner.node {
            _ if !self.inner.boolean => Shape::Plain,
            Node::Complement(language) => Shape::Complement(language),
            Node::Intersection(languages) => Shape::Intersection(languages),
            Node::Union(languages) => Shape::Union(languages),
            _ => Shape::Plain,
        }
    }

    /// Refuses expressions that are nested too deeply to walk.
    pub(crate) fn check_depth(&self, meter: &Meter) -> Result<(), OverBudget> {
        if self.inner.depth > MAX_DEPTH { Err(meter.over()) } else { Ok(()) }
    }

    /// An operation on many languages; operands that are the same operation are taken apart.
    fn many(
        make: impl FnOnce(Vec<Self>) -> Node,
        languages: impl IntoIterator<Item = Self>,
        open: impl Fn(Node) -> Result<Vec<Self>, Node>,
    ) -> Self {
        let mut all = Vec::new();
        for language in languages {
            match Arc::try_unwrap(language.inner) {
                Ok(inner) => match open(inner.node) {
                    Ok(parts) if all.is_empty() => all = parts,
                    Ok(parts) => all.extend(parts),
                    Err(node) => all.push(Self::new(node)),
                },
                Err(inner) => all.push(Self { inner }),
            }
        }
        match <[Self; 1]>::try_from(all) {
            Ok([only]) => only,
            Err(all) => Self::new(make(all)),
        }
    }

    fn plain(node: Node) -> Self {
        Self { inner: Arc::new(Inner { node, boolean: false, depth: 1, nfa: OnceLock::new() }) }
    }

    fn new(node: Node) -> Self {
        let (boolean, below) = match &node {
            Node::Literal(_) | Node::Class(_) | Node::Glob(_) | Node::Automaton(_) => (false, 0),
            Node::Concat(parts) | Node::Union(parts) => {
                (parts.iter().any(|part| part.inner.boolean), depth(parts))
            }
            Node::Intersection(parts) => (true, depth(parts)),
            Node::Complement(part) => (true, part.inner.depth),
            Node::Repeat(part, ..) | Node::Image(part, _) | Node::Preimage(part, _) => {
                (part.inner.boolean, part.inner.depth)
            }
        };
        Self { inner: Arc::new(Inner { node, boolean, depth: below + 1, nfa: OnceLock::new() }) }
    }
}

impl From<Glob> for Language {
    fn from(glob: Glob) -> Self {
        Self::plain(Node::Glob(glob))
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.inner.node == other.inner.node
    }
}

impl Eq for Language {}

impl Hash for Language {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.inner.node.hash(state);
    }
}

fn depth(parts: &[Language]) -> usize {
    parts.iter().map(|part| part.inner.depth).max().unwrap_or(0)
}

/// How deeply expressions may be nested; names and patterns need a handful of levels.
const MAX_DEPTH: usize = 256;
