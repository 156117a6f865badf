//! Text of a user's file inside our messages.

/// `text` in backticks, on one line and at most 80 characters of it, with characters that do not print escaped;
/// for messages only.
///
/// Policy text is written by anyone: escaping here keeps it from moving a terminal's cursor or starting a line.
pub fn quote(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut quoted = String::from("`");
    for char in text.chars().take(LONGEST) {
        if char.is_control() || is_invisible(char) {
            quoted.extend(char.escape_unicode());
        } else {
            quoted.push(char);
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        quoted.push('…');
    }
    quoted.push('`');
    quoted
}

/// Line and paragraph separators, zero-width characters and marks that change the direction of writing.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn what_does_not_print_is_escaped() {
        assert_eq!(quote("a\n\u{1b}[0mä"), "`a\\u{a}\\u{1b}[0mä`");
        assert_eq!(quote("a\u{202e}b"), "`a\\u{202e}b`");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(quote(&"ä".repeat(80)), format!("`{}`", "ä".repeat(80)));
        assert_eq!(quote(&"ä".repeat(81)), format!("`{}…`", "ä".repeat(80)));
    }
}
