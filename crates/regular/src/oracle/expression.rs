//! Expressions whose words are found by brute force, and their random generation.

use proptest::prelude::*;

use crate::{CharSet, Language, Substitution};

/// The letters of the oracle's words: two plain ones, one that is substituted, one of two units.
pub(crate) const LETTERS: [char; 4] = ['a', 'b', ':', '🦀'];

#[derive(Debug, Clone)]
pub(crate) enum Expression {
    Empty,
    Literal(String),
    Class(Vec<char>, bool),
    Glob(String),
    Concat(Vec<Self>),
    Union(Vec<Self>),
    Intersection(Vec<Self>),
    Complement(Box<Self>),
    Difference(Box<Self>, Box<Self>),
    Repeat(Box<Self>, usize, Option<usize>),
    Image(Box<Self>),
    Preimage(Box<Self>),
}

use Expression::*;

impl Expression {
    pub(crate) fn language(&self) -> Language {
        let each = |all: &[Self]| all.iter().map(Self::language).collect::<Vec<_>>();
        match self {
            Empty => Language::empty(),
            Literal(word) => Language::literal(word.as_str()),
            Class(chars, inside) => Language::class(class(chars, *inside)),
            Glob(pattern) => Language::glob(pattern),
            Concat(parts) => Language::concat(each(parts)),
            Union(parts) => Language::union(each(parts)),
            Intersection(parts) => Language::intersection(each(parts)),
            Complement(inner) => inner.language().complement(),
            Difference(left, right) => left.language().difference(&right.language()),
            Repeat(inner, min, max) => inner.language().repeat(*min, *max),
            Image(inner) => inner.language().image(&encode()),
            Preimage(inner) => inner.language().preimage(&encode()),
        }
    }

    pub(crate) fn matches(&self, word: &str) -> bool {
        let word: Vec<char> = word.chars().collect();
        let spans = self.spans(&word);
        spans[0][word.len()]
    }

    /// `spans[i][j]`: whether `word[i..j]` is in the language, for `i <= j`.
    fn spans(&self, word: &[char]) -> Vec<Vec<bool>> {
        let table = |f: &dyn Fn(usize, usize) -> bool| {
            (0..=word.len()).map(|i| (0..=word.len()).map(|j| i <= j && f(i, j)).collect()).collect()
        };
        let text = |i: usize, j: usize| word[i..j].iter().collect::<String>();
        match self {
            Empty => table(&|_, _| false),
            Literal(literal) => table(&|i, j| text(i, j) == *literal),
            Class(chars, inside) => {
                let set = class(chars, *inside);
                table(&|i, j| i + 1 == j && set.contains(word[i]))
            }
            Glob(pattern) => {
                let pattern: Vec<char> = pattern.chars().collect();
                table(&|i, j| glob(&pattern, &word[i..j], 0))
            }
            Concat(parts) => {
                let mut whole: Vec<Vec<bool>> = table(&|i, j| i == j);
                for part in parts {
                    whole = product(&whole, &part.spans(word));
                }
                whole
            }
            Union(parts) => {
                let all: Vec<_> = parts.iter().map(|part| part.spans(word)).collect();
                table(&|i, j| all.iter().any(|part| part[i][j]))
            }
            Intersection(parts) => {
                let all: Vec<_> = parts.iter().map(|part| part.spans(word)).collect();
                table(&|i, j| all.iter().all(|part| part[i][j]))
            }
            Complement(inner) => {
                let inner = inner.spans(word);
                table(&|i, j| !inner[i][j])
            }
            Difference(left, right) => {
                let (left, right) = (left.spans(word), right.spans(word));
                table(&|i, j| left[i][j] && !right[i][j])
            }
            Repeat(inner, min, max) => {
                let inner = inner.spans(word);
                let mut power: Vec<Vec<bool>> = table(&|i, j| i == j);
                let mut whole: Vec<Vec<bool>> = table(&|_, _| false);
                for count in 0..=max.unwrap_or(min + word.len()) {
                    if count >= *min {
                        whole = table(&|i, j| whole[i][j] || power[i][j]);
                    }
                    power = product(&power, &inner);
                }
                whole
            }
            Image(inner) => {
                table(&|i, j| preimages(&word[i..j]).iter().any(|preimage| inner.matches(preimage)))
            }
            Preimage(inner) => table(&|i, j| inner.matches(&encode().apply(&text(i, j)))),
        }
    }
}

/// Swaps nothing, shortens nothing, and maps onto letters of the alphabet so that clashes happen.
pub(crate) fn encode() -> Substitution {
    Substitution::new([(':', "ab"), ('🦀', "🦀:")])
}

/// Every word that becomes `word`.
fn preimages(word: &[char]) -> Vec<String> {
    if word.is_empty() {
        return vec![String::new()];
    }
    let mut all = Vec::new();
    let mut extend = |first: char, rest: &[char]| {
        all.extend(preimages(rest).into_iter().map(|rest| format!("{first}{rest}")));
    };
    if !encode().domain().contains(word[0]) {
        extend(word[0], &word[1..]);
    }
    for (c, image) in encode().iter() {
        let image: Vec<char> = image.chars().collect();
        if word.starts_with(&image) {
            extend(c, &word[image.len()..]);
        }
    }
    all
}

fn class(chars: &[char], inside: bool) -> CharSet {
    let set: CharSet = chars.iter().copied().collect();
    if inside { set } else { set.complement() }
}

/// Whether the pattern matches, where `owed` says that a `?` or `*` has read the first half of a
/// character of two units.
fn glob(pattern: &[char], word: &[char], owed: usize) -> bool {
    let units = |c: char| c.len_utf16();
    match (pattern.split_first(), word.split_first()) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some(('*', rest)), None) => glob(rest, word, 0),
        (Some(('*', rest)), Some((c, left))) => {
            glob(rest, word, owed)
                || if owed + 1 == units(*c) { glob(pattern, left, 0) } else { glob(pattern, word, owed + 1) }
        }
        (Some(('?', rest)), Some((c, left))) => {
            if owed + 1 == units(*c) {
                glob(rest, left, 0)
            } else {
                glob(rest, word, owed + 1)
            }
        }
        (Some((literal, rest)), Some((c, left))) => owed == 0 && literal == c && glob(rest, left, 0),
        (Some(_), None) => false,
    }
}

fn product(left: &[Vec<bool>], right: &[Vec<bool>]) -> Vec<Vec<bool>> {
    let n = left.len();
    (0..n).map(|i| (0..n).map(|j| (i..=j).any(|k| left[i][k] && right[k][j])).collect()).collect()
}

/// All words of at most `length` of the oracle's letters, shortest first.
pub(crate) fn words(letters: &[char], length: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..length {
        last = last.iter().flat_map(|word| letters.iter().map(move |c| format!("{word}{c}"))).collect();
        all.extend(last.iter().cloned());
    }
    all
}

pub(crate) fn pattern() -> impl Strategy<Value = String> {
    let element = prop_oneof![3 => Just('a'), 2 => Just('b'), 1 => Just(':'), 1 => Just('🦀'), 3 => Just('*'), 3 => Just('?')];
    prop::collection::vec(element, 0..7).prop_map(|chars| chars.into_iter().collect())
}

pub(crate) fn expression() -> impl Strategy<Value = Expression> {
    let letters = prop::sample::subsequence(LETTERS.to_vec(), 0..=4);
    let leaf = prop_oneof![
        1 => Just(Empty),
        2 => "[ab:🦀]{0,3}".prop_map(Literal),
        3 => (letters, any::<bool>()).prop_map(|(chars, inside)| Class(chars, inside)),
        5 => pattern().prop_map(Glob),
    ];
    leaf.prop_recursive(3, 14, 3, |inner| {
        let many = || prop::collection::vec(inner.clone(), 0..4);
        let one = || inner.clone().prop_map(Box::new);
        prop_oneof![
            3 => many().prop_map(Concat),
            3 => many().prop_map(Union),
            2 => many().prop_map(Intersection),
            2 => one().prop_map(Complement),
            2 => (one(), one()).prop_map(|(left, right)| Difference(left, right)),
            2 => (one(), 0..3_usize, prop::option::of(0..4_usize))
                .prop_map(|(inner, min, max)| Repeat(inner, min, max)),
            1 => one().prop_map(Image),
            1 => one().prop_map(Preimage),
        ]
    })
}
