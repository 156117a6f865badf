//! Values that may not be known.

use super::super::hole::{Hole, Pattern};
use super::bindings::is_of_a_job;
use super::convert;

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Truth {
    /// It does not hold.
    False,
    /// It depends on what is not known.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Kleene's conjunction.
    pub(in super::super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// Kleene's disjunction.
    pub(in super::super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, Self::False) => Self::False,
            _ => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Unknown, Self::from)
    }
}

/// The value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Value {
    /// `null`, also what a member that does not exist is.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text, perhaps with holes.
    Text(Pattern),
    /// A boolean that is not known; its hole is `true` or `false`.
    Flag(Hole),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Object),
    /// Nothing is known but where it comes from.
    Unknown(String),
}

/// An object of which not every member need be known.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in super::super) struct Object {
    /// The known members, in order.
    pub(in super::super) members: Vec<(String, Value)>,
    /// What any other member is.
    pub(in super::super) rest: Rest,
}

/// What a member is that an object does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Rest {
    /// It does not exist.
    #[default]
    Absent,
    /// It may exist and be anything.
    Unknown,
    /// It may exist and is a text.
    Text,
}

impl Value {
    /// A known text.
    pub(in super::super) fn text(text: impl Into<String>) -> Self {
        Self::Text(Pattern::literal(text))
    }

    /// An object of exactly these members.
    pub(in super::super) fn object(members: Vec<(String, Self)>) -> Self {
        Self::Object(Object { members, rest: Rest::Absent })
    }

    /// The text that stands for the value where one is wanted; `None` has no place in a text.
    pub(in super::super) fn to_pattern(&self) -> Pattern {
        match self {
            Self::Null => Pattern::default(),
            Self::Boolean(boolean) => Pattern::literal(boolean.to_string()),
            Self::Number(number) => Pattern::literal(convert::number_to_text(*number)),
            Self::Text(pattern) => pattern.clone(),
            Self::Flag(hole) => Pattern::hole(hole.clone()),
            Self::Array(_) => Pattern::literal("Array"),
            Self::Object(_) => Pattern::literal("Object"),
            Self::Unknown(name) => Pattern::hole(Hole::text(name.as_str())),
        }
    }

    /// The value as another workflow file sees it: holes that are named after a context of `job` say so, because the
    /// other file has contexts of the same name.
    pub(in super::super) fn seen_from_outside(self, job: &str) -> Self {
        let rename = |name: &str| {
            if is_of_a_job(name) { format!("{name} of {job}") } else { name.to_owned() }
        };
        match self {
            Self::Text(pattern) => Self::Text(pattern.rename(rename)),
            Self::Flag(hole) => Self::Flag(Hole { name: rename(&hole.name), ..hole }),
            Self::Unknown(name) => Self::Unknown(rename(&name)),
            Self::Array(items) => {
                Self::Array(items.into_iter().map(|item| item.seen_from_outside(job)).collect())
            }
            Self::Object(object) => Self::Object(Object {
                members: object
                    .members
                    .into_iter()
                    .map(|(name, value)| (name, value.seen_from_outside(job)))
                    .collect(),
                rest: object.rest,
            }),
            known => known,
        }
    }

    /// The member of this name, without regard to case; `path` names the member where it is not known.
    pub(in super::super) fn member(&self, name: &str, path: &str) -> Self {
        match self {
            Self::Object(object) => {
                let found = object.members.iter().find(|(member, _)| member.eq_ignore_ascii_case(name));
                match (found, object.rest) {
                    (Some((_, value)), _) => value.clone(),
                    (None, Rest::Absent) => Self::Null,
                    (None, Rest::Unknown) => Self::Unknown(path.to_owned()),
                    (None, Rest::Text) => Self::Text(Pattern::hole(Hole::text(path))),
                }
            }
            Self::Array(items) => {
                name.parse::<usize>().ok().and_then(|index| items.get(index).cloned()).unwrap_or(Self::Null)
            }
            Self::Unknown(_) => Self::Unknown(path.to_owned()),
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Text(_) | Self::Flag(_) => Self::Null,
        }
    }
}
