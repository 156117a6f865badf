//! The command line of can-assume.

fn main() {}
