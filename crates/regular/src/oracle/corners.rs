//! The corners of the exact analysis, one by one.

use crate::{Budget, CharSet, Constraint, Language, Piece, Recipe, Substitution, Tuple, TupleError};

fn name() -> Language {
    Language::class(CharSet::from_ranges(['a'..='z', '0'..='9', '-'..='-'])).plus()
}

/// Owner, repository, ref, environment.
fn tuple() -> Tuple {
    let text = Language::class(CharSet::all()).plus();
    let reference = Language::concat([
        Language::literal("refs/heads/"),
        Language::class(CharSet::from_ranges(['a'..='z', '/'..='/'])).plus(),
    ]);
    Tuple::new([name(), name(), reference, text])
}

fn repository() -> [Piece; 3] {
    [Piece::Field(0), Piece::literal("/"), Piece::Field(1)]
}

fn recipe(parts: &[&[Piece]]) -> Recipe {
    Recipe::new(parts.concat())
}

fn solve(constraint: &Constraint) -> Option<Vec<String>> {
    let witness = tuple().solve(constraint, &Budget::default()).unwrap();
    if let Some(fields) = &witness {
        assert_eq!(constraint.holds(fields, &Budget::default()), Ok(true), "{fields:?}");
    }
    witness
}

#[test]
fn claims_share_their_fields() {
    let sub =
        recipe(&[&[Piece::literal("repo:")], &repository(), &[Piece::literal(":ref:"), Piece::Field(2)]]);
    let workflow = recipe(&[&repository(), &[Piece::literal("/deploy.yml@"), Piece::Field(2)]]);
    let allowed = Constraint::In(sub, Language::glob("repo:acme/*:ref:refs/heads/main"))
        .and(Constraint::In(workflow, Language::glob("*/web/deploy.yml@*")));
    assert_eq!(solve(&allowed).unwrap()[..3], ["acme", "web", "refs/heads/main"]);
    let other = Constraint::field(2, Language::literal("refs/heads/main")).negated();
    assert_eq!(solve(&allowed.and(other)), None);
}

#[test]
fn a_template_may_read_the_fields_in_another_order() {
    let sub = recipe(&[
        &[Piece::literal("ref:"), Piece::Field(2), Piece::literal(":repo:")],
        &repository(),
        &[Piece::literal(":owner:"), Piece::Field(0)],
    ]);
    let workflow = recipe(&[&repository(), &[Piece::literal("@"), Piece::Field(2)]]);
    let allowed = Constraint::In(sub, Language::glob("ref:refs/heads/r*:repo:*/web:owner:ac*"))
        .and(Constraint::In(workflow, Language::glob("*e/*@*/x")));
    let fields = solve(&allowed).unwrap();
    assert_eq!(fields[..3], ["ace", "web", "refs/heads/r/x"]);
}

#[test]
fn a_repeated_field_has_one_value() {
    let twice = recipe(&[&[Piece::Field(0), Piece::literal(":"), Piece::Field(0)]]);
    let same = Constraint::In(twice, Language::glob("ab*:*ba"));
    assert_eq!(solve(&same).unwrap()[0], "aba");
    let clash = Language::concat([Language::literal("a"), Language::any(), Language::glob(":b*")]);
    let twice = recipe(&[&[Piece::Field(0), Piece::literal(":"), Piece::Field(0)]]);
    assert_eq!(solve(&Constraint::In(twice, clash)), None);
}

#[test]
fn an_encoded_colon_and_a_typed_one_look_alike() {
    let encoded = Piece::Encoded(3, Substitution::new([(':', "%3A")]));
    let sub = recipe(&[&[Piece::literal("environment:")], &[encoded]]);
    let condition = Constraint::In(sub.clone(), Language::literal("environment:a%3Ab"));
    let environments = tuple().project(&condition, 3, &Budget::default()).unwrap();
    let words = environments.words(5, &Budget::default()).unwrap();
    assert_eq!((words.values, words.complete), (vec!["a:b".to_owned(), "a%3Ab".to_owned()], true));
    assert_eq!(solve(&Constraint::In(sub, Language::literal("environment:a:b"))), None);
}

#[test]
fn a_question_mark_is_half_an_astral_character() {
    let environment = |pattern: &str| Constraint::field(3, Language::glob(pattern));
    let astral = Constraint::field(3, Language::class(CharSet::astral()).plus());
    assert_eq!(solve(&environment("?").and(astral.clone())), None);
    assert_eq!(solve(&environment("???").and(astral.clone())), None);
    assert_eq!(solve(&environment("??").and(astral.clone())).unwrap()[3], "\u{10000}");
    assert_eq!(solve(&environment("*?").and(astral)).unwrap()[3], "\u{10000}");
}

#[test]
fn unknown_fields_are_refused() {
    let error = TupleError::UnknownField { field: 7, fields: 4 };
    let constraint = Constraint::field(7, Language::any());
    let (tuple, budget) = (tuple(), Budget::default());
    assert_eq!(tuple.solve(&constraint, &budget), Err(error.clone()));
    assert_eq!(tuple.solutions(&constraint.clone().negated(), 1, &budget), Err(error.clone()));
    assert_eq!(constraint.holds(&["", "", "", ""], &budget), Err(error.clone()));
    assert_eq!(tuple.project(&Constraint::always(), 7, &budget), Err(error.clone()));
    assert_eq!(error.to_string(), "the recipe reads field 7, expected one of the first 4");
}

#[test]
fn a_tuple_may_have_no_fields() {
    let (tuple, budget) = (Tuple::new([]), Budget::default());
    assert_eq!(tuple.solve(&Constraint::always(), &budget), Ok(Some(Vec::new())));
    assert_eq!(tuple.solve(&Constraint::never(), &budget), Ok(None));
    let constant = Constraint::In(Recipe::new([Piece::literal("a")]), Language::glob("a*"));
    let solutions = tuple.solutions(&constant, 5, &budget).unwrap();
    assert_eq!((solutions.values, solutions.complete), (vec![Vec::new()], true));
}
