//! Edits of one text: made, made one after the other, and places of the edited text in the one before; `permission` is the
//! one that grants a job its token.

pub(crate) mod permission;

use can_assume_iam::span::Span;

use crate::diagnostic::{Edit, SourceText};

/// The edits in order of place; `None` when two of them overlap.
pub(crate) fn sorted(edits: &[Edit]) -> Option<Vec<Edit>> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    let apart = edits.windows(2).all(|pair| match pair {
        [left, right] => left.span.end <= right.span.start,
        _ => true,
    });
    apart.then_some(edits)
}

/// `text` with the edits, which are in order of place, made; `None` when one of them lies outside it.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start)?);
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// One set of edits of `source` that does what `first` does and then `second`, whose places are those of `between`, the
/// text after `first`; both are in order of place. `None` when an edit lies outside its text.
pub(crate) fn compose(
    source: &SourceText,
    first: &[Edit],
    between: &str,
    second: &[Edit],
) -> Option<Vec<Edit>> {
    let mut all: Vec<Touched<'_>> = moved(first);
    all.extend(second.iter().map(|edit| Touched { new: edit.span, old: None, again: Some(edit) }));
    all.sort_by_key(|touched| (touched.new.start, touched.new.end));
    let mut edits = Vec::new();
    let mut rest = all.as_slice();
    let mut grown = 0;
    while let Some(begin) = rest.first() {
        let mut end = begin.new.end;
        let mut size = 0;
        for touched in rest {
            if touched.new.start > end {
                break;
            }
            end = end.max(touched.new.end);
            size += 1;
        }
        let (group, after) = rest.split_at_checked(size)?;
        rest = after;
        let again: Vec<Edit> = group
            .iter()
            .filter_map(|touched| touched.again)
            .map(|edit| {
                let inside = |at: usize| at.checked_sub(begin.new.start);
                Some(Edit {
                    source: source.clone(),
                    span: Span::new(inside(edit.span.start)?, inside(edit.span.end)?),
                    replacement: edit.replacement.clone(),
                })
            })
            .collect::<Option<_>>()?;
        let start = begin.new.start.checked_add_signed(-grown)?;
        grown += group.iter().filter_map(Touched::growth).sum::<isize>();
        edits.push(Edit {
            source: source.clone(),
            span: Span::new(start, end.checked_add_signed(-grown)?),
            replacement: apply(between.get(begin.new.start..end)?, &again)?,
        });
    }
    Some(edits)
}

/// The place in the text before `edits`, which are in order of place, of a place in the text after them; what an edit
/// has touched is taken whole.
pub(crate) fn before(edits: &[Edit], place: Span) -> Option<Span> {
    let touched = moved(edits);
    let overlaps = |one: &&Touched<'_>| one.new.start < place.end && place.start < one.new.end;
    let start = touched.iter().filter(overlaps).map(|one| one.new.start).fold(place.start, usize::min);
    let end = touched.iter().filter(overlaps).map(|one| one.new.end).fold(place.end, usize::max);
    let grown = |until: usize| -> isize {
        touched.iter().filter(|one| one.new.end <= until).filter_map(Touched::growth).sum()
    };
    let until_start: isize = touched
        .iter()
        .filter(|one| one.new.end <= start && one.new.start < start)
        .filter_map(Touched::growth)
        .sum();
    Some(Span::new(start.checked_add_signed(-until_start)?, end.checked_add_signed(-grown(end))?))
}

/// A piece of the text between two sets of edits.
struct Touched<'a> {
    /// Where it stands there.
    new: Span,
    /// What stood there before, for a piece that the first edits wrote.
    old: Option<Span>,
    /// The second edit that takes it.
    again: Option<&'a Edit>,
}

impl Touched<'_> {
    /// By how much the first edits made it longer.
    fn growth(&self) -> Option<isize> {
        let length = |span: Span| (span.end - span.start).cast_signed();
        self.old.map(|old| length(self.new) - length(old))
    }
}

/// Where the replacements of `edits` stand once all of them are made.
fn moved<'a>(edits: &[Edit]) -> Vec<Touched<'a>> {
    let mut grown = 0_isize;
    let mut touched = Vec::new();
    for edit in edits {
        let start = edit.span.start.saturating_add_signed(grown);
        let new = Span::new(start, start + edit.replacement.len());
        grown += edit.replacement.len().cast_signed() - (edit.span.end - edit.span.start).cast_signed();
        touched.push(Touched { new, old: Some(edit.span), again: None });
    }
    touched
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits(text: &str, cuts: &[(usize, usize, String)]) -> Vec<Edit> {
        let source = SourceText::new("t", text);
        let mut at = 0;
        let mut all = Vec::new();
        for (gap, length, replacement) in cuts {
            let (start, end) = (at + gap, at + gap + length);
            if end > text.len() {
                break;
            }
            all.push(Edit {
                source: source.clone(),
                span: Span::new(start, end),
                replacement: replacement.clone(),
            });
            at = end;
        }
        all
    }

    fn cuts() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
        prop::collection::vec((0_usize..4, 0_usize..4, "[A-Z]{0,4}"), 0..5)
    }

    proptest! {
        #[test]
        fn one_after_the_other_is_both_at_once(text in "[a-z]{0,20}", one in cuts(), two in cuts()) {
            let source = SourceText::new("t", text.as_str());
            let first = sorted(&edits(&text, &one)).unwrap();
            let between = apply(&text, &first).unwrap();
            let second = sorted(&edits(&between, &two)).unwrap();
            let after = apply(&between, &second).unwrap();
            let both = sorted(&compose(&source, &first, &between, &second).unwrap()).unwrap();
            prop_assert_eq!(apply(&text, &both).unwrap(), after);
        }

        #[test]
        fn a_place_goes_back_to_the_same_text(text in "[a-z]{1,20}", one in cuts(), start in 0_usize..20, length in 0_usize..6) {
            let first = sorted(&edits(&text, &one)).unwrap();
            let after = apply(&text, &first).unwrap();
            let place = Span::new(start.min(after.len()), (start + length).min(after.len()));
            let found = before(&first, place).unwrap();
            let written = after.get(place.start..place.end).unwrap();
            let original = text.get(found.start..found.end).unwrap();
            // What no edit wrote is found again, with what was taken out between.
            let mut rest = original.chars();
            let mut kept = written.chars().filter(char::is_ascii_lowercase);
            prop_assert!(kept.all(|letter| rest.any(|other| other == letter)), "{written} {original}");
        }
    }
}
