//! The matcher: leftmost match of each run of fixed text between the stars, both ends anchored.
//!
//! A pattern is segments of fixed width separated by `*`. Taking each segment at its leftmost place never loses a match, so nothing
//! is ever tried again: the time is bounded by pattern × text.

/// One element of a pattern, borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text that stands for itself.
    Literal(&'a str),
    /// Exactly one UTF-16 unit.
    Unit,
    /// Any run of characters.
    Run,
}

/// What can be read as an element of a pattern.
pub(crate) trait AsPiece {
    /// The element.
    fn piece(&self) -> Piece<'_>;
}

impl AsPiece for Piece<'_> {
    fn piece(&self) -> Piece<'_> {
        *self
    }
}

/// Whether `tokens` match the whole of `text`.
pub(crate) fn matches<T: AsPiece>(tokens: &[T], text: &str, ignore_ascii_case: bool) -> bool {
    let text = Text { text, ignore_ascii_case };
    let mut segments = tokens.split(|token| token.piece() == Piece::Run);
    let prefix = segments.next().unwrap_or_default();
    let Some(mut place) = text.here(prefix, Place::default()) else { return false };
    let Some(suffix) = segments.next_back() else { return place == text.end() };
    let Some(limit) = text.back(suffix, text.end()) else { return false };
    for segment in segments {
        match text.find(segment, place) {
            Some(after) => place = after,
            None => return false,
        }
    }
    place <= limit
}

/// A place between two UTF-16 units of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Place {
    /// Offset of a character.
    byte: usize,
    /// Whether the place is in the middle of that character's surrogate pair.
    half: bool,
}

#[derive(Clone, Copy)]
struct Text<'t> {
    text: &'t str,
    ignore_ascii_case: bool,
}

impl Text<'_> {
    fn end(self) -> Place {
        Place { byte: self.text.len(), half: false }
    }

    /// Where `segment`, begun at `place`, ends.
    fn here<T: AsPiece>(self, segment: &[T], place: Place) -> Option<Place> {
        segment.iter().try_fold(place, |place, token| match token.piece() {
            Piece::Literal(literal) => {
                let end = place.byte.checked_add(literal.len())?;
                let found = self.text.as_bytes().get(place.byte..end)?;
                (!place.half && self.equal(found, literal)).then_some(Place { byte: end, half: false })
            }
            Piece::Unit => self.next(place),
            Piece::Run => None,
        })
    }

    /// Where `segment`, ended at `place`, begins.
    fn back<T: AsPiece>(self, segment: &[T], place: Place) -> Option<Place> {
        segment.iter().rev().try_fold(place, |place, token| match token.piece() {
            Piece::Literal(literal) => {
                let start = place.byte.checked_sub(literal.len())?;
                let found = self.text.as_bytes().get(start..place.byte)?;
                (!place.half && self.equal(found, literal)).then_some(Place { byte: start, half: false })
            }
            Piece::Unit => self.previous(place),
            Piece::Run => None,
        })
    }

    /// Where the leftmost occurrence of `segment` at or after `place` ends.
    fn find<T: AsPiece>(self, segment: &[T], mut place: Place) -> Option<Place> {
        if let [only] = segment
            && let Piece::Literal(literal) = only.piece()
            && !self.ignore_ascii_case
        {
            let start = if place.half { self.next(place)? } else { place };
            let offset = self.text.get(start.byte..)?.find(literal)?;
            return Some(Place { byte: start.byte + offset + literal.len(), half: false });
        }
        loop {
            if let Some(end) = self.here(segment, place) {
                return Some(end);
            }
            place = self.next(place)?;
        }
    }

    fn equal(self, found: &[u8], literal: &str) -> bool {
        if self.ignore_ascii_case {
            found.eq_ignore_ascii_case(literal.as_bytes())
        } else {
            found == literal.as_bytes()
        }
    }

    /// One UTF-16 unit further.
    fn next(self, place: Place) -> Option<Place> {
        let width = width_of(*self.text.as_bytes().get(place.byte)?);
        if width == 4 && !place.half {
            return Some(Place { half: true, ..place });
        }
        Some(Place { byte: place.byte + width, half: false })
    }

    /// One UTF-16 unit back.
    fn previous(self, place: Place) -> Option<Place> {
        if place.half {
            return Some(Place { half: false, ..place });
        }
        let character = self.text.get(..place.byte)?.chars().next_back()?;
        let width = character.len_utf8();
        Some(Place { byte: place.byte - width, half: width == 4 })
    }
}

/// The number of bytes of the character that begins with `byte`.
fn width_of(byte: u8) -> usize {
    match byte {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xff => 4,
    }
}
