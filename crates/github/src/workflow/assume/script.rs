//! Shell scripts, read just well enough to find the arguments of a command.

use std::collections::BTreeMap;

use super::super::hole::{Hole, Pattern, Segment};
use super::variables::Variables;

/// A word of a script with its expressions and variables put in.
pub(super) type Word = Pattern;

/// A script whose GitHub expressions are already put in.
#[derive(Debug)]
pub(super) struct Script {
    /// Logical lines, as words.
    lines: Vec<Vec<Word>>,
    /// `NAME=value` at the start of a line or after `export`.
    assigned: BTreeMap<String, Pattern>,
    /// The whole text, holes as `<name>`.
    text: String,
}

impl Script {
    /// Reads a script; `variables` are those of its step.
    pub(super) fn read(script: &Pattern, variables: &Variables) -> Self {
        let mut read = Self { lines: Vec::new(), assigned: BTreeMap::new(), text: script.to_string() };
        for line in words(script) {
            let line: Vec<Word> = line.into_iter().map(|word| read.expand(&word, variables)).collect();
            for word in &line {
                if let Some((name, value)) = assignment(word) {
                    read.assigned.insert(name, value);
                }
            }
            read.lines.push(line);
        }
        read
    }

    /// The text, for searches that do not need words.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The lines in which a command of these words is called; other words may stand between them.
    pub(super) fn calls<'a>(&'a self, command: &'a [&'a str]) -> impl Iterator<Item = Call<'a>> {
        let is_call = |line: &&Vec<Word>| {
            let mut words = line.iter();
            command.iter().all(|part| words.any(|word| word.exact() == Some(part)))
        };
        self.lines.iter().filter(is_call).map(|line| Call { line })
    }

    /// The audience that the script asks GitHub for: what follows `audience=` in a request for an ID token. Of several
    /// different ones it is not known which token goes where.
    pub(super) fn audience(&self) -> Option<Pattern> {
        let mut asked = self.text.split("audience=").skip(1).map(audience_at_start);
        let first = asked.next()?;
        if asked.all(|other| other == first) { Some(first) } else { Some(open_audience()) }
    }

    /// Whether the script asks GitHub for an ID token.
    pub(super) fn requests_token(&self) -> bool {
        self.text.contains("ACTIONS_ID_TOKEN_REQUEST")
    }

    /// What the script appends to `$GITHUB_ENV`: `echo "NAME=value" >> $GITHUB_ENV`.
    pub(super) fn github_env(&self) -> Vec<(String, Pattern)> {
        let to_env = |line: &&Vec<Word>| line.iter().any(|word| word.to_string().contains("GITHUB_ENV"));
        let written = self.lines.iter().filter(to_env).flat_map(|line| line.iter().filter_map(assignment));
        written.collect()
    }

    /// Puts in `$NAME` and `${NAME}` where the script or its step sets them.
    fn expand(&self, word: &Word, variables: &Variables) -> Word {
        let mut all = Pattern::default();
        for segment in word.segments() {
            let Segment::Literal(text) = segment else {
                all.push(&Pattern::concat([&pattern(segment)]));
                continue;
            };
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once('$') {
                all.push_str(before);
                let (name, tail) = match after.strip_prefix('{') {
                    Some(inside) => inside.split_once('}').unwrap_or((inside, "")),
                    None => {
                        let end = after
                            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                            .unwrap_or(after.len());
                        after.split_at_checked(end).unwrap_or((after, ""))
                    }
                };
                rest = tail;
                if name.is_empty() {
                    all.push_str("$");
                } else if matches!(name, "GITHUB_ENV" | "GITHUB_OUTPUT" | "GITHUB_PATH") {
                    all.push_str(name);
                } else if let Some(value) = self.assigned.get(name) {
                    all.push(value);
                } else if let Some(value) = variables.get(name) {
                    all.push(&value.value);
                } else {
                    all.push(&Pattern::hole(Hole::text(format!("${name}"))));
                }
            }
            all.push_str(rest);
        }
        all
    }
}

/// A line that calls a command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call<'a> {
    line: &'a [Word],
}

impl Call<'_> {
    /// The argument that follows the option `name`, or stands behind it after `=`.
    pub(super) fn argument(&self, name: &str) -> Option<&Pattern> {
        let position = self.line.iter().position(|word| word.exact() == Some(name))?;
        self.line.get(position + 1)
    }

    /// Whether arguments may come from elsewhere: from a file, or from a variable that holds several.
    pub(super) fn is_open(&self) -> bool {
        let from_elsewhere = |word: &Word| {
            word.prefix().starts_with("--cli-input")
                || matches!(word.segments().first(), Some(Segment::Hole(_)))
        };
        self.line.iter().any(from_elsewhere)
    }
}

/// The audience with which a text starts.
fn audience_at_start(text: &str) -> Pattern {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '&' | '|' | ')' | '`'));
    let audience = end.and_then(|end| text.get(..end)).unwrap_or(text);
    if audience.is_empty() || audience.contains(['$', '<']) {
        return open_audience();
    }
    Pattern::literal(audience.replace("%3A", ":").replace("%2F", "/"))
}

fn open_audience() -> Pattern {
    Pattern::hole(Hole::text("audience"))
}

fn pattern(segment: &Segment) -> Pattern {
    match segment {
        Segment::Literal(text) => Pattern::literal(text.as_str()),
        Segment::Hole(hole) => Pattern::hole(hole.clone()),
        Segment::EncodedHole(hole) => Pattern::hole(hole.clone()).encoded(),
    }
}

/// `NAME=value`.
fn assignment(word: &Word) -> Option<(String, Pattern)> {
    let Some(Segment::Literal(first)) = word.segments().first() else { return None };
    let (name, value) = first.split_once('=')?;
    let is_name = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !is_name {
        return None;
    }
    let mut all = Pattern::literal(value);
    for segment in word.segments().iter().skip(1) {
        all.push(&pattern(segment));
    }
    Some((name.to_owned(), all))
}

/// The words of each logical line: comments left out, quotes taken off, `\` before the end of a line joins it with the next, `=` after an
/// option parts it from its argument.
fn words(script: &Pattern) -> Vec<Vec<Word>> {
    let mut lines = vec![Vec::new()];
    let mut word: Option<Word> = None;
    let mut quote: Option<char> = None;
    let mut comment = false;
    for segment in script.segments() {
        let Segment::Literal(text) = segment else {
            if !comment {
                word.get_or_insert_default().push(&pattern(segment));
            }
            continue;
        };
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if comment && character != '\n' {
                continue;
            }
            comment = false;
            match (quote, character) {
                (None, '#') if word.is_none() => comment = true,
                (Some(open), _) if character == open => quote = None,
                (Some('\''), _) => word.get_or_insert_default().push_str(character.encode_utf8(&mut [0; 4])),
                (_, '\\') => match characters.next() {
                    Some('\n') | None => {}
                    Some(escaped) => word.get_or_insert_default().push_str(escaped.encode_utf8(&mut [0; 4])),
                },
                (None, '\'' | '"') => {
                    quote = Some(character);
                    word.get_or_insert_default();
                }
                (None, '\n' | ';') => {
                    lines.last_mut().into_iter().for_each(|line| line.extend(word.take()));
                    lines.push(Vec::new());
                }
                (None, '=') if word.as_ref().is_some_and(|word| word.prefix().starts_with("--")) => {
                    lines.last_mut().into_iter().for_each(|line| line.extend(word.take()));
                }
                (None, c) if c.is_whitespace() || c == '(' || c == ')' => {
                    lines.last_mut().into_iter().for_each(|line| line.extend(word.take()));
                }
                (_, other) => word.get_or_insert_default().push_str(other.encode_utf8(&mut [0; 4])),
            }
        }
    }
    lines.last_mut().into_iter().for_each(|line| line.extend(word.take()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(text: &str) -> Script {
        Script::read(&Pattern::literal(text), &Variables::default())
    }

    #[test]
    fn arguments() {
        let read = script(
            "ROLE=arn:aws:iam::1:role/x\ncreds=$(aws sts assume-role-with-web-identity \\\n  --role-arn \"$ROLE\" --role-session-name='a b')\n",
        );
        let call = read.calls(&["sts", "assume-role-with-web-identity"]).next().expect("a call");
        let argument = |name: &str| call.argument(name).map(ToString::to_string);
        assert_eq!(argument("--role-arn").as_deref(), Some("arn:aws:iam::1:role/x"));
        assert_eq!(argument("--role-session-name").as_deref(), Some("a b"));
        assert_eq!(argument("--region"), None);
    }

    #[test]
    fn audiences() {
        let read = script(
            "curl -H \"x: $ACTIONS_ID_TOKEN_REQUEST_TOKEN\" \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.amazonaws.com\" | jq",
        );
        assert!(read.requests_token());
        assert_eq!(read.audience(), Some(Pattern::literal("sts.amazonaws.com")));
    }

    #[test]
    fn of_several_audiences_none_is_known() {
        let both = |one: &str, other: &str| {
            script(&format!("a $ACTIONS_ID_TOKEN_REQUEST_URL&audience={one}\nb audience={other}")).audience()
        };
        assert_eq!(
            both("sts.amazonaws.com", "sts.amazonaws.com"),
            Some(Pattern::literal("sts.amazonaws.com"))
        );
        assert_eq!(both("npm", "sts.amazonaws.com"), Some(open_audience()));
    }

    #[test]
    fn comments_call_nothing() {
        let read = script("# aws sts assume --role-arn a\necho a#b; aws sts assume --role-arn b # not c\n");
        let roles: Vec<String> = read
            .calls(&["aws", "assume"])
            .filter_map(|call| call.argument("--role-arn").map(ToString::to_string))
            .collect();
        assert_eq!(roles, ["b"]);
    }

    #[test]
    fn what_goes_to_github_env() {
        let read = script("echo \"AWS_ROLE_ARN=arn:x\" >> \"$GITHUB_ENV\"\necho \"A=b\" >> other\n");
        assert_eq!(read.github_env(), [("AWS_ROLE_ARN".to_owned(), Pattern::literal("arn:x"))]);
    }
}
