//! An ordered list of filter patterns.

use serde::Serialize;

use super::Glob;

/// `branches`, `branches-ignore`, `tags` or `tags-ignore`: patterns in order, the last one that matches decides.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FilterList {
    /// Whether the list lets in or keeps out.
    pub mode: FilterMode,
    /// The patterns; `true` marks one with a leading `!`.
    pub patterns: Vec<(bool, Glob)>,
}

/// Whether a list of patterns lets in or keeps out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilterMode {
    /// `branches`, `tags`: only what the list selects.
    Only,
    /// `branches-ignore`, `tags-ignore`: all but what the list selects.
    Ignore,
}

impl FilterList {
    /// Reads the patterns of a list in order.
    pub fn parse<'a>(mode: FilterMode, patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let patterns = patterns
            .into_iter()
            .map(|text| {
                text.strip_prefix('!').map_or((false, Glob::parse(text)), |rest| (true, Glob::parse(rest)))
            })
            .collect();
        Self { mode, patterns }
    }

    /// Whether a branch or tag with this name passes.
    pub fn accepts(&self, name: &str) -> bool {
        let last = self.patterns.iter().rev().find(|(_, glob)| glob.matches(name));
        let selected = last.is_some_and(|(negated, _)| !negated);
        match self.mode {
            FilterMode::Only => selected,
            FilterMode::Ignore => !selected,
        }
    }

    /// Whether a name that differs from `name` only in the case of letters may pass.
    pub(super) fn accepts_ignoring_case(&self, name: &str) -> bool {
        self.accepts(name)
            || match self.mode {
                FilterMode::Only => self.positive().any(|glob| glob.matches_ignoring_case(name)),
                FilterMode::Ignore => name.contains(char::is_alphabetic),
            }
    }

    /// The patterns without `!`, in order.
    pub fn positive(&self) -> impl Iterator<Item = &Glob> {
        self.patterns.iter().filter(|(negated, _)| !negated).map(|(_, glob)| glob)
    }

    /// Whether some pattern has a leading `!`.
    pub fn has_negation(&self) -> bool {
        self.patterns.iter().any(|(negated, _)| *negated)
    }
}

impl std::fmt::Display for FilterList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (negated, glob)) in self.patterns.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let bang = if *negated { "!" } else { "" };
            write!(f, "{comma}{bang}{}", glob.as_str())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_decides() {
        let list = FilterList::parse(FilterMode::Only, ["releases/**", "!releases/**-alpha"]);
        assert!(list.accepts("releases/10"));
        assert!(!list.accepts("releases/10-alpha"));
        assert!(!list.accepts("main"));
        let again =
            FilterList::parse(FilterMode::Only, ["releases/**", "!releases/**-alpha", "releases/9-alpha"]);
        assert!(again.accepts("releases/9-alpha"));
        let only_negative = FilterList::parse(FilterMode::Only, ["!main"]);
        assert!(!only_negative.accepts("dev"));
    }

    #[test]
    fn ignore_keeps_out() {
        let list = FilterList::parse(FilterMode::Ignore, ["dependabot/**"]);
        assert!(list.accepts("main"));
        assert!(!list.accepts("dependabot/npm/x"));
    }
}
