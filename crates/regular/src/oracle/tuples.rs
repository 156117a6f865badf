//! Tuples: recipes in any order, repeated, encoded; solutions, counts, projections.

use proptest::prelude::*;

use super::expression::{Expression, encode, expression, words};
use crate::{Budget, CharSet, Constraint, Language, Piece, Recipe, Tuple};

const FIELD_LETTERS: [char; 3] = ['a', 'b', ':'];
const FIELDS: usize = 3;

#[derive(Debug, Clone)]
enum Condition {
    In(Vec<Piece>, Expression),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl Condition {
    fn constraint(&self) -> Constraint {
        let each = |all: &[Self]| all.iter().map(Self::constraint).collect();
        match self {
            Self::In(pieces, expression) => {
                Constraint::In(Recipe::new(pieces.iter().cloned()), expression.language())
            }
            Self::Not(inner) => inner.constraint().negated(),
            Self::All(all) => Constraint::All(each(all)),
            Self::Any(any) => Constraint::Any(each(any)),
        }
    }

    fn holds(&self, fields: &[String]) -> bool {
        match self {
            Self::In(pieces, expression) => {
                let output: String = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Literal(text) => text.clone(),
                        Piece::Field(field) => fields[*field].clone(),
                        Piece::Encoded(field, substitution) => substitution.apply(&fields[*field]),
                    })
                    .collect();
                expression.matches(&output)
            }
            Self::Not(inner) => !inner.holds(fields),
            Self::All(all) => all.iter().all(|inner| inner.holds(fields)),
            Self::Any(any) => any.iter().any(|inner| inner.holds(fields)),
        }
    }
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        2 => "[ab:]{0,2}".prop_map(Piece::Literal),
        4 => (0..FIELDS).prop_map(Piece::Field),
        1 => (0..FIELDS).prop_map(|field| Piece::Encoded(field, encode())),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = (prop::collection::vec(piece(), 0..6), expression())
        .prop_map(|(pieces, expression)| Condition::In(pieces, expression));
    leaf.prop_recursive(2, 5, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Condition::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
            prop::collection::vec(inner, 0..4).prop_map(Condition::Any),
        ]
    })
}

/// All tuples of words of at most two letters.
fn tuples() -> Vec<Vec<String>> {
    let words = words(&FIELD_LETTERS, 2);
    let mut all = vec![Vec::new()];
    for _ in 0..FIELDS {
        all = all
            .iter()
            .flat_map(|tuple: &Vec<String>| {
                words.iter().map(move |word| [tuple.as_slice(), std::slice::from_ref(word)].concat())
            })
            .collect();
    }
    all
}

fn tuple() -> Tuple {
    let field = Language::class(FIELD_LETTERS.into_iter().collect::<CharSet>()).repeat(0, Some(2));
    Tuple::new(vec![field; FIELDS])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn solutions_are_those_of_the_definition(condition in condition()) {
        let (constraint, budget, tuple) = (condition.constraint(), Budget::default(), tuple());
        let expected: Vec<Vec<String>> = tuples().into_iter().filter(|fields| condition.holds(fields)).collect();
        let length = |fields: &Vec<String>| fields.iter().map(|field| field.chars().count()).sum::<usize>();

        let witness = tuple.solve(&constraint, &budget).unwrap();
        prop_assert_eq!(witness.as_ref().map(length), expected.iter().map(length).min());
        if let Some(fields) = &witness {
            prop_assert!(condition.holds(fields), "{:?}", fields);
            prop_assert_eq!(constraint.holds(fields, &budget), Ok(true));
        }

        let solutions = tuple.solutions(&constraint, 5000, &budget).unwrap();
        prop_assert!(solutions.complete);
        prop_assert_eq!(solutions.values.first(), witness.as_ref());
        let mut sorted = solutions.values;
        sorted.sort();
        let mut expected_sorted = expected.clone();
        expected_sorted.sort();
        prop_assert_eq!(sorted, expected_sorted);

        for field in 0..FIELDS {
            let projection = tuple.project(&constraint, field, &budget).unwrap();
            let mut values = projection.words(100, &budget).unwrap().values;
            values.sort();
            let mut expected: Vec<String> = expected.iter().map(|fields| fields[field].clone()).collect();
            expected.sort();
            expected.dedup();
            prop_assert_eq!(values, expected);
        }
    }

    #[test]
    fn unbounded_fields(condition in condition()) {
        let (constraint, budget) = (condition.constraint(), Budget::new(20_000));
        let tuple = Tuple::new(vec![Language::any(); FIELDS]);
        match tuple.solve(&constraint, &budget) {
            Ok(Some(fields)) => prop_assert!(condition.holds(&fields), "{:?}", fields),
            Ok(None) => {
                for fields in tuples() {
                    prop_assert!(!condition.holds(&fields), "{:?}", fields);
                }
            }
            Err(error) => prop_assert!(error.is_over_budget()),
        }
    }
}
