//! A text with holes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Hole, HoleKind};

/// A text of which some pieces are not known: a claim or a subject before the run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Pattern {
    segments: Vec<Segment>,
}

/// A piece of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Segment {
    /// Known text.
    Literal(String),
    /// Text that is not known.
    Hole(Hole),
    /// Text that is not known and in which GitHub writes every `:` as `%3A`.
    EncodedHole(Hole),
}

impl Pattern {
    /// A text without holes.
    pub fn literal(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::default() } else { Self { segments: vec![Segment::Literal(text)] } }
    }

    /// A text that is nothing but one hole.
    pub fn hole(hole: Hole) -> Self {
        Self { segments: vec![Segment::Hole(hole)] }
    }

    /// The pieces, in order; no two literals stand side by side and none is empty.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The holes, in order, with repetitions.
    pub fn holes(&self) -> impl Iterator<Item = &Hole> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Hole(hole) | Segment::EncodedHole(hole) => Some(hole),
        })
    }

    /// The text, if it has no holes.
    pub fn exact(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [] => Some(""),
            [Segment::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The one hole this pattern consists of.
    pub fn only_hole(&self) -> Option<&Hole> {
        match self.segments.as_slice() {
            [Segment::Hole(hole)] => Some(hole),
            _ => None,
        }
    }

    /// The text around the only hole: what stands before it, the hole, what stands after it.
    pub fn around_hole(&self) -> Option<(&str, &Hole, &str)> {
        match self.segments.as_slice() {
            [Segment::Hole(hole)] => Some(("", hole, "")),
            [Segment::Literal(before), Segment::Hole(hole)] => Some((before, hole, "")),
            [Segment::Hole(hole), Segment::Literal(after)] => Some(("", hole, after)),
            [Segment::Literal(before), Segment::Hole(hole), Segment::Literal(after)] => {
                Some((before, hole, after))
            }
            _ => None,
        }
    }

    /// A text with which every instance starts.
    pub fn prefix(&self) -> String {
        let mut prefix = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => prefix.push_str(text),
                Segment::Hole(hole) | Segment::EncodedHole(hole) => {
                    prefix.push_str(&hole.constraint.prefix());
                    break;
                }
            }
        }
        prefix
    }

    /// Whether some instance may be the empty text.
    pub fn may_be_empty(&self) -> bool {
        self.segments.iter().all(|segment| match segment {
            Segment::Literal(text) => text.is_empty(),
            Segment::Hole(hole) | Segment::EncodedHole(hole) => hole.constraint.may_be_empty(),
        })
    }

    /// The pattern without white space at its ends, as far as they are known.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        if let Some(Segment::Literal(first)) = self.segments.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some(Segment::Literal(last)) = self.segments.last_mut() {
            *last = last.trim_end().to_owned();
        }
        self.segments.retain(|segment| !matches!(segment, Segment::Literal(text) if text.is_empty()));
        self
    }

    /// Appends known text.
    pub fn push_str(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Segment::Literal(last)) = self.segments.last_mut() {
            last.push_str(text);
        } else {
            self.segments.push(Segment::Literal(text.to_owned()));
        }
    }

    /// Appends another pattern.
    pub fn push(&mut self, other: &Self) {
        for segment in &other.segments {
            match segment {
                Segment::Literal(text) => self.push_str(text),
                other => self.segments.push(other.clone()),
            }
        }
    }

    /// The concatenation of several patterns.
    pub fn concat<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.push(part);
        }
        all
    }

    /// `prefix` followed by this pattern.
    #[must_use]
    pub fn after(&self, prefix: &str) -> Self {
        let mut all = Self::literal(prefix);
        all.push(self);
        all
    }

    /// This pattern followed by `suffix`.
    #[must_use]
    pub fn before(&self, suffix: &str) -> Self {
        let mut all = self.clone();
        all.push_str(suffix);
        all
    }

    /// What remains when `prefix` is taken off the front; `None` when the pattern does not start with it.
    pub fn without_prefix(&self, prefix: &Self) -> Option<Self> {
        let mut rest = self.segments.clone();
        for segment in &prefix.segments {
            let first = rest.first_mut()?;
            match (first, segment) {
                (Segment::Literal(text), Segment::Literal(wanted)) => {
                    *text = text.strip_prefix(wanted.as_str())?.to_owned();
                    if text.is_empty() {
                        rest.remove(0);
                    }
                }
                (first, wanted) if first == wanted => {
                    rest.remove(0);
                }
                _ => return None,
            }
        }
        Some(Self { segments: rest })
    }

    /// This pattern with every `:` written as `%3A`, as GitHub writes claims into a subject.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/security/oidc>
    #[must_use]
    pub fn encoded(&self) -> Self {
        let segments = self
            .segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => Segment::Literal(text.replace(':', "%3A")),
                Segment::Hole(hole) | Segment::EncodedHole(hole) => Segment::EncodedHole(hole.clone()),
            })
            .collect();
        Self { segments }
    }

    /// The same pattern with the holes of one name replaced.
    #[must_use]
    pub fn replace(&self, name: &str, by: &Self) -> Self {
        let mut all = Self::default();
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => all.push_str(text),
                Segment::Hole(hole) if hole.name == name => all.push(by),
                Segment::EncodedHole(hole) if hole.name == name => all.push(&by.encoded()),
                other => all.segments.push(other.clone()),
            }
        }
        all
    }

    /// The same pattern with its holes called otherwise.
    pub(in super::super) fn rename(&self, rename: impl Fn(&str) -> String) -> Self {
        let hole = |hole: &Hole| Hole { name: rename(&hole.name), constraint: hole.constraint.clone() };
        let segments = self.segments.iter().map(|segment| match segment {
            Segment::Literal(text) => Segment::Literal(text.clone()),
            Segment::Hole(own) => Segment::Hole(hole(own)),
            Segment::EncodedHole(own) => Segment::EncodedHole(hole(own)),
        });
        Self { segments: segments.collect() }
    }

    /// The text that results when every hole has the value that `values` gives for its name; a hole without a value
    /// is written as `<name>`.
    pub fn instantiate(&self, values: &BTreeMap<String, String>) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            let (hole, encoded) = match segment {
                Segment::Literal(literal) => {
                    text.push_str(literal);
                    continue;
                }
                Segment::Hole(hole) => (hole, false),
                Segment::EncodedHole(hole) => (hole, true),
            };
            match values.get(&hole.name) {
                Some(value) if encoded => text.push_str(&value.replace(':', "%3A")),
                Some(value) => text.push_str(value),
                None => {
                    text.push('<');
                    text.push_str(&hole.name);
                    text.push('>');
                }
            }
        }
        text
    }
}

impl std::fmt::Display for Pattern {
    /// Holes in angle brackets: `refs/heads/<branch matching release/**>`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => f.write_str(text)?,
                Segment::Hole(hole) | Segment::EncodedHole(hole) => write!(f, "<{hole}>")?,
            }
        }
        Ok(())
    }
}

impl From<Hole> for Pattern {
    fn from(hole: Hole) -> Self {
        Self::hole(hole)
    }
}

impl From<&str> for Pattern {
    fn from(text: &str) -> Self {
        Self::literal(text)
    }
}

impl Pattern {
    /// A hole of this name and kind, as a pattern.
    pub fn open(name: &str, kind: HoleKind) -> Self {
        Self::hole(Hole::new(name, kind))
    }
}
