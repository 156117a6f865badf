//! A text without what pasting, wrapping and logging add to it.

/// A text in two shapes: readable, and compact for comparison.
#[derive(Debug)]
pub(super) struct Normal {
    /// Without quotes, colours and time stamps, and with single spaces.
    readable: String,
    /// The same without spaces and in lower case.
    compact: String,
    /// For each byte of `compact`, where it comes from in `readable`.
    places: Vec<usize>,
}

impl Normal {
    pub(super) fn of(text: &str) -> Self {
        let unescaped = unescape(&without_colours(text));
        let mut readable = String::with_capacity(unescaped.len());
        for line in unescaped.lines() {
            for word in without_margin(line).split_whitespace() {
                if !readable.is_empty() {
                    readable.push(' ');
                }
                readable.extend(word.chars().filter(|&c| !is_quote(c)));
            }
        }
        let mut compact = String::with_capacity(readable.len());
        let mut places = Vec::with_capacity(readable.len());
        for (place, c) in readable.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            compact.push(c.to_ascii_lowercase());
            places.resize(compact.len(), place);
        }
        Self { readable, compact, places }
    }

    pub(super) fn compact(&self) -> &str {
        &self.compact
    }

    /// The readable text between two places in the compact one.
    pub(super) fn between(&self, start: usize, end: usize) -> &str {
        self.readable.get(self.place(start)..self.place(end)).unwrap_or_default().trim()
    }

    /// The word of the readable text that begins at a place in the compact one.
    pub(super) fn word_at(&self, start: usize) -> &str {
        self.readable.get(self.place(start)..).unwrap_or_default().split(' ').next().unwrap_or_default()
    }

    fn place(&self, compact: usize) -> usize {
        self.places.get(compact).copied().unwrap_or(self.readable.len())
    }
}

/// The text as [`Normal::compact`] holds it.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !is_quote(c)).map(|c| c.to_ascii_lowercase()).collect()
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"' | '`' | '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' | '´')
}

/// Without the escape sequences of terminals.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\u{1b}' {
            plain.push(c);
        } else if chars.next_if_eq(&'[').is_some() {
            while chars.next_if(|c| !matches!(c, '@'..='~' | '\n')).is_some() {}
            chars.next_if(|&c| c != '\n');
        }
    }
    plain
}

/// With the escapes of JSON strings, HTML and workflow commands resolved.
fn unescape(text: &str) -> String {
    [
        ("\\r", " "),
        ("\\n", " "),
        ("\\t", " "),
        ("\\\"", "\""),
        ("\\'", "'"),
        ("\\u0027", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("%0A", " "),
        ("%0D", " "),
    ]
    .iter()
    .fold(
        text.to_owned(),
        |text, (escape, plain)| if text.contains(escape) { text.replace(escape, plain) } else { text },
    )
}

/// Without what logs, quotations and boxes put before a line.
fn without_margin(line: &str) -> &str {
    let is_margin =
        |c: char| c.is_whitespace() || matches!(c, '│' | '┃' | '|' | '╷' | '╵' | '>' | '\u{feff}');
    let line = line.trim_start_matches(is_margin);
    match line.split_once(' ') {
        Some((stamp, rest)) if is_time_stamp(stamp) => rest.trim_start_matches(is_margin),
        _ => line,
    }
}

/// Whether a word is a time stamp such as `2026-09-11T11:24:12.1404880Z`.
fn is_time_stamp(word: &str) -> bool {
    let shape = word.len() >= 20 && word.ends_with('Z') && word.contains('T') && word.contains(':');
    shape && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | 'T' | 'Z'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pasting_adds_is_gone() {
        let normal = Normal::of(
            "2026-09-11T11:24:12.1404880Z \u{1b}[31m##[error]Could not\u{1b}[0m\n│ > assume `role`\r\n\twith \\\"OIDC\\\"\\n: x",
        );
        assert_eq!(normal.readable, "##[error]Could not assume role with OIDC : x");
        assert_eq!(normal.compact(), "##[error]couldnotassumerolewithoidc:x");
    }

    #[test]
    fn places_lead_back_to_the_readable_text() {
        let normal = Normal::of("É claim: sub. Next");
        let end = normal.compact().find("claim:").unwrap() + "claim:".len();
        assert_eq!(normal.word_at(end), "sub.");
        assert_eq!(normal.between(end, normal.compact().len()), "sub. Next");
        assert_eq!(normal.word_at(999), "");
    }

    #[test]
    fn an_escape_sequence_that_never_ends_takes_its_line_only() {
        assert_eq!(Normal::of("a\u{1b}[31\nb \u{1b}c").readable, "a b c");
    }
}
