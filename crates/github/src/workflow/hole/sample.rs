//! Representative values of a hole.

use super::{Constraint, Glob, GlobAtom, Hole, HoleKind, Repeat, TextTest};

impl Hole {
    /// Up to three values that satisfy everything that is known of the hole, most telling first; empty when none was
    /// found, which does not prove that there is none.
    pub fn samples(&self) -> Vec<String> {
        let constraint = &self.constraint;
        let mut found = Vec::new();
        for candidate in constraint.guesses() {
            if found.len() == SAMPLES {
                break;
            }
            if constraint.accepts(&candidate) && !found.contains(&candidate) {
                found.push(candidate);
            }
        }
        found
    }
}

impl Constraint {
    fn guesses(&self) -> Vec<String> {
        let mut guesses = Vec::new();
        if let Some(values) = &self.one_of {
            guesses.extend(values.iter().cloned());
            return guesses;
        }
        let mut starts = vec![String::new()];
        let mut ends = vec![String::new()];
        for (test, holds) in &self.tests {
            match test {
                TextTest::Equals(text) if *holds => guesses.push(text.clone()),
                TextTest::StartsWith(text) if *holds => starts.push(text.clone()),
                TextTest::EndsWith(text) if *holds => ends.push(text.clone()),
                TextTest::Contains(text) if *holds => {
                    starts.push(text.clone());
                    ends.push(text.clone());
                }
                _ => {}
            }
        }
        let positive = self.filter.iter().flat_map(|filter| filter.positive()).take(GLOBS);
        for glob in self.glob.iter().chain(positive) {
            for filling in FILLINGS {
                let text = fill(glob, filling);
                for start in &starts {
                    guesses.push(text.clone());
                    guesses.push(format!("{start}{text}"));
                    guesses.extend(ends.iter().map(|end| format!("{text}{end}")));
                }
            }
        }
        for start in &starts {
            for end in &ends {
                let words = self.kind.words();
                guesses.extend(words.iter().map(|word| format!("{start}{word}{end}")));
                guesses.push(format!("{start}{end}"));
            }
        }
        guesses
    }
}

impl HoleKind {
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Text | Self::NonEmpty => &["example", "sample", "other"],
            Self::Branch => &["main", "feature/example", "topic", "develop", "example", "x"],
            Self::DefaultBranch => &["main", "master", "trunk"],
            Self::Tag => &["v1.0.0", "example", "1.0.0", "release-1"],
            Self::Login => &["octocat", "monalisa", "hubot"],
            Self::RepositoryName => &["octo-repo", "example"],
            Self::ForkRepository => &["outsider/octo-repo", "outsider/example"],
            Self::Number => &["123456", "7", "42"],
            Self::Sha => &["0123456789abcdef0123456789abcdef01234567"],
        }
    }
}

/// An instance of `glob` in which `filling` stands for its wildcards.
fn fill(glob: &Glob, filling: &str) -> String {
    let mut text = String::new();
    for part in glob.parts() {
        match (&part.atom, part.repeat) {
            (_, Repeat::AtMostOnce) | (GlobAtom::Directories, _) => {}
            (GlobAtom::Literal(character), _) => text.push(*character),
            (GlobAtom::Class(ranges), _) => text.extend(ranges.first().map(|(from, _)| from)),
            (GlobAtom::NotSlash, _) => text.push_str(filling.split('/').next().unwrap_or_default()),
            (GlobAtom::Any, _) => text.push_str(filling),
        }
    }
    text
}

const SAMPLES: usize = 3;

/// Patterns of a filter that are tried.
const GLOBS: usize = 8;

/// What stands for `*` and `**`; a filter with negations may refuse the first of them.
const FILLINGS: [&str; 5] = ["1.0", "example", "x/y", "1", ""];

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{FilterList, FilterMode};
    use super::*;

    #[test]
    fn samples_satisfy_the_constraint() {
        let mut hole = Hole::new("branch", HoleKind::Branch);
        hole.constraint.glob = Some(Glob::parse("release/**"));
        hole.constraint.filter =
            Some(Arc::new(FilterList::parse(FilterMode::Only, ["release/**", "!release/1.0"])));
        let samples = hole.samples();
        assert_eq!(samples.first().map(String::as_str), Some("release/example"));
        assert!(samples.iter().all(|sample| hole.constraint.accepts(sample)));
    }

    #[test]
    fn tests_narrow_samples() {
        let hole = Hole {
            name: "branch".into(),
            constraint: Constraint::of(HoleKind::Branch)
                .with(TextTest::StartsWith("hotfix/".into()), true)
                .with(TextTest::Equals("hotfix/main".into()), false),
        };
        assert_eq!(hole.samples().first().map(String::as_str), Some("hotfix/feature/example"));
    }

    #[test]
    fn decisions_follow_from_what_is_known() {
        let mut constraint = Constraint::of(HoleKind::Branch);
        constraint.glob = Some(Glob::parse("release/**"));
        assert_eq!(constraint.decide(&TextTest::Equals("main".into())), Some(false));
        assert_eq!(constraint.decide(&TextTest::Equals("release/1".into())), None);
        assert_eq!(constraint.decide(&TextTest::StartsWith("rel".into())), Some(true));
        assert_eq!(constraint.decide(&TextTest::StartsWith("release/1".into())), None);
        assert_eq!(constraint.decide(&TextTest::StartsWith("hot".into())), Some(false));
        let narrowed = constraint.with(TextTest::Equals("release/1".into()), false);
        assert_eq!(narrowed.decide(&TextTest::Equals("RELEASE/1".into())), Some(false));
    }
}
