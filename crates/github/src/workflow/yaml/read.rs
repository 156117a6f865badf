//! From events to the tree, with bounds on size, depth and aliases.

use std::collections::BTreeMap;
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Tag};

use super::offsets::Offsets;
use super::{Entry, Node, NodeData, ScalarKind};
use crate::workflow::Span;

/// A parsed file.
#[derive(Debug)]
pub(in super::super) struct Document {
    /// The root node; null for an empty file.
    pub(in super::super) root: Rc<Node>,
    /// What GitHub does not support or what was left out, with its place.
    pub(in super::super) notes: Vec<(Span, String)>,
}

/// Why a file is not YAML that this crate reads.
#[derive(Debug)]
pub(in super::super) struct YamlError {
    /// Where.
    pub(in super::super) span: Span,
    /// What is wrong.
    pub(in super::super) message: String,
    /// Whether a bound was exceeded.
    pub(in super::super) limit: bool,
}

/// Parses the first document of `text`.
///
/// # Errors
/// Malformed YAML, a duplicate key, an alias without an anchor, and everything beyond [`MAX_BYTES`], [`MAX_DEPTH`]
/// or [`MAX_ALIASED`].
pub(in super::super) fn parse(text: &str) -> Result<Document, YamlError> {
    if text.len() > MAX_BYTES {
        return Err(limit(
            Span::default(),
            format!("the file has {} bytes, at most {MAX_BYTES} are read", text.len()),
        ));
    }
    let mut reader = Reader {
        offsets: Offsets::new(text),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        aliased: 0,
        notes: Vec::new(),
        root: None,
    };
    let mut parser = Parser::new_from_iter(text.chars());
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| reader.scan_error(&error))?;
        let span = reader.span(span.start, span.end);
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                reader
                    .notes
                    .push((span, "the file has more than one YAML document, only the first is read".into()));
                break;
            }
        }
        reader.event(event, span)?;
    }
    let root = reader
        .root
        .take()
        .unwrap_or_else(|| Rc::new(scalar(Span::default(), String::new(), ScalarKind::Null)));
    Ok(Document { root, notes: reader.notes })
}

struct Reader<'a> {
    offsets: Offsets<'a>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Rc<Node>>,
    aliased: usize,
    notes: Vec<(Span, String)>,
    root: Option<Rc<Node>>,
}

/// A collection whose end has not been read.
struct Open {
    start: usize,
    last: usize,
    anchor: usize,
    collection: Collection,
}

enum Collection {
    Sequence(Vec<Rc<Node>>),
    Mapping { entries: Vec<Entry>, key: Option<(Option<String>, Span)>, seen: BTreeMap<String, Span> },
}

impl Reader<'_> {
    fn span(&self, start: Marker, end: Marker) -> Span {
        let start = self.offsets.byte(start.index());
        Span::new(start, self.offsets.byte(end.index()).max(start))
    }

    /// The scanner's spans run on over blanks and comments that follow the scalar.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        let text = self.offsets.text(span);
        let length = match style {
            ScalarStyle::SingleQuoted => quoted_length(text, '\'', false),
            ScalarStyle::DoubleQuoted => quoted_length(text, '"', true),
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => text.trim_end().len(),
        };
        Span::new(span.start, span.start + length)
    }

    fn scan_error(&self, error: &ScanError) -> YamlError {
        let at = self.offsets.byte(error.marker().index());
        YamlError { span: Span::new(at, at), message: error.info().to_owned(), limit: false }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), YamlError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let kind = kind(&text, style, tag.as_deref());
                let span = self.trimmed(span, style);
                self.insert(scalar(span, text.into_owned(), kind), anchor)
            }
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err(YamlError {
                        span,
                        message: "an alias inside its own anchor".into(),
                        limit: false,
                    });
                };
                self.aliased = self.aliased.saturating_add(node.size);
                if self.aliased > MAX_ALIASED {
                    return Err(limit(span, format!("aliases expand to more than {MAX_ALIASED} nodes")));
                }
                self.insert_shared(node, span)
            }
            Event::SequenceStart(anchor, _) => self.start(span, anchor, Collection::Sequence(Vec::new())),
            Event::MappingStart(anchor, _) => self.start(
                span,
                anchor,
                Collection::Mapping { entries: Vec::new(), key: None, seen: BTreeMap::new() },
            ),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn start(&mut self, span: Span, anchor: usize, collection: Collection) -> Result<(), YamlError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(limit(span, format!("nested more than {MAX_DEPTH} levels deep")));
        }
        self.open.push(Open { start: span.start, last: span.end, anchor, collection });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), YamlError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // The end of a block collection is reported where the next token starts; its last child ends it.
        let end = if span.end > span.start { span.end } else { open.last };
        let (data, depth, size) = match open.collection {
            Collection::Sequence(items) => {
                let (depth, size) = measure(items.iter());
                (NodeData::Sequence(items), depth, size)
            }
            Collection::Mapping { entries, .. } => {
                let (depth, size) = measure(entries.iter().map(|entry| &entry.value));
                (NodeData::Mapping(entries), depth, size)
            }
        };
        self.insert(Node { span: Span::new(open.start, end.max(open.start)), data, depth, size }, open.anchor)
    }

    fn insert(&mut self, node: Node, anchor: usize) -> Result<(), YamlError> {
        let span = node.span;
        let node = Rc::new(node);
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(&node));
        }
        self.insert_shared(node, span)
    }

    fn insert_shared(&mut self, node: Rc<Node>, span: Span) -> Result<(), YamlError> {
        if self.open.len() + node.depth > MAX_DEPTH {
            return Err(limit(span, format!("nested more than {MAX_DEPTH} levels deep")));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.last = open.last.max(span.end);
        match &mut open.collection {
            Collection::Sequence(items) => items.push(node),
            Collection::Mapping { entries, key, seen } => {
                let Some((name, key_span)) = key.take() else {
                    let name = node.scalar().map(str::to_owned);
                    if name.is_none() {
                        self.notes.push((span, "a key that is not a scalar is left out".into()));
                    }
                    *key = Some((name, span));
                    return Ok(());
                };
                let Some(name) = name else { return Ok(()) };
                if name == "<<" {
                    self.notes.push((
                        key_span,
                        "GitHub does not support the merge key `<<`; it is left out".into(),
                    ));
                    return Ok(());
                }
                if seen.insert(name.clone(), key_span).is_some() {
                    let message = format!("the key `{name}` is written twice in one mapping");
                    return Err(YamlError { span: key_span, message, limit: false });
                }
                entries.push(Entry { key: name, key_span, value: node });
            }
        }
        Ok(())
    }
}

/// The length up to and including the closing quote; two quotes in a row stand for one, as does an escaped one.
fn quoted_length(text: &str, quote: char, escapes: bool) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((offset, character)) = characters.next() {
        if escapes && character == '\\' {
            characters.next();
        } else if character == quote {
            if escapes || characters.peek().is_none_or(|(_, next)| *next != quote) {
                return offset + 1;
            }
            characters.next();
        }
    }
    text.len()
}

fn measure<'a>(children: impl Iterator<Item = &'a Rc<Node>>) -> (usize, usize) {
    children.fold((1, 1), |(depth, size): (usize, usize), child| {
        (depth.max(child.depth + 1), size.saturating_add(child.size))
    })
}

fn scalar(span: Span, text: String, kind: ScalarKind) -> Node {
    Node { span, data: NodeData::Scalar(text, kind), depth: 1, size: 1 }
}

/// YAML 1.2's core schema, <https://yaml.org/spec/1.2.2/#103-core-schema>.
fn kind(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> ScalarKind {
    let forced = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str());
    if style != ScalarStyle::Plain || forced == Some("str") {
        return ScalarKind::String;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => ScalarKind::Null,
        "true" | "True" | "TRUE" => ScalarKind::Boolean(true),
        "false" | "False" | "FALSE" => ScalarKind::Boolean(false),
        _ => number(text).map_or(ScalarKind::String, ScalarKind::Number),
    }
}

fn number(text: &str) -> Option<f64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return u32::from_str_radix(digits, 16).ok().map(f64::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u32::from_str_radix(digits, 8).ok().map(f64::from);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
        }
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let numeric = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.contains(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-'));
    if numeric { text.parse().ok() } else { None }
}

fn limit(span: Span, message: String) -> YamlError {
    YamlError { span, message, limit: true }
}

/// GitHub refuses larger workflow files; ours is far above its limit.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Deeper than any workflow, shallow enough for every recursion over the tree.
const MAX_DEPTH: usize = 64;

/// Nodes that aliases may add to the tree in total.
const MAX_ALIASED: usize = 100_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn text_at<'a>(text: &'a str, node: &Node) -> &'a str {
        node.span.text(text)
    }

    #[test]
    fn spans_are_bytes_also_after_wide_characters() {
        let text = "# é ü 漢字\nname: \"ä\"  # ß\non: [push]\njobs:\n  a: {b: ü, c: d}\n";
        let document = parse(text).expect("YAML");
        let jobs = document.root.get("jobs").expect("jobs");
        let a = jobs.get("a").expect("a");
        assert_eq!(text_at(text, a), "{b: ü, c: d}");
        assert_eq!(text_at(text, a.get("c").expect("c")), "d");
        assert_eq!(text_at(text, document.root.get("name").expect("name")), "\"ä\"");
        assert_eq!(document.root.entry("on").expect("on").key_span.text(text), "on");
    }

    #[test]
    fn a_block_collection_ends_with_its_last_child() {
        let text = "permissions:\n  id-token: write\n  contents: read\n\njobs:\n  x: 1\n";
        let document = parse(text).expect("YAML");
        assert_eq!(
            text_at(text, document.root.get("permissions").expect("permissions")),
            "id-token: write\n  contents: read"
        );
    }

    #[test]
    fn anchors_and_aliases_are_followed_and_merge_keys_noted() {
        let text = "a: &x {k: v}\nb: *x\nc:\n  <<: *x\n  d: 1\n";
        let document = parse(text).expect("YAML");
        let b = document.root.get("b").expect("b");
        assert_eq!(b.get("k").and_then(|node| node.scalar()), Some("v"));
        assert!(document.root.get("c").expect("c").get("k").is_none());
        assert_eq!(document.notes.len(), 1);
        assert!(document.notes[0].1.contains("merge key"));
    }

    #[test]
    fn bombs_are_refused() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(",");
            bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        assert!(parse(&bomb).expect_err("alias bomb").limit);
        assert!(parse(&"- ".repeat(1_000_000)).expect_err("deep").limit);
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        assert!(parse("a: &a [*a]").is_err());
    }

    #[test]
    fn errors_carry_a_place() {
        let text = "on: push\njobs:\n  a: [1, 2\n";
        let error = parse(text).expect_err("unclosed");
        assert!(error.span.start > 10, "{error:?}");
        let twice = parse("a: 1\nb: 2\na: 3\n").expect_err("twice");
        assert_eq!(twice.span, Span::new(10, 11));
        assert!(twice.message.contains("`a`"));
    }

    #[test]
    fn core_schema() {
        for (text, expected) in [
            ("3.10", ScalarKind::Number(3.1)),
            ("1e3", ScalarKind::Number(1000.0)),
            ("0x1F", ScalarKind::Number(31.0)),
            ("1.2.3", ScalarKind::String),
            ("on", ScalarKind::String),
            ("'true'", ScalarKind::String),
            ("True", ScalarKind::Boolean(true)),
            ("~", ScalarKind::Null),
            ("-", ScalarKind::String),
            ("inf", ScalarKind::String),
        ] {
            let document = parse(&format!("k: {text}\n"));
            let Ok(document) = document else { continue };
            let Some(entry) = document.root.entry("k") else { continue };
            let NodeData::Scalar(_, kind) = &entry.value.data else { continue };
            assert_eq!(*kind, expected, "{text}");
        }
    }
}
