//! Reads files and standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use can_assume_core::diagnostic::SourceText;
use can_assume_core::iam::json;
use can_assume_core::iam::line_index::LineIndex;

use super::InputError;

/// How many bytes an input may have.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// Account dumps: a policy file may hold every role of an account.
    Dump,
    /// Other JSON.
    Document,
    /// A workflow, YAML: a byte order mark at its beginning is no part of it.
    /// Source: <https://yaml.org/spec/1.2.2/#52-character-encodings>
    Workflow,
    /// The configuration, TOML.
    Config,
    /// A token: STS takes 20,000 characters; what is longer is still read, to be refused by name.
    Token,
}

impl Limit {
    const fn bytes(self) -> u64 {
        match self {
            Self::Dump => 256 << 20,
            Self::Document | Self::Workflow | Self::Config => 8 << 20,
            Self::Token => 1 << 20,
        }
    }

    /// What the input is to be, in words.
    const fn expected(self) -> &'static str {
        match self {
            Self::Dump | Self::Document => "expected JSON",
            Self::Workflow => "expected YAML",
            Self::Config => "expected TOML",
            Self::Token => "expected a JWT",
        }
    }
}

/// Reads the inputs of one run; standard input can be taken once.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    stdin_taken: Option<&'static str>,
}

impl Reader {
    /// Reads `path` (`-` is standard input) as text. `option` names it in errors.
    ///
    /// # Errors
    /// When it cannot be read, is a directory, is longer than `limit`, is empty or is not UTF-8.
    pub(crate) fn text(
        &mut self,
        option: &'static str,
        path: &Path,
        limit: Limit,
    ) -> Result<SourceText, InputError> {
        let (name, mut bytes) = self.bytes(option, path, limit)?;
        if matches!(limit, Limit::Workflow) && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let text = json::decode(&bytes, usize::MAX).map_err(|error| {
            let message = error.message.replace("expected JSON", limit.expected());
            let before = String::from_utf8_lossy(bytes.get(..error.span.start).unwrap_or_default());
            let place = LineIndex::new(&before).position(before.len());
            InputError::plain(
                format!("{name}:{}:{}: {message}", place.line, place.column),
                error.help.unwrap_or_else(|| format!("give {option} the right file")),
            )
        })?;
        Ok(SourceText::new(name, text.to_owned()))
    }

    /// Reads standard input as text of which bytes that are no UTF-8 are replaced: a log may hold anything.
    ///
    /// # Errors
    /// When it cannot be read or is longer than a document may be.
    pub(crate) fn stdin_text(&mut self, option: &'static str) -> Result<String, InputError> {
        let (_, bytes) = self.bytes(option, Path::new("-"), Limit::Document)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn bytes(
        &mut self,
        option: &'static str,
        path: &Path,
        limit: Limit,
    ) -> Result<(String, Vec<u8>), InputError> {
        let mut bytes = Vec::new();
        let name = if path == Path::new("-") {
            if let Some(other) = self.stdin_taken.replace(option) {
                return Err(InputError::plain(
                    format!("{other} and {option} both read standard input"),
                    "give one of them a file",
                ));
            }
            let read = std::io::stdin().lock().take(limit.bytes() + 1).read_to_end(&mut bytes);
            read.map_err(|error| unreadable("standard input", &error))?;
            "<stdin>".to_owned()
        } else {
            let name = path.display().to_string();
            if path.is_dir() {
                return Err(InputError::plain(
                    format!("{name} is a directory"),
                    format!("give {option} a file"),
                ));
            }
            let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
            let read = file.take(limit.bytes() + 1).read_to_end(&mut bytes);
            read.map_err(|error| unreadable(&name, &error))?;
            name
        };
        if bytes.len() as u64 > limit.bytes() {
            return Err(InputError::plain(
                format!("{name} is larger than {} MiB", limit.bytes() >> 20),
                format!("is this the right file for {option}? it is read whole, up to that size"),
            ));
        }
        Ok((name, bytes))
    }
}

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn unreadable(name: &str, error: &std::io::Error) -> InputError {
    let help = match error.kind() {
        std::io::ErrorKind::NotFound => "check the path",
        std::io::ErrorKind::PermissionDenied => "check the permissions of the file",
        _ => "check that it is a readable file",
    };
    InputError::plain(format!("cannot read {name}: {}", reason(error)), help)
}

/// The operating system's words, without the number that Rust appends.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let short = text.split(" (os error").next().unwrap_or(&text);
    short.to_lowercase()
}

/// Whether `text` names a URL rather than a file.
pub(crate) fn as_url(text: &str) -> Result<&str, PathBuf> {
    if text.starts_with("https://") || text.starts_with("http://") { Ok(text) } else { Err(text.into()) }
}
