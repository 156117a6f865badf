//! Which compiler builds the module.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::Failure;
use crate::tool::output;

/// A compiler that can build for WebAssembly.
#[derive(Debug)]
pub(crate) struct Toolchain {
    /// Its cargo.
    pub(super) cargo: PathBuf,
    /// The compiler.
    pub(super) rustc: PathBuf,
    /// The linker, where the compiler does not bring one.
    pub(super) linker: Option<PathBuf>,
    /// Whether the standard library has to be built too, from the compiler's sources of it.
    pub(super) builds_std: bool,
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

    /// The toolchain that builds everything else, if it has the target.
    pub(crate) fn rustup() -> Option<Self> {
        let rustc = Path::new("rustc");
        let libraries = printed(rustc, &["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])?;
        let filled = std::fs::read_dir(libraries).is_ok_and(|mut entries| entries.next().is_some());
        filled.then(|| Self { cargo: "cargo".into(), rustc: rustc.into(), linker: None, builds_std: false })
    }

    /// Debian's compiler with the sources of the standard library, linking with the linker of the other toolchain.
    pub(crate) fn debian() -> Option<Self> {
        let (cargo, rustc) = (PathBuf::from("/usr/bin/cargo"), PathBuf::from("/usr/bin/rustc"));
        if !cargo.is_file() {
            return None;
        }
        let sources =
            Path::new(&printed(&rustc, &["--print", "sysroot"])?).join("lib/rustlib/src/rust/library");
        let host = printed(Path::new("rustc"), &["--print", "host-tuple"])?;
        let other = printed(Path::new("rustc"), &["--print", "sysroot"])?;
        let linker = Path::new(&other).join("lib/rustlib").join(host).join("bin/rust-lld");
        (sources.is_dir() && linker.is_file()).then_some(Self {
            cargo,
            rustc,
            linker: Some(linker),
            builds_std: true,
        })
    }

    /// What the compiler says of itself: version, commit, LLVM.
    pub(super) fn version(&self) -> Result<String, Failure> {
        output(Command::new(&self.rustc).arg("-vV"))
    }
}

fn printed(rustc: &Path, arguments: &[&str]) -> Option<String> {
    output(Command::new(rustc).args(arguments)).ok().map(|text| text.trim().to_owned())
}
