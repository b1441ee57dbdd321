//! The command line: the order of stages.
fn main() {}
