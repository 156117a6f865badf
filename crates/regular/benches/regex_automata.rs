//! This crate beside `regex-automata` on the same questions: is the intersection of two globs empty, is
//! a union of globs contained in another?
//!
//! `regex-automata` supplies determinisation only; the product search over its automata is written
//! here, as a user of it would have to. Its globs are over UTF-8 bytes and `?` is one character, which
//! on these questions comes to the same.

#![expect(clippy::unwrap_used, reason = "a benchmark that goes wrong should stop")]

use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;

use can_assume_regular::{Budget, Language};
use divan::Bencher;
use regex_automata::Anchored;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::start;

fn main() {
    divan::main();
}

/// `*a*b*c…` with these letters, then `tail`.
fn hostile(letters: &str, tail: &str) -> Vec<String> {
    let mut pattern = letters.chars().fold(String::new(), |mut pattern, c| {
        let _ = write!(pattern, "*{c}");
        pattern
    });
    pattern.push_str(tail);
    vec![pattern]
}

/// 60 patterns in about 2,048 characters.
fn sixty(tail: &str) -> Vec<String> {
    (0..60).map(|at| format!("repo:acme-{at}/*:environment:pr?d*{}{tail}", at % 7)).collect()
}

struct Question {
    left: Vec<String>,
    right: Vec<String>,
    /// Whether it is asked for words of `left` outside `right`, or inside.
    outside: bool,
    empty: bool,
}

fn intersection() -> Question {
    Question {
        left: hostile("abcdefgh", "?????"),
        right: hostile("hgfedcba", ""),
        outside: false,
        empty: false,
    }
}

fn containment() -> Question {
    Question {
        left: hostile("abcdefghijklmnopqrstuvwxyz", "?????"),
        right: hostile("abcdefghijklmopqrstuvwxyz", "?????"),
        outside: true,
        empty: true,
    }
}

fn sixty_patterns() -> Question {
    Question { left: sixty(""), right: sixty("*"), outside: true, empty: true }
}

fn ours(question: &Question) {
    let budget = Budget::default();
    let union = |patterns: &[String]| Language::union(patterns.iter().map(|pattern| Language::glob(pattern)));
    let (left, right) = (union(&question.left), union(&question.right));
    let asked =
        if question.outside { left.difference(&right) } else { Language::intersection([left, right]) };
    assert_eq!(asked.is_empty(&budget), Ok(question.empty));
}

/// The globs as one regular expression.
fn expression(patterns: &[String]) -> String {
    let branch = |pattern: &String| {
        pattern.chars().fold(String::new(), |mut branch, c| {
            match c {
                '*' => branch.push_str("(?s:.)*"),
                '?' => branch.push_str("(?s:.)"),
                c => {
                    let _ = write!(branch, "\\x{{{:x}}}", u32::from(c));
                }
            }
            branch
        })
    };
    format!("(?:{})$", patterns.iter().map(branch).collect::<Vec<_>>().join("|"))
}

fn anchored() -> start::Config {
    start::Config::new().anchored(Anchored::Yes)
}

/// Searches the product of two lazy automata, byte by byte.
fn lazily(question: &Question) {
    let config = DFA::config().cache_capacity(1 << 30);
    let build = |patterns: &[String]| -> (DFA, Cache) {
        let dfa = DFA::builder().configure(config.clone()).build(&expression(patterns)).unwrap();
        let cache = dfa.create_cache();
        (dfa, cache)
    };
    let ((left, mut left_cache), (right, mut right_cache)) = (build(&question.left), build(&question.right));
    let start = (
        left.start_state(&mut left_cache, &anchored()).unwrap(),
        right.start_state(&mut right_cache, &anchored()).unwrap(),
    );
    let (mut seen, mut queue) = (HashSet::from([start]), VecDeque::from([start]));
    let mut empty = true;
    while let Some((l, r)) = queue.pop_front() {
        let in_left = left.next_eoi_state(&mut left_cache, l).unwrap().is_match();
        let in_right = right.next_eoi_state(&mut right_cache, r).unwrap().is_match();
        if in_left && in_right != question.outside {
            empty = false;
            break;
        }
        for byte in 0..=u8::MAX {
            let next = (
                left.next_state(&mut left_cache, l, byte).unwrap(),
                right.next_state(&mut right_cache, r, byte).unwrap(),
            );
            let hopeless = next.0.is_dead() || (!question.outside && next.1.is_dead());
            if !hopeless && seen.insert(next) {
                queue.push_back(next);
            }
        }
    }
    assert_eq!(empty, question.empty);
}

/// Builds both automata whole, without searching anything yet.
fn densely(question: &Question) {
    let config = dense::Config::new().start_kind(StartKind::Anchored);
    for patterns in [&question.left, &question.right] {
        let dfa = dense::Builder::new().configure(config.clone()).build(&expression(patterns)).unwrap();
        assert!(dfa.start_state(&anchored()).is_ok());
    }
}

#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod intersection_of_runs {
    use super::*;

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::ours(&intersection()));
    }

    #[divan::bench]
    fn lazily(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::lazily(&intersection()));
    }

    #[divan::bench]
    fn densely(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::densely(&intersection()));
    }
}

#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod containment_of_runs {
    use super::*;

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::ours(&containment()));
    }

    #[divan::bench]
    fn lazily(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::lazily(&containment()));
    }

    #[divan::bench]
    fn densely(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::densely(&containment()));
    }
}

#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod sixty_patterns_contained {
    use super::*;

    #[divan::bench]
    fn ours(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::ours(&sixty_patterns()));
    }

    #[divan::bench]
    fn lazily(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::lazily(&sixty_patterns()));
    }

    #[divan::bench]
    fn densely(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::densely(&sixty_patterns()));
    }
}
