//! How far one field of a generalised identity reaches.

use can_assume_regular::{Constraint, Language};

use super::text::Text;

/// The values of one field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// Every value that there is.
    Any,
    /// The values that one of these describes, in order.
    Some(Vec<Text>),
    /// Every value that there is, but for those that one of these describes, in order.
    Except(Vec<Text>),
    /// The values that all of `of` describe and none of `but`, each in order; `of` has some, and they are no mere value.
    Both { of: Vec<Text>, but: Vec<Text> },
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
            Self::Both { of, but } => {
                let is = |text: &Text| Constraint::field(position, text.language());
                Some(Constraint::All(
                    of.iter().map(is).chain(but.iter().map(|text| is(text).negated())).collect(),
                ))
            }
        }
    }

    /// The language of the values; `None` for every value.
    pub(super) fn language(&self) -> Option<Language> {
        let any_of = |texts: &[Text]| Language::union(texts.iter().map(Text::language));
        match self {
            Self::Any => None,
            Self::Some(texts) => Some(any_of(texts)),
            Self::Except(texts) => Some(any_of(texts).complement()),
            Self::Both { of, but } => {
                let but = but.iter().map(|text| text.language().complement());
                Some(Language::intersection(of.iter().map(Text::language).chain(but)))
            }
        }
    }

    /// Whether `value` is within it.
    pub(super) fn matches(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Some(texts) => texts.iter().any(|text| text.matches(value)),
            Self::Except(texts) => !texts.iter().any(|text| text.matches(value)),
            Self::Both { of, but } => {
                of.iter().all(|text| text.matches(value)) && !but.iter().any(|text| text.matches(value))
            }
        }
    }

    /// The values, when each of them is given.
    pub(super) fn literals(&self) -> Option<Vec<&str>> {
        match self {
            Self::Any | Self::Except(_) | Self::Both { .. } => None,
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
            (Self::Except(but), Self::Some(texts)) | (Self::Some(texts), Self::Except(but)) => {
                if texts.iter().any(|text| !but.contains(text)) {
                    return None;
                }
                let left: Vec<Text> = but.iter().filter(|text| !texts.contains(text)).cloned().collect();
                if left.is_empty() { Self::Any } else { Self::Except(left) }
            }
            (Self::Except(_) | Self::Both { .. }, _) | (_, Self::Both { .. }) => return None,
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
