//! Bytes to text.

use crate::span::Span;

use super::JsonError;

/// Takes the bytes of a file for text in UTF-8; `limit` bounds their number.
///
/// A byte order mark is refused, as RFC 8259, section 8.1, allows: IAM's reader refuses it too.
///
/// # Errors
///
/// When there are more than `limit` bytes, when they are not UTF-8 (UTF-16 and UTF-32 are named; otherwise the
/// message has line and column), when they begin with a byte order mark, and when there is nothing but white space.
pub fn decode(bytes: &[u8], limit: usize) -> Result<&str, JsonError> {
    let start = Span::new(0, 0);
    if bytes.len() > limit {
        return Err(JsonError::too_large(bytes.len(), limit));
    }
    if let Some(encoding) = foreign_encoding(bytes) {
        return Err(JsonError::new(start, format!("the input is {encoding}; expected UTF-8"))
            .help("save it as UTF-8"));
    }
    if let Some(packing) = packed(bytes) {
        return Err(JsonError::new(start, format!("the input is packed ({packing}); expected JSON"))
            .help("unpack it first"));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(JsonError::new(
            Span::new(0, 3),
            "the input begins with a byte order mark (U+FEFF) at line 1, column 1; expected JSON",
        )
        .help("save it as UTF-8 without a byte order mark"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, &error))?;
    if text.trim_matches([' ', '\t', '\n', '\r']).is_empty() {
        let message = if text.is_empty() { "the input is empty" } else { "the input is white space only" };
        return Err(JsonError::new(start, format!("{message}; expected JSON"))
            .help("check that the file was written, or that the command before the pipe printed something"));
    }
    Ok(text)
}

fn foreign_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0, 0, 0xfe, 0xff, ..] | [0xff, 0xfe, 0, 0, ..] => Some("UTF-32"),
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => Some("UTF-16"),
        // The first character of JSON is ASCII, so zeros in its place show how wide characters are.
        [0, 0, 0, last, ..] if *last != 0 => Some("UTF-32"),
        [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32"),
        [0, last, ..] if *last != 0 => Some("UTF-16"),
        [first, 0, ..] if *first != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// What packed the bytes, where they begin with its mark.
fn packed(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x1f, 0x8b, ..] => Some("gzip"),
        [b'P', b'K', 3, 4, ..] => Some("zip"),
        _ => None,
    }
}

fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> JsonError {
    let at = error.valid_up_to();
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let on_line = before.get(line_start..).unwrap_or_default();
    let column = String::from_utf8_lossy(on_line).chars().count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    JsonError::new(
        Span::new(at, at + 1),
        format!("the byte 0x{byte:02x} at line {line}, column {column} is not UTF-8; expected UTF-8"),
    )
    .help("save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[track_caller]
    fn refused(bytes: &[u8]) -> String {
        decode(bytes, 100).unwrap_err().message
    }

    #[test]
    fn utf8_passes_unchanged() {
        assert_eq!(decode("{\"a\": \"ä\u{1f600}\"}\n".as_bytes(), 100).unwrap(), "{\"a\": \"ä\u{1f600}\"}\n");
    }

    #[test]
    fn utf16_and_utf32_are_named_with_and_without_a_mark() {
        let utf16le: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&utf16le[..], &utf16be, &[&b"\xff\xfe"[..], &utf16le].concat(), b"\xfe\xff\0{"] {
            assert_eq!(refused(bytes), "the input is UTF-16; expected UTF-8");
        }
        for bytes in [&b"{\0\0\0}\0\0\0"[..], b"\0\0\0{", b"\xff\xfe\0\0{\0\0\0", b"\0\0\xfe\xff\0\0\0{"] {
            assert_eq!(refused(bytes), "the input is UTF-32; expected UTF-8");
        }
        assert_eq!(decode(&utf16le, 100).unwrap_err().help.unwrap(), "save it as UTF-8");
    }

    #[test]
    fn a_mark_is_refused() {
        assert!(refused(b"\xef\xbb\xbf{}").contains("byte order mark"));
        assert_eq!(refused(b"\x1f\x8b\x08\x00\x00"), "the input is packed (gzip); expected JSON");
        assert_eq!(refused(b"PK\x03\x04{}"), "the input is packed (zip); expected JSON");
    }

    #[test]
    fn other_bytes_are_placed_in_characters() {
        let error = decode("{\n\"ä\": \"\u{e9}".as_bytes().split_last().unwrap().1, 100).unwrap_err();
        assert_eq!(error.message, "the byte 0xc3 at line 2, column 7 is not UTF-8; expected UTF-8");
        assert_eq!(error.span.start, 9);
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        assert_eq!(refused(b""), "the input is empty; expected JSON");
        assert_eq!(refused(b" \r\n\t"), "the input is white space only; expected JSON");
    }

    #[test]
    fn size_is_bounded() {
        assert_eq!(refused(&[b' '; 101]), "the input is 101 bytes long; at most 100 bytes are read");
        assert!(decode(&[b'1'; 100], 100).is_ok());
    }
}
