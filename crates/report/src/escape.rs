//! What untrusted text becomes before it is shown, one way for each sink.
//!
//! Claim values are chosen by whoever ran the workflow, policies by whoever wrote them: a branch name may hold control
//! characters that move a cursor, or bidirectional marks that reorder what a reviewer reads.

use std::borrow::Cow;
use std::fmt::Write;

/// Text for a terminal: on one line, nothing that moves the cursor, colours or reorders.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            unsafe_one if is_unsafe(unsafe_one) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(unsafe_one));
            }
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// A JSON document, in which every character that a terminal would act on is written as `\uXXXX`: it stands in a string,
/// and means the same there.
pub fn json(document: &str) -> Cow<'_, str> {
    let acts = |letter: char| is_unsafe(letter) && letter != '\n';
    if !document.chars().any(acts) {
        return Cow::Borrowed(document);
    }
    let mut out = String::with_capacity(document.len() + 8);
    for letter in document.chars() {
        if acts(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// What a renderer for terminals wrote, without its ANSI styles; other text is not touched.
pub fn without_styles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        let end = after.find(|character: char| !character.is_ascii_digit() && character != ';');
        let styled = end.and_then(|end| after.get(end..)).and_then(|tail| tail.strip_prefix('m'));
        match styled {
            Some(tail) => rest = tail,
            None => {
                out.push_str("\u{1b}[");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The message of a workflow command such as `::error::message`.
///
/// Source: <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>
pub fn command_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a workflow command such as `::error file=value::`; the source is that of [`command_message`].
pub fn command_property(text: &str) -> String {
    command_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text in the flow of GitHub-flavoured Markdown, also in a cell of a table: nothing in it is markup, mentions anybody or links.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in terminal(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // `@name` and `#12` refer to people and issues, and an address becomes a link, also behind a backslash.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            ':' => out.push_str("&#58;"),
            '\\' | '*' | '_' | '[' | ']' | '(' | ')' | '|' | '~' | '!' | '$' | '-' | '+' => {
                out.push('\\');
                out.push(character);
            }
            '`' => out.push_str("&#96;"),
            other => out.push(other),
        }
    }
    out
}

/// Text inside an HTML element of GitHub-flavoured Markdown, such as `<summary>`: Markdown is not read there, references are.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in terminal(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            ':' => out.push_str("&#58;"),
            other => out.push(other),
        }
    }
    out
}

/// Text as a code span of GitHub-flavoured Markdown, also in a cell of a table.
pub fn markdown_code(text: &str) -> String {
    let text = terminal(text).replace('|', "\\|");
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Control characters, and the invisible ones that change how the text around them reads.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_borrowed() {
        assert!(matches!(terminal("repo:o/r:environment:prod é"), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes_cannot_reach_the_terminal() {
        assert_eq!(terminal("a\u{1b}[31mb\nc\u{202e}d"), r"a\u{1b}[31mb\nc\u{202e}d");
    }

    #[test]
    fn json_means_the_same_and_moves_no_cursor() {
        let text = "a\u{9b}31m\u{202e}\u{e0041} é\u{7f}\n";
        let document = serde_json::json!({ "sub": text });
        let plain = serde_json::to_string_pretty(&document).unwrap();
        let escaped = json(&plain);
        assert!(!escaped.chars().any(|letter| is_unsafe(letter) && letter != '\n'), "{escaped:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), document);
        assert!(matches!(json("{\"a\": \"é\"}\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn styles_are_taken_out_and_nothing_else() {
        assert_eq!(without_styles("a\u{1b}[1m\u{1b}[38;5;9mb\u{1b}[0mc é"), "abc é");
        assert_eq!(without_styles("a\u{1b}[2Jb\u{1b}["), "a\u{1b}[2Jb\u{1b}[");
    }

    #[test]
    fn a_title_holds_no_element_and_no_backslash() {
        assert_eq!(html("a_b <i>\"@x #1: y-z"), "a_b &lt;i&gt;&quot;&#64;x &#35;1&#58; y-z");
    }

    #[test]
    fn a_workflow_command_stays_one_command() {
        assert_eq!(command_message("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(command_property("a:b,c%"), "a%3Ab%2Cc%25");
    }

    #[test]
    fn markdown_is_text() {
        assert_eq!(markdown("<img src=x> *a* @b #1"), "&lt;img src=x&gt; \\*a\\* &#64;b &#35;1");
        assert_eq!(markdown("a|b\n"), "a\\|b\\\\n");
        assert_eq!(markdown_code("a`b"), "``a`b``");
        assert_eq!(markdown_code("`|"), "`` `\\| ``");
    }

    proptest::proptest! {
        #[test]
        fn a_command_has_no_line_of_its_own(text in ".*") {
            let written = command_property(&text);
            proptest::prop_assert!(!written.contains(['\n', '\r', ':', ',']));
        }

        #[test]
        fn markdown_opens_no_tag_and_no_cell(text in ".*") {
            let written = markdown(&text);
            proptest::prop_assert!(!written.contains(['<', '>', '@', '`', '\n']));
            proptest::prop_assert!(!written.replace("\\\\", "").replace("\\|", "").contains('|'));
        }

        #[test]
        fn what_comes_out_is_one_safe_line(text in ".*") {
            proptest::prop_assert!(!terminal(&text).chars().any(is_unsafe));
        }
    }
}
