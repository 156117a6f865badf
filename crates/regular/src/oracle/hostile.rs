//! Patterns made to explode: the answer is right or over budget, and comes soon.

use std::fmt::Write as _;

use crate::{Budget, Language};

fn letters_between_stars(count: usize) -> String {
    (0..count).fold(String::new(), |mut pattern, at| {
        let _ = write!(pattern, "*{}", char::from(b'a' + (at % 26) as u8));
        pattern
    })
}

#[test]
fn a_glob_of_many_runs_stays_linear() {
    let pattern = format!("{}?????", letters_between_stars(500));
    let language = Language::glob(&pattern);
    let budget = Budget::new(5_000);
    let witness = language.witness(&budget).unwrap().unwrap();
    assert_eq!(witness.chars().count(), 505);
    assert_eq!(language.is_universal(&budget), Ok(false));
    let wider = Language::glob(&format!("{}*", letters_between_stars(499)));
    assert_eq!(language.is_subset(&wider, &budget), Ok(true));
    let narrower = Language::glob(&format!("{}?????", letters_between_stars(501)));
    assert_eq!(language.counterexample(&narrower, &budget).unwrap().map(|word| word.len()), Some(505));
}

#[test]
fn an_exponential_complement_is_over_budget() {
    let language = Language::glob("*a????????????????????b");
    let budget = Budget::new(10_000);
    let error = language.complement().is_finite(&budget).unwrap_err();
    assert_eq!(error.states(), 10_000);
    assert_eq!(error.to_string(), "gave up after exploring 10000 states");
    assert!(language.complement().witness(&budget).unwrap().is_some_and(|word| word.is_empty()));
}

#[test]
fn repetitions_of_repetitions_are_over_budget() {
    let thousand = |language: Language| language.repeat(1_000, Some(1_000));
    let language = thousand(thousand(thousand(Language::literal("a"))));
    assert!(language.witness(&Budget::default()).is_err());
    assert!(Language::epsilon().repeat(usize::MAX, None).witness(&Budget::default()).is_err());
}

#[test]
fn a_huge_alphabet_is_answered_or_over_budget() {
    let all: String = ('\u{4e00}'..'\u{9000}').collect();
    let language = Language::glob(&format!("*{all}?"));
    assert!(language.complement().is_finite(&Budget::new(1_000)).is_err());
    assert_eq!(language.matches(&format!("x{all}y"), &Budget::default()), Ok(true));
}

#[test]
fn deep_nesting_is_over_budget() {
    let mut language = Language::literal("a");
    for _ in 0..1_000 {
        language = Language::concat([language.complement(), Language::literal("b")]).complement();
    }
    assert!(language.witness(&Budget::default()).is_err());
    assert!(language.matches("b", &Budget::default()).is_err());
}

#[test]
fn sixty_patterns_in_two_thousand_characters() {
    let patterns = |tail: &str| {
        Language::union(
            (0..60).map(|at| Language::glob(&format!("repo:acme-{at}/*:environment:pr?d*{}{tail}", at % 7))),
        )
    };
    let budget = Budget::default();
    let (wide, narrow) = (patterns("*"), patterns(""));
    assert_eq!(narrow.is_subset(&wide, &budget), Ok(true));
    let counterexample = wide.counterexample(&narrow, &budget).unwrap().unwrap();
    assert_eq!(counterexample, "repo:acme-0/:environment:prad0a");
}

#[test]
fn patterns_that_any_word_may_half_match() {
    let patterns = |tail: &str| {
        Language::union((0..60).map(|at| Language::glob(&format!("repo:*/svc-{at}-*:ref:refs/heads/{tail}"))))
    };
    let budget = Budget::new(20_000);
    let (wide, narrow) = (patterns("*"), patterns("main"));
    assert_eq!(narrow.is_subset(&wide, &budget), Ok(true));
    let counterexample = wide.counterexample(&narrow, &budget).unwrap();
    assert_eq!(counterexample.as_deref(), Some("repo:/svc-0-:ref:refs/heads/"));
}

#[test]
fn intersections_of_runs_and_units() {
    let pattern = |at: u8| {
        let [a, b, c, d] = [0, 1, 2, 3].map(|next| char::from(b'a' + at + next));
        Language::glob(&format!("*{a}*{b}*{c}?????{d}*"))
    };
    let budget = Budget::default();
    let all = Language::intersection((0..3).map(pattern));
    let witness = all.witness(&budget).unwrap().unwrap();
    assert_eq!(all.matches(&witness, &budget), Ok(true));
    assert_eq!(witness.len(), 11, "{witness}");
}
