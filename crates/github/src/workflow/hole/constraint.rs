//! A value that the workflow does not fix, and what is known of it.

use std::sync::Arc;

use serde::Serialize;

use super::{FilterList, Glob};

/// A value that is not known before the run, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Hole {
    /// What it stands for, e.g. `branch`, `vars.ENVIRONMENT`; equal names in one candidate are equal values.
    pub name: String,
    /// What is known of it.
    pub constraint: Constraint,
}

/// What is known of a hole; every member restricts it further.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Constraint {
    /// What kind of text it is.
    pub kind: HoleKind,
    /// The pattern it was reached through, if a filter lists several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glob: Option<Glob>,
    /// The filter that it passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<Arc<FilterList>>,
    /// The only values it can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<String>>,
    /// Tests of an `if:` or of another expression, and their outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<(TextTest, bool)>,
}

/// What kind of text a hole stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoleKind {
    /// Any text, the empty one included.
    Text,
    /// The name of a branch.
    Branch,
    /// The name of the default branch.
    DefaultBranch,
    /// The name of a tag.
    Tag,
    /// The login of an account.
    Login,
    /// The name of a repository.
    RepositoryName,
    /// `owner/name` of a fork.
    ForkRepository,
    /// A number in decimal, as ids and counters are.
    Number,
    /// A commit hash of 40 hexadecimal digits.
    Sha,
    /// Some other text that is not empty.
    NonEmpty,
}

/// A question to a text; letters compare without regard to case, as GitHub's expressions do.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextTest {
    /// It is this text.
    Equals(String),
    /// It starts with this text.
    StartsWith(String),
    /// It ends with this text.
    EndsWith(String),
    /// This text occurs in it.
    Contains(String),
    /// It is the name of the default branch, which is not known either.
    IsDefaultBranch,
    /// It counts as true where a condition is wanted; asked of a value whose type is not known.
    Truthy,
}

impl Hole {
    /// A hole of which only the kind is known.
    pub fn new(name: impl Into<String>, kind: HoleKind) -> Self {
        Self { name: name.into(), constraint: Constraint::of(kind) }
    }

    /// A hole that may be any text, the empty one included.
    pub fn text(name: impl Into<String>) -> Self {
        Self::new(name, HoleKind::Text)
    }
}

impl Constraint {
    /// Nothing is known but the kind.
    pub const fn of(kind: HoleKind) -> Self {
        Self { kind, glob: None, filter: None, one_of: None, tests: Vec::new() }
    }

    /// Whether the hole can be the empty text.
    pub fn may_be_empty(&self) -> bool {
        self.kind == HoleKind::Text && self.accepts("")
    }

    /// Whether the hole can be this text, as far as is known.
    pub fn accepts(&self, text: &str) -> bool {
        self.kind.accepts(text)
            && self.glob.as_ref().is_none_or(|glob| glob.matches(text))
            && self.filter.as_ref().is_none_or(|filter| filter.accepts(text))
            && self.one_of.as_ref().is_none_or(|values| values.iter().any(|value| value == text))
            && self.tests.iter().all(|(test, holds)| test.holds(text).is_none_or(|outcome| outcome == *holds))
    }

    /// The outcome of `test` where it follows from what is known, else `None`.
    pub fn decide(&self, test: &TextTest) -> Option<bool> {
        if let Some((_, holds)) = self.tests.iter().find(|(known, _)| known == test) {
            return Some(*holds);
        }
        if let Some(values) = &self.one_of {
            let mut outcomes =
                values.iter().filter(|value| self.accepts(value)).map(|value| test.holds(value));
            let first = outcomes.next().flatten()?;
            return outcomes.all(|outcome| outcome == Some(first)).then_some(first);
        }
        if self.kind == HoleKind::DefaultBranch && *test == TextTest::IsDefaultBranch {
            return Some(true);
        }
        match test {
            TextTest::Equals(text) if !self.accepts_ignoring_case(text) => Some(false),
            TextTest::StartsWith(prefix) => {
                let known = self.prefix();
                if fold(&known).starts_with(&fold(prefix)) {
                    Some(true)
                } else if !fold(prefix).starts_with(&fold(&known)) {
                    Some(false)
                } else {
                    None
                }
            }
            TextTest::Contains(part) | TextTest::EndsWith(part) if part.is_empty() => Some(true),
            TextTest::Contains(part) if fold(&self.prefix()).contains(&fold(part)) => Some(true),
            _ => None,
        }
    }

    /// A text with which every value starts.
    pub fn prefix(&self) -> String {
        let of_glob = self.glob.as_ref().map(Glob::literal_prefix).unwrap_or_default();
        let of_test = self.tests.iter().filter_map(|(test, holds)| match test {
            TextTest::StartsWith(prefix) if *holds => Some(prefix.clone()),
            _ => None,
        });
        of_test.chain([of_glob]).max_by_key(String::len).unwrap_or_default()
    }

    /// The constraint with the outcome of one more test.
    #[must_use]
    pub fn with(&self, test: TextTest, holds: bool) -> Self {
        let mut narrowed = self.clone();
        if narrowed.decide(&test) != Some(holds) {
            narrowed.tests.push((test, holds));
        }
        narrowed
    }

    /// Whether some spelling of `text` can be the hole's value: filters are sensitive to case, expressions are not.
    fn accepts_ignoring_case(&self, text: &str) -> bool {
        self.kind.accepts(text)
            && self.glob.as_ref().is_none_or(|glob| glob.matches_ignoring_case(text))
            && self.filter.as_ref().is_none_or(|filter| filter.accepts_ignoring_case(text))
            && self.one_of.as_ref().is_none_or(|values| values.iter().any(|value| fold(value) == fold(text)))
            && self.tests.iter().all(|(test, holds)| test.holds(text).is_none_or(|outcome| outcome == *holds))
    }
}

impl HoleKind {
    /// Whether a text of this kind can be `text`.
    fn accepts(self, text: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Branch | Self::DefaultBranch | Self::Tag => is_ref_name(text),
            Self::Login => {
                !text.is_empty()
                    && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '[' | ']'))
            }
            Self::RepositoryName => {
                !text.is_empty()
                    && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
            }
            Self::ForkRepository => text.split('/').filter(|part| !part.is_empty()).count() == 2,
            Self::Number => !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()),
            Self::Sha => text.len() == 40 && text.chars().all(|c| c.is_ascii_hexdigit()),
            Self::NonEmpty => !text.is_empty(),
        }
    }

    /// How a hole of this kind is called where its name does not say it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Branch => "branch",
            Self::DefaultBranch => "default branch",
            Self::Tag => "tag",
            Self::Login => "login",
            Self::RepositoryName => "repository name",
            Self::ForkRepository => "fork",
            Self::Number => "number",
            Self::Sha => "commit",
            Self::NonEmpty => "non-empty text",
        }
    }
}

impl TextTest {
    /// The outcome for `text`; `None` where the default branch or the type of the value would have to be known.
    pub fn holds(&self, text: &str) -> Option<bool> {
        let text = fold(text);
        match self {
            Self::Equals(other) => Some(text == fold(other)),
            Self::StartsWith(prefix) => Some(text.starts_with(&fold(prefix))),
            Self::EndsWith(suffix) => Some(text.ends_with(&fold(suffix))),
            Self::Contains(part) => Some(text.contains(&fold(part))),
            Self::IsDefaultBranch | Self::Truthy => None,
        }
    }

    /// The outcome in words, to follow the name of the hole and `is`.
    pub fn describe(&self, holds: bool) -> String {
        let not = if holds { "" } else { "not " };
        match self {
            Self::Equals(text) if text.is_empty() => format!("{not}empty"),
            Self::Equals(text) => format!("{not}`{text}`"),
            Self::StartsWith(text) => format!("{not}starting with `{text}`"),
            Self::EndsWith(text) => format!("{not}ending in `{text}`"),
            Self::Contains(text) => format!("{not}containing `{text}`"),
            Self::IsDefaultBranch => format!("{not}the default branch"),
            Self::Truthy => format!("{not}true"),
        }
    }
}

impl std::fmt::Display for Hole {
    /// `branch matching release/**`, `vars.ENVIRONMENT`, `branch, not \`main\``.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)?;
        let constraint = &self.constraint;
        if let Some(glob) = &constraint.glob {
            write!(f, " matching {}", glob.as_str())?;
        }
        if let Some(filter) =
            constraint.filter.as_ref().filter(|filter| constraint.glob.is_none() || filter.has_negation())
        {
            match filter.mode {
                super::FilterMode::Only => write!(f, " passing [{filter}]")?,
                super::FilterMode::Ignore => write!(f, " not matching {filter}")?,
            }
        }
        if let Some(values) = &constraint.one_of {
            write!(f, " of {}", values.join(" | "))?;
        }
        for (test, holds) in &constraint.tests {
            write!(f, ", {}", test.describe(*holds))?;
        }
        Ok(())
    }
}

/// The rules that a sample has to keep to be a ref's name; not all of git's.
fn is_ref_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_REF
        && !text.starts_with(['/', '-', '.'])
        && !text.ends_with(['/', '.'])
        && !text.contains("..")
        && !text.contains("//")
        && !text
            .contains(|c: char| c.is_control() || matches!(c, ' ' | '~' | '^' | ':' | '?' | '*' | '[' | '\\'))
}

/// GitHub's expressions compare texts in upper case.
fn fold(text: &str) -> String {
    text.to_uppercase()
}

/// Longer than any name of a branch or a tag; bounds the time a comparison takes.
const LONGEST_REF: usize = 512;
