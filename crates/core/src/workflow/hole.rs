//! The values that a hole can have, as a regular language: never fewer than there are.

use can_assume_github::workflow::{
    Constraint, FilterList, FilterMode, Glob, GlobAtom, HoleKind, Repeat, TextTest,
};
use can_assume_regular::{CharSet, Language};

/// Every text that satisfies `constraint`, and where a restriction is not regular or not settled, more.
pub(super) fn language(constraint: &Constraint) -> Language {
    if let Some(values) = &constraint.one_of {
        return Language::literals(values.iter().filter(|value| constraint.accepts(value)).cloned());
    }
    let mut all = vec![of_kind(constraint.kind)];
    all.extend(constraint.glob.as_ref().map(of_glob));
    all.extend(constraint.filter.as_deref().map(of_filter));
    all.extend(constraint.tests.iter().filter_map(|(test, holds)| of_test(test, *holds)));
    Language::intersection(all)
}

fn of_kind(kind: HoleKind) -> Language {
    let class = |ranges: &[std::ops::RangeInclusive<char>]| {
        Language::class(CharSet::from_ranges(ranges.iter().cloned()))
    };
    let name = || class(&['a'..='z', 'A'..='Z', '0'..='9', '-'..='-', '_'..='_', '.'..='.']).plus();
    match kind {
        HoleKind::Text => Language::any(),
        HoleKind::NonEmpty => Language::class(CharSet::all()).plus(),
        HoleKind::Branch | HoleKind::DefaultBranch | HoleKind::Tag => ref_name(),
        HoleKind::Login => {
            class(&['a'..='z', 'A'..='Z', '0'..='9', '-'..='-', '_'..='_', '['..='[', ']'..=']']).plus()
        }
        HoleKind::RepositoryName => name(),
        HoleKind::ForkRepository => Language::concat([name(), Language::literal("/"), name()]),
        HoleKind::Number => class(&['0'..='9']).plus(),
        HoleKind::Sha => class(&['0'..='9', 'a'..='f', 'A'..='F']).repeat(40, Some(40)),
    }
}

/// The names of branches and tags, by git's rules that are about single characters and the ends.
///
/// Source: <https://git-scm.com/docs/git-check-ref-format>
fn ref_name() -> Language {
    let banned = CharSet::from_ranges([
        '\0'..=' ',
        '\u{7f}'..='\u{9f}',
        '~'..='~',
        '^'..='^',
        ':'..=':',
        '?'..='?',
        '*'..='*',
        '['..='[',
        '\\'..='\\',
    ]);
    let inner = banned.complement();
    let without = |set: &CharSet, more: &[char]| {
        let more = CharSet::from_ranges(more.iter().map(|character| *character..=*character));
        set.intersection(&more.complement())
    };
    let first = without(&inner, &['/', '-', '.']);
    let last = without(&inner, &['/', '.']);
    let only = first.intersection(&last);
    Language::union([
        Language::class(only),
        Language::concat([Language::class(first), Language::class(inner).star(), Language::class(last)]),
    ])
}

/// What a pattern of GitHub's filters matches.
fn of_glob(glob: &Glob) -> Language {
    Language::concat(glob.parts().iter().map(|part| {
        let slash = CharSet::single('/');
        let atom = match &part.atom {
            GlobAtom::Literal(character) => Language::class(CharSet::single(*character)),
            GlobAtom::Class(ranges) => {
                Language::class(CharSet::from_ranges(ranges.iter().map(|(from, to)| *from..=*to)))
            }
            GlobAtom::NotSlash => Language::class(slash.complement()),
            GlobAtom::Any => Language::class(CharSet::all()),
            GlobAtom::Directories => Language::union([
                Language::epsilon(),
                Language::concat([Language::any(), Language::class(slash)]),
            ]),
        };
        match part.repeat {
            Repeat::Once => atom,
            Repeat::AtMostOnce => atom.optional(),
            Repeat::AtLeastOnce => atom.plus(),
            Repeat::Any => atom.star(),
        }
    }))
}

/// What a list of patterns lets pass: the last one that matches decides.
fn of_filter(filter: &FilterList) -> Language {
    let mut selected = Language::empty();
    for (negated, glob) in &filter.patterns {
        let matched = of_glob(glob);
        selected =
            if *negated { selected.difference(&matched) } else { Language::union([selected, matched]) };
    }
    match filter.mode {
        FilterMode::Only => selected,
        FilterMode::Ignore => selected.complement(),
    }
}

/// What passes, or does not pass, a test of an expression, which compares without regard to case; `None` where that
/// would leave a value out that may be one.
fn of_test(test: &TextTest, holds: bool) -> Option<Language> {
    let language = match test {
        TextTest::Equals(text) => spelled(text)?,
        TextTest::StartsWith(text) => Language::concat([spelled(text)?, Language::any()]),
        TextTest::EndsWith(text) => Language::concat([Language::any(), spelled(text)?]),
        TextTest::Contains(text) => Language::concat([Language::any(), spelled(text)?, Language::any()]),
        TextTest::IsDefaultBranch | TextTest::Truthy => return None,
    };
    Some(if holds { language } else { language.complement() })
}

/// The spellings of an ASCII text in upper and lower case, with the letters beyond ASCII that become ASCII ones.
fn spelled(text: &str) -> Option<Language> {
    if !text.is_ascii() {
        return None;
    }
    Some(Language::concat(text.chars().map(|character| {
        let beyond = match character.to_ascii_lowercase() {
            'i' => 'ı',
            's' => 'ſ',
            _ => character,
        };
        let all = [character.to_ascii_lowercase(), character.to_ascii_uppercase(), beyond];
        Language::class(CharSet::from_ranges(all.into_iter().map(|one| one..=one)))
    })))
}

#[cfg(test)]
mod tests {
    use can_assume_regular::Budget;
    use proptest::prelude::*;

    use super::*;

    fn branch(glob: Option<&str>, filter: &[&str]) -> Constraint {
        let mut constraint = Constraint::of(HoleKind::Branch);
        constraint.glob = glob.map(Glob::parse);
        if !filter.is_empty() {
            constraint.filter = Some(FilterList::parse(FilterMode::Only, filter.iter().copied()).into());
        }
        constraint
    }

    #[test]
    fn a_filter_with_negations_is_a_language() {
        let constraint = branch(None, &["release/**", "!release/**-alpha"]);
        let language = language(&constraint);
        let matches = |text: &str| language.matches(text, &Budget::default()).unwrap();
        assert!(matches("release/1/x"));
        assert!(!matches("release/1-alpha"));
        assert!(!matches("main") && !matches("release/a b"));
    }

    proptest! {
        #[test]
        fn no_value_is_left_out(
            text in "[a-cA-C/._-]{0,8}",
            pattern in "[a-c/*?+]{1,6}",
            test in "[a-c]{1,2}",
            holds: bool,
        ) {
            for kind in [HoleKind::Branch, HoleKind::Login, HoleKind::RepositoryName, HoleKind::ForkRepository,
                HoleKind::Text, HoleKind::NonEmpty] {
                let mut constraint = Constraint::of(kind);
                constraint.glob = Some(Glob::parse(&pattern));
                constraint.tests.push((TextTest::StartsWith(test.clone()), holds));
                if constraint.accepts(&text) {
                    prop_assert!(language(&constraint).matches(&text, &Budget::default()).unwrap());
                }
            }
        }
    }
}
