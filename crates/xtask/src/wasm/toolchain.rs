//! Which compiler builds the module.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::Failure;
use crate::tool::output;

/// A compiler with the sources of its standard library: the module's is built for size, and ends it at a panic.
///
/// The compiler that builds everything else is told to take the options of the nightly ones for this
/// (`RUSTC_BOOTSTRAP`): it stays one version for all, and what these options decide is size, not meaning.
#[derive(Debug)]
pub(crate) struct Toolchain {
    /// Its cargo.
    pub(super) cargo: PathBuf,
    /// The compiler.
    pub(super) rustc: PathBuf,
    /// The linker, where the compiler does not bring one.
    pub(super) linker: Option<PathBuf>,
    /// Where the sources are.
    pub(super) library: PathBuf,
}

impl Toolchain {
    /// The toolchain to use here.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub(super) fn find() -> Result<Self, Failure> {
        Self::rustup()
            .or_else(Self::debian)
            .ok_or_else(|| Failure("no Rust here builds for WebAssembly; run `cargo xtask setup`".to_owned()))
    }

    /// The toolchain that builds everything else, if it has the sources.
    pub(crate) fn rustup() -> Option<Self> {
        let rustc = PathBuf::from("rustc");
        Some(Self { library: library(&rustc)?, cargo: "cargo".into(), rustc, linker: None })
    }

    /// Debian's compiler, linking with the linker of the other toolchain.
    pub(crate) fn debian() -> Option<Self> {
        let (cargo, rustc) = (PathBuf::from("/usr/bin/cargo"), PathBuf::from("/usr/bin/rustc"));
        if !cargo.is_file() {
            return None;
        }
        let host = printed(Path::new("rustc"), &["--print", "host-tuple"])?;
        let other = printed(Path::new("rustc"), &["--print", "sysroot"])?;
        let linker = Path::new(&other).join("lib/rustlib").join(host).join("bin/rust-lld");
        linker.is_file().then_some(Self { library: library(&rustc)?, cargo, rustc, linker: Some(linker) })
    }

    /// What the compiler says of itself: version, commit, LLVM.
    pub(super) fn version(&self) -> Result<String, Failure> {
        output(Command::new(&self.rustc).arg("-vV"))
    }
}

/// The sources of a compiler's standard library, if they are there.
fn library(rustc: &Path) -> Option<PathBuf> {
    let sources = Path::new(&printed(rustc, &["--print", "sysroot"])?).join("lib/rustlib/src/rust/library");
    sources.join("std/Cargo.toml").is_file().then_some(sources)
}

fn printed(rustc: &Path, arguments: &[&str]) -> Option<String> {
    output(Command::new(rustc).args(arguments)).ok().map(|text| text.trim().to_owned())
}
