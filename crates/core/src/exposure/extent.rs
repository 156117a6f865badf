//! How far one field of a generalised identity reaches.

use can_assume_regular::{Constraint, Glob, GlobElement, Language, Substitution};

use super::operator::ignoring_ascii_case;

/// The values of one field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// Every value that there is.
    Any,
    /// The values that one of these describes, in order.
    Some(Vec<Text>),
    /// Every value that there is, but for those that one of these describes, in order.
    Except(Vec<Text>),
}

/// A value, or a pattern of values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Text {
    /// This value.
    Is(String),
    /// What the pattern matches; `*` and `?` are wildcards.
    Like(String),
    /// What the pattern matches once every `:` is written `%3A`, as it is in a subject.
    Written(String),
    /// This value, without regard to the case of ASCII letters.
    AnyCase(String),
}

impl Text {
    pub(super) fn language(&self) -> Language {
        match self {
            Self::Is(text) => Language::literal(text.as_str()),
            Self::Like(pattern) => Language::glob(pattern),
            Self::Written(pattern) => Language::glob(pattern).preimage(&Substitution::new([(':', "%3A")])),
            Self::AnyCase(text) => ignoring_ascii_case(text),
        }
    }

    /// Whether `value` is meant.
    pub(super) fn matches(&self, value: &str) -> bool {
        match self {
            Self::Is(text) => text == value,
            Self::Like(pattern) => Glob::parse(pattern).matches(value),
            Self::Written(pattern) => Glob::parse(pattern).matches(&value.replace(':', "%3A")),
            Self::AnyCase(text) => text.to_lowercase() == value.to_lowercase(),
        }
    }

    /// The value or pattern.
    pub(super) fn text(&self) -> &str {
        let (Self::Is(text) | Self::Like(text) | Self::Written(text) | Self::AnyCase(text)) = self;
        text
    }
}

impl Extent {
    /// One value.
    pub(super) fn is(text: &str) -> Self {
        Self::Some(vec![Text::Is(text.to_owned())])
    }

    /// That the field `position` is within the extent; `None` when that says nothing.
    pub(super) fn constraint(&self, position: usize) -> Option<Constraint> {
        match self {
            Self::Any => None,
            Self::Some(texts) => {
                let language = Language::union(texts.iter().map(Text::language));
                Some(Constraint::field(position, language))
            }
            Self::Except(texts) => {
                let language = Language::union(texts.iter().map(Text::language));
                Some(Constraint::field(position, language).negated())
            }
        }
    }

    /// Whether `value` is within it.
    pub(super) fn matches(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Some(texts) => texts.iter().any(|text| text.matches(value)),
            Self::Except(texts) => !texts.iter().any(|text| text.matches(value)),
        }
    }

    /// The values, when each of them is given.
    pub(super) fn literals(&self) -> Option<Vec<&str>> {
        match self {
            Self::Any | Self::Except(_) => None,
            Self::Some(texts) => texts
                .iter()
                .map(|text| match text {
                    Text::Is(text) | Text::AnyCase(text) => Some(text.as_str()),
                    Text::Like(_) | Text::Written(_) => None,
                })
                .collect(),
        }
    }

    /// What is in either; `None` where that has no extent of its own.
    pub(super) fn union(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Except(_), _) | (_, Self::Except(_)) => return None,
            (Self::Some(left), Self::Some(right)) => {
                let mut texts: Vec<Text> = left.iter().chain(right).cloned().collect();
                texts.sort();
                texts.dedup();
                Self::Some(texts)
            }
        })
    }
}

/// What may describe one field of a token, out of what a policy compares with: what stands between two boundaries of a value, the widest
/// first.
pub(super) fn parts_of(value: &Text) -> Vec<Text> {
    const MOST_BOUNDARIES: usize = 48;
    let text = value.text();
    let mut starts = vec![0];
    let mut ends = Vec::new();
    for (place, c) in text.char_indices() {
        if matches!(c, ':' | '/' | '@') {
            starts.push(place + c.len_utf8());
            ends.push(place);
        }
    }
    ends.push(text.len());
    let mut parts: Vec<&str> = Vec::new();
    if starts.len() > MOST_BOUNDARIES {
        return Vec::new();
    }
    for &start in &starts {
        for &end in ends.iter().filter(|end| **end > start) {
            parts.extend(text.get(start..end));
        }
    }
    parts.sort_by_key(|part| part.chars().filter(|c| *c != '*').count());
    parts.dedup();
    let mut found = Vec::new();
    for part in parts {
        let wild = part.contains(['*', '?']);
        match value {
            Text::AnyCase(_) => found.push(Text::AnyCase(part.to_owned())),
            _ if wild && part != "*" => {
                found.push(Text::Like(part.to_owned()));
                found.push(Text::Written(part.to_owned()));
            }
            _ if part.contains("%3A") => found.push(Text::Written(part.to_owned())),
            _ => {}
        }
    }
    found
}

/// The values of single fields that a policy may exclude by `value`: what stands between two of its boundaries.
pub(super) fn words_of(value: &Text) -> Vec<Text> {
    let text = value.text();
    let mut words = Vec::new();
    let starts = std::iter::once(0).chain(text.match_indices([':', '/', '@']).map(|(place, _)| place + 1));
    let starts: Vec<usize> = starts.collect();
    let ends: Vec<usize> =
        text.match_indices([':', '/', '@']).map(|(place, _)| place).chain([text.len()]).collect();
    if starts.len() > 12 {
        return words;
    }
    for &start in &starts {
        for &end in ends.iter().filter(|end| **end > start) {
            if let Some(part) = text.get(start..end).filter(|part| *part != "*") {
                words.push(match value {
                    Text::AnyCase(_) => Text::AnyCase(part.to_owned()),
                    _ if part.contains("%3A") => Text::Written(part.to_owned()),
                    Text::Like(_) if part.contains(['*', '?']) => Text::Like(part.to_owned()),
                    _ => Text::Is(part.to_owned()),
                });
            }
        }
    }
    words
}

/// The pattern as text.
pub(super) fn written(pattern: &Glob) -> String {
    pattern
        .elements()
        .iter()
        .map(|element| match element {
            GlobElement::Literal(c) => *c,
            GlobElement::One => '?',
            GlobElement::Run => '*',
        })
        .collect()
}
