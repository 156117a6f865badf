//! IAM's wildcard patterns.

/// A pattern of IAM's `StringLike`: `*` is any run of characters, `?` is one UTF-16 unit, all else
/// is itself. There are no escapes.
///
/// AWS documents the two wildcards at
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>;
/// that `?` counts UTF-16 units (so `??` matches one character beyond U+FFFF) was observed.
///
/// ```
/// use can_assume_regular::Glob;
/// assert!(Glob::parse("repo:acme/*:ref:refs/heads/ma?n").matches("repo:acme/web:ref:refs/heads/main"));
/// assert!(Glob::parse("??").matches("🦀") && !Glob::parse("?").matches("🦀"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Glob {
    elements: Vec<GlobElement>,
}

/// One element of a [`Glob`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GlobElement {
    /// Exactly this character.
    Literal(char),
    /// `?`: exactly one UTF-16 unit.
    One,
    /// `*`: any number of characters, also none.
    Run,
}

impl Glob {
    /// The pattern written as `pattern`: every `*` and `?` is a wildcard.
    #[must_use]
    pub fn parse(pattern: &str) -> Self {
        pattern
            .chars()
            .map(|c| match c {
                '*' => GlobElement::Run,
                '?' => GlobElement::One,
                c => GlobElement::Literal(c),
            })
            .collect()
    }

    /// The elements in order.
    #[must_use]
    pub fn elements(&self) -> &[GlobElement] {
        &self.elements
    }

    /// Whether the whole of `word` matches. Takes at most pattern length times word length steps.
    #[must_use]
    pub fn matches(&self, word: &str) -> bool {
        let word: Vec<u16> = word.encode_utf16().collect();
        let mut units = [0; 2];
        let mut pattern = Vec::with_capacity(self.elements.len());
        for element in &self.elements {
            match element {
                GlobElement::Literal(c) => {
                    pattern.extend(c.encode_utf16(&mut units).iter().map(|&unit| Unit::Literal(unit)));
                }
                GlobElement::One => pattern.push(Unit::One),
                GlobElement::Run => pattern.push(Unit::Run),
            }
        }
        matches_units(&pattern, &word)
    }
}

impl FromIterator<GlobElement> for Glob {
    fn from_iter<I: IntoIterator<Item = GlobElement>>(elements: I) -> Self {
        Self { elements: elements.into_iter().collect() }
    }
}

/// A pattern element over UTF-16 units.
enum Unit {
    Literal(u16),
    One,
    Run,
}

/// Matches greedily; on a mismatch lets the last run take one unit more. Earlier runs need not be
/// reconsidered, because the last one can take whatever they could.
fn matches_units(pattern: &[Unit], word: &[u16]) -> bool {
    let (mut at, mut read) = (0, 0);
    let mut last_run: Option<(usize, usize)> = None;
    while let Some(unit) = word.get(read) {
        match pattern.get(at) {
            Some(Unit::Run) => {
                last_run = Some((at + 1, read));
                at += 1;
                continue;
            }
            Some(Unit::One) => {
                at += 1;
                read += 1;
                continue;
            }
            Some(Unit::Literal(literal)) if literal == unit => {
                at += 1;
                read += 1;
                continue;
            }
            _ => {}
        }
        let Some((resume, taken)) = last_run else { return false };
        last_run = Some((resume, taken + 1));
        (at, read) = (resume, taken + 1);
    }
    pattern.iter().skip(at).all(|unit| matches!(unit, Unit::Run))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_runs_and_units() {
        for (pattern, word, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("*", "a/b:c\n", true),
            ("?", "", false),
            ("?", "/", true),
            ("a*b*c", "aXbYbc", true),
            ("a*b*c", "aXcYb", false),
            ("*ab", "aab", true),
            ("[a]\\", "[a]\\", true),
            ("[a]", "a", false),
            ("*?", "🦀", true),
            ("?*", "🦀", true),
            ("?", "🦀", false),
            ("??", "🦀", true),
            ("???", "a🦀", true),
            ("???", "🦀🦀", false),
            ("????", "🦀🦀", true),
            ("🦀", "🦀", true),
            ("?🦀?", "a🦀b", true),
            ("*🦀*", "x🦀", true),
            ("?a", "🦀a", false),
        ] {
            assert_eq!(Glob::parse(pattern).matches(word), expected, "{pattern} {word}");
        }
    }

    #[test]
    fn wildcard_characters_can_be_literal() {
        let glob: Glob = [GlobElement::Literal('*'), GlobElement::One].into_iter().collect();
        assert!(glob.matches("*x") && !glob.matches("xx"));
    }
}
