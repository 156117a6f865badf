//! The respects in which a value of a policy can differ from what was presented.

/// One respect in which a value differs; each has a cause of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// It has white space or an invisible character where no claim has one.
    WhiteSpace,
    /// It is several values in one string, of which one would have matched.
    Joined,
    /// It names a host or is a URL.
    Host,
    /// The beginning, `repo:OWNER/NAME`, is not whole.
    Prefix(Prefix),
    /// It has the ids after a `-`, as a draft of the immutable form had them.
    DraftIds,
    /// It names the repository, or its owner, as it was called before a rename or transfer.
    Renamed {
        /// Whether ids prove that it is the same repository.
        proven: bool,
    },
    /// It names another repository.
    WrongRepository,
    /// It has names only, and names with ids came.
    Immutable,
    /// It has ids, and names only came.
    Classic,
    /// It differs in case only.
    Case {
        /// Whether the name of an environment is what differs.
        environment: bool,
    },
    /// Its `*` or `?` stand for themselves under the operator.
    Wildcard,
    /// It ends after the repository, or goes on with `/`.
    TailMissing,
    /// What follows the repository lacks `ref:refs/heads/`, `environment:` or the like.
    LabelMissing,
    /// A `:` inside a value is not written as it came.
    Colon,
    /// It has the shape of another subject template.
    Template,
    /// It is about a ref and an environment came, or the other way round.
    EnvironmentReplacesRef {
        /// Whether the job's ref alone would fit the value.
        proven: bool,
    },
    /// It is about something else and a pull request came, or the other way round.
    PullRequest,
    /// It is about branches and a tag came, or the other way round.
    Tag,
    /// It names another environment.
    Environment,
    /// It names another branch or tag.
    Branch,
    /// One labelled part differs.
    Segment {
        /// The label.
        label: String,
    },
    /// It differs, and nothing more is to be said.
    Differs,
}

/// What is missing of the beginning `repo:OWNER/NAME`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// `repo:`, or something else stands in its place.
    Label,
    /// The owner.
    Owner,
    /// The repository's name.
    Name,
}

impl Defect {
    /// How far it takes a value from what was presented.
    pub(crate) const fn weight(&self) -> u32 {
        match self {
            Self::WhiteSpace
            | Self::Joined
            | Self::Wildcard
            | Self::Case { .. }
            | Self::Colon
            | Self::TailMissing
            | Self::LabelMissing => 1,
            Self::Immutable | Self::Classic | Self::DraftIds | Self::Host | Self::Prefix(_) => 2,
            Self::EnvironmentReplacesRef { proven: true } => 3,
            Self::Tag | Self::Branch | Self::Environment | Self::PullRequest | Self::Segment { .. } => 4,
            Self::EnvironmentReplacesRef { proven: false } => 5,
            Self::Template => 6,
            Self::Renamed { .. } => 7,
            Self::WrongRepository => 10,
            Self::Differs => 12,
        }
    }

    /// The label, where one labelled part differs.
    pub(crate) fn segment(&self) -> Option<&str> {
        match self {
            Self::Segment { label } => Some(label),
            _ => None,
        }
    }

    /// Whether a value with it matches no job at all, so that nothing is kept with it.
    pub(crate) const fn spoils_value(&self) -> bool {
        matches!(
            self,
            Self::WhiteSpace
                | Self::Joined
                | Self::Host
                | Self::Prefix(_)
                | Self::DraftIds
                | Self::Case { environment: false }
        )
    }

    /// Whether the value is right for other jobs, so that another one belongs beside it, not in its place.
    pub(crate) const fn leaves_value_right(&self) -> bool {
        matches!(
            self,
            Self::Classic
                | Self::Tag
                | Self::Branch
                | Self::Environment
                | Self::PullRequest
                | Self::WrongRepository
                | Self::Segment { .. }
                | Self::Differs
        )
    }
}
