//! What the questions of the exact analysis cost: canonical ones, large ones, hostile ones.

#![expect(clippy::unwrap_used, reason = "a benchmark that goes wrong should stop")]

use std::fmt::Write as _;

use can_assume_regular::{Budget, CharSet, Constraint, Language, Piece, Recipe, Substitution, Tuple};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Owner, repository and ref, with languages like GitHub's naming rules.
fn universe() -> Tuple {
    let alphanumeric = CharSet::from_ranges(['a'..='z', 'A'..='Z', '0'..='9']);
    let word = Language::class(alphanumeric.clone());
    let owner = Language::concat([
        word.clone(),
        Language::concat([Language::literal("-").optional(), word]).repeat(0, Some(38)),
    ]);
    let name = alphanumeric.union(&"-_.".chars().collect());
    let repository = Language::class(name.clone()).repeat(1, Some(100));
    let branch = Language::concat([
        Language::literal("refs/heads/"),
        Language::class(name.union(&"/+@".chars().collect())).plus(),
    ]);
    Tuple::new([owner, repository, branch])
}

fn sub() -> Recipe {
    Recipe::new([
        Piece::literal("repo:"),
        Piece::Field(0),
        Piece::literal("/"),
        Piece::Field(1),
        Piece::literal(":ref:"),
        Piece::Encoded(2, Substitution::new([(':', "%3A")])),
    ])
}

/// The same subject with the ref first: a recipe that steps back.
fn backward() -> Recipe {
    Recipe::new([
        Piece::literal("ref:"),
        Piece::Field(2),
        Piece::literal(":repo:"),
        Piece::Field(0),
        Piece::literal("/"),
        Piece::Field(1),
    ])
}

fn outsider(owner: &str) -> Constraint {
    Constraint::field(0, Language::literal(owner)).negated()
}

/// No one but `acme` gets in: a proof of emptiness.
#[divan::bench]
fn canonical_proof(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let constraint =
        Constraint::In(sub(), Language::glob("repo:acme/web:ref:refs/heads/main")).and(outsider("acme"));
    bencher.bench(|| assert_eq!(tuple.solve(black_box(&constraint), &budget), Ok(None)));
}

/// No one but `acme` gets in, with wildcards that all fields must be read for.
#[divan::bench]
fn wildcard_proof(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let constraint = Constraint::In(sub(), Language::glob("*:*/*:ref:refs/heads/main"))
        .and(Constraint::In(sub(), Language::glob("*-/*")));
    bencher.bench(|| assert_eq!(tuple.solve(black_box(&constraint), &budget), Ok(None)));
}

/// Someone but `acme` gets in: a witness.
#[divan::bench]
fn canonical_witness(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let constraint = Constraint::In(sub(), Language::glob("repo:acme*/*")).and(outsider("acme"));
    bencher.bench(|| {
        let witness = tuple.solve(black_box(&constraint), &budget).unwrap().unwrap();
        assert_eq!(witness.concat(), "acmeaarefs/heads/a");
    });
}

/// The subject's fields come against the order of the tuple.
#[divan::bench]
fn backward_witness(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let constraint = Constraint::In(backward(), Language::glob("ref:refs/heads/main:repo:acme*/*"))
        .and(Constraint::In(sub(), Language::glob("repo:*/web:*")))
        .and(outsider("acme"));
    bencher.bench(|| {
        let witness = tuple.solve(black_box(&constraint), &budget).unwrap().unwrap();
        assert_eq!(witness, ["acmea", "web", "refs/heads/main"]);
    });
}

/// Which owners get in.
#[divan::bench]
fn project_owners(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let patterns = ["repo:acme/web:*", "repo:octo-org/*:ref:refs/heads/main"].map(Language::glob);
    let constraint = Constraint::In(sub(), Language::union(patterns));
    bencher.bench(|| {
        let owners = tuple.project(black_box(&constraint), 0, &budget).unwrap();
        assert_eq!(owners.words(9, &budget).unwrap().values, ["acme", "octo-org"]);
    });
}

fn sixty(tail: &str) -> Language {
    Language::union(
        (0..60).map(|at| Language::glob(&format!("repo:acme-{at}/*:environment:pr?d*{}{tail}", at % 7))),
    )
}

/// 60 patterns in 2,048 characters against 60 wider ones.
#[divan::bench]
fn sixty_patterns(bencher: Bencher<'_, '_>) {
    let budget = Budget::default();
    bencher.bench(|| {
        let (wide, narrow) = (sixty("*"), sixty(""));
        assert_eq!(narrow.is_subset(&wide, &budget), Ok(true));
    });
}

/// The same over the fields of the universe, and not one of the named owners.
#[divan::bench]
fn sixty_patterns_outsider(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let patterns = Language::union(
        (0..60).map(|at| Language::glob(&format!("repo:acme-{at}/*:ref:refs/*/ma?n*{}", at % 7))),
    );
    let named = Language::literals((0..60).map(|at| format!("acme-{at}")));
    let constraint = Constraint::In(sub(), patterns).and(Constraint::field(0, named).negated());
    bencher.bench(|| assert_eq!(tuple.solve(black_box(&constraint), &budget), Ok(None)));
}

fn anywhere(tail: &str) -> Language {
    Language::union((0..60).map(|at| Language::glob(&format!("repo:*/svc-{at}-*:ref:refs/heads/{tail}"))))
}

/// 60 patterns that any word may half match at once, narrowed.
#[divan::bench]
fn sixty_patterns_anywhere(bencher: Bencher<'_, '_>) {
    let budget = Budget::default();
    bencher.bench(|| assert_eq!(anywhere("main").is_subset(&anywhere("*"), &budget), Ok(true)));
}

/// The same over the fields of the universe, widened.
#[divan::bench]
fn sixty_patterns_anywhere_widened(bencher: Bencher<'_, '_>) {
    let (tuple, budget) = (universe(), Budget::default());
    let [old, new] = ["main", "*"].map(|tail| Constraint::In(sub(), anywhere(tail)));
    bencher.bench(|| {
        let gained = tuple.counterexample(black_box(&new), &old, &budget).unwrap().unwrap();
        assert_eq!(gained, ["a", "svc-0-", "refs/heads/a"]);
    });
}

fn hostile(letters: &str, tail: &str) -> Language {
    let mut pattern = letters.chars().fold(String::new(), |mut pattern, c| {
        let _ = write!(pattern, "*{c}");
        pattern
    });
    pattern.push_str(tail);
    Language::glob(&pattern)
}

/// `*a*b*c…?????` is contained in the same without one letter.
#[divan::bench]
fn hostile_containment(bencher: Bencher<'_, '_>) {
    let budget = Budget::default();
    bencher.bench(|| {
        let inner = hostile("abcdefghijklmnopqrstuvwxyz", "?????");
        let outer = hostile("abcdefghijklmopqrstuvwxyz", "?????");
        assert_eq!(inner.is_subset(&outer, &budget), Ok(true));
    });
}

/// Letters in one order and in the other, in one word.
#[divan::bench]
fn hostile_intersection(bencher: Bencher<'_, '_>) {
    let budget = Budget::default();
    bencher.bench(|| {
        let both = Language::intersection([hostile("abcdefgh", "?????"), hostile("hgfedcba", "*")]);
        assert_eq!(both.witness(&budget).unwrap().map(|word| word.len()), Some(15));
    });
}

/// A complement that has 2^20 states runs over the budget.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn hostile_over_budget(bencher: Bencher<'_, '_>) {
    let budget = Budget::default();
    bencher.bench(|| {
        let language = Language::glob("*a????????????????????b").complement();
        assert!(language.is_finite(&budget).is_err());
    });
}
