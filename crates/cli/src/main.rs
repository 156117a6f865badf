//! The command line of can-assume.

#[cfg_attr(not(test), expect(dead_code, unused_imports, reason = "`check` uses it"))]
mod network;

fn main() {}
