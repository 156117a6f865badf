//! Languages: membership, emptiness, witnesses, containment, enumeration.

use proptest::prelude::*;

use super::expression::{Expression, LETTERS, expression, pattern, words};
use crate::{Budget, CharSet, Glob, Language};

/// Where a word stands: shortest first, then letter by letter by readability.
fn rank(word: &str) -> (usize, Vec<usize>) {
    let order: Vec<char> = CharSet::from_ranges(['\0'..='\u{7f}']).by_preference().collect();
    let letter = |c| order.iter().position(|&other| other == c).unwrap_or(order.len() + c as usize);
    (word.encode_utf16().count(), word.chars().map(letter).collect())
}

/// Whether the oracle decides the word in reasonable time; undoing substitutions is exponential.
fn is_short(word: &str) -> bool {
    word.chars().count() <= 8
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn membership(expression in expression()) {
        let (language, budget) = (expression.language(), Budget::default());
        for word in words(&LETTERS, 4) {
            prop_assert_eq!(language.matches(&word, &budget), Ok(expression.matches(&word)), "{:?}", word);
        }
    }

    #[test]
    fn a_glob_is_its_language(pattern in pattern()) {
        let (glob, budget) = (Glob::parse(&pattern), Budget::default());
        let expression = Expression::Glob(pattern);
        // Twice complemented inside a concatenation: forces the determinised automaton.
        let language = expression.language();
        let rebuilt = Language::concat([
            Language::intersection([language.clone(), Language::any()]),
            Language::epsilon(),
        ]);
        for word in words(&LETTERS, 5) {
            let expected = expression.matches(&word);
            prop_assert_eq!(glob.matches(&word), expected, "{:?}", word);
            prop_assert_eq!(rebuilt.matches(&word, &budget), Ok(expected), "{:?}", word);
        }
        prop_assert_eq!(rebuilt.is_equivalent(&language, &budget), Ok(true));
    }

    #[test]
    fn a_witness_is_the_first_word(expression in expression()) {
        let (language, budget) = (expression.language(), Budget::default());
        let witness = language.witness(&budget).unwrap();
        let small = words(&LETTERS, 4);
        let known = small.iter().filter(|word| expression.matches(word)).min_by_key(|word| rank(word));
        match (&witness, known) {
            (None, known) => prop_assert_eq!(known, None),
            (Some(witness), known) => {
                prop_assert!(!is_short(witness) || expression.matches(witness), "{:?}", witness);
                prop_assert_eq!(language.matches(witness, &budget), Ok(true));
                if let Some(known) = known {
                    prop_assert!(rank(witness) <= rank(known), "{:?} after {:?}", witness, known);
                }
            }
        }
        prop_assert_eq!(language.is_empty(&budget), Ok(witness.is_none()));
    }

    #[test]
    fn containment(left in expression(), right in expression()) {
        let budget = Budget::default();
        let (l, r) = (left.language(), right.language());
        let counterexample = l.counterexample(&r, &budget).unwrap();
        match &counterexample {
            Some(word) => {
                prop_assert!(!is_short(word) || left.matches(word) && !right.matches(word), "{:?}", word);
            }
            None => {
                for word in words(&LETTERS, 4) {
                    prop_assert!(!left.matches(&word) || right.matches(&word), "{:?}", word);
                }
            }
        }
        prop_assert_eq!(l.is_subset(&r, &budget), Ok(counterexample.is_none()));
        if let Some(word) = l.difference_witness(&r, &budget).unwrap() {
            prop_assert!(!is_short(&word) || left.matches(&word) != right.matches(&word), "{:?}", word);
        } else {
            prop_assert!(counterexample.is_none());
            prop_assert_eq!(r.is_subset(&l, &budget), Ok(true));
        }
    }

    #[test]
    fn enumeration(expression in expression()) {
        let (language, budget) = (expression.language(), Budget::default());
        let listed = language.words(40, &budget).unwrap();
        for pair in listed.values.windows(2) {
            prop_assert!(rank(&pair[0]) < rank(&pair[1]), "{:?}", pair);
        }
        for word in listed.values.iter().filter(|word| is_short(word)) {
            prop_assert!(expression.matches(word), "{:?}", word);
        }
        let last = listed.values.last().filter(|_| !listed.complete).map(|word| rank(word));
        for word in words(&LETTERS, 4).iter().filter(|word| expression.matches(word)) {
            let reached = last.as_ref().is_none_or(|last| rank(word) <= *last);
            prop_assert_eq!(listed.values.contains(word), reached, "{:?}", word);
        }
        prop_assert!(!listed.complete || language.is_finite(&budget).unwrap());
        prop_assert_eq!(listed.values.first().cloned(), language.witness(&budget).unwrap());
    }
}
