//! The pattern language of GitHub's `branches`, `tags` and `paths` filters.
//!
//! It is neither IAM's `*`/`?` nor a shell's: `?` and `+` repeat the character before them, `*` stops at `/`, `**`
//! does not, and a leading `!` takes away what an earlier pattern of the list let in.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet>

use serde::Serialize;

/// One filter pattern, without a leading `!`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Glob {
    text: String,
    parts: Vec<GlobPart>,
}

/// One element of a pattern together with how often it may occur.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlobPart {
    /// What it matches.
    pub atom: GlobAtom,
    /// How often.
    pub repeat: Repeat,
}

/// What an element of a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GlobAtom {
    /// This character.
    Literal(char),
    /// One of these inclusive ranges of characters.
    Class(Vec<(char, char)>),
    /// Any character but `/`.
    NotSlash,
    /// Any character.
    Any,
    /// Nothing, or anything that ends in `/`: what `**/` stands for at the start of a segment.
    Directories,
}

/// How often an element of a pattern occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repeat {
    /// Exactly once.
    Once,
    /// At most once: the element is followed by `?`.
    AtMostOnce,
    /// At least once: the element is followed by `+`.
    AtLeastOnce,
    /// Any number of times: `*` and `**`.
    Any,
}

impl Glob {
    /// Reads a pattern; every text is one, an unclosed `[` stands for itself.
    pub fn parse(text: &str) -> Self {
        let mut parts: Vec<GlobPart> = Vec::new();
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let after = rest.strip_prefix(character).unwrap_or_default();
            rest = after;
            let atom = match character {
                '*' => {
                    if let Some(after) = after.strip_prefix('*') {
                        rest = after;
                        let at_segment = parts.last().is_none_or(|part| part.atom == GlobAtom::Literal('/'));
                        if let (true, Some(after)) = (at_segment, after.strip_prefix('/')) {
                            rest = after;
                            parts.push(GlobPart { atom: GlobAtom::Directories, repeat: Repeat::Once });
                        } else {
                            parts.push(GlobPart { atom: GlobAtom::Any, repeat: Repeat::Any });
                        }
                    } else {
                        parts.push(GlobPart { atom: GlobAtom::NotSlash, repeat: Repeat::Any });
                    }
                    continue;
                }
                '?' | '+' => match parts.last_mut() {
                    Some(part) if part.repeat == Repeat::Once && part.atom != GlobAtom::Directories => {
                        part.repeat = if character == '?' { Repeat::AtMostOnce } else { Repeat::AtLeastOnce };
                        continue;
                    }
                    Some(_) => continue,
                    None => GlobAtom::Literal(character),
                },
                '[' => match class(after) {
                    Some((ranges, after)) => {
                        rest = after;
                        GlobAtom::Class(ranges)
                    }
                    None => GlobAtom::Literal('['),
                },
                '\\' => match after.chars().next() {
                    Some(escaped) => {
                        rest = after.strip_prefix(escaped).unwrap_or_default();
                        GlobAtom::Literal(escaped)
                    }
                    None => GlobAtom::Literal('\\'),
                },
                other => GlobAtom::Literal(other),
            };
            parts.push(GlobPart { atom, repeat: Repeat::Once });
        }
        Self { text: text.to_owned(), parts }
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The elements, in order.
    pub fn parts(&self) -> &[GlobPart] {
        &self.parts
    }

    /// The one text it matches, if it has no wildcard.
    pub fn literal(&self) -> Option<String> {
        self.parts
            .iter()
            .map(|part| match (&part.atom, part.repeat) {
                (GlobAtom::Literal(character), Repeat::Once) => Some(*character),
                _ => None,
            })
            .collect()
    }

    /// The text with which everything it matches starts.
    pub fn literal_prefix(&self) -> String {
        let mut prefix = String::new();
        for part in &self.parts {
            let GlobAtom::Literal(character) = part.atom else { break };
            match part.repeat {
                Repeat::Once => prefix.push(character),
                Repeat::AtLeastOnce => {
                    prefix.push(character);
                    break;
                }
                Repeat::AtMostOnce | Repeat::Any => break,
            }
        }
        prefix
    }

    /// Whether the pattern matches the whole of `name`; takes time in the product of both lengths.
    pub fn matches(&self, name: &str) -> bool {
        self.run(name, GlobAtom::accepts)
    }

    /// Whether the pattern matches a text that differs from `name` only in the case of letters.
    pub(super) fn matches_ignoring_case(&self, name: &str) -> bool {
        self.run(name, |atom, character| {
            atom.accepts(character)
                || character
                    .to_lowercase()
                    .chain(character.to_uppercase())
                    .any(|spelled| atom.accepts(spelled))
        })
    }

    fn run(&self, name: &str, accepts: impl Fn(&GlobAtom, char) -> bool) -> bool {
        if let Some(literal) = self.literal() {
            return literal.chars().count() == name.chars().count()
                && literal
                    .chars()
                    .zip(name.chars())
                    .all(|(own, other)| accepts(&GlobAtom::Literal(own), other));
        }
        let program = self.program();
        let mut states = vec![false; program.len() + 1];
        enter(&program, 0, &mut states);
        for character in name.chars() {
            let mut next = vec![false; program.len() + 1];
            for (state, step) in program.iter().enumerate() {
                if let Step::Read(atom) = step
                    && states.get(state).copied().unwrap_or(false)
                    && accepts(atom, character)
                {
                    enter(&program, state + 1, &mut next);
                }
            }
            states = next;
        }
        states.last().copied().unwrap_or(false)
    }

    fn program(&self) -> Vec<Step> {
        let mut program = Vec::new();
        for part in &self.parts {
            let at = program.len();
            let read = Step::Read(part.atom.clone());
            match (&part.atom, part.repeat) {
                (GlobAtom::Directories, _) => program.extend([
                    Step::Split(at + 1, at + 5),
                    Step::Split(at + 2, at + 4),
                    Step::Read(GlobAtom::Any),
                    Step::Split(at + 1, at + 1),
                    Step::Read(GlobAtom::Literal('/')),
                ]),
                (_, Repeat::Once) => program.push(read),
                (_, Repeat::AtMostOnce) => program.extend([Step::Split(at + 1, at + 2), read]),
                (_, Repeat::AtLeastOnce) => program.extend([read, Step::Split(at, at + 2)]),
                (_, Repeat::Any) => program.extend([Step::Split(at + 1, at + 3), read, Step::Split(at, at)]),
            }
        }
        program
    }
}

/// One instruction of the automaton; its end is the state past the last one.
enum Step {
    Read(GlobAtom),
    Split(usize, usize),
}

/// Marks the states that are reached from `state` without reading anything.
fn enter(program: &[Step], state: usize, states: &mut [bool]) {
    let mut open = vec![state];
    while let Some(state) = open.pop() {
        let Some(reached) = states.get_mut(state) else { continue };
        if !*reached {
            *reached = true;
            if let Some(Step::Split(one, other)) = program.get(state) {
                open.extend([*one, *other]);
            }
        }
    }
}

impl GlobAtom {
    fn accepts(&self, character: char) -> bool {
        match self {
            Self::Literal(literal) => *literal == character,
            Self::Class(ranges) => ranges.iter().any(|(from, to)| (*from..=*to).contains(&character)),
            Self::NotSlash => character != '/',
            Self::Any | Self::Directories => true,
        }
    }
}

impl From<Glob> for String {
    fn from(glob: Glob) -> Self {
        glob.text
    }
}

/// The ranges of a bracket expression and what follows its `]`.
fn class(text: &str) -> Option<(Vec<(char, char)>, &str)> {
    let (inside, after) = text.split_once(']')?;
    let characters: Vec<char> = inside.chars().collect();
    let mut ranges = Vec::new();
    let mut rest = characters.as_slice();
    loop {
        rest = match rest {
            [] => break,
            [from, '-', to, tail @ ..] => {
                ranges.push((*from, *to));
                tail
            }
            [single, tail @ ..] => {
                ranges.push((*single, *single));
                tail
            }
        };
    }
    if ranges.is_empty() { None } else { Some((ranges, after)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheat_sheet() {
        for (pattern, yes, no) in [
            ("feature/*", vec!["feature/my-branch", "feature/"], vec!["feature/beta-a/my-branch", "feature"]),
            ("feature/**", vec!["feature/beta-a/my-branch", "feature/x"], vec!["feature", "xfeature/a"]),
            ("main", vec!["main"], vec!["Main", "main2"]),
            ("*", vec!["main", "releases"], vec!["all/the/branches"]),
            ("**", vec!["all/the/branches", "every/tag", ""], vec![]),
            ("*feature", vec!["mona-feature", "feature"], vec!["ver-10-feature-x", "a/feature"]),
            ("v2*", vec!["v2", "v2.0", "v2.9"], vec!["v1"]),
            ("v[12].[0-9]+.[0-9]+", vec!["v1.10.1", "v2.0.0"], vec!["v3.0.0", "v1..1", "v1.a.1"]),
            ("*.jsx?", vec!["page.js", "page.jsx"], vec!["page.jsxx"]),
            ("**/docs/**", vec!["docs/hello.md", "dir/docs/my-file.txt"], vec!["mydocs/x", "docs"]),
            ("**/migrate-*.sql", vec!["migrate-10909.sql", "db/migrate-v1.0.sql"], vec!["db/xmigrate-1.sql"]),
            ("a/**/b", vec!["a/b", "a/x/b", "a/x/y/b"], vec!["ab", "a/xb"]),
            ("\\*lit", vec!["*lit"], vec!["xlit"]),
            ("[v", vec!["[v"], vec!["v"]),
            ("?x", vec!["?x"], vec!["x"]),
        ] {
            let glob = Glob::parse(pattern);
            for name in yes {
                assert!(glob.matches(name), "{pattern} should match {name}");
            }
            for name in no {
                assert!(!glob.matches(name), "{pattern} should not match {name}");
            }
        }
    }

    #[test]
    fn literals_and_prefixes() {
        assert_eq!(Glob::parse("main").literal().as_deref(), Some("main"));
        assert_eq!(Glob::parse("v1.?").literal(), None);
        assert_eq!(Glob::parse("release/**").literal_prefix(), "release/");
        assert_eq!(Glob::parse("ab?c").literal_prefix(), "a");
        assert_eq!(Glob::parse("ab+c").literal_prefix(), "ab");
    }

    #[test]
    fn hostile_patterns_end() {
        let pattern = "*a".repeat(2000);
        assert!(!Glob::parse(&pattern).matches(&"a".repeat(1999)));
        assert!(Glob::parse(&"**/".repeat(500)).matches(&"a/".repeat(500)));
    }
}
