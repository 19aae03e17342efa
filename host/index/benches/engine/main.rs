//! Against numpy.

fn main() {}
