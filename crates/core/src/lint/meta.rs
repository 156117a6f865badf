//! What is the same for every finding of a rule.

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Info,
    /// Untidy, or fragile.
    Low,
    /// Does not do what it seems to do, or lets in more than most would want.
    Medium,
    /// Lets in strangers.
    High,
}

/// How sure it is that a finding is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It hangs on something that no file says, or that GitHub or AWS do not document.
    Low,
    /// It follows from documented rules, but nobody was seen to observe it, or a setting may change it.
    Medium,
    /// It is proved, or read off the file.
    High,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::Info];

    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl Confidence {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What is the same for every finding of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleMeta {
    /// The permanent kebab-case id.
    pub id: &'static str,
    /// The severity of a finding that says nothing else.
    pub severity: Severity,
    /// The confidence of a finding that says nothing else.
    pub confidence: Confidence,
    /// One line: what is wrong, in general.
    pub title: &'static str,
    /// The page in Markdown, without its heading: what happens, why, how to fix it.
    pub page: &'static str,
}
