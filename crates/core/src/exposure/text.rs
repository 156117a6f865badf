//! Texts that a policy compares with: a value, or a pattern of values.

use can_assume_regular::{Form, Glob, GlobElement, Language, Substitution};

use super::parts::ignoring_ascii_case;

/// A value, or a pattern of values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Text {
    /// This value.
    Is(String),
    /// What the pattern matches; `*` and `?` are wildcards.
    Like(String),
    /// What the pattern matches once every `:` is written `%3A`, as it is in a subject.
    Written(String),
    /// This value, without regard to the case of ASCII letters.
    AnyCase(String),
}

impl Text {
    pub(super) fn language(&self) -> Language {
        match self {
            Self::Is(text) => Language::literal(text.as_str()),
            Self::Like(pattern) => Language::glob(pattern),
            Self::Written(pattern) => Language::glob(pattern).preimage(&Substitution::new([(':', "%3A")])),
            Self::AnyCase(text) => ignoring_ascii_case(text),
        }
    }

    /// Whether `value` is meant.
    pub(super) fn matches(&self, value: &str) -> bool {
        match self {
            Self::Is(text) => text == value,
            Self::Like(pattern) => Glob::parse(pattern).matches(value),
            Self::Written(pattern) => Glob::parse(pattern).matches(&value.replace(':', "%3A")),
            Self::AnyCase(text) => text.to_lowercase() == value.to_lowercase(),
        }
    }

    /// The value or pattern.
    pub(super) fn text(&self) -> &str {
        let (Self::Is(text) | Self::Like(text) | Self::Written(text) | Self::AnyCase(text)) = self;
        text
    }

    /// Whether all of `other` is meant, as far as one sees without asking.
    pub(super) fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (left, right) if left == right => true,
            (left, Self::Is(value)) => left.matches(value),
            (Self::Like(wide), Self::Like(narrow)) => includes(wide, narrow),
            _ => false,
        }
    }

    /// Whether surely nothing is meant by both: one sees it from the values, or from how the patterns begin and end.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Is(left), right) | (right, Self::Is(left)) => !right.matches(left),
            (Self::AnyCase(left), Self::AnyCase(right)) => !left.eq_ignore_ascii_case(right),
            (Self::AnyCase(word), Self::Like(pattern)) | (Self::Like(pattern), Self::AnyCase(word)) => {
                !Glob::parse(&pattern.to_lowercase()).matches(&word.to_lowercase())
            }
            (Self::Like(left), Self::Like(right)) | (Self::Written(left), Self::Written(right)) => {
                differ(left.chars(), right.chars()) || differ(left.chars().rev(), right.chars().rev())
            }
            (Self::Written(_), _) | (_, Self::Written(_)) => false,
        }
    }

    /// The texts of which `language` is the union; `None` when it is written in another way.
    pub(super) fn of_language(language: &Language) -> Option<Vec<Self>> {
        Some(match language.form() {
            Form::Literal(word) => vec![Self::Is(word.to_owned())],
            Form::Glob(glob) => vec![Self::of_glob(glob)?],
            Form::Union(parts) => {
                let mut texts = Vec::new();
                for part in parts {
                    texts.extend(Self::of_language(part)?);
                }
                texts
            }
            Form::Class(_) => vec![any_case(std::slice::from_ref(language))?],
            Form::Concat(parts) => vec![any_case(parts)?],
            Form::Intersection(_) | Form::Complement(_) | Form::Other => return None,
        })
    }

    /// The pattern as text; `None` when a character of it looks like a wildcard.
    fn of_glob(glob: &Glob) -> Option<Self> {
        let literal = |element: &GlobElement| match element {
            GlobElement::Literal(c) => Some(*c),
            GlobElement::One | GlobElement::Run => None,
        };
        let all: Option<String> = glob.elements().iter().map(literal).collect();
        if let Some(word) = all {
            return Some(Self::Is(word));
        }
        if glob.elements().iter().filter_map(literal).any(|c| matches!(c, '*' | '?')) {
            return None;
        }
        Some(Self::Like(written(glob)))
    }
}

/// Whether two patterns differ in a character before the first wildcard of either.
fn differ(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> bool {
    let wild = |c: &char| matches!(c, '*' | '?');
    let mut pairs = left.zip(right).take_while(|(left, right)| !wild(left) && !wild(right));
    pairs.any(|(left, right)| left != right)
}

/// The word that these classes spell without regard to case, if they do.
fn any_case(classes: &[Language]) -> Option<Text> {
    let word: Option<String> = classes
        .iter()
        .map(|class| match class.form() {
            Form::Class(chars) => chars.iter().next().map(|c| c.to_ascii_lowercase()),
            _ => None,
        })
        .collect();
    let word = word?;
    let classes = Language::concat(classes.iter().cloned());
    (ignoring_ascii_case(&word) == classes).then_some(Text::AnyCase(word))
}

/// Whether a pattern surely matches whatever another one does: each of its elements stands for some of the other's.
fn includes(wide: &str, narrow: &str) -> bool {
    let wide: Vec<char> = wide.chars().collect();
    let narrow: Vec<char> = narrow.chars().collect();
    // As in matching: the last run takes more when nothing else fits.
    let (mut at, mut read) = (0, 0);
    let mut last_run = None;
    while let Some(&element) = narrow.get(read) {
        let fits = match wide.get(at) {
            Some('*') => {
                last_run = Some((at + 1, read));
                at += 1;
                continue;
            }
            Some('?') => element == '?' || element != '*' && element.len_utf16() == 1,
            Some(&c) => c == element && element != '?',
            None => false,
        };
        if fits {
            at += 1;
            read += 1;
        } else if let Some((resume, taken)) = last_run {
            last_run = Some((resume, taken + 1));
            (at, read) = (resume, taken + 1);
        } else {
            return false;
        }
    }
    wide.iter().skip(at).all(|c| *c == '*')
}

/// The pattern as text.
pub(super) fn written(pattern: &Glob) -> String {
    pattern
        .elements()
        .iter()
        .map(|element| match element {
            GlobElement::Literal(c) => *c,
            GlobElement::One => '?',
            GlobElement::Run => '*',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_back() {
        for text in [
            Text::Is("repo:acme/web".to_owned()),
            Text::Like("repo:acme/*".to_owned()),
            Text::AnyCase("kilo-7".to_owned()),
            Text::AnyCase("k".to_owned()),
        ] {
            assert_eq!(Text::of_language(&text.language()), Some(vec![text]));
        }
        let starred: Glob = [GlobElement::Literal('*'), GlobElement::Run].into_iter().collect();
        assert_eq!(Text::of_language(&Language::from(starred)), None);
        assert_eq!(Text::of_language(&Language::literal("a").complement()), None);
    }

    #[test]
    fn patterns_exclude_each_other_when_they_begin_or_end_otherwise() {
        let like = |pattern: &str| Text::Like(pattern.to_owned());
        for (left, right, expected) in [
            ("a*", "b*", true),
            ("*a", "*b", true),
            ("a*", "ab*", false),
            ("a?c", "abd", true),
            ("*a", "b*", false),
            ("ab*", "a*", false),
        ] {
            assert_eq!(like(left).excludes(&like(right)), expected, "{left} {right}");
            assert_eq!(like(right).excludes(&like(left)), expected, "{right} {left}");
        }
        assert!(Text::AnyCase("web".to_owned()).excludes(&like("A*")));
        assert!(!Text::AnyCase("web".to_owned()).excludes(&like("W*")));
        assert!(Text::Is("web".to_owned()).excludes(&Text::AnyCase("api".to_owned())));
    }

    #[test]
    fn patterns_include_what_they_surely_match() {
        let like = |pattern: &str| Text::Like(pattern.to_owned());
        for (wide, narrow, expected) in [
            ("*", "a*b", true),
            ("a*", "ab*c", true),
            ("a?c", "a?c", true),
            ("a?c", "a*c", false),
            ("a*c", "a?c", true),
            ("a*b*", "a*", false),
            ("*b", "*ab", true),
            ("a?", "a🦀?", false),
        ] {
            assert_eq!(like(wide).includes(&like(narrow)), expected, "{wide} {narrow}");
        }
    }
}
